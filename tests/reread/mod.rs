//! Reading reports again: what the present reader reads otherwise, and what people decided stays.

use serde_json::Value;

use crate::support::Place;

const WAIT: &str = "[metric.median-wait]\nkind = \"stock\"\nquantity = \"time\"\nmeans = \"half wait \
                    less\"\n[[metric.median-wait.cue]]\nnouns = [\"median wait\"]\n";
const STORY: &str = "Acme Corp said on March 2, 2026 that it had 1,500 employees.\n\nAt Acme Corp \
                     the median wait was 9 weeks on March 2, 2026.\n";
const FIGURE: &str = "acme/median-wait";

/// A book with one report, which the built-in catalog reads.
fn place() -> Place {
    let place = Place::new();
    place.write("wait.toml", WAIT);
    place.write("story.txt", STORY);
    let arguments = ["append", "story.txt", "--publication", "The Wire"];
    place
        .run(&[&arguments[..], &["--published", "2026-03-03"]].concat())
        .ok();
    place
}

fn reread(place: &Place, more: &[&str]) -> Value {
    place
        .lines(&[&["reread", "--all"], more].concat())
        .remove(0)
}

fn events(place: &Place) -> Value {
    place.json(&["verify"])["events"].clone()
}

/// The id of the unlinked claim of nine weeks.
fn nine_weeks(place: &Place) -> String {
    let unlinked = place.lines(&["unlinked"]);
    let found = unlinked.iter().find(|claim| claim["quote"] == "9 weeks");
    let claim = &found.expect("nine weeks")["claim"];
    claim.as_str().expect("an id").to_owned()
}

#[test]
fn the_same_reader_changes_nothing_and_records_nothing() {
    let place = Place::with_seeds();
    let before = events(&place);
    let answers = place.lines(&["reread", "--all"]);
    assert_eq!(answers.len(), place.lines(&["reports"]).len());
    for answer in answers {
        assert_eq!(answer["status"], "unchanged", "{answer}");
        assert_eq!(answer["seq"], Value::Null);
        assert!(answer["unchanged"].as_u64() > Some(0), "{answer}");
    }
    assert_eq!(events(&place), before);
}

#[test]
fn a_catalog_that_knows_more_links_more() {
    let place = place();
    let before = events(&place);
    let would = reread(&place, &["--catalog", "wait.toml", "--dry-run"]);
    assert_eq!(would["status"], "changed", "{would}");
    assert_eq!(events(&place), before);
    let answer = reread(&place, &["--catalog", "wait.toml", "--by", "Kim"]);
    assert_eq!(
        (&answer["withdrawn"], &answer["asserted"]),
        (&1.into(), &1.into())
    );
    assert_eq!(answer["unchanged"], 1);
    assert_eq!(answer["changed"][0]["figure"], FIGURE);
    assert_eq!(
        place.json(&["show", FIGURE])["undated"],
        serde_json::json!([])
    );
    assert_eq!(place.json(&["show", FIGURE])["best"]["value"], "9");
    let report = place.lines(&["reports"]).remove(0);
    assert_eq!(report["rereadings"], 1);
    assert_eq!(
        reread(&place, &["--catalog", "wait.toml"])["status"],
        "unchanged"
    );
    place.run(&["verify"]).ok();
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn what_was_called_misread_comes_back_with_the_reader_that_read_it() {
    let place = place();
    reread(&place, &["--catalog", "wait.toml"]);
    let answer = reread(&place, &[]);
    assert_eq!(
        (&answer["withdrawn"], &answer["asserted"]),
        (&1.into(), &1.into())
    );
    nine_weeks(&place);
    assert_eq!(place.json(&["show", FIGURE])["best"]["value"], Value::Null);
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn what_a_curator_withdrew_is_not_asserted_anew() {
    let place = place();
    let claim = nine_weeks(&place);
    place
        .run(&["withdraw", &claim, "--why", "of another hospital"])
        .ok();
    let answer = reread(&place, &["--catalog", "wait.toml"]);
    assert_eq!(answer["status"], "unchanged", "{answer}");
    assert_eq!(answer["left"], 2);
    place.run(&["show", FIGURE]).fails(1, &[]);
}

#[test]
fn a_curators_link_is_carried_over_to_what_is_read_in_its_place() {
    let place = place();
    let claim = nine_weeks(&place);
    place
        .run(&["link", &claim, "beta/median-wait", "--why", "it is of Beta"])
        .ok();
    let answer = reread(&place, &["--catalog", "wait.toml"]);
    assert_eq!(answer["linked"], 1, "{answer}");
    assert_eq!(
        place.json(&["show", "beta/median-wait"])["best"]["value"],
        "9"
    );
    place.run(&["show", FIGURE]).fails(1, &["nothing"]);
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn a_report_that_is_not_there_is_told_of() {
    let place = place();
    place.run(&["reread", "ffff"]).fails(1, &["ffff"]);
    place.run(&["reread"]).fails(2, &["REPORT"]);
}

#[test]
fn versions_are_compared_anew_after_reading_again() {
    let place = place();
    let url = [
        "--url",
        "https://wire.example/wait",
        "--publication",
        "The Wire",
    ];
    place.write("story.txt", STORY);
    let at = |place: &Place, day: &str| {
        let arguments = ["append", "story.txt", "--published", day];
        place.run(&[&arguments[..], &url[..]].concat()).ok();
    };
    at(&place, "2026-03-03");
    place.write("story.txt", STORY.replace("9 weeks", "8 weeks"));
    at(&place, "2026-03-05");
    place
        .run(&["reread", "--all", "--catalog", "wait.toml"])
        .ok();
    let audit = place.json(&["audit", FIGURE]);
    let rows = audit["rows"].as_array().expect("rows");
    let edited = rows
        .iter()
        .find(|row| row["reason"] == "edited")
        .expect("an edit");
    assert_eq!(edited["quote"], "9 weeks");
    assert_eq!(edited["replaced_by"]["quote"], "8 weeks");
    assert_eq!(place.json(&["show", FIGURE])["best"]["value"], "8");
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn adopting_a_catalog_tells_which_answers_it_changes() {
    let place = place();
    reread(&place, &["--catalog", "wait.toml"]);
    let adopt = ["catalog", "adopt", "--catalog", "wait.toml"];
    let before = events(&place);
    let would = place.json(&[&adopt[..], &["--dry-run"]].concat());
    assert_eq!(would["seq"], Value::Null);
    assert_eq!(would["changed"][0]["figure"], FIGURE);
    assert_eq!(events(&place), before);
    let said = place
        .run(&[&adopt[..], &["--dry-run"]].concat())
        .ok()
        .stdout;
    assert!(said.contains("would change: 1 figure"), "{said}");
    let done = place.json(&adopt);
    assert_eq!(done["changed"], would["changed"]);
    assert_ne!(events(&place), before);
    assert_eq!(place.json(&["show", FIGURE])["kind"], "stock");
    place.run(&["replay", "--check"]).ok();
}

/// The digest of all that is known; the views as kept equal the views folded from nothing.
fn state(place: &Place) -> Value {
    let check = place.json(&["replay", "--check"]);
    assert_eq!(check["equal"], true, "{check}");
    check["state_digest"].clone()
}

/// Undoes by a number; the number of that.
fn undo(place: &Place, seq: &Value) -> Value {
    let undone = place.json(&["undo", &seq.to_string(), "--why", "to see"]);
    assert!(undone["seq"].is_u64(), "{undone}");
    undone["seq"].clone()
}

#[test]
fn one_number_undoes_all_of_a_rereading_and_undoing_that_brings_all_back() {
    let place = place();
    let read = state(&place);
    let unlinked = place.lines(&["unlinked"]);
    let answer = reread(&place, &["--catalog", "wait.toml"]);
    let again = state(&place);
    assert_ne!(read, again);
    // The number of the commit and that of its first event stand for all of it.
    let commit = Value::from(answer["seq"].as_u64().expect("a number") - 1);
    for seq in [&answer["seq"], &commit] {
        let undoing = undo(&place, seq);
        assert_eq!(state(&place), read);
        assert_eq!(place.lines(&["unlinked"]), unlinked);
        place.run(&["show", FIGURE]).fails(1, &["nothing"]);
        let twice = place.json(&["undo", &seq.to_string(), "--why", "twice"]);
        assert_eq!(twice["seq"], Value::Null, "{twice}");
        undo(&place, &undoing);
        assert_eq!(state(&place), again);
    }
}

#[test]
fn what_an_undone_rereading_found_is_found_again() {
    let place = place();
    let answer = reread(&place, &["--catalog", "wait.toml"]);
    let again = state(&place);
    undo(&place, &answer["seq"]);
    let third = reread(&place, &["--catalog", "wait.toml"]);
    assert_eq!(
        (&third["withdrawn"], &third["asserted"]),
        (&1.into(), &1.into())
    );
    assert_eq!(state(&place), again);
    assert_eq!(
        reread(&place, &["--catalog", "wait.toml"])["status"],
        "unchanged"
    );
}

#[test]
fn a_rereading_says_by_which_number_it_is_undone() {
    let place = place();
    let said = place
        .run(&["reread", "--all", "--catalog", "wait.toml"])
        .ok()
        .stdout;
    assert!(said.contains("takes all of it back"), "{said}");
    let answer = reread(&place, &[]);
    for field in ["policy", "at_seq", "catalog", "outdates"] {
        assert!(!answer[field].is_null(), "no {field} in {answer}");
    }
}
