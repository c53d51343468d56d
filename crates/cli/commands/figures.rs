//! `figures`: what is best known, figure by figure.

use std::path::Path;

use claimbook_book::{FigureAnswer, ObservationSummary};

use super::open::open;
use super::show::{standing, value_text};
use super::{clocks, words};
use crate::args::Clocks;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::table::table;
use crate::progress::Progress;

/// Columns of a terminal from which on there is room for voices.
const WIDE: usize = 130;

/// Prints a row per figure.
pub(crate) fn run(
    folder: &Path,
    query: Option<&str>,
    given: &Clocks,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let scope = clocks::scope(given)?;
    let mut book = open(folder, output)?;
    let answers = {
        let bar = Progress::new("updating views", output);
        book.figures(query, &scope, &mut |done, total| bar.at(done, total))?
    };
    clocks::tell_end(&book, &scope, output);
    let asked = clocks::asked(&scope);
    if answers.is_empty() {
        let what = query.map_or(String::new(), |query| {
            format!(" with '{query}' in their key")
        });
        output.note(format!("no figures{what}{asked}"));
    }
    output.answer(&answers, &answers, |output| {
        if answers.is_empty() {
            return Ok(());
        }
        if let Some(asked) = asked.strip_prefix(", ") {
            output.line(words::sentence(asked))?;
            output.line("")?;
        }
        // Who says so is told where there is room for it.
        let columns = if output.width < WIDE { 4 } else { 5 };
        let whole: Vec<usize> = (1..columns).collect();
        let header = ["figure", "best known", "about", "standing", "said by"];
        let mut rows = table(&header[..columns]);
        for answer in &answers {
            rows.add_row(cells(answer, output).into_iter().take(columns));
        }
        if let Some(keys) = rows.column_mut(0) {
            keys.set_delimiter('/');
        }
        output.table(rows, &whole)?;
        if answers
            .iter()
            .filter_map(|answer| answer.best.as_ref())
            .any(is_warned)
        {
            output.line("")?;
            let legend = "!  there is something to beware of: `claimbook show FIGURE` tells";
            output.line(output.paint.faint(legend))?;
        }
        if let Some(answer) = answers.first() {
            clocks::tell_basis(&answer.basis, &scope, output)?;
        }
        Ok(())
    })?;
    Ok(if answers.is_empty() {
        Ending::No
    } else {
        Ending::Done
    })
}

fn cells(answer: &FigureAnswer, output: &Output) -> [String; 5] {
    let Some(best) = &answer.best else {
        let beside = match (answer.outlook.is_empty(), answer.undated.is_empty()) {
            (false, _) => "outlook only",
            (true, false) => "undated only",
            (true, true) => "nothing that counts",
        };
        return [
            answer.figure.clone(),
            output.paint.faint(beside),
            "–".to_owned(),
            standing("none", output),
            "–".to_owned(),
        ];
    };
    let warned = if is_warned(best) { " !" } else { "" };
    [
        output.paint.strong(&answer.figure),
        best.value.get().map_or_else(|| "–".to_owned(), value_text),
        best.period.clone(),
        format!("{}{warned}", standing(best.standing, output)),
        voices(&best.voices),
    ]
}

/// Whether the value is not to be used without a look at what is said of it.
fn is_warned(best: &ObservationSummary) -> bool {
    best.standing == "contested" || !best.warnings.is_empty()
}

/// The first voice, and how many more.
fn voices(names: &[String]) -> String {
    match names {
        [] => "unnamed sources".to_owned(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} +{}", rest.len()),
    }
}
