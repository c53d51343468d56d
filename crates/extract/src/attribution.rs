//! Attribution: to whom the text attributes a number.

use claimbook_model::Attribution;

use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class};
use crate::name::NameForm;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// Whether a lower-case word is a verb of saying or of reckoning.
fn is_saying(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "say"
            | "told"
            | "tells"
            | "reported"
            | "reports"
            | "estimates"
            | "estimated"
            | "reckons"
            | "reckoned"
            | "expects"
            | "forecasts"
            | "forecast"
            | "sees"
            | "projects"
            | "projected"
            | "predicts"
            | "predicted"
            | "believes"
            | "believed"
            | "argues"
            | "argued"
            | "warns"
            | "warned"
            | "counts"
            | "counted"
            | "calculates"
            | "calculated"
            | "found"
            | "wrote"
            | "writes"
            | "noted"
            | "notes"
            | "disclosed"
            | "revealed"
            | "describes"
            | "described"
            | "replied"
            | "claims"
            | "claimed"
            | "puts"
    )
}

/// Plural nouns for people without a name.
fn is_anonymous(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "sources"
            | "source"
            | "investors"
            | "analysts"
            | "bankers"
            | "officials"
            | "executives"
            | "insiders"
            | "critics"
            | "estimates"
            | "observers"
            | "backers"
            | "economists"
            | "experts"
            | "management"
            | "backer"
    )
}

/// The source that a sentence names for the quantity at `quantity`. `last` is the source named
/// last before it, which "the source" and "the report" mean.
pub(crate) fn of(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    sentence: &Sentence,
    quantity: usize,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    let mut best: Option<(bool, usize, Attribution)> = None;
    for item in sentence.first..sentence.last {
        if passage.kind(item) != Some(ItemKind::Word) || separated(passage, item, quantity) {
            continue;
        }
        let found = match passage.word(item) {
            "to" if item > 0 && passage.word(item - 1) == "according" => {
                source_at(passage, item + 1, last)
            }
            "per" | "citing" | "cites" | "cited" => source_at(passage, item + 1, last),
            word if is_saying(word) => sayer(passage, vocabulary, sentence, item, last),
            _ => None,
        };
        if let Some(found) = found {
            let anonymous = found.voice.is_none();
            let gap = item.abs_diff(quantity);
            let better = best
                .as_ref()
                .is_none_or(|(known, distance, _)| (anonymous, gap) < (*known, *distance));
            if better {
                best = Some((anonymous, gap, found));
            }
        }
    }
    best.map(|(_, _, attribution)| attribution)
}

/// Whether a semicolon stands between.
fn separated(passage: &Passage<'_>, a: usize, b: usize) -> bool {
    (a.min(b)..a.max(b)).any(|item| passage.kind(item) == Some(ItemKind::Semicolon))
}

/// The source that a noun phrase beginning at `item` names.
fn source_at(
    passage: &Passage<'_>,
    item: usize,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    let mut words = Vec::new();
    for at in item..item + 6 {
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
                if class(word) == WordClass::Preposition {
                    return None;
                }
                words.push(at);
                if is_anonymous(word) && passage.word(at + 1) != "estimates" {
                    let (first, end) = (passage.items.get(item)?, passage.items.get(at)?);
                    return Some(Attribution {
                        name: passage.text.get(first.start..end.end)?.to_owned(),
                        voice: None,
                    });
                }
            }
            _ => return None,
        }
    }
    None
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

/// Who says it, before a verb of saying; or the publication that was told.
fn sayer(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    sentence: &Sentence,
    verb: usize,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    if passage.word(verb) == "told"
        && let Some(name) = passage.name_at(verb + 1)
        && vocabulary.is_media(name.kind)
    {
        return named(passage, name);
    }
    let mut at = verb;
    for _ in 0..4 {
        at = at.checked_sub(1).filter(|at| *at >= sentence.first)?;
        match passage.kind(at)? {
            ItemKind::Name(index) => {
                let name = passage.names.get(index)?;
                return named(passage, name);
            }
            ItemKind::Word => {
                let word = passage.word(at);
                if matches!(word, "report" | "source") {
                    return last.cloned();
                }
                if is_anonymous(word) {
                    let first = phrase_start(passage, sentence, at);
                    let (first, end) = (passage.items.get(first)?, passage.items.get(at)?);
                    return Some(Attribution {
                        name: passage.text.get(first.start..end.end)?.to_owned(),
                        voice: None,
                    });
                }
                let skips = matches!(
                    class(word),
                    WordClass::Adverb | WordClass::Auxiliary | WordClass::Modal
                );
                if !skips {
                    return None;
                }
            }
            _ => return None,
        }
    }
    None
}

/// Where the noun phrase that ends at `item` begins.
fn phrase_start(passage: &Passage<'_>, sentence: &Sentence, item: usize) -> usize {
    let mut first = item;
    while let Some(before) = first.checked_sub(1).filter(|at| *at >= sentence.first) {
        let inner = passage.kind(before) == Some(ItemKind::Word)
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
