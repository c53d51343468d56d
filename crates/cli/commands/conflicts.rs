//! `conflicts`: where publications disagree.

use std::io;
use std::path::Path;

use claimbook_book::{ConflictAnswer, QuoteAnswer};

use super::clocks;
use super::open::open;
use super::show::{credit, one_line};
use crate::args::Clocks;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::progress::Progress;

/// Quotes shown of one side; the other formats have them all.
const QUOTES_MAX: usize = 2;

/// Prints the conflicts, what matters most first.
pub(crate) fn run(
    folder: &Path,
    query: Option<&str>,
    given: &Clocks,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let scope = clocks::scope(given)?;
    let book = open(folder, output)?;
    let answers = {
        let bar = Progress::new("reading the log", output);
        book.conflicts(query, &scope, &mut |done, total| bar.at(done, total))?
    };
    if answers.is_empty() {
        let what = query.map_or(String::new(), |query| {
            format!(" about figures with '{query}' in their key")
        });
        output.note(format!("no conflicts{what}"));
    }
    output.answer(&answers, &answers, |output| {
        for (index, answer) in answers.iter().enumerate() {
            if index > 0 {
                output.line("")?;
            }
            people(answer, output)?;
        }
        if let Some(answer) = answers.first() {
            clocks::tell_basis(&answer.basis, &scope, output)?;
        }
        Ok(())
    })?;
    Ok(if answers.is_empty() {
        Ending::No
    } else {
        Ending::Done
    })
}

/// One conflict: its weight and type, what it is about, and the quotes of all sides.
fn people(answer: &ConflictAnswer, output: &mut Output) -> io::Result<()> {
    let kind = match answer.weight {
        50.. => output.paint.bad(answer.kind),
        20..50 => output.paint.warn(answer.kind),
        _ => output.paint.faint(answer.kind),
    };
    let figure = output.paint.strong(&answer.figure);
    output.line(format!("{:>3}  {kind}   {figure}", answer.weight))?;
    output.wrapped(5, &answer.explanation)?;
    let mut before: Option<(&str, &str)> = None;
    let mut told = 0;
    for quote in &answer.quotes {
        let side = (quote.role, quote.figure.as_str());
        told = if before == Some(side) { told + 1 } else { 1 };
        before = Some(side);
        if told <= QUOTES_MAX {
            self::quote(quote, output)?;
        }
    }
    let hidden = hidden(&answer.quotes);
    if hidden > 0 {
        let line = format!("       and {hidden} more; `claimbook audit` has all");
        output.line(output.paint.faint(line))?;
    }
    Ok(())
}

fn quote(quote: &QuoteAnswer, output: &mut Output) -> io::Result<()> {
    let what = match quote.role {
        "heading" => "heading: ",
        "explains" => "beside it: ",
        _ => "",
    };
    let words = one_line(&quote.source.context);
    let line = format!("{what}{}: “{words}”", credit(&quote.source));
    output.wrapped(7, &line)
}

/// How many quotes of a row of one side are left out.
fn hidden(quotes: &[QuoteAnswer]) -> usize {
    let same = |a: &QuoteAnswer, b: &QuoteAnswer| a.role == b.role && a.figure == b.figure;
    let sides = quotes.chunk_by(same);
    sides
        .map(|side| side.len().saturating_sub(QUOTES_MAX))
        .sum()
}
