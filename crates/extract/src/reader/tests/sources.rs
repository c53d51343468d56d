//! To whom a sentence attributes its numbers.

use super::check;

#[test]
fn who_is_cited_comes_before_who_confirms() {
    check(
        "On Friday Google confirmed that its valuation was $9 billion, according to a study by \
         Mizuho.",
        &["9000000000 google/valuation 2031-03-07 stated Mizuho"],
    );
}

#[test]
fn bodies_without_a_name_are_sources_by_what_they_are() {
    check(
        "The interior ministry says that Google has 900 employees.",
        &["900 google/headcount 2031-03-12 stated The interior ministry"],
    );
}

#[test]
fn people_are_sources_behind_a_quote_and_in_apposition() {
    check(
        "Google has 900 employees, said Ada Quillwort.",
        &["900 google/headcount 2031-03-12 stated Ada Quillwort"],
    );
    check(
        "Ada Quillwort, an analyst, now says that Google has 900 employees.",
        &["900 google/headcount 2031-03-12 stated Ada Quillwort"],
    );
}

#[test]
fn unnamed_people_are_no_voice() {
    let reading = super::read(
        &[(
            crate::BlockKind::Paragraph,
            "Two people with knowledge of the matter said that Google has 900 employees.",
        )],
        Some("2031-03-12"),
    );
    let told = reading.mentions.last().unwrap();
    let attribution = told.attribution.as_ref().unwrap();
    assert_eq!(
        (attribution.name.as_str(), &attribution.voice),
        ("Two people with knowledge of the matter", &None)
    );
}

#[test]
fn who_reckoned_says_nothing_of_what_came() {
    check(
        "In 2030 Google had revenue of $9 million, where analysts polled by Mizuho had looked for $8 \
         million.",
        &[
            "9000000 google/revenue 2030 stated -",
            "8000000 google/revenue 2030 forecast Mizuho",
        ],
    );
}
