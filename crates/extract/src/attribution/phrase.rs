//! Noun phrases for a source.

use claimbook_model::{Attribution, slug};

use super::words::{
    is_anonymous, is_body, is_citing, is_participle, is_professional, is_published, is_saying,
    is_showing, is_writing,
};
use super::{SOURCE_ITEMS, Search, named};
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class};
use crate::passage::Passage;

/// How far behind what somebody writes the verb stands by which it speaks.
const SPEAKS_REACH: usize = 3;

/// The source that a noun phrase beginning at `item` names.
pub(super) fn source_at(search: Search<'_, '_>, item: usize) -> Option<Attribution> {
    let Search { passage, last, .. } = search;
    let mut first = item;
    for at in item..item + SOURCE_ITEMS {
        match passage.kind(at) {
            Some(ItemKind::Name(_)) => return named_at(search, at),
            Some(ItemKind::Word) => {
                let word = passage.word(at);
                if matches!(word, "source" | "report" | "article" | "story")
                    && at > item
                    && matches!(passage.word(item), "the" | "this" | "that")
                    && !leads_on(passage.word(at + 1))
                {
                    return last.cloned();
                }
                if whose(passage, at) {
                    first = at + 1;
                    continue;
                }
                if class(word) == WordClass::Preposition {
                    return None;
                }
                if is_body(word) && class(passage.word(at + 1)) != WordClass::Open {
                    return body(passage, first, at);
                }
                if is_anonymous(word) && passage.word(at + 1) != "estimates" {
                    if passage.name_at(at + 1).is_some() && word != "sources" {
                        continue;
                    }
                    return of_house(search, at).or_else(|| unnamed(passage, first, at));
                }
            }
            Some(ItemKind::Date(_) | ItemKind::Possessive) => {}
            _ => return None,
        }
    }
    None
}

/// Whether a word leads from what is written to who wrote it.
fn leads_on(word: &str) -> bool {
    matches!(word, "in" | "by" | "from" | "of") || is_published(word) || is_participle(word)
}

/// Whether a preposition leads to whose something is: "a survey by the ministry", "figures published
/// by".
fn whose(passage: &Passage<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| passage.word(before)) else {
        return false;
    };
    match passage.word(at) {
        "in" | "from" | "of" if is_writing(before) => true,
        "in" => is_citing(before) || is_published(before),
        "by" => is_writing(before) || is_participle(before) || is_published(before),
        _ => false,
    }
}

/// The name at an item; that of the person behind it, where it only says whose analyst that is:
/// "Beta Research analyst Jane Doe".
fn named_at(search: Search<'_, '_>, item: usize) -> Option<Attribution> {
    let passage = search.passage;
    let titled = is_professional(passage.word(item + 1))
        .then(|| passage.name_at(item + 2))
        .flatten();
    named(passage, titled.or_else(|| passage.name_at(item))?)
}

/// The house of people without a name who speak for it: "analysts at Beta Research".
pub(super) fn of_house(search: Search<'_, '_>, people: usize) -> Option<Attribution> {
    let passage = search.passage;
    let noun = passage.word(people).rsplit(' ').next()?;
    let leads = matches!(passage.word(people + 1), "at" | "of" | "from" | "with");
    if !is_professional(noun) || !leads {
        return None;
    }
    let name = (people + 2..people + 4).find_map(|at| passage.name_at(at))?;
    named(passage, name)
}

/// The source of what "based on" names, where something written is meant.
pub(super) fn writing_in(search: Search<'_, '_>, item: usize) -> Option<Attribution> {
    let passage = search.passage;
    let written = (item..=item + SPEAKS_REACH)
        .take_while(|at| {
            matches!(
                passage.kind(*at),
                Some(ItemKind::Word | ItemKind::Name(_) | ItemKind::Possessive | ItemKind::Date(_))
            )
        })
        .any(|at| is_writing(passage.word(at)));
    written.then(|| source_at(search, item)).flatten()
}

/// Whose the writing named at `noun` is, where words of saying stand beside it: "data from Beta
/// Research show", "a Ledger report said", "on the estimate of Beta Research".
pub(super) fn of_writing(search: Search<'_, '_>, noun: usize) -> Option<Attribution> {
    let Search {
        passage, sentence, ..
    } = search;
    if leads_on(passage.word(noun + 1)) && passage.word(noun + 1) != "in" || in_paper(passage, noun)
    {
        let end = (noun + 1..noun + SOURCE_ITEMS).find(|at| passage.name_at(*at).is_some())?;
        let plain = (noun + 1..end).all(|at| {
            let word = passage.word(at);
            leads_on(word) || class(word) == WordClass::Determiner
        });
        let led = noun.checked_sub(2).is_some_and(|at| {
            passage.word(at) == "on"
                && at
                    .checked_sub(1)
                    .is_some_and(|at| passage.kind(at) == Some(ItemKind::Comma))
        });
        return (plain && (led || speaks(passage, sentence, end + 1)))
            .then(|| named_at(search, end))?;
    }
    let before = noun.checked_sub(1).filter(|at| *at >= sentence.first)?;
    let (name, owns) = match passage.kind(before)? {
        ItemKind::Possessive => (before.checked_sub(1)?, true),
        _ => (before, false),
    };
    let by = owns
        && name
            .checked_sub(1)
            .is_some_and(|at| passage.word(at) == "by");
    let found = passage
        .name_at(name)
        .filter(|_| by || speaks(passage, sentence, noun + 1))?;
    named(passage, found)
}

/// Whether a noun is followed by "in" and a name: "a report in The Ledger".
fn in_paper(passage: &Passage<'_>, noun: usize) -> bool {
    passage.word(noun + 1) == "in" && (noun + 2..noun + 4).any(|at| passage.name_at(at).is_some())
}

/// Whether a verb by which writing speaks stands at an item or right behind it.
fn speaks(passage: &Passage<'_>, sentence: &Sentence, item: usize) -> bool {
    let last = sentence.last.min(item + SPEAKS_REACH);
    (item..last)
        .take_while(|at| matches!(passage.kind(*at), Some(ItemKind::Word | ItemKind::Date(_))))
        .any(|at| is_showing(passage.word(at)) || is_saying(passage.word(at)))
}

/// Whose an estimate or a count is: "the guild's early guess", "Mizuho's forecast".
pub(super) fn owner(search: Search<'_, '_>, noun: usize) -> Option<Attribution> {
    let Search {
        passage, sentence, ..
    } = search;
    let from = noun.saturating_sub(3).max(sentence.first);
    let owns = (from..noun)
        .rev()
        .find(|at| passage.kind(*at) == Some(ItemKind::Possessive))?;
    let before = owns.checked_sub(1).filter(|at| *at >= sentence.first)?;
    if let Some(name) = passage.name_at(before) {
        return named(passage, name);
    }
    is_body(passage.word(before))
        .then(|| body(passage, phrase_start(passage, sentence, before), before))?
}

/// A body known by what it is, from its noun phrase.
pub(super) fn body(passage: &Passage<'_>, first: usize, last: usize) -> Option<Attribution> {
    let (start, end) = (passage.items.get(first)?, passage.items.get(last)?);
    let name = passage.text.get(start.start..end.end)?;
    let bare = match name.split_once(' ') {
        Some((article, rest)) if class(&article.to_ascii_lowercase()) == WordClass::Determiner => {
            rest
        }
        _ => name,
    };
    Some(Attribution {
        name: name.to_owned(),
        voice: Some(slug(bare)?),
    })
}

/// Unnamed people.
pub(super) fn unnamed(passage: &Passage<'_>, first: usize, last: usize) -> Option<Attribution> {
    let (start, end) = (passage.items.get(first)?, passage.items.get(last)?);
    Some(Attribution {
        name: passage.text.get(start.start..end.end)?.to_owned(),
        voice: None,
    })
}

/// Where the noun phrase that ends at `item` begins.
pub(super) fn phrase_start(passage: &Passage<'_>, sentence: &Sentence, item: usize) -> usize {
    let mut first = item;
    while let Some(before) = first.checked_sub(1).filter(|at| *at >= sentence.first) {
        let inner = passage.kind(before) == Some(ItemKind::Word)
            && passage.word(before) != "that"
            && matches!(
                class(passage.word(before)),
                WordClass::Open | WordClass::Determiner
            );
        if !inner || item - before > 4 {
            break;
        }
        first = before;
    }
    first
}
