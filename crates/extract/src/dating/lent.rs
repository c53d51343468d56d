//! Dates that numbers lend one another: a deal to the levels agreed in it, a result to what was
//! expected of it.

use std::collections::BTreeMap;

use claimbook_model::{MetricKind, Part, Period};

use super::kind_of;
use crate::draft::Draft;
use crate::item::ItemKind;
use crate::passage::Passage;
use crate::period::Clock;
use crate::vocabulary::Vocabulary;

/// The days of the deals that a report tells as its news, with the place of each, by whose deals
/// they are.
pub(super) struct Deals(BTreeMap<String, Vec<(Place, Period)>>);

/// A passage and an item in it.
type Place = (usize, usize);

/// How old a deal may be, in days, to be the report's news.
const NEWS_DAYS: i64 = 31;

impl Deals {
    /// The deals of each subject, in the order of the text.
    pub(super) fn of(drafts: &[Draft], vocabulary: &Vocabulary, clock: &Clock) -> Self {
        let mut days: BTreeMap<String, Vec<(Place, Period)>> = BTreeMap::new();
        for draft in drafts.iter().filter(|draft| draft.own_period) {
            let is_deal = kind_of(draft, vocabulary) == Some(MetricKind::Event);
            let (Some(period @ Period::Single(Part::Day(..))), Some(reference), true) =
                (draft.period, clock.reference, is_deal)
            else {
                continue;
            };
            let age = (reference - period.last_day()).num_days();
            if let (Some(figure), 0..=NEWS_DAYS) = (draft.figure(vocabulary), age) {
                let deals = days.entry(figure.subject().to_owned()).or_default();
                deals.push(((draft.passage, draft.item), period));
            }
        }
        Self(days)
    }

    /// The day of the deal in which a level was agreed, where deals set such levels: the deal is told
    /// in the same passage before it ("raised $2 billion at a $9 billion valuation"). A level that
    /// is told by itself holds now.
    pub(super) fn date(&self, draft: &Draft, vocabulary: &Vocabulary) -> Option<Period> {
        let (_, metric) = draft.metric_in(vocabulary)?;
        let set_by_deals = metric.cue.iter().flat_map(|cue| &cue.after).any(|other| {
            let index = vocabulary.metric(other);
            let other = index.and_then(|index| vocabulary.metrics.get(index as usize));
            other.is_some_and(|(_, other)| other.kind == MetricKind::Event)
        });
        let deals = self.0.get(&draft.subject.as_ref()?.slug)?;
        let before = deals.partition_point(|(place, _)| *place < (draft.passage, draft.item));
        let ((passage, _), period) = deals.get(before.checked_sub(1)?)?;
        (set_by_deals && *passage == draft.passage).then_some(*period)
    }
}

/// What was expected of a flow holds for the same time as what it is compared with: "revenue was
/// $5 million, against an expected $4 million".
pub(super) fn compared(
    drafts: &mut [Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
    is_earlier: &[bool],
) {
    for index in 1..drafts.len() {
        // Not with a number that is itself one of an earlier period.
        let beside = (0..index)
            .rev()
            .take(3)
            .find(|at| is_earlier.get(*at) != Some(&true));
        let (Some(before), Some(draft)) = (beside.and_then(|at| drafts.get(at)), drafts.get(index))
        else {
            continue;
        };
        let near = before.passage == draft.passage && before.sentence == draft.sentence;
        let is_flow = kind_of(draft, vocabulary) == Some(MetricKind::Flow);
        if !near || !is_flow || before.period.is_none() {
            continue;
        }
        let same = before.figure(vocabulary) == draft.figure(vocabulary);
        let passage = passages.get(draft.passage);
        let word = |word: &str| {
            passage.is_some_and(|passage| {
                (before.item + 1..draft.item).any(|item| passage.word(item) == word)
            })
        };
        let expected = [
            "against",
            "expected",
            "forecast",
            "consensus",
            "looked",
            "than",
        ];
        // "drops to $5 million (was $6 million)".
        let bracketed = passage.is_some_and(|passage| {
            let at = |back: usize| draft.item.checked_sub(back);
            at(1).is_some_and(|at| passage.word(at) == "was")
                && at(2).is_some_and(|at| passage.kind(at) == Some(ItemKind::Open))
        });
        let outlooks = before.modality.is_outlook() && (word("from") || bracketed);
        // A number with a date of its own is compared in its mood alone: "was $4 million".
        let apart = draft.own_period && !(outlooks && draft.period == before.period);
        if !same || apart || !(outlooks || expected.into_iter().any(word)) {
            continue;
        }
        let (period, modality) = (before.period, before.modality);
        if let Some(draft) = drafts.get_mut(index) {
            draft.period = period;
            if outlooks {
                draft.modality = modality;
            }
            draft
                .reasons
                .push("it is about the period of what it is compared with".to_owned());
        }
    }
}

/// Gives an amount the date behind its conversion in brackets: "€5 million ($6 million) in 2031".
pub(super) fn converted(drafts: &mut [Draft], passages: &[Passage<'_>]) {
    for index in 1..drafts.len() {
        let [amount, conversion] = &mut drafts[index - 1..=index] else {
            continue;
        };
        let is_conversion = passages
            .get(conversion.passage)
            .and_then(|passage| passage.quantities.get(conversion.quantity))
            .is_some_and(|quantity| quantity.is_conversion);
        let same = amount.passage == conversion.passage
            && amount.sentence == conversion.sentence
            && amount.metric == conversion.metric;
        if is_conversion && same && amount.period.is_none() && conversion.own_period {
            amount.period = conversion.period;
            amount.own_period = true;
        }
    }
}
