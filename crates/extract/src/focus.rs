//! The focus: whom a text is about at a place, and what its pronouns stand for.
//!
//! A text is about those whom its sentences are about: their subjects, and who owns these. It goes
//! on about them within a paragraph; a new paragraph takes up whom the one before was mostly about,
//! then whom its heading names, then whom the whole text is about. Who is merely mentioned (behind a
//! preposition, as an object) comes last, and who only says something is never meant.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::anaphor;
use crate::block::BlockKind;
use crate::case::{Case, case};
use crate::name::{Name, NameForm};
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
    /// For each passage and sentence, whom the text before it is about; empty where nothing asks.
    before: Vec<Vec<Vec<Rc<Referent>>>>,
}

/// How many entities are remembered of each sort.
const MEMORY: usize = 6;

/// Whom the text has been about so far.
#[derive(Default)]
pub(crate) struct Memory {
    /// Whom the document's first part is about, once that is known.
    topics: Option<Topics>,
    /// Whom the sentences of this paragraph are about, the last one first.
    here: Vec<Rc<Referent>>,
    /// How often they were, to tell whom the paragraph is mostly about.
    counts: Vec<(Rc<Referent>, usize)>,
    /// Whom the paragraphs before are about, the main one of the last paragraph first.
    earlier: Vec<Rc<Referent>>,
    /// Who was merely mentioned under the same heading, the last one first.
    mentioned: Vec<Rc<Referent>>,
    heading: Option<Rc<Referent>>,
}

impl Focus {
    /// Reads all passages in order and resolves their pronouns in place. `memory` is of what stands
    /// before them, and then of them too.
    pub(crate) fn resolve(
        passages: &mut [Passage<'_>],
        vocabulary: &Vocabulary,
        memory: &mut Memory,
    ) -> Self {
        let known = memory
            .topics
            .take()
            .filter(|topics| !topics.entities.is_empty());
        let topics = known.unwrap_or_else(|| topics(passages, vocabulary));
        let mut before = Vec::with_capacity(passages.len());
        for passage in passages.iter_mut() {
            let is_heading = matches!(
                passage.block.kind,
                BlockKind::Title | BlockKind::Heading { .. }
            );
            if is_heading {
                *memory = Memory::default();
            }
            let mut of_sentences = Vec::with_capacity(passage.sentences.len());
            for index in 0..passage.sentences.len() {
                let mut context = Vec::new();
                if asks(passage, index) {
                    context = memory.context(&topics);
                    anaphor::resolve(passage, index, &context, vocabulary);
                }
                of_sentences.push(context);
                memory.note(passage, index, vocabulary);
            }
            memory.end(passage, is_heading);
            before.push(of_sentences);
        }
        memory.topics = Some(topics);
        Self { before }
    }

    /// Whom the text before a sentence is about, the likeliest first.
    pub(crate) fn before(
        &self,
        passage: usize,
        sentence: usize,
    ) -> impl Iterator<Item = &Referent> + Clone {
        let sentences = self.before.get(passage);
        sentences
            .and_then(|sentences| sentences.get(sentence))
            .into_iter()
            .flatten()
            .map(Rc::as_ref)
    }
}

/// Whether a sentence needs to know whom the text before it is about: for a number, or for a word
/// that stands for somebody.
fn asks(passage: &Passage<'_>, sentence: usize) -> bool {
    passage.sentences.get(sentence).is_some_and(|sentence| {
        passage.has_quantity(sentence)
            || passage.names_in(sentence).any(|name| name.slug.is_empty())
    })
}

impl Memory {
    /// Whom the text is about before the next sentence, the likeliest first.
    fn context(&self, topics: &Topics) -> Vec<Rc<Referent>> {
        let mut context: Vec<Rc<Referent>> = Vec::with_capacity(MEMORY * 3);
        // A new paragraph of a text about one party goes on about it; under the heading of another
        // one, about that.
        let leading = topics
            .entities
            .first()
            .filter(|_| topics.is_sole)
            .into_iter()
            .flat_map(|topic| self.heading.iter().chain([topic]));
        let (main, others) = self.earlier.split_at(self.earlier.len().min(1));
        let ranked = self
            .here
            .iter()
            .chain(leading)
            .chain(main)
            .chain(&self.heading)
            .chain(&topics.entities)
            .chain(others)
            .chain(&self.mentioned);
        for referent in ranked {
            if !context.iter().any(|known| known.slug == referent.slug) {
                context.push(referent.clone());
            }
        }
        context
    }

    /// Notes whom a sentence is about.
    fn note(&mut self, passage: &Passage<'_>, sentence: usize, vocabulary: &Vocabulary) {
        let Some(sentence) = passage.sentences.get(sentence).copied() else {
            return;
        };
        let is_told = !matches!(
            passage.block.kind,
            BlockKind::Boilerplate | BlockKind::Cell { .. }
        );
        let mut strong: Vec<Rc<Referent>> = Vec::new();
        for item in (sentence.first..sentence.last).filter(|_| is_told) {
            let Some(name) = passage.name_at(item).filter(|n| is_center(n, vocabulary)) else {
                continue;
            };
            let referent = || {
                Rc::new(Referent {
                    slug: name.slug.clone(),
                    kind: name.kind,
                })
            };
            match case(passage, vocabulary, sentence, item) {
                Case::Source => {}
                found if found.is_strong() => strong.push(referent()),
                _ => put_first(&mut self.mentioned, referent()),
            }
        }
        // The first subject goes first.
        for referent in strong.into_iter().rev() {
            match self.counts.iter_mut().find(|(known, _)| *known == referent) {
                Some((_, count)) => *count += 1,
                None => self.counts.push((referent.clone(), 1)),
            }
            put_first(&mut self.here, referent);
        }
    }

    /// Ends a paragraph.
    fn end(&mut self, passage: &Passage<'_>, is_heading: bool) {
        let counts = std::mem::take(&mut self.counts);
        let here = std::mem::take(&mut self.here);
        if is_heading {
            self.heading = here.first().cloned().or(self.mentioned.first().cloned());
            self.mentioned.clear();
            return;
        }
        // The items of a list speak of what it stands under, each by itself.
        let is_item = matches!(passage.block.kind, BlockKind::ListItem);
        if is_item && !self.earlier.is_empty() {
            return;
        }
        let main = counts
            .iter()
            .rev()
            .max_by_key(|(_, count)| *count)
            .map(|(referent, _)| referent.clone());
        for referent in here.into_iter().rev().chain(main) {
            put_first(&mut self.earlier, referent);
        }
    }
}

/// Puts an entity in the first place of a short memory.
fn put_first(memory: &mut Vec<Rc<Referent>>, referent: Rc<Referent>) {
    memory.retain(|known| known.slug != referent.slug);
    memory.insert(0, referent);
    memory.truncate(MEMORY);
}

/// Whether a name is one of those that a text can be about: anything but who reports it. Which of
/// them can have a figure is for its metric to say.
fn is_center(name: &Name, vocabulary: &Vocabulary) -> bool {
    !name.slug.is_empty() && !vocabulary.is_media(name.kind)
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

/// What it counts to be the subject of a sentence, and to be merely mentioned.
const SUBJECT: usize = 4;
const MENTIONED: usize = 1;
/// What it counts to be the first that a text is about: news begins with it.
const OPENS: usize = 6;

/// How often as much as of any other party a text must speak of one to be about it alone.
const SOLE: usize = 2;

/// Whom a whole text is about.
struct Topics {
    /// The first party and some others, the likeliest first.
    entities: Vec<Rc<Referent>>,
    /// Whether it is about one party alone.
    is_sole: bool,
}

/// How many entities that are no parties a text is read as being about.
const OTHERS_MAX: usize = 4;

/// Whom the whole text is about: the party that its sentences are most often about, where the first
/// one, and one in the title, count more than others; behind it countries, products, events and
/// others of which a text can tell figures too.
fn topics(passages: &[Passage<'_>], vocabulary: &Vocabulary) -> Topics {
    let mut counts: BTreeMap<&str, (usize, usize, Option<u16>)> = BTreeMap::new();
    let mut is_open = true;
    for passage in passages {
        let weight = match passage.block.kind {
            BlockKind::Title => 3,
            BlockKind::Boilerplate => continue,
            _ => 1,
        };
        // Where no sentence of the first paragraph is about a party, the text opens with the one that
        // it mentions: "Let us talk about Acme."
        let mut introduced: Option<&str> = None;
        for (sentence, item) in passage
            .sentences
            .iter()
            .flat_map(|sentence| (sentence.first..sentence.last).map(move |item| (sentence, item)))
        {
            let Some(name) = passage.name_at(item) else {
                continue;
            };
            let written = matches!(name.form, NameForm::Known | NameForm::Unknown);
            if !written || !is_center(name, vocabulary) {
                continue;
            }
            let told = match case(passage, vocabulary, *sentence, item) {
                Case::Source => continue,
                found if found.is_strong() => SUBJECT,
                _ => MENTIONED,
            };
            let is_party = is_party(vocabulary, name.kind);
            let opens = is_open && weight == 1 && told == SUBJECT && is_party;
            is_open &= !opens;
            let next = counts.len();
            let entry = counts.entry(&name.slug).or_insert((0, next, name.kind));
            entry.0 += weight * told + if opens { OPENS } else { 0 };
            if is_open && weight == 1 && is_party {
                introduced = introduced.or(Some(&name.slug));
            }
        }
        if let Some(entry) = introduced
            .filter(|_| is_open)
            .and_then(|slug| counts.get_mut(slug))
        {
            entry.0 += OPENS;
            is_open = false;
        }
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by_key(|(_, (count, order, _))| (std::cmp::Reverse(*count), *order));
    let (parties, others): (Vec<_>, Vec<_>) = ranked
        .into_iter()
        .partition(|(_, (_, _, kind))| is_party(vocabulary, *kind));
    let count = |at: usize| parties.get(at).map_or(0, |(_, (count, _, _))| *count);
    let is_sole = count(0) >= SOLE * count(1);
    let entities = parties
        .into_iter()
        .take(1)
        .chain(others.into_iter().take(OTHERS_MAX))
        .map(|(slug, (_, _, kind))| {
            Rc::new(Referent {
                slug: slug.to_owned(),
                kind,
            })
        })
        .collect();
    Topics { entities, is_sole }
}
