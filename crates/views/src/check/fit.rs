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
        let is_true = said.interval.covers(held.interval) && is_close(said, held.value);
        return if is_true {
            Fit::Same
        } else {
            Fit::HedgeDropped
        };
    }
    match said.comparator {
        Comparator::Range => range(said, held),
        _ if finer => Fit::TooPrecise,
        Comparator::Approx if is_about(said.value, held.value) => Fit::Same,
        Comparator::Exact if rounds_to(said, held) && is_close(said, held.value) => Fit::Same,
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
    within(share) || (within(half) && is_close_to(said, held, ABOUT_PER_CENT))
}

/// How far a rounded number may be from the book's, in hundredths of the book's.
const ROUNDED_PER_CENT: i128 = 5;
/// How far a number that the text gives as "about" may be.
const ABOUT_PER_CENT: i128 = 10;

/// Whether the rounding of the text leaves it close enough to every number of the book.
fn is_close(said: &Reading, held: Value) -> bool {
    let per_cent = match said.comparator {
        Comparator::Exact => ROUNDED_PER_CENT,
        Comparator::Approx => ABOUT_PER_CENT,
        Comparator::AtLeast | Comparator::AtMost | Comparator::Range => return true,
    };
    let said = said.value.low();
    is_close_to(said, held.low(), per_cent) && is_close_to(said, held.high(), per_cent)
}

fn is_close_to(said: Decimal, held: Decimal, per_cent: i128) -> bool {
    let distance = said.checked_sub(held).map(Decimal::abs);
    let share = Decimal::new(per_cent, -2).ok();
    let reach = share.and_then(|share| held.abs().checked_mul(share));
    distance
        .zip(reach)
        .is_some_and(|(distance, reach)| distance.cmp_value(reach).is_le())
}

/// Whether the book's number, to the last digit that the text writes, is the text's; what lies
/// halfway is rounded either way.
fn rounds_to(said: &Reading, held: &Reading) -> bool {
    let Value::Number(number) = held.value else {
        return false;
    };
    let above = |low: Decimal| low.cmp_value(number).is_le();
    let below = |high: Decimal| high.cmp_value(number).is_ge();
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
            ("12", "12.5", Fit::Same),
            ("1.2e9", "1.25e9", Fit::Same),
            ("1.3e9", "1.25e9", Fit::Same),
            ("1e9", "1.25e9", Fit::OtherWording),
            ("1", "~1.2", Fit::HedgeDropped),
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

    /// A number of the book that is often close to the one of the text.
    fn any_pair() -> impl Strategy<Value = (Reading, Reading)> {
        let nearby = (any_reading(), any_reading(), -60_i128..60, -3_i16..3).prop_map(
            |(said, other, digits, exponent)| {
                let nudge = Decimal::new(digits, exponent).expect("in range");
                let moved = said.value.low().checked_add(nudge).expect("small");
                let value = match other.comparator {
                    Comparator::Range => {
                        let end = moved.checked_add(nudge.abs()).expect("small");
                        Value::range(moved, end).expect("rises")
                    }
                    _ => Value::Number(moved),
                };
                (said, Reading::new(value, other.comparator))
            },
        );
        prop_oneof![3 => nearby, 1 => (any_reading(), any_reading())]
    }

    proptest! {
        // Few pairs fit: the others are looked at by the test after this one.
        #![proptest_config(ProptestConfig { max_global_rejects: 10_000_000, ..ProptestConfig::with_cases(1_000) })]
        #[test]
        fn what_fits_is_true_of_the_number_of_the_book((said, held) in any_pair()) {
            if fit(&said, &held) != Fit::Same {
                return Ok(());
            }
            let number = said.value.low();
            let apart = |end: Decimal| end.checked_sub(number).expect("small").abs().to_f64_lossy();
            let share = |end: Decimal| end.abs().to_f64_lossy() * 1.000_001;
            match said.comparator {
                // A bound that fits is kept by all that the book's number can mean.
                Comparator::AtLeast | Comparator::AtMost | Comparator::Range => {
                    prop_assert!(said.interval.covers(held.interval));
                }
                Comparator::Exact => {
                    prop_assert!(!held.comparator.is_bound());
                    let half = 10_f64.powi(said.value.precision().into()) / 2.0 * 1.000_001;
                    for end in [held.value.low(), held.value.high()] {
                        prop_assert!(apart(end) <= half);
                        prop_assert!(apart(end) <= share(end) / 20.0);
                    }
                }
                Comparator::Approx => {
                    prop_assert!(!held.comparator.is_bound());
                    for end in [held.value.low(), held.value.high()] {
                        prop_assert!(apart(end) <= share(end) / 5.0);
                    }
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
