//! `unlinked`: the quantities for which no figure was found.

use std::io;
use std::path::Path;

use claimbook_book::{Unlinked, UnlinkedAnswer};

use super::open::open;
use super::remarks::short;
use super::show::{one_line, value_text};
use crate::args::UnlinkedArguments;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::table::table;
use crate::progress::Progress;

/// Prints a row per quantity.
pub(crate) fn run(
    folder: &Path,
    given: &UnlinkedArguments,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let book = open(folder, output)?;
    let wanted = Unlinked {
        query: given.query.clone(),
        report: given.report.clone(),
        unit: given.unit.clone(),
        at_seq: given.at_seq,
    };
    let answers = {
        let bar = Progress::new("reading the log", output);
        book.unlinked(&wanted, &mut |done, total| bar.at(done, total))?
    };
    if answers.is_empty() {
        let filtered = wanted != Unlinked::default();
        output.note(if filtered {
            "no such quantity: `claimbook unlinked` lists all that are not linked"
        } else {
            "every quantity is linked to a figure"
        });
    }
    output.answer(&answers, &answers, |output| rows(&answers, output))?;
    Ok(if answers.is_empty() {
        Ending::No
    } else {
        Ending::Done
    })
}

fn rows(answers: &[UnlinkedAnswer], output: &mut Output) -> io::Result<()> {
    let mut rows = table(&["claim", "report", "publication", "value", "in the text"]);
    for answer in answers {
        rows.add_row([
            short(&answer.claim).to_owned(),
            short(&answer.report).to_owned(),
            answer.publication.clone(),
            value_text(&answer.value),
            in_context(answer, output),
        ]);
    }
    output.table(rows, &[0, 1])
}

/// The words around the quote, with the quote marked.
fn in_context(answer: &UnlinkedAnswer, output: &Output) -> String {
    let parts = answer.context.split_at_checked(answer.at);
    let parted =
        parts.and_then(|(before, rest)| Some((before, rest.strip_prefix(&*answer.quote)?)));
    let Some((before, after)) = parted else {
        return one_line(&answer.context);
    };
    let quote = output.paint.mark(format!("⟦{}⟧", answer.quote));
    one_line(&format!("{before}{quote}{after}"))
}
