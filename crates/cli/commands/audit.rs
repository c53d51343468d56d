//! `audit`: every revision of a figure, with source and quote.

use std::io;
use std::path::Path;

use claimbook_book::{AuditAnswer, BestAnswer, Book, ReplacementAnswer, RowAnswer, Scope};

use super::open::open;
use super::show::{member_text, one_line, title, value_text};
use super::{clocks, remarks, words};
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
    clocks::tell_end(&book, &scope, output);
    if output.format == Format::Svg {
        return picture(&book, figure, &scope, output);
    }
    let answer = book.audit(figure, &scope)?;
    output.answer(&answer, &answer.rows, |output| {
        people(&answer, &scope, output)
    })?;
    Ok(if answer.rows.is_empty() {
        Ending::No
    } else {
        Ending::Done
    })
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

fn people(answer: &AuditAnswer, scope: &Scope, output: &mut Output) -> io::Result<()> {
    output.line(title(&answer.figure, answer.kind, scope, output))?;
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
    if answer.rows.is_empty() {
        output.line("nothing was said of that time")?;
    }
    if answer.rows.iter().any(|row| row.known_inferred) {
        output.line("")?;
        output.line(
            output
                .paint
                .faint("i  the date is inferred, the report does not give it"),
        )?;
    }
    legend(answer, output)?;
    if !answer.family.is_empty() {
        output.line("")?;
        output.line("Same family, other scope: no contradiction")?;
        for member in &answer.family {
            output.line(format!("  {}   {}", member.figure, member_text(member)))?;
        }
    }
    remarks::acts(&answer.acts, output)?;
    remarks::notes(&answer.notes, output)?;
    clocks::tell_basis(&answer.basis, scope, output)
}

/// What the words for the changes mean, of those that are there and do not explain themselves.
fn legend(answer: &AuditAnswer, output: &mut Output) -> io::Result<()> {
    let meanings = [
        ("new", "the first word on it"),
        ("outlook", "of what may come, never mixed with facts"),
        ("undated", "without a date, and so competing with nothing"),
        ("withdrawn", "no longer stands"),
        ("moved", "the world changed"),
        ("restated", "a source changed its own number"),
        (
            "revised",
            "another number for the same thing is best known now",
        ),
        ("refined", "the same, more precisely"),
        ("confirmed", "another independent source says so too"),
        ("repeated", "said again, by no new source"),
        ("disputed", "cannot be the same number, and is not shown"),
        ("unclear", "could not be fitted in, and is not shown"),
    ];
    let there = |word: &str| answer.rows.iter().any(|row| row.change == word);
    let there: Vec<_> = meanings.iter().filter(|(word, _)| there(word)).collect();
    if !there.is_empty() {
        output.line("")?;
    }
    for (word, meaning) in there {
        let line = format!("{word:<10} {meaning}");
        output.line(output.paint.faint(line))?;
    }
    Ok(())
}

/// One step: what happened, to what, and where it is said.
fn entry(row: &RowAnswer, output: &mut Output) -> io::Result<()> {
    let paint = output.paint;
    let inferred = if row.known_inferred { "i" } else { "" };
    let modality = if row.modality == "stated" {
        String::new()
    } else {
        format!(", {}", words::modality(row.modality))
    };
    let period = row
        .period
        .as_ref()
        .map_or("undated".to_owned(), |period| format!("for {period}"));
    let value = paint.strong(value_text(&row.parts));
    let best = before_after(row).map_or(String::new(), |best| format!("   best: {best}"));
    let change = format!(
        "{}{}",
        colour(row.change, row.change, output),
        " ".repeat(10_usize.saturating_sub(row.change.len()))
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
    if let Some(why) = because(row) {
        output.wrapped(INDENT, &why)?;
    }
    if row.change == "withdrawn"
        && let Some(replaced_by) = &row.replaced_by
    {
        output.wrapped(INDENT, &replacement(row, replaced_by))?;
    }
    if let Some(since) = &row.no_longer_shown {
        let words = format!("no longer in the article since {since}; it keeps counting");
        output.wrapped(INDENT, &words)?;
    }
    if row.heading_drops_hedge {
        output.wrapped(
            INDENT,
            "beware: a headline of it states the number without this caution",
        )?;
    }
    Ok(())
}

/// What stands in place of a claim that was taken back, and whether the article said so.
fn replacement(row: &RowAnswer, new: &ReplacementAnswer) -> String {
    let how = match row.reason {
        Some("corrected") => "corrected, with a note",
        Some("edited") => "changed without a word",
        _ => "replaced",
    };
    let report: String = new.report.chars().take(8).collect();
    let value = value_text(&new.value);
    let figure = match new.figure.as_deref() {
        Some(_) => String::new(),
        None => " (no figure)".to_owned(),
    };
    format!(
        "→ {value}{figure} [{report}]: “{}” {how}",
        one_line(&new.context)
    )
}

/// Where the second line of an entry begins.
const INDENT: usize = 13;

/// Why a claim no longer stands, or stands beside the answer.
fn because(row: &RowAnswer) -> Option<String> {
    let reason = row.reason?;
    Some(match (row.change, reason) {
        ("withdrawn", "retracted") => "taken back: its publication took the report back".to_owned(),
        ("withdrawn", "corrected") => "taken back: its publication corrected it".to_owned(),
        ("withdrawn", "edited") => {
            "taken back: a later version of the article no longer says it".to_owned()
        }
        ("withdrawn", "misread") => "never counted: it was misread from the text".to_owned(),
        ("withdrawn", "curated") => "never counted: set aside by hand".to_owned(),
        ("withdrawn", other) => format!("no longer stands: {other}"),
        _ => format!("{}: {}", row.change, words::reason(reason)),
    })
}

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
