//! The source of a whole report: a dateline, a credit, a line that says on what it is based.

use claimbook_model::Attribution;

use super::words::{is_carried, is_writing};
use super::{SOURCE_ITEMS, named};
use crate::block::BlockKind;
use crate::item::ItemKind;
use crate::name::Name;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// How many passages at either end of a document hold its dateline and its credits.
const ENDS: usize = 3;
/// How many items a dateline has before its bracket: "HARBOUR TOWN, March 11 (Reuters) -".
const DATELINE_ITEMS: usize = 9;
/// How many items a line of credit has.
const CREDIT_ITEMS: usize = 16;

/// To whom a report as a whole belongs, where it says so at one of its ends.
pub(crate) fn of_report(passages: &[Passage<'_>], vocabulary: &Vocabulary) -> Option<Attribution> {
    let told: Vec<&Passage<'_>> = passages
        .iter()
        .filter(|passage| {
            matches!(
                passage.block.kind,
                BlockKind::Paragraph | BlockKind::Summary | BlockKind::Caption
            )
        })
        .collect();
    let dateline = told
        .iter()
        .take(ENDS)
        .find_map(|passage| dateline(passage, vocabulary));
    let mut ends = told
        .iter()
        .take(ENDS)
        .chain(told.iter().skip(ENDS.max(told.len().saturating_sub(ENDS))));
    dateline.or_else(|| ends.find_map(|passage| credit(passage, vocabulary)))
}

/// Whether a name can be a publication's: the catalog says so, or knows nothing of it.
fn publishes(name: &Name, vocabulary: &Vocabulary) -> bool {
    name.kind.is_none() || vocabulary.is_media(name.kind)
}

/// The agency of a dateline: "(Reuters) -".
fn dateline(passage: &Passage<'_>, vocabulary: &Vocabulary) -> Option<Attribution> {
    let open = (0..DATELINE_ITEMS).find(|at| passage.kind(*at) == Some(ItemKind::Open))?;
    let name = passage.name_at(open + 1)?;
    let dashed = passage.kind(open + 2) == Some(ItemKind::Close)
        && passage.kind(open + 3) == Some(ItemKind::Dash);
    let plain = (0..open).all(|at| {
        !matches!(
            passage.kind(at),
            Some(ItemKind::Stop | ItemKind::Quantity(_))
        )
    });
    (dashed && plain && vocabulary.is_media(name.kind)).then(|| named(passage, name))?
}

/// The source of a line that is nothing but a credit.
fn credit(passage: &Passage<'_>, vocabulary: &Vocabulary) -> Option<Attribution> {
    if passage.items.len() > CREDIT_ITEMS || !passage.quantities.is_empty() {
        return first_published(passage, vocabulary);
    }
    let media_only = |at: usize| {
        (at..at + 2)
            .find_map(|at| passage.name_at(at))
            .filter(|name| vocabulary.is_media(name.kind))
            .and_then(|name| named(passage, name))
    };
    let first = usize::from(passage.kind(0) == Some(ItemKind::Open));
    match passage.word(first) {
        "source" if passage.kind(first + 1) == Some(ItemKind::Colon) => {
            alone(passage, vocabulary, first + 2)
        }
        "reporting" if passage.word(first + 1) == "by" => media_only(first + 2),
        "by" => {
            let via = (first..passage.items.len()).find(|at| passage.word(*at) == "via")?;
            media_only(via + 1)
        }
        _ => first_published(passage, vocabulary),
    }
}

/// The name at an item or behind its article, with nothing else behind it.
fn alone(passage: &Passage<'_>, vocabulary: &Vocabulary, item: usize) -> Option<Attribution> {
    let at = (item..item + 2).find(|at| passage.name_at(*at).is_some())?;
    let ends = (at + 1..passage.items.len()).all(|at| {
        matches!(
            passage.kind(at),
            Some(ItemKind::Stop | ItemKind::Close | ItemKind::Mark)
        )
    });
    let name = passage.name_at(at).filter(|_| ends)?;
    named(passage, name).filter(|_| publishes(name, vocabulary))
}

/// The source of a sentence about the report itself: "This story is based on a report by The Ledger",
/// "This article was first published in The Ledger".
fn first_published(passage: &Passage<'_>, vocabulary: &Vocabulary) -> Option<Attribution> {
    let sentence = passage.sentences.iter().find(|sentence| {
        let noun = passage.word(sentence.first + 1);
        matches!(passage.word(sentence.first), "this" | "the") && is_piece(noun)
            || passage.word(sentence.first) == "based"
    })?;
    let last = sentence.last.min(sentence.first + CREDIT_ITEMS);
    let mut items = sentence.first..last;
    let verb = items.find(|at| {
        let word = passage.word(*at);
        is_carried(word) || word == "based" && passage.word(at + 1) == "on"
    })?;
    let opens_with_this = passage.word(sentence.first) == "this" || verb == sentence.first;
    let behind = verb + 1..last.min(verb + SOURCE_ITEMS);
    let at = behind.clone().find(|at| passage.name_at(*at).is_some())?;
    let leads = passage.word(verb) != "based" || (verb..at).any(|at| is_writing(passage.word(at)));
    let prepositions =
        (verb + 1..at).any(|at| matches!(passage.word(at), "by" | "in" | "on" | "from" | "at"));
    // "The report published by": what was published may be another's, so "this" must begin it.
    let name = passage
        .name_at(at)
        .filter(|_| leads && prepositions && opens_with_this)?;
    named(passage, name).filter(|_| publishes(name, vocabulary))
}

/// Whether a noun is for a piece of writing as this report is.
fn is_piece(noun: &str) -> bool {
    matches!(
        noun,
        "story" | "article" | "report" | "piece" | "text" | "post" | "version"
    )
}
