//! What stands around a date: its position words, its preposition, and the other end of an interval.

use claimbook_model::{Part, Period};

use super::calendar::{self, TimeUnit};
use super::resolve::{Context, looks_ahead};
use super::{Anchor, DateKind, DateMention, End, Expression, Meaning, Position, Preposition};
use crate::quantity::token::Line;

/// How far a word that looks forward may stand before a date, in tokens.
const AHEAD_REACH: usize = 8;

/// The mention of an expression.
pub(super) fn mention(
    line: Line<'_>,
    expression: &Expression,
    context: &mut Context,
) -> DateMention {
    let (position, first) = position(line, expression);
    let preposition = preposition(line, first);
    let runs_out = (expression.first..expression.end).any(|at| line.is(at, "ends"));
    let ahead = looks_ahead(preposition)
        && !is_past(line, first)
        && !tells_of_past(line, expression, first)
        || is_ahead(line, first)
        || leads_ahead(line, expression, first)
        || runs_out;
    let resolved = context.resolve(line, first, expression.meaning, ahead);
    let has = |word: &str| (expression.first..expression.end).any(|at| line.is(at, word));
    if has("year") && ["ended", "ends", "ending"].into_iter().any(has) || has("quarter") {
        context.note_fiscal_year(expression.meaning);
    }
    let (kind, duration) = kind(expression.meaning);
    let whole = resolved.period;
    let period = whole.map(|period| narrowed(period, position));
    let written = matches!(
        expression.meaning,
        Meaning::Period(_)
            | Meaning::MonthsTo(_, _, Some(_))
            | Meaning::QuarterEnded(_, _, Some(_))
    );
    if kind == DateKind::Date {
        let bounds = matches!(preposition, Some(Preposition::Since | Preposition::Until));
        // What was compared with is not what the next words speak of.
        let compares = matches!(expression.meaning, Meaning::FromContext(_, -1));
        if !compares {
            context.remember(period, (written && !bounds).then_some(expression.end));
        }
    }
    DateMention {
        span: line.span(first, expression.end),
        period,
        kind,
        duration,
        preposition,
        anchor: resolved.anchor.unwrap_or(Anchor::Unknown),
        is_year_inferred: resolved.is_year_inferred && !written,
        position,
        whole,
        ends: None,
    }
}

/// Words of position before the date, and its first token with them.
fn position(line: Line<'_>, expression: &Expression) -> (Option<Position>, usize) {
    let mut at = Line::before(expression.first, 1);
    if line.is(line_year_end(line, expression), "end") {
        return (Some(Position::End), expression.first);
    }
    let hyphen = line.is_dash(at);
    if hyphen {
        at = Line::before(at, 1);
    }
    let direct = match line.str(at).to_ascii_lowercase().as_str() {
        "early" => Some(Position::Start),
        "end" if hyphen => Some(Position::End),
        "mid" => Some(Position::Middle),
        "late" => Some(Position::Late),
        "earlier" if line.is_any(expression.first, &["this", "last"]) => Some(Position::Start),
        "later" if line.is_any(expression.first, &["this", "last"]) => Some(Position::Late),
        _ => None,
    };
    if direct.is_some() {
        return (direct, the(line, at));
    }
    if hyphen {
        return (None, expression.first);
    }
    let mut of = at;
    if line.is(of, "the") {
        of = Line::before(of, 1);
    }
    let noun = Line::before(of, 1);
    let position = match line.str(noun).to_ascii_lowercase().as_str() {
        "beginning" | "start" => Position::Start,
        "middle" => Position::Middle,
        "end" | "close" => Position::End,
        _ => return (None, expression.first),
    };
    if !line.is(of, "of") {
        return (None, expression.first);
    }
    (Some(position), the(line, noun))
}

/// Takes "the" along.
fn the(line: Line<'_>, at: usize) -> usize {
    let before = Line::before(at, 1);
    if line.is(before, "the") { before } else { at }
}

/// The last token of "year-end", where it is one.
fn line_year_end(line: Line<'_>, expression: &Expression) -> usize {
    let last = Line::before(expression.end, 1);
    if line.is(expression.first, "year") {
        last
    } else {
        usize::MAX
    }
}

/// The preposition before the date.
fn preposition(line: Line<'_>, first: usize) -> Option<Preposition> {
    let before = Line::before(first, 1);
    let word = line.str(before).to_ascii_lowercase();
    Some(match word.as_str() {
        "in" | "on" | "at" | "during" | "for" | "of" => Preposition::At,
        "by" | "until" | "till" | "through" | "before" | "to" => Preposition::Until,
        "since" | "from" | "after" | "starting" | "beginning" => Preposition::Since,
        "over" | "within" | "throughout" => Preposition::Over,
        _ => return None,
    })
}

/// Whether the words before a date look forward: "will", "expects".
fn is_ahead(line: Line<'_>, first: usize) -> bool {
    (1..=AHEAD_REACH).any(|steps| {
        line.is_any(
            Line::before(first, steps),
            &[
                "will",
                "expects",
                "expected",
                "plans",
                "scheduled",
                "slated",
                "due",
                "forecast",
                "outlook",
                "guidance",
                "guides",
                "guided",
                "shall",
                "upcoming",
                "starting",
                "ll",
            ],
        )
    })
}

/// Whether a date opens a sentence that looks forward: "For the year to June it expects".
fn leads_ahead(line: Line<'_>, expression: &Expression, first: usize) -> bool {
    let before = Line::before(first, 2);
    let opens = line.get(before).is_none() || line.starts_sentence(Line::before(first, 1));
    opens
        && line.is_any(Line::before(first, 1), &["for", "in", "by"])
        && (0..AHEAD_REACH).any(|steps| {
            let ahead = [
                "will",
                "expects",
                "sees",
                "guides",
                "guiding",
                "forecasts",
                "targets",
                "plans",
                "aims",
                "projects",
                "predicts",
            ];
            line.is_any(expression.end + steps, &ahead)
        })
}

/// Whether the words before a date look back, so that "by March" is the one before.
fn is_past(line: Line<'_>, first: usize) -> bool {
    (1..=AHEAD_REACH).any(|steps| {
        line.is_any(
            Line::before(first, steps),
            &[
                "had", "was", "were", "reached", "rose", "fell", "grew", "hit",
            ],
        )
    })
}

/// Whether a date with its preposition opens a sentence that goes on in the past: "By May 3 Acme
/// was".
fn tells_of_past(line: Line<'_>, expression: &Expression, first: usize) -> bool {
    let before = Line::before(first, 2);
    let opens = line.get(before).is_none() || matches!(line.sign(before), Some('.' | '!' | '?'));
    opens
        && (0..AHEAD_REACH).any(|steps| {
            let past = [
                "had", "was", "were", "reached", "rose", "fell", "grew", "hit", "became",
            ];
            line.is_any(expression.end + steps, &past)
        })
}

/// What sort of expression it is, and its length.
fn kind(meaning: Meaning) -> (DateKind, Option<super::Duration>) {
    match meaning {
        Meaning::Length(duration) | Meaning::Stretch(duration, _) => {
            (DateKind::Duration, Some(duration))
        }
        Meaning::FromReport(duration, _) | Meaning::FromContext(duration, _) => {
            (DateKind::Date, Some(duration))
        }
        Meaning::Set(unit) => (DateKind::Set, Some(super::Duration { count: None, unit })),
        Meaning::Present => (DateKind::Present, None),
        _ => (DateKind::Date, None),
    }
}

/// The end of a period is its last month, or its last day where it is no longer than a month.
fn narrowed(period: Period, position: Option<Position>) -> Period {
    if position != Some(Position::End) || period.is_fiscal() {
        return period;
    }
    let last = period.last_day();
    if period.length_days() > 31 {
        Period::Single(Part::month_of(last))
    } else {
        period
    }
}

/// The interval of two dates that stand together: "from 2023 to 2025", "between March and May".
pub(super) fn joined(
    line: Line<'_>,
    last: Option<&DateMention>,
    mention: &DateMention,
) -> Option<DateMention> {
    let last = last.filter(|last| last.ends.is_none())?;
    if last.kind != DateKind::Date || mention.kind != DateKind::Date {
        return None;
    }
    let gap = line.text.get(last.span.end..mention.span.start)?;
    let before = line.text.get(..last.span.start)?.trim_end();
    let word = gap.trim();
    let joins = match word {
        "-" | "–" | "—" => gap.len() <= 5,
        "to" | "through" | "until" | "till" => true,
        "and" => before.ends_with("between") || before.ends_with("Between"),
        _ => false,
    };
    let joins = joins && !(word == "to" && last.preposition.is_none() && last.position.is_some());
    let (from, to) = (last.period?, mention.period?);
    let end = if last.is_year_inferred {
        one_year_back(mention, to)
    } else {
        nearest_after(mention, from, to)
    };
    let nearest = end.and_then(|to| interval(from, to));
    let period = nearest
        .or_else(|| interval(from, to))
        .or_else(|| interval(one_year_back(last, from)?, to))?;
    joins.then(|| DateMention {
        span: last.span.start..mention.span.end,
        period: Some(period),
        kind: DateKind::Date,
        duration: None,
        preposition: last.preposition,
        anchor: last.anchor,
        is_year_inferred: last.is_year_inferred || mention.is_year_inferred,
        position: None,
        whole: Some(period),
        ends: Some(Box::new([
            End {
                span: last.span.clone(),
                period: last.period,
            },
            End {
                span: mention.span.clone(),
                period: mention.period,
            },
        ])),
    })
}

/// The second end in the first year in which it comes after the first, where its own year was
/// only inferred.
fn nearest_after(mention: &DateMention, from: Period, to: Period) -> Option<Period> {
    if !mention.is_year_inferred || from.is_fiscal() || to.is_fiscal() {
        return None;
    }
    let years = i32::from(calendar::year_of(&from)) - i32::from(calendar::year_of(&to));
    let moved = |years| calendar::shifted(&to, TimeUnit::Year, years);
    let same_year = moved(years)?;
    if same_year.first_day() > from.first_day() {
        Some(same_year)
    } else {
        moved(years + 1)
    }
}

/// An end a year earlier, where its year was only inferred: "from October to March".
fn one_year_back(mention: &DateMention, period: Period) -> Option<Period> {
    if !mention.is_year_inferred {
        return None;
    }
    calendar::shifted(&period, TimeUnit::Year, -1)
}

/// From the first part of one to the last of the other.
fn interval(from: Period, to: Period) -> Option<Period> {
    let first = match from {
        Period::Single(part) | Period::Interval(part, _) => part,
        Period::Fiscal(..) => return None,
    };
    let last = match to {
        Period::Single(part) | Period::Interval(_, part) => part,
        Period::Fiscal(..) => return None,
    };
    Period::interval(first, last)
        .ok()
        .filter(|_| from.first_day() < to.first_day())
}
