//! The document of a frame: decompressed, and checked against its id.

use claimbook_model::DocumentId;

use super::Frame;
use crate::bytes::all_zero;
use crate::error::Error;
use crate::index::FramePlace;

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
        let damaged = || DocumentProblem::Damaged("the document cannot be decompressed");
        let length = usize::try_from(facts.document_bytes).map_err(|_| damaged())?;
        // The header was hashed, so its length can be believed; a wrong one fails here.
        let bytes = zstd::bulk::decompress(stored, length).map_err(|_| damaged())?;
        if bytes.len() != length || DocumentId::of(&bytes).0 != facts.id {
            return Err(DocumentProblem::Damaged(
                "the document does not match its id",
            ));
        }
        Ok(bytes)
    }
}
