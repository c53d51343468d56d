//! The headers of segments and of frames: fixed layouts, each with its own checksum.

use crate::bytes::{all_zero, hash_at, i64_at, u32_at, u64_at};

/// The version of the format that this crate writes, and the latest that it reads.
pub const FORMAT_VERSION: u32 = 1;

/// Unit of what a disk writes whole or not at all, in bytes.
pub(crate) const SECTOR_BYTES: usize = 512;
/// Length of a segment's header, in bytes; its first frame stands there.
pub(crate) const SEGMENT_HEADER_BYTES: usize = SECTOR_BYTES;
/// Length of a frame's header, in bytes.
pub(crate) const FRAME_HEADER_BYTES: usize = 136;

const SEGMENT_MAGIC: [u8; 8] = *b"\x89CBOOK\r\n";
/// The first bytes of a frame.
pub(crate) const FRAME_MAGIC: [u8; 8] = *b"CBframe\n";
/// The last bytes of a frame.
pub(crate) const FRAME_END: [u8; 8] = *b"\nframeCB";

/// What is found where a header should be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Parsed<H> {
    /// A header.
    Header(H),
    /// Nothing but zeros, or the end of the file.
    Blank,
    /// Bytes that are no header.
    Invalid,
    /// A header of a version that this crate does not know.
    Newer(u32),
}

/// The bytes of the header of segment `number`.
pub(crate) fn segment_header(number: u64) -> [u8; SEGMENT_HEADER_BYTES] {
    let mut header = [0; SEGMENT_HEADER_BYTES];
    header[..8].copy_from_slice(&SEGMENT_MAGIC);
    header[8..12].copy_from_slice(&FORMAT_VERSION.to_le_bytes());
    header[16..24].copy_from_slice(&number.to_le_bytes());
    let checksum = crc32c::crc32c(&header[..24]);
    header[24..28].copy_from_slice(&checksum.to_le_bytes());
    header
}

/// Reads the header of a segment: its number.
pub(crate) fn parse_segment_header(bytes: &[u8]) -> Parsed<u64> {
    // A file shorter than its header was created and not yet begun: no frame is in it.
    let Some(header) = bytes.get(..SEGMENT_HEADER_BYTES) else {
        return Parsed::Blank;
    };
    if all_zero(header) {
        return Parsed::Blank;
    }
    if header[..8] != SEGMENT_MAGIC || u32_at(header, 24) != crc32c::crc32c(&header[..24]) {
        return Parsed::Invalid;
    }
    match u32_at(header, 8) {
        FORMAT_VERSION if all_zero(&header[12..16]) && all_zero(&header[28..]) => {
            Parsed::Header(u64_at(header, 16))
        }
        newer if newer > FORMAT_VERSION => Parsed::Newer(newer),
        _ => Parsed::Invalid,
    }
}

/// The header of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FrameHeader {
    /// How many events it holds, `Committed` included.
    pub(crate) event_count: u32,
    /// Sequence number of its first event.
    pub(crate) first_seq: u64,
    /// When it was recorded, in microseconds since 1970 UTC.
    pub(crate) recorded: i64,
    /// Length of all events.
    pub(crate) events_bytes: u64,
    /// The document that is stored in it, if it brings a new one.
    pub(crate) document: Option<StoredDocument>,
    /// How many of its sectors are zero by right.
    pub(crate) blank_count: u32,
    /// Hash of the frame before it; zeros for the first.
    pub(crate) previous: [u8; 32],
}

/// What a frame's header says of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StoredDocument {
    /// BLAKE3 of its bytes as received.
    pub(crate) id: [u8; 32],
    /// Length of its bytes as received.
    pub(crate) document_bytes: u64,
    /// Length as stored, compressed; never 0.
    pub(crate) stored_bytes: u64,
    /// CRC-32C of the bytes as stored.
    pub(crate) checksum: u32,
}

impl FrameHeader {
    /// Its bytes.
    pub(crate) fn to_bytes(&self) -> [u8; FRAME_HEADER_BYTES] {
        let mut header = [0; FRAME_HEADER_BYTES];
        let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &FRAME_MAGIC);
        put(8, &FORMAT_VERSION.to_le_bytes());
        put(12, &self.event_count.to_le_bytes());
        put(16, &self.first_seq.to_le_bytes());
        put(24, &self.recorded.to_le_bytes());
        put(32, &self.events_bytes.to_le_bytes());
        if let Some(document) = &self.document {
            put(40, &document.stored_bytes.to_le_bytes());
            put(48, &document.document_bytes.to_le_bytes());
            put(56, &document.checksum.to_le_bytes());
            put(64, &document.id);
        }
        put(60, &self.blank_count.to_le_bytes());
        put(96, &self.previous);
        let checksum = crc32c::crc32c(&header[..132]);
        header[132..].copy_from_slice(&checksum.to_le_bytes());
        header
    }

    /// Reads the header at the beginning of `bytes`.
    pub(crate) fn parse(bytes: &[u8]) -> Parsed<Self> {
        let Some(header) = bytes.get(..FRAME_HEADER_BYTES) else {
            return if all_zero(bytes) {
                Parsed::Blank
            } else {
                Parsed::Invalid
            };
        };
        if header[..8] != FRAME_MAGIC {
            return if all_zero(header) {
                Parsed::Blank
            } else {
                Parsed::Invalid
            };
        }
        if u32_at(header, 132) != crc32c::crc32c(&header[..132]) {
            return Parsed::Invalid;
        }
        match u32_at(header, 8) {
            FORMAT_VERSION => {}
            newer if newer > FORMAT_VERSION => return Parsed::Newer(newer),
            _ => return Parsed::Invalid,
        }
        let stored_bytes = u64_at(header, 40);
        let document = (stored_bytes != 0).then(|| StoredDocument {
            id: hash_at(header, 64),
            document_bytes: u64_at(header, 48),
            stored_bytes,
            checksum: u32_at(header, 56),
        });
        let parsed = Self {
            event_count: u32_at(header, 12),
            first_seq: u64_at(header, 16),
            recorded: i64_at(header, 24),
            events_bytes: u64_at(header, 32),
            document,
            blank_count: u32_at(header, 60),
            previous: hash_at(header, 96),
        };
        // A checksum that fits proves little against a header made by hand: what it says must
        // also be possible, so that no later sum overflows.
        let possible = parsed.event_count > 0
            && u32::try_from(parsed.events_bytes).is_ok()
            && stored_bytes <= 1 << 40
            && parsed
                .first_seq
                .checked_add(parsed.event_count.into())
                .is_some()
            && u32_at(header, 128) == 0;
        if possible {
            Parsed::Header(parsed)
        } else {
            Parsed::Invalid
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> FrameHeader {
        FrameHeader {
            event_count: 3,
            first_seq: 70_000,
            recorded: -5,
            events_bytes: 600,
            document: Some(StoredDocument {
                id: [7; 32],
                document_bytes: 900,
                stored_bytes: 400,
                checksum: 0xdead_beef,
            }),
            blank_count: 2,
            previous: [9; 32],
        }
    }

    #[test]
    fn headers_read_back() {
        let header = example();
        assert_eq!(
            FrameHeader::parse(&header.to_bytes()),
            Parsed::Header(header)
        );
        assert_eq!(
            parse_segment_header(&segment_header(12)),
            Parsed::Header(12)
        );
    }

    #[test]
    fn every_flipped_bit_of_a_header_is_seen() {
        let good = example().to_bytes();
        for bit in 0..good.len() * 8 {
            let mut bad = good;
            bad[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(FrameHeader::parse(&bad), Parsed::Invalid, "bit {bit}");
        }
        let good = segment_header(3);
        for bit in 0..good.len() * 8 {
            let mut bad = good;
            bad[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(parse_segment_header(&bad), Parsed::Invalid, "bit {bit}");
        }
    }

    #[test]
    fn a_later_version_is_told_from_damage() {
        let mut header = segment_header(0);
        header[8] = 2;
        let checksum = crc32c::crc32c(&header[..24]).to_le_bytes();
        header[24..28].copy_from_slice(&checksum);
        assert_eq!(parse_segment_header(&header), Parsed::Newer(2));
    }
}
