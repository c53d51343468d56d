//! The three clocks, alone and together: what was known by a day, what was recorded by an event,
//! what held at a time.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::Place;

const FIGURE: &str = "acme/headcount";

/// Takes in one article; the line about it.
fn publish(place: &Place, publication: &str, text: &str, more: &[&str]) -> Value {
    let path = format!("{}.txt", publication.replace(' ', "-"));
    place.write(&path, text);
    let mut arguments = vec!["append", &path, "--publication", publication];
    arguments.extend(more);
    place.lines(&arguments).remove(0)
}

fn on(day: &str) -> [&str; 2] {
    ["--published", day]
}

fn headcount(number: &str, day: &str) -> String {
    format!("Acme Corp had {number} employees on {day}.\n")
}

/// The best value under some clocks; nothing where none is known.
fn best(place: &Place, clocks: &[&str]) -> Option<String> {
    let mut arguments = vec!["show", FIGURE, "--format", "json"];
    arguments.extend(clocks);
    let ran = place.run(&arguments);
    if ran.stdout.is_empty() {
        assert_eq!(ran.status, 1, "{}", ran.stderr);
        return None;
    }
    let shown: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    shown["best"]["value"].as_str().map(str::to_owned)
}

/// A level that moved, with a report of the first level that was filed last.
fn moved_and_filed_late() -> Place {
    let place = Place::new();
    let first = headcount("1,500", "March 2, 2026");
    let second = headcount("2,100", "June 1, 2026");
    let late = headcount("1,200", "January 5, 2026");
    publish(&place, "The Daily", &first, &on("2026-03-03"));
    publish(&place, "The Courier", &second, &on("2026-06-02"));
    publish(&place, "The Herald", &late, &on("2026-01-06"));
    place
}

#[test]
fn a_report_filed_late_takes_its_place_by_its_day_and_not_by_its_event() {
    let place = moved_and_filed_late();
    assert_eq!(best(&place, &[]).as_deref(), Some("2100"));
    assert_eq!(
        best(&place, &["--as-of", "2026-01-31"]).as_deref(),
        Some("1200")
    );
    let last = place.json(&["show", FIGURE])["at_seq"].clone();
    let last = last.as_u64().expect("a number");
    // Before it came, the book knew nothing of January.
    let before = (last - 2).to_string();
    assert_eq!(
        best(&place, &["--as-of", "2026-01-31", "--at-seq", &before]),
        None
    );
    assert_eq!(
        best(&place, &["--at-seq", &before]).as_deref(),
        Some("2100")
    );
}

#[test]
fn all_three_clocks_together_ask_one_question() {
    let place = moved_and_filed_late();
    let clocks = [
        "--as-of",
        "2026-06-30",
        "--for",
        "2026-04",
        "--at-seq",
        "999",
    ];
    assert_eq!(best(&place, &clocks).as_deref(), Some("1500"));
    let mut show = vec!["show", FIGURE];
    show.extend(clocks);
    let ran = place.run(&show).ok();
    let title = "acme/headcount (a level over time), as of 2026-06-30, for 2026-04, as recorded up to \
                 event 999";
    assert!(ran.stdout.starts_with(title), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("nothing newer was said by 2026-04-30, 59 days later"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stderr.contains("the book ends at event"),
        "{}",
        ran.stderr
    );
    for command in ["audit", "why"] {
        let mut arguments = vec![command, FIGURE];
        arguments.extend(clocks);
        let ran = place.run(&arguments).ok();
        assert!(ran.stdout.starts_with(title), "{}", ran.stdout);
        assert!(
            ran.stdout.contains("1,500") && !ran.stdout.contains("2,100"),
            "{}",
            ran.stdout
        );
    }
    let mut figures = vec!["figures"];
    figures.extend(clocks);
    let lines = place.lines(&figures);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["best"]["value"], "1500");
    assert_eq!(lines[0]["for"], "2026-04");
}

#[test]
fn strict_takes_the_recorded_day_for_a_date_that_is_only_inferred() {
    let place = Place::new();
    let text = headcount("1,500", "March 2, 2024");
    let line = publish(&place, "The Daily", &text, &[]);
    assert_eq!(line["status"], "appended");
    let by = ["--as-of", "2024-06-30"];
    assert_eq!(best(&place, &by).as_deref(), Some("1500"));
    let strictly = ["--as-of", "2024-06-30", "--strict"];
    assert_eq!(best(&place, &strictly), None);
    let mut show = vec!["show", FIGURE];
    show.extend(by);
    let text = place.run(&show).ok().stdout;
    assert!(text.contains("the dates are inferred"), "{text}");
    publish(
        &place,
        "The Daily",
        &headcount("1,500", "March 2, 2024"),
        &on("2024-03-03"),
    );
    assert_eq!(best(&place, &strictly).as_deref(), Some("1500"));
}

#[test]
fn a_correction_counts_from_the_day_on_which_it_was_made() {
    let place = Place::new();
    let at = ["--url", "https://daily.example/acme"];
    let first = headcount("1,500", "March 2, 2026");
    let second = headcount("1,800", "March 2, 2026");
    publish(
        &place,
        "The Daily",
        &first,
        &[&at[..], &on("2026-03-03")].concat(),
    );
    let line = publish(
        &place,
        "The Daily",
        &second,
        &[&at[..], &on("2026-03-10")].concat(),
    );
    assert_eq!(line["status"], "edited");
    assert_eq!(
        best(&place, &["--as-of", "2026-03-05"]).as_deref(),
        Some("1500")
    );
    assert_eq!(
        best(&place, &["--as-of", "2026-03-12"]).as_deref(),
        Some("1800")
    );
    let history = place.json(&["audit", FIGURE, "--as-of", "2026-03-05"]);
    assert_eq!(history["rows"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_was_curated_away_counts_at_no_time_but_the_book_still_says_what_it_said() {
    let place = moved_and_filed_late();
    let history = place.json(&["audit", FIGURE]);
    let before = history["at_seq"].to_string();
    let rows = history["rows"].as_array().expect("rows");
    let second = rows.iter().find(|row| row["value"] == "2100");
    let claim = second.expect("the second level")["claim"]
        .as_str()
        .expect("an id");
    place
        .run(&[
            "withdraw",
            claim,
            "--why",
            "it is of another Acme",
            "--by",
            "Ann",
        ])
        .ok();
    assert_eq!(best(&place, &[]).as_deref(), Some("1500"));
    let june = ["--as-of", "2026-06-30"];
    assert_eq!(best(&place, &june).as_deref(), Some("1500"));
    let then = ["--as-of", "2026-06-30", "--at-seq", &before];
    assert_eq!(best(&place, &then).as_deref(), Some("2100"));
}

#[test]
fn every_answer_has_one_best_value_for_each_observation() {
    let place = Place::with_seeds();
    let clocks: [&[&str]; 6] = [
        &[],
        &["--as-of", "2024-01-01"],
        &["--for", "2023"],
        &["--at-seq", "60"],
        &["--policy", "latest", "--as-of", "2026-04-21"],
        &["--as-of", "2026-12-31", "--strict", "--for", "2026"],
    ];
    let mut seen = 0;
    for clocks in clocks {
        let mut arguments = vec!["figures"];
        arguments.extend(clocks);
        let figures = place.lines(&arguments);
        let keys: BTreeSet<&str> = figures
            .iter()
            .filter_map(|f| f["figure"].as_str())
            .collect();
        assert_eq!(keys.len(), figures.len(), "{clocks:?}");
        for figure in &figures {
            let mut arguments = vec!["show", figure["figure"].as_str().expect("a key")];
            arguments.extend(clocks);
            arguments.extend(["--format", "json"]);
            let shown: Value = serde_json::from_str(&place.run(&arguments).stdout).expect("JSON");
            assert_eq!(
                shown["best"]["value"], figure["best"]["value"],
                "{clocks:?} {figure}"
            );
            let observations = shown["observations"].as_array().expect("observations");
            let times: BTreeSet<String> = observations
                .iter()
                .map(|of| format!("{} {}", of["period"], of["unit"]))
                .collect();
            assert_eq!(times.len(), observations.len(), "{clocks:?} {shown}");
            seen += observations.len();
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn nothing_known_then_is_an_answer_that_says_since_when() {
    let place = Place::with_seeds();
    for (clocks, words) in [
        (["--as-of", "1990"], "as of 1990-12-31"),
        (["--at-seq", "0"], "at event 0"),
    ] {
        for command in ["show", "audit", "why"] {
            let mut arguments = vec![command, "anthropic/valuation"];
            arguments.extend(clocks);
            place.run(&arguments).fails(
                1,
                &[words, "the first report of it is of 2023-10", "as event"],
            );
        }
        let mut arguments = vec!["figures"];
        arguments.extend(clocks);
        place.run(&arguments).fails(1, &["no figures"]);
    }
    let ran = place.run(&["show", "anthropic/valuation", "--for", "1990"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stdout.contains("nothing is known as fact for 1990"));
}

#[test]
fn an_event_beyond_the_end_asks_for_the_whole_book_and_says_so() {
    let place = Place::with_seeds();
    let ran = place
        .run(&["show", "anthropic/valuation", "--at-seq", "100000"])
        .ok();
    assert!(
        ran.stderr
            .contains("the book ends at event 96: --at-seq 100000 asks for all of it"),
        "{}",
        ran.stderr
    );
    let shown = place.json(&["show", "anthropic/valuation", "--at-seq", "100000"]);
    assert_eq!(shown["at_seq"], 96);
}

#[test]
fn a_policy_that_was_asked_for_is_named_at_the_end() {
    let place = Place::with_seeds();
    for command in ["show", "audit", "why"] {
        let ran = place
            .run(&[command, "anthropic/valuation", "--policy", "latest"])
            .ok();
        let last = ran
            .stdout
            .trim_end()
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned();
        assert!(
            last.starts_with("policy latest, which you asked for"),
            "{command}: {last}"
        );
    }
    let ran = place
        .run(&["figures", "anthropic", "--policy", "latest"])
        .ok();
    assert!(
        ran.stdout.contains("policy latest, which you asked for"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_bad_value_is_told_with_its_option_and_what_to_write() {
    let place = Place::with_seeds();
    let bad: [(&[&str], &[&str]); 6] = [
        (
            &["--as-of", "yesterday"],
            &["--as-of", "'yesterday'", "2026-04-20"],
        ),
        (
            &["--as-of", "2026-02-30"],
            &["--as-of", "'2026-02-30'", "does not exist"],
        ),
        (&["--for", "spring"], &["--for", "'spring'", "2026-Q2"]),
        (&["--at-seq", "last"], &["--at-seq", "'last'", "such as 96"]),
        (&["--policy", "best"], &["--policy", "best", "consensus"]),
        (&["--strict"], &["--as-of"]),
    ];
    for (clocks, words) in bad {
        for command in [&["show", "anthropic/valuation"][..], &["figures"]] {
            let arguments: Vec<&str> = command.iter().chain(clocks).copied().collect();
            place.run(&arguments).fails(2, words);
        }
    }
}
