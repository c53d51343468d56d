//! Whether a metric can have a quantity: its unit, its rate, what it counts, a level or a change.

use std::cmp::Ordering;

use claimbook_model::{Decimal, Metric, MetricKind, Unit};

use crate::quantity::{Quantity, kind};

/// Whether a counted noun ("weekly users") is one of a metric's ("users").
pub(super) fn is_counted(noun: &str, known: &str) -> bool {
    !known.ends_with('?')
        && (noun == known
            || noun
                .strip_suffix(known)
                .is_some_and(|before| before.ends_with([' ', '-'])))
}

/// Whether a metric can have the quantity's unit and counted noun.
pub(crate) fn accepts(metric: &Metric, quantity: &Quantity) -> bool {
    let unit = &quantity.unit;
    if is_step(metric, quantity) || !is_plausible(metric, quantity) {
        return false;
    }
    let listed = metric.units.iter().any(|known| is_unit(known, unit));
    if listed || metric.quantity == "any" && metric.units.is_empty() {
        return counts(metric, quantity);
    }
    if metric.quantity == "any" {
        return false;
    }
    let fits = match metric.quantity.as_str() {
        "money" => unit.is_money(),
        "power" => unit.numerator() == "W",
        "percent" => is_share(metric, quantity),
        other => unit.numerator() == other || kind::measures(unit.numerator(), other),
    };
    fits && has_rate(metric, unit) && counts(metric, quantity)
}

/// Whether a metric is told in such a unit as a rule; what a person enters is asked no more.
pub fn is_told_in(metric: &Metric, unit: &Unit) -> bool {
    if metric.units.iter().any(|known| is_unit(known, unit)) {
        return true;
    }
    let fits = match metric.quantity.as_str() {
        "any" => metric.units.is_empty(),
        "money" => unit.is_money(),
        "power" => unit.numerator() == "W",
        "percent" => matches!(unit.as_str(), "percent" | "ratio"),
        other => unit.numerator() == other || kind::measures(unit.numerator(), other),
    };
    fits && has_rate(metric, unit)
}

/// Whether a quantity is the amount by which a level, a result or a count changed: "rose by $5
/// million" is no revenue of $5 million.
fn is_step(metric: &Metric, quantity: &Quantity) -> bool {
    quantity.direction.is_some()
        && metric.kind != MetricKind::Event
        && !metric.signed
        && metric.change_of.is_none()
}

/// Whether an amount of money or a count is as great as the metric's can be.
fn is_plausible(metric: &Metric, quantity: &Quantity) -> bool {
    let unit = &quantity.unit;
    if !(unit.is_money() || unit.as_str() == "count") || unit.denominator().is_some() {
        return true;
    }
    let bound = |bound: Option<u64>| Decimal::new(i128::from(bound?), 0).ok();
    let size = quantity.value.high().abs();
    bound(metric.least).is_none_or(|least| size.cmp_value(least) != Ordering::Less)
        && bound(metric.most).is_none_or(|most| size.cmp_value(most) != Ordering::Greater)
}

/// Whether a unit is one that the catalog names; `money/share` is of any currency.
fn is_unit(known: &str, unit: &Unit) -> bool {
    match known.split_once('/') {
        Some(("money", under)) => unit.is_money() && unit.denominator() == Some(under),
        _ => known == unit.as_str() || known == unit.numerator(),
    }
}

/// A percentage; for a relative change also a multiple, for a share also a fraction.
fn is_share(metric: &Metric, quantity: &Quantity) -> bool {
    match quantity.unit.as_str() {
        "percent" => true,
        "ratio" => {
            let fraction = Decimal::new(1, 0)
                .is_ok_and(|one| quantity.value.high().cmp_value(one) == Ordering::Less);
            metric.change_of.is_some() || (!metric.signed && fraction)
        }
        _ => false,
    }
}

/// Whether a metric can be told per what the quantity is: prices per anything, amounts per length
/// of time, levels not at all.
fn has_rate(metric: &Metric, unit: &Unit) -> bool {
    let Some(under) = unit.denominator() else {
        return true;
    };
    let is_time = matches!(under, "year" | "quarter" | "month" | "week" | "day");
    let told_per = metric.dimensions().any(|(name, _)| name == "per");
    told_per || (is_time && metric.kind != MetricKind::Stock)
}

/// Whether a metric counts what the quantity counts.
fn counts(metric: &Metric, quantity: &Quantity) -> bool {
    match &quantity.counted {
        Some(noun) if metric.quantity == "count" => metric
            .counted
            .iter()
            .any(|known| is_counted(&noun.to_ascii_lowercase(), known.trim_end_matches('?'))),
        _ => true,
    }
}
