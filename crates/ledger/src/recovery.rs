//! Sets aside what a crash in the middle of a commit left behind.
//!
//! Nothing that was acknowledged is touched: only bytes after the last committed frame, which
//! are copied into `recovered/` first and then overwritten with zeros. Each step can be repeated,
//! so that a crash during recovery is recovered from in the same way.

use claimbook_model::Timestamp;

use crate::error::{Recovered, Result};
use crate::header::SEGMENT_HEADER_BYTES;
use crate::log::Log;

/// Moves all bytes behind the end of the log into `recovered/`. Returns the first move.
pub(crate) fn set_unfinished_aside(log: &mut Log) -> Result<Option<Recovered>> {
    let mut first = None;
    for segment in log.end.segment..log.segments() {
        let offset = if segment == log.end.segment {
            log.end.offset
        } else {
            SEGMENT_HEADER_BYTES as u64
        };
        let bytes = log.used_after(segment, offset)?.to_vec();
        if bytes.is_empty() {
            continue;
        }
        let name = format!("segment-{segment:08}-offset-{offset}.unfinished");
        let path = log.storage.set_aside(&name, &bytes)?;
        log.blank(segment, offset, bytes.len() as u64)?;
        first.get_or_insert(Recovered {
            path,
            bytes: bytes.len() as u64,
            segment,
            offset,
            next_seq: log.end.seq,
            last_recorded: Timestamp::from_micros(log.end.recorded),
        });
    }
    Ok(first)
}
