//! `why`: who says so, what lost and what decided, and what would change the answer.

use serde_json::Value;

use crate::support::Place;

const FIGURE: &str = "acme/headcount";

/// A book of articles: publication, day, text.
fn book(told: &[(&str, &str, &str)]) -> Place {
    let place = Place::new();
    for (publication, day, text) in told {
        place.publish(publication, day, text);
    }
    place
}

const FIRST: &str = "Acme Corp had 1,500 employees on January 5, 2026.";

fn change<'a>(why: &'a Value, by: &str, effect: &str, value: &str) -> Option<&'a Value> {
    let changes = why["would_change"].as_array().expect("would_change");
    changes.iter().find(|change| {
        change["by"] == by && change["effect"] == effect && change["said"]["value"] == value
    })
}

#[test]
fn repeating_a_source_adds_none() {
    let cited = "Acme Corp had 1,500 employees on January 5, 2026, according to Bloomberg.";
    let place = book(&[
        ("Daily", "2026-01-06", cited),
        ("Courier", "2026-01-07", cited),
        ("Herald", "2026-01-08", FIRST),
    ]);
    let why = place.json(&["why", FIGURE]);
    let sources = why["winning"]["sources"].as_array().expect("sources");
    assert_eq!(sources.len(), 2, "{why}");
    assert_eq!(sources[0]["name"], "Bloomberg");
    assert_eq!(sources[0]["said"]["publication"], "Daily");
    assert_eq!(sources[0]["repeated"][0]["publication"], "Courier");
    assert_eq!(sources[1]["name"], "Herald");
    let text = place.run(&["why", FIGURE]).ok().stdout;
    for words in [
        "Two independent sources say so, none of which cites another: Bloomberg and Herald.",
        "only repeated by Courier citing Bloomberg",
        "Said again once, which adds nothing",
    ] {
        assert!(text.contains(words), "no '{words}' in: {text}");
    }
}

#[test]
fn what_decided_against_a_rival_is_told_and_what_would_make_it_win_is_so() {
    let other = "Acme Corp had 1,900 employees on January 5, 2026.";
    let place = book(&[
        ("Daily", "2026-01-06", FIRST),
        ("Courier", "2026-01-07", FIRST),
        ("Herald", "2026-01-08", FIRST),
        ("Post", "2026-01-09", other),
    ]);
    let why = place.json(&["why", FIGURE]);
    assert_eq!(why["winning"]["standing"], "contested");
    let lost = &why["lost"][0];
    assert_eq!(lost["value"], "1900");
    assert_eq!(lost["decided_by"], "more sources");
    assert_eq!(lost["contests"], true);
    let needed = change(&why, "other sources", "shown", "1900").expect("a way to win");
    let needed = needed["sources"].as_u64().expect("a number");
    let settled = change(&why, "who contests", "settled", "1500").expect("a way to settle it");
    assert_eq!(settled["standing"], "corroborated");
    // It is as it says: one source less does not do it, so many do.
    let names = ["Globe", "Argus", "Echo", "Mercury"];
    for (number, name) in names.iter().enumerate().take(needed as usize) {
        let best = place.json(&["show", FIGURE])["best"]["value"].clone();
        assert_eq!(best, "1500", "after {number} more");
        place.publish(name, &format!("2026-01-1{number}"), other);
    }
    assert_eq!(place.json(&["show", FIGURE])["best"]["value"], "1900");
}

#[test]
fn a_later_value_of_one_source_waits_for_a_second() {
    let place = book(&[
        ("Daily", "2026-01-06", FIRST),
        ("Courier", "2026-01-07", FIRST),
        (
            "Herald",
            "2026-05-02",
            "Acme Corp had 2,300 employees on May 1, 2026.",
        ),
    ]);
    let why = place.json(&["why", FIGURE]);
    assert_eq!(why["lost"][0]["decided_by"], "unconfirmed");
    assert_eq!(why["lost"][0]["contests"], false);
    let needed = change(&why, "other sources", "shown", "2300").expect("a way to win");
    assert_eq!(needed["sources"], 1);
    assert_eq!(needed["about"], "2026-05-01");
    let text = place.run(&["why", FIGURE]).ok().stdout;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("If one more independent source said 2,300 employees for 2026-05-01"),
        "{text}"
    );
    place.publish(
        "Post",
        "2026-05-03",
        "Acme Corp had 2,300 employees on May 1, 2026.",
    );
    assert_eq!(place.json(&["show", FIGURE])["best"]["value"], "2300");
}

#[test]
fn a_single_source_is_told_to_be_one_and_what_would_confirm_it() {
    let place = book(&[("Daily", "2026-01-06", FIRST)]);
    let why = place.json(&["why", FIGURE]);
    let confirmed = change(&why, "other sources", "corroborated", "1500").expect("a confirmation");
    assert_eq!(confirmed["sources"], 1);
    let another = why["would_change"].as_array().expect("changes").last();
    assert_eq!(
        another.map(|change| &change["example"]),
        Some(&Value::Bool(true))
    );
    let text = place.run(&["why", FIGURE]).ok().stdout;
    assert!(text.contains("One source says so: Daily."), "{text}");
    assert!(text.contains("It is not first-hand"), "{text}");
}

#[test]
fn what_was_taken_back_is_told() {
    let place = Place::new();
    let at = [
        "--url",
        "https://daily.example/acme",
        "--publication",
        "Daily",
    ];
    for (number, day) in [("1,500", "2026-03-03"), ("1,800", "2026-03-10")] {
        place.write(
            "a.txt",
            format!("Acme Corp had {number} employees on March 2, 2026."),
        );
        let mut arguments = vec!["append", "a.txt", "--published", day];
        arguments.extend(at);
        place.run(&arguments).ok();
    }
    let why = place.json(&["why", FIGURE]);
    let changes: Vec<_> = why["corrections"]
        .as_array()
        .expect("corrections")
        .iter()
        .collect();
    assert_eq!(changes[0]["change"], "withdrawn");
    assert_eq!(changes[0]["quote"], "1,500 employees");
    let text = place.run(&["why", FIGURE]).ok().stdout;
    assert!(
        text.contains("2026-03-10: Daily changed its article, which no longer says 1,500"),
        "{text}"
    );
}

#[test]
fn a_figure_without_a_fact_says_what_there_is_instead() {
    let place = Place::with_seeds();
    let why = place.json(&["why", "openai/valuation/basis=ipo"]);
    assert_eq!(why["winning"], Value::Null);
    assert!(why["outlook"].as_u64() > Some(0));
    let text = place
        .run(&["why", "openai/valuation/basis=ipo"])
        .ok()
        .stdout;
    assert!(text.contains("Nobody states it as a fact"), "{text}");
    assert!(text.contains("about what may come"), "{text}");
}

#[test]
fn nothing_is_said_in_the_words_of_the_trade() {
    let place = Place::with_seeds();
    for figure in place.lines(&["figures"]) {
        let key = figure["figure"].as_str().expect("a key");
        let text = place.run(&["why", key]).ok().stdout;
        let own: String = text
            .lines()
            .filter(|line| !line.starts_with("    "))
            .collect::<Vec<_>>()
            .join("\n");
        for jargon in [
            "voice",
            "observation",
            "corroborated",
            "episode",
            "modality",
            "Some(",
        ] {
            assert!(!own.contains(jargon), "{jargon} in: {own}");
        }
    }
}
