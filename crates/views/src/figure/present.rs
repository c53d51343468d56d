//! From the state of the fold to what a reader is told.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimbook_model::Period;
use claimbook_model::catalog::MetricKind;

use super::entry::Context;
use super::fact::Options;
use super::history::{self, Happens, Step};
use super::kinds::{Timeline, reporting_period};
use super::observation::observation;
use super::statement::statements;
use super::view::{Best, Change, FigureView, HistoryRow, ObservationView, Reason, Warning};

/// The observations of all units, in order of period.
pub(crate) fn view(
    context: Context<'_>,
    options: &Options,
    timelines: &BTreeMap<Arc<str>, Timeline>,
) -> FigureView {
    let mut observations = Vec::new();
    let mut ambiguous = Vec::new();
    for (unit, timeline) in timelines {
        let (observed, unplaced) = timeline.observations(context);
        ambiguous.extend(unplaced);
        let mut of_unit: Vec<ObservationView> = observed
            .iter()
            .filter(|observed| !observed.members.is_empty())
            .map(|observed| observation(context, unit, observed))
            .collect();
        if context.rule.kind == Some(MetricKind::Stock) {
            warn_of_lone_moves(&mut of_unit);
        }
        if let Some(period) = options.for_period {
            of_unit = asked_for(context, of_unit, period);
        }
        observations.extend(of_unit);
    }
    observations.sort_by(|a, b| a.period.cmp(&b.period).then_with(|| a.unit.cmp(&b.unit)));
    FigureView {
        kind: context.rule.kind,
        policy: context.policy,
        best: latest(context, &observations),
        observations,
        outlook: Vec::new(),
        undated: Vec::new(),
        ambiguous: statements(context, ambiguous.into_iter(), Some(Reason::AmbiguousDate)),
        denied: statements(context, context.denials.iter().copied(), None),
        rows: Vec::new(),
    }
}

/// Marks the levels of which one voice alone says that they followed what stood better.
fn warn_of_lone_moves(levels: &mut [ObservationView]) {
    let stood_better = |level: &ObservationView| level.first_hand > 0 || level.voices.len() > 1;
    for place in 1..levels.len() {
        let lone = levels[place].value.is_some() && !stood_better(&levels[place]);
        if lone && stood_better(&levels[place - 1]) {
            levels[place].warnings.push(Warning::MovedByOne);
        }
    }
}

/// Outlook and undated claims.
pub(crate) fn add_apart(
    context: Context<'_>,
    options: &Options,
    view: &mut FigureView,
    apart: &[u32],
) {
    let wanted = |index: &&u32| match (options.for_period, context.entry(**index).fact.period) {
        (Some(asked), Some(period)) => asked.overlaps(&period),
        _ => true,
    };
    let (undated, outlook): (Vec<u32>, Vec<u32>) = apart
        .iter()
        .filter(wanted)
        .partition(|&&index| context.entry(index).fact.period.is_none());
    view.undated = statements(context, undated.into_iter(), None);
    view.outlook = statements(context, outlook.into_iter(), None);
}

/// The observations that speak of `asked`: events that overlap it, the flow of that period, what
/// held of a stock or tally on its last day.
fn asked_for(
    context: Context<'_>,
    observations: Vec<ObservationView>,
    asked: Period,
) -> Vec<ObservationView> {
    match context.rule.kind {
        Some(MetricKind::Event) => observations
            .into_iter()
            .filter(|observation| observation.period.overlaps(&asked))
            .collect(),
        None | Some(MetricKind::Flow) => observations
            .into_iter()
            .filter(|observation| reporting_period(observation.period) == reporting_period(asked))
            .collect(),
        Some(MetricKind::Stock | MetricKind::Tally) => observations
            .into_iter()
            .rfind(|observation| observation.since.first_day() <= asked.last_day())
            .into_iter()
            .collect(),
    }
}

/// The latest observation that has a value. Where units stand in parallel and are about as late,
/// the one that more voices support.
fn latest(context: Context<'_>, observations: &[ObservationView]) -> Option<usize> {
    let valued = || (0..observations.len()).filter(|&at| observations[at].value.is_some());
    let time = |at: usize| {
        let period = observations[at].period;
        (period.last_day(), period.first_day())
    };
    let last = valued().max_by_key(|&at| time(at))?;
    let near = time(last)
        .0
        .checked_sub_signed(chrono::Duration::days(context.rule.settles_days));
    let is_latest_of_unit = |at: usize| {
        !valued().any(|other| {
            observations[other].unit == observations[at].unit && time(other) > time(at)
        })
    };
    valued()
        .filter(|&at| at == last || (Some(time(at).0) >= near && is_latest_of_unit(at)))
        .max_by(|&a, &b| {
            let weight = |at: usize| (observations[at].voices.len(), observations[at].publications);
            weight(a)
                .cmp(&weight(b))
                .then_with(|| time(a).cmp(&time(b)))
                .then_with(|| observations[b].unit.cmp(&observations[a].unit))
        })
}

/// The row of one step.
pub(crate) fn row(context: Context<'_>, options: &Options, step: Step, told: Told) -> HistoryRow {
    let entry = context.entry(step.index);
    let fact = &entry.fact;
    let withdrawal = fact
        .withdrawal
        .as_ref()
        .filter(|_| step.happens == Happens::Withdrawn);
    let (known, known_inferred) = match withdrawal {
        Some(withdrawal) if !entry.is_void() => {
            let known = history::withdrawal_known(withdrawal, options);
            (known, withdrawal.known_inferred && !options.strict)
        }
        _ => (entry.known, entry.known_inferred),
    };
    let best_changed = match (&told.before, &told.after) {
        (Some(before), Some(after)) => !before.shows_same(after),
        (before, after) => before.is_some() != after.is_some(),
    };
    HistoryRow {
        known,
        known_inferred,
        recorded: withdrawal.map_or(fact.recorded, |withdrawal| withdrawal.recorded),
        seq: withdrawal.map_or(fact.seq, |withdrawal| withdrawal.seq),
        period: fact.period,
        change: told.change,
        cause: withdrawal.map(|withdrawal| withdrawal.cause),
        reason: told.reason,
        best_changed,
        before: told.before,
        after: told.after,
        value: fact.value,
        precision: fact.value.precision(),
        comparator: fact.comparator,
        unit: fact.unit.clone(),
        modality: fact.modality,
        publication: fact.report.publication.clone(),
        publication_name: fact.report.publication_name.clone(),
        attribution: fact.attribution.clone(),
        voice: entry.voice.clone(),
        report: fact.report.report,
        by_report: withdrawal.and_then(|withdrawal| withdrawal.by_report),
        replaced_by: withdrawal.and_then(|withdrawal| withdrawal.replaced_by),
        gone: entry.gone.filter(|_| step.happens == Happens::Asserted),
        document: fact.report.document,
        claim: fact.claim,
        mentions: fact.mentions,
        evidence: fact.evidence.clone(),
        flags: fact.flags,
    }
}

/// What a step did, for its row.
pub(crate) struct Told {
    pub(crate) change: Change,
    pub(crate) reason: Option<Reason>,
    pub(crate) before: Option<Best>,
    pub(crate) after: Option<Best>,
}

impl Told {
    pub(crate) fn plain(change: Change, reason: Option<Reason>) -> Self {
        Self {
            change,
            reason,
            before: None,
            after: None,
        }
    }
}
