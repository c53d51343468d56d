//! What a claim says a number is: the value, and how it is compared.

use std::fmt;

use bincode::{Decode, Encode};

use crate::{Decimal, Interval};

/// How the text relates the figure to the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
#[repr(u8)]
pub enum Comparator {
    /// The number itself.
    Exact = 0,
    /// About, roughly, nearly.
    Approx = 1,
    /// More than, over, at least.
    AtLeast = 2,
    /// Up to, under, at most.
    AtMost = 3,
    /// Between two numbers.
    Range = 4,
}

impl Comparator {
    /// All of them, in the order of their numbers.
    pub const ALL: [Comparator; 5] = [
        Self::Exact,
        Self::Approx,
        Self::AtLeast,
        Self::AtMost,
        Self::Range,
    ];

    /// The word used in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Approx => "approx",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Range => "range",
        }
    }

    /// Whether it only bounds the number from one side.
    pub fn is_bound(self) -> bool {
        matches!(self, Self::AtLeast | Self::AtMost)
    }

    /// How cautious it is: a bound, then a range, then approximate, then exact.
    pub fn caution(self) -> u8 {
        match self {
            Self::AtLeast | Self::AtMost => 3,
            Self::Range => 2,
            Self::Approx => 1,
            Self::Exact => 0,
        }
    }

    /// The more cautious of two wordings of one number; both bounds together say "about".
    #[must_use]
    pub fn most_cautious(self, other: Self) -> Self {
        match (self, other) {
            (Self::AtLeast, Self::AtMost) | (Self::AtMost, Self::AtLeast) => Self::Approx,
            (a, b) if a.caution() >= b.caution() => a,
            (_, b) => b,
        }
    }
}

impl fmt::Display for Comparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::str::FromStr for Comparator {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::ALL
            .into_iter()
            .find(|c| c.as_str() == text)
            .ok_or_else(|| ValueError::UnknownComparator {
                text: text.to_owned(),
            })
    }
}

/// A number, or the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
#[repr(u8)]
pub enum Value {
    /// One number.
    Number(Decimal) = 0,
    /// Both ends as written, the smaller first.
    Range(Decimal, Decimal) = 1,
}

/// Why a value was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// The ends of a range are in the wrong order.
    #[error("the range {low} to {high} runs downwards: give the smaller end first")]
    Descending {
        /// The first end.
        low: Decimal,
        /// The second end.
        high: Decimal,
    },
    /// No such comparator.
    #[error("'{text}' is no comparator: use exact, approx, at_least, at_most or range")]
    UnknownComparator {
        /// What was given.
        text: String,
    },
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl Value {
    /// A range between two numbers.
    ///
    /// # Errors
    /// If `low` is above `high`.
    pub fn range(low: Decimal, high: Decimal) -> Result<Self, ValueError> {
        if low.cmp_value(high).is_gt() {
            return Err(ValueError::Descending { low, high });
        }
        Ok(Self::Range(low, high))
    }

    /// The number, or the lower end.
    pub fn low(self) -> Decimal {
        match self {
            Self::Number(number) | Self::Range(number, _) => number,
        }
    }

    /// The number, or the upper end.
    pub fn high(self) -> Decimal {
        match self {
            Self::Number(number) | Self::Range(_, number) => number,
        }
    }

    /// The exponent of the last digit written (the coarser end's, for a range).
    pub fn precision(self) -> i16 {
        self.low().exponent().max(self.high().exponent())
    }

    /// Whether both are the same number or the same range, whatever their precision.
    pub fn same_number(self, other: Self) -> bool {
        self.low().same_number(other.low()) && self.high().same_number(other.high())
    }

    /// The numbers it can mean under `comparator`.
    ///
    /// With *u* one unit of the last digit written: exact means [v − u/2,
    /// v + u/2); approx reaches u or 2.5 %, whichever is more, but at most 20 %,
    /// to both sides; a range reaches u/2 beyond its ends; bounds are open on
    /// one side and speak of the magnitude of a negative number.
    pub fn interval(self, comparator: Comparator) -> Interval {
        let (low, high) = (self.low(), self.high());
        match comparator {
            Comparator::Exact | Comparator::Range => {
                spread(low, high, half_unit(low), half_unit(high))
            }
            Comparator::Approx => spread(low, high, approx_reach(low), approx_reach(high)),
            Comparator::AtLeast if high.is_negative() => Interval {
                low: None,
                high: Some(high),
            },
            Comparator::AtLeast => Interval {
                low: Some(low),
                high: None,
            },
            Comparator::AtMost if high.is_negative() => Interval {
                low: Some(low),
                high: None,
            },
            Comparator::AtMost => Interval {
                low: None,
                high: Some(high),
            },
        }
    }
}

/// `[low − below, high + above)`; an end that cannot be computed stays open, which never
/// excludes a number wrongly.
fn spread(low: Decimal, high: Decimal, below: Option<Decimal>, above: Option<Decimal>) -> Interval {
    Interval {
        low: below.and_then(|reach| low.checked_sub(reach)),
        high: above.and_then(|reach| high.checked_add(reach)),
    }
}

/// Half a unit of the last digit written.
fn half_unit(number: Decimal) -> Option<Decimal> {
    Decimal::new(5, number.exponent().checked_sub(1)?).ok()
}

/// How far "about" reaches: the last digit's unit or 2.5 %, whichever is more, at most 20 %.
fn approx_reach(number: Decimal) -> Option<Decimal> {
    let magnitude = number.abs();
    if magnitude.is_zero() {
        return half_unit(number);
    }
    let share = |per_mille: i128| magnitude.checked_mul(Decimal::new(per_mille, -3).ok()?);
    let reach = number.unit_of_last_digit().max_value(share(25)?);
    Some(reach.min_value(share(200)?))
}

/// The number, or `low–high`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Range(low, high) => write!(f, "{low}–{high}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn interval(text: &str, comparator: Comparator) -> String {
        Value::Number(text.parse().expect(text))
            .interval(comparator)
            .to_string()
    }

    #[test]
    fn an_exact_value_reaches_half_a_unit_of_its_last_digit() {
        assert_eq!(
            interval("5e9", Comparator::Exact),
            "[4500000000, 5500000000)"
        );
        assert_eq!(
            interval("2.75e9", Comparator::Exact),
            "[2745000000, 2755000000)"
        );
        assert_eq!(interval("-17", Comparator::Exact), "[-17.5, -16.5)");
    }

    #[test]
    fn about_reaches_a_unit_or_a_fortieth_but_never_more_than_a_fifth() {
        assert_eq!(
            interval("9e9", Comparator::Approx),
            "[8000000000.000, 10000000000.000)".replace(".000", "")
        );
        assert_eq!(
            interval("2e9", Comparator::Approx),
            "[1600000000, 2400000000)"
        );
        assert_eq!(interval("4000", Comparator::Approx), "[3900.000, 4100.000)");
    }

    #[test]
    fn bounds_on_negative_values_speak_of_the_magnitude() {
        assert_eq!(interval("30e9", Comparator::AtLeast), "[30000000000, …)");
        assert_eq!(interval("-150", Comparator::AtLeast), "(…, -150)");
        assert_eq!(interval("-150", Comparator::AtMost), "[-150, …)");
    }

    #[test]
    fn touching_ends_are_not_compatible() {
        let four = Value::Number("4".parse().unwrap()).interval(Comparator::Exact);
        let five = Value::Number("5".parse().unwrap()).interval(Comparator::Exact);
        assert!(!four.overlaps(five));
        assert!(
            Value::Number("4.5".parse().unwrap())
                .interval(Comparator::Exact)
                .overlaps(five)
        );
    }

    #[test]
    fn a_range_runs_upwards() {
        let (a, b) = ("18e9".parse().unwrap(), "25e9".parse().unwrap());
        assert!(Value::range(a, b).is_ok());
        assert!(
            Value::range(b, a)
                .unwrap_err()
                .to_string()
                .contains("runs downwards")
        );
    }

    fn any_value() -> impl Strategy<Value = Value> {
        (-100_000_i128..100_000, -4_i16..12)
            .prop_map(|(c, e)| Value::Number(Decimal::new(c, e).expect("in range")))
    }

    fn any_comparator() -> impl Strategy<Value = Comparator> {
        prop::sample::select(Comparator::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn every_reading_of_a_value_is_compatible_with_itself(v in any_value(), c in any_comparator()) {
            let i = v.interval(c);
            prop_assert!(i.is_proper());
            prop_assert!(i.overlaps(i));
            prop_assert!(i.covers(i));
        }

        #[test]
        fn overlap_is_symmetric_and_implied_by_cover(a in any_value(), b in any_value(), c in any_comparator(), d in any_comparator()) {
            let (x, y) = (a.interval(c), b.interval(d));
            prop_assert_eq!(x.overlaps(y), y.overlaps(x));
            if x.covers(y) { prop_assert!(x.overlaps(y)); }
            prop_assert!(x.envelope(y).covers(x));
            if x.overlaps(y) { prop_assert!(x.covers(x.intersection(y))); }
        }

        #[test]
        fn about_covers_exactly(v in any_value()) {
            // From five in the last digit on, the cap of a fifth no longer bites into half a unit.
            prop_assume!(v.low().coefficient().abs() >= 5 || v.low().is_zero());
            prop_assert!(v.interval(Comparator::Approx).covers(v.interval(Comparator::Exact)));
        }

        #[test]
        fn caution_is_commutative(a in any_comparator(), b in any_comparator()) {
            prop_assert_eq!(a.most_cautious(b).caution(), b.most_cautious(a).caution());
        }
    }
}
