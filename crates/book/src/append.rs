//! Takes in reports: reads several at a time, files them in order, one commit each.

mod filing;
mod plan;

use std::ops::ControlFlow;
use std::path::Path;

use claimbook_ledger::Commit;
use claimbook_model::{Catalog, Timestamp};

use crate::answer::append::{AppendAnswer, Status};
use crate::intake::{Overrides, Source};
use crate::reading::{Desk, ReadReport};
use crate::{Book, Error, Failure, Stopped, parallel};
use plan::Plan;

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
        let plan = Plan::of(book, read, actor, now)?;
        let mut answer = AppendAnswer::of(read, plan.status);
        answer.report = Some(plan.report.to_string());
        answer.replaces = plan.replaces.map(|report| report.to_string());
        answer.superseded_by = plan.superseded_by.map(|report| report.to_string());
        let book = match self {
            Self::Book(book) => Some(&mut **book),
            Self::New(_, _, book) => book.as_mut(),
            Self::Nowhere(_) => None,
        };
        if let Some(book) = book.filter(|_| !plan.events.is_empty()) {
            let is_new = plan.status != Status::Amended;
            let receipt = book.commit(&Commit {
                recorded: now,
                actor,
                document: is_new.then_some(&read.bytes[..]),
                events: &plan.events,
            })?;
            answer.seq = Some([receipt.first_seq, receipt.last_seq]);
            answer.outdates =
                book.outdated_by([receipt.first_seq, receipt.last_seq], now.date())?;
        }
        Ok(answer)
    }
}
