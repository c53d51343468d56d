//! Quarters, halves, fiscal labels and seasons.

use claimbook_model::{Part, Period};

use super::absolute::{article, month, small, year};
use super::calendar;
use super::{Expression, Meaning, expression, is_month};
use crate::quantity::number::entry;
use crate::quantity::token::Line;
use crate::quantity::vocabulary::Roles;

/// "of 2025", " 2025": the end and the year behind a quarter.
pub(super) fn of_year(line: Line<'_>, end: usize) -> (usize, Option<i16>) {
    let mut at = end;
    if line.is_any(at, &["of", "in"]) || line.sign(at) == Some(',') {
        at += 1;
    }
    match year(line, at) {
        Some(y) => (at + 1, Some(y)),
        None => (end, None),
    }
}

/// "Q1 2023", "Q3", "H1 2025", "the third quarter of 2025", "second half", "fiscal second quarter".
pub(super) fn quarter(line: Line<'_>, at: usize) -> Option<Expression> {
    if line.is_any(at, &["q", "h"])
        && line.is_capital(at)
        && line.is_glued(at + 1)
        && line.str(at + 1).len() == 1
    {
        let number = small(line, at + 1, 4)?;
        return named_part(line, at, at + 2, number, line.is(at, "h"), false);
    }
    let mut word = at;
    let mut is_fiscal = false;
    if line.is(at, "fiscal") {
        is_fiscal = true;
        word += 1;
    }
    let number = calendar::ordinal(line.str(word))
        .or_else(|| line.is_any(word, &["latter"]).then_some(2))
        .or_else(|| line.is_any(word, &["final"]).then_some(4))?;
    word += 1;
    if line.is_any(word, &["fiscal", "calendar"]) {
        is_fiscal |= line.is(word, "fiscal");
        word += 1;
    }
    word += usize::from(line.is_dash(word) && line.is_glued(word));
    if !line.is_any(word, &["quarter", "half"]) {
        return None;
    }
    let half = line.is(word, "half");
    let first = if number > 2 && half {
        return None;
    } else {
        article(line, at)
    };
    named_part(line, first, word + 1, number, half, is_fiscal)
}

/// A quarter or half with the year behind it, if one stands there.
fn named_part(
    line: Line<'_>,
    first: usize,
    end: usize,
    number: u8,
    half: bool,
    is_fiscal: bool,
) -> Option<Expression> {
    let fiscal = fiscal_label(line, end).filter(|_| !half);
    if let Some((fiscal_end, y)) = fiscal {
        return expression(
            first,
            fiscal_end,
            Meaning::Period(Period::Fiscal(y, number)),
        );
    }
    if let Some(ended) = label_ended(line, first, end, number, half) {
        return Some(ended);
    }
    if half && line.is(end, "of") && line.is(end + 1, "the") && line.is(end + 2, "year") {
        return expression(first, end + 3, Meaning::Half(number));
    }
    if let Some((moved_end, by)) = moved_year(line, end).filter(|_| !is_fiscal) {
        let meaning = if half {
            Meaning::HalfOf(number, by)
        } else {
            Meaning::QuarterOf(number, by)
        };
        return expression(first, moved_end, meaning);
    }
    let possessive = line.is(end + 1, "s") && matches!(line.sign(end), Some('\'' | '’'));
    let (year_end, y) = if possessive {
        (end, None)
    } else {
        of_year(line, end)
    };
    let y = y.or_else(|| short_year(line, end));
    let year_end = if y.is_some() && year_end == end {
        end + 2
    } else {
        year_end
    };
    let meaning = match (y, half, is_fiscal) {
        (Some(y), false, true) => Meaning::Period(Period::Fiscal(y, number)),
        (None, false, true) => Meaning::FiscalQuarter(number),
        (Some(y), false, false) => Meaning::Period(Period::Single(Part::Quarter(y, number))),
        (None, false, false) => Meaning::Quarter(number),
        (Some(y), true, _) => Meaning::Period(calendar::months(
            y,
            number.saturating_mul(6).checked_sub(5)?,
            6,
        )?),
        (None, true, _) if number <= 2 => Meaning::Half(number),
        _ => return None,
    };
    if half && y.is_none() && !half_of_year(line, first, end) {
        return None;
    }
    expression(first, year_end, meaning)
}

/// "the third quarter ended December 31, 2025": the months that the words behind the label name.
fn label_ended(
    line: Line<'_>,
    first: usize,
    end: usize,
    number: u8,
    half: bool,
) -> Option<Expression> {
    let bracket = usize::from(matches!(line.sign(end), Some('(' | ',')));
    let ended = months_to(line, end + bracket, if half { 6 } else { 3 })?;
    let last = ended.end + usize::from(bracket == 1 && line.sign(ended.end) == Some(')'));
    let meaning = match ended.meaning {
        Meaning::MonthsTo(3, month, year) => Meaning::QuarterEnded(number, month, year),
        other => other,
    };
    expression(first, last, meaning)
}

/// Whether "first half" is of a year and not of a match or a book.
fn half_of_year(line: Line<'_>, first: usize, end: usize) -> bool {
    line.is(end, "of") && (line.is(end + 2, "year") || line.is(end + 1, "this"))
        || line.is_any(first, &["h"])
        || line.is_any(Line::before(first, 1), &["in", "for", "during"])
            && (line.sign(end).is_some() || line.get(end).is_none())
}

/// "'25" behind a quarter.
fn short_year(line: Line<'_>, at: usize) -> Option<i16> {
    let quoted = matches!(line.sign(at), Some('\'' | '’')) && line.is_glued(at + 1);
    let text = line.str(at + 1);
    (quoted && text.len() == 2).then(|| text.parse::<i16>().ok().map(|y| 2000 + y))?
}

/// "of last year", "this year" behind a quarter or half: the end, and by how many years.
fn moved_year(line: Line<'_>, end: usize) -> Option<(usize, i32)> {
    let mut at = end + usize::from(line.is(end, "of"));
    if line.is(at, "the") {
        at += 1;
    }
    let by = match line.str(at).to_ascii_lowercase().as_str() {
        "last" | "previous" => -1,
        "this" | "current" => 0,
        "next" => 1,
        _ => return None,
    };
    line.is(at + 1, "year").then_some((at + 2, by))
}

/// "FY2025", "FY25", "fiscal 2025" at `at`, perhaps behind "of".
fn fiscal_label(line: Line<'_>, at: usize) -> Option<(usize, i16)> {
    let at = at + usize::from(line.is(at, "of"));
    let at = at + usize::from(line.is_any(at, &["its", "the"]) && line.is(at + 1, "fiscal"));
    if line.is(at, "fiscal") || line.is(at, "financial") && line.is(at + 1, "year") {
        let next = at + 1 + usize::from(line.is(at + 1, "year"));
        return year(line, next).map(|y| (next + 1, y));
    }
    if !line.is(at, "fy") {
        return None;
    }
    let text = line.str(at + 1);
    let number = text
        .parse::<i16>()
        .ok()
        .filter(|_| line.is_number(at + 1))?;
    let named = match text.len() {
        4 => number,
        2 => 2000 + number,
        _ => return None,
    };
    // "FY2025/26" ends in 2026.
    let joined = matches!(line.sign(at + 2), Some('/' | '-' | '–')) && line.is_glued(at + 2);
    let second = line.str(at + 3).parse::<i16>().ok().filter(|_| joined);
    if second.is_some_and(|second| second % 100 == (named + 1) % 100) {
        return Some((at + 4, named + 1));
    }
    Some((at + 2, named))
}

/// "FY2025", "fiscal 2026", "fiscal year 2026".
pub(super) fn fiscal(line: Line<'_>, at: usize) -> Option<Expression> {
    if let Some((end, y)) = fiscal_label(line, at) {
        return expression(at, end, Meaning::Period(Period::Fiscal(y, 0)));
    }
    None
}

/// "the quarter ended March 31", "the six months to September 30, 2025", "the year ending June 30".
pub(super) fn months_ended(line: Line<'_>, at: usize) -> Option<Expression> {
    let before = Line::before(at, 1);
    let dashed = line.is_dash(before) && line.is(Line::before(at, 2), "half");
    let half = dashed || line.is(before, "half");
    let count = match line.str(at).to_ascii_lowercase().as_str() {
        "quarter" => 3,
        "year" if half => 6,
        "year" => 12,
        "months" => small(line, before, 12)
            .or_else(|| entry(line, before).cardinal)
            .filter(|n| (2..=12).contains(n))?,
        _ => return None,
    };
    let ended = months_to(line, at + 1, count)?;
    let first = if line.is(at, "months") {
        before
    } else if dashed {
        Line::before(at, 2)
    } else if half || line.is_any(before, &["fiscal", "financial", "full"]) {
        before
    } else {
        at
    };
    expression(article(line, first), ended.end, ended.meaning)
}

/// "ended March 31", "to September 30, 2025", "that ends in May" behind a stretch of so many months.
fn months_to(line: Line<'_>, at: usize, count: u8) -> Option<Expression> {
    let verb = at + usize::from(line.is(at, "that"));
    let runs_out = verb > at && line.is_any(verb, &["ends", "ended"]);
    if !runs_out && !line.is_any(at, &["ended", "ending", "to", "through"]) {
        return None;
    }
    let mut month_at = verb + 1 + usize::from(line.is_any(verb + 1, &["in", "on"]));
    if line.is(month_at, "the") && line.is(month_at + 1, "end") && line.is(month_at + 2, "of") {
        month_at += 3;
    } else if line.is(month_at, "end") {
        month_at += 1 + usize::from(line.is_dash(month_at + 1));
    }
    let day_first = small(line, month_at, 31).filter(|_| is_month(line, month_at + 1));
    let month_at = month_at + usize::from(day_first.is_some());
    if !is_month(line, month_at) {
        return None;
    }
    let found = month(line, month_at)?;
    let (number, y) = match found.meaning {
        Meaning::Month(number) | Meaning::Day(number, _) => (number, None),
        Meaning::Period(period) => (
            calendar::month_number(line.str(month_at))?,
            Some(calendar::year_of(&period)),
        ),
        _ => return None,
    };
    expression(at, found.end, Meaning::MonthsTo(count, number, y))
}

/// "3Q25", "2Q 2024".
pub(super) fn quarter_digits(line: Line<'_>, at: usize) -> Option<Expression> {
    let number = small(line, at, 4).filter(|_| line.str(at).len() == 1)?;
    let half = line.is(at + 1, "h");
    if !line.is_glued(at + 1) || !(line.is(at + 1, "q") || half) || (line.is_glued(at) && at > 0) {
        return None;
    }
    let next = at + 2;
    let text = line.str(next);
    if line.is_glued(next) && text.len() == 2 && line.is_number(next) {
        let y = 2000 + text.parse::<i16>().ok()?;
        let period = if half {
            calendar::months(y, number.saturating_mul(6).checked_sub(5)?, 6)?
        } else {
            Period::Single(Part::Quarter(y, number))
        };
        return expression(at, next + 1, Meaning::Period(period));
    }
    named_part(line, at, next, number, half, false)
}

/// "summer 2024", "the spring of 2024", "this summer" is relative.
pub(super) fn season(line: Line<'_>, at: usize) -> Option<Expression> {
    let first_month = calendar::season_month(line.str(at))?;
    let of = usize::from(line.is(at + 1, "of"));
    if let Some(y) = year(line, at + 1 + of) {
        let months = calendar::months(y, first_month, 3)?;
        return expression(article(line, at), at + 2 + of, Meaning::Period(months));
    }
    let before = Line::before(at, 1);
    let introduced = line.is_any(before, &["in", "by", "since", "until"])
        || line.is(before, "the")
            && line.is_any(Line::before(at, 2), &["in", "by", "since", "during"]);
    let open = !line.is_word(at + 1) || entry(line, at + 1).roles.has(Roles::FUNCTION);
    (introduced && open).then_some(())?;
    expression(article(line, at), at + 1, Meaning::Season(first_month))
}
