//! Tokens: words, numbers and signs, with what the vocabulary knows of them.
//!
//! A text is read line by line, and a long line in pieces, so that memory does not grow with it.

use std::ops::Range;

use super::hash::padded;
use super::vocabulary::{Vocabulary, WordId};

/// The most tokens of one piece; a longer line is cut between two tokens.
const PIECE_TOKENS_MAX: usize = 4096;
/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits, with grouping commas and a decimal point where they are well placed.
    Number,
    /// Any other character, alone.
    Sign(char),
    /// An address on the web or a mail address: never looked into.
    Address,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte in the text.
    pub start: usize,
    /// After its last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// Its entry in the vocabulary; [`WordId::NONE`] for unknown words and what is no word.
    pub word: WordId,
    /// Whether it stands directly behind the token before it.
    pub glued: bool,
}

/// A piece of a text as tokens.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    /// The whole text that offsets count in.
    pub text: &'a str,
    /// The tokens of this piece.
    pub tokens: &'a [Token],
}

impl<'a> Line<'a> {
    /// The token at `index`, if there is one.
    pub(crate) fn get(&self, index: usize) -> Option<&'a Token> {
        self.tokens.get(index)
    }

    /// The text of the token at `index`; empty past the end.
    pub(crate) fn str(&self, index: usize) -> &'a str {
        self.get(index).map_or("", |t| &self.text[t.start..t.end])
    }

    /// Whether the token at `index` is this word, in any case of letters.
    pub(crate) fn is(&self, index: usize, word: &str) -> bool {
        self.str(index).eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words.
    pub(crate) fn is_any(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(index, word))
    }

    /// The sign at `index`, if one stands there.
    pub(crate) fn sign(&self, index: usize) -> Option<char> {
        match self.get(index)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// Whether a number stands at `index`.
    pub(crate) fn is_number(&self, index: usize) -> bool {
        self.get(index).is_some_and(|t| t.kind == Kind::Number)
    }

    /// Whether a word stands at `index`.
    pub(crate) fn is_word(&self, index: usize) -> bool {
        self.get(index).is_some_and(|t| t.kind == Kind::Word)
    }

    /// Whether the token at `index` stands directly behind the one before it.
    pub(crate) fn is_glued(&self, index: usize) -> bool {
        self.get(index).is_some_and(|t| t.glued)
    }

    /// Whether the token at `index` begins with a capital letter.
    pub(crate) fn is_capital(&self, index: usize) -> bool {
        self.str(index).starts_with(|c: char| c.is_uppercase())
    }

    /// Whether a dash of any kind that joins words or numbers stands at `index`.
    pub(crate) fn is_dash(&self, index: usize) -> bool {
        matches!(self.sign(index), Some('-' | '–' | '‑' | '‐' | '−'))
    }

    /// The index before, with an end.
    pub(crate) fn before(index: usize, steps: usize) -> usize {
        index.checked_sub(steps).unwrap_or(usize::MAX)
    }

    /// The bytes of the tokens from `first` to before `end`.
    pub(crate) fn span(&self, first: usize, end: usize) -> Range<usize> {
        let start = self.get(first).map_or(0, |t| t.start);
        let last = end.checked_sub(1).and_then(|last| self.get(last));
        start..last.map_or(start, |t| t.end).max(start)
    }

    /// Whether a sentence begins at `index`: the first token, or one behind a full stop.
    pub(crate) fn starts_sentence(&self, index: usize) -> bool {
        let mut at = index;
        while let Some(before) = at.checked_sub(1) {
            match self.sign(before) {
                Some('"' | '“' | '‘' | '(' | '\'' | '•' | '*' | '-' | '–' | '—') => {
                    at = before;
                }
                Some('.' | '!' | '?' | ':' | ';') => return !self.is_glued(at),
                _ => return false,
            }
        }
        true
    }
}

/// Cuts `text` into pieces of tokens and gives each to `read`.
pub(crate) fn lines(text: &str, vocabulary: &Vocabulary, mut read: impl FnMut(Line<'_>)) {
    let mut tokens = Vec::with_capacity(256);
    let mut at = 0;
    while at < text.len() {
        tokens.clear();
        at = tokenize(text, at, vocabulary, &mut tokens);
        read(Line {
            text,
            tokens: &tokens,
        });
    }
}

/// Reads tokens up to the end of the line or of the piece; returns where it stopped.
fn tokenize(text: &str, from: usize, vocabulary: &Vocabulary, tokens: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() && tokens.len() < PIECE_TOKENS_MAX {
        let byte = bytes[at];
        match byte {
            b'\n' => return at + 1,
            b' ' | b'\t' | b'\r' => at += 1,
            _ => {
                let (end, kind) = token_at(text, at);
                let word = match kind {
                    Kind::Word => {
                        padded(bytes, at, end).map_or(WordId::NONE, |word| vocabulary.find(&word))
                    }
                    _ => WordId::NONE,
                };
                if kind != Kind::Sign('\u{a0}') {
                    let glued = tokens.last().is_some_and(|t: &Token| t.end == at);
                    tokens.push(Token {
                        start: at,
                        end,
                        kind,
                        word,
                        glued,
                    });
                }
                at = end;
            }
        }
    }
    at
}

/// End and kind of the token that begins at `at`, which is no blank.
fn token_at(text: &str, at: usize) -> (usize, Kind) {
    let bytes = text.as_bytes();
    let byte = bytes[at];
    if byte.is_ascii_alphabetic() || byte >= 0x80 {
        return word_at(text, at);
    }
    let decimal = byte == b'.'
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        && (at == 0
            || matches!(
                bytes[at - 1],
                b' ' | b'\n' | b'\t' | b'(' | b'-' | b'$' | b'~'
            ));
    if byte.is_ascii_digit() || decimal {
        return (number_end(bytes, at), Kind::Number);
    }
    (at + 1, Kind::Sign(char::from(byte)))
}

/// The word, address or sign at `at`, which begins with a letter or outside ASCII.
fn word_at(text: &str, at: usize) -> (usize, Kind) {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() {
        if bytes[end].is_ascii_alphabetic() {
            end += 1;
            continue;
        }
        if bytes[end] < 0x80 {
            break;
        }
        let Some(letter) = text[end..].chars().next() else {
            break;
        };
        if !letter.is_alphabetic() || is_currency_letter(letter) {
            if end == at {
                let blank = letter.is_whitespace() || letter == '\u{200b}' || letter == '\u{feff}';
                let sign = if blank { '\u{a0}' } else { letter };
                return (at + letter.len_utf8(), Kind::Sign(sign));
            }
            break;
        }
        end += letter.len_utf8();
    }
    if is_address(bytes, at, end) {
        return (blank_after(bytes, end), Kind::Address);
    }
    (end, Kind::Word)
}

/// Letters that stand for a currency behind a number: they are signs of their own.
fn is_currency_letter(letter: char) -> bool {
    matches!(letter, '元' | '円')
}

/// Whether the word is the beginning of a web or mail address.
fn is_address(bytes: &[u8], at: usize, end: usize) -> bool {
    let word = &bytes[at..end];
    let rest = &bytes[end..];
    rest.starts_with(b"://")
        || (word.eq_ignore_ascii_case(b"www") && rest.starts_with(b"."))
        || (rest.first() == Some(&b'@') && rest.get(1).is_some_and(u8::is_ascii_alphanumeric))
}

/// Where the next blank stands.
fn blank_after(bytes: &[u8], from: usize) -> usize {
    let rest = &bytes[from..];
    let stop = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'"' | b')');
    from + rest.iter().position(stop).unwrap_or(rest.len())
}

/// The end of a number: groups of digits joined by commas, one decimal point.
///
/// A comma joins if three digits follow it, or two as in Indian grouping, where three come last.
fn number_end(bytes: &[u8], at: usize) -> usize {
    let mut end = digits_end(bytes, at);
    if end - at <= 3 && end > at {
        end = groups_end(bytes, end);
    }
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end = digits_end(bytes, end + 1);
    }
    end
}

/// The end of the groups that follow the first one, which ends at `end`: the last place where
/// three digits close them.
fn groups_end(bytes: &[u8], first_end: usize) -> usize {
    let mut at = first_end;
    let mut closed = first_end;
    while bytes.get(at) == Some(&b',') {
        let next = digits_end(bytes, at + 1);
        match next - at - 1 {
            3 => closed = next,
            2 => {}
            _ => break,
        }
        at = next;
    }
    closed
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    let rest = &bytes[from..];
    from + rest
        .iter()
        .position(|b| !b.is_ascii_digit())
        .unwrap_or(rest.len())
}
