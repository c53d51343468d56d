//! Tallies: the latest day wins; a rise needs no permission, a fall or a leap does.

use claimbook_model::Decimal;

use super::walk::{Plan, Planner, Situation};
use crate::figure::compare::Reading;
use crate::figure::entry::Context;
use crate::figure::pool::Pool;
use crate::figure::view::Reason;

/// Whether a walk is that of a tally.
pub(super) fn is_tally(planner: Planner) -> bool {
    std::ptr::fn_addr_eq(planner, plan as Planner)
}

/// Plans one day of a tally.
pub(super) fn plan(context: Context<'_>, situation: &Situation<'_>) -> Plan {
    let current = &situation.current.reading;
    let mut plan = Plan::default();
    let mut rest: Vec<u32> = Vec::with_capacity(situation.group.len());
    for &index in situation.group {
        if context.entry(index).silent.is_some() {
            plan.join.push(index);
        } else {
            rest.push(index);
        }
    }
    while let Some(reading) = best_of(context, situation, &rest) {
        if current.supports(&reading) {
            // The day confirms the count; whoever says otherwise on that day contests it.
            break;
        }
        let supports = |index: &u32| reading.supports(&context.entry(*index).reading);
        let claims: Vec<u32> = rest.iter().copied().filter(supports).collect();
        let taken = situation.waiting(context, &reading);
        rest.retain(|index| !claims.contains(index));
        let Some(reason) = refusal(context, situation, &reading, &claims, &taken) else {
            plan.moves = Some((claims, taken));
            break;
        };
        plan.beside
            .extend(claims.into_iter().map(|index| (index, reason)));
    }
    plan.join.append(&mut rest);
    plan.join.sort_unstable();
    plan
}

fn best_of(context: Context<'_>, situation: &Situation<'_>, claims: &[u32]) -> Option<Reading> {
    let day = situation.day;
    let pool = Pool::of(context, claims.iter().map(|&index| (index, day)));
    pool.verdict().map(|verdict| verdict.reading)
}

/// Why a count of a later day does not take the place of the current one, if it does not.
fn refusal(
    context: Context<'_>,
    situation: &Situation<'_>,
    reading: &Reading,
    claims: &[u32],
    taken: &[u32],
) -> Option<Reason> {
    let current = situation.current;
    if reading.says_less_than(&current.reading) {
        return Some(Reason::SaysLess);
    }
    let entries = || claims.iter().map(|&index| context.entry(index));
    let says_so = entries().any(|entry| entry.fact.signal.is_some());
    let voices = situation.voices(context, claims, taken);
    if !says_so && reading.is_scale_apart(&current.reading) && voices <= current.voices.len() {
        return Some(Reason::Scale);
    }
    let permitted = says_so
        || voices >= 2
        || entries().any(|entry| entry.first_hand)
        || claims
            .iter()
            .any(|&index| situation.is_by_a_supporter(context, index));
    let plain_rise =
        reading.cmp_number(&current.reading).is_gt() && !is_leap(reading, &current.reading);
    (!plain_rise && !permitted).then_some(Reason::Unconfirmed)
}

/// A rise to more than double.
fn is_leap(reading: &Reading, current: &Reading) -> bool {
    current
        .value
        .high()
        .checked_mul(Decimal::from(2))
        .is_some_and(|double| reading.value.low().cmp_value(double).is_gt())
}
