//! The seven histories of the seeds come out of the binary as they were worked out by hand.

use serde_json::Value;

use crate::support::Place;

/// One figure of the table: its kind, its best line and its rows, with single spaces.
struct Expected {
    figure: String,
    kind: String,
    best: String,
    rows: Vec<String>,
}

fn table() -> Vec<Expected> {
    let mut figures: Vec<Expected> = Vec::new();
    for line in include_str!("histories.txt").lines() {
        let Some((word, rest)) = line.split_once(' ').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        if word == "figure" {
            let (figure, kind) = rest.split_once(" (").expect("a figure and its kind");
            figures.push(Expected {
                figure: figure.to_owned(),
                kind: kind.trim_end_matches(')').to_owned(),
                best: String::new(),
                rows: Vec::new(),
            });
            continue;
        }
        let figure = figures.last_mut().expect("a figure first");
        match word {
            "best" => figure.best = rest,
            "row" => figure.rows.push(rest),
            other => panic!("what is '{other}'?"),
        }
    }
    figures
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(text).collect::<Vec<_>>().join("–"),
        other => other.to_string(),
    }
}

fn row(row: &Value) -> String {
    let inferred = if row["known_inferred"] == true {
        " i"
    } else {
        ""
    };
    let citing = if row["attribution"].is_null() {
        String::new()
    } else {
        format!(" > {}", text(&row["attribution"]))
    };
    [
        format!("{}{inferred}", text(&row["known"])),
        format!("{}{citing}", text(&row["publication"])),
        text(&row["period"]),
        format!("{} {}", text(&row["comparator"]), text(&row["value"])),
        text(&row["modality"]),
        text(&row["change"]),
    ]
    .join(" | ")
}

fn best(shown: &Value) -> String {
    let best = &shown["best"];
    if best.is_null() {
        return "-".to_owned();
    }
    let voices: Vec<String> = best["voices"]
        .as_array()
        .expect("voices")
        .iter()
        .map(text)
        .collect();
    [
        text(&best["value"]),
        text(&best["period"]),
        text(&best["standing"]),
        voices.join("; "),
    ]
    .join(" | ")
}

#[test]
fn the_seven_histories_of_the_seeds() {
    let place = Place::with_seeds();
    let mut differences = String::new();
    for expected in table() {
        let audited = place.json(&["audit", &expected.figure]);
        let rows: Vec<String> = audited["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(row)
            .collect();
        let found = best(&place.json(&["show", &expected.figure]));
        assert_eq!(audited["kind"], expected.kind.as_str());
        let rows_differ = !expected.rows.is_empty() && rows != expected.rows;
        if found != expected.best || rows_differ {
            differences += &format!(
                "{}\n  best {found}\n  not  {}\n  rows\n    {}\n  not\n    {}\n",
                expected.figure,
                expected.best,
                rows.join("\n    "),
                expected.rows.join("\n    ")
            );
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn an_assumption_about_a_listing_is_never_known_as_fact() {
    let place = Place::with_seeds();
    let audited = place.json(&["audit", "openai/valuation/basis=ipo"]);
    let rows = audited["rows"].as_array().expect("rows");
    assert!(!rows.is_empty());
    assert!(
        rows.iter().all(|row| row["change"] == "outlook"),
        "{rows:?}"
    );
}

#[test]
fn what_was_published_by_2024_knows_nothing_of_2026() {
    let place = Place::with_seeds();
    let figures = place.lines(&["figures", "--as-of", "2024-01-01"]);
    assert!(!figures.is_empty());
    for figure in &figures {
        let voices = figure["best"]["voices"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        assert!(
            voices
                .iter()
                .all(|voice| voice != "Evermx" && voice != "BlockDesk"),
            "{figure}"
        );
        assert!(
            figure["best"]["period"]
                .as_str()
                .is_none_or(|period| period < "2024"),
            "{figure}"
        );
    }
    let shown = place.json(&["show", "anthropic/valuation", "--as-of", "2024-01-01"]);
    assert_eq!(shown["best"]["comparator"], "range");
}
