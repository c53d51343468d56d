//! One observation as a reader is told of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use claimbook_model::{ClaimId, Flags, Period};

use super::consensus::{Lost, Verdict};
use super::decision::Decision;
use super::entry::{Context, Entry};
use super::kinds::Observed;
use super::statement::{named_voices, statement, statements};
use super::view::{ObservationView, Reason, Standing, Statement, Warning};

/// What is known of one observation in one unit.
pub(crate) fn observation(
    context: Context<'_>,
    unit: &Arc<str>,
    observed: &Observed<'_>,
) -> ObservationView {
    let verdict = observed.pool.verdict().map(|verdict| &**verdict);
    let (supporting, others) = supporting_claims(context, observed, verdict);
    let voices = named_voices(context, &supporting, |entry| {
        verdict.is_some_and(|verdict| verdict.is_supported_by(&entry.voice))
    });
    let words = observed.pool.words();
    let denials: BTreeSet<u32> = verdict
        .iter()
        .flat_map(|verdict| &verdict.supporters)
        .flat_map(|&position| context.denials_of(&words[position]))
        .collect();
    let shown = verdict.map(|verdict| context.entry(verdict.winner));
    let lineages: BTreeSet<_> = supporting
        .iter()
        .map(|&index| context.entry(index).fact.report.lineage)
        .collect();
    let mut view = ObservationView {
        value: shown.map(|entry| entry.fact.value),
        precision: shown.map(|entry| entry.fact.value.precision()),
        low: verdict.and_then(|verdict| verdict.interval.low),
        high: verdict.and_then(|verdict| verdict.interval.high),
        comparator: shown.map(|entry| entry.fact.comparator),
        claim: shown.map(|entry| entry.fact.claim),
        unit: unit.clone(),
        counted: shown.and_then(|entry| entry.fact.counted.clone()),
        period: observed.period,
        since: observed.since,
        dates: dates(context, observed),
        standing: verdict.map_or(Standing::None, |verdict| verdict.standing),
        first_hand: voices.iter().filter(|voice| voice.first_hand).count(),
        voices,
        reports: lineages.len(),
        publications: verdict.map_or(0, |verdict| verdict.publications),
        last_confirmed: verdict.map(|verdict| Period::day(verdict.last_day)),
        claims: claim_ids(context, supporting.iter().copied()),
        others: claim_ids(context, others.into_iter()),
        contested: contested(context, observed, verdict),
        unclear: unclear(context, observed),
        denied: statements(context, denials.into_iter(), None),
        warnings: Vec::new(),
    };
    view.warnings = warnings(context, &view, &supporting);
    view
}

/// The members that say what a supporting word says, and the others, both in history order.
fn supporting_claims(
    context: Context<'_>,
    observed: &Observed<'_>,
    verdict: Option<&Verdict>,
) -> (Vec<u32>, Vec<u32>) {
    let words = observed.pool.words();
    let supporters = verdict.map_or(&[][..], |verdict| &verdict.supporters[..]);
    let supports = |index: &u32| {
        supporters.iter().any(|&position| {
            let word = context.entry(words[position].latest);
            context.entry(*index).says_the_same(word)
        })
    };
    let mut members = observed.members.to_vec();
    members.sort_unstable();
    members.iter().partition(|index| supports(index))
}

/// What lost against the value that is shown, and what decided.
pub(crate) fn decisions(context: Context<'_>, observed: &Observed<'_>) -> Vec<Decision> {
    let words = observed.pool.words();
    let decision = |lost: Lost| {
        let claims: Vec<u32> = observed
            .members
            .iter()
            .copied()
            .filter(|&index| {
                lost.supporters.iter().any(|&position| {
                    let word = context.entry(words[position].latest);
                    context.entry(index).says_the_same(word)
                })
            })
            .collect();
        let mut statement = statement(context, lost.shown, &claims, None);
        statement
            .voices
            .retain(|voice| lost.voices.contains(&voice.slug));
        Decision {
            statement,
            publications: lost.publications,
            decided_by: lost.decided_by,
        }
    };
    observed
        .pool
        .lost(context)
        .into_iter()
        .map(decision)
        .collect()
}

/// The periods that the claims give, in order.
fn dates(context: Context<'_>, observed: &Observed<'_>) -> Vec<Period> {
    let given: BTreeSet<Period> = observed
        .members
        .iter()
        .filter_map(|&index| context.entry(index).fact.period)
        .collect();
    given.into_iter().collect()
}

/// The ids of claims, each once: a release that says a claim again adds none.
fn claim_ids(context: Context<'_>, indexes: impl Iterator<Item = u32>) -> Vec<ClaimId> {
    let mut seen = BTreeSet::new();
    indexes
        .map(|index| context.entry(index).fact.claim)
        .filter(|claim| seen.insert(*claim))
        .collect()
}

fn contested(
    context: Context<'_>,
    observed: &Observed<'_>,
    verdict: Option<&Verdict>,
) -> Vec<Statement> {
    let against = verdict.map_or(&[][..], |verdict| &verdict.against[..]);
    let words = observed.pool.words();
    let claims: Vec<(u32, Reason)> = against
        .iter()
        .map(|(position, reason)| (words[*position].latest, *reason))
        .collect();
    by_reason(context, &claims)
}

fn unclear(context: Context<'_>, observed: &Observed<'_>) -> Vec<Statement> {
    by_reason(context, &observed.beside)
}

/// Statements gathered by the reason why they stand beside the answer.
fn by_reason(context: Context<'_>, claims: &[(u32, Reason)]) -> Vec<Statement> {
    let reasons: BTreeSet<Reason> = claims.iter().map(|(_, reason)| *reason).collect();
    reasons
        .into_iter()
        .flat_map(|reason| {
            let of_reason = claims.iter().filter(|(_, given)| *given == reason);
            statements(context, of_reason.map(|(index, _)| *index), Some(reason))
        })
        .collect()
}

fn warnings(context: Context<'_>, view: &ObservationView, supporting: &[u32]) -> Vec<Warning> {
    let all = |holds: &dyn Fn(&Entry) -> bool| {
        !supporting.is_empty() && supporting.iter().all(|&index| holds(context.entry(index)))
    };
    let any = |holds: &dyn Fn(&Entry) -> bool| {
        supporting.iter().any(|&index| holds(context.entry(index)))
    };
    let is = |reason: Reason| move |statement: &Statement| statement.reason == Some(reason);
    let unclear = |statement: &Statement| statement.reason != Some(Reason::SaysLess);
    let candidates = [
        (Warning::Estimated, all(&|entry| !entry.is_stated())),
        (Warning::Denied, !view.denied.is_empty()),
        (
            Warning::Scale,
            view.contested.iter().any(is(Reason::Scale))
                || view.unclear.iter().any(is(Reason::Scale)),
        ),
        (Warning::Anonymous, all(&|entry| entry.anonymous)),
        (
            Warning::HeadingDropsHedge,
            any(&|entry| entry.fact.flags.has(Flags::HEADING_DROPS_HEDGE)),
        ),
        (Warning::NoLongerShown, all(&|entry| entry.gone.is_some())),
        (Warning::InferredDates, all(&|entry| entry.known_inferred)),
        (Warning::Unclear, view.unclear.iter().any(unclear)),
        (
            Warning::OneText,
            view.publications > 1 && is_one_text(context, supporting),
        ),
    ];
    candidates
        .into_iter()
        .filter_map(|(warning, applies)| applies.then_some(warning))
        .collect()
}

/// Whether all claims come from the same bytes.
fn is_one_text(context: Context<'_>, claims: &[u32]) -> bool {
    let document = |index: &u32| context.entry(*index).fact.report.document;
    let first = claims.first().map(document);
    claims.iter().all(|index| Some(document(index)) == first)
}
