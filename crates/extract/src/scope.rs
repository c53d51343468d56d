//! The scope of a wording: whether words of doubt or of a time to come that stand in a number's
//! sentence speak of that number.

use std::ops::Range;

use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class};
use crate::passage::Passage;
use crate::sign::Sign;
use crate::undone::{is_asked_for, is_undone};

/// How far before a noun such as "forecasts" a verb that compares with it may stand.
const COMPARES_REACH: usize = 4;
/// How far behind such a noun its own number stands.
const NOUN_REACH: usize = 4;
/// How far behind "from" and its number "to" stands.
const TO_REACH: usize = 4;
/// How far before its number "put" stands in "put the price at".
const PUT_REACH: usize = 8;

/// Whether a wording, at the items `words`, says nothing of the number at `quantity`.
pub(crate) fn is_elsewhere(
    passage: &Passage<'_>,
    sentence: &Sentence,
    quantity: usize,
    words: &Range<usize>,
    sign: Sign,
) -> bool {
    match sign {
        Sign::Forecast | Sign::Future => {}
        Sign::Estimated if words.start > quantity => {
            return parted(passage, quantity + 1..words.start);
        }
        _ => return false,
    }
    if is_description(passage, words) {
        return true;
    }
    if words.start > quantity {
        return parted(passage, quantity + 1..words.start);
    }
    let is_noun = names_outlook(passage, words);
    if is_noun && is_compared_with(passage, sentence, words) {
        return !is_its_number(passage, words.end, quantity);
    }
    let goes_on = (words.end..quantity)
        .any(|item| matches!(passage.word(item), "continue" | "continues" | "remain"));
    !is_noun && (begins_change(passage, sentence, quantity) || sign == Sign::Future && goes_on)
}

/// Whether the wording only describes the noun behind it: "the budget airline".
fn is_description(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let alone = words.len() == 1 && passage.word(words.start) == "budget";
    alone
        && passage.kind(words.end) == Some(ItemKind::Word)
        && crate::lexicon::is_np_internal(passage.word(words.end))
}

/// Whether a new clause begins in these items, or a comparison with another number.
fn parted(passage: &Passage<'_>, mut items: Range<usize>) -> bool {
    items.any(|item| {
        let word = passage.word(item);
        class(word) == WordClass::And || word == "but" || compares(word)
    })
}

/// Whether a word compares a result with what was thought of it.
fn compares(word: &str) -> bool {
    matches!(
        word,
        "beat"
            | "beats"
            | "beating"
            | "above"
            | "below"
            | "topped"
            | "tops"
            | "topping"
            | "exceeded"
            | "exceeding"
            | "exceeds"
            | "surpassed"
            | "surpassing"
            | "missed"
            | "missing"
            | "misses"
            | "ahead"
            | "short"
            | "than"
            | "versus"
            | "vs"
            | "against"
            | "line"
    )
}

/// Whether the wording is a noun for a number thought of before: "forecasts", "guidance".
fn names_outlook(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|item| {
        matches!(
            passage.word(item),
            "expectation"
                | "expectations"
                | "forecast"
                | "forecasts"
                | "projection"
                | "projections"
                | "guidance"
                | "outlook"
                | "consensus"
                | "target"
                | "targets"
                | "budget"
                | "range"
                | "prediction"
                | "estimate"
                | "estimates"
        )
    })
}

/// Whether a result is compared with the noun at `words`: "beating analysts' forecasts".
fn is_compared_with(passage: &Passage<'_>, sentence: &Sentence, words: &Range<usize>) -> bool {
    let from = words
        .start
        .saturating_sub(COMPARES_REACH)
        .max(sentence.first);
    (from..words.start).any(|item| compares(passage.word(item)))
}

/// Whether the number stands right behind the noun that ends before `from`: "a forecast of $5
/// million", "consensus ($5 million)".
fn is_its_number(passage: &Passage<'_>, from: usize, quantity: usize) -> bool {
    quantity < from + NOUN_REACH
        && (from..quantity).all(|item| match passage.kind(item) {
            Some(ItemKind::Open | ItemKind::Colon | ItemKind::Dash | ItemKind::Name(_)) => true,
            Some(ItemKind::Word) => {
                matches!(
                    class(passage.word(item)),
                    WordClass::Preposition | WordClass::Be
                )
            }
            _ => false,
        })
}

/// Whether the number behind "from" follows the one where the change ends: "to 6 from 5".
fn follows_end(passage: &Passage<'_>, sentence: &Sentence, quantity: usize) -> bool {
    let unit = |item: usize| passage.quantity_at(item).map(|q| q.unit.numerator());
    let first = quantity.saturating_sub(2 * TO_REACH).max(sentence.first);
    let end = (first..quantity)
        .rev()
        .find(|item| passage.quantity_at(*item).is_some())
        .filter(|end| unit(*end) == unit(quantity) && end + TO_REACH > quantity);
    end.is_some_and(|end| {
        (end.saturating_sub(TO_REACH).max(sentence.first)..end)
            .any(|item| passage.word(item) == "to")
    })
}

/// Whether the number is where a change begins: "will grow from 5 to 6" tells what is.
pub(crate) fn begins_change(passage: &Passage<'_>, sentence: &Sentence, quantity: usize) -> bool {
    let unit = |item: usize| passage.quantity_at(item).map(|q| q.unit.numerator());
    let own = unit(quantity);
    let led = (1..=2).any(|back| {
        quantity
            .checked_sub(back)
            .is_some_and(|item| passage.word(item) == "from")
    });
    if led && follows_end(passage, sentence, quantity) {
        return true;
    }
    let last = sentence.last.min(quantity + TO_REACH + 1);
    let to = (quantity + 1..last).find(|item| passage.word(*item) == "to");
    led && to.is_some_and(|to| {
        (to + 1..sentence.last.min(to + TO_REACH))
            .any(|item| passage.quantity_at(item).is_some() && (unit(item) == own || own.is_some()))
    })
}

/// What phrases around a number say that no list of wordings tells: "put the price at $5 million",
/// "and not 5 million", "If it were sold, they would get $5 million".
pub(crate) fn of_phrases(
    passage: &Passage<'_>,
    sentence: &Sentence,
    quantity: usize,
) -> Option<Sign> {
    let before = quantity.checked_sub(1).filter(|at| *at >= sentence.first)?;
    let number = passage.quantity_at(quantity)?;
    let exact = number.comparator == claimbook_model::Comparator::Exact;
    if passage.word(before) == "not" && exact {
        return Some(Sign::Denied);
    }
    let supposes = passage.word(sentence.first) == "if"
        && (sentence.first..quantity).any(|item| passage.word(item) == "would");
    let imagined = (sentence.first..quantity)
        .any(|item| matches!(passage.word(item), "suppose" | "supposing" | "imagine"));
    if supposes || imagined {
        return Some(Sign::Hypothetical);
    }
    if is_undone(passage, sentence, quantity) {
        return Some(Sign::Denied);
    }
    if is_asked_for(passage, sentence, quantity) {
        return Some(Sign::Hypothetical);
    }
    if passage.word(before) != "at" || !number.unit.is_money() {
        return None;
    }
    let from = before.saturating_sub(PUT_REACH).max(sentence.first);
    for item in (from..before).rev() {
        match passage.kind(item)? {
            ItemKind::Semicolon | ItemKind::Comma | ItemKind::Quantity(_) => return None,
            ItemKind::Word => match passage.word(item) {
                "put" | "puts" | "pegged" | "pegs" | "pegging" => return Some(Sign::Estimated),
                _ => {}
            },
            _ => {}
        }
    }
    None
}
