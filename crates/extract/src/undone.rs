//! Acts that did not come to be, that were undone, or that are only asked for: "failed to raise $5
//! million", "overturned a $5 million fine", "urged the court to fine them $5 million".

use std::sync::LazyLock;

use serde::Deserialize;

use crate::item::{ItemKind, Sentence};
use crate::passage::Passage;
use crate::quantity::hash::WordSet;

/// How far before its number a verb that undoes it stands, or "fails to".
const UNDONE_REACH: usize = 5;
/// How far before its number "asked" or "urged" stands.
const ASKED_REACH: usize = 9;
/// How far before its number "pulled out" stands.
const LEAVES_REACH: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    fails: String,
    undoes: String,
    undoes_off: String,
    undoes_down: String,
    undoes_out: String,
    leaves_out: String,
    asks: String,
    faces: String,
    threat: String,
}

/// The verbs, by what they do.
struct Acts {
    fails: WordSet,
    undoes: WordSet,
    undoes_with: [(WordSet, &'static str); 3],
    leaves_out: WordSet,
    asks: WordSet,
    faces: WordSet,
    threat: WordSet,
}

static ACTS: LazyLock<Acts> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../data/acts.toml"))
        .unwrap_or_else(|error| unreachable!("a built-in table cannot be read: {error}"));
    let set = |words: &str| WordSet::of(words);
    Acts {
        fails: set(&table.fails),
        undoes: set(&table.undoes),
        undoes_with: [
            (set(&table.undoes_off), "off"),
            (set(&table.undoes_down), "down"),
            (set(&table.undoes_out), "out"),
        ],
        leaves_out: set(&table.leaves_out),
        asks: set(&table.asks),
        faces: set(&table.faces),
        threat: set(&table.threat),
    }
});

/// Whether what the number tells was tried in vain, or undone.
pub(crate) fn is_undone(passage: &Passage<'_>, sentence: &Sentence, quantity: usize) -> bool {
    let from = quantity.saturating_sub(UNDONE_REACH).max(sentence.first);
    before_in_clause(passage, from, quantity).any(|item| {
        let (word, next) = (passage.word(item), passage.word(item + 1));
        let undoes_with = &ACTS.undoes_with;
        ACTS.undoes.has(word)
            || ACTS.fails.has(word) && next == "to"
            || undoes_with
                .iter()
                .any(|(verbs, with)| *with == next && verbs.has(word))
            || ACTS.leaves_out.has(word) && next == "out" && item + LEAVES_REACH >= quantity
    })
}

/// Whether somebody only asks for it, or only has to fear it.
pub(crate) fn is_asked_for(passage: &Passage<'_>, sentence: &Sentence, quantity: usize) -> bool {
    let from = quantity.saturating_sub(ASKED_REACH).max(sentence.first);
    before_in_clause(passage, from, quantity).any(|item| {
        let word = passage.word(item);
        let asks = || (item + 1..quantity).any(|at| passage.word(at) == "to");
        let threat = |at: usize| ACTS.threat.has(passage.word(at));
        ACTS.asks.has(word) && asks()
            || ACTS.faces.has(word) && (item + 1..quantity + 3).any(threat)
    })
}

/// The items from `from` up to the number, in its own clause, nearest first.
fn before_in_clause<'p>(
    passage: &'p Passage<'_>,
    from: usize,
    quantity: usize,
) -> impl Iterator<Item = usize> + use<'p> {
    let ends = |item: usize| {
        matches!(
            passage.kind(item),
            Some(ItemKind::Semicolon | ItemKind::Stop | ItemKind::Quantity(_))
        ) || matches!(passage.word(item), "after" | "before" | "but" | "then")
    };
    (from..quantity).rev().take_while(move |item| !ends(*item))
}
