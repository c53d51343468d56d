//! The events of a new report: that it was filed, and each of its claims.

use std::borrow::Cow;

use claimbook_model::event::{
    ClaimAsserted, ClaimContent, ReportFiled, ReportKind, Retrieval, notes_extension,
};
use claimbook_model::{Event, ReportId};

use crate::reading::ReadReport;

/// The events of a new report.
pub(super) fn filing(report: ReportId, occurrence: u32, read: &ReadReport) -> Vec<Event<'_>> {
    let claims = read.reading.claims.iter().zip(0..).map(|(claim, ordinal)| {
        Event::ClaimAsserted(ClaimAsserted {
            ordinal,
            content: ClaimContent::of(report, claim),
        })
    });
    let filed = Event::ReportFiled(filed(report, occurrence, read));
    std::iter::once(filed).chain(claims).collect()
}

/// The event of a report.
pub(super) fn filed(report: ReportId, occurrence: u32, read: &ReadReport) -> ReportFiled<'_> {
    ReportFiled {
        report,
        document: read.document,
        part: Cow::Borrowed(&read.part),
        occurrence,
        publication: Cow::Borrowed(&read.publication),
        publication_name: Cow::Borrowed(&read.publication_name),
        url: Cow::Borrowed(&read.url),
        title: Cow::Borrowed(&read.title),
        published: read.published,
        sources: read.sources.clone(),
        modified: read.modified,
        retrieved: read.retrieved,
        retrieval: Retrieval::Supplied,
        kind: ReportKind::Article,
        first_hand: read.first_hand,
        adapter: Cow::Borrowed(read.adapter),
        adapter_version: read.adapter_version,
        extractor_version: read.extractor_version,
        catalog: read.catalog,
        more: notes_extension(&read.reading.notes).into_iter().collect(),
    }
}
