//! `stale`: what was published and no longer holds.

use std::io;
use std::path::Path;

use claimbook_book::{OutdatesAnswer, SinceAnswer, StaleAnswer, ValueAnswer};

use super::check::held;
use super::clocks::now;
use super::open::open;
use super::show::{credit, one_line, value_text};
use crate::exit::{Ending, Failed};
use crate::output::Output;

/// Prints the published numbers that no longer hold.
pub(crate) fn run(folder: &Path, output: &mut Output) -> Result<Ending, Failed> {
    let book = open(folder, output)?;
    let answers = book.stale(now().date())?;
    if answers.is_empty() {
        output.note(match book.pinned()? {
            (0, _) => "no text is pinned: `claimbook check --pin` pins one".to_owned(),
            (texts, numbers) => {
                let texts = if texts == 1 {
                    "1 text".to_owned()
                } else {
                    format!("{texts} texts")
                };
                let numbers = if numbers == 1 {
                    "1 number".to_owned()
                } else {
                    format!("{numbers} numbers")
                };
                format!("all that was published still holds: {numbers} in {texts}")
            }
        });
    }
    output.answer(&answers, &answers, |output| page(&answers, output))?;
    Ok(if answers.is_empty() {
        Ending::Done
    } else {
        Ending::No
    })
}

fn page(answers: &[StaleAnswer], output: &mut Output) -> io::Result<()> {
    let mut before: Option<u64> = None;
    for answer in answers {
        if before.replace(answer.pin_seq) != Some(answer.pin_seq) {
            let title = output.paint.strong(&answer.title);
            output.line(format!(
                "{title}, pinned {} by {}",
                answer.pinned, answer.by
            ))?;
        }
        entry(answer, output)?;
    }
    Ok(())
}

fn entry(answer: &StaleAnswer, output: &mut Output) -> io::Result<()> {
    let place = answer
        .line
        .zip(answer.column)
        .map_or(String::new(), |(line, column)| format!("{line}:{column}  "));
    let verdict = output.paint.bad(answer.verdict);
    let said = if answer.quote.is_empty() {
        value_text(&answer.said)
    } else {
        format!("“{}”", one_line(&answer.quote))
    };
    output.line(format!("  {}{said}  {verdict}", output.paint.faint(place)))?;
    if let Some(was) = &answer.was {
        let line = held(was, Some(&answer.figure)).replacen("the book has", "it relied on", 1);
        output.wrapped(6, &line)?;
    }
    let now = match &answer.now {
        Some(now) => held(now, Some(&answer.figure)).replacen("the book has", "now", 1),
        None => "now nothing is known of it".to_owned(),
    };
    output.wrapped(6, &now)?;
    if let Some(source) = answer.now.as_ref().and_then(|now| now.source.as_ref()) {
        let line = format!("{}: “{}”", credit(source), one_line(&source.context));
        output.wrapped(6, &line)?;
    }
    for other in &answer.others {
        let line = format!(
            "beside it: {}: {}",
            value_text(&other.summary.value),
            other.summary.voices.join(", ")
        );
        output.wrapped(6, &line)?;
    }
    match &answer.since {
        Some(since) => output.wrapped(6, &since_words(since)),
        None => Ok(()),
    }
}

/// Since when, and by which report.
fn since_words(since: &SinceAnswer) -> String {
    let recorded = since.recorded.chars().take(10).collect::<String>();
    match (&since.publication, &since.known) {
        (Some(publication), Some(known)) if since.act == Some("retracted") => {
            format!(
                "since the report of {publication} of {known} was retracted, recorded {recorded}"
            )
        }
        (Some(publication), Some(known)) => {
            let title = since
                .title
                .as_ref()
                .map_or(String::new(), |title| format!(" (“{title}”)"));
            format!("since a report of {publication}{title} of {known}, recorded {recorded}")
        }
        _ => {
            let act = since.act.map_or(String::new(), |act| format!(": {act}"));
            format!(
                "since {recorded}{act}, recorded by {} (event {})",
                since.by, since.seq
            )
        }
    }
}

/// What a commit did to a published text, in a line.
pub(super) fn outdates(answer: &OutdatesAnswer) -> String {
    let place = answer
        .line
        .map_or(String::new(), |line| format!(", line {line}"));
    let value = |value: &Option<ValueAnswer>| {
        value
            .as_ref()
            .map_or_else(|| "nothing".to_owned(), value_text)
    };
    let change = match (value(&answer.was), value(&answer.now)) {
        (was, now) if was == now => format!("is {now}"),
        (was, now) => format!("was {was}, is {now}"),
    };
    let rivals: Vec<String> = answer
        .others
        .iter()
        .map(|other| {
            let voices = other.voices.join(", ");
            format!("; {voices}: {}", value_text(&other.value))
        })
        .collect();
    format!(
        "“{}”{place}: “{}” is {} now: {} {change}{}",
        answer.title,
        one_line(&answer.quote),
        answer.verdict,
        answer.figure,
        rivals.concat(),
    )
}
