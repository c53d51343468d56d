//! Divides a document into what is read at once, so that the work on it grows with its length, and
//! the memory not at all, whatever its lines look like.

use std::borrow::Cow;

use crate::block::{Block, BlockKind, Layout, Piece, SourceMap};

/// The longest stretch of text that is read as one. In bytes; the longest paragraphs of articles
/// have about half of it.
const BLOCK_BYTES_MAX: usize = 4096;

/// How much text is read at once, in bytes: more than any article has.
const PART_BYTES: usize = 256 * 1024;

/// Blocks that are read together.
pub(crate) type Part<'l> = Vec<Cow<'l, Block<'l>>>;

/// The parts of a document, overlong blocks divided. An article is one part.
pub(crate) fn parts<'l>(layout: &'l Layout<'_>) -> impl Iterator<Item = Part<'l>> {
    let mut blocks = layout.blocks.iter().flat_map(divided).peekable();
    std::iter::from_fn(move || {
        let mut part = Part::new();
        let mut bytes = 0;
        while let Some(block) = blocks.next_if(|block| !begins_part(block, bytes)) {
            bytes += block.text.len();
            part.push(block);
        }
        (!part.is_empty()).then_some(part)
    })
}

/// Whether a block begins a part of its own behind so many bytes: between paragraphs where that can
/// be, so that no table or list is torn.
fn begins_part(block: &Block<'_>, bytes: usize) -> bool {
    let opens = matches!(
        block.kind,
        BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::Boilerplate
    );
    bytes >= PART_BYTES * 2 || (opens && bytes >= PART_BYTES)
}

/// A block, or the pieces of an overlong one, in order.
fn divided<'l>(block: &'l Block<'_>) -> impl Iterator<Item = Cow<'l, Block<'l>>> {
    let whole = block.text.len() <= BLOCK_BYTES_MAX;
    let mut start = 0;
    let pieces = std::iter::from_fn(move || {
        if whole || start >= block.text.len() {
            return None;
        }
        let end = cut(&block.text, start);
        let piece = Block {
            kind: block.kind.clone(),
            text: Cow::Borrowed(&block.text[start..end]),
            source: slice(&block.source, start, end),
        };
        start = end;
        Some(Cow::Owned(piece))
    });
    whole
        .then_some(Cow::Borrowed(block))
        .into_iter()
        .chain(pieces)
}

/// Where the part that begins at `start` ends: behind a sentence, else behind a word, else
/// between characters.
fn cut(text: &str, start: usize) -> usize {
    let limit = start + BLOCK_BYTES_MAX;
    if limit >= text.len() {
        return text.len();
    }
    let limit = (start + 1..=limit)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(limit);
    let Some(window) = text.get(start..limit) else {
        return text.len();
    };
    let sentence = window.rfind(". ").map(|at| at + 2);
    let word = window.rfind(' ').map(|at| at + 1);
    // A sentence that ends near the beginning would leave little; a word does then.
    let near = sentence.filter(|at| *at > BLOCK_BYTES_MAX / 2);
    start + near.or(word).unwrap_or(window.len())
}

/// The part of a source map that leads from `start..end` of the text.
fn slice(source: &SourceMap, start: usize, end: usize) -> SourceMap {
    let pieces = match source {
        SourceMap::Verbatim(base) => return SourceMap::Verbatim(base + start as u64),
        SourceMap::Pieces(pieces) => pieces,
    };
    let first = pieces.partition_point(|piece| piece.text_start + piece.text_len <= start);
    let inside = pieces
        .iter()
        .skip(first)
        .take_while(|piece| piece.text_start < end);
    SourceMap::Pieces(inside.map(|piece| part(piece, start, end)).collect())
}

/// The part of a piece between `start` and `end`, counted from `start`.
fn part(piece: &Piece, start: usize, end: usize) -> Piece {
    let from = piece.text_start.max(start);
    let to = (piece.text_start + piece.text_len).min(end);
    let verbatim = piece.text_len as u64 == piece.source_len;
    Piece {
        text_start: from - start,
        text_len: to - from,
        source_start: piece.source_start
            + if verbatim {
                (from - piece.text_start) as u64
            } else {
                0
            },
        source_len: if verbatim {
            (to - from) as u64
        } else {
            piece.source_len
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str, source: SourceMap) -> Layout<'_> {
        let block = Block {
            kind: BlockKind::Paragraph,
            text: Cow::Borrowed(text),
            source,
        };
        Layout {
            blocks: vec![block],
            ..Layout::default()
        }
    }

    /// The blocks of all parts.
    fn blocks<'l>(layout: &'l Layout<'_>) -> Vec<Cow<'l, Block<'l>>> {
        parts(layout).flatten().collect()
    }

    #[test]
    fn a_block_of_common_length_stays_whole() {
        let layout = layout("A short one.", SourceMap::Verbatim(7));
        assert!(matches!(blocks(&layout)[..], [Cow::Borrowed(_)]));
    }

    #[test]
    fn pieces_are_cut_behind_sentences_and_keep_their_places() {
        let text = "The first was small. ".repeat(500) + &"ä".repeat(5000);
        let whole = layout(&text, SourceMap::Verbatim(100));
        let pieces = blocks(&whole);
        assert!(pieces.len() > 4);
        let again: String = pieces.iter().map(|piece| piece.text.as_ref()).collect();
        assert_eq!(again, text);
        let mut at = 100;
        for piece in &pieces {
            assert_eq!(piece.source.locate(0, piece.text.len()).0, at);
            at += piece.text.len() as u64;
        }
        assert!(pieces[0].text.ends_with("small. "));
    }

    #[test]
    fn a_document_longer_than_any_article_is_read_in_parts_that_tear_no_table() {
        let line = "word ".repeat(200);
        let mut long = layout(&line, SourceMap::Verbatim(0));
        let paragraph = long.blocks[0].clone();
        let cell = Block {
            kind: BlockKind::Cell {
                row_header: String::new(),
                column_header: String::new(),
            },
            ..paragraph.clone()
        };
        assert_eq!(parts(&long).count(), 1);
        long.blocks = vec![paragraph; 2 * PART_BYTES / line.len()];
        assert_eq!(parts(&long).count(), 2);
        let border = parts(&long).next().unwrap().len();
        long.blocks[border - 1..=border].fill(cell);
        assert_eq!(parts(&long).next().unwrap().len(), border + 1);
    }

    #[test]
    fn pieces_are_divided_with_their_text() {
        let text = "word ".repeat(2000);
        let pieces = vec![
            Piece {
                text_start: 0,
                text_len: 5000,
                source_start: 10,
                source_len: 5000,
            },
            Piece {
                text_start: 5000,
                text_len: 1,
                source_start: 5010,
                source_len: 5,
            },
            Piece {
                text_start: 5001,
                text_len: 4999,
                source_start: 5015,
                source_len: 4999,
            },
        ];
        let whole = layout(&text, SourceMap::Pieces(pieces));
        let mut at = 0;
        for piece in blocks(&whole) {
            let expected = whole.blocks[0].source.locate(at, at + piece.text.len());
            assert_eq!(piece.source.locate(0, piece.text.len()), expected);
            at += piece.text.len();
        }
    }
}
