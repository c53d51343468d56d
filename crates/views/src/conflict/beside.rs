//! What stands beside an observation: contesting, unclear, denying, or of an ambiguous date.

use std::collections::BTreeSet;

use claimbook_model::{ClaimId, Date, Period};

use super::{Conflict, ConflictKind, Role, Seen, Side, Why, scope};
use crate::arithmetic::{self, Checked, Lookup};
use crate::figure::{ObservationView, Reason, Statement};

/// A conflict for each statement beside an observation, and for each of an ambiguous date.
pub(super) fn conflicts<L: Lookup>(seen: &Seen<'_, L>) -> Result<Vec<Conflict>, L::Error> {
    let mut found = Vec::new();
    // Two events close by stand beside each other: that is told once.
    let mut neighbours: BTreeSet<(ClaimId, ClaimId)> = BTreeSet::new();
    for (at, observation) in seen.view.observations.iter().enumerate() {
        if observation.contested.is_empty()
            && observation.unclear.is_empty()
            && observation.denied.is_empty()
        {
            continue;
        }
        let Some(shown) = Side::shown(seen.figure, seen.rows, observation) else {
            continue;
        };
        let touches_best = seen.view.best == Some(at);
        let beside = observation.contested.iter().chain(&observation.unclear);
        for statement in beside {
            let Some(kind) = statement.reason.and_then(kind_of) else {
                continue;
            };
            if statement.reason == Some(Reason::NearbyEvent)
                && !neighbours.insert(neighbourhood(observation, statement))
            {
                continue;
            }
            let against = Side::against(seen.figure, statement);
            let plain = plain(seen, kind, &shown, against, statement.reason, touches_best);
            found.push(explained(seen, plain)?);
        }
        for statement in &observation.denied {
            let against = Side::against(seen.figure, statement);
            let kind = ConflictKind::Denied;
            found.push(plain(seen, kind, &shown, against, None, touches_best));
        }
    }
    let silenced = |statement: &&Statement| statement.reason == Some(Reason::Silenced);
    for statement in seen.view.ambiguous.iter().filter(|one| !silenced(one)) {
        found.push(ambiguous(seen, statement)?);
    }
    Ok(found)
}

/// The type of what stands beside an answer for a reason; none where it is no disagreement.
fn kind_of(reason: Reason) -> Option<ConflictKind> {
    match reason {
        Reason::Contradicts | Reason::Relay | Reason::Unconfirmed | Reason::NearbyEvent => {
            Some(ConflictKind::Contradiction)
        }
        Reason::Scale => Some(ConflictKind::Scale),
        Reason::StaleEcho => Some(ConflictKind::StaleEcho),
        Reason::AmbiguousDate => Some(ConflictKind::AmbiguousDate),
        Reason::Held
        | Reason::SaysLess
        | Reason::Replaced
        | Reason::Conversion
        | Reason::Policy
        | Reason::Silenced
        | Reason::TakenBack => None,
    }
}

/// Two events by one claim of each, the same for both.
fn neighbourhood(observation: &ObservationView, statement: &Statement) -> (ClaimId, ClaimId) {
    let first = |claims: &[ClaimId]| claims.iter().min().copied().unwrap_or(ClaimId([0; 32]));
    let (own, other) = (first(&observation.claims), first(&statement.claims));
    (own.min(other), own.max(other))
}

fn plain<L>(
    seen: &Seen<'_, L>,
    kind: ConflictKind,
    shown: &Side,
    against: Side,
    reason: Option<Reason>,
    touches_best: bool,
) -> Conflict {
    Conflict {
        kind,
        figure: seen.figure.clone(),
        period: shown.term.period,
        sides: vec![shown.clone(), against],
        why: reason.map_or(Why::Plain, Why::Beside),
        touches_best,
        weight: 0,
    }
}

/// The conflict, typed by what explains it: first what counts a part twice, then another scope,
/// then another sum. A slip of the scale and an echo are explained already.
fn explained<L: Lookup>(seen: &Seen<'_, L>, mut plain: Conflict) -> Result<Conflict, L::Error> {
    let may_be = matches!(
        plain.kind,
        ConflictKind::Contradiction | ConflictKind::AmbiguousDate
    );
    let (Some(catalog), true, [shown, against]) = (seen.catalog, may_be, plain.sides.as_slice())
    else {
        return Ok(plain);
    };
    let (shown, against) = (&shown.term, &against.term);
    if let Some(sum) = arithmetic::counts_twice(catalog, shown, against, seen.lookup)? {
        return Ok(by_sum(plain, ConflictKind::CountedTwice, sum));
    }
    let other = match scope::other(seen, catalog, shown, against)? {
        // What is shown may be the number of the other figure as well.
        None => scope::other(seen, catalog, against, shown)?,
        other => other,
    };
    if let Some(other) = other {
        plain.kind = ConflictKind::OtherScope;
        plain.why = Why::Plain;
        plain.sides.push(Side::explains(other));
        return Ok(plain);
    }
    if let Some(sum) = arithmetic::explains(catalog, shown, against, seen.lookup)? {
        return Ok(by_sum(plain, ConflictKind::Arithmetic, sum));
    }
    Ok(plain)
}

fn by_sum(mut conflict: Conflict, kind: ConflictKind, sum: Checked) -> Conflict {
    let is_side = |claims: &[ClaimId]| {
        let mut sides = conflict.sides.iter();
        sides.any(|side| side.term.claims == claims)
    };
    let others: Vec<Side> = sum
        .terms
        .iter()
        .filter(|term| !is_side(&term.claims))
        .map(|term| Side::explains(term.clone()))
        .collect();
    conflict.kind = kind;
    conflict.sides.extend(others);
    conflict.why = Why::Sum(Box::new(sum));
    conflict
}

/// A claim of a coarse date beside the events that it could mean.
fn ambiguous<L: Lookup>(seen: &Seen<'_, L>, statement: &Statement) -> Result<Conflict, L::Error> {
    let overlaps = |period: Period| statement.period.is_some_and(|own| own.overlaps(&period));
    let events: Vec<Side> = seen
        .view
        .observations
        .iter()
        .filter(|observation| observation.unit == statement.unit && overlaps(observation.period))
        .filter_map(|observation| Side::shown(seen.figure, seen.rows, observation))
        .collect();
    let touches_best = seen
        .view
        .best()
        .is_some_and(|best| best.unit == statement.unit && overlaps(best.period));
    let against = Side::against(seen.figure, statement);
    if let (Some(catalog), Some(event)) = (seen.catalog, latest(&events))
        && let Some(other) = scope::other(seen, catalog, &event.term, &against.term)?
    {
        let mut conflict = plain(
            seen,
            ConflictKind::OtherScope,
            event,
            against,
            None,
            touches_best,
        );
        conflict.period = statement.period;
        conflict.sides.push(Side::explains(other));
        return Ok(conflict);
    }
    let mut sides = vec![against];
    sides.extend(events.into_iter().map(|event| Side {
        role: Role::Shown,
        ..event
    }));
    Ok(Conflict {
        kind: ConflictKind::AmbiguousDate,
        figure: seen.figure.clone(),
        period: statement.period,
        sides,
        why: Why::Beside(Reason::AmbiguousDate),
        touches_best,
        weight: 0,
    })
}

fn latest(events: &[Side]) -> Option<&Side> {
    let day = |side: &&Side| {
        side.term
            .period
            .map_or(Date::MIN, |period| period.last_day())
    };
    events.iter().max_by_key(day)
}
