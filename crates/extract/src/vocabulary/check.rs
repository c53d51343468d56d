//! Whether a catalog can be read with: sound in itself, and measured in what the grammar knows.

use claimbook_model::Catalog;
use claimbook_model::catalog::{Metric, Problem};

use crate::quantity::kind;

/// Checks a catalog: all that [`Catalog::check`] checks, and that the grammar knows every kind of
/// quantity and every unit.
///
/// # Errors
/// The first problem, with the table, the field and the word.
pub fn check_catalog(catalog: &Catalog) -> Result<(), Problem> {
    catalog.check()?;
    catalog
        .metric
        .iter()
        .try_for_each(|(slug, metric)| measured(slug, metric))
}

fn measured(slug: &str, metric: &Metric) -> Result<(), Problem> {
    let refuse = |field: &str, word: &str, what: String| {
        Err(Problem {
            table: format!("metric.{slug}"),
            field: field.to_owned(),
            word: Some(word.to_owned()),
            what,
        })
    };
    if !kind::is_kind(&metric.quantity) {
        let what = format!(
            "is a quantity of '{}', which is none: say money, percent, count, power, ratio or any, a \
             measure such as time, length or mass, or a unit such as week or kg",
            metric.quantity
        );
        return refuse("quantity", &metric.quantity, what);
    }
    match metric.units.iter().find(|unit| !kind::is_unit(unit)) {
        Some(unit) => refuse(
            "units",
            unit,
            format!(
                "has the unit '{unit}', which no value gets: say it in the singular as `extract` \
                 prints it, such as USD, percent, count, week or kg"
            ),
        ),
        None => Ok(()),
    }
}
