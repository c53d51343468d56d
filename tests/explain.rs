//! `extract --explain`: which words, which subject, which rule made a claim, for any reader.

use crate::support::Place;

const STORY: &str = "Harrow Mill's revenue was $12 million in 2025.\n\nLindfield Capital invested \
                     $4 million in Harrow Mill on 3 March 2026. The yard has 40 green doors.\n";

#[test]
fn each_quantity_says_what_named_its_figure_and_whose_it_is() {
    let place = Place::new();
    place.write("mill.txt", STORY);
    let arguments = [
        "extract",
        "mill.txt",
        "--published",
        "2026-03-04",
        "--explain",
    ];
    let lines = place.lines(&arguments);
    let reasons = |at: usize| lines[at]["reasons"].to_string();
    assert_eq!(lines.len(), 3);
    for said in [
        "the word “revenue” for revenue",
        "its subject is harrow-mill: whose it is",
    ] {
        assert!(reasons(0).contains(said), "no {said}: {}", reasons(0));
    }
    for said in [
        "the word “invested” for investment",
        "its subject is harrow-mill: the name behind “in”",
        "its investor is lindfield-capital: who does it",
    ] {
        assert!(reasons(1).contains(said), "no {said}: {}", reasons(1));
    }
    assert!(lines[2]["figure"].is_null());
    assert!(reasons(2).contains("no figure: "), "{}", reasons(2));
    let text = place.run(&arguments).ok().stdout;
    let wanted =
        "harrow-mill/investment/investor=lindfield-capital: $4 million, for 2026-03-03, stated";
    assert!(text.contains(wanted), "{text}");
    assert!(
        text.contains("    · the word “invested” for investment"),
        "{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
}

#[test]
fn every_quantity_of_the_seeds_has_a_reason() {
    let seeds = crate::support::seeds();
    let lines = Place::new().lines(&["extract", seeds.to_str().expect("UTF-8"), "--explain"]);
    assert!(lines.len() > 60);
    for line in lines {
        let reasons = line["reasons"].as_array().expect("reasons");
        assert!(!reasons.is_empty(), "{line}");
        let no_figure = reasons
            .iter()
            .any(|r| r.as_str().is_some_and(|r| r.starts_with("no figure")));
        assert_eq!(no_figure, line["figure"].is_null(), "{line}");
    }
}
