//! The names that a document writes inside its sentences, and the titles that write them in capitals.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use claimbook_model::slug;

use super::capital::{
    Word, begins_name, capital_words, designated, is_free, is_of_vocabulary, is_owner,
    kind_of_form, run_end,
};
use super::words::{ends_plainly, is_bare, is_name_verb, is_no_name};
use super::{Name, NameForm};
use crate::vocabulary::{Hit, Vocabulary};

/// The names that a document writes inside its sentences, where capitals mean something.
#[derive(Debug, Default)]
pub(crate) struct Written<'a> {
    /// Single words of them.
    pub words: HashSet<&'a str>,
    /// Whole ones.
    wholes: HashSet<&'a str>,
    /// Words that begin sentences as names do; `settle` tells which are names.
    openings: BTreeSet<&'a str>,
    /// The whole ones in lower case, made when the first title in capitals asks for them.
    lowered: OnceCell<HashSet<String>>,
}

impl<'a> Written<'a> {
    /// Notes the capitalised words of a text that stand inside its sentences, and those that begin
    /// one with another behind.
    pub(crate) fn note(&mut self, text: &'a str) {
        let all: Vec<Word> = capital_words(text).collect();
        let mut index = 0;
        while let Some(word) = all.get(index) {
            if !begins_name(text, word, &[]) {
                index += 1;
                continue;
            }
            let last = run_end(text, &all, index, &[]);
            for word in all.get(index..=last).unwrap_or_default() {
                if let Some(written) = text.get(word.start..word.end)
                    && word.capital
                    && !word.first
                    && written.len() > 2
                    && !is_no_name(written)
                {
                    self.words.insert(written);
                }
            }
            if (!word.first || last > index)
                && let Some(end) = all.get(last).map(|word| word.end)
                && let Some(whole) = text.get(word.start..end)
            {
                self.wholes.insert(whole);
            }
            if word.first && last == index && opens_as_name(text, word) {
                let written = text.get(word.start..word.end).unwrap_or_default();
                self.openings.insert(written);
            }
            index = last + 1;
        }
    }

    /// Makes names of the words that begin sentences as names do and that none of the texts writes
    /// in lower case.
    pub(crate) fn settle<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        let words = &self.words;
        self.openings.retain(|word| !words.contains(word));
        if self.openings.is_empty() {
            return;
        }
        let mut open: BTreeMap<String, &'a str> = self
            .openings
            .iter()
            .map(|word| (word.to_lowercase(), *word))
            .collect();
        for text in texts {
            for word in capital_words(text).filter(|word| !word.capital) {
                if let Some(written) = text.get(word.start..word.end) {
                    open.remove(written);
                }
            }
        }
        self.words.extend(open.values());
        self.wholes.extend(open.values());
    }

    /// Whether the document writes a name, given in lower case.
    fn has_whole(&self, lower: &str) -> bool {
        self.lowered
            .get_or_init(|| {
                self.wholes
                    .iter()
                    .map(|whole| whole.to_lowercase())
                    .collect()
            })
            .contains(lower)
    }
}

/// Whether a word that begins a sentence is followed as a name is: by a verb of a single subject, by
/// what it owns, or by an apposition ("Acme, the grocer").
fn opens_as_name(text: &str, word: &Word) -> bool {
    let written = text.get(word.start..word.end).unwrap_or_default();
    let end = designated(text, word.end);
    if written.len() < 3 || is_bare(written) {
        return false;
    }
    if is_owner(text, end) {
        return true;
    }
    if ends_plainly(written) {
        return false;
    }
    let rest = text.get(end..).unwrap_or_default();
    let is_described = ["a", "an", "the", "which", "whose"]
        .iter()
        .any(|first| starts_with_word(rest, ", ", first));
    let verb = rest
        .strip_prefix(' ')
        .and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
    // "Shops had", "Analysts said": a plural needs a verb that has another form for one.
    let is_plural = written.ends_with('s') && !written.ends_with("ss");
    let follows = verb.is_some_and(|verb| {
        is_name_verb(verb) && (!is_plural || matches!(verb, "has" | "is" | "was" | "says"))
    });
    follows || (is_described && !is_plural)
}

/// Whether a text begins with a mark and a whole word behind it.
fn starts_with_word(text: &str, mark: &str, word: &str) -> bool {
    text.strip_prefix(mark)
        .and_then(|rest| rest.strip_prefix(word))
        .is_some_and(|rest| rest.starts_with(' '))
}

/// How many words a name in a title may have.
const TITLE_WORDS: usize = 5;

/// The names of a title whose words all have capitals: those that the text behind it writes too.
pub(super) fn titled(
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
        let found = (index..(index + TITLE_WORDS).min(words.len()))
            .rev()
            .filter_map(|last| words.get(last))
            .filter(|last| is_free(last, occupied))
            .find_map(|last| {
                let written = text.get(word.start..last.end)?;
                known
                    .has_whole(&written.to_lowercase())
                    .then_some((last.end, written))
            })
            .filter(|(end, _)| {
                begins_name(text, word, occupied)
                    && !is_of_vocabulary((word.start, *end), hits, vocabulary)
            });
        let Some((end, written)) = found else {
            index += 1;
            continue;
        };
        if let Some(slug) = slug(super::words::without_legal_form(written)) {
            names.push(Name {
                start: word.start,
                end,
                form: NameForm::Unknown,
                slug,
                kind: kind_of_form(written, vocabulary),
                others: Vec::new(),
                is_torn: false,
            });
        }
        index = words.partition_point(|word| word.start < end);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(text: &str) -> Vec<&str> {
        let mut written = Written::default();
        written.note(text);
        written.settle(std::iter::once(text));
        let mut words: Vec<&str> = written.words.into_iter().collect();
        words.sort_unstable();
        words
    }

    #[test]
    fn a_word_that_begins_a_sentence_as_names_do_is_a_name() {
        assert_eq!(settled("Quillwort opened a shop."), ["Quillwort"]);
        assert_eq!(settled("Quillwort, the grocer, left."), ["Quillwort"]);
        assert_eq!(settled("Quillwort's shops are small."), ["Quillwort"]);
        assert_eq!(settled("Orchid-2 has four legs."), ["Orchid"]);
    }

    #[test]
    fn a_word_of_the_language_that_begins_a_sentence_is_no_name() {
        for text in [
            "Demand was weak.",
            "Shops had to close.",
            "Analysts said no.",
            "Investment is low.",
            "Management's plan failed.",
            "Rarely has it rained.",
            "Wombats, the keeper said, sleep.",
            "Barley was dear. The price of barley fell.",
        ] {
            assert!(settled(text).is_empty(), "{text}");
        }
    }
}
