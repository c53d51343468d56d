//! `extract`: what would be claimed, without a book.

use std::io;
use std::path::{Path, PathBuf};

use claimbook_book::{DateAnswer, Desk, Error, Extraction, MentionAnswer, Source};
use serde::Serialize;

use super::clocks::now;
use super::metadata;
use crate::args::{Format, Metadata};
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::quantity::quantity;
use crate::output::table::table;

/// What is read, and what is printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct What<'a> {
    /// Files that extend the catalog.
    pub(crate) catalogs: &'a [PathBuf],
    /// Dates instead of quantities.
    pub(crate) dates: bool,
    /// With the rules that made each mention.
    pub(crate) explain: bool,
}

/// Reads every document, and prints what it states.
pub(crate) fn run(
    folder: &Path,
    paths: &[PathBuf],
    given: &Metadata,
    what: What<'_>,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let overrides = metadata::overrides(given)?;
    let found = metadata::sources(paths, given, output)?;
    let desk = Desk::for_book(folder, what.catalogs)?;
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
        let people = if what.explain {
            explained
        } else {
            mentions_table
        };
        printer.finish(output, people)?;
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
        result: Result<Extraction<T>, Error>,
        output: &mut Output,
    ) -> io::Result<()> {
        let extraction = match result {
            Ok(extraction) => extraction,
            Err(error) => {
                self.failures.push(failure(&source.shown, &error));
                return Ok(());
            }
        };
        for finding in &extraction.findings {
            output.note(format!("note: {}: {finding}", source.shown));
        }
        if output.format == Format::Jsonl {
            for answer in &extraction.answers {
                output.json_line(answer)?;
            }
        } else {
            self.kept.extend(extraction.answers);
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
    }
    if let Some(figures) = rows.column_mut(3) {
        figures.set_delimiter('/');
    }
    output.table(rows, &[0, 2, 4])
}

/// What became of every quantity, and by which rules.
fn explained(mentions: &[MentionAnswer], output: &mut Output) -> io::Result<()> {
    let several = mentions.windows(2).any(|pair| pair[0].path != pair[1].path);
    let mut path = "";
    for mention in mentions {
        if several && mention.path != path {
            path = &mention.path;
            output.line(output.paint.faint(path))?;
        }
        let quote = output.paint.strong(&mention.quote);
        let place = format!("{}–{}", mention.start, mention.end);
        output.line(format!("{place}  “{quote}”"))?;
        output.wrapped(4, &became(mention))?;
        for reason in mention.reasons.iter().flatten() {
            output.wrapped_behind("    · ", reason)?;
        }
    }
    Ok(())
}

/// What a quantity says, in a line.
fn became(mention: &MentionAnswer) -> String {
    let (value, comparator) = mention.parts;
    let value = quantity(value, comparator, &mention.unit, mention.counted.as_deref());
    let mut parts = vec![match &mention.figure {
        Some(figure) => format!("{figure}: {value}"),
        None => value,
    }];
    parts.extend(
        mention
            .period
            .as_ref()
            .map(|period| format!("for {period}")),
    );
    parts.push(mention.modality.to_owned());
    parts.extend(
        mention
            .attribution
            .as_ref()
            .map(|name| format!("said by {name}")),
    );
    parts.extend(mention.role.map(|role| match role {
        "heading" => "in a heading".to_owned(),
        "boilerplate" => "in what is no part of the report".to_owned(),
        other => other.to_owned(),
    }));
    parts.join(", ")
}
