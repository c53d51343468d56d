//! Stocks and tallies: the walk over days by which one value follows another.
//!
//! Claims stand at one day each, and claims of one day are taken together. What a day does to
//! the current episode is planned by the kind of metric; carrying the plan out, and walking
//! again what a late claim changes, is done here. A day that moves the figure leaves the episode
//! before it untouched, so that the walk can be taken up again at the start of any episode.

mod episode;
mod situation;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimbook_model::Date;

use super::{Change, Landing, Observed, Placed};
use crate::figure::consensus::Verdict;
use crate::figure::entry::Context;
use crate::figure::pool::Pool;
use crate::figure::view::Reason;
use episode::Episode;
pub(super) use situation::Situation;

/// What one day's claims do.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Belong to the current episode after this day, supporting or contesting it.
    pub(super) join: Vec<u32>,
    /// Stand beside it.
    pub(super) beside: Vec<(u32, Reason)>,
    /// Begin the next episode, with the pending claims that come along.
    pub(super) moves: Option<(Vec<u32>, Vec<u32>)>,
}

/// Plans one day, by kind of metric.
pub(super) type Planner = fn(Context<'_>, &Situation<'_>) -> Plan;

/// The state before the last day, to take that day again when one more claim stands on it.
#[derive(Debug)]
struct Checkpoint {
    episodes: usize,
    pool: Pool,
    members: usize,
    beside: usize,
    pending: Vec<u32>,
    /// Whether all claims of the day only supported the value of this state.
    quiet: bool,
}

/// The episodes of one unit.
#[derive(Debug)]
pub(crate) struct Walk {
    planner: Planner,
    days: BTreeMap<Date, Vec<u32>>,
    episodes: Vec<Episode>,
    pending: Vec<u32>,
    checkpoint: Option<Checkpoint>,
}

impl Walk {
    pub(super) fn new(planner: Planner) -> Self {
        Self {
            planner,
            days: BTreeMap::new(),
            episodes: Vec::new(),
            pending: Vec::new(),
            checkpoint: None,
        }
    }

    /// The episode that held on `day`, by the day on which it began.
    fn holding(&self, day: Date) -> Option<usize> {
        self.episodes
            .partition_point(|episode| episode.walked <= day)
            .checked_sub(1)
    }

    pub(super) fn insert(&mut self, context: Context<'_>, index: u32) -> Placed {
        let day = context.entry(index).stand_day();
        let held = self
            .holding(day)
            .map(|position| &self.episodes[position].pool);
        let before = held.and_then(Pool::verdict).cloned();
        let restates = held.is_some_and(|pool| pool.is_restated_by(context, index));
        let last_day = self.days.last_key_value().map(|(day, _)| *day);
        self.days.entry(day).or_default().push(index);
        let undone = match last_day {
            Some(last) if day < last => self.walk_again(context, day),
            Some(last) if day == last => {
                if self.joins_quietly(context, index, day) {
                    let after = self.episodes.last().and_then(Episode::verdict).cloned();
                    return Placed {
                        landing: Landing::Joined,
                        before,
                        after,
                        restates,
                    };
                }
                self.take_last_day_again(context, day)
            }
            _ => {
                self.step_with_checkpoint(context, day);
                BTreeSet::new()
            }
        };
        self.placed(index, day, before, restates, &undone)
    }

    /// Says what became of claim `index`; `undone` are the members that were placed anew, of
    /// episodes that began on its day or later.
    fn placed(
        &self,
        index: u32,
        day: Date,
        before: Option<Arc<Verdict>>,
        restates: bool,
        undone: &BTreeSet<u32>,
    ) -> Placed {
        let found = self.find(index, day);
        let landing = match found {
            Some((position, None)) => {
                let episode = &self.episodes[position];
                let stood = |other: &u32| *other != index && undone.contains(other);
                let founded = episode.walked == day && !episode.members.iter().any(stood);
                match (founded, position + 1 == self.episodes.len() && position > 0) {
                    (false, _) => Landing::Joined,
                    (true, false) => Landing::Founded,
                    (true, true) => self.landing_of_last(),
                }
            }
            Some((_, Some(reason))) => Landing::Beside(reason),
            None => Landing::Beside(Reason::Unconfirmed),
        };
        let position = found.map(|(position, _)| position);
        Placed {
            landing,
            before,
            after: position.and_then(|position| self.episodes[position].pool.verdict().cloned()),
            restates,
        }
    }

    /// Whether the last episode lies above or below the one before it.
    fn landing_of_last(&self) -> Landing {
        let reading = |episode: &Episode| episode.pool.verdict().map(|verdict| verdict.reading);
        let [.., before, last] = &self.episodes[..] else {
            return Landing::Founded;
        };
        match (reading(before), reading(last)) {
            (Some(before), Some(last))
                if super::tally::is_tally(self.planner) && last.cmp_number(&before).is_lt() =>
            {
                Landing::Lowered
            }
            _ => Landing::Moved,
        }
    }

    /// The episode of claim `index`, and why it only stands beside it, if so. It stands in the
    /// episode that holds on its day, or came along to the next.
    fn find(&self, index: u32, day: Date) -> Option<(usize, Option<Reason>)> {
        let position = self.holding(day)?;
        let next = self.episodes.get(position + 1);
        if next.is_some_and(|next| next.taken.contains(&index)) {
            return Some((position + 1, None));
        }
        let episode = &self.episodes[position];
        let beside = |&&(other, _): &&(u32, Reason)| other == index;
        match episode.beside.iter().rev().find(beside) {
            Some((_, reason)) => Some((position, Some(*reason))),
            None => Some((position, None)),
        }
    }

    /// The common case of one more claim on the last day: everything on that day supported the
    /// current value, and so does it.
    fn joins_quietly(&mut self, context: Context<'_>, index: u32, day: Date) -> bool {
        let Some(checkpoint) = &self.checkpoint else {
            return false;
        };
        let reading = &context.entry(index).reading;
        let supports = match checkpoint.pool.verdict() {
            Some(current) => checkpoint.quiet && current.reading.supports(reading),
            None => checkpoint.episodes == 0,
        };
        let Some(episode) = self.episodes.last_mut().filter(|_| supports) else {
            return false;
        };
        episode.join(context, &[index], day);
        true
    }

    /// Returns to the state before the last day and takes it again; the members undone.
    fn take_last_day_again(&mut self, context: Context<'_>, day: Date) -> BTreeSet<u32> {
        let Some(checkpoint) = self.checkpoint.take() else {
            return self.walk_again(context, day);
        };
        let mut undone = BTreeSet::new();
        for episode in self.episodes.drain(checkpoint.episodes..) {
            undone.extend(episode.members);
        }
        if let Some(last) = self.episodes.last_mut() {
            let again = last.members.drain(checkpoint.members..);
            undone.extend(again.filter(|_| last.walked >= day));
            last.beside.truncate(checkpoint.beside);
            last.pool = checkpoint.pool;
            last.voted = last.voted.filter(|_| last.pool.verdict().is_some());
        }
        self.pending = checkpoint.pending;
        self.step_with_checkpoint(context, day);
        undone
    }

    /// Walks again from the start of the episode that holds on `day`; the members undone.
    fn walk_again(&mut self, context: Context<'_>, day: Date) -> BTreeSet<u32> {
        let from = self.holding(day).unwrap_or(0);
        let start = match self.episodes.get(from) {
            Some(episode) => episode.walked.min(day),
            None => Date::MIN,
        };
        let mut undone = BTreeSet::new();
        if from < self.episodes.len() {
            self.pending.clone_from(&self.episodes[from].pending_before);
            for episode in self.episodes.drain(from..) {
                if episode.walked >= day {
                    undone.extend(episode.members);
                }
            }
        }
        self.checkpoint = None;
        let days: Vec<Date> = self.days.range(start..).map(|(day, _)| *day).collect();
        if let Some((last, earlier)) = days.split_last() {
            for day in earlier {
                self.step(context, *day);
            }
            self.step_with_checkpoint(context, *last);
        }
        undone
    }

    fn step_with_checkpoint(&mut self, context: Context<'_>, day: Date) {
        let last = self.episodes.last();
        let before = Checkpoint {
            episodes: self.episodes.len(),
            pool: last.map(|episode| episode.pool.clone()).unwrap_or_default(),
            members: last.map_or(0, |episode| episode.members.len()),
            beside: last.map_or(0, |episode| episode.beside.len()),
            pending: self.pending.clone(),
            quiet: false,
        };
        let quiet = self.step(context, day);
        self.checkpoint = Some(Checkpoint { quiet, ..before });
    }

    /// Takes the claims of one day; whether all of them only supported the current value.
    fn step(&mut self, context: Context<'_>, day: Date) -> bool {
        let Some(group) = self.days.get(&day) else {
            return false;
        };
        let Some(last) = self.episodes.last_mut() else {
            let group = group.clone();
            self.begin(context, day, &group, Vec::new(), Vec::new());
            return false;
        };
        let Some(current) = last.pool.verdict().cloned() else {
            last.join(context, group, day);
            return false;
        };
        if let [index] = group[..]
            && current.reading.supports(&context.entry(index).reading)
        {
            last.join(context, group, day);
            return true;
        }
        let plan = (self.planner)(
            context,
            &Situation {
                episodes: &self.episodes,
                current: &current,
                pending: &self.pending,
                day,
                group,
            },
        );
        let supports = |index: &u32| current.reading.supports(&context.entry(*index).reading);
        let quiet = plan.beside.is_empty() && plan.moves.is_none() && group.iter().all(supports);
        self.carry_out(context, day, plan);
        quiet
    }

    fn carry_out(&mut self, context: Context<'_>, day: Date, plan: Plan) {
        if let Some((movers, taken)) = plan.moves {
            let pending_before = std::mem::take(&mut self.pending);
            let mut group: Vec<u32> = movers.iter().chain(&plan.join).copied().collect();
            group.sort_unstable();
            self.begin(context, day, &group, taken, pending_before);
        } else if let Some(last) = self.episodes.last_mut() {
            last.join(context, &plan.join, day);
        }
        if let Some(last) = self.episodes.last_mut() {
            // A bound that says less does nothing at all, and waits for nobody.
            let waits = |(_, reason): &&(u32, Reason)| *reason != Reason::SaysLess;
            let waiting = plan.beside.iter().filter(waits).map(|(index, _)| *index);
            self.pending.extend(waiting);
            last.beside.extend(plan.beside);
        }
    }

    fn begin(
        &mut self,
        context: Context<'_>,
        day: Date,
        group: &[u32],
        taken: Vec<u32>,
        pending_before: Vec<u32>,
    ) {
        let mut members: Vec<u32> = taken.iter().chain(group).copied().collect();
        members.sort_unstable();
        // What came along counts from the day on which a second voice said it.
        let pool = Pool::of(context, members.iter().map(|&index| (index, day)));
        let mut episode = Episode {
            walked: day,
            voted: None,
            pool,
            members,
            taken,
            beside: Vec::new(),
            pending_before,
        };
        episode.note_vote(day);
        self.episodes.push(episode);
    }

    pub(super) fn remove(
        &mut self,
        context: Context<'_>,
        index: u32,
        is_passed_on: bool,
    ) -> Change {
        let day = context.entry(index).stand_day();
        let before = self.verdict_at(context, index);
        if let Some(group) = self.days.get_mut(&day) {
            group.retain(|&other| other != index);
            if group.is_empty() {
                self.days.remove(&day);
            }
        }
        // Those who pass it on may have said so of any time.
        self.walk_again(context, if is_passed_on { Date::MIN } else { day });
        let held = self.holding(day).map(|position| &self.episodes[position]);
        let after = held.and_then(|episode| episode.pool.verdict().cloned());
        (before, after)
    }

    pub(super) fn settle(&mut self, context: Context<'_>) {
        self.walk_again(context, Date::MIN);
    }

    fn verdict_at(&self, context: Context<'_>, index: u32) -> Option<Arc<Verdict>> {
        let (position, _) = self.find(index, context.entry(index).stand_day())?;
        self.episodes[position].pool.verdict().cloned()
    }

    pub(super) fn observations(&self) -> Vec<Observed<'_>> {
        let next_taken = |position: usize| {
            self.episodes
                .get(position + 1)
                .map_or(&[][..], |next| &next.taken[..])
        };
        self.episodes
            .iter()
            .enumerate()
            .map(|(position, episode)| episode.observed(next_taken(position)))
            .collect()
    }
}
