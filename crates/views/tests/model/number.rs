//! What a written number can mean, and how two of them compare (`docs/semantics.md`, section 1).
//!
//! All numbers are counted in billionths, so that plain integers do.

use std::cmp::Ordering;

use claimbook_model::{Comparator, Decimal, Value};

const BILLION_EXPONENT: i16 = 9;

/// A written value with the numbers it can mean: from `low` up to but not including `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: Value,
    pub(crate) comparator: Comparator,
    pub(crate) low: Option<i128>,
    pub(crate) high: Option<i128>,
}

fn power_of_ten(exponent: i16) -> i128 {
    10_i128.pow(u32::try_from(exponent).expect("a number that is not too fine for the model"))
}

pub(crate) fn billionths(number: Decimal) -> i128 {
    number.coefficient() * power_of_ten(number.exponent() + BILLION_EXPONENT)
}

pub(crate) fn decimal(billionths: i128) -> Decimal {
    let number = Decimal::new(billionths, -BILLION_EXPONENT).expect("a number of the model");
    number.normalized()
}

/// One unit of the last written digit.
fn unit(number: Decimal) -> i128 {
    power_of_ten(number.exponent() + BILLION_EXPONENT)
}

/// "'About' reaches *u* or 2.5 %, whichever is more, but at most 20 %."
fn about(number: Decimal) -> i128 {
    let size = billionths(number).abs();
    if size == 0 {
        return unit(number) / 2;
    }
    unit(number).max(size * 25 / 1000).min(size / 5)
}

impl Number {
    pub(crate) fn new(value: Value, comparator: Comparator) -> Self {
        let (from, to) = (billionths(value.low()), billionths(value.high()));
        let (low, high) = match comparator {
            // "'13' means [12.5, 13.5)"
            Comparator::Exact | Comparator::Range => (
                Some(from - unit(value.low()) / 2),
                Some(to + unit(value.high()) / 2),
            ),
            Comparator::Approx => (
                Some(from - about(value.low())),
                Some(to + about(value.high())),
            ),
            // "A bound is open to one side; on a negative value it speaks of the size."
            Comparator::AtLeast if to < 0 => (None, Some(to)),
            Comparator::AtLeast => (Some(from), None),
            Comparator::AtMost if to < 0 => (Some(from), None),
            Comparator::AtMost => (None, Some(to)),
        };
        Self {
            value,
            comparator,
            low,
            high,
        }
    }

    /// The ends of the value as written.
    pub(crate) fn written(&self) -> (i128, i128) {
        (billionths(self.value.low()), billionths(self.value.high()))
    }

    /// "Two values are compatible if … their intervals share more than a point."
    pub(crate) fn is_compatible(&self, other: &Self) -> bool {
        let below = |low: Option<i128>, high: Option<i128>| match (low, high) {
            (Some(low), Some(high)) => low < high,
            _ => true,
        };
        below(self.low, other.high)
            && below(other.low, self.high)
            && below(self.low, self.high)
            && below(other.low, other.high)
    }

    fn is_bound(&self) -> bool {
        matches!(self.comparator, Comparator::AtLeast | Comparator::AtMost)
    }

    /// "A range whose ends are more than a factor of two apart": or of two signs.
    fn is_wide(&self) -> bool {
        let (low, high) = self.written();
        let (small, large) = (low.abs().min(high.abs()), low.abs().max(high.abs()));
        self.comparator == Comparator::Range && ((low < 0) != (high < 0) || large > 2 * small)
    }

    /// "A bound … supports [a value] only within a tenth of itself", a wide range only another.
    pub(crate) fn supports(&self, other: &Self) -> bool {
        let near = |bound: &Self, value: &Self| {
            let (at, _) = bound.written();
            let (from, to) = value.written();
            let distance = at.clamp(from, to) - at;
            !bound.is_bound() || distance.abs() * 10 <= at.abs()
        };
        let as_wide = self.is_wide() == other.is_wide();
        self == other
            || (self.is_compatible(other) && as_wide && near(self, other) && near(other, self))
    }

    /// "True of the current value without pinning it (`says less`)."
    pub(crate) fn says_less_than(&self, other: &Self) -> bool {
        let covers_low = self
            .low
            .is_none_or(|low| other.low.is_some_and(|other| low <= other));
        let covers_high = self
            .high
            .is_none_or(|high| other.high.is_some_and(|other| other <= high));
        let is_loose = self.is_bound() || self.is_wide();
        is_loose && covers_low && covers_high && !self.supports(other)
    }

    /// `Less` for the more precise: "exact before range or about, these before a bound"; of two
    /// exact numbers the one with the finer last digit, of ranges and abouts the relatively
    /// smaller interval, of bounds the tighter, "at least" before "up to".
    pub(crate) fn cmp_precision(&self, other: &Self) -> Ordering {
        let class = |number: &Self| match number.comparator {
            Comparator::Exact => 0,
            Comparator::Range | Comparator::Approx => 1,
            Comparator::AtLeast | Comparator::AtMost => 2,
        };
        class(self)
            .cmp(&class(other))
            .then_with(|| match class(self) {
                0 => self.value.precision().cmp(&other.value.precision()),
                1 => self.cmp_relative_width(other),
                _ => match (self.low, other.low) {
                    (Some(mine), Some(theirs)) => theirs.cmp(&mine),
                    (None, None) => self.high.cmp(&other.high),
                    (mine, theirs) => theirs.is_some().cmp(&mine.is_some()),
                },
            })
    }

    fn cmp_relative_width(&self, other: &Self) -> Ordering {
        let width = |number: &Self| {
            number
                .high
                .zip(number.low)
                .map_or(0, |(high, low)| high - low)
        };
        let size = |number: &Self| {
            let (from, to) = number.written();
            from.abs().max(to.abs())
        };
        if self.value == other.value {
            return width(self).cmp(&width(other));
        }
        (width(self) * size(other)).cmp(&(width(other) * size(self)))
    }

    /// "A value a power of ten away (within 1 %)."
    pub(crate) fn is_scale_apart(&self, other: &Self) -> bool {
        let ((a, to_a), (b, to_b)) = (self.written(), other.written());
        let single = a == to_a && b == to_b && self.comparator != Comparator::Range;
        if !single
            || other.comparator == Comparator::Range
            || a == 0
            || b == 0
            || (a < 0) != (b < 0)
        {
            return false;
        }
        let (small, large) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
        (1..=12).any(|power| (large - small * power_of_ten(power)).abs() * 100 <= large)
    }
}
