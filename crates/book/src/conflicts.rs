//! Questions about conflicts: where publications disagree, figure by figure.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Arc;

use claimbook_model::event::Event;
use claimbook_model::{ClaimId, Evidence, FigureKey, Place};
use claimbook_views::arithmetic::Lookup;
use claimbook_views::conflict::{Conflict, ConflictKind, Finder};
use claimbook_views::figure::{FigureView, HistoryRow};

use crate::answer::conflicts::{ConflictAnswer, QuoteAnswer};
use crate::answer::source::source;
use crate::query::Folded;
use crate::quotes::Quotes;
use crate::{Book, Error, OnProgress, Scope};

impl Book {
    /// Where publications disagree about the figures that have `query` in their key; what matters
    /// most comes first.
    ///
    /// Folds the log once, whatever the query: a figure is compared with others.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn conflicts(
        &self,
        query: Option<&str>,
        scope: &Scope,
        progress: &mut OnProgress<'_>,
    ) -> Result<Vec<ConflictAnswer>, Error> {
        let wanted = |figure: &FigureKey| query.is_none_or(|query| figure.as_str().contains(query));
        let folded = self.folded_whole(scope, progress)?;
        let figures = Figures::new(&folded, scope);
        let mut finder = Finder::default();
        for key in &figures.keys {
            figures.begin(key);
            let view = figures.asked(key);
            finder.hear(key, &view);
            if wanted(key) {
                let Ok(()) = finder.look_at(folded.catalog.as_deref(), key, &view, &figures);
            }
        }
        let found = finder.finish(|conflict| {
            let of_time = scope
                .valid
                .zip(conflict.period)
                .map(|(asked, own)| asked.overlaps(&own));
            wanted(&conflict.figure) && of_time != Some(false)
        });
        let teller = Teller {
            book: self,
            rows: figures.rows_of(&found),
            quotes: Quotes::new(&self.ledger),
            basis: &folded.basis,
        };
        found.iter().map(|one| teller.conflict(one)).collect()
    }
}

/// The figures of a whole state. Sums need all times, whatever time is asked for.
struct Figures<'f> {
    folded: &'f Folded,
    scope: &'f Scope,
    any_time: Scope,
    keys: Vec<FigureKey>,
    /// The views of one subject: figures of others are never compared.
    views: RefCell<BTreeMap<FigureKey, Arc<FigureView>>>,
    subject: Cell<usize>,
}

impl<'f> Figures<'f> {
    fn new(folded: &'f Folded, scope: &'f Scope) -> Self {
        let keys = folded.state.figures();
        let mut keys: Vec<FigureKey> = keys.iter().filter_map(|key| key.parse().ok()).collect();
        keys.sort_unstable();
        Self {
            folded,
            scope,
            any_time: Scope {
                valid: None,
                ..scope.clone()
            },
            keys,
            views: RefCell::default(),
            subject: Cell::new(0),
        }
    }

    /// Forgets the views of the subject before.
    fn begin(&self, figure: &FigureKey) {
        let at = self.first_of(figure.subject());
        if self.subject.replace(at) != at {
            self.views.borrow_mut().clear();
        }
    }

    /// Where the keys of a subject begin.
    fn first_of(&self, subject: &str) -> usize {
        let stem = format!("{subject}/");
        self.keys
            .partition_point(|key| key.as_str() < stem.as_str())
    }

    /// The view under the clocks of the question.
    fn asked(&self, figure: &FigureKey) -> Arc<FigureView> {
        match self.scope.valid {
            None => self.of_any_time(figure),
            Some(_) => Arc::new(self.folded.view(figure.as_str(), self.scope)),
        }
    }

    fn of_any_time(&self, figure: &FigureKey) -> Arc<FigureView> {
        if let Some(known) = self.views.borrow().get(figure) {
            return known.clone();
        }
        let view = Arc::new(self.folded.view(figure.as_str(), &self.any_time));
        self.views.borrow_mut().insert(figure.clone(), view.clone());
        view
    }

    /// The rows of all claims that conflicts name.
    fn rows_of(&self, conflicts: &[Conflict]) -> BTreeMap<ClaimId, HistoryRow> {
        let mut named: BTreeMap<&FigureKey, BTreeSet<ClaimId>> = BTreeMap::new();
        for side in conflicts.iter().flat_map(|conflict| &conflict.sides) {
            let claims = named.entry(&side.term.figure).or_default();
            claims.extend(&side.term.claims);
        }
        let mut rows = BTreeMap::new();
        for (figure, claims) in named {
            let view = self.folded.view(figure.as_str(), &self.any_time);
            for row in view.rows {
                // What a release says again stands first where it was said first.
                if claims.contains(&row.claim) {
                    rows.entry(row.claim).or_insert(row);
                }
            }
        }
        rows
    }
}

impl Lookup for Figures<'_> {
    type Error = Infallible;

    fn view(&self, figure: &FigureKey) -> Result<Option<Arc<FigureView>>, Infallible> {
        let known = self.keys.binary_search(figure).is_ok();
        Ok(known.then(|| self.of_any_time(figure)))
    }

    fn family(&self, figure: &FigureKey) -> Result<Vec<FigureKey>, Infallible> {
        let stem = format!("{}/{}/", figure.subject(), figure.metric());
        let first = self
            .keys
            .partition_point(|key| key.as_str() < stem.as_str());
        let of_metric = self.keys.iter().skip(first);
        Ok(of_metric
            .take_while(|key| key.as_str().starts_with(&stem))
            .filter(|key| figure.is_widened_by(key))
            .cloned()
            .collect())
    }
}

/// Turns conflicts into answers, with the quotes.
struct Teller<'a> {
    book: &'a Book,
    rows: BTreeMap<ClaimId, HistoryRow>,
    quotes: Quotes<'a>,
    basis: &'a crate::answer::Basis,
}

impl Teller<'_> {
    fn conflict(&self, conflict: &Conflict) -> Result<ConflictAnswer, Error> {
        let mut quotes = Vec::new();
        for side in &conflict.sides {
            for claim in &side.term.claims {
                let Some(row) = self.rows.get(claim) else {
                    continue;
                };
                let figure = &side.term.figure;
                let role = side.role.as_str();
                quotes.push(self.quote(role, figure, row)?);
                if conflict.kind == ConflictKind::Headline {
                    quotes.extend(self.heading(figure, row)?);
                }
            }
        }
        Ok(ConflictAnswer::new(conflict, quotes, self.basis.clone()))
    }

    fn quote(
        &self,
        role: &'static str,
        figure: &FigureKey,
        row: &HistoryRow,
    ) -> Result<QuoteAnswer, Error> {
        Ok(QuoteAnswer {
            role,
            figure: figure.to_string(),
            claim: row.claim.to_string(),
            source: source(row, &self.quotes)?,
        })
    }

    /// The heading that states the number of a claim; none where none does.
    fn heading(&self, figure: &FigureKey, row: &HistoryRow) -> Result<Option<QuoteAnswer>, Error> {
        let stored = self.book.ledger.stored_event(row.seq)?;
        let Event::ClaimAsserted(asserted) = stored.decode()? else {
            return Ok(None);
        };
        let is_heading = |evidence: &&Evidence| {
            matches!(
                evidence,
                Evidence::Bytes {
                    place: Place::Heading,
                    ..
                }
            )
        };
        let heading = asserted.content.evidence.iter().find(is_heading).cloned();
        let Some(heading) = heading else {
            return Ok(None);
        };
        let row = HistoryRow {
            evidence: Some(heading),
            ..row.clone()
        };
        self.quote("heading", figure, &row).map(Some)
    }
}
