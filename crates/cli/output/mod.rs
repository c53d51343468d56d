//! Answers on standard output, in the format that was asked for; words on standard error.

pub(crate) mod chart;
mod csv;
pub(crate) mod paint;
pub(crate) mod printable;
pub(crate) mod quantity;
pub(crate) mod table;

use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use crate::args::{Format, Global};

/// Where answers and words go.
pub(crate) struct Output {
    out: BufWriter<Box<dyn Write>>,
    pub(crate) format: Format,
    pub(crate) paint: paint::Paint,
    /// Columns of the terminal, or of a page where there is none.
    pub(crate) width: usize,
    pub(crate) quiet: bool,
    /// Whether there is a terminal that can show pictures made of characters.
    pub(crate) draws: bool,
    /// Whether the answer comes from a damaged book.
    pub(crate) is_of_damaged_book: bool,
}

/// Whether the language of the environment is written in Unicode.
fn knows_unicode() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty())
        .is_some_and(|value| {
            let value = value.to_string_lossy().to_lowercase();
            value.contains("utf-8") || value.contains("utf8")
        })
}

/// Columns of a table that does not go to a terminal.
const PAGE_WIDTH: usize = 100;

impl Output {
    /// Standard output as the options and the terminal want it.
    pub(crate) fn new(global: &Global) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let plain = global.no_color || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            out: BufWriter::new(Box::new(stdout)),
            format: global.format,
            paint: paint::Paint::new(terminal && !plain && global.format == Format::Table),
            width: if terminal {
                width.unwrap_or(PAGE_WIDTH).max(40)
            } else {
                PAGE_WIDTH
            },
            quiet: global.quiet,
            draws: terminal && global.format == Format::Table && knows_unicode(),
            is_of_damaged_book: false,
        }
    }

    /// Prints an answer: `whole` as JSON, `rows` as JSON Lines or CSV, or what `people` prints.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub(crate) fn answer<W: Serialize, R: Serialize>(
        &mut self,
        whole: &W,
        rows: &[R],
        people: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        match self.format {
            // What has no picture is refused before; see `main`.
            Format::Table | Format::Svg => people(self)?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut self.out, whole)?;
                writeln!(self.out)?;
            }
            Format::Jsonl => {
                for row in rows {
                    self.json_line(row)?;
                }
            }
            Format::Csv => self.out.write_all(&csv::rows(rows)?)?,
        }
        self.out.flush()
    }

    /// Prints one JSON document on one line, and sends it off.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub(crate) fn json_line(&mut self, row: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, row)?;
        writeln!(self.out)
    }

    /// Prints a line of text.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        writeln!(
            self.out,
            "{}",
            printable::printable(text.as_ref().trim_end(), self.paint.is_on())
        )
    }

    /// Prints text in lines no wider than the terminal, each indented by so many columns.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub(crate) fn wrapped(&mut self, indent: usize, text: &str) -> io::Result<()> {
        self.wrapped_behind(&" ".repeat(indent), text)
    }

    /// Prints text behind a label, in lines no wider than the terminal; those after the first are
    /// indented by as much as the label takes.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub(crate) fn wrapped_behind(&mut self, label: &str, text: &str) -> io::Result<()> {
        let indent = label.chars().count();
        let width = self.width.saturating_sub(indent).max(20);
        let mut before = label.to_owned();
        let mut line = String::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                self.line(format!("{before}{line}"))?;
                before = " ".repeat(indent);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(format!("{before}{line}"))
    }

    /// Prints a whole document as it is.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub(crate) fn document(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Sends off what was printed.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Says something on standard error, unless told to be quiet.
    #[expect(clippy::print_stderr, reason = "this is where words go")]
    pub(crate) fn note(&self, text: impl AsRef<str>) {
        if !self.quiet {
            eprintln!("{}", printable::printable(text.as_ref(), false));
        }
    }

    /// Says on standard error that something is wrong, also when told to be quiet.
    #[expect(clippy::print_stderr, reason = "this is where words go")]
    pub(crate) fn complain(&self, text: impl AsRef<str>) {
        eprintln!(
            "{}: {}",
            self.error_word(),
            printable::printable(text.as_ref(), false)
        );
    }

    /// The word before an error, red on a terminal.
    pub(crate) fn error_word(&self) -> String {
        paint::Paint::new(self.paint.is_on() && io::stderr().is_terminal()).bad("error")
    }
}
