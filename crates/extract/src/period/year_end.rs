//! "Year-end": of the running year, or of the one before.

use chrono::Datelike;
use claimbook_model::Period;

use super::{Clock, shifted};
use crate::date::{DateMention, Preposition, TimeUnit};
use crate::lexicon::{WordClass, class};
use crate::passage::Passage;

/// How long before its end a year's "year-end" is spoken of as past, in months from its beginning.
const YEAR_END_MONTHS: u32 = 6;

/// "At year-end" in the first half of a year, of what was, is the end of the year before.
pub(super) fn past(
    passage: &Passage<'_>,
    item: usize,
    mention: &DateMention,
    period: Period,
    clock: &Clock,
) -> Period {
    let Some(reference) = clock.reference else {
        return period;
    };
    let early = reference.month() <= YEAR_END_MONTHS;
    let ahead = period.last_day() > reference;
    let at = mention.preposition == Some(Preposition::At);
    let is_year_end = matches!(passage.word(item), "year-end" | "year end" | "the year-end");
    if !(early && ahead && at && is_year_end) || looks_ahead(passage, item) {
        return period;
    }
    shifted(&period, TimeUnit::Year, -1).unwrap_or(period)
}

/// Whether a verb in the sentence of an item looks ahead: "will", "expects", "is to".
fn looks_ahead(passage: &Passage<'_>, item: usize) -> bool {
    let sentence = passage.sentences.get(passage.sentence_of(item));
    sentence.is_some_and(|sentence| {
        (sentence.first..sentence.last).any(|at| {
            let word = passage.word(at);
            class(word) == WordClass::Modal
                || [
                    "expect", "forecast", "target", "aim", "guid", "plan", "project", "outlook",
                ]
                .iter()
                .any(|stem| word.starts_with(stem))
        })
    })
}
