//! Words that stand for an entity named before: "the company", "it", "its".

use std::sync::LazyLock;

use super::capital::Word;
use super::{Name, NameForm};
use crate::lexicon::{WordClass, class};
use crate::quantity::hash::WordSet;
use crate::vocabulary::{Entry, Hit, Vocabulary};

/// "the company", "it", "its".
pub(super) fn anaphora(
    text: &str,
    words: &[Word],
    hits: &[Hit],
    vocabulary: &Vocabulary,
) -> Vec<Name> {
    let mut names = Vec::new();
    for hit in hits {
        let kind = vocabulary
            .entries(hit.pattern)
            .iter()
            .find_map(|e| match e {
                Entry::KindNoun(kind) => Some(*kind),
                _ => None,
            });
        let Some(kind) = kind else { continue };
        if let Some(start) = definite(text, hit.start) {
            names.push(Name {
                start,
                end: hit.end,
                form: NameForm::Anaphor,
                slug: String::new(),
                kind: Some(kind),
                others: Vec::new(),
                is_torn: false,
            });
        }
    }
    for word in words {
        let Some(form) = text.get(word.start..word.end).and_then(pronoun) else {
            continue;
        };
        names.push(Name {
            start: word.start,
            end: word.end,
            form,
            slug: String::new(),
            kind: None,
            others: Vec::new(),
            is_torn: false,
        });
    }
    names.sort_by_key(|name| name.start);
    names
}

static POSSESSIVES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("its their his her"));
static PRONOUNS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("it they he she them"));

/// How a word stands for somebody named before, if it does.
fn pronoun(word: &str) -> Option<NameForm> {
    match word.len() {
        2..=5 if POSSESSIVES.has(word) => Some(NameForm::Possessive),
        2..=5 if PRONOUNS.has(word) => Some(NameForm::Pronoun),
        _ => None,
    }
}

/// Where "the", "this" or "that" begins a noun phrase that ends with the noun at `noun`, with at
/// most three words between.
fn definite(text: &str, noun: usize) -> Option<usize> {
    let before = text.get(..noun)?;
    let mut end = before.len();
    for _ in 0..4 {
        let trimmed = before.get(..end)?.trim_end_matches([' ', '-']);
        if trimmed.len() == end && end != noun {
            return None;
        }
        let start = trimmed
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| {
                at + trimmed[at..].chars().next().map_or(1, char::len_utf8)
            });
        let word = trimmed.get(start..)?.to_ascii_lowercase();
        match word.as_str() {
            "the" | "this" | "that" => return Some(start),
            "" => return None,
            other if class(other) != WordClass::Open => return None,
            _ => end = start,
        }
    }
    None
}
