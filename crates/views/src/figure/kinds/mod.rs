//! How claims find their observation, by kind of metric. One timeline holds one unit.

mod event;
mod flow;
mod stock;
mod tally;
mod walk;

use std::sync::Arc;

use claimbook_model::Period;
use claimbook_model::catalog::MetricKind;

use super::consensus::Verdict;
use super::entry::Context;
use super::pool::Pool;
use super::view::Reason;

pub(crate) use flow::reporting_period;

/// Where a claim came to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Landing {
    /// First claim of an observation.
    Founded,
    /// First claim of the next observation: the world changed.
    Moved,
    /// First claim of the next observation of a tally, which is lower: the record changed.
    Lowered,
    /// One of several claims of its observation.
    Joined,
    /// It found no observation.
    Beside(Reason),
}

/// What one more claim did.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) landing: Landing,
    /// What was best known of its observation before, and is now.
    pub(crate) before: Option<Arc<Verdict>>,
    pub(crate) after: Option<Arc<Verdict>>,
    /// Its voice stood by another number of the same observation.
    pub(crate) restates: bool,
}

/// One observation as the timeline knows it.
pub(crate) struct Observed<'a> {
    pub(crate) period: Period,
    /// The day on which an episode began; the period of everything else.
    pub(crate) since: Period,
    pub(crate) pool: &'a Pool,
    /// All claims that belong to it.
    pub(crate) members: &'a [u32],
    /// Claims shown beside it.
    pub(crate) beside: Vec<(u32, Reason)>,
}

/// What was best known before and after a claim went.
pub(crate) type Change = (Option<Arc<Verdict>>, Option<Arc<Verdict>>);

/// The actual, dated claims of one figure in one unit.
#[derive(Debug)]
pub(crate) enum Timeline {
    Event(event::Events),
    Flow(flow::Flow),
    Walk(walk::Walk),
}

impl Timeline {
    pub(crate) fn new(kind: Option<MetricKind>) -> Self {
        match kind {
            Some(MetricKind::Event) => Self::Event(event::Events::default()),
            Some(MetricKind::Stock) => Self::Walk(walk::Walk::new(stock::plan)),
            Some(MetricKind::Tally) => Self::Walk(walk::Walk::new(tally::plan)),
            Some(MetricKind::Flow) | None => Self::Flow(flow::Flow::default()),
        }
    }

    /// Takes in the claim that became known last.
    pub(crate) fn insert(&mut self, context: Context<'_>, index: u32) -> Placed {
        match self {
            Self::Event(events) => events.insert(context, index),
            Self::Flow(flow) => flow.insert(context, index),
            Self::Walk(walk) => walk.insert(context, index),
        }
    }

    /// Takes a claim out; and if others pass it on, decides their words anew.
    pub(crate) fn remove(
        &mut self,
        context: Context<'_>,
        index: u32,
        is_passed_on: bool,
    ) -> Change {
        match self {
            Self::Event(events) => events.remove(context, index),
            Self::Flow(flow) => flow.remove(context, index),
            Self::Walk(walk) => walk.remove(context, index, is_passed_on),
        }
    }

    /// Decides everything anew, after a denial became known.
    pub(crate) fn settle(&mut self, context: Context<'_>) {
        match self {
            Self::Event(events) => events.settle(context),
            Self::Flow(flow) => flow.settle(context),
            Self::Walk(walk) => walk.settle(context),
        }
    }

    /// The observations in order of time, and the claims of ambiguous date.
    pub(crate) fn observations(&self, context: Context<'_>) -> (Vec<Observed<'_>>, Vec<u32>) {
        match self {
            Self::Event(events) => events.observations(context),
            Self::Flow(flow) => (flow.observations(context), Vec::new()),
            Self::Walk(walk) => (walk.observations(), Vec::new()),
        }
    }
}
