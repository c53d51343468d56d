//! The words that say what is a name, and of what: a table of the crate's data.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::lexicon::{WordClass, class};
use crate::quantity::hash::WordSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    no_names: String,
    demonyms: String,
    titles: String,
    given: String,
    openers: String,
    no_ends: String,
    abbreviations: String,
    legal: String,
    organs: String,
    bare_nouns: String,
    name_verbs: String,
    governed: String,
    facilities: String,
    happening_parts: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/names.toml"))
        .unwrap_or_else(|error| unreachable!("a built-in table cannot be read: {error}"))
});

static NO_NAMES: LazyLock<WordSet> = LazyLock::new(|| {
    let words = [&TABLE.no_names, &TABLE.demonyms, &TABLE.abbreviations];
    WordSet::of(&words.map(String::as_str).join(" "))
});

static GIVEN: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.given));

static LEGAL: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.legal));

static OPENERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.openers));

static ORGANS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.organs));

static BARE_NOUNS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.bare_nouns));

static NAME_VERBS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.name_verbs));

static GOVERNED: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.governed));

static FACILITIES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.facilities));

static HAPPENING_PARTS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.happening_parts));

static NO_ENDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.no_ends));

static TITLES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(&TABLE.titles));

/// Whether a word is none that a name begins with, though it may have a capital.
pub(super) fn is_no_name(word: &str) -> bool {
    NO_NAMES.has(word)
}

/// Whether a word begins a sentence without being part of the name behind it.
pub(super) fn is_opener(word: &str) -> bool {
    OPENERS.has(word)
}

/// Whether capitalised words only say which organ or paper of a company is meant: "the Annual General
/// Meeting", "Board of Directors".
pub(super) fn is_organ(name: &str) -> bool {
    name.split([' ', '-'])
        .all(|word| word == "of" || word == "&" || ORGANS.has(word))
}

/// Whether a word alone, though it has a capital, is nobody's name: the "City" of one named before.
pub(super) fn is_governed(word: &str) -> bool {
    GOVERNED.has(word)
}

/// Whether a noun is of a place where work is done: the "warehouse" of "the Harbour warehouse".
pub(crate) fn is_facility(noun: &str) -> bool {
    FACILITIES.has(noun)
}

/// Whether a word makes the noun before it, of what happens, a part of another thing's name: "the
/// disaster council" is no disaster.
pub(super) fn is_happening_part(word: &str) -> bool {
    HAPPENING_PARTS.has(word)
}

/// The endings of words that begin a sentence without an article and without being a name: of nouns
/// of what is done or how things are, of adverbs and participles.
const PLAIN_ENDINGS: [&str; 14] = [
    "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ancy", "ency", "ship", "ism", "ing",
    "ly", "ed",
];

/// Whether a word is one that the language has and with which a sentence may begin: it owns things
/// without being a name ("Management's plan").
pub(super) fn is_bare(word: &str) -> bool {
    BARE_NOUNS.has(word) || is_opener(word) || class(&word.to_ascii_lowercase()) != WordClass::Open
}

/// Whether a word has the ending of those that begin a sentence without being a name.
pub(super) fn ends_plainly(word: &str) -> bool {
    PLAIN_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether a word is a verb that tells a name by standing behind it.
pub(super) fn is_name_verb(word: &str) -> bool {
    NAME_VERBS.has(word)
}

/// Whether a word ends what an occasion or a paper is called, and no name.
pub(super) fn is_no_end(word: &str) -> bool {
    NO_ENDS.has(word)
}

/// A name without the legal form at its end: "Acme" of "Acme Ltd".
pub(super) fn without_legal_form(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, last)) if LEGAL.has(last) => rest,
        _ => name,
    }
}

/// Whether a name of several words begins with a person's given name: "Jane Doe".
pub(crate) fn is_given(name: &str) -> bool {
    let mut words = name.split([' ', '-']);
    let first = [words.next(), words.next(), words.next()];
    let count = first.iter().flatten().count() + words.count();
    let given = |word: Option<&str>| word.is_some_and(|word| GIVEN.has(word));
    // "Pilot Jane Doe": the word before may say what she is.
    (2..=4).contains(&count) && (given(first[0]) || (count > 2 && given(first[1])))
}

/// Whether a word ends what a person is called: "executive", "analyst".
pub(super) fn is_title(word: &str) -> bool {
    TITLES.has(word)
}

/// How far behind a name its bearer's title may end, in words.
const TITLE_REACH: usize = 5;

/// Whether the words beside a name at `start..end` say that it is a person's: "chief executive
/// Jane Doe", "Jane Doe, an analyst at Acme".
pub(crate) fn is_person(text: &str, start: usize, end: usize) -> bool {
    let is_title = |word: &str| is_title(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let before = text.get(..start).unwrap_or_default();
    let from = before.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    let last = before.get(from..).unwrap_or_default().trim_end();
    let is_apart = last.ends_with([',', ';', ':', '!', '?', ')']);
    if !is_apart && last.rsplit(' ').next().is_some_and(is_title) {
        return true;
    }
    let is_whole = text.get(start..end).is_some_and(|name| name.contains(' '));
    let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(", ")) else {
        return false;
    };
    if rest.starts_with("who ") || is_age(rest) {
        return is_whole;
    }
    let phrase = rest.split([',', '.', ';', '\n']).next().unwrap_or_default();
    is_whole && phrase.split(' ').take(TITLE_REACH).any(is_title)
}

/// Whether a text begins with an age between commas: "28, who left".
fn is_age(text: &str) -> bool {
    let end = text.find(',').unwrap_or_default();
    (1..=2).contains(&end) && text.bytes().take(end).all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_beside_a_name_makes_it_a_persons() {
        let person = |text: &str, name: &str| {
            let start = text.find(name).unwrap();
            is_person(text, start, start + name.len())
        };
        assert!(person("Its chief executive Jane Doe agreed.", "Jane Doe"));
        assert!(person(
            "Jane Doe, an analyst at Quillwort, agreed.",
            "Jane Doe"
        ));
        assert!(person("So Jane Doe, 28, agreed.", "Jane Doe"));
        assert!(person("So did Jane Doe, who left.", "Jane Doe"));
        assert!(person("Critics, and Mr. Doe, agreed.", "Doe"));
        assert!(!person(
            "Orchid Partners, which lends, agreed.",
            "Orchid Partners"
        ));
        assert!(!person(
            "Says the analyst: Quillwort is sound.",
            "Quillwort"
        ));
    }
}
