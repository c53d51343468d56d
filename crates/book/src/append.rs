//! Takes in reports: reads several at a time, files them in order, one commit each.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::Path;

use claimbook_ledger::Commit;
use claimbook_model::event::{
    Amendment, ClaimAsserted, ClaimContent, FieldSource, ReportAmended, ReportField, ReportFiled,
    ReportKind, Retrieval,
};
use claimbook_model::{Catalog, Event, ReportId, Timestamp};

use crate::answer::append::{AppendAnswer, Status};
use crate::intake::{Overrides, Source};
use crate::known::{Known, filed_like};
use crate::reading::{Desk, ReadReport};
use crate::{Book, Error, Failure, Stopped, edited, parallel};

/// One run of `append`.
pub struct AppendRun<'a> {
    /// The documents, in the order in which they are to be filed.
    pub sources: &'a [Source],
    /// What the caller says of all of them.
    pub overrides: &'a Overrides,
    /// Who takes them in.
    pub actor: &'a str,
    /// The clock.
    pub now: &'a dyn Fn() -> Timestamp,
    /// How many threads read.
    pub threads: usize,
}

/// What the run is told to do after each document: the answer about it, and how far the run is.
pub type OnAnswer<'a> = dyn FnMut(&AppendAnswer, u64, u64) -> std::io::Result<()> + 'a;

/// Reads and files every source into `book`, or, without one, only says what would be done.
///
/// An answer is given once its report is on disk. A document that cannot be read is answered as
/// refused and does not hold up the others.
///
/// # Errors
/// If the book cannot be written, the options are wrong, or the caller cannot take an answer.
/// What was answered before stays.
pub(crate) fn run(
    target: &mut Target<'_>,
    desk: &Desk,
    run: &AppendRun<'_>,
    on_answer: &mut OnAnswer<'_>,
) -> Result<(), Stopped> {
    let total = run.sources.len() as u64;
    let today = (run.now)().date();
    let mut done = 0;
    let flow = parallel::in_order(
        run.sources,
        run.threads,
        |source| desk.read(source, run.overrides, today),
        |source, result| {
            done += 1;
            let answer = match result.and_then(|read| target.file(&read, run.actor, (run.now)())) {
                Ok(answer) => answer,
                Err(error) if error.failure() == Failure::Input => {
                    AppendAnswer::refused(&source.shown, error.to_string())
                }
                Err(error) => return ControlFlow::Break(Stopped::Book(error)),
            };
            match on_answer(&answer, done, total) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => ControlFlow::Break(Stopped::Caller(error)),
            }
        },
    );
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(stopped) => Err(stopped),
    }
}

/// Says what [`Book::append`] would do, and writes nothing. Without a book, every report is new.
///
/// # Errors
/// If the options are wrong or the caller cannot take an answer.
pub fn dry_run(
    book: Option<&Book>,
    desk: &Desk,
    run: &AppendRun<'_>,
    on_answer: &mut OnAnswer<'_>,
) -> Result<(), Stopped> {
    self::run(&mut Target::Nowhere(book), desk, run, on_answer)
}

/// Where reports are filed.
pub(crate) enum Target<'b> {
    /// Into a book.
    Book(&'b mut Book),
    /// Into a book that is created with the first report, and judges by that catalog.
    New(&'b Path, &'b Catalog, &'b mut Option<Book>),
    /// Nowhere: what a book would do, if there is one, is only told.
    Nowhere(Option<&'b Book>),
}

impl Target<'_> {
    /// Files one report, or tells what would become of it.
    pub(crate) fn file(
        &mut self,
        read: &ReadReport,
        actor: &str,
        now: Timestamp,
    ) -> Result<AppendAnswer, Error> {
        if let Self::New(folder, catalog, book @ None) = self {
            **book = Some(Book::create_with(folder, catalog, actor, now)?);
        }
        let book = match self {
            Self::Book(book) => Some(&**book),
            Self::New(_, _, book) => book.as_ref(),
            Self::Nowhere(book) => *book,
        };
        let plan = match book {
            Some(book) => Plan::of(book, read)?,
            None => Plan::new_report(read, 0, None),
        };
        let mut answer = AppendAnswer::of(read, plan.status);
        answer.report = Some(plan.report.to_string());
        answer.replaces = plan.replaces.map(|report| report.to_string());
        let book = match self {
            Self::Book(book) => Some(&mut **book),
            Self::New(_, _, book) => book.as_mut(),
            Self::Nowhere(_) => None,
        };
        if let Some(book) = book {
            let (report, is_version) = (plan.report, plan.replaces.is_some());
            answer.seq = plan.carry_out(book, read, actor, now)?;
            if is_version && edited::is_held(book, &report)? {
                answer.status = Status::Held;
            }
            if let Some(seq) = answer.seq {
                answer.outdates = book.outdated_by(seq, now.date())?;
            }
        }
        Ok(answer)
    }
}

/// What is to be done with a report that was read.
struct Plan {
    status: Status,
    report: ReportId,
    occurrence: u32,
    replaces: Option<ReportId>,
    amendments: Vec<Amendment<'static>>,
}

impl Plan {
    /// Compares a report with what the book has of the same publication and address.
    fn of(book: &Book, read: &ReadReport) -> Result<Self, Error> {
        let filed = filed_like(book, read)?;
        let same = |known: &&Known| {
            known.report.document == read.document && *known.report.part == *read.part
        };
        // Versions stand at one address; a report without one is known by its bytes alone.
        let is_version = |known: &&Known| *known.report.part == *read.part && !read.url.is_empty();
        let latest = filed.iter().rev().find(is_version);
        match (latest, filed.iter().rev().find(same)) {
            (None, Some(same)) => Ok(Self::same_again(read, same)),
            (Some(latest), Some(same)) if latest.report.report == same.report.report => {
                Ok(Self::same_again(read, same))
            }
            (Some(latest), _) => {
                let occurrence = filed.iter().filter(same).count() as u32;
                let replaces = Some(latest.report.report);
                Ok(Self::new_report(read, occurrence, replaces))
            }
            (None, None) => Ok(Self::new_report(read, 0, None)),
        }
    }

    fn new_report(read: &ReadReport, occurrence: u32, replaces: Option<ReportId>) -> Self {
        let (url, part) = (&read.url, &read.part);
        Self {
            status: if replaces.is_some() {
                Status::Edited
            } else {
                Status::Appended
            },
            report: ReportId::of(&read.publication, url, part, &read.document, occurrence),
            occurrence,
            replaces,
            amendments: Vec::new(),
        }
    }

    fn same_again(read: &ReadReport, known: &Known) -> Self {
        let amendments = amendments(read, known);
        Self {
            status: if amendments.is_empty() {
                Status::Unchanged
            } else {
                Status::Amended
            },
            report: known.report.report,
            occurrence: 0,
            replaces: None,
            amendments,
        }
    }

    /// Writes what is to be written. The first and last sequence number, if anything was.
    fn carry_out(
        self,
        book: &mut Book,
        read: &ReadReport,
        actor: &str,
        now: Timestamp,
    ) -> Result<Option<[u64; 2]>, Error> {
        let events = match self.status {
            Status::Unchanged | Status::Refused => return Ok(None),
            Status::Amended => vec![Event::ReportAmended(ReportAmended {
                report: self.report,
                amendments: self.amendments,
                by: Cow::Borrowed(actor),
                why: Cow::Borrowed("appended again with better metadata"),
                more: Vec::new(),
            })],
            Status::Appended | Status::Edited | Status::Held => {
                let mut events = filing(self.report, self.occurrence, read);
                if let Some(before) = self.replaces {
                    let replaced = edited::withdrawals(book, before, self.report, &events, actor)?;
                    events.extend(replaced);
                }
                events
            }
        };
        let commit = Commit {
            recorded: now,
            actor,
            document: (self.status != Status::Amended).then_some(&read.bytes[..]),
            events: &events,
        };
        let receipt = book.commit(&commit)?;
        Ok(Some([receipt.first_seq, receipt.last_seq]))
    }
}

/// The events of a new report: that it was filed, and each of its claims.
fn filing(report: ReportId, occurrence: u32, read: &ReadReport) -> Vec<Event<'_>> {
    let filed = Event::ReportFiled(ReportFiled {
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
        more: Vec::new(),
    });
    let claims = read.reading.claims.iter().zip(0..).map(|(claim, ordinal)| {
        Event::ClaimAsserted(ClaimAsserted {
            ordinal,
            content: ClaimContent::of(report, claim),
        })
    });
    std::iter::once(filed).chain(claims).collect()
}

/// What is given now and was not known, or was not given, before.
fn amendments(read: &ReadReport, known: &Known) -> Vec<Amendment<'static>> {
    let filed = &known.report;
    let given = |field| !read.sources.iter().any(|(inferred, _)| *inferred == field);
    let fields = [
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
            read.retrieved.map(|t| t.to_string()),
            filed.retrieved.map(|t| t.to_string()),
        ),
    ];
    let better = fields.into_iter().filter_map(|(field, now, before)| {
        let now = now.filter(|_| given(field))?;
        let was_given = !known
            .not_given
            .iter()
            .any(|(inferred, _)| *inferred == field);
        let better = before.as_ref() != Some(&now) || !was_given;
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
