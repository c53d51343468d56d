//! Reads reports of Synapsflow, a site of commented news.
//!
//! # Source
//!
//! The text of an article's page as copied from a browser: paragraphs parted by blank lines, lists
//! indented, the rows of a table in lines of their own. The page shows no date.
//!
//! # Mapping
//!
//! | text | block |
//! | --- | --- |
//! | first line | title |
//! | the title again, also in the midst of the text | summary |
//! | the first paragraph, and the headline of the source above its credit | summary |
//! | lines in title case without a full stop; questions | heading of level 2 |
//! | lines that stand together without blank lines, their cells run together | cell a value |
//! | items with bullets and numbers, "Insight 2: " and "Prediction 1: " left out | list item |
//! | a number and a date, a line and a paragraph below | heading of level 3, entry of a timeline |
//! | the line behind the timeline, the title of a chart | caption |
//! | the source's credit, "Source and attribution" and all behind it | boilerplate |
//!
//! # Not mapped
//!
//! Labels that only count ("Insight 2:"). The chart itself, of which the copy keeps the title.
//!
//! # Traps
//!
//! - The cells of a row run together: "Total invested$14.3B$13B+". They are parted where
//!   letters' case, digits and signs change, guided by the number of columns that most rows have
//!   and by the words that stand elsewhere in the text ("OpenAI" is one word). A row that cannot
//!   be parted for sure is set aside and reported, not guessed at.

mod table;
mod words;

use claimbook_adapter::compose::Composer;
use claimbook_adapter::lines::{Line, lines};
use claimbook_adapter::{
    Adapter, Confidence, Error, Input, Layout, Period, Registration, calendar, inventory, shape,
};

use words::Words;

/// The adapter of Synapsflow.
pub struct Synapsflow;

inventory::submit! { Registration(&Synapsflow) }

/// Labels of the first list.
const BRIEF: [&str; 3] = ["What happened: ", "Why it matters: ", "Key tension: "];
/// Labels of paragraphs at the end.
const OUTLOOK: [&str; 4] = [
    "My thesis: ",
    "Short-term consequences: ",
    "Long-term consequences: ",
    "Concrete prediction: ",
];
/// The heading above the sources.
const SOURCES: &str = "Source and attribution";
/// What the credit of a source begins with.
const CREDIT: &str = "Embedded source image";
/// Words that number the items of a list.
const COUNTING_LABELS: [&str; 2] = ["Prediction", "Insight"];
/// Lines of an entry of a timeline are indented at least so far.
const ENTRY_INDENT: usize = 3;

impl Adapter for Synapsflow {
    fn name(&self) -> &'static str {
        "synapsflow"
    }

    fn version(&self) -> u32 {
        1
    }

    fn source(&self) -> &'static str {
        include_str!("../source.toml")
    }

    fn identify(&self, input: &Input<'_>) -> Confidence {
        let Ok(text) = input.text() else {
            return Confidence::No;
        };
        let texts = || {
            lines(text)
                .filter(|line| !line.is_blank())
                .map(|line| line.text)
        };
        let mut first = texts();
        let repeats_title = first
            .next()
            .is_some_and(|title| first.next() == Some(title));
        let mut marks = usize::from(repeats_title);
        for line in texts() {
            let item = shape::bullet(line).unwrap_or(line);
            let begins = |labels: &[&str]| labels.iter().any(|label| item.starts_with(label));
            let is_mark =
                begins(&BRIEF) || begins(&OUTLOOK) || line == SOURCES || line.starts_with(CREDIT);
            marks += usize::from(is_mark);
        }
        match marks {
            4.. => Confidence::Certain,
            2.. => Confidence::Likely,
            1 => Confidence::Readable,
            _ => Confidence::No,
        }
    }

    fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
        let text = input.text()?;
        let all = lines(text).collect::<Vec<_>>();
        let mut reader = Reader {
            composer: Composer::new(text),
            words: Words::of(text),
            title: "",
            stage: Stage::Head,
            follows_row: false,
        };
        let mut at = 0;
        while at < all.len() {
            at += reader.take(&all[at..]);
        }
        Ok(reader.composer.finish())
    }
}

struct Reader<'a> {
    composer: Composer<'a>,
    words: Words<'a>,
    title: &'a str,
    stage: Stage,
    /// Whether the line before could be a row, so that a table cannot begin with this one.
    follows_row: bool,
}

/// How far a report has been read; the order is that of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    /// Before the standfirst.
    Head,
    /// From there on.
    Body,
    /// Behind an entry of the timeline.
    Timeline,
    /// From the sources on, where nothing is of this report.
    Over,
}

impl<'a> Reader<'a> {
    /// Lays out the first of these lines, or several that belong together; gives their number.
    fn take(&mut self, all: &[Line<'a>]) -> usize {
        let follows_row = std::mem::replace(&mut self.follows_row, all.first().is_some_and(is_row));
        let Some(line) = all.first().filter(|line| !line.is_blank()) else {
            return 1;
        };
        let text = line.text;
        if text == SOURCES {
            self.stage = Stage::Over;
        }
        if self.stage == Stage::Over || shape::is_widget(text) || text.starts_with(CREDIT) {
            self.composer.boilerplate(text);
        } else if self.title.is_empty() {
            self.title = text;
            self.composer.title(text);
        } else if text == self.title {
            self.composer.summary(text);
        } else if let Some(rows) = self.table(all, follows_row) {
            return rows;
        } else if let Some((_, item)) = shape::numbered(text) {
            return self.numbered(item, all);
        } else if let Some(item) = shape::bullet(text) {
            self.composer.item(without_count(item));
        } else {
            self.line(text, all);
        }
        1
    }

    /// A line that is no item: standfirst, heading, caption or paragraph.
    fn line(&mut self, text: &'a str, all: &[Line<'a>]) {
        let next = all.iter().skip(1).find(|line| !line.is_blank());
        let is_heading = shape::is_heading(text);
        if self.stage == Stage::Head {
            self.stage = Stage::Body;
            self.composer.summary(text);
        } else if is_heading && next.is_some_and(|line| line.text.starts_with(CREDIT)) {
            self.composer.summary(text);
        } else if is_heading && self.stage == Stage::Timeline {
            self.composer.caption(text);
        } else if is_heading {
            self.composer.heading(2, text);
        } else {
            self.composer.paragraph(text);
        }
    }

    /// An item of a numbered list. One that is a date begins an entry of the timeline, of which
    /// the indented lines below are the rest.
    fn numbered(&mut self, item: &'a str, all: &[Line<'a>]) -> usize {
        let date = calendar::leading_date(item).filter(|(_, rest)| rest.trim().is_empty());
        let Some((date, _)) = date else {
            self.composer.item(without_count(item));
            return 1;
        };
        self.stage = Stage::Timeline;
        let is_of_entry = |line: &&Line<'_>| {
            line.is_blank() || line.indent >= ENTRY_INDENT && shape::numbered(line.text).is_none()
        };
        let taken = 1 + all[1..].iter().take_while(is_of_entry).count();
        let texts = all[1..taken].iter().filter(|line| !line.is_blank());
        self.entry(date, &texts.map(|line| line.text).collect::<Vec<_>>());
        taken
    }

    fn entry(&mut self, date: Period, texts: &[&'a str]) {
        let (heading, texts) = match texts {
            [heading, rest @ ..] if !rest.is_empty() => (Some(heading), rest),
            _ => (None, texts),
        };
        if let Some(heading) = heading {
            self.composer.heading(3, heading);
        }
        for text in texts {
            self.composer.timeline_entry(date, text);
        }
    }

    /// Lays out the table that begins here, if one does, and says how many lines it has.
    fn table(&mut self, all: &[Line<'a>], follows_row: bool) -> Option<usize> {
        if follows_row {
            return None;
        }
        let rows = all
            .iter()
            .take_while(|line| is_row(line))
            .map(|line| line.text)
            .collect::<Vec<_>>();
        let table = table::part(&rows, &self.words)?;
        match table.header.as_deref() {
            // The corner of a table heads its rows' names.
            Some(header) => self.composer.boilerplate(header[0]),
            None => self.set_aside(rows[0]),
        }
        let header = table.header.unwrap_or_default();
        for (row, cells) in rows[1..].iter().zip(&table.rows) {
            let Some(cells) = cells else {
                self.set_aside(row);
                continue;
            };
            for (header, cell) in header.iter().zip(cells).skip(1) {
                self.composer.cell(cells[0], header, cell);
            }
        }
        Some(rows.len())
    }

    /// A row whose cells are not sure: no number of it is believed.
    fn set_aside(&mut self, row: &'a str) {
        self.composer.boilerplate(row);
        self.composer.finding(format!(
            "the row '{row}' of a table could not be parted into cells for sure; its numbers \
             were left out"
        ));
    }
}

/// Whether a line could be a row of a table.
fn is_row(line: &Line<'_>) -> bool {
    !line.is_blank() && line.indent == 0
}

/// The item without a label that only counts.
fn without_count(item: &str) -> &str {
    COUNTING_LABELS
        .iter()
        .find_map(|label| shape::labelled(item, label))
        .unwrap_or(item)
}

#[cfg(test)]
mod tests {
    claimbook_adapter::conformance_tests!(crate::Synapsflow);
}
