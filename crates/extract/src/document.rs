//! A document: its passages read one after the other into drafts, and these into mentions.

use claimbook_model::event::TextNote;
use claimbook_model::{Date, Direction, Flags, Period, Place, Value};

use crate::block::{BlockKind, Layout};
use crate::date::fiscal_year_end;
use crate::dating;
use crate::deal;
use crate::declared;
use crate::divide::{self, Part};
use crate::draft::Draft;
use crate::echo;
use crate::explain;
use crate::focus::{Focus, Memory};
use crate::frame::{self, Frame};
use crate::header;
use crate::implied;
use crate::inferred;
use crate::item::ItemKind;
use crate::mention::{Mention, Role};
use crate::name::Written;
use crate::note;
use crate::party;
use crate::passage::{Passage, Reference, is_shouted};
use crate::period::Clock;
use crate::telling;
use crate::unify;
use crate::vocabulary::Vocabulary;

/// What was read: the mentions in order, and the date that was inferred.
pub(crate) struct Read {
    pub mentions: Vec<Mention>,
    pub inferred: Option<Period>,
    pub notes: Vec<TextNote>,
}

/// What one part of a long document hands on to the next.
#[derive(Default)]
struct Carried {
    /// What "now" means: the first part tells.
    clock: Option<Clock>,
    /// The month that ends the fiscal year, once the text has told it.
    fiscal_end: Option<u8>,
    /// Whom the text was about.
    memory: Memory,
}

/// Reads a document, part by part. An article is one part; in a longer text, what is said again
/// far away is not known again, and the claims alone put it together.
pub(crate) fn read(
    layout: &Layout<'_>,
    vocabulary: &Vocabulary,
    published: Option<Period>,
) -> Read {
    let inferred = match published {
        Some(_) => None,
        None => infer(layout, vocabulary),
    };
    let mut carried = Carried::default();
    let (mut mentions, mut notes) = (Vec::new(), Vec::new());
    for part in divide::parts(layout) {
        let dated = (published, inferred);
        mentions.extend(read_part(
            &part,
            vocabulary,
            dated,
            &mut carried,
            &mut notes,
        ));
    }
    note::take_back(&mut mentions, &notes);
    Read {
        mentions,
        inferred,
        notes,
    }
}

/// The date that a document without one must have been published on.
fn infer(layout: &Layout<'_>, vocabulary: &Vocabulary) -> Option<Period> {
    let mut fiscal_end = None;
    let of_parts = divide::parts(layout).filter_map(|part| {
        let passages = passages(&part, vocabulary, None, &mut fiscal_end);
        inferred::published(&passages, vocabulary)
    });
    inferred::latest(of_parts)
}

/// Finds everything in the blocks of a part. `fiscal_end` is the month that ends the fiscal year,
/// once the document has told it.
fn passages<'p>(
    part: &'p Part<'_>,
    vocabulary: &Vocabulary,
    day: Option<Date>,
    fiscal_end: &mut Option<u8>,
) -> Vec<Passage<'p>> {
    let mut known = Written::default();
    for block in part {
        let is_told = match block.kind {
            BlockKind::Paragraph | BlockKind::ListItem => true,
            BlockKind::Title | BlockKind::Heading { .. } => !is_shouted(block, &block.text),
            _ => false,
        };
        if is_told {
            known.note(&block.text);
        }
    }
    known.settle(part.iter().map(|block| &*block.text));
    *fiscal_end = fiscal_end.or_else(|| {
        part.iter()
            .filter(|block| block.kind != BlockKind::Boilerplate)
            .find_map(|block| fiscal_year_end(&block.text))
    });
    let reference = Reference {
        day,
        fiscal_end: *fiscal_end,
    };
    let mut passages: Vec<_> = part
        .iter()
        .map(|block| Passage::new(block, vocabulary, reference, &known))
        .collect();
    declared::apply(&mut passages);
    passages
}

/// Reads a part of a document into mentions.
fn read_part(
    part: &Part<'_>,
    vocabulary: &Vocabulary,
    (published, inferred): (Option<Period>, Option<Period>),
    carried: &mut Carried,
    notes: &mut Vec<TextNote>,
) -> Vec<Mention> {
    let reference = published.or(inferred).map(|period| period.last_day());
    let mut passages = passages(part, vocabulary, reference, &mut carried.fiscal_end);
    notes.extend(note::notes(&passages));
    let clock = *carried
        .clock
        .get_or_insert_with(|| dating::clock(&passages, vocabulary, published, inferred));
    let whole_names = unify::unify(&mut passages, vocabulary);
    let focus = Focus::resolve(&mut passages, vocabulary, &mut carried.memory);
    let mut drafts = framed(&passages, vocabulary);
    // Headers of tables were read by themselves: their short names mean the document's whole ones.
    for subject in drafts.iter_mut().filter_map(|draft| draft.subject.as_mut()) {
        if subject.kind.is_none()
            && let Some(whole) = whole_names.get(&subject.slug)
        {
            subject.clone_from(whole);
        }
    }
    party::part(&mut drafts, &passages);
    echo::complete(&mut drafts, &passages, vocabulary);
    frame::listed(&mut drafts, &passages, vocabulary);
    deal::told_before(&mut drafts, vocabulary);
    header::tables(&mut drafts, &passages, vocabulary);
    implied::subjects(&mut drafts, &passages, &focus, vocabulary);
    echo::complete(&mut drafts, &passages, vocabulary);
    deal::yielded(&mut drafts, &passages, vocabulary);
    echo::headings(&mut drafts, &passages, vocabulary);
    deal::borrowed(&mut drafts, vocabulary);
    party::part(&mut drafts, &passages);
    telling::say(&mut drafts, &passages, vocabulary, &clock);
    deal::parts(&mut drafts, &passages, vocabulary);
    dating::date(&mut drafts, &passages, vocabulary, &clock);
    drafts
        .into_iter()
        .filter_map(|draft| mention(draft, &passages, vocabulary))
        .collect()
}

/// The patterns of the vocabulary that the report itself uses, ascending.
fn told(passages: &[Passage<'_>]) -> Vec<u32> {
    let own = passages
        .iter()
        .filter(|passage| passage.block.kind != BlockKind::Boilerplate);
    let mut told: Vec<u32> = own
        .flat_map(|passage| passage.hits.iter().map(|hit| hit.pattern))
        .collect();
    told.sort_unstable();
    told.dedup();
    told
}

/// Every quantity framed by its own sentence.
fn framed(passages: &[Passage<'_>], vocabulary: &Vocabulary) -> Vec<Draft> {
    let told = told(passages);
    let mut drafts: Vec<Draft> = Vec::new();
    for (passage_index, passage) in passages.iter().enumerate() {
        for (sentence_index, sentence) in passage.sentences.iter().enumerate() {
            if !passage.has_quantity(sentence) {
                continue;
            }
            let frame = Frame::new(vocabulary, passage, *sentence, &told);
            for item in sentence.first..sentence.last {
                let Some(ItemKind::Quantity(quantity)) = passage.kind(item) else {
                    continue;
                };
                let mut draft = Draft::new(passage_index, sentence_index, item, quantity);
                if matches!(passage.block.kind, BlockKind::Cell { .. }) {
                    header::fill(&frame, &mut draft);
                }
                if draft.metric.is_none() {
                    frame.fill(&mut draft, &drafts);
                }
                drafts.push(draft);
            }
        }
    }
    drafts
}

/// The mention that a draft has become.
fn mention(mut draft: Draft, passages: &[Passage<'_>], vocabulary: &Vocabulary) -> Option<Mention> {
    let passage = passages.get(draft.passage)?;
    let quantity = passage.quantities.get(draft.quantity)?;
    let (start, end) = passage
        .block
        .source
        .locate(quantity.span.start, quantity.span.end);
    let mut flags = draft.flags;
    if quantity.is_conversion {
        flags = flags.with(Flags::CONVERSION);
    }
    let boilerplate = passage.block.kind == BlockKind::Boilerplate;
    let figure = draft.figure(vocabulary);
    let place = place(&passage.block.kind);
    let mut reasons = std::mem::take(&mut draft.reasons);
    if figure.is_none() && !reasons.iter().any(|reason| reason.starts_with("no figure")) {
        reasons.extend(explain::missing(&draft, quantity.unit.as_str(), vocabulary));
    }
    let role = if boilerplate {
        Some(Role::Boilerplate)
    } else if place == Place::Heading {
        Some(Role::Heading)
    } else if flags.has(Flags::DERIVED) {
        Some(Role::Derived)
    } else {
        None
    };
    Some(Mention {
        start,
        end,
        place,
        value: signed(&draft, quantity.value, quantity.direction, vocabulary),
        comparator: quantity.comparator,
        unit: quantity.unit.clone(),
        counted: quantity.counted.clone(),
        direction: quantity.direction,
        figure,
        period: draft.period,
        period_alone: draft.period_alone,
        modality: draft.modality,
        attribution: draft.attribution,
        role,
        signal: draft.signal,
        flags,
        reasons,
    })
}

/// The value with the sign of the change, where the figure is itself a change.
fn signed(
    draft: &Draft,
    value: Value,
    direction: Option<Direction>,
    vocabulary: &Vocabulary,
) -> Value {
    let is_change = draft
        .metric_in(vocabulary)
        .is_some_and(|(_, metric)| metric.change_of.is_some() || metric.signed);
    let falls = direction == Some(Direction::Down) || draft.negated;
    if !is_change || !falls || value.low().is_negative() {
        return value;
    }
    match value {
        Value::Number(number) => Value::Number(number.negated()),
        Value::Range(low, high) => Value::Range(high.negated(), low.negated()),
    }
}

fn place(kind: &BlockKind) -> Place {
    match kind {
        BlockKind::Title | BlockKind::Heading { .. } | BlockKind::Summary => Place::Heading,
        BlockKind::ListItem | BlockKind::TimelineEntry { .. } => Place::List,
        BlockKind::Cell { .. } => Place::Table,
        BlockKind::KeyFigure | BlockKind::Caption => Place::Caption,
        BlockKind::Paragraph | BlockKind::Boilerplate => Place::Paragraph,
    }
}
