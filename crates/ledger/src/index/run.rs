//! A file of the index: frames and keys of a range of events, sorted, immutable, memory-mapped.
//!
//! ```text
//! header     136 bytes, see `RunHeader`
//! frames     32 bytes each: first sequence number, segment, offset, recorded
//! entries    16 bytes a key and 16 more: where the key begins, where its numbers begin
//! keys       the bytes of all keys, in order
//! numbers    per key: LEB128 of the first sequence number less the file's first, then of each
//!            difference to the one before
//! checksums  CRC-32C of each 4096 bytes between header and checksums
//! ```
//!
//! All integers are little-endian. A block is checked when it is first used, so that opening
//! does not read the file.

use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::FramePlace;
use crate::bytes::{hash_at, i64_at, u32_at, u64_at};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::log::{Log, Position};

pub(crate) const RUN_HEADER_BYTES: usize = 136;
pub(crate) const BLOCK_BYTES: usize = 4096;
const MAGIC: [u8; 8] = *b"CBindex\n";
const RUN_VERSION: u32 = 1;
const FRAME_BYTES: u64 = 32;
const ENTRY_BYTES: u64 = 16;

/// What the header of a run says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RunHeader {
    /// The version of the key source.
    pub(crate) key_version: u32,
    pub(crate) first_seq: u64,
    pub(crate) frames: u64,
    pub(crate) keys: u64,
    pub(crate) key_bytes: u64,
    pub(crate) number_bytes: u64,
    /// The offset of the last frame, in the segment of `end`.
    pub(crate) last_frame: u64,
    /// Where the log goes on, with the hash of the last frame: the file belongs to no other log.
    pub(crate) end: Position,
}

impl RunHeader {
    pub(crate) fn to_bytes(self) -> [u8; RUN_HEADER_BYTES] {
        let mut header = [0; RUN_HEADER_BYTES];
        let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &MAGIC);
        put(8, &RUN_VERSION.to_le_bytes());
        put(12, &self.key_version.to_le_bytes());
        let numbers = [
            self.first_seq,
            self.end.seq,
            self.frames,
            self.keys,
            self.key_bytes,
            self.number_bytes,
            self.end.segment,
            self.last_frame,
            self.end.offset,
        ];
        for (place, number) in numbers.iter().enumerate() {
            put(16 + place * 8, &number.to_le_bytes());
        }
        put(88, &self.end.recorded.to_le_bytes());
        put(96, &self.end.hash);
        let checksum = crc32c::crc32c(&header[..128]);
        header[128..132].copy_from_slice(&checksum.to_le_bytes());
        header
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let header = bytes.get(..RUN_HEADER_BYTES)?;
        let sound = header[..8] == MAGIC
            && u32_at(header, 8) == RUN_VERSION
            && u32_at(header, 128) == crc32c::crc32c(&header[..128]);
        let number = |place: usize| u64_at(header, 16 + place * 8);
        sound.then(|| Self {
            key_version: u32_at(header, 12),
            first_seq: number(0),
            frames: number(2),
            keys: number(3),
            key_bytes: number(4),
            number_bytes: number(5),
            last_frame: number(7),
            end: Position {
                segment: number(6),
                offset: number(8),
                seq: number(1),
                recorded: i64_at(header, 88),
                hash: hash_at(header, 96),
            },
        })
    }

    /// Where the sections begin, from the end of the header, and where the last one ends.
    pub(crate) fn sections(&self) -> Option<Sections> {
        let entries = self.frames.checked_mul(FRAME_BYTES)?;
        let table = self.keys.checked_add(1)?.checked_mul(ENTRY_BYTES)?;
        let keys = entries.checked_add(table)?;
        let numbers = keys.checked_add(self.key_bytes)?;
        Some(Sections {
            entries,
            keys,
            numbers,
            end: numbers.checked_add(self.number_bytes)?,
        })
    }
}

/// Offsets of the sections of a run, behind the header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sections {
    pub(crate) entries: u64,
    pub(crate) keys: u64,
    pub(crate) numbers: u64,
    pub(crate) end: u64,
}

/// An open file of the index.
pub(crate) struct Run {
    path: PathBuf,
    map: memmap2::Mmap,
    header: RunHeader,
    sections: Sections,
    /// One bit a block: whether its checksum was found right.
    checked: Vec<AtomicU64>,
}

impl Run {
    /// Opens the file if it is whole, of this version and of this log; else it is of no use.
    pub(crate) fn open(path: &Path, key_version: u32, log: &Log) -> Option<Self> {
        let run = Self::map(path)?;
        let header = &run.header;
        // The last frame must be the one that the log has there.
        let segment = log.bytes(header.end.segment).ok()?;
        let last = Frame::at(segment, header.last_frame)?;
        let fits = header.key_version == key_version
            && header.last_frame + last.bytes.len() as u64 == header.end.offset
            && last.hash() == header.end.hash;
        fits.then_some(run)
    }

    /// Maps a file whose header and length are right.
    #[expect(
        unsafe_code,
        reason = "looking up without reading the file needs a memory map"
    )]
    pub(crate) fn map(path: &Path) -> Option<Self> {
        let file = File::open(path).ok()?;
        // SAFETY: a file of the index is never written again once it has its name, and is only
        // ever replaced by deleting it, which leaves the map intact.
        let map = unsafe { memmap2::Mmap::map(&file) }.ok()?;
        let header = RunHeader::parse(&map)?;
        let sections = header.sections()?;
        let blocks = sections.end.div_ceil(BLOCK_BYTES as u64);
        let length = (RUN_HEADER_BYTES as u64)
            .checked_add(sections.end)?
            .checked_add(blocks * 4)?;
        if map.len() as u64 != length {
            return None;
        }
        let checked = (0..blocks.div_ceil(64))
            .map(|_| AtomicU64::new(0))
            .collect();
        Some(Self {
            path: path.to_owned(),
            map,
            header,
            sections,
            checked,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn header(&self) -> &RunHeader {
        &self.header
    }

    pub(crate) fn end(&self) -> Position {
        self.header.end
    }

    /// Removes the file; maps of it stay.
    pub(crate) fn delete(&self) {
        // A leftover is harmless and goes when the book is next opened for writing.
        let _ = std::fs::remove_file(&self.path);
    }

    fn damaged(&self) -> Error {
        Error::IndexDamaged {
            path: self.path.clone(),
        }
    }

    /// Bytes behind the header, their blocks checked.
    pub(crate) fn body(&self, range: Range<u64>) -> Result<&[u8]> {
        let body = &self.map[RUN_HEADER_BYTES..RUN_HEADER_BYTES + self.sections.end as usize];
        let bytes = body
            .get(range.start as usize..range.end as usize)
            .ok_or_else(|| self.damaged())?;
        let blocks = range.start as usize / BLOCK_BYTES..(range.end as usize).div_ceil(BLOCK_BYTES);
        for block in blocks {
            let (word, bit) = (&self.checked[block / 64], 1 << (block % 64));
            if word.load(Ordering::Relaxed) & bit != 0 {
                continue;
            }
            let start = block * BLOCK_BYTES;
            let content = &body[start..body.len().min(start + BLOCK_BYTES)];
            let stored = u32_at(&self.map, RUN_HEADER_BYTES + body.len() + block * 4);
            if crc32c::crc32c(content) != stored {
                return Err(self.damaged());
            }
            word.fetch_or(bit, Ordering::Relaxed);
        }
        Ok(bytes)
    }

    pub(crate) fn frame(&self, at: u64) -> Result<FramePlace> {
        let row = self.body(at * FRAME_BYTES..(at + 1) * FRAME_BYTES)?;
        Ok(FramePlace {
            first_seq: u64_at(row, 0),
            segment: u64_at(row, 8),
            offset: u64_at(row, 16),
            recorded: i64_at(row, 24),
        })
    }

    /// The frame that holds `seq`.
    pub(crate) fn frame_of(&self, seq: u64) -> Result<Option<FramePlace>> {
        let after = first_where(self.header.frames, |at| Ok(self.frame(at)?.first_seq > seq))?;
        after.checked_sub(1).map(|at| self.frame(at)).transpose()
    }

    /// The key at a place in the order, and where its numbers stand.
    pub(crate) fn entry(&self, at: u64) -> Result<(&[u8], Range<u64>)> {
        let start = self.sections.entries + at * ENTRY_BYTES;
        let rows = self.body(start..start + 2 * ENTRY_BYTES)?;
        let key = self.sections.keys + u64_at(rows, 0)..self.sections.keys + u64_at(rows, 16);
        let numbers =
            self.sections.numbers + u64_at(rows, 8)..self.sections.numbers + u64_at(rows, 24);
        Ok((self.body(key)?, numbers))
    }

    /// Appends the sequence numbers that stand in a range, as `entry` tells it.
    pub(crate) fn append_numbers(&self, range: Range<u64>, seqs: &mut Vec<u64>) -> Result<()> {
        let mut seq = self.header.first_seq;
        let (mut difference, mut shift) = (0_u64, 0);
        for byte in self.body(range)? {
            difference |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte & 0x80 == 0 {
                seq = seq.checked_add(difference).ok_or_else(|| self.damaged())?;
                seqs.push(seq);
                (difference, shift) = (0, 0);
            }
        }
        Ok(())
    }

    /// Appends the sequence numbers of a key.
    pub(crate) fn append_sequence_numbers(&self, key: &[u8], seqs: &mut Vec<u64>) -> Result<()> {
        let at = first_where(self.header.keys, |at| Ok(self.entry(at)?.0 >= key))?;
        if at < self.header.keys {
            let (found, numbers) = self.entry(at)?;
            if found == key {
                self.append_numbers(numbers, seqs)?;
            }
        }
        Ok(())
    }

    /// Appends the keys that begin with `prefix`, without their first byte.
    pub(crate) fn append_keys(&self, prefix: &[u8], keys: &mut Vec<Vec<u8>>) -> Result<()> {
        let mut at = first_where(self.header.keys, |at| Ok(self.entry(at)?.0 >= prefix))?;
        while at < self.header.keys {
            let (key, _) = self.entry(at)?;
            if !key.starts_with(prefix) {
                break;
            }
            keys.push(key[1..].to_vec());
            at += 1;
        }
        Ok(())
    }
}

/// The first place below `count` for which `holds`, which never turns false again.
fn first_where(count: u64, holds: impl Fn(u64) -> Result<bool>) -> Result<u64> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle)? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}
