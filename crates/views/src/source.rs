//! One figure from the index: any process can fold it, without folding everything.
//!
//! What is gathered are the events that can bear on the figure: its own, those of its reports
//! and of the other versions of their articles, and the few that bear on every figure. They are
//! applied to an empty [`State`] in the order of the log, so that one figure comes out exactly as
//! from the whole log.

mod catalogs;
mod family;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use claimbook_ledger::Ledger;
use claimbook_model::event::EventError;
use claimbook_model::{ClaimId, DocumentId, Event, ReportId};

use crate::error::{Error, Result};
use crate::figure::{FigureView, Options};
use crate::keys;
use crate::reports::{Place, Report};
use crate::state::{Recorded, State};

pub use catalogs::{Catalogs, adopted_catalog};
pub use family::{family, merged_with, relatives};

/// Where events are found by sequence number and by the keys of [`keys::Keys`].
pub trait EventSource {
    /// How many events there are.
    fn seq_end(&self) -> u64;

    /// One event.
    ///
    /// # Errors
    /// If there is no such event or it is damaged.
    fn recorded(&self, seq: u64) -> Result<Recorded<'_>>;

    /// Calls `each` with the events of a range, in order.
    ///
    /// # Errors
    /// If an event is damaged, or what `each` returns.
    fn for_each(
        &self,
        range: Range<u64>,
        each: &mut dyn FnMut(Recorded<'_>) -> Result<()>,
    ) -> Result<()> {
        for seq in range.start..range.end.min(self.seq_end()) {
            each(self.recorded(seq)?)?;
        }
        Ok(())
    }

    /// The sequence numbers of a key's events, ascending.
    ///
    /// # Errors
    /// If the index is damaged.
    fn sequence_numbers(&self, key: &[u8]) -> Result<Vec<u64>>;

    /// All keys that begin with `prefix`, in byte order.
    ///
    /// # Errors
    /// If the index is damaged.
    fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>>;

    /// The bytes of a document.
    ///
    /// # Errors
    /// If it is not there or damaged.
    fn document(&self, document: &DocumentId) -> Result<Vec<u8>>;
}

impl EventSource for Ledger {
    fn seq_end(&self) -> u64 {
        Ledger::seq_end(self)
    }

    fn recorded(&self, seq: u64) -> Result<Recorded<'_>> {
        let event = self.stored_event(seq)?;
        Ok(Recorded {
            seq: event.seq,
            recorded: event.recorded,
            bytes: event.bytes,
        })
    }

    fn for_each(
        &self,
        range: Range<u64>,
        each: &mut dyn FnMut(Recorded<'_>) -> Result<()>,
    ) -> Result<()> {
        for event in self.events(range) {
            let event = event?;
            each(Recorded {
                seq: event.seq,
                recorded: event.recorded,
                bytes: event.bytes,
            })?;
        }
        Ok(())
    }

    fn sequence_numbers(&self, key: &[u8]) -> Result<Vec<u64>> {
        Ok(Ledger::sequence_numbers(self, key)?)
    }

    fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>> {
        Ok(Ledger::keys(self, prefix)?)
    }

    fn document(&self, document: &DocumentId) -> Result<Vec<u8>> {
        Ok(Ledger::document(self, document)?)
    }
}

/// What is best known of one figure, and how it came to be.
///
/// `at_seq` leaves out what the book recorded later: only events up to and including it count.
/// `options` of `None` ask under the book's own policy.
///
/// # Errors
/// If the index, an event or the adopted catalog cannot be read.
pub fn view(
    source: &dyn EventSource,
    figure: &str,
    at_seq: Option<u64>,
    options: Option<Options>,
) -> Result<FigureView> {
    let state = state_of(source, figure, at_seq)?;
    let catalog = adopted_catalog(source, &state)?;
    let options = options.unwrap_or_else(|| state.book_options());
    Ok(state.view(&state.resolved(figure), catalog.as_deref(), options))
}

/// The state that all events which can bear on `figure` make.
///
/// # Errors
/// If the index or an event cannot be read.
pub fn state_of(source: &dyn EventSource, figure: &str, at_seq: Option<u64>) -> Result<State> {
    let end = at_seq.map_or(u64::MAX, |seq| seq.saturating_add(1));
    let mut gathered = Gathered::new(source, end.min(source.seq_end()));
    gathered.key(keys::GLOBAL)?;
    for key in merged_with(source, figure)? {
        gathered.key(&keys::figure(&key))?;
    }
    gathered.follow_claims()?;
    gathered.follow_reports()?;
    gathered.state()
}

/// The state that tells all about one claim: what became of it, its report, the versions of that.
///
/// # Errors
/// If the index or an event cannot be read.
pub fn state_of_claim(source: &dyn EventSource, claim: &ClaimId) -> Result<State> {
    let mut gathered = Gathered::new(source, source.seq_end());
    gathered.key(keys::GLOBAL)?;
    gathered.note_moved()?;
    for seq in gathered.key(&keys::claim(claim))? {
        let recorded = source.recorded(seq)?;
        gathered.note(&recorded, &decoded(&recorded)?);
    }
    gathered.follow_reports()?;
    gathered.state()
}

/// The state that tells all about one report: what became of it, of its claims, and of the other
/// versions of its article.
///
/// # Errors
/// If the index or an event cannot be read.
pub fn state_of_report(source: &dyn EventSource, report: &ReportId) -> Result<State> {
    let mut gathered = Gathered::new(source, source.seq_end());
    gathered.key(keys::GLOBAL)?;
    gathered.note_moved()?;
    gathered.reports.insert(*report);
    for seq in gathered.key(&keys::claims_of_report(report))? {
        gathered.follow_withdrawals_of(seq)?;
    }
    gathered.follow_reports()?;
    gathered.state()
}

/// The state that the reports at a place make: the versions of one article, with all that decides
/// on their order, on what is held and on what is withdrawn.
///
/// # Errors
/// If the index or an event cannot be read.
pub fn state_of_place(source: &dyn EventSource, place: &Place) -> Result<State> {
    let mut gathered = Gathered::new(source, source.seq_end());
    gathered.key(keys::GLOBAL)?;
    gathered.note_moved()?;
    let filed = gathered.filed_by(&gathered.filings_at(place)?)?;
    gathered.reports.extend(filed);
    for report in gathered.follow_reports()? {
        for seq in gathered.key(&keys::claims_of_report(&report))? {
            gathered.follow_withdrawals_of(seq)?;
        }
    }
    gathered.state()
}

/// Sequence numbers of events that can bear on a figure, and what they lead to.
struct Gathered<'s> {
    source: &'s dyn EventSource,
    end: u64,
    seqs: BTreeSet<u64>,
    reports: BTreeSet<ReportId>,
    claims: BTreeSet<ClaimId>,
    /// Reports that were amended to another place: they may have come to that of a report here.
    moved: BTreeSet<ReportId>,
    any_reaffirmed: bool,
}

impl<'s> Gathered<'s> {
    fn new(source: &'s dyn EventSource, end: u64) -> Self {
        Self {
            source,
            end,
            seqs: BTreeSet::new(),
            reports: BTreeSet::new(),
            claims: BTreeSet::new(),
            moved: BTreeSet::new(),
            any_reaffirmed: false,
        }
    }

    fn key(&mut self, key: &[u8]) -> Result<Vec<u64>> {
        let mut seqs = self.source.sequence_numbers(key)?;
        seqs.retain(|&seq| seq < self.end);
        self.seqs.extend(&seqs);
        Ok(seqs)
    }

    /// From the events of the figure to its claims and to their reports.
    fn follow_claims(&mut self) -> Result<()> {
        self.any_reaffirmed = !self.source.sequence_numbers(keys::REAFFIRMED)?.is_empty();
        let mut linked = BTreeSet::new();
        for seq in self.seqs.clone() {
            let recorded = self.source.recorded(seq)?;
            match decoded(&recorded)? {
                Event::ClaimLinked(link) => {
                    linked.insert(link.claim);
                }
                event => self.note(&recorded, &event),
            }
        }
        for claim in linked {
            for seq in self.key(&keys::claim(&claim))? {
                let recorded = self.source.recorded(seq)?;
                let event = decoded(&recorded)?;
                self.note(&recorded, &event);
            }
        }
        if self.any_reaffirmed {
            for claim in self.claims.clone() {
                for seq in self.key(&keys::reaffirmations(&claim))? {
                    let recorded = self.source.recorded(seq)?;
                    let event = decoded(&recorded)?;
                    self.note(&recorded, &event);
                }
            }
        }
        Ok(())
    }

    fn note(&mut self, recorded: &Recorded<'_>, event: &Event<'_>) {
        match event {
            Event::ClaimAsserted(asserted) => {
                self.reports.insert(asserted.content.report);
                if self.any_reaffirmed {
                    let content = claimbook_model::event::claim_content(recorded.bytes);
                    self.claims.extend(content.map(ClaimId::of));
                }
            }
            Event::ClaimWithdrawn(withdrawn) => self.reports.extend(withdrawn.by_report),
            Event::ReportReaffirmed(reaffirmed) => {
                self.reports.insert(reaffirmed.report);
            }
            Event::ReportAmended(amended) => {
                self.moved.insert(amended.report);
            }
            _ => {}
        }
    }

    /// Notes the reports that were amended to another place.
    fn note_moved(&mut self) -> Result<()> {
        for &seq in &self.seqs {
            if let Event::ReportAmended(amended) = decoded(&self.source.recorded(seq)?)? {
                self.moved.insert(amended.report);
            }
        }
        Ok(())
    }

    /// The reports with all that befell them, and the other versions of their articles, which
    /// decide on known dates and on what is held. All reports that were followed.
    fn follow_reports(&mut self) -> Result<BTreeSet<ReportId>> {
        let mut places: BTreeMap<_, BTreeSet<ReportId>> = BTreeMap::new();
        let mut pending: Vec<ReportId> = self.reports.iter().copied().collect();
        pending.extend(&self.moved);
        let mut seen = BTreeSet::new();
        while let Some(report) = pending.pop() {
            if !seen.insert(report) {
                continue;
            }
            let own = self.key(&keys::report(&report))?;
            for place in self.places_of(&report, &own)? {
                let filings = self.filings_at(&place)?;
                let filed = if filings == own {
                    vec![report]
                } else {
                    self.filed_by(&filings)?
                };
                let versions = places.entry(place).or_default();
                versions.extend(filed.iter().chain([&report]));
                pending.extend(filed);
            }
        }
        let several = places.into_values().filter(|versions| versions.len() > 1);
        for version in several.flatten().collect::<BTreeSet<_>>() {
            for seq in self.key(&keys::claims_of_report(&version))? {
                self.follow_withdrawals_of(seq)?;
            }
        }
        Ok(seen)
    }

    /// The places that a report was ever at, whose events are at `own`. An amendment that is undone
    /// leaves the report where it was filed.
    fn places_of(&self, report: &ReportId, own: &[u64]) -> Result<BTreeSet<Place>> {
        // Most reports were filed, and nothing else: what their place is needs no state.
        if let [seq] = own {
            let recorded = self.source.recorded(*seq)?;
            if let Event::ReportFiled(filed) = decoded(&recorded)? {
                let report = Report::to_be_filed(&filed, *seq, recorded.recorded);
                return Ok(report.place().into_iter().collect());
            }
        }
        let mut state = State::new();
        for seq in own {
            state.apply(&self.source.recorded(*seq)?)?;
        }
        Ok(state.places_ever(report))
    }

    /// The events that filed reports at a place.
    fn filings_at(&self, place: &Place) -> Result<Vec<u64>> {
        let key = keys::place(&place.publication, &place.url, &place.part);
        let mut filings = self.source.sequence_numbers(&key)?;
        filings.retain(|&seq| seq < self.end);
        Ok(filings)
    }

    /// The reports that some events filed.
    fn filed_by(&self, filings: &[u64]) -> Result<Vec<ReportId>> {
        let mut filed = Vec::new();
        for &seq in filings {
            if let Event::ReportFiled(report) = decoded(&self.source.recorded(seq)?)? {
                filed.push(report.report);
            }
        }
        Ok(filed)
    }

    /// Whether a claim of a version vanished or was replaced decides on what is held.
    fn follow_withdrawals_of(&mut self, seq: u64) -> Result<()> {
        let recorded = self.source.recorded(seq)?;
        let content = claimbook_model::event::claim_content(recorded.bytes).map(ClaimId::of);
        if let Some(claim) = content {
            self.key(&keys::claim(&claim))?;
        }
        Ok(())
    }

    fn state(self) -> Result<State> {
        let mut state = State::new();
        for seq in self.seqs {
            state.apply(&self.source.recorded(seq)?)?;
        }
        Ok(state)
    }
}

pub(crate) fn decoded<'a>(recorded: &Recorded<'a>) -> Result<Event<'a>> {
    Event::decode(recorded.bytes).map_err(|source: EventError| Error::Event {
        seq: recorded.seq,
        source,
    })
}
