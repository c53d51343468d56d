//! The same report again: unchanged, better known, edited, edited back, on another site.

mod edits;
mod held;
mod mends;
mod metadata;
mod notes;

use serde_json::Value;

use crate::support::Place;

const FIRST: &str = "Acme Corp said on March 2, 2026 that it had 1,500 employees.\n";
const SECOND: &str = "Acme Corp said on March 2, 2026 that it had 1,800 employees.\n";

/// Appends `text` as an article of a publication at an address; the line about it.
fn append(place: &Place, text: &str, more: &[&str]) -> Value {
    place.write("article.txt", text);
    let mut arguments = vec!["append", "article.txt", "--publication", "The Wire"];
    arguments.extend(more);
    place.lines(&arguments).remove(0)
}

const AT: [&str; 2] = ["--url", "https://wire.example/acme"];

#[test]
fn the_same_bytes_at_the_same_address_are_unchanged() {
    let place = Place::new();
    let first = append(&place, FIRST, &AT);
    assert_eq!(first["status"], "appended");
    let again = append(&place, FIRST, &AT);
    assert_eq!(again["status"], "unchanged");
    assert_eq!(again["report"], first["report"]);
    assert_eq!(again["seq"], Value::Null);
}

#[test]
fn a_date_that_is_given_later_amends_the_report() {
    let place = Place::new();
    let first = append(&place, FIRST, &AT);
    let dated = append(&place, FIRST, &[AT[0], AT[1], "--published", "2026-03-03"]);
    assert_eq!(dated["status"], "amended");
    assert_eq!(dated["report"], first["report"]);
    let reports = place.lines(&["reports"]);
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["published"], "2026-03-03");
    assert_eq!(reports[0]["inferred"], serde_json::json!([]));
    let again = append(&place, FIRST, &[AT[0], AT[1], "--published", "2026-03-03"]);
    assert_eq!(again["status"], "unchanged");
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn an_address_that_is_given_later_amends_the_report() {
    let place = Place::new();
    let first = append(&place, FIRST, &[]);
    let placed = append(&place, FIRST, &AT);
    assert_eq!(placed["status"], "amended");
    assert_eq!(placed["report"], first["report"]);
    assert_eq!(append(&place, FIRST, &AT)["status"], "unchanged");
    assert_eq!(append(&place, FIRST, &[])["status"], "unchanged");
}

#[test]
fn other_bytes_at_the_same_address_are_an_edit_and_so_is_going_back() {
    let place = Place::new();
    let first = append(&place, FIRST, &AT);
    let edited = append(&place, SECOND, &AT);
    assert_eq!(edited["status"], "edited");
    assert_eq!(edited["replaces"], first["report"]);
    let back = append(&place, FIRST, &AT);
    assert_eq!(back["status"], "edited");
    assert_eq!(back["replaces"], edited["report"]);
    assert_ne!(back["report"], first["report"]);
    assert_eq!(append(&place, FIRST, &AT)["status"], "unchanged");
    assert_eq!(place.lines(&["reports"]).len(), 3);
    place.run(&["verify"]).ok();
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn the_same_bytes_on_two_sites_are_two_reports() {
    let place = Place::new();
    let wire = append(&place, FIRST, &AT);
    let other = place
        .lines(&["append", "article.txt", "--publication", "The Gazette"])
        .remove(0);
    assert_eq!(other["status"], "appended");
    assert_ne!(other["report"], wire["report"]);
}

#[test]
fn a_number_that_an_edit_replaced_is_withdrawn_with_both_quotes_in_the_audit() {
    let place = Place::new();
    append(&place, FIRST, &AT);
    append(&place, SECOND, &AT);
    let figures = place.lines(&["figures", "headcount"]);
    let figure = figures[0]["figure"].as_str().expect("a figure").to_owned();
    assert_eq!(figures[0]["best"]["value"], "1800");
    let audited = place.json(&["audit", &figure]);
    let rows = audited["rows"].as_array().expect("rows");
    let withdrawn = rows
        .iter()
        .find(|row| row["change"] == "withdrawn")
        .expect("a withdrawal");
    assert_eq!(withdrawn["reason"], "edited");
    assert_eq!(withdrawn["quote"], "1,500 employees");
    assert!(rows.iter().any(|row| row["quote"] == "1,800 employees"));
    append(&place, FIRST, &AT);
    assert_eq!(place.json(&["show", &figure])["best"]["value"], "1500");
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn the_number_of_an_edits_commit_undoes_what_the_edit_withdrew() {
    let place = Place::new();
    append(&place, FIRST, &[AT[0], AT[1], "--published", "2026-03-03"]);
    let edited = append(&place, SECOND, &[AT[0], AT[1], "--published", "2026-03-05"]);
    assert_eq!(edited["status"], "edited", "{edited}");
    let rows = |place: &Place| place.json(&["audit", "acme/headcount"])["rows"].clone();
    let before = rows(&place);
    let commit = edited["seq"][0].to_string();
    let undone = place.json(&["undo", &commit, "--why", "both were said"]);
    let withdrawn = |rows: &Value| rows.to_string().contains("\"withdrawn\"");
    assert!(withdrawn(&before) && !withdrawn(&rows(&place)), "{undone}");
    let seq = undone["seq"].to_string();
    place.run(&["undo", &seq, "--why", "no"]).ok();
    assert!(withdrawn(&rows(&place)));
    place.run(&["replay", "--check"]).ok();
}
