//! Puts a layout together from slices of the document, so that no adapter counts bytes.

use std::borrow::Cow;

use claimbook_extract::{Block, BlockKind, Layout, SourceMap};
use claimbook_model::{Date, Period};

use crate::runs::{Runs, offset_of};

/// Collects blocks in reading order. Each text handed over must be a slice of the document; where
/// it stands is told from the slice itself.
#[derive(Debug)]
pub struct Composer<'a> {
    document: &'a str,
    layout: Layout<'a>,
}

impl<'a> Composer<'a> {
    /// For a document.
    pub fn new(document: &'a str) -> Self {
        Self {
            document,
            layout: Layout::default(),
        }
    }

    /// A block of some kind. A blank text is passed over.
    pub fn push(&mut self, kind: BlockKind, text: &'a str) {
        let text = text.trim_matches(crate::lines::is_invisible);
        if text.is_empty() {
            return;
        }
        let block = Block {
            kind,
            text: Cow::Borrowed(text),
            source: SourceMap::Verbatim(offset_of(self.document, text)),
        };
        self.layout.blocks.push(block);
    }

    /// A block of several lines that are one running text: their breaks become spaces.
    pub fn push_joined(&mut self, kind: BlockKind, texts: &[&'a str]) {
        let mut runs = Runs::new(self.document);
        for part in texts {
            runs.blank_before(part);
            runs.verbatim(part);
        }
        self.push_runs(kind, runs);
    }

    /// A block whose text was put together from pieces. A blank text is passed over.
    pub fn push_runs(&mut self, kind: BlockKind, runs: Runs<'a>) {
        self.layout.blocks.extend(runs.into_block(kind));
    }

    /// The document's title, which names the report too.
    pub fn title(&mut self, text: &'a str) {
        self.push(BlockKind::Title, text);
        self.name(text);
    }

    /// Names the report without a block. The first name given stays.
    pub fn name(&mut self, title: &str) {
        if self.layout.title.is_none() && !title.is_empty() {
            self.layout.title = Some(title.to_owned());
        }
    }

    /// The name of the report so far.
    pub fn name_so_far(&self) -> Option<&str> {
        self.layout.title.as_deref()
    }

    /// A heading.
    pub fn heading(&mut self, level: u8, text: &'a str) {
        self.push(BlockKind::Heading { level }, text);
    }

    /// A standfirst or summary.
    pub fn summary(&mut self, text: &'a str) {
        self.push(BlockKind::Summary, text);
    }

    /// Running text.
    pub fn paragraph(&mut self, text: &'a str) {
        self.push(BlockKind::Paragraph, text);
    }

    /// An item of a list, without its bullet or number.
    pub fn item(&mut self, text: &'a str) {
        self.push(BlockKind::ListItem, text);
    }

    /// An entry of a timeline, without its date.
    pub fn timeline_entry(&mut self, date: Period, text: &'a str) {
        self.push(BlockKind::TimelineEntry { date }, text);
    }

    /// A cell of a table.
    pub fn cell(&mut self, row_header: &str, column_header: &str, text: &'a str) {
        let kind = BlockKind::Cell {
            row_header: row_header.to_owned(),
            column_header: column_header.to_owned(),
        };
        self.push(kind, text);
    }

    /// An item of a box of key figures.
    pub fn key_figure(&mut self, text: &'a str) {
        self.push(BlockKind::KeyFigure, text);
    }

    /// The caption of a picture or chart.
    pub fn caption(&mut self, text: &'a str) {
        self.push(BlockKind::Caption, text);
    }

    /// What makes no claim of this report.
    pub fn boilerplate(&mut self, text: &'a str) {
        self.push(BlockKind::Boilerplate, text);
    }

    /// The day or period that the document gives as its own. The first one given stays.
    pub fn published(&mut self, period: Period) {
        self.layout.published.get_or_insert(period);
    }

    /// The day on which the document says that it was last changed. The first one given stays.
    pub fn modified(&mut self, day: Date) {
        self.layout.modified.get_or_insert(day);
    }

    /// Who publishes it, as it says. The first one given stays.
    pub fn publication(&mut self, name: &str) {
        if self.layout.publication.is_none() && !name.is_empty() {
            self.layout.publication = Some(name.to_owned());
        }
    }

    /// Its address, as it says. The first one given stays.
    pub fn url(&mut self, url: &str) {
        if self.layout.url.is_none() && !url.is_empty() {
            self.layout.url = Some(url.to_owned());
        }
    }

    /// When it was published, as far as was given.
    pub fn published_so_far(&self) -> Option<Period> {
        self.layout.published
    }

    /// Something that the reader of this document should be told, in one line.
    pub fn finding(&mut self, what: impl AsRef<str>) {
        let words = what.as_ref().split_whitespace().collect::<Vec<_>>();
        self.layout.findings.push(words.join(" "));
    }

    /// How many blocks there are so far.
    pub fn len(&self) -> usize {
        self.layout.blocks.len()
    }

    /// Whether there is no block yet.
    pub fn is_empty(&self) -> bool {
        self.layout.blocks.is_empty()
    }

    /// The layout. A change before the publication is no change, which is said.
    pub fn finish(mut self) -> Layout<'a> {
        if let (Some(published), Some(modified)) = (self.layout.published, self.layout.modified)
            && modified < published.first_day()
        {
            self.layout.modified = None;
            self.finding(format!(
                "it gives {modified} as the day of its last change, before its publication on \
                 {published}; the change was left out"
            ));
        }
        self.layout
    }
}

/// The longest value that a finding shows, in characters.
const SHOWN_CHARACTERS: usize = 80;

/// A value from the document as a finding shows it: in one line, and not at any length.
pub fn shown(value: &str) -> String {
    let visible = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match visible.char_indices().nth(SHOWN_CHARACTERS) {
        Some((cut, _)) => format!("{}…", &visible[..cut]),
        None => visible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faithful;

    #[test]
    fn slices_stand_where_they_stood() {
        let document = "Title\n\n  first line\r\n  second line\n";
        let mut composer = Composer::new(document);
        composer.title(&document[..5]);
        composer.push_joined(BlockKind::Paragraph, &[&document[9..19], &document[23..34]]);
        composer.paragraph(&document[5..9]);
        let layout = composer.finish();
        assert_eq!(layout.title.as_deref(), Some("Title"));
        assert_eq!(layout.blocks.len(), 2, "a blank text is no block");
        assert_eq!(layout.blocks[1].text, "first line second line");
        assert_eq!(layout.blocks[1].source.locate(6, 17), (15, 29));
        assert_eq!(faithful::check(&layout, document.as_bytes()), Ok(()));
    }

    #[test]
    fn a_change_before_the_publication_is_left_out_and_said() {
        let mut composer = Composer::new("");
        composer.published("2025-10".parse().unwrap());
        composer.modified("2025-09-30".parse().unwrap());
        let layout = composer.finish();
        assert_eq!(layout.modified, None);
        assert!(
            layout.findings[0].contains("2025-09-30"),
            "{:?}",
            layout.findings
        );
        assert_eq!(shown(" a\n  b "), "a b");
        assert_eq!(shown(&"x".repeat(99)).chars().count(), 81);
    }

    #[test]
    fn a_text_that_is_no_slice_is_found_out() {
        let document = "one two";
        let other = String::from("one two");
        let mut composer = Composer::new(document);
        composer.paragraph(&other);
        assert!(faithful::check(&composer.finish(), document.as_bytes()).is_err());
    }
}
