//! Dating: the date beside each number first, then that of the same deal told elsewhere, then
//! what the report's own date makes of it.

use chrono::Datelike;
use claimbook_model::{FigureKey, MetricKind, Modality, Part, Period};

use crate::block::BlockKind;
use crate::draft::Draft;
use crate::header;
use crate::inferred;
use crate::item::ItemKind;
use crate::passage::Passage;
use crate::period::{self, Clock};
use crate::vocabulary::Vocabulary;

mod alone;
mod carried;
mod compared;
mod corrected;
mod lent;
mod origin;
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
    let mut outlook: Option<Outlook> = None;
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
            .or_else(|| named_year(draft, kind, clock))
            .or(timeline);
        draft.period = draft.period.map(|period| held(period, draft, kind, clock));
        if let Some(outlook) = &outlook
            && let Some(period) = outlook.again(draft, vocabulary, clock)
        {
            draft.period = Some(period);
        }
        outlook = Outlook::of(draft, vocabulary).or(outlook);
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
    lent::converted(drafts, passages);
    let reported = reported::period(passages, clock.reference);
    let is_earlier = compared::earlier(drafts, passages, vocabulary, None);
    compared(drafts, passages, vocabulary, &is_earlier);
    let is_earlier = compared::earlier(drafts, passages, vocabulary, None);
    let own = alone::periods(drafts);
    carried::carry(drafts, passages, vocabulary, &is_earlier, reported);
    let carried = alone::periods(drafts);
    let is_earlier = compared::earlier(drafts, passages, vocabulary, reported);
    compared(drafts, passages, vocabulary, &is_earlier);
    fill_in(drafts, passages, vocabulary, clock);
    compared::earlier(drafts, passages, vocabulary, reported);
    origin::undate(drafts, passages, vocabulary);
    corrected::take_back(drafts, passages, vocabulary);
    alone::tell(drafts, &own, &carried, vocabulary, clock);
}

/// What is still without a date: an event of the report, a level that holds now.
fn fill_in(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary, clock: &Clock) {
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

/// The year in the name of what happened: what "Lisbon 2030" cost it cost then.
fn named_year(draft: &Draft, kind: Option<MetricKind>, clock: &Clock) -> Option<Period> {
    let (_, last) = draft.subject.as_ref()?.slug.rsplit_once('-')?;
    let year: i16 = last
        .parse()
        .ok()
        .filter(|year| (1800..2200).contains(year))?;
    let past = clock
        .reference
        .is_some_and(|reference| i32::from(year) < reference.year());
    let happens = matches!(kind, Some(MetricKind::Event | MetricKind::Tally));
    (past && happens).then_some(Part::Year(year).into())
}

/// What is expected of a figure for a quarter or longer.
struct Outlook {
    figure: FigureKey,
    period: Period,
    place: (usize, usize),
}

impl Outlook {
    fn of(draft: &Draft, vocabulary: &Vocabulary) -> Option<Self> {
        let is_flow = kind_of(draft, vocabulary) == Some(MetricKind::Flow);
        let period = draft.period.filter(|period| period.length_days() > 80)?;
        Some(Self {
            figure: draft.figure(vocabulary)?,
            period,
            place: (draft.passage, draft.sentence),
        })
        .filter(|_| is_flow && draft.modality.is_outlook())
    }

    /// Its period, where a number beside it is what was expected before, on a day or in a month
    /// that is past: "sees $6 million in 2031, after $5 million in July".
    fn again(&self, draft: &Draft, vocabulary: &Vocabulary, clock: &Clock) -> Option<Period> {
        let said = draft.period?;
        let past = clock
            .reference
            .is_some_and(|reference| said.last_day() < reference);
        let same = self.place == (draft.passage, draft.sentence)
            && draft.modality.is_outlook()
            && draft.figure(vocabulary).as_ref() == Some(&self.figure);
        (same && past && said.length_days() <= 31).then_some(self.period)
    }
}

/// A level that holds for a time that is not over holds at the report's own day.
fn held(period: Period, draft: &Draft, kind: Option<MetricKind>, clock: &Clock) -> Period {
    let (Some(reference), Some(current)) = (clock.reference, clock.current) else {
        return period;
    };
    let level = matches!(kind, Some(MetricKind::Stock | MetricKind::Tally));
    let runs = period.length_days() > 31
        && period.first_day() <= reference
        && reference < period.last_day();
    if level && runs && draft.modality.is_actual() && current.length_days() <= 31 {
        current
    } else {
        period
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
            "initial"
                | "earlier"
                | "previous"
                | "previously"
                | "prior"
                | "former"
                | "formerly"
                | "original"
                | "once"
        )
    })
}

/// Whether an amount is told per month or year, or as monthly: what it is now.
fn is_rate(draft: &Draft, passages: &[Passage<'_>]) -> bool {
    let Some(passage) = passages.get(draft.passage) else {
        return false;
    };
    let per_time = passage
        .quantities
        .get(draft.quantity)
        .and_then(|quantity| quantity.unit.denominator())
        .is_some_and(is_time);
    let again = (draft.item.saturating_sub(4)..draft.item)
        .any(|item| matches!(passage.word(item), "daily" | "weekly" | "monthly"));
    per_time || again
}

fn is_time(unit: &str) -> bool {
    matches!(
        unit,
        "day" | "week" | "month" | "quarter" | "year" | "hour" | "minute" | "decade" | "s"
    )
}

fn kind_of(draft: &Draft, vocabulary: &Vocabulary) -> Option<MetricKind> {
    draft.metric_in(vocabulary).map(|(_, metric)| metric.kind)
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
        .metric_in(vocabulary)
        .is_some_and(|(_, metric)| metric.pledge);
    let future = clock
        .reference
        .is_some_and(|reference| dated.period.first_day() > reference);
    let promise = kind == Some(MetricKind::Event) && pledge;
    !(promise && future && draft.modality != Modality::Forecast)
}
