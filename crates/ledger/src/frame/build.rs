//! Puts a frame together in one buffer, which is reused from commit to commit.

use claimbook_model::event::{Committed, EVENT_BYTES_MAX, Text};
use claimbook_model::{DocumentId, Event, Timestamp};

use super::{TABLE_ROW_BYTES, frame_hash, zero_sectors};
use crate::error::{Error, Result};
use crate::header::{FRAME_END, FRAME_HEADER_BYTES, FrameHeader, SECTOR_BYTES, StoredDocument};

/// zstd's own default: beyond it, articles shrink by a few percent for twice the time.
const COMPRESSION_LEVEL: i32 = 3;
/// Events of one frame lie within what a 32-bit offset reaches.
const EVENTS_BYTES_MAX: u64 = u32::MAX as u64;
/// The most a `Committed` needs besides its actor: number, time, count, lengths.
const COMMITTED_BYTES_MAX: usize = 64;

/// A frame in the making.
///
/// The number of events is known only after the last, but stands in the first, `Committed`, whose
/// length depends on it. So room is left in front, and the header and `Committed` are put right
/// before the other events when these are complete: nothing is copied twice.
#[derive(Default)]
pub(crate) struct FrameBuilder {
    buffer: Vec<u8>,
    /// Where the events after `Committed` begin in the buffer.
    room: usize,
    /// End of each event after `Committed`, from `room`, and its checksum.
    rows: Vec<(u32, u32)>,
    compressor: Option<zstd::bulk::Compressor<'static>>,
}

/// What a frame says besides its events.
pub(crate) struct FrameFacts<'a> {
    pub(crate) first_seq: u64,
    pub(crate) recorded: Timestamp,
    pub(crate) actor: &'a str,
    pub(crate) previous: [u8; 32],
    /// A document to be stored, with its id.
    pub(crate) document: Option<(DocumentId, &'a [u8])>,
}

/// A frame that lacks only what depends on its place.
pub(crate) struct Unplaced<'b> {
    header: FrameHeader,
    builder: &'b mut FrameBuilder,
    /// Where the frame begins in the buffer.
    start: usize,
}

impl FrameBuilder {
    /// Begins a frame of a commit by `actor`.
    pub(crate) fn begin(&mut self, actor: &str) {
        self.room = FRAME_HEADER_BYTES + COMMITTED_BYTES_MAX + actor.len();
        self.buffer.clear();
        self.buffer.resize(self.room, 0);
        self.rows.clear();
    }

    /// Adds an event; returns its bytes as they will be stored.
    pub(crate) fn push(&mut self, event: &Event<'_>) -> Result<&[u8]> {
        let index = self.rows.len() as u64;
        if matches!(event, Event::Committed(_)) {
            return Err(Error::CommittedGiven { index });
        }
        let start = self.buffer.len();
        event.encode_into(&mut self.buffer);
        let bytes = (self.buffer.len() - start) as u64;
        if bytes > EVENT_BYTES_MAX as u64 {
            return Err(Error::EventTooLarge {
                index,
                bytes,
                limit: EVENT_BYTES_MAX as u64,
            });
        }
        if self.buffer.len() as u64 > EVENTS_BYTES_MAX {
            return Err(Error::CommitTooLarge {
                limit: EVENTS_BYTES_MAX,
                what: "bytes of events",
            });
        }
        if index + 2 > u64::from(u32::MAX) {
            return Err(Error::CommitTooLarge {
                limit: u64::from(u32::MAX),
                what: "events",
            });
        }
        let checksum = crc32c::crc32c(&self.buffer[start..]);
        self.rows
            .push(((self.buffer.len() - self.room) as u32, checksum));
        Ok(&self.buffer[start..])
    }

    /// Completes the frame but for what depends on its place in a segment.
    pub(crate) fn finish(&mut self, facts: &FrameFacts<'_>) -> Result<Unplaced<'_>> {
        let committed = Event::Committed(Committed {
            recorded: facts.recorded,
            count: self.rows.len() as u64,
            actor: Text::Borrowed(facts.actor),
            more: Vec::new(),
        })
        .encode();
        let first = self.room - committed.len();
        self.buffer[first..self.room].copy_from_slice(&committed);
        let events_bytes = (self.buffer.len() - first) as u64;
        self.write_table(&committed);
        // The hash follows when the header is complete; until then its place counts as written.
        self.buffer.extend_from_slice(&[0xff; 32]);
        let document = match facts.document {
            Some((id, bytes)) => Some(self.compress(id, bytes)?),
            None => None,
        };
        let header = FrameHeader {
            event_count: self.rows.len() as u32 + 1,
            first_seq: facts.first_seq,
            recorded: facts.recorded.micros,
            events_bytes,
            document,
            blank_count: 0,
            previous: facts.previous,
        };
        Ok(Unplaced {
            header,
            start: first - FRAME_HEADER_BYTES,
            builder: self,
        })
    }

    fn write_table(&mut self, committed: &[u8]) {
        self.buffer
            .reserve((self.rows.len() + 1) * TABLE_ROW_BYTES as usize + 64);
        let first = (committed.len() as u32, crc32c::crc32c(committed));
        let shifted = self
            .rows
            .iter()
            .map(|(end, checksum)| (end + first.0, *checksum));
        for (end, checksum) in std::iter::once(first).chain(shifted) {
            self.buffer.extend_from_slice(&end.to_le_bytes());
            self.buffer.extend_from_slice(&checksum.to_le_bytes());
        }
    }

    /// Compresses a document behind what is in the buffer.
    fn compress(&mut self, id: DocumentId, bytes: &[u8]) -> Result<StoredDocument> {
        let failed = |source| Error::Io {
            action: "compress",
            path: format!("document {id}").into(),
            source,
        };
        if self.compressor.is_none() {
            let fresh = zstd::bulk::Compressor::new(COMPRESSION_LEVEL).map_err(failed)?;
            self.compressor = Some(fresh);
        }
        let start = self.buffer.len();
        self.buffer
            .resize(start + zstd::zstd_safe::compress_bound(bytes.len()), 0);
        let stored = match &mut self.compressor {
            Some(compressor) => compressor
                .compress_to_buffer(bytes, &mut self.buffer[start..])
                .map_err(failed)?,
            None => 0,
        };
        self.buffer.truncate(start + stored);
        Ok(StoredDocument {
            id: id.0,
            document_bytes: bytes.len() as u64,
            stored_bytes: stored as u64,
            checksum: crc32c::crc32c(&self.buffer[start..]),
        })
    }
}

impl<'b> Unplaced<'b> {
    /// The frame's length, unless sectors that are zero by right have to be listed in it.
    pub(crate) fn length(&self) -> u64 {
        self.header.extent().end
    }

    /// Completes the frame for `offset` of its segment: its bytes, its header and its hash.
    pub(crate) fn place(mut self, offset: u64) -> (&'b [u8], FrameHeader, [u8; 32]) {
        let extent = self.header.extent();
        let buffer = &mut self.builder.buffer;
        let start = self.start;
        buffer[start..start + FRAME_HEADER_BYTES].copy_from_slice(&self.header.to_bytes());
        buffer.resize(start + extent.blanks as usize, 0);
        // A sector that the list shares is not zero, since no entry of the list is.
        let sector = SECTOR_BYTES as u64;
        let complete = ((offset + extent.blanks) / sector * sector).saturating_sub(offset);
        let blanks = zero_sectors(&buffer[start..], offset, complete as usize);
        if !blanks.is_empty() {
            self.header.blank_count = blanks.len() as u32;
            let list: Vec<u8> = blanks
                .iter()
                .flat_map(|sector| sector.to_le_bytes())
                .collect();
            buffer.extend_from_slice(&list);
            buffer.extend_from_slice(&crc32c::crc32c(&list).to_le_bytes());
            buffer.resize(
                start + self.header.extent().end as usize - FRAME_END.len(),
                0,
            );
            buffer[start..start + FRAME_HEADER_BYTES].copy_from_slice(&self.header.to_bytes());
        }
        buffer.extend_from_slice(&FRAME_END);
        let at = start + extent.hash as usize;
        let hash = frame_hash(&buffer[start..at]);
        buffer[at..at + 32].copy_from_slice(&hash);
        (&self.builder.buffer[start..], self.header, hash)
    }
}
