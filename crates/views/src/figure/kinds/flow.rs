//! Flows: an amount per reporting period; claims of equal periods are one observation.

use std::collections::BTreeMap;

use claimbook_model::{Part, Period};

use super::{Change, Landing, Observed, Placed};
use crate::figure::entry::Context;
use crate::figure::pool::Pool;

/// The observations of a flow in one unit.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    periods: BTreeMap<Period, Reported>,
}

#[derive(Debug, Default)]
struct Reported {
    pool: Pool,
    members: Vec<u32>,
}

/// The period that a claim reports on: the calendar's own year, quarter or month where an
/// interval of about that length shares nine tenths of its days, else the period itself.
///
/// It depends on the period alone, so that no other claim can regroup it. A fiscal label whose
/// calendar is not known equals only itself.
pub(crate) fn reporting_period(period: Period) -> Period {
    let Period::Interval(..) = period else {
        return period;
    };
    let (first, last) = period.days();
    let middle = first + chrono::Days::new((last - first).num_days().unsigned_abs() / 2);
    [Part::year_of, Part::quarter_of, Part::month_of]
        .into_iter()
        .map(|unit| Period::Single(unit(middle)))
        .find(|label| {
            let longer = label.length_days().max(period.length_days());
            label.shared_days(&period) * 10 >= longer * 9
        })
        .unwrap_or(period)
}

impl Flow {
    fn key(context: Context<'_>, index: u32) -> Option<Period> {
        context.entry(index).fact.period.map(reporting_period)
    }

    pub(super) fn insert(&mut self, context: Context<'_>, index: u32) -> Placed {
        let Some(key) = Self::key(context, index) else {
            return Placed {
                landing: Landing::Founded,
                before: None,
                after: None,
                restates: false,
            };
        };
        let reported = self.periods.entry(key).or_default();
        let before = reported.pool.verdict().cloned();
        let restates = reported.pool.is_restated_by(context, index);
        let landing = if reported.members.is_empty() {
            Landing::Founded
        } else {
            Landing::Joined
        };
        reported.members.push(index);
        reported
            .pool
            .insert(context, index, context.entry(index).known_day);
        Placed {
            landing,
            before,
            after: reported.pool.verdict().cloned(),
            restates,
        }
    }

    pub(super) fn remove(&mut self, context: Context<'_>, index: u32) -> Change {
        let Some(reported) = Self::key(context, index).and_then(|key| self.periods.get_mut(&key))
        else {
            return (None, None);
        };
        let before = reported.pool.verdict().cloned();
        reported.members.retain(|&member| member != index);
        reported.pool = Pool::of(context, known_days(context, &reported.members));
        let after = reported.pool.verdict().cloned();
        self.periods
            .retain(|_, reported| !reported.members.is_empty());
        (before, after)
    }

    pub(super) fn settle(&mut self, context: Context<'_>) {
        for reported in self.periods.values_mut() {
            reported.pool.settle(context);
        }
    }

    pub(super) fn observations(&self, context: Context<'_>) -> Vec<Observed<'_>> {
        let shown = |key: &Period, members: &[u32]| {
            let mut given = members
                .iter()
                .filter_map(|&index| context.entry(index).fact.period);
            let first = given.clone().next().unwrap_or(*key);
            given.find(|period| period == key).unwrap_or(first)
        };
        self.periods
            .iter()
            .map(|(key, reported)| {
                let period = shown(key, &reported.members);
                Observed {
                    period,
                    since: period,
                    pool: &reported.pool,
                    members: &reported.members,
                    beside: Vec::new(),
                }
            })
            .collect()
    }
}

/// Claims with the days on which they were known, which is what they support.
pub(super) fn known_days<'a>(
    context: Context<'a>,
    claims: &'a [u32],
) -> impl Iterator<Item = (u32, claimbook_model::Date)> + 'a {
    claims
        .iter()
        .map(move |&index| (index, context.entry(index).known_day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(text: &str) -> String {
        reporting_period(text.parse().expect(text)).to_string()
    }

    #[test]
    fn an_interval_that_shares_nine_tenths_of_a_calendar_label_is_that_label() {
        assert_eq!(reported("2025-01-27/2026-01-25"), "2025");
        assert_eq!(reported("2025-06-29/2025-09-27"), "2025-Q3");
        assert_eq!(reported("2025-08/2025-10"), "2025-08/2025-10");
        assert_eq!(reported("2025-01/2025-09"), "2025-01/2025-09");
        assert_eq!(reported("FY2026-Q2"), "FY2026-Q2");
        assert_eq!(reported("2026-Q1"), "2026-Q1");
    }
}
