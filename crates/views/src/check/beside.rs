//! What stands beside the answer: the other sides, outlook, undated claims, other units.

use claimbook_model::catalog::MetricKind;
use claimbook_model::{ClaimId, Period};

use super::Assertion;
use super::fit::{Fit, fit};
use super::place::{self, Placed};
use super::verdict::{Because, Finding, Verdict};
use crate::figure::{
    Change, FigureView, ObservationView, Reading, Reason, Statement, reporting_period,
};

/// How what is said fits a statement in the same unit.
pub(super) fn fits(said: &Assertion, held: &Statement) -> Fit {
    if held.unit != said.unit {
        return Fit::Differs;
    }
    fit(&said.reading(), &Reading::new(held.value, held.comparator))
}

/// What must be told with an observation: the other sides, denials, later values that could not be
/// fitted in.
pub(super) fn sides(held: &ObservationView) -> Vec<&Statement> {
    let counts = |said: &&Statement| said.reason != Some(Reason::SaysLess);
    held.contested
        .iter()
        .chain(&held.denied)
        .chain(held.unclear.iter().filter(counts))
        .collect()
}

/// The verdict where the text says what another side says, or a value that could not be fitted in.
pub(super) fn other_side<'v>(said: &Assertion, held: &'v ObservationView) -> Option<Finding<'v>> {
    let says_it = |other: &&Statement| fits(said, other) == Fit::Same;
    let contesting = held.contested.iter().find(says_it);
    let unfitted = || held.unclear.iter().find(says_it);
    let other = contesting.or_else(unfitted)?;
    let (verdict, because) = match other.reason {
        Some(Reason::Scale) => (Verdict::Contradicted, Because::Scale),
        Some(Reason::Contradicts | Reason::Relay) | None if contesting.is_some() => {
            (Verdict::Contested, Because::Plain)
        }
        Some(Reason::Unconfirmed | Reason::NearbyEvent | Reason::Held | Reason::AmbiguousDate) => {
            (Verdict::Unclear, Because::Unconfirmed)
        }
        // An older value, a conversion, a voice without a vote.
        _ => return None,
    };
    Some(Finding::on(verdict, because, held))
}

/// What the book has as outlook for the time of which the text speaks, newest word first.
pub(super) fn outlook<'v>(said: &Assertion, view: &'v FigureView) -> Vec<&'v Statement> {
    let mut found: Vec<&Statement> = view
        .outlook
        .iter()
        .filter(|other| other.unit == said.unit && other.reason.is_none())
        .filter(|other| is_of_the_time(said, view, other.period))
        .collect();
    found.sort_by_key(|other| std::cmp::Reverse(other.known));
    found
}

/// Whether a statement on `period` speaks of the time of the text: of a flow the same period; of a
/// level any time that has not ended before it, since what is to come may be told without a date.
fn is_of_the_time(said: &Assertion, view: &FigureView, period: Option<Period>) -> bool {
    let (Some(said_of), Some(period)) = (said.period, period) else {
        return true;
    };
    match view.kind {
        None | Some(MetricKind::Flow) => reporting_period(said_of) == reporting_period(period),
        Some(MetricKind::Event) => said_of.overlaps(&period) || said.is_of_now(),
        Some(MetricKind::Stock | MetricKind::Tally) => period.last_day() >= said_of.first_day(),
    }
}

/// Where no observation in the text's unit is of its time: what else the book has.
pub(super) fn instead<'v>(said: &Assertion, view: &'v FigureView) -> Finding<'v> {
    if let Some(denied) = view
        .denied
        .iter()
        .find(|other| fits(said, other) == Fit::Same)
    {
        return Finding::saying(Verdict::Contradicted, Because::Denied, denied);
    }
    let outlook = outlook(said, view);
    if let Some(expected) = outlook.iter().find(|other| is_near(fits(said, other))) {
        return Finding::saying(Verdict::ForecastAsFact, Because::Plain, expected);
    }
    if let Some(other) = in_other_unit(said, view) {
        return Finding::on(Verdict::Unclear, Because::OtherUnit, other);
    }
    let has_a_say = |other: &&Statement| other.reason != Some(Reason::Silenced);
    let undated = view.undated.iter().filter(has_a_say);
    let apart = undated.map(|other| (other, Because::Undated));
    let several = view
        .ambiguous
        .iter()
        .filter(has_a_say)
        .map(|other| (other, Because::SeveralEvents));
    let mut loose = apart.chain(several);
    if let Some((other, because)) = loose.find(|(other, _)| fits(said, other) == Fit::Same) {
        return Finding::saying(Verdict::Unclear, because, other);
    }
    if let Some(other) = of_another_time(said, view) {
        return Finding::on(Verdict::NotInTheBook, Because::OtherPeriod, other);
    }
    match outlook.first() {
        Some(expected) => Finding::saying(Verdict::NotInTheBook, Because::OutlookOnly, expected),
        None => Finding::new(Verdict::NotInTheBook, Because::Plain, None),
    }
}

/// Whether a number told as fact is the one that is expected, with its hedge or without.
pub(super) fn is_near(fit: Fit) -> bool {
    matches!(fit, Fit::Same | Fit::HedgeDropped | Fit::TooPrecise)
}

/// What is best known of the same time in another unit.
fn in_other_unit<'v>(said: &Assertion, view: &'v FigureView) -> Option<&'v ObservationView> {
    let others = view
        .observations
        .iter()
        .filter(|other| other.unit != said.unit);
    others.rev().find_map(|other| {
        let in_unit = Assertion {
            unit: other.unit.clone(),
            ..said.clone()
        };
        match place::place(&in_unit, view) {
            Placed::At(at) | Placed::Newest(at) | Placed::Several(at) => Some(at),
            Placed::Perhaps(..) | Placed::Elsewhen(_) | Placed::Nowhere => None,
        }
    })
}

/// An observation of another time with the same number.
fn of_another_time<'v>(said: &Assertion, view: &'v FigureView) -> Option<&'v ObservationView> {
    view.observations
        .iter()
        .rev()
        .filter(|other| other.unit == said.unit)
        .find(|other| place::fits(said, other) == Fit::Same)
}

/// Whether one of some claims that says the number is by the voice that the text names, or of its
/// publication; true where the text names nobody.
pub(super) fn is_of_the_source(said: &Assertion, view: &FigureView, claims: &[ClaimId]) -> bool {
    said.voice.as_ref().is_none_or(|named| {
        view.rows.iter().any(|row| {
            (row.voice == *named || row.publication == *named)
                && row.change != Change::Withdrawn
                && claims.contains(&row.claim)
                && row.unit == said.unit
                && fit(&said.reading(), &Reading::new(row.value, row.comparator)) == Fit::Same
        })
    })
}
