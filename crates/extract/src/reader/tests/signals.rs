//! What a report says of the past of its numbers: that they moved, or were put right.

use claimbook_model::{Flags, Signal};

use super::read;
use crate::block::BlockKind;
use crate::mention::Mention;

/// Value, modality and signal of each mention of one paragraph of 12 November 2026.
fn told(text: &str) -> Vec<String> {
    let reading = read(&[(BlockKind::Paragraph, text)], Some("2026-11-12"));
    let line = |mention: &Mention| {
        let signal = mention.signal.map_or("-", Signal::as_str);
        format!("{} {} {signal}", mention.value, mention.modality)
    };
    reading.mentions.iter().map(line).collect()
}

/// Checks many paragraphs, each by itself, and shows all that are read otherwise.
pub(super) fn table(rows: &[(&str, &[&str])]) {
    let wrong: Vec<(&str, Vec<String>)> = rows
        .iter()
        .map(|(text, expected)| (*text, *expected, told(text)))
        .filter(|(_, expected, found)| found != expected)
        .map(|(text, _, found)| (text, found))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_number_that_a_figure_moved_to_says_so_and_the_one_it_left_does_not() {
    table(&[
        (
            "Quillwort has 700 employees, up from 500 employees.",
            &["700 stated moved", "500 stated -"],
        ),
        (
            "Quillwort is now valued at $9 billion.",
            &["9000000000 stated moved"],
        ),
        (
            "Quillwort was valued at $4 billion in May and has since risen to $9 billion.",
            &["4000000000 stated -", "9000000000 stated moved"],
        ),
        (
            "Quillwort's valuation climbed from $4 billion to nearly $9 billion.",
            &["4000000000 stated -", "9000000000 stated moved"],
        ),
        (
            "Quillwort's revenue rose 12% to $3 million, from $2.7 million.",
            &["12 stated -", "3000000 stated moved", "2700000 stated -"],
        ),
        (
            "Quillwort now employs more than 700 people.",
            &["700 stated moved"],
        ),
        (
            "Quillwort's annual recurring revenue has surpassed $50 million.",
            &["50000000 stated moved"],
        ),
        (
            "The jobless rate fell to 4.1% in October, down from 4.3% in September.",
            &["4.1 stated moved", "4.3 stated -"],
        ),
    ]);
}

#[test]
fn words_of_time_and_of_plans_are_no_move() {
    table(&[
        (
            "Quillwort raised $9 million, as previously announced.",
            &["9000000 stated -"],
        ),
        (
            "Quillwort, now owned by Google, paid $9 million for Acorn Ltd.",
            &["9000000 stated -"],
        ),
        (
            "Quillwort expects its headcount to rise to 900 employees from 700 employees.",
            &["900 forecast -", "700 stated -"],
        ),
        (
            "Quillwort revised its strategy and has 700 employees.",
            &["700 stated -"],
        ),
    ]);
}

#[test]
fn a_corrected_number_says_so_and_the_wrong_one_is_denied() {
    table(&[
        (
            "Correction: Quillwort raised $9 million, not $8 million.",
            &["9000000 stated corrected", "8000000 denied -"],
        ),
        (
            "An earlier version of this article said Quillwort raised $8 million. It raised \
             $9 million.",
            &["8000000 denied -", "9000000 stated corrected"],
        ),
        (
            "An earlier version of this article misstated Quillwort's headcount; it is 700 \
             employees, not 900 employees.",
            &["700 stated corrected", "900 denied -"],
        ),
        (
            "Quillwort's 2025 revenue was revised from $8 million to $9 million.",
            &["8000000 stated -", "9000000 stated corrected"],
        ),
        (
            "Quillwort restated its 2025 revenue to $9 million.",
            &["9000000 stated corrected"],
        ),
        (
            "Payrolls rose by 206,000 in October from a revised 204,000 in September.",
            &["206000 stated -", "204000 stated corrected"],
        ),
        (
            "Quillwort had revenue of $9 million in 2025, revised up from $8 million.",
            &["9000000 stated corrected", "8000000 stated -"],
        ),
    ]);
}

#[test]
fn a_market_that_corrects_and_terms_that_are_revised_have_moved() {
    table(&[
        (
            "Quillwort's share price corrected to $40 on Monday.",
            &["40 stated moved"],
        ),
        (
            "Google revised its offer for Quillwort to $9 billion.",
            &["9000000000 stated moved"],
        ),
        (
            "After the market correction, Quillwort has a market value of $9 billion.",
            &["9000000000 stated -"],
        ),
    ]);
}

#[test]
fn denials_reach_what_they_deny_from_afar() {
    table(&[
        (
            "Quillwort denied a report that it had raised $9 million.",
            &["9000000 denied -"],
        ),
        (
            "Quillwort denied wrongdoing and agreed to pay a $9 million fine.",
            &["9000000 stated -"],
        ),
        (
            "\u{201c}Revenue is now $9 million,\u{201d} Quillwort said.",
            &["9000000 stated moved"],
        ),
    ]);
}

#[test]
fn people_without_a_name_are_a_hedge_and_no_voice() {
    for text in [
        "Quillwort raised $9 million, people familiar with the matter said.",
        "Quillwort raised $9 million, sources close to the talks said.",
        "Sources said Quillwort raised $9 million.",
        "Quillwort raised $9 million, according to a person briefed on the deal.",
    ] {
        assert_eq!(told(text), ["9000000 estimated -"], "{text}");
        let reading = read(&[(BlockKind::Paragraph, text)], Some("2026-11-12"));
        let source = reading.claims[0].attribution.as_ref();
        assert!(source.is_some(), "{text}");
        assert!(
            source.is_some_and(|source| source.voice.is_none()),
            "{text}"
        );
    }
}

#[test]
fn a_bracketed_conversion_is_marked() {
    for text in [
        "Quillwort raised 8 million euros ($9 million).",
        "Quillwort raised \u{a3}7 million (about $9 million).",
        "Quillwort raised \u{20ac}8m (or roughly US$9m at current rates).",
    ] {
        let reading = read(&[(BlockKind::Paragraph, text)], Some("2026-11-12"));
        let marked: Vec<bool> = reading
            .mentions
            .iter()
            .map(|mention| mention.flags.has(Flags::CONVERSION))
            .collect();
        assert_eq!(marked, [false, true], "{text}");
    }
}

#[test]
fn mentions_of_one_number_are_one_claim_in_the_words_of_its_paragraphs() {
    let reading = read(
        &[
            (BlockKind::Title, "Quillwort valued at $9 billion"),
            (
                BlockKind::Paragraph,
                "Quillwort is valued at about $9 billion, people familiar with the matter said.",
            ),
            (
                BlockKind::Paragraph,
                "Quillwort is now valued at $9 billion.",
            ),
        ],
        Some("2026-11-12"),
    );
    assert_eq!(reading.claims.len(), 1);
    let claim = &reading.claims[0];
    assert_eq!(claim.comparator.as_str(), "approx");
    assert_eq!(claim.modality.as_str(), "estimated");
    assert_eq!(claim.signal, Some(Signal::Moved));
    assert_eq!(claim.evidence.len(), 3);
    assert!(claim.flags.has(Flags::HEADING_DROPS_HEDGE));
}
