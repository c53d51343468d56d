//! Half-open intervals of numbers: what a written value can mean.

use std::cmp::Ordering;
use std::fmt;

use crate::Decimal;

/// `[low, high)`, either end open where it is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The smallest number in it, or none.
    pub low: Option<Decimal>,
    /// The first number above it, or none.
    pub high: Option<Decimal>,
}

impl Interval {
    /// Every number.
    pub const ALL: Interval = Interval {
        low: None,
        high: None,
    };

    /// The numbers in both; empty or a single point where they hardly meet.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self {
            low: pick(self.low, other.low, Decimal::max_value),
            high: pick(self.high, other.high, Decimal::min_value),
        }
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn envelope(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.low).map(|(a, b)| a.min_value(b)),
            high: self.high.zip(other.high).map(|(a, b)| a.max_value(b)),
        }
    }

    /// Whether it holds more than a point.
    pub fn is_proper(self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => low.cmp_value(high) == Ordering::Less,
            _ => true,
        }
    }

    /// Whether both share more than a point.
    pub fn overlaps(self, other: Self) -> bool {
        self.intersection(other).is_proper()
    }

    /// Whether every number of `other` is in it.
    pub fn covers(self, other: Self) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a.cmp_value(b) != Ordering::Greater,
        };
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a.cmp_value(b) != Ordering::Less,
        };
        low && high
    }

    /// What the sum of a number of each can be; `None` where it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let end = |a: Option<Decimal>, b: Option<Decimal>| match a.zip(b) {
            Some((a, b)) => a.checked_add(b).map(Some),
            None => Some(None),
        };
        Some(Self {
            low: end(self.low, other.low)?,
            high: end(self.high, other.high)?,
        })
    }

    /// How far apart the nearest numbers of both are; `None` where they meet or touch.
    pub fn gap(self, other: Self) -> Option<Decimal> {
        let above = |low: Option<Decimal>, high: Option<Decimal>| low?.checked_sub(high?);
        [above(self.low, other.high), above(other.low, self.high)]
            .into_iter()
            .flatten()
            .find(|gap| !gap.is_zero() && !gap.is_negative())
    }

    /// High minus low; `None` where an end is open.
    pub fn width(self) -> Option<Decimal> {
        self.high?.checked_sub(self.low?)
    }
}

fn pick(
    a: Option<Decimal>,
    b: Option<Decimal>,
    choose: fn(Decimal, Decimal) -> Decimal,
) -> Option<Decimal> {
    match (a, b) {
        (Some(a), Some(b)) => Some(choose(a, b)),
        (one, other) => one.or(other),
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            Some(low) => write!(f, "[{low}, ")?,
            None => f.write_str("(…, ")?,
        }
        match self.high {
            Some(high) => write!(f, "{high})"),
            None => f.write_str("…)"),
        }
    }
}
