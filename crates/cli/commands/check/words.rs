//! A checked text as people read it.

use std::io;

use claimbook_book::{CheckAnswer, CountsAnswer, HeldAnswer, NumberAnswer, PinnedAnswer};

use crate::commands::show::{credit, one_line, value_text};
use crate::output::Output;
use crate::output::quantity::quantity;

/// Every number with its verdict, and a summary.
pub(super) fn page(answers: &[CheckAnswer], output: &mut Output) -> io::Result<()> {
    for (place, answer) in answers.iter().enumerate() {
        if answers.len() > 1 {
            let path = output.paint.strong(&answer.path);
            output.line(path)?;
        }
        for number in &answer.numbers {
            self::number(number, output)?;
        }
        if !answer.numbers.is_empty() {
            output.line("")?;
        }
        output.line(summary(answer.counts))?;
        if place + 1 < answers.len() {
            output.line("")?;
        }
    }
    output.flush()
}

/// "12 numbers: 7 agree, 2 must be fixed, 3 not checked".
fn summary(counts: CountsAnswer) -> String {
    let agree = match counts.old {
        0 => "agree".to_owned(),
        old => format!("agree ({old} of them old)"),
    };
    let parts = [
        (counts.agree, agree.as_str()),
        (counts.must_be_fixed, "must be fixed"),
        (counts.warnings, "to be looked at"),
        (counts.not_checked, "not checked"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    match counts.numbers {
        0 => "no number stands in the text".to_owned(),
        1 => format!("1 number: {}", parts.join(", ")),
        many => format!("{many} numbers: {}", parts.join(", ")),
    }
}

fn number(number: &NumberAnswer, output: &mut Output) -> io::Result<()> {
    let paint = output.paint;
    let verdict = match (number.must_be_fixed, number.verdict) {
        (true, word) => paint.bad(word),
        (_, "agrees") => paint.good("agrees"),
        (_, "not checked") => paint.faint("not checked"),
        (_, word) => paint.warn(word),
    };
    let strength = number.strength.map_or(String::new(), |strength| {
        let voices = number.book.as_ref().map_or(0, |book| book.voices.len());
        match voices {
            0 | 1 => format!(", {strength}"),
            voices => format!(", {strength}, {voices} voices"),
        }
    });
    let place = paint.faint(format!("{}:{}", number.line, number.column));
    let quote = paint.strong(one_line(&number.said.quote));
    output.line(format!("{place}  “{quote}”  {verdict}{strength}"))?;
    if let Some(figure) = &number.said.figure {
        let line = said_of(number, figure);
        output.wrapped(6, &line)?;
    }
    for line in explained(number) {
        output.wrapped(6, &line)?;
    }
    if let Some(wording) = &number.wording {
        output.wrapped_behind("      better: ", wording)?;
    }
    Ok(())
}

fn said_of(number: &NumberAnswer, figure: &str) -> String {
    let (value, comparator) = number.said.parts;
    let counted = number.said.counted.as_deref();
    let mut text = format!(
        "read as {figure}: {}",
        quantity(value, comparator, &number.said.unit, counted)
    );
    if let Some(period) = &number.said.period {
        text.push_str(&format!(" for {period}"));
    }
    if number.said.modality != "stated" {
        text.push_str(&format!(", {}", number.said.modality));
    }
    text
}

/// What the verdict rests on.
fn explained(number: &NumberAnswer) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(book) = &number.book {
        lines.push(held(book, number.said.figure.as_deref()));
        if let Some(source) = &book.source {
            lines.push(format!(
                "{}: “{}”",
                credit(source),
                one_line(&source.context)
            ));
        }
    }
    lines.extend(reason(number));
    if let Some(repeated) = &number.repeats {
        let became = match &repeated.withdrawn {
            Some(day) => format!("taken back on {day}"),
            None => "no longer best known".to_owned(),
        };
        lines.push(format!(
            "the text repeats {}, {became}: “{}”",
            credit(&repeated.source),
            one_line(&repeated.source.context)
        ));
    }
    for other in &number.others {
        let summary = &other.summary;
        let reason = summary
            .reason
            .map_or(String::new(), |reason| format!(", {reason}"));
        lines.push(format!(
            "beside it: {}, {}{reason}: {}",
            value_text(&summary.value),
            summary.modality,
            summary.voices.join(", ")
        ));
    }
    lines.extend(number.help.clone());
    lines
}

/// What the book has, in a line.
pub(in crate::commands) fn held(book: &HeldAnswer, said_of: Option<&str>) -> String {
    let figure = match said_of {
        Some(said_of) if said_of == book.figure => String::new(),
        _ => format!(" of {}", book.figure),
    };
    let mut parts = vec![format!("the book has{figure} {}", value_text(&book.value))];
    parts.extend(book.period.as_ref().map(|period| format!("for {period}")));
    let mut text = parts.join(" ");
    let word = book.standing.or(book.modality).unwrap_or_default();
    text.push_str(&format!(", {word}"));
    if !book.voices.is_empty() {
        text.push_str(&format!(", said by {}", book.voices.join(", ")));
    }
    if let Some(day) = &book.last_confirmed {
        text.push_str(&format!(", newest word {day}"));
    }
    match book.age_days {
        Some(days) if days > 1 => text.push_str(&format!(" ({days} days before)")),
        _ => {}
    }
    if !book.warnings.is_empty() {
        text.push_str(&format!("; beware: {}", book.warnings.join(", ")));
    }
    text
}

/// The ground of a verdict in words, where it is not plain from what stands above.
fn reason(number: &NumberAnswer) -> Option<String> {
    let text = match number.because? {
        "moved" => "it has changed since",
        "revised" => "it was revised since",
        "corrected" => "the number was corrected",
        "actual value known" => "what was expected is known by now",
        "hedged" => "the sources do not give it as an exact number",
        "estimated" => "the sources only estimate it",
        "says less" if book_has_a_number(number) => {
            "true, but it says little: the number itself is known"
        }
        "says less" => "true, but it says little: the book knows more",
        "rounded" => {
            let book = number.book.as_ref()?;
            return Some(format!("rounded; the book has {}", value_text(&book.value)));
        }
        "period over" => "that time is over, and what came of it is not in the book",
        "before" => "it is told as what was before, and the book does not have that before",
        "other date" => "the number is right, its date is not",
        "only a bound known" => "the book knows only a bound, which does not tell",
        "other wording" => "it may be the same number, but does not follow from it",
        "several events" => "several events lie in that time, and it is the number of none",
        "earlier event" => "the newest event has another number, and the text gives no date",
        "other day" => "the book gives it for another day close by",
        "part of the period" => "it held for a part of that time only",
        "undated" => "the sources do not say when",
        "unconfirmed" => "one voice says so, which the book could not fit in with the others",
        "text denies" => "the text says that the number is false",
        "denied" => "someone says that the number is false",
        "outlook only" => "that is an outlook; as fact nothing is known",
        "fact already" => "the text tells as outlook what is known as fact",
        _ => return None,
    };
    Some(text.to_owned())
}

/// Whether the book knows the number itself, not only a bound.
fn book_has_a_number(number: &NumberAnswer) -> bool {
    let known = number.book.as_ref();
    known.is_some_and(|book| !matches!(book.value.comparator, "at_least" | "at_most"))
}

/// Says on standard error what became of a text that was to be pinned.
pub(super) fn note_pin(answer: &CheckAnswer, pinned: &PinnedAnswer, output: &Output) {
    let numbers = match pinned.figures {
        1 => "1 number".to_owned(),
        many => format!("{many} numbers"),
    };
    match pinned.status {
        "pinned" => {
            output.note(format!(
                "pinned “{}” with {numbers}: `claimbook stale` tells when one no longer holds",
                pinned.title
            ));
            if let Some(before) = &pinned.replaces {
                let id: String = before.chars().take(8).collect();
                output.note(format!(
                    "note: the text that was pinned under this title before ({id}) is no longer \
                     watched; if it was another text, give this one a --title of its own"
                ));
            }
        }
        "unchanged" => output.note(format!(
            "unchanged: “{}” is pinned already, on the same values",
            pinned.title
        )),
        _ if answer.counts.must_be_fixed > 0 => output.complain(format!(
            "{}: not pinned, since something must be fixed first; --force pins it as it is",
            answer.path
        )),
        _ => output.complain(format!(
            "{}: not pinned, since none of its numbers could be compared",
            answer.path
        )),
    }
}
