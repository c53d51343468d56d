//! What a text still says, and the book no longer: an earlier level, a number since corrected.

use claimbook_model::catalog::MetricKind;
use claimbook_model::event::WithdrawalCause;
use claimbook_model::{Modality, Period};

use super::fit::{Fit, fit};
use super::{Assertion, Because};
use crate::figure::{Change, FigureView, HistoryRow, ObservationView, Reading, reporting_period};

/// The last step of the history that says what the text says, and was best known of the same thing
/// once; with what became of it.
pub(super) fn repeated<'v>(
    said: &Assertion,
    view: &'v FigureView,
    held: Option<&ObservationView>,
) -> Option<(Because, &'v HistoryRow)> {
    let row = view.rows.iter().rev().find(|row| {
        row.unit == said.unit
            && was_known(row)
            && is_of_the_same(said, view, held, row)
            && fit(&said.reading(), &Reading::new(row.value, row.comparator)) == Fit::Same
    })?;
    let because = if row.change == Change::Withdrawn {
        Because::Corrected
    } else if is_level(view) && held.is_none_or(|held| !belongs(held, row)) {
        Because::Moved
    } else {
        Because::Revised
    };
    Some((because, row))
}

/// The last day on which the world could know of the report that made `held` what is best known.
pub(super) fn since(view: &FigureView, held: &ObservationView) -> Option<Period> {
    let claim = held.claim?;
    let row = view.rows.iter().find(|row| row.claim == claim)?;
    Some(Period::day(row.known.last_day()))
}

/// Whether a step made or supported what was best known, and was not a mistake of this book.
fn was_known(row: &HistoryRow) -> bool {
    let actual = row.modality == Modality::Stated || row.modality == Modality::Estimated;
    actual
        && match row.change {
            Change::New
            | Change::Moved
            | Change::Restated
            | Change::Revised
            | Change::Refined
            | Change::Confirmed
            | Change::Repeated
            | Change::Reaffirmed => true,
            Change::Withdrawn => matches!(
                row.cause,
                Some(WithdrawalCause::Corrected | WithdrawalCause::Edited)
            ),
            Change::Denied
            | Change::Undated
            | Change::Outlook
            | Change::Unclear
            | Change::Disputed => false,
        }
}

/// Whether a step is about what the text is about: of a level or a count, any time until then.
fn is_of_the_same(
    said: &Assertion,
    view: &FigureView,
    held: Option<&ObservationView>,
    row: &HistoryRow,
) -> bool {
    let Some(period) = row.period else {
        return false;
    };
    let overlaps = || said.period.is_some_and(|said| said.overlaps(&period));
    match view.kind {
        Some(MetricKind::Stock | MetricKind::Tally) => period.first_day() <= said.stand_day(),
        Some(MetricKind::Event) => held.map_or_else(overlaps, |held| belongs(held, row)),
        None | Some(MetricKind::Flow) => said
            .period
            .is_some_and(|said| reporting_period(said) == reporting_period(period)),
    }
}

fn belongs(held: &ObservationView, row: &HistoryRow) -> bool {
    let is_withdrawn = row.change == Change::Withdrawn;
    let same_time = row
        .period
        .is_some_and(|period| held.period.overlaps(&period));
    held.claims.contains(&row.claim)
        || held.others.contains(&row.claim)
        || (is_withdrawn && same_time)
}

fn is_level(view: &FigureView) -> bool {
    matches!(view.kind, Some(MetricKind::Stock | MetricKind::Tally))
}
