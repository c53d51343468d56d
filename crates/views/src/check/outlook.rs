//! What a text expects, promises or assumes.

use claimbook_model::Modality;
use claimbook_model::catalog::MetricKind;

use super::Assertion;
use super::beside;
use super::fit::Fit;
use super::past;
use super::place::{self, Placed};
use super::verdict::{Because, Finding, Verdict};
use crate::figure::{FigureView, Reason, Standing, Statement};

/// The verdict on what a text tells as outlook.
pub(super) fn check<'v>(said: &Assertion, view: &'v FigureView) -> Finding<'v> {
    let live = beside::outlook(said, view);
    let mut finding = overtaken(said, view)
        .or_else(|| expected(said, &live))
        .or_else(|| replaced(said, view, &live))
        .or_else(|| known_as_fact(said, view))
        .or_else(|| otherwise(said, &live))
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

/// Someone expects it; contested where others expect what cannot be the same.
fn expected<'v>(said: &Assertion, live: &[&'v Statement]) -> Option<Finding<'v>> {
    let same = live
        .iter()
        .find(|other| beside::fits(said, other) == Fit::Same)?;
    let other = live
        .iter()
        .any(|other| other.period == same.period && beside::fits(said, other) == Fit::Differs);
    let verdict = if other {
        Verdict::Contested
    } else {
        Verdict::Agrees
    };
    Some(Finding::saying(verdict, Because::Plain, same))
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

/// What the text tells as outlook is fact by now.
fn known_as_fact<'v>(said: &Assertion, view: &'v FigureView) -> Option<Finding<'v>> {
    let Placed::At(held) = place::place(said, view) else {
        return None;
    };
    if place::fits(said, held) != Fit::Same {
        return None;
    }
    let verdict = if held.standing == Standing::Contested {
        Verdict::Contested
    } else {
        Verdict::Agrees
    };
    let mut finding = Finding::on(verdict, Because::FactAlready, held);
    finding.since = past::since(view, held);
    Some(finding)
}

/// Others are expected only.
fn otherwise<'v>(said: &Assertion, live: &[&'v Statement]) -> Option<Finding<'v>> {
    let newest = live.first()?;
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
