//! Checks every byte of a log, and goes on behind what is wrong to find all of it.
//!
//! Checked are: the headers of segments and frames, every frame's hash and its link to the frame
//! before, every event's checksum and layout, every document against its id, every span of
//! evidence against its document, and that what no frame covers is zero. An event's id is not
//! stored: it follows from the sequence number and the bytes, which the frame's hash covers.

use std::path::Path;

use crate::bytes::used_length;
use crate::error::{Damage, Result};
use crate::frame::{Found, Frame, HEADER_INVALID};
use crate::header::{
    FRAME_HEADER_BYTES, FRAME_MAGIC, Parsed, SECTOR_BYTES, SEGMENT_HEADER_BYTES,
    parse_segment_header,
};
use crate::index::{self, INDEX};
use crate::scan::find_frame;
use crate::storage::{FileStorage, Storage};

mod contents;
#[cfg(test)]
mod tests;

use contents::Contents;

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Whether there is no problem. An unfinished commit at the end is none: it was never
    /// acknowledged.
    pub ok: bool,
    /// How many events were found sound.
    pub events: u64,
    /// How many commits were found sound.
    pub commits: u64,
    /// How many documents match their ids.
    pub documents: u64,
    /// The hash of the last frame, which stands for all before it; zeros for an empty book.
    pub head: [u8; 32],
    /// The sequence number behind the last event.
    pub seq_end: u64,
    /// The segment and the offset behind the last frame.
    pub end: (u64, u64),
    /// All that is wrong, in the order of the log.
    pub problems: Vec<Damage>,
    /// A commit that a crash or a writer at work left unfinished at the end, if there is one.
    pub unfinished: Option<Damage>,
}

/// Checks the log of the book in `folder`, and calls `progress` with the bytes that are done and
/// the bytes there are. Takes no lock: what a writer appends meanwhile is not looked at.
///
/// # Errors
/// If there is no book, or its files cannot be read. Damage is no error but a finding.
pub fn verify(folder: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Verification> {
    if folder.is_file() {
        return Err(crate::Error::NotAFolder {
            path: folder.to_owned(),
        });
    }
    // Before the segments are looked at: whatever an index has seen was on disk then.
    let indexed = index::events_seen(&folder.join(INDEX));
    let mut found = verify_storage(&FileStorage::new(folder), progress)?;
    if indexed > found.seq_end {
        let what = format!(
            "the log ends here, and its index has seen events up to {}: acknowledged commits are \
             missing",
            indexed - 1
        );
        let (segment, offset) = found.end;
        found.problems.push(Damage {
            segment,
            offset,
            first_seq: found.seq_end,
            what,
        });
        found.ok = false;
    }
    Ok(found)
}

/// [`verify`] in any storage.
pub(crate) fn verify_storage(
    storage: &dyn Storage,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Verification> {
    let numbers = storage.segments()?;
    if numbers.is_empty() {
        return Err(crate::Error::Missing {
            path: storage.folder().to_owned(),
        });
    }
    let maps = numbers
        .iter()
        .map(|number| storage.map(*number))
        .collect::<Result<Vec<_>>>()?;
    let segments: Vec<(u64, &[u8])> = numbers
        .into_iter()
        .zip(maps.iter().map(std::ops::Deref::deref))
        .collect();
    let mut verifier = Verifier::new(segments);
    verifier.run(progress);
    Ok(verifier.finish())
}

/// Where a frame stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    segment: u64,
    offset: u64,
}

/// What the next frame must say of the one before it.
struct Expected {
    seq: u64,
    recorded: i64,
    /// The hashes it may name: what the frame before stores, and what its bytes give. They
    /// differ only where that frame is damaged, which was told already. None: anything goes.
    hashes: Vec<[u8; 32]>,
}

struct Verifier<'a> {
    segments: Vec<(u64, &'a [u8])>,
    found: Verification,
    expected: Expected,
    contents: Contents<'a>,
    bytes_done: u64,
}

impl<'a> Verifier<'a> {
    fn new(segments: Vec<(u64, &'a [u8])>) -> Self {
        Self {
            contents: Contents::default(),
            segments,
            found: Verification::default(),
            expected: Expected {
                seq: 0,
                recorded: i64::MIN,
                hashes: vec![[0; 32]],
            },
            bytes_done: 0,
        }
    }

    fn run(&mut self, progress: &mut dyn FnMut(u64, u64)) {
        let total: u64 = self
            .segments
            .iter()
            .map(|(_, bytes)| bytes.len() as u64)
            .sum();
        let mut next = 0;
        for place in 0..self.segments.len() {
            let (number, bytes) = self.segments[place];
            if number != next {
                self.problem(
                    Place {
                        segment: next,
                        offset: 0,
                    },
                    "the segment is missing",
                );
                self.expected.hashes.clear();
            }
            next = number + 1;
            self.check_segment_header(number, bytes, place + 1 == self.segments.len());
            self.walk(place, &mut |done| progress(done, total));
            self.bytes_done += bytes.len() as u64;
            progress(self.bytes_done, total);
        }
    }

    fn finish(mut self) -> Verification {
        for (place, seq, what) in self.contents.finish() {
            self.report(place, seq, what);
        }
        self.found
            .problems
            .sort_by_key(|problem| (problem.segment, problem.offset));
        self.found.documents = self.contents.documents_read;
        self.found.ok = self.found.problems.is_empty();
        self.found
    }

    fn report(&mut self, place: Place, first_seq: u64, what: String) {
        let Place { segment, offset } = place;
        self.found.problems.push(Damage {
            segment,
            offset,
            first_seq,
            what,
        });
    }

    fn problem(&mut self, place: Place, what: impl Into<String>) {
        self.report(place, self.expected.seq, what.into());
    }

    fn check_segment_header(&mut self, number: u64, bytes: &[u8], last: bool) {
        let header = &bytes[..bytes.len().min(SEGMENT_HEADER_BYTES)];
        let place = Place {
            segment: number,
            offset: 0,
        };
        match parse_segment_header(header) {
            Parsed::Header(found) if found == number => {}
            Parsed::Header(found) => {
                self.problem(place, format!("the file holds segment {found}"));
            }
            Parsed::Newer(version) => {
                self.problem(place, format!("the segment has format version {version}"));
            }
            // Created ahead of its use, when a crash came.
            Parsed::Blank if last && used_length(bytes) <= header.len() => {}
            Parsed::Blank | Parsed::Invalid => {
                self.problem(place, "the header of the segment is invalid");
            }
        }
    }

    /// Checks all frames of a segment.
    fn walk(&mut self, place: usize, progress: &mut dyn FnMut(u64)) {
        let (segment, bytes) = self.segments[place];
        let mut offset = SEGMENT_HEADER_BYTES as u64;
        while offset < bytes.len() as u64 {
            let at = Place { segment, offset };
            offset = match Frame::find(bytes, offset) {
                Found::Frame(frame) => self.take_frame(at, &frame, None),
                Found::NoDocument(frame) if self.follows(place, offset).is_some() => {
                    self.take_frame(at, &frame, None)
                }
                Found::NoDocument(_) => {
                    self.unfinished(at, bytes, "the document was never written");
                    return;
                }
                Found::Wrong(what) => match Frame::at(bytes, offset) {
                    Some(frame) => self.take_frame(at, &frame, Some(what)),
                    None => return,
                },
                Found::Blank if used_length(&bytes[offset as usize..]) == 0 => return,
                Found::Blank => {
                    let what = "bytes that belong to no frame";
                    match self.skip(place, at, bytes, what) {
                        Some(next) => next,
                        None => return,
                    }
                }
                Found::Unfinished(what) => match self.skip(place, at, bytes, what) {
                    Some(next) => next,
                    None => return,
                },
                Found::Newer(version) => {
                    self.problem(at, format!("the frame has format version {version}"));
                    return;
                }
            };
            progress(self.bytes_done + offset);
        }
    }

    /// Checks a frame whose header is sound. Returns the offset behind it.
    fn take_frame(&mut self, at: Place, frame: &Frame<'a>, wrong: Option<&str>) -> u64 {
        let header = &frame.header;
        if let Some(what) = self.wrong_link(frame) {
            self.report(at, header.first_seq, what.to_owned());
        }
        let last = header.first_seq + u64::from(header.event_count) - 1;
        match wrong {
            Some(what) => {
                let range = format!("{what} (events {} to {last})", header.first_seq);
                self.report(at, header.first_seq, range);
            }
            None => self.found.commits += 1,
        }
        let (events, problems) = self.contents.take_frame(at, frame);
        self.found.events += events;
        for (seq, what) in problems {
            self.report(at, seq, what);
        }
        let mut hashes = vec![frame.hash()];
        if wrong.is_some() {
            hashes.push(frame.computed_hash());
        }
        self.found.head = frame.hash();
        self.found.seq_end = last + 1;
        self.found.end = (at.segment, at.offset + frame.bytes.len() as u64);
        self.expected = Expected {
            seq: last + 1,
            recorded: header.recorded.max(self.expected.recorded),
            hashes,
        };
        at.offset + frame.bytes.len() as u64
    }

    fn wrong_link(&self, frame: &Frame<'_>) -> Option<&'static str> {
        let (header, expected) = (&frame.header, &self.expected);
        // Behind a gap the numbers may go on anywhere but not back.
        let gap = expected.hashes.is_empty();
        if header.first_seq < expected.seq || (!gap && header.first_seq > expected.seq) {
            Some("the frame's first sequence number does not follow the frame before")
        } else if !gap && !expected.hashes.contains(&header.previous) {
            Some("the frame does not name the hash of the frame before it")
        } else if header.recorded < expected.recorded {
            Some("the frame was recorded before the frame before it")
        } else {
            None
        }
    }

    /// What is at `at` is no sound frame. Reports it and returns where the next one begins in
    /// the segment; `None` if none does.
    fn skip(&mut self, place: usize, at: Place, bytes: &[u8], what: &str) -> Option<u64> {
        let next = find_frame(bytes, at.offset + 8, self.expected.seq);
        if next.is_some() || self.follows(place, at.offset).is_some() {
            self.problem(at, what);
            self.expected.hashes.clear();
        } else {
            self.unfinished(at, bytes, what);
        }
        next
    }

    /// A commit at the end that was never acknowledged, or damage to the last one: a crash
    /// leaves a sector unwritten.
    fn unfinished(&mut self, at: Place, bytes: &[u8], what: &str) {
        let unwritten = match Frame::find(bytes, at.offset) {
            Found::Unfinished(HEADER_INVALID) => {
                has_unwritten_part(&bytes[at.offset as usize..], at.offset)
            }
            _ => true,
        };
        if unwritten && self.found.unfinished.is_none() {
            let Place { segment, offset } = at;
            let what = format!("an unfinished commit: {what}");
            let first_seq = self.expected.seq;
            self.found.unfinished = Some(Damage {
                segment,
                offset,
                first_seq,
                what,
            });
        } else {
            self.problem(at, what);
        }
    }

    /// The segment in which a frame follows behind `offset` of a segment, if one does.
    fn follows(&self, place: usize, offset: u64) -> Option<u64> {
        self.segments[place..]
            .iter()
            .enumerate()
            .find_map(|(distance, (number, bytes))| {
                let from = if distance == 0 {
                    offset + 8
                } else {
                    SEGMENT_HEADER_BYTES as u64
                };
                find_frame(bytes, from, self.expected.seq).map(|_| *number)
            })
    }
}

/// Whether a header that is invalid may be one that was never wholly written: the file ends
/// within it, or one of the sectors it lies in holds nothing of it.
fn has_unwritten_part(rest: &[u8], offset: u64) -> bool {
    let Some(header) = rest.get(..FRAME_HEADER_BYTES) else {
        return true;
    };
    let border = SECTOR_BYTES - (offset % SECTOR_BYTES as u64) as usize;
    let (first, second) = header.split_at(border.min(header.len()));
    let blank = |part: &[u8]| used_length(part) == 0;
    blank(first) || (!second.is_empty() && blank(second) && first.starts_with(&FRAME_MAGIC))
}
