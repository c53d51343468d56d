//! Unknown names, by their capitals.

use std::collections::BTreeSet;
use std::ops::Range;

use claimbook_model::slug;

use super::{Name, NameForm, words};
use crate::vocabulary::{Entry, Hit, Vocabulary};

/// A capitalised word.
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    capital: bool,
    /// Whether it begins a sentence, where capitals mean nothing.
    first: bool,
    /// Whether it stands right behind the word before, one space between.
    adjacent: bool,
}

pub(super) fn capital_words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    let (mut first, mut last_end) = (true, usize::MAX);
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            if matches!(c, '.' | '!' | '?' | '\n' | ':' | '•' | '“' | '"') {
                first = true;
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(next, n)) = chars.peek() {
            let inner = matches!(n, '&' | '.')
                && text
                    .get(next + 1..)
                    .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            if n.is_alphanumeric() || inner {
                end = next + n.len_utf8();
                chars.next();
            } else {
                break;
            }
        }
        let word = text.get(start..end).unwrap_or_default();
        let between = text.get(last_end.min(start)..start).unwrap_or_default();
        words.push(Word {
            start,
            end,
            capital: c.is_uppercase()
                || (word.chars().skip(1).any(char::is_uppercase) && c.is_alphabetic()),
            first,
            adjacent: matches!(between, " " | "-" | " & "),
        });
        first = false;
        last_end = end;
    }
    words
}

/// Runs of capitalised words that are no aliases.
pub(super) fn capitals(
    text: &str,
    hits: &[Hit],
    vocabulary: &Vocabulary,
    occupied: &[Range<usize>],
    known: &BTreeSet<String>,
) -> Vec<Name> {
    let words = capital_words(text);
    let mut names = Vec::new();
    let mut index = 0;
    while let Some(word) = words.get(index) {
        if !begins_name(text, word, occupied) {
            index += 1;
            continue;
        }
        let mut last = index;
        while let Some(next) = words.get(last + 1) {
            let lower = text.get(next.start..next.end).unwrap_or_default();
            let free = next.adjacent && is_free(next, occupied);
            if free && next.capital && !is_no_name(lower) {
                last += 1;
            } else if free
                && links_name(lower)
                && words
                    .get(last + 2)
                    .is_some_and(|w| w.adjacent && w.capital && is_free(w, occupied))
            {
                last += 2;
            } else {
                break;
            }
        }
        if let Some(end) = words.get(last).map(|w| w.end)
            && is_name(text, (word, end, last - index + 1), hits, vocabulary, known)
            && let Some(name_slug) = text.get(word.start..end).and_then(slug)
        {
            names.push(Name {
                start: word.start,
                end,
                form: NameForm::Unknown,
                slug: name_slug,
                kind: kind_of_form(text.get(word.start..end).unwrap_or_default(), vocabulary),
            });
        }
        index = last + 1;
    }
    names
}

fn begins_name(text: &str, word: &Word, occupied: &[Range<usize>]) -> bool {
    let written = text.get(word.start..word.end).unwrap_or_default();
    word.capital && is_free(word, occupied) && !is_no_name(written) && written.len() > 1
}

fn is_no_name(written: &str) -> bool {
    let lower = written.to_ascii_lowercase();
    words::is_no_name(&lower)
}

fn is_free(word: &Word, occupied: &[Range<usize>]) -> bool {
    !occupied
        .iter()
        .any(|span| word.start < span.end && span.start < word.end)
}

/// Whether a run of capitalised words is a name: a single word that begins a sentence is one only
/// if it owns something or is a name elsewhere, and no word of the vocabulary.
fn is_name(
    text: &str,
    (word, end, count): (&Word, usize, usize),
    hits: &[Hit],
    vocabulary: &Vocabulary,
    known: &BTreeSet<String>,
) -> bool {
    let written = text.get(word.start..end).unwrap_or_default();
    let is_vocabulary = hits.iter().any(|hit| {
        hit.start == word.start
            && hit.end == end
            && vocabulary
                .entries(hit.pattern)
                .iter()
                .any(|entry| matches!(entry, Entry::Cue { .. } | Entry::Value(_) | Entry::Sign(_)))
    });
    if is_vocabulary {
        return false;
    }
    if !word.first || count > 1 {
        return true;
    }
    let rest = text.get(end..).unwrap_or_default();
    rest.starts_with("'s ") || rest.starts_with("’s ") || known.contains(written)
}

/// Words that link the parts of a name: "Bank of Harbour".
fn links_name(word: &str) -> bool {
    matches!(word, "of" | "&" | "de" | "la" | "du" | "von" | "van")
}

/// The kind that the form of a name tells: by its ending, or a product's by letters and a number.
fn kind_of_form(written: &str, vocabulary: &Vocabulary) -> Option<u16> {
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let is_designation = digits >= 3
        && written.starts_with(char::is_alphabetic)
        && written
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_uppercase());
    if is_designation {
        return vocabulary.kind("product");
    }
    kind_of_ending(written, vocabulary)
}

fn kind_of_ending(written: &str, vocabulary: &Vocabulary) -> Option<u16> {
    let last = written.rsplit(' ').next()?;
    vocabulary
        .kinds
        .iter()
        .position(|(_, kind)| kind.endings.iter().any(|ending| ending == last))
        .map(|kind| kind as u16)
}

/// Capitalised words that stand inside sentences: names wherever they stand.
pub(crate) fn inner_capitals(text: &str, known: &mut BTreeSet<String>) {
    for word in capital_words(text) {
        if word.capital
            && !word.first
            && let Some(written) = text.get(word.start..word.end)
            && written.len() > 2
            && !is_no_name(written)
        {
            known.insert(written.to_owned());
        }
    }
}
