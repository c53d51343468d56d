//! Names of one bearer: short forms mean the whole name, and titles tell who is a person.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{case, is_cited, is_dateline};
use crate::focus::Referent;
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class};
use crate::name::{Name, NameForm, is_facility, is_person};
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// Lets the short form of a name mean the whole one that the document also uses: "Acme" for "Acme
/// Robotics", "Doe" for "Jane Doe".
/// Returns the short forms, as slugs.
pub(crate) fn unify(
    passages: &mut [Passage<'_>],
    vocabulary: &Vocabulary,
) -> BTreeMap<String, Referent> {
    persons(passages, vocabulary);
    describe(passages, vocabulary);
    // A short form that two names share means neither, but a known name goes before others.
    let mut whole: BTreeMap<&str, (bool, Option<Referent>)> = BTreeMap::new();
    let person = vocabulary.kind("person");
    for name_in_text in passages.iter().flat_map(|passage| {
        let text = passage.text;
        let names = passage.names.iter();
        names.filter_map(move |name| Some((name, text.get(name.start..name.end)?)))
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
            // "Storm Orla" is Orla.
            Some(_) if vocabulary.kind_of_happening(first).is_some() => [None, Some(last)],
            Some(_) => [Some(first), None],
        };
        for short in shorts.into_iter().flatten().filter(|short| short.len() > 2) {
            let referent = || Referent {
                slug: name.slug.clone(),
                kind: name.kind,
            };
            let entry = whole
                .entry(short)
                .or_insert_with(|| (is_known, Some(referent())));
            let same = entry
                .1
                .as_ref()
                .is_some_and(|known| known.slug == name.slug);
            if is_known && !entry.0 {
                *entry = (true, Some(referent()));
            } else if !same && is_known == entry.0 {
                entry.1 = None;
            }
        }
    }
    for passage in passages.iter_mut() {
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
    sort_out(passages, vocabulary);
    whole
        .into_iter()
        .filter_map(|(short, (_, referent))| Some((claimbook_model::slug(short)?, referent?)))
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

/// How a name that the catalog does not know is used.
#[derive(Default)]
struct Usage {
    /// As the subject of a clause.
    subject: usize,
    /// As one who is quoted, and as a publication that is told something.
    cited: usize,
    told: usize,
    /// As a place.
    located: usize,
    based: usize,
}

/// Lets the uses of a name tell what it is: a source that is cited, a place where things are.
fn sort_out(passages: &mut [Passage<'_>], vocabulary: &Vocabulary) {
    let mut uses: BTreeMap<String, Usage> = BTreeMap::new();
    for passage in passages.iter() {
        for sentence in &passage.sentences {
            for item in sentence.first..sentence.last {
                let Some(name) = passage.name_at(item) else {
                    continue;
                };
                if name.form == NameForm::Unknown && name.kind.is_none() {
                    if !uses.contains_key(&name.slug) {
                        uses.insert(name.slug.clone(), Usage::default());
                    }
                    if let Some(usage) = uses.get_mut(&name.slug) {
                        usage.note(passage, vocabulary, *sentence, item);
                    }
                }
            }
        }
    }
    let (media, place) = (vocabulary.kind("media"), vocabulary.kind("place"));
    for name in passages.iter_mut().flat_map(|passage| &mut passage.names) {
        let is_open = name.form == NameForm::Unknown && name.kind.is_none();
        let Some(usage) = uses.get(&name.slug).filter(|_| is_open) else {
            continue;
        };
        if usage.told > 0 || usage.cited > usage.subject {
            name.kind = media;
        } else if usage.based > 0 || usage.located > usage.subject {
            name.kind = place;
        }
    }
}

impl Usage {
    fn note(
        &mut self,
        passage: &Passage<'_>,
        vocabulary: &Vocabulary,
        sentence: Sentence,
        item: usize,
    ) {
        let before = |back: usize| {
            item.checked_sub(back)
                .filter(|at| *at >= sentence.first)
                .map_or("", |at| passage.word(at))
        };
        if is_dateline(passage, sentence, item) {
            let in_brackets = item
                .checked_sub(1)
                .is_some_and(|at| passage.kind(at) == Some(ItemKind::Open));
            if in_brackets {
                self.told += 1;
            } else {
                self.based += 1;
            }
        } else if is_cited(passage, sentence, item) {
            self.cited += 1;
            self.told += usize::from(before(1) == "told");
        } else if (is_determiner(before(1)) && is_facility(passage.word(item + 1)))
            || (is_where(before(1), before(2)) && !follows_amount(passage, item))
        {
            self.located += 1;
        } else if case(passage, vocabulary, sentence, item).is_strong() {
            self.subject += 1;
        }
    }
}

/// Whether a word says whose or which the facility behind a name is: "its Harbour mill".
fn is_determiner(word: &str) -> bool {
    matches!(
        class(word),
        WordClass::Determiner | WordClass::PossessivePronoun
    )
}

/// Whether a name stands behind an amount and a preposition: "$5 million in Acme".
fn follows_amount(passage: &Passage<'_>, item: usize) -> bool {
    let before = item.checked_sub(2).and_then(|at| passage.quantity_at(at));
    before.is_some_and(|quantity| quantity.unit.is_money() || quantity.unit.as_str() == "percent")
}

/// Whether two words before a name say that it is where something is; what one invests in is no
/// place.
fn is_where(preposition: &str, before: &str) -> bool {
    let puts = matches!(
        before,
        "stake"
            | "stakes"
            | "share"
            | "shares"
            | "interest"
            | "holding"
            | "position"
            | "bet"
            | "confidence"
            | "trust"
            | "put"
            | "puts"
            | "million"
            | "billion"
    ) || before.starts_with("invest");
    match preposition {
        "near" | "outside" => true,
        "in" => !puts,
        _ => false,
    }
}

/// Lets a bare "the quake" mean the one of its kind that the text describes: the last one before,
/// else the first behind it.
fn describe(passages: &mut [Passage<'_>], vocabulary: &Vocabulary) {
    let bare = |name: &Name| {
        name.kind
            .and_then(|kind| vocabulary.kinds.get(kind as usize))
            .is_some_and(|(slug, kind)| kind.happening && *slug == name.slug)
    };
    let described = |name: &Name| {
        let happens = name.kind.is_some_and(|kind| vocabulary.is_happening(kind));
        happens && name.form == NameForm::Unknown && !name.slug.is_empty() && !bare(name)
    };
    let mut last: BTreeMap<u16, String> = BTreeMap::new();
    for name in passages
        .iter()
        .rev()
        .flat_map(|passage| passage.names.iter().rev())
    {
        if let (true, Some(kind)) = (described(name), name.kind) {
            last.insert(kind, name.slug.clone());
        }
    }
    let place = place_of(passages);
    for name in passages.iter_mut().flat_map(|passage| &mut passage.names) {
        let Some(kind) = name.kind else { continue };
        if described(name) {
            last.insert(kind, name.slug.clone());
        } else if bare(name)
            && let Some(slug) = last.get(&kind)
        {
            name.slug.clone_from(slug);
        } else if bare(name)
            && let Some(place) = &place
        {
            name.slug = format!("{place}-{}", name.slug);
        }
    }
}

/// The place that a title names, or the first one where the text says that something is: there
/// happened what has no other name.
fn place_of(passages: &[Passage<'_>]) -> Option<String> {
    let written = |name: &&Name| name.form != NameForm::Anaphor && !name.slug.is_empty();
    let located = |passage: &Passage<'_>| {
        (1..passage.items.len())
            .filter(|item| matches!(passage.word(item - 1), "in" | "at" | "near" | "off"))
            .find_map(|item| passage.name_at(item).filter(written))
            .map(|name| name.slug.clone())
    };
    passages.iter().find_map(located)
}
