//! `audit`: every revision of a figure, with source and quote.

use std::io;
use std::path::Path;

use claimbook_book::{AuditAnswer, BestAnswer, Book, RowAnswer};

use super::clocks;
use super::show::{member_text, one_line, value_text};
use crate::args::Clocks;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::table::table;

/// Prints the history of `figure`.
pub(crate) fn run(
    folder: &Path,
    figure: &str,
    given: &Clocks,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let scope = clocks::scope(given)?;
    let answer = Book::open(folder)?.audit(figure, &scope)?;
    output.answer(&answer, &answer.rows, |output| people(&answer, output))?;
    Ok(Ending::Done)
}

fn people(answer: &AuditAnswer, output: &mut Output) -> io::Result<()> {
    let kind = answer
        .kind
        .map_or(String::new(), |kind| format!(" ({kind})"));
    output.line(output.paint.strong(&answer.figure) + &kind)?;
    output.line("")?;
    let mut rows = table(&[
        "known",
        "change",
        "claimed",
        "about",
        "best: before → after",
        "source",
    ]);
    for row in &answer.rows {
        rows.add_row(cells(row, output));
    }
    output.table(rows)?;
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
    Ok(())
}

fn cells(row: &RowAnswer, output: &Output) -> [String; 6] {
    let inferred = if row.known_inferred { " i" } else { "" };
    let modality = if row.modality == "stated" {
        String::new()
    } else {
        format!(", {}", row.modality)
    };
    let reason = row
        .reason
        .map_or(String::new(), |reason| format!(" ({reason})"));
    let citing = row
        .attribution
        .as_ref()
        .map_or(String::new(), |name| format!(" citing {name}"));
    let dropped = if row.heading_drops_hedge {
        " [its heading drops the hedge]"
    } else {
        ""
    };
    let report: String = row.report.chars().take(8).collect();
    [
        format!("{}{inferred}", row.known),
        change(row.change, output) + &reason,
        format!("{}{modality}", value_text(&row.parts)),
        row.period.clone().unwrap_or_else(|| "–".to_owned()),
        before_after(row),
        format!(
            "{}{citing}: “{}”{dropped} {report}",
            row.publication,
            one_line(&row.quote)
        ),
    ]
}

fn change(word: &str, output: &Output) -> String {
    match word {
        "moved" | "new" => output.paint.strong(word),
        "confirmed" | "refined" => output.paint.good(word),
        "disputed" | "revised" | "restated" | "denied" | "withdrawn" | "unclear" => {
            output.paint.warn(word)
        }
        other => other.to_owned(),
    }
}

/// What was best known before and after, where it changed.
fn before_after(row: &RowAnswer) -> String {
    let text = |best: &Option<BestAnswer>| {
        best.as_ref()
            .map_or_else(|| "–".to_owned(), |best| value_text(&best.value))
    };
    match (&row.before, &row.after) {
        (None, None) => "–".to_owned(),
        _ if !row.best_changed => format!("= {}", text(&row.after)),
        _ => format!("{} → {}", text(&row.before), text(&row.after)),
    }
}
