//! A document: its passages read one after the other into drafts, and these into mentions.

use std::collections::BTreeSet;

use claimbook_model::{
    Attribution, Direction, Flags, MetricKind, Modality, Part, Period, Place, Value,
};

use crate::attribution;
use crate::block::{BlockKind, Layout};
use crate::draft::Draft;
use crate::echo;
use crate::focus::{self, Focus};
use crate::frame::Frame;
use crate::header;
use crate::inferred;
use crate::item::ItemKind;
use crate::mention::{Mention, Role};
use crate::modality::{self, Signs};
use crate::name;
use crate::passage::Passage;
use crate::period::{self, Clock};
use crate::vocabulary::Vocabulary;

/// What was read: the mentions in order, and the date that was inferred.
pub(crate) struct Read {
    pub mentions: Vec<Mention>,
    pub inferred: Option<Period>,
}

/// Reads a document.
pub(crate) fn read(
    layout: &Layout<'_>,
    vocabulary: &Vocabulary,
    published: Option<Period>,
) -> Read {
    let mut known = BTreeSet::new();
    for block in &layout.blocks {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            name::inner_capitals(&block.text, &mut known);
        }
    }
    let passages_at = |reference| -> Vec<Passage<'_>> {
        layout
            .blocks
            .iter()
            .map(|block| Passage::new(block, vocabulary, reference, &known))
            .collect()
    };
    let mut inferred = None;
    let mut passages = passages_at(published.map(|period| period.last_day()));
    if published.is_none() {
        inferred = inferred::published(&passages, vocabulary);
        if let Some(period) = inferred {
            passages = passages_at(Some(period.last_day()));
        }
    }
    let clock = clock(&passages, vocabulary, published, inferred);
    let whole_names = focus::unify(&mut passages, vocabulary);
    let focus = Focus::resolve(&mut passages, vocabulary);
    let mut drafts = framed(&passages, vocabulary);
    // Headers of tables were read by themselves: their short names mean the document's whole ones.
    for subject in drafts.iter_mut().filter_map(|draft| draft.subject.as_mut()) {
        if subject.kind.is_none()
            && let Some(whole) = whole_names.get(&subject.slug)
        {
            subject.clone_from(whole);
        }
    }
    echo::complete(&mut drafts, &passages, vocabulary);
    echo::told_before(&mut drafts, vocabulary);
    header::tables(&mut drafts, &passages, vocabulary);
    echo::from_focus(&mut drafts, &focus, vocabulary);
    echo::complete(&mut drafts, &passages, vocabulary);
    echo::yielded(&mut drafts, &passages, vocabulary);
    echo::headings(&mut drafts, &passages, vocabulary);
    echo::borrowed(&mut drafts, vocabulary);
    say(&mut drafts, &passages, vocabulary, &clock);
    echo::parts(&mut drafts, &passages, vocabulary);
    date(&mut drafts, &passages, vocabulary, &clock);
    let mentions = drafts
        .iter()
        .filter_map(|draft| mention(draft, &passages, vocabulary))
        .collect();
    Read { mentions, inferred }
}

/// What "now" and "the deal" mean in a report.
fn clock(
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

/// Every quantity framed by its own sentence.
fn framed(passages: &[Passage<'_>], vocabulary: &Vocabulary) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (passage_index, passage) in passages.iter().enumerate() {
        for (sentence_index, sentence) in passage.sentences.iter().enumerate() {
            let frame = Frame::new(vocabulary, passage, *sentence);
            for item in sentence.first..sentence.last {
                let Some(ItemKind::Quantity(quantity)) = passage.kind(item) else {
                    continue;
                };
                let mut draft = Draft::new(passage_index, sentence_index, item, quantity);
                if matches!(passage.block.kind, BlockKind::Cell { .. }) {
                    header::fill(&frame, &mut draft);
                }
                if draft.metric.is_none() {
                    frame.fill(&mut draft, &drafts);
                }
                drafts.push(draft);
            }
        }
    }
    drafts
}

/// Modality, attribution and signal.
fn say(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary, clock: &Clock) {
    let mut last: Option<Attribution> = None;
    for draft in drafts {
        let Some(passage) = passages.get(draft.passage) else {
            continue;
        };
        let Some(sentence) = passage.sentences.get(draft.sentence) else {
            continue;
        };
        let Some(quantity) = passage.quantities.get(draft.quantity) else {
            continue;
        };
        let metric = draft
            .metric
            .and_then(|index| vocabulary.metrics.get(index as usize))
            .map(|(_, metric)| metric);
        let pledge = metric.is_some_and(|metric| metric.pledge);
        let signs = Signs::around(passage, vocabulary, sentence, draft.item);
        draft.modality = if modality::is_denied_next(passage, vocabulary, draft.sentence) {
            Modality::Denied
        } else {
            signs.modality(quantity.comparator, pledge)
        };
        draft.signal = signs.signal();
        if let Some(part) = metric.and_then(|m| m.part.as_ref())
            && draft.dimensions.get(&part.dimension) == Some(&part.rest)
            && draft.modality == Modality::Stated
        {
            draft.modality = Modality::Contingent;
        }
        let dated = period::beside(passage, sentence, draft.item, metric.map(|m| m.kind), clock);
        let future = dated
            .zip(clock.reference)
            .is_some_and(|(dated, reference)| dated.period.first_day() > reference);
        if future && (!pledge || signs.speaks_of_future()) && draft.modality.is_actual() {
            draft.modality = Modality::Forecast;
        }
        if future && pledge && draft.modality == Modality::Contingent && signs.speaks_of_future() {
            draft.modality = Modality::Forecast;
        }
        let unfinished = dated
            .zip(clock.reference)
            .is_some_and(|(dated, reference)| {
                dated.period.last_day() > reference && dated.period.length_days() > 300
            });
        if unfinished && metric.is_some_and(|m| m.kind == MetricKind::Flow) {
            // What a whole year brings is not known before it is over.
            if draft.modality.is_actual() {
                draft.modality = Modality::Forecast;
            }
        }
        let found = attribution::of(passage, vocabulary, sentence, draft.item, last.as_ref());
        if let Some(found) = &found
            && found.voice.is_some()
        {
            last = Some(found.clone());
        }
        draft.attribution = found.filter(|attribution| !is_party_to(draft, attribution));
    }
}

/// Whether the source is one of those whom the figure is about: what a company says of its own
/// deal is the report's word for a fact.
fn is_party_to(draft: &Draft, attribution: &Attribution) -> bool {
    attribution.voice.as_ref().is_some_and(|voice| {
        draft.subject.as_ref().is_some_and(|s| s.slug == *voice)
            || draft.dimensions.values().any(|value| value == voice)
    })
}

/// The periods: dates beside the numbers first, then those of the same deal, then the defaults.
fn date(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary, clock: &Clock) {
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

/// A deal told again without its date has the date with which the same number was told; a flow
/// has the period of the flows before it.
fn carry(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    let value = |draft: &Draft| -> Option<Value> {
        passages
            .get(draft.passage)?
            .quantities
            .get(draft.quantity)
            .map(|q| q.value)
    };
    let dated: Vec<(String, Option<Value>, Period, usize)> = drafts
        .iter()
        .filter(|draft| draft.own_period && draft.modality != Modality::Denied)
        .filter_map(|draft| {
            let figure = draft.figure(vocabulary)?.to_string();
            Some((figure, value(draft), draft.period?, draft.passage))
        })
        .collect();
    let mut last_flow: Option<(String, Period, usize)> = None;
    let mut last_outlook: Option<(String, Period)> = None;
    for draft in drafts.iter_mut() {
        let Some(figure) = draft.figure(vocabulary) else {
            continue;
        };
        let kind = kind_of(draft, vocabulary);
        if draft.own_period {
            let finer = dated.iter().find(|(known, other, period, _)| {
                *known == figure.as_str()
                    && other
                        .zip(value(draft))
                        .is_some_and(|(a, b)| a.same_number(b))
                    && draft.period.is_some_and(|own| {
                        own.contains(period) && own.length_days() > period.length_days()
                    })
            });
            if let Some((_, _, period, _)) = finer {
                draft.period = Some(*period);
                draft
                    .reasons
                    .push(format!("period {period}, told more exactly elsewhere"));
            }
            if kind == Some(MetricKind::Flow) && draft.modality.is_outlook() {
                last_outlook = draft.period.map(|p| (figure.metric().to_owned(), p));
            }
            if kind == Some(MetricKind::Flow) && draft.modality.is_actual() {
                last_flow = draft
                    .period
                    .map(|p| (figure.subject().to_owned(), p, draft.passage));
            }
            continue;
        }
        let own = value(draft);
        let same = dated.iter().find(|(known, other, period, _)| {
            *known == figure.as_str()
                && other.zip(own).is_some_and(|(a, b)| a.same_number(b))
                && (kind != Some(MetricKind::Stock) || period.length_days() < 400)
        });
        let found = match kind {
            Some(MetricKind::Stock) => None,
            Some(MetricKind::Flow) if draft.modality.is_outlook() => {
                same.map(|(_, _, period, _)| *period).or_else(|| {
                    last_outlook
                        .as_ref()
                        .filter(|(metric, _)| metric == figure.metric())
                        .map(|(_, period)| *period)
                })
            }
            Some(MetricKind::Flow) => same.map(|(_, _, period, _)| *period).or_else(|| {
                last_flow
                    .as_ref()
                    .filter(|(subject, _, at)| subject == figure.subject() || *at == draft.passage)
                    .map(|(_, period, _)| *period)
            }),
            _ => same.map(|(_, _, period, _)| *period),
        };
        if let Some(period) = found {
            draft.period = Some(period);
            draft
                .reasons
                .push(format!("period {period} from another mention"));
        }
    }
}

/// The mention that a draft has become.
fn mention(draft: &Draft, passages: &[Passage<'_>], vocabulary: &Vocabulary) -> Option<Mention> {
    let passage = passages.get(draft.passage)?;
    let quantity = passage.quantities.get(draft.quantity)?;
    let (start, end) = passage
        .block
        .source
        .locate(quantity.span.start, quantity.span.end);
    let mut flags = draft.flags;
    if quantity.is_conversion {
        flags = flags.with(Flags::CONVERSION);
    }
    let boilerplate = passage.block.kind == BlockKind::Boilerplate;
    let figure = draft.figure(vocabulary);
    let place = place(&passage.block.kind);
    let role = if boilerplate {
        Some(Role::Boilerplate)
    } else if place == Place::Heading {
        Some(Role::Heading)
    } else {
        None
    };
    Some(Mention {
        start,
        end,
        place,
        value: signed(draft, quantity.value, quantity.direction, vocabulary),
        comparator: quantity.comparator,
        unit: quantity.unit.clone(),
        counted: quantity.counted.clone(),
        direction: quantity.direction,
        figure,
        period: draft.period,
        modality: draft.modality,
        attribution: draft.attribution.clone(),
        role,
        signal: draft.signal,
        flags,
        reasons: draft.reasons.clone(),
    })
}

/// The value with the sign of the change, where the figure is itself a change.
fn signed(
    draft: &Draft,
    value: Value,
    direction: Option<Direction>,
    vocabulary: &Vocabulary,
) -> Value {
    let is_change = draft
        .metric
        .and_then(|index| vocabulary.metrics.get(index as usize))
        .is_some_and(|(_, metric)| metric.change_of.is_some() || metric.signed);
    let falls = direction == Some(Direction::Down) || draft.negated;
    if !is_change || !falls || value.low().is_negative() {
        return value;
    }
    match value {
        Value::Number(number) => Value::Number(number.negated()),
        Value::Range(low, high) => Value::Range(high.negated(), low.negated()),
    }
}

fn place(kind: &BlockKind) -> Place {
    match kind {
        BlockKind::Title | BlockKind::Heading { .. } | BlockKind::Summary => Place::Heading,
        BlockKind::ListItem | BlockKind::TimelineEntry { .. } => Place::List,
        BlockKind::Cell { .. } => Place::Table,
        BlockKind::KeyFigure | BlockKind::Caption => Place::Caption,
        BlockKind::Paragraph | BlockKind::Boilerplate => Place::Paragraph,
    }
}
