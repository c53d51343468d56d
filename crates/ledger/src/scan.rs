//! Walks the log frame by frame, and tells the end from an unfinished commit and from damage.
//!
//! A crash can only leave the last frame unfinished: with an invalid header, or with a sector
//! that was never written. Where something valid follows, or where every sector was written and
//! the hash is wrong, it is damage.

use crate::bytes::all_zero;
use crate::error::{Damage, Error, Result};
use crate::frame::{Found, Frame};
use crate::header::{FRAME_HEADER_BYTES, FRAME_MAGIC, FrameHeader, Parsed, SEGMENT_HEADER_BYTES};
use crate::log::{Log, Position};

/// What stands where the log goes on.
#[derive(Debug)]
pub(crate) enum Next<'a> {
    /// A committed frame, and where it stands.
    Frame(Frame<'a>, Position),
    /// Nothing: the log ends here.
    End,
    /// A commit that a crash cut short.
    Unfinished,
    /// Bytes that were changed after they were written.
    Damaged(Damage),
}

impl Log {
    /// Looks at what stands at `at`.
    ///
    /// # Errors
    /// If the segment cannot be read or is of a later version.
    pub(crate) fn next(&self, at: Position) -> Result<Next<'_>> {
        if at.offset == SEGMENT_HEADER_BYTES as u64 && !self.has_header(at.segment)? {
            return self.next_after_blank(at);
        }
        match Frame::find(self.bytes(at.segment)?, at.offset) {
            Found::Frame(frame) => match wrong_link(&frame.header, &at) {
                None => Ok(Next::Frame(frame, at)),
                Some(what) => Ok(damage_at(&at, what)),
            },
            Found::NoDocument(frame) if wrong_link(&frame.header, &at).is_none() => {
                // Erased by law if commits follow; else its writing was cut short.
                let follows = self.commit_follows(&at)?;
                Ok(if follows {
                    Next::Frame(frame, at)
                } else {
                    Next::Unfinished
                })
            }
            Found::NoDocument(_) => Ok(damage_at(&at, "the frame is misplaced")),
            Found::Blank => self.next_after_blank(at),
            Found::Unfinished(what) if self.commit_follows(&at)? => Ok(damage_at(&at, what)),
            Found::Unfinished(_) => Ok(Next::Unfinished),
            Found::Wrong(what) => Ok(damage_at(&at, what)),
            Found::Newer(version) => Err(self.newer(at.segment, version)),
        }
    }

    /// No frame begins at `at`: the end of the segment, of the log, or an unfinished commit of
    /// which the first sector was not written.
    fn next_after_blank(&self, at: Position) -> Result<Next<'_>> {
        let rest = self
            .bytes(at.segment)?
            .get(at.offset as usize..)
            .unwrap_or(&[]);
        let next = at.segment + 1;
        if all_zero(rest) {
            let goes_on = next < self.segments()
                && self.has_header(next)?
                && self.bytes(next)?.len() > SEGMENT_HEADER_BYTES;
            if goes_on {
                let offset = SEGMENT_HEADER_BYTES as u64;
                return self.next(Position {
                    segment: next,
                    offset,
                    ..at
                });
            }
            return if self.commit_follows(&at)? {
                Ok(damage_at(&at, "the segment ends before its last frame"))
            } else {
                Ok(Next::End)
            };
        }
        if self.commit_follows(&at)? {
            return Ok(damage_at(
                &at,
                "the header of the frame was overwritten with zeros",
            ));
        }
        Ok(Next::Unfinished)
    }

    /// Whether a later commit stands anywhere behind `at`.
    fn commit_follows(&self, at: &Position) -> Result<bool> {
        let from = at.offset + 8;
        if find_frame(self.bytes(at.segment)?, from, at.seq + 1).is_some() {
            return Ok(true);
        }
        for segment in at.segment + 1..self.segments() {
            if find_frame(
                self.bytes(segment)?,
                SEGMENT_HEADER_BYTES as u64,
                at.seq + 1,
            )
            .is_some()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn damage_at(at: &Position, what: &str) -> Next<'static> {
    Next::Damaged(Damage {
        segment: at.segment,
        offset: at.offset,
        first_seq: at.seq,
        what: what.to_owned(),
    })
}

/// The offset of the first sound frame header at or behind `from` whose first sequence number is
/// at least `seq_min`.
pub(crate) fn find_frame(segment: &[u8], from: u64, seq_min: u64) -> Option<u64> {
    let begin = usize::try_from(from).ok()?.next_multiple_of(8);
    let rest = segment.get(begin..)?;
    let mut at = 0;
    while at + FRAME_HEADER_BYTES <= rest.len() {
        let sound = rest[at..].starts_with(&FRAME_MAGIC)
            && matches!(FrameHeader::parse(&rest[at..]), Parsed::Header(header)
                if header.first_seq >= seq_min);
        if sound {
            return Some((begin + at) as u64);
        }
        at += 8;
    }
    None
}

/// What is wrong with a frame's link to the one before it.
pub(crate) fn wrong_link(header: &FrameHeader, at: &Position) -> Option<&'static str> {
    if header.first_seq != at.seq {
        Some("the frame's first sequence number does not follow the frame before")
    } else if header.previous != at.hash {
        Some("the frame does not name the hash of the frame before it")
    } else if header.recorded < at.recorded {
        Some("the frame was recorded before the frame before it")
    } else {
        None
    }
}

impl From<Damage> for Error {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}
