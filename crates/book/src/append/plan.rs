//! What is to be done with a report that was read: is it new, another version, or known already?

use std::borrow::Cow;

use claimbook_model::event::{Amendment, FieldSource, ReportAmended, ReportField};
use claimbook_model::{Event, ReportId, Timestamp};
use claimbook_views::reports::Report;

use super::filing::{filed, filing};
use crate::answer::append::Status;
use crate::edits::{Article, asserted, notes_in};
use crate::known::{Known, filed_like, is_on_record};
use crate::reading::ReadReport;
use crate::{Book, Error};

/// What is to be done with a report that was read.
pub(super) struct Plan<'e> {
    pub(super) status: Status,
    pub(super) report: ReportId,
    /// The version before it.
    pub(super) replaces: Option<ReportId>,
    /// The version after it that stands in its place already.
    pub(super) superseded_by: Option<ReportId>,
    /// What is to be recorded.
    pub(super) events: Vec<Event<'e>>,
}

impl<'e> Plan<'e> {
    /// Compares a report with what the book has of the same publication and address.
    pub(super) fn of(
        book: Option<&Book>,
        read: &'e ReadReport,
        actor: &'e str,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let Some(book) = book else {
            return Ok(Self::new_report(read, report_id(read, 0), 0));
        };
        let known = filed_like(book, read)?;
        if let Some(same) = same_again(read, &known, now) {
            return Ok(Self::known(read, same, actor));
        }
        let mut occurrence = known
            .iter()
            .filter(|known| has_same_bytes(read, known))
            .count() as u32;
        // A report that was amended to another address still has the id of this one.
        while is_on_record(book, &report_id(read, occurrence))? {
            occurrence += 1;
        }
        let mut plan = Self::new_report(read, report_id(read, occurrence), occurrence);
        let place = Report::to_be_filed(&filed(plan.report, occurrence, read), 0, now).place();
        if let Some(place) = place {
            plan.as_version(Article::at(book, &place, now)?, read, actor)?;
        }
        Ok(plan)
    }

    fn new_report(read: &'e ReadReport, report: ReportId, occurrence: u32) -> Self {
        Self {
            status: Status::Appended,
            report,
            replaces: None,
            superseded_by: None,
            events: filing(report, occurrence, read),
        }
    }

    /// Finds the report's place among the versions of its article, and adds what they take back of
    /// each other.
    fn as_version(
        &mut self,
        mut article: Article<'_>,
        read: &ReadReport,
        actor: &'e str,
    ) -> Result<(), Error> {
        article.expect(&self.events)?;
        let before = article.versions(&self.report);
        if before.len() < 2 {
            return Ok(());
        }
        let claims = asserted(&self.events);
        article.tell(self.report, &read.bytes, &notes_in(&self.events), &claims);
        let withdrawals = article.withdrawals_around(self.report, actor)?;
        self.events.extend(withdrawals);
        let versions = article.versions(&self.report);
        let id = |version: &claimbook_views::state::Version| version.report.report;
        let Some(place) = versions
            .iter()
            .position(|version| id(version) == self.report)
        else {
            return Ok(());
        };
        self.replaces = place.checked_sub(1).map(|before| id(&versions[before]));
        let later = versions[place + 1..].iter().rev().find(|later| !later.held);
        self.superseded_by = later.map(id);
        self.status = if versions[place].held {
            Status::Held
        } else {
            Status::Edited
        };
        Ok(())
    }

    fn known(read: &ReadReport, known: &Known, actor: &'e str) -> Self {
        let amendments = amendments(read, known);
        let report = known.report.report;
        let is_better = !amendments.is_empty();
        let amended = ReportAmended {
            report,
            amendments,
            by: Cow::Borrowed(actor),
            why: Cow::Borrowed("appended again with better metadata"),
            more: Vec::new(),
        };
        Self {
            status: if is_better {
                Status::Amended
            } else {
                Status::Unchanged
            },
            report,
            replaces: None,
            superseded_by: None,
            events: is_better
                .then_some(Event::ReportAmended(amended))
                .into_iter()
                .collect(),
        }
    }
}

fn report_id(read: &ReadReport, occurrence: u32) -> ReportId {
    let (url, part) = (&read.url, &read.part);
    ReportId::of(&read.publication, url, part, &read.document, occurrence)
}

fn has_same_bytes(read: &ReadReport, known: &Known) -> bool {
    known.report.document == read.document && *known.report.part == *read.part
}

/// The report that this one is again, if it is. Versions stand at one address: there it is the same
/// again only where its dates put it beside the one with its bytes, or where that is the latest and
/// undated. Elsewhere other bytes stood in between: it was edited back. A report without an address
/// is known by its bytes alone.
fn same_again<'k>(read: &ReadReport, known: &'k [Known], now: Timestamp) -> Option<&'k Known> {
    let same = |known: &&Known| has_same_bytes(read, known);
    if read.url.is_empty() {
        return known.iter().rev().find(same);
    }
    let mut versions: Vec<&Known> = known
        .iter()
        .filter(|known| *known.report.part == *read.part && !known.report.url.is_empty())
        .collect();
    versions.sort_by_cached_key(|known| known.report.version_order());
    let probe = Report::to_be_filed(&filed(report_id(read, 0), 0, read), u64::MAX, now);
    let order = probe.version_order();
    let place = versions.partition_point(|known| known.report.version_order() < order);
    let beside = place.checked_sub(1).into_iter().chain([place]);
    let latest = versions.last().filter(|latest| !latest.is_dated());
    beside
        .filter_map(|at| versions.get(at))
        .chain(latest)
        .copied()
        .find(same)
        .or_else(|| {
            known
                .iter()
                .filter(|known| known.report.url.is_empty())
                .rfind(same)
        })
}

/// What is given now and was not known, or was not given, before.
fn amendments(read: &ReadReport, known: &Known) -> Vec<Amendment<'static>> {
    let filed = &known.report;
    let given = |field| !read.sources.iter().any(|(other, _)| *other == field);
    // The world could know at the latest when it was first retrieved.
    let retrieved = read
        .retrieved
        .filter(|now| filed.retrieved.is_none_or(|before| *now < before));
    let same_name = *filed.publication == *read.publication;
    let fields = [
        (
            ReportField::Publication,
            some(&read.publication_name),
            some(if same_name {
                &read.publication_name
            } else {
                &filed.publication_name
            }),
        ),
        (ReportField::Url, some(&read.url), some(&filed.url)),
        (
            ReportField::Published,
            read.published.map(|p| p.to_string()),
            filed.published.map(|p| p.to_string()),
        ),
        (ReportField::Title, some(&read.title), some(&filed.title)),
        (
            ReportField::Modified,
            read.modified.map(|t| t.to_string()),
            filed.modified.map(|t| t.to_string()),
        ),
        (
            ReportField::Retrieved,
            retrieved.map(|t| t.to_string()),
            filed.retrieved.map(|t| t.to_string()),
        ),
    ];
    let better = fields.into_iter().filter_map(|(field, now, before)| {
        let now = now.filter(|_| given(field))?;
        let better = before.as_ref() != Some(&now) || !known.is_given(field);
        better.then_some(Amendment {
            field,
            value: Cow::Owned(now),
            source: FieldSource::Given,
        })
    });
    better.collect()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
