//! Characters of a text by their place: ASCII without decoding.

/// The character that begins at a byte; none at the end of the text or inside a character.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// The character that ends before a byte.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at.checked_sub(1)?)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(..at)?.chars().next_back(),
    }
}

/// What a byte is, one bit each.
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
/// Part of a character outside ASCII.
const WIDE: u8 = 8;

/// What each byte is; 0 for blanks and marks.
static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            0x80.. => WIDE,
            _ => 0,
        };
        byte += 1;
    }
    classes
}

/// Letters and digits in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where they end.
    pub end: usize,
    /// Whether one of them is a capital letter.
    pub has_capital: bool,
}

/// The letters and digits that begin at a byte.
pub(crate) fn run_at(text: &str, at: usize) -> Run {
    let bytes = text.as_bytes();
    let (mut end, mut seen) = (at, 0);
    let mut has_capital = false;
    loop {
        while let Some(byte) = bytes.get(end) {
            let class = CLASSES[usize::from(*byte)];
            if class & (LOWER | UPPER | DIGIT) == 0 {
                break;
            }
            seen |= class;
            end += 1;
        }
        match bytes.get(end) {
            Some(byte) if CLASSES[usize::from(*byte)] == WIDE => {
                let Some(c) = char_at(text, end).filter(|c| c.is_alphanumeric()) else {
                    break;
                };
                has_capital |= c.is_uppercase();
                end += c.len_utf8();
            }
            _ => break,
        }
    }
    Run {
        end,
        has_capital: has_capital || seen & UPPER != 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_at_their_bytes() {
        let text = "aé7, ß";
        assert_eq!(char_at(text, 1), Some('é'));
        assert_eq!(char_at(text, 2), None);
        assert_eq!(char_at(text, text.len()), None);
        assert_eq!(char_before(text, 3), Some('é'));
        assert_eq!(char_before(text, 0), None);
    }

    #[test]
    fn letters_and_digits_are_taken_together() {
        let run = |text: &str, at: usize| {
            let run = run_at(text, at);
            (run.end, run.has_capital)
        };
        assert_eq!(run("aé7, ß", 0), (4, false));
        assert_eq!(run("aé7, ß", 4), (4, false));
        assert_eq!(run("naÏve", 0), (6, true));
        assert_eq!(run("iPhone 6", 0), (6, true));
    }
}
