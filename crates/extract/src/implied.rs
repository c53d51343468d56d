//! Implied subjects: a sentence that does not say whose figure it tells goes on about whom the text
//! is about, unless it has a subject of its own that is nobody known ("three rivals").

use std::collections::{BTreeMap, BTreeSet};

use claimbook_model::{Metric, MetricKind};

use crate::draft::Draft;
use crate::focus::{Focus, Referent, is_party};
use crate::frame::may_have;
use crate::item::ItemKind;
use crate::lexicon::{WordClass, class, is_common_verb};
use crate::passage::Passage;
use crate::vocabulary::{Entry, Vocabulary};

/// What has been told so far.
#[derive(Default)]
struct Told<'v> {
    /// The last subject that a sentence named, and its passage.
    last: Option<(usize, Referent)>,
    /// The last subject of each metric of deals and other events: "the round" is the one told.
    of_event: BTreeMap<u16, Referent>,
    /// The last subject of figures that only things of some kinds have.
    of_sort: BTreeMap<&'v [String], Referent>,
}

/// Gives drafts that have a metric but no subject the one that the text is about.
pub(crate) fn subjects(
    drafts: &mut [Draft],
    passages: &[Passage<'_>],
    focus: &Focus,
    vocabulary: &Vocabulary,
) {
    let named: BTreeSet<&str> = passages
        .iter()
        .flat_map(|passage| passage.names.iter().map(|name| name.slug.as_str()))
        .collect();
    let mut told = Told::default();
    for draft in drafts {
        let Some((_, metric)) = draft.metric_in(vocabulary) else {
            continue;
        };
        if let Some(subject) = &draft.subject {
            if draft.is_subject_sure && is_named_beside(draft, passages, &subject.slug) {
                told.last = Some((draft.passage, subject.clone()));
            }
            if let (MetricKind::Event, Some(index)) = (metric.kind, draft.metric) {
                told.of_event.insert(index, subject.clone());
            }
            if is_of_one_sort(metric) {
                told.of_sort.insert(&metric.subjects, subject.clone());
            }
            continue;
        }
        let Some(passage) = passages.get(draft.passage) else {
            continue;
        };
        if has_other_subject(passage, vocabulary, draft) || is_torn(passage, draft) {
            continue;
        }
        let is_new = told
            .last
            .as_ref()
            .is_none_or(|(passage, _)| *passage != draft.passage);
        let found = likeliest(draft, metric, &told, focus, vocabulary)
            .filter(|found| !is_lone_part(found, &named, vocabulary))
            .map(|found| whole(found, metric, &named, is_new, vocabulary));
        if let Some(found) = found {
            draft
                .reasons
                .push(format!("subject {} (whom the text is about)", found.slug));
            draft.subject = Some(found);
        }
    }
}

/// Whether the sentence of a draft names an entity.
fn is_named_beside(draft: &Draft, passages: &[Passage<'_>], slug: &str) -> bool {
    passages.get(draft.passage).is_some_and(|passage| {
        passage
            .sentences
            .get(draft.sentence)
            .is_some_and(|sentence| {
                (sentence.first..sentence.last)
                    .filter_map(|item| passage.name_at(item))
                    .any(|name| name.slug == slug)
            })
    })
}

/// Whether a word before a number stands for one of several, and nothing told for which.
fn is_torn(passage: &Passage<'_>, draft: &Draft) -> bool {
    let Some(sentence) = passage.sentences.get(draft.sentence) else {
        return false;
    };
    let torn = |item: usize| passage.name_at(item).is_some_and(|name| name.is_torn);
    (sentence.first..draft.item).any(torn)
}

/// Whether a metric belongs to things of some sort that are no companies: events, countries, films.
fn is_of_one_sort(metric: &Metric) -> bool {
    !metric.subjects.is_empty() && !metric.subjects.iter().any(|kind| kind == "company")
}

/// Whether a metric is of markets, which no name is taken for.
fn is_market(metric: &Metric) -> bool {
    matches!(metric.subjects.as_slice(), [kind] if kind == "market")
}

/// Whom the text before a draft is about, of those that can have its figure.
fn likeliest(
    draft: &Draft,
    metric: &Metric,
    told: &Told<'_>,
    focus: &Focus,
    vocabulary: &Vocabulary,
) -> Option<Referent> {
    let fits = |referent: &&Referent| {
        may_have(vocabulary, metric, referent)
            && !draft.dimensions.values().any(|v| *v == referent.slug)
    };
    let continued = told
        .last
        .as_ref()
        .filter(|(passage, _)| *passage == draft.passage)
        .map(|(_, referent)| referent);
    let event = draft.metric.and_then(|index| told.of_event.get(&index));
    let mut around = event
        .into_iter()
        .chain(continued)
        .chain(focus.before(draft.passage, draft.sentence))
        .filter(fits);
    if !is_of_one_sort(metric) {
        return around.next().cloned();
    }
    // What is known to be of the sort goes before what may be anything.
    around
        .clone()
        .find(|referent| referent.kind.is_some())
        .or_else(|| told.of_sort.get(metric.subjects.as_slice()).filter(fits))
        .or_else(|| around.next().filter(|_| !is_market(metric)))
        .cloned()
}

/// Whether an entity is a part of a company that the text does not name: what it tells without a
/// subject is that company's.
fn is_lone_part(found: &Referent, named: &BTreeSet<&str>, vocabulary: &Vocabulary) -> bool {
    let is_unit = found.kind.is_some() && found.kind == vocabulary.kind("cloud");
    is_unit
        && vocabulary
            .parent(&found.slug)
            .is_some_and(|whole| !named.contains(whole.slug.as_str()))
}

/// The company that a product belongs to, where the text names it: what is earned, spent or raised
/// is its maker's. In a new paragraph the same goes for any part of a company.
fn whole(
    found: Referent,
    metric: &Metric,
    named: &BTreeSet<&str>,
    is_new: bool,
    vocabulary: &Vocabulary,
) -> Referent {
    let is_product = ["product", "model", "chip"]
        .iter()
        .any(|kind| found.kind.is_some() && found.kind == vocabulary.kind(kind));
    let has_rate = metric.dimensions().any(|(name, _)| name == "per");
    if has_rate || metric.quantity != "money" || !(is_product || is_new) {
        return found;
    }
    vocabulary
        .parent(&found.slug)
        .filter(|maker| named.contains(maker.slug.as_str()))
        .unwrap_or(found)
}

/// How far before a number its sentence's own subject is looked for, in items.
const REACH: usize = 24;

/// Whether the clause of a draft has a subject of its own that is nobody known: "Three rivals with
/// sales of …", "a competitor raised …", "most banks lost …".
fn has_other_subject(passage: &Passage<'_>, vocabulary: &Vocabulary, draft: &Draft) -> bool {
    let Some(sentence) = passage.sentences.get(draft.sentence) else {
        return false;
    };
    let from = draft.item.saturating_sub(REACH).max(sentence.first);
    // Walks back to where the clause begins; a name on the way is the subject instead.
    let mut begins = draft.item;
    for at in (from..draft.item).rev() {
        match passage.kind(at) {
            Some(ItemKind::Name(_)) => return false,
            Some(ItemKind::Semicolon | ItemKind::Colon | ItemKind::Dash | ItemKind::Stop) => break,
            Some(ItemKind::Word) if class(passage.word(at)) == WordClass::Subordinator => break,
            _ => begins = at,
        }
    }
    if begins == draft.item {
        return false;
    }
    let phrase = begins..(begins + 5).min(draft.item);
    for at in phrase {
        match passage.kind(at) {
            Some(ItemKind::Quantity(index)) => {
                let counted = passage
                    .quantities
                    .get(index)
                    .and_then(|quantity| quantity.counted.as_deref());
                return counted.is_some_and(|noun| is_party_noun(vocabulary, noun));
            }
            Some(ItemKind::Word) => {
                let word = passage.word(at);
                if is_common_verb(word) || class(word) == WordClass::Preposition {
                    return false;
                }
                let definite = (begins..at).any(|at| {
                    matches!(passage.word(at), "the" | "this" | "that" | "its" | "their")
                });
                if is_party_noun(vocabulary, word) {
                    return !definite || word.ends_with('s');
                }
            }
            _ => return false,
        }
    }
    false
}

/// Whether a noun is one by which parties are called: "companies", "rival".
fn is_party_noun(vocabulary: &Vocabulary, noun: &str) -> bool {
    let last = noun.rsplit([' ', '-']).next().unwrap_or(noun);
    let generic = matches!(
        last,
        "rival"
            | "rivals"
            | "competitor"
            | "competitors"
            | "peer"
            | "peers"
            | "others"
            | "investors"
            | "customers"
            | "clients"
            | "analysts"
            | "economists"
            | "buyers"
            | "bidders"
            | "employers"
    );
    generic
        || vocabulary.find(last).iter().any(|hit| {
            hit.end - hit.start == last.len()
                && vocabulary
                    .entries(hit.pattern)
                    .iter()
                    .any(|entry| match entry {
                        Entry::KindNoun(kind) => is_party(vocabulary, Some(*kind)),
                        _ => false,
                    })
        })
}
