//! From views to answers, with the quotes that they rest on.

use std::collections::BTreeMap;

use claimbook_model::{ClaimId, FigureKey};
use claimbook_views::figure::{FigureView, HistoryRow, ObservationView, Statement};

use super::show::{
    MemberAnswer, ObservationAnswer, ShowAnswer, SourceAnswer, StatementAnswer, StatementSummary,
    statement_summary, summary, texts,
};
use super::source::{quoted, source};
use super::{Basis, ValueAnswer};
use crate::quotes::{Quote, Quotes};

/// Turns views into answers, with the quotes.
pub(crate) struct Teller<'a> {
    rows: BTreeMap<ClaimId, &'a HistoryRow>,
    quotes: &'a Quotes<'a>,
    quotes_max: usize,
}

impl<'a> Teller<'a> {
    pub(crate) fn new(view: &'a FigureView, quotes: &'a Quotes<'a>) -> Self {
        Self {
            rows: view.rows.iter().map(|row| (row.claim, row)).collect(),
            quotes,
            quotes_max: usize::MAX,
        }
    }

    /// Reads the words of so many sources of each value alone.
    pub(crate) fn quoting(self, quotes_max: usize) -> Self {
        Self { quotes_max, ..self }
    }

    /// The whole answer about a figure.
    pub(crate) fn show(
        &self,
        figure: &FigureKey,
        view: &FigureView,
        family: Vec<MemberAnswer>,
        basis: Basis,
    ) -> Result<ShowAnswer, claimbook_ledger::Error> {
        Ok(ShowAnswer {
            figure: figure.to_string(),
            kind: view.kind.map(claimbook_model::MetricKind::as_str),
            best: view.best().map(|best| self.observation(best)).transpose()?,
            observations: view
                .observations
                .iter()
                .map(|observation| self.observation(observation))
                .collect::<Result<_, _>>()?,
            outlook: self.statements(&view.outlook)?,
            undated: self.statements(&view.undated)?,
            ambiguous: self.statements(&view.ambiguous)?,
            denied: self.statements(&view.denied)?,
            family,
            held: Vec::new(),
            notes: Vec::new(),
            arithmetic: Vec::new(),
            basis,
        })
    }

    fn observation(
        &self,
        observation: &ObservationView,
    ) -> Result<ObservationAnswer, claimbook_ledger::Error> {
        // What is counted is the same: the noun of the answer serves for what stands beside it.
        let beside = |statements: &[Statement]| {
            let mut told = self.statements(statements)?;
            for statement in &mut told {
                statement.summary.value.counted = observation.counted.as_deref().map(str::to_owned);
            }
            Ok::<_, claimbook_ledger::Error>(told)
        };
        Ok(ObservationAnswer {
            summary: summary(observation),
            claims: texts(&observation.claims),
            contested: beside(&observation.contested)?,
            unclear: beside(&observation.unclear)?,
            denied: beside(&observation.denied)?,
            sources: self.sources(&observation.claims)?,
        })
    }

    pub(crate) fn statements(
        &self,
        statements: &[Statement],
    ) -> Result<Vec<StatementAnswer>, claimbook_ledger::Error> {
        statements
            .iter()
            .map(|statement| self.statement(statement))
            .collect()
    }

    /// One statement, with its quotes.
    pub(crate) fn statement(
        &self,
        statement: &Statement,
    ) -> Result<StatementAnswer, claimbook_ledger::Error> {
        Ok(StatementAnswer {
            summary: statement_summary(statement),
            claims: texts(&statement.claims),
            sources: self.sources(&statement.claims)?,
        })
    }

    fn sources(&self, claims: &[ClaimId]) -> Result<Vec<SourceAnswer>, claimbook_ledger::Error> {
        claims
            .iter()
            .filter_map(|claim| self.rows.get(claim))
            .enumerate()
            .map(|(place, row)| {
                if place < self.quotes_max {
                    self.source(row)
                } else {
                    Ok(quoted(row, Quote::default()))
                }
            })
            .collect()
    }

    /// What one claim says, as a statement of its own.
    pub(crate) fn stated(
        &self,
        row: &HistoryRow,
    ) -> Result<StatementAnswer, claimbook_ledger::Error> {
        let name = row.attribution.as_deref();
        Ok(StatementAnswer {
            summary: StatementSummary {
                value: ValueAnswer::new(row.value, row.comparator, &row.unit, None),
                period: row.period.map(|period| period.to_string()),
                modality: row.modality.as_str(),
                voices: vec![name.unwrap_or(&row.publication_name).to_owned()],
                reason: row.reason.map(claimbook_views::figure::Reason::as_str),
                known: row.known.to_string(),
            },
            claims: texts(&[row.claim]),
            sources: vec![self.source(row)?],
        })
    }

    /// Where a claim is stated.
    pub(crate) fn source(&self, row: &HistoryRow) -> Result<SourceAnswer, claimbook_ledger::Error> {
        source(row, self.quotes)
    }
}
