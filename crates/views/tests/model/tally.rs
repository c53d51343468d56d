//! What one day does to a tally (`docs/semantics.md`, section 4): "the latest day wins, and a rise
//! needs no permission".

use std::collections::BTreeSet;

use claimbook_views::figure::Reason;

use super::heard::Heard;
use super::level::{Plan, Situation};
use super::number::Number;

pub(crate) fn plan<'a>(situation: &Situation<'_, 'a>) -> Plan<'a> {
    let current = *situation.current.number();
    let mut plan = Plan::default();
    let (silent, mut rest): (Vec<&Heard>, Vec<&Heard>) = situation
        .today
        .iter()
        .partition(|claim| claim.silent.is_some());
    plan.join.extend(silent);
    // "Several counts of one day: consensus."
    while let Some(best) = situation.answer(&rest) {
        let number = *best.number();
        // The day confirms the count; whoever says otherwise on that day contests it.
        if current.supports(&number) {
            break;
        }
        let says_it = |claim: &&Heard| number.supports(&claim.number);
        let (today, others): (Vec<&Heard>, Vec<&Heard>) = rest.into_iter().partition(says_it);
        rest = others;
        let waiting: Vec<&Heard> = situation.waiting().into_iter().filter(says_it).collect();
        let Some(reason) = refusal(situation, &number, &today, &waiting) else {
            plan.moves = Some((today, waiting));
            break;
        };
        let beside = today.into_iter().map(|claim| (claim, reason));
        plan.beside.extend(beside);
    }
    plan.join.extend(rest);
    plan
}

/// Why a count does not take the place of the current one, if it does not.
fn refusal(
    situation: &Situation<'_, '_>,
    number: &Number,
    today: &[&Heard],
    waiting: &[&Heard],
) -> Option<Reason> {
    let current = situation.current.number();
    if number.says_less_than(current) {
        return Some(Reason::SaysLess);
    }
    let stand_by_it = today.iter().filter(|claim| !situation.has_moved_on(claim));
    let voices: BTreeSet<_> = stand_by_it
        .chain(waiting)
        .map(|claim| &claim.voice)
        .collect();
    let says_so = today.iter().any(|claim| claim.fact.signal.is_some());
    if !says_so && number.is_scale_apart(current) && voices.len() <= situation.current.voices.len()
    {
        return Some(Reason::Scale);
    }
    // "A fall, or a rise to more than double, wins only if first-hand, by a voice that supported
    // the current count, by two voices, or where the text says that it changed."
    let (count, _) = number.written();
    let (_, before) = current.written();
    let rise = number.written() > current.written() && count <= before * 2;
    let first_hand = today.iter().any(|claim| claim.first_hand);
    let by_a_supporter = today.iter().any(|claim| situation.is_by_a_supporter(claim));
    let permitted = rise || first_hand || by_a_supporter || voices.len() >= 2 || says_so;
    (!permitted).then_some(Reason::Unconfirmed)
}
