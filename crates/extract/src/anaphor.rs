//! Anaphora: what a pronoun or "the company" can stand for.
//!
//! All candidates are kept, the likeliest first: which one is meant may only be told by the role
//! that it plays ("Acme takes a tenth of its shares" speaks of another one's).

use std::rc::Rc;

use crate::case::{Case, case};
use crate::focus::{Referent, is_party};
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class};
use crate::name::{Name, NameForm};
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// How many candidates are kept.
const CANDIDATES_MAX: usize = 5;

/// Gives the pronouns and definite nouns of a sentence their referents.
pub(crate) fn resolve(
    passage: &mut Passage<'_>,
    sentence: usize,
    context: &[Rc<Referent>],
    vocabulary: &Vocabulary,
) {
    let (about, named) = told_before(passage, sentence, vocabulary);
    let two_told = are_two(about.iter().copied());
    let two_named = are_two(named.iter().copied());
    let Some(sentence) = passage.sentences.get(sentence).copied() else {
        return;
    };
    for item in sentence.first..sentence.last {
        let Some(ItemKind::Name(index)) = passage.kind(item) else {
            continue;
        };
        let Some(name) = passage.names.get(index).filter(|name| name.slug.is_empty()) else {
            continue;
        };
        let describes = describes_another(passage.word(item));
        let is_torn = two_told || describes && two_named;
        let found = candidates(
            passage,
            (sentence, is_torn),
            item,
            name,
            context,
            vocabulary,
        );
        let Some(name) = passage.names.get_mut(index) else {
            continue;
        };
        match found {
            Found::Ranked(mut found) if !found.is_empty() => {
                let first = found.remove(0);
                name.slug = first.slug;
                name.kind = first.kind.or(name.kind);
                name.others = found;
            }
            Found::Ranked(_) => {}
            Found::Torn => name.is_torn = true,
        }
    }
}

/// Whom a word can stand for.
enum Found {
    /// These, the likeliest first; nobody if it stands for nobody known.
    Ranked(Vec<Referent>),
    /// One of several, and nothing tells which.
    Torn,
}

/// What a pronoun or a definite noun at `item` can stand for, the likeliest first.
fn candidates(
    passage: &Passage<'_>,
    (sentence, is_torn): (Sentence, bool),
    item: usize,
    name: &Name,
    context: &[Rc<Referent>],
    vocabulary: &Vocabulary,
) -> Found {
    let personal = matches!(passage.word(item), "he" | "she" | "his" | "her");
    let happens = name.kind.is_some_and(|kind| vocabulary.is_happening(kind));
    if personal || happens || is_empty_subject(passage, sentence, item) {
        return Found::Ranked(Vec::new());
    }
    let person = vocabulary.kind("person");
    let fits = |slug: &str, kind: Option<u16>| match (name.form, name.kind) {
        (NameForm::Anaphor, Some(wanted)) => {
            kind.is_none_or(|kind| vocabulary.is_like(kind, wanted)) && !vocabulary.has_parent(slug)
        }
        _ => kind != person && !vocabulary.is_media(kind),
    };
    // Of the sentence's own names, the nearest subject is the likeliest.
    let (mut strong, mut objects, mut weak) = (Vec::new(), Vec::new(), Vec::new());
    for at in (sentence.first..item).rev() {
        let Some(own) = passage
            .name_at(at)
            .filter(|own| !own.slug.is_empty() && fits(&own.slug, own.kind))
        else {
            continue;
        };
        let referent = (own.slug.as_str(), own.kind);
        match case(passage, vocabulary, sentence, at) {
            Case::Source => {}
            found if found.is_strong() => strong.push((own.form, referent)),
            Case::Object => objects.push(referent),
            _ => weak.push(referent),
        }
    }
    if strong.is_empty() {
        let own = || objects.iter().chain(&weak).map(|(slug, _)| *slug);
        let first = context.first().map(|referent| referent.slug.as_str());
        let says_who = first.is_some_and(|slug| own().all(|mentioned| mentioned != slug));
        // Of two that a sentence merely mentions, or that the one before tells of, nothing says
        // which is meant.
        if !says_who && are_two(own()) || is_torn && own().next().is_none() {
            return Found::Torn;
        }
    }
    let around = context
        .iter()
        .map(|referent| (referent.slug.as_str(), referent.kind))
        .filter(|(slug, kind)| fits(slug, *kind));
    let begins = begins_clause(passage, item);
    let looks_back = name.form == NameForm::Anaphor
        && !begins
        && (stands_behind(passage, item)
            || strong
                .first()
                .is_none_or(|(form, _)| *form == NameForm::Unknown));
    let strong = strong.into_iter().map(|(_, referent)| referent);
    let ranked: Vec<(&str, Option<u16>)> = if looks_back {
        around.chain(strong).chain(objects).chain(weak).collect()
    } else if begins {
        strong.chain(objects).chain(around).chain(weak).collect()
    } else {
        strong.chain(around).chain(objects).chain(weak).collect()
    };
    let mut likeliest: Vec<Referent> = Vec::new();
    for (slug, kind) in ranked {
        if likeliest.len() == CANDIDATES_MAX {
            break;
        }
        if !likeliest.iter().any(|known| known.slug == slug) {
            let slug = slug.to_owned();
            likeliest.push(Referent { slug, kind });
        }
    }
    Found::Ranked(likeliest)
}

/// The parties that the sentence before one names and the catalog does not know: those that it is
/// about, and all.
fn told_before<'p>(
    passage: &'p Passage<'_>,
    sentence: usize,
    vocabulary: &Vocabulary,
) -> (Vec<&'p str>, Vec<&'p str>) {
    let before = sentence
        .checked_sub(1)
        .and_then(|before| passage.sentences.get(before));
    let Some(before) = before.copied() else {
        return (Vec::new(), Vec::new());
    };
    let parties = (before.first..before.last).filter_map(|item| {
        let name = passage.name_at(item)?;
        let unknown = name.form == NameForm::Unknown && !name.slug.is_empty();
        (unknown && is_party(vocabulary, name.kind)).then_some((item, name.slug.as_str()))
    });
    let all: Vec<(usize, &str)> = parties.collect();
    let is_about = |item: usize| match case(passage, vocabulary, before, item) {
        Case::Source => false,
        found => found.is_strong() || found == Case::Object,
    };
    let about = all.iter().filter(|(item, _)| is_about(*item));
    let about = about.map(|(_, slug)| *slug).collect();
    (about, all.into_iter().map(|(_, slug)| slug).collect())
}

/// Whether a definite noun describes a party that is not the one that a text is mostly about.
fn describes_another(word: &str) -> bool {
    ["start-up", "startup", "subsidiary", "target"]
        .iter()
        .any(|noun| word.ends_with(noun))
}

/// Whether there are two different ones among some slugs.
fn are_two<'s>(mut slugs: impl Iterator<Item = &'s str>) -> bool {
    slugs
        .next()
        .is_some_and(|first| slugs.any(|slug| slug != first))
}

/// Whether a definite noun owns something or begins a clause: then it does not look back beyond the
/// clause's own agent. Elsewhere "Acme's deal values the company at …" speaks of another one.
fn begins_clause(passage: &Passage<'_>, item: usize) -> bool {
    passage.kind(item + 1) == Some(ItemKind::Possessive)
        || item.checked_sub(1).is_some_and(|before| {
            matches!(
                passage.kind(before),
                Some(ItemKind::Dash | ItemKind::Semicolon | ItemKind::Comma)
            )
        })
}

/// Whether a preposition stands right before an item.
fn stands_behind(passage: &Passage<'_>, item: usize) -> bool {
    item.checked_sub(1).is_some_and(|before| {
        passage.kind(before) == Some(ItemKind::Word)
            && class(passage.word(before)) == WordClass::Preposition
    })
}

/// Whether "it" stands for no entity: "It is Acme's largest deal", "it was not until May".
fn is_empty_subject(passage: &Passage<'_>, sentence: Sentence, item: usize) -> bool {
    let is_verb = class(passage.word(item + 1)) == WordClass::Be;
    passage.word(item) == "it"
        && is_verb
        && (item + 2..(item + 5).min(sentence.last))
            .any(|at| passage.kind(at) == Some(ItemKind::Possessive) || passage.word(at) == "that")
}
