//! Notes of correction: found, told apart, and what they take back is no claim.

use claimbook_model::event::NoteKind;

use super::signals::table;
use super::*;

/// The notes of an article whose last paragraph is `text`, with their words.
fn notes(text: &str) -> Vec<(NoteKind, String)> {
    let story = "Quillwort raised $4 million on March 2, 2026.";
    let blocks = [(BlockKind::Paragraph, story), (BlockKind::Paragraph, text)];
    let reading = read(&blocks, Some("2026-03-05"));
    let whole = format!("{story}\n{text}\n");
    let words = |from: u64, to: u64| {
        let inside = |at: u64| usize::try_from(at).unwrap();
        whole[inside(from)..inside(to)].to_owned()
    };
    let found = reading.notes.iter();
    found
        .map(|note| (note.kind, words(note.start, note.end)))
        .collect()
}

#[test]
fn notes_are_known_by_how_they_open_or_by_what_they_say() {
    for (kind, text) in [
        (NoteKind::Correction, "Correction: the sum was $5 million."),
        (
            NoteKind::Correction,
            "Corrections, May 3, 2026: the sum was $5 million.",
        ),
        (
            NoteKind::Correction,
            "This story has been updated to correct the sum.",
        ),
        (
            NoteKind::Correction,
            "The article was corrected on May 3, 2026.",
        ),
        (
            NoteKind::Correction,
            "Update: an earlier version of this online story gave another sum.",
        ),
        (
            NoteKind::Clarification,
            "Clarification (May 3, 2026): the sum is in pesos.",
        ),
        (
            NoteKind::Clarification,
            "This article has been amended to clarify whose sum it was.",
        ),
        (NoteKind::Update, "Update: the company has answered."),
        (
            NoteKind::Update,
            "This post has been updated with a statement of the company.",
        ),
        (
            NoteKind::Correction,
            "Editor\u{2019}s note: This article originally said that it was $5 million.",
        ),
        (
            NoteKind::Retraction,
            "This article has been retracted because it did not meet our standards.",
        ),
        (
            NoteKind::Retraction,
            "Editor\u{2019}s note: we have withdrawn this story. An earlier version of this story \
             gave another sum.",
        ),
        (NoteKind::Retraction, "Retraction: the sum was invented."),
    ] {
        assert_eq!(notes(text), [(kind, text.to_owned())], "{text}");
    }
}

#[test]
fn what_is_told_of_others_is_no_note() {
    for text in [
        "After the market correction, shares rose.",
        "The agency corrected its estimate.",
        "Google updated its offer with better terms.",
        "The report said that sales rose.",
        "An earlier version of the engine failed.",
        "The journal has retracted a study of 40 patients.",
        "The company withdrew this year's forecast.",
    ] {
        assert_eq!(notes(text), [], "{text}");
    }
}

#[test]
fn a_note_begins_with_the_sentence_that_says_it() {
    let text = "Shares rose. This story has been updated with prices.";
    let note = "This story has been updated with prices.";
    assert_eq!(notes(text), [(NoteKind::Update, note.to_owned())]);
}

#[test]
fn what_a_note_takes_back_is_denied() {
    table(&[
        (
            "This article originally stated that Quillwort's valuation was $40 billion.",
            &["40000000000 denied -"],
        ),
        (
            "The article was corrected to say that Quillwort raised $4 million. It had said \
             $6 million.",
            &["4000000 stated corrected", "6000000 denied -"],
        ),
        (
            "Correction: Quillwort raised $4 million rather than $6 million.",
            &["4000000 stated corrected", "6000000 denied -"],
        ),
        (
            "Correction: Quillwort raised $4 million. We had reported $6 million.",
            &["4000000 stated corrected", "6000000 denied -"],
        ),
        (
            "Correction: this story misstated what Quillwort raised; it is $4 million.",
            &["4000000 stated corrected"],
        ),
    ]);
}

#[test]
fn a_text_that_is_taken_back_as_a_whole_claims_nothing() {
    table(&[(
        "Quillwort raised $4 million. Its valuation is $40 million.",
        &["4000000 stated -", "40000000 stated -"],
    )]);
    let story = "Quillwort raised $4 million. Its valuation is $40 million.";
    let note = "This article has been retracted. Quillwort raised $3 million.";
    let blocks = [(BlockKind::Paragraph, story), (BlockKind::Paragraph, note)];
    let found: Vec<String> = read(&blocks, Some("2026-03-05"))
        .claims
        .iter()
        .map(|claim| format!("{} {}", claim.value, claim.modality))
        .collect();
    assert_eq!(
        found,
        ["4000000 denied", "40000000 denied", "3000000 denied"]
    );
}
