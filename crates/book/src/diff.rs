//! What changed between two points of publication or of the record, and by which reports.

mod acts;
mod compare;

use std::collections::BTreeSet;
use std::sync::Arc;

use claimbook_model::ClaimId;
use claimbook_views::figure::{Change, FigureView, HistoryRow, ObservationView, Statement};

use crate::answer::audit::RowAnswer;
use crate::answer::diff::{DiffAnswer, FigureDiffAnswer, ObservationDiffAnswer};
use crate::answer::show::{StatementSummary, statement_summary, summary};
use crate::query::Folded;
use crate::quotes::Quotes;
use crate::{Book, Error, OnProgress, Scope};
use compare::{Pair, change_of, outlook_only_in, pairs};

impl Book {
    /// What changed from one point to another, of every figure that has `query` in its key.
    ///
    /// The points differ in their day, their sequence number, or both; `from` is the earlier one.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn diff(
        &self,
        query: Option<&str>,
        from: &Scope,
        to: &Scope,
        progress: &mut OnProgress<'_>,
    ) -> Result<DiffAnswer, Error> {
        let before = self.folded_whole(from, progress)?;
        let later = if from.at_seq == to.at_seq {
            None
        } else {
            Some(self.folded_whole(to, progress)?)
        };
        let after = later.as_ref().unwrap_or(&before);
        let (old, new) = (known(&before, query), known(after, query));
        let quotes = Quotes::new(&self.ledger);
        let mut figures = Vec::new();
        for figure in old.union(&new) {
            let compared = Compared {
                before: view(&before, figure, &old, from),
                after: view(after, figure, &new, to),
            };
            figures.extend(compared.answer(figure, &quotes)?);
        }
        let (first, last) = (self.last_seq(from), self.last_seq(to));
        Ok(DiffAnswer {
            from: self.basis(&before.state, from),
            to: self.basis(&after.state, to),
            figures,
            acts: acts::between(&self.ledger, first + 1..last + 1, query)?,
        })
    }
}

/// The figures that are known, and asked for.
fn known(folded: &Folded, query: Option<&str>) -> BTreeSet<Arc<str>> {
    let figures = folded.state.figures().into_iter();
    figures
        .filter(|figure| query.is_none_or(|query| figure.contains(query)))
        .collect()
}

/// What is known of a figure; nothing where it counts for another by then.
fn view(folded: &Folded, figure: &str, known: &BTreeSet<Arc<str>>, scope: &Scope) -> FigureView {
    if known.contains(figure) {
        return folded.view(figure, scope);
    }
    FigureView {
        kind: None,
        policy: folded.state.policy(),
        best: None,
        observations: Vec::new(),
        outlook: Vec::new(),
        undated: Vec::new(),
        ambiguous: Vec::new(),
        denied: Vec::new(),
        rows: Vec::new(),
    }
}

/// One figure at the two points.
struct Compared {
    before: FigureView,
    after: FigureView,
}

impl Compared {
    /// What changed; nothing where nothing did.
    fn answer(
        &self,
        figure: &str,
        quotes: &Quotes<'_>,
    ) -> Result<Option<FigureDiffAnswer>, claimbook_ledger::Error> {
        let by = self.by();
        let changed = pairs(&self.before.observations, &self.after.observations);
        let changed: Vec<(&Pair<'_>, &'static str)> = changed
            .iter()
            .filter_map(|pair| Some((pair, change_of(pair)?)))
            .collect();
        let gone = outlook_only_in(&self.before.outlook, &self.after.outlook);
        let come = outlook_only_in(&self.after.outlook, &self.before.outlook);
        let Some(change) = self.change(&changed, !gone.is_empty() || !come.is_empty()) else {
            return Ok(None);
        };
        let shown = self.after.best().or(self.before.best());
        let observations = changed.iter().map(|(pair, change)| ObservationDiffAnswer {
            change,
            label: pair.shown().and_then(|observation| label(observation, &by)),
            before: pair.before.map(summary),
            after: pair.after.map(summary),
        });
        let rows = |rows: &[&HistoryRow]| {
            rows.iter()
                .map(|row| RowAnswer::new(row, quotes))
                .collect::<Result<Vec<_>, _>>()
        };
        let told = |statements: Vec<&Statement>| -> Vec<StatementSummary> {
            statements.into_iter().map(statement_summary).collect()
        };
        let kind = self.after.kind.or(self.before.kind);
        Ok(Some(FigureDiffAnswer {
            figure: figure.to_owned(),
            kind: kind.map(claimbook_model::MetricKind::as_str),
            change,
            label: shown.and_then(|observation| label(observation, &by)),
            before: self.before.best().map(summary),
            after: self.after.best().map(summary),
            observations: observations.collect(),
            outlook_before: told(gone),
            outlook_after: told(come),
            by: rows(&by)?,
            no_longer: rows(&self.no_longer())?,
        }))
    }

    /// What changed of the figure as a whole, by the first that applies.
    fn change(&self, changed: &[(&Pair<'_>, &'static str)], outlook: bool) -> Option<&'static str> {
        let (before, after) = (self.before.best(), self.after.best());
        let best = change_of(&Pair { before, after });
        match (self.before.rows.is_empty(), self.after.rows.is_empty()) {
            (true, true) => return None,
            (true, false) => return Some("new"),
            (false, true) => return Some("gone"),
            (false, false) => {}
        }
        let moved = |&(a, b): &(&ObservationView, &ObservationView)| a.period != b.period;
        match best {
            Some("new" | "gone" | "value") => Some("value"),
            _ if before.zip(after).as_ref().is_some_and(moved) => Some("value"),
            Some("standing") => Some("standing"),
            _ if changed.iter().any(|(_, change)| *change != "support") => Some("other"),
            _ if outlook => Some("outlook"),
            _ => (!changed.is_empty()).then_some("support"),
        }
    }

    /// The steps of the later history that the earlier one does not have.
    fn by(&self) -> Vec<&HistoryRow> {
        let known: BTreeSet<_> = self.before.rows.iter().map(step).collect();
        let rows = self.after.rows.iter();
        rows.filter(|row| !known.contains(&step(row))).collect()
    }

    /// The steps of the earlier history whose claims the later one does not know.
    fn no_longer(&self) -> Vec<&HistoryRow> {
        let known: BTreeSet<ClaimId> = self.after.rows.iter().map(|row| row.claim).collect();
        let rows = self.before.rows.iter();
        rows.filter(|row| !known.contains(&row.claim)).collect()
    }
}

/// What tells one step from another: a late report may give an old one another label.
fn step(row: &HistoryRow) -> (ClaimId, bool, u64) {
    (row.claim, row.change == Change::Withdrawn, row.seq)
}

/// The label of the step that made an observation what it is: the last that changed its best
/// value, else the last that concerns it.
fn label(observation: &ObservationView, by: &[&HistoryRow]) -> Option<&'static str> {
    let beside = observation.contested.iter().chain(&observation.denied);
    let beside = beside.flat_map(|statement| &statement.claims);
    let own = observation.claims.iter().chain(&observation.others);
    let claims: BTreeSet<ClaimId> = own.chain(beside).copied().collect();
    let concerns = |row: &&&HistoryRow| {
        claims.contains(&row.claim)
            || (row.change == Change::Withdrawn && row.period == Some(observation.period))
    };
    let last = |wanted: &dyn Fn(&HistoryRow) -> bool| {
        let mut rows = by.iter().rev().filter(concerns);
        rows.find(|row| wanted(row)).map(|row| row.change.as_str())
    };
    last(&|row| row.best_changed).or_else(|| last(&|_| true))
}
