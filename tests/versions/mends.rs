//! What edits and retractions take back: units, sentences that stayed, notes without a number, and
//! what others pass on of it.

use serde_json::Value;

use crate::support::Place;

/// Files a text of a publication at its own address, and gives the report's id.
fn file(place: &Place, publication: &str, day: &str, text: &str) -> String {
    place.write("text.txt", text);
    let url = format!("https://{}.example/acme", publication.to_lowercase());
    let filed = place.lines(&[
        "append",
        "text.txt",
        "--publication",
        publication,
        "--url",
        &url,
        "--published",
        day,
    ]);
    filed[0]["report"].as_str().expect("an id").to_owned()
}

fn rows(place: &Place, figure: &str) -> Vec<Value> {
    let audit = place.json(&["audit", figure]);
    audit["rows"].as_array().expect("rows").clone()
}

fn best(place: &Place, figure: &str, more: &[&str]) -> Value {
    let shown = place.run(&[&["--format", "json", "show", figure][..], more].concat());
    let shown: Value = serde_json::from_str(&shown.stdout).expect("JSON");
    shown["best"]["value"].clone()
}

const VALUATION: &str = "openai/valuation";
const FIFTEEN: &str = "OpenAI was valued at $15 billion on March 2, 2026.\n";
const PASSED_ON: &str =
    "OpenAI was valued at $15 billion on March 2, 2026, according to Bloomberg.\n";

#[test]
fn what_a_relay_passes_on_falls_with_the_report_that_its_source_took_back() {
    let place = Place::new();
    let source = file(&place, "Bloomberg", "2026-03-03", FIFTEEN);
    file(&place, "Courier", "2026-03-04", PASSED_ON);
    let why = ["--known", "2026-03-08", "--why", "it said so"];
    place.run(&[&["retract", &source][..], &why].concat()).ok();
    assert_eq!(best(&place, VALUATION, &[]), Value::Null);
    let before = best(&place, VALUATION, &["--as-of", "2026-03-07"]);
    assert_eq!(before, "15000000000");
    file(&place, "Gazette", "2026-03-09", PASSED_ON);
    assert_eq!(best(&place, VALUATION, &[]), Value::Null);
    let told = place.run(&["audit", VALUATION]).ok().stdout;
    assert!(told.contains("took the report back"), "{told}");
    let late = rows(&place, VALUATION);
    assert!(late.iter().any(|row| row["reason"] == "taken back"));
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn what_a_relay_passes_on_falls_with_the_number_that_its_source_replaced() {
    let place = Place::new();
    file(&place, "Bloomberg", "2026-03-03", FIFTEEN);
    file(&place, "Courier", "2026-03-04", PASSED_ON);
    file(
        &place,
        "Bloomberg",
        "2026-03-08",
        "OpenAI was valued at $15 billion on January 5, 2026.\n",
    );
    let shown = place.json(&["show", VALUATION, "--for", "2026-03-02"]);
    assert_eq!(shown["best"]["period"], "2026-01-05", "{shown}");
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn a_retraction_that_was_known_before_an_edit_decides() {
    let place = Place::new();
    let first = file(&place, "Bloomberg", "2026-03-03", FIFTEEN);
    let edited = FIFTEEN.replace("$15", "$18");
    file(&place, "Bloomberg", "2026-03-10", &edited);
    let why = ["--known", "2026-03-05", "--why", "it said so"];
    place.run(&[&["retract", &first][..], &why].concat()).ok();
    let between = best(&place, VALUATION, &["--as-of", "2026-03-07"]);
    assert_eq!(between, Value::Null);
    assert_eq!(best(&place, VALUATION, &[]), "18000000000");
}

#[test]
fn an_edit_of_the_unit_alone_is_an_edit() {
    let place = Place::new();
    file(&place, "Wire", "2026-03-03", FIFTEEN);
    file(&place, "Wire", "2026-03-05", &FIFTEEN.replace('$', "€"));
    let rows = rows(&place, VALUATION);
    let taken = rows.iter().find(|row| row["change"] == "withdrawn");
    let taken = taken.expect("a withdrawal");
    assert_eq!(
        (&taken["unit"], &taken["reason"]),
        (&"USD".into(), &"edited".into())
    );
    assert_eq!(taken["known"], "2026-03-05");
}

#[test]
fn a_sentence_that_stayed_word_for_word_is_no_edit() {
    let place = Place::new();
    let text = "Acme Corp makes anvils. The company has 900 employees.\n";
    file(&place, "Wire", "2026-03-03", text);
    let longer = format!("{text}It is based in Oslo.\n");
    file(&place, "Wire", "2026-03-05", &longer);
    let rows = rows(&place, "acme/headcount");
    assert!(!rows.is_empty());
    assert!(
        rows.iter().all(|row| row["change"] != "withdrawn"),
        "{rows:?}"
    );
}

#[test]
fn a_note_without_a_number_takes_back_the_figure_that_it_names() {
    let place = Place::new();
    let rest = "Acme Corp said on March 2, 2026 that it had 1,500 employees.\n";
    file(&place, "Wire", "2026-03-03", &format!("{FIFTEEN}\n{rest}"));
    let note = "Correction: An earlier version of this article misstated the valuation of OpenAI.";
    file(&place, "Wire", "2026-03-05", &format!("{rest}\n{note}\n"));
    let taken = rows(&place, VALUATION);
    let taken = taken.iter().find(|row| row["change"] == "withdrawn");
    assert_eq!(taken.expect("a withdrawal")["reason"], "corrected");
    assert_eq!(best(&place, "acme/headcount", &[]), "1500");
}

#[test]
fn a_headline_does_not_drop_the_bound_of_its_text() {
    let place = Place::new();
    let text = "# OpenAI valued at $100 billion\n\nOpenAI was valued at up to $100 billion on \
                April 20, 2026.\n";
    file(&place, "Wire", "2026-04-21", text);
    let shown = place.json(&["show", VALUATION]);
    assert_eq!(shown["best"]["comparator"], "at_most", "{shown}");
    assert_eq!(shown["best"]["period"], "2026-04-20");
    assert_eq!(rows(&place, VALUATION).len(), 1);
}
