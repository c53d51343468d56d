//! `check`: which numbers of a text are wrong, outdated, unhedged.

mod words;

pub(super) use words::held;

use std::path::Path;

use claimbook_book::{Book, CheckAnswer, CheckRun, Desk, Error, Failure, PinRun, Source};

use super::actor::actor;
use super::clocks::{self, now};
use super::extract::failure;
use super::metadata;
use super::open::open;
use crate::args::{CheckArguments, Format, Metadata};
use crate::exit::{Ending, Failed};
use crate::output::Output;

/// Checks every text, and pins those that are to be.
pub(crate) fn run(
    folder: &Path,
    given: &CheckArguments,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let about = Metadata {
        published: given.published.clone(),
        title: given.title.clone(),
        adapter: given.adapter.clone(),
        ..Metadata::default()
    };
    let found = metadata::sources(&given.paths, &about, output)?;
    let overrides = metadata::overrides(&Metadata {
        title: None,
        ..about
    })?;
    let run = CheckRun {
        scope: clocks::scope(&given.clocks)?,
        old_after_days: given.old,
        now: now(),
    };
    let mut book = book(folder, given, output)?;
    let desk = Desk::for_book(folder, &given.catalogs.files)?;
    let actor = actor(given.by.as_deref());
    let mut answer = |source: &Source| {
        if !given.pin {
            return book.check(&desk, source, &overrides, &run);
        }
        let pin = PinRun {
            title: given.title.as_deref(),
            actor: &actor,
            force: given.force,
        };
        book.pin(&desk, source, &overrides, &run, &pin)
    };
    let mut failures: Vec<String> = found
        .failures
        .iter()
        .map(|(path, error)| failure(path, error))
        .collect();
    let mut answers = Vec::new();
    for source in &found.sources {
        match answer(source) {
            Ok(checked) => answers.push(checked),
            Err(error) if error.failure() == Failure::Input => {
                failures.push(failure(&source.shown, &error));
            }
            Err(error) => return Err(error.into()),
        }
    }
    print(&answers, output)?;
    for failure in &failures {
        output.complain(failure);
    }
    Ok(ending(&answers, &failures))
}

/// The book: for writing only where something is to be pinned.
fn book(folder: &Path, given: &CheckArguments, output: &mut Output) -> Result<Book, Error> {
    if !given.pin {
        return open(folder, output);
    }
    Book::open_to_append(folder)?.ok_or_else(|| Error::NoLedger {
        dir: folder.to_owned(),
    })
}

fn print(answers: &[CheckAnswer], output: &mut Output) -> std::io::Result<()> {
    for answer in answers {
        for finding in &answer.findings {
            output.note(format!("note: {}: {finding}", answer.path));
        }
        if let Some(pinned) = &answer.pinned {
            words::note_pin(answer, pinned, output);
        }
    }
    match (output.format, answers) {
        (Format::Table, _) => words::page(answers, output),
        (_, [answer]) => output.answer(answer, &answer.numbers, |_| Ok(())),
        _ => {
            let numbers: Vec<_> = answers.iter().flat_map(|answer| &answer.numbers).collect();
            output.answer(&answers, &numbers, |_| Ok(()))
        }
    }
}

fn ending(answers: &[CheckAnswer], failures: &[String]) -> Ending {
    let is_wrong = |answer: &CheckAnswer| {
        let refused = answer
            .pinned
            .as_ref()
            .is_some_and(|pinned| pinned.status == "refused");
        answer.counts.must_be_fixed > 0 || refused
    };
    if !failures.is_empty() {
        Ending::BadInput
    } else if answers.iter().any(is_wrong) {
        Ending::No
    } else {
        Ending::Done
    }
}
