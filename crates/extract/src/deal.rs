//! Deals: what the mentions of one deal lend one another, its parties, its parts, its name.

use std::collections::{BTreeMap, BTreeSet};

use claimbook_model::{Decimal, FigureKey};

use crate::draft::Draft;
use crate::echo::{by_number, number};
use crate::focus::Referent;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// How many different deals a text is read with in mind.
const DEALS_REMEMBERED: usize = 48;

/// Completes the drafts that lack a party from the deal of the same metric told before them, where
/// the parties that they have agree with it: "an option for $5 million more".
pub(crate) fn told_before(drafts: &mut [Draft], vocabulary: &Vocabulary) {
    let mut deals: Vec<(FigureKey, Draft)> = Vec::new();
    for draft in drafts {
        if draft.metric.is_none() {
            continue;
        }
        if let Some(figure) = draft.figure(vocabulary) {
            if draft.is_subject_sure {
                deals.retain(|(known, _)| *known != figure);
                deals.push((figure, draft.clone()));
                if deals.len() > DEALS_REMEMBERED {
                    deals.remove(0);
                }
            }
            continue;
        }
        let Some((_, metric)) = draft.metric_in(vocabulary) else {
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
        let Some(deal) = deals.iter().rev().map(|(_, deal)| deal).find(agrees) else {
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
            let (_, metric) = draft.metric_in(vocabulary)?;
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
        let Some((_, metric)) = draft.metric_in(vocabulary) else {
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
    let told = by_number(drafts, passages, vocabulary, |_| true);
    for index in 0..drafts.len() {
        let source = drafts.get(index).and_then(|draft| {
            let (_, metric) = draft.metric_in(vocabulary)?;
            let wanted = vocabulary.metric(metric.yields_to.as_deref()?)?;
            let own = number(passages, draft)?;
            let subject = draft.subject.as_ref()?;
            told.get(&own)?
                .iter()
                .filter_map(|at| drafts.get(*at))
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

/// Dimensions that a metric borrows from the text's only figure of another one.
pub(crate) fn borrowed(drafts: &mut [Draft], vocabulary: &Vocabulary) {
    let told: BTreeSet<(u16, String, BTreeMap<String, String>)> = drafts
        .iter()
        .filter(|draft| draft.is_whole(vocabulary))
        .filter_map(|draft| {
            Some((
                draft.metric?,
                draft.subject.as_ref()?.slug.clone(),
                draft.dimensions.clone(),
            ))
        })
        .collect();
    for draft in drafts {
        let Some((_, metric)) = draft.metric_in(vocabulary) else {
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
                    "its {dimension} is {value}, of the deal that the text tells"
                ));
                draft.dimensions.insert(dimension.clone(), (*value).clone());
            }
        }
    }
}
