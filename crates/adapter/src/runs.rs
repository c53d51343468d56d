//! A text put together from slices of the document: markup left out, entities decoded, breaks of
//! lines made spaces. Keeps where each piece stood.

use std::borrow::Cow;

use claimbook_extract::block::Piece;
use claimbook_extract::{Block, BlockKind, SourceMap};

use crate::lines::is_invisible;

/// Collects the pieces of one block's text, in the order of the document.
#[derive(Clone, Debug)]
pub struct Runs<'a> {
    document: &'a str,
    text: String,
    pieces: Vec<Piece>,
    /// A blank that is due before the next text, for which nothing stands in the document.
    owes_blank: bool,
    /// Where the last piece ends in the document, if it is verbatim and can be lengthened.
    open_end: Option<u64>,
}

impl<'a> Runs<'a> {
    /// For a text of that document.
    pub fn new(document: &'a str) -> Self {
        Self {
            document,
            text: String::new(),
            pieces: Vec::new(),
            owes_blank: false,
            open_end: None,
        }
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A slice of the document as it stands.
    pub fn verbatim(&mut self, slice: &'a str) {
        if slice.is_empty() {
            return;
        }
        self.pay_blank();
        let start = offset_of(self.document, slice);
        let len = slice.len() as u64;
        match self.pieces.last_mut() {
            Some(last) if self.open_end == Some(start) => {
                last.text_len += slice.len();
                last.source_len += len;
            }
            _ => self.piece(slice.len(), start, len),
        }
        self.open_end = Some(start.wrapping_add(len));
        self.text.push_str(slice);
    }

    /// A slice of the document that is read as another text: an entity, an escape.
    pub fn replaced(&mut self, slice: &'a str, by: &str) {
        if !by.is_empty() {
            self.pay_blank();
            self.piece(
                by.len(),
                offset_of(self.document, slice),
                slice.len() as u64,
            );
            self.text.push_str(by);
            self.open_end = None;
        }
    }

    /// Space of the document (a break of lines, several blanks) that is read as one blank; none
    /// where the text has not begun or ends with one.
    pub fn blank(&mut self, slice: &'a str) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            if slice == " " {
                self.verbatim(slice);
            } else {
                self.replaced(slice, " ");
            }
        }
    }

    /// A blank between the text so far and what comes, where the page has a tag for it and no
    /// character.
    pub fn owe_blank(&mut self) {
        self.owes_blank = true;
    }

    fn pay_blank(&mut self) {
        let is_due = std::mem::take(&mut self.owes_blank);
        if is_due && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.insert(" ");
        }
    }

    /// A text for which a tag stands in the document and no character.
    pub fn insert(&mut self, text: &str) {
        let end = self
            .pieces
            .last()
            .map_or(0, |last| last.source_start + last.source_len);
        self.piece(text.len(), end, 0);
        self.text.push_str(text);
        self.open_end = None;
    }

    /// Another text of the same document, which stands behind this one, with nothing between them.
    pub fn append(&mut self, other: &Self) {
        let shift = self.text.len();
        self.pieces.extend(other.pieces.iter().map(|piece| Piece {
            text_start: piece.text_start + shift,
            ..*piece
        }));
        self.text.push_str(&other.text);
        self.open_end = other.open_end;
    }

    /// Leaves out the first bytes of the text so far; nothing, if that would cut a character.
    pub fn skip(&mut self, bytes: usize) {
        if !self.text.is_char_boundary(bytes) {
            return;
        }
        self.text.drain(..bytes);
        let mut left = bytes;
        self.pieces.retain_mut(|piece| {
            let cut = left.min(piece.text_len);
            left -= cut;
            if piece.text_len as u64 == piece.source_len {
                piece.source_start += cut as u64;
                piece.source_len -= cut as u64;
            }
            piece.text_len -= cut;
            piece.text_start = (piece.text_start + cut).saturating_sub(bytes);
            piece.text_len > 0
        });
    }

    /// Leaves out blanks, colons and dashes at the beginning of the text so far.
    pub fn skip_marks(&mut self) {
        let marks = [' ', ':', '–', '—', '-', '|', '·', '.', ','];
        self.skip(self.text.len() - self.text.trim_start_matches(marks).len());
    }

    /// What stands in the document between the text so far and `slice`, a break of lines with the
    /// marks around it, read as one blank.
    pub fn blank_before(&mut self, slice: &'a str) {
        let start = offset_of(self.document, slice) as usize;
        let end = self
            .pieces
            .last()
            .map(|last| last.source_start + last.source_len);
        let gap = end.and_then(|end| self.document.get(end as usize..start));
        if let Some(gap) = gap {
            self.blank(gap);
        }
    }

    /// A slice of the document whose white space is read as blanks.
    pub fn flowing(&mut self, slice: &'a str) {
        let mut rest = slice;
        while !rest.is_empty() {
            let is_space = rest.starts_with(is_collapsible);
            let end = rest
                .find(|c: char| is_collapsible(c) != is_space)
                .unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            if is_space {
                self.blank(part);
            } else {
                self.verbatim(part);
            }
            rest = after;
        }
    }

    /// The block, or none if nothing visible was put in.
    pub fn into_block(mut self, kind: BlockKind) -> Option<Block<'a>> {
        while self.text.ends_with(' ') {
            self.text.pop();
            if let Some(last) = self.pieces.last_mut() {
                let was_verbatim = last.text_len as u64 == last.source_len;
                last.text_len -= 1;
                last.source_len = if was_verbatim { last.source_len - 1 } else { 0 };
                if last.text_len == 0 {
                    self.pieces.pop();
                }
            }
        }
        if self.text.chars().all(is_invisible) {
            return None;
        }
        if let [only] = self.pieces[..] {
            let stood = bytes_at(self.document, only.source_start, only.source_len);
            if stood == Some(self.text.as_bytes()) {
                let start = only.source_start as usize;
                return Some(Block {
                    kind,
                    text: Cow::Borrowed(&self.document[start..start + self.text.len()]),
                    source: SourceMap::Verbatim(only.source_start),
                });
            }
        }
        Some(Block {
            kind,
            text: Cow::Owned(self.text),
            source: SourceMap::Pieces(self.pieces),
        })
    }

    fn piece(&mut self, text_len: usize, source_start: u64, source_len: u64) {
        self.pieces.push(Piece {
            text_start: self.text.len(),
            text_len,
            source_start,
            source_len,
        });
    }
}

/// White space that flowing text collapses; a no-break space is a character of its own.
fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

fn bytes_at(document: &str, start: u64, len: u64) -> Option<&[u8]> {
    let start = usize::try_from(start).ok()?;
    document
        .as_bytes()
        .get(start..start.checked_add(len as usize)?)
}

/// Where a slice of the document begins in it. A text that is no slice of it gets an offset at
/// which it does not stand, so that the check of every layout refuses it.
pub(crate) fn offset_of(document: &str, text: &str) -> u64 {
    (text.as_ptr() as usize).wrapping_sub(document.as_ptr() as usize) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faithful;
    use claimbook_extract::Layout;

    fn checked<'a>(runs: Runs<'a>, document: &str) -> Block<'a> {
        let block = runs.into_block(BlockKind::Paragraph).unwrap();
        let layout = Layout {
            blocks: vec![block.clone()],
            ..Layout::default()
        };
        assert_eq!(faithful::check(&layout, document.as_bytes()), Ok(()));
        block
    }

    #[test]
    fn markup_left_out_leaves_offsets_right() {
        let document = "a <b>bold &amp;\n  brave</b> man ";
        let mut runs = Runs::new(document);
        runs.flowing(&document[..2]);
        runs.flowing(&document[5..10]);
        runs.replaced(&document[10..15], "&");
        runs.flowing(&document[15..23]);
        runs.flowing(&document[27..]);
        let block = checked(runs, document);
        assert_eq!(block.text, "a bold & brave man");
        assert_eq!(block.source.locate(7, 8), (10, 15));
        assert_eq!(block.source.locate(9, 18), (18, 31));
    }

    #[test]
    fn what_was_not_changed_is_borrowed() {
        let document = "  plain text  ";
        let mut runs = Runs::new(document);
        runs.flowing(document);
        let block = checked(runs, document);
        assert_eq!(block.source, SourceMap::Verbatim(2));
        assert!(matches!(block.text, Cow::Borrowed("plain text")));
    }

    #[test]
    fn texts_put_behind_one_another_keep_their_places() {
        let document = "$ | (3,200 | )";
        let mut runs = Runs::new(document);
        runs.verbatim(&document[..1]);
        for part in [&document[4..10], &document[13..]] {
            let mut other = Runs::new(document);
            other.verbatim(part);
            runs.append(&other);
        }
        let block = checked(runs, document);
        assert_eq!(block.text, "$(3,200)");
        assert_eq!(block.source.locate(2, 7), (5, 10));
    }

    #[test]
    fn nothing_visible_is_no_block() {
        let document = " \n\u{a0} ";
        let mut runs = Runs::new(document);
        runs.flowing(document);
        assert_eq!(runs.into_block(BlockKind::Paragraph), None);
    }
}
