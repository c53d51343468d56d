//! Claims entered by hand: with a quote that stands there, and no other.

use super::{act, state};
use crate::support::Place;

const TEXT: &str = "Acme Corp opened its works in May. It has 44 green doors and 12 red doors. \
                    The other site has 44 green doors too, says Kim Lee.\n";
const DOORS: &str = "acme/doors";

/// A book with one report, and the report's id.
fn book() -> (Place, String) {
    let place = Place::new();
    place.write("doors.txt", TEXT);
    let about = ["--publication", "The Wire", "--published", "2026-06-01"];
    let appended = place.lines(&[&["append", "doors.txt"][..], &about].concat());
    let report = appended[0]["report"].as_str().expect("an id").to_owned();
    (place, report)
}

fn add<'a>(report: &'a str, quote: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let claim = [
        "claim", "add", "--report", report, "--figure", DOORS, "--quote", quote,
    ];
    [&claim[..], more].concat()
}

#[test]
fn a_claim_is_entered_with_the_value_of_its_quote() {
    let (place, report) = book();
    let quote = "12 red doors";
    let more = ["--period", "2026-05", "--source", "Kim Lee", "--by", "Ann"];
    let answer = place.json(&add(&report[..8], quote, &more));
    assert_eq!(answer["changed"][0]["figure"], DOORS);
    assert_eq!(answer["changed"][0]["before"], serde_json::Value::Null);
    assert!(
        answer["findings"].to_string().contains("no metric 'doors'"),
        "{answer}"
    );
    let best = &place.json(&["show", DOORS])["best"];
    assert_eq!(
        (&best["value"], &best["unit"]),
        (&"12".into(), &"count".into())
    );
    assert_eq!(best["voices"], serde_json::json!(["Kim Lee"]));
    let audit = place.json(&["audit", DOORS]);
    assert_eq!(audit["rows"][0]["quote"], quote);
    assert_eq!(audit["acts"][0]["by"], "Ann");
    assert_eq!(audit["acts"][0]["seq"], answer["seq"]);
    place.run(&["verify"]).ok();
    let again = place.json(&add(&report, quote, &more));
    assert_eq!(again["seq"], serde_json::Value::Null, "{again}");
}

#[test]
fn what_was_entered_is_undone_and_brought_back() {
    let (place, report) = book();
    let before = state(&place);
    let quote = "44 green doors and 12 red doors";
    let more = ["--value", "44", "--period", "2026-05"];
    let seq = act(&place, &add(&report, quote, &more));
    let after = state(&place);
    assert_ne!(after, before);
    let undoing = act(&place, &["undo", &seq, "--why", "of another works"]);
    assert_eq!(state(&place), before);
    place.run(&["show", DOORS]).fails(1, &["nothing was known"]);
    assert!(place.lines(&["figures", "doors"]).is_empty());
    let asserted = |place: &Place| {
        let report = place.json(&["report", &report]);
        report["asserted"].to_string().contains(DOORS)
    };
    assert!(!asserted(&place));
    let again = place.json(&add(&report, quote, &more));
    assert_eq!(again["seq"], serde_json::Value::Null, "{again}");
    let done = again["done"].as_str().expect("words");
    assert!(
        done.contains(&format!("claimbook undo {undoing}")),
        "{done}"
    );
    act(&place, &["undo", &undoing, "--why", "it was right"]);
    assert_eq!(state(&place), after);
    assert!(asserted(&place));
    let claim = place.json(&["audit", DOORS])["rows"][0]["claim"].clone();
    let claim = claim.as_str().expect("an id");
    act(&place, &["withdraw", claim, "--why", "of another works"]);
    assert_eq!(
        place.json(&["show", DOORS])["best"],
        serde_json::Value::Null
    );
}

#[test]
fn a_quote_that_does_not_stand_there_is_refused() {
    let (place, report) = book();
    let refused = |quote: &str, more: &[&str], status, words: &[&str]| {
        place.run(&add(&report, quote, more)).fails(status, words);
    };
    let first = TEXT.find("44").expect("a place").to_string();
    let second = TEXT.rfind("44").expect("a place").to_string();
    refused(
        "44 Green Doors",
        &[],
        1,
        &["does not stand", &first, "“44 green doors”"],
    );
    refused("nothing like it", &[], 1, &["does not stand in the report"]);
    refused("", &[], 1, &["--quote"]);
    refused("44 green doors", &[], 1, &[&first, &second, "--at"]);
    refused("44 green doors", &["--at", "3"], 1, &["at byte 3"]);
    refused("44 green doors and 12 red doors", &[], 2, &["--value"]);
    refused("its works", &[], 2, &["no number", "--value"]);
    refused("12 red doors", &["--comparator", "range"], 2, &["range"]);
    refused("12 red doors", &["--modality", "sure"], 2, &["--modality"]);
    refused("12 red doors", &["--period", "soon"], 2, &["--period"]);
    place
        .run(&add("zz", "12 red doors", &[]))
        .fails(1, &["no report's id begins with 'zz'"]);
    let at = ["--at", &second, "--period", "2026-05"];
    act(&place, &add(&report, "44 green doors", &at));
    let row = &place.json(&["audit", DOORS])["rows"][0];
    assert_eq!(row["start"].to_string(), second);
}

#[test]
fn a_value_that_the_quote_does_not_state_is_told() {
    let (place, report) = book();
    let answer = place.json(&add(&report, "12 red doors", &["--value", "13"]));
    let findings = answer["findings"].to_string();
    assert!(
        findings.contains("the quote states 12 red doors, not 13"),
        "{findings}"
    );
    assert!(findings.contains("undated"), "{findings}");
    let range = ["--value", "10..14", "--period", "2026-05", "--unit", "gate"];
    act(&place, &add(&report, "12 red doors", &range));
    let best = &place.json(&["show", DOORS])["best"];
    assert_eq!(best["value"], serde_json::json!(["10", "14"]));
    assert_eq!(
        (&best["comparator"], &best["unit"]),
        (&"range".into(), &"gate".into())
    );
}
