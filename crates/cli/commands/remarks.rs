//! What people noted and did, beside the answer that it is about.

use std::io;

use claimbook_book::{ActAnswer, NoteAnswer};

use crate::output::Output;

/// Prints the notes under a heading; nothing where there are none.
pub(crate) fn notes(notes: &[NoteAnswer], output: &mut Output) -> io::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line("Notes")?;
    for note in notes {
        let about = match (&note.claim, &note.report) {
            (Some(claim), _) => format!(" on claim {}", short(claim)),
            (None, Some(report)) => format!(" on report {}", short(report)),
            (None, None) => String::new(),
        };
        let line = format!(
            "{}, {}{about}: {} [event {}]",
            note.by,
            day(&note.recorded),
            note.text,
            note.seq
        );
        output.wrapped(2, &line)?;
    }
    Ok(())
}

/// Prints what curators did under a heading, each with the number by which it is undone.
pub(crate) fn acts(acts: &[ActAnswer], output: &mut Output) -> io::Result<()> {
    if acts.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line("Done by hand; `claimbook undo NUMBER` takes one back")?;
    for act in acts {
        let why = if act.why.is_empty() {
            String::new()
        } else {
            format!(": {}", act.why)
        };
        let line = format!("{}, by {}, {}{why}", act.done, act.by, day(&act.recorded));
        output.wrapped_behind(&format!("  {:<5} ", act.seq), &line)?;
    }
    Ok(())
}

/// The first digits of an id.
pub(crate) fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

/// The day of an instant.
fn day(recorded: &str) -> &str {
    recorded.get(..10).unwrap_or(recorded)
}
