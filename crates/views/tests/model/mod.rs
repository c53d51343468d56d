//! A naive model of the fold, written for reading: it follows `docs/semantics.md` in the plainest
//! way and recomputes everything from all claims, for every step of a history. It shares no code
//! with the fold; only the words of its answers.

mod consensus;
mod event;
mod flow;
mod heard;
mod history;
mod level;
mod number;
mod shown;
mod stock;
mod tally;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use claimbook_model::{Date, MetricKind, Period};
use claimbook_views::figure::{ClaimFact, FigureView, Options, Reason, Rule, Trust};

use consensus::Answer;
use heard::Heard;
pub(crate) use history::Row;

/// What is asked, and by which rule.
pub(crate) struct Question<'q> {
    pub(crate) rule: &'q Rule,
    pub(crate) options: &'q Options,
    pub(crate) trust: &'q Trust,
}

impl Question<'_> {
    fn is_level(&self) -> bool {
        matches!(self.rule.kind, Some(MetricKind::Stock | MetricKind::Tally))
    }

    /// "1 unless rated", in billionths.
    fn weight_of(&self, voice: &str) -> i128 {
        let rated = self.trust.0.get(voice).copied();
        number::billionths(rated.unwrap_or(1.into()))
    }
}

/// All that is said and stands at one moment, each in the order of history.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said<'a> {
    /// Actual claims with a period.
    pub(crate) actual: Vec<&'a Heard>,
    pub(crate) denials: Vec<&'a Heard>,
    /// Actual claims with a period that publications made themselves and took back.
    pub(crate) taken_back: Vec<&'a Heard>,
    /// Outlook, and claims without a period.
    pub(crate) apart: Vec<&'a Heard>,
}

impl<'a> Said<'a> {
    fn of_unit(&self, unit: &str) -> Vec<&'a Heard> {
        let actual = self.actual.iter().copied();
        actual.filter(|claim| *claim.fact.unit == *unit).collect()
    }

    fn units(&self) -> BTreeSet<Arc<str>> {
        self.actual
            .iter()
            .map(|claim| claim.fact.unit.clone())
            .collect()
    }
}

/// One figure for one event, period or episode, in one unit.
#[derive(Clone, Debug)]
pub(crate) struct Observation<'a> {
    pub(crate) period: Period,
    pub(crate) since: Period,
    /// The first day with a vote, of a level or a count.
    pub(crate) voted: Period,
    /// Its claims in the order in which they are heard, each with the day that it supports.
    pub(crate) heard: Vec<(&'a Heard, Date)>,
    pub(crate) beside: Vec<(&'a Heard, Reason)>,
}

impl<'a> Observation<'a> {
    fn of(period: Period, heard: Vec<(&'a Heard, Date)>) -> Self {
        Self {
            period,
            since: period,
            voted: period,
            heard,
            beside: Vec::new(),
        }
    }

    fn answer(&self, question: &Question<'_>, said: &Said<'_>) -> Option<Answer<'a>> {
        consensus::answer(question, said, &self.heard)
    }

    fn holds(&self, claim: &Heard) -> bool {
        self.heard
            .iter()
            .any(|(other, _)| other.place == claim.place)
    }
}

/// The observations in one unit, in order, and the claims of ambiguous date. "Units are never
/// weighed against each other: each has its own observations, side by side."
fn observations<'a>(
    question: &Question<'_>,
    said: &Said<'a>,
    unit: &str,
) -> (Vec<Observation<'a>>, Vec<&'a Heard>) {
    match question.rule.kind {
        Some(MetricKind::Event) => event::observations(question, said, unit),
        Some(MetricKind::Stock | MetricKind::Tally) => {
            (level::observations(question, said, unit), Vec::new())
        }
        // "A metric that the catalog does not know is treated like a flow."
        Some(MetricKind::Flow) | None => (flow::observations(said, unit), Vec::new()),
    }
}

/// What a reader is told (its rows apart), and the history.
pub(crate) fn tell(question: &Question<'_>, claims: &[ClaimFact]) -> (FigureView, Vec<Row>) {
    let all = heard::all(question, claims);
    let steps = history::steps(question, &all);
    let rows = history::rows(question, &all, &steps);
    let said = history::said(&all, &steps);
    (shown::view(question, &said), rows)
}
