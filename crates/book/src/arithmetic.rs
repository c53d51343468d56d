//! Questions about sums: whether what is best known of a figure adds up with other figures.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use claimbook_model::{Catalog, FigureKey, Period};
use claimbook_views::arithmetic::{self, Checked, Lookup, Term};
use claimbook_views::figure::FigureView;
use claimbook_views::source;

use crate::answer::arithmetic::ArithmeticAnswer;
use crate::{Book, Error, Scope};

impl Book {
    /// The sums of the catalog's identities in which a figure is the total, then those in which it
    /// is a term, each with what comes out.
    ///
    /// # Errors
    /// As [`Book::show`].
    pub fn arithmetic(&self, figure: &str, scope: &Scope) -> Result<Vec<ArithmeticAnswer>, Error> {
        let key = self.known_figure(figure)?;
        let folded = self.folded(key.as_str(), scope)?;
        let view = folded.view(key.as_str(), scope);
        self.arithmetic_of(&key, &view, folded.catalog.as_deref(), scope)
    }

    /// The same for a figure whose view is there.
    pub(crate) fn arithmetic_of(
        &self,
        figure: &FigureKey,
        view: &FigureView,
        catalog: Option<&Catalog>,
        scope: &Scope,
    ) -> Result<Vec<ArithmeticAnswer>, Error> {
        let Some(catalog) = catalog else {
            return Ok(Vec::new());
        };
        let indexed = Indexed::new(self, catalog, scope);
        let checked = arithmetic::about(catalog, figure, &indexed)?;
        let told = |one: &&Checked| scope.valid.is_none() || is_asked_for(one, figure, view);
        Ok(checked
            .iter()
            .filter(told)
            .map(ArithmeticAnswer::new)
            .collect())
    }
}

/// Whether a sum has a value of the figure that the view has too.
fn is_asked_for(checked: &Checked, figure: &FigureKey, view: &FigureView) -> bool {
    let observed = view
        .observations
        .iter()
        .map(|observation| observation.period);
    let expected = view.outlook.iter().filter_map(|statement| statement.period);
    let periods: Vec<Period> = observed.chain(expected).collect();
    let of_view = |term: &Term| {
        term.figure == *figure && term.period.is_some_and(|period| periods.contains(&period))
    };
    of_view(&checked.total) || checked.terms.iter().any(of_view)
}

/// Views from the key index, each folded once. Sums need all times, whatever time is asked for.
struct Indexed<'b> {
    book: &'b Book,
    catalog: &'b Catalog,
    scope: Scope,
    views: RefCell<BTreeMap<FigureKey, Option<Arc<FigureView>>>>,
}

impl<'b> Indexed<'b> {
    fn new(book: &'b Book, catalog: &'b Catalog, scope: &Scope) -> Self {
        Self {
            book,
            catalog,
            scope: Scope {
                valid: None,
                ..scope.clone()
            },
            views: RefCell::default(),
        }
    }
}

impl Lookup for Indexed<'_> {
    type Error = Error;

    fn view(&self, figure: &FigureKey) -> Result<Option<Arc<FigureView>>, Error> {
        if let Some(known) = self.views.borrow().get(figure) {
            return Ok(known.clone());
        }
        let state = source::state_of(&self.book.ledger, figure.as_str(), self.scope.at_seq)?;
        let view = state.view(
            &state.resolved(figure.as_str()),
            Some(self.catalog),
            self.scope.options(&state),
        );
        let view = (!view.rows.is_empty()).then(|| Arc::new(view));
        self.views.borrow_mut().insert(figure.clone(), view.clone());
        Ok(view)
    }

    fn family(&self, figure: &FigureKey) -> Result<Vec<FigureKey>, Error> {
        Ok(source::family(&self.book.ledger, figure)?)
    }
}
