//! Whether a value that contradicts a figure is what a figure of another scope says.

use claimbook_model::catalog::Metric;
use claimbook_model::{Catalog, FigureKey};

use super::Seen;
use crate::arithmetic::{Lookup, Term};
use crate::figure::{FigureView, Reading, Statement};

/// What a figure of another scope, or the outlook of the figure itself, says about the same time
/// that is the number of `against` and not that of `shown`.
pub(super) fn other<L: Lookup>(
    seen: &Seen<'_, L>,
    catalog: &Catalog,
    shown: &Term,
    against: &Term,
) -> Result<Option<Term>, L::Error> {
    let matches = |term: &Term| {
        let reading = |term: &Term| Reading::new(term.value, term.comparator);
        term.unit == against.unit
            && is_of_time(catalog, term, &[shown, against])
            && reading(term).supports(&reading(against))
            && !reading(term).is_compatible(&reading(shown))
    };
    for key in related(seen, catalog)? {
        if let Some(view) = seen.lookup.view(&key)? {
            let found = told(&key, &view).into_iter().find(|term| matches(term));
            if found.is_some() {
                return Ok(found);
            }
        }
    }
    let outlook = live(&seen.view.outlook);
    let mut outlook = outlook.map(|statement| Term::of_statement(seen.figure, statement));
    Ok(outlook.find(matches))
}

/// The words that count still: neither replaced nor a silenced voice's.
fn live(statements: &[Statement]) -> impl Iterator<Item = &Statement> {
    statements
        .iter()
        .filter(|statement| statement.reason.is_none())
}

/// All that is said of a figure.
fn told(key: &FigureKey, view: &FigureView) -> Vec<Term> {
    let observed = view.observations.iter();
    let outlook = live(&view.outlook);
    observed
        .filter_map(|observation| Term::of_observation(key, observation))
        .chain(outlook.map(|statement| Term::of_statement(key, statement)))
        .collect()
}

/// Whether a value is about the time of one of the others, as far as its metric can tell.
fn is_of_time(catalog: &Catalog, term: &Term, others: &[&Term]) -> bool {
    let leeway_days = crate::arithmetic::leeway_days(catalog, term.figure.metric());
    others
        .iter()
        .filter_map(|other| other.period)
        .any(|period| term.is_near(&period, leeway_days))
}

/// The figures of the same subject that are confused with this one: those that differ in a
/// dimension which need not be given, and those that an identity ties it to.
fn related<L: Lookup>(seen: &Seen<'_, L>, catalog: &Catalog) -> Result<Vec<FigureKey>, L::Error> {
    let figure = seen.figure;
    let mut keys = Vec::new();
    if let Some(metric) = catalog.metric_of(figure)
        && let Some(widest) = without_optional(figure, metric)
    {
        keys.extend(seen.lookup.family(&widest)?);
        keys.push(widest);
        for identity in &metric.identity {
            if identity.is_total(figure) {
                let terms = identity.terms();
                keys.extend(terms.filter_map(|term| identity.term_key(catalog, figure, term)));
            }
        }
    }
    for (slug, metric) in &catalog.metric {
        for identity in &metric.identity {
            keys.extend(identity.total_key(catalog, slug, figure));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| key != figure);
    Ok(keys)
}

/// The figure with only the dimensions that its metric always has.
fn without_optional(figure: &FigureKey, metric: &Metric) -> Option<FigureKey> {
    let always = |name: &str| {
        metric
            .dimensions()
            .any(|(known, given)| known == name && given)
    };
    let kept = figure.dimensions().filter(|(name, _)| always(name));
    FigureKey::new(figure.subject(), figure.metric(), kept).ok()
}
