//! Headings that state a number without the hedge that their text gives it.

use std::collections::BTreeSet;

use claimbook_model::{ClaimId, FigureKey, Flags};

use super::side::Rows;
use super::{Conflict, ConflictKind, Role, Side, Why};
use crate::figure::{FigureView, Reason, Statement};

/// A conflict for each report that does so.
pub(super) fn conflicts(figure: &FigureKey, view: &FigureView, rows: &Rows<'_>) -> Vec<Conflict> {
    let shown = view.best().and_then(|best| best.claim);
    // The history has all times; what is shown has those that are asked for.
    let told: BTreeSet<ClaimId> = claims_told(view).collect();
    rows.in_order()
        .iter()
        .filter(|row| row.flags.has(Flags::HEADING_DROPS_HEDGE) && told.contains(&row.claim))
        .filter(|row| row.reason != Some(Reason::Silenced))
        .filter_map(|row| {
            Some(Conflict {
                kind: ConflictKind::Headline,
                figure: figure.clone(),
                period: row.period,
                sides: vec![Side::of_rows(figure, Role::Against, &[row])?],
                why: Why::Plain,
                touches_best: shown == Some(row.claim),
                weight: 0,
            })
        })
        .collect()
}

/// Every claim that the view tells of.
fn claims_told(view: &FigureView) -> impl Iterator<Item = ClaimId> {
    let of = |statements: &[Statement]| -> Vec<ClaimId> {
        let claims = statements.iter().flat_map(|statement| &statement.claims);
        claims.copied().collect()
    };
    let beside = [&view.outlook, &view.undated, &view.ambiguous, &view.denied];
    let beside = beside
        .into_iter()
        .flat_map(move |statements| of(statements));
    let observed = view.observations.iter().flat_map(move |one| {
        let unclear = of(&one.unclear);
        let own = one.claims.iter().chain(&one.others).copied();
        own.chain(unclear).collect::<Vec<_>>()
    });
    observed.chain(beside)
}
