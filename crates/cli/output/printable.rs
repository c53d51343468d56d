//! Text that cannot command the terminal, whatever a document, a title or a file name holds.

use std::borrow::Cow;

/// The text with control characters shown as their pictures (`␛`); line breaks and tabs stay, and
/// so do colours where they are on.
pub(crate) fn printable(text: &str, colours: bool) -> Cow<'_, str> {
    let commands = |c: char| c.is_control() && c != '\n' && c != '\t';
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_colour = c == '\u{1b}' && colours && is_colour(&text[at + 1..]);
        match u32::from(c) {
            _ if !commands(c) || is_colour => shown.push(c),
            code @ 0..0x20 => shown.extend(char::from_u32(0x2400 + code)),
            _ => shown.push('\u{2421}'),
        }
    }
    Cow::Owned(shown)
}

/// Whether what follows an escape is the rest of a colour: `[1;31m`.
fn is_colour(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix('[') else {
        return false;
    };
    rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';')
        .starts_with('m')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_and_not_obeyed() {
        assert_eq!(printable("a\tb\nc", false), "a\tb\nc");
        assert_eq!(printable("t\u{1b}]0;x\u{7}", true), "t␛]0;x␇");
        assert_eq!(printable("\u{1b}[31mred", false), "␛[31mred");
        assert_eq!(printable("\u{1b}[1;31mred", true), "\u{1b}[1;31mred");
        assert_eq!(printable("\u{1b}[2J", true), "␛[2J");
    }
}
