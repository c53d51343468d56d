//! `reread`: reads reports again with the present reader.

use std::io;
use std::path::{Path, PathBuf};

use claimbook_book::{Act, Book, Desk, Error, RereadAnswer, RereadRun};

use super::actor::actor;
use super::clocks::now;
use super::curation::changes;
use crate::args::{Format, RereadArguments};
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::progress::Progress;

/// Reads the reports again that were asked for.
pub(crate) fn run(
    folder: &Path,
    given: &RereadArguments,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let catalogs: &[PathBuf] = &given.catalogs.files;
    let desk = Desk::for_book(folder, catalogs)?;
    let dir = folder.to_owned();
    let mut book = Book::open_to_append(folder)?.ok_or(Error::NoLedger { dir })?;
    if let Some(recovered) = book.recovered() {
        output.note(recovered);
    }
    let by = actor(given.who.by.as_deref());
    let run = RereadRun {
        reports: &given.reports,
        adapter: given.adapter.as_deref(),
        act: Act {
            by: &by,
            why: &given.why,
            now: now(),
            is_dry_run: given.who.dry_run,
        },
    };
    let mut telling = Telling::default();
    {
        let bar = Progress::new("reading again", output);
        let result = book.reread(&desk, &run, &mut |_, _| {}, &mut |answer, done, total| {
            bar.at(done, total);
            bar.aside(|| telling.tell(answer, given.who.dry_run, output))
        });
        book.catch_up(&mut |done, total| bar.at(done, total))?;
        result?;
    }
    if !book.judges_by(desk.catalog())? {
        output.note(
            "note: this catalog is not the one that the book judges by: `claimbook catalog adopt` \
             adopts it",
        );
    }
    telling.finish(given.who.dry_run, output)
}

/// Tells what reading each report again came to.
#[derive(Default)]
struct Telling {
    kept: Vec<RereadAnswer>,
    read: usize,
    changed: usize,
    failed: usize,
}

impl Telling {
    fn tell(
        &mut self,
        answer: &RereadAnswer,
        is_dry_run: bool,
        output: &mut Output,
    ) -> io::Result<()> {
        self.read += 1;
        self.changed += usize::from(answer.status == "changed");
        for outdated in &answer.outdates {
            output.note(format!("published: {}", super::stale::outdates(outdated)));
        }
        if let Some(error) = &answer.error {
            self.failed += 1;
            output.complain(error);
        }
        match output.format {
            Format::Jsonl => {
                output.json_line(answer)?;
                output.flush()
            }
            Format::Table if answer.status == "changed" => people(answer, is_dry_run, output),
            Format::Table | Format::Svg => Ok(()),
            Format::Json | Format::Csv => {
                self.kept.push(answer.clone());
                Ok(())
            }
        }
    }

    fn finish(&self, is_dry_run: bool, output: &mut Output) -> Result<Ending, Failed> {
        if matches!(output.format, Format::Json | Format::Csv) {
            output.answer(&self.kept, &self.kept, |_| Ok(()))?;
        }
        let would = if is_dry_run { "would be " } else { "" };
        output.note(format!(
            "{} read again: {} {would}changed, {} unchanged",
            match self.read {
                1 => "1 report".to_owned(),
                many => format!("{many} reports"),
            },
            self.changed,
            self.read - self.changed - self.failed
        ));
        Ok(match self.failed {
            0 => Ending::Done,
            _ => Ending::BadInput,
        })
    }
}

fn people(answer: &RereadAnswer, is_dry_run: bool, output: &mut Output) -> io::Result<()> {
    let report: String = answer.report.chars().take(8).collect();
    let name = output.paint.strong(&answer.publication);
    output.line(format!("{name} [{report}], read by {}", answer.reader))?;
    let mut told = vec![
        format!("{} claims as before", answer.unchanged),
        format!("{} misread and withdrawn", answer.withdrawn),
        format!("{} read anew", answer.asserted),
    ];
    if answer.linked > 0 {
        told.push(format!("{} links carried over", answer.linked));
    }
    if answer.left > 0 {
        told.push(format!("{} left as a curator left them", answer.left));
    }
    if !answer.amended.is_empty() {
        told.push(format!("another {}", answer.amended.join(" and ")));
    }
    output.wrapped(2, &told.join(", "))?;
    if let Some(seq) = answer.seq {
        let line = format!("  event {seq}: `claimbook undo {seq}` takes all of it back");
        let line = output.paint.faint(line);
        output.line(line)?;
    }
    changes(&answer.changed, is_dry_run, output)?;
    output.line("")
}
