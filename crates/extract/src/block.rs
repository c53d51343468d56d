//! Blocks: what an adapter makes of a document, in reading order.

use std::borrow::Cow;

use claimbook_model::{Date, Period};

/// What a stretch of text is in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlockKind {
    /// The document's title.
    Title,
    /// A heading inside it. The blocks up to the next heading of the same or a higher level (a
    /// smaller number) stand under it.
    Heading {
        /// From 1, the outermost.
        level: u8,
    },
    /// A standfirst or summary that repeats the body.
    Summary,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// An entry of a timeline; its text does not repeat the date.
    TimelineEntry {
        /// The date that stands with it.
        date: Period,
    },
    /// A cell of a table, header cells left out.
    Cell {
        /// Text of the header of its row; empty if there is none.
        row_header: String,
        /// Text of the header of its column; empty if there is none.
        column_header: String,
    },
    /// An item of a box of key figures.
    KeyFigure,
    /// The caption of a picture or chart.
    Caption,
    /// Navigation, related stories, comments, source footers: no claim of this report.
    Boilerplate,
}

/// How offsets in a block's text lead back to bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceMap {
    /// The text stands verbatim at this byte offset.
    Verbatim(u64),
    /// The text was put together from pieces (entities decoded, tags left out): `(offset in the
    /// text, offset in the document, length in the text, length in the document)`, ascending,
    /// covering the whole text.
    Pieces(Vec<Piece>),
}

/// A piece of a block's text and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the text, in bytes.
    pub text_start: usize,
    /// How long it is in the text, in bytes.
    pub text_len: usize,
    /// Where it begins in the document, in bytes.
    pub source_start: u64,
    /// How long it is in the document, in bytes; equal to `text_len` where it stands verbatim.
    pub source_len: u64,
}

impl SourceMap {
    /// The bytes of the document that `start..end` of the text come from.
    pub fn locate(&self, start: usize, end: usize) -> (u64, u64) {
        match self {
            Self::Verbatim(base) => (base + start as u64, base + end as u64),
            Self::Pieces(pieces) => (at(pieces, start, false), at(pieces, end, true)),
        }
    }
}

/// The place of one offset. Inside a piece that is not verbatim the whole piece counts.
fn at(pieces: &[Piece], offset: usize, is_end: bool) -> u64 {
    let after = pieces.partition_point(|piece| {
        if is_end {
            piece.text_start < offset
        } else {
            piece.text_start <= offset
        }
    });
    let Some(piece) = after.checked_sub(1).and_then(|index| pieces.get(index)) else {
        return pieces.first().map_or(0, |piece| piece.source_start);
    };
    let inside = offset - piece.text_start;
    if inside >= piece.text_len {
        piece.source_start + piece.source_len
    } else if piece.text_len as u64 == piece.source_len {
        piece.source_start + inside as u64
    } else if is_end {
        piece.source_start + piece.source_len
    } else {
        piece.source_start
    }
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// Its text: no line breaks but those that the author meant.
    pub text: Cow<'a, str>,
    /// Where its text stands in the document.
    pub source: SourceMap,
}

/// A document laid out: its blocks, and what it says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout<'a> {
    /// In reading order, boilerplate included.
    pub blocks: Vec<Block<'a>>,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Who publishes it, if it says so.
    pub publication: Option<String>,
    /// Its address, if it says so.
    pub url: Option<String>,
    /// When it was published, if it says so itself (never guessed from the text).
    pub published: Option<Period>,
    /// When it was last changed, if it says so.
    pub modified: Option<Date>,
    /// What a reader of this document should be told: unusable metadata and the like.
    pub findings: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_document() {
        // "a &amp; b" at 10, read as "a & b".
        let pieces = vec![
            Piece {
                text_start: 0,
                text_len: 2,
                source_start: 10,
                source_len: 2,
            },
            Piece {
                text_start: 2,
                text_len: 1,
                source_start: 12,
                source_len: 5,
            },
            Piece {
                text_start: 3,
                text_len: 2,
                source_start: 17,
                source_len: 2,
            },
        ];
        let map = SourceMap::Pieces(pieces);
        assert_eq!(map.locate(0, 5), (10, 19));
        assert_eq!(map.locate(2, 3), (12, 17));
        assert_eq!(map.locate(4, 5), (18, 19));
        assert_eq!(SourceMap::Verbatim(7).locate(1, 3), (8, 10));
    }
}
