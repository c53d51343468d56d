//! Reads reports of BlockDesk, a site on technology and markets.
//!
//! # Source
//!
//! The body of an article as copied from a browser: one line a paragraph, without the title and
//! without a date, closed by a disclaimer and blank lines.
//!
//! # Mapping
//!
//! | text | block |
//! | --- | --- |
//! | lines in title case without a full stop | heading |
//! | "- April 14, 2026Reports surface…" under "Timeline: …" | entry of a timeline |
//! | other lines with "- " | list item |
//! | the disclaimer and what follows it | boilerplate |
//! | every other line, the pull quotes among them | paragraph |
//!
//! # Not mapped
//!
//! Nothing: every line becomes a block; a timeline's dates and dashes are left out of its text.
//!
//! # Traps
//!
//! - Date and text of a timeline's entry run together without a space.
//! - The cards under "Key Players" have lost the names that headed them: each is a paragraph
//!   whose subject can only be told from what it says.
//! - Pull quotes repeat numbers of the body in other words; they are claims like any other.

use claimbook_adapter::compose::Composer;
use claimbook_adapter::lines::visible_lines;
use claimbook_adapter::{
    Adapter, Confidence, Error, Input, Layout, Registration, calendar, inventory, shape,
};

/// The adapter of BlockDesk.
pub struct BlockDesk;

inventory::submit! { Registration(&BlockDesk) }

impl Adapter for BlockDesk {
    fn name(&self) -> &'static str {
        "blockdesk"
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
        let mut seen = [false; MARKS.len()];
        for line in visible_lines(text).map(|line| line.text) {
            for (seen, is_mark) in seen.iter_mut().zip(MARKS) {
                *seen = *seen || is_mark(line);
            }
        }
        match seen.iter().filter(|seen| **seen).count() {
            3.. => Confidence::Certain,
            2 => Confidence::Likely,
            1 => Confidence::Readable,
            _ => Confidence::No,
        }
    }

    fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
        let text = input.text()?;
        let mut composer = Composer::new(text);
        let mut is_over = false;
        for line in visible_lines(text).map(|line| line.text) {
            is_over = is_over || is_closing(line);
            if is_over || shape::is_widget(line) {
                composer.boilerplate(line);
            } else if let Some(item) = shape::bullet(line) {
                match calendar::dated_entry(item) {
                    Some((date, entry)) => composer.timeline_entry(date, entry),
                    None => composer.item(item),
                }
            } else if shape::is_heading(line) {
                composer.heading(2, line);
            } else {
                composer.paragraph(line);
            }
        }
        Ok(composer.finish())
    }
}

/// What tells an article of BlockDesk from others, each a kind of line.
const MARKS: [fn(&str) -> bool; 5] = [
    is_closing,
    |line| line.starts_with("Timeline: "),
    |line| line.starts_with("Key Players ") && shape::is_heading(line),
    |line| line.starts_with("Watch for: "),
    has_run_together_date,
];

/// "- April 14, 2026Reports surface…"
fn has_run_together_date(line: &str) -> bool {
    line.strip_prefix("- ")
        .and_then(calendar::leading_date)
        .is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase))
}

/// The disclaimer under every article.
fn is_closing(line: &str) -> bool {
    line.starts_with("This article is for informational purposes only")
        && shape::is_disclaimer(line)
}

#[cfg(test)]
mod tests {
    claimbook_adapter::conformance_tests!(crate::BlockDesk);
}
