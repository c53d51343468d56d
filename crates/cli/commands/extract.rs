//! `extract`: what would be claimed, without a book.

use std::io;
use std::path::PathBuf;

use claimbook_book::{DateAnswer, Desk, Error, MentionAnswer, Source};
use serde::Serialize;

use super::clocks::now;
use super::metadata;
use crate::args::{Format, Metadata};
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::quantity::quantity;
use crate::output::table::table;

/// What is printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct What {
    /// Dates instead of quantities.
    pub(crate) dates: bool,
    /// With the rules that made each mention.
    pub(crate) explain: bool,
}

/// Reads every document, and prints what it states.
pub(crate) fn run(
    paths: &[PathBuf],
    given: &Metadata,
    what: What,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let overrides = metadata::overrides(given)?;
    let found = metadata::sources(paths, given, output)?;
    let desk = Desk::built_in()?;
    let today = now().date();
    let mut failures: Vec<String> = found
        .failures
        .iter()
        .map(|(path, error)| failure(path, error))
        .collect();
    if what.dates {
        let mut printer = Printer::new(&mut failures);
        desk.dates_of(&found.sources, &overrides, today, |source, result| {
            printer.take(source, result, output)
        })?;
        printer.finish(output, dates_table)?;
    } else {
        let mut printer = Printer::new(&mut failures);
        desk.mentions_of(
            &found.sources,
            &overrides,
            today,
            what.explain,
            |source, result| printer.take(source, result, output),
        )?;
        printer.finish(output, mentions_table)?;
    }
    for failure in &failures {
        output.complain(failure);
    }
    Ok(if failures.is_empty() {
        Ending::Done
    } else {
        Ending::BadInput
    })
}

/// How a source that could not be read is told: its name always stands in it.
pub(crate) fn failure(path: &str, error: &Error) -> String {
    let text = error.to_string();
    if text.contains(path) {
        text
    } else {
        format!("{path}: {text}")
    }
}

/// Prints line by line where the format allows, else keeps all until the end.
struct Printer<'f, T> {
    kept: Vec<T>,
    failures: &'f mut Vec<String>,
}

impl<'f, T: Serialize> Printer<'f, T> {
    fn new(failures: &'f mut Vec<String>) -> Self {
        Self {
            kept: Vec::new(),
            failures,
        }
    }

    fn take(
        &mut self,
        source: &Source,
        result: Result<Vec<T>, Error>,
        output: &mut Output,
    ) -> io::Result<()> {
        match result {
            Err(error) => self.failures.push(failure(&source.shown, &error)),
            Ok(answers) if output.format == Format::Jsonl => {
                for answer in &answers {
                    output.json_line(answer)?;
                }
            }
            Ok(answers) => self.kept.extend(answers),
        }
        Ok(())
    }

    fn finish(
        self,
        output: &mut Output,
        people: impl FnOnce(&[T], &mut Output) -> io::Result<()>,
    ) -> io::Result<()> {
        output.answer(&self.kept, &self.kept, |output| people(&self.kept, output))
    }
}

fn dates_table(dates: &[DateAnswer], output: &mut Output) -> io::Result<()> {
    let mut rows = table(&["bytes", "words", "period"]);
    for date in dates {
        let period = date.period.clone().unwrap_or_else(|| "–".to_owned());
        rows.add_row([
            format!("{}–{}", date.start, date.end),
            date.quote.clone(),
            period,
        ]);
    }
    output.table(rows, &[0, 2])
}

fn mentions_table(mentions: &[MentionAnswer], output: &mut Output) -> io::Result<()> {
    let mut rows = table(&["bytes", "quote", "value", "figure", "period", "modality"]);
    for mention in mentions {
        let (value, comparator) = mention.parts;
        let role = mention
            .role
            .map_or(String::new(), |role| format!(" ({role})"));
        rows.add_row([
            format!("{}–{}", mention.start, mention.end),
            mention.quote.clone(),
            quantity(value, comparator, &mention.unit, mention.counted.as_deref()),
            mention.figure.clone().unwrap_or_else(|| "–".to_owned()),
            mention.period.clone().unwrap_or_else(|| "–".to_owned()),
            format!("{}{role}", mention.modality),
        ]);
        for reason in mention.reasons.iter().flatten() {
            rows.add_row([
                String::new(),
                String::new(),
                String::new(),
                format!("· {reason}"),
            ]);
        }
    }
    if let Some(figures) = rows.column_mut(3) {
        figures.set_delimiter('/');
    }
    output.table(rows, &[0, 2, 4])
}
