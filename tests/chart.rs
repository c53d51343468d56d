//! `audit --format svg`: one line a vintage, on paper as in the record.

use crate::support::Place;

/// How often `words` stand in a text.
fn count(text: &str, words: &str) -> usize {
    text.matches(words).count()
}

#[test]
fn a_level_is_drawn_with_one_line_a_vintage() {
    let place = Place::with_seeds();
    let chart = place
        .run(&["audit", "anthropic/valuation", "--format", "svg"])
        .ok()
        .stdout;
    assert!(chart.starts_with("<svg") && chart.trim_end().ends_with("</svg>"));
    // The third report says again what the second said: the picture does not change.
    assert_eq!(count(&chart, "known by 20"), 2, "{chart}");
    for words in [
        "2023-10-31",
        "2026-04-20",
        "anthropic/valuation",
        "$400 billion",
    ] {
        assert!(chart.contains(words), "{words}");
    }
    let then = place
        .run(&[
            "audit",
            "anthropic/valuation",
            "--as-of",
            "2024-01-01",
            "--format",
            "svg",
        ])
        .ok()
        .stdout;
    assert_eq!(count(&then, "known by 20"), 1, "{then}");
    assert!(then.contains("as of 2024-01-01") && !then.contains("2026-04-20"));
}

#[test]
fn only_an_audit_has_a_picture() {
    let place = Place::with_seeds();
    place
        .run(&["show", "anthropic/valuation", "--format", "svg"])
        .fails(2, &["--format svg", "claimbook audit"]);
}

#[test]
fn events_are_drawn_where_they_happened_and_outlook_dashed() {
    let place = Place::with_seeds();
    let figure = "anthropic/investment/investor=amazon";
    let chart = place.run(&["audit", figure, "--format", "svg"]).ok().stdout;
    let drawn = count(&chart, "<circle");
    let shown = place.json(&["show", figure]);
    let facts = shown["observations"]
        .as_array()
        .expect("observations")
        .len();
    assert!(drawn >= facts, "{drawn} of {facts}");
    // Dashes are drawn one by one: many short lines.
    assert!(count(&chart, "<polyline") > 10, "{chart}");
}
