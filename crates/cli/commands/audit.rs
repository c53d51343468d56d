//! `audit`: every revision of a figure, with source and quote.

use std::io;
use std::path::Path;

use claimbook_book::{AuditAnswer, BestAnswer, Book, RowAnswer, Scope};

use super::clocks;
use super::open::open;
use super::remarks;
use super::show::{member_text, one_line, value_text};
use crate::args::{Clocks, Format};
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::chart::{steps, svg};

/// Prints the history of `figure`.
pub(crate) fn run(
    folder: &Path,
    figure: &str,
    given: &Clocks,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let scope = clocks::scope(given)?;
    let book = open(folder, output)?;
    if output.format == Format::Svg {
        return picture(&book, figure, &scope, output);
    }
    let answer = book.audit(figure, &scope)?;
    output.answer(&answer, &answer.rows, |output| people(&answer, output))?;
    Ok(Ending::Done)
}

/// Vintages of a picture; more cannot be told apart.
const VINTAGES_MAX: usize = 40;

/// Prints the chart of `figure`.
fn picture(
    book: &Book,
    figure: &str,
    scope: &Scope,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let chart = book.chart(figure, scope, VINTAGES_MAX)?;
    if chart.panels.is_empty() {
        output.note(format!(
            "there is nothing to draw of {figure}: no value of it has a date"
        ));
        return Ok(Ending::No);
    }
    output.document(&svg(&chart)?)?;
    Ok(Ending::Done)
}

fn people(answer: &AuditAnswer, output: &mut Output) -> io::Result<()> {
    let kind = answer
        .kind
        .map_or(String::new(), |kind| format!(" ({kind})"));
    output.line(output.paint.strong(&answer.figure) + &kind)?;
    output.line("")?;
    if output.draws
        && let Some(chart) = steps(&answer.steps, output.width)
    {
        for line in chart.lines() {
            output.line(format!("  {line}"))?;
        }
        output.line("")?;
    }
    for row in &answer.rows {
        entry(row, output)?;
    }
    if answer.rows.iter().any(|row| row.known_inferred) {
        output.line("")?;
        output.line(
            output
                .paint
                .faint("i  the date is inferred, the report does not give it"),
        )?;
    }
    if !answer.family.is_empty() {
        output.line("")?;
        output.line("Same family, other scope: no contradiction")?;
        for member in &answer.family {
            output.line(format!("  {}   {}", member.figure, member_text(member)))?;
        }
    }
    remarks::acts(&answer.acts, output)?;
    remarks::notes(&answer.notes, output)
}

/// One step: what happened, to what, and where it is said.
fn entry(row: &RowAnswer, output: &mut Output) -> io::Result<()> {
    let paint = output.paint;
    let inferred = if row.known_inferred { "i" } else { "" };
    let modality = if row.modality == "stated" {
        String::new()
    } else {
        format!(", {}", row.modality)
    };
    let reason = row
        .reason
        .map_or(String::new(), |reason| format!(" ({reason})"));
    let period = row
        .period
        .as_ref()
        .map_or("undated".to_owned(), |period| format!("for {period}"));
    let value = paint.strong(value_text(&row.parts));
    let best = before_after(row).map_or(String::new(), |best| format!("   best: {best}"));
    let change = format!("{}{reason}", row.change);
    let change = format!(
        "{}{}",
        colour(row.change, &change, output),
        " ".repeat(10_usize.saturating_sub(change.len()))
    );
    output.line(format!(
        "{:<10} {inferred:<1} {change} {value} {period}{modality}{best}",
        row.known
    ))?;
    let citing = row
        .attribution
        .as_ref()
        .map_or(String::new(), |name| format!(" citing {name}"));
    let more = if row.mentions > 1 {
        format!(", {} places", row.mentions)
    } else {
        String::new()
    };
    output.wrapped(
        INDENT,
        &format!(
            "{}{citing} [report {}, claim {}{more}]: “{}”",
            row.publication,
            remarks::short(&row.report),
            remarks::short(&row.claim),
            one_line(&row.context)
        ),
    )?;
    if row.heading_drops_hedge {
        output.wrapped(
            INDENT,
            "beware: a heading of it states the number without this hedge",
        )?;
    }
    Ok(())
}

/// Where the second line of an entry begins.
const INDENT: usize = 13;

/// A change, coloured by how much it matters.
fn colour(word: &str, text: &str, output: &Output) -> String {
    match word {
        "moved" | "new" => output.paint.strong(text),
        "confirmed" | "refined" => output.paint.good(text),
        "disputed" | "revised" | "restated" | "denied" | "withdrawn" | "unclear" => {
            output.paint.warn(text)
        }
        _ => text.to_owned(),
    }
}

/// What was best known before and after; nothing where no observation is concerned.
fn before_after(row: &RowAnswer) -> Option<String> {
    let text = |best: &Option<BestAnswer>| best.as_ref().map(|best| value_text(&best.value));
    match (text(&row.before), text(&row.after)) {
        (None, None) => None,
        (_, Some(after)) if !row.best_changed => Some(format!("stays {after}")),
        (None, Some(after)) => Some(after),
        (Some(before), after) => Some(format!(
            "{before} → {}",
            after.unwrap_or_else(|| "nothing".to_owned())
        )),
    }
}
