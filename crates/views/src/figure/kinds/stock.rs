//! Stocks: when a later value moves the figure, contests it, restates it, or stays unclear.

use claimbook_model::Signal;

use super::walk::{Plan, Situation};
use crate::figure::compare::Reading;
use crate::figure::entry::Context;
use crate::figure::pool::Pool;
use crate::figure::view::Reason;

/// Compatible claims of one day that do not support the current value.
struct Challenge {
    claims: Vec<u32>,
    taken: Vec<u32>,
    reading: Reading,
    /// How many voices say it.
    voices: usize,
}

enum Outcome {
    Moves,
    Contests,
    Beside(Reason),
}

/// Plans one day of a stock.
pub(super) fn plan(context: Context<'_>, situation: &Situation<'_>) -> Plan {
    let current = &situation.current.reading;
    let mut plan = Plan::default();
    let mut challengers = Vec::new();
    let mut confirmed_today = false;
    for &index in situation.group {
        let entry = context.entry(index);
        if entry.silent.is_some() {
            plan.join.push(index);
        } else if current.supports(&entry.reading) {
            confirmed_today = true;
            plan.join.push(index);
        } else if entry.reading.says_less_than(current) {
            plan.beside.push((index, Reason::SaysLess));
        } else {
            challengers.push(index);
        }
    }
    let last_day = if confirmed_today {
        situation.day
    } else {
        situation.current.last_day
    };
    let later = (situation.day - last_day).num_days() > context.rule.settles_days;
    challengers.retain(|&index| {
        let restates = restates(context, situation, index, later);
        if restates {
            plan.join.push(index);
        }
        !restates
    });
    while let Some(challenge) = strongest(context, situation, &challengers) {
        challengers.retain(|index| !challenge.claims.contains(index));
        let outcome = match outcome(context, situation, &challenge, later) {
            // Only one value can follow another on one day.
            Outcome::Moves if plan.moves.is_some() => Outcome::Contests,
            outcome => outcome,
        };
        match outcome {
            Outcome::Contests => plan.join.extend(challenge.claims),
            Outcome::Beside(reason) => plan
                .beside
                .extend(challenge.claims.into_iter().map(|index| (index, reason))),
            Outcome::Moves => plan.moves = Some((challenge.claims, challenge.taken)),
        }
    }
    // Who has no vote decides nothing, and belongs to the value that held.
    plan.join.append(&mut challengers);
    if let Some((movers, taken)) = &plan.moves
        && !wins_the_day(context, situation, movers, taken, &plan.join)
    {
        let (movers, _) = plan.moves.take().unwrap_or_default();
        plan.join.extend(movers);
    }
    plan.join.sort_unstable();
    plan
}

/// A voice that supported the current value and gives another, soon and without words of change
/// or at any time with words of correction, restates the episode.
fn restates(context: Context<'_>, situation: &Situation<'_>, index: u32, later: bool) -> bool {
    let entry = context.entry(index);
    let signal = entry.fact.signal;
    situation.current.is_supported_by(&entry.voice)
        && (signal == Some(Signal::Corrected) || (!later && signal != Some(Signal::Moved)))
}

/// The best of the challengers' values, with those that support it and what is pending for it.
fn strongest(
    context: Context<'_>,
    situation: &Situation<'_>,
    challengers: &[u32],
) -> Option<Challenge> {
    let day = situation.day;
    let pool = Pool::of(context, challengers.iter().map(|&index| (index, day)));
    let reading = pool.verdict()?.reading;
    let supporting = |claims: &[u32]| -> Vec<u32> {
        claims
            .iter()
            .copied()
            .filter(|&index| reading.supports(&context.entry(index).reading))
            .collect()
    };
    let claims = supporting(challengers);
    let taken = situation.waiting(context, &reading);
    let voices = situation.voices(context, &claims, &taken);
    Some(Challenge {
        claims,
        taken,
        reading,
        voices,
    })
}

fn outcome(
    context: Context<'_>,
    situation: &Situation<'_>,
    challenge: &Challenge,
    later: bool,
) -> Outcome {
    let current = situation.current;
    let any = |holds: &dyn Fn(u32) -> bool| challenge.claims.iter().any(|&index| holds(index));
    let signal = |wanted| any(&|index| context.entry(index).fact.signal == Some(wanted));
    let says_moved = signal(Signal::Moved);
    if signal(Signal::Corrected) || !(later || says_moved) {
        return Outcome::Contests;
    }
    let enough = challenge.voices >= 2;
    let known_voice = any(&|index| situation.is_by_a_supporter(context, index));
    let first_hand = any(&|index| context.entry(index).first_hand);
    if !says_moved
        && challenge.reading.is_scale_apart(&current.reading)
        && challenge.voices <= current.voices.len()
    {
        return Outcome::Beside(Reason::Scale);
    }
    if says_moved || first_hand || enough || known_voice {
        return Outcome::Moves;
    }
    if is_stale_echo(situation, challenge) {
        return Outcome::Beside(Reason::StaleEcho);
    }
    if current.voices.len() <= 1 {
        Outcome::Moves
    } else {
        Outcome::Beside(Reason::Unconfirmed)
    }
}

/// The value of an older episode, come back.
fn is_stale_echo(situation: &Situation<'_>, challenge: &Challenge) -> bool {
    let [older @ .., _current] = situation.episodes else {
        return false;
    };
    older.iter().rev().any(|episode| {
        episode
            .verdict()
            .is_some_and(|verdict| verdict.reading.supports(&challenge.reading))
    })
}

/// Whether a move still stands when the other claims of its day are heard.
fn wins_the_day(
    context: Context<'_>,
    situation: &Situation<'_>,
    movers: &[u32],
    taken: &[u32],
    others: &[u32],
) -> bool {
    if others.is_empty() {
        return true;
    }
    let mut together: Vec<u32> = movers.iter().chain(taken).chain(others).copied().collect();
    together.sort_unstable();
    let pool = Pool::of(
        context,
        together.iter().map(|&index| (index, situation.day)),
    );
    pool.verdict()
        .is_some_and(|verdict| !verdict.reading.supports(&situation.current.reading))
}
