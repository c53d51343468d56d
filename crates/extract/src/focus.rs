//! The focus: whom a text is about at a place, and what its pronouns stand for.

use std::collections::{BTreeMap, BTreeSet};

use crate::block::BlockKind;
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class, is_common_verb};
use crate::name::{Name, NameForm, is_person};
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// An entity as the discourse knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Referent {
    pub slug: String,
    pub kind: Option<u16>,
}

/// Whom the text is about, sentence by sentence.
#[derive(Debug, Default)]
pub(crate) struct Focus {
    /// For each passage and sentence, whom the sentences before it are about.
    before: Vec<Vec<Vec<Referent>>>,
}

/// How many entities are remembered.
const MEMORY: usize = 6;

impl Focus {
    /// Reads all passages in order and resolves their pronouns in place.
    pub(crate) fn resolve(passages: &mut [Passage<'_>], vocabulary: &Vocabulary) -> Self {
        let topic = topic(passages, vocabulary);
        let mut before = Vec::with_capacity(passages.len());
        let mut memory: Vec<Referent> = Vec::new();
        let mut heading: Option<Referent> = None;
        for passage in passages.iter_mut() {
            let is_heading = matches!(
                passage.block.kind,
                BlockKind::Title | BlockKind::Heading { .. }
            );
            if is_heading {
                memory.clear();
                heading = None;
            }
            let mut of_sentences = Vec::with_capacity(passage.sentences.len());
            for index in 0..passage.sentences.len() {
                let mut context = memory.clone();
                context.extend(heading.clone());
                context.extend(topic.clone());
                resolve_sentence(passage, index, &context, vocabulary);
                of_sentences.push(context);
                remember(passage, index, &mut memory, vocabulary);
            }
            if is_heading {
                heading = memory.first().cloned();
                memory.clear();
            }
            before.push(of_sentences);
        }
        Self { before }
    }

    /// Whom the text before a sentence is about, the nearest first.
    pub(crate) fn before(&self, passage: usize, sentence: usize) -> &[Referent] {
        self.before
            .get(passage)
            .and_then(|sentences| sentences.get(sentence))
            .map_or(&[], Vec::as_slice)
    }
}

/// Whether an entity of this kind is one whose figures a text tells.
pub(crate) fn is_party(vocabulary: &Vocabulary, kind: Option<u16>) -> bool {
    kind.is_none_or(|index| {
        vocabulary
            .kinds
            .get(index as usize)
            .is_some_and(|(_, kind)| kind.party)
    })
}

/// Lets the short form of a name mean the whole one that the document also uses: "Acme" for "Acme
/// Robotics", "Doe" for "Jane Doe".
/// Returns the short forms, as slugs.
pub(crate) fn unify(
    passages: &mut [Passage<'_>],
    vocabulary: &Vocabulary,
) -> BTreeMap<String, Referent> {
    persons(passages, vocabulary);
    // A short form that two names share means neither, but a known name goes before others.
    let mut whole: BTreeMap<String, (bool, Option<Referent>)> = BTreeMap::new();
    let person = vocabulary.kind("person");
    for name_in_text in passages.iter().flat_map(|passage| {
        passage
            .names
            .iter()
            .filter_map(|name| Some((name, passage.text.get(name.start..name.end)?)))
    }) {
        let (name, written) = name_in_text;
        let Some((first, _)) = written.split_once(' ').filter(|_| !name.slug.is_empty()) else {
            continue;
        };
        let last = written.rsplit(' ').next().unwrap_or_default();
        let is_known = name.form == NameForm::Known;
        let shorts = match name.kind {
            kind if kind == person => [None, Some(last)],
            None => [Some(first), Some(last)],
            Some(_) => [Some(first), None],
        };
        for short in shorts.into_iter().flatten().filter(|short| short.len() > 2) {
            let referent = Referent {
                slug: name.slug.clone(),
                kind: name.kind,
            };
            let entry = whole
                .entry(short.to_owned())
                .or_insert_with(|| (is_known, Some(referent.clone())));
            let same = entry
                .1
                .as_ref()
                .is_some_and(|known| known.slug == referent.slug);
            if is_known && !entry.0 {
                *entry = (true, Some(referent));
            } else if !same && is_known == entry.0 {
                entry.1 = None;
            }
        }
    }
    for passage in passages {
        let text = passage.text;
        for name in &mut passage.names {
            let written = text.get(name.start..name.end).unwrap_or_default();
            if name.form == NameForm::Unknown
                && let Some((_, Some(referent))) = whole.get(written)
            {
                name.slug.clone_from(&referent.slug);
                name.kind = referent.kind;
            }
        }
    }
    whole
        .into_iter()
        .filter_map(|(short, (_, referent))| Some((claimbook_model::slug(&short)?, referent?)))
        .collect()
}

/// Lets names that are once told with a person's title be persons' wherever they stand.
fn persons(passages: &mut [Passage<'_>], vocabulary: &Vocabulary) {
    let Some(person) = vocabulary.kind("person") else {
        return;
    };
    let unknown = |name: &Name| name.form == NameForm::Unknown && name.kind.is_none();
    let titled: BTreeSet<String> = passages
        .iter()
        .flat_map(|passage| {
            let names = passage.names.iter().filter(|name| unknown(name));
            names.filter(|name| is_person(passage.text, name.start, name.end))
        })
        .map(|name| name.slug.clone())
        .collect();
    for name in passages.iter_mut().flat_map(|passage| &mut passage.names) {
        if unknown(name) && titled.contains(&name.slug) {
            name.kind = Some(person);
        }
    }
}

/// The party named most often by its known names, a name in the title counting thrice.
fn topic(passages: &[Passage<'_>], vocabulary: &Vocabulary) -> Option<Referent> {
    let mut counts: BTreeMap<&str, (usize, Option<u16>)> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for passage in passages {
        let weight = match passage.block.kind {
            BlockKind::Title => 3,
            BlockKind::Boilerplate => 0,
            _ => 1,
        };
        for name in &passage.names {
            let named = matches!(name.form, NameForm::Known | NameForm::Unknown);
            if weight == 0 || !named || !is_party(vocabulary, name.kind) {
                continue;
            }
            let weight = if name.form == NameForm::Known {
                weight * 2
            } else {
                weight
            };
            let entry = counts.entry(&name.slug).or_insert_with(|| {
                order.push(&name.slug);
                (0, name.kind)
            });
            entry.0 += weight;
        }
    }
    let best = order
        .iter()
        .enumerate()
        .filter_map(|(index, slug)| counts.get(slug).map(|(n, kind)| (*n, index, *slug, *kind)))
        .max_by_key(|(n, index, _, _)| (*n, std::cmp::Reverse(*index)))?;
    Some(Referent {
        slug: best.2.to_owned(),
        kind: best.3,
    })
}

/// Gives the pronouns and definite nouns of a sentence their referents.
fn resolve_sentence(
    passage: &mut Passage<'_>,
    sentence: usize,
    context: &[Referent],
    vocabulary: &Vocabulary,
) {
    let Some(sentence) = passage.sentences.get(sentence).copied() else {
        return;
    };
    for item in sentence.first..sentence.last {
        let Some(ItemKind::Name(index)) = passage.kind(item) else {
            continue;
        };
        let Some(name) = passage.names.get(index) else {
            continue;
        };
        if !name.slug.is_empty() {
            continue;
        }
        let found = referent(passage, sentence, item, name, context, vocabulary);
        if let (Some(found), Some(name)) = (found, passage.names.get_mut(index)) {
            name.slug = found.slug;
            name.kind = found.kind.or(name.kind);
        }
    }
}

/// What a pronoun or "the company" at `item` stands for.
fn referent(
    passage: &Passage<'_>,
    sentence: Sentence,
    item: usize,
    name: &Name,
    context: &[Referent],
    vocabulary: &Vocabulary,
) -> Option<Referent> {
    let person = matches!(passage.word(item), "he" | "she" | "his" | "her");
    let person_kind = vocabulary.kind("person");
    if person {
        return None;
    }
    if let Some(kind) = name.kind
        && vocabulary.is_happening(kind)
    {
        return None;
    }
    let fits = |kind: Option<u16>| match (name.form, name.kind) {
        (NameForm::Anaphor, Some(wanted)) => {
            kind.is_none_or(|kind| vocabulary.is_like(kind, wanted))
        }
        _ => is_party(vocabulary, kind) && kind != person_kind,
    };
    let mut candidates: Vec<(i32, usize)> = Vec::new();
    for before in sentence.first..item {
        let Some(candidate) = passage.name_at(before) else {
            continue;
        };
        let part = name.form == NameForm::Anaphor && vocabulary.has_parent(&candidate.slug);
        if candidate.slug.is_empty() || !fits(candidate.kind) || part {
            continue;
        }
        let demoted = is_demoted(passage, before);
        let preferred = !demoted;
        candidates.push((i32::from(preferred), before));
    }
    let own = candidates.iter().max_by_key(|(rank, at)| (*rank, *at));
    let own_name = own
        .and_then(|(_, at)| passage.name_at(*at))
        .map(|n| Referent {
            slug: n.slug.clone(),
            kind: n.kind,
        });
    let from_context = || {
        let part = |slug: &str| name.form == NameForm::Anaphor && vocabulary.has_parent(slug);
        context
            .iter()
            .find(|referent| fits(referent.kind) && !part(&referent.slug))
            .cloned()
    };
    // A definite noun looks back beyond the sentence's own agent ("Acme's deal values the company
    // at …" speaks of another one), unless it begins a clause of its own or owns something.
    let owns = passage.kind(item + 1) == Some(ItemKind::Possessive);
    let opens = item.checked_sub(1).is_some_and(|before| {
        matches!(
            passage.kind(before),
            Some(ItemKind::Dash | ItemKind::Semicolon | ItemKind::Comma)
        )
    });
    let plain = own.is_some_and(|(preferred, at)| {
        *preferred == 1
            && passage
                .name_at(*at)
                .is_some_and(|name| name.form != NameForm::Unknown)
    });
    let behind = item.checked_sub(1).is_some_and(|before| {
        passage.kind(before) == Some(ItemKind::Word)
            && class(passage.word(before)) == WordClass::Preposition
    });
    if name.form == NameForm::Anaphor && !owns && !opens && (!plain || behind) {
        return from_context().or(own_name);
    }
    own_name.or_else(from_context)
}

/// Whether a name stands behind a preposition, or owns the noun behind it.
pub(crate) fn is_demoted(passage: &Passage<'_>, item: usize) -> bool {
    if passage.kind(item + 1) == Some(ItemKind::Possessive) {
        return true;
    }
    let mut at = item;
    for _ in 0..4 {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        match passage.kind(before) {
            Some(ItemKind::Word) => match class(passage.word(before)) {
                WordClass::Preposition => return true,
                WordClass::Determiner => {}
                WordClass::Open if !is_common_verb(passage.word(before)) => {}
                _ => return false,
            },
            Some(ItemKind::Name(_) | ItemKind::Possessive) => {}
            _ => return false,
        }
        at = before;
    }
    false
}

/// Notes whom a sentence is about.
fn remember(
    passage: &Passage<'_>,
    sentence: usize,
    memory: &mut Vec<Referent>,
    vocabulary: &Vocabulary,
) {
    let Some(sentence) = passage.sentences.get(sentence) else {
        return;
    };
    if matches!(
        passage.block.kind,
        BlockKind::Boilerplate | BlockKind::Cell { .. }
    ) {
        return;
    }
    let mut ranked: Vec<(u8, usize, Referent)> = Vec::new();
    for item in sentence.first..sentence.last {
        let Some(name) = passage.name_at(item) else {
            continue;
        };
        let happens = name.kind.is_some_and(|kind| vocabulary.is_happening(kind));
        if name.slug.is_empty() || !(happens || is_party(vocabulary, name.kind)) {
            continue;
        }
        let referent = Referent {
            slug: name.slug.clone(),
            kind: name.kind,
        };
        let lead = item <= sentence.first + 2;
        let demoted = is_demoted(passage, item) && !lead;
        let rank = u8::from(demoted) * 2 + u8::from(name.form == NameForm::Unknown);
        ranked.push((rank, item, referent));
    }
    ranked.sort_by_key(|(rank, item, _)| (*rank, *item));
    // Who is merely mentioned comes behind whom the text has been about.
    for (_, _, referent) in ranked.iter().filter(|(rank, _, _)| *rank >= 2) {
        if !memory.contains(referent) {
            memory.push(referent.clone());
        }
    }
    for (_, _, referent) in ranked.into_iter().rev().filter(|(rank, _, _)| *rank < 2) {
        memory.retain(|known| known.slug != referent.slug);
        memory.insert(0, referent);
    }
    memory.truncate(MEMORY);
}
