//! What one day does to a stock: restates, contests, moves, or stays unclear
//! (`docs/semantics.md`, section 4).

use std::collections::BTreeSet;

use claimbook_model::Signal;
use claimbook_views::figure::Reason;

use super::heard::Heard;
use super::level::{Plan, Situation};
use super::number::Number;

/// One value that challenges the current one, with those who say it.
struct Challenge<'a> {
    number: Number,
    today: Vec<&'a Heard>,
    /// Those who said it before and could not move the figure alone.
    waiting: Vec<&'a Heard>,
    voices: usize,
}

enum Outcome {
    Contests,
    Moves,
    Beside(Reason),
}

pub(crate) fn plan<'a>(situation: &Situation<'_, 'a>) -> Plan<'a> {
    let current = *situation.current.number();
    let mut plan = Plan::default();
    let mut challengers = Vec::new();
    let mut last_support = situation.current.last_day();
    for &claim in &situation.today {
        if claim.silent.is_some() {
            plan.join.push(claim);
        } else if current.supports(&claim.number) {
            plan.join.push(claim);
            last_support = situation.day;
        } else if claim.number.says_less_than(&current) {
            // "Does nothing at all."
            plan.beside.push((claim, Reason::SaysLess));
        } else {
            challengers.push(claim);
        }
    }
    let settled = (situation.day - last_support).num_days() > situation.question.rule.settles_days;
    let (restating, mut challengers): (Vec<&Heard>, Vec<&Heard>) = challengers
        .into_iter()
        .partition(|claim| restates(situation, claim, settled));
    plan.join.extend(restating);
    while let Some(challenge) = strongest(situation, &challengers) {
        challengers.retain(|claim| !challenge.number.supports(&claim.number));
        match outcome(situation, &challenge, settled) {
            Outcome::Moves if plan.moves.is_none() => {
                plan.moves = Some((challenge.today, challenge.waiting));
            }
            // Only one value can follow another on one day.
            Outcome::Moves | Outcome::Contests => plan.join.extend(challenge.today),
            Outcome::Beside(reason) => {
                plan.beside
                    .extend(challenge.today.into_iter().map(|claim| (claim, reason)));
            }
        }
    }
    // Who has no vote decides nothing, and belongs to the value that held.
    plan.join.extend(challengers);
    // "Claims of one day are heard together: a move that the other claims of its day outvote is
    // none."
    if let Some((movers, waiting)) = plan.moves.take() {
        let mut together: Vec<&Heard> = movers
            .iter()
            .chain(&waiting)
            .chain(&plan.join)
            .copied()
            .collect();
        together.sort_by_key(|claim| claim.place);
        let best = situation.answer(&together);
        let wins = best.is_some_and(|best| !best.number().supports(&current));
        if plan.join.is_empty() || wins {
            plan.moves = Some((movers, waiting));
        } else {
            plan.join.extend(movers);
        }
    }
    plan
}

/// "*Restates* the episode, if its voice supported the current value and gives another within
/// `settles` days without words of change, or at any time with words of correction."
fn restates(situation: &Situation<'_, '_>, claim: &Heard, settled: bool) -> bool {
    let signal = claim.fact.signal;
    situation.current.voices.contains(&claim.voice)
        && (signal == Some(Signal::Corrected) || (!settled && signal != Some(Signal::Moved)))
}

fn strongest<'a>(
    situation: &Situation<'_, 'a>,
    challengers: &[&'a Heard],
) -> Option<Challenge<'a>> {
    let number = *situation.answer(challengers)?.number();
    let saying_it = |claims: Vec<&'a Heard>| -> Vec<&'a Heard> {
        claims
            .into_iter()
            .filter(|claim| number.supports(&claim.number))
            .collect()
    };
    let today = saying_it(challengers.to_vec());
    let waiting = saying_it(situation.waiting());
    let stand_by_it = today.iter().filter(|claim| !situation.has_moved_on(claim));
    let voices: BTreeSet<_> = stand_by_it
        .chain(&waiting)
        .map(|claim| &claim.voice)
        .collect();
    let voices = voices.len();
    Some(Challenge {
        number,
        today,
        waiting,
        voices,
    })
}

fn outcome(situation: &Situation<'_, '_>, challenge: &Challenge<'_>, settled: bool) -> Outcome {
    let any = |holds: &dyn Fn(&Heard) -> bool| challenge.today.iter().any(|claim| holds(claim));
    let says_moved = any(&|claim| claim.fact.signal == Some(Signal::Moved));
    let says_corrected = any(&|claim| claim.fact.signal == Some(Signal::Corrected));
    // "Words of correction by a voice that did not say the current value contest it", and so does
    // what comes "within `settles` days of the last support, unless the text says that it changed".
    if says_corrected || !(settled || says_moved) {
        return Outcome::Contests;
    }
    let current = &situation.current;
    if !says_moved
        && challenge.number.is_scale_apart(current.number())
        && challenge.voices <= current.voices.len()
    {
        return Outcome::Beside(Reason::Scale);
    }
    // "*Moves* the figure …, if its voice supported the current value, or the text says so, or it
    // is first-hand, or two voices say it, or the current value has but one voice."
    let by_a_supporter = any(&|claim| situation.is_by_a_supporter(claim));
    let first_hand = any(&|claim| claim.first_hand);
    if says_moved || first_hand || by_a_supporter || challenge.voices >= 2 {
        return Outcome::Moves;
    }
    // "The value of an older episode that one voice brings back is a stale echo."
    let (_, older) = situation.episodes.split_last().expect("an episode");
    let echo = older.iter().any(|episode| {
        let answer = episode.answer(situation.question, situation.said);
        answer.is_some_and(|answer| answer.number().supports(&challenge.number))
    });
    if echo {
        return Outcome::Beside(Reason::StaleEcho);
    }
    if current.voices.len() == 1 {
        return Outcome::Moves;
    }
    Outcome::Beside(Reason::Unconfirmed)
}
