//! Of which observation a number of a text speaks.

use claimbook_model::catalog::MetricKind;
use claimbook_model::{Date, Period};

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

/// The event in the time that the text gives. A text that gives none is read as of its own day or
/// month: then it is the newest one.
fn event<'v>(said: &Assertion, own: &[&'v ObservationView]) -> Placed<'v> {
    let Some(newest) = own.last().copied() else {
        return Placed::Nowhere;
    };
    let covers = |period: Period| {
        move |held: &&&ObservationView| {
            held.period.overlaps(&period) || held.dates.iter().any(|date| date.overlaps(&period))
        }
    };
    if let Some(period) = said.period {
        let inside: Vec<_> = own.iter().filter(covers(period)).copied().collect();
        match inside[..] {
            [] => {}
            [held] => return Placed::At(held),
            [.., last] => {
                let right = inside.iter().find(|held| is_right(said, held));
                return right.map_or(Placed::Several(last), |held| Placed::At(held));
            }
        }
        if let Some(near) = own.iter().find(|held| is_near(held.period, period)) {
            return Placed::Perhaps(near, Because::OtherDay);
        }
        if !is_of_the_text(period, said.day) {
            return Placed::Nowhere;
        }
    }
    if own.len() == 1 || is_right(said, newest) {
        return Placed::At(newest);
    }
    let earlier = own.iter().rev().find(|held| is_right(said, held));
    earlier.map_or(Placed::Newest(newest), |held| {
        Placed::Perhaps(held, Because::EarlierEvent)
    })
}

/// Days between the dates of two events that may be one, given a day apart.
const NEAR_DAYS: i64 = 3;

fn is_near(one: Period, other: Period) -> bool {
    let apart = |a: &Period, b: &Period| (b.first_day() - a.last_day()).num_days();
    let gap = apart(&one, &other).max(apart(&other, &one));
    gap <= NEAR_DAYS
}

/// Whether a period is but the time of the text itself: its day, its month, its year.
fn is_of_the_text(period: Period, day: Date) -> bool {
    period.overlaps(&Period::day(day))
}
