//! Periods: the date or interval that a value is about (valid time).

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use bincode::{Decode, Encode};
use chrono::Datelike;

/// A day of the proleptic Gregorian calendar.
pub type Date = chrono::NaiveDate;

/// English names of the months, in lower case.
pub const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// One calendar unit with its precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
#[repr(u8)]
pub enum Part {
    /// `2026`
    Year(i16) = 0,
    /// `2026-Q2`
    Quarter(i16, u8) = 1,
    /// `2026-04`
    Month(i16, u8) = 2,
    /// `2026-04-20`
    Day(i16, u8, u8) = 3,
}

/// A calendar unit, an interval of two (both included), or a fiscal label whose
/// calendar is not known.
///
/// Two periods are equal if they cover the same days; a fiscal label is equal
/// only to the same label. Order is by first day, then last day. [`fmt::Display`]
/// prints what was written, so `2026` and `2026-01/2026-12` are equal and print differently.
#[derive(Clone, Copy, Debug, Encode, Decode)]
#[repr(u8)]
pub enum Period {
    /// One unit of the calendar.
    Single(Part) = 0,
    /// From the first day of one to the last day of the other.
    Interval(Part, Part) = 1,
    /// `FY2026` (quarter 0) or `FY2026-Q2`; its days are not known, those of the calendar
    /// label stand in for them when periods are put in order.
    Fiscal(i16, u8) = 2,
}

/// Why a text is no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PeriodError {
    /// Not of any form that is read.
    #[error(
        "'{text}' is no period: write 2026, 2026-Q2, 2026-04, 2026-04-20, an interval such as 2025-01/2025-09, or FY2026-Q2"
    )]
    Malformed {
        /// What was to be read.
        text: String,
    },
    /// A day, month or quarter that no calendar has.
    #[error("'{text}' names a day that does not exist")]
    NoSuchDay {
        /// What was to be read.
        text: String,
    },
    /// The interval ends before it begins.
    #[error("the interval '{text}' ends before it begins")]
    Reversed {
        /// What was to be read.
        text: String,
    },
}

impl Part {
    /// Its first day; `None` if there is no such day.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::from_ymd_opt(year.into(), 1, 1),
            Self::Quarter(year, quarter @ 1..=4) => {
                Date::from_ymd_opt(year.into(), u32::from(quarter) * 3 - 2, 1)
            }
            Self::Quarter(..) => None,
            Self::Month(year, month) => Date::from_ymd_opt(year.into(), month.into(), 1),
            Self::Day(year, month, day) => {
                Date::from_ymd_opt(year.into(), month.into(), day.into())
            }
        }
    }

    /// Its last day; `None` if there is no such day.
    pub fn last_day(self) -> Option<Date> {
        let first = self.first_day()?;
        let months = match self {
            Self::Year(_) => 12,
            Self::Quarter(..) => 3,
            Self::Month(..) => 1,
            Self::Day(..) => return Some(first),
        };
        first
            .checked_add_months(chrono::Months::new(months))?
            .pred_opt()
    }

    /// The day, as a part.
    pub fn day(date: Date) -> Self {
        Self::Day(date.year() as i16, date.month() as u8, date.day() as u8)
    }

    /// The month that a day is in.
    pub fn month_of(date: Date) -> Self {
        Self::Month(date.year() as i16, date.month() as u8)
    }

    /// The calendar quarter that a day is in.
    pub fn quarter_of(date: Date) -> Self {
        Self::Quarter(date.year() as i16, (date.month0() / 3 + 1) as u8)
    }

    /// The year that a day is in.
    pub fn year_of(date: Date) -> Self {
        Self::Year(date.year() as i16)
    }
}

impl Period {
    /// A single day.
    pub fn day(date: Date) -> Self {
        Self::Single(Part::day(date))
    }

    /// The interval between two parts, both included.
    ///
    /// # Errors
    /// If it would end before it begins, or a day does not exist.
    pub fn interval(from: Part, to: Part) -> Result<Self, PeriodError> {
        let text = format!("{from}/{to}");
        match (from.first_day(), to.last_day()) {
            (Some(first), Some(last)) if first <= last => Ok(Self::Interval(from, to)),
            (Some(_), Some(_)) => Err(PeriodError::Reversed { text }),
            _ => Err(PeriodError::NoSuchDay { text }),
        }
    }

    /// First and last day. For a fiscal label, those of the calendar label of the same name.
    pub fn days(&self) -> (Date, Date) {
        let (from, to) = match *self {
            Self::Single(part) => (part, part),
            Self::Interval(from, to) => (from, to),
            Self::Fiscal(year, 0) => (Part::Year(year), Part::Year(year)),
            Self::Fiscal(year, quarter) => {
                (Part::Quarter(year, quarter), Part::Quarter(year, quarter))
            }
        };
        // Periods are checked where they are made and where they are decoded.
        (
            from.first_day().unwrap_or(Date::MIN),
            to.last_day().unwrap_or(Date::MAX),
        )
    }

    /// The first day.
    pub fn first_day(&self) -> Date {
        self.days().0
    }

    /// The last day.
    pub fn last_day(&self) -> Date {
        self.days().1
    }

    /// How many days it covers, at least one.
    pub fn length_days(&self) -> i64 {
        let (first, last) = self.days();
        (last - first).num_days() + 1
    }

    /// Whether it is a fiscal label whose calendar is not known.
    pub fn is_fiscal(&self) -> bool {
        matches!(self, Self::Fiscal(..))
    }

    /// Whether both share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.days(), other.days());
        a <= d && c <= b
    }

    /// Whether every day of `other` is in it.
    pub fn contains(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.days(), other.days());
        a <= c && d <= b
    }

    /// How many days both share.
    pub fn shared_days(&self, other: &Self) -> i64 {
        let ((a, b), (c, d)) = (self.days(), other.days());
        ((b.min(d) - a.max(c)).num_days() + 1).max(0)
    }

    /// Whether all days it names exist and run forwards: false only for damaged bytes.
    pub fn is_valid(&self) -> bool {
        let exists = |part: Part| {
            let year = match part {
                Part::Year(year)
                | Part::Quarter(year, _)
                | Part::Month(year, _)
                | Part::Day(year, _, _) => year,
            };
            (0..=9999).contains(&year) && part.first_day().is_some()
        };
        match *self {
            Self::Single(part) => exists(part),
            Self::Interval(from, to) => {
                exists(from) && exists(to) && from.first_day() <= to.last_day()
            }
            Self::Fiscal(year, 0) => exists(Part::Year(year)),
            Self::Fiscal(year, quarter) => exists(Part::Quarter(year, quarter)),
        }
    }

    fn key(&self) -> (Date, Date, bool) {
        let (first, last) = self.days();
        (first, last, self.is_fiscal())
    }
}

impl PartialEq for Period {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Period {}

impl Hash for Period {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Part> for Period {
    fn from(part: Part) -> Self {
        Self::Single(part)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(year, month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Single(part) => f.pad(&part.to_string()),
            Self::Interval(from, to) => f.pad(&format!("{from}/{to}")),
            Self::Fiscal(year, 0) => f.pad(&format!("FY{year:04}")),
            Self::Fiscal(year, quarter) => f.pad(&format!("FY{year:04}-Q{quarter}")),
        }
    }
}

impl FromStr for Part {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let part = read_part(text).ok_or_else(|| PeriodError::Malformed {
            text: text.to_owned(),
        })?;
        match (part.first_day(), part.last_day()) {
            (Some(_), Some(_)) => Ok(part),
            _ => Err(PeriodError::NoSuchDay {
                text: text.to_owned(),
            }),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        if let Some(label) = text.strip_prefix("FY") {
            return match label.parse()? {
                Part::Year(year) => Ok(Self::Fiscal(year, 0)),
                Part::Quarter(year, quarter) => Ok(Self::Fiscal(year, quarter)),
                _ => Err(PeriodError::Malformed {
                    text: text.to_owned(),
                }),
            };
        }
        match text.split_once('/') {
            None => text.parse().map(Self::Single),
            Some((from, to)) => Self::interval(from.parse()?, to.parse()?),
        }
    }
}

/// Reads the shape; whether the day exists is asked afterwards.
fn read_part(text: &str) -> Option<Part> {
    let number = |s: &str, width: usize| {
        (s.len() == width && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<i16>().ok())?
    };
    let mut fields = text.split('-');
    let year = number(fields.next()?, 4)?;
    let part = match fields.next() {
        None => return Some(Part::Year(year)),
        Some(second) => match second.strip_prefix('Q') {
            Some(quarter) => Part::Quarter(year, number(quarter, 1)? as u8),
            None => Part::Month(year, number(second, 2)? as u8),
        },
    };
    match (part, fields.next(), fields.next()) {
        (part, None, None) => Some(part),
        (Part::Month(year, month), Some(day), None) => {
            Some(Part::Day(year, month, number(day, 2)? as u8))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().expect(text)
    }

    #[test]
    fn equal_if_they_cover_the_same_days() {
        assert_eq!(period("2026"), period("2026-01/2026-12"));
        assert_eq!(period("2026-Q2"), period("2026-04-01/2026-06-30"));
        assert_ne!(period("FY2026-Q2"), period("2026-Q2"));
        assert_eq!(period("2024-02").length_days(), 29);
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in [
            "",
            "26",
            "2026-4",
            "2026-Q5x",
            "2026-04-20-01",
            "2026/",
            "FY2026-04",
            "20264",
            "+026",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
        assert_eq!(
            period_error("2026-02-30"),
            "'2026-02-30' names a day that does not exist"
        );
        assert_eq!(
            period_error("2026-05/2026-04"),
            "the interval '2026-05/2026-04' ends before it begins"
        );
    }

    fn period_error(text: &str) -> String {
        text.parse::<Period>().unwrap_err().to_string()
    }

    #[test]
    fn knows_what_overlaps_and_what_contains() {
        assert!(period("2026-Q2").contains(&period("2026-04-20")));
        assert!(period("2026").overlaps(&period("2025-12/2026-01")));
        assert_eq!(
            period("2026-01").shared_days(&period("2026-01-20/2026-03-01")),
            12
        );
    }

    fn any_part() -> impl Strategy<Value = Part> {
        (1900_i16..2200, 1_u8..=12, 1_u8..=28, 0_u8..4).prop_map(|(y, m, d, kind)| match kind {
            0 => Part::Year(y),
            1 => Part::Quarter(y, (m - 1) / 3 + 1),
            2 => Part::Month(y, m),
            _ => Part::Day(y, m, d),
        })
    }

    fn any_period() -> impl Strategy<Value = Period> {
        prop_oneof![
            any_part().prop_map(Period::Single),
            (any_part(), any_part()).prop_map(|(a, b)| {
                Period::interval(a, b)
                    .or_else(|_| Period::interval(b, a))
                    .unwrap_or(Period::Single(a))
            }),
            (1900_i16..2200, 0_u8..=4).prop_map(|(y, q)| Period::Fiscal(y, q)),
        ]
    }

    proptest! {
        #[test]
        fn valid_are_the_periods_that_print_as_what_is_read(
            a in (0..4_u8, -9999..10100_i16, 0..14_u8, 0..33_u8),
            b in (0..4_u8, -9999..10100_i16, 0..14_u8, 0..33_u8),
            kind in 0..3_u8,
        ) {
            let part = |(kind, year, month, day): (u8, i16, u8, u8)| match kind {
                0 => Part::Year(year),
                1 => Part::Quarter(year, month),
                2 => Part::Month(year, month),
                _ => Part::Day(year, month, day),
            };
            let period = match kind {
                0 => Period::Single(part(a)),
                1 => Period::Interval(part(a), part(b)),
                _ => Period::Fiscal(a.1, a.2),
            };
            prop_assert_eq!(period.is_valid(), period.to_string().parse::<Period>().is_ok());
        }

        #[test]
        fn prints_what_it_reads(p in any_period()) {
            let text = p.to_string();
            let again: Period = text.parse().unwrap();
            prop_assert_eq!(again.to_string(), text);
            prop_assert_eq!(again, p);
        }

        #[test]
        fn containing_implies_overlapping(a in any_period(), b in any_period()) {
            if a.contains(&b) { prop_assert!(a.overlaps(&b)); }
            prop_assert_eq!(a.overlaps(&b), a.shared_days(&b) > 0);
        }
    }
}
