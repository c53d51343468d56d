//! A passage: a block with everything that was found in it.

use std::ops::Range;

use claimbook_model::Date;

use crate::block::{Block, BlockKind};
use crate::cell;
use crate::date::{self, DateMention};
use crate::item::{Item, ItemKind, Sentence, items, sentences};
use crate::name::{Name, Written, is_time_in_name, names};
use crate::quantity::vocabulary::VOCABULARY;
use crate::quantity::{self, Quantity, token};
use crate::vocabulary::{Entry, Form, Hit, Vocabulary};

/// How many words may stand between a number and the bracket that makes a pair with it.
const PAIR_ITEMS_MAX: usize = 4;

/// A cue found in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueHit {
    pub metric: u16,
    pub cue: u16,
    pub form: Form,
    /// The words, as a pattern of the vocabulary.
    pub pattern: u32,
    /// Its first and last item.
    pub first: usize,
    pub last: usize,
    pub start: usize,
    pub end: usize,
}

/// What the dates of a document are reckoned from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reference {
    /// The day of the report.
    pub day: Option<Date>,
    /// The month that ends the fiscal year it speaks of.
    pub fiscal_end: Option<u8>,
}

/// A block and what stands in it.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    pub block: &'a Block<'a>,
    pub text: &'a str,
    pub lower: String,
    pub hits: Vec<Hit>,
    pub quantities: Vec<Quantity>,
    pub dates: Vec<DateMention>,
    pub names: Vec<Name>,
    pub items: Vec<Item>,
    pub sentences: Vec<Sentence>,
    pub cues: Vec<CueHit>,
}

impl<'a> Passage<'a> {
    /// Finds everything in a block. `known` are the names that the document writes.
    pub(crate) fn new(
        block: &'a Block<'a>,
        vocabulary: &Vocabulary,
        reference: Reference,
        known: &Written<'_>,
    ) -> Self {
        let text: &str = &block.text;
        let lower = text.to_ascii_lowercase();
        let hits = vocabulary.find(&lower);
        let (mut quantities, mut dates) = quantities_and_dates(text, reference);
        let is_title = is_shouted(block, text);
        dates.retain(|date| is_title || !is_time_in_name(text, &date.span));
        cell::read(block, &mut quantities);
        let aliased = |span: &Range<usize>| {
            hits.iter().any(|hit| {
                hit.start <= span.start
                    && span.end <= hit.end
                    && vocabulary
                        .entries(hit.pattern)
                        .iter()
                        .any(|e| matches!(e, Entry::Alias(_)))
                    && vocabulary.is_written_as_alias(text, *hit)
            })
        };
        quantities.retain(|quantity| !aliased(&quantity.core));
        let taken: Vec<Range<usize>> = quantities
            .iter()
            .map(|q| q.core.clone())
            .chain(dates.iter().map(|d| d.span.clone()))
            .collect();
        let names = names(text, &hits, vocabulary, &taken, is_title, known);
        let dates = apart(dates, &quantities);
        let items = items(text, &quantities, &dates, &names);
        let sentences = sentences(text, &items);
        let mut passage = Self {
            block,
            text,
            lower,
            hits,
            quantities,
            dates,
            names,
            items,
            sentences,
            cues: Vec::new(),
        };
        passage.cues = passage.find_cues(vocabulary);
        passage
    }

    /// The word of an item, lower case.
    #[inline]
    pub(crate) fn word(&self, item: usize) -> &str {
        self.items
            .get(item)
            .and_then(|item| self.lower.get(item.start..item.end))
            .unwrap_or_default()
    }

    /// The kind of an item.
    #[inline]
    pub(crate) fn kind(&self, item: usize) -> Option<ItemKind> {
        self.items.get(item).map(|item| item.kind)
    }

    /// The name at an item.
    pub(crate) fn name_at(&self, item: usize) -> Option<&Name> {
        match self.kind(item)? {
            ItemKind::Name(index) => self.names.get(index),
            _ => None,
        }
    }

    /// The quantity at an item.
    pub(crate) fn quantity_at(&self, item: usize) -> Option<&Quantity> {
        match self.kind(item)? {
            ItemKind::Quantity(index) => self.quantities.get(index),
            _ => None,
        }
    }

    /// The number with which one that stands alone in brackets right behind it makes a pair:
    /// "$5 million (4)", "41% of sales (38)".
    pub(crate) fn pair_of(&self, item: usize) -> Option<usize> {
        let open = item.checked_sub(1)?;
        let alone =
            self.kind(open) == Some(ItemKind::Open) && self.kind(item + 1) == Some(ItemKind::Close);
        let mut back = (open.saturating_sub(PAIR_ITEMS_MAX)..open).rev();
        let first = back.find(|at| self.kind(*at) != Some(ItemKind::Word))?;
        let unit = |at: usize| self.quantity_at(at).map(|q| &q.unit);
        let quantity = self.quantity_at(item)?;
        let written = self.text.get(quantity.core.clone())?;
        let is_bare = written
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
        (alone && is_bare && unit(first) == unit(item)).then_some(first)
    }

    /// The index of the sentence of an item.
    pub(crate) fn sentence_of(&self, item: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.last <= item)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// Whether a sentence holds a quantity.
    pub(crate) fn has_quantity(&self, sentence: &Sentence) -> bool {
        let first = self
            .quantities
            .partition_point(|quantity| quantity.span.start < sentence.start);
        self.quantities
            .get(first)
            .is_some_and(|quantity| quantity.span.start < sentence.end)
    }

    /// The names inside a sentence.
    pub(crate) fn names_in(&self, sentence: &Sentence) -> impl Iterator<Item = &Name> {
        let (start, end) = (sentence.start, sentence.end);
        let from = self.names.partition_point(|name| name.start < start);
        self.names
            .iter()
            .skip(from)
            .take_while(move |name| name.start < end)
    }

    /// The hits inside a sentence.
    pub(crate) fn hits_in(&self, sentence: &Sentence) -> impl Iterator<Item = &Hit> {
        let (start, end) = (sentence.start, sentence.end);
        let from = self.hits.partition_point(|hit| hit.start < start);
        self.hits
            .iter()
            .skip(from)
            .take_while(move |hit| hit.start < end)
    }

    /// The first item that ends after a byte.
    pub(crate) fn item_at(&self, byte: usize) -> usize {
        self.items.partition_point(|item| item.end <= byte)
    }

    /// Cues, overlapping ones too; none inside a name.
    fn find_cues(&self, vocabulary: &Vocabulary) -> Vec<CueHit> {
        let is_cue = |hit: &&Hit| {
            vocabulary
                .entries(hit.pattern)
                .iter()
                .any(|e| matches!(e, Entry::Cue { .. }))
        };
        let mut cues = Vec::new();
        for hit in self.hits.iter().filter(is_cue) {
            // Names do not overlap: only the last that begins before it can hold it.
            let behind = self.names.partition_point(|name| name.start <= hit.start);
            let near = behind.checked_sub(1).and_then(|at| self.names.get(at));
            if near.is_some_and(|name| hit.end <= name.end && !name.slug.is_empty()) {
                continue;
            }
            let first = self.item_at(hit.start);
            let last = self.item_at(hit.end.saturating_sub(1)).max(first);
            for entry in vocabulary.entries(hit.pattern) {
                if let Entry::Cue { metric, cue, form } = *entry {
                    cues.push(CueHit {
                        metric,
                        cue,
                        form,
                        pattern: hit.pattern,
                        first,
                        last,
                        start: hit.start,
                        end: hit.end,
                    });
                }
            }
        }
        cues
    }
}

/// The quantities of a text and its dates, cut into tokens once for both.
fn quantities_and_dates(text: &str, reference: Reference) -> (Vec<Quantity>, Vec<DateMention>) {
    let (mut quantities, mut dates) = (Vec::new(), Vec::new());
    let mut context = date::Context::new(reference.day, reference.fiscal_end);
    token::lines(text, &VOCABULARY, |line| {
        quantity::read_line(line, &mut quantities);
        date::read_line(line, &mut context, &mut dates);
    });
    (quantities, dates)
}

/// Dates that share no byte with a quantity: "$5 billion in 2024" is both, one behind the other.
fn apart(dates: Vec<DateMention>, quantities: &[Quantity]) -> Vec<DateMention> {
    dates
        .into_iter()
        .filter(|date| {
            date.period.is_some()
                || !quantities
                    .iter()
                    .any(|q| q.span.start < date.span.end && date.span.start < q.span.end)
        })
        .collect()
}

/// Whether a title or a line in title case capitalises its words, so that capitals mean little.
pub(crate) fn is_shouted(block: &Block<'_>, text: &str) -> bool {
    let is_title = matches!(block.kind, BlockKind::Title | BlockKind::Heading { .. });
    let (mut long, mut capitals) = (0, 0);
    for word in text.split_whitespace() {
        if begins_with_letters(word) {
            long += 1;
            capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    let (share, least) = if is_title { (6, 1) } else { (9, 3) };
    long >= least && capitals * 10 >= long * share
}

/// Whether a word begins with four letters.
fn begins_with_letters(word: &str) -> bool {
    match word.as_bytes().first_chunk::<4>() {
        Some(bytes) if bytes.is_ascii() => bytes.iter().all(u8::is_ascii_alphabetic),
        _ => word.chars().take(4).filter(|c| c.is_alphabetic()).count() == 4,
    }
}
