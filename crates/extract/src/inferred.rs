//! When a report must have been published, where nothing says so: with the latest actual event
//! that its body tells.

use claimbook_model::{Part, Period};

use crate::block::BlockKind;
use crate::item::ItemKind;
use crate::passage::Passage;
use crate::sign::Sign;
use crate::vocabulary::{Entry, Vocabulary};

/// The latest day that the body tells of as past; a coarser date only if there is no day.
pub(crate) fn published(passages: &[Passage<'_>], vocabulary: &Vocabulary) -> Option<Period> {
    let actual = actual_dates(passages, vocabulary);
    let day = actual
        .iter()
        .filter(|period| precision(period) == 0)
        .max_by_key(|period| period.first_day());
    let coarse = || {
        actual
            .iter()
            .max_by_key(|period| (period.first_day(), std::cmp::Reverse(precision(period))))
    };
    day.or_else(coarse).copied()
}

/// The latest of such dates, of several parts of a document.
pub(crate) fn latest(periods: impl Iterator<Item = Period>) -> Option<Period> {
    periods.max_by_key(|period| {
        let precision = precision(period);
        let first = period.first_day();
        (precision == 0, first, std::cmp::Reverse(precision))
    })
}

/// How many different days the body tells of.
pub(crate) fn days_told(passages: &[Passage<'_>], vocabulary: &Vocabulary) -> usize {
    let mut days: Vec<Period> = actual_dates(passages, vocabulary)
        .into_iter()
        .filter(|period| precision(period) == 0)
        .collect();
    days.sort();
    days.dedup();
    days.len()
}

/// Whether the text dates itself within `year` to the quarter or the year, but nowhere to the
/// month or the day.
pub(crate) fn tells_only_year(passages: &[Passage<'_>], year: i16) -> bool {
    let mut coarse = false;
    for period in passages.iter().flat_map(written_years) {
        let in_year = |part: Part| match part {
            Part::Year(y) | Part::Quarter(y, _) | Part::Month(y, _) | Part::Day(y, _, _) => {
                y == year
            }
        };
        match period {
            Period::Single(part @ (Part::Year(_) | Part::Quarter(..))) if in_year(part) => {
                coarse = true;
            }
            Period::Single(part @ (Part::Month(..) | Part::Day(..))) if in_year(part) => {
                return false;
            }
            _ => {}
        }
    }
    coarse
}

/// The dates of a passage that are written with their year.
fn written_years<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = Period> + 'p {
    passage.dates.iter().filter_map(|date| {
        let period = date.period?;
        let written = passage.text.get(date.span.clone())?;
        let has_year = written
            .as_bytes()
            .windows(4)
            .any(|w| w.iter().all(u8::is_ascii_digit));
        has_year.then_some(period)
    })
}

/// 0 for a day, more for what is coarser.
fn precision(period: &Period) -> u8 {
    match period {
        Period::Single(Part::Day(..)) => 0,
        Period::Single(Part::Month(..)) => 1,
        Period::Single(Part::Quarter(..)) => 2,
        _ => 3,
    }
}

/// The dates of sentences that tell what was: no forecast, no plan, no boilerplate.
fn actual_dates(passages: &[Passage<'_>], vocabulary: &Vocabulary) -> Vec<Period> {
    let mut dates = Vec::new();
    for passage in passages {
        match &passage.block.kind {
            BlockKind::Boilerplate => continue,
            BlockKind::TimelineEntry { date } => dates.push(*date),
            _ => {}
        }
        for mention in &passage.dates {
            let Some(period) = mention.period else {
                continue;
            };
            let item = passage.item_at(mention.span.start);
            if !is_ahead(passage, vocabulary, item) {
                dates.push(period);
            }
        }
    }
    dates
}

/// Whether the words before a date in its clause speak of a time to come.
fn is_ahead(passage: &Passage<'_>, vocabulary: &Vocabulary, item: usize) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_of(item)) else {
        return false;
    };
    let limit = |at: Option<usize>| {
        at.is_some_and(|at| {
            passage.kind(at) == Some(ItemKind::Word)
                && matches!(
                    passage.word(at),
                    "by" | "until" | "through" | "within" | "online" | "starting" | "before"
                )
        })
    };
    if (1..=2).any(|back| limit(item.checked_sub(back))) {
        return true;
    }
    passage.hits_in(sentence).any(|hit| {
        let ahead = vocabulary.entries(hit.pattern).iter().any(|entry| {
            matches!(
                entry,
                Entry::Sign(Sign::Future | Sign::Forecast | Sign::Hypothetical)
            )
        });
        // What a sentence announces for later does not date what it tells at its beginning:
        // "On May 3 Acme said it would …".
        ahead && passage.item_at(hit.start) < item && item - passage.item_at(hit.start) < 14
    })
}
