//! The score of two invented texts, whose annotations and predictions exercise every rule, against
//! what was recorded for them.

use serde_json::Value;

use super::*;
use crate::line::{gold, known, predicted};

const CATALOG: &str = include_str!("../../fixtures/catalog.toml");
const EXPECTED: &str = include_str!("../../fixtures/expected.json");

/// Text, annotations, predictions.
const DOCUMENTS: [[&str; 3]; 2] = [
    [
        include_str!("../../fixtures/mill.txt"),
        include_str!("../../fixtures/mill.jsonl"),
        include_str!("../../fixtures/found/mill.jsonl"),
    ],
    [
        include_str!("../../fixtures/rink.txt"),
        include_str!("../../fixtures/rink.jsonl"),
        include_str!("../../fixtures/found/rink.jsonl"),
    ],
];

fn scored() -> Score {
    let known = known(CATALOG).unwrap();
    let mut score = Score::default();
    for [text, annotations, found] in DOCUMENTS {
        let annotations = gold(annotations, text).unwrap();
        score.add(&annotations, &predicted(found).unwrap(), &known);
    }
    score
}

/// The figures of one text with one annotation and one prediction: right of gold and found.
fn one(annotation: &str, found: &str, level: Level) -> [u64; 3] {
    let text = "It was 5 or so";
    let line = |more: &str| {
        format!(
            r#"{{"quote":"5","context":"was 5 or","start":7,"end":8,"value":"5","unit":"USD","comparator":"exact","modality":"stated",{more}}}"#
        )
    };
    let known = Known {
        metrics: ["debt".to_owned()].into(),
        ..Known::default()
    };
    let mut score = Score::default();
    let annotations = gold(&line(annotation), text).unwrap();
    score.add(&annotations, &predicted(&line(found)).unwrap(), &known);
    let tally = score.tally(level);
    [tally.right, tally.gold, tally.predicted]
}

#[test]
fn the_recorded_score_comes_out_to_the_last_digit() {
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let score = scored();
    for level in LEVELS {
        let found = serde_json::to_value(score.tally(level)).unwrap();
        assert_eq!(found, expected[level.as_str()], "{}", level.as_str());
    }
}

#[test]
fn misses_are_told_in_the_order_of_the_texts() {
    let misses = scored().misses;
    let places: Vec<String> = misses
        .iter()
        .map(|miss| format!("{}#{}", miss.doc, miss.n))
        .collect();
    assert_eq!(
        places,
        [
            "mill#3", "mill#5", "mill#9", "rink#2", "rink#3", "rink#5", "rink#7"
        ]
    );
}

#[test]
fn what_only_one_annotator_saw_is_neither_required_nor_wrong() {
    let seen_by_one = r#""figure":"a/debt","also":[{"figure":null}]"#;
    let seen_by_other = r#""figure":null,"also":[{"figure":"a/debt"}]"#;
    let (some, none, other) = (
        r#""figure":"a/debt""#,
        r#""figure":null"#,
        r#""figure":"b/debt""#,
    );
    assert_eq!(one(seen_by_one, none, Level::Figure), [0, 0, 0]);
    assert_eq!(one(seen_by_one, some, Level::Figure), [1, 1, 1]);
    assert_eq!(one(seen_by_other, some, Level::Figure), [0, 0, 0]);
    assert_eq!(one(seen_by_other, other, Level::Figure), [0, 0, 1]);
    assert_eq!(one(none, some, Level::Figure), [0, 0, 1]);
}

#[test]
fn a_figure_of_another_metric_is_not_judged() {
    let (none, other) = (r#""figure":null"#, r#""figure":"a/height""#);
    assert_eq!(one(none, other, Level::Figure), [0, 0, 0]);
    assert_eq!(one(none, other, Level::Quantity), [1, 1, 1]);
}

#[test]
fn what_is_optional_or_boilerplate_counts_neither_way() {
    for role in ["optional", "boilerplate"] {
        let annotation = format!(r#""figure":null,"role":"{role}""#);
        assert_eq!(
            one(&annotation, r#""figure":"a/debt""#, Level::Quantity),
            [0, 0, 0]
        );
    }
    let found = r#""figure":null,"role":"boilerplate""#;
    assert_eq!(one(r#""figure":null"#, found, Level::Quantity), [0, 1, 0]);
}

#[test]
fn readings_of_two_annotators_mix() {
    let annotation =
        r#""figure":"a/debt","period":"2026","also":[{"period":"2027"},{"modality":"forecast"}]"#;
    let found = r#""figure":"a/debt","period":"2027","modality":"forecast""#;
    assert_eq!(one(annotation, found, Level::Claim), [1, 1, 1]);
}

#[test]
fn nothing_found_scores_nothing_and_divides_by_nothing() {
    assert_eq!(Tally::default().shares(), (0.0, 0.0, 0.0));
    let tally = Tally {
        right: 1,
        gold: 32,
        predicted: 16,
    };
    let json = serde_json::to_string(&tally).unwrap();
    // Halves are rounded to even: 1/16 and 1/32 lie between two numbers of four decimals.
    assert!(
        json.starts_with(r#"{"precision":0.0625,"recall":0.0312,"#),
        "{json}"
    );
}
