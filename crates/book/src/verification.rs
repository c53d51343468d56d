//! `verify`: every byte of the record.

use std::path::Path;

use crate::answer::verify::{ProblemAnswer, VerifyAnswer};
use crate::{Error, OnProgress};

/// Checks the book in `folder`: headers, frames, the chain, event ids, documents against their ids,
/// quotes against documents. All problems are listed; nothing is repaired.
///
/// # Errors
/// If there is no book, or it cannot be read at all.
pub fn verify(folder: &Path, progress: &mut OnProgress<'_>) -> Result<VerifyAnswer, Error> {
    let verification = match claimbook_ledger::verify(folder, progress) {
        Err(claimbook_ledger::Error::Missing { .. }) => {
            return Err(Error::NoLedger {
                dir: folder.to_owned(),
            });
        }
        result => result?,
    };
    let problem = |damage: claimbook_ledger::Damage| ProblemAnswer {
        segment: damage.segment,
        offset: damage.offset,
        first_seq: damage.first_seq,
        what: damage.what,
    };
    Ok(VerifyAnswer {
        ok: verification.ok,
        events: verification.events,
        commits: verification.commits,
        documents: verification.documents,
        head: verification
            .head
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        unfinished: verification.unfinished.map(problem),
        problems: verification.problems.into_iter().map(problem).collect(),
    })
}
