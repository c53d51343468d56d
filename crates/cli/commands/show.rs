//! `show`: the best-known value of a figure, and why.

use std::io;
use std::path::Path;

use claimbook_book::{
    ArithmeticAnswer, MemberAnswer, ObservationAnswer, ObservationSummary, Scope, ShowAnswer,
    SourceAnswer, StatementAnswer, ValueAnswer,
};

use super::open::open;
use super::{clocks, remarks, words};
use crate::args::{Clocks, Format};
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
    let book = open(folder, output)?;
    clocks::tell_end(&book, &scope, output);
    // People are shown a few of the quotes, other formats have all.
    let quotes_max = match output.format {
        Format::Table => QUOTES_MAX,
        _ => usize::MAX,
    };
    let answer = book.show_quoting(figure, &scope, quotes_max)?;
    // Age is counted from the day that the question is about.
    let today = scope.as_of.unwrap_or_else(|| clocks::now().date());
    output.answer(&answer, std::slice::from_ref(&answer), |output| {
        Page {
            answer: &answer,
            scope: &scope,
            today,
            output,
        }
        .print()
    })?;
    // Of another time nothing may be known.
    let is_empty = answer.best.is_none() && answer.outlook.is_empty();
    Ok(if scope.valid.is_some() && is_empty {
        Ending::No
    } else {
        Ending::Done
    })
}

/// The answer as people read it.
struct Page<'a> {
    answer: &'a ShowAnswer,
    scope: &'a Scope,
    today: claimbook_book::Date,
    output: &'a mut Output,
}

impl Page<'_> {
    fn print(mut self) -> io::Result<()> {
        let answer = self.answer;
        self.output
            .line(title(&answer.figure, answer.kind, self.scope, self.output))?;
        self.output.line("")?;
        match &answer.best {
            Some(best) => self.best(best)?,
            None => self.nothing()?,
        }
        self.held()?;
        self.earlier()?;
        self.statements(
            "Outlook: what may come, never mixed with what is",
            &answer.outlook,
        )?;
        self.statements(
            "Said without a date, and so competing with nothing",
            &answer.undated,
        )?;
        self.statements("Its date fits several events", &answer.ambiguous)?;
        self.statements("Said to be false", &answer.denied)?;
        arithmetic(&answer.arithmetic, self.output)?;
        self.family()?;
        remarks::notes(&answer.notes, self.output)?;
        clocks::tell_basis(&answer.basis, self.scope, self.output)
    }

    fn nothing(&mut self) -> io::Result<()> {
        let line = match self.scope.valid {
            Some(period) => format!("  nothing is known as fact for {period}"),
            None => "  nothing is known as fact: see what stands beside it".to_owned(),
        };
        self.output.line(line)
    }

    fn best(&mut self, best: &ObservationAnswer) -> io::Result<()> {
        let summary = &best.summary;
        let value = summary
            .value
            .get()
            .map_or_else(|| "no value".to_owned(), value_text);
        let value = self.output.paint.strong(value);
        // Whoever reads no further than the value has read that it is contested.
        let contested = match summary.standing {
            "contested" => self.output.paint.bad("contested: "),
            _ => String::new(),
        };
        self.output
            .line(format!("  {contested}{value}   for {}", summary.period))?;
        let standing = standing(summary.standing, self.output);
        let backing = words::backing(summary);
        self.output
            .wrapped_behind("  ", &format!("{standing}{backing}"))?;
        if let Some(line) = repeating(&best.sources) {
            self.output.wrapped_behind("  ", &line)?;
        }
        if let Some(day) = &summary.last_confirmed {
            let line = format!("  newest word {day}, {}", words::age(day, self.today));
            self.output.line(line)?;
            if let Some(line) = self.carried(day) {
                let line = self.output.paint.warn(line);
                self.output.wrapped_behind("  ", &line)?;
            }
        }
        for warning in &summary.warnings {
            let line = format!("beware: {}", words::warning(warning));
            let line = self.output.paint.warn(line);
            self.output.wrapped_behind("  ", &line)?;
        }
        self.quotes(&best.sources)?;
        self.statements("Contested by those who say", &best.contested)?;
        self.statements("Denied by", &best.denied)?;
        self.statements("Also said, and not fitted in", &best.unclear)
    }

    /// Of a level asked for a day after it was last confirmed: how far it is carried.
    fn carried(&self, confirmed: &str) -> Option<String> {
        let is_level = matches!(self.answer.kind, Some("stock" | "tally"));
        let asked = self.scope.valid.filter(|_| is_level)?.last_day();
        let confirmed: claimbook_book::Date = confirmed.parse().ok()?;
        let days = (asked - confirmed).num_days();
        (days > 0).then(|| {
            let length = words::length(days);
            format!("beware: nothing newer was said by {asked}, {length} later; it may have changed unseen")
        })
    }

    /// Versions that wait for a person to look at them.
    fn held(&mut self) -> io::Result<()> {
        for version in &self.answer.held {
            let report: String = version.report.chars().take(8).collect();
            let words = format!(
                "beware: a newer version of what {} published has lost most of its numbers and is \
                 held for review: see `claimbook report {report}`, then `claimbook accept {report}` \
                 or `claimbook reject {report}`",
                version.publication
            );
            self.output.wrapped(2, &words)?;
        }
        Ok(())
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
        let shown_unit = shown.and_then(|(_, unit)| unit);
        let (same, other): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|other| unit(&other.summary) == shown_unit);
        self.observations("At other times", &same)?;
        self.observations("In other units, which are never weighed against it", &other)
    }

    fn observations(&mut self, heading: &str, others: &[&ObservationAnswer]) -> io::Result<()> {
        if others.is_empty() {
            return Ok(());
        }
        self.heading(heading)?;
        for other in others {
            let summary = &other.summary;
            let value = summary
                .value
                .get()
                .map_or_else(|| "no value".to_owned(), value_text);
            let standing = standing(summary.standing, self.output);
            let names = words::list(&summary.voices);
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
                .map_or(String::new(), |p| format!(" for {p}"));
            let reason = summary.reason.map_or(String::new(), |reason| {
                format!(", {}", words::reason(reason))
            });
            let names = words::list(&summary.voices);
            let value = value_text(&summary.value);
            let modality = words::modality(summary.modality);
            self.output.wrapped_behind(
                "  ",
                &format!("{value}{period}, {modality}{reason}: {names}"),
            )?;
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

    fn heading(&mut self, text: &str) -> io::Result<()> {
        self.output.line("")?;
        self.output.line(text)
    }
}

/// Which sums hold and which do not; what cannot be told is left out.
pub(crate) fn arithmetic(sums: &[ArithmeticAnswer], output: &mut Output) -> io::Result<()> {
    let mut told = sums
        .iter()
        .filter(|sum| sum.result != "cannot tell")
        .peekable();
    if told.peek().is_none() {
        return Ok(());
    }
    output.line("")?;
    output.line("Does it add up?")?;
    for sum in told {
        output.wrapped(2, &sum.sentence)?;
    }
    Ok(())
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

/// Who only repeats what a source said already.
fn repeating(sources: &[SourceAnswer]) -> Option<String> {
    let mut heard: Vec<&str> = Vec::new();
    let mut repeating: Vec<String> = Vec::new();
    for source in sources {
        if !heard.contains(&source.voice.as_str()) {
            heard.push(&source.voice);
            continue;
        }
        let citing = source
            .attribution
            .as_ref()
            .map_or(String::new(), |name| format!(" (citing {name})"));
        let name = format!("{}{citing}", source.publication);
        if !repeating.contains(&name) {
            repeating.push(name);
        }
    }
    (!repeating.is_empty()).then(|| format!("only repeated by {}", words::list(&repeating)))
}

/// The first line of an answer: the figure, what kind of thing it is, and which clocks were asked.
pub(crate) fn title(
    figure: &str,
    kind: Option<&'static str>,
    scope: &Scope,
    output: &Output,
) -> String {
    let kind = kind.map_or(String::new(), |kind| format!(" ({})", words::kind(kind)));
    let asked = clocks::asked(scope);
    format!("{}{kind}{asked}", output.paint.strong(figure))
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
    let gone = source
        .no_longer_shown
        .as_ref()
        .map_or(String::new(), |since| {
            format!(", no longer in the article since {since}")
        });
    format!(
        "{}{citing}, {}{inferred}{gone}",
        source.publication, source.known
    )
}

/// A quote without line breaks.
pub(crate) fn one_line(quote: &str) -> String {
    quote.split_whitespace().collect::<Vec<_>>().join(" ")
}
