//! One value of a stock or tally, for as long as it held.

use std::sync::Arc;

use claimbook_model::{Date, Period};

use crate::figure::consensus::Verdict;
use crate::figure::entry::Context;
use crate::figure::kinds::Observed;
use crate::figure::pool::Pool;
use crate::figure::view::Reason;

/// One value for as long as it held.
#[derive(Debug)]
pub(in crate::figure::kinds) struct Episode {
    /// The day of the walk on which it began.
    pub(super) walked: Date,
    /// The first day on which something with a vote stood in it: what has none begins nothing.
    pub(super) voted: Option<Date>,
    pub(super) pool: Pool,
    pub(super) members: Vec<u32>,
    /// Claims of the episode before that could not move the figure and came along.
    pub(super) taken: Vec<u32>,
    pub(super) beside: Vec<(u32, Reason)>,
    /// What was pending when it began.
    pub(super) pending_before: Vec<u32>,
}

impl Episode {
    /// Takes in claims that stand at `day`.
    pub(super) fn join(&mut self, context: Context<'_>, claims: &[u32], day: Date) {
        self.members.extend(claims);
        let claims = claims.iter().map(|&index| (index, day));
        self.pool.extend(context, claims);
        self.note_vote(day);
    }

    /// Notes the day, if it is the first with a vote.
    pub(super) fn note_vote(&mut self, day: Date) {
        if self.pool.verdict().is_some() {
            self.voted.get_or_insert(day);
        }
    }

    /// What was best known of it.
    pub(in crate::figure::kinds) fn verdict(&self) -> Option<&Arc<Verdict>> {
        self.pool.verdict()
    }

    /// It as the timeline shows it; what came along to the next, `taken`, no longer stands beside.
    pub(super) fn observed(&self, taken: &[u32]) -> Observed<'_> {
        let since = Period::day(self.voted.unwrap_or(self.walked));
        let first_day = |verdict: &Arc<Verdict>| Period::day(verdict.first_day);
        Observed {
            period: self.verdict().map_or(since, first_day),
            since,
            pool: &self.pool,
            members: &self.members,
            beside: self
                .beside
                .iter()
                .filter(|(index, _)| !taken.contains(index))
                .copied()
                .collect(),
        }
    }
}
