//! Echoes: a number that was introduced with its figure is often said again without it ("the
//! $5 billion"). The second mention means the same figure.

use std::collections::BTreeMap;

use claimbook_model::Decimal;

use crate::block::BlockKind;
use crate::draft::Draft;
use crate::focus::{Focus, Referent};
use crate::frame::may_have;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// From here on a draft's own cue is not given up for another mention's metric.
const SCORE_OWN: i32 = 62;

/// What two mentions of one number share.
type Number = (i128, i16, i128, i16, String, Option<String>);

fn number(passages: &[Passage<'_>], draft: &Draft) -> Option<Number> {
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

/// Completes the drafts that lack a subject or a dimension, or a metric, from complete ones with
/// the same number.
pub(crate) fn complete(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    let told = |sure: bool| {
        let mut known: BTreeMap<Number, Vec<usize>> = BTreeMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            if draft.figure(vocabulary).is_some()
                && (draft.is_subject_sure || !sure)
                && let Some(key) = number(passages, draft)
            {
                known.entry(key).or_default().push(index);
            }
        }
        known
    };
    let (sure, all) = (told(true), told(false));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let whole = draft.figure(vocabulary).is_some();
        if whole && draft.is_subject_sure {
            continue;
        }
        let Some(same) = number(passages, draft).and_then(|key| {
            let known = if whole { None } else { all.get(&key) };
            sure.get(&key).or(known)
        }) else {
            continue;
        };
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
    let (_, metric) = vocabulary.metrics.get(draft.metric? as usize)?;
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

/// Completes the drafts that lack a party from the deal of the same metric told before them, where
/// the parties that they have agree with it: "an option for $5 million more".
pub(crate) fn told_before(drafts: &mut [Draft], vocabulary: &Vocabulary) {
    let mut deals: Vec<Draft> = Vec::new();
    for draft in drafts {
        if draft.metric.is_none() {
            continue;
        }
        if draft.figure(vocabulary).is_some() {
            if draft.is_subject_sure {
                deals.push(draft.clone());
            }
            continue;
        }
        let Some((_, metric)) = draft
            .metric
            .and_then(|index| vocabulary.metrics.get(index as usize))
        else {
            continue;
        };
        let required: Vec<&str> = metric
            .dimensions()
            .filter(|(_, required)| *required)
            .map(|(name, _)| name)
            .collect();
        if required.is_empty() {
            continue;
        }
        let agrees = |deal: &&Draft| {
            let parties = required.iter().all(|name| {
                match (draft.dimensions.get(*name), deal.dimensions.get(*name)) {
                    (Some(own), Some(told)) => own == told,
                    _ => true,
                }
            });
            let subject = draft.subject.as_ref().is_none_or(|own| {
                !draft.is_subject_sure
                    || deal
                        .subject
                        .as_ref()
                        .is_some_and(|told| told.slug == own.slug)
            });
            deal.metric == draft.metric && parties && subject
        };
        let Some(deal) = deals.iter().rev().find(agrees) else {
            continue;
        };
        draft.subject.clone_from(&deal.subject);
        for name in required {
            if let Some(value) = deal.dimensions.get(name) {
                draft.dimensions.insert(name.to_owned(), value.clone());
            }
        }
        draft.reasons.push("of the deal told before".to_owned());
    }
}

/// Gives drafts that have a metric but no subject the party that the text is about.
pub(crate) fn from_focus(drafts: &mut [Draft], focus: &Focus, vocabulary: &Vocabulary) {
    let mut told: Option<(usize, Referent)> = None;
    for draft in drafts {
        if draft.is_subject_sure
            && let Some(subject) = &draft.subject
        {
            told = Some((draft.passage, subject.clone()));
        }
        let Some((_, metric)) = draft
            .metric
            .and_then(|index| vocabulary.metrics.get(index as usize))
        else {
            continue;
        };
        if draft.subject.is_some() {
            continue;
        }
        let free = |referent: &&Referent| {
            may_have(vocabulary, metric, referent)
                && !draft.dimensions.values().any(|v| *v == referent.slug)
        };
        let continued = told
            .as_ref()
            .filter(|(passage, _)| *passage == draft.passage)
            .map(|(_, referent)| referent)
            .filter(free);
        let found = continued
            .or_else(|| {
                focus
                    .before(draft.passage, draft.sentence)
                    .iter()
                    .find(free)
            })
            .cloned();
        if let Some(found) = found {
            draft
                .reasons
                .push(format!("subject {} (whom the text is about)", found.slug));
            draft.subject = Some(found);
        }
    }
}

/// A first part stands only where the text also names the whole that it makes up with the rest.
pub(crate) fn parts(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    let value = |draft: &Draft| {
        passages
            .get(draft.passage)
            .and_then(|p| p.quantities.get(draft.quantity))
            .map(|q| q.value.high())
    };
    let deals: Vec<(u16, String, Option<String>, Decimal)> = drafts
        .iter()
        .filter_map(|draft| {
            let (_, metric) = vocabulary.metrics.get(draft.metric? as usize)?;
            let part = metric.part.as_ref()?;
            let dimension = draft.dimensions.get(&part.dimension).cloned();
            Some((
                draft.metric?,
                draft.subject.as_ref()?.slug.clone(),
                dimension,
                value(draft)?,
            ))
        })
        .collect();
    for draft in drafts {
        let Some((_, metric)) = draft
            .metric
            .and_then(|index| vocabulary.metrics.get(index as usize))
        else {
            continue;
        };
        let Some(part) = &metric.part else { continue };
        if draft.dimensions.get(&part.dimension) != Some(&part.first) {
            continue;
        }
        let (Some(own), Some(subject)) = (value(draft), draft.subject.clone()) else {
            continue;
        };
        let whole_named = deals.iter().any(|(metric, slug, dimension, whole)| {
            Some(*metric) == draft.metric
                && *slug == subject.slug
                && dimension.is_none()
                && deals.iter().any(|(other, rest_slug, kind, rest)| {
                    other == metric
                        && rest_slug == slug
                        && kind.as_ref() == Some(&part.rest)
                        && own
                            .checked_add(*rest)
                            .is_some_and(|sum| sum.same_number(*whole))
                })
        });
        if !whole_named {
            draft.dimensions.remove(&part.dimension);
            draft
                .reasons
                .push("no larger whole is named, so it is no part".to_owned());
        }
    }
}

/// Where a number is told both as one metric and as the one that this yields to, with a party in
/// common, it is the latter: a "round" that is one investor's investment.
pub(crate) fn yielded(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    let told: Vec<(Number, usize)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.figure(vocabulary).is_some())
        .filter_map(|(index, draft)| Some((number(passages, draft)?, index)))
        .collect();
    for index in 0..drafts.len() {
        let source = drafts.get(index).and_then(|draft| {
            let (_, metric) = vocabulary.metrics.get(draft.metric? as usize)?;
            let wanted = vocabulary.metric(metric.yields_to.as_deref()?)?;
            let own = number(passages, draft)?;
            let subject = draft.subject.as_ref()?;
            told.iter()
                .filter(|(key, _)| *key == own)
                .filter_map(|(_, at)| drafts.get(*at))
                .find(|other| {
                    other.metric == Some(wanted)
                        && (other
                            .subject
                            .as_ref()
                            .is_some_and(|s| s.slug == subject.slug)
                            || other.dimensions.values().any(|v| *v == subject.slug))
                })
                .cloned()
        });
        if let (Some(source), Some(draft)) = (source, drafts.get_mut(index)) {
            draft.take_figure(&source, "the same deal, told in other words".to_owned());
        }
    }
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
    let told: Vec<(Number, usize)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| {
            let is_text = passages.get(draft.passage).is_some_and(|passage| {
                matches!(
                    passage.block.kind,
                    BlockKind::Paragraph | BlockKind::ListItem
                )
            });
            is_text && draft.figure(vocabulary).is_some()
        })
        .filter_map(|(index, draft)| Some((number(passages, draft)?, index)))
        .collect();
    for index in 0..drafts.len() {
        let Some(draft) = drafts.get(index).filter(|draft| is_heading(draft)) else {
            continue;
        };
        let (Some(own), Some(figure)) = (number(passages, draft), draft.figure(vocabulary)) else {
            continue;
        };
        let same: Vec<&Draft> = told
            .iter()
            .filter(|(key, _)| *key == own)
            .filter_map(|(_, at)| drafts.get(*at))
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

/// Dimensions that a metric borrows from the text's only figure of another one.
pub(crate) fn borrowed(drafts: &mut [Draft], vocabulary: &Vocabulary) {
    let told: Vec<(u16, String, BTreeMap<String, String>)> = drafts
        .iter()
        .filter(|draft| draft.figure(vocabulary).is_some())
        .filter_map(|draft| {
            Some((
                draft.metric?,
                draft.subject.as_ref()?.slug.clone(),
                draft.dimensions.clone(),
            ))
        })
        .collect();
    for draft in drafts {
        let Some((_, metric)) = draft
            .metric
            .and_then(|index| vocabulary.metrics.get(index as usize))
        else {
            continue;
        };
        let Some(mut subject) = draft.subject.clone() else {
            continue;
        };
        for (dimension, lender) in &metric.borrows {
            let lender = vocabulary.metric(lender);
            // Nobody secures from a part of itself: then the other party of the deal is meant.
            let counterparty = told.iter().find(|(index, _, dimensions)| {
                Some(*index) == lender
                    && dimensions
                        .get(dimension)
                        .is_some_and(|value| vocabulary.is_part_of(value, &subject.slug))
            });
            if let Some((_, slug, _)) = counterparty {
                subject = Referent {
                    slug: slug.clone(),
                    kind: None,
                };
                draft.subject = Some(subject.clone());
            }
            let mut values: Vec<&String> = told
                .iter()
                .filter(|(index, slug, _)| Some(*index) == lender && *slug == subject.slug)
                .filter_map(|(_, _, dimensions)| dimensions.get(dimension))
                .collect();
            values.sort();
            values.dedup();
            if let ([value], false) = (values.as_slice(), draft.dimensions.contains_key(dimension))
            {
                draft.reasons.push(format!(
                    "{dimension} {value}, of the deal that the text tells"
                ));
                draft.dimensions.insert(dimension.clone(), (*value).clone());
            }
        }
    }
}
