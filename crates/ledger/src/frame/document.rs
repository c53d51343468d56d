//! The document of a frame: decompressed, and checked against its id.

use std::cell::RefCell;
use std::io::Read;

use claimbook_model::DocumentId;

use super::Frame;
use crate::bytes::all_zero;
use crate::error::Error;
use crate::index::FramePlace;

/// So much memory is taken for a document before its bytes are seen; a header may be made to lie.
const RESERVED_BYTES_MAX: u64 = 256 << 20;

thread_local! {
    /// Making one takes longer than reading a short article with it, and an audit reads many.
    static DECOMPRESSOR: RefCell<Option<zstd::bulk::Decompressor<'static>>> =
        const { RefCell::new(None) };
}

/// Why a stored document cannot be given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DocumentProblem {
    /// The frame holds none.
    None,
    /// Its bytes were overwritten with zeros.
    Erased,
    /// Its bytes are not what was stored.
    Damaged(&'static str),
}

impl DocumentProblem {
    /// The error for a document of the frame at a place.
    pub(crate) fn at(self, place: &FramePlace, id: &DocumentId) -> Error {
        match self {
            Self::None => Error::NoSuchDocument { id: *id },
            Self::Erased => Error::DocumentErased { id: *id },
            Self::Damaged(what) => {
                Error::damaged(place.segment, place.offset, place.first_seq, what)
            }
        }
    }
}

impl Frame<'_> {
    /// The document's bytes as received.
    pub(crate) fn read_document(&self) -> Result<Vec<u8>, DocumentProblem> {
        let Some((facts, stored)) = self.document() else {
            return Err(DocumentProblem::None);
        };
        if all_zero(stored) {
            return Err(DocumentProblem::Erased);
        }
        if crc32c::crc32c(stored) != facts.checksum {
            return Err(DocumentProblem::Damaged(
                "the document does not match its checksum",
            ));
        }
        let decompressed = if facts.document_bytes < RESERVED_BYTES_MAX {
            at_once(stored, facts.document_bytes as usize)
        } else {
            bit_by_bit(stored, facts.document_bytes)
        };
        let bytes = decompressed
            .map_err(|_| DocumentProblem::Damaged("the document cannot be decompressed"))?;
        if bytes.len() as u64 != facts.document_bytes || DocumentId::of(&bytes).0 != facts.id {
            return Err(DocumentProblem::Damaged(
                "the document does not match its id",
            ));
        }
        Ok(bytes)
    }
}

/// Decompresses a document into memory that is taken for all of it.
fn at_once(stored: &[u8], length: usize) -> std::io::Result<Vec<u8>> {
    DECOMPRESSOR.with_borrow_mut(|kept| {
        let mut decompressor = match kept.take() {
            Some(decompressor) => decompressor,
            None => zstd::bulk::Decompressor::new()?,
        };
        let bytes = decompressor.decompress(stored, length);
        *kept = Some(decompressor);
        bytes
    })
}

/// Decompresses a document that is so long that its header is not believed.
fn bit_by_bit(stored: &[u8], length: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(RESERVED_BYTES_MAX as usize);
    let decoder = zstd::stream::read::Decoder::with_buffer(stored)?;
    let limit = length.saturating_add(1);
    decoder.single_frame().take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
