//! Which figures new events touch, and folding them again.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use claimbook_model::{ClaimId, Event, ReportId};
use sled::{Batch, Db};

use super::{Progress, chunk, record};
use crate::digest::{self, FigureDigest};
use crate::error::{Error, Result};
use crate::figure::FigureView;
use crate::keys;
use crate::source::{self, Catalogs, EventSource, adopted_catalog, decoded};
use crate::state::{Recorded, State};
use crate::store::FigureRecord;

/// Figures are written in batches of about so many bytes.
const BATCH_BYTES: usize = 4 << 20;

/// What went wrong: with the views, or with sled.
pub(super) enum Failure {
    Views(Error),
    Sled(sled::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Views(error)
    }
}

impl From<sled::Error> for Failure {
    fn from(error: sled::Error) -> Self {
        Self::Sled(error)
    }
}

/// The figures that events of a range can have changed; `None` for all of them.
///
/// # Errors
/// If the log or its index cannot be read.
pub fn touched_figures(
    source: &dyn EventSource,
    range: Range<u64>,
) -> Result<Option<BTreeSet<String>>> {
    let mut touched = Touched {
        source,
        figures: BTreeSet::new(),
        filed: BTreeSet::new(),
        reports: BTreeSet::new(),
        all: false,
    };
    source.for_each(range, &mut |recorded| touched.note(&recorded))?;
    if touched.all {
        return Ok(None);
    }
    for report in std::mem::take(&mut touched.reports) {
        touched.note_report(&report)?;
    }
    Ok(Some(touched.figures))
}

/// How many events the index has of some figures: what folding them again will take.
pub(super) fn events_of(source: &dyn EventSource, figures: &BTreeSet<String>) -> Result<u64> {
    let mut events = 0;
    for figure in figures {
        events += source.sequence_numbers(&keys::figure(figure))?.len() as u64;
    }
    Ok(events)
}

struct Touched<'s> {
    source: &'s dyn EventSource,
    figures: BTreeSet<String>,
    /// Reports filed in the range: their articles are looked at already.
    filed: BTreeSet<ReportId>,
    /// Reports whose claims, and those of their articles' other versions, may count otherwise.
    reports: BTreeSet<ReportId>,
    all: bool,
}

impl Touched<'_> {
    fn note(&mut self, recorded: &Recorded<'_>) -> Result<()> {
        match decoded(recorded)? {
            Event::ClaimAsserted(asserted) => {
                self.figures.extend(asserted.content.figure.map(Into::into));
                // A claim that comes after its report can decide whether a version is held.
                if !self.filed.contains(&asserted.content.report) {
                    self.reports.insert(asserted.content.report);
                }
            }
            Event::ReportFiled(filed) => {
                self.filed.insert(filed.report);
                let place = keys::place(&filed.publication, &filed.url, &filed.part);
                let versions = self.source.sequence_numbers(&place)?;
                if versions.len() > 1 && !filed.url.is_empty() {
                    self.reports.insert(filed.report);
                }
            }
            Event::ReportAmended(amended) => {
                self.reports.insert(amended.report);
            }
            Event::ReportRetracted(retracted) => {
                self.reports.insert(retracted.report);
            }
            Event::VersionJudged(judged) => {
                self.reports.insert(judged.report);
            }
            Event::ReportReaffirmed(reaffirmed) => {
                for claim in &reaffirmed.claims {
                    self.note_claim(claim)?;
                }
            }
            Event::ClaimWithdrawn(withdrawn) => {
                self.figures.extend(withdrawn.figure.map(Into::into));
                self.note_claim(&withdrawn.claim)?;
            }
            Event::ClaimLinked(linked) => {
                self.figures.extend(linked.from.map(Into::into));
                self.figures.extend(linked.to.map(Into::into));
                self.note_claim(&linked.claim)?;
            }
            Event::FiguresMerged(merged) => {
                // A merge can take the place of an earlier one, and so can its undoing.
                self.figures
                    .extend(source::merged_with(self.source, &merged.from)?);
                self.figures
                    .extend(source::merged_with(self.source, &merged.into)?);
            }
            Event::Undone(undone) => {
                self.figures
                    .extend(undone.figures.iter().map(ToString::to_string));
                self.note(
                    &self
                        .source
                        .recorded(undone.seq.min(recorded.seq.saturating_sub(1)))?,
                )?;
            }
            Event::CatalogAdopted(_) | Event::PolicySet(_) | Event::VoiceRated(_) => {
                self.all = true;
            }
            Event::Committed(_)
            | Event::Noted(_)
            | Event::DraftPinned(_)
            | Event::DocumentErased(_) => {}
        }
        Ok(())
    }

    /// Every figure that a claim ever had; its report's versions, which it may decide on.
    fn note_claim(&mut self, claim: &ClaimId) -> Result<()> {
        let reports = self.note_figures_of(claim)?;
        self.reports.extend(reports);
        Ok(())
    }

    /// Every figure that a claim ever had; its reports.
    fn note_figures_of(&mut self, claim: &ClaimId) -> Result<Vec<ReportId>> {
        let mut reports = Vec::new();
        for seq in self.source.sequence_numbers(&keys::claim(claim))? {
            match decoded(&self.source.recorded(seq)?)? {
                Event::ClaimAsserted(asserted) => {
                    self.figures.extend(asserted.content.figure.map(Into::into));
                    reports.push(asserted.content.report);
                }
                Event::ClaimLinked(linked) => {
                    self.figures.extend(linked.from.map(Into::into));
                    self.figures.extend(linked.to.map(Into::into));
                }
                _ => {}
            }
        }
        Ok(reports)
    }

    /// The figures of all claims of a report and of the other versions of its article.
    fn note_report(&mut self, report: &ReportId) -> Result<()> {
        let mut state = State::new();
        for seq in self.source.sequence_numbers(&keys::report(report))? {
            state.apply(&self.source.recorded(seq)?)?;
        }
        let mut versions = BTreeSet::from([*report]);
        for place in state.places_ever(report) {
            let key = keys::place(&place.publication, &place.url, &place.part);
            for seq in self.source.sequence_numbers(&key)? {
                if let Event::ReportFiled(filed) = decoded(&self.source.recorded(seq)?)? {
                    versions.insert(filed.report);
                }
            }
        }
        // A report that was amended to this article's place bears on it too.
        for seq in self.source.sequence_numbers(keys::GLOBAL)? {
            if let Event::ReportAmended(amended) = decoded(&self.source.recorded(seq)?)? {
                versions.insert(amended.report);
            }
        }
        for version in versions {
            self.note_acts_of(&version)?;
            for seq in self
                .source
                .sequence_numbers(&keys::claims_of_report(&version))?
            {
                let recorded = self.source.recorded(seq)?;
                if let Event::ClaimAsserted(asserted) = decoded(&recorded)? {
                    self.figures.extend(asserted.content.figure.map(Into::into));
                }
                if let Some(content) = claimbook_model::event::claim_content(recorded.bytes) {
                    self.note_links(&ClaimId::of(content))?;
                }
            }
        }
        Ok(())
    }

    /// The figures of what a report withdrew or said again, which stands as the report does.
    fn note_acts_of(&mut self, report: &ReportId) -> Result<()> {
        let withdrawals = self
            .source
            .sequence_numbers(&keys::withdrawals_by(report))?;
        let acts = self.source.sequence_numbers(&keys::report(report))?;
        for seq in withdrawals.into_iter().chain(acts) {
            match decoded(&self.source.recorded(seq)?)? {
                Event::ClaimWithdrawn(withdrawn) => {
                    self.note_figures_of(&withdrawn.claim)?;
                }
                Event::ReportReaffirmed(reaffirmed) => {
                    for claim in &reaffirmed.claims {
                        self.note_figures_of(claim)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn note_links(&mut self, claim: &ClaimId) -> Result<()> {
        for seq in self.source.sequence_numbers(&keys::claim(claim))? {
            if let Event::ClaimLinked(linked) = decoded(&self.source.recorded(seq)?)? {
                self.figures.extend(linked.to.map(Into::into));
            }
        }
        Ok(())
    }
}

/// Folds one figure again from the index. What was merged away or has no claims left goes; the
/// figure it was merged into is folded too.
pub(super) fn refold(
    db: &Db,
    batch: &mut Batch,
    source: &dyn EventSource,
    catalogs: &Catalogs,
    figure: &str,
) -> std::result::Result<(), Failure> {
    let state = source::state_of(source, figure, None)?;
    let counts = state.resolved(figure);
    if *counts != *figure {
        remove(db, batch, figure)?;
    }
    let catalog = catalogs.adopted(source, &state)?;
    let view = state.view(&counts, catalog.as_deref(), state.book_options());
    if view.rows.is_empty() {
        return remove(db, batch, &counts);
    }
    write(db, batch, &counts, &view).map(|_| ())
}

fn write(
    db: &Db,
    batch: &mut Batch,
    figure: &str,
    view: &FigureView,
) -> std::result::Result<usize, Failure> {
    let best = FigureRecord::of(view).encode();
    let rows = record::encode_rows(&view.rows);
    chunk::write(db, batch, &record::best_key(figure), &best)?;
    chunk::write(db, batch, &record::history_key(figure), &rows)?;
    Ok(best.len() + rows.len())
}

fn remove(db: &Db, batch: &mut Batch, figure: &str) -> std::result::Result<(), Failure> {
    chunk::remove(db, batch, &record::best_key(figure))?;
    chunk::remove(db, batch, &record::history_key(figure))?;
    Ok(())
}

/// Folds the whole log into an empty store; how many figures there are.
pub(super) fn fold_all(
    db: &Db,
    source: &dyn EventSource,
    end: u64,
    progress: Progress<'_>,
) -> std::result::Result<u64, Failure> {
    let mut state = State::new();
    source.for_each(0..end, &mut |recorded| {
        let applied = state.apply(&recorded);
        if recorded.seq % 1024 == 0 {
            progress(recorded.seq, end * 2);
        }
        applied
    })?;
    let catalog = adopted_catalog(source, &state)?;
    let figures = state.figures();
    let mut batch = Batch::default();
    record::mark_interrupted(&mut batch);
    let (mut bytes, mut folded) = (0, 0);
    for (done, figure) in figures.iter().enumerate() {
        let view = state.view(figure, catalog.as_deref(), state.book_options());
        if !view.rows.is_empty() {
            folded += 1;
            bytes += write(db, &mut batch, figure, &view)?;
        }
        if bytes >= BATCH_BYTES {
            db.apply_batch(std::mem::take(&mut batch))?;
            bytes = 0;
        }
        progress(
            end + end * (done as u64 + 1) / figures.len() as u64,
            end * 2,
        );
    }
    db.apply_batch(batch)?;
    Ok(folded)
}

/// The digests of all figures of a state, in order.
pub(super) fn digests_of(
    state: &State,
    source: &dyn EventSource,
    progress: Progress<'_>,
) -> Result<Vec<(Arc<str>, FigureDigest)>> {
    let catalog = adopted_catalog(source, state)?;
    let figures = state.figures();
    let total = figures.len() as u64;
    let mut digests = Vec::with_capacity(figures.len());
    for (done, figure) in figures.into_iter().enumerate() {
        let view = state.view(&figure, catalog.as_deref(), state.book_options());
        if !view.rows.is_empty() {
            digests.push((figure, digest::of_figure(&view)));
        }
        progress(done as u64 + 1, total);
    }
    Ok(digests)
}
