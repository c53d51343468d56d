//! Echoes: a number that was introduced with its figure is often said again without it ("the
//! $5 billion"). The second mention means the same figure.

use std::collections::BTreeMap;

use claimbook_model::Decimal;

use crate::block::BlockKind;
use crate::draft::Draft;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// From here on a draft's own cue is not given up for another mention's metric.
const SCORE_OWN: i32 = 62;

/// What two mentions of one number share.
pub(crate) type Number = (i128, i16, i128, i16, String, Option<String>);

pub(crate) fn number(passages: &[Passage<'_>], draft: &Draft) -> Option<Number> {
    let quantity = passages
        .get(draft.passage)?
        .quantities
        .get(draft.quantity)?;
    let key = |decimal: Decimal| {
        let normal = decimal.normalized();
        (normal.coefficient(), normal.exponent())
    };
    let (low, high) = (key(quantity.value.low()), key(quantity.value.high()));
    Some((
        low.0,
        low.1,
        high.0,
        high.1,
        quantity.unit.numerator().to_owned(),
        quantity.counted.clone(),
    ))
}

/// The places of the drafts that have a figure, by their number.
pub(crate) fn by_number(
    drafts: &[Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
    wanted: impl Fn(&Draft) -> bool,
) -> BTreeMap<Number, Vec<usize>> {
    let mut places: BTreeMap<Number, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        if wanted(draft)
            && draft.is_whole(vocabulary)
            && let Some(key) = number(passages, draft)
        {
            places.entry(key).or_default().push(index);
        }
    }
    places
}

/// How many mentions of one number are looked at to each side: enough for any article, and a bound
/// for what is none.
const MENTIONS_AROUND: usize = 48;

/// The places nearest to `index`, of places in ascending order.
fn around(places: &[usize], index: usize) -> &[usize] {
    let at = places.partition_point(|place| *place < index);
    let from = at.saturating_sub(MENTIONS_AROUND);
    let to = (at + MENTIONS_AROUND).min(places.len());
    places.get(from..to).unwrap_or_default()
}

/// Completes the drafts that lack a subject or a dimension, or a metric, from complete ones with
/// the same number.
pub(crate) fn complete(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    let sure = by_number(drafts, passages, vocabulary, |draft| draft.is_subject_sure);
    let all = by_number(drafts, passages, vocabulary, |_| true);
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let whole = draft.is_whole(vocabulary);
        if whole && draft.is_subject_sure {
            continue;
        }
        let Some(same) = number(passages, draft).and_then(|key| {
            let known = if whole { None } else { all.get(&key) };
            sure.get(&key).or(known)
        }) else {
            continue;
        };
        let same = around(same, index);
        // A whole figure whose subject is not sure gives way only to one of the same metric.
        let source = [true, false]
            .into_iter()
            .take(if whole { 1 } else { 2 })
            .find_map(|own| best_source(draft, same, own, drafts, passages, vocabulary));
        if let Some(source) = source {
            taken.push((index, source));
        }
    }
    for (index, source) in taken {
        let source = drafts.get(source).cloned();
        if let (Some(source), Some(draft)) = (source, drafts.get_mut(index)) {
            let figure = source
                .figure(vocabulary)
                .map(|f| f.to_string())
                .unwrap_or_default();
            let own_part = own_part(draft, &source, vocabulary);
            draft.take_figure(&source, format!("the same number is {figure} elsewhere"));
            if let Some((dimension, value)) = own_part {
                match value {
                    Some(value) => draft.dimensions.insert(dimension, value),
                    None => draft.dimensions.remove(&dimension),
                };
            }
        }
    }
}

/// The part that a draft of the same metric names or leaves out by its own sure words.
fn own_part(
    draft: &Draft,
    source: &Draft,
    vocabulary: &Vocabulary,
) -> Option<(String, Option<String>)> {
    let (_, metric) = draft.metric_in(vocabulary)?;
    let part = metric.part.as_ref()?;
    let sure = draft.metric == source.metric && draft.score >= SCORE_OWN;
    sure.then(|| {
        let value = draft.dimensions.get(&part.dimension).cloned();
        (part.dimension.clone(), value)
    })
}

/// The complete draft that a number without figure repeats: the nearest one of the figure told
/// most often, of the same metric if the draft has one.
fn best_source(
    draft: &Draft,
    same: &[usize],
    own_metric: bool,
    drafts: &[Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
) -> Option<usize> {
    let quantity = passages
        .get(draft.passage)?
        .quantities
        .get(draft.quantity)?;
    let is_rare = quantity.unit.is_money() || quantity.unit.numerator() == "W";
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for &index in same {
        let other = drafts.get(index)?;
        let metric_fits = match draft.metric {
            Some(metric) if own_metric => other.metric == Some(metric),
            Some(_) => is_rare && draft.score < SCORE_OWN,
            None => is_rare && !own_metric,
        };
        let subject_fits = match (&draft.subject, draft.metric == other.metric) {
            (Some(own), true) if draft.is_subject_sure => {
                other.subject.as_ref().is_some_and(|s| s.slug == own.slug)
            }
            _ => true,
        };
        if !metric_fits || !subject_fits {
            continue;
        }
        let figure = other.figure(vocabulary)?.to_string();
        let entry = counts.entry(figure).or_insert((0, index));
        entry.0 += 1;
        let near = |at: usize| {
            drafts
                .get(at)
                .map_or(usize::MAX, |d| d.passage.abs_diff(draft.passage))
        };
        if near(index) < near(entry.1) {
            entry.1 = index;
        }
    }
    let most = counts.values().map(|(n, _)| *n).max()?;
    let mut best = counts.values().filter(|(n, _)| *n == most);
    let first = best.next()?;
    // Two figures with one number, equally often: which is meant cannot be told without a metric.
    ((draft.metric.is_some() && own_metric) || best.next().is_none()).then_some(first.1)
}

/// Headings leave out parties: they mean what the text says of the same number.
pub(crate) fn headings(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    let is_heading = |draft: &Draft| {
        passages.get(draft.passage).is_some_and(|passage| {
            matches!(
                passage.block.kind,
                BlockKind::Title | BlockKind::Heading { .. } | BlockKind::Summary
            )
        })
    };
    let is_text = |draft: &Draft| {
        passages.get(draft.passage).is_some_and(|passage| {
            matches!(
                passage.block.kind,
                BlockKind::Paragraph | BlockKind::ListItem
            )
        })
    };
    let told = by_number(drafts, passages, vocabulary, is_text);
    for index in 0..drafts.len() {
        let Some(draft) = drafts.get(index).filter(|draft| is_heading(draft)) else {
            continue;
        };
        let (Some(own), Some(figure)) = (number(passages, draft), draft.figure(vocabulary)) else {
            continue;
        };
        let same: Vec<&Draft> = told
            .get(&own)
            .map(|same| around(same, index))
            .unwrap_or_default()
            .iter()
            .filter_map(|at| drafts.get(*at))
            .filter(|other| other.metric == draft.metric)
            .collect();
        let agrees = same
            .iter()
            .any(|other| other.figure(vocabulary).as_ref() == Some(&figure));
        let often = |draft: &Draft| {
            let figure = draft.figure(vocabulary);
            same.iter()
                .filter(|other| other.figure(vocabulary) == figure)
                .count()
        };
        let source = same.iter().rev().max_by_key(|other| often(other));
        if let (false, Some(source)) = (agrees, source.map(|source| (*source).clone()))
            && let Some(draft) = drafts.get_mut(index)
        {
            draft.take_figure(&source, "as the text says of the same number".to_owned());
        }
    }
}
