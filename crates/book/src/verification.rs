//! `verify`: every byte of the record.

use std::path::Path;

use crate::answer::verify::{ProblemAnswer, VerifyAnswer};
use crate::materialized::VIEWS;
use crate::seen::seen;
use crate::{Error, OnProgress};

/// Checks the book in `folder`: headers, frames, the chain, event ids, documents against their ids,
/// quotes against documents. All problems are listed; nothing is repaired.
///
/// # Errors
/// If there is no book, or it cannot be read at all.
pub fn verify(folder: &Path, progress: &mut OnProgress<'_>) -> Result<VerifyAnswer, Error> {
    // Asked before the log is read: what is appended meanwhile must not look like a loss.
    let seen = seen(folder).max(seen_by_views(folder));
    let verification = match claimbook_ledger::verify(folder, progress) {
        Err(claimbook_ledger::Error::Missing { .. }) => {
            return Err(Error::NoLedger {
                dir: folder.to_owned(),
            });
        }
        result => result?,
    };
    let cut = cut_off(seen, verification.seq_end);
    let problem = |damage: claimbook_ledger::Damage| ProblemAnswer {
        segment: damage.segment,
        offset: damage.offset,
        first_seq: damage.first_seq,
        what: damage.what,
    };
    Ok(VerifyAnswer {
        ok: verification.ok && cut.is_none(),
        events: verification.events,
        commits: verification.commits,
        documents: verification.documents,
        head: verification
            .head
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        unfinished: verification.unfinished.map(problem),
        problems: verification
            .problems
            .into_iter()
            .map(problem)
            .chain(cut)
            .collect(),
    })
}

/// The sequence number up to which the views have seen the log; 0 where there are none, or they
/// cannot be opened: another process holds them, or they are damaged.
fn seen_by_views(folder: &Path) -> u64 {
    let views = folder.join(VIEWS);
    if !views.is_dir() {
        return 0;
    }
    claimbook_views::store::Store::open(&views).map_or(0, |store| store.seq_end())
}

/// What the views saw and the log no longer has: commits that were cut from its end.
fn cut_off(seen: u64, seq_end: u64) -> Option<ProblemAnswer> {
    (seen > seq_end).then(|| ProblemAnswer {
        segment: 0,
        offset: 0,
        first_seq: seq_end,
        what: format!(
            "events {seq_end} to {} were recorded and are gone from the end",
            seen - 1
        ),
    })
}
