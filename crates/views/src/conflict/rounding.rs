//! Different numbers that agree within their rounding.

use claimbook_model::FigureKey;

use super::side::Rows;
use super::{Conflict, ConflictKind, Role, Side, Why};
use crate::figure::{FigureView, HistoryRow};

/// A conflict for each observation that is supported by different numbers.
pub(super) fn conflicts(figure: &FigureKey, view: &FigureView, rows: &Rows<'_>) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (at, observation) in view.observations.iter().enumerate() {
        let mut numbers: Vec<Vec<&HistoryRow>> = Vec::new();
        // A bound gives no number that could be another one.
        let supporting = rows.named(&observation.claims);
        for row in supporting.filter(|row| !row.comparator.is_bound()) {
            match numbers
                .iter_mut()
                .find(|of| of[0].value.same_number(row.value))
            {
                Some(same) => same.push(row),
                None => numbers.push(vec![row]),
            }
        }
        if numbers.len() < 2 {
            continue;
        }
        let shown = observation.claim;
        numbers.sort_by_key(|rows| !rows.iter().any(|row| Some(row.claim) == shown));
        let sides = numbers.iter().enumerate().filter_map(|(place, rows)| {
            let role = if place == 0 {
                Role::Shown
            } else {
                Role::Against
            };
            Side::of_rows(figure, role, rows)
        });
        found.push(Conflict {
            kind: ConflictKind::Rounding,
            figure: figure.clone(),
            period: Some(observation.period),
            sides: sides.collect(),
            why: Why::Plain,
            touches_best: view.best == Some(at),
            weight: 0,
        });
    }
    found
}
