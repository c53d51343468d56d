//! `why`: how an answer came about, and what would change it.

mod sentences;

use std::io;
use std::path::Path;

use claimbook_book::{Date, IndependentAnswer, LostAnswer, Scope, WhyAnswer, WinningAnswer};

use super::open::open;
use super::show::{arithmetic, credit, one_line, title, value_text};
use super::{clocks, words};
use crate::args::Clocks;
use crate::exit::{Ending, Failed};
use crate::output::Output;

/// Repetitions of one source, and rivals, told one by one; JSON has all.
const TOLD_MAX: usize = 5;

/// Explains what is best known of `figure`.
pub(crate) fn run(
    folder: &Path,
    figure: &str,
    given: &Clocks,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let scope = clocks::scope(given)?;
    let book = open(folder, output)?;
    clocks::tell_end(&book, &scope, output);
    let answer = book.why(figure, &scope)?;
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
    Ok(match (&answer.winning, answer.outlook) {
        (None, 0) if scope.valid.is_some() => Ending::No,
        _ => Ending::Done,
    })
}

/// The explanation as people read it.
struct Page<'a> {
    answer: &'a WhyAnswer,
    scope: &'a Scope,
    today: Date,
    output: &'a mut Output,
}

impl Page<'_> {
    fn print(mut self) -> io::Result<()> {
        let answer = self.answer;
        self.output
            .line(title(&answer.figure, answer.kind, self.scope, self.output))?;
        match &answer.winning {
            Some(winning) => self.winning(winning)?,
            None => self.nothing()?,
        }
        self.lost()?;
        self.denied()?;
        self.corrections()?;
        arithmetic(&answer.arithmetic, self.output)?;
        self.changes()?;
        clocks::tell_basis(&answer.basis, self.scope, self.output)
    }

    fn nothing(&mut self) -> io::Result<()> {
        let beside = sentences::beside(self.answer.outlook, self.answer.undated);
        self.heading("No answer")?;
        self.say(&format!(
            "Nobody states it as a fact of a known date. {beside}"
        ))
    }

    fn winning(&mut self, winning: &WinningAnswer) -> io::Result<()> {
        let summary = &winning.summary;
        let value = summary.value.get().map_or_else(String::new, value_text);
        let contested = match summary.standing {
            "contested" => self.output.paint.bad(" (contested)"),
            _ => String::new(),
        };
        self.heading("The answer")?;
        let value = self.output.paint.strong(value);
        self.output
            .line(format!("  {value}   for {}{contested}", summary.period))?;
        for sentence in sentences::backing(winning) {
            self.say(&sentence)?;
        }
        for source in &winning.sources {
            self.source(source)?;
        }
        for also in winning.also.iter().take(TOLD_MAX) {
            let line = format!(
                "also in {}, which adds no source: “{}”",
                credit(also),
                one_line(&also.context)
            );
            self.output.wrapped(4, &line)?;
        }
        self.heading("How far to trust it")?;
        for sentence in sentences::trust(winning, self.answer.kind, self.scope, self.today) {
            self.say(&sentence)?;
        }
        Ok(())
    }

    fn source(&mut self, source: &IndependentAnswer) -> io::Result<()> {
        let first_hand = if source.first_hand {
            " (first-hand)"
        } else {
            ""
        };
        let said = &source.said;
        // Whoever is cited is named with the publication, which otherwise is the source itself.
        let name = match &said.attribution {
            None if said.publication != source.name => format!("{}, in ", source.name),
            _ => String::new(),
        };
        let line = format!(
            "{name}{}{first_hand}: “{}”",
            credit(said),
            one_line(&said.context)
        );
        self.output.wrapped(4, &line)?;
        for again in source.repeated.iter().take(TOLD_MAX) {
            let line = format!("only repeated by {}", credit(again));
            self.output.wrapped(6, &line)?;
        }
        self.more(source.repeated.len(), 6)
    }

    fn lost(&mut self) -> io::Result<()> {
        let answer = self.answer;
        if answer.lost.is_empty() {
            return Ok(());
        }
        self.heading("What else was said, and why it is not the answer")?;
        for lost in answer.lost.iter().take(TOLD_MAX) {
            self.rival(lost)?;
        }
        self.more(answer.lost.len(), 2)
    }

    fn rival(&mut self, lost: &LostAnswer) -> io::Result<()> {
        let summary = &lost.statement.summary;
        let value = self.output.paint.strong(value_text(&summary.value));
        let about = summary
            .period
            .as_ref()
            .map_or(String::new(), |period| format!(" for {period}"));
        self.say(&format!("{value}{about}, {}.", sentences::said_by(summary)))?;
        if let Some(source) = lost.statement.sources.first() {
            let line = format!("{}: “{}”", credit(source), one_line(&source.context));
            self.output.wrapped(4, &line)?;
        }
        let policy = &self.answer.basis.policy;
        let because = sentences::decided_by(lost.decided_by, policy);
        let contests = if lost.contests {
            " It is why the answer is contested."
        } else {
            ""
        };
        self.output
            .wrapped(4, &format!("Not shown: {because}.{contests}"))
    }

    fn denied(&mut self) -> io::Result<()> {
        let answer = self.answer;
        if answer.denied.is_empty() {
            return Ok(());
        }
        self.heading("Who says that it is false")?;
        for statement in &answer.denied {
            for source in statement.sources.iter().take(TOLD_MAX) {
                let line = format!("{}: “{}”", credit(source), one_line(&source.context));
                self.output.wrapped(2, &line)?;
            }
        }
        Ok(())
    }

    fn corrections(&mut self) -> io::Result<()> {
        let answer = self.answer;
        if answer.corrections.is_empty() {
            return Ok(());
        }
        self.heading("What was taken back or corrected")?;
        // The newest matter most.
        let first = answer.corrections.len().saturating_sub(TOLD_MAX);
        for row in &answer.corrections[first..] {
            self.say(&sentences::correction(row))?;
        }
        if first > 0 {
            self.say("`claimbook audit` has the earlier ones.")?;
        }
        Ok(())
    }

    fn changes(&mut self) -> io::Result<()> {
        let answer = self.answer;
        let Some(winning) = &answer.winning else {
            return Ok(());
        };
        self.heading("What would change it (tried out, not guessed)")?;
        for change in &answer.would_change {
            self.output
                .wrapped_behind("  - ", &sentences::change(change, answer.kind))?;
        }
        if answer.would_change.is_empty() {
            let shown = winning
                .summary
                .value
                .get()
                .map_or_else(String::new, value_text);
            self.say(&format!(
                "Nothing that was tried: up to six more sources with other values left {shown} where it is."
            ))?;
        }
        Ok(())
    }

    /// Says how many of a list are not told.
    fn more(&mut self, all: usize, indent: usize) -> io::Result<()> {
        if all <= TOLD_MAX {
            return Ok(());
        }
        let line = format!("and {} more; `claimbook audit` has all", all - TOLD_MAX);
        self.output.wrapped(indent, &line)
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.output.wrapped(2, text)
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        self.output.line("")?;
        self.output.line(words::sentence(text))
    }
}
