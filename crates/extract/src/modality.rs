//! Modality: how sure the text is of a number.

use claimbook_model::{Comparator, Modality};

use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class};
use crate::passage::Passage;
use crate::scope;
use crate::sign::Sign;
use crate::vocabulary::{Entry, Vocabulary};

/// How much nearer the words of a relative clause are to the number before it.
const RELATED: i32 = 7;

/// What no number is in reach of, in items: more than any wording reaches.
const FAR: usize = 40;

/// What the wordings in reach of a number say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signs {
    /// Each wording in reach, with its distance in items and its first item.
    found: Vec<(Sign, i32, usize)>,
    quantity: usize,
}

impl Signs {
    /// Collects the wordings of the sentence around the quantity at `quantity`.
    pub(crate) fn around(
        passage: &Passage<'_>,
        vocabulary: &Vocabulary,
        sentence: &Sentence,
        quantity: usize,
    ) -> Self {
        let mut found = Vec::new();
        // "the $5 million that analysts had looked for": a relative clause speaks of its number.
        let related = match passage.word(quantity + 1) {
            "that" | "which" => RELATED,
            _ => 0,
        };
        for hit in passage.hits_in(sentence) {
            for entry in vocabulary.entries(hit.pattern) {
                let Entry::Sign(sign) = *entry else { continue };
                let first = passage.item_at(hit.start);
                let last = passage.item_at(hit.end.saturating_sub(1));
                if last + FAR < quantity || first > quantity + FAR {
                    continue;
                }
                let distance = if last < quantity {
                    distance(passage, last + 1, quantity, quantity)
                } else if first > quantity {
                    distance(passage, quantity + 1, first, quantity) + 2 - related
                } else {
                    0
                };
                if sign == Sign::Contingent && is_of_another(passage, sentence, quantity, first) {
                    continue;
                }
                let words = first..last + 1;
                if scope::is_elsewhere(passage, sentence, quantity, &words, sign) {
                    continue;
                }
                found.push((sign, distance, first));
            }
        }
        if let Some(sign) = scope::of_phrases(passage, sentence, quantity) {
            found.push((sign, 0, quantity.saturating_sub(1)));
        }
        Self { found, quantity }
    }

    fn within(&self, sign: Sign, reach: i32) -> bool {
        self.found
            .iter()
            .any(|(known, distance, _)| *known == sign && *distance <= reach)
    }

    fn before_within(&self, sign: Sign, reach: i32) -> bool {
        self.found.iter().any(|(known, distance, first)| {
            *known == sign && *distance <= reach && *first < self.quantity
        })
    }

    /// The modality, where `pledge` says that the metric is a promise by nature.
    /// `happens` says that it is an event: what is announced is told as what it is.
    pub(crate) fn modality(&self, comparator: Comparator, pledge: bool, happens: bool) -> Modality {
        if self.within(Sign::Denied, 24) {
            return Modality::Denied;
        }
        let supposed = self.within(Sign::Hypothetical, 4);
        // "up to $5 million more if the targets are met" depends on them.
        let depends = supposed && !self.before_within(Sign::Hypothetical, 14);
        if pledge && depends && comparator == Comparator::AtMost {
            return Modality::Contingent;
        }
        if self.before_within(Sign::Hypothetical, 14) || supposed {
            return Modality::Hypothetical;
        }
        let contingent_reach = if pledge { 8 } else { 3 };
        if self.within(Sign::Contingent, contingent_reach) {
            return Modality::Contingent;
        }
        if pledge && comparator == Comparator::AtMost {
            return Modality::Contingent;
        }
        if !pledge && !happens && self.before_within(Sign::Future, 9) {
            return Modality::Forecast;
        }
        if self.before_within(Sign::Forecast, 14) || self.within(Sign::Forecast, 5) {
            return Modality::Forecast;
        }
        if self.before_within(Sign::Implied, 8)
            || self.before_within(Sign::Estimated, 14)
            || self.within(Sign::Estimated, 4)
        {
            return Modality::Estimated;
        }
        Modality::Stated
    }

    /// Whether the future tense stands before the number.
    pub(crate) fn speaks_of_future(&self) -> bool {
        self.before_within(Sign::Future, 12)
    }

    /// Whether the wording says that the number is computed from others.
    pub(crate) fn is_derived(&self) -> bool {
        self.within(Sign::Derived, 4)
    }
}

/// Whether the sentence after this one says that the story is false.
pub(crate) fn is_denied_next(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    sentence: usize,
) -> bool {
    let Some(next) = passage.sentences.get(sentence + 1) else {
        return false;
    };
    let denies = passage.hits_in(next).any(|hit| {
        vocabulary
            .entries(hit.pattern)
            .contains(&Entry::Sign(Sign::Denied))
    });
    if !denies && !calls_false(passage, next) {
        return false;
    }
    let no_number = (next.first..next.last)
        .all(|item| !matches!(passage.kind(item), Some(ItemKind::Quantity(_))));
    let refers = (next.first..next.last).any(|item| {
        matches!(
            passage.word(item),
            "story" | "report" | "reports" | "claim" | "account"
        )
    });
    no_number && (refers || !denies)
}

/// Whether a sentence begins by calling the one before it false: "That is nonsense".
fn calls_false(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    let opens = matches!(
        passage.word(sentence.first),
        "that" | "that's" | "this" | "it's" | "none"
    ) || passage.word(sentence.first) == "all"
        && passage.word(sentence.first + 1) == "of";
    let last = sentence.last.min(sentence.first + CALLED_REACH);
    opens
        && (sentence.first..last).any(|item| {
            matches!(
                passage.word(item),
                "nonsense"
                    | "false"
                    | "untrue"
                    | "wrong"
                    | "incorrect"
                    | "rubbish"
                    | "lie"
                    | "fabricated"
                    | "invented"
            ) || passage.word(item) == "not"
                && matches!(passage.word(item + 1), "true" | "correct" | "right")
        })
}

/// How many items of a sentence call the one before it false.
const CALLED_REACH: usize = 7;

/// Whether a wording stands nearer to another number of the same unit.
fn is_of_another(passage: &Passage<'_>, sentence: &Sentence, quantity: usize, word: usize) -> bool {
    let unit = |item: usize| passage.quantity_at(item).map(|q| q.unit.numerator());
    let own = unit(quantity);
    let gap = distance(
        passage,
        quantity.min(word) + 1,
        quantity.max(word),
        quantity,
    );
    // Every item counts, so that none farther away than the number itself can be nearer.
    let reach = gap.unsigned_abs() as usize + 1;
    let near =
        word.saturating_sub(reach).max(sentence.first)..(word + reach + 1).min(sentence.last);
    near.filter(|item| *item != quantity && unit(*item) == own)
        .any(|item| {
            let other = distance(passage, item.min(word) + 1, item.max(word), quantity);
            // At equal distance a word belongs to the number behind it.
            other < gap || (other == gap && quantity < word && word < item)
        })
}

/// How far a wording is: items, with the borders of clauses and other numbers counting more.
fn distance(passage: &Passage<'_>, from: usize, to: usize, quantity: usize) -> i32 {
    let unit = |item: usize| passage.quantity_at(item).map(|q| q.unit.numerator());
    let own = unit(quantity);
    (from..to)
        .map(|item| match passage.kind(item) {
            Some(ItemKind::Comma) => 4,
            Some(ItemKind::Semicolon) => 30,
            // A bracket right behind the number speaks of it: "$5 million (estimated)".
            Some(ItemKind::Open) if item == quantity + 1 => 1,
            Some(ItemKind::Dash | ItemKind::Close | ItemKind::Open) => 8,
            Some(ItemKind::Colon) => 3,
            Some(ItemKind::Quantity(_)) if unit(item) == own => 6,
            Some(ItemKind::Word) => match class(passage.word(item)) {
                WordClass::Subordinator => 6,
                WordClass::And => 3,
                _ => 1,
            },
            _ => 1,
        })
        .sum()
}
