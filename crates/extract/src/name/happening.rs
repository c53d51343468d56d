//! Things that happen, which have no name but their noun, their place and their time.

use claimbook_model::slug;

use super::words::is_happening_part;
use super::{Name, NameForm};
use crate::lexicon::{WordClass, class};
use crate::vocabulary::{Entry, Hit, Vocabulary};

/// How far before its noun the owner of a thing that happens may end, in bytes.
const OWNED_BYTES_MAX: usize = 32;

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
        let Some(kind) = kind.filter(|_| !is_part(text, hit.end)) else {
            continue;
        };
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
            .or_else(|| owned(text, hit.start, names))
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
            is_torn: false,
        });
    }
    found
}

/// The slug of whose a thing is that happens, and of the words between: "Harbour's mayoral" of an
/// election.
fn owned(text: &str, noun: usize, names: &[Name]) -> Option<String> {
    let owner = names
        .iter()
        .filter(|name| name.end < noun && noun - name.end <= OWNED_BYTES_MAX)
        .rfind(|name| !name.slug.is_empty())?;
    let between = text.get(owner.end..noun)?;
    let words = ["'s ", "\u{2019}s "]
        .iter()
        .find_map(|mark| between.strip_prefix(mark))?;
    let is_plain = words
        .chars()
        .all(|c| c.is_lowercase() || matches!(c, ' ' | '-'));
    let few = words.split_whitespace().count() <= 2;
    let between = slug(words).filter(|_| is_plain && few);
    match between {
        Some(between) => Some(format!("{}-{between}", owner.slug)),
        None => words.is_empty().then(|| owner.slug.clone()),
    }
}

/// Whether the noun of what happens that ends at a byte only describes the noun behind it.
fn is_part(text: &str, end: usize) -> bool {
    text.get(end..)
        .and_then(|rest| rest.strip_prefix([' ', '-']))
        .and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next())
        .is_some_and(is_happening_part)
}

/// The slug of the two words before a noun that describe it: "March 2031" of a breach.
fn described(text: &str, noun: usize) -> Option<String> {
    let before = text.get(..noun)?.trim_end();
    let from = before.len().saturating_sub(24);
    let from = (from..before.len()).find(|at| before.is_char_boundary(*at))?;
    let before = before.get(from..)?;
    // "Harbour's vote": what is before a mark of possession belongs to another name.
    let own = before.rfind(['\'', '\u{2019}']).and_then(|at| {
        let tail = before.get(at..)?;
        Some(
            tail.find(' ')
                .map_or("", |space| tail.get(space..).unwrap_or_default()),
        )
    });
    let words: Vec<&str> = own
        .unwrap_or(before)
        .rsplit(|c: char| !c.is_alphanumeric())
        .take_while(|word| class(&word.to_ascii_lowercase()) == WordClass::Open)
        .take(2)
        .collect();
    slug(&words.into_iter().rev().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::is_part;

    #[test]
    fn a_noun_of_what_happens_may_only_describe_the_noun_behind_it() {
        let part = |text: &str| is_part(text, "the storm".len());
        assert!(part("the storm council met"));
        assert!(part("the storm-relief fund"));
        assert!(!part("the storm killed nine"));
        assert!(!part("the storm. Officials came"));
    }
}
