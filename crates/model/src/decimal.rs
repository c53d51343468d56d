//! Exact decimals that keep the precision as written.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use bincode::{Decode, Encode};

/// The most digits a decimal holds, as in IEEE 754 decimal128.
pub const DIGITS_MAX: u32 = 34;
/// The largest exponent, and the smallest one negated.
pub const EXPONENT_MAX: i16 = 400;

/// How far apart the exponents of two coefficients of 64 bits can be for both to fit in 128 bits
/// when aligned.
const NARROW_PLACES_MAX: usize = 18;

/// The powers of ten that fit, by exponent: looked up, since comparing is done very often.
const POWERS_OF_TEN: [i128; 39] = {
    let mut powers = [1; 39];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// `coefficient × 10^exponent`, never a float.
///
/// The exponent is that of the last digit as written, so `5 × 10^9` ("$5
/// billion") and `5000000000 × 10^0` ("$5,000,000,000") are the same number in
/// a different precision. `==` compares what was written; [`Decimal::cmp_value`]
/// and [`Decimal::same_number`] compare the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
pub struct Decimal {
    coefficient: i128,
    exponent: i16,
}

/// Why a text or a pair of numbers is no decimal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecimalError {
    /// The text is not of the form `-123.45` or `12.3e-4`.
    #[error(
        "'{text}' is no decimal number: write digits with at most one point, as in -12.50 or 6.67e-11"
    )]
    Malformed {
        /// What was to be read.
        text: String,
    },
    /// More digits than are kept.
    #[error("a number of more than {DIGITS_MAX} digits cannot be kept exactly")]
    TooManyDigits,
    /// An exponent out of range.
    #[error("the exponent {exponent} is outside -{EXPONENT_MAX} to {EXPONENT_MAX}")]
    ExponentOutOfRange {
        /// The exponent that was asked for.
        exponent: i64,
    },
}

impl Decimal {
    /// Zero, written without decimals.
    pub const ZERO: Decimal = Decimal {
        coefficient: 0,
        exponent: 0,
    };

    /// `coefficient × 10^exponent`, with the last digit of `coefficient` as the last one written.
    ///
    /// # Errors
    /// If the coefficient has more than [`DIGITS_MAX`] digits or the exponent
    /// lies outside ±[`EXPONENT_MAX`].
    pub fn new(coefficient: i128, exponent: i16) -> Result<Self, DecimalError> {
        if exponent.unsigned_abs() > EXPONENT_MAX.unsigned_abs() {
            return Err(DecimalError::ExponentOutOfRange {
                exponent: exponent.into(),
            });
        }
        if coefficient.unsigned_abs() >= POWERS_OF_TEN[DIGITS_MAX as usize].unsigned_abs() {
            return Err(DecimalError::TooManyDigits);
        }
        Ok(Self {
            coefficient,
            exponent,
        })
    }

    /// The digits as written, as one signed integer.
    pub fn coefficient(self) -> i128 {
        self.coefficient
    }

    /// The power of ten of the last digit written: 9 for "5 billion", -2 for "0.25".
    pub fn exponent(self) -> i16 {
        self.exponent
    }

    /// Whether the number is zero, in any precision.
    pub fn is_zero(self) -> bool {
        self.coefficient == 0
    }

    /// Whether the number is below zero.
    pub fn is_negative(self) -> bool {
        self.coefficient < 0
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self {
            coefficient: self.coefficient.abs(),
            ..self
        }
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            coefficient: -self.coefficient,
            ..self
        }
    }

    /// One unit of the last digit written.
    #[must_use]
    pub fn unit_of_last_digit(self) -> Self {
        Self {
            coefficient: 1,
            exponent: self.exponent,
        }
    }

    /// Moves the point: `self × 10^places`, precision included ("5" of "5 billion" by 9).
    ///
    /// # Errors
    /// If the exponent would leave ±[`EXPONENT_MAX`].
    pub fn scaled(self, places: i16) -> Result<Self, DecimalError> {
        let exponent = i64::from(self.exponent) + i64::from(places);
        let narrow =
            i16::try_from(exponent).map_err(|_| DecimalError::ExponentOutOfRange { exponent })?;
        Self::new(self.coefficient, narrow)
    }

    /// The sum, in the finer of the two precisions; `None` if it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let (a, b, exponent) = aligned(self, other)?;
        Self::new(a.checked_add(b)?, exponent).ok()
    }

    /// The difference, in the finer of the two precisions; `None` if it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// The product; `None` if it does not fit.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.checked_add(other.exponent)?;
        Self::new(self.coefficient.checked_mul(other.coefficient)?, exponent).ok()
    }

    /// Compares the numbers, whatever their precision.
    pub fn cmp_value(self, other: Self) -> Ordering {
        if let Some(order) = self.cmp_narrow(other) {
            return order;
        }
        let signs = self.coefficient.signum().cmp(&other.coefficient.signum());
        if signs != Ordering::Equal || self.coefficient == 0 {
            return signs;
        }
        let magnitude = self
            .leading_place()
            .cmp(&other.leading_place())
            .then_with(|| {
                // With the leading digits in one place, both fit in DIGITS_MAX digits after aligning
                // unless the spread of precision is wider than that: then the coarser is padded.
                match aligned(self.abs(), other.abs()) {
                    Some((a, b, _)) => a.cmp(&b),
                    None => Ordering::Equal,
                }
            });
        if self.coefficient < 0 {
            magnitude.reverse()
        } else {
            magnitude
        }
    }

    /// Compares numbers whose aligned coefficients cannot overflow, which is nearly all there
    /// are; `None` for the others.
    #[inline]
    fn cmp_narrow(self, other: Self) -> Option<Ordering> {
        if self.exponent == other.exponent {
            return Some(self.coefficient.cmp(&other.coefficient));
        }
        let a = i128::from(i64::try_from(self.coefficient).ok()?);
        let b = i128::from(i64::try_from(other.coefficient).ok()?);
        let places = usize::from(self.exponent.abs_diff(other.exponent));
        if places > NARROW_PLACES_MAX {
            return None;
        }
        let factor = POWERS_OF_TEN[places];
        Some(if self.exponent > other.exponent {
            (a * factor).cmp(&b)
        } else {
            a.cmp(&(b * factor))
        })
    }

    /// Whether both are the same number, whatever their precision.
    pub fn same_number(self, other: Self) -> bool {
        self.cmp_value(other) == Ordering::Equal
    }

    /// The larger number.
    #[must_use]
    pub fn max_value(self, other: Self) -> Self {
        if self.cmp_value(other) == Ordering::Less {
            other
        } else {
            self
        }
    }

    /// The smaller number.
    #[must_use]
    pub fn min_value(self, other: Self) -> Self {
        if self.cmp_value(other) == Ordering::Greater {
            other
        } else {
            self
        }
    }

    /// The same number without trailing zeros: one form for each number.
    #[must_use]
    pub fn normalized(self) -> Self {
        if self.coefficient == 0 {
            return Self::ZERO;
        }
        let mut stripped = self;
        while stripped.coefficient % 10 == 0 && stripped.exponent < EXPONENT_MAX {
            stripped.coefficient /= 10;
            stripped.exponent += 1;
        }
        stripped
    }

    /// The nearest float, for charts and ranking only; never stored, never compared for equality.
    pub fn to_f64_lossy(self) -> f64 {
        format!("{self:e}").parse().unwrap_or(f64::NAN)
    }

    /// The power of ten of the first significant digit.
    fn leading_place(self) -> i32 {
        digits(self.coefficient) as i32 + i32::from(self.exponent)
    }
}

/// How many digits a coefficient has; one for zero.
fn digits(coefficient: i128) -> u32 {
    coefficient
        .unsigned_abs()
        .checked_ilog10()
        .map_or(1, |log| log + 1)
}

/// Both coefficients at the finer exponent; `None` where that overflows.
fn aligned(a: Decimal, b: Decimal) -> Option<(i128, i128, i16)> {
    let exponent = a.exponent.min(b.exponent);
    let widen = |d: Decimal| {
        if d.coefficient == 0 {
            return Some(0);
        }
        let places = usize::from(d.exponent.abs_diff(exponent));
        d.coefficient.checked_mul(*POWERS_OF_TEN.get(places)?)
    };
    Some((widen(a)?, widen(b)?, exponent))
}

/// Fully expanded, without exponent: `5000000000`, `-0.25`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.coefficient < 0 { "-" } else { "" };
        let digits = self.coefficient.unsigned_abs().to_string();
        if self.exponent >= 0 {
            let zeros = if self.coefficient == 0 {
                0
            } else {
                self.exponent as usize
            };
            return f.pad(&format!("{sign}{digits}{}", "0".repeat(zeros)));
        }
        let places = self.exponent.unsigned_abs() as usize;
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        f.pad(&format!("{sign}{whole}.{fraction}"))
    }
}

/// The exact form with its precision: `5e9`. Reads back as the same decimal.
impl fmt::LowerExp for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}e{}", self.coefficient, self.exponent)
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads `-12.50` or `6.67e-11`; every digit written counts as known, but for zeros at the end
    /// of a whole number that are more than can be kept: so whatever is printed can be read.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let malformed = || DecimalError::Malformed {
            text: text.chars().take(60).collect(),
        };
        let (mantissa, power) = match text.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i32>().map_err(|_| malformed())?),
            None => (text, 0),
        };
        let (negative, unsigned) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(malformed());
        }
        if unsigned.ends_with('.') {
            return Err(malformed());
        }
        let significant = format!("{whole}{fraction}");
        let significant = significant.trim_start_matches('0');
        let excess = significant.len().saturating_sub(DIGITS_MAX as usize);
        let (significant, rest) = significant.split_at(significant.len() - excess);
        if rest.bytes().any(|digit| digit != b'0') || excess > 0 && !fraction.is_empty() {
            return Err(DecimalError::TooManyDigits);
        }
        let magnitude: i128 = if significant.is_empty() {
            0
        } else {
            significant.parse().map_err(|_| malformed())?
        };
        let exponent = i64::from(power) - fraction.len() as i64 + excess as i64;
        let narrow =
            i16::try_from(exponent).map_err(|_| DecimalError::ExponentOutOfRange { exponent })?;
        Self::new(if negative { -magnitude } else { magnitude }, narrow)
    }
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self {
            coefficient: whole.into(),
            exponent: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn prints_expanded_and_keeps_the_written_precision() {
        assert_eq!(Decimal::new(5, 9).unwrap().to_string(), "5000000000");
        assert_eq!(decimal("0.50").to_string(), "0.50");
        assert_eq!(decimal("-12.5").exponent(), -1);
        assert_eq!(format!("{:e}", decimal("2.75e9")), "275e7");
    }

    #[test]
    fn compares_numbers_across_precisions() {
        assert!(decimal("5e9").same_number(decimal("5000000000")));
        assert_ne!(decimal("5e9"), decimal("5000000000"));
        assert_eq!(
            decimal("-1e300").cmp_value(decimal("1e-300")),
            Ordering::Less
        );
        assert_eq!(decimal("9e-5").cmp_value(decimal("1e-4")), Ordering::Less);
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "-", ".5", "5.", "1,000", "1e", "ten", "0x10", "1.2.3"] {
            assert!(
                matches!(text.parse::<Decimal>(), Err(DecimalError::Malformed { .. })),
                "{text}"
            );
        }
        assert_eq!(
            "1".repeat(35).parse::<Decimal>(),
            Err(DecimalError::TooManyDigits)
        );
        assert!("1e999".parse::<Decimal>().is_err());
    }

    fn any_decimal() -> impl Strategy<Value = Decimal> {
        (-10_i128.pow(33)..10_i128.pow(33), -60_i16..60)
            .prop_map(|(c, e)| Decimal::new(c, e).expect("in range"))
    }

    proptest! {
        #[test]
        fn exact_form_reads_back(d in any_decimal()) {
            prop_assert_eq!(format!("{d:e}").parse::<Decimal>().unwrap(), d);
        }

        #[test]
        fn expanded_form_reads_back_as_the_same_number(d in any_decimal()) {
            prop_assert!(d.to_string().parse::<Decimal>().unwrap().same_number(d));
        }

        #[test]
        fn order_is_total_and_agrees_with_subtraction(a in any_decimal(), b in any_decimal()) {
            prop_assert_eq!(a.cmp_value(b), b.cmp_value(a).reverse());
            if let Some(difference) = a.checked_sub(b) {
                prop_assert_eq!(a.cmp_value(b), difference.cmp_value(Decimal::ZERO));
            }
        }

        #[test]
        fn normalizing_keeps_the_number(d in any_decimal()) {
            prop_assert!(d.normalized().same_number(d));
            prop_assert_eq!(d.normalized().normalized(), d.normalized());
        }
    }
}
