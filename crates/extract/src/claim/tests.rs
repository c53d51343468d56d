//! Mentions of one number in one report, and the claim they make.

use claimbook_model::{Attribution, Comparator, Flags, Modality, Place};

use super::claims;
use crate::mention::{Mention, Role};

/// A mention of `harbour/cost`, told by its value, comparator, modality and place.
fn mention(value: &str, comparator: &str, modality: &str, place: &str) -> Mention {
    let place: Place = place.parse().unwrap();
    Mention {
        start: 0,
        end: 1,
        place,
        value: claimbook_model::Value::Number(value.parse().unwrap()),
        comparator: comparator.parse().unwrap(),
        unit: "USD".parse().unwrap(),
        counted: None,
        direction: None,
        figure: Some("harbour/cost".parse().unwrap()),
        period: Some("2031".parse().unwrap()),
        period_alone: None,
        modality: modality.parse().unwrap(),
        attribution: None,
        role: (place == Place::Heading).then_some(Role::Heading),
        signal: None,
        flags: Flags::default(),
        reasons: Vec::new(),
    }
}

#[test]
fn mentions_of_one_number_are_one_claim_in_the_most_cautious_words_of_the_paragraphs() {
    let made = claims(&[
        mention("4e9", "exact", "stated", "heading"),
        mention("4000000000", "at_most", "contingent", "paragraph"),
        mention("4e9", "exact", "stated", "paragraph"),
        mention("4e9", "approx", "estimated", "list"),
    ]);
    assert_eq!(made.len(), 1);
    let claim = &made[0];
    assert_eq!(
        (claim.comparator, claim.modality),
        (Comparator::AtMost, Modality::Contingent)
    );
    assert_eq!(claim.evidence.len(), 4);
    assert!(claim.flags.has(Flags::HEADING_DROPS_HEDGE));
    assert!(claim.flags.has(Flags::MIXED_WORDING));
}

#[test]
fn both_bounds_together_say_about() {
    let made = claims(&[
        mention("5", "at_least", "stated", "paragraph"),
        mention("5", "at_most", "stated", "paragraph"),
    ]);
    assert_eq!(made[0].comparator, Comparator::Approx);
}

#[test]
fn a_denial_is_a_claim_of_its_own() {
    let made = claims(&[
        mention("5", "exact", "denied", "paragraph"),
        mention("5", "exact", "stated", "paragraph"),
    ]);
    assert_eq!(made.len(), 2);
}

#[test]
fn boilerplate_makes_no_claim() {
    let mut related = mention("5", "exact", "stated", "paragraph");
    related.role = Some(Role::Boilerplate);
    assert!(claims(&[related]).is_empty());
}

#[test]
fn the_first_named_source_speaks_and_lends_its_voice_to_the_same_number() {
    let source = |name: &str, voice: Option<&str>| {
        Some(Attribution {
            name: name.to_owned(),
            voice: voice.map(str::to_owned),
        })
    };
    let mut anonymous = mention("5", "exact", "stated", "paragraph");
    anonymous.attribution = source("people familiar with the plan", None);
    let mut named = mention("5", "exact", "stated", "paragraph");
    named.attribution = source("Harbour Gazette", Some("harbour-gazette"));
    let mut other_year = mention("5", "exact", "stated", "paragraph");
    other_year.period = Some("2032".parse().unwrap());
    let made = claims(&[anonymous, named, other_year]);
    assert_eq!(made.len(), 2);
    for claim in &made {
        let voice = claim.attribution.as_ref().and_then(|a| a.voice.as_deref());
        assert_eq!(voice, Some("harbour-gazette"));
    }
}

#[test]
fn unlinked_mentions_are_one_claim_only_if_they_count_the_same() {
    let unlinked = |counted: &str| {
        let mut mention = mention("5", "exact", "stated", "paragraph");
        mention.figure = None;
        mention.unit = "count".parse().unwrap();
        mention.counted = Some(counted.to_owned());
        mention
    };
    let made = claims(&[unlinked("cranes"), unlinked("ships"), unlinked("cranes")]);
    assert_eq!(made.len(), 2);
}
