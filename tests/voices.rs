//! Who speaks: sites that name one source are one voice with it, though the catalog does not know it.

use serde_json::Value;

use crate::support::Place;

const FIGURE: &str = "acme/headcount";
const SAID: &str = "Acme Corp had 1,500 employees on January 5, 2026";

/// What is best known of the figure after these reports: publication and text, one a day.
fn best(told: &[(&str, String)]) -> Value {
    let place = Place::new();
    for (number, (publication, text)) in told.iter().enumerate() {
        place.publish(publication, &format!("2026-01-{:02}", number + 6), text);
    }
    place.json(&["show", FIGURE])["best"].clone()
}

fn voices(best: &Value) -> usize {
    best["voices"].as_array().expect("voices").len()
}

#[test]
fn two_sites_that_cite_a_paper_are_one_voice_with_it() {
    for paper in ["The Daily", "Daily", "the Daily"] {
        let best = best(&[
            ("Harbour Post", format!("{SAID}, according to {paper}.")),
            ("Quarry Herald", format!("{SAID}, The Daily reported.")),
            ("The Daily", format!("{SAID}.")),
        ]);
        assert_eq!(voices(&best), 1, "{paper}: {best}");
        assert_eq!(best["standing"], "single", "{paper}: {best}");
    }
}

#[test]
fn a_paper_with_and_without_its_article_is_one_voice() {
    let best = best(&[
        ("The Daily", format!("{SAID}.")),
        ("Daily", format!("{SAID}.")),
        ("Harbour Post", format!("{SAID}.")),
    ]);
    assert_eq!(voices(&best), 2, "{best}");
}

#[test]
fn sites_that_cite_different_papers_are_different_voices() {
    let best = best(&[
        ("Harbour Post", format!("{SAID}, according to The Daily.")),
        ("Quarry Herald", format!("{SAID}, according to The Ledger.")),
    ]);
    assert_eq!(voices(&best), 2, "{best}");
    assert_eq!(best["standing"], "corroborated", "{best}");
}

#[test]
fn what_a_company_told_a_paper_is_the_papers_word() {
    let best = best(&[
        (
            "Harbour Post",
            "Acme Corp told The Daily that it had 1,500 employees on January 5, 2026.".to_owned(),
        ),
        ("The Daily", format!("{SAID}.")),
    ]);
    assert_eq!(voices(&best), 1, "{best}");
}
