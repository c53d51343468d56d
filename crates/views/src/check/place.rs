//! Of which observation a number of a text speaks.

use claimbook_model::Period;
use claimbook_model::catalog::MetricKind;

use super::fit::{Fit, fit};
use super::verdict::Held;
use super::{Assertion, Because};
use crate::figure::reporting_period;
use crate::figure::{FigureView, ObservationView};

/// Where a number of a text belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placed<'v> {
    /// It speaks of this one.
    At(&'v ObservationView),
    /// It would be right of this one, but whether it speaks of it cannot be told.
    Perhaps(&'v ObservationView, Because),
    /// The text does not tell of which event: this is the newest, and there are others.
    Newest(&'v ObservationView),
    /// Several lie in the time that the text gives, and it is right of none; the last of them.
    Several(&'v ObservationView),
    /// It is right of this event, which the book dates otherwise.
    Elsewhen(&'v ObservationView),
    /// There is none.
    Nowhere,
}

/// Places what a text says among the observations of its unit.
pub(super) fn place<'v>(said: &Assertion, view: &'v FigureView) -> Placed<'v> {
    let own: Vec<&ObservationView> = view
        .observations
        .iter()
        .filter(|held| held.unit == said.unit && held.value.is_some())
        .collect();
    match view.kind {
        Some(MetricKind::Stock | MetricKind::Tally) => level(said, &own),
        Some(MetricKind::Event) => event(said, &own),
        None | Some(MetricKind::Flow) => flow(said, &own),
    }
}

/// How what is said fits an observation.
pub(super) fn fits(said: &Assertion, held: &ObservationView) -> Fit {
    Held::Observation(held)
        .reading()
        .map_or(Fit::Differs, |held| fit(&said.reading(), &held))
}

fn is_right(said: &Assertion, held: &ObservationView) -> bool {
    fits(said, held) == Fit::Same
}

/// The flow of the same period; without a period, none can be told.
fn flow<'v>(said: &Assertion, own: &[&'v ObservationView]) -> Placed<'v> {
    let Some(period) = said.period else {
        let newest = own.last().copied();
        return newest.map_or(Placed::Nowhere, |newest| {
            Placed::Perhaps(newest, Because::NoPeriod)
        });
    };
    own.iter()
        .find(|held| reporting_period(held.period) == reporting_period(period))
        .map_or(Placed::Nowhere, |held| Placed::At(held))
}

/// The level that held on the day of which the text speaks; of a longer time, what held at its
/// end, unless the text is right of another part of it.
fn level<'v>(said: &Assertion, own: &[&'v ObservationView]) -> Placed<'v> {
    let day = said.stand_day();
    let Some(place) = own.iter().rposition(|held| held.since.first_day() <= day) else {
        return Placed::Nowhere;
    };
    let held = own[place];
    let begins = said.period.map_or(day, |period| period.first_day());
    let is_part = |at: &usize| own[*at + 1].since.first_day() > begins;
    if !is_right(said, held) {
        let parts = (0..place).rev().take_while(is_part);
        for part in parts.map(|at| own[at]) {
            if is_right(said, part) {
                return Placed::Perhaps(part, Because::PartOfPeriod);
            }
        }
    }
    Placed::At(held)
}

/// The event in the time that the text gives. Only a text that gives none speaks of the newest one.
fn event<'v>(said: &Assertion, own: &[&'v ObservationView]) -> Placed<'v> {
    let Some(newest) = own.last().copied() else {
        return Placed::Nowhere;
    };
    if let Some(period) = said.period {
        return dated_event(said, own, period);
    }
    if own.len() == 1 || is_right(said, newest) {
        return Placed::At(newest);
    }
    let earlier = own.iter().rev().find(|held| is_right(said, held));
    earlier.map_or(Placed::Newest(newest), |held| {
        Placed::Perhaps(held, Because::EarlierEvent)
    })
}

/// The event in a time that stands in the text.
fn dated_event<'v>(said: &Assertion, own: &[&'v ObservationView], period: Period) -> Placed<'v> {
    let covers = |held: &&&ObservationView| {
        held.period.overlaps(&period) || held.dates.iter().any(|date| date.overlaps(&period))
    };
    let inside: Vec<_> = own.iter().filter(covers).copied().collect();
    let right = |held: &&&'v ObservationView| is_right(said, held);
    match inside[..] {
        [] => {}
        [held] => return Placed::At(held),
        [.., last] => {
            let right = inside.iter().find(right);
            return right.map_or(Placed::Several(last), |held| Placed::At(held));
        }
    }
    if let Some(near) = own.iter().find(|held| is_near(held.period, period)) {
        return Placed::Perhaps(near, Because::OtherDay);
    }
    let elsewhen = own.iter().rev().find(right);
    elsewhen.map_or(Placed::Nowhere, |held| Placed::Elsewhen(held))
}

/// The level before the one that held on the day of the text.
pub(super) fn before<'v>(said: &Assertion, view: &'v FigureView) -> Option<&'v ObservationView> {
    let day = said.stand_day();
    let mut own = view.observations.iter().rev().filter(|held| {
        held.unit == said.unit && held.value.is_some() && held.since.first_day() <= day
    });
    own.nth(1)
}

/// Days between the dates of two events that may be one, given a day apart.
const NEAR_DAYS: i64 = 3;

fn is_near(one: Period, other: Period) -> bool {
    let apart = |a: &Period, b: &Period| (b.first_day() - a.last_day()).num_days();
    let gap = apart(&one, &other).max(apart(&other, &one));
    gap <= NEAR_DAYS
}
