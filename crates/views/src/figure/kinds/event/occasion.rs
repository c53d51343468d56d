//! One event: what is known of its date, and the claims that speak of it.

use claimbook_model::{Date, Part, Period};

use crate::figure::compare::Reading;
use crate::figure::entry::Context;
use crate::figure::kinds::{Landing, Placed};
use crate::figure::pool::Pool;

/// One event.
#[derive(Debug)]
pub(super) struct Occasion {
    pub(super) first: Date,
    pub(super) last: Date,
    /// Whether a day is known.
    pub(super) dated: bool,
    /// The best value of the period that founded it.
    pub(super) anchor: Option<Reading>,
    pub(super) members: Vec<u32>,
    pub(super) pool: Pool,
}

impl Occasion {
    pub(super) fn join(&mut self, context: Context<'_>, index: u32) -> Placed {
        let before = self.pool.verdict().cloned();
        let restates = self.pool.is_restated_by(context, index);
        self.members.push(index);
        self.pool
            .insert(context, index, context.entry(index).known_day);
        Placed {
            landing: Landing::Joined,
            before,
            after: self.pool.verdict().cloned(),
            restates,
        }
    }

    /// The day, the days from first to last, or the founding period as its first claim wrote it.
    pub(super) fn period(&self, context: Context<'_>) -> Period {
        if self.first == self.last {
            return Period::day(self.first);
        }
        let whole = Period::Interval(Part::day(self.first), Part::day(self.last));
        self.members
            .iter()
            .filter_map(|&index| context.entry(index).fact.period)
            .find(|period| *period == whole)
            .unwrap_or(whole)
    }
}
