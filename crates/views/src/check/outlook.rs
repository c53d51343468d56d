//! What a text expects, promises or assumes.

use claimbook_model::catalog::MetricKind;
use claimbook_model::{Modality, Period};

use super::Assertion;
use super::beside;
use super::fit::Fit;
use super::past;
use super::place::{self, Placed};
use super::verdict::{Because, Finding, Verdict};
use crate::figure::{FigureView, Reason, Statement, reporting_period};

/// The verdict on what a text tells as outlook.
pub(super) fn check<'v>(said: &Assertion, view: &'v FigureView) -> Finding<'v> {
    let live = beside::outlook(said, view);
    let mut finding = overtaken(said, view)
        .or_else(|| expected(said, view, &live))
        .or_else(|| replaced(said, view, &live))
        .or_else(|| known_as_fact(said, view))
        .or_else(|| otherwise(said, view, &live))
        .unwrap_or_else(|| Finding::new(Verdict::NotInTheBook, Because::Plain, None));
    finding.beside = live
        .into_iter()
        .filter(|other| beside::fits(said, other) == Fit::Differs)
        .collect();
    finding
}

/// A forecast of a period of which the actual value is known by now.
fn overtaken<'v>(said: &Assertion, view: &'v FigureView) -> Option<Finding<'v>> {
    let is_flow = matches!(view.kind, None | Some(MetricKind::Flow));
    match place::place(said, view) {
        Placed::At(held) if is_flow && said.modality == Modality::Forecast => {
            let mut finding = Finding::on(Verdict::Outdated, Because::ActualKnown, held);
            finding.since = past::since(view, held);
            Some(finding)
        }
        _ => None,
    }
}

/// Someone expects it of that time; contested where others expect what cannot be the same.
fn expected<'v>(
    said: &Assertion,
    view: &FigureView,
    live: &[&'v Statement],
) -> Option<Finding<'v>> {
    let same = || {
        let all = live.iter().copied();
        all.filter(|other| beside::fits(said, other) == Fit::Same)
    };
    let first = same().next()?;
    let Some(same) = same().find(|other| is_of_that_time(said, view, other.period)) else {
        let (verdict, because) = match (said.period, first.period) {
            (None, _) => (Verdict::Unclear, Because::NoPeriod),
            (_, None) => (Verdict::Unclear, Because::Undated),
            _ => (Verdict::NotInTheBook, Because::OtherPeriod),
        };
        return Some(Finding::saying(verdict, because, first));
    };
    let contested = live
        .iter()
        .any(|other| other.period == same.period && beside::fits(said, other) == Fit::Differs);
    let is_over = |period: Period| period.last_day() < said.day;
    let (verdict, because) = if contested {
        (Verdict::Contested, Because::Plain)
    } else if said.period.is_some_and(is_over) || same.period.is_some_and(is_over) {
        (Verdict::Unclear, Because::PeriodOver)
    } else if !beside::is_of_the_source(said, view, &same.claims) {
        (Verdict::Unclear, Because::OtherSource)
    } else {
        (Verdict::Agrees, Because::Plain)
    };
    Some(Finding::saying(verdict, because, same))
}

/// Whether what is expected of `period` is expected of the time that the text gives: a flow of the
/// same period, the rest of a time within it. What is to come of a level or an event may be told
/// without a date.
fn is_of_that_time(said: &Assertion, view: &FigureView, period: Option<Period>) -> bool {
    let is_flow = matches!(view.kind, None | Some(MetricKind::Flow));
    match (said.period, period) {
        (None, _) => !is_flow,
        (Some(_), None) => false,
        (Some(own), Some(other)) if is_flow => reporting_period(own) == reporting_period(other),
        (Some(own), Some(other)) => own.contains(&other),
    }
}

/// Its source expects another number by now.
fn replaced<'v>(
    said: &Assertion,
    view: &'v FigureView,
    live: &[&'v Statement],
) -> Option<Finding<'v>> {
    let newest = live.first()?;
    let old = view.outlook.iter().find(|other| {
        other.reason == Some(Reason::Replaced) && beside::fits(said, other) == Fit::Same
    })?;
    let mut finding = Finding::saying(Verdict::Outdated, Because::Revised, newest);
    finding.repeats = view.rows.iter().find(|row| old.claims.contains(&row.claim));
    Some(finding)
}

/// What the text tells as outlook is known as fact: of the same thing or of one before it, which
/// the number alone does not tell. What is known now says nothing of a time that is to come.
fn known_as_fact<'v>(said: &Assertion, view: &'v FigureView) -> Option<Finding<'v>> {
    if said
        .period
        .is_some_and(|period| period.last_day() > said.day)
    {
        return None;
    }
    let (Placed::At(held) | Placed::Perhaps(held, _)) = place::place(said, view) else {
        return None;
    };
    if place::fits(said, held) != Fit::Same {
        return None;
    }
    let mut finding = Finding::on(Verdict::Unclear, Because::FactAlready, held);
    finding.since = past::since(view, held);
    Some(finding)
}

/// Others are expected only, of that time or of another.
fn otherwise<'v>(
    said: &Assertion,
    view: &FigureView,
    live: &[&'v Statement],
) -> Option<Finding<'v>> {
    let first = live.first()?;
    let mut of_that_time = live
        .iter()
        .filter(|other| is_of_that_time(said, view, other.period));
    let Some(newest) = of_that_time.next() else {
        return Some(Finding::saying(
            Verdict::NotInTheBook,
            Because::OutlookOnly,
            first,
        ));
    };
    let (verdict, because) = match beside::fits(said, newest) {
        Fit::Differs => (Verdict::Contradicted, Because::Plain),
        Fit::HedgeDropped => (Verdict::HedgeDropped, Because::Hedged),
        Fit::TooPrecise => (Verdict::TooPrecise, Because::Plain),
        Fit::SaysLess => (Verdict::Unclear, Because::SaysLess),
        Fit::OnlyBound => (Verdict::Unclear, Because::OnlyBound),
        Fit::Same | Fit::OtherWording => (Verdict::Unclear, Because::OtherWording),
    };
    Some(Finding::saying(verdict, because, newest))
}
