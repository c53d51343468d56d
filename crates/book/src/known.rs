//! What the book has of a publication, address and document already.

use std::collections::BTreeSet;

use claimbook_model::event::{FieldSource, ReportField};
use claimbook_model::{Event, ReportId};
use claimbook_views::keys;
use claimbook_views::reports::Report;
use claimbook_views::source::EventSource;
use claimbook_views::state::State;

use crate::reading::ReadReport;
use crate::{Book, Error};

/// A report as it is known now: as it was filed, with all amendments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) report: Report,
    /// Fields that nobody gave.
    pub(crate) not_given: Vec<(ReportField, FieldSource)>,
}

impl Known {
    /// Whether somebody gave a field, or nothing is known of it.
    pub(crate) fn is_given(&self, field: ReportField) -> bool {
        !self.not_given.iter().any(|(other, _)| *other == field)
    }

    /// Whether the field was only concluded, for want of a better one.
    fn is_inferred(&self, field: ReportField) -> bool {
        self.not_given.contains(&(field, FieldSource::Inferred))
    }

    /// Whether a date of its own tells its place among versions.
    pub(crate) fn is_dated(&self) -> bool {
        self.report.modified.is_some()
            || self.report.published.is_some() && !self.is_inferred(ReportField::Published)
    }
}

/// Whether a report of that id was filed.
pub(crate) fn is_on_record(book: &Book, report: &ReportId) -> Result<bool, Error> {
    let seqs = book.ledger.sequence_numbers(&keys::report(report))?;
    Ok(!seqs.is_empty())
}

/// The reports of the same publication at the same address, and those with the same document of
/// which no address, or no publication, is known or given; in the order in which they were filed.
pub(crate) fn filed_like(book: &Book, read: &ReadReport) -> Result<Vec<Known>, Error> {
    let mut found = Vec::new();
    for seq in candidates(book, read)? {
        let Event::ReportFiled(filed) = book.ledger.stored_event(seq)?.decode()? else {
            continue;
        };
        let Some(known) = as_known(book, &keys::report(&filed.report))? else {
            continue;
        };
        let url = &*known.report.url;
        let same_url = url == read.url || url.is_empty() || read.url.is_empty();
        // A publication that is only concluded, on either side, gives way to one that is told.
        let concluded = (ReportField::Publication, FieldSource::Inferred);
        let unnamed = read.sources.contains(&concluded) || known.is_inferred(concluded.0);
        let same_document = known.report.document == read.document;
        let same = *known.report.publication == *read.publication || unnamed && same_document;
        if same && same_url {
            found.push(known);
        }
    }
    Ok(found)
}

/// The sequence numbers of the reports with the same document, or at the same address, also by an
/// amendment.
fn candidates(book: &Book, read: &ReadReport) -> Result<BTreeSet<u64>, Error> {
    let ledger = &book.ledger;
    let mut seqs: BTreeSet<u64> = ledger
        .sequence_numbers(&keys::document(&read.document))?
        .into_iter()
        .collect();
    if read.url.is_empty() {
        return Ok(seqs);
    }
    seqs.extend(ledger.sequence_numbers(&keys::place(&read.publication, &read.url, &read.part))?);
    for seq in ledger.sequence_numbers(keys::GLOBAL)? {
        if let Event::ReportAmended(amended) = ledger.stored_event(seq)?.decode()? {
            seqs.extend(ledger.sequence_numbers(&keys::report(&amended.report))?);
        }
    }
    Ok(seqs)
}

/// The report of a key, its amendments taken in; none if it was not filed.
pub(crate) fn as_known(book: &Book, key: &[u8]) -> Result<Option<Known>, Error> {
    let ledger = &book.ledger;
    let mut seqs: BTreeSet<u64> = ledger.sequence_numbers(key)?.into_iter().collect();
    let (mut filed, mut amended) = (None, Vec::new());
    for &seq in &seqs {
        match ledger.stored_event(seq)?.decode()? {
            Event::ReportFiled(report) => filed = Some((report.report, report.sources)),
            Event::ReportAmended(better) => amended.push((seq, better.amendments)),
            _ => {}
        }
    }
    if !amended.is_empty() {
        // An amendment may have been undone.
        seqs.extend(ledger.sequence_numbers(keys::GLOBAL)?);
    }
    let mut state = State::new();
    for seq in seqs {
        state.apply(&EventSource::recorded(ledger, seq)?)?;
    }
    amended.retain(|(seq, _)| state.counts(*seq));
    Ok(filed.and_then(|(id, mut not_given)| {
        let given = |field: ReportField| {
            let mut all = amended.iter().flat_map(|(_, amendments)| amendments);
            all.any(|a| a.source == FieldSource::Given && a.field == field)
        };
        not_given.retain(|(field, _)| !given(*field));
        let report = state.report(&id)?;
        Some(Known { report, not_given })
    }))
}
