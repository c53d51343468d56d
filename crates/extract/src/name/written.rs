//! The names that a document writes inside its sentences, and the titles that write them in capitals.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use claimbook_model::slug;

use super::capital::{
    Word, begins_name, capital_words, is_free, is_of_vocabulary, kind_of_form, run_end,
};
use super::words::is_no_name;
use super::{Name, NameForm};
use crate::vocabulary::{Hit, Vocabulary};

/// The names that a document writes inside its sentences, where capitals mean something.
#[derive(Debug, Default)]
pub(crate) struct Written<'a> {
    /// Single words of them.
    pub words: HashSet<&'a str>,
    /// Whole ones.
    wholes: HashSet<&'a str>,
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
            index = last + 1;
        }
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
            });
        }
        index = words.partition_point(|word| word.start < end);
    }
    names
}
