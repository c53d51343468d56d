//! Unknown names, by their capitals.

use std::ops::Range;

use claimbook_model::slug;

use super::paper::is_time_in_name;
use super::words::{self, is_no_name};
use super::written::Written;
use super::{Name, NameForm};
use crate::chars::{char_at, char_before, run_at};
use crate::vocabulary::{Entry, Hit, Vocabulary};

/// A capitalised word.
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub capital: bool,
    /// Whether it begins a sentence, where capitals mean nothing.
    pub first: bool,
    /// Whether it stands right behind the word before, one space between.
    pub adjacent: bool,
}

/// The words of a text, capitalised or not, in order.
pub(super) fn capital_words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let bytes = text.as_bytes();
    let (mut at, mut first, mut last_end) = (0, true, usize::MAX);
    std::iter::from_fn(move || {
        let mut spaced = false;
        let (start, c) = loop {
            let c = char_at(text, at)?;
            if c.is_alphanumeric() {
                break (at, c);
            }
            // A dash between spaces begins a phrase of its own.
            first |= spaced && c == ' ';
            spaced = c == '—' || (matches!(c, '-' | '–') && char_before(text, at) == Some(' '));
            first |= matches!(c, '.' | '!' | '?' | '\n' | ':' | '•' | '“' | '"');
            at += c.len_utf8();
        };
        let behind = start + c.len_utf8();
        let mut run = run_at(text, behind);
        let mut inner = run.has_capital;
        while matches!(bytes.get(run.end), Some(b'&' | b'.'))
            && char_at(text, run.end + 1).is_some_and(char::is_alphanumeric)
        {
            run = run_at(text, run.end + 1);
            inner |= run.has_capital;
        }
        let between = bytes.get(last_end.min(start)..start).unwrap_or_default();
        let word = Word {
            start,
            end: run.end,
            capital: c.is_uppercase() || (inner && c.is_alphabetic()),
            first,
            adjacent: matches!(between, b" " | b"-" | b" & "),
        };
        let end = run.end;
        (at, first, last_end) = (end, false, end);
        Some(word)
    })
}

/// Runs of capitalised words that are no aliases.
pub(super) fn capitals(
    text: &str,
    words: &[Word],
    hits: &[Hit],
    vocabulary: &Vocabulary,
    occupied: &[Range<usize>],
    known: &Written<'_>,
) -> Vec<Name> {
    let mut names = Vec::new();
    let mut index = 0;
    while let Some(word) = words.get(index) {
        if !begins_name(text, word, occupied) {
            index += 1;
            continue;
        }
        let last = run_end(text, words, index, occupied);
        // A title before a name is no part of it: "Chief Executive Jane Doe".
        let start = (index..=last)
            .find(|at| words.get(*at).is_some_and(|word| !is_titled(text, word)))
            .unwrap_or(last);
        let titled = start > index;
        let run = words.get(start).zip(words.get(last));
        if let Some((word, end)) = run.map(|(first, last)| (first, designated(text, last.end)))
            && !is_adjective(text, end)
            && is_name(text, (word, end, last - start + 1), hits, vocabulary, known)
            && let Some(written) = text.get(word.start..end)
            && let Some(name_slug) = slug(words::without_legal_form(written))
        {
            let kind = if titled {
                vocabulary.kind("person")
            } else {
                kind_of_form(written, vocabulary)
            };
            names.push(Name {
                start: word.start,
                end,
                form: NameForm::Unknown,
                slug: name_slug,
                kind,
                others: Vec::new(),
                is_torn: false,
            });
        }
        index = last + 1;
    }
    names
}

/// The index of the last word of a run of capitalised words.
pub(super) fn run_end(
    text: &str,
    words: &[Word],
    first: usize,
    occupied: &[Range<usize>],
) -> usize {
    let mut last = first;
    while let Some(next) = words.get(last + 1) {
        let written = text.get(next.start..next.end).unwrap_or_default();
        let free = next.adjacent && is_free(next, occupied);
        if free && next.capital && !is_no_name(written) {
            last += 1;
        } else if free
            && links_name(written)
            && words
                .get(last + 2)
                .is_some_and(|w| w.adjacent && w.capital && is_free(w, occupied))
        {
            last += 2;
        } else {
            break;
        }
    }
    last
}

/// Whether a word is what a person is called before the name.
fn is_titled(text: &str, word: &Word) -> bool {
    text.get(word.start..word.end).is_some_and(words::is_title)
}

/// Whether a name is but a part of an adjective: "Harbour-based".
fn is_adjective(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    rest.strip_prefix('-').is_some_and(|rest| {
        let word = rest.split(|c: char| !c.is_alphabetic()).next();
        matches!(
            word,
            Some(
                "based"
                    | "listed"
                    | "headquartered"
                    | "born"
                    | "owned"
                    | "backed"
                    | "style"
                    | "led"
            )
        )
    })
}

pub(super) fn begins_name(text: &str, word: &Word, occupied: &[Range<usize>]) -> bool {
    let written = text.get(word.start..word.end).unwrap_or_default();
    let opens = word.first && words::is_opener(written);
    word.capital
        && is_free(word, occupied)
        && !is_no_name(written)
        && written.len() > 1
        && !opens
        && !is_amount(text, word)
}

pub(super) fn is_free(word: &Word, occupied: &[Range<usize>]) -> bool {
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
    known: &Written<'_>,
) -> bool {
    let written = text.get(word.start..end).unwrap_or_default();
    if (is_of_vocabulary((word.start, end), hits, vocabulary)
        && !is_time_in_name(text, &(word.start..end)))
        || words::is_organ(written)
        || words::is_governed(written)
        || written.rsplit(' ').next().is_some_and(words::is_no_end)
        || (count == 1 && is_capital_noun(text, word, hits, vocabulary))
    {
        return false;
    }
    if !word.first || count > 1 {
        return true;
    }
    let plain = text.get(word.start..word.end).unwrap_or_default();
    known.words.contains(plain) || (is_owner(text, end) && !words::is_bare(written))
}

/// The end of a name that ends at a byte, with the number that a hyphen joins to it: "Orchid-2".
pub(super) fn designated(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let Some(number) = rest.strip_prefix('-') else {
        return end;
    };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let behind = number.get(digits..).unwrap_or_default();
    let is_whole = !behind
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '%' | '–'))
        && !behind
            .strip_prefix(['.', ','])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if (1..=3).contains(&digits) && is_whole {
        end + 1 + digits
    } else {
        end
    }
}

/// Whether what ends before a byte owns what stands behind it: "Acme's sales".
pub(super) fn is_owner(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    rest.strip_prefix("'s ")
        .or_else(|| rest.strip_prefix("’s "))
        .is_some_and(|rest| !is_contraction(rest))
}

/// Whether a word is an amount of money with a letter for its currency: "P14.2", "R3 billion".
fn is_amount(text: &str, word: &Word) -> bool {
    let written = text.get(word.start..word.end).unwrap_or_default();
    let digits = written.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let behind = text.get(word.end..).unwrap_or_default().trim_start();
    is_number
        && written.len() - digits.len() <= 2
        && ["million", "billion", "trillion"]
            .iter()
            .any(|scale| behind.starts_with(scale))
}

/// Whether what stands between two bytes is a word of the vocabulary that is no name.
pub(super) fn is_of_vocabulary(
    (start, end): (usize, usize),
    hits: &[Hit],
    vocabulary: &Vocabulary,
) -> bool {
    hits_at((start, end), hits).any(|hit| {
        vocabulary
            .entries(hit.pattern)
            .iter()
            .any(|entry| matches!(entry, Entry::Cue { .. } | Entry::Value(_) | Entry::Sign(_)))
    })
}

/// The words of the vocabulary that stand between two bytes.
fn hits_at(place: (usize, usize), hits: &[Hit]) -> impl Iterator<Item = &Hit> {
    let from = hits.partition_point(|hit| (hit.start, hit.end) < place);
    hits.iter()
        .skip(from)
        .take_while(move |hit| (hit.start, hit.end) == place)
}

/// Whether the words behind "'s" say that it is short for "is" or "has": "Fuel's the worry".
fn is_contraction(rest: &str) -> bool {
    let next = rest.split(' ').next().unwrap_or_default();
    matches!(
        next,
        "the" | "a" | "an" | "not" | "been" | "now" | "only" | "just" | "still" | "no"
    )
}

/// Whether a word is a common noun behind an article: "the Company", "the Group".
fn is_capital_noun(text: &str, word: &Word, hits: &[Hit], vocabulary: &Vocabulary) -> bool {
    let is_noun = hits_at((word.start, word.end), hits).any(|hit| {
        vocabulary
            .entries(hit.pattern)
            .iter()
            .any(|entry| matches!(entry, Entry::KindNoun(_)))
    });
    let before = text.get(..word.start).unwrap_or_default();
    is_noun && (before.ends_with("the ") || before.ends_with("The "))
}

/// Words that link the parts of a name: "Bank of Harbour".
fn links_name(word: &str) -> bool {
    matches!(word, "of" | "&" | "de" | "la" | "du" | "von" | "van")
}

/// The kind that the form of a name tells: by its ending, or a product's by letters and a number.
pub(super) fn kind_of_form(written: &str, vocabulary: &Vocabulary) -> Option<u16> {
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
        .or_else(|| kind_of_happening(written, vocabulary))
        .or_else(|| {
            vocabulary
                .kind("person")
                .filter(|_| words::is_given(written))
        })
}

/// The kind of what happens, by the noun in its name: "Storm Orla", "Quarry Fire".
fn kind_of_happening(written: &str, vocabulary: &Vocabulary) -> Option<u16> {
    let mut words = written.split(' ');
    let ends = [words.next(), words.next_back()];
    ends.into_iter()
        .flatten()
        .find_map(|word| vocabulary.kind_of_happening(word))
}

fn kind_of_ending(written: &str, vocabulary: &Vocabulary) -> Option<u16> {
    vocabulary.kind_by_ending(written.rsplit(' ').next()?)
}
