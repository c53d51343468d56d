//! `verify`: proves that the record is whole and unchanged.

use std::path::Path;

use claimbook_book::verify;

use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::table::table;
use crate::progress::Progress;

/// Checks every byte, and lists all problems.
pub(crate) fn run(folder: &Path, output: &mut Output) -> Result<Ending, Failed> {
    let answer = {
        let bar = Progress::new("verifying", output);
        verify(folder, &mut |done, total| bar.at(done, total))?
    };
    output.answer(&answer, std::slice::from_ref(&answer), |output| {
        let counts = format!(
            "{} events in {} commits, {} documents",
            answer.events, answer.commits, answer.documents
        );
        if let Some(unfinished) = &answer.unfinished {
            let place = format!(
                "segment {}, offset {}",
                unfinished.segment, unfinished.offset
            );
            output.line(format!("note: at the end, {place}: {}", unfinished.what))?;
        }
        if answer.ok {
            let verdict = output.paint.good("whole and unchanged");
            output.line(format!("{verdict}: {counts}"))?;
            return output.line(format!("last hash {}", answer.head));
        }
        let problems = answer.problems.len();
        output.line(format!(
            "{}: {problems} found wrong, {counts} sound",
            output.paint.bad("damaged")
        ))?;
        let mut rows = table(&["segment", "offset", "from event", "what"]);
        for problem in &answer.problems {
            rows.add_row([
                problem.segment.to_string(),
                problem.offset.to_string(),
                problem.first_seq.to_string(),
                problem.what.clone(),
            ]);
        }
        output.table(rows, &[0, 1, 2])
    })?;
    Ok(if answer.ok { Ending::Done } else { Ending::No })
}
