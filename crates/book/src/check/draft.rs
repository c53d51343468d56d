//! A text that is to be checked: read like a report, as of its own day.

use claimbook_model::event::{FieldSource, ReportField};
use claimbook_model::{Date, Period};

use super::CheckRun;
use crate::Error;
use crate::intake::{Overrides, Source};
use crate::reading::{Desk, ReadReport};

/// A text that was read.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) read: ReadReport,
    /// What "now" means in it.
    pub(super) day: Date,
    lines: Lines,
}

impl Draft {
    /// Reads a text: as of the day that was given, else of the one that it gives of itself, else
    /// of the day of the question.
    pub(super) fn read(
        desk: &Desk,
        source: &Source,
        overrides: &Overrides,
        run: &CheckRun,
    ) -> Result<Self, Error> {
        let today = run.now.date();
        let mut read = desk.read(source, overrides, today)?;
        let is_guess = read
            .sources
            .contains(&(ReportField::Published, FieldSource::Inferred));
        if read.published.is_none() || is_guess {
            let asked = Period::day(run.scope.as_of.unwrap_or(today).min(today));
            let dated = Overrides {
                published: Some(asked),
                ..overrides.clone()
            };
            read = desk.read(source, &dated, today)?;
        }
        let published = read.published.map_or(today, |period| period.last_day());
        Ok(Self {
            day: published.min(today),
            lines: Lines::of(&read.bytes),
            read,
        })
    }

    /// Line and column of a byte, both from 1.
    pub(super) fn place(&self, start: u64) -> (usize, usize) {
        self.lines.place(&self.read.bytes, start)
    }

    /// What a person should be told; not who publishes, which a draft need not say.
    pub(super) fn findings(&self) -> Vec<String> {
        let is_of_publication = |finding: &&String| !finding.contains("--publication");
        let findings = self.read.findings.iter().filter(is_of_publication);
        findings.cloned().collect()
    }
}

/// Where the lines of a document begin.
#[derive(Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let after_breaks = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(after_breaks).collect())
    }

    /// Line and column (in characters) of a byte, both from 1.
    pub(super) fn place(&self, bytes: &[u8], start: u64) -> (usize, usize) {
        let start = usize::try_from(start)
            .unwrap_or(usize::MAX)
            .min(bytes.len());
        let line = self.0.partition_point(|begin| *begin <= start);
        let begin = self.0.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = String::from_utf8_lossy(bytes.get(begin..start).unwrap_or_default());
        (line, before.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let bytes = "one\ntwo €5\n".as_bytes();
        let lines = Lines::of(bytes);
        assert_eq!(lines.place(bytes, 0), (1, 1));
        assert_eq!(lines.place(bytes, 4), (2, 1));
        assert_eq!(lines.place(bytes, 11), (2, 6));
        assert_eq!(lines.place(bytes, 999), (3, 1));
    }
}
