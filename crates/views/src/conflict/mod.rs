//! Where publications disagree: every disagreement that the views of figures hold, each once, with
//! its type and all its sides.
//!
//! Pure: [`Finder`] is shown the view of one figure after the other. Arithmetic and scope are
//! looked at before anything is called a plain contradiction. The types, and the formula of the
//! weight, are written in `docs/semantics.md`.

mod beside;
mod exchange;
mod headline;
mod rounding;
mod scope;
mod side;
mod sums;
mod weight;

use claimbook_model::{Catalog, Date, FigureKey, Period};

use crate::arithmetic::{Checked, Lookup, Outcome};
use crate::figure::{FigureView, Reason};

pub use exchange::Rate;
pub use side::{Role, Side};

/// What kind of disagreement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// Two numbers for one thing, and nothing explains it.
    Contradiction,
    /// Someone says that the value is false.
    Denied,
    /// A power of ten apart.
    Scale,
    /// A sum of the catalog fails, or tells why both are said.
    Arithmetic,
    /// A total that only comes out because a part is counted twice.
    CountedTwice,
    /// The rate that two currencies imply is off.
    ExchangeRate,
    /// The value of an older episode, come back by one voice.
    StaleEcho,
    /// The value is that of a figure of another scope.
    OtherScope,
    /// It could belong to several events.
    AmbiguousDate,
    /// A heading states the number without the hedge of the text.
    Headline,
    /// Different numbers that agree within their rounding.
    Rounding,
}

impl ConflictKind {
    /// The words used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Denied => "denied",
            Self::Scale => "scale?",
            Self::Arithmetic => "arithmetic",
            Self::CountedTwice => "counted twice",
            Self::ExchangeRate => "exchange rate",
            Self::StaleEcho => "stale echo",
            Self::OtherScope => "other scope",
            Self::AmbiguousDate => "ambiguous date",
            Self::Headline => "headline drops hedge",
            Self::Rounding => "rounding",
        }
    }
}

/// What more there is to say of why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing more than the type.
    Plain,
    /// Why it stands beside the answer.
    Beside(Reason),
    /// A sum that fails, or that tells why both are said.
    Sum(Box<Checked>),
    /// Both rates.
    Rates(Box<[Rate; 2]>),
}

/// One disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What kind it is.
    pub kind: ConflictKind,
    /// The figure whose value is in question.
    pub figure: FigureKey,
    /// What that value is about.
    pub period: Option<Period>,
    /// What is said, what is shown first.
    pub sides: Vec<Side>,
    /// What more there is to say of why.
    pub why: Why,
    /// Whether the value in question is the one that is shown for the figure.
    pub touches_best: bool,
    /// How much it matters, from 0 to 100.
    pub weight: u32,
}

/// Looks for conflicts in one figure after the other.
#[derive(Debug, Default)]
pub struct Finder {
    conflicts: Vec<Conflict>,
    rates: exchange::Rates,
    newest: Option<Date>,
}

impl Finder {
    /// Takes in what any figure tells of the whole: rates of exchange, and the newest word.
    pub fn hear(&mut self, figure: &FigureKey, view: &FigureView) {
        self.rates.hear(figure, view);
        let newest = view.rows.iter().map(|row| row.known.last_day()).max();
        self.newest = self.newest.max(newest);
    }

    /// Finds the conflicts of one figure.
    ///
    /// # Errors
    /// What the lookup returns.
    pub fn look_at<L: Lookup>(
        &mut self,
        catalog: Option<&Catalog>,
        figure: &FigureKey,
        view: &FigureView,
        lookup: &L,
    ) -> Result<(), L::Error> {
        let rows = side::Rows::of(view);
        let seen = Seen {
            catalog,
            figure,
            view,
            rows: &rows,
            lookup,
        };
        let mut found = beside::conflicts(&seen)?;
        let told = |checked: &Checked| found.iter().any(|one| is_told_by(one, checked));
        let sums: Vec<Conflict> = sums::bad(&seen)?
            .into_iter()
            .filter(|checked| !told(checked))
            .map(|checked| sums::conflict(view, &rows, checked))
            .collect();
        found.extend(sums);
        found.extend(headline::conflicts(figure, view, &rows));
        found.extend(rounding::conflicts(figure, view, &rows));
        self.conflicts.extend(found);
        Ok(())
    }

    /// All that were found, those that matter most first. Of the conflicts of rates, which any
    /// figure may have, those that are `wanted`.
    pub fn finish(mut self, wanted: impl Fn(&Conflict) -> bool) -> Vec<Conflict> {
        let off = self.rates.conflicts();
        self.conflicts
            .extend(off.into_iter().filter(|one| wanted(one)));
        let mut conflicts = self.conflicts;
        for conflict in &mut conflicts {
            conflict.weight = weight::of(conflict, self.newest);
        }
        conflicts.sort_by(|a, b| {
            b.weight
                .cmp(&a.weight)
                .then_with(|| a.figure.cmp(&b.figure))
                .then_with(|| a.period.cmp(&b.period))
                .then_with(|| a.kind.cmp(&b.kind))
                .then_with(|| a.claims().cmp(b.claims()))
        });
        conflicts
    }
}

impl Conflict {
    /// The claims of all sides.
    pub fn claims(&self) -> impl Iterator<Item = &claimbook_model::ClaimId> {
        self.sides.iter().flat_map(|side| &side.term.claims)
    }
}

/// Whether a conflict says already that a sum of the shown value fails.
fn is_told_by(conflict: &Conflict, checked: &Checked) -> bool {
    let Why::Sum(told) = &conflict.why else {
        return false;
    };
    let shown = conflict.sides.first().map(|side| &side.term);
    matches!(checked.outcome, Outcome::Fails { .. })
        && told.relation == checked.relation
        && told.terms == checked.terms
        && shown.is_some_and(|shown| shown.claims == checked.total.claims)
}

/// One figure with what is needed to look into its conflicts.
struct Seen<'a, L> {
    catalog: Option<&'a Catalog>,
    figure: &'a FigureKey,
    view: &'a FigureView,
    rows: &'a side::Rows<'a>,
    lookup: &'a L,
}
