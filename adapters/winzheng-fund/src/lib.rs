//! Reads reports of Winzheng Fund Insights, the letters of an investment fund.
//!
//! # Source
//!
//! The body of a letter as copied from a browser: paragraphs parted by blank lines, without the
//! title and without a date; its first line is the heading of its first section.
//!
//! # Mapping
//!
//! | text | block |
//! | --- | --- |
//! | lines in title case without a full stop | heading |
//! | lines with a bullet | list item |
//! | every other line, "Avoid: …" and "Favor: …" among them | paragraph |
//! | disclaimers and buttons | boilerplate |
//!
//! # Not mapped
//!
//! Nothing: every line becomes a block; bullets are left out of their items.
//!
//! # Traps
//!
//! - Most of the layout is that of any prose. What is the letters' own are the two last headings
//!   and the advice under the first of them, each paragraph with its label.
//! - Dashes stand without spaces, so that a number can touch the clause behind it.

use claimbook_adapter::compose::Composer;
use claimbook_adapter::lines::visible_lines;
use claimbook_adapter::{
    Adapter, Confidence, Error, Input, Layout, Registration, inventory, shape,
};

/// The adapter of Winzheng Fund Insights.
pub struct WinzhengFund;

inventory::submit! { Registration(&WinzhengFund) }

/// The headings that close every letter.
const CLOSING_HEADINGS: [&str; 2] = ["Portfolio Implications", "Looking Forward"];
/// The labels of its advice.
const ADVICE: [&str; 4] = ["Avoid: ", "Be selective: ", "Favor: ", "Watch closely: "];

impl Adapter for WinzhengFund {
    fn name(&self) -> &'static str {
        "winzheng-fund"
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
        if shape::is_html(text) {
            return Confidence::No;
        }
        let (mut headings, mut advice) = ([false; 2], [false; 4]);
        for line in visible_lines(text).map(|line| line.text) {
            for (seen, heading) in headings.iter_mut().zip(CLOSING_HEADINGS) {
                *seen |= line == heading;
            }
            for (seen, label) in advice.iter_mut().zip(ADVICE) {
                *seen |= line.starts_with(label);
            }
        }
        let count = |seen: &[bool]| seen.iter().filter(|seen| **seen).count();
        match (count(&headings), count(&advice)) {
            (2, 2..) => Confidence::Certain,
            (1.., 1..) | (2, 0) | (0, 3..) => Confidence::Likely,
            _ => Confidence::Readable,
        }
    }

    fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
        let text = input.text()?;
        let mut composer = Composer::new(text);
        for line in visible_lines(text).map(|line| line.text) {
            if shape::is_widget(line) || shape::is_disclaimer(line) {
                composer.boilerplate(line);
            } else if let Some(item) = shape::bullet(line) {
                composer.item(item);
            } else if shape::is_heading(line) {
                composer.heading(2, line);
            } else {
                composer.paragraph(line);
            }
        }
        Ok(composer.finish())
    }
}

#[cfg(test)]
mod tests {
    claimbook_adapter::conformance_tests!(crate::WinzhengFund);
}
