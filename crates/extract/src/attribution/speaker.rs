//! Who speaks: the subject of a verb of saying, before it or behind.

use claimbook_model::Attribution;

use super::phrase::{body, of_house, phrase_start, unnamed};
use super::words::{
    is_anonymous, is_between, is_body, is_matter, is_outlet, is_people, is_professional, is_saying,
};
use super::{SOURCE_ITEMS, Search, named};
use crate::date::DateKind;
use crate::item::ItemKind;
use crate::lexicon::{WordClass, class};
use crate::name::NameForm;

/// How many items may stand between a verb and its subject.
const SUBJECT_REACH: usize = 7;
/// How many items a bracket behind a name has: "The Harbour Times (“the Times”)".
const BRACKET_ITEMS: usize = 6;

/// Who says it: before the verb, or behind it where a quote or a comma stands before it.
pub(super) fn said_by(search: Search<'_, '_>, verb: usize) -> Option<Attribution> {
    let passage = search.passage;
    if let Some(found) = before_verb(search, verb) {
        return Some(found);
    }
    let closes = verb.checked_sub(1).is_none_or(|at| {
        at < search.sentence.first
            || matches!(
                passage.kind(at),
                Some(ItemKind::Mark | ItemKind::Comma | ItemKind::Close)
            )
    });
    let mut behind = match class(passage.word(verb + 1)) {
        WordClass::Determiner => verb + 2,
        _ => verb + 1,
    };
    // "said J. P. Doe"
    while passage.word(behind).len() == 1
        && matches!(passage.kind(behind), Some(ItemKind::Word | ItemKind::Stop))
    {
        behind += 1;
    }
    let name = passage.name_at(behind).filter(|_| closes)?;
    named(passage, name)
}

/// The publication that was told: the voice where those who told it are not named, or speak of
/// themselves.
pub(super) fn told(search: Search<'_, '_>, verb: usize) -> Option<Attribution> {
    let passage = search.passage;
    let behind = match class(passage.word(verb + 1)) {
        WordClass::Determiner => verb + 2,
        _ => verb + 1,
    };
    let name = passage.name_at(behind)?;
    let publishes = name.kind.is_none() || search.vocabulary.is_media(name.kind);
    // "told Acme's investors": somebody else was told.
    let whole = passage.kind(behind + 1) != Some(ItemKind::Possessive);
    named(passage, name).filter(|_| publishes && whole)
}

/// The noun phrase before a verb of saying.
fn before_verb(search: Search<'_, '_>, verb: usize) -> Option<Attribution> {
    let Search {
        passage,
        sentence,
        last,
        ..
    } = search;
    let mut at = verb;
    for _ in 0..SUBJECT_REACH {
        at = at.checked_sub(1).filter(|at| *at >= sentence.first)?;
        match passage.kind(at)? {
            ItemKind::Name(_) => return subject(search, at),
            ItemKind::Date(index) => {
                let present = passage
                    .dates
                    .get(index)
                    .is_some_and(|date| date.kind == DateKind::Present);
                if !present && passage.word(at.saturating_sub(1)) == "on" {
                    at -= 1;
                }
            }
            ItemKind::Quantity(_) if is_people(passage, at) => return unnamed(passage, at, at),
            ItemKind::Comma => return before_apposition(search, at),
            ItemKind::Close => {
                let from = at.saturating_sub(BRACKET_ITEMS).max(sentence.first);
                at = (from..at)
                    .rev()
                    .find(|at| passage.kind(*at) == Some(ItemKind::Open))?;
            }
            ItemKind::Word => {
                let word = passage.word(at);
                if matches!(word, "he" | "she") {
                    return person(search);
                }
                if matches!(word, "report" | "source") {
                    return last.cloned();
                }
                if is_outlet(word)
                    && class(passage.word(at.checked_sub(1)?)) == WordClass::Determiner
                {
                    return last.cloned();
                }
                if is_anonymous(word) {
                    return unnamed(passage, phrase_start(passage, sentence, at), at);
                }
                if is_body(word) {
                    return body(passage, phrase_start(passage, sentence, at), at);
                }
                if is_matter(word) {
                    return close_to(search, at);
                }
                let skips = matches!(
                    class(word),
                    WordClass::Adverb | WordClass::Auxiliary | WordClass::Modal
                ) || is_between(word);
                if !skips {
                    return None;
                }
            }
            _ => return None,
        }
    }
    None
}

/// The source that the name at an item is, as the subject of a verb of saying.
fn subject(search: Search<'_, '_>, at: usize) -> Option<Attribution> {
    let Search {
        passage,
        sentence,
        last,
        ..
    } = search;
    if matches!(passage.word(at), "he" | "she") {
        return person(search);
    }
    if passage.word(at) == "it" {
        return last.filter(|_| search.is_fresh).cloned();
    }
    let noun = passage.word(at).rsplit(' ').next()?;
    let name = passage.name_at(at)?;
    if is_outlet(noun) && name.form == NameForm::Anaphor {
        return last.cloned();
    }
    if let Some(person) = of_one(search, at) {
        return Some(person);
    }
    named(passage, name).or_else(|| {
        is_body(noun).then(|| body(passage, phrase_start(passage, sentence, at), at))?
    })
}

/// Who stands before the name of a house that only says whose they are: "Jane Doe of Beta Research",
/// "analysts at Beta Research".
fn of_one(search: Search<'_, '_>, house: usize) -> Option<Attribution> {
    let passage = search.passage;
    let back = match class(passage.word(house.checked_sub(1)?)) {
        WordClass::Determiner => 2,
        _ => 1,
    };
    let of = house.checked_sub(back)?;
    if !matches!(passage.word(of), "of" | "at" | "from" | "with") {
        return None;
    }
    let one = of
        .checked_sub(1)
        .filter(|at| *at >= search.sentence.first)?;
    if is_professional(passage.word(one)) {
        return of_house(search, one);
    }
    let person = passage.name_at(one)?;
    let is_person = person.kind.is_some() && person.kind == search.vocabulary.kind("person");
    named(passage, person).filter(|_| is_person)
}

/// Whom "he" or "she" means: the source named last, unless that is a publication.
fn person(search: Search<'_, '_>) -> Option<Attribution> {
    let Search {
        passage,
        vocabulary,
        last,
        ..
    } = search;
    let last = last?;
    let is_media = passage
        .names
        .iter()
        .any(|name| Some(&name.slug) == last.voice.as_ref() && vocabulary.is_media(name.kind));
    (!is_media).then(|| last.clone())
}

/// The name before words set off by commas: "Ada Quill, its chief, said".
fn before_apposition(search: Search<'_, '_>, comma: usize) -> Option<Attribution> {
    let Search {
        passage, sentence, ..
    } = search;
    let from = comma.saturating_sub(SOURCE_ITEMS).max(sentence.first);
    let opens = (from..comma)
        .rev()
        .find(|at| passage.kind(*at) == Some(ItemKind::Comma))?;
    let relates = matches!(
        passage.word(opens + 1),
        "which" | "who" | "citing" | "quoting"
    );
    let plain = (opens + 1..comma).all(|at| {
        matches!(
            passage.kind(at),
            Some(ItemKind::Word | ItemKind::Name(_) | ItemKind::Possessive | ItemKind::Date(_))
        ) && (relates || !is_saying(passage.word(at)))
    });
    let name = opens
        .checked_sub(1)
        .and_then(|at| passage.name_at(at))
        .filter(|_| plain)?;
    named(passage, name)
}

/// Unnamed people, told by what they are close to: "two people with knowledge of the matter".
fn close_to(search: Search<'_, '_>, item: usize) -> Option<Attribution> {
    let Search {
        passage, sentence, ..
    } = search;
    let from = item.saturating_sub(SOURCE_ITEMS - 2).max(sentence.first);
    let people = (from..item)
        .rev()
        .take_while(|at| {
            let word = passage.kind(*at) == Some(ItemKind::Word) && !is_saying(passage.word(*at));
            word || is_people(passage, *at)
        })
        .find(|at| is_people(passage, *at))?;
    let first = match passage.kind(people) {
        Some(ItemKind::Quantity(_)) => people,
        _ => phrase_start(passage, sentence, people),
    };
    unnamed(passage, first, item)
}
