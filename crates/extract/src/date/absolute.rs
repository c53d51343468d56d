//! Dates that name their month, year or quarter.

use claimbook_model::{Part, Period};

use super::calendar::{self, TimeUnit};
use super::compound;
use super::quarter::{fiscal, months_ended, of_year, quarter, quarter_digits, season};
use super::{Expression, Meaning, expression, is_month};
use crate::quantity::number::entry;
use crate::quantity::token::Line;
use crate::quantity::vocabulary::Roles;

/// The expression whose first word or number is at `at`.
pub(super) fn read(line: Line<'_>, at: usize) -> Option<Expression> {
    if line.is_number(at) {
        return numeric(line, at)
            .or_else(|| day_month(line, at))
            .or_else(|| quarter_digits(line, at))
            .or_else(|| decade(line, at))
            .or_else(|| century(line, at))
            .or_else(|| compound::fiscal_behind(line, at))
            .or_else(|| year_expression(line, at));
    }
    if is_month(line, at) {
        let found = month(line, at)?;
        return compound::in_moved_year(line, &found).or(Some(found));
    }
    let here = entry(line, at);
    if here.roles.has(Roles::ORDINAL) {
        return compound::part_of_year(line, at)
            .or_else(|| quarter(line, at))
            .or_else(|| fiscal(line, at));
    }
    if here.roles.has(Roles::SEASON) {
        return season(line, at);
    }
    here.unit.and_then(|_| {
        compound::year_ago(line, at)
            .or_else(|| compound::week_of(line, at))
            .or_else(|| months_ended(line, at))
    })
}

fn single(first: usize, end: usize, part: Part) -> Option<Expression> {
    part.first_day()?;
    expression(first, end, Meaning::Period(Period::Single(part)))
}

/// A number of one or two digits, in bounds.
pub(super) fn small(line: Line<'_>, at: usize, most: u8) -> Option<u8> {
    let text = line.str(at);
    if !line.is_number(at) || text.len() > 2 {
        return None;
    }
    text.parse().ok().filter(|n| (1..=most).contains(n))
}

/// A year of four digits.
pub(super) fn year(line: Line<'_>, at: usize) -> Option<i16> {
    let text = line.str(at);
    let digits = line.is_number(at) && text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let glued = line.is_glued(at + 1) && line.is_word(at + 1);
    let year = text.parse().ok().filter(|_| digits && !glued)?;
    (1500..=2199).contains(&year).then_some(year)
}

/// "2026-04-20", "2026/04/20", "04/20/2026". "04/05/2026" is the time from one of its two days to
/// the other.
fn numeric(line: Line<'_>, at: usize) -> Option<Expression> {
    let separator = line.sign(at + 1).filter(|c| matches!(c, '-' | '/'))?;
    let glued = (1..5).all(|i| line.is_glued(at + i));
    if !glued
        || line.sign(at + 3) != Some(separator)
        || (line.is_glued(at) && line.is_word(at.wrapping_sub(1)))
    {
        return None;
    }
    let longer = line.sign(at + 5) == Some(separator) && line.is_glued(at + 5);
    if let (Some(y), Some(m), Some(d), false) = (
        year(line, at),
        small(line, at + 2, 12),
        small(line, at + 4, 31),
        longer,
    ) {
        return single(at, at + 5, Part::Day(y, m, d));
    }
    let y = year(line, at + 4)?;
    let (a, b) = (small(line, at, 31)?, small(line, at + 2, 31)?);
    if a <= 12 && b <= 12 && a != b {
        // Whether day or month comes first depends on where it was written: it is one of two days,
        // and nothing here tells which.
        let (first, last) = (a.min(b), a.max(b));
        let days = Period::interval(Part::Day(y, first, last), Part::Day(y, last, first)).ok()?;
        return expression(at, at + 5, Meaning::Period(days));
    }
    let (month, day) = if a <= 12 { (a, b) } else { (b, a) };
    single(at, at + 5, Part::Day(y, month, day))
}

/// The end of "st", "th" and the like glued to a day.
fn after_ordinal(line: Line<'_>, at: usize) -> usize {
    let suffix = line.is_glued(at) && line.is_any(at, &["st", "nd", "rd", "th"]);
    at + usize::from(suffix)
}

/// "20 April 2026", "20th of April".
fn day_month(line: Line<'_>, at: usize) -> Option<Expression> {
    let day = small(line, at, 31)?;
    let mut next = after_ordinal(line, at + 1);
    if next > at + 1 && line.is(next, "of") {
        next += 1;
    }
    if !is_month(line, next) || line.is_glued(next) {
        return None;
    }
    let month = calendar::month_number(line.str(next))?;
    let mut end = next + 1;
    if line.sign(end) == Some('.') && is_short(line.str(next)) {
        end += 1;
    }
    if line.sign(end) == Some(',') && year(line, end + 1).is_some() {
        end += 1;
    }
    if let Some(y) = year(line, end) {
        return single(at, end + 1, Part::Day(y, month, day));
    }
    let found = expression(at, next + 1, Meaning::Day(month, day))?;
    compound::in_moved_year(line, &found).or(Some(found))
}

/// Whether a month's name is cut short, so that a full stop behind it belongs to it.
fn is_short(name: &str) -> bool {
    name.len() <= 4
        && !["may", "june", "july"]
            .iter()
            .any(|full| name.eq_ignore_ascii_case(full))
}

/// "April 20, 2026", "April 20", "April 2026", "April", "the April quarter".
pub(super) fn month(line: Line<'_>, at: usize) -> Option<Expression> {
    let number = calendar::month_number(line.str(at))?;
    let short = is_short(line.str(at));
    let mut next = at + 1;
    if short && line.sign(next) == Some('.') && line.is_glued(next) {
        next += 1;
    }
    if line.is(next, "quarter") {
        let (end, y) = of_year(line, next + 1);
        return expression(article(line, at), end, Meaning::MonthsTo(3, number, y));
    }
    if let Some(day) = small(line, next, 31).filter(|_| !is_unit_behind(line, next + 1)) {
        return month_day(line, at, next, number, day);
    }
    let comma = usize::from(line.sign(next) == Some(',') && year(line, next + 1).is_some());
    let of = usize::from(line.is(next, "of"));
    if let Some(y) = year(line, next + comma + of) {
        return single(at, next + comma + of + 1, Part::Month(y, number));
    }
    is_surely_month(line, at, next).then_some(())?;
    expression(at, next, Meaning::Month(number))
}

/// "April 20, 2026", "April 20-22".
fn month_day(line: Line<'_>, at: usize, next: usize, month: u8, day: u8) -> Option<Expression> {
    let mut end = after_ordinal(line, next + 1);
    let last = (line.is_dash(end) && line.is_glued(end))
        .then(|| small(line, end + 1, 31))
        .flatten()
        .filter(|last| *last > day);
    if last.is_some() {
        end += 2;
    }
    let comma = usize::from(line.sign(end) == Some(','));
    if let Some(y) = year(line, end + comma) {
        end += comma + 1;
        return match last {
            Some(last) => {
                let days =
                    Period::interval(Part::Day(y, month, day), Part::Day(y, month, last)).ok()?;
                expression(at, end, Meaning::Period(days))
            }
            None => single(at, end, Part::Day(y, month, day)),
        };
    }
    expression(at, end, Meaning::Day(month, day))
}

/// Whether a unit stands behind a number after a month: "May 20 percent" is no day.
fn is_unit_behind(line: Line<'_>, at: usize) -> bool {
    matches!(line.sign(at), Some('%' | '$'))
        || line.is_any(at, &["percent", "per", "million", "billion"])
}

/// Whether "May", "March" and short forms are meant as months, and not as verbs or names.
fn is_surely_month(line: Line<'_>, at: usize, next: usize) -> bool {
    let before = Line::before(at, 1);
    let introduced = line.is_any(
        before,
        &[
            "in", "since", "by", "until", "till", "through", "last", "next", "this", "early",
            "late", "mid", "of", "from", "to", "during", "between", "and", "for", "after",
            "before", "every", "each", "end",
        ],
    ) || line.is_dash(before)
        || matches!(line.sign(next), Some('\'' | '’')) && line.is(next + 1, "s")
        || line.sign(next) == Some(',')
            && line.starts_sentence(at)
            && !line.is_any(next + 1, &["who", "whose", "the", "a", "an"])
        || small(line, before, 31).is_some();
    match line.str(at) {
        "May" | "March" | "Mar" | "Jan" | "Jun" | "Dec" | "Sep" => {
            introduced
                && !(line.is(at, "may")
                    && line.is(before, "and")
                    && line.is_word(next)
                    && !entry(line, next).roles.has(Roles::FUNCTION))
        }
        "April" | "June" | "August" => {
            introduced
                || !line.is_word(next)
                || entry(line, next).roles.has(Roles::FUNCTION)
                || !line.is_capital(next)
        }
        _ => true,
    }
}

/// Takes "the" along.
pub(super) fn article(line: Line<'_>, at: usize) -> usize {
    let before = Line::before(at, 1);
    if line.is(before, "the") { before } else { at }
}

/// "the 1990s", "2020s".
fn decade(line: Line<'_>, at: usize) -> Option<Expression> {
    let text = line.str(at);
    let tens = text.len() == 4 && text.ends_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    let suffix = line.is(at + 1, "s") && line.is_glued(at + 1);
    let quoted = matches!(line.sign(at + 1), Some('\'' | '’'))
        && line.is(at + 2, "s")
        && line.is_glued(at + 2);
    if !tens || !suffix && !quoted {
        return None;
    }
    let first = text
        .parse::<i16>()
        .ok()
        .filter(|y| (1500..2200).contains(y))?;
    let end = at + 2 + usize::from(quoted);
    expression(
        article(line, at),
        end,
        Meaning::Period(calendar::decade(first)?),
    )
}

/// "the 20th century": its hundred years, as decades are counted.
fn century(line: Line<'_>, at: usize) -> Option<Expression> {
    let number = small(line, at, 22).filter(|number| *number > 15)?;
    let after = after_ordinal(line, at + 1);
    let word = after + usize::from(line.is_dash(after));
    if after == at + 1 || !line.is(word, "century") {
        return None;
    }
    let first = (i16::from(number) - 1) * 100;
    let years = Period::interval(Part::Year(first), Part::Year(first + 99)).ok()?;
    expression(article(line, at), word + 1, Meaning::Period(years))
}

/// A year alone: four digits that no unit, noun or sign makes a quantity.
fn year_expression(line: Line<'_>, at: usize) -> Option<Expression> {
    let y = year(line, at)?;
    let before = Line::before(at, 1);
    let next = at + 1;
    let here = entry(line, next);
    let glued_before = line.is_glued(at)
        && at > 0
        && !matches!(
            line.sign(before),
            Some('(' | '[' | '-' | '–' | '—' | '/' | '"' | '“' | ',')
        );
    let part_of_code = line.is_glued(at)
        && line.is_dash(before)
        && line.is_glued(before)
        && line.is_word(Line::before(at, 2))
        && !line.is_any(
            Line::before(at, 2),
            &["mid", "pre", "post", "early", "late", "end"],
        );
    let unit = here.unit.is_some() && !line.is(next, "second") && !line.is(next, "quarter")
        || here.scale.is_some()
        || here.currency.is_some()
        || matches!(line.sign(next), Some('%' | '°'));
    let decimal = line.is_glued(next)
        && matches!(line.sign(next), Some(':' | '+'))
        && line.is_glued(next + 1);
    let phone = line.is_dash(next)
        && line.is_glued(next)
        && line.is_number(next + 1)
        && line.is_glued(next + 1)
        && line.str(next + 1).len() != 4
        && line.str(next + 1).len() != 2;
    let round_noun = y % 100 == 0 && crate::quantity::counts_noun(line, next);
    let clock = line.is_any(next, &["gmt", "utc", "hours"]);
    let amount = line.is_any(
        before,
        &[
            "than",
            "nearly",
            "roughly",
            "least",
            "almost",
            "approximately",
        ],
    ) || matches!(line.sign(before), Some('$' | '€' | '£' | '#' | '@'));
    let none =
        glued_before || part_of_code || unit || decimal || phone || round_noun || clock || amount;
    (!none).then_some(())?;
    single(at, next, Part::Year(y))
}

/// The unit of time named at `at`.
pub(super) fn unit_at(line: Line<'_>, at: usize) -> Option<TimeUnit> {
    entry(line, at)
        .unit
        .and_then(|_| TimeUnit::named(line.str(at)))
}
