//! Reads reports of LEGO-SIA AI Tech Intelligence, a site of analyses.
//!
//! # Source
//!
//! The body of a post as copied from a browser: paragraphs parted by blank lines, without the
//! title and without a date.
//!
//! # Mapping
//!
//! | text | block |
//! | --- | --- |
//! | "Executive Summary", "Strategic Deep-Dive" | heading of level 2 |
//! | what stands under the first of them, up to the second | summary |
//! | other lines in title case without a full stop | heading of level 3 |
//! | lines with a bullet | list item |
//! | every other line | paragraph |
//!
//! # Not mapped
//!
//! Nothing: every line becomes a block; bullets are left out of their items.
//!
//! # Traps
//!
//! - The executive summary is the first paragraph once more, cut in the middle of a word with
//!   "…": its last number may be cut too.

use claimbook_adapter::compose::Composer;
use claimbook_adapter::lines::visible_lines;
use claimbook_adapter::{
    Adapter, Confidence, Error, Input, Layout, Registration, inventory, shape,
};

/// The adapter of LEGO-SIA AI Tech Intelligence.
pub struct LegoSia;

inventory::submit! { Registration(&LegoSia) }

/// The heading above the summary.
const SUMMARY: &str = "Executive Summary";
/// The heading above the body.
const BODY: &str = "Strategic Deep-Dive";

impl Adapter for LegoSia {
    fn name(&self) -> &'static str {
        "lego-sia"
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
        let mut lines = visible_lines(text).map(|line| line.text);
        let begins_with_summary = lines.next() == Some(SUMMARY);
        let second = lines.next();
        let has_item = second.is_some_and(|line| line.starts_with('•'));
        let has_body = second == Some(BODY) || lines.any(|line| line == BODY);
        match (begins_with_summary, has_item, has_body) {
            (true, _, true) => Confidence::Certain,
            (true, true, false) => Confidence::Likely,
            (_, _, true) => Confidence::Readable,
            _ => Confidence::No,
        }
    }

    fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
        let text = input.text()?;
        let mut composer = Composer::new(text);
        let mut is_summary = false;
        for line in visible_lines(text).map(|line| line.text) {
            let item = shape::bullet(line);
            if line == SUMMARY || line == BODY {
                is_summary = line == SUMMARY;
                composer.heading(2, line);
            } else if is_summary {
                composer.summary(item.unwrap_or(line));
            } else if shape::is_widget(line) || shape::is_disclaimer(line) {
                composer.boilerplate(line);
            } else if let Some(item) = item {
                composer.item(item);
            } else if shape::is_heading(line) {
                composer.heading(3, line);
            } else {
                composer.paragraph(line);
            }
        }
        Ok(composer.finish())
    }
}

#[cfg(test)]
mod tests {
    claimbook_adapter::conformance_tests!(crate::LegoSia);
}
