//! Dating: the date beside each number first, then that of the same deal told elsewhere, then
//! what the report's own date makes of it.

use claimbook_model::{FigureKey, MetricKind, Modality, Part, Period, Value};

use crate::block::BlockKind;
use crate::draft::Draft;
use crate::header;
use crate::inferred;
use crate::passage::Passage;
use crate::period::{self, Clock};
use crate::vocabulary::Vocabulary;

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
            .map(|dated| dated.period);
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
    carry(drafts, passages, vocabulary);
    for draft in drafts {
        if draft.period.is_none() && draft.figure(vocabulary).is_some() {
            draft.period = match kind_of(draft, vocabulary) {
                Some(MetricKind::Event) => clock.event,
                Some(MetricKind::Stock) if is_of_the_past(draft, passages) => None,
                Some(MetricKind::Stock | MetricKind::Tally) => clock.current,
                Some(MetricKind::Flow) if is_rate(draft, passages) => clock.current,
                _ => None,
            };
            if draft.modality.is_outlook() && kind_of(draft, vocabulary) == Some(MetricKind::Flow) {
                draft.period = None;
            }
        }
    }
}

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

/// A number told with its date.
struct Told {
    figure: String,
    value: Option<Value>,
    period: Period,
    /// Its passage, if that is running text.
    paragraph: Option<usize>,
}

impl Told {
    fn is_of(&self, figure: &FigureKey, value: Option<Value>) -> bool {
        self.figure == figure.as_str()
            && self
                .value
                .zip(value)
                .is_some_and(|(told, own)| told.same_number(own))
    }
}

/// A deal told again without its date has the date with which the same number was told; a flow
/// has the period of the flows before it.
fn carry(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    let value = |draft: &Draft| -> Option<Value> {
        let passage = passages.get(draft.passage)?;
        passage.quantities.get(draft.quantity).map(|q| q.value)
    };
    let told: Vec<Told> = drafts
        .iter()
        .filter(|draft| draft.own_period && draft.modality != Modality::Denied)
        .filter_map(|draft| {
            Some(Told {
                figure: draft.figure(vocabulary)?.to_string(),
                value: value(draft),
                period: draft.period?,
                paragraph: passages
                    .get(draft.passage)
                    .filter(|passage| passage.block.kind == BlockKind::Paragraph)
                    .map(|_| draft.passage),
            })
        })
        .collect();
    let mut flows = Flows::default();
    for draft in drafts.iter_mut() {
        let Some(figure) = draft.figure(vocabulary) else {
            continue;
        };
        let kind = kind_of(draft, vocabulary);
        let own = value(draft);
        if draft.own_period {
            sharpen(draft, &figure, own, &told);
            if kind == Some(MetricKind::Flow) {
                flows.note(draft, &figure);
            }
            continue;
        }
        let same = told.iter().find(|told| told.is_of(&figure, own));
        let same = same.map(|told| told.period);
        let found = match kind {
            // A level said again holds when it was said to hold, if that came before.
            Some(MetricKind::Stock) => told
                .iter()
                .find(|told| {
                    told.is_of(&figure, own) && told.paragraph.is_some_and(|at| at < draft.passage)
                })
                .map(|told| told.period),
            Some(MetricKind::Flow) => {
                same.or_else(|| flows.of(draft, &figure, is_rate(draft, passages)))
            }
            _ => same,
        };
        if let Some(period) = found {
            draft.period = Some(period);
            draft
                .reasons
                .push(format!("period {period} from another mention"));
        }
    }
}

/// Takes the finer date with which the same number is told elsewhere.
fn sharpen(draft: &mut Draft, figure: &FigureKey, own: Option<Value>, told: &[Told]) {
    let finer = told.iter().find(|told| {
        told.is_of(figure, own)
            && draft.period.is_some_and(|own| {
                own.contains(&told.period) && own.length_days() > told.period.length_days()
            })
    });
    if let Some(told) = finer {
        draft.period = Some(told.period);
        let reason = format!("period {}, told more exactly elsewhere", told.period);
        draft.reasons.push(reason);
    }
}

/// The periods of the flows told so far.
#[derive(Default)]
struct Flows {
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
        let (_, period, _) = self.actual.as_ref().filter(|(subject, _, at)| {
            subject == figure.subject() || (*at == draft.passage && !is_rate)
        })?;
        Some(*period)
    }
}
