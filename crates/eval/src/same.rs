//! When two lines say the same: values, units, figures, periods.

use std::collections::BTreeSet;

use claimbook_model::Decimal;

use crate::line::{Gold, Known, Number, Predicted, Reading};

/// Values of equal length, each number within half a percent of the one that was found.
fn same_value(gold: &[Number], found: &[Number]) -> bool {
    let same = |(a, b): (&Number, &Number)| match (a, b) {
        (Number::Decimal(a, _), Number::Decimal(b, _)) => near(*a, *b),
        _ => false,
    };
    gold.len() == found.len() && gold.iter().zip(found).all(same)
}

/// Whether `a` is `b`, or off by at most half a percent of it.
fn near(a: Decimal, b: Decimal) -> bool {
    if a.same_number(b) {
        return true;
    }
    // |a − b| ≤ |b| · 0.005, without a division. What overflows is far apart.
    let two_hundred = Decimal::new(200, 0).ok();
    let off = a.checked_sub(b).zip(two_hundred);
    off.and_then(|(off, factor)| off.abs().checked_mul(factor))
        .is_some_and(|scaled| scaled.cmp_value(b.abs()).is_le())
}

/// Whether the numbers are equal, in any precision; other words as they stand.
pub(crate) fn equal_numbers(a: &[Number], b: &[Number]) -> bool {
    let equal = |(a, b): (&Number, &Number)| match (a, b) {
        (Number::Decimal(a, _), Number::Decimal(b, _)) => a.same_number(*b),
        (Number::Other(a), Number::Other(b)) => a == b,
        _ => false,
    };
    a.len() == b.len() && a.iter().zip(b).all(equal)
}

/// The denominator of a rate (`USD/month`) is not compared: annotators differ on it.
fn same_unit(gold: &str, found: &str) -> bool {
    let numerator = |unit: &str| unit.split('/').next().unwrap_or_default().to_lowercase();
    numerator(gold) == numerator(found)
}

/// Whether value and unit of a prediction are those of a reading of the annotation.
pub(crate) fn right_quantity(gold: &Gold, found: &Predicted) -> bool {
    let value = &found.reading.value;
    gold.readings
        .iter()
        .any(|reading| same_value(&reading.value, value))
        && same_unit(&gold.unit, &found.unit)
}

/// Equal keys. A subject outside the catalog has no fixed slug: half of its words suffice.
pub(crate) fn same_figure(gold: Option<&str>, found: Option<&str>, known: &Known) -> bool {
    let (Some(gold), Some(found)) = (gold, found) else {
        return false;
    };
    let (subject, rest) = gold.split_once('/').unwrap_or((gold, ""));
    let (found_subject, found_rest) = found.split_once('/').unwrap_or((found, ""));
    if rest != found_rest.trim_end_matches('/') {
        return false;
    }
    let has_slug = |subject: &str| known.entities.contains(subject);
    if subject == found_subject || has_slug(subject) || has_slug(found_subject) {
        return subject == found_subject;
    }
    let words =
        |subject: &str| -> BTreeSet<String> { subject.split('-').map(str::to_owned).collect() };
    let (words, found_words) = (words(subject), words(found_subject));
    let shared = words.intersection(&found_words).count();
    shared > 0 && 2 * shared >= words.len().min(found_words.len())
}

/// The shortest period of which another may be a part: a month.
const MONTH_LENGTH: usize = 7;

/// Equal periods; a day in the month that the other names; any where the annotator could not tell.
fn same_period(gold: Option<&str>, found: Option<&str>) -> bool {
    let Some(gold) = gold else { return true };
    let Some(found) = found else { return false };
    let within =
        |whole: &str, part: &str| whole.chars().count() >= MONTH_LENGTH && part.starts_with(whole);
    gold == found || within(gold, found) || within(found, gold)
}

/// Whether the figure is that of a reading.
pub(crate) fn right_figure(gold: &Gold, found: &Predicted, known: &Known) -> bool {
    let figure = found.reading.figure.as_deref();
    let mut readings = gold.readings.iter();
    readings.any(|reading| same_figure(reading.figure.as_deref(), figure, known))
}

/// Whether figure, period and modality are right, each in any of the readings.
pub(crate) fn right_claim(gold: &Gold, found: &Predicted, known: &Known) -> bool {
    let any = |is_right: &dyn Fn(&Reading) -> bool| gold.readings.iter().any(is_right);
    let period = found.reading.period.as_deref();
    right_figure(gold, found, known)
        && any(&|reading| same_period(reading.period.as_deref(), period))
        && any(&|reading| reading.modality == found.reading.modality)
}

/// Whether the comparator is that of a reading.
pub(crate) fn right_comparator(gold: &Gold, found: &Predicted) -> bool {
    let comparator = &found.reading.comparator;
    gold.readings
        .iter()
        .any(|reading| reading.comparator == *comparator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            metrics: BTreeSet::new(),
            entities: ["acme".to_owned()].into(),
        }
    }

    #[test]
    fn values_within_half_a_percent_of_the_found_one_are_the_same() {
        let near = |a: &str, b: &str| near(a.parse().unwrap(), b.parse().unwrap());
        assert!(near("5000000000", "5.0e9"));
        assert!(near("100.5", "100") && !near("100.51", "100"));
        // Of the two ends, the found one is the measure.
        assert!(near("99.5", "100") && !near("100", "99.5"));
        assert!(near("-33000", "-33000") && !near("-33000", "33000"));
        assert!(near("0", "0.00") && !near("1", "0"));
    }

    #[test]
    fn a_subject_outside_the_catalog_needs_half_its_words() {
        let same = |gold, found| same_figure(Some(gold), Some(found), &known());
        assert!(same("north-mill-trust/revenue", "north-mill/revenue"));
        assert!(same(
            "north-mill-trust-fund/revenue",
            "mill-trust-x/revenue"
        ));
        assert!(!same("north-mill-trust/revenue", "north-lake-west/revenue"));
        assert!(!same("acme/revenue", "acme-mills/revenue"));
        assert!(!same("north-mill/revenue", "north-mill/profit"));
        assert!(!same("north-mill/revenue/segment=a", "north-mill/revenue"));
        assert!(!same_figure(None, Some("a/b"), &known()));
    }

    #[test]
    fn a_month_holds_its_days_and_a_year_no_months() {
        let same = |gold, found| same_period(Some(gold), Some(found));
        assert!(same("2026-04", "2026-04-20") && same("2026-04-20", "2026-04"));
        assert!(!same("2026", "2026-04") && !same("2026-04", "2026-05"));
        assert!(same("2025-01/2025-09", "2025-01"));
        assert!(same_period(None, None) && !same_period(Some("2026"), None));
    }

    #[test]
    fn rates_are_compared_without_what_they_are_per() {
        assert!(same_unit("USD/month", "usd/year") && !same_unit("USD", "EUR"));
    }
}
