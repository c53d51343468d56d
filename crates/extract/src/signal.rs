//! Signals: whether the text says that a figure moved to a number, or that a number puts an
//! earlier one right.
//!
//! Such words govern one number of a sentence, often the second of two, so they are read along the
//! clause that leads to the number and not by how near they stand.

mod words;

use claimbook_model::{Modality, Signal};

use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class, is_change, is_link};
use crate::note;
use crate::passage::Passage;
use words::{is_filler, is_holding, is_move, is_number_noun, is_of_will, is_passing};

/// How far before its number the verb of a clause may stand.
const VERB_REACH: usize = 14;
/// How far behind its number "up from" may stand.
const BEHIND_REACH: usize = 9;
/// How many words may stand between a verb and its number without naming anything else.
const CHAIN_REACH: usize = 8;

/// What the text says of the past of the number at `quantity`.
pub(crate) fn of(
    passage: &Passage<'_>,
    sentence: usize,
    quantity: usize,
    modality: Modality,
) -> Option<Signal> {
    if modality == Modality::Denied {
        return None;
    }
    if note::puts_right(passage, sentence) {
        return Some(Signal::Corrected);
    }
    let sentence = passage.sentences.get(sentence)?;
    let clause = Clause {
        passage,
        sentence,
        quantity,
    };
    let found = clause
        .put_right()
        .or_else(|| clause.told_behind())
        .or_else(|| clause.led_to())
        .or_else(|| clause.holds_now());
    // What is only expected has neither moved nor been wrong.
    found.filter(|_| modality.is_actual())
}

/// A number and the sentence in which words lead to it.
struct Clause<'c, 'p> {
    passage: &'c Passage<'p>,
    sentence: &'c Sentence,
    quantity: usize,
}

impl Clause<'_, '_> {
    fn word(&self, item: usize) -> &str {
        self.passage.word(item)
    }

    /// Words that call the number itself the right one: "a revised 204,000", "the correct figure
    /// is 40", "should have read 40".
    fn put_right(&self) -> Option<Signal> {
        for item in self.before(self.quantity, CHAIN_REACH) {
            let word = self.word(item);
            let describes = matches!(word, "revised" | "restated" | "corrected" | "correct");
            let noun = self.word(item + 1);
            if describes && (item + 1 == self.quantity || is_number_noun(noun)) {
                return Some(Signal::Corrected);
            }
            if word == "should" && self.is_said_wrongly(item) {
                return Some(Signal::Corrected);
            }
            let passes = is_number_noun(word)
                || matches!(
                    word,
                    "is" | "was" | "of" | "should" | "have" | "been" | "read" | "said"
                )
                || is_filler(word);
            if !passes {
                return None;
            }
        }
        None
    }

    /// Whether "should" begins "should have been", "should have read", "should read".
    fn is_said_wrongly(&self, item: usize) -> bool {
        let next = self.word(item + 1);
        next == "read"
            || next == "have" && matches!(self.word(item + 2), "been" | "read" | "said" | "shown")
    }

    /// Words behind the number that say whence it came: "40, up from 30", "40, revised from 30".
    fn told_behind(&self) -> Option<Signal> {
        let last = self.sentence.last.min(self.quantity + BEHIND_REACH);
        let mut way = None;
        for item in self.quantity + 1..last {
            match self.passage.kind(item)? {
                ItemKind::Word => match self.word(item) {
                    "from" => return way,
                    "up" | "down" => way = way.or(Some(Signal::Moved)),
                    "revised" | "restated" | "corrected" => way = Some(Signal::Corrected),
                    word if way.is_some() => {
                        if class(word) == WordClass::And || class(word) == WordClass::Be {
                            return None;
                        }
                    }
                    // Nouns and dates of the number itself: "40 people in March, up from 30".
                    word if matches!(
                        class(word),
                        WordClass::Open | WordClass::Preposition | WordClass::Determiner
                    ) && !is_change(word) => {}
                    _ => return None,
                },
                ItemKind::Comma | ItemKind::Date(_) | ItemKind::Open => {}
                ItemKind::Quantity(_) if way.is_some() => {}
                ItemKind::Name(_) | ItemKind::Possessive | ItemKind::Dash if way.is_none() => {}
                _ => return None,
            }
        }
        None
    }

    /// A verb whose change ends at the number: "rose 12% to 40", "from 30 to 40".
    fn led_to(&self) -> Option<Signal> {
        let to = self
            .before(self.quantity, CHAIN_REACH)
            .find(|item| !is_filler(self.word(*item)))
            .filter(|item| self.word(*item) == "to")?;
        for item in self.before(to, VERB_REACH) {
            match self.passage.kind(item)? {
                ItemKind::Semicolon | ItemKind::Stop | ItemKind::Colon => return None,
                ItemKind::Word => {
                    let word = self.word(item);
                    if let Some(signal) = self.change_of(item, to) {
                        return Some(signal);
                    }
                    if matches!(class(word), WordClass::Relative | WordClass::Modal)
                        || class(word) == WordClass::Subordinator && word != "since"
                    {
                        return None;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// What the verb at an item says of the number behind the "to" at `to`.
    fn change_of(&self, item: usize, to: usize) -> Option<Signal> {
        let word = self.word(item);
        let corrects = matches!(
            word,
            "revised"
                | "revises"
                | "revising"
                | "restated"
                | "restates"
                | "restating"
                | "corrected"
                | "corrects"
                | "correcting"
                | "amended"
        );
        if !corrects {
            let moves = is_change(word) && !matches!(word, "above" | "below" | "ahead" | "given");
            return (moves || is_move(word)).then_some(Signal::Moved);
        }
        let passive = item
            .checked_sub(1)
            .is_some_and(|at| matches!(class(self.word(at)), WordClass::Be));
        // "The price corrected to 40", "corrected itself to 40": the market moved.
        let by_itself = word.starts_with("correct")
            && !passive
            && (item + 1 == to
                || self.word(item + 1) == "itself"
                || self.word(item + 1) == "sharply");
        let first = item.saturating_sub(3).max(self.sentence.first);
        let of_will = (first..to).any(|at| is_of_will(self.word(at)));
        Some(if by_itself || of_will {
            Signal::Moved
        } else {
            Signal::Corrected
        })
    }

    /// A number that holds by now: "now valued at 40", "has since passed 40".
    fn holds_now(&self) -> Option<Signal> {
        let written = self.word(self.quantity).split(' ').next();
        let mut passes_mark = written.is_some_and(is_passing);
        for item in self.before(self.quantity, CHAIN_REACH) {
            let word = self.word(item);
            // "Now" is a date too.
            let is_word = self.passage.kind(item)? == ItemKind::Word;
            if !is_word && word != "now" {
                return None;
            }
            match word {
                "now" => return Some(Signal::Moved),
                "since" => {
                    let perfect = item.checked_sub(1).map(|at| self.word(at));
                    return matches!(perfect, Some("has" | "have")).then_some(Signal::Moved);
                }
                "has" | "have" if passes_mark => return Some(Signal::Moved),
                _ => {}
            }
            passes_mark |= is_passing(word);
            let chain = is_link(word)
                || is_filler(word)
                || is_holding(word)
                || is_passing(word)
                || matches!(class(word), WordClass::Adverb | WordClass::Be);
            if !chain {
                return None;
            }
        }
        None
    }

    /// The items of the sentence before one, nearest first.
    fn before(&self, item: usize, reach: usize) -> impl Iterator<Item = usize> {
        (item.saturating_sub(reach).max(self.sentence.first)..item).rev()
    }
}
