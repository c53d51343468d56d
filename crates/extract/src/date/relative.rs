//! Dates reckoned from the report or from what was named before, and lengths of time.

use claimbook_model::{Decimal, Part, Period};

use super::absolute::{unit_at, year};
use super::calendar::{self, TimeUnit};
use super::compound;
use super::quarter::months_ended;
use super::{Duration, Expression, Meaning, expression, is_month};
use crate::quantity::number::{self, entry};
use crate::quantity::token::Line;
use crate::quantity::vocabulary::Roles;

/// The expression whose first word or number is at `at`.
pub(super) fn read(line: Line<'_>, at: usize) -> Option<Expression> {
    let here = entry(line, at);
    let is = |role| here.roles.has(role);
    if is(Roles::NAMED_DAY) {
        return named_day(line, at);
    }
    if is(Roles::WEEKDAY) {
        return weekday(line, at);
    }
    if is(Roles::POINTER) {
        return compound::same_period(line, at)
            .or_else(|| compound::year_ago(line, at))
            .or_else(|| compound::part_of_year(line, at))
            .or_else(|| pointed(line, at));
    }
    if is(Roles::AGAIN) {
        return set(line, at);
    }
    if here.unit.is_some() {
        return year_end(line, at)
            .or_else(|| length(line, at))
            .or_else(|| of_context(line, at));
    }
    if line.is_number(at) || is(Roles::TIME_COUNT) {
        return length(line, at);
    }
    None
}

/// "today", "yesterday", "now".
fn named_day(line: Line<'_>, at: usize) -> Option<Expression> {
    if line.is(at, "weekend") {
        let the = Line::before(at, 1);
        let introduced = line.is_any(Line::before(at, 2), &["over", "on", "during", "at", "for"]);
        return (line.is(the, "the") && introduced)
            .then(|| expression(the, at + 1, Meaning::Weekend(0)))?;
    }
    let meaning = match line.str(at).to_ascii_lowercase().as_str() {
        "today" | "tonight" => Meaning::Relative(TimeUnit::Day, 0),
        "yesterday" => Meaning::Relative(TimeUnit::Day, -1),
        "tomorrow" => Meaning::Relative(TimeUnit::Day, 1),
        "now" | "currently" => Meaning::Present,
        _ => return None,
    };
    expression(at, part_of_day(line, at + 1), meaning)
}

/// Takes "morning" and the like behind a day along.
fn part_of_day(line: Line<'_>, at: usize) -> usize {
    at + usize::from(line.is_any(at, &["morning", "afternoon", "evening", "night"]))
}

/// "Friday".
fn weekday(line: Line<'_>, at: usize) -> Option<Expression> {
    let number = calendar::weekday_number(line.str(at)).filter(|_| line.is_capital(at))?;
    expression(at, part_of_day(line, at + 1), Meaning::Weekday(number, 0))
}

/// Which way a pointing word points: "last", "this", "next".
fn pointer(line: Line<'_>, at: usize) -> Option<i8> {
    Some(match line.str(at).to_ascii_lowercase().as_str() {
        "last" | "previous" | "past" | "prior" | "preceding" => -1,
        "this" | "current" => 0,
        "next" | "coming" | "following" => 1,
        _ => return None,
    })
}

/// "last year", "this Friday", "next April", "the past two years", "the same quarter".
fn pointed(line: Line<'_>, at: usize) -> Option<Expression> {
    let step = pointer(line, at)?;
    let before = Line::before(at, 1);
    let first = if line.is(before, "the") { before } else { at };
    let named = first < at;
    let next = at + 1 + usize::from(line.is_any(at + 1, &["fiscal", "calendar", "full"]));
    if is_month(line, next) {
        let month = calendar::month_number(line.str(next))?;
        return expression(first, next + 1, Meaning::RelativeMonth(month, step.into()));
    }
    if let Some(day) = calendar::weekday_number(line.str(next)).filter(|_| line.is_capital(next)) {
        return expression(
            first,
            part_of_day(line, next + 1),
            Meaning::Weekday(day, step),
        );
    }
    if let Some(month) = calendar::season_month(line.str(next)) {
        return expression(
            first,
            next + 1,
            Meaning::RelativeMonth(month.max(3) + 20, step.into()),
        );
    }
    if line.is(next, "weekend") {
        let by = i32::from(step.max(0));
        return expression(first, next + 1, Meaning::Weekend(by));
    }
    let evening = line.is(at, "last") && line.is(next, "night");
    if evening || line.is(at, "this") && line.is_any(next, &["morning", "afternoon", "evening"]) {
        return expression(
            first,
            next + 1,
            Meaning::Relative(TimeUnit::Day, if evening { -1 } else { 0 }),
        );
    }
    if let Some(unit) = unit_at(line, next) {
        let many = line.str(next).ends_with('s');
        if many {
            return None;
        }
        if unit == TimeUnit::Year && line.is(at + 1, "fiscal") {
            return expression(first, next + 1, Meaning::FiscalYear(step.into()));
        }
        return one_unit(line, first, next, unit, step, at, named);
    }
    let (count, end) = count_at(line, next)?;
    let unit_index = end + usize::from(line.is_dash(end));
    let unit = unit_at(line, unit_index)?;
    let duration = Duration { count, unit };
    if step == 0 {
        return None;
    }
    let context = line.is_any(at, &["following", "previous", "preceding", "prior"]);
    let meaning = if context {
        Meaning::Length(duration)
    } else {
        Meaning::Stretch(duration, step)
    };
    expression(first, unit_index + 1, meaning)
}

/// "last year", "the past year", "the next decade", "the previous quarter".
fn one_unit(
    line: Line<'_>,
    first: usize,
    next: usize,
    unit: TimeUnit,
    step: i8,
    at: usize,
    named: bool,
) -> Option<Expression> {
    let one = Duration {
        count: Some(Decimal::from(1)),
        unit,
    };
    let end = next + 1;
    if matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour) {
        return expression(first, end, Meaning::Length(one));
    }
    if line.is_any(at, &["previous", "prior", "preceding"]) {
        return expression(first, end, Meaning::FromContext(one, -1));
    }
    if line.is(at, "following") {
        let long = matches!(unit, TimeUnit::Decade | TimeUnit::Century);
        return expression(
            first,
            end,
            if long {
                Meaning::Length(one)
            } else {
                Meaning::FromContext(one, 1)
            },
        );
    }
    let stretch = named
        && (line.is(at, "past") || matches!(unit, TimeUnit::Decade | TimeUnit::Century))
        && step != 0;
    if stretch {
        return expression(first, end, Meaning::Stretch(one, step));
    }
    expression(first, end, Meaning::Relative(unit, step.into()))
}

/// How many: a number, "a", or a vague word.
pub(super) fn count_at(line: Line<'_>, at: usize) -> Option<(Option<Decimal>, usize)> {
    if line.is_any(at, &["several", "few", "many"]) {
        return Some((None, at + 1));
    }
    if line.is(at, "couple") {
        return Some((
            Some(Decimal::from(2)),
            at + 1 + usize::from(line.is(at + 1, "of")),
        ));
    }
    if line.is_any(at, &["a", "an"]) {
        if line.is_any(at + 1, &["few", "couple"]) {
            return count_at(line, at + 1);
        }
        if line.is_any(at + 1, &["half", "quarter", "third"]) && !line.is(at + 1, "quarter") {
            return None;
        }
        return Some((Some(Decimal::from(1)), at + 1));
    }
    let number = number::number_at(line, at).filter(|n| n.first == at)?;
    Some((number.total(), number.end))
}

/// "three months", "18-month", "a decade ago", "two weeks earlier".
fn length(line: Line<'_>, at: usize) -> Option<Expression> {
    if line.is_glued(at) && at > 0 && !line.is_dash(at - 1) {
        return None;
    }
    if let Some(unit) = unit_at(line, at) {
        let introduced = line.is_any(
            Line::before(at, 1),
            &[
                "for", "in", "of", "over", "within", "after", "many", "recent",
            ],
        );
        let many = line.str(at).ends_with('s') && introduced;
        return if many {
            expression(at, at + 1, Meaning::Length(Duration { count: None, unit }))
        } else {
            None
        };
    }
    let (count, end) = count_at(line, at)?;
    let half = line.is(end, "and") && line.is(end + 1, "a") && line.is(end + 2, "half");
    let end = if half { end + 3 } else { end };
    let unit_index = end + usize::from(line.is_dash(end) && line.is_glued(end));
    let unit = unit_at(line, unit_index)?;
    if let Some(ended) = months_ended(line, unit_index) {
        return Some(ended);
    }
    let article = line.is_any(at, &["a", "an"]) && end == at + 1;
    let after = unit_index + 1;
    let duration = Duration { count, unit };
    let is_short = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
    let way = if line.is(after, "ago") {
        Some(Meaning::FromReport(duration, -1))
    } else if is_short && line.is_any(after, &["earlier", "before", "later", "after"]) {
        return expression(at, after, Meaning::Length(duration));
    } else if line.is_any(after, &["earlier", "before"]) && !line.is(after + 1, "than") {
        Some(Meaning::FromContext(duration, -1))
    } else if line.is(after, "later") && !line.is(after + 1, "than") {
        Some(Meaning::FromContext(duration, 1))
    } else if line.is(after, "from") && line.is(after + 1, "now") {
        return expression(at, after + 2, Meaning::FromReport(duration, 1));
    } else {
        None
    };
    match way {
        Some(meaning) => expression(at, after + 1, meaning),
        // "a share a day" is a rate.
        None if article && !article_is_length(line, at) => None,
        None => expression(at, after, Meaning::Length(duration)),
    }
}

/// Whether "a year" is a length of time and not "per year".
fn article_is_length(line: Line<'_>, at: usize) -> bool {
    let before = Line::before(at, 1);
    line.is_any(
        before,
        &[
            "in", "for", "within", "over", "than", "about", "almost", "nearly", "least", "after",
            "once", "half", "of", "take", "takes", "lasted", "around", "roughly",
        ],
    )
}

/// "year-end", "the year end".
fn year_end(line: Line<'_>, at: usize) -> Option<Expression> {
    let joined = line.is(at, "year") && line.is_dash(at + 1) && line.is(at + 2, "end");
    let spaced = line.is(at, "year") && line.is(at + 1, "end") && !line.is(at + 2, "of");
    if !(joined || spaced) {
        return None;
    }
    let end = at + 2 + usize::from(joined);
    if let Some(y) = year(line, end) {
        let last = Period::Single(Part::Month(y, 12));
        return expression(at, end + 1, Meaning::Period(last));
    }
    expression(at, end, Meaning::Relative(TimeUnit::Year, 0))
}

/// "every year", "each quarter", "monthly".
fn set(line: Line<'_>, at: usize) -> Option<Expression> {
    if line.is_any(at, &["every", "each"]) {
        let unit = unit_at(line, at + 1)?;
        return expression(at, at + 2, Meaning::Set(unit));
    }
    let unit = match line.str(at).to_ascii_lowercase().as_str() {
        "daily" => TimeUnit::Day,
        "weekly" => TimeUnit::Week,
        "monthly" => TimeUnit::Month,
        "quarterly" => TimeUnit::Quarter,
        "annually" | "annual" => TimeUnit::Year,
        _ => return None,
    };
    expression(at, at + 1, Meaning::Set(unit))
}

/// "in the quarter", "the year", "the same period" with a preposition before.
fn of_context(line: Line<'_>, at: usize) -> Option<Expression> {
    let unit = unit_at(line, at).filter(|u| {
        matches!(
            u,
            TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year | TimeUnit::Week
        )
    })?;
    if line.str(at).ends_with('s') {
        return None;
    }
    let mut the = Line::before(at, 1);
    if line.is_any(the, &["full", "whole", "entire"]) && line.is(Line::before(at, 2), "the") {
        the = Line::before(at, 2);
    }
    if line.is_any(the, &["of"]) && line.is(Line::before(the, 1), "end") {
        return expression(at, at + 1, Meaning::OfContext(unit));
    }
    let preposition = line.is_any(
        Line::before(the, 1),
        &["in", "during", "for", "of", "on", "by", "over"],
    );
    if line.is(the, "the") && line.is_any(at + 1, &["before", "earlier"]) && !line.is(at + 2, "the")
    {
        let one = Duration {
            count: Some(Decimal::from(1)),
            unit,
        };
        return expression(the, at + 2, Meaning::FromContext(one, -1));
    }
    let that = line.is(the, "that");
    if !(line.is(the, "the") && preposition || that) || line.is_dash(at + 1) {
        return None;
    }
    expression(the, at + 1, Meaning::OfContext(unit))
}
