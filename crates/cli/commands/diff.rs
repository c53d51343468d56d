//! `diff`: what changed between two points, and by which reports.

use std::io;
use std::path::Path;

use claimbook_book::{
    DiffAnswer, DoneAnswer, Error, FigureDiffAnswer, ObservationDiffAnswer, ObservationSummary,
    RowAnswer, Scope,
};

use super::open::open;
use super::show::{one_line, value_text};
use super::{clocks, words};
use crate::args::DiffArguments;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::progress::Progress;

/// Steps shown of one figure; JSON has all.
const STEPS_MAX: usize = 3;

/// Prints what changed.
pub(crate) fn run(
    folder: &Path,
    given: &DiffArguments,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let (from, to) = points(given, output)?;
    let book = open(folder, output)?;
    clocks::tell_end(&book, &to, output);
    let answer = {
        let bar = Progress::new("reading the log", output);
        let query = given.query.as_deref();
        book.diff(query, &from, &to, &mut |done, total| bar.at(done, total))?
    };
    let nothing = answer.figures.is_empty() && answer.acts.is_empty();
    if nothing {
        output.note(format!(
            "nothing changed between {} and {}",
            point(&from),
            point(&to)
        ));
    }
    output.answer(&answer, &answer.figures, |output| {
        if nothing {
            return Ok(());
        }
        people(&answer, &from, &to, output)
    })?;
    Ok(if nothing { Ending::No } else { Ending::Done })
}

/// The two points, the earlier one first.
fn points(given: &DiffArguments, output: &Output) -> Result<(Scope, Scope), Error> {
    let days = given
        .as_of
        .iter()
        .map(|text| clocks::day(text))
        .collect::<Result<Vec<_>, _>>()?;
    let common = Scope {
        policy: given.policy.as_deref().map(clocks::policy).transpose()?,
        strict: given.strict,
        valid: given
            .valid
            .as_deref()
            .map(|text| clocks::period("--for", text))
            .transpose()?,
        as_of: days.first().copied(),
        at_seq: given.at_seq.first().copied(),
    };
    let (from, to) = match (&days[..], &given.at_seq[..]) {
        (&[_, second], &[] | &[_]) => (
            common.clone(),
            Scope {
                as_of: Some(second),
                ..common
            },
        ),
        (&[] | &[_], &[_, second]) => (
            common.clone(),
            Scope {
                at_seq: Some(second),
                ..common
            },
        ),
        _ => {
            return Err(Error::Usage {
                message: format!(
                    "two points are compared: give --as-of twice (--as-of 2024-01-01 --as-of \
                     2026-04-20) or --at-seq twice (--at-seq 40 --at-seq 96); found --as-of {} and \
                     --at-seq {}",
                    times(days.len()),
                    times(given.at_seq.len())
                ),
            });
        }
    };
    if (from.as_of, from.at_seq) <= (to.as_of, to.at_seq) {
        return Ok((from, to));
    }
    output
        .note("the later point was given first: what follows tells from the earlier to the later");
    Ok((to, from))
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{} times", words::number(count)),
    }
}

/// A point in words.
fn point(scope: &Scope) -> String {
    let day = scope.as_of.map(|day| day.to_string());
    let seq = scope.at_seq.map(|seq| format!("event {seq}"));
    let words: Vec<String> = day.into_iter().chain(seq).collect();
    words.join(" at ")
}

fn people(answer: &DiffAnswer, from: &Scope, to: &Scope, output: &mut Output) -> io::Result<()> {
    let about = from
        .valid
        .map_or(String::new(), |period| format!(", for {period}"));
    output.line(format!(
        "From {} to {}{about}: {}",
        point(from),
        point(to),
        counted(answer)
    ))?;
    for figure in &answer.figures {
        output.line("")?;
        changed(figure, output)?;
    }
    if !answer.acts.is_empty() {
        output.line("")?;
        output.line("Done to the record itself")?;
        for act in &answer.acts {
            output.wrapped_behind("  ", &done(act))?;
        }
    }
    clocks::tell_basis(&answer.to, to, output)
}

/// How many figures changed, and how.
fn counted(answer: &DiffAnswer) -> String {
    let kinds = [
        ("new", "new"),
        ("gone", "gone"),
        ("value", "with another value"),
        ("standing", "with another standing"),
        ("other", "with a change at another time"),
        ("outlook", "with another outlook"),
        ("support", "with other support"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter_map(|(change, words)| {
            let figures = answer.figures.iter();
            let count = figures.filter(|figure| figure.change == *change).count();
            (count > 0).then(|| format!("{count} {words}"))
        })
        .collect();
    if parts.is_empty() {
        return "no answer changed".to_owned();
    }
    let figures = words::count(answer.figures.len(), "figure");
    format!("{figures} changed ({})", parts.join(", "))
}

fn changed(figure: &FigureDiffAnswer, output: &mut Output) -> io::Result<()> {
    let what = match figure.change {
        "new" => "new",
        "gone" => "nothing is known of it any more",
        "value" => "the answer changed",
        "standing" => "the same value stands otherwise",
        "other" => "the answer stays; a value of another time changed",
        "outlook" => "the answer stays; what may come changed",
        _ => "the answer stays; who says so, or what stands beside it, changed",
    };
    let label = figure
        .label
        .filter(|_| figure.change != "new")
        .map_or(String::new(), |label| format!(" ({label})"));
    output.line(format!(
        "{}: {what}{label}",
        output.paint.strong(&figure.figure)
    ))?;
    if matches!(figure.change, "new" | "gone" | "value" | "standing") {
        output.wrapped_behind(
            "  ",
            &before_after(figure.before.as_ref(), figure.after.as_ref()),
        )?;
    }
    let best = |changed: &&ObservationDiffAnswer| {
        let period = |of: &Option<ObservationSummary>| of.as_ref().map(|of| of.period.clone());
        period(&changed.after) != period(&figure.after) || figure.after.is_none()
    };
    let others = figure.observations.iter().filter(best);
    for other in others.filter(|other| other.change != "support") {
        let line = before_after(other.before.as_ref(), other.after.as_ref());
        let label = match other.change {
            "new" => "  also new: ",
            _ => "  also: ",
        };
        output.wrapped_behind(label, &line)?;
    }
    for (word, statements) in [
        ("no longer expected", &figure.outlook_before),
        ("newly expected", &figure.outlook_after),
    ] {
        for statement in statements {
            let period = statement.period.as_deref().unwrap_or("no date");
            let line = format!(
                "{} for {period}, {}: {}",
                value_text(&statement.value),
                words::modality(statement.modality),
                words::list(&statement.voices)
            );
            output.wrapped_behind(&format!("  {word}: "), &line)?;
        }
    }
    steps(&figure.by, output)?;
    for row in figure.no_longer.iter().take(STEPS_MAX) {
        let line = format!("no longer of this figure: {}", step(row));
        output.wrapped(6, &line)?;
    }
    Ok(())
}

/// The reports responsible, the last ones first cut.
fn steps(rows: &[RowAnswer], output: &mut Output) -> io::Result<()> {
    // Steps that changed the answer tell more than those that only repeat it.
    let mut told: Vec<&RowAnswer> = rows.iter().collect();
    told.sort_by_key(|row| !row.best_changed);
    for row in told.iter().take(STEPS_MAX) {
        output.wrapped(6, &step(row))?;
    }
    if told.len() > STEPS_MAX {
        let more = told.len() - STEPS_MAX;
        let line = format!(
            "and {}; `claimbook audit` has all",
            words::count(more, "more step")
        );
        output.wrapped(6, &line)?;
    }
    Ok(())
}

fn step(row: &RowAnswer) -> String {
    let inferred = if row.known_inferred {
        " (inferred)"
    } else {
        ""
    };
    let citing = row
        .attribution
        .as_ref()
        .map_or(String::new(), |name| format!(" citing {name}"));
    format!(
        "{}{inferred}, {}: {}{citing}: “{}”",
        row.known,
        row.change,
        row.publication,
        one_line(&row.context)
    )
}

fn before_after(before: Option<&ObservationSummary>, after: Option<&ObservationSummary>) -> String {
    match (before, after) {
        (None, None) => "nothing known as fact".to_owned(),
        (None, Some(after)) => short(after),
        (Some(before), None) => format!("{} → nothing known as fact", short(before)),
        (Some(before), Some(after)) => format!("{} → {}", short(before), short(after)),
    }
}

/// A value, its time, its standing.
fn short(summary: &ObservationSummary) -> String {
    let value = summary.value.get();
    let value = value.map_or_else(|| "no value".to_owned(), value_text);
    format!("{value} for {}, {}", summary.period, summary.standing)
}

/// What was done to the record, in words.
fn done(act: &DoneAnswer) -> String {
    let figures = match act.what {
        // The words name them already.
        "linked" | "merged" => String::new(),
        _ if act.figures.is_empty() => String::new(),
        _ => format!(" of {}", words::list(&act.figures)),
    };
    let cause = act
        .cause
        .map_or(String::new(), |cause| format!(" ({cause})"));
    let by = match act.by.as_str() {
        "" => String::new(),
        by => format!(", by {by}"),
    };
    let why = match act.why.as_str() {
        "" => String::new(),
        why => format!(": {why}"),
    };
    format!("event {}: {}{figures}{cause}{by}{why}", act.seq, act.done)
}
