//! Units of prose to blocks.

use claimbook_adapter::compose::Composer;
use claimbook_adapter::runs::Runs;
use claimbook_adapter::{BlockKind, calendar, shape};

use super::inline;
use super::table::Table;
use super::unit::Unit;
use crate::{furniture, promotion};

/// A byline is looked for among the first blocks only.
const BYLINE_BLOCKS: usize = 6;
/// In plain text other sections begin only behind so many paragraphs: above them, their names
/// are a menu.
const PARAGRAPHS_BEFORE_OTHER_SECTIONS: usize = 2;
/// The level of a line that is a heading because all of it is bold.
const BOLD_LEVEL: u8 = 6;
/// The level of what a press office adds to plain text: unlike other sections there, it ends with
/// the next heading.
const FORMAL_LEVEL: u8 = 7;
/// More short lines than this in a row are no headings.
const HEADINGS_IN_A_ROW: usize = 2;

/// Turns units into blocks.
pub(super) struct Emitter<'a, 'c> {
    composer: &'c mut Composer<'a>,
    document: &'a str,
    is_markdown: bool,
    paragraphs: usize,
    has_title: bool,
    /// Level of the heading of a section that is not the report.
    other_section: Option<u8>,
    /// The last heading says that the key figures follow.
    is_under_key_heading: bool,
}

impl<'a, 'c> Emitter<'a, 'c> {
    /// For the prose of a document.
    pub(super) fn new(
        composer: &'c mut Composer<'a>,
        document: &'a str,
        is_markdown: bool,
    ) -> Self {
        Self {
            composer,
            document,
            is_markdown,
            paragraphs: 0,
            has_title: false,
            other_section: None,
            is_under_key_heading: false,
        }
    }

    /// All units, in order.
    pub(super) fn all(mut self, units: &[Unit<'a>]) {
        let mut short_lines = 0;
        for (at, unit) in units.iter().enumerate() {
            // How many short lines stand in a row is counted once, where the row begins.
            if short_lines == 0 {
                short_lines = short_lines_from(&units[at..]);
            }
            let row = Row {
                is_first: at == 0,
                short_lines,
                is_last: at + short_lines.max(1) >= units.len(),
                among: Among::of(units, at),
            };
            self.unit(unit, row);
            short_lines = match short_lines {
                0 | 1 => 0,
                _ if is_short_line(units.get(at + 1)) => short_lines,
                _ => 0,
            };
        }
    }

    fn unit(&mut self, unit: &Unit<'a>, row: Row) {
        if self.other_section == Some(FORMAL_LEVEL) && is_short_line(Some(unit)) {
            self.other_section = None;
        }
        match unit {
            Unit::Heading(level, text) => self.heading(*level, text),
            Unit::Mark(text) => self.composer.boilerplate(text),
            _ if self.other_section.is_some() => self.aside(unit),
            Unit::Table(table) => self.table(table),
            Unit::Item(lines) => self.item(lines),
            Unit::Text(lines) => self.text(lines, row),
        }
    }

    /// A heading that says that it is one.
    fn heading(&mut self, level: u8, text: &'a str) {
        if self.other_section.is_some_and(|other| level <= other) {
            self.other_section = None;
        }
        if furniture::is_other_section(text) {
            self.other_section.get_or_insert(level);
        }
        if self.other_section.is_some() {
            self.composer.boilerplate(text);
        } else if level == 1 && !self.has_title {
            self.title(text);
        } else {
            self.below(level, text);
        }
    }

    /// A heading that is not the title.
    fn below(&mut self, level: u8, text: &'a str) {
        self.is_under_key_heading = furniture::is_key_figures(text);
        self.push(BlockKind::Heading { level }, &[text]);
    }

    fn title(&mut self, text: &'a str) {
        self.has_title = true;
        let mut runs = Runs::new(self.document);
        self.flow(&mut runs, text);
        self.composer.name(runs.text().trim());
        self.composer.push_runs(BlockKind::Title, runs);
    }

    /// A unit of a section that is not the report.
    fn aside(&mut self, unit: &Unit<'a>) {
        match unit {
            Unit::Item(lines) | Unit::Text(lines) => {
                self.push(BlockKind::Boilerplate, lines);
            }
            Unit::Table(table) => {
                for cell in table.header.iter().chain(table.rows.iter().flatten()) {
                    self.composer.boilerplate(cell);
                }
            }
            Unit::Heading(_, text) | Unit::Mark(text) => self.composer.boilerplate(text),
        }
    }

    fn item(&mut self, lines: &[&'a str]) {
        match lines {
            [line] if self.is_no_text(line) => self.composer.boilerplate(line),
            [line, rest @ ..] => match dated(line) {
                Some((date, entry)) => {
                    let lines = std::iter::once(entry).chain(rest.iter().copied());
                    let lines = lines.collect::<Vec<_>>();
                    self.push(BlockKind::TimelineEntry { date }, &lines);
                }
                None if self.is_under_key_heading => self.push(BlockKind::KeyFigure, lines),
                None => self.push(BlockKind::ListItem, lines),
            },
            [] => {}
        }
    }

    /// Whether a line on its own is a button, an offer, or the link to another story.
    fn is_no_text(&self, line: &str) -> bool {
        shape::is_widget(line)
            || shape::is_disclaimer(line)
            || promotion::is_promotion(line)
            || self.is_markdown && inline::is_all_link(line)
    }

    fn text(&mut self, lines: &[&'a str], row: Row) {
        let [line] = lines else {
            return self.paragraph(lines);
        };
        if self.is_no_text(line) {
            return self.composer.boilerplate(line);
        }
        if row.among == Some(Among::Dates)
            && let Some((date, entry)) = dated(line)
        {
            return self.push(BlockKind::TimelineEntry { date }, &[entry]);
        }
        if furniture::is_caption(line) {
            return self.push(BlockKind::Caption, &[line]);
        }
        if self.composer.len() < BYLINE_BLOCKS
            && self.paragraphs == 0
            && !row.is_first
            && let Some(byline) = furniture::byline(line)
        {
            byline
                .published
                .into_iter()
                .for_each(|p| self.composer.published(p));
            byline
                .modified
                .into_iter()
                .for_each(|d| self.composer.modified(d));
            return self.composer.boilerplate(line);
        }
        if self.is_markdown {
            self.markdown_line(line);
        } else {
            self.plain_line(line, row);
        }
    }

    /// A paragraph of one line; all bold, it is a heading.
    fn markdown_line(&mut self, line: &'a str) {
        let bold = ["**", "__"].iter().find_map(|mark| {
            line.strip_prefix(mark)?
                .strip_suffix(mark)
                .filter(|inside| !inside.contains(mark))
        });
        match bold {
            Some(inside) if shape::is_heading(inside) && !furniture::is_key_figure(inside) => {
                self.heading(BOLD_LEVEL, inside);
            }
            _ if line.starts_with("![") => self.push(BlockKind::Caption, &[line]),
            _ => self.paragraph(&[line]),
        }
    }

    /// A line of plain text: title, heading, key figure or paragraph.
    fn plain_line(&mut self, line: &'a str, row: Row) {
        let is_heading = shape::is_heading(line);
        let ends_the_report = self.paragraphs >= PARAGRAPHS_BEFORE_OTHER_SECTIONS;
        if is_heading && ends_the_report && furniture::is_other_section(line) {
            let is_formal = furniture::is_formal_section(line);
            self.other_section = Some(if is_formal { FORMAL_LEVEL } else { 0 });
            self.composer.boilerplate(line);
        } else if row.among == Some(Among::Figures)
            || self.is_under_key_heading && is_short_figure(line)
        {
            self.push(BlockKind::KeyFigure, &[line]);
        } else if furniture::is_key_figures(line) && !row.is_first && !row.is_last {
            self.below(2, line);
        } else if !is_heading || row.is_last {
            self.paragraph(&[line]);
        } else if row.is_first {
            self.title(line);
        } else if row.short_lines <= HEADINGS_IN_A_ROW {
            self.below(2, line);
        } else {
            self.paragraph(&[line]);
        }
    }

    fn paragraph(&mut self, lines: &[&'a str]) {
        self.is_under_key_heading = false;
        self.paragraphs += 1;
        self.push(BlockKind::Paragraph, lines);
    }

    fn table(&mut self, table: &Table<'a>) {
        // The first column names its rows if it has a header of its own or says no numbers.
        for (column, header) in table.header.iter().enumerate() {
            let has_cells = column > 0 && table.rows.iter().any(|row| row.len() > column);
            if !has_cells {
                self.composer.boilerplate(header);
            }
        }
        for row in &table.rows {
            let first = row.first().copied().unwrap_or("");
            if row.iter().skip(1).all(|cell| cell.is_empty()) {
                self.composer.boilerplate(first);
                continue;
            }
            let row_header = self.said(first);
            for (column, cell) in row.iter().enumerate().skip(1) {
                let column_header = self.said(table.header.get(column).copied().unwrap_or(""));
                let kind = BlockKind::Cell {
                    row_header: row_header.clone(),
                    column_header,
                };
                self.push(kind, &[cell]);
            }
        }
    }

    /// A text without its marks.
    fn said(&self, text: &'a str) -> String {
        let mut runs = Runs::new(self.document);
        self.flow(&mut runs, text);
        runs.text().trim().to_owned()
    }

    fn push(&mut self, kind: BlockKind, lines: &[&'a str]) {
        let mut runs = Runs::new(self.document);
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                // The break between two lines is one byte before the second or more.
                runs.blank_before(line);
            }
            self.flow(&mut runs, line);
        }
        self.composer.push_runs(kind, runs);
    }

    fn flow(&self, runs: &mut Runs<'a>, line: &'a str) {
        if self.is_markdown {
            inline::flow(runs, line);
        } else {
            runs.verbatim(line);
        }
    }
}

/// Where a unit stands.
#[derive(Clone, Copy)]
struct Row {
    /// It is the first of the document.
    is_first: bool,
    /// How many lines that could be headings stand in a row with it.
    short_lines: usize,
    /// Nothing follows that row.
    is_last: bool,
    /// What it is, as the line before it or behind it is.
    among: Option<Among>,
}

/// Lines of one kind that stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Among {
    /// Each begins with a date.
    Dates,
    /// Each is a label with a value.
    Figures,
}

impl Among {
    fn of(units: &[Unit<'_>], at: usize) -> Option<Self> {
        if is_among(units, at, |line| dated(line).is_some()) {
            Some(Self::Dates)
        } else if is_among(units, at, furniture::is_key_figure) {
            Some(Self::Figures)
        } else {
            None
        }
    }
}

/// The date at the head of an entry, and the entry.
fn dated(line: &str) -> Option<(claimbook_adapter::Period, &str)> {
    calendar::dated_entry(line.trim_start_matches(['*', '_']))
}

/// Whether a line is of a kind, and so is the line before it or behind it.
fn is_among(units: &[Unit<'_>], at: usize, is: impl Fn(&str) -> bool) -> bool {
    let is_at = |at: usize| {
        let line = match units.get(at) {
            Some(Unit::Text(lines)) => match lines[..] {
                [line] => Some(line),
                _ => None,
            },
            _ => None,
        };
        line.is_some_and(&is)
    };
    is_at(at) && (is_at(at.wrapping_sub(1)) || is_at(at + 1))
}

/// A short line with a number, under a heading that announces such.
fn is_short_figure(line: &str) -> bool {
    const WORDS: usize = 12;
    line.contains(|c: char| c.is_ascii_digit())
        && line.split_whitespace().count() <= WORDS
        && !line.ends_with('.')
}

fn short_lines_from(units: &[Unit<'_>]) -> usize {
    units
        .iter()
        .take_while(|unit| is_short_line(Some(unit)))
        .count()
}

fn is_short_line(unit: Option<&Unit<'_>>) -> bool {
    match unit {
        Some(Unit::Text(lines)) => {
            matches!(lines[..], [line] if shape::is_heading(line)
                && furniture::byline(line).is_none()
                && !furniture::is_key_figure(line))
        }
        _ => false,
    }
}
