//! Acts on reports, and notes: what they change, and where they are shown.

use super::{FIGURE, act, best, book, claim_of, report_of, state};
use crate::support::Place;

#[test]
fn a_report_that_was_taken_back_counts_until_the_world_knew() {
    let place = book();
    let report = report_of(&place, "The Post");
    let why = ["--why", "the paper apologised"];
    let retract = ["retract", &report[..8], "--known", "2026-03-20"];
    let answer = place.json(&[&retract[..], &why].concat());
    assert_eq!(answer["changed"][0]["after"]["standing"], "corroborated");
    let standing =
        |as_of: &str| place.json(&["show", FIGURE, "--as-of", as_of])["best"]["standing"].clone();
    assert_eq!(standing("2026-03-19"), "contested");
    assert_eq!(standing("2026-03-20"), "corroborated");
    let again = place.json(&[&retract[..], &why].concat());
    assert_eq!(again["seq"], serde_json::Value::Null);
    let told = place.run(&["report", &report]).ok().stdout;
    assert!(told.contains("the retraction of the report"), "{told}");
    assert!(told.contains("the paper apologised"), "{told}");
}

#[test]
fn better_metadata_moves_a_report_to_its_day() {
    let place = book();
    let report = report_of(&place, "The Post");
    let amend = |more: &[&str]| {
        place.json(&[&["amend", &report, "--why", "the page says so"], more].concat())
    };
    let answer = amend(&["--published", "2026-04-01", "--title", "Staff"]);
    let done = answer["done"].as_str().expect("words");
    assert!(
        done.contains("published 2026-04-01, title Staff")
            || done.contains("title Staff, published 2026-04-01"),
        "{done}"
    );
    let reports = place.lines(&["reports"]);
    let amended = reports.iter().find(|row| row["report"] == report.as_str());
    assert_eq!(amended.expect("the report")["published"], "2026-04-01");
    let as_of = place.json(&["show", FIGURE, "--as-of", "2026-03-20"]);
    assert_eq!(as_of["best"]["standing"], "corroborated");
    assert_eq!(amend(&["--title", "Staff"])["seq"], serde_json::Value::Null);
    let seq = answer["seq"].as_u64().expect("a number").to_string();
    act(&place, &["undo", &seq, "--why", "it does not"]);
    let reports = place.lines(&["reports"]);
    let amended = reports.iter().find(|row| row["report"] == report.as_str());
    assert_eq!(amended.expect("the report")["published"], "2026-03-05");
    place
        .run(&["amend", &report, "--why", "to see"])
        .fails(2, &["--published"]);
    place
        .run(&["amend", &report, "--publication", "—", "--why", "to see"])
        .fails(2, &["--publication"]);
}

/// A book with a version that lost its numbers, as where a page was fetched without its text.
fn with_held() -> (Place, String) {
    let place = book();
    place.write(
        "wire.txt",
        "Subscribe to read on. Acme Corp is one of many stories.\n",
    );
    let held = place
        .lines(&[
            "append",
            "wire.txt",
            "--publication",
            "The Wire",
            "--url",
            "https://wire.example/acme",
            "--published",
            "2026-03-09",
        ])
        .remove(0);
    assert_eq!(held["status"], "held", "{held}");
    let report = held["report"].as_str().expect("an id").to_owned();
    (place, report)
}

#[test]
fn a_held_version_is_accepted_or_rejected_and_judged_again() {
    let (place, held) = with_held();
    let of = |id: &str| place.json(&["report", id]);
    assert_eq!(of(&held)["held"], true);
    let told = place.run(&["reports"]).ok().stdout;
    assert!(told.contains("held for review"), "{told}");
    let before = state(&place);
    let rejected = act(&place, &["reject", &held, "--why", "a paywall"]);
    assert_eq!(of(&held)["held"], true);
    let accepted = act(
        &place,
        &["accept", &held, "--why", "the text is gone indeed"],
    );
    assert_eq!(of(&held)["held"], false);
    let again = place.json(&["accept", &held, "--why", "again"]);
    assert_eq!(again["seq"], serde_json::Value::Null);
    act(&place, &["undo", &accepted, "--why", "no"]);
    act(&place, &["undo", &rejected, "--why", "no"]);
    assert_eq!(of(&held)["held"], true);
    assert_eq!(state(&place), before);
    let other = report_of(&place, "The Post");
    place
        .run(&["reject", &other, "--why", "to see"])
        .fails(1, &["is not held", "claimbook retract"]);
    place
        .run(&["accept", "zz", "--why", "to see"])
        .fails(1, &["no report's id begins with 'zz'"]);
}

#[test]
fn notes_are_shown_with_what_they_are_about() {
    let place = book();
    let (claim, report) = (claim_of(&place, "The Post"), report_of(&place, "The Wire"));
    let on = |subject: &str, text: &str| act(&place, &["note", subject, text, "--by", "Kim"]);
    on(FIGURE, "contractors are left out");
    let seq = on(&claim[..12], "asked them about it");
    on(&report, "read the print edition");
    assert_eq!(best(&place).1, "contested");
    let texts = |answer: serde_json::Value| -> Vec<String> {
        let notes = answer["notes"].as_array().expect("notes").clone();
        let text = |note: &serde_json::Value| note["text"].as_str().expect("text").to_owned();
        notes.iter().map(text).collect()
    };
    let all = [
        "contractors are left out",
        "asked them about it",
        "read the print edition",
    ];
    assert_eq!(texts(place.json(&["show", FIGURE])), all);
    assert_eq!(texts(place.json(&["audit", FIGURE])), all);
    assert_eq!(texts(place.json(&["report", &report])), all[2..]);
    for command in ["show", "audit"] {
        let told = place.run(&[command, FIGURE]).ok().stdout;
        assert!(told.contains("Kim,") && told.contains(all[0]), "{told}");
    }
    act(&place, &["undo", &seq, "--why", "they answered"]);
    assert_eq!(texts(place.json(&["show", FIGURE])), [all[0], all[2]]);
    place.run(&["note", FIGURE, "  "]).fails(2, &["empty note"]);
    place
        .run(&["note", "acme/headcuont", "x"])
        .fails(1, &[FIGURE]);
    place.run(&["note", "zz", "x"]).fails(2, &["no figure"]);
}

#[test]
fn what_was_done_by_hand_stands_in_the_audit_with_its_number() {
    let place = book();
    let claim = claim_of(&place, "The Post");
    let seq = act(
        &place,
        &[
            "withdraw",
            &claim,
            "--why",
            "of another company",
            "--by",
            "Kim",
        ],
    );
    let audit = place.json(&["audit", FIGURE]);
    assert_eq!(audit["acts"][0]["seq"].to_string(), seq);
    assert_eq!(audit["acts"][0]["claim"], claim.as_str());
    assert_eq!(audit["acts"][0]["why"], "of another company");
    assert_eq!(audit["acts"][0]["by"], "Kim");
    let told = place.run(&["audit", FIGURE]).ok().stdout;
    assert!(told.contains(&format!("claim {}", &claim[..8])), "{told}");
    assert!(
        told.contains(&format!("  {seq:<5} the withdrawal of the claim")),
        "{told}"
    );
}
