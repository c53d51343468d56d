//! Attribution: to whom the text attributes a number.

use claimbook_model::{Attribution, slug};

use crate::item::{ItemKind, Sentence};
use crate::name::NameForm;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

mod phrase;
mod speaker;
mod whole;
mod words;

use phrase::{of_writing, owner, source_at};
use speaker::{said_by, told};
pub(crate) use whole::of_report;
use words::{
    is_citing, is_participle, is_published, is_reckoning, is_report, is_saying, is_writing,
    names_source,
};

/// How many items a noun phrase for a source may have.
const SOURCE_ITEMS: usize = 10;
/// How many words may stand between a participle and "by": "reported earlier by".
const BY_REACH: usize = 2;
/// How much farther away a publication is that somebody told, than who told it.
const TOLD_GAP: usize = 100;

/// The places of one sentence where a source can be named, found once for all of its numbers.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// The items of the words that can name one, ascending.
    words: Vec<usize>,
    /// The items of its semicolons, ascending.
    semicolons: Vec<usize>,
}

impl Sources {
    /// Looks for them in a sentence.
    pub(crate) fn of(passage: &Passage<'_>, sentence: &Sentence) -> Self {
        let mut found = Self::default();
        for item in sentence.first..sentence.last {
            match passage.kind(item) {
                Some(ItemKind::Semicolon) => found.semicolons.push(item),
                Some(ItemKind::Word) if names_source(passage.word(item)) => found.words.push(item),
                _ => {}
            }
        }
        found
    }

    /// Those around an item that no semicolon parts from it.
    fn around(&self, item: usize) -> &[usize] {
        let behind = self.semicolons.partition_point(|at| *at < item);
        let before = behind.checked_sub(1).and_then(|at| self.semicolons.get(at));
        let from = before.map_or(0, |before| self.words.partition_point(|at| at < before));
        let after = self.semicolons.get(behind);
        let to = after.map_or(self.words.len(), |after| {
            self.words.partition_point(|at| at < after)
        });
        self.words.get(from..to).unwrap_or_default()
    }
}

/// Where a source is sought, and what is known of those named before.
#[derive(Clone, Copy)]
pub(crate) struct Search<'s, 'p> {
    pub passage: &'s Passage<'p>,
    pub vocabulary: &'s Vocabulary,
    pub sentence: &'s Sentence,
    /// The source named last, which "the source" and "the report" mean.
    pub last: Option<&'s Attribution>,
    /// Whether it was named in the sentence right before, where "it" can mean it.
    pub is_fresh: bool,
}

/// The sources that a sentence names for the quantity at `quantity`, the best first: a named one,
/// one that is cited, the nearest. `is_known` says that the number is told as a fact.
pub(crate) fn of(
    search: Search<'_, '_>,
    sources: &Sources,
    quantity: usize,
    is_known: bool,
) -> Vec<Found> {
    let mut found: Vec<(Rank, Found)> = Vec::new();
    for &item in sources.around(quantity) {
        if is_known && is_outlook(search.passage, item) {
            continue;
        }
        let word = search.passage.word(item);
        let inferred = is_saying(word) || is_report(word);
        let gap = item.abs_diff(quantity);
        let mut note = |source: Option<Attribution>, gap: usize, is_cited: bool| {
            if let Some(attribution) = source {
                let rank = (attribution.voice.is_none(), inferred, gap);
                let source = Found {
                    attribution,
                    is_cited,
                };
                found.push((rank, source));
            }
        };
        note(named_by(search, item, quantity), gap, !inferred);
        if word == "told" {
            note(told(search, item), gap + TOLD_GAP, true);
        }
        if is_citing(word) {
            note(said_by(search, item), gap + TOLD_GAP, true);
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, source)| source).collect()
}

/// A source that a sentence names.
#[derive(Debug)]
pub(crate) struct Found {
    pub attribution: Attribution,
    /// Whether the sentence says that the number comes from it: it is cited, or was told.
    pub is_cited: bool,
}

/// How well a source fits, the best first: a named one, one that is cited, the nearest.
type Rank = (bool, bool, usize);

/// The source that the word at `item` leads to.
fn named_by(search: Search<'_, '_>, item: usize, quantity: usize) -> Option<Attribution> {
    let passage = search.passage;
    let word = |at: usize| passage.word(at);
    let before = item
        .checked_sub(1)
        .filter(|at| *at >= search.sentence.first)
        .map_or("", word);
    match word(item) {
        "to" => (before == "according").then(|| source_at(search, item + 1))?,
        "per" => stands_alone(passage, item + 1).then(|| source_at(search, item + 1))?,
        "via" => is_credit(passage, item).then(|| source_at(search, item + 1))?,
        "by" => makes_it(passage, search.sentence, item).then(|| source_at(search, item + 1))?,
        "in" => matches!(before, "quoted" | "cited").then(|| source_at(search, item + 1))?,
        "of" => matches!(before, "words" | "reckoning" | "estimation")
            .then(|| source_at(search, item + 1))?,
        "on" => (before == "based")
            .then(|| phrase::writing_in(search, item + 1))
            .flatten(),
        "source" | "sources" => (passage.kind(item + 1) == Some(ItemKind::Colon))
            .then(|| source_at(search, item + 2))?,
        word if is_citing(word) => source_at(search, item + 1),
        word => {
            let said = is_saying(word).then(|| said_by(search, item)).flatten();
            said.or_else(|| written_by(search, item, quantity))
        }
    }
}

/// Whose the writing is that the word at `item` means, if it means any.
fn written_by(search: Search<'_, '_>, item: usize, quantity: usize) -> Option<Attribution> {
    let word = search.passage.word(item);
    if !is_writing(word) {
        return None;
    }
    let owner = (is_report(word) && item < quantity).then(|| owner(search, item));
    owner.flatten().or_else(|| of_writing(search, item))
}

/// Whether a source stands behind "per" by itself: "per The Ledger", and not "per Orchid unit".
fn stands_alone(passage: &Passage<'_>, item: usize) -> bool {
    let name = (item..item + 2).find(|at| passage.name_at(*at).is_some());
    name.is_some_and(|name| {
        !matches!(
            passage.kind(name + 1),
            Some(ItemKind::Word | ItemKind::Quantity(_))
        ) || crate::lexicon::class(passage.word(name + 1)) != crate::lexicon::WordClass::Open
    })
}

/// Whether "via" gives credit: it begins what commas or brackets set off.
fn is_credit(passage: &Passage<'_>, via: usize) -> bool {
    let opens = via.checked_sub(1).is_some_and(|at| {
        matches!(
            passage.kind(at),
            Some(ItemKind::Comma | ItemKind::Open | ItemKind::Dash)
        )
    });
    let name = (via + 1..via + 3).find(|at| passage.name_at(*at).is_some());
    let closes = name.is_some_and(|name| {
        matches!(
            passage.kind(name + 1),
            None | Some(ItemKind::Close | ItemKind::Stop)
        )
    });
    opens && closes
}

/// Whether the number, or what is written of it, is made by whom "by" names: "as first reported
/// by", "figures published by".
fn makes_it(passage: &Passage<'_>, sentence: &Sentence, by: usize) -> bool {
    let from = by.saturating_sub(BY_REACH).max(sentence.first);
    let Some(verb) = (from..by).rev().find(|at| {
        let word = passage.word(*at);
        is_participle(word) || is_published(word)
    }) else {
        return false;
    };
    let adverbs = (verb + 1..by).all(|at| words::is_between(passage.word(at)));
    let written = || {
        let first = verb.saturating_sub(3).max(sentence.first);
        (first..verb).any(|at| is_writing(passage.word(at)))
    };
    adverbs && (is_participle(passage.word(verb)) || written())
}

/// Whether the word at `item` tells who reckons with what is not known.
fn is_outlook(passage: &Passage<'_>, item: usize) -> bool {
    let by = passage.word(item) == "by"
        && item
            .checked_sub(1)
            .is_some_and(|at| is_reckoning(passage.word(at)) || passage.word(at) == "compiled");
    by || is_reckoning(passage.word(item))
}

/// Whether a source is of people who are known to nobody: what they say is hearsay.
pub(crate) fn is_hearsay(source: &Attribution) -> bool {
    source.voice.is_none()
        && source.name.split_whitespace().any(|word| {
            matches!(
                word.to_ascii_lowercase().as_str(),
                "people" | "person" | "source" | "sources" | "insider" | "insiders"
            )
        })
}

/// The attribution to a name, unless it stands for another.
fn named(passage: &Passage<'_>, name: &crate::name::Name) -> Option<Attribution> {
    if matches!(name.form, NameForm::Pronoun | NameForm::Possessive) || name.slug.is_empty() {
        return None;
    }
    let written = passage.text.get(name.start..name.end)?;
    // "Jane Doe of Beta Research" is Jane Doe.
    let person = written
        .split_once(" of ")
        .filter(|(person, _)| crate::name::is_given(person))
        .and_then(|(person, _)| Some((person, slug(person)?)));
    let (name, voice) = person.unwrap_or_else(|| (written, name.slug.clone()));
    Some(Attribution {
        name: name.to_owned(),
        voice: Some(voice),
    })
}
