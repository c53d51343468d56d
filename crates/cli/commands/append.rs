//! `append`: takes in reports.

use std::io;
use std::path::{Path, PathBuf};

use claimbook_book::{AppendAnswer, AppendRun, Book, Desk, Status};

use super::actor::actor;
use super::clocks::now;
use super::extract::failure;
use super::{metadata, stale};
use crate::args::{Format, Metadata};
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::progress::Progress;

/// What the command line asks for.
pub(crate) struct Run<'a> {
    pub(crate) paths: &'a [PathBuf],
    pub(crate) metadata: &'a Metadata,
    /// Files that extend the catalog.
    pub(crate) catalogs: &'a [PathBuf],
    pub(crate) by: Option<&'a str>,
    pub(crate) writes_nothing: bool,
}

/// Takes in everything that can be read; what cannot is told at the end.
pub(crate) fn run(folder: &Path, run: &Run<'_>, output: &mut Output) -> Result<Ending, Failed> {
    let overrides = metadata::overrides(run.metadata)?;
    let found = metadata::sources(run.paths, run.metadata, output)?;
    let mut failures: Vec<String> = found
        .failures
        .iter()
        .map(|(path, error)| failure(path, error))
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let actor = actor(run.by);
    let appending = AppendRun {
        sources: &found.sources,
        overrides: &overrides,
        actor: &actor,
        now: &now,
        threads,
    };
    let mut telling = Telling::default();
    let result = if found.sources.is_empty() {
        Ok(())
    } else if run.writes_nothing {
        dry_run(folder, run.catalogs, &appending, &mut telling, output)
    } else {
        append(folder, run.catalogs, &appending, &mut telling, output)
    };
    telling.finish(run.writes_nothing, output)?;
    failures.extend(telling.refused);
    for failure in &failures {
        output.complain(failure);
    }
    result?;
    Ok(if failures.is_empty() {
        Ending::Done
    } else {
        Ending::BadInput
    })
}

fn append(
    folder: &Path,
    catalogs: &[PathBuf],
    appending: &AppendRun<'_>,
    telling: &mut Telling,
    output: &mut Output,
) -> Result<(), Failed> {
    let desk = Desk::for_book(folder, catalogs)?;
    let Some(book) = take_in(folder, &desk, appending, telling, output)? else {
        return Ok(());
    };
    if !book.judges_by(desk.catalog())? {
        output.note(
            "note: the reports were read with another catalog than the one that the book judges by: \
             `claimbook catalog adopt` adopts it",
        );
    }
    Ok(())
}

/// Files the reports into the book in `folder`, or into a new one; none if nothing could be read.
fn take_in(
    folder: &Path,
    desk: &Desk,
    appending: &AppendRun<'_>,
    telling: &mut Telling,
    output: &mut Output,
) -> Result<Option<Book>, Failed> {
    let book = Book::open_to_append(folder)?;
    let mut is_new = book.is_none();
    if let Some(recovered) = book.as_ref().and_then(Book::recovered) {
        output.note(recovered);
    }
    let bar = Progress::new("reading", output);
    let mut on_answer = |answer: &AppendAnswer, done, total| {
        bar.at(done, total);
        bar.aside(|| {
            if is_new && answer.seq.is_some() {
                output.note(format!("created a book in {}", folder.display()));
                is_new = false;
            }
            telling.tell(answer, output)
        })
    };
    match book {
        Some(mut book) => {
            book.append(desk, appending, &mut on_answer)?;
            Ok(Some(book))
        }
        None => Ok(Book::append_to_new(
            folder,
            desk,
            appending,
            &mut on_answer,
        )?),
    }
}

fn dry_run(
    folder: &Path,
    catalogs: &[PathBuf],
    appending: &AppendRun<'_>,
    telling: &mut Telling,
    output: &mut Output,
) -> Result<(), Failed> {
    let desk = Desk::for_book(folder, catalogs)?;
    let book = Book::open_if_there(folder)?;
    claimbook_book::dry_run(book.as_ref(), &desk, appending, &mut |answer, _, _| {
        telling.tell(answer, output)
    })?;
    Ok(())
}

/// Tells what became of each document.
#[derive(Default)]
struct Telling {
    refused: Vec<String>,
    kept: Vec<AppendAnswer>,
    counts: [usize; 6],
}

const STATUSES: [Status; 6] = [
    Status::Appended,
    Status::Unchanged,
    Status::Amended,
    Status::Edited,
    Status::Held,
    Status::Refused,
];

impl Telling {
    fn tell(&mut self, answer: &AppendAnswer, output: &mut Output) -> io::Result<()> {
        if let Some(place) = STATUSES.iter().position(|status| *status == answer.status) {
            self.counts[place] += 1;
        }
        if let Some(error) = &answer.error {
            let named = error.contains(&answer.path);
            self.refused.push(if named {
                error.clone()
            } else {
                format!("{}: {error}", answer.path)
            });
        }
        for finding in &answer.findings {
            output.note(format!("note: {}: {finding}", answer.path));
        }
        for outdated in &answer.outdates {
            output.note(format!("published: {}", stale::outdates(outdated)));
        }
        for hint in hints(answer) {
            output.note(format!("note: {}: {hint}", answer.path));
        }
        match output.format {
            Format::Jsonl => {
                output.json_line(answer)?;
                output.flush()
            }
            Format::Table if answer.status != Status::Refused => {
                output.line(line(answer, output))?;
                output.flush()
            }
            Format::Table | Format::Svg => Ok(()),
            Format::Json | Format::Csv => {
                self.kept.push(answer.clone());
                Ok(())
            }
        }
    }

    fn finish(&self, dry_run: bool, output: &mut Output) -> io::Result<()> {
        if matches!(output.format, Format::Json | Format::Csv) {
            return output.answer(&self.kept, &self.kept, |_| Ok(()));
        }
        let parts: Vec<String> = STATUSES
            .iter()
            .zip(self.counts)
            .filter(|(_, count)| *count > 0)
            .map(|(status, count)| format!("{count} {}", status.as_str()))
            .collect();
        let reports = self.counts.iter().sum::<usize>();
        if reports > 1 {
            let would = if dry_run { "would be: " } else { "" };
            output.note(format!("{reports} reports: {would}{}", parts.join(", ")));
        }
        Ok(())
    }
}

/// What a person may want to do about a version.
fn hints(answer: &AppendAnswer) -> Vec<String> {
    let short = |report: &Option<String>| -> String {
        report.iter().flat_map(|id| id.chars().take(8)).collect()
    };
    let report = short(&answer.report);
    let mut hints = Vec::new();
    if answer.status == Status::Held {
        hints.push(format!(
            "most numbers of the version before it are gone, and nothing says why; its claims do \
             not count until `claimbook accept {report}`; `claimbook reject {report}` keeps the \
             version before it"
        ));
    }
    if answer.superseded_by.is_some() {
        hints.push(format!(
            "a later version of it, {}, is in the book already; this one was filed in its place \
             before that",
            short(&answer.superseded_by)
        ));
    }
    hints
}

fn line(answer: &AppendAnswer, output: &Output) -> String {
    let paint = output.paint;
    let report: String = answer
        .report
        .iter()
        .flat_map(|id| id.chars().take(8))
        .collect();
    let inferred = if answer.inferred.contains(&"published") {
        " (inferred)"
    } else {
        ""
    };
    let published = answer.published.as_deref().unwrap_or("undated");
    let publication = answer.publication.as_deref().unwrap_or_default();
    let claims = format!(
        "{} claims, {} linked to figures",
        answer.claims, answer.linked
    );
    format!(
        "{:<9}  {}  {}, {published}{inferred}: {claims}  {}",
        paint.strong(answer.status.as_str()),
        paint.faint(report),
        publication,
        paint.faint(&answer.path),
    )
}
