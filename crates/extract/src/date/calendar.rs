//! Names and arithmetic of the calendar.

use chrono::{Datelike, Days, Months};
use claimbook_model::period::MONTH_NAMES;
use claimbook_model::{Date, Part, Period};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks, from Monday.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
    /// Decades.
    Decade,
    /// Centuries.
    Century,
}

impl TimeUnit {
    /// The unit that a word names.
    pub(crate) fn named(word: &str) -> Option<Self> {
        let lower = word.to_ascii_lowercase();
        Some(match lower.strip_suffix('s').unwrap_or(&lower) {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" | "centurie" => Self::Century,
            _ => return None,
        })
    }

    /// How many months it has, if it has whole ones.
    fn months(self) -> Option<i32> {
        Some(match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
            Self::Decade => 120,
            Self::Century => 1200,
            _ => return None,
        })
    }
}

/// The number of a month by its name or short name.
pub(crate) fn month_number(word: &str) -> Option<u8> {
    let lower = word.to_ascii_lowercase();
    let short = matches!(lower.len(), 3) || lower == "sept";
    let found = MONTH_NAMES
        .iter()
        .position(|name| *name == lower || (short && name.starts_with(lower.as_str())))?;
    Some(found as u8 + 1)
}

/// The number of a day of the week, from Monday as 0.
pub(crate) fn weekday_number(word: &str) -> Option<u8> {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let lower = word.to_ascii_lowercase();
    NAMES
        .iter()
        .position(|name| *name == lower)
        .map(|n| n as u8)
}

/// The first month of a season.
pub(crate) fn season_month(word: &str) -> Option<u8> {
    Some(match word.to_ascii_lowercase().as_str() {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    })
}

/// The number of an ordinal word from first to fourth.
pub(crate) fn ordinal(word: &str) -> Option<u8> {
    Some(match word.to_ascii_lowercase().as_str() {
        "first" | "1st" | "opening" => 1,
        "second" | "2nd" => 2,
        "third" | "3rd" => 3,
        "fourth" | "4th" => 4,
        _ => return None,
    })
}

/// The year that a period ends in.
pub(crate) fn year_of(period: &Period) -> i16 {
    period.last_day().year() as i16
}

/// A day moved by so many units.
pub(crate) fn moved(date: Date, unit: TimeUnit, by: i32) -> Option<Date> {
    if let Some(months) = unit.months() {
        let months = months.checked_mul(by)?;
        let step = Months::new(months.unsigned_abs());
        return if months < 0 {
            date.checked_sub_months(step)
        } else {
            date.checked_add_months(step)
        };
    }
    let days = match unit {
        TimeUnit::Day => by,
        TimeUnit::Week => by.checked_mul(7)?,
        _ => 0,
    };
    let step = Days::new(days.unsigned_abs().into());
    if days < 0 {
        date.checked_sub_days(step)
    } else {
        date.checked_add_days(step)
    }
}

/// The unit of the calendar that holds `date`.
pub(crate) fn unit_of(date: Date, unit: TimeUnit) -> Option<Period> {
    Some(match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => Period::day(date),
        TimeUnit::Week => {
            let monday = moved(
                date,
                TimeUnit::Day,
                -(date.weekday().num_days_from_monday() as i32),
            )?;
            days(monday, moved(monday, TimeUnit::Day, 6)?)?
        }
        TimeUnit::Month => Period::Single(Part::month_of(date)),
        TimeUnit::Quarter => Period::Single(Part::quarter_of(date)),
        TimeUnit::Year => Period::Single(Part::year_of(date)),
        TimeUnit::Decade => decade((date.year() / 10 * 10) as i16)?,
        TimeUnit::Century => return None,
    })
}

/// The interval of two days.
pub(crate) fn days(first: Date, last: Date) -> Option<Period> {
    Period::interval(Part::day(first), Part::day(last)).ok()
}

/// The seven days from a day on, or up to it.
pub(crate) fn week(day: Date, ends: bool) -> Option<Period> {
    let other = moved(day, TimeUnit::Day, if ends { -6 } else { 6 })?;
    if ends {
        days(other, day)
    } else {
        days(day, other)
    }
}

/// The ten years from `first` on.
pub(crate) fn decade(first: i16) -> Option<Period> {
    Period::interval(Part::Year(first), Part::Year(first.checked_add(9)?)).ok()
}

/// So many months from a month on, as a quarter where they are one.
pub(crate) fn months(year: i16, month: u8, count: u8) -> Option<Period> {
    if count == 3 && month % 3 == 1 {
        return Some(Period::Single(Part::Quarter(year, month / 3 + 1)));
    }
    let first = Part::Month(year, month).first_day()?;
    let last = moved(first, TimeUnit::Month, i32::from(count) - 1)?;
    Period::interval(Part::month_of(first), Part::month_of(last)).ok()
}

/// Whether a period is no longer than the unit, so that it can be moved by it.
fn is_as_fine(period: &Period, unit: TimeUnit) -> bool {
    let most = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => 1,
        TimeUnit::Week => 7,
        TimeUnit::Month => 31,
        TimeUnit::Quarter => 93,
        TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => i64::MAX,
    };
    period.length_days() <= most
}

/// A period moved by so many units, keeping its precision; none if it is longer than the unit.
pub(crate) fn shifted(period: &Period, unit: TimeUnit, by: i32) -> Option<Period> {
    if !is_as_fine(period, unit) {
        return None;
    }
    let shift = |part: Part| {
        let day = moved(part.first_day()?, unit, by)?;
        let finer = matches!(unit, TimeUnit::Day | TimeUnit::Week);
        Some(match part {
            Part::Day(..) => Part::day(day),
            _ if finer => Part::day(day),
            Part::Year(_) => Part::year_of(day),
            Part::Quarter(..) => Part::quarter_of(day),
            Part::Month(..) => Part::month_of(day),
        })
    };
    match *period {
        Period::Single(part) => shift(part).map(Period::Single),
        Period::Interval(from, to) => Period::interval(shift(from)?, shift(to)?).ok(),
        Period::Fiscal(year, quarter) => (unit == TimeUnit::Year)
            .then(|| Period::Fiscal(year.saturating_add(by as i16), quarter)),
    }
}
