//! `report`: the text of a report with its claims marked, and what each became.

use std::io;
use std::path::Path;

use claimbook_book::{Book, MarkAnswer, ReportTextAnswer};

use super::show::value_text;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::table::table;

/// Prints the report whose id begins with `id`.
pub(crate) fn run(folder: &Path, id: &str, output: &mut Output) -> Result<Ending, Failed> {
    let answer = Book::open(folder)?.report(id)?;
    output.answer(&answer, &answer.claims, |output| people(&answer, output))?;
    Ok(Ending::Done)
}

fn people(answer: &ReportTextAnswer, output: &mut Output) -> io::Result<()> {
    let report = &answer.about;
    let published = report.published.as_deref().unwrap_or("undated");
    let inferred = if report.inferred.contains(&"published") {
        " (inferred)"
    } else {
        ""
    };
    output.line(output.paint.strong(&report.publication) + &format!(", {published}{inferred}"))?;
    for line in [&report.title, &report.url] {
        if !line.is_empty() {
            output.line(line)?;
        }
    }
    output.line(output.paint.faint(format!("report {}", report.report)))?;
    output.line("")?;
    output.line(marked(&answer.text, &answer.marks, output))?;
    output.line("")?;
    let mut rows = table(&["", "quote", "figure", "value", "about", "became"]);
    for (number, claim) in answer.claims.iter().enumerate() {
        rows.add_row([
            format!("{}", number + 1),
            claim.quote.clone(),
            claim.figure.clone().unwrap_or_else(|| "–".to_owned()),
            value_text(&claim.value),
            claim.period.clone().unwrap_or_else(|| "–".to_owned()),
            claim.became.unwrap_or("unlinked").to_owned(),
        ]);
    }
    output.table(rows, &[0, 3, 4, 5])
}

/// The text with `⟦quote⟧` and the number of the claim at each place where one is stated.
fn marked(text: &str, marks: &[MarkAnswer], output: &Output) -> String {
    let mut shown = String::with_capacity(text.len() + marks.len() * 8);
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(quote)) =
            (text.get(at..mark.start), text.get(mark.start..mark.end))
        else {
            continue;
        };
        shown.push_str(before);
        let number: String = (mark.claim + 1)
            .to_string()
            .chars()
            .filter_map(superscript)
            .collect();
        shown.push_str(&output.paint.mark(format!("⟦{quote}⟧{number}")));
        at = mark.end;
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    shown
}

fn superscript(digit: char) -> Option<char> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10)? as usize)
}
