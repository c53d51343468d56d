//! Events: which claims speak of one deal, one fine, one vote.
//!
//! Claims are grouped from the whole set, so that order cannot matter, but only within an
//! *island*: periods that overlap or lie close enough to be one event. No claim of one island
//! can change another.

mod occasion;

use std::collections::BTreeMap;

use claimbook_model::{Date, Period};

use super::flow::known_days;
use super::{Change, Landing, Observed, Placed};
use crate::figure::compare::Reading;
use crate::figure::entry::Context;
use crate::figure::pool::Pool;
use crate::figure::view::Reason;
use occasion::Occasion;

/// Length in days, first day, last day, fiscal label: the order in which periods are placed.
type GroupKey = (i64, Date, Date, bool);

/// The events of one figure in one unit.
#[derive(Debug, Default)]
pub(crate) struct Events {
    /// By first day; they neither overlap nor lie within the days of one event.
    islands: BTreeMap<Date, Island>,
}

#[derive(Debug)]
struct Island {
    last: Date,
    groups: BTreeMap<GroupKey, Group>,
    occasions: Vec<Occasion>,
    ambiguous: Vec<u32>,
}

/// The claims of one period.
#[derive(Debug, Default)]
struct Group {
    claims: Vec<u32>,
    pool: Pool,
    route: Route,
}

/// What becomes of the claims of a period.
#[derive(Clone, Copy, Debug, Default)]
enum Route {
    /// They are claims of a day, or founded a coarser event: their best value decides.
    Founds(usize),
    /// Whatever they say, they belong to the one event that they overlap.
    Joins(usize),
    /// They overlap several events: each goes to the single one it supports.
    #[default]
    Several,
}

fn key_of(period: Period) -> GroupKey {
    let (first, last) = period.days();
    (period.length_days(), first, last, period.is_fiscal())
}

fn may_be_one(a: Option<Reading>, b: Option<Reading>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a.is_compatible(&b))
}

impl Events {
    pub(super) fn insert(&mut self, context: Context<'_>, index: u32) -> Placed {
        let period = context.entry(index).fact.period;
        let key = period.map_or((1, Date::MIN, Date::MIN, false), key_of);
        let start = self.island_for(context, key);
        let Some(island) = self.islands.get_mut(&start) else {
            return Placed {
                landing: Landing::Beside(Reason::AmbiguousDate),
                before: None,
                after: None,
                restates: false,
            };
        };
        island.insert(context, key, index)
    }

    /// The first day of the island that takes in a period, joining those that it connects.
    fn island_for(&mut self, context: Context<'_>, key: GroupKey) -> Date {
        let near = chrono::Duration::days(context.rule.same_event_days.max(1));
        let (_, first, last, _) = key;
        let reach = last.checked_add_signed(near).unwrap_or(Date::MAX);
        let from = first.checked_sub_signed(near).unwrap_or(Date::MIN);
        let touched: Vec<Date> = self
            .islands
            .range(..=reach)
            .rev()
            .take_while(|(_, island)| island.last >= from)
            .map(|(start, _)| *start)
            .collect();
        if let [only] = touched[..]
            && self
                .islands
                .get(&only)
                .is_some_and(|island| island.last >= last)
            && only <= first
        {
            return only;
        }
        let mut merged = Island {
            last,
            groups: BTreeMap::new(),
            occasions: Vec::new(),
            ambiguous: Vec::new(),
        };
        let mut start = first;
        for island in touched.iter().filter_map(|day| self.islands.remove(day)) {
            merged.absorb(island);
        }
        for day in touched {
            start = start.min(day);
        }
        self.islands.insert(start, merged);
        start
    }

    fn island_of(&self, period: Option<Period>) -> Option<Date> {
        let first = period?.first_day();
        self.islands
            .range(..=first)
            .next_back()
            .map(|(start, _)| *start)
    }

    pub(super) fn remove(&mut self, context: Context<'_>, index: u32) -> Change {
        let period = context.entry(index).fact.period;
        let Some(start) = self.island_of(period) else {
            return (None, None);
        };
        let Some(island) = self.islands.get_mut(&start) else {
            return (None, None);
        };
        let change = island.remove(context, period, index);
        if island.groups.is_empty() {
            self.islands.remove(&start);
        }
        change
    }

    pub(super) fn settle(&mut self, context: Context<'_>) {
        for island in self.islands.values_mut() {
            for group in island.groups.values_mut() {
                group.pool.settle(context);
            }
            island.regroup(context);
        }
    }

    pub(super) fn observations(&self, context: Context<'_>) -> (Vec<Observed<'_>>, Vec<u32>) {
        let mut observed = Vec::new();
        let mut ambiguous = Vec::new();
        for island in self.islands.values() {
            ambiguous.extend(&island.ambiguous);
            for occasion in &island.occasions {
                let period = occasion.period(context);
                observed.push(Observed {
                    period,
                    since: period,
                    pool: &occasion.pool,
                    members: &occasion.members,
                    beside: island.nearby(context, occasion),
                });
            }
        }
        observed.sort_by_key(|observed| (observed.period, observed.members.first().copied()));
        ambiguous.sort_unstable();
        (observed, ambiguous)
    }
}

impl Island {
    fn absorb(&mut self, other: Island) {
        self.last = self.last.max(other.last);
        self.groups.extend(other.groups);
        self.occasions.extend(other.occasions);
        self.ambiguous.extend(other.ambiguous);
    }

    fn occasion_of(&self, index: u32) -> Option<&Occasion> {
        self.occasions
            .iter()
            .find(|occasion| occasion.members.binary_search(&index).is_ok())
    }

    fn insert(&mut self, context: Context<'_>, key: GroupKey, index: u32) -> Placed {
        let day = context.entry(index).known_day;
        let known = self.groups.contains_key(&key);
        let group = self.groups.entry(key).or_default();
        let best = |group: &Group| group.pool.verdict().map(|verdict| verdict.reading);
        let before = best(group);
        group.claims.push(index);
        group.pool.insert(context, index, day);
        let unchanged = known && best(group) == before;
        let target = match group.route {
            Route::Founds(position) if unchanged => Some(position),
            Route::Joins(position) if known => Some(position),
            _ => None,
        };
        if let Some(occasion) = target.and_then(|position| self.occasions.get_mut(position)) {
            return occasion.join(context, index);
        }
        let mut old = std::mem::take(&mut self.occasions);
        self.regroup(context);
        let Some(landed) = self.occasion_of(index) else {
            return Placed {
                landing: Landing::Beside(Reason::AmbiguousDate),
                before: None,
                after: None,
                restates: false,
            };
        };
        let other = landed.members.iter().copied().find(|&other| other != index);
        let earlier = other.and_then(|other| {
            old.iter_mut()
                .find(|occasion| occasion.members.binary_search(&other).is_ok())
        });
        Placed {
            landing: if other.is_some() {
                Landing::Joined
            } else {
                Landing::Founded
            },
            restates: earlier
                .as_ref()
                .is_some_and(|occasion| occasion.pool.is_restated_by(context, index)),
            before: earlier.and_then(|occasion| occasion.pool.verdict().cloned()),
            after: landed.pool.verdict().cloned(),
        }
    }

    fn remove(&mut self, context: Context<'_>, period: Option<Period>, index: u32) -> Change {
        let old = self.occasion_of(index);
        let before = old.and_then(|occasion| occasion.pool.verdict().cloned());
        let others: Vec<u32> = old
            .map(|occasion| {
                occasion
                    .members
                    .iter()
                    .copied()
                    .filter(|&i| i != index)
                    .collect()
            })
            .unwrap_or_default();
        if let Some(key) = period.map(key_of)
            && let Some(group) = self.groups.get_mut(&key)
        {
            group.claims.retain(|&claim| claim != index);
            group.pool = Pool::of(context, known_days(context, &group.claims));
            if group.claims.is_empty() {
                self.groups.remove(&key);
            }
        }
        if !context.taken_back.is_empty() {
            // Those who pass it on may have lost their source.
            for group in self.groups.values_mut() {
                group.pool.settle(context);
            }
        }
        self.regroup(context);
        let after = others
            .first()
            .and_then(|&other| self.occasion_of(other))
            .and_then(|occasion| occasion.pool.verdict().cloned());
        (before, after)
    }

    /// Places all periods of the island: days in order, then the coarser ones by length.
    fn regroup(&mut self, context: Context<'_>) {
        self.occasions.clear();
        self.ambiguous.clear();
        let mut groups = std::mem::take(&mut self.groups);
        for (key, group) in &mut groups {
            group.route = if key.0 == 1 {
                self.place_day(context, *key, group)
            } else {
                self.place_coarse(context, *key, group)
            };
        }
        self.groups = groups;
        for occasion in &mut self.occasions {
            occasion.members.sort_unstable();
            occasion.pool = Pool::of(context, known_days(context, &occasion.members));
        }
        self.ambiguous.sort_unstable();
    }

    fn place_day(&mut self, context: Context<'_>, key: GroupKey, group: &Group) -> Route {
        let (_, day, _, _) = key;
        let best = group.pool.verdict().map(|verdict| verdict.reading);
        let same = |occasion: &Occasion| {
            (day - occasion.first).num_days() <= context.rule.same_event_days
                && may_be_one(occasion.anchor, best)
        };
        // Occasions are founded in order of days: those too far back are not looked at.
        let open = self.occasions.iter().rev().take_while(|occasion| {
            (day - occasion.first).num_days() <= context.rule.same_event_days
        });
        let from = self.occasions.len() - open.count();
        let found = (from..self.occasions.len()).find(|&at| same(&self.occasions[at]));
        if let Some(position) = found {
            let occasion = &mut self.occasions[position];
            occasion.last = occasion.last.max(day);
            occasion.members.extend(&group.claims);
            return Route::Founds(position);
        }
        self.found(key, group, best)
    }

    fn place_coarse(&mut self, context: Context<'_>, key: GroupKey, group: &Group) -> Route {
        let (_, first, last, _) = key;
        let overlapped: Vec<usize> = (0..self.occasions.len())
            .filter(|&at| self.occasions[at].first <= last && first <= self.occasions[at].last)
            .collect();
        match overlapped[..] {
            [] => {
                let best = group.pool.verdict().map(|verdict| verdict.reading);
                self.found(key, group, best)
            }
            [only] => {
                self.occasions[only].members.extend(&group.claims);
                Route::Joins(only)
            }
            _ => {
                for &index in &group.claims {
                    match self.single_supported(context, &overlapped, index) {
                        Some(position) => self.occasions[position].members.push(index),
                        None => self.ambiguous.push(index),
                    }
                }
                Route::Several
            }
        }
    }

    fn found(&mut self, key: GroupKey, group: &Group, anchor: Option<Reading>) -> Route {
        let (length, first, last, _) = key;
        self.occasions.push(Occasion {
            first,
            last,
            dated: length == 1,
            anchor,
            members: group.claims.clone(),
            pool: Pool::default(),
        });
        Route::Founds(self.occasions.len() - 1)
    }

    fn single_supported(&self, context: Context<'_>, among: &[usize], index: u32) -> Option<usize> {
        let reading = &context.entry(index).reading;
        let mut supported = among.iter().copied().filter(|&position| {
            let anchor = self.occasions[position].anchor;
            anchor.is_some_and(|anchor| anchor.supports(reading))
        });
        let first = supported.next()?;
        supported.next().is_none().then_some(first)
    }

    /// What other events close by say, where it cannot be the same number.
    fn nearby(&self, context: Context<'_>, occasion: &Occasion) -> Vec<(u32, Reason)> {
        let near = context.rule.same_event_days;
        let gap = |other: &Occasion| {
            let after = (other.first - occasion.last).num_days();
            let before = (occasion.first - other.last).num_days();
            after.max(before)
        };
        self.occasions
            .iter()
            .filter(|other| {
                other.dated
                    && occasion.dated
                    && !std::ptr::eq(*other, occasion)
                    && gap(other) <= near
                    && !may_be_one(other.anchor, occasion.anchor)
            })
            .filter_map(|other| other.pool.verdict())
            .map(|verdict| (verdict.winner, Reason::NearbyEvent))
            .collect()
    }
}
