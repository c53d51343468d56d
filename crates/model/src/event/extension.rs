//! What later versions added to events, in the lists of numbered extensions at their ends.
//!
//! | event | number | what |
//! | --- | --- | --- |
//! | `ReportFiled`, `ReportAmended` | 1 | the notes of the text on its own changes |
//! | `ReportAmended` | 2 | the reader with which the report was read again |
//! | `ClaimWithdrawn` | 1 | nothing but the mark that versions of an article were compared |

use std::borrow::Cow;

use bincode::{Decode, Encode};

use super::{Extension, More, configuration};
use crate::CatalogDigest;
use crate::claim::words;

/// The number of the notes of a text.
const NOTES: u16 = 1;
/// The number of the reader with which a report was read again.
const REREAD: u16 = 2;
/// The number of the mark that versions were compared.
const COMPARED: u16 = 1;

words! {
    /// What a note says of the text's own past.
    NoteKind {
        /// Something was wrong.
        Correction = 0 "correction",
        /// Something could be misunderstood.
        Clarification = 1 "clarification",
        /// Something was added or changed.
        Update = 2 "update",
        /// The publication takes the whole text back.
        Retraction = 3 "retraction",
    }
}

/// A note in which a publication says what it changed in its own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct TextNote {
    /// What it says.
    pub kind: NoteKind,
    /// Its first byte in the document.
    pub start: u64,
    /// After its last byte.
    pub end: u64,
}

/// What read a report again.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct ReaderVersion {
    /// The adapter.
    pub adapter: String,
    /// Its version.
    pub adapter_version: u32,
    /// The extractor's version.
    pub extractor_version: u32,
    /// The catalog.
    pub catalog: CatalogDigest,
}

impl TextNote {
    /// Whether it says that the text was wrong or could be misunderstood.
    pub fn puts_right(&self) -> bool {
        self.kind != NoteKind::Update
    }

    /// Whether it says that nothing in the text is to be relied on any more.
    pub fn takes_all_back(&self) -> bool {
        self.kind == NoteKind::Retraction
    }
}

/// The extension that holds notes; none for none.
pub fn notes_extension(notes: &[TextNote]) -> Option<Extension<'static>> {
    (!notes.is_empty()).then(|| extension(NOTES, notes.to_vec()))
}

/// The notes among extensions; none where there are none or a later version wrote them otherwise.
pub fn notes_of(more: &More<'_>) -> Vec<TextNote> {
    read(more, NOTES).unwrap_or_default()
}

/// The extension that says what read a report again.
pub fn reader_extension(reader: &ReaderVersion) -> Extension<'static> {
    extension(REREAD, reader.clone())
}

/// What read a report again, if this is an event of that.
pub fn reader_of(more: &More<'_>) -> Option<ReaderVersion> {
    read(more, REREAD)
}

/// The mark of a withdrawal that was found by comparing versions of an article, not by a person.
pub fn compared_extension() -> Extension<'static> {
    extension(COMPARED, ())
}

/// Whether a withdrawal was found by comparing versions of an article.
pub fn is_compared(more: &More<'_>) -> bool {
    more.iter().any(|extension| extension.number == COMPARED)
}

fn extension(number: u16, content: impl Encode) -> Extension<'static> {
    #[expect(
        clippy::expect_used,
        reason = "encoding into a growing vector cannot fail"
    )]
    let bytes = bincode::encode_to_vec(content, bincode::config::standard())
        .expect("an extension encodes into memory");
    Extension {
        number,
        bytes: Cow::Owned(bytes),
    }
}

fn read<T: Decode<()>>(more: &More<'_>, number: u16) -> Option<T> {
    let bytes = &more
        .iter()
        .find(|extension| extension.number == number)?
        .bytes;
    let (content, used) = bincode::decode_from_slice(bytes, configuration()).ok()?;
    (used == bytes.len()).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_read_back_and_strange_ones_are_left_alone() {
        let note = TextNote {
            kind: NoteKind::Clarification,
            start: 300,
            end: 420,
        };
        let reader = ReaderVersion {
            adapter: "article".to_owned(),
            adapter_version: 2,
            extractor_version: 7,
            catalog: CatalogDigest::of(b"catalog"),
        };
        let mut more: More<'_> = notes_extension(&[note]).into_iter().collect();
        more.push(reader_extension(&reader));
        assert_eq!(notes_of(&more), [note]);
        assert_eq!(reader_of(&more), Some(reader));
        assert_eq!(notes_extension(&[]), None);
        let cut: More<'_> = more
            .into_iter()
            .map(|extension| Extension {
                bytes: Cow::Owned(extension.bytes[1..].to_vec()),
                ..extension
            })
            .collect();
        assert_eq!((notes_of(&cut), reader_of(&cut)), (Vec::new(), None));
    }

    /// The bytes of docs/format.md.
    #[test]
    fn the_bytes_of_extensions_are_as_written() {
        let note = TextNote {
            kind: NoteKind::Correction,
            start: 7,
            end: 300,
        };
        let extension = notes_extension(&[note]).unwrap();
        assert_eq!(extension.number, 1);
        assert_eq!(*extension.bytes, [1, 0, 7, 251, 44, 1]);
        assert!(is_compared(&vec![compared_extension()]));
        assert!(compared_extension().bytes.is_empty());
    }
}
