//! Better metadata for the same bytes amends the report, field by field, and makes no second one.

use super::{AT, FIRST, append};
use crate::support::Place;

/// Appends the same article again with options; the line about it, and the only report there is.
fn again(place: &Place, more: &[&str]) -> (serde_json::Value, serde_json::Value) {
    let mut arguments = vec!["append", "article.txt"];
    arguments.extend(more);
    let answer = place.lines(&arguments).remove(0);
    place.run(&["replay", "--check"]).ok();
    let mut reports = place.lines(&["reports"]);
    assert_eq!(reports.len(), 1, "{answer}");
    (answer, reports.remove(0))
}

#[test]
fn each_field_can_be_told_later() {
    let place = Place::new();
    append(&place, FIRST, &[]);
    for (options, field, value) in [
        (&["--url", AT[1]][..], "url", AT[1]),
        (
            &["--url", AT[1], "--title", "Acme grows"],
            "title",
            "Acme grows",
        ),
        (
            &["--url", AT[1], "--published", "2026-03-03"],
            "published",
            "2026-03-03",
        ),
        (
            &["--url", AT[1], "--published", "2026-03-04"],
            "published",
            "2026-03-04",
        ),
    ] {
        let options = [&["--publication", "The Wire"], options].concat();
        let (answer, report) = again(&place, &options);
        assert_eq!(answer["status"], "amended", "{options:?}");
        assert_eq!(report[field], value);
        assert_eq!(
            again(&place, &options).0["status"],
            "unchanged",
            "{options:?}"
        );
    }
}

#[test]
fn a_publication_that_was_only_concluded_is_told_later() {
    let place = Place::new();
    place.write("article.txt", FIRST);
    let first = place.lines(&["append", "article.txt"]).remove(0);
    let (answer, report) = again(&place, &["--publication", "The Wire"]);
    assert_eq!(answer["status"], "amended");
    assert_eq!(answer["report"], first["report"]);
    assert_eq!(report["publication"], "The Wire");
    assert_eq!(again(&place, &[]).0["status"], "unchanged");
    let best = place.json(&["show", "acme/headcount"])["best"].clone();
    assert_eq!(best["voices"], serde_json::json!(["The Wire"]));
}

#[test]
fn what_was_fetched_first_and_when_it_was_changed_is_told_in_a_sidecar() {
    let place = Place::new();
    let sidecar = |text: &str| {
        let all = format!("publication = \"The Wire\"\nurl = \"{}\"\n{text}", AT[1]);
        place.write("article.txt.meta.toml", all);
    };
    place.write("article.txt", FIRST);
    sidecar("retrieved = 2026-03-06\n");
    place.lines(&["append", "article.txt"]);
    // A later visit tells nothing; an earlier one does.
    sidecar("retrieved = 2026-03-09\n");
    assert_eq!(again(&place, &[]).0["status"], "unchanged");
    sidecar("retrieved = 2026-03-04\n");
    assert_eq!(again(&place, &[]).0["status"], "amended");
    sidecar("modified = 2026-03-03\n");
    assert_eq!(again(&place, &[]).0["status"], "amended");
    assert_eq!(again(&place, &[]).0["status"], "unchanged");
}

#[test]
fn a_report_that_moved_leaves_its_place_to_another() {
    let place = Place::new();
    let first = append(&place, FIRST, &AT);
    let id = first["report"].as_str().expect("an id").to_owned();
    let moved = [
        "amend",
        &id,
        "--url",
        "https://wire.example/moved",
        "--why",
        "moved",
    ];
    place.run(&moved).ok();
    let second = append(&place, FIRST, &AT);
    assert_eq!(second["status"], "appended");
    assert_ne!(second["report"], first["report"]);
    assert_eq!(place.lines(&["reports"]).len(), 2);
    place.run(&["verify"]).ok();
    place.run(&["replay", "--check"]).ok();
}
