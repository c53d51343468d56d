//! The history: one row a step, labelled by what was known at its moment (semantics, section 7).

use claimbook_model::event::WithdrawalCause;
use claimbook_model::{ClaimId, Date, Period};
use claimbook_views::figure::{Best, Change, Reason, Withdrawal};

use super::consensus::Answer;
use super::heard::{Heard, World};
use super::words::Words;
use super::{Observation, Question, Said, flow, observations};

/// A claim becomes known, or known to be withdrawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    day: Date,
    place: usize,
    withdrawn: bool,
}

/// What a row of the history says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) claim: ClaimId,
    pub(crate) known: Period,
    pub(crate) inferred: bool,
    pub(crate) period: Option<Period>,
    pub(crate) change: Change,
    pub(crate) cause: Option<WithdrawalCause>,
    pub(crate) reason: Option<Reason>,
    pub(crate) best_changed: bool,
    pub(crate) before: Option<Best>,
    pub(crate) after: Option<Best>,
}

/// Where a claim came to stand, and what was best known there.
struct Landing<'a> {
    before: Option<Answer<'a>>,
    after: Option<Answer<'a>>,
    beside: Option<Reason>,
    founds: Option<Change>,
    restates: bool,
}

/// "A correction counts from the day on which the correcting report was known."
fn withdrawal_known(question: &Question<'_>, withdrawal: &Withdrawal) -> Period {
    let recorded = Period::day(withdrawal.recorded.date());
    if question.options.strict && withdrawal.known_inferred {
        return recorded;
    }
    withdrawal.known.unwrap_or(recorded)
}

/// All steps that are known as of the day that is asked for.
pub(crate) fn steps(question: &Question<'_>, all: &[Heard]) -> Vec<Step> {
    let mut steps = Vec::new();
    for claim in all {
        let step = |day, withdrawn| Step {
            day,
            place: claim.place,
            withdrawn,
        };
        if claim.is_void() {
            // "What was misread or curated away has one row only."
            if !claim.again {
                steps.push(step(claim.day(), true));
            }
            continue;
        }
        steps.push(step(claim.day(), false));
        if let Some(withdrawal) = claim.fact.withdrawal.as_ref().filter(|_| !claim.again) {
            let known = withdrawal_known(question, withdrawal).last_day();
            steps.push(step(known.max(claim.day()), true));
        }
    }
    steps.retain(|step| question.options.as_of.is_none_or(|as_of| step.day <= as_of));
    steps.sort_by(|a, b| {
        let content = all[a.place].cmp_content(&all[b.place]);
        a.day
            .cmp(&b.day)
            .then(content)
            .then(a.withdrawn.cmp(&b.withdrawn))
    });
    steps
}

/// What is said and stands after some steps.
pub(crate) fn said<'a>(all: &'a [Heard], steps: &[Step]) -> Said<'a> {
    let mut said = Said::default();
    for step in steps {
        let claim = &all[step.place];
        if step.withdrawn {
            said.taken_back.extend(claim.is_own_word().then_some(claim));
            // With it goes every release that had said it again by then.
            for list in [&mut said.actual, &mut said.denials, &mut said.apart] {
                list.retain(|other| other.fact.claim != claim.fact.claim);
            }
        } else if claim.fact.report.held {
            // "Its claims do not count."
        } else if claim.world == World::Denied && claim.is_silenced() {
            // "What a silenced voice denies is not denied."
        } else if claim.world == World::Denied {
            said.denials.push(claim);
        } else if claim.fact.period.is_none() || claim.world == World::Outlook {
            said.apart.push(claim);
        } else {
            said.actual.push(claim);
        }
    }
    said
}

pub(crate) fn rows(question: &Question<'_>, all: &[Heard], steps: &[Step]) -> Vec<Row> {
    let row = |at: usize| {
        let step = steps[at];
        let claim = &all[step.place];
        let (before, after) = (said(all, &steps[..at]), said(all, &steps[..=at]));
        let landing = if step.withdrawn {
            gone(question, &before, &after, claim)
        } else {
            landed(question, &before, &after, claim)
        };
        let (change, reason) = if step.withdrawn {
            (Change::Withdrawn, None)
        } else if claim.fact.report.held {
            (Change::Unclear, Some(Reason::Held))
        } else {
            label(question, all, &after, claim, &landing)
        };
        let withdrawal = claim.fact.withdrawal.as_ref().filter(|_| step.withdrawn);
        let (known, inferred) = match withdrawal {
            Some(withdrawal) if !claim.is_void() => (
                withdrawal_known(question, withdrawal),
                withdrawal.known_inferred && !question.options.strict,
            ),
            _ => (claim.known, claim.inferred),
        };
        let (before, after) = (
            landing.before.map(|a| a.best()),
            landing.after.map(|a| a.best()),
        );
        let best_changed = match (&before, &after) {
            (Some(before), Some(after)) => !before.shows_same(after),
            (before, after) => before.is_some() || after.is_some(),
        };
        Row {
            claim: claim.fact.claim,
            known,
            inferred,
            period: claim.fact.period,
            change,
            cause: withdrawal.map(|withdrawal| withdrawal.cause),
            reason,
            best_changed,
            before,
            after,
        }
    };
    (0..steps.len()).map(row).collect()
}

/// The observation of a claim at a moment at which it need not stand: "of a stock or tally, of the
/// day at which the claim stands"; of an event, the one of the other claims beside it.
fn about<'o, 'a>(
    question: &Question<'_>,
    observations: &'o [Observation<'a>],
    claim: &Heard,
    together_with: Option<&Heard>,
) -> Option<&'o Observation<'a>> {
    if question.is_level() {
        let day = claim.stands_at();
        return observations
            .iter()
            .rfind(|episode| episode.since.first_day() <= day);
    }
    if question.rule.kind == Some(claimbook_model::MetricKind::Event) {
        return observations
            .iter()
            .find(|event| together_with.is_some_and(|c| event.holds(c)));
    }
    let period = |claim: &Heard| claim.fact.period.map(flow::label);
    observations
        .iter()
        .find(|flow| period(flow.heard[0].0) == period(claim))
}

fn no_landing<'a>() -> Landing<'a> {
    Landing {
        before: None,
        after: None,
        beside: None,
        founds: None,
        restates: false,
    }
}

/// Where a claim stood, and what is best known there now that it is gone.
fn gone<'a>(
    question: &Question<'_>,
    before: &Said<'a>,
    after: &Said<'a>,
    claim: &Heard,
) -> Landing<'a> {
    let unit = &claim.fact.unit;
    if !before.actual.iter().any(|other| other.place == claim.place) {
        return no_landing();
    }
    let (old, _) = observations(question, before, unit);
    let (new, _) = observations(question, after, unit);
    let stood = find(&old, claim);
    let other = stood.and_then(|(at, _)| {
        let mut others = old[at].heard.iter().map(|(other, _)| *other);
        others.find(|other| {
            other.place != claim.place && after.actual.iter().any(|c| c.place == other.place)
        })
    });
    Landing {
        before: stood.and_then(|(at, _)| old[at].answer(question, before)),
        after: about(question, &new, claim, other).and_then(|now| now.answer(question, after)),
        ..no_landing()
    }
}

/// The observation of a claim, and why it only stands beside it, if so.
fn find(observations: &[Observation<'_>], claim: &Heard) -> Option<(usize, Option<Reason>)> {
    let within = observations
        .iter()
        .position(|observation| observation.holds(claim));
    let beside = || {
        observations
            .iter()
            .enumerate()
            .find_map(|(at, observation)| {
                let mut beside = observation.beside.iter();
                let found = beside.find(|(other, _)| other.place == claim.place)?;
                (found.1 != Reason::NearbyEvent).then_some((at, Some(found.1)))
            })
    };
    within.map(|at| (at, None)).or_else(beside)
}

fn landed<'a>(
    question: &Question<'_>,
    before: &Said<'a>,
    after: &Said<'a>,
    claim: &Heard,
) -> Landing<'a> {
    let unit = &claim.fact.unit;
    if !after.actual.iter().any(|other| other.place == claim.place) {
        return no_landing();
    }
    let (old, _) = observations(question, before, unit);
    let (new, _) = observations(question, after, unit);
    let Some((at, beside)) = find(&new, claim) else {
        return Landing {
            beside: Some(Reason::AmbiguousDate),
            ..no_landing()
        };
    };
    let others = || {
        new[at]
            .heard
            .iter()
            .map(|(other, _)| *other)
            .filter(|o| o.place != claim.place)
    };
    let earlier = about(question, &old, claim, others().next());
    // Whether another of its claims already made an observation that is not an older episode.
    let stood = |other: &Heard| {
        old.iter().any(|observation| {
            observation.holds(other)
                && (!question.is_level() || observation.since.first_day() >= claim.stands_at())
        })
    };
    let begins = !question.is_level() || new[at].since.first_day() == claim.stands_at();
    let founds = (begins && !others().any(stood)).then(|| {
        if !question.is_level() || at == 0 || at + 1 < new.len() {
            return Change::New;
        }
        // "It founds the next episode of a stock, or a later, higher count"; "a count that was
        // lowered" is revised.
        let number = |at: usize| {
            new[at]
                .answer(question, after)
                .map(|answer| *answer.number())
        };
        let lower = number(at)
            .zip(number(at - 1))
            .is_some_and(|(now, before)| now.written() < before.written());
        match question.rule.kind {
            Some(claimbook_model::MetricKind::Tally) if lower => Change::Revised,
            _ => Change::Moved,
        }
    });
    Landing {
        before: earlier.and_then(|earlier| earlier.answer(question, before)),
        after: new[at].answer(question, after),
        beside,
        founds,
        restates: earlier.is_some_and(|e| Words::of(&e.heard).are_restated_by(claim)),
    }
}

/// "A voice … replaces a withdrawn claim of its own", that was known before.
fn replaces_withdrawn(question: &Question<'_>, all: &[Heard], claim: &Heard) -> bool {
    all.iter()
        .filter(|old| old.place < claim.place && !old.again)
        .any(|old| {
            let Some(withdrawal) = &old.fact.withdrawal else {
                return false;
            };
            let corrected = matches!(
                withdrawal.cause,
                WithdrawalCause::Corrected | WithdrawalCause::Edited
            );
            let known = withdrawal_known(question, withdrawal).last_day() <= claim.day();
            let replaced = match (withdrawal.replaced_by, withdrawal.by_report) {
                (Some(by), _) => by == claim.fact.claim,
                (None, Some(by)) => {
                    let overlap = match (old.fact.period, claim.fact.period) {
                        (Some(old), Some(new)) => old.overlaps(&new),
                        _ => true,
                    };
                    by == claim.fact.report.report
                        && old.voice == claim.voice
                        && old.fact.unit == claim.fact.unit
                        && overlap
                }
                (None, None) => false,
            };
            corrected && known && replaced
        })
}

/// The label of a claim, "in this order".
fn label(
    question: &Question<'_>,
    all: &[Heard],
    said: &Said<'_>,
    claim: &Heard,
    landing: &Landing<'_>,
) -> (Change, Option<Reason>) {
    let silenced = claim.silent.filter(|_| claim.is_silenced());
    if claim.world == World::Denied {
        return (Change::Denied, silenced);
    }
    if claim.fact.period.is_none() {
        return (Change::Undated, silenced);
    }
    if claim.world == World::Outlook {
        return (Change::Outlook, silenced);
    }
    if claim.silent.is_some() {
        return (Change::Unclear, claim.silent);
    }
    match landing.beside {
        Some(Reason::StaleEcho) => return (Change::Disputed, landing.beside),
        Some(_) => return (Change::Unclear, landing.beside),
        None => {}
    }
    let Some(after) = &landing.after else {
        let lost = Words::of(&[(claim, claim.day())]).alive[0].lost_its_source(question, said);
        return (Change::Unclear, lost.then_some(Reason::TakenBack));
    };
    let replaces = replaces_withdrawn(question, all, claim);
    if let Some(change) = landing.founds.filter(|_| !replaces) {
        return (change, None);
    }
    if landing.restates || replaces {
        return (Change::Restated, None);
    }
    let Some(before) = &landing.before else {
        return (Change::New, None);
    };
    if !after.number().is_compatible(before.number()) {
        return (Change::Revised, None);
    }
    if after.number().cmp_precision(before.number()).is_lt() {
        return (Change::Refined, None);
    }
    if claim.number.supports(after.number()) {
        let release = claim.again || (claim.fact.report.release && claim.own);
        let change = match (before.voices.contains(&claim.voice), release) {
            (true, true) => Change::Reaffirmed,
            (true, false) => Change::Repeated,
            (false, _) => Change::Confirmed,
        };
        return (change, None);
    }
    if claim.number.is_compatible(after.number()) {
        return (Change::Unclear, Some(Reason::SaysLess));
    }
    let reason = if claim.number.is_scale_apart(after.number()) {
        Reason::Scale
    } else if !claim.own && after.voices.contains(&claim.voice) {
        Reason::Relay
    } else {
        Reason::Contradicts
    };
    (Change::Disputed, Some(reason))
}
