//! Dates of several words: parts of a year, the same period of another year, weeks told by a day.

use claimbook_model::{Decimal, Part, Period};

use super::absolute::{article, month, small, unit_at, year};
use super::calendar::{self, TimeUnit};
use super::relative::count_at;
use super::{Duration, Expression, Meaning, expression, is_month};
use crate::quantity::number::entry;
use crate::quantity::token::Line;

const ONE_YEAR: i32 = 12;

/// A count of units that is one.
pub(super) fn one(unit: TimeUnit) -> Duration {
    Duration {
        count: Some(Decimal::from(1)),
        unit,
    }
}

/// The year that words behind a part of a year name.
enum OfYear {
    /// A written one.
    Written(i16),
    /// The report's, moved: "of last year".
    Moved(i32),
    /// "of the year".
    Open,
}

/// "of 2025", "in 2025", "of last year", "this year", "of the year": the end, and the year.
fn of_year(line: Line<'_>, at: usize) -> Option<(usize, OfYear)> {
    let of = line.is_any(at, &["of", "in"]);
    let next = at + usize::from(of);
    if let Some(written) = year(line, next) {
        return Some((next + 1, OfYear::Written(written)));
    }
    let the = usize::from(line.is(next, "the"));
    let moved = match line.str(next + the).to_ascii_lowercase().as_str() {
        "last" | "previous" => Some(-1),
        "this" | "current" => Some(0),
        "next" => Some(1),
        _ => None,
    };
    if let Some(by) = moved.filter(|_| line.is(next + the + 1, "year")) {
        return Some((next + the + 2, OfYear::Moved(by)));
    }
    (of && the == 1 && line.is(next + 1, "year") && !line.is_any(next + 2, &["earlier", "before"]))
        .then_some((next + 2, OfYear::Open))
}

/// The months of a year from `first` on, in the year that is named.
fn months_of(first: u8, count: u8, of: &OfYear) -> Option<Meaning> {
    Some(match of {
        OfYear::Written(y) => Meaning::Period(calendar::months(*y, first, count)?),
        OfYear::Moved(by) => Meaning::MonthsOf(first, count, *by),
        OfYear::Open if first == 1 => Meaning::FirstMonths(count),
        OfYear::Open => Meaning::MonthsOf(first, count, 0),
    })
}

/// "the first nine months of 2025", "the first three quarters of this year", "the final three
/// months of last year"; `at` is the ordinal or the pointing word.
pub(super) fn part_of_year(line: Line<'_>, at: usize) -> Option<Expression> {
    let leads = line.is_any(at, &["first", "opening"]);
    if !leads && !line.is_any(at, &["last", "final", "closing"]) {
        return None;
    }
    // "three quarters" would be read as a fraction.
    let (count, end) = match entry(line, at + 1).cardinal {
        Some(count) => (count, at + 2),
        None => (small(line, at + 1, 11)?, at + 2),
    };
    let months = match TimeUnit::named(line.str(end))? {
        TimeUnit::Month => count,
        TimeUnit::Quarter => count.checked_mul(3)?,
        _ => return None,
    };
    if !(1..12).contains(&months) {
        return None;
    }
    let first = if leads { 1 } else { 13 - months };
    let after = end + 1;
    match of_year(line, after) {
        Some((end, of)) => expression(article(line, at), end, months_of(first, months, &of)?),
        // Without a year only the beginning of one is meant: "the last three months" end today.
        None if leads && article(line, at) < at => {
            expression(article(line, at), after, Meaning::FirstMonths(months))
        }
        None => None,
    }
}

/// "January last year", "June of last year", "3 June this year": `found` without its year.
pub(super) fn in_moved_year(line: Line<'_>, found: &Expression) -> Option<Expression> {
    let (month, day) = match found.meaning {
        Meaning::Month(month) => (month, None),
        Meaning::Day(month, day) => (month, Some(day)),
        _ => return None,
    };
    let comma = usize::from(line.sign(found.end) == Some(','));
    let (end, of) = of_year(line, found.end + comma)?;
    let by = match of {
        OfYear::Moved(by) => by,
        OfYear::Written(_) | OfYear::Open => return None,
    };
    let meaning = match day {
        Some(day) => Meaning::DayOf(month, day, by),
        None => Meaning::MonthsOf(month, 1, by),
    };
    expression(found.first, end, meaning)
}

/// Words for a stretch of time that is compared with the same one of another year.
fn is_period_word(line: Line<'_>, at: usize) -> bool {
    unit_at(line, at).is_some() || line.is_any(at, &["period", "time", "stage", "point", "half"])
}

/// "the same period last year", "the corresponding quarter of the previous year", "the same month
/// of 2024"; `at` is "same" or the like.
pub(super) fn same_period(line: Line<'_>, at: usize) -> Option<Expression> {
    if !line.is_any(at, &["same", "corresponding", "comparable", "equivalent"]) {
        return None;
    }
    let fiscal = usize::from(line.is(at + 1, "fiscal"));
    let counted = count_at(line, at + 1 + fiscal).map_or(at + 1 + fiscal, |(_, end)| end);
    let dash = usize::from(line.is_dash(counted));
    let mut end = counted + dash;
    if !is_period_word(line, end) {
        return None;
    }
    end += 1 + usize::from(line.is(end + 1, "period"));
    let of = line.is_any(end, &["of", "in"]);
    let next = end + usize::from(of);
    if let Some(written) = year(line, next) {
        return expression(article(line, at), next + 1, Meaning::SameIn(written));
    }
    let (end, unit) = back_from(line, next)?;
    let meaning = Meaning::FromContext(one(unit), -1);
    expression(article(line, at), end, meaning)
}

/// "last year", "the previous fiscal year", "a year earlier", "one year ago": the end, and the unit.
fn back_from(line: Line<'_>, at: usize) -> Option<(usize, TimeUnit)> {
    let the = usize::from(line.is(at, "the"));
    if line.is_any(at + the, &["last", "previous", "prior", "preceding"]) {
        let fiscal = usize::from(line.is_any(at + the + 1, &["fiscal", "financial"]));
        let unit = unit_at(line, at + the + 1 + fiscal)?;
        return matches!(unit, TimeUnit::Year | TimeUnit::Quarter | TimeUnit::Month)
            .then_some((at + the + 2 + fiscal, unit));
    }
    if the == 1 && line.is(at + 1, "year") && line.is_any(at + 2, &["before", "earlier"]) {
        return Some((at + 3, TimeUnit::Year));
    }
    let (count, end) = count_at(line, at)?;
    let unit = unit_at(line, end)?;
    let whole = count == Some(Decimal::from(1))
        || unit == TimeUnit::Month && count == Some(Decimal::from(i64::from(ONE_YEAR)));
    let back = line.is_any(
        end + 1,
        &["ago", "earlier", "before", "previously", "prior"],
    );
    let unit = if count == Some(Decimal::from(1)) {
        unit
    } else {
        TimeUnit::Year
    };
    (whole && back).then_some((end + 2, unit))
}

/// "the year-ago quarter", "the prior-year period", "year-earlier"; `at` is the first word.
pub(super) fn year_ago(line: Line<'_>, at: usize) -> Option<Expression> {
    if !line.is_dash(at + 1) {
        return None;
    }
    let ago = line.is(at, "year") && line.is_any(at + 2, &["ago", "earlier"]);
    let prior = line.is_any(at, &["prior", "previous", "last"]) && line.is(at + 2, "year");
    if !(ago || prior) {
        return None;
    }
    let quarter = usize::from(is_period_word(line, at + 3));
    expression(
        article(line, at),
        at + 3 + quarter,
        Meaning::FromContext(one(TimeUnit::Year), -1),
    )
}

/// "the week of 3 June", "the week ended June 7", "the week ending 7 June 2025", "the week to 7 June".
pub(super) fn week_of(line: Line<'_>, at: usize) -> Option<Expression> {
    if !line.is(at, "week") {
        return None;
    }
    let ends = line.is_any(at + 1, &["ended", "ending", "to", "through"]);
    if !ends && !line.is_any(at + 1, &["of", "beginning", "starting"]) {
        return None;
    }
    let found = day_at(line, at + 2)?;
    let meaning = match found.meaning {
        Meaning::Day(month, day) => Meaning::WeekOf(month, day, ends),
        Meaning::Period(Period::Single(Part::Day(y, month, day))) => {
            let day = Part::Day(y, month, day).first_day()?;
            Meaning::Period(calendar::week(day, ends)?)
        }
        _ => return None,
    };
    expression(article(line, at), found.end, meaning)
}

/// A day at `at`, whichever of month and day comes first.
fn day_at(line: Line<'_>, at: usize) -> Option<Expression> {
    if is_month(line, at) {
        return month(line, at);
    }
    small(line, at, 31)?;
    super::absolute::read(line, at)
}

/// "the 2025 fiscal year", "the 2025-26 financial year"; `at` is the year.
pub(super) fn fiscal_behind(line: Line<'_>, at: usize) -> Option<Expression> {
    let begins = year(line, at)?;
    let joined = matches!(line.sign(at + 1), Some('-' | '–' | '/')) && line.is_glued(at + 1);
    let short = joined
        .then(|| line.str(at + 2).parse::<i16>().ok())
        .flatten();
    let (end, named) = match short {
        Some(short) if short % 100 == (begins + 1) % 100 => (at + 3, begins + 1),
        Some(_) => return None,
        None => (at + 1, begins),
    };
    let fiscal = line.is_any(end, &["fiscal", "financial"]) && line.is(end + 1, "year");
    let meaning = Meaning::Period(Period::Fiscal(named, 0));
    fiscal.then(|| expression(article(line, at), end + 2, meaning))?
}
