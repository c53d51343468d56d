//! What each act changes, what it refuses, and what is so already.

use super::{FIGURE, act, best, book, claim_of};

#[test]
fn a_claim_that_is_taken_out_counts_at_no_time() {
    let place = book();
    let claim = claim_of(&place, "The Post");
    let answer = place.json(&[
        "withdraw",
        &claim[..8],
        "--why",
        "of another company",
        "--by",
        "Kim",
    ]);
    assert_eq!(answer["act"], "withdraw");
    assert_eq!(answer["changed"][0]["figure"], FIGURE);
    assert_eq!(answer["changed"][0]["what"], "best");
    assert_eq!(answer["changed"][0]["before"]["standing"], "contested");
    assert_eq!(answer["changed"][0]["after"]["standing"], "corroborated");
    assert_eq!(best(&place), ("1500".to_owned(), "corroborated".to_owned()));
    let seq = answer["seq"].as_u64().expect("a sequence number");
    let back_then = place.json(&["show", FIGURE, "--as-of", "2026-03-06"]);
    assert_eq!(back_then["best"]["standing"], "corroborated");
    let before = (seq - 2).to_string();
    let recorded = place.json(&["show", FIGURE, "--at-seq", &before]);
    assert_eq!(recorded["best"]["standing"], "contested");
    let again = place.json(&["withdraw", &claim, "--why", "once more"]);
    assert_eq!(again["seq"], serde_json::Value::Null);
    assert!(again["done"].as_str().expect("words").contains("already"));
}

#[test]
fn people_are_told_what_changed_and_how_to_take_it_back() {
    let place = book();
    let claim = claim_of(&place, "The Post");
    let told = place
        .run(&["withdraw", &claim[..8], "--why", "of another company"])
        .ok();
    for words in [
        &claim[..8],
        "The Post",
        "“1,900 employees”",
        "claimbook undo",
        "changed: 1 figure",
        "1,500 employees for 2026-03-02, contested →",
    ] {
        assert!(told.stdout.contains(words), "no {words} in {}", told.stdout);
    }
    let same = place.run(&["withdraw", &claim[..8], "--why", "again"]).ok();
    assert!(
        same.stdout.contains("nothing was recorded"),
        "{}",
        same.stdout
    );
}

#[test]
fn what_is_not_there_is_refused() {
    let place = book();
    let why = ["--why", "to see"];
    let refused = |arguments: &[&str], status, words: &[&str]| {
        place.run(&[arguments, &why].concat()).fails(status, words);
    };
    refused(&["withdraw", "zz"], 1, &["no claim's id begins with 'zz'"]);
    refused(&["withdraw", ""], 1, &["no claim's id begins"]);
    refused(&["link", "zz", "acme/headcount"], 1, &["zz"]);
    refused(&["link", "zz", "headcount"], 2, &["is no figure"]);
    refused(
        &["merge", "acme/headcuont", "apex/headcount"],
        1,
        &["acme/headcount"],
    );
    refused(&["rate", "The Wir", "2"], 1, &["did you mean", "the-wire"]);
    refused(&["rate", "The Wire", "-1"], 2, &[]);
    refused(&["rate", "The Wire", "much"], 2, &["number"]);
    refused(&["policy", "newest"], 2, &["consensus, latest, first-hand"]);
    place.run(&["withdraw", "zz"]).fails(2, &["--why"]);
    crate::support::Place::new()
        .run(&["withdraw", "aa", "--why", "to see"])
        .fails(4, &["no book"]);
}

#[test]
fn a_claim_is_moved_to_the_figure_that_it_is_about() {
    let place = book();
    let claim = claim_of(&place, "The Post");
    let moved = place.json(&[
        "link",
        &claim,
        "acme-labs/headcuont",
        "--why",
        "of its subsidiary",
    ]);
    let findings = moved["findings"].to_string();
    assert!(findings.contains("did you mean headcount"), "{findings}");
    let changed: Vec<_> = moved["changed"]
        .as_array()
        .expect("changes")
        .iter()
        .collect();
    assert_eq!(changed.len(), 2, "{moved}");
    assert_eq!(best(&place), ("1500".to_owned(), "corroborated".to_owned()));
    assert_eq!(
        place.json(&["show", "acme-labs/headcuont"])["best"]["value"],
        "1900"
    );
    let again = place.json(&["link", &claim, "acme-labs/headcuont", "--why", "again"]);
    assert_eq!(again["seq"], serde_json::Value::Null);
    act(&place, &["link", &claim, "--none", "--why", "of neither"]);
    let unlinked = place.lines(&["unlinked"]);
    assert!(unlinked.iter().any(|row| row["claim"] == claim.as_str()));
}

#[test]
fn two_keys_become_one_figure() {
    let place = book();
    act(
        &place,
        &["merge", FIGURE, "apex/headcount", "--why", "it was renamed"],
    );
    assert_eq!(
        place.json(&["show", "apex/headcount"])["best"]["value"],
        "1500"
    );
    assert_eq!(place.json(&["show", FIGURE])["best"]["value"], "1500");
    let again = place.json(&["merge", "apex/headcount", FIGURE, "--why", "the other way"]);
    assert_eq!(again["seq"], serde_json::Value::Null, "{again}");
}

#[test]
fn a_voice_is_silenced_and_outweighs() {
    let place = book();
    act(
        &place,
        &["rate", "the-post", "5", "--why", "it has the payroll"],
    );
    assert_eq!(best(&place).0, "1900");
    let answer = place.json(&["rate", "The Post", "0", "--why", "it makes things up"]);
    assert_eq!(answer["changed"][0]["after"]["value"], "1500");
    let again = place.json(&["rate", "The Post", "0.0", "--why", "still"]);
    assert_eq!(again["seq"], serde_json::Value::Null);
}

#[test]
fn the_policy_of_the_book_answers_where_none_is_named() {
    let place = book();
    assert_eq!(place.json(&["policy"])["policy"], "consensus");
    act(&place, &["policy", "latest", "--why", "we want the news"]);
    assert_eq!(place.json(&["policy"])["policy"], "latest");
    assert_eq!(place.json(&["show", FIGURE])["policy"], "latest");
    assert_eq!(best(&place).0, "1900");
    let asked = place.json(&["show", FIGURE, "--policy", "consensus"]);
    assert_eq!(asked["best"]["value"], "1500");
}

#[test]
fn every_format_tells_the_act() {
    let place = book();
    let claim = claim_of(&place, "The Post");
    let arguments = [
        "withdraw",
        &claim,
        "--why",
        "of another company",
        "--dry-run",
    ];
    let line = place.lines(&arguments).remove(0);
    assert_eq!(
        (&line["act"], &line["seq"]),
        (&"withdraw".into(), &serde_json::Value::Null)
    );
    assert_eq!(line["changed"][0]["figure"], FIGURE);
    let rows = place
        .run(&[&arguments[..], &["--format", "csv"]].concat())
        .ok();
    let mut rows = rows.stdout.lines();
    assert!(
        rows.next()
            .expect("a header")
            .starts_with("figure,what,before.value")
    );
    assert!(
        rows.next()
            .expect("a row")
            .starts_with("acme/headcount,best,1500")
    );
    let told = place.run(&arguments).ok().stdout;
    assert!(
        told.contains("would be recorded") && told.contains("would change: 1 figure"),
        "{told}"
    );
    assert_eq!(best(&place).1, "contested");
}
