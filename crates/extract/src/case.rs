//! The case of a name: what it does in its clause, as far as the order of words tells.
//!
//! English marks it by place: the subject stands before the verb, the object behind it, what a
//! preposition governs behind the preposition. Who says something is told by a verb of saying.

use crate::focus::is_party;
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class, is_common_verb};
use crate::name::NameForm;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

mod source;

pub(crate) use source::is_cited;
use source::{is_reckoning, is_saying, is_source};

/// What a name does in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// It stands before the verb: the clause is about it.
    Subject,
    /// It owns what stands in such a place: "Acme's revenue rose".
    Owner,
    /// It stands behind a verb.
    Object,
    /// It stands behind a preposition.
    Behind,
    /// It says what the sentence tells.
    Source,
}

impl Case {
    /// Whether the clause is about it.
    pub(crate) fn is_strong(self) -> bool {
        matches!(self, Self::Subject | Self::Owner)
    }
}

/// How many items a noun phrase may have before its name.
const PHRASE_MAX: usize = 8;

/// The case of the name at an item.
pub(crate) fn case(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    sentence: Sentence,
    item: usize,
) -> Case {
    if is_source(passage, vocabulary, sentence, item) {
        return Case::Source;
    }
    match (base(passage, sentence, item), owns(passage, item)) {
        // "Harbour's Acme": not the place, but the company is meant.
        (Case::Subject, true) if is_owner_of_party(passage, vocabulary, item) => Case::Object,
        (Case::Subject, true) => Case::Owner,
        (Case::Subject, false)
            if is_modifier(passage, item)
                || is_definite(passage, item)
                || is_dateline(passage, sentence, item) =>
        {
            Case::Object
        }
        (Case::Subject, false)
            if is_shouted(passage, item) && !is_followed_by_verb(passage, item) =>
        {
            Case::Object
        }
        (base, _) => base,
    }
}

/// Whether what a name owns is itself a party's name.
fn is_owner_of_party(passage: &Passage<'_>, vocabulary: &Vocabulary, item: usize) -> bool {
    passage.name_at(item + 2).is_some_and(|owned| {
        matches!(owned.form, NameForm::Known | NameForm::Unknown)
            && is_party(vocabulary, owned.kind)
    })
}

/// Whether a name owns the noun behind it.
fn owns(passage: &Passage<'_>, item: usize) -> bool {
    passage.kind(item + 1) == Some(ItemKind::Possessive)
        || passage
            .name_at(item)
            .is_some_and(|name| name.form == NameForm::Possessive)
}

/// The case by what stands before a name.
fn base(passage: &Passage<'_>, sentence: Sentence, item: usize) -> Case {
    let mut at = item;
    for _ in 0..PHRASE_MAX {
        let Some(before) = at.checked_sub(1).filter(|at| *at >= sentence.first) else {
            return Case::Subject;
        };
        at = before;
        let word = passage.word(before);
        match passage.kind(before) {
            Some(ItemKind::Word) => match class(word) {
                WordClass::Preposition if opens_sentence(passage, sentence, before) => {
                    return Case::Subject;
                }
                WordClass::Preposition => return Case::Behind,
                _ if compares(word) => return Case::Behind,
                WordClass::Be | WordClass::Auxiliary | WordClass::Modal => return Case::Object,
                WordClass::And => match before.checked_sub(1).map(|at| passage.kind(at)) {
                    // "Acme and Beta": both do what the first one does.
                    Some(Some(ItemKind::Name(_))) => at = before - 1,
                    _ => return Case::Subject,
                },
                WordClass::Open if governs(word) && !is_described(passage, before) => {
                    return Case::Object;
                }
                WordClass::Determiner if begins_clause(passage, before) => return Case::Subject,
                WordClass::Determiner if is_relative(passage, sentence, before) => {
                    // "A deal that lifts Acme": the verb stands between.
                    return if before + 1 == item {
                        Case::Subject
                    } else {
                        Case::Object
                    };
                }
                WordClass::Subordinator | WordClass::Relative | WordClass::Pronoun => {
                    return Case::Subject;
                }
                _ => {}
            },
            // "In May Acme said": a date with its preposition stands outside the clause.
            Some(ItemKind::Date(_)) => {
                let governed = before
                    .checked_sub(1)
                    .filter(|at| class(passage.word(*at)) == WordClass::Preposition);
                at = governed.unwrap_or(before);
            }
            Some(
                ItemKind::Name(_) | ItemKind::Possessive | ItemKind::Quantity(_) | ItemKind::Mark,
            ) => {}
            _ => return Case::Subject,
        }
    }
    Case::Subject
}

/// Whether a name only describes the noun behind it ("Acme rival Beta said", "in Acme boxes"), and
/// that noun is nothing that is measured ("Acme revenue").
fn is_modifier(passage: &Passage<'_>, item: usize) -> bool {
    let noun = passage.word(item + 1);
    let is_noun = passage.kind(item + 1) == Some(ItemKind::Word)
        && class(noun) == WordClass::Open
        && !governs(noun)
        && !is_saying(noun)
        && !is_reckoning(noun);
    if !is_noun {
        return false;
    }
    let from = passage.cues.partition_point(|cue| cue.first <= item);
    let is_measure = passage
        .cues
        .get(from)
        .is_some_and(|cue| cue.first <= item + 2);
    !is_measure && is_noun_phrase(passage, item)
}

/// Whether the word behind a name is a noun, as what follows it tells: another name, a verb, or the
/// end of the phrase.
fn is_noun_phrase(passage: &Passage<'_>, item: usize) -> bool {
    let next = passage.word(item + 2);
    match passage.kind(item + 2) {
        Some(ItemKind::Name(_)) => !passage.word(item + 1).ends_with('s'),
        Some(ItemKind::Word) => {
            is_common_verb(next)
                || next == "worth"
                || matches!(
                    class(next),
                    WordClass::Be | WordClass::Auxiliary | WordClass::Modal
                )
        }
        Some(ItemKind::Quantity(_) | ItemKind::Date(_)) => false,
        _ => true,
    }
}

/// Whether a name that the catalog does not know is a single word behind an article, as companies'
/// are not: "the Street", "the Senate".
fn is_definite(passage: &Passage<'_>, item: usize) -> bool {
    let behind = item
        .checked_sub(1)
        .is_some_and(|before| passage.word(before) == "the");
    behind
        && passage.name_at(item).is_some_and(|name| {
            name.form == NameForm::Unknown && name.kind.is_none() && !name.slug.contains('-')
        })
}

/// Whether a name belongs to the line that says where and by whom a report was written: "HARBOUR,
/// May 3 (Coast Wire) - …".
pub(crate) fn is_dateline(passage: &Passage<'_>, sentence: Sentence, item: usize) -> bool {
    let first = sentence.first;
    let limit = (first + DATELINE_MAX).min(sentence.last);
    let dash = (first..limit).find(|at| passage.kind(*at) == Some(ItemKind::Dash));
    dash.is_some_and(|dash| {
        item < dash
            && (first..dash).all(|at| {
                matches!(
                    passage.kind(at),
                    Some(
                        ItemKind::Name(_)
                            | ItemKind::Comma
                            | ItemKind::Date(_)
                            | ItemKind::Open
                            | ItemKind::Close
                            | ItemKind::Stop
                            | ItemKind::Mark
                            | ItemKind::Word
                    )
                ) && !is_common_verb(passage.word(at))
            })
            && (first..dash)
                .any(|at| matches!(passage.kind(at), Some(ItemKind::Date(_) | ItemKind::Open)))
    })
}

/// How many items a dateline may have.
const DATELINE_MAX: usize = 14;

/// Whether a name that the catalog does not know is written in capitals, as abbreviations of all
/// sorts are.
fn is_shouted(passage: &Passage<'_>, item: usize) -> bool {
    passage.name_at(item).is_some_and(|name| {
        name.form == NameForm::Unknown
            && passage
                .text
                .get(name.start..name.end)
                .is_some_and(|written| !written.chars().any(char::is_lowercase))
    })
}

fn is_followed_by_verb(passage: &Passage<'_>, item: usize) -> bool {
    let word = passage.word(item + 1);
    passage.kind(item + 1) == Some(ItemKind::Word)
        && (is_common_verb(word)
            || matches!(
                class(word),
                WordClass::Be | WordClass::Auxiliary | WordClass::Modal
            ))
}

/// Whether a preposition sets what a sentence is about: "At Acme, revenue rose".
fn opens_sentence(passage: &Passage<'_>, sentence: Sentence, item: usize) -> bool {
    item == sentence.first && matches!(passage.word(item), "at" | "for" | "with" | "to")
}

/// Whether "that" begins a clause with the name or the article behind it: "said that Acme rose".
fn begins_clause(passage: &Passage<'_>, item: usize) -> bool {
    passage.word(item) == "that"
        && (matches!(passage.kind(item + 1), Some(ItemKind::Name(_)))
            || matches!(
                class(passage.word(item + 1)),
                WordClass::Determiner | WordClass::PossessivePronoun
            ))
}

/// Whether a participle describes a noun: "a reserved Acme".
fn is_described(passage: &Passage<'_>, item: usize) -> bool {
    let before = item.checked_sub(1).map_or("", |at| passage.word(at));
    matches!(
        class(before),
        WordClass::Determiner | WordClass::PossessivePronoun
    )
}

/// Whether "that" takes up the noun before it.
fn is_relative(passage: &Passage<'_>, sentence: Sentence, item: usize) -> bool {
    let noun = item.checked_sub(1).filter(|at| *at >= sentence.first);
    passage.word(item) == "that"
        && noun.is_some_and(|at| {
            let word = passage.word(at);
            passage.kind(at) == Some(ItemKind::Word)
                && class(word) == WordClass::Open
                && !governs(word)
                && !is_saying(word)
                && !is_reckoning(word)
        })
}

/// Whether a word is a verb that a noun follows as its object.
fn governs(word: &str) -> bool {
    let modifies = matches!(
        word,
        "based" | "backed" | "listed" | "owned" | "headquartered" | "traded" | "led" | "named"
    );
    let participle = word.len() > 5 && (word.ends_with("ing") || word.ends_with("ed"));
    let quotes = || is_saying(word) || is_reckoning(word);
    (participle || is_common_verb(word)) && !modifies && !quotes()
}

/// Whether a word that is no preposition elsewhere governs the name behind it.
fn compares(word: &str) -> bool {
    matches!(
        word,
        "past" | "like" | "unlike" | "beside" | "besides" | "alongside" | "except"
    )
}
