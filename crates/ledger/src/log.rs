//! The log: segments, the place where the next frame goes, and the write that puts it there.

use std::sync::OnceLock;

use crate::bytes::used_length;
use crate::error::{Damage, Error, Result};
use crate::frame::{Frame, Unplaced};
use crate::header::{
    FORMAT_VERSION, FrameHeader, Parsed, SEGMENT_HEADER_BYTES, parse_segment_header, segment_header,
};
use crate::storage::{Map, Storage};

/// How much is written ahead at a time: a flush costs less in space that was written before
/// (no change of the file's size has to reach the disk), and one piece is too small to be felt.
const AHEAD_BYTES: u64 = 256 << 10;
/// A frame this long pays for its own change of size; zeros written ahead of it would only be
/// written twice.
const LONG_FRAME_BYTES: u64 = 64 << 10;

/// Where the log goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// The segment of the next frame, unless it has no room.
    pub(crate) segment: u64,
    /// Its offset there.
    pub(crate) offset: u64,
    /// The next sequence number.
    pub(crate) seq: u64,
    /// When the last commit was recorded; the smallest number before the first.
    pub(crate) recorded: i64,
    /// The hash of the last frame; zeros before the first.
    pub(crate) hash: [u8; 32],
}

impl Position {
    /// Where the first frame goes.
    pub(crate) const START: Self = Self {
        segment: 0,
        offset: SEGMENT_HEADER_BYTES as u64,
        seq: 0,
        recorded: i64::MIN,
        hash: [0; 32],
    };

    /// The place after a frame that stands here.
    pub(crate) fn after(&self, header: &FrameHeader, hash: [u8; 32]) -> Self {
        Self {
            segment: self.segment,
            offset: self.offset + header.extent().end,
            seq: header.first_seq + u64::from(header.event_count),
            recorded: header.recorded,
            hash,
        }
    }
}

/// Segments and the end of what is committed.
pub(crate) struct Log {
    pub(crate) storage: Box<dyn Storage>,
    /// By number, which starts at 0 and has no gap.
    maps: Vec<OnceLock<Map>>,
    /// The number that is missing between others.
    missing: Option<u64>,
    pub(crate) end: Position,
    /// How far the segment of `end` is written with frames or zeros.
    allocated: u64,
    segment_bytes: u64,
}

impl Log {
    /// The log in `storage`, its end not yet looked for.
    pub(crate) fn open(storage: Box<dyn Storage>, segment_bytes: u64) -> Result<Self> {
        let mut log = Self {
            storage,
            maps: Vec::new(),
            missing: None,
            end: Position::START,
            allocated: 0,
            segment_bytes,
        };
        log.list()?;
        if log.maps.is_empty() && log.missing.is_none() {
            return Err(Error::Missing {
                path: log.storage.folder().to_owned(),
            });
        }
        Ok(log)
    }

    /// Looks for new segments, up to the first that is missing.
    fn list(&mut self) -> Result<()> {
        self.missing = None;
        for (place, number) in self.storage.segments()?.into_iter().enumerate() {
            if place as u64 != number {
                self.missing = Some(place as u64);
                break;
            }
            if place >= self.maps.len() {
                self.maps.push(OnceLock::new());
            }
        }
        Ok(())
    }

    /// The segment that is missing though there are later ones.
    pub(crate) fn missing_segment(&self) -> Option<Damage> {
        self.missing.map(|segment| Damage {
            segment,
            offset: 0,
            first_seq: self.end.seq,
            what: "the segment is missing".to_owned(),
        })
    }

    /// Maps anew what may have grown: the segment of the end, and the ones after it.
    pub(crate) fn refresh(&mut self) -> Result<()> {
        self.maps.truncate(self.end.segment as usize);
        self.list()
    }

    /// How many segments there are.
    pub(crate) fn segments(&self) -> u64 {
        self.maps.len() as u64
    }

    /// The bytes of a segment; none if there is no such segment.
    pub(crate) fn bytes(&self, segment: u64) -> Result<&[u8]> {
        let Some(cell) = self.maps.get(segment as usize) else {
            return Ok(&[]);
        };
        if let Some(map) = cell.get() {
            return Ok(map);
        }
        let map = self.storage.map(segment)?;
        Ok(cell.get_or_init(|| map))
    }

    /// The frame at a place that a full check has vouched for before.
    pub(crate) fn frame_at(&self, segment: u64, offset: u64, first_seq: u64) -> Result<Frame<'_>> {
        Frame::at(self.bytes(segment)?, offset)
            .filter(|frame| frame.header.first_seq == first_seq)
            .ok_or_else(|| {
                Error::damaged(
                    segment,
                    offset,
                    first_seq,
                    "the header of the frame is invalid",
                )
            })
    }

    /// Whether the segment has its header; a blank one was created and not yet begun.
    ///
    /// # Errors
    /// If the header is damaged, of another segment or of a later version.
    pub(crate) fn has_header(&self, segment: u64) -> Result<bool> {
        let bytes = self.bytes(segment)?;
        match parse_segment_header(&bytes[..bytes.len().min(SEGMENT_HEADER_BYTES)]) {
            Parsed::Header(number) if number == segment => Ok(true),
            Parsed::Header(_) => Err(Error::damaged(
                segment,
                0,
                self.end.seq,
                "the file holds another segment",
            )),
            Parsed::Blank => Ok(false),
            Parsed::Newer(found) => Err(self.newer(segment, found)),
            Parsed::Invalid => Err(Error::damaged(
                segment,
                0,
                self.end.seq,
                "the header of the segment is invalid",
            )),
        }
    }

    /// Refuses a book of which any segment is of a later version: the last one tells, since a
    /// later version never goes back.
    pub(crate) fn check_versions(&self) -> Result<()> {
        let Some(last) = self.segments().checked_sub(1) else {
            return Ok(());
        };
        match self.has_header(last) {
            Err(newer @ Error::NewerFormat { .. }) => Err(newer),
            // Whatever else is wrong is met again where it matters.
            _ => Ok(()),
        }
    }

    /// The length of all segments together.
    pub(crate) fn total_bytes(&self) -> Result<u64> {
        (0..self.segments())
            .map(|segment| self.storage.length(segment))
            .sum()
    }

    /// The length of what stands before a place.
    pub(crate) fn bytes_before(&self, place: Position) -> Result<u64> {
        let before: u64 = (0..place.segment)
            .map(|segment| self.storage.length(segment))
            .sum::<Result<u64>>()?;
        Ok(before + place.offset)
    }

    pub(crate) fn newer(&self, segment: u64, found: u32) -> Error {
        Error::NewerFormat {
            path: self.storage.path(segment),
            found,
            known: FORMAT_VERSION,
        }
    }

    /// Creates a segment with its header; on disk when this returns.
    pub(crate) fn create_segment(&mut self, number: u64) -> Result<()> {
        if number >= self.segments() {
            self.storage.create(number)?;
            self.maps.push(OnceLock::new());
        }
        self.storage.write(number, 0, &segment_header(number))?;
        self.storage.flush(number)?;
        self.storage.flush_folder()?;
        self.maps[number as usize] = OnceLock::new();
        Ok(())
    }

    /// Makes ready for writing: the space already written ahead is looked up.
    pub(crate) fn prepare_to_write(&mut self) -> Result<()> {
        self.allocated = self.storage.length(self.end.segment)?;
        Ok(())
    }

    /// Writes a frame and brings it to the disk; it is committed when this returns.
    /// Returns where it stands, with its header and its hash.
    pub(crate) fn commit(&mut self, frame: Unplaced<'_>) -> Result<(Position, FrameHeader)> {
        let room = self.end.offset + frame.length() <= self.segment_bytes;
        if !room && self.end.offset > SEGMENT_HEADER_BYTES as u64 {
            self.enter_next_segment()?;
        }
        let place = self.end;
        let (bytes, header, hash) = frame.place(place.offset);
        self.storage.write(place.segment, place.offset, bytes)?;
        self.storage.flush(place.segment)?;
        self.end = place.after(&header, hash);
        self.allocated = self.allocated.max(self.end.offset);
        let mapped = self.maps[place.segment as usize]
            .get()
            .map(|map| map.len() as u64);
        if mapped.is_some_and(|length| length < self.end.offset) {
            self.maps[place.segment as usize] = OnceLock::new();
        }
        Ok((place, header))
    }

    fn enter_next_segment(&mut self) -> Result<()> {
        let next = self.end.segment + 1;
        if next >= self.segments() || !self.has_header(next)? {
            self.create_segment(next)?;
        }
        self.end = Position {
            segment: next,
            offset: SEGMENT_HEADER_BYTES as u64,
            ..self.end
        };
        self.prepare_to_write()
    }

    /// Writes zeros ahead for coming frames, and creates the next segment when this one is
    /// nearly full. Called when a commit is done; nothing rests on its success, since a frame
    /// brings its own space where none is ahead.
    pub(crate) fn allocate_ahead(&mut self, last_frame_bytes: u64) -> Result<()> {
        let left = self.allocated.saturating_sub(self.end.offset);
        if last_frame_bytes < LONG_FRAME_BYTES
            && left < LONG_FRAME_BYTES
            && self.allocated < self.segment_bytes
        {
            let piece = AHEAD_BYTES.min(self.segment_bytes - self.allocated);
            self.storage
                .write(self.end.segment, self.allocated, &vec![0; piece as usize])?;
            self.allocated += piece;
        }
        let next = self.end.segment + 1;
        if self.end.offset > self.segment_bytes / 8 * 7 && next >= self.segments() {
            self.create_segment(next)?;
        }
        Ok(())
    }

    /// Writes zeros over a part of a segment that no commit uses.
    pub(crate) fn blank(&mut self, segment: u64, offset: u64, length: u64) -> Result<()> {
        self.storage
            .write(segment, offset, &vec![0; length as usize])?;
        self.storage.flush(segment)?;
        self.maps[segment as usize] = OnceLock::new();
        Ok(())
    }

    /// The bytes after `offset` of a segment up to the last that is not zero.
    pub(crate) fn used_after(&self, segment: u64, offset: u64) -> Result<&[u8]> {
        let rest = self.bytes(segment)?.get(offset as usize..).unwrap_or(&[]);
        Ok(&rest[..used_length(rest)])
    }
}
