//! Attribution: to whom the text attributes a number.

use claimbook_model::{Attribution, slug};

use crate::date::DateKind;
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class};
use crate::name::NameForm;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

mod words;

use words::{
    is_anonymous, is_body, is_matter, is_participle, is_people, is_reckoning, is_report, is_saying,
    names_source,
};

/// How many items a noun phrase for a source may have.
const SOURCE_ITEMS: usize = 10;

/// The places of one sentence where a source can be named, found once for all of its numbers.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// The items of the words that can name one, ascending.
    words: Vec<usize>,
    /// The items of its semicolons, ascending.
    semicolons: Vec<usize>,
}

impl Sources {
    /// Looks for them in a sentence.
    pub(crate) fn of(passage: &Passage<'_>, sentence: &Sentence) -> Self {
        let mut found = Self::default();
        for item in sentence.first..sentence.last {
            match passage.kind(item) {
                Some(ItemKind::Semicolon) => found.semicolons.push(item),
                Some(ItemKind::Word) if names_source(passage.word(item)) => found.words.push(item),
                _ => {}
            }
        }
        found
    }

    /// Those around an item that no semicolon parts from it.
    fn around(&self, item: usize) -> &[usize] {
        let behind = self.semicolons.partition_point(|at| *at < item);
        let before = behind.checked_sub(1).and_then(|at| self.semicolons.get(at));
        let from = before.map_or(0, |before| self.words.partition_point(|at| at < before));
        let after = self.semicolons.get(behind);
        let to = after.map_or(self.words.len(), |after| {
            self.words.partition_point(|at| at < after)
        });
        self.words.get(from..to).unwrap_or_default()
    }
}

/// The source that a sentence names for the quantity at `quantity`. `last` is the source named
/// last before it, which "the source" and "the report" mean; `is_known` that the number is told as
/// a fact.
pub(crate) fn of(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    (sentence, sources): (&Sentence, &Sources),
    quantity: usize,
    is_known: bool,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    let mut best: Option<(Rank, Attribution)> = None;
    for &item in sources.around(quantity) {
        let word = passage.word(item);
        if is_known && is_outlook(passage, item) {
            continue;
        }
        let found = match word {
            "to" if item > 0 && passage.word(item - 1) == "according" => {
                source_at(passage, item + 1, last)
            }
            "per" | "citing" | "cites" | "cited" => source_at(passage, item + 1, last),
            "by" if item > sentence.first && is_participle(passage.word(item - 1)) => {
                source_at(passage, item + 1, last)
            }
            word if is_saying(word) => said_by(passage, vocabulary, sentence, item, last),
            word if is_report(word) && item < quantity => owner(passage, sentence, item),
            _ => None,
        };
        if let Some(found) = found {
            let anonymous = found.voice.is_none();
            let gap = item.abs_diff(quantity);
            let inferred = is_saying(word) || is_report(word);
            let rank = (anonymous, inferred, gap);
            if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                best = Some((rank, found));
            }
        }
    }
    best.map(|(_, attribution)| attribution)
}

/// How well a source fits, the best first: a named one, one that is cited, the nearest.
type Rank = (bool, bool, usize);

/// Whether the word at `item` tells who reckons with what is not known.
fn is_outlook(passage: &Passage<'_>, item: usize) -> bool {
    let by = passage.word(item) == "by"
        && item
            .checked_sub(1)
            .is_some_and(|at| is_reckoning(passage.word(at)) || passage.word(at) == "compiled");
    by || is_reckoning(passage.word(item))
}

/// The source that a noun phrase beginning at `item` names.
fn source_at(
    passage: &Passage<'_>,
    item: usize,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    let mut first = item;
    for at in item..item + SOURCE_ITEMS {
        match passage.kind(at) {
            Some(ItemKind::Name(index)) => {
                let name = passage.names.get(index)?;
                return named(passage, name);
            }
            Some(ItemKind::Word) => {
                let word = passage.word(at);
                if matches!(word, "source" | "report" | "article" | "story")
                    && at > item
                    && matches!(passage.word(item), "the" | "this" | "that")
                {
                    return last.cloned();
                }
                // "according to a survey by the ministry": whose the survey is.
                let whose = matches!(word, "in" | "by" | "from" | "of")
                    && at
                        .checked_sub(1)
                        .is_some_and(|before| is_report(passage.word(before)));
                if whose {
                    first = at + 1;
                    continue;
                }
                if class(word) == WordClass::Preposition {
                    return None;
                }
                if is_body(word) && class(passage.word(at + 1)) != WordClass::Open {
                    return body(passage, first, at);
                }
                if is_anonymous(word) && passage.word(at + 1) != "estimates" {
                    return unnamed(passage, first, at);
                }
            }
            Some(ItemKind::Date(_)) => {}
            _ => return None,
        }
    }
    None
}

/// Whether a source is of people who are known to nobody: what they say is hearsay.
pub(crate) fn is_hearsay(source: &Attribution) -> bool {
    source.voice.is_none()
        && source.name.split_whitespace().any(|word| {
            matches!(
                word.to_ascii_lowercase().as_str(),
                "people" | "person" | "source" | "sources" | "insider" | "insiders"
            )
        })
}

/// A body known by what it is, from its noun phrase.
fn body(passage: &Passage<'_>, first: usize, last: usize) -> Option<Attribution> {
    let (start, end) = (passage.items.get(first)?, passage.items.get(last)?);
    let name = passage.text.get(start.start..end.end)?;
    let bare = match name.split_once(' ') {
        Some((article, rest)) if class(&article.to_ascii_lowercase()) == WordClass::Determiner => {
            rest
        }
        _ => name,
    };
    Some(Attribution {
        name: name.to_owned(),
        voice: Some(slug(bare)?),
    })
}

/// Unnamed people.
fn unnamed(passage: &Passage<'_>, first: usize, last: usize) -> Option<Attribution> {
    let (start, end) = (passage.items.get(first)?, passage.items.get(last)?);
    Some(Attribution {
        name: passage.text.get(start.start..end.end)?.to_owned(),
        voice: None,
    })
}

/// Whose an estimate or a count is: "the guild's early guess", "Mizuho's forecast".
fn owner(passage: &Passage<'_>, sentence: &Sentence, noun: usize) -> Option<Attribution> {
    let from = noun.saturating_sub(3).max(sentence.first);
    let owns = (from..noun)
        .rev()
        .find(|at| passage.kind(*at) == Some(ItemKind::Possessive))?;
    let before = owns.checked_sub(1).filter(|at| *at >= sentence.first)?;
    if let Some(name) = passage.name_at(before) {
        return named(passage, name);
    }
    is_body(passage.word(before))
        .then(|| body(passage, phrase_start(passage, sentence, before), before))?
}

/// Who says it: before the verb, or behind it where a quote or a comma stands before it.
fn said_by(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    sentence: &Sentence,
    verb: usize,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    if let Some(found) = sayer(passage, vocabulary, sentence, verb, last) {
        return Some(found);
    }
    let closes = verb.checked_sub(1).is_none_or(|at| {
        at < sentence.first
            || matches!(
                passage.kind(at),
                Some(ItemKind::Mark | ItemKind::Comma | ItemKind::Close)
            )
    });
    let name = passage.name_at(verb + 1).filter(|_| closes)?;
    named(passage, name)
}

fn named(passage: &Passage<'_>, name: &crate::name::Name) -> Option<Attribution> {
    if matches!(name.form, NameForm::Pronoun | NameForm::Possessive) || name.slug.is_empty() {
        return None;
    }
    Some(Attribution {
        name: passage.text.get(name.start..name.end)?.to_owned(),
        voice: Some(name.slug.clone()),
    })
}

/// Who says it, before a verb of saying; the publication that was told, where they are unnamed.
fn sayer(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    sentence: &Sentence,
    verb: usize,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    let found = before_verb(passage, vocabulary, sentence, verb, last);
    let told = (passage.word(verb) == "told")
        .then(|| passage.name_at(verb + 1))
        .flatten()
        .filter(|name| vocabulary.is_media(name.kind));
    match (found, told) {
        (Some(found), _) if found.voice.is_some() => Some(found),
        (_, Some(media)) => named(passage, media),
        (found, None) => found,
    }
}

/// The noun phrase before a verb of saying.
fn before_verb(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    sentence: &Sentence,
    verb: usize,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    let mut at = verb;
    for _ in 0..5 {
        at = at.checked_sub(1).filter(|at| *at >= sentence.first)?;
        match passage.kind(at)? {
            ItemKind::Name(index) => {
                let name = passage.names.get(index)?;
                if matches!(passage.word(at), "he" | "she") {
                    return person(passage, vocabulary, last);
                }
                return named(passage, name).or_else(|| {
                    let noun = passage.word(at).rsplit(' ').next()?;
                    is_body(noun).then(|| body(passage, phrase_start(passage, sentence, at), at))?
                });
            }
            ItemKind::Date(index) => {
                let present = passage
                    .dates
                    .get(index)
                    .is_some_and(|date| date.kind == DateKind::Present);
                if !present && passage.word(at.saturating_sub(1)) == "on" {
                    at -= 1;
                }
            }
            ItemKind::Quantity(_) if is_people(passage, at) => return unnamed(passage, at, at),
            ItemKind::Comma => return before_apposition(passage, sentence, at),
            ItemKind::Word => {
                let word = passage.word(at);
                if matches!(word, "he" | "she") {
                    return person(passage, vocabulary, last);
                }
                if matches!(word, "report" | "source") {
                    return last.cloned();
                }
                if is_anonymous(word) {
                    return unnamed(passage, phrase_start(passage, sentence, at), at);
                }
                if is_body(word) {
                    return body(passage, phrase_start(passage, sentence, at), at);
                }
                if is_matter(word) {
                    return close_to(passage, sentence, at);
                }
                let skips = matches!(
                    class(word),
                    WordClass::Adverb | WordClass::Auxiliary | WordClass::Modal
                ) || matches!(word, "been" | "was" | "were");
                if !skips {
                    return None;
                }
            }
            _ => return None,
        }
    }
    None
}

/// Whom "he" or "she" means: the source named last, unless that is a publication.
fn person(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    let last = last?;
    let is_media = passage
        .names
        .iter()
        .any(|name| Some(&name.slug) == last.voice.as_ref() && vocabulary.is_media(name.kind));
    (!is_media).then(|| last.clone())
}

/// The name before words set off by commas: "Ada Quill, its chief, said".
fn before_apposition(
    passage: &Passage<'_>,
    sentence: &Sentence,
    comma: usize,
) -> Option<Attribution> {
    let from = comma.saturating_sub(SOURCE_ITEMS).max(sentence.first);
    let opens = (from..comma)
        .rev()
        .find(|at| passage.kind(*at) == Some(ItemKind::Comma))?;
    let plain = (opens + 1..comma).all(|at| {
        matches!(
            passage.kind(at),
            Some(ItemKind::Word | ItemKind::Name(_) | ItemKind::Possessive)
        ) && !is_saying(passage.word(at))
    });
    let name = opens
        .checked_sub(1)
        .and_then(|at| passage.name_at(at))
        .filter(|_| plain)?;
    named(passage, name)
}

/// Unnamed people, told by what they are close to: "two people with knowledge of the matter".
fn close_to(passage: &Passage<'_>, sentence: &Sentence, item: usize) -> Option<Attribution> {
    let from = item.saturating_sub(SOURCE_ITEMS - 2).max(sentence.first);
    let people = (from..item)
        .rev()
        .take_while(|at| {
            let word = passage.kind(*at) == Some(ItemKind::Word) && !is_saying(passage.word(*at));
            word || is_people(passage, *at)
        })
        .find(|at| is_people(passage, *at))?;
    let first = match passage.kind(people) {
        Some(ItemKind::Quantity(_)) => people,
        _ => phrase_start(passage, sentence, people),
    };
    unnamed(passage, first, item)
}

/// Where the noun phrase that ends at `item` begins.
fn phrase_start(passage: &Passage<'_>, sentence: &Sentence, item: usize) -> usize {
    let mut first = item;
    while let Some(before) = first.checked_sub(1).filter(|at| *at >= sentence.first) {
        let inner = passage.kind(before) == Some(ItemKind::Word)
            && passage.word(before) != "that"
            && matches!(
                class(passage.word(before)),
                WordClass::Open | WordClass::Determiner
            );
        if !inner || item - before > 4 {
            break;
        }
        first = before;
    }
    first
}
