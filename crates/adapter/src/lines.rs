//! Lines of a document, each a slice of it.

/// A line without its break and without the spaces around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its text, trimmed; a slice of the document.
    pub text: &'a str,
    /// The line as it stands, spaces included.
    pub whole: &'a str,
    /// How many characters of space stand before it.
    pub indent: usize,
}

impl Line<'_> {
    /// Whether nothing visible stands in it.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// Whether a character leaves no mark: white space, control characters, and the zero-width ones
/// that documents carry along.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
}

/// The lines of a text, blank ones included. Any of LF, CR LF and CR ends a line.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let line = match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
            None => {
                rest = None;
                text
            }
            Some(end) => {
                let (line, after) = text.split_at(end);
                let is_pair = after.starts_with("\r\n");
                rest = after.get(if is_pair { 2 } else { 1 }..);
                line
            }
        };
        let trimmed_start = line.trim_start_matches(is_invisible);
        let indent = line[..line.len() - trimmed_start.len()].chars().count();
        Some(Line {
            text: trimmed_start.trim_end_matches(is_invisible),
            whole: line,
            indent,
        })
    })
}

/// The lines that are not blank.
pub fn visible_lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    lines(text).filter(|line| !line.is_blank())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_break_ends_a_line() {
        let texts = lines("\u{feff}a\r\n  b \rc\n\nd").map(|l| (l.text, l.indent));
        assert_eq!(
            texts.collect::<Vec<_>>(),
            [("a", 1), ("b", 2), ("c", 0), ("", 0), ("d", 0)]
        );
    }
}
