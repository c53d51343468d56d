//! Days reckoned from the day of the report.

use chrono::Datelike;
use claimbook_model::{Date, Part, Period};

use super::calendar::{self, TimeUnit, moved, unit_of};
use super::resolve::in_year;
use super::{Duration, Meaning};

/// The days of what is reckoned from the report's day.
pub(super) fn from_report(day: Date, meaning: Meaning) -> Option<Period> {
    match meaning {
        Meaning::QuarterOf(quarter, by) => in_year(Meaning::Quarter(quarter), moved_year(day, by)),
        Meaning::HalfOf(half, by) => in_year(Meaning::Half(half), moved_year(day, by)),
        Meaning::MonthsOf(month, 1, by) => {
            Some(Period::Single(Part::Month(moved_year(day, by), month)))
        }
        Meaning::MonthsOf(month, count, by) => calendar::months(moved_year(day, by), month, count),
        Meaning::DayOf(month, number, by) => {
            in_year(Meaning::Day(month, number), moved_year(day, by))
        }
        Meaning::Weekend(by) => weekend(day, by),
        Meaning::Relative(unit, by) => unit_of(moved(day, unit, by)?, unit),
        Meaning::Weekday(weekday, way) => weekday_near(day, weekday, way),
        Meaning::RelativeMonth(month, by) => relative_month(day, month, by),
        Meaning::Stretch(duration, way) => stretch(day, duration, way),
        Meaning::FromReport(duration, way) => {
            let by = count(duration)? * i32::from(way);
            unit_of(moved(day, duration.unit, by)?, duration.unit)
        }
        _ => None,
    }
}

fn moved_year(day: Date, by: i32) -> i16 {
    (day.year() + by) as i16
}

/// A whole count of units.
pub(super) fn count(duration: Duration) -> Option<i32> {
    let count = duration.count?;
    if count.exponent() != 0 {
        return None;
    }
    i32::try_from(count.coefficient())
        .ok()
        .filter(|n| n.abs() < 3000)
}

/// The weekday at or before the day; the one in the week before or after where it says so.
fn weekday_near(day: Date, weekday: u8, way: i8) -> Option<Period> {
    let today = day.weekday().num_days_from_monday() as i32;
    let back = (today - i32::from(weekday)).rem_euclid(7);
    let by = match way {
        -1 if back == 0 => -7,
        1 => 7 - back,
        _ => -back,
    };
    moved(day, TimeUnit::Day, by).map(Period::day)
}

/// The Saturday and Sunday before the day or around it, moved by so many weeks.
fn weekend(day: Date, by: i32) -> Option<Period> {
    let today = day.weekday().num_days_from_monday() as i32;
    let back = (today + 2) % 7;
    let saturday = moved(day, TimeUnit::Day, by * 7 - back)?;
    calendar::days(saturday, moved(saturday, TimeUnit::Day, 1)?)
}

/// The weekday at or after the day.
pub(super) fn weekday_ahead(day: Date, weekday: u8) -> Option<Period> {
    let today = day.weekday().num_days_from_monday() as i32;
    let ahead = (i32::from(weekday) - today).rem_euclid(7);
    moved(day, TimeUnit::Day, ahead).map(Period::day)
}

/// "last April", "this summer" (seasons are months above 20).
fn relative_month(day: Date, month: u8, by: i32) -> Option<Period> {
    let (number, length) = if month > 20 {
        (month - 20, 3)
    } else {
        (month, 1)
    };
    let year = day.year() as i16;
    let here = |year: i16| {
        if length == 1 {
            Some(Period::Single(Part::Month(year, number)))
        } else {
            calendar::months(year, number, length)
        }
    };
    let this_year = here(year)?;
    match by {
        -1 if this_year.last_day() >= day => here(year - 1),
        1 if this_year.first_day() <= day => here(year + 1),
        _ => Some(this_year),
    }
}

/// "the past two years": from the day so long ago to the report's day, in units that fit.
fn stretch(day: Date, duration: Duration, way: i8) -> Option<Period> {
    let far = moved(day, duration.unit, count(duration)? * i32::from(way))?;
    let (first, last) = if way < 0 { (far, day) } else { (day, far) };
    let part = |day: Date| match duration.unit {
        TimeUnit::Year
        | TimeUnit::Decade
        | TimeUnit::Century
        | TimeUnit::Quarter
        | TimeUnit::Month => Part::month_of(day),
        _ => Part::day(day),
    };
    Period::interval(part(first), part(last)).ok()
}
