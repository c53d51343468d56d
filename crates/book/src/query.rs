//! Questions about figures: folds one from the key index, or all from the log.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimbook_model::event::Policy;
use claimbook_model::{Catalog, ClaimId, Date, FigureKey, Period};
use claimbook_views::figure::{FigureFold, FigureView, HistoryRow, Options};
use claimbook_views::reports::Report;
use claimbook_views::state::State;
use claimbook_views::store::FigureRecord;
use claimbook_views::{keys, source};

use crate::answer::Basis;
use crate::answer::audit::{AuditAnswer, RowAnswer};
use crate::answer::show::{
    FigureAnswer, HeldVersionAnswer, MemberAnswer, ShowAnswer, Teller, figure_answer, summary,
    tell_families,
};

use crate::chart;
use crate::curation::Subjects;
use crate::near::near;
use crate::quotes::Quotes;
use crate::{Book, Error, OnProgress};

/// Which clocks and which policy a question is asked under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// How the best value is chosen; the book's own policy where none is given.
    pub policy: Option<Policy>,
    /// Use only what had been published by the end of this day.
    pub as_of: Option<Date>,
    /// Take the recorded day in place of a date that is only inferred.
    pub strict: bool,
    /// The time that the value is about.
    pub valid: Option<Period>,
    /// Use only what the book had recorded by this sequence number.
    pub at_seq: Option<u64>,
}

impl Scope {
    /// Whether the materialized records answer it.
    fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn options(&self, state: &State) -> Options {
        Options {
            policy: self.policy.unwrap_or_else(|| state.policy()),
            as_of: self.as_of,
            strict: self.strict,
            for_period: self.valid,
        }
    }
}

/// A state with what it needs to answer.
pub(crate) struct Folded {
    pub(crate) state: State,
    pub(crate) catalog: Option<Arc<Catalog>>,
    pub(crate) basis: Basis,
}

impl Folded {
    /// What is best known of `figure`, or of the one that it was merged into.
    pub(crate) fn view(&self, figure: &str, scope: &Scope) -> FigureView {
        self.fold(figure, scope).into_view()
    }

    /// The fold of a figure, ready to take in more.
    pub(crate) fn fold(&self, figure: &str, scope: &Scope) -> FigureFold {
        let figure = self.state.resolved(figure);
        self.state
            .fold(&figure, self.catalog.as_deref(), scope.options(&self.state))
    }

    /// Days within which another value of the figure contests rather than follows.
    pub(crate) fn settles_days(&self, figure: &str) -> i64 {
        let figure = self.state.resolved(figure);
        self.state
            .rule(&figure, self.catalog.as_deref())
            .settles_days
    }

    /// The versions of the articles behind a view that are held and were not judged yet.
    fn held_versions(&self, view: &FigureView, scope: &Scope) -> Vec<HeldVersionAnswer> {
        let by_then = |report: &Report| {
            let fact = self.state.report_fact(&report.report);
            let day = fact.map(|fact| fact.known.last_day());
            scope
                .as_of
                .is_none_or(|as_of| day.is_some_and(|day| day <= as_of))
        };
        let reports: BTreeSet<_> = view.rows.iter().map(|row| row.report).collect();
        let mut held = BTreeMap::new();
        for version in reports.iter().flat_map(|id| self.state.versions(id)) {
            if version.held && version.judged.is_none() && by_then(&version.report) {
                held.insert(version.report.seq, version.report);
            }
        }
        let answer = |report: Report| HeldVersionAnswer {
            report: report.report.to_string(),
            publication: report.publication_name.to_string(),
        };
        held.into_values().map(answer).collect()
    }
}

impl Book {
    /// The best-known value of a figure, and why.
    ///
    /// # Errors
    /// If the text is no figure, nothing is known of it (near ones are suggested), or the book
    /// cannot be read.
    pub fn show(&self, figure: &str, scope: &Scope) -> Result<ShowAnswer, Error> {
        self.show_quoting(figure, scope, usize::MAX)
    }

    /// As [`Book::show`], but of each value only the first `quotes_max` sources have their words:
    /// reading the documents of all takes longer than everything else.
    ///
    /// # Errors
    /// As [`Book::show`].
    pub fn show_quoting(
        &self,
        figure: &str,
        scope: &Scope,
        quotes_max: usize,
    ) -> Result<ShowAnswer, Error> {
        let key = self.known_figure(figure)?;
        let folded = self.folded(key.as_str(), scope)?;
        let view = folded.view(key.as_str(), scope);
        self.refuse_nothing(&key, &view, scope)?;
        let quotes = Quotes::new(&self.ledger);
        if quotes_max == usize::MAX {
            quotes.read_ahead(&view.rows)?;
        }
        let family = self.family(&key, scope)?;
        let subjects = Subjects::of(key.as_str(), &view);
        let notes = self.notes_on(&subjects, &folded.state, self.last_seq(scope) + 1)?;
        let held = folded.held_versions(&view, scope);
        let arithmetic = self.arithmetic_of(&key, &view, folded.catalog.as_deref(), scope)?;
        let teller = Teller::new(&view, &quotes).quoting(quotes_max);
        let mut answer = teller.show(&key, &view, family, folded.basis)?;
        answer.notes = notes;
        answer.arithmetic = arithmetic;
        answer.held = held;
        Ok(answer)
    }

    /// Every revision of a figure.
    ///
    /// # Errors
    /// As [`Book::show`].
    pub fn audit(&self, figure: &str, scope: &Scope) -> Result<AuditAnswer, Error> {
        let key = self.known_figure(figure)?;
        let folded = self.folded(key.as_str(), scope)?;
        let view = folded.view(key.as_str(), scope);
        self.refuse_nothing(&key, &view, scope)?;
        let quotes = Quotes::new(&self.ledger);
        quotes.read_ahead(&view.rows)?;
        let asked = asked_for(&view, scope);
        let rows = view.rows.iter().filter(|row| asked(row));
        let rows = rows.map(|row| RowAnswer::new(row, &quotes));
        let subjects = Subjects::of(key.as_str(), &view);
        Ok(AuditAnswer {
            figure: key.to_string(),
            kind: view.kind.map(claimbook_model::MetricKind::as_str),
            rows: rows.collect::<Result<_, _>>()?,
            steps: chart::steps(&view),
            family: self.family(&key, scope)?,
            acts: self.acts_on(&subjects, &folded.state)?,
            notes: self.notes_on(&subjects, &folded.state, self.last_seq(scope) + 1)?,
            basis: folded.basis,
        })
    }

    /// What is best known of every figure that has `query` in its key, in order of the keys.
    ///
    /// Answered from the materialized records, brought up to date first; where another process
    /// holds them, or the question is about another time, folded from the log.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn figures(
        &mut self,
        query: Option<&str>,
        scope: &Scope,
        progress: &mut OnProgress<'_>,
    ) -> Result<Vec<FigureAnswer>, Error> {
        let wanted = |figure: &str| query.is_none_or(|query| figure.contains(query));
        if scope.is_plain()
            && let Some(answers) = self.materialized(&wanted, progress)?
        {
            return Ok(answers);
        }
        let folded = self.folded_whole(scope, progress)?;
        let answer = |figure: Arc<str>| {
            let record = FigureRecord::of(&folded.view(&figure, scope));
            // Under another clock, nothing may have been known of it yet.
            let speaks = record.best.is_some() || !record.outlook.is_empty();
            (record.rows > 0 && (speaks || scope.valid.is_none()))
                .then(|| figure_answer(&figure, &record, folded.basis.clone()))
        };
        let figures = folded.state.figures().into_iter();
        let mut answers: Vec<_> = figures
            .filter(|figure| wanted(figure))
            .filter_map(answer)
            .collect();
        tell_families(&mut answers);
        Ok(answers)
    }

    /// How many events the book has: the last one's sequence number is one less.
    pub fn events(&self) -> u64 {
        self.ledger.seq_end()
    }

    /// What is best known of a figure now, under the book's own policy; without quotes or family.
    pub(crate) fn view(&self, figure: &str) -> Result<FigureView, Error> {
        let scope = Scope::default();
        Ok(self.folded(figure, &scope)?.view(figure, &scope))
    }

    /// The figures that add dimensions to `key`.
    fn family(&self, key: &FigureKey, scope: &Scope) -> Result<Vec<MemberAnswer>, Error> {
        let mut members = Vec::new();
        for member in source::family(&self.ledger, key)? {
            let view = self
                .folded(member.as_str(), scope)?
                .view(member.as_str(), scope);
            if !view.rows.is_empty() {
                members.push(MemberAnswer {
                    figure: member.to_string(),
                    best: view.best().map(summary),
                    outlook: view.outlook.len(),
                });
            }
        }
        Ok(members)
    }

    /// The figure that a text names, if anything is known of it.
    pub(crate) fn known_figure(&self, figure: &str) -> Result<FigureKey, Error> {
        let key: FigureKey = figure
            .parse()
            .map_err(|error: claimbook_model::FigureError| Error::Usage {
                message: error.to_string(),
            })?;
        if !self
            .ledger
            .sequence_numbers(&keys::figure(key.as_str()))?
            .is_empty()
        {
            return Ok(key);
        }
        let all = self.ledger.keys(keys::FIGURES)?;
        let names = all.iter().filter_map(|key| keys::figure_of(key));
        Err(Error::UnknownFigure {
            near: near(key.as_str(), names),
            figure: key,
        })
    }

    /// Says no where the clocks leave nothing of a figure that is known now.
    pub(crate) fn refuse_nothing(
        &self,
        key: &FigureKey,
        view: &FigureView,
        scope: &Scope,
    ) -> Result<(), Error> {
        if !view.rows.is_empty() {
            return Ok(());
        }
        let now = self.view(key.as_str())?;
        let first = now.rows.first();
        Err(Error::NothingThen {
            figure: key.clone(),
            as_of: scope.as_of,
            at_seq: scope.at_seq,
            first: first.map(|row| (row.known, row.seq)),
        })
    }

    /// The state that the events of one figure make.
    pub(crate) fn folded(&self, figure: &str, scope: &Scope) -> Result<Folded, Error> {
        let state = source::state_of(&self.ledger, figure, scope.at_seq)?;
        self.with_basis(state, scope)
    }

    /// The state that all events make.
    pub(crate) fn folded_whole(
        &self,
        scope: &Scope,
        progress: &mut OnProgress<'_>,
    ) -> Result<Folded, Error> {
        let mut state = State::new();
        let end = self.last_seq(scope) + 1;
        source::EventSource::for_each(&self.ledger, 0..end, &mut |event| {
            if event.seq.is_multiple_of(1 << 12) {
                progress(event.seq, end);
            }
            state.apply(&event)
        })?;
        self.with_basis(state, scope)
    }

    fn with_basis(&self, state: State, scope: &Scope) -> Result<Folded, Error> {
        let catalog = self.catalogs.adopted(&self.ledger, &state)?;
        let basis = self.basis(&state, scope);
        Ok(Folded {
            state,
            catalog,
            basis,
        })
    }

    /// What an answer rests on.
    pub(crate) fn basis(&self, state: &State, scope: &Scope) -> Basis {
        Basis {
            policy: scope.policy.unwrap_or_else(|| state.policy()).to_string(),
            as_of: scope.as_of.map(|day| day.to_string()),
            strict: scope.strict,
            valid: scope.valid.map(|period| period.to_string()),
            at_seq: self.last_seq(scope),
            damaged: self.damage(),
            catalog: state
                .catalog_document()
                .map(|document| document.to_string()),
        }
    }

    /// The last sequence number that a question uses.
    pub(crate) fn last_seq(&self, scope: &Scope) -> u64 {
        let last = self.ledger.seq_end().saturating_sub(1);
        scope.at_seq.map_or(last, |seq| seq.min(last))
    }
}

/// Which rows a history has under `--for`: those of what is then answered, and those that speak of
/// that time.
fn asked_for<'v>(view: &'v FigureView, scope: &Scope) -> impl Fn(&HistoryRow) -> bool + 'v {
    let asked = scope.valid;
    let of_observation = |observation: &'v claimbook_views::figure::ObservationView| {
        let beside = observation.contested.iter().chain(&observation.unclear);
        let beside = beside.chain(&observation.denied);
        let claims = observation.claims.iter().chain(&observation.others);
        claims.chain(beside.flat_map(|statement| &statement.claims))
    };
    let shown: BTreeSet<ClaimId> = view
        .observations
        .iter()
        .flat_map(of_observation)
        .copied()
        .collect();
    move |row| {
        asked.is_none_or(|asked| {
            shown.contains(&row.claim) || row.period.is_none_or(|about| about.overlaps(&asked))
        })
    }
}
