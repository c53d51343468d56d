//! The commands of curation: record an act, tell which answers changed.

use std::io;
use std::path::Path;

use claimbook_book::{
    Act, BetterMetadata, Book, ChangeKind, ChangedAnswer, Comparator, CurationAnswer, Decimal,
    Entered, Error, Modality, ObservationSummary, OnProgress, Policy,
};

use super::actor::actor;
use super::clocks::{now, period};
use super::open::open;
use super::show::{standing, value_text};
use crate::args::{Better, ClaimAction, CurationCommand, Format, NewClaim, Who};
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::progress::Progress;

/// The most figures whose change is told to people; the JSON has all.
const FIGURES_MAX: usize = 20;

/// Carries out one command.
pub(crate) fn run(
    folder: &Path,
    given: &CurationCommand,
    output: &mut Output,
) -> Result<Ending, Failed> {
    match given {
        CurationCommand::Withdraw { .. }
        | CurationCommand::Link { .. }
        | CurationCommand::Note { .. } => on_claim(folder, given, output),
        CurationCommand::Merge {
            from,
            into,
            why,
            who,
        } => act(folder, who, why, output, |book, act, progress| {
            book.merge(from, into, act, progress)
        }),
        CurationCommand::Rate {
            voice,
            trust,
            why,
            who,
        } => {
            let trust: Decimal = trust.parse().map_err(|problem| Error::Usage {
                message: format!("the trust is to be a number, as in 0.5: {problem}"),
            })?;
            act(folder, who, why, output, |book, act, progress| {
                book.rate(voice, trust, act, progress)
            })
        }
        CurationCommand::Policy { name, why, who } => match (name, why) {
            (Some(name), Some(why)) => {
                let policy: Policy = name.parse().map_err(|message| Error::Usage { message })?;
                act(folder, who, why, output, |book, act, progress| {
                    book.set_policy(policy, act, progress)
                })
            }
            _ => policy(folder, output),
        },
        CurationCommand::Undo { seq, why, who } => {
            act(folder, who, why, output, |book, act, progress| {
                book.undo(*seq, act, progress)
            })
        }
        CurationCommand::Claim(ClaimAction::Add(new)) => add(folder, new, output),
        _ => on_report(folder, given, output),
    }
}

/// Enters a claim by hand.
fn add(folder: &Path, new: &NewClaim, output: &mut Output) -> Result<Ending, Failed> {
    let word = |option: &str, problem: String| Error::Usage {
        message: format!("{option}: {problem}"),
    };
    let comparator = new.comparator.as_deref();
    let entered = Entered {
        report: &new.report,
        figure: &new.figure,
        quote: &new.quote,
        at: new.at,
        value: new.value.as_deref(),
        unit: new.unit.as_deref(),
        comparator: comparator
            .map(str::parse::<Comparator>)
            .transpose()
            .map_err(|problem| word("--comparator", problem.to_string()))?,
        period: new
            .period
            .as_deref()
            .map(|text| period("--period", text))
            .transpose()?,
        modality: new
            .modality
            .parse::<Modality>()
            .map_err(|problem| word("--modality", problem))?,
        source: new.source.as_deref(),
    };
    act(folder, &new.who, "", output, |book, act, progress| {
        book.enter_claim(&entered, act, progress)
    })
}

/// Carries out a command about a claim, or a note.
fn on_claim(folder: &Path, given: &CurationCommand, output: &mut Output) -> Result<Ending, Failed> {
    match given {
        CurationCommand::Withdraw { claim, why, who } => {
            act(folder, who, why, output, |book, act, progress| {
                book.withdraw(claim, act, progress)
            })
        }
        CurationCommand::Link {
            claim,
            figure,
            why,
            who,
            ..
        } => act(folder, who, why, output, |book, act, progress| {
            book.link(claim, figure.as_deref(), act, progress)
        }),
        CurationCommand::Note { subject, text, who } => {
            act(folder, who, "", output, |book, act, progress| {
                book.note(subject, text, act, progress)
            })
        }
        _ => Ok(Ending::Done),
    }
}

/// Carries out a command about a whole report.
fn on_report(
    folder: &Path,
    given: &CurationCommand,
    output: &mut Output,
) -> Result<Ending, Failed> {
    match given {
        CurationCommand::Retract {
            report,
            known,
            why,
            who,
        } => {
            let known = known.as_deref().map(|text| period("--known", text));
            let known = known.transpose()?;
            act(folder, who, why, output, |book, act, progress| {
                book.retract(report, known, act, progress)
            })
        }
        CurationCommand::Accept { report, why, who } => {
            act(folder, who, why, output, |book, act, progress| {
                book.judge(report, true, act, progress)
            })
        }
        CurationCommand::Reject { report, why, who } => {
            act(folder, who, why, output, |book, act, progress| {
                book.judge(report, false, act, progress)
            })
        }
        CurationCommand::Amend {
            report,
            metadata,
            why,
            who,
        } => {
            let better = better(metadata)?;
            act(folder, who, why, output, |book, act, progress| {
                book.amend(report, &better, act, progress)
            })
        }
        _ => Ok(Ending::Done),
    }
}

fn better(given: &Better) -> Result<BetterMetadata, Error> {
    let published = given.published.as_deref();
    Ok(BetterMetadata {
        publication: given.publication.clone(),
        url: given.url.clone(),
        title: given.title.clone(),
        published: published
            .map(|text| period("--published", text))
            .transpose()?,
        first_hand: given.first_hand,
    })
}

/// Prints by which policy the book answers.
fn policy(folder: &Path, output: &mut Output) -> Result<Ending, Failed> {
    let answer = open(folder, output)?.policy()?;
    let name = &answer.basis.policy;
    output.answer(&answer, std::slice::from_ref(&answer), |output| {
        output.line(name)
    })?;
    Ok(Ending::Done)
}

/// Has a book record an act, and prints what it changed.
pub(crate) fn act(
    folder: &Path,
    who: &Who,
    why: &str,
    output: &mut Output,
    carry_out: impl FnOnce(&mut Book, &Act<'_>, &mut OnProgress<'_>) -> Result<CurationAnswer, Error>,
) -> Result<Ending, Failed> {
    let dir = folder.to_owned();
    let mut book = Book::open_to_append(folder)?.ok_or(Error::NoLedger { dir })?;
    if let Some(recovered) = book.recovered() {
        output.note(recovered);
    }
    let by = actor(who.by.as_deref());
    let act = Act {
        by: &by,
        why,
        now: now(),
        is_dry_run: who.dry_run,
    };
    let answer = {
        let bar = Progress::new("comparing answers", output);
        let answer = carry_out(&mut book, &act, &mut |done, total| bar.at(done, total))?;
        if answer.seq.is_some() {
            book.catch_up(&mut |done, total| bar.at(done, total))?;
        }
        answer
    };
    for outdated in &answer.outdates {
        output.note(format!("published: {}", super::stale::outdates(outdated)));
    }
    for finding in &answer.findings {
        output.note(format!("note: {finding}"));
    }
    let told = |output: &mut Output| people(&answer, who.dry_run, output);
    // A table has a row per figure; a line of JSON says by which number the act is undone.
    if output.format == Format::Csv {
        output.answer(&answer, &answer.changed, told)?;
    } else {
        output.answer(&answer, std::slice::from_ref(&answer), told)?;
    }
    Ok(Ending::Done)
}

fn people(answer: &CurationAnswer, is_dry_run: bool, output: &mut Output) -> io::Result<()> {
    match answer.seq {
        Some(seq) => {
            output.line(&answer.done)?;
            let line = format!("event {seq}: `claimbook undo {seq}` takes it back");
            let line = output.paint.faint(line);
            output.line(line)?;
        }
        None if is_dry_run => output.line(format!("would be recorded: {}", answer.done))?,
        None => {
            output.line(&answer.done)?;
            return output.line("nothing was recorded");
        }
    }
    changes(&answer.changed, is_dry_run, output)
}

/// The figures whose answers changed, or would, each with what was and what is best known.
pub(crate) fn changes(
    changed: &[ChangedAnswer],
    is_dry_run: bool,
    output: &mut Output,
) -> io::Result<()> {
    output.line("")?;
    let (verb, would) = if is_dry_run {
        ("would change", "would change")
    } else {
        ("changed", "changes")
    };
    if changed.is_empty() {
        return output.line(format!("no answer {would}"));
    }
    let count = match changed.len() {
        1 => "1 figure".to_owned(),
        many => format!("{many} figures"),
    };
    output.line(format!("{verb}: {count}"))?;
    for change in changed.iter().take(FIGURES_MAX) {
        one_change(change, output)?;
    }
    if changed.len() > FIGURES_MAX {
        let more = changed.len() - FIGURES_MAX;
        let line = format!("  and {more} more; `--format jsonl` has all");
        let line = output.paint.faint(line);
        output.line(line)?;
    }
    Ok(())
}

fn one_change(change: &ChangedAnswer, output: &mut Output) -> io::Result<()> {
    let figure = output.paint.strong(&change.figure);
    output.line(format!("  {figure}"))?;
    let told = |observation: &Option<ObservationSummary>, output: &Output| match observation {
        Some(observation) => told(observation, output),
        None => "nothing".to_owned(),
    };
    if change.what == ChangeKind::Best {
        let line = format!(
            "{} → {}",
            told(&change.before, output),
            told(&change.after, output)
        );
        return output.wrapped(6, &line);
    }
    let beside = match change.what {
        ChangeKind::History => "; its history changed",
        _ => "; what stands beside it changed",
    };
    let line = format!("stays {}{beside}", told(&change.after, output));
    output.wrapped(6, &line)?;
    for other in &change.observations {
        let line = format!(
            "{} → {}",
            told(&other.before, output),
            told(&other.after, output)
        );
        output.wrapped(8, &line)?;
    }
    Ok(())
}

/// An observation in a few words: `$380 billion for 2026-04-20, corroborated`.
fn told(observation: &ObservationSummary, output: &Output) -> String {
    let value = observation
        .value
        .get()
        .map_or_else(|| "no value".to_owned(), value_text);
    format!(
        "{value} for {}, {}",
        observation.period,
        standing(observation.standing, output)
    )
}
