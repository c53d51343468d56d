//! Every act is undone by its number, and brought back by undoing that.

use super::{FIGURE, act, best, book, claim_of, report_of, state};

/// Carries out an act, undoes it, and undoes the undoing.
fn there_and_back(changes_state: bool, arguments: impl Fn(&crate::support::Place) -> Vec<String>) {
    let place = book();
    let before = state(&place);
    let arguments = arguments(&place);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let events = place.json(&["show", FIGURE])["at_seq"].clone();
    place.json(&[&arguments[..], &["--dry-run"]].concat());
    assert_eq!(
        place.json(&["show", FIGURE])["at_seq"],
        events,
        "a dry run wrote"
    );
    let seq = act(&place, &arguments);
    let after = state(&place);
    assert_eq!(after != before, changes_state, "{arguments:?}");
    let undoing = act(&place, &["undo", &seq, "--why", "it was a mistake"]);
    assert_eq!(state(&place), before, "{arguments:?}");
    let again = place.json(&["undo", &seq, "--why", "twice"]);
    assert_eq!(again["seq"], serde_json::Value::Null);
    assert!(
        again["done"].as_str().expect("words").contains(&undoing),
        "{again}"
    );
    act(&place, &["undo", &undoing, "--why", "it was none"]);
    assert_eq!(state(&place), after, "{arguments:?}");
}

fn words(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn undoing_a_withdrawal_restores_the_state() {
    there_and_back(true, |place| {
        let claim = claim_of(place, "The Wire");
        words(&["withdraw", &claim[..10], "--why", "of another company"])
    });
}

#[test]
fn undoing_a_link_restores_the_state() {
    there_and_back(true, |place| {
        let claim = claim_of(place, "The Post");
        words(&[
            "link",
            &claim,
            "acme-labs/headcount",
            "--why",
            "of its subsidiary",
        ])
    });
    there_and_back(true, |place| {
        let claim = claim_of(place, "The Post");
        words(&["link", &claim, "--none", "--why", "not of Acme at all"])
    });
}

#[test]
fn undoing_a_merge_restores_the_state() {
    there_and_back(true, |_| {
        words(&["merge", FIGURE, "apex/headcount", "--why", "it was renamed"])
    });
}

#[test]
fn undoing_a_rating_or_a_policy_restores_the_state() {
    there_and_back(true, |_| {
        words(&["rate", "The Wire", "0", "--why", "it makes things up"])
    });
    there_and_back(true, |_| {
        words(&["policy", "latest", "--why", "we want the news"])
    });
}

#[test]
fn undoing_what_was_said_of_a_report_restores_the_state() {
    there_and_back(true, |place| {
        let report = report_of(place, "The Post");
        words(&[
            "retract",
            &report,
            "--known",
            "2026-03-20",
            "--why",
            "they apologised",
        ])
    });
    there_and_back(true, |place| {
        let report = report_of(place, "The Post");
        words(&[
            "amend",
            &report,
            "--first-hand",
            "true",
            "--why",
            "it is the company",
        ])
    });
    // The same article as another: its number is an edit of that one's.
    there_and_back(true, |place| {
        let report = report_of(place, "The Post");
        let more = ["--publication", "The Wire", "--why", "the same page"];
        let url = ["amend", &report, "--url", "https://wire.example/acme"];
        words(&[&url[..], &more].concat())
    });
}

#[test]
fn undoing_a_note_changes_no_state() {
    there_and_back(false, |_| {
        words(&["note", FIGURE, "contractors are left out"])
    });
}

#[test]
fn what_is_no_act_cannot_be_undone() {
    let place = book();
    for (seq, why) in [
        ("0", "only catalog"),
        ("1", "only catalog"),
        ("2", "claimbook retract"),
        ("3", "claimbook retract"),
        ("4", "claimbook withdraw"),
        ("999", "no event 999"),
    ] {
        place
            .run(&["undo", seq, "--why", "to see"])
            .fails(1, &[why]);
    }
    assert_eq!(best(&place), ("1500".to_owned(), "contested".to_owned()));
}

#[test]
fn who_acts_and_why_is_told_in_words() {
    let place = book();
    let claim = claim_of(&place, "The Post");
    let withdraw = ["withdraw", claim.as_str(), "--why"];
    for (more, named) in [(&[" "][..], "--why"), (&["wrong", "--by", ""][..], "--by")] {
        let arguments = [&withdraw[..], more].concat();
        place.run(&arguments).fails(2, &[named, "in a few words"]);
    }
    place
        .run(&["rate", "The Post", "-1", "--why", "it invents"])
        .fails(2, &["0 silences a voice"]);
    assert_eq!(best(&place), ("1500".to_owned(), "contested".to_owned()));
}
