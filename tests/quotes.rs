//! The words of a figure that many documents tell: all are read, people are shown a few.

use crate::support::Place;

const REPORTS: usize = 24;

/// A book in which each article has a number of its own, and tells the same number.
fn told_by_many() -> Place {
    let place = Place::new();
    for number in 0..REPORTS {
        let text = format!(
            "This is note {number} of the series.\n\nAcme Corp had 1,500 employees on January 5, 2026.\n"
        );
        place.write(&format!("notes/{number:02}.txt"), text);
    }
    place
        .run(&[
            "append",
            "notes",
            "--publication",
            "Daily",
            "--published",
            "2026-01-06",
        ])
        .ok();
    place
}

#[test]
fn every_claim_has_the_words_of_its_own_document() {
    let place = told_by_many();
    let shown = place.json(&["show", "acme/headcount"]);
    let sources = shown["best"]["sources"].as_array().expect("sources");
    assert_eq!(sources.len(), REPORTS, "{shown}");
    let rows = place.json(&["audit", "acme/headcount"]);
    let rows = rows["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), REPORTS);
    for told in sources.iter().chain(rows) {
        assert_eq!(told["quote"], "1,500 employees", "{told}");
        let context = told["context"].as_str().expect("context");
        assert!(context.contains("Acme Corp had 1,500 employees"), "{told}");
    }
}

#[test]
fn people_are_shown_a_few_quotes_and_how_many_more_there_are() {
    let place = told_by_many();
    let text = place.run(&["show", "acme/headcount"]).ok().stdout;
    let quotes = text.matches("“Acme Corp had 1,500 employees").count();
    assert_eq!(quotes, 3, "{text}");
    let more = format!("and {} more", REPORTS - quotes);
    assert!(text.contains(&more), "{text}");
}
