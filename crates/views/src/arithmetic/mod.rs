//! Arithmetic between figures: whether what is best known adds up, by the catalog's identities.
//!
//! Pure: views of figures are looked up through [`Lookup`]. Values are intervals of what the
//! written numbers can mean, so that rounding never makes a sum fail. Which sums are worked out,
//! and what their outcomes mean, is written in `docs/semantics.md`.

mod explain;
mod running;
mod sum;
mod term;

use std::sync::Arc;

use claimbook_model::catalog::{Identity, IdentityKind};
use claimbook_model::{Catalog, Decimal, FigureKey, MetricKind};

use crate::figure::FigureView;

pub use explain::{counts_twice, explains};
pub use sum::number_of;
pub use term::Term;

/// Where the views of figures come from.
pub trait Lookup {
    /// Why one cannot be had.
    type Error;

    /// What is best known of a figure; `None` if nothing is.
    ///
    /// # Errors
    /// If it cannot be read.
    fn view(&self, figure: &FigureKey) -> Result<Option<Arc<FigureView>>, Self::Error>;

    /// The figures that add dimensions to it, in order.
    ///
    /// # Errors
    /// If they cannot be read.
    fn family(&self, figure: &FigureKey) -> Result<Vec<FigureKey>, Self::Error>;
}

/// Which relation between a total and its terms was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The total is the sum of its parts.
    Parts,
    /// The total is what it was before, and what came since.
    Step,
    /// The total is at least the sum of the events that are known.
    AtLeast,
}

impl Relation {
    /// The words used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Parts => "parts",
            Self::Step => "step",
            Self::AtLeast => "at least",
        }
    }
}

/// Whether a sum holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds, within the rounding of what is written.
    Holds,
    /// It fails by at least so much.
    Fails {
        /// The distance between the nearest numbers that both sides can mean.
        by: Decimal,
    },
    /// It only holds because a part is counted that is inside another term.
    CountedTwice {
        /// The term that is counted, and the one that it is inside of, by their places.
        counted: usize,
        /// The term that has it inside.
        inside: usize,
        /// The figure that says so.
        part: Box<Term>,
    },
    /// What is written does not decide it.
    CannotTell,
}

impl Outcome {
    /// The words used in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails { .. } => "fails",
            Self::CountedTwice { .. } => "counted twice",
            Self::CannotTell => "cannot tell",
        }
    }

    /// Whether a reader ought to be warned.
    pub fn is_bad(&self) -> bool {
        matches!(self, Self::Fails { .. } | Self::CountedTwice { .. })
    }
}

/// One sum that was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Which relation.
    pub relation: Relation,
    /// The total.
    pub total: Term,
    /// What was added up, in order.
    pub terms: Vec<Term>,
    /// What came out.
    pub outcome: Outcome,
}

/// The sums in which `figure` is the total, in the order of the catalog and of time.
///
/// # Errors
/// What the lookup returns.
pub fn of_total<L: Lookup>(
    catalog: &Catalog,
    figure: &FigureKey,
    lookup: &L,
) -> Result<Vec<Checked>, L::Error> {
    let Some(metric) = catalog.metric_of(figure) else {
        return Ok(Vec::new());
    };
    let mut checked = Vec::new();
    for identity in metric
        .identity
        .iter()
        .filter(|identity| identity.is_total(figure))
    {
        let asked = Asked {
            catalog,
            figure,
            identity,
            lookup,
        };
        checked.extend(match identity.kind {
            IdentityKind::Sum => sum::check(&asked)?,
            IdentityKind::RunningTotal => running::check(&asked)?,
        });
    }
    Ok(checked)
}

/// The sums in which `figure` is the total, then those in which it is a term.
///
/// # Errors
/// What the lookup returns.
pub fn about<L: Lookup>(
    catalog: &Catalog,
    figure: &FigureKey,
    lookup: &L,
) -> Result<Vec<Checked>, L::Error> {
    let mut checked = of_total(catalog, figure, lookup)?;
    let mut totals: Vec<FigureKey> = Vec::new();
    for (slug, metric) in &catalog.metric {
        for identity in &metric.identity {
            let total = identity.total_key(catalog, slug, figure);
            totals.extend(total.filter(|total| total != figure));
        }
    }
    totals.sort_unstable();
    totals.dedup();
    for total in totals {
        let of_it = of_total(catalog, &total, lookup)?;
        let has_figure = |one: &Checked| one.terms.iter().any(|term| term.figure == *figure);
        checked.extend(of_it.into_iter().filter(has_figure));
    }
    Ok(checked)
}

/// One identity asked of one total.
struct Asked<'a, L> {
    catalog: &'a Catalog,
    figure: &'a FigureKey,
    identity: &'a Identity,
    lookup: &'a L,
}

/// Days within which the events of a metric may be one, and within which a level may be told
/// late.
pub(crate) fn leeway_days(catalog: &Catalog, metric: &str) -> i64 {
    let metric = catalog.metric.get(metric);
    metric.map_or(0, |metric| match metric.kind {
        MetricKind::Event => i64::from(metric.same_event_days()),
        MetricKind::Flow => 0,
        MetricKind::Stock | MetricKind::Tally => i64::from(metric.settles_days()),
    })
}
