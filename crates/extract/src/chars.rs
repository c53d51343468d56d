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

/// Where the letters and digits end that begin at a byte.
pub(crate) fn alphanumeric_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(byte) = text.as_bytes().get(end) {
        if byte.is_ascii_alphanumeric() {
            end += 1;
            continue;
        }
        match char_at(text, end) {
            Some(c) if !c.is_ascii() && c.is_alphanumeric() => end += c.len_utf8(),
            _ => break,
        }
    }
    end
}

/// Whether one of the letters is a capital.
pub(crate) fn has_capital(text: &str) -> bool {
    if text.is_ascii() {
        text.bytes().any(|byte| byte.is_ascii_uppercase())
    } else {
        text.chars().any(char::is_uppercase)
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
        assert_eq!(alphanumeric_end(text, 0), 4);
        assert_eq!(alphanumeric_end(text, 4), 4);
        assert!(has_capital("naïveté É") && has_capital("aB") && !has_capital("aé7"));
    }
}
