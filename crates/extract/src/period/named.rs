//! Dates that name what a number measures: "2030 revenue", "the 2030 level".

use claimbook_model::MetricKind;

use super::{Clock, Dated, date};
use crate::item::{ItemKind, Sentence};
use crate::passage::Passage;

/// Whether a date says whose level another number is set beside: "2.6 times the 2030 level".
pub(super) fn is_level_of(passage: &Passage<'_>, item: usize) -> bool {
    let led = item
        .checked_sub(1)
        .is_some_and(|at| matches!(passage.word(at), "the" | "its" | "their"));
    led && matches!(
        passage.word(item + 1),
        "level" | "levels" | "figure" | "total" | "average" | "peak" | "record" | "result"
    )
}

/// The date that names what a number measures, in front of its cue: "2030 revenue was $5 million".
pub(super) fn named(
    passage: &Passage<'_>,
    sentence: &Sentence,
    quantity: usize,
    kind: Option<MetricKind>,
    clock: &Clock,
) -> Option<Dated> {
    for item in (sentence.first..quantity).rev() {
        match passage.kind(item)? {
            ItemKind::Date(_) => {
                let from = passage.cues.partition_point(|cue| cue.first <= item);
                let names = passage
                    .cues
                    .get(from)
                    .is_some_and(|cue| cue.first == item + 1 && cue.last < quantity);
                return date(passage, item, kind, clock).filter(|_| names);
            }
            ItemKind::Word | ItemKind::Possessive => {}
            _ => return None,
        }
    }
    None
}
