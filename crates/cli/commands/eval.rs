//! `eval`: scores what is read from texts against annotations by people.

use std::io;
use std::path::Path;

use claimbook_book::{AnnotatedTexts, Desk, EvalAnswer, EvalRun, Miss, MissSide};
use serde::Serialize;

use super::clocks::now;
use super::metadata;
use crate::args::{EvalArguments, Format};
use crate::exit::{Ending, Failed};
use crate::output::Output;

/// Scores all texts together.
pub(crate) fn run(
    folder: &Path,
    given: &EvalArguments,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let overrides = metadata::overrides(&given.metadata)?;
    let texts = AnnotatedTexts::gather(&given.paths)?;
    for finding in &texts.findings {
        output.note(format!("note: {finding}"));
    }
    let desk = Desk::for_book(folder, &given.catalogs.files)?;
    let answer = desk.evaluate(&EvalRun {
        texts: &texts.texts,
        overrides: &overrides,
        predicted: &given.predicted,
        known: given.gold_catalog.as_deref(),
        today: now().date(),
    })?;
    output.note(format!(
        "{} documents, judged by the metrics and entities of {}",
        answer.documents, answer.judged_by
    ));
    let shown = answer.misses().get(..given.show).unwrap_or(answer.misses());
    if output.format == Format::Json && given.show > 0 {
        output.answer(&WithMisses::new(&answer, shown), &[()], |_| Ok(()))?;
    } else {
        output.answer(&answer, &answer.levels(), |output| {
            page(&answer, shown, output)
        })?;
    }
    Ok(Ending::Done)
}

/// The score as JSON, with the misses that are to be shown.
#[derive(Serialize)]
struct WithMisses<'a> {
    #[serde(flatten)]
    answer: &'a EvalAnswer,
    misses: &'a [Miss],
}

impl<'a> WithMisses<'a> {
    fn new(answer: &'a EvalAnswer, misses: &'a [Miss]) -> Self {
        Self { answer, misses }
    }
}

fn page(answer: &EvalAnswer, misses: &[Miss], output: &mut Output) -> io::Result<()> {
    output.line(format!(
        "{:<11} {:>6} {:>6} {:>6} {:>10} {:>7} {:>6}",
        "level", "right", "gold", "found", "precision", "recall", "F1"
    ))?;
    for row in answer.levels() {
        let tally = row.tally;
        let (precision, recall, f1) = tally.shares();
        output.line(format!(
            "{:<11} {:>6} {:>6} {:>6} {precision:>10.3} {recall:>7.3} {f1:>6.3}",
            row.level.as_str(),
            tally.right,
            tally.gold,
            tally.predicted
        ))?;
    }
    for miss in misses {
        output.line("")?;
        output.line(format!("{}#{} “{}”", miss.doc, miss.n, miss.context))?;
        output.line(format!("  gold  | {}", side(&miss.gold)))?;
        let found = miss
            .found
            .as_ref()
            .map_or_else(|| "nothing".to_owned(), side);
        output.line(format!("  found | {found}"))?;
    }
    let left = answer.misses().len() - misses.len();
    if !misses.is_empty() && left > 0 {
        output.line("")?;
        output.line(output.paint.faint(format!("and {left} more")))?;
    }
    Ok(())
}

/// What one side says, field by field; `–` where it says nothing.
fn side(side: &MissSide) -> String {
    let fields = [
        Some(side.value.join("–")),
        Some(side.unit.clone()),
        side.comparator.clone(),
        side.figure.clone(),
        side.period.clone(),
        side.modality.clone(),
    ];
    let texts = fields.map(|field| field.unwrap_or_else(|| "–".to_owned()));
    texts.join(" | ")
}
