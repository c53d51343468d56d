//! `show`: the best-known value of a figure, and why.

use std::io;
use std::path::Path;

use claimbook_book::{
    ArithmeticAnswer, MemberAnswer, ObservationAnswer, ObservationSummary, ShowAnswer,
    SourceAnswer, StatementAnswer, ValueAnswer,
};

use super::clocks;
use super::open::open;
use super::remarks;
use crate::args::Clocks;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::quantity::quantity;

/// Quotes shown for one value; the audit has them all.
const QUOTES_MAX: usize = 3;

/// Prints what is best known of `figure`.
pub(crate) fn run(
    folder: &Path,
    figure: &str,
    given: &Clocks,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let scope = clocks::scope(given)?;
    let answer = open(folder, output)?.show(figure, &scope)?;
    // Age is counted from the day that the question is about.
    let today = scope.as_of.unwrap_or_else(|| clocks::now().date());
    output.answer(&answer, std::slice::from_ref(&answer), |output| {
        Page {
            answer: &answer,
            today,
            output,
        }
        .print()
    })?;
    Ok(Ending::Done)
}

/// The answer as people read it.
struct Page<'a> {
    answer: &'a ShowAnswer,
    today: claimbook_book::Date,
    output: &'a mut Output,
}

impl Page<'_> {
    fn print(mut self) -> io::Result<()> {
        let answer = self.answer;
        let kind = answer
            .kind
            .map_or(String::new(), |kind| format!(" ({kind})"));
        let title = self.output.paint.strong(&answer.figure) + &kind;
        self.output.line(title)?;
        self.output.line("")?;
        match &answer.best {
            Some(best) => self.best(best)?,
            None => self
                .output
                .line("  nothing is known as fact: see what stands beside it")?,
        }
        self.earlier()?;
        self.statements(
            "Outlook: what may come, never mixed with what is",
            &answer.outlook,
        )?;
        self.statements("Undated: competes with nothing", &answer.undated)?;
        self.statements("Could belong to several events", &answer.ambiguous)?;
        self.statements("Said to be false", &answer.denied)?;
        self.arithmetic()?;
        self.family()?;
        remarks::notes(&answer.notes, self.output)?;
        let basis = &answer.basis;
        let as_of = basis
            .as_of
            .as_ref()
            .map_or(String::new(), |day| format!(", as of {day}"));
        let line = format!(
            "policy {}{as_of}, up to event {}",
            basis.policy, basis.at_seq
        );
        let line = self.output.paint.faint(line);
        self.output.line("")?;
        self.output.line(line)
    }

    fn best(&mut self, best: &ObservationAnswer) -> io::Result<()> {
        let summary = &best.summary;
        let value = summary
            .value
            .get()
            .map_or_else(|| "no value".to_owned(), value_text);
        let value = self.output.paint.strong(value);
        self.output
            .line(format!("  {value}   for {}", summary.period))?;
        let standing = standing(summary.standing, self.output);
        self.output
            .line(format!("  {standing}: {}", backing(summary)))?;
        self.output.line(format!("  {}", voices(summary)))?;
        if let Some(day) = &summary.last_confirmed {
            let line = format!("  newest word {day}, {}", age(day, self.today));
            self.output.line(line)?;
        }
        if !summary.warnings.is_empty() {
            let words = format!("  beware: {}", summary.warnings.join(", "));
            let words = self.output.paint.warn(words);
            self.output.line(words)?;
        }
        self.quotes(&best.sources)?;
        self.statements("Contested by", &best.contested)?;
        self.statements("Denied by", &best.denied)?;
        self.statements(
            "Unclear: later or nearby values that one voice gives",
            &best.unclear,
        )
    }

    fn earlier(&mut self) -> io::Result<()> {
        let shown = self
            .answer
            .best
            .as_ref()
            .map(|best| (&best.summary.period, unit(&best.summary)));
        let others: Vec<_> = self
            .answer
            .observations
            .iter()
            .filter(|other| other.summary.value.get().is_some())
            .filter(|other| Some((&other.summary.period, unit(&other.summary))) != shown)
            .collect();
        if others.is_empty() {
            return Ok(());
        }
        self.heading("Also")?;
        for other in others {
            let summary = &other.summary;
            let value = summary
                .value
                .get()
                .map_or_else(|| "no value".to_owned(), value_text);
            let standing = standing(summary.standing, self.output);
            let names = summary.voices.join(", ");
            self.output.line(format!(
                "  {value}   for {}, {standing}: {names}",
                summary.period
            ))?;
        }
        Ok(())
    }

    fn statements(&mut self, heading: &str, statements: &[StatementAnswer]) -> io::Result<()> {
        if statements.is_empty() {
            return Ok(());
        }
        self.heading(heading)?;
        for statement in statements {
            let summary = &statement.summary;
            let period = summary
                .period
                .as_ref()
                .map_or(String::new(), |p| format!("   for {p}"));
            let reason = summary
                .reason
                .map_or(String::new(), |reason| format!(", {reason}"));
            let names = summary.voices.join(", ");
            let value = value_text(&summary.value);
            self.output.line(format!(
                "  {value}{period}, {}{reason}: {names}",
                summary.modality
            ))?;
            self.quotes(statement.sources.get(..1).unwrap_or_default())?;
        }
        Ok(())
    }

    fn quotes(&mut self, sources: &[SourceAnswer]) -> io::Result<()> {
        for source in sources.iter().take(QUOTES_MAX) {
            let line = format!("{}: “{}”", credit(source), one_line(&source.context));
            self.output.wrapped(6, &line)?;
        }
        if sources.len() > QUOTES_MAX {
            let more = sources.len() - QUOTES_MAX;
            let line = self
                .output
                .paint
                .faint(format!("      and {more} more; `claimbook audit` has all"));
            self.output.line(line)?;
        }
        Ok(())
    }

    fn family(&mut self) -> io::Result<()> {
        if self.answer.family.is_empty() {
            return Ok(());
        }
        self.heading("Same family, other scope: no contradiction")?;
        for member in &self.answer.family {
            self.output
                .line(format!("  {}   {}", member.figure, member_text(member)))?;
        }
        Ok(())
    }

    fn arithmetic(&mut self) -> io::Result<()> {
        let told = |sum: &&ArithmeticAnswer| sum.result != "cannot tell";
        let sums: Vec<_> = self.answer.arithmetic.iter().filter(told).collect();
        if sums.is_empty() {
            return Ok(());
        }
        self.heading("Does it add up?")?;
        for sum in sums {
            self.output.wrapped(2, &sum.sentence)?;
        }
        Ok(())
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        self.output.line("")?;
        self.output.line(text)
    }
}

/// A standing, coloured by how far it can be relied on.
pub(crate) fn standing(word: &str, output: &Output) -> String {
    match word {
        "corroborated" => output.paint.good(word),
        "contested" => output.paint.bad(word),
        "single" => word.to_owned(),
        other => output.paint.faint(other),
    }
}

/// A value as people write it.
pub(crate) fn value_text(value: &ValueAnswer) -> String {
    let (number, comparator) = value.parts;
    quantity(number, comparator, &value.unit, value.counted.as_deref())
}

/// What is best known of another figure, in a few words.
pub(crate) fn member_text(member: &MemberAnswer) -> String {
    match member.best.as_ref().map(|best| (best, best.value.get())) {
        Some((best, Some(value))) => {
            format!(
                "{} for {}, {}",
                value_text(value),
                best.period,
                best.standing
            )
        }
        _ if member.outlook > 0 => "outlook only".to_owned(),
        _ => "nothing that counts here".to_owned(),
    }
}

fn unit(summary: &ObservationSummary) -> Option<&str> {
    summary.value.get().map(|value| value.unit.as_str())
}

fn backing(summary: &ObservationSummary) -> String {
    let count = |n: usize, one: &str, many: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    };
    let first_hand = match summary.first_hand {
        0 => "none first-hand".to_owned(),
        n => format!("{n} first-hand"),
    };
    format!(
        "{} in {}, {first_hand}",
        count(summary.voices.len(), "voice", "voices"),
        count(summary.reports, "report", "reports"),
    )
}

fn voices(summary: &ObservationSummary) -> String {
    if summary.voices.is_empty() {
        return "said by unnamed sources only".to_owned();
    }
    format!("said by {}", summary.voices.join(", "))
}

/// How long ago a day was.
fn age(day: &str, today: claimbook_book::Date) -> String {
    let Ok(day) = day.parse::<claimbook_book::Date>() else {
        return "age unknown".to_owned();
    };
    match (today - day).num_days() {
        ..=0 => "of the same day".to_owned(),
        1 => "of the day before".to_owned(),
        days @ 2..=60 => format!("{days} days ago"),
        days @ 61..=730 => format!("{} months ago", days / 30),
        days => format!("{} years ago", days / 365),
    }
}

/// Who publishes a source, whom it names, and when it was known.
pub(crate) fn credit(source: &SourceAnswer) -> String {
    let citing = source
        .attribution
        .as_ref()
        .map_or(String::new(), |name| format!(" citing {name}"));
    let inferred = if source.known_inferred {
        " (inferred)"
    } else {
        ""
    };
    format!("{}{citing}, {}{inferred}", source.publication, source.known)
}

/// A quote without line breaks.
pub(crate) fn one_line(quote: &str) -> String {
    quote.split_whitespace().collect::<Vec<_>>().join(" ")
}
