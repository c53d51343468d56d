//! Things that happen, which have no name but their noun, their place and their time.

use claimbook_model::slug;

use super::{Name, NameForm};
use crate::lexicon::{WordClass, class};
use crate::vocabulary::{Entry, Hit, Vocabulary};

/// Things that happen have no name but their noun, where they were, and when: "the breach of
/// March 2031", "the quake in Harbour". The year that is not written is left to the reader.
pub(super) fn happenings(
    text: &str,
    hits: &[Hit],
    vocabulary: &Vocabulary,
    names: &[Name],
) -> Vec<Name> {
    let mut found = Vec::new();
    for hit in hits {
        let kind = vocabulary
            .entries(hit.pattern)
            .iter()
            .find_map(|e| match e {
                Entry::KindNoun(kind) if vocabulary.is_happening(*kind) => Some(*kind),
                _ => None,
            });
        let Some(kind) = kind else { continue };
        let near = names.iter().find(|name| {
            let before = name.end <= hit.start && hit.start - name.end <= 2;
            let after = name.start >= hit.end && name.start - hit.end <= 8;
            !name.slug.is_empty() && (before || after)
        });
        let Some((noun, _)) = vocabulary.kinds.get(kind as usize) else {
            continue;
        };
        let described = near
            .map(|name| name.slug.clone())
            .or_else(|| described(text, hit.start));
        let whole = match described {
            Some(described) => format!("{described}-{noun}"),
            None => noun.clone(),
        };
        found.push(Name {
            start: hit.start,
            end: hit.end,
            form: NameForm::Unknown,
            slug: whole,
            kind: Some(kind),
            others: Vec::new(),
        });
    }
    found
}

/// The slug of the two words before a noun that describe it: "March 2031" of a breach.
fn described(text: &str, noun: usize) -> Option<String> {
    let before = text.get(..noun)?.trim_end();
    let from = before.len().saturating_sub(24);
    let from = (from..before.len()).find(|at| before.is_char_boundary(*at))?;
    let words: Vec<&str> = before
        .get(from..)?
        .rsplit(|c: char| !c.is_alphanumeric())
        .take_while(|word| class(&word.to_ascii_lowercase()) == WordClass::Open)
        .take(2)
        .collect();
    slug(&words.into_iter().rev().collect::<Vec<_>>().join(" "))
}
