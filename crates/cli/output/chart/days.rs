//! An axis of days, with marks where months, quarters and years begin.

use std::ops::Range;

use chrono::{Datelike, Months};
use claimbook_book::Date;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

/// The days from one to another.
#[derive(Clone, Debug)]
pub(super) struct Days {
    first: Date,
    last: Date,
}

/// So many months may lie between two marks; the first with few enough marks is taken.
const STRIDES: [u32; 8] = [1, 3, 6, 12, 24, 60, 120, 600];

impl Days {
    /// The days from `first` to `last`, with some room at both ends, so that no value stands on
    /// the border.
    pub(super) fn around(first: Date, last: Date) -> Self {
        let room = chrono::Days::new(((last - first).num_days() / 20).max(5).unsigned_abs());
        Self {
            first: first.checked_sub_days(room).unwrap_or(first),
            last: last.checked_add_days(room).unwrap_or(last),
        }
    }

    fn length(&self) -> i64 {
        (self.last - self.first).num_days().max(1)
    }

    /// The days on which a month begins, every so many months, counted from a January.
    fn starts(&self, stride: u32) -> Vec<Date> {
        let month = self.first.month0() / stride.min(12) * stride.min(12);
        let years = (stride / 12).max(1);
        let year = self.first.year().div_euclid(years as i32) * years as i32;
        let start = match stride {
            0..12 => Date::from_ymd_opt(self.first.year(), month + 1, 1),
            _ => Date::from_ymd_opt(year, 1, 1),
        };
        let next = |day: &Date| day.checked_add_months(Months::new(stride));
        std::iter::successors(start, next)
            .skip_while(|day| *day < self.first)
            .take_while(|day| *day <= self.last)
            .collect()
    }
}

impl Ranged for Days {
    type FormatOption = NoDefaultFormatting;
    type ValueType = Date;

    fn map(&self, value: &Date, limit: (i32, i32)) -> i32 {
        let (from, to) = (i64::from(limit.0), i64::from(limit.1));
        let days = (*value - self.first).num_days();
        (from + (to - from) * days / self.length()) as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<Date> {
        let few =
            |stride: &u32| self.length() / (30 * i64::from(*stride)) < hint.max_num_points() as i64;
        let stride = STRIDES.into_iter().find(few).unwrap_or(STRIDES[7]);
        match &self.starts(stride)[..] {
            [] | [_] => vec![self.first, self.last],
            starts => starts.to_vec(),
        }
    }

    fn range(&self) -> Range<Date> {
        self.first..self.last
    }
}

impl ValueFormatter<Date> for Days {
    fn format_ext(&self, value: &Date) -> String {
        if value.day() > 1 {
            value.to_string()
        } else if self.length() > 12 * 366 && value.month() == 1 {
            value.year().to_string()
        } else {
            format!("{}-{:02}", value.year(), value.month())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn marks_stand_where_months_and_years_begin() {
        let months = Days {
            first: day("2025-11-10"),
            last: day("2026-02-20"),
        };
        assert_eq!(
            months.starts(1),
            [day("2025-12-01"), day("2026-01-01"), day("2026-02-01")]
        );
        assert_eq!(months.starts(3), [day("2026-01-01")]);
        let years = Days {
            first: day("2018-05-01"),
            last: day("2026-02-20"),
        };
        assert_eq!(years.starts(60), [day("2020-01-01"), day("2025-01-01")]);
    }

    #[test]
    fn days_are_spread_evenly_over_the_axis() {
        let axis = Days {
            first: day("2026-01-01"),
            last: day("2026-01-11"),
        };
        assert_eq!(axis.map(&day("2026-01-06"), (0, 100)), 50);
        assert_eq!(axis.map(&day("2026-01-11"), (0, 100)), 100);
    }
}
