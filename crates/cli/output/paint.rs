//! Colour, only on a terminal.

use anstyle::{AnsiColor, Style};

/// Colours text, or leaves it alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    pub(crate) fn new(on: bool) -> Self {
        Self { on }
    }

    /// Whether text is coloured at all.
    pub(crate) fn is_on(self) -> bool {
        self.on
    }

    /// A figure, a value: what the answer is about.
    pub(crate) fn strong(self, text: impl AsRef<str>) -> String {
        self.style(Style::new().bold(), text.as_ref())
    }

    /// Ids, dates, what stands beside the answer.
    pub(crate) fn faint(self, text: impl AsRef<str>) -> String {
        self.style(Style::new().dimmed(), text.as_ref())
    }

    /// Something to be wary of.
    pub(crate) fn warn(self, text: impl AsRef<str>) -> String {
        self.style(
            Style::new().fg_color(Some(AnsiColor::Yellow.into())),
            text.as_ref(),
        )
    }

    /// Something that is wrong.
    pub(crate) fn bad(self, text: impl AsRef<str>) -> String {
        self.style(
            Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
            text.as_ref(),
        )
    }

    /// Something that is well.
    pub(crate) fn good(self, text: impl AsRef<str>) -> String {
        self.style(
            Style::new().fg_color(Some(AnsiColor::Green.into())),
            text.as_ref(),
        )
    }

    /// A claim marked in its text.
    pub(crate) fn mark(self, text: impl AsRef<str>) -> String {
        self.style(
            Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
            text.as_ref(),
        )
    }

    fn style(self, style: Style, text: &str) -> String {
        if self.on {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}
