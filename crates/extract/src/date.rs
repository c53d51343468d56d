//! The grammar of dates and periods, absolute and relative to the report's date.
//!
//! In stages: what the words mean ([`absolute`], [`relative`]), with words of position and a
//! preposition around it ([`around`]), and which days that is ([`resolve`]).

use std::ops::Range;

use claimbook_model::{Date, Period};

use crate::quantity::number::entry;
use crate::quantity::token::{self, Kind, Line};
use crate::quantity::vocabulary::{Roles, VOCABULARY};

mod absolute;
mod around;
mod calendar;
mod compound;
mod quarter;
mod reckon;
mod relative;
mod resolve;
#[cfg(test)]
mod tests;

pub use calendar::TimeUnit;
pub(crate) use calendar::shifted;
pub(crate) use resolve::Context;

/// A date or period in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Its bytes in the text given, without the preposition.
    pub span: Range<usize>,
    /// What it means, if that can be told; a duration ("three years") has none unless it is
    /// anchored ("the past three years").
    pub period: Option<Period>,
    /// What sort of expression it is.
    pub kind: DateKind,
    /// How long it is, for a duration or a distance in time ("three years ago").
    pub duration: Option<Duration>,
    /// The preposition before it, by what it says.
    pub preposition: Option<Preposition>,
    /// What it was reckoned from.
    pub anchor: Anchor,
    /// Whether the year is not written, but inferred from the anchor.
    pub is_year_inferred: bool,
    /// Which part of the period is meant: "late 2025", "the end of May".
    pub position: Option<Position>,
    /// The period before `position` narrowed it: 2025 where "the end of 2025" is December.
    pub whole: Option<Period>,
    /// The two ends, where it was written with both ("from 2023 to 2025").
    pub ends: Option<Box<[End; 2]>>,
}

/// One written end of an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Its bytes in the text given.
    pub span: Range<usize>,
    /// What it means alone.
    pub period: Option<Period>,
}

/// What sort of expression a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// A date or a period of the calendar.
    Date,
    /// A length of time.
    Duration,
    /// Something that comes again: "every year", "monthly".
    Set,
    /// The present, without a date: "now", "currently".
    Present,
}

/// A length of time as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How many units; none if that is vague ("several months").
    pub count: Option<claimbook_model::Decimal>,
    /// The unit.
    pub unit: TimeUnit,
}

/// What the preposition before a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preposition {
    /// In, on, at, during, for: at that time.
    At,
    /// By, until, till, through, before: up to it.
    Until,
    /// Since, from, after, starting: from it on.
    Since,
    /// Over, within, in the next: in the course of it.
    Over,
}

/// What a date was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: it is complete in itself.
    Absolute,
    /// The day of the report.
    Report,
    /// A date that the text names before.
    Context,
    /// Nothing is known to reckon it from.
    Unknown,
}

/// Which part of a period is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Early, the beginning.
    Start,
    /// Mid, the middle.
    Middle,
    /// Late.
    Late,
    /// The very end.
    End,
}

/// The dates and periods in `text`, in order, not overlapping; relative ones are resolved against
/// `reference`, the day of the report.
pub fn dates(text: &str, reference: Option<Date>) -> Vec<DateMention> {
    dates_in(text, reference, None)
}

/// The same, where the fiscal year is known to end with a month.
pub(crate) fn dates_in(
    text: &str,
    reference: Option<Date>,
    fiscal_end: Option<u8>,
) -> Vec<DateMention> {
    let mut found = Vec::new();
    let mut context = Context::new(reference, fiscal_end);
    token::lines(text, &VOCABULARY, |line| {
        read_line(line, &mut context, &mut found);
    });
    found
}

/// The month with which the fiscal year ends that a text speaks of, where it tells it and it is
/// not the calendar's: "the fiscal year ended June 30", "the third quarter ended December 31".
pub(crate) fn fiscal_year_end(text: &str) -> Option<u8> {
    let tells = ["ended", "ending", "ends in"]
        .iter()
        .any(|word| text.contains(word));
    if !tells {
        return None;
    }
    let mut context = Context::new(None, None);
    let mut found = Vec::new();
    token::lines(text, &VOCABULARY, |line| {
        read_line(line, &mut context, &mut found);
    });
    context.fiscal_end().filter(|month| *month != 12)
}

/// Reads one line.
pub(crate) fn read_line(line: Line<'_>, context: &mut Context, found: &mut Vec<DateMention>) {
    let mut at = 0;
    context.begin_line();
    while let Some(token) = line.get(at) {
        let starts = match token.kind {
            Kind::Number => true,
            Kind::Word => VOCABULARY.entry(token.word).roles.has(Roles::DATE),
            Kind::Sign(_) | Kind::Address => false,
        };
        let read = if starts {
            expression_at(line, at)
        } else {
            None
        };
        let Some(expression) = read else {
            at += 1;
            continue;
        };
        let mention = around::mention(line, &expression, context);
        at = expression.end.max(at + 1);
        let overlaps = found
            .last()
            .is_some_and(|last: &DateMention| last.span.end > mention.span.start);
        if overlaps {
            continue;
        }
        match around::joined(line, found.last(), &mention) {
            Some(interval) => {
                found.pop();
                found.push(interval);
            }
            None => found.push(mention),
        }
    }
}

/// What is meant, before it is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Complete in itself.
    Period(Period),
    /// A month without a year.
    Month(u8),
    /// A day of a month without a year.
    Day(u8, u8),
    /// A quarter without a year.
    Quarter(u8),
    /// A half without a year.
    Half(u8),
    /// A fiscal quarter without a year.
    FiscalQuarter(u8),
    /// A quarter of the report's year moved by so many: "the third quarter of last year".
    QuarterOf(u8, i32),
    /// The same for a half.
    HalfOf(u8, i32),
    /// So many months that end with a month, of a year if it is given: "the year ended June 30".
    MonthsTo(u8, u8, Option<i16>),
    /// The first so many months of a year that is not named.
    FirstMonths(u8),
    /// Months from one on, so many, of the report's year moved: "the first nine months of this
    /// year", "January last year".
    MonthsOf(u8, u8, i32),
    /// A day of the report's year moved: "3 June last year".
    DayOf(u8, u8, i32),
    /// The week that begins with a day, or ends with it: "the week of 3 June".
    WeekOf(u8, u8, bool),
    /// What was named last, in another year: "the same month of 2024".
    SameIn(i16),
    /// The Saturday and Sunday before the report, moved by so many weeks.
    Weekend(i32),
    /// The quarter of this number that ends with a month, of a year if it is given.
    QuarterEnded(u8, u8, Option<i16>),
    /// A season without a year, by the month it begins with.
    Season(u8),
    /// A day of the week, from Monday as 0; -1 the last one, 1 the next one, 0 the nearest.
    Weekday(u8, i8),
    /// The unit that the report is in, moved by so many: "last year", "this week".
    Relative(TimeUnit, i32),
    /// The fiscal year that the report is in, moved by so many: "the current fiscal year".
    FiscalYear(i32),
    /// A part of a year that is moved: a month or a season of it.
    RelativeMonth(u8, i32),
    /// The past or next few units, as an interval to or from the report.
    Stretch(Duration, i8),
    /// Before or after the report: "three years ago".
    FromReport(Duration, i8),
    /// Before or after what was named last: "three months earlier".
    FromContext(Duration, i8),
    /// The unit of what was named last: "the quarter".
    OfContext(TimeUnit),
    /// A length of time.
    Length(Duration),
    /// What comes again.
    Set(TimeUnit),
    /// The present.
    Present,
}

/// Tokens that mean a date.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expression {
    /// First token.
    pub first: usize,
    /// After the last token.
    pub end: usize,
    /// What is meant.
    pub meaning: Meaning,
}

/// The date expression whose core begins at token `at`.
fn expression_at(line: Line<'_>, at: usize) -> Option<Expression> {
    absolute::read(line, at).or_else(|| relative::read(line, at))
}

/// Whether a token is a month's name, in capitals as names are.
pub(crate) fn is_month(line: Line<'_>, at: usize) -> bool {
    line.is_capital(at) && entry(line, at).roles.has(Roles::MONTH)
}

/// The expression of `meaning` at these tokens, as the readers of each form give it.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every reader of a form ends with it"
)]
fn expression(first: usize, end: usize, meaning: Meaning) -> Option<Expression> {
    Some(Expression {
        first,
        end,
        meaning,
    })
}
