//! `report`: the text of a report with its claims marked, and what each became.

use std::io;
use std::path::Path;

use claimbook_book::{MarkAnswer, ReportClaimAnswer, ReportTextAnswer};

use super::open::open;
use super::remarks::{self, short};
use super::show::value_text;
use crate::exit::{Ending, Failed};
use crate::output::Output;

/// Prints the report whose id begins with `id`.
pub(crate) fn run(folder: &Path, id: &str, output: &mut Output) -> Result<Ending, Failed> {
    let answer = open(folder, output)?.report(id)?;
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
    if report.held {
        let words = "held: its claims do not count until `claimbook accept`";
        output.line(output.paint.warn(words))?;
    }
    output.line("")?;
    output.line(marked(&answer.text, &answer.marks, output))?;
    output.line("")?;
    for (number, claim) in answer.claims.iter().enumerate() {
        output.wrapped(2, &entry(number + 1, claim))?;
    }
    remarks::acts(&answer.acts, output)?;
    remarks::notes(&answer.notes, output)
}

/// A claim in one line: what it says, of which figure, and what it became.
fn entry(number: usize, claim: &ReportClaimAnswer) -> String {
    let value = value_text(&claim.value);
    let period = claim
        .period
        .as_ref()
        .map_or(String::new(), |period| format!(" for {period}"));
    let modality = if claim.modality == "stated" {
        String::new()
    } else {
        format!(", {}", claim.modality)
    };
    let (figure, became) = match &claim.figure {
        Some(figure) => (figure.as_str(), claim.became.unwrap_or("no longer counted")),
        None => ("no figure", "unlinked"),
    };
    let id = short(&claim.claim);
    format!("{number}. {figure}: {value}{period}{modality}: {became} [claim {id}]")
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
