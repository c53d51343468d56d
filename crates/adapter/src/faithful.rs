//! Whether a layout's text stands in the document where the layout says.

use claimbook_extract::block::Piece;
use claimbook_extract::{Block, Layout, SourceMap};

use crate::lines::is_invisible;

/// Checks that every block's text stands at its bytes, that its pieces cover it, and that the
/// blocks stand in order without overlap.
///
/// # Errors
/// The first block that does not, and how.
pub fn check(layout: &Layout<'_>, document: &[u8]) -> Result<(), String> {
    let mut end_before = 0;
    for (index, block) in layout.blocks.iter().enumerate() {
        let place = |what: String| {
            let head = block.text.chars().take(40).collect::<String>();
            format!("block {index} ('{head}') {what}")
        };
        // First, since the extent of a block that does not stand means nothing.
        stands(block, document).map_err(place)?;
        let (start, end) = extent(block);
        if start < end_before {
            return Err(place(format!(
                "begins at byte {start}, before the end of the block before it at {end_before}"
            )));
        }
        end_before = end;
    }
    Ok(())
}

/// The bytes of the document that a block spans.
pub fn extent(block: &Block<'_>) -> (u64, u64) {
    block.source.locate(0, block.text.len())
}

fn stands(block: &Block<'_>, document: &[u8]) -> Result<(), String> {
    match &block.source {
        SourceMap::Verbatim(start) => {
            if slice(document, *start, block.text.len() as u64) == Some(block.text.as_bytes()) {
                Ok(())
            } else {
                Err(format!("does not stand verbatim at byte {start}"))
            }
        }
        SourceMap::Pieces(pieces) => pieces_stand(&block.text, pieces, document),
    }
}

fn pieces_stand(text: &str, pieces: &[Piece], document: &[u8]) -> Result<(), String> {
    let (mut text_at, mut source_at) = (0, 0);
    for piece in pieces {
        let text_end = piece.text_start + piece.text_len;
        let part = text.get(piece.text_start..text_end);
        let source = slice(document, piece.source_start, piece.source_len);
        let (Some(part), Some(source)) = (part, source) else {
            return Err(format!(
                "has a piece outside its text or the document, at byte {}",
                piece.source_start
            ));
        };
        if piece.text_start != text_at || piece.source_start < source_at {
            return Err(format!(
                "has pieces that leave a gap or go back, at byte {}",
                piece.source_start
            ));
        }
        let is_verbatim = part.len() == source.len();
        if is_verbatim && part.as_bytes() != source && !part.chars().all(is_invisible) {
            return Err(format!(
                "does not stand verbatim at byte {}",
                piece.source_start
            ));
        }
        text_at = text_end;
        source_at = piece.source_start + piece.source_len;
    }
    if text_at == text.len() {
        Ok(())
    } else {
        Err(format!("has pieces for {text_at} of {} bytes", text.len()))
    }
}

fn slice(document: &[u8], start: u64, len: u64) -> Option<&[u8]> {
    let start = usize::try_from(start).ok()?;
    let end = start.checked_add(usize::try_from(len).ok()?)?;
    document.get(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_extract::BlockKind;

    fn block(text: &str, source: SourceMap) -> Block<'_> {
        Block {
            kind: BlockKind::Paragraph,
            text: text.into(),
            source,
        }
    }

    fn verdict(blocks: Vec<Block<'_>>) -> String {
        let layout = Layout {
            blocks,
            ..Layout::default()
        };
        check(&layout, b"alpha &amp; omega").unwrap_err()
    }

    fn piece(text_start: usize, text_len: usize, source_start: u64, source_len: u64) -> Piece {
        Piece {
            text_start,
            text_len,
            source_start,
            source_len,
        }
    }

    #[test]
    fn text_in_the_wrong_place_is_found() {
        let said = verdict(vec![block("omega", SourceMap::Verbatim(1))]);
        assert_eq!(said, "block 0 ('omega') does not stand verbatim at byte 1");
        let said = verdict(vec![block("omega", SourceMap::Verbatim(u64::MAX))]);
        assert!(said.contains("does not stand verbatim"), "{said}");
    }

    #[test]
    fn blocks_out_of_order_are_found() {
        let said = verdict(vec![
            block("omega", SourceMap::Verbatim(12)),
            block("alpha", SourceMap::Verbatim(0)),
        ]);
        assert!(
            said.contains("before the end of the block before it"),
            "{said}"
        );
    }

    #[test]
    fn gaps_between_pieces_are_found() {
        let whole = vec![piece(0, 6, 0, 6), piece(6, 1, 6, 5), piece(7, 6, 11, 6)];
        let layout = Layout {
            blocks: vec![block("alpha & omega", SourceMap::Pieces(whole.clone()))],
            ..Layout::default()
        };
        assert_eq!(check(&layout, b"alpha &amp; omega"), Ok(()));
        let gap = vec![whole[0], whole[2]];
        let said = verdict(vec![block("alpha & omega", SourceMap::Pieces(gap))]);
        assert!(said.contains("leave a gap"), "{said}");
        let short = whole[..2].to_vec();
        let said = verdict(vec![block("alpha & omega", SourceMap::Pieces(short))]);
        assert!(said.contains("pieces for 7 of 13 bytes"), "{said}");
    }
}
