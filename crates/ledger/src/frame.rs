//! A frame: one commit as bytes. Header, events, table of events, hash, document, end.
//!
//! `docs/format.md` has the layout. Reading borrows from the bytes and trusts nothing: every
//! access is checked, and an event is given out only if its own checksum fits.

use crate::bytes::{all_zero, hash_at, u32_at};
use crate::header::{
    FRAME_END, FRAME_HEADER_BYTES, FrameHeader, Parsed, SECTOR_BYTES, StoredDocument,
};

mod build;
mod document;
#[cfg(test)]
mod tests;

pub(crate) use build::{FrameBuilder, FrameFacts, Unplaced};
pub(crate) use document::DocumentProblem;

/// The BLAKE3 context of a frame's hash.
pub(crate) const FRAME_CONTEXT: &str = "claimbook 2026 frame hash v1";
/// Length of a row of the table of events: where the event ends, and its CRC-32C.
pub(crate) const TABLE_ROW_BYTES: u64 = 8;
const HASH_BYTES: u64 = 32;
/// What is said of bytes that are no header.
pub(crate) const HEADER_INVALID: &str = "the header of the frame is invalid";

/// A frame whose header is sound and whose bytes are all there.
#[derive(Clone, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) header: FrameHeader,
    /// From the first byte of the header to the last of the end mark.
    pub(crate) bytes: &'a [u8],
}

/// What stands at an offset of a segment.
#[derive(Debug)]
pub(crate) enum Found<'a> {
    /// A frame, whole and right.
    Frame(Frame<'a>),
    /// A frame that is right but for its document, which was overwritten with zeros or never
    /// written: what follows tells which.
    NoDocument(Frame<'a>),
    /// A header's worth of zeros, or the end of the file.
    Blank,
    /// Something that a crash in the middle of a write explains.
    Unfinished(&'static str),
    /// Something that only a change after the write explains.
    Wrong(&'static str),
    /// A frame of a later format version.
    Newer(u32),
}

/// The offsets within a frame, from its beginning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    pub(crate) table: u64,
    pub(crate) hash: u64,
    pub(crate) document: u64,
    pub(crate) blanks: u64,
    pub(crate) end: u64,
}

impl FrameHeader {
    /// Where the parts of the frame stand. `FrameHeader::parse` bounds the lengths, so that no
    /// sum overflows.
    pub(crate) fn extent(&self) -> Extent {
        let table = FRAME_HEADER_BYTES as u64 + self.events_bytes;
        let hash = table + u64::from(self.event_count) * TABLE_ROW_BYTES;
        let document = hash + HASH_BYTES;
        let stored = self.document.map_or(0, |document| document.stored_bytes);
        let blanks = (document + stored).next_multiple_of(8);
        let list = match u64::from(self.blank_count) {
            0 => 0,
            count => (count * 4 + 4).next_multiple_of(8),
        };
        Extent {
            table,
            hash,
            document,
            blanks,
            end: blanks + list + FRAME_END.len() as u64,
        }
    }
}

impl<'a> Frame<'a> {
    /// The frame at `offset` of a segment's bytes, its header and length checked and nothing
    /// else: for places that an earlier full check has vouched for.
    pub(crate) fn at(segment: &'a [u8], offset: u64) -> Option<Self> {
        let rest = segment.get(usize::try_from(offset).ok()?..)?;
        let Parsed::Header(header) = FrameHeader::parse(rest) else {
            return None;
        };
        let length = usize::try_from(header.extent().end).ok()?;
        Some(Self {
            bytes: rest.get(..length)?,
            header,
        })
    }

    /// Reads and checks what stands at `offset` of a segment's bytes.
    pub(crate) fn find(segment: &'a [u8], offset: u64) -> Found<'a> {
        let rest = usize::try_from(offset)
            .ok()
            .and_then(|at| segment.get(at..))
            .unwrap_or(&[]);
        let header = match FrameHeader::parse(rest) {
            Parsed::Header(header) => header,
            Parsed::Blank => return Found::Blank,
            Parsed::Newer(version) => return Found::Newer(version),
            Parsed::Invalid => return Found::Unfinished(HEADER_INVALID),
        };
        let extent = header.extent();
        let whole = usize::try_from(extent.end)
            .ok()
            .and_then(|length| rest.get(..length));
        let Some(bytes) = whole else {
            return Found::Unfinished("the frame runs beyond the end of the file");
        };
        let frame = Self { header, bytes };
        match frame.wrong() {
            None => Found::Frame(frame),
            Some(_) if frame.is_without_document() => Found::NoDocument(frame),
            Some(_) if frame.has_unwritten_sector(offset) => {
                Found::Unfinished("a sector of the frame was never written")
            }
            Some(what) => Found::Wrong(what),
        }
    }

    /// What is wrong with the frame's bytes, or nothing.
    pub(crate) fn wrong(&self) -> Option<&'static str> {
        let extent = self.header.extent();
        if hash_at(self.bytes, extent.hash as usize) != self.computed_hash() {
            return Some("the frame does not match its hash");
        }
        self.wrong_frame_tail().or_else(|| self.wrong_document())
    }

    /// What is wrong behind the document.
    fn wrong_frame_tail(&self) -> Option<&'static str> {
        let extent = self.header.extent();
        let stored = self
            .header
            .document
            .map_or(0, |document| document.stored_bytes);
        let padding = self.part(extent.document + stored, extent.blanks);
        if !all_zero(padding) || self.part(extent.end - 8, extent.end) != FRAME_END {
            return Some("the end of the frame is wrong");
        }
        (self.header.blank_count > 0 && self.blanks().is_none())
            .then_some("the frame's list of blank sectors is wrong")
    }

    fn wrong_document(&self) -> Option<&'static str> {
        let (document, stored) = self.document()?;
        (crc32c::crc32c(stored) != document.checksum)
            .then_some("the document does not match its checksum")
    }

    /// Whether the document's bytes are zeros and everything else is right.
    fn is_without_document(&self) -> bool {
        let extent = self.header.extent();
        self.document().is_some_and(|(_, stored)| all_zero(stored))
            && hash_at(self.bytes, extent.hash as usize) == self.computed_hash()
            && self.wrong_frame_tail().is_none()
    }

    /// The hash over header, events and table.
    pub(crate) fn computed_hash(&self) -> [u8; 32] {
        frame_hash(self.part(0, self.header.extent().hash))
    }

    /// The hash as stored, which the next frame names.
    pub(crate) fn hash(&self) -> [u8; 32] {
        hash_at(self.bytes, self.header.extent().hash as usize)
    }

    /// The document stored in the frame: what the header says of it, and its compressed bytes.
    pub(crate) fn document(&self) -> Option<(StoredDocument, &'a [u8])> {
        let document = self.header.document?;
        let start = self.header.extent().document;
        Some((document, self.part(start, start + document.stored_bytes)))
    }

    /// The stored bytes of event `index` of the frame; `None` if they do not match their
    /// checksum, or the table is wrong.
    pub(crate) fn event(&self, index: u32) -> Option<&'a [u8]> {
        let table = self.part(self.header.extent().table, self.header.extent().hash);
        let row = index as usize * TABLE_ROW_BYTES as usize;
        let start = if index == 0 {
            0
        } else {
            u32_at(table, row - TABLE_ROW_BYTES as usize)
        };
        let end = u32_at(table, row);
        if index >= self.header.event_count || start > end {
            return None;
        }
        let events = self.part(FRAME_HEADER_BYTES as u64, self.header.extent().table);
        let bytes = events.get(start as usize..end as usize)?;
        (crc32c::crc32c(bytes) == u32_at(table, row + 4)).then_some(bytes)
    }

    /// Bytes of the frame between two offsets that its extent names.
    fn part(&self, start: u64, end: u64) -> &'a [u8] {
        self.bytes.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// The sectors that are zero by right, counted from the one in which the frame begins;
    /// `None` if the list does not match its checksum.
    fn blanks(&self) -> Option<Vec<u32>> {
        let extent = self.header.extent();
        let length = u64::from(self.header.blank_count) * 4;
        let list = self.part(extent.blanks, extent.blanks + length);
        let rest = self.part(extent.blanks + length + 4, extent.end - 8);
        let checksum = u32_at(self.bytes, (extent.blanks + length) as usize);
        if crc32c::crc32c(list) != checksum || !all_zero(rest) {
            return None;
        }
        Some((0..list.len() / 4).map(|at| u32_at(list, at * 4)).collect())
    }

    /// Whether a sector that the frame covers, wholly or in part, is still zero though it
    /// should not be. `offset` is the frame's in its segment.
    pub(crate) fn has_unwritten_sector(&self, offset: u64) -> bool {
        let zero = zero_sectors(self.bytes, offset, self.bytes.len());
        if self.header.blank_count == 0 {
            return !zero.is_empty();
        }
        if let Some(by_right) = self.blanks() {
            return zero
                .iter()
                .any(|sector| by_right.binary_search(sector).is_err());
        }
        // The list is wrong. None of its own sectors is zero by right: if one is, the list was
        // not written; if none is, it was written and then changed, which is damage.
        let first =
            (offset % SECTOR_BYTES as u64 + self.header.extent().blanks) / SECTOR_BYTES as u64;
        zero.iter().any(|sector| u64::from(*sector) >= first)
    }
}

/// The hash of a frame, of its bytes from the header to the table of events.
pub(crate) fn frame_hash(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key(FRAME_CONTEXT);
    hasher.update(bytes);
    *hasher.finalize().as_bytes()
}

/// The sectors that are all zero among the first `length` bytes of a frame at `offset` of its
/// segment, counted from the one in which it begins. Of the first and last sector only the
/// frame's own part is looked at.
fn zero_sectors(bytes: &[u8], offset: u64, length: usize) -> Vec<u32> {
    let within = (offset % SECTOR_BYTES as u64) as usize;
    let mut zero = Vec::new();
    let mut start = 0;
    let mut sector = 0;
    while start < length {
        let end = ((sector as usize + 1) * SECTOR_BYTES - within).min(length);
        if bytes.get(start..end).is_some_and(all_zero) {
            zero.push(sector);
        }
        start = end;
        sector += 1;
    }
    zero
}
