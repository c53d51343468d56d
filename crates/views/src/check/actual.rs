//! What a text states as fact, or as an estimate.

use claimbook_model::Comparator;
use claimbook_model::catalog::MetricKind;

use super::beside;
use super::fit::Fit;
use super::past;
use super::place::{self, Placed};
use super::verdict::{Because, Finding, Held, Verdict, is_flat};
use super::{Assertion, Settings};
use crate::figure::{FigureView, ObservationView, Standing, Warning};

/// After how many days a level without a newer word is old.
pub(super) const OLD_LEVEL_DAYS: u32 = 180;
/// After how many days a running count without a newer word is old.
pub(super) const OLD_COUNT_DAYS: u32 = 30;
/// After how many days the newest event is old, where a text gives no date of its own.
pub(super) const OLD_EVENT_DAYS: u32 = 365;

/// The verdict on what a text tells as fact.
pub(super) fn check<'v>(said: &Assertion, view: &'v FigureView, settings: Settings) -> Finding<'v> {
    let is_level = matches!(view.kind, Some(MetricKind::Stock | MetricKind::Tally));
    if said.is_before && is_level && said.period.is_none() {
        return before(said, view);
    }
    let (held, mut finding) = match place::place(said, view) {
        Placed::At(held) => (Some(held), compared(said, view, held, settings)),
        Placed::Perhaps(held, because) => (Some(held), perhaps(said, view, held, because)),
        Placed::Newest(held) => (
            Some(held),
            told_elsewhere(said, view, Some(held))
                .unwrap_or_else(|| Finding::on(Verdict::NotInTheBook, Because::EarlierEvent, held)),
        ),
        Placed::Several(held) => (
            Some(held),
            told_elsewhere(said, view, Some(held))
                .unwrap_or_else(|| Finding::on(Verdict::Unclear, Because::SeveralEvents, held)),
        ),
        Placed::Elsewhen(held) => (
            Some(held),
            Finding::on(Verdict::Contradicted, Because::OtherDate, held),
        ),
        Placed::Nowhere => (
            None,
            told_elsewhere(said, view, None).unwrap_or_else(|| beside::instead(said, view)),
        ),
    };
    if let (Some(held), Some(Held::Observation(_))) = (held, finding.held) {
        finding.beside = beside::sides(held);
        finding.since = past::since(view, held);
        finding.age_days = age_days(said, held);
    }
    finding
}

/// The verdict where the text speaks of `held`.
fn compared<'v>(
    said: &Assertion,
    view: &'v FigureView,
    held: &'v ObservationView,
    settings: Settings,
) -> Finding<'v> {
    match place::fits(said, held) {
        Fit::Same => right(said, view, held, settings),
        Fit::HedgeDropped => Finding::on(Verdict::HedgeDropped, Because::Hedged, held),
        Fit::TooPrecise => Finding::on(Verdict::TooPrecise, Because::Plain, held),
        Fit::SaysLess => Finding::on(Verdict::Unclear, Because::SaysLess, held),
        Fit::OnlyBound => told_elsewhere(said, view, Some(held))
            .unwrap_or_else(|| Finding::on(Verdict::Unclear, Because::OnlyBound, held)),
        Fit::OtherWording => Finding::on(Verdict::Unclear, Because::OtherWording, held),
        Fit::Differs => beside::other_side(said, held)
            .or_else(|| told_elsewhere(said, view, Some(held)))
            .unwrap_or_else(|| wrong(said, held)),
    }
}

/// The verdict on a number that the book's value makes true.
fn right<'v>(
    said: &Assertion,
    view: &FigureView,
    held: &'v ObservationView,
    settings: Settings,
) -> Finding<'v> {
    let estimated = held.warnings.contains(&Warning::Estimated);
    if estimated && is_flat(said.modality, said.comparator) {
        return Finding::on(Verdict::HedgeDropped, Because::Estimated, held);
    }
    if held.standing == Standing::Contested {
        return Finding::on(Verdict::Contested, Because::Plain, held);
    }
    if !beside::is_of_the_source(said, view, &held.claims) {
        return Finding::on(Verdict::Unclear, Because::OtherSource, held);
    }
    let days = settings.old_after_days.or(match view.kind {
        Some(MetricKind::Stock) => Some(OLD_LEVEL_DAYS),
        Some(MetricKind::Tally) => Some(OLD_COUNT_DAYS),
        Some(MetricKind::Event) => Some(OLD_EVENT_DAYS),
        None | Some(MetricKind::Flow) => None,
    });
    let old = age_days(said, held)
        .zip(days)
        .is_some_and(|(age, days)| age > i64::from(days));
    if old && ages(said, view, held) {
        return Finding::on(Verdict::Old, Because::Plain, held);
    }
    let shown = Held::Observation(held).reading();
    let rounded = shown.is_some_and(|shown| {
        let both = [said.comparator, shown.comparator];
        both == [Comparator::Exact; 2] && !shown.value.same_number(said.value)
    });
    let because = if rounded {
        Because::Rounded
    } else {
        Because::Plain
    };
    Finding::on(Verdict::Agrees, because, held)
}

/// The verdict on a level that the text gives as the one before: of that only, never of the one
/// that holds.
fn before<'v>(said: &Assertion, view: &'v FigureView) -> Finding<'v> {
    let Some(held) = place::before(said, view) else {
        return Finding::new(Verdict::Unclear, Because::Before, None);
    };
    let is_right = place::fits(said, held) == Fit::Same
        && held.standing != Standing::Contested
        && !(held.warnings.contains(&Warning::Estimated)
            && is_flat(said.modality, said.comparator))
        && beside::is_of_the_source(said, view, &held.claims);
    let (verdict, because) = if is_right {
        (Verdict::Agrees, Because::Plain)
    } else {
        (Verdict::Unclear, Because::Before)
    };
    Finding::on(verdict, because, held)
}

/// Whether time makes it doubtful: a level and a count, and an event that the text does not date.
fn ages(said: &Assertion, view: &FigureView, held: &ObservationView) -> bool {
    match view.kind {
        Some(MetricKind::Stock | MetricKind::Tally) => true,
        Some(MetricKind::Event) => said
            .period
            .is_none_or(|period| !period.overlaps(&held.period)),
        None | Some(MetricKind::Flow) => false,
    }
}

/// Days from the newest word on a value to the day of which the text speaks; for an event, from
/// the event.
fn age_days(said: &Assertion, held: &ObservationView) -> Option<i64> {
    let newest = held.last_confirmed?.last_day().max(held.period.last_day());
    Some((said.stand_day() - newest).num_days().max(0))
}

/// A number that is what the book says of something else: an earlier state, an outlook.
fn told_elsewhere<'v>(
    said: &Assertion,
    view: &'v FigureView,
    held: Option<&'v ObservationView>,
) -> Option<Finding<'v>> {
    if let Some((because, row)) = past::repeated(said, view, held) {
        let mut finding = Finding::new(Verdict::Outdated, because, held.map(Held::Observation));
        finding.repeats = Some(row);
        return Some(finding);
    }
    let outlook = beside::outlook(said, view);
    let expected = outlook
        .iter()
        .find(|other| beside::is_near(beside::fits(said, other)))?;
    held.is_some()
        .then(|| Finding::saying(Verdict::ForecastAsFact, Because::Plain, expected))
}

fn wrong<'v>(said: &Assertion, held: &'v ObservationView) -> Finding<'v> {
    let apart = Held::Observation(held)
        .reading()
        .is_some_and(|held| held.is_scale_apart(&said.reading()));
    let because = if apart {
        Because::Scale
    } else {
        Because::Plain
    };
    Finding::on(Verdict::Contradicted, because, held)
}

/// The verdict where the number would be right of `held`, but it is open whether the text speaks
/// of it.
fn perhaps<'v>(
    said: &Assertion,
    view: &'v FigureView,
    held: &'v ObservationView,
    because: Because,
) -> Finding<'v> {
    match (place::fits(said, held), because) {
        (Fit::Same, _) => Finding::on(Verdict::Unclear, because, held),
        // Of a day close by, with another number: another event, or the same told wrongly.
        (_, Because::OtherDay) => told_elsewhere(said, view, Some(held))
            .unwrap_or_else(|| Finding::on(Verdict::Unclear, because, held)),
        _ => told_elsewhere(said, view, None)
            .unwrap_or_else(|| Finding::on(Verdict::Unclear, because, held)),
    }
}
