//! Reads reports of Evermx, a site that reviews news of the AI industry as if they were products.
//!
//! # Source
//!
//! The text of an article's page as copied from a browser: one line a paragraph, no blank lines.
//! The page shows no date.
//!
//! # Mapping
//!
//! | text | block |
//! | --- | --- |
//! | first line | title |
//! | lines up to "Introduction" (the standfirst, twice) | summary |
//! | lines with the names of the fixed sections | heading of level 2 |
//! | other short lines without a full stop, "Advantages:", "Pros" | heading of level 3 |
//! | lines with "- " | list item |
//! | under "Editor's Verdict", the sentence that begins with the title | summary |
//! | under "Key Features", the items run together in one line, "1. … 2. …" | key figure each |
//! | "References" and the links under it, the counter of comments, buttons | boilerplate |
//! | "Related AI Reviews" and all that follows | boilerplate |
//!
//! # Not mapped
//!
//! Nothing: every line becomes a block; numbers and dashes of lists are left out of their items.
//!
//! # Traps
//!
//! - The title returns inside the verdict, with its number, as the subject of a sentence.
//! - Items of key features contain numbers of their own ("2. 5 gigawatts"): only the next number
//!   of the list parts two items.
//! - Teasers of related reviews look like headings and paragraphs of this one.

use claimbook_adapter::compose::Composer;
use claimbook_adapter::lines::{Line, visible_lines};
use claimbook_adapter::{
    Adapter, Confidence, Error, Input, Layout, Registration, inventory, shape,
};

/// The adapter of Evermx.
pub struct Evermx;

inventory::submit! { Registration(&Evermx) }

/// Names of the sections that every review has, and whether they end what the report says.
const SECTIONS: [(&str, Section); 15] = [
    ("introduction", Section::Prose),
    ("feature overview", Section::Prose),
    ("usability analysis", Section::Prose),
    ("pros and cons", Section::Prose),
    ("outlook", Section::Prose),
    ("conclusion", Section::Prose),
    ("editor's verdict", Section::Verdict),
    ("editor’s verdict", Section::Verdict),
    ("pros", Section::Prose),
    ("cons", Section::Prose),
    ("references", Section::References),
    ("key features", Section::KeyFeatures),
    ("key insights", Section::Prose),
    ("related ai reviews", Section::Related),
    ("related reviews", Section::Related),
];
/// No section's name is longer. In bytes.
const SECTION_BYTES: usize = 24;
/// So many of the sections' names in one document are of no other publication.
const CERTAIN_MARKS: usize = 5;
/// So many may be chance, but a likely one.
const LIKELY_MARKS: usize = 3;

/// What the lines under a section's name are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Standfirst,
    Prose,
    Verdict,
    References,
    KeyFeatures,
    Related,
}

impl Adapter for Evermx {
    fn name(&self) -> &'static str {
        "evermx"
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
        let mut marks = usize::from(repeats_its_standfirst(text));
        for line in visible_lines(text) {
            marks += usize::from(section(line.text).is_some());
        }
        match marks {
            CERTAIN_MARKS.. => Confidence::Certain,
            LIKELY_MARKS.. => Confidence::Likely,
            _ => Confidence::No,
        }
    }

    fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
        let text = input.text()?;
        let mut composer = Composer::new(text);
        let mut lines = visible_lines(text);
        let title = lines.next().map_or("", |line| line.text);
        composer.title(title);
        let mut current = Section::Standfirst;
        for line in lines {
            if current == Section::Related {
                composer.boilerplate(line.text);
            } else if let Some(next) = section(line.text) {
                current = next;
                name_section(&mut composer, line.text, next);
            } else {
                lay_out(&mut composer, current, title, line);
            }
        }
        Ok(composer.finish())
    }
}

fn section(line: &str) -> Option<Section> {
    if line.len() > SECTION_BYTES {
        return None;
    }
    let line = line.to_lowercase();
    SECTIONS
        .iter()
        .find(|(name, _)| *name == line)
        .map(|(_, section)| *section)
}

fn repeats_its_standfirst(text: &str) -> bool {
    let mut lines = visible_lines(text).skip(1).map(|line| line.text);
    matches!((lines.next(), lines.next()), (Some(first), Some(second)) if first == second)
}

fn name_section<'a>(composer: &mut Composer<'a>, line: &'a str, section: Section) {
    match section {
        Section::References | Section::Related => composer.boilerplate(line),
        _ if matches!(line, "Pros" | "Cons") => composer.heading(3, line),
        _ => composer.heading(2, line),
    }
}

fn lay_out<'a>(composer: &mut Composer<'a>, section: Section, title: &str, line: Line<'a>) {
    let text = line.text;
    match section {
        _ if shape::is_widget(text) => composer.boilerplate(text),
        Section::References | Section::Related => composer.boilerplate(text),
        Section::Standfirst => composer.summary(text),
        Section::Verdict if text.starts_with(title) => composer.summary(text),
        Section::KeyFeatures => key_features(composer, text),
        Section::Prose | Section::Verdict => prose(composer, text),
    }
}

fn key_features<'a>(composer: &mut Composer<'a>, line: &'a str) {
    let items = shape::run_together_items(line)
        .or_else(|| shape::numbered(line).map(|(_, item)| vec![item]))
        .or_else(|| shape::bullet(line).map(|item| vec![item]))
        .unwrap_or_else(|| vec![line]);
    for item in items {
        composer.key_figure(item);
    }
}

fn prose<'a>(composer: &mut Composer<'a>, line: &'a str) {
    if let Some(item) = shape::bullet(line) {
        composer.item(item);
    } else if shape::is_heading(line) || is_label(line) {
        composer.heading(3, line);
    } else {
        composer.paragraph(line);
    }
}

/// "Advantages:", which heads a list.
fn is_label(line: &str) -> bool {
    line.ends_with(':') && line.split_whitespace().count() <= 3
}

#[cfg(test)]
mod tests {
    claimbook_adapter::conformance_tests!(crate::Evermx);
}
