//! Whether two written values can be the same number, and which of them says more.

use std::cmp::Ordering;

use claimbook_model::{Comparator, Decimal, Interval, Value};

/// A value with its comparator, and the numbers that it can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The value as written.
    pub value: Value,
    /// How the text compares the figure with it.
    pub comparator: Comparator,
    /// The numbers it can mean.
    pub interval: Interval,
}

impl Reading {
    /// The reading of `value` under `comparator`.
    pub fn new(value: Value, comparator: Comparator) -> Self {
        let interval = value.interval(comparator);
        Self {
            value,
            comparator,
            interval,
        }
    }

    /// Whether both can be one number: they share more than a point. Units are the caller's.
    pub fn is_compatible(&self, other: &Self) -> bool {
        self.interval.overlaps(other.interval)
    }

    /// Whether one speaks for the other: compatible, a bound only within a tenth of itself, and a
    /// range only for what is as wide unless its ends are within a factor of two.
    pub fn supports(&self, other: &Self) -> bool {
        self == other || self.is_compatible(other) && self.is_near(other) && other.is_near(self)
    }

    /// Whether it is true of `other` without telling where `other` lies: "more than 7" of 30.
    pub fn says_less_than(&self, other: &Self) -> bool {
        let is_loose = self.comparator.is_bound() || self.is_wide();
        is_loose && self.interval.covers(other.interval) && !self.supports(other)
    }

    /// For a range: whether one end is more than twice the other, or they differ in sign.
    fn is_wide(&self) -> bool {
        let Value::Range(low, high) = self.value else {
            return false;
        };
        if low.is_negative() != high.is_negative() {
            return true;
        }
        let (small, large) = if low.is_negative() {
            (high.abs(), low.abs())
        } else {
            (low, high)
        };
        let double = small.checked_add(small);
        double.is_none_or(|double| large.cmp_value(double).is_gt())
    }

    /// For a bound: whether the other's written value lies within a tenth of it. For a wide range:
    /// whether the other is one too.
    fn is_near(&self, other: &Self) -> bool {
        if self.is_wide() {
            return other.is_wide();
        }
        if !self.comparator.is_bound() {
            return true;
        }
        let bound = self.value.high();
        let nearest = bound
            .max_value(other.value.low())
            .min_value(other.value.high());
        let Some(distance) = nearest.checked_sub(bound) else {
            return false;
        };
        distance
            .abs()
            .scaled(1)
            .is_ok_and(|tenfold| tenfold.cmp_value(bound.abs()).is_le())
    }

    /// `Less` if it is more precise than `other`: exact before range or approx, these before a
    /// bound. Of two exact numbers the one with the finer last digit, be they large or small; of
    /// ranges and abouts the relatively smaller interval; of bounds the tighter, those from below
    /// first.
    pub fn cmp_precision(&self, other: &Self) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        self.class()
            .cmp(&other.class())
            .then_with(|| match self.class() {
                0 => self.value.precision().cmp(&other.value.precision()),
                1 => self.cmp_relative_width(other),
                _ => self.cmp_tightness(other),
            })
    }

    /// Compares two bounds.
    fn cmp_tightness(&self, other: &Self) -> Ordering {
        match (self.interval.low, other.interval.low) {
            (Some(mine), Some(theirs)) => theirs.cmp_value(mine),
            (None, None) => match (self.interval.high, other.interval.high) {
                (Some(mine), Some(theirs)) => mine.cmp_value(theirs),
                _ => Ordering::Equal,
            },
            (mine, theirs) => theirs.is_some().cmp(&mine.is_some()),
        }
    }

    fn class(&self) -> u8 {
        match self.comparator {
            Comparator::Exact => 0,
            Comparator::Range | Comparator::Approx => 1,
            Comparator::AtLeast | Comparator::AtMost => 2,
        }
    }

    /// Compares width over magnitude by cross-multiplying; what does not fit counts as equal.
    fn cmp_relative_width(&self, other: &Self) -> Ordering {
        let (Some(mine), Some(theirs)) = (self.interval.width(), other.interval.width()) else {
            return Ordering::Equal;
        };
        if self.value == other.value {
            return mine.cmp_value(theirs);
        }
        let product = |width: Decimal, magnitude: Decimal| {
            width.normalized().checked_mul(magnitude.normalized())
        };
        match (
            product(mine, other.magnitude()),
            product(theirs, self.magnitude()),
        ) {
            (Some(a), Some(b)) => a.cmp_value(b),
            _ => Ordering::Equal,
        }
    }

    fn magnitude(&self) -> Decimal {
        self.value.low().abs().max_value(self.value.high().abs())
    }

    /// Orders by the written number: lower end, then upper end.
    pub fn cmp_number(&self, other: &Self) -> Ordering {
        self.value
            .low()
            .cmp_value(other.value.low())
            .then_with(|| self.value.high().cmp_value(other.value.high()))
    }

    /// Whether the numbers differ by a power of ten, within one per cent: a slip of the scale.
    pub fn is_scale_apart(&self, other: &Self) -> bool {
        let (Value::Number(a), Value::Number(b)) = (self.value, other.value) else {
            return false;
        };
        if a.is_zero() || b.is_zero() || a.is_negative() != b.is_negative() {
            return false;
        }
        let (small, large) = if a.abs().cmp_value(b.abs()).is_le() {
            (a.abs(), b.abs())
        } else {
            (b.abs(), a.abs())
        };
        // Most numbers that are compared are close: nothing more is worked out for them.
        if is_under_ninefold(small, large) {
            return false;
        }
        let places = leading_place(large) - leading_place(small);
        // 9.99 and 100 lie one place further apart than their leading digits say, or one less.
        (places - 1..=places + 1).any(|power| power >= 1 && is_within_percent(small, large, power))
    }
}

/// Whether `large` is less than nine times `small`, and so no power of ten from it.
fn is_under_ninefold(small: Decimal, large: Decimal) -> bool {
    small
        .checked_mul(Decimal::from(9))
        .is_some_and(|ninefold| ninefold.cmp_value(large).is_gt())
}

fn leading_place(number: Decimal) -> i32 {
    let digits = number
        .coefficient()
        .unsigned_abs()
        .checked_ilog10()
        .unwrap_or(0);
    digits as i32 + i32::from(number.exponent())
}

fn is_within_percent(small: Decimal, large: Decimal, power: i32) -> bool {
    let Ok(places) = i16::try_from(power) else {
        return false;
    };
    let difference = small
        .scaled(places)
        .ok()
        .and_then(|raised| large.checked_sub(raised));
    difference
        .and_then(|difference| difference.abs().scaled(2).ok())
        .is_some_and(|hundredfold| hundredfold.cmp_value(large).is_le())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str, comparator: Comparator) -> Reading {
        Reading::new(Value::Number(text.parse().expect(text)), comparator)
    }

    #[test]
    fn a_bound_supports_only_within_a_tenth_of_itself() {
        let more_than_seven = reading("7e9", Comparator::AtLeast);
        let thirty = reading("30e9", Comparator::Exact);
        assert!(more_than_seven.is_compatible(&thirty));
        assert!(!more_than_seven.supports(&thirty));
        assert!(!thirty.supports(&more_than_seven));
        assert!(more_than_seven.says_less_than(&thirty));
        assert!(more_than_seven.supports(&reading("7.5e9", Comparator::Exact)));
        let up_to = reading("25e9", Comparator::AtMost);
        assert!(!up_to.supports(&reading("5e9", Comparator::Exact)));
        assert!(up_to.supports(&reading("25e9", Comparator::Exact)));
        assert!(!reading("30e9", Comparator::AtLeast).is_compatible(&up_to));
    }

    #[test]
    fn precision_goes_by_comparator_and_then_by_relative_width() {
        let less = |a: &Reading, b: &Reading| a.cmp_precision(b) == Ordering::Less;
        assert!(less(
            &reading("9e9", Comparator::Exact),
            &reading("9.1e9", Comparator::Approx)
        ));
        assert!(less(
            &reading("9.1e9", Comparator::Exact),
            &reading("9e9", Comparator::Exact)
        ));
        // A larger number is no more precise for being large.
        let (twelve, fourteen) = (
            reading("12", Comparator::Exact),
            reading("14", Comparator::Exact),
        );
        assert_eq!(twelve.cmp_precision(&fourteen), Ordering::Equal);
        assert!(less(
            &reading("14", Comparator::Range),
            &reading("12", Comparator::Range)
        ));
        assert!(less(
            &reading("30", Comparator::AtLeast),
            &reading("33", Comparator::AtMost)
        ));
        assert!(less(
            &reading("105", Comparator::AtLeast),
            &reading("100", Comparator::AtLeast)
        ));
    }

    #[test]
    fn a_slip_of_the_scale_is_seen_within_one_per_cent() {
        let apart = |a: &str, b: &str| {
            reading(a, Comparator::Exact).is_scale_apart(&reading(b, Comparator::Exact))
        };
        assert!(apart("5e9", "50e9"));
        assert!(apart("9.99", "100"));
        assert!(apart("-3e6", "-3e9"));
        assert!(!apart("5e9", "5e9"));
        assert!(!apart("5e9", "48e9"));
        assert!(!apart("-5", "50"));
    }
}
