//! How the words of a text fit a number of the book: whether these make them true.

use claimbook_model::{Comparator, Decimal, Value};

use super::verdict::magnitude;
use crate::figure::Reading;

/// How a number of a text fits one of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fit {
    /// Whatever the book's number means, rounded as the text does, the text is true of it.
    Same,
    /// The book's number is bounded, a range or "about"; the text gives one without that.
    HedgeDropped,
    /// The text has more digits.
    TooPrecise,
    /// True, but it says little: "more than 7" of 30.
    SaysLess,
    /// The book knows a bound only, and the text's number lies far from it.
    OnlyBound,
    /// Both could be one number, but the one does not follow from the other.
    OtherWording,
    /// They cannot be one number.
    Differs,
}

/// How `said`, of a text, fits `held`, of the book. Units are the caller's.
pub fn fit(said: &Reading, held: &Reading) -> Fit {
    if !said.is_compatible(held) {
        return Fit::Differs;
    }
    let finer = finest_digit(said.value) < finest_written(held.value);
    if said.comparator == held.comparator && said.value.same_number(held.value) {
        return if finer { Fit::TooPrecise } else { Fit::Same };
    }
    if said.comparator.is_bound() {
        return bound(said, held);
    }
    if held.comparator.is_bound() {
        return if said.supports(held) {
            Fit::HedgeDropped
        } else {
            Fit::OnlyBound
        };
    }
    if said.comparator.caution() < held.comparator.caution() {
        return if said.interval.covers(held.interval) {
            Fit::Same
        } else {
            Fit::HedgeDropped
        };
    }
    match said.comparator {
        Comparator::Range => range(said, held),
        _ if finer => Fit::TooPrecise,
        Comparator::Approx if is_about(said.value, held.value) => Fit::Same,
        Comparator::Exact if rounds_to(said, held) => Fit::Same,
        _ => Fit::OtherWording,
    }
}

fn bound(said: &Reading, held: &Reading) -> Fit {
    if !said.interval.covers(held.interval) {
        Fit::OtherWording
    } else if said.supports(held) {
        Fit::Same
    } else {
        Fit::SaysLess
    }
}

/// A range holds the number; one that is wider than half of it says little.
fn range(said: &Reading, held: &Reading) -> Fit {
    if !said.interval.covers(held.interval) {
        return Fit::OtherWording;
    }
    let width = said.value.high().checked_sub(said.value.low());
    let twice = width.and_then(|width| width.checked_add(width));
    let narrow = twice.is_some_and(|twice| twice.cmp_value(magnitude(held.value)).is_le());
    if narrow { Fit::Same } else { Fit::SaysLess }
}

/// Whether "about" is true of the other number: it rounds to it, or is within 2.5 %.
fn is_about(said: Value, held: Value) -> bool {
    let (Value::Number(said), Value::Number(held)) = (said, held) else {
        return false;
    };
    let Some(distance) = said.checked_sub(held).map(Decimal::abs) else {
        return false;
    };
    let within =
        |reach: Option<Decimal>| reach.is_some_and(|reach| distance.cmp_value(reach).is_le());
    let half = Decimal::new(5, said.exponent().saturating_sub(1)).ok();
    let share = Decimal::new(25, -3)
        .ok()
        .and_then(|share| said.abs().checked_mul(share));
    within(half) || within(share)
}

/// Whether the book's number, to the last digit that the text writes, is the text's.
fn rounds_to(said: &Reading, held: &Reading) -> bool {
    let Value::Number(number) = held.value else {
        return false;
    };
    let above = |low: Decimal| low.cmp_value(number).is_le();
    let below = |high: Decimal| high.cmp_value(number).is_gt();
    said.interval.low.is_some_and(above) && said.interval.high.is_some_and(below)
}

/// The power of ten of the finest digit that a text means: the zeros of a number that is written
/// out ("5,000,000,000") say no more than its scale would ("5 billion").
fn finest_digit(value: Value) -> i16 {
    let one = |number: Decimal| match number.exponent() {
        _ if number.is_zero() => i16::MAX,
        0 => number.normalized().exponent().max(0),
        written => written,
    };
    one(value.low()).min(one(value.high()))
}

/// The power of ten of the finest digit as written.
fn finest_written(value: Value) -> i16 {
    value.low().exponent().min(value.high().exponent())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `5e9`, `~9`, `>=30`, `<=25`, `18..25`.
    fn reading(text: &str) -> Reading {
        let number = |text: &str| text.parse::<Decimal>().expect(text);
        let (value, comparator) = if let Some(rest) = text.strip_prefix('~') {
            (number(rest).into(), Comparator::Approx)
        } else if let Some(rest) = text.strip_prefix(">=") {
            (number(rest).into(), Comparator::AtLeast)
        } else if let Some(rest) = text.strip_prefix("<=") {
            (number(rest).into(), Comparator::AtMost)
        } else if let Some((low, high)) = text.split_once("..") {
            let range = Value::range(number(low), number(high)).expect(text);
            (range, Comparator::Range)
        } else {
            (number(text).into(), Comparator::Exact)
        };
        Reading::new(value, comparator)
    }

    #[test]
    fn every_way_in_which_a_text_can_fit() {
        let cases = [
            ("13", "12.9", Fit::Same),
            ("~13", "12.9", Fit::Same),
            ("12.9", "12.9", Fit::Same),
            ("5000000000", "5e9", Fit::Same),
            ("5e9", "5000000000", Fit::Same),
            (">=12", "12.9", Fit::Same),
            ("12..14", "12.9", Fit::Same),
            ("~20", "20", Fit::Same),
            ("<=25", "<=25", Fit::Same),
            ("13", "~12.9", Fit::Same),
            ("13", "~13", Fit::HedgeDropped),
            ("30", ">=30", Fit::HedgeDropped),
            ("~30", ">=30", Fit::HedgeDropped),
            ("20", "18..25", Fit::HedgeDropped),
            ("12.94", "12.9", Fit::TooPrecise),
            ("50e8", "5e9", Fit::TooPrecise),
            ("~12.9", "~13", Fit::TooPrecise),
            (">=7", "30", Fit::SaysLess),
            ("1..100", "30", Fit::SaysLess),
            ("50", ">=30", Fit::OnlyBound),
            ("~9", "8.1", Fit::OtherWording),
            ("12", "12.5", Fit::OtherWording),
            (">=30", "30", Fit::OtherWording),
            ("4", "5", Fit::Differs),
            ("5000", "5012", Fit::Differs),
            ("<=25", "30", Fit::Differs),
        ];
        for (said, held, expected) in cases {
            let found = fit(&reading(said), &reading(held));
            assert_eq!(found, expected, "{said} of {held}");
        }
    }

    fn any_reading() -> impl Strategy<Value = Reading> {
        let number = (-2_000_i128..2_000, -2_i16..3)
            .prop_map(|(digits, exponent)| Decimal::new(digits, exponent).expect("in range"));
        let comparator = prop::sample::select(Comparator::ALL.to_vec());
        (number.clone(), number, comparator).prop_map(|(a, b, comparator)| {
            let value = match comparator {
                Comparator::Range => Value::range(a.min_value(b), a.max_value(b)).expect("rises"),
                _ => Value::Number(a),
            };
            Reading::new(value, comparator)
        })
    }

    /// Rounds half up to a power of ten, by whole numbers: 10^-6 is one.
    fn rounded(number: Decimal, exponent: i16) -> i128 {
        let ones = |number: Decimal| {
            let shift = u32::try_from(number.exponent() + 6).expect("small exponents");
            number.coefficient() * 10_i128.pow(shift)
        };
        let unit = 10_i128.pow(u32::try_from(exponent + 6).expect("small exponents"));
        (ones(number) * 2 + unit).div_euclid(2 * unit)
    }

    proptest! {
        // Few pairs fit: the others are looked at by the test after this one.
        #![proptest_config(ProptestConfig { max_global_rejects: 10_000_000, ..ProptestConfig::with_cases(1_000) })]
        #[test]
        fn what_fits_is_true_of_the_number_of_the_book(said in any_reading(), held in any_reading()) {
            // Most pairs do not fit: to reject them would end the test.
            if fit(&said, &held) != Fit::Same {
                return Ok(());
            }
            let number = held.value.low();
            match said.comparator {
                // A bound that fits is kept by all that the book's number can mean.
                Comparator::AtLeast | Comparator::AtMost | Comparator::Range => {
                    prop_assert!(said.interval.covers(held.interval));
                }
                Comparator::Exact => {
                    prop_assert!(!held.comparator.is_bound());
                    let exponent = said.value.precision();
                    for end in [held.value.low(), held.value.high()] {
                        prop_assert_eq!(rounded(end, exponent), rounded(said.value.low(), exponent));
                    }
                }
                Comparator::Approx => {
                    prop_assert!(!held.comparator.is_bound());
                    let distance = said.value.low().checked_sub(number).expect("small").abs();
                    let share = said.value.low().abs().to_f64_lossy() / 5.0;
                    prop_assert!(distance.to_f64_lossy() <= share.max(1e-9) || share == 0.0);
                }
            }
        }

        #[test]
        fn a_number_never_fits_one_that_it_cannot_be(said in any_reading(), held in any_reading()) {
            let impossible = !said.interval.overlaps(held.interval);
            prop_assert_eq!(impossible, fit(&said, &held) == Fit::Differs);
        }

        #[test]
        fn every_number_fits_itself(said in any_reading()) {
            prop_assert_eq!(fit(&said, &said), Fit::Same);
        }
    }
}
