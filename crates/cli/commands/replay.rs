//! `replay`: rebuilds the views, or compares them with rebuilt ones.

use std::path::Path;
use std::time::Instant;

use super::open::open;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::progress::Progress;

/// Rebuilds, or compares.
pub(crate) fn run(folder: &Path, check: bool, output: &mut Output) -> Result<Ending, Failed> {
    let mut book = open(folder, output)?;
    let began = Instant::now();
    let answer = {
        let bar = Progress::new(
            if check {
                "checking views"
            } else {
                "rebuilding views"
            },
            output,
        );
        let mut progress = |done, total| bar.at(done, total);
        if check {
            book.check_views(&mut progress)?
        } else {
            book.replay(&mut progress)?
        }
    };
    let seconds = began.elapsed().as_secs_f64();
    output.answer(&answer, std::slice::from_ref(&answer), |output| {
        let paint = output.paint;
        let verdict = match (check, answer.equal) {
            (false, _) => paint.good("rebuilt"),
            (true, true) => {
                paint.good("equal: what was folded append by append is what is folded from nothing")
            }
            (true, false) => paint.bad(
                "different: the views are not what the log says; `claimbook replay` rebuilds them",
            ),
        };
        output.line(verdict)?;
        output.line(format!(
            "  events   {}, figures {}, {seconds:.2} s",
            answer.events, answer.figures
        ))?;
        output.line(format!("  state    {}", answer.state_digest))?;
        output.line(format!("  history  {}", answer.history_digest))
    })?;
    Ok(if answer.equal {
        Ending::Done
    } else {
        Ending::No
    })
}
