//! Words of those who say, reckon and count, and of those who are not named: a table of the crate's
//! data.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::passage::Passage;
use crate::quantity::hash::WordSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    saying: String,
    reckoning: String,
    citing: String,
    participles: String,
    published: String,
    anonymous: String,
    professional: String,
    bodies: String,
    reports: String,
    more_reports: String,
    outlets: String,
    matters: String,
    between: String,
    showing: String,
    carried: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/sources.toml"))
        .unwrap_or_else(|error| unreachable!("a built-in table cannot be read: {error}"))
});

macro_rules! words {
    ($($(#[$doc:meta])* $function:ident: $set:ident of $($list:ident)+;)+) => {$(
        static $set: LazyLock<WordSet> = LazyLock::new(|| {
            WordSet::of(&[$(TABLE.$list.as_str()),+].join(" "))
        });

        $(#[$doc])*
        pub(super) fn $function(word: &str) -> bool {
            $set.has(word)
        }
    )+};
}

words! {
    /// Whether a lower-case word is a verb of saying or of reckoning.
    is_saying: SAYING of saying;
    /// Whether the verb tells what someone thinks of a number that is not known: it says nothing of
    /// the numbers that are.
    is_reckoning: RECKONING of reckoning;
    /// Whether it is a verb of naming whose word a number is.
    is_citing: CITING of citing;
    /// Whether it makes what is written or counted someone's, before "by".
    is_published: PUBLISHED of published;
    /// Whether it is a noun for people without a name.
    is_anonymous: ANONYMOUS of anonymous;
    /// Whether it is a noun for people who speak for the house that they work for.
    is_professional: PROFESSIONAL of professional;
    /// Whether it is a noun for a body that is known by what it is: "the interior ministry".
    is_body: BODIES of bodies;
    /// Whether it is a noun for what someone publishes or reckons.
    is_report: REPORTS of reports;
    /// Whether it can be such a noun, where words of saying stand beside it.
    is_writing: WRITINGS of reports more_reports;
    /// Whether it is a noun for a publication named before.
    is_outlet: OUTLETS of outlets;
    /// Whether it is what unnamed people are close to: "people familiar with the matter".
    is_matter: MATTERS of matters;
    /// Whether it may stand between a source and its verb.
    is_between: BETWEEN of between;
    /// Whether it is a verb by which data speak.
    is_showing: SHOWING of showing;
    /// Whether it tells how a whole report came from another publication.
    is_carried: CARRIED of carried;
    /// Whether it makes a number someone's before "by", besides the verbs of saying.
    is_made_by: MADE_BY of participles;
    /// Whether a word can name a source, besides the prepositions.
    can_name: CAN_NAME of saying citing reports more_reports;
}

/// Whether a word can name a source.
pub(super) fn names_source(word: &str) -> bool {
    matches!(
        word,
        "to" | "by" | "in" | "per" | "via" | "on" | "of" | "source" | "sources"
    ) || can_name(word)
}

/// Whether a word before "by" says that the number is someone's: "estimated by".
pub(super) fn is_participle(word: &str) -> bool {
    is_saying(word) && word.ends_with("ed") || is_made_by(word)
}

/// Whether an item names people without a name, perhaps counted: "two people".
pub(super) fn is_people(passage: &Passage<'_>, item: usize) -> bool {
    let noun = passage.word(item).rsplit(' ').next();
    noun.is_some_and(is_anonymous)
}
