//! The observations of one figure at two points, side by side.

use std::collections::BTreeSet;
use std::sync::Arc;

use claimbook_model::{Comparator, Modality, Period, Value};
use claimbook_views::figure::{ObservationView, Reason, Statement};

/// One observation at the two points.
pub(super) struct Pair<'a> {
    pub(super) before: Option<&'a ObservationView>,
    pub(super) after: Option<&'a ObservationView>,
}

impl<'a> Pair<'a> {
    /// What is shown of it now, else what was.
    pub(super) fn shown(&self) -> Option<&'a ObservationView> {
        self.after.or(self.before)
    }
}

/// The observations of both points, each with its like: one that shares a claim, else one of the
/// same time. In order of the later ones, those that are gone last.
pub(super) fn pairs<'a>(
    before: &'a [ObservationView],
    after: &'a [ObservationView],
) -> Vec<Pair<'a>> {
    let mut left: Vec<&ObservationView> = before.iter().collect();
    let mut pairs: Vec<Pair<'a>> = Vec::with_capacity(after.len());
    for now in after {
        let of_unit = |then: &&ObservationView| then.unit == now.unit;
        let claims: BTreeSet<_> = now.claims.iter().chain(&now.others).collect();
        let shares = |then: &&ObservationView| {
            let mut own = then.claims.iter().chain(&then.others);
            of_unit(then) && own.any(|claim| claims.contains(claim))
        };
        let same_time = |then: &&ObservationView| {
            of_unit(then) && (then.period == now.period || then.since == now.since)
        };
        let found = left
            .iter()
            .position(shares)
            .or_else(|| left.iter().position(same_time));
        pairs.push(Pair {
            before: found.map(|position| left.remove(position)),
            after: Some(now),
        });
    }
    pairs.extend(left.into_iter().map(|then| Pair {
        before: Some(then),
        after: None,
    }));
    pairs
}

/// What changed of an observation, if anything did.
pub(super) fn change_of(pair: &Pair<'_>) -> Option<&'static str> {
    let (before, after) = match (pair.before, pair.after) {
        (None, None) => return None,
        (None, Some(_)) => return Some("new"),
        (Some(_), None) => return Some("gone"),
        (Some(before), Some(after)) => (before, after),
    };
    let shown = |of: &ObservationView| (of.value, of.comparator, of.unit.clone());
    let beside = |of: &ObservationView| {
        let lists = [&of.contested, &of.unclear, &of.denied];
        lists.map(|list| list.iter().map(told).collect::<Vec<_>>())
    };
    let support = |of: &ObservationView| {
        let voices: Vec<_> = of.voices.iter().map(|voice| voice.slug.clone()).collect();
        (voices, of.reports, of.last_confirmed, of.warnings.clone())
    };
    if shown(before) != shown(after) {
        Some("value")
    } else if before.standing != after.standing {
        Some("standing")
    } else if support(before) != support(after) || beside(before) != beside(after) {
        Some("support")
    } else {
        None
    }
}

/// The statements of one list that the other does not have.
pub(super) fn outlook_only_in<'a>(one: &'a [Statement], other: &[Statement]) -> Vec<&'a Statement> {
    let known: Vec<_> = other.iter().map(told).collect();
    one.iter()
        .filter(|statement| !known.contains(&told(statement)))
        .collect()
}

/// What a statement says, whoever says it and when.
#[derive(PartialEq)]
struct Told {
    value: Value,
    comparator: Comparator,
    unit: Arc<str>,
    period: Option<Period>,
    modality: Modality,
    reason: Option<Reason>,
}

fn told(statement: &Statement) -> Told {
    Told {
        value: statement.value,
        comparator: statement.comparator,
        unit: statement.unit.clone(),
        period: statement.period,
        modality: statement.modality,
        reason: statement.reason,
    }
}
