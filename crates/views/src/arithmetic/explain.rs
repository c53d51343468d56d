//! Whether two values that cannot be the same number are two sides of one sum.

use claimbook_model::catalog::IdentityKind;
use claimbook_model::{Catalog, FigureKey};

use super::running::Events;
use super::sum::{self, compare, is_written_sum, parts_told};
use super::{Asked, Checked, Lookup, Outcome, Relation, Term};

/// The sum by which `against` counts a part of `shown` twice: it is `shown` and that part.
///
/// # Errors
/// What the lookup returns.
pub fn counts_twice<L: Lookup>(
    catalog: &Catalog,
    shown: &Term,
    against: &Term,
    lookup: &L,
) -> Result<Option<Checked>, L::Error> {
    let parts = parts_told(catalog, &shown.figure, &shown.unit, lookup)?;
    let leeway_days = super::leeway_days(catalog, shown.figure.metric());
    let of_time = |part: &&Term| {
        shown
            .period
            .is_some_and(|period| part.is_near(&period, leeway_days))
    };
    let smaller = |part: &&Term| part.number().cmp_value(shown.number()).is_lt();
    let part = parts
        .iter()
        .filter(of_time)
        .filter(smaller)
        .find(|part| is_written_sum(against, &[shown, part]));
    Ok(part.map(|part| Checked {
        relation: Relation::Parts,
        total: against.clone(),
        terms: vec![shown.clone(), part.clone()],
        outcome: Outcome::CountedTwice {
            counted: 1,
            inside: 0,
            part: Box::new(part.clone()),
        },
    }))
}

/// The sum that explains why both are said: one is the other before an event, or is what the
/// parts come to.
///
/// # Errors
/// What the lookup returns.
pub fn explains<L: Lookup>(
    catalog: &Catalog,
    shown: &Term,
    against: &Term,
    lookup: &L,
) -> Result<Option<Checked>, L::Error> {
    let figure: &FigureKey = &shown.figure;
    let identities = catalog.metric_of(figure).map(|metric| &metric.identity);
    for identity in identities.into_iter().flatten() {
        if !identity.is_total(figure) {
            continue;
        }
        let asked = Asked {
            catalog,
            figure,
            identity,
            lookup,
        };
        let found = match identity.kind {
            IdentityKind::Sum => {
                sum::check_one(&asked, against)?.filter(|checked| checked.outcome == Outcome::Holds)
            }
            IdentityKind::RunningTotal => {
                let events = Events::of(&asked, &shown.unit)?;
                step_between(shown, against, &events)
            }
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The event that leads from one total to the other.
fn step_between(shown: &Term, against: &Term, events: &Events) -> Option<Checked> {
    let (smaller, larger) = if shown.number().cmp_value(against.number()).is_lt() {
        (shown, against)
    } else {
        (against, shown)
    };
    let near = |event: &&Term| {
        [shown, against].iter().any(|total| {
            total
                .period
                .is_some_and(|period| events.is_near(event, &period))
        })
    };
    let event = events
        .all()
        .iter()
        .filter(near)
        .find(|event| compare(larger, &[smaller, event]) == Outcome::Holds)?;
    Some(Checked {
        relation: Relation::Step,
        total: larger.clone(),
        terms: vec![smaller.clone(), event.clone()],
        outcome: Outcome::Holds,
    })
}
