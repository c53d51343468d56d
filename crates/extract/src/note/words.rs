//! The phrases of notes: a table of the crate's data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    class: BTreeMap<String, String>,
    opens: KindTable,
    says: KindTable,
    leads: LeadTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindTable {
    retraction: Vec<String>,
    correction: Vec<String>,
    clarification: Vec<String>,
    update: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeadTable {
    wrong: Vec<String>,
    right: Vec<String>,
}

/// All phrases of notes.
pub(super) struct Phrases {
    pub(super) opens: ByKind,
    pub(super) says: ByKind,
    pub(super) leads: Leads,
}

/// Phrases by the kind of note that they make.
pub(super) struct ByKind {
    pub(super) retraction: Vec<Phrase>,
    pub(super) correction: Vec<Phrase>,
    pub(super) clarification: Vec<Phrase>,
    pub(super) update: Vec<Phrase>,
}

/// Phrases before a number inside a note.
pub(super) struct Leads {
    pub(super) wrong: Vec<Phrase>,
    pub(super) right: Vec<Phrase>,
}

/// A row of words.
pub(super) struct Phrase(Vec<Slot>);

struct Slot {
    /// The words that may stand here; none for any word.
    words: Option<BTreeSet<String>>,
    optional: bool,
}

pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../../data/notes.toml"))
        .unwrap_or_else(|error| unreachable!("a built-in table cannot be read: {error}"));
    let class = &table.class;
    let all = |rows: &[String]| rows.iter().map(|row| Phrase::new(row, class)).collect();
    let by_kind = |kinds: &KindTable| ByKind {
        retraction: all(&kinds.retraction),
        correction: all(&kinds.correction),
        clarification: all(&kinds.clarification),
        update: all(&kinds.update),
    };
    Phrases {
        opens: by_kind(&table.opens),
        says: by_kind(&table.says),
        leads: Leads {
            wrong: all(&table.leads.wrong),
            right: all(&table.leads.right),
        },
    }
});

impl Phrase {
    fn new(row: &str, classes: &BTreeMap<String, String>) -> Self {
        let slot = |text: &str| {
            let word = text.trim_end_matches('?');
            let words = match word.strip_prefix('@') {
                Some(class) => Some(match classes.get(class) {
                    Some(words) => words.split_whitespace().map(str::to_owned).collect(),
                    None => unreachable!("a built-in table names the class {class}"),
                }),
                None if word == "*" => None,
                None => Some(BTreeSet::from([word.to_owned()])),
            };
            Slot {
                words,
                optional: word.len() < text.len(),
            }
        };
        Self(row.split_whitespace().map(slot).collect())
    }

    /// Where the phrase ends if it begins at the word `at`.
    pub(super) fn matches<'t>(
        &self,
        word: &mut dyn FnMut(usize) -> Option<&'t str>,
        at: usize,
    ) -> Option<usize> {
        ends(&self.0, word, at)
    }
}

/// Where the slots end from the word `at` on, missing ones tried last.
fn ends<'t>(
    slots: &[Slot],
    word: &mut dyn FnMut(usize) -> Option<&'t str>,
    at: usize,
) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else {
        return Some(at);
    };
    let fits =
        word(at).is_some_and(|word| slot.words.as_ref().is_none_or(|words| words.contains(word)));
    let with = if fits { ends(rest, word, at + 1) } else { None };
    with.or_else(|| slot.optional.then(|| ends(rest, word, at)).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_be_missing_or_any() {
        let classes = BTreeMap::from([("was".to_owned(), "is was".to_owned())]);
        let phrase = Phrase::new("this * @was? changed", &classes);
        let ends = |text: &'static str| {
            let words: Vec<&str> = text.split(' ').collect();
            phrase.matches(&mut |at| words.get(at).copied(), 0)
        };
        assert_eq!(ends("this story was changed today"), Some(4));
        assert_eq!(ends("this story changed"), Some(3));
        assert_eq!(ends("this was never changed"), None);
        assert_eq!(ends("this story was"), None);
    }
}
