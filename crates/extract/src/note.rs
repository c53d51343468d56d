//! Notes in which a publication says that it corrected, clarified or updated its own text.
//!
//! What such a note takes back ("an earlier version gave $5 billion") is no claim of the report:
//! it is denied. The notes themselves are handed on, so that an edit can be told from a correction.
//! Where a note takes the whole text back, all that the text says is denied.

mod words;

use claimbook_model::Modality;
use claimbook_model::event::{NoteKind, TextNote};

use crate::block::BlockKind;
use crate::item::{ItemKind, Sentence};
use crate::mention::Mention;
use crate::passage::Passage;
use words::{PHRASES, Phrase};

/// How far before its number the words that take it back may begin, in words.
const LEAD_WORDS: usize = 24;

/// The notes of some passages, in order. What follows a confession in the same passage belongs to
/// its note.
pub(crate) fn notes(passages: &[Passage<'_>]) -> Vec<TextNote> {
    passages.iter().filter_map(note).collect()
}

/// Denies what a text says, where one of its notes takes the whole of it back.
pub(crate) fn take_back(mentions: &mut [Mention], notes: &[TextNote]) {
    if !notes.iter().any(TextNote::takes_all_back) {
        return;
    }
    for mention in mentions {
        mention.modality = Modality::Denied;
        let reason = "denied: the publication takes the whole text back";
        mention.reasons.push(reason.to_owned());
    }
}

fn note(passage: &Passage<'_>) -> Option<TextNote> {
    let opened = opened(passage);
    let takes_back = is_heading(passage) && opened == Some(NoteKind::Retraction);
    if !is_told(passage) && !takes_back {
        return None;
    }
    let (kind, first) = match opened {
        Some(kind) => (
            said(passage, 0).map_or(kind, |(told, _)| graver(kind, told)),
            0,
        ),
        None => said(passage, 0)?,
    };
    let start = passage.sentences.get(first)?.start;
    let end = passage.sentences.last()?.end;
    let (start, end) = passage.block.source.locate(start, end);
    Some(TextNote { kind, start, end })
}

/// Whether a passage is text of the report, where notes stand.
fn is_told(passage: &Passage<'_>) -> bool {
    matches!(
        passage.block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Summary
    )
}

/// Whether a passage is a heading, where a whole text can be taken back.
fn is_heading(passage: &Passage<'_>) -> bool {
    matches!(
        passage.block.kind,
        BlockKind::Title | BlockKind::Heading { .. }
    )
}

/// The kind of a note that opens as one: "Correction: …", "Clarification (3 May): …".
fn opened(passage: &Passage<'_>) -> Option<NoteKind> {
    let sentence = *passage.sentences.first()?;
    let words: Vec<usize> = word_items(passage, sentence).take(4).collect();
    let is_opening = |phrase: &Phrase| {
        let Some(length) = phrase.matches(&mut |at| word_at(passage, &words, at), 0) else {
            return false;
        };
        let last = words.get(length.saturating_sub(1)).copied().unwrap_or(0);
        let dated = matches!(passage.kind(last + 2), Some(ItemKind::Date(_)));
        match passage.kind(last + 1) {
            Some(ItemKind::Colon | ItemKind::Dash | ItemKind::Open | ItemKind::Date(_)) => true,
            Some(ItemKind::Comma) => dated,
            _ => false,
        }
    };
    kinds(&PHRASES.opens).find_map(|(kind, phrases)| phrases.iter().any(is_opening).then_some(kind))
}

/// The first sentence from `from` on that says what was changed, with the gravest kind of all.
fn said(passage: &Passage<'_>, from: usize) -> Option<(NoteKind, usize)> {
    let told =
        (from..passage.sentences.len()).filter_map(|index| Some((says(passage, index)?, index)));
    told.reduce(|(kind, first), (other, _)| (graver(kind, other), first))
}

/// What a sentence says of the text's own past.
fn says(passage: &Passage<'_>, sentence: usize) -> Option<NoteKind> {
    let words: Vec<usize> = word_items(passage, *passage.sentences.get(sentence)?).collect();
    let holds = |phrases: &[Phrase]| found(passage, &words, phrases).next().is_some();
    kinds(&PHRASES.says).find_map(|(kind, phrases)| holds(phrases).then_some(kind))
}

/// Whether the passage is a note that puts numbers right, or this sentence or the one before says
/// that another number was given earlier.
pub(crate) fn puts_right(passage: &Passage<'_>, sentence: usize) -> bool {
    let is_grave = |kind: NoteKind| kind != NoteKind::Update;
    let opens = matches!(
        passage.block.kind,
        BlockKind::Paragraph | BlockKind::ListItem
    ) && opened(passage).is_some_and(is_grave);
    opens
        || (sentence.saturating_sub(1)..=sentence)
            .any(|index| says(passage, index).is_some_and(is_of_error))
}

/// Whether a note takes back the number at `quantity`: what it says was given before.
pub(crate) fn takes_back(passage: &Passage<'_>, sentence: usize, quantity: usize) -> bool {
    let Some(whole) = passage.sentences.get(sentence) else {
        return false;
    };
    if !puts_right(passage, sentence) {
        return false;
    }
    let border = (whole.first..quantity)
        .rev()
        .find(|item| passage.kind(*item) == Some(ItemKind::Semicolon));
    let clause = Sentence {
        first: border.map_or(whole.first, |border| border + 1),
        last: quantity,
        ..*whole
    };
    let words: Vec<usize> = word_items(passage, clause).collect();
    let near = words.len().saturating_sub(LEAD_WORDS);
    let words = words.get(near..).unwrap_or_default();
    let last = |phrases: &[Phrase]| found(passage, words, phrases).max();
    last(&PHRASES.leads.wrong) > last(&PHRASES.leads.right)
}

/// Where each phrase ends that stands among some words, as a number of words.
fn found<'f>(
    passage: &'f Passage<'_>,
    words: &'f [usize],
    phrases: &'f [Phrase],
) -> impl Iterator<Item = usize> + 'f {
    (0..words.len()).flat_map(move |at| {
        phrases
            .iter()
            .filter_map(move |phrase| phrase.matches(&mut |at| word_at(passage, words, at), at))
    })
}

/// The items that are words, names included, of a sentence.
fn word_items<'p>(
    passage: &'p Passage<'_>,
    sentence: Sentence,
) -> impl Iterator<Item = usize> + 'p {
    (sentence.first..sentence.last).filter(|item| {
        matches!(
            passage.kind(*item),
            Some(ItemKind::Word | ItemKind::Name(_) | ItemKind::Quantity(_))
        )
    })
}

fn word_at<'p>(passage: &'p Passage<'_>, words: &[usize], at: usize) -> Option<&'p str> {
    words.get(at).map(|item| passage.word(*item))
}

/// Whether a note of this kind says that something was wrong.
fn is_of_error(kind: NoteKind) -> bool {
    matches!(kind, NoteKind::Retraction | NoteKind::Correction)
}

/// The graver of two kinds of note.
fn graver(one: NoteKind, other: NoteKind) -> NoteKind {
    let kinds = kinds(&PHRASES.says);
    let mut kinds = kinds.map(|(kind, _)| kind);
    kinds
        .find(|kind| [one, other].contains(kind))
        .unwrap_or(one)
}

/// Phrases by the kind of note that they make, the gravest first.
fn kinds(phrases: &words::ByKind) -> impl Iterator<Item = (NoteKind, &[Phrase])> {
    [
        (NoteKind::Retraction, &phrases.retraction[..]),
        (NoteKind::Correction, &phrases.correction[..]),
        (NoteKind::Clarification, &phrases.clarification[..]),
        (NoteKind::Update, &phrases.update[..]),
    ]
    .into_iter()
}
