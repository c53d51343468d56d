//! Sums that fail, and totals that count a part twice.

use super::side::Rows;
use super::{Conflict, ConflictKind, Role, Seen, Side, Why};
use crate::arithmetic::{self, Checked, Lookup, Outcome, Term};
use crate::figure::FigureView;

/// The sums of the figure that a reader ought to be warned of, of the time that is asked for.
pub(super) fn bad<L: Lookup>(seen: &Seen<'_, L>) -> Result<Vec<Checked>, L::Error> {
    let Some(catalog) = seen.catalog else {
        return Ok(Vec::new());
    };
    let mut sums = arithmetic::of_total(catalog, seen.figure, seen.lookup)?;
    let of_view = |total: &Term| {
        let mut observed = seen.view.observations.iter();
        let mut outlook = seen.view.outlook.iter();
        observed.any(|one| one.claims == total.claims)
            || outlook.any(|one| one.claims == total.claims)
    };
    sums.retain(|checked| checked.outcome.is_bad() && of_view(&checked.total));
    Ok(sums)
}

/// A sum as a conflict between a total and its terms.
pub(super) fn conflict(view: &FigureView, rows: &Rows<'_>, checked: Checked) -> Conflict {
    let total = &checked.total;
    let kind = match checked.outcome {
        Outcome::CountedTwice { .. } => ConflictKind::CountedTwice,
        _ => ConflictKind::Arithmetic,
    };
    let observed = view
        .observations
        .iter()
        .find(|observation| observation.claims == total.claims);
    let mut sides = vec![Side {
        role: Role::Shown,
        term: total.clone(),
        voices: observed.map_or_else(Vec::new, |observation| observation.voices.clone()),
        known: rows.newest_of(&total.claims),
    }];
    let part = match &checked.outcome {
        Outcome::CountedTwice { part, .. } => Some((**part).clone()),
        _ => None,
    };
    let terms = checked.terms.iter().cloned();
    sides.extend(terms.chain(part).map(Side::explains));
    Conflict {
        kind,
        figure: total.figure.clone(),
        period: total.period,
        touches_best: view.best().is_some_and(|best| best.claims == total.claims),
        sides,
        why: Why::Sum(Box::new(checked)),
        weight: 0,
    }
}
