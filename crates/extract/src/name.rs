//! Names: known entities by their aliases, unknown ones by their capitals, and words that stand
//! for an entity named before.

use std::collections::BTreeSet;
use std::ops::Range;

use claimbook_model::slug;

use crate::focus::Referent;
use crate::vocabulary::{Entry, Hit, Vocabulary};

mod capital;
mod happening;
mod paper;
mod standing;
mod words;
mod written;

use capital::{Word, capital_words, capitals};
use happening::happenings;
pub(crate) use paper::is_time_in_name;
use standing::anaphora;
pub(crate) use words::{is_facility, is_given, is_person};
pub(crate) use written::Written;
use written::titled;

/// How long a word with its blank is at least in most texts, in bytes.
const WORD_BYTES: usize = 5;

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameForm {
    /// An alias of the catalog.
    Known,
    /// Capitals alone.
    Unknown,
    /// "the company": a common noun that means an entity named before.
    Anaphor,
    /// "it", "they", "he".
    Pronoun,
    /// "its", "their", "his": owns what follows.
    Possessive,
}

/// A name in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub start: usize,
    pub end: usize,
    pub form: NameForm,
    /// The slug; empty while an anaphor is not resolved.
    pub slug: String,
    /// The index of its kind, if that is known.
    pub kind: Option<u16>,
    /// Whom else it can stand for, the likeliest first.
    pub others: Vec<Referent>,
    /// Whether it stands for one of several, and nothing tells for which.
    pub is_torn: bool,
}

impl Name {
    /// Whom it stands for, the likeliest first; nobody while it is not resolved.
    pub(crate) fn referents(&self) -> impl Iterator<Item = Referent> + '_ {
        let first = Referent {
            slug: self.slug.clone(),
            kind: self.kind,
        };
        std::iter::once(first)
            .filter(|referent| !referent.slug.is_empty())
            .chain(self.others.iter().cloned())
    }
}

/// The names in a text, in order, not overlapping. `taken` are spans in which no unknown name is
/// sought (quantities, dates); `is_title` says that capitals there mean little; `known` are
/// names that the document writes elsewhere.
pub(crate) fn names(
    text: &str,
    hits: &[Hit],
    vocabulary: &Vocabulary,
    taken: &[Range<usize>],
    is_title: bool,
    known: &Written<'_>,
) -> Vec<Name> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / WORD_BYTES);
    words.extend(capital_words(text));
    let mut names = aliases(text, hits, vocabulary);
    let occupied: Vec<Range<usize>> = names
        .iter()
        .map(|name| name.start..name.end)
        .chain(taken.iter().cloned())
        .collect();
    names.extend(if is_title {
        titled(text, &words, hits, vocabulary, &occupied, known)
    } else {
        capitals(text, &words, hits, vocabulary, &occupied, known)
    });
    let standing = anaphora(text, &words, hits, vocabulary);
    // "The Harbour retailer" means one named before, and says where it is.
    names.retain(|name| {
        let end = standing.partition_point(|anaphor| anaphor.start <= name.start);
        let inside = end.checked_sub(1).and_then(|at| standing.get(at));
        inside.is_none_or(|anaphor| !encloses(text, anaphor, name))
    });
    let standing: Vec<Name> = standing
        .into_iter()
        .filter(|anaphor| {
            // "The Acme Foundation" is a name, not a foundation named before.
            !names
                .iter()
                .any(|name| name.start < anaphor.end && anaphor.start < name.end)
        })
        .collect();
    names.extend(standing);
    let mut happened = happenings(text, hits, vocabulary, &names);
    // March is a month in a date.
    happened.retain(|name| {
        !taken
            .iter()
            .any(|span| span.start < name.end && name.start < span.end)
    });
    let ends: BTreeSet<usize> = happened.iter().map(|name| name.end).collect();
    // What happens is told by its noun, whether an article stands before it or not.
    names.retain(|name| name.form != NameForm::Anaphor || !ends.contains(&name.end));
    names.extend(happened);
    names.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end)));
    let mut end = 0;
    names.retain(|name| {
        let keep = name.start >= end;
        if keep {
            end = name.end;
        }
        keep
    });
    names
}

/// Whether a name only describes the common noun that an anaphor ends with.
fn encloses(text: &str, anaphor: &Name, name: &Name) -> bool {
    let noun = text
        .get(name.end..anaphor.end)
        .map(|rest| rest.trim_start_matches([' ', '-']));
    anaphor.form == NameForm::Anaphor
        && anaphor.start < name.start
        && noun.is_some_and(|noun| noun.starts_with(char::is_lowercase))
}

/// Aliases, the longest where several begin at one place, extended by the ending of a name.
fn aliases(text: &str, hits: &[Hit], vocabulary: &Vocabulary) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for hit in hits {
        let entity = vocabulary
            .entries(hit.pattern)
            .iter()
            .find_map(|e| match e {
                Entry::Alias(index) => vocabulary.entities.get(*index as usize),
                _ => None,
            });
        let Some(entity) = entity else { continue };
        if !vocabulary.is_written_as_alias(text, *hit) {
            continue;
        }
        let (mut end, mut form, mut kind, mut name_slug) =
            (hit.end, NameForm::Known, entity.kind, entity.slug.clone());
        if let Some((longer, ending_kind)) = ending(text, hit.end, vocabulary) {
            let whole = text.get(hit.start..longer).and_then(slug);
            let is_alias = hits
                .iter()
                .any(|other| other.start == hit.start && other.end == longer);
            if let (Some(whole), false) = (whole, is_alias) {
                (end, form, kind, name_slug) =
                    (longer, NameForm::Unknown, Some(ending_kind), whole);
            }
        }
        if let Some(last) = found.last_mut()
            && hit.start < last.end
        {
            if hit.start == last.start && end > last.end {
                found.pop();
            } else {
                continue;
            }
        }
        found.push(Name {
            start: hit.start,
            end,
            form,
            slug: name_slug,
            kind,
            others: Vec::new(),
            is_torn: false,
        });
    }
    found
}

/// The end of "Ventures" in "Acme Ventures", if the catalog knows such an ending.
fn ending(text: &str, after: usize, vocabulary: &Vocabulary) -> Option<(usize, u16)> {
    let rest = text.get(after..)?.strip_prefix(' ')?;
    let word: &str = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .filter(|word| !word.is_empty())?;
    let kind = vocabulary.kind_by_ending(word)?;
    Some((after + 1 + word.len(), kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_model::Catalog;

    fn found(text: &str) -> Vec<String> {
        let catalog = Catalog::from_toml(
            "[kind.company]\nnouns = [\"company\"]\nendings = [\"Ventures\"]\n\
             [entity.acme]\nkind = \"company\"\naliases = [\"Acme\", \"Acme Cloud\"]",
        )
        .unwrap();
        let vocabulary = Vocabulary::new(&catalog).unwrap();
        let hits = vocabulary.find(&text.to_ascii_lowercase());
        names(text, &hits, &vocabulary, &[], false, &Written::default())
            .iter()
            .map(|name| format!("{}={}", &text[name.start..name.end], name.slug))
            .collect()
    }

    #[test]
    fn known_unknown_and_implied_names_are_found() {
        assert_eq!(
            found("Yesterday Acme Cloud and Bank of Harbour met Jane Doe."),
            [
                "Acme Cloud=acme",
                "Bank of Harbour=bank-of-harbour",
                "Jane Doe=jane-doe"
            ]
        );
        assert_eq!(
            found("Acme Ventures paid; the small company kept its word."),
            ["Acme Ventures=acme-ventures", "the small company=", "its="]
        );
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_is_no_name_by_itself() {
        assert!(found("Revenue was up. Critics laughed.").is_empty());
        assert_eq!(found("Quilter's sales rose."), ["Quilter=quilter"]);
    }

    #[test]
    fn organs_and_amounts_are_nobodys_names() {
        assert!(
            found("So the Annual General Meeting and the Board of Directors agreed.").is_empty()
        );
        assert!(found("Damage was put at P14.2 billion.").is_empty());
        assert!(found("Let's talk about shops.").is_empty());
        assert!(
            found("So the City and its Ministry agreed.")
                .iter()
                .all(|name| name == "its=")
        );
    }

    #[test]
    fn a_number_joined_by_a_hyphen_is_part_of_a_name() {
        assert_eq!(
            found("So they sent Orchid-2 there."),
            ["they=", "Orchid-2=orchid-2"]
        );
        assert_eq!(found("So Harbour-12.5 lost."), ["Harbour=harbour"]);
    }
}
