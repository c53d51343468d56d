//! Which days an expression means, given the report's day and the dates named before.

use chrono::Datelike;
use claimbook_model::{Date, Part, Period};

use super::calendar::{self, TimeUnit, moved, unit_of};
use super::reckon::{count, from_report, weekday_ahead};
use super::{Anchor, Duration, Meaning, Preposition};
use crate::quantity::token::Line;

/// How far a written year reaches forward within its sentence, in tokens.
const YEAR_REACH: usize = 16;

/// Whether a sentence ends with the token at `at`.
fn is_sentence_end(line: Line<'_>, at: usize) -> bool {
    matches!(line.sign(at), Some('.' | '!' | '?' | ';')) && !line.is_glued(at + 1)
}

/// What relative dates are reckoned from.
pub(crate) struct Context {
    reference: Option<Date>,
    /// The last period named, in the whole text.
    last: Option<Period>,
    /// The year written last in this line, and the token behind it.
    year_of_line: Option<(i16, usize)>,
    /// The month that ends the fiscal year, if the text has told it.
    fiscal_end: Option<u8>,
}

/// An expression with its days.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Resolved {
    pub period: Option<Period>,
    pub anchor: Option<Anchor>,
    pub is_year_inferred: bool,
}

impl Context {
    pub(crate) fn new(reference: Option<Date>, fiscal_end: Option<u8>) -> Self {
        Self {
            reference,
            last: None,
            year_of_line: None,
            fiscal_end,
        }
    }

    /// Keeps with which month a fiscal year ends, where an expression tells it.
    pub(super) fn note_fiscal_year(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::MonthsTo(12, month, _) => self.fiscal_end = Some(month),
            Meaning::QuarterEnded(number @ 1..=4, month, _) => {
                self.fiscal_end = Some((month + 3 * (4 - number) - 1) % 12 + 1);
            }
            _ => {}
        }
    }

    /// The month that ends the fiscal year, if the text has told it.
    pub(crate) fn fiscal_end(&self) -> Option<u8> {
        self.fiscal_end
    }

    /// The months of a fiscal year or quarter (1 to 4; 0 for the whole year), where it is known
    /// with which month the year ends and that is not December.
    fn fiscal_months(&self, year: i16, quarter: u8) -> Option<Period> {
        let end = self.fiscal_end.filter(|end| *end != 12)?;
        let year_end = Part::Month(year, end).first_day()?;
        let (months, back) = match quarter {
            0 => (12, 0),
            quarter => (3, 12 - 3 * i32::from(quarter)),
        };
        let last = moved(year_end, TimeUnit::Month, -back)?;
        let first = moved(last, TimeUnit::Month, 1 - months)?;
        Period::interval(Part::month_of(first), Part::month_of(last)).ok()
    }

    /// The fiscal year that the report is in, moved; the calendar's where none is known.
    fn fiscal_year(&self, by: i32) -> Option<Period> {
        let day = self.reference?;
        let end = self.fiscal_end.unwrap_or(12);
        let late = i32::from(day.month() > u32::from(end));
        let year = i16::try_from(day.year() + late + by).ok()?;
        match end {
            12 => Some(Period::Single(Part::Year(year))),
            _ => in_year(Meaning::MonthsTo(12, end, None), year),
        }
    }

    /// A line begins: its dates may stand without a year for reasons of their own.
    pub(super) fn begin_line(&mut self) {
        self.year_of_line = None;
    }

    /// Keeps what was named for the expressions that follow.
    pub(super) fn remember(&mut self, period: Option<Period>, written_before: Option<usize>) {
        if let Some(period) = period {
            self.last = Some(period);
            if let Some(end) = written_before {
                self.year_of_line = Some((calendar::year_of(&period), end));
            }
        }
    }

    /// The year written before `first` in the same sentence and not far away.
    fn year_near(&self, line: Line<'_>, first: usize) -> Option<i16> {
        let (year, end) = self.year_of_line?;
        let near = first.saturating_sub(end) <= YEAR_REACH;
        (near && !(end..first).any(|i| is_sentence_end(line, i))).then_some(year)
    }

    /// The days that `meaning` names. `is_ahead`: the wording looks forward.
    pub(super) fn resolve(
        &self,
        line: Line<'_>,
        first: usize,
        meaning: Meaning,
        is_ahead: bool,
    ) -> Resolved {
        match meaning {
            Meaning::Period(period) => Resolved {
                period: Some(match period {
                    Period::Fiscal(year, quarter) => {
                        self.fiscal_months(year, quarter).unwrap_or(period)
                    }
                    _ => period,
                }),
                anchor: Some(Anchor::Absolute),
                is_year_inferred: false,
            },
            Meaning::FromContext(duration, way) => self.beside_context(duration, way),
            Meaning::OfContext(unit) => self.of_context(unit),
            Meaning::SameIn(year) => Resolved {
                period: Some(self.same_in(year)),
                anchor: Some(Anchor::Context),
                is_year_inferred: false,
            },
            Meaning::Weekday(weekday, 0) if is_ahead => Resolved {
                period: self.reference.and_then(|day| weekday_ahead(day, weekday)),
                anchor: self.reference.map(|_| Anchor::Report),
                is_year_inferred: false,
            },
            Meaning::FiscalYear(by) => Resolved {
                period: self.fiscal_year(by),
                anchor: self.reference.map(|_| Anchor::Report),
                is_year_inferred: false,
            },
            Meaning::Length(_) | Meaning::Set(_) | Meaning::Present => Resolved::default(),
            _ => self
                .yearless(self.year_near(line, first), meaning, is_ahead)
                .unwrap_or(Resolved {
                    period: self.reference.and_then(|day| from_report(day, meaning)),
                    anchor: self.reference.map(|_| Anchor::Report),
                    is_year_inferred: false,
                }),
        }
    }

    /// Months, quarters and the like without a year; none for what is no such thing.
    fn yearless(&self, near: Option<i16>, meaning: Meaning, is_ahead: bool) -> Option<Resolved> {
        let in_year = |year| match meaning {
            Meaning::FiscalQuarter(quarter) | Meaning::Quarter(quarter) => self
                .fiscal_months(year, quarter)
                .or_else(|| in_year(meaning, year)),
            _ => in_year(meaning, year),
        };
        // Nothing of the kind: asked with a year in which every day exists.
        in_year(2024)?;
        if let Some(year) = near {
            return Some(Resolved {
                period: in_year(year),
                anchor: Some(Anchor::Context),
                is_year_inferred: true,
            });
        }
        let day = self.reference;
        let period = day.and_then(|day| {
            let this_year = in_year(day.year() as i16);
            let ends = this_year.map(|p| (p.first_day(), p.last_day()));
            match ends {
                Some((_, last)) if is_ahead && last < day => in_year(day.year() as i16 + 1),
                Some((first, last))
                    if !is_ahead && (first > day || runs_out(meaning) && last > day) =>
                {
                    in_year(day.year() as i16 - 1)
                }
                Some(_) => this_year,
                None => in_year(day.year() as i16 - 1),
            }
        });
        Some(Resolved {
            period,
            anchor: day.map(|_| Anchor::Report),
            is_year_inferred: true,
        })
    }

    /// What was named last in another year; that year where nothing shorter was named.
    fn same_in(&self, year: i16) -> Period {
        let shifted = self.last.and_then(|last| {
            let by = i32::from(year) - i32::from(calendar::year_of(&last));
            calendar::shifted(&last, TimeUnit::Year, by)
        });
        shifted.unwrap_or(Period::Single(Part::Year(year)))
    }

    fn beside_context(&self, duration: Duration, way: i8) -> Resolved {
        let by = count(duration).map(|n| n * i32::from(way));
        let context = self
            .last
            .zip(by)
            .and_then(|(base, by)| calendar::shifted(&base, duration.unit, by));
        let of_report = || {
            let day = self
                .reference
                .filter(|_| self.last.is_none() || count(duration) == Some(1))?;
            calendar::shifted(&unit_of(day, duration.unit)?, duration.unit, by?)
        };
        let report = if context.is_none() { of_report() } else { None };
        let anchor = match (context, report) {
            (Some(_), _) => Some(Anchor::Context),
            (None, Some(_)) => Some(Anchor::Report),
            (None, None) => None,
        };
        Resolved {
            period: context.or(report),
            anchor,
            is_year_inferred: true,
        }
    }

    /// "the quarter": the last one named, or the one the report is in, or its last whole quarter.
    fn of_context(&self, unit: TimeUnit) -> Resolved {
        let fits = |period: &Period| {
            let days = period.length_days();
            match unit {
                TimeUnit::Quarter => (89..=93).contains(&days),
                TimeUnit::Month => (28..=31).contains(&days),
                TimeUnit::Week => days == 7,
                _ => (360..=370).contains(&days),
            }
        };
        if let Some(last) = self.last.filter(fits) {
            return Resolved {
                period: Some(last),
                anchor: Some(Anchor::Context),
                is_year_inferred: true,
            };
        }
        let back = i32::from(unit == TimeUnit::Quarter);
        let day = self.reference.and_then(|day| moved(day, unit, -back));
        Resolved {
            period: day.and_then(|day| unit_of(day, unit)),
            anchor: day.map(|_| Anchor::Report),
            is_year_inferred: true,
        }
    }
}

/// Whether a stretch is told as over, so that it is no later than the report.
fn runs_out(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::FirstMonths(_) | Meaning::MonthsTo(..) | Meaning::QuarterEnded(..)
    )
}

/// The days of a yearless meaning in a year.
pub(super) fn in_year(meaning: Meaning, year: i16) -> Option<Period> {
    match meaning {
        Meaning::Month(month) => Some(Period::Single(Part::Month(year, month))),
        Meaning::Day(month, day) => {
            let part = Part::Day(year, month, day);
            part.first_day().map(|_| Period::Single(part))
        }
        Meaning::Quarter(quarter) => Some(Period::Single(Part::Quarter(year, quarter))),
        Meaning::FiscalQuarter(quarter) => Some(Period::Fiscal(year, quarter)),
        Meaning::Half(half) => calendar::months(year, half * 6 - 5, 6),
        Meaning::FirstMonths(count) => calendar::months(year, 1, count),
        Meaning::WeekOf(month, day, ends) => {
            calendar::week(Part::Day(year, month, day).first_day()?, ends)
        }
        Meaning::Season(month) => calendar::months(year, month, 3),
        Meaning::QuarterEnded(number, month, given) => {
            let last = Part::Month(given.unwrap_or(year), month).first_day()?;
            let first = moved(last, TimeUnit::Month, -2)?;
            // A fiscal label keeps its months, where it is not the calendar's quarter.
            if month == 3 * number {
                return calendar::months(first.year() as i16, first.month() as u8, 3);
            }
            Period::interval(Part::month_of(first), Part::month_of(last)).ok()
        }
        Meaning::MonthsTo(count, month, given) => {
            let last = Part::Month(given.unwrap_or(year), month).first_day()?;
            let first = moved(last, TimeUnit::Month, 1 - i32::from(count))?;
            calendar::months(first.year() as i16, first.month() as u8, count)
        }
        _ => None,
    }
}

/// What a preposition says, and whether it looks forward.
pub(super) fn looks_ahead(preposition: Option<Preposition>) -> bool {
    preposition == Some(Preposition::Until)
}
