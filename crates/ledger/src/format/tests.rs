//! What `docs/format.md` says is what the code does.

use claimbook_model::claim::{Direction, Modality, Origin, Place, Signal};
use claimbook_model::event::{
    Event, FieldSource, Policy, PolicySet, ReportField, ReportKind, Retrieval, WithdrawalCause,
};
use claimbook_model::{ClaimId, Comparator, EventId, ReportId};

use crate::frame::FRAME_CONTEXT;
use crate::header::{
    FORMAT_VERSION, FRAME_END, FRAME_HEADER_BYTES, FRAME_MAGIC, SEGMENT_HEADER_BYTES,
    segment_header,
};

const PAGE: &str = include_str!("../../../../docs/format.md");

fn says(text: &str) {
    assert!(PAGE.contains(text), "docs/format.md does not say: {text}");
}

/// Bytes as the page prints them: `43 42 0A`.
fn hex(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    digits.join(" ")
}

#[test]
fn every_kind_of_event_has_its_row() {
    for (name, number) in Event::NUMBERS {
        says(&format!("\n| {number} | {name} | "));
    }
    assert!(!PAGE.contains(&format!("\n| {} | ", Event::NUMBERS.len())));
}

fn words<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

#[test]
fn every_word_has_its_number() {
    let row = |name: &str, words: Vec<String>| {
        let numbered: Vec<_> = (0..)
            .zip(words)
            .map(|(n, word)| format!("{n} {word}"))
            .collect();
        says(&format!("\n| {name} | {} |\n", numbered.join(", ")));
    };
    row("Comparator", words(&Comparator::ALL));
    row("Modality", words(Modality::ALL));
    row("Direction", words(Direction::ALL));
    row("Signal", words(Signal::ALL));
    row("Origin", words(Origin::ALL));
    row("Place", words(Place::ALL));
    row("Retrieval", words(Retrieval::ALL));
    row("ReportKind", words(ReportKind::ALL));
    row("FieldSource", words(FieldSource::ALL));
    row("ReportField", words(ReportField::ALL));
    row("WithdrawalCause", words(WithdrawalCause::ALL));
    row("Policy", words(Policy::ALL));
}

#[test]
fn the_example_is_what_is_written() {
    let event = Event::PolicySet(PolicySet {
        policy: Policy::Latest,
        by: "ada".into(),
        why: "test".into(),
        more: vec![],
    });
    says(&format!("\n{}\n", hex(&event.encode())));
}

#[test]
fn magics_lengths_and_versions_are_those_written() {
    says(&hex(&segment_header(0)[..8]));
    says(&hex(&FRAME_MAGIC));
    says(&hex(&FRAME_END));
    says(&format!(
        "A segment is a header of {SEGMENT_HEADER_BYTES} bytes"
    ));
    says(&format!("\n| header | {FRAME_HEADER_BYTES} | "));
    says(&format!("\nFormat version {FORMAT_VERSION}.\n"));
}

#[test]
fn ids_and_hashes_are_computed_as_told() {
    let derive = |context: &str, input: &[u8]| {
        says(&format!("derive_key(\"{context}\", "));
        blake3::derive_key(context, input)
    };
    let frame = derive("claimbook 2026 frame hash v1", b"bytes");
    assert_eq!(frame, crate::frame::frame_hash(b"bytes"));
    assert_eq!(FRAME_CONTEXT, "claimbook 2026 frame hash v1");
    let claim = derive("claimbook 2026 claim id v1", b"content");
    assert_eq!(claim, ClaimId::of(b"content").0);
    let event = [&7_u64.to_le_bytes()[..], b"bytes"].concat();
    assert_eq!(
        derive("claimbook 2026 event id v1", &event),
        EventId::of(7, b"bytes").0
    );
    let document = claimbook_model::DocumentId([5; 32]);
    let mut report = Vec::new();
    for text in ["gazette", "u", "p"] {
        report.extend_from_slice(&(text.len() as u64).to_le_bytes());
        report.extend_from_slice(text.as_bytes());
    }
    report.extend_from_slice(&document.0);
    report.extend_from_slice(&3_u32.to_le_bytes());
    let expected = ReportId::of("gazette", "u", "p", &document, 3).0;
    assert_eq!(derive("claimbook 2026 report id v1", &report), expected);
}
