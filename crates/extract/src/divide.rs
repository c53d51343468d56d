//! Divides blocks that are longer than anybody writes a paragraph, so that the work on a document
//! grows with its length whatever its lines look like.

use std::borrow::Cow;

use crate::block::{Block, Layout, Piece, SourceMap};

/// The longest stretch of text that is read as one. In bytes; the longest paragraphs of articles
/// have about half of it.
const BLOCK_BYTES_MAX: usize = 4096;

/// The layout, its overlong blocks divided.
pub(crate) fn divided<'l, 'a>(layout: &'l Layout<'a>) -> Cow<'l, Layout<'a>> {
    if layout
        .blocks
        .iter()
        .all(|block| block.text.len() <= BLOCK_BYTES_MAX)
    {
        return Cow::Borrowed(layout);
    }
    let blocks = layout.blocks.iter().flat_map(parts).collect();
    Cow::Owned(Layout {
        blocks,
        ..layout.clone()
    })
}

/// The parts of one block, in order.
fn parts<'a>(block: &Block<'a>) -> Vec<Block<'a>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start < block.text.len() {
        let end = cut(&block.text, start);
        let text = match &block.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[start..end]),
            Cow::Owned(text) => Cow::Owned(text[start..end].to_owned()),
        };
        let source = slice(&block.source, start, end);
        parts.push(Block {
            kind: block.kind.clone(),
            text,
            source,
        });
        start = end;
    }
    parts
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
    let inside = pieces
        .iter()
        .filter(|piece| piece.text_start < end && piece.text_start + piece.text_len > start);
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
    use crate::block::BlockKind;

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

    #[test]
    fn a_block_of_common_length_stays_whole() {
        let layout = layout("A short one.", SourceMap::Verbatim(7));
        assert!(matches!(divided(&layout), Cow::Borrowed(_)));
    }

    #[test]
    fn parts_are_cut_behind_sentences_and_keep_their_places() {
        let text = "The first was small. ".repeat(500) + &"ä".repeat(5000);
        let whole = layout(&text, SourceMap::Verbatim(100));
        let parts = divided(&whole).into_owned().blocks;
        assert!(parts.len() > 4);
        let again: String = parts.iter().map(|part| part.text.as_ref()).collect();
        assert_eq!(again, text);
        let mut at = 100;
        for part in &parts {
            assert_eq!(part.source.locate(0, part.text.len()).0, at);
            at += part.text.len() as u64;
        }
        assert!(parts[0].text.ends_with("small. "));
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
        let parts = divided(&whole).into_owned().blocks;
        let mut at = 0;
        for part in &parts {
            let expected = whole.blocks[0].source.locate(at, at + part.text.len());
            assert_eq!(part.source.locate(0, part.text.len()), expected);
            at += part.text.len();
        }
    }
}
