//! Numbers told beside another of the same figure: what it was before, what was expected of it.

use claimbook_model::{MetricKind, Part, Period};

use super::kind_of;
use crate::bind;
use crate::date::{DateKind, TimeUnit};
use crate::draft::Draft;
use crate::item::ItemKind;
use crate::passage::Passage;
use crate::period;
use crate::vocabulary::Vocabulary;

/// How far behind its number words such as "a year earlier" may stand.
const BEHIND: i32 = 8;
/// How many items before a number may say that it was corrected.
const REVISED: usize = 5;

/// How a number stands to the one with which it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// So many units before it: "a year earlier".
    Back(TimeUnit, i32),
    /// Before it, and how long is not said: "up from $5 million".
    Before,
}

/// Dates the numbers of earlier periods by the numbers that they are compared with, and says of
/// each number whether it is one of an earlier period.
pub(super) fn earlier(
    drafts: &mut [Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
    reported: Option<Period>,
) -> Vec<bool> {
    let mut is_earlier = vec![false; drafts.len()];
    for index in 0..drafts.len() {
        let Some(draft) = drafts.get(index) else {
            continue;
        };
        let Some(passage) = passages.get(draft.passage) else {
            continue;
        };
        let kind = kind_of(draft, vocabulary);
        if !matches!(kind, Some(MetricKind::Flow | MetricKind::Stock))
            || draft.modality.is_outlook()
        {
            continue;
        }
        let Some(step) = step_of(draft, passage) else {
            continue;
        };
        let main = main_of(drafts, &is_earlier, index, vocabulary);
        // An outlook that is changed keeps its period; a change is compared beside its like alone.
        let is_outlook = main.is_some_and(|main| main.modality.is_outlook());
        let apart = main.is_none_or(|main| main.sentence != draft.sentence);
        if step == Step::Before && (main.is_none() || is_outlook)
            || apart && is_change(draft, vocabulary)
        {
            continue;
        }
        let base = match main.map(|main| main.period) {
            Some(period) => period,
            None if kind == Some(MetricKind::Flow) => reported,
            None => None,
        };
        if let Some(is_earlier) = is_earlier.get_mut(index) {
            *is_earlier = true;
        }
        let found = base.and_then(|base| step_back(base, step, kind));
        let same = base.is_some() && draft.period == base;
        let Some(draft) = drafts.get_mut(index) else {
            continue;
        };
        match found {
            Some(period) if step != Step::Before || same || draft.period.is_none() => {
                if draft.period != Some(period) {
                    draft.reasons.push(format!(
                        "it is about {period}, before what it is compared with"
                    ));
                }
                draft.period = Some(period);
                draft.own_period = true;
            }
            None if same && step == Step::Before => draft.period = None,
            _ => {}
        }
    }
    is_earlier
}

/// The number of the same figure that a number is compared with: the nearest before it that is of
/// no earlier period itself, or the next one in a phrase like "from $5 million to $6 million".
fn main_of<'d>(
    drafts: &'d [Draft],
    is_earlier: &[bool],
    index: usize,
    vocabulary: &Vocabulary,
) -> Option<&'d Draft> {
    let draft = drafts.get(index)?;
    let figure = draft.figure(vocabulary)?;
    let same = |other: &Draft| {
        other.passage == draft.passage && other.figure(vocabulary).as_ref() == Some(&figure)
    };
    let before = (0..index)
        .rev()
        .take_while(|at| drafts.get(*at).is_some_and(|d| d.passage == draft.passage))
        .filter(|at| is_earlier.get(*at) == Some(&false))
        .filter_map(|at| drafts.get(at))
        .find(|other| same(other) && other.sentence + 1 >= draft.sentence);
    before.or_else(|| {
        drafts
            .get(index + 1)
            .filter(|other| same(other) && other.sentence == draft.sentence)
    })
}

/// Whether a number is the size of a change, with which words such as "a year earlier" go.
fn is_change(draft: &Draft, vocabulary: &Vocabulary) -> bool {
    draft
        .metric_in(vocabulary)
        .is_some_and(|(_, metric)| metric.change_of.is_some())
}

/// What the words around a number say of the time between it and the one it is compared with.
fn step_of(draft: &Draft, passage: &Passage<'_>) -> Option<Step> {
    let sentence = passage.sentences.get(draft.sentence)?;
    let unit = |item: usize| passage.quantity_at(item).map(|q| q.unit.numerator());
    let own = unit(draft.item);
    for item in draft.item + 1..sentence.last {
        if bind::cost(passage, draft.item + 1, item) > BEHIND {
            break;
        }
        match passage.kind(item)? {
            ItemKind::Semicolon | ItemKind::Stop => break,
            ItemKind::Word if matches!(passage.word(item), "and" | "but") => break,
            ItemKind::Quantity(_) if unit(item) == own => break,
            ItemKind::Date(_) => {
                // "12% from a year earlier" tells the base of the change.
                let is_base = item > draft.item + 1 && period::compares(passage, item);
                let (unit, count) = distance(passage, item).filter(|_| !is_base)?;
                return Some(Step::Back(unit, count));
            }
            _ => {}
        }
    }
    // "A year earlier it was $5 million", "last year's $5 million" in front.
    let leads = (sentence.first..draft.item.min(sentence.first + 3))
        .find_map(|item| distance(passage, item))
        .filter(|_| bind::cost(passage, sentence.first, draft.item) <= 2 * BEHIND);
    if let Some((unit, count)) = leads {
        return Some(Step::Back(unit, count));
    }
    let word = |back: usize| {
        let at = draft
            .item
            .checked_sub(back)
            .filter(|at| *at >= sentence.first);
        at.map_or("", |at| passage.word(at))
    };
    let led = |back: usize| {
        matches!(word(back), "from" | "versus" | "vs" | "after" | "was")
            || matches!(word(back), "to" | "with") && word(back + 1) == "compared"
    };
    let bracketed = draft
        .item
        .checked_sub(2)
        .is_some_and(|at| passage.kind(at) == Some(ItemKind::Open));
    // "$5 million (4)": the number of the year before, as some companies report it.
    let is_pair = passage.pair_of(draft.item).is_some();
    let led = match word(1) {
        _ if is_pair => true,
        "was" => bracketed,
        _ => {
            led(1)
                || matches!(word(1), "a" | "an" | "the" | "just" | "only" | "about")
                    && led(2)
                    && word(2) != "was"
        }
    };
    // "from the 0.2% first published" tells the same period, corrected.
    let corrected = (draft.item + 1..sentence.last.min(draft.item + 5)).any(|at| {
        matches!(
            passage.word(at),
            "first" | "initially" | "previously" | "originally" | "published" | "estimate"
        )
    });
    // So does "revised up from 0.4%".
    let from = draft.item.saturating_sub(REVISED).max(sentence.first);
    let corrected = corrected
        || (from..draft.item).any(|at| {
            matches!(
                passage.word(at),
                "revised" | "corrected" | "restated" | "amended"
            )
        });
    (led && !corrected).then_some(Step::Before)
}

/// How far back a date lies, where it is told by that: "a year earlier", "the same period last
/// year".
fn distance(passage: &Passage<'_>, item: usize) -> Option<(TimeUnit, i32)> {
    let Some(ItemKind::Date(index)) = passage.kind(item) else {
        return None;
    };
    let date = passage.dates.get(index)?;
    let duration = date.duration.filter(|_| date.kind == DateKind::Date)?;
    let written = passage.lower.get(date.span.clone())?;
    let ahead = ["later", "from now", "following", "next"];
    if ahead.iter().any(|word| written.contains(word)) {
        return None;
    }
    let count = duration.count.filter(|count| count.exponent() == 0)?;
    let count = i32::try_from(count.coefficient()).ok()?;
    (1..=20).contains(&count).then_some((duration.unit, count))
}

/// The period so long before another.
fn step_back(base: Period, step: Step, kind: Option<MetricKind>) -> Option<Period> {
    let stock = kind == Some(MetricKind::Stock);
    match step {
        Step::Back(unit, count) => period::shifted(&base, unit, -count).or_else(|| {
            let base = Period::from(Part::month_of(base.last_day()));
            stock.then(|| period::shifted(&base, unit, -count))?
        }),
        // A flow is compared with that of the year before, one of a month with the month before.
        Step::Before if stock => None,
        Step::Before => match base {
            Period::Single(Part::Day(..)) => None,
            Period::Single(Part::Month(..)) => period::shifted(&base, TimeUnit::Month, -1),
            _ => period::shifted(&base, TimeUnit::Year, -1),
        },
    }
}
