//! Why a value is the answer: who says so, what lost against it, and what would change it.

mod suppose;

use std::collections::{BTreeMap, BTreeSet};

use claimbook_model::ClaimId;
use claimbook_views::figure::{
    Change, Decision, FigureView, HistoryRow, ObservationView, Reason, Statement,
};

use crate::answer::audit::RowAnswer;
use crate::answer::show::{Teller, summary};
use crate::answer::why::{IndependentAnswer, LostAnswer, WhyAnswer, WinningAnswer};
use crate::quotes::Quotes;
use crate::{Book, Error, Scope};
use suppose::Suppositions;

impl Book {
    /// Why a figure's best-known value is the answer.
    ///
    /// # Errors
    /// As [`Book::show`].
    pub fn why(&self, figure: &str, scope: &Scope) -> Result<WhyAnswer, Error> {
        let key = self.known_figure(figure)?;
        let folded = self.folded(key.as_str(), scope)?;
        let fold = folded.fold(key.as_str(), scope);
        let view = fold.view();
        self.refuse_nothing(&key, &view, scope)?;
        let quotes = Quotes::new(&self.ledger);
        let teller = Teller::new(&view, &quotes);
        let best = view.best();
        let explained = Explained {
            view: &view,
            teller: &teller,
        };
        let decisions = best.map_or_else(Vec::new, |best| fold.decisions(best));
        let lost = best.map_or_else(|| Ok(Vec::new()), |best| explained.lost(best, &decisions))?;
        let suppositions = Suppositions::new(&folded, key.as_str(), scope, &view);
        let denied = best.map_or(&[][..], |best| &best.denied);
        Ok(WhyAnswer {
            figure: key.to_string(),
            kind: view.kind.map(claimbook_model::MetricKind::as_str),
            winning: best.map(|best| explained.winning(best)).transpose()?,
            denied: teller.statements(denied)?,
            corrections: corrections(&view, &quotes)?,
            arithmetic: self.arithmetic_of(&key, &view, folded.catalog.as_deref(), scope)?,
            would_change: best.map_or_else(Vec::new, |best| suppositions.all(best, &decisions)),
            lost,
            outlook: view.outlook.len(),
            undated: view.undated.len(),
            basis: folded.basis,
        })
    }
}

/// What was taken back, corrected or denied.
fn corrections(
    view: &FigureView,
    quotes: &Quotes<'_>,
) -> Result<Vec<RowAnswer>, claimbook_ledger::Error> {
    let tells = [
        Change::Withdrawn,
        Change::Restated,
        Change::Revised,
        Change::Denied,
    ];
    view.rows
        .iter()
        .filter(|row| tells.contains(&row.change))
        .map(|row| RowAnswer::new(row, quotes))
        .collect()
}

/// A view with what is needed to tell of it.
struct Explained<'a> {
    view: &'a FigureView,
    teller: &'a Teller<'a>,
}

impl Explained<'_> {
    /// The rows in which some claims were made or said again.
    fn rows_of<'s>(&'s self, claims: &'s [ClaimId]) -> impl Iterator<Item = &'s HistoryRow> {
        self.view
            .rows
            .iter()
            .filter(|row| row.change != Change::Withdrawn && claims.contains(&row.claim))
    }

    /// Who says what is shown: each source once, with those who repeat it.
    fn winning(&self, best: &ObservationView) -> Result<WinningAnswer, claimbook_ledger::Error> {
        let mut rows: BTreeMap<&str, Vec<&HistoryRow>> = BTreeMap::new();
        for row in self.rows_of(&best.claims) {
            rows.entry(&row.voice).or_default().push(row);
        }
        let mut sources = Vec::with_capacity(best.voices.len());
        for voice in &best.voices {
            let said = rows.remove(&*voice.slug).unwrap_or_default();
            let Some((first, again)) = said.split_first() else {
                continue;
            };
            sources.push(IndependentAnswer {
                name: voice.name.to_string(),
                first_hand: voice.first_hand,
                said: self.teller.source(first)?,
                repeated: again
                    .iter()
                    .map(|row| self.teller.source(row))
                    .collect::<Result<_, _>>()?,
            });
        }
        let mut rest: Vec<&HistoryRow> = rows.into_values().flatten().collect();
        rest.sort_by_key(|row| row.seq);
        let newest = self.rows_of(&best.claims).map(|row| row.known.last_day());
        Ok(WinningAnswer {
            summary: summary(best),
            publications: best.publications,
            sources,
            also: rest
                .into_iter()
                .map(|row| self.teller.source(row))
                .collect::<Result<_, _>>()?,
            newest_report: newest.max().map(|day| day.to_string()),
        })
    }

    /// What is not shown: sets that lost, what has no vote, what stands beside.
    fn lost(
        &self,
        best: &ObservationView,
        decisions: &[Decision],
    ) -> Result<Vec<LostAnswer>, claimbook_ledger::Error> {
        let contesting: BTreeSet<ClaimId> = best
            .contested
            .iter()
            .flat_map(|statement| statement.claims.iter().copied())
            .collect();
        let mut told: BTreeSet<ClaimId> = best.claims.iter().copied().collect();
        let mut lost = Vec::new();
        for decision in decisions {
            let claims = &decision.statement.claims;
            told.extend(claims);
            lost.push(LostAnswer {
                contests: claims.iter().any(|claim| contesting.contains(claim)),
                statement: self.teller.statement(&decision.statement)?,
                publications: decision.publications,
                decided_by: decision.decided_by.as_str(),
            });
        }
        for statement in best.contested.iter().chain(&best.unclear) {
            if statement.claims.iter().any(|claim| !told.contains(claim)) {
                told.extend(&statement.claims);
                lost.push(self.beside(statement, &contesting)?);
            }
        }
        for row in self.rows_of(&best.others) {
            if told.insert(row.claim) {
                lost.push(LostAnswer {
                    statement: self.teller.stated(row)?,
                    publications: 1,
                    // What has a vote and neither supports nor contests was replaced by its own
                    // source.
                    decided_by: row.reason.unwrap_or(Reason::Replaced).as_str(),
                    contests: false,
                });
            }
        }
        // What is counted is the same: the noun of the answer serves for what is not shown.
        for lost in &mut lost {
            let value = &mut lost.statement.summary.value;
            if *value.unit == *best.unit && value.counted.is_none() {
                value.counted = best.counted.as_deref().map(str::to_owned);
            }
        }
        Ok(lost)
    }

    fn beside(
        &self,
        statement: &Statement,
        contesting: &BTreeSet<ClaimId>,
    ) -> Result<LostAnswer, claimbook_ledger::Error> {
        let publications: BTreeSet<_> = self
            .rows_of(&statement.claims)
            .map(|row| &row.publication)
            .collect();
        Ok(LostAnswer {
            publications: publications.len(),
            decided_by: statement.reason.unwrap_or(Reason::Unconfirmed).as_str(),
            contests: statement
                .claims
                .iter()
                .any(|claim| contesting.contains(claim)),
            statement: self.teller.statement(statement)?,
        })
    }
}
