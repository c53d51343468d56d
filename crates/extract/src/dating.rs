//! Dating: the date beside each number first, then that of the same deal told elsewhere, then
//! what the report's own date makes of it.

use std::collections::BTreeMap;

use chrono::Datelike;
use claimbook_model::{Decimal, FigureKey, MetricKind, Modality, Part, Period, Value};

use crate::block::BlockKind;
use crate::draft::Draft;
use crate::header;
use crate::inferred;
use crate::item::ItemKind;
use crate::passage::Passage;
use crate::period::{self, Clock};
use crate::vocabulary::Vocabulary;

mod compared;
mod lent;
mod reported;

use lent::{Deals, compared};

/// What "now" and "the deal" mean in a report.
pub(crate) fn clock(
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
    published: Option<Period>,
    inferred: Option<Period>,
) -> Clock {
    let reference = published.or(inferred).map(|period| period.last_day());
    let month = |period: Period| match period {
        Period::Single(Part::Day(year, month, _)) => Part::Month(year, month).into(),
        other => other,
    };
    if let Some(period) = published {
        // A month that the text itself does not confirm puts the report in order; what the text
        // calls current it dates by the year alone.
        if let Period::Single(Part::Month(year, _)) = period
            && inferred::tells_only_year(passages, year)
        {
            let year = Some(Part::Year(year).into());
            return Clock {
                reference,
                current: year,
                event: year,
            };
        }
        return Clock {
            reference,
            current: Some(period),
            event: Some(month(period)),
        };
    }
    let one_day = inferred::days_told(passages, vocabulary) == 1;
    let now = inferred.map(|period| if one_day { period } else { month(period) });
    Clock {
        reference,
        current: now,
        event: now,
    }
}

/// The periods: dates beside the numbers first, then those of the same deal, then the defaults.
pub(crate) fn date(
    drafts: &mut [Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
    clock: &Clock,
) {
    let mut anchor: Option<(usize, Period)> = None;
    for draft in drafts.iter_mut() {
        let Some(passage) = passages.get(draft.passage) else {
            continue;
        };
        let Some(sentence) = passage.sentences.get(draft.sentence) else {
            continue;
        };
        let kind = kind_of(draft, vocabulary);
        let timeline = match passage.block.kind {
            BlockKind::TimelineEntry { date } => Some(date),
            _ => None,
        };
        let same_passage = anchor.filter(|(at, _)| *at == draft.passage);
        let base = same_passage.map(|(_, period)| period).or(clock.event);
        let earlier = period::earlier(passage, sentence, draft.item, base);
        let beside = period::beside(passage, sentence, draft.item, kind, clock)
            .filter(|dated| usable(draft, dated, kind, vocabulary, clock))
            .map(|dated| until(passage, draft.item, dated.period, kind, clock));
        draft.period = earlier
            .or(beside)
            .or_else(|| header::period(passage))
            .or_else(|| header::period_of_row(passages, draft.passage))
            .or(timeline);
        draft.own_period = draft.period.is_some();
        let is_duration = passage
            .quantities
            .get(draft.quantity)
            .is_some_and(|q| is_time(q.unit.as_str()));
        if let Some(period) = draft.period
            && !is_duration
        {
            anchor = Some((draft.passage, period));
        }
    }
    let reported = reported::period(passages, clock.reference);
    compared::earlier(drafts, passages, vocabulary, None);
    compared(drafts, passages, vocabulary);
    let is_earlier = compared::earlier(drafts, passages, vocabulary, None);
    carry(drafts, passages, vocabulary, &is_earlier, reported);
    compared::earlier(drafts, passages, vocabulary, reported);
    compared(drafts, passages, vocabulary);
    let deals = Deals::of(drafts, vocabulary, clock);
    for draft in drafts {
        if draft.period.is_none() && draft.is_whole(vocabulary) {
            draft.period = match kind_of(draft, vocabulary) {
                Some(MetricKind::Event) => clock.event,
                Some(MetricKind::Stock) if is_of_the_past(draft, passages) => None,
                Some(MetricKind::Stock) => deals.date(draft, vocabulary).or(clock.current),
                Some(MetricKind::Tally) => clock.current,
                Some(MetricKind::Flow) if is_rate(draft, passages) => clock.current,
                _ => None,
            };
            if draft.modality.is_outlook() && kind_of(draft, vocabulary) == Some(MetricKind::Flow) {
                draft.period = None;
            }
        }
    }
}

/// What flows "through 2031" flows from the report's year on.
fn until(
    passage: &Passage<'_>,
    item: usize,
    period: Period,
    kind: Option<MetricKind>,
    clock: &Clock,
) -> Period {
    let (Period::Single(last @ Part::Year(year)), Some(reference)) = (period, clock.reference)
    else {
        return period;
    };
    let first = Part::Year(reference.year() as i16);
    let ahead = i32::from(year) > reference.year();
    let through = (item + 1..item + THROUGH_REACH).any(|at| {
        let is_date = |at: usize| matches!(passage.kind(at), Some(ItemKind::Date(_)));
        passage.word(at) == "through" && is_date(at + 1)
    });
    if kind != Some(MetricKind::Flow) || !ahead || !through {
        return period;
    }
    Period::interval(first, last).unwrap_or(period)
}

/// How far "through" may stand behind its number, in items.
const THROUGH_REACH: usize = 10;

/// Whether words before a level say that it was one before, and not when.
fn is_of_the_past(draft: &Draft, passages: &[Passage<'_>]) -> bool {
    let Some(passage) = passages.get(draft.passage) else {
        return false;
    };
    (draft.item.saturating_sub(4)..draft.item).any(|item| {
        matches!(
            passage.word(item),
            "initial" | "earlier" | "previous" | "previously" | "prior" | "former" | "original"
        )
    })
}

/// Whether an amount is told per month or year: what it is now.
fn is_rate(draft: &Draft, passages: &[Passage<'_>]) -> bool {
    passages
        .get(draft.passage)
        .and_then(|passage| passage.quantities.get(draft.quantity))
        .and_then(|quantity| quantity.unit.denominator())
        .is_some_and(is_time)
}

fn is_time(unit: &str) -> bool {
    matches!(
        unit,
        "day" | "week" | "month" | "quarter" | "year" | "hour" | "minute" | "decade" | "s"
    )
}

fn kind_of(draft: &Draft, vocabulary: &Vocabulary) -> Option<MetricKind> {
    draft
        .metric
        .and_then(|index| vocabulary.metrics.get(index as usize))
        .map(|(_, metric)| metric.kind)
}

/// Whether the date beside a number can be what it is about: the time by which a promise is to
/// be kept is not the time of the promise.
fn usable(
    draft: &Draft,
    dated: &period::Dated,
    kind: Option<MetricKind>,
    vocabulary: &Vocabulary,
    clock: &Clock,
) -> bool {
    let pledge = draft
        .metric
        .and_then(|index| vocabulary.metrics.get(index as usize))
        .is_some_and(|(_, metric)| metric.pledge);
    let future = clock
        .reference
        .is_some_and(|reference| dated.period.first_day() > reference);
    let promise = kind == Some(MetricKind::Event) && pledge;
    !(promise && future && draft.modality != Modality::Forecast)
}

/// A figure with a number: what is told of both is told of one thing.
type Told = (String, Number, Number);
/// The digits and the exponent of a number without trailing zeros.
type Number = (i128, i16);

/// The dates with which one number of one figure is told, in the order of the text.
struct Dates {
    /// Each of them once.
    periods: Vec<Period>,
    /// The first that stands in a paragraph, and its passage.
    in_paragraph: Option<(usize, Period)>,
}

fn told(figure: &FigureKey, value: Value) -> Told {
    let number = |decimal: Decimal| {
        let normal = decimal.normalized();
        (normal.coefficient(), normal.exponent())
    };
    (
        figure.to_string(),
        number(value.low()),
        number(value.high()),
    )
}

/// The dates of all that is told with one.
fn dates_told(
    drafts: &[Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
) -> BTreeMap<Told, Dates> {
    let mut dates: BTreeMap<Told, Dates> = BTreeMap::new();
    for draft in drafts {
        let counts = draft.own_period && draft.modality != Modality::Denied;
        let Some(period) = draft.period.filter(|_| counts) else {
            continue;
        };
        let key = draft.figure(vocabulary).zip(value_of(draft, passages));
        let Some((figure, value)) = key else { continue };
        let entry = dates.entry(told(&figure, value)).or_insert_with(|| Dates {
            periods: Vec::new(),
            in_paragraph: None,
        });
        if !entry.periods.contains(&period) {
            entry.periods.push(period);
        }
        let paragraph = passages
            .get(draft.passage)
            .is_some_and(|passage| passage.block.kind == BlockKind::Paragraph);
        if paragraph {
            entry.in_paragraph.get_or_insert((draft.passage, period));
        }
    }
    dates
}

fn value_of(draft: &Draft, passages: &[Passage<'_>]) -> Option<Value> {
    let passage = passages.get(draft.passage)?;
    passage.quantities.get(draft.quantity).map(|q| q.value)
}

/// A deal told again without its date has the date with which the same number was told; a flow
/// has the period of the flows before it.
fn carry(
    drafts: &mut [Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
    is_earlier: &[bool],
    reported: Option<Period>,
) {
    let dates = dates_told(drafts, passages, vocabulary);
    let mut flows = Flows {
        reported,
        ..Flows::default()
    };
    for (index, draft) in drafts.iter_mut().enumerate() {
        let is_earlier = is_earlier.get(index) == Some(&true);
        let Some(figure) = draft.figure(vocabulary) else {
            continue;
        };
        let kind = kind_of(draft, vocabulary);
        let same = value_of(draft, passages).and_then(|value| dates.get(&told(&figure, value)));
        if draft.own_period {
            if let Some(same) = same {
                sharpen(draft, same);
            }
            if kind == Some(MetricKind::Flow) && !is_earlier {
                flows.note(draft, &figure);
            }
            continue;
        }
        let first = same.and_then(|same| same.periods.first().copied());
        let found = match kind {
            // A level said again holds when it was said to hold, if that came before.
            Some(MetricKind::Stock) => same
                .and_then(|same| same.in_paragraph)
                .filter(|(passage, _)| *passage < draft.passage)
                .map(|(_, period)| period),
            Some(MetricKind::Flow) if is_earlier => None,
            Some(MetricKind::Flow) => {
                first.or_else(|| flows.of(draft, &figure, is_rate(draft, passages)))
            }
            _ => first,
        };
        if let Some(period) = found {
            draft.period = Some(period);
            draft.reasons.push(format!(
                "it is about {period}, as another mention of the number says"
            ));
        }
    }
}

/// Takes the finer date with which the same number is told elsewhere.
fn sharpen(draft: &mut Draft, same: &Dates) {
    let Some(own) = draft.period else { return };
    let finer = |period: &&Period| own.contains(period) && own.length_days() > period.length_days();
    if let Some(period) = same.periods.iter().find(finer) {
        draft.period = Some(*period);
        let reason = format!("it is about {period}, told more exactly elsewhere");
        draft.reasons.push(reason);
    }
}

/// The periods of the flows told so far.
#[derive(Default)]
struct Flows {
    /// The period whose results the report tells.
    reported: Option<Period>,
    /// The last actual one: its subject, period and passage.
    actual: Option<(String, Period, usize)>,
    /// The last outlook: its metric and period.
    outlook: Option<(String, Period)>,
}

impl Flows {
    fn note(&mut self, draft: &Draft, figure: &FigureKey) {
        let Some(period) = draft.period else { return };
        if draft.modality.is_outlook() {
            self.outlook = Some((figure.metric().to_owned(), period));
        } else if draft.modality.is_actual() {
            self.actual = Some((figure.subject().to_owned(), period, draft.passage));
        }
    }

    /// The period of a flow told without one.
    fn of(&self, draft: &Draft, figure: &FigureKey, is_rate: bool) -> Option<Period> {
        if draft.modality.is_outlook() {
            let (_, period) = self
                .outlook
                .as_ref()
                .filter(|(metric, _)| metric == figure.metric())?;
            return Some(*period);
        }
        let last = self.actual.as_ref().filter(|(subject, _, at)| {
            subject == figure.subject() || (*at == draft.passage && !is_rate)
        });
        last.map(|(_, period, _)| *period)
            .or(self.reported.filter(|_| !is_rate))
    }
}
