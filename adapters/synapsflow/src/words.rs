//! The words of a document, by which a border inside a word is told from one between two.

use std::cell::OnceCell;
use std::collections::HashSet;

use claimbook_adapter::lines::{Line, lines};

/// Words longer than this are no words. In bytes.
const WORD_BYTES: usize = 40;

/// The words that stand alone somewhere in a document. Collected when first asked for, since most
/// documents have no table.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    document: &'a str,
    known: OnceCell<HashSet<&'a str>>,
}

impl<'a> Words<'a> {
    /// Of a document.
    pub(crate) fn of(document: &'a str) -> Self {
        Self {
            document,
            known: OnceCell::new(),
        }
    }

    /// Whether a word stands in the document outside of tables.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.known
            .get_or_init(|| {
                outside_tables(self.document)
                    .flat_map(|line| line.split(|c: char| !c.is_alphanumeric()))
                    .filter(|word| (2..=WORD_BYTES).contains(&word.len()))
                    .collect()
            })
            .contains(word)
    }
}

/// Lines that are no rows: rows stand together, without an indent and without blank lines.
fn outside_tables(document: &str) -> impl Iterator<Item = &str> {
    let could_be_row = |line: Option<Line<'_>>| {
        line.is_some_and(|line| !line.is_blank() && line.indent == 0 && !line.text.ends_with('.'))
    };
    let mut before = None;
    let mut all = lines(document).peekable();
    std::iter::from_fn(move || {
        let line = all.next()?;
        let next = all.peek().copied();
        let stands_together = could_be_row(before) || could_be_row(next);
        let is_row = could_be_row(Some(line)) && stands_together;
        before = Some(line);
        Some(if is_row { "" } else { line.text })
    })
}
