//! Cells of tables: the headers of row and column name the figure, the subject and the date.

use claimbook_model::Period;

use crate::block::{Block, BlockKind, SourceMap};
use crate::dimension;
use crate::draft::Draft;
use crate::focus::{Referent, is_party};
use crate::frame::{Frame, accepts, may_have};
use crate::item::Sentence;
use crate::name::{NameForm, Written};
use crate::party::Scene;
use crate::passage::{Passage, Reference};
use crate::sign::Sign;
use crate::vocabulary::{Entry, Vocabulary};

/// The score of a figure that a header names.
const SCORE: i32 = 60;

/// The headers of a cell, read like a line of text.
fn header_text(block: &Block<'_>) -> Option<String> {
    match &block.kind {
        BlockKind::Cell {
            row_header,
            column_header,
        } => Some(format!("{column_header} | {row_header}")),
        _ => None,
    }
}

/// Gives a draft in a cell the figure that its headers name.
pub(crate) fn fill(frame: &Frame<'_, '_, '_>, draft: &mut Draft) {
    let Some(text) = header_text(frame.passage.block) else {
        return;
    };
    let block = Block {
        kind: BlockKind::Paragraph,
        text: text.into(),
        source: SourceMap::Verbatim(0),
    };
    let header = Passage::new(
        &block,
        frame.vocabulary,
        Reference::default(),
        &Written::default(),
    );
    let Some(quantity) = frame.passage.quantities.get(draft.quantity) else {
        return;
    };
    let fitting = header.cues.iter().filter(|hit| {
        frame
            .vocabulary
            .metrics
            .get(hit.metric as usize)
            .is_some_and(|(_, metric)| accepts(metric, quantity) && metric.change_of.is_none())
    });
    // The longer wording knows better; of two as long, the first.
    let cue = fitting.min_by_key(|hit| (std::cmp::Reverse(hit.end - hit.start), hit.start));
    let Some(cue) = cue else { return };
    let Some((slug, _)) = frame.vocabulary.metrics.get(cue.metric as usize) else {
        return;
    };
    draft.metric = Some(cue.metric);
    draft.score = SCORE;
    draft
        .reasons
        .push(format!("the table's headers say {slug}"));
    parties(frame.vocabulary, &header, draft);
    let sentence = Sentence {
        first: 0,
        last: header.items.len(),
        start: 0,
        end: header.text.len(),
    };
    let header_frame = Frame::new(frame.vocabulary, &header, sentence, frame.told);
    let scene = Scene {
        vocabulary: frame.vocabulary,
        passage: &header,
        sentence,
        quantity: header.items.len(),
        cue: None,
        is_lenient: false,
    };
    let mut in_header = draft.clone();
    in_header.item = header.items.len() / 2;
    dimension::fill(&header_frame, &mut in_header, &scene);
    draft.dimensions = in_header.dimensions;
}

/// The parties in the headers: "Acme-Beta" is an investor and whom it invests in.
fn parties(vocabulary: &Vocabulary, header: &Passage<'_>, draft: &mut Draft) {
    let Some((_, metric)) = draft.metric_in(vocabulary) else {
        return;
    };
    let named: Vec<(usize, Referent)> = header
        .items
        .iter()
        .enumerate()
        .filter_map(|(item, _)| {
            let name = header.name_at(item)?;
            let written = matches!(name.form, NameForm::Known | NameForm::Unknown);
            (written && is_party(vocabulary, name.kind)).then(|| {
                (
                    item,
                    Referent {
                        slug: name.slug.clone(),
                        kind: name.kind,
                    },
                )
            })
        })
        .collect();
    let required = metric
        .dimensions()
        .find(|(_, required)| *required)
        .map(|(name, _)| name.to_owned());
    let pair = named.windows(2).find_map(|pair| match pair {
        [(first, agent), (second, patient)] if second - first == 1 => {
            Some((agent.clone(), patient.clone()))
        }
        _ => None,
    });
    if let (Some((agent, patient)), Some(dimension)) = (pair, required) {
        draft.dimensions.insert(dimension, agent.slug);
        draft.subject = Some(patient);
        draft.is_subject_sure = true;
        return;
    }
    draft.is_subject_sure = true;
    draft.subject = named
        .into_iter()
        .map(|(_, referent)| referent)
        .find(|referent| may_have(vocabulary, metric, referent));
}

/// Whether the headers of a cell say that it holds what is expected: "2031 budget", "Target".
pub(crate) fn is_outlook(passage: &Passage<'_>, vocabulary: &Vocabulary) -> bool {
    header_text(passage.block).is_some_and(|text| {
        vocabulary.find(&text).iter().any(|hit| {
            vocabulary
                .entries(hit.pattern)
                .contains(&Entry::Sign(Sign::Forecast))
        })
    })
}

/// The date that the headers of a cell give.
pub(crate) fn period(passage: &Passage<'_>) -> Option<Period> {
    let text = header_text(passage.block)?;
    crate::date::dates(&text, None)
        .into_iter()
        .find_map(|mention| mention.period)
}

/// The date that another cell of the same row gives.
pub(crate) fn period_of_row(passages: &[Passage<'_>], index: usize) -> Option<Period> {
    let row = |passage: &Passage<'_>| match &passage.block.kind {
        BlockKind::Cell { row_header, .. } => Some(row_header.clone()),
        _ => None,
    };
    let own = row(passages.get(index)?)?;
    let near = index.saturating_sub(ROW_CELLS)..(index + ROW_CELLS).min(passages.len());
    passages
        .get(near)?
        .iter()
        .filter(|passage| row(passage).as_ref() == Some(&own) && passage.quantities.is_empty())
        .find_map(|passage| passage.dates.iter().find_map(|mention| mention.period))
}

/// How far the cells of one row are apart, at most.
const ROW_CELLS: usize = 8;

/// Gives cells without a figure that of the other cells of their table, if these have one metric:
/// a table of budgets may say so only in the text around it.
pub(crate) fn tables(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    let is_cell = |draft: &Draft| {
        passages
            .get(draft.passage)
            .is_some_and(|passage| matches!(passage.block.kind, BlockKind::Cell { .. }))
    };
    let unit = |draft: &Draft| {
        let passage = passages.get(draft.passage)?;
        let quantity = passage.quantities.get(draft.quantity)?;
        Some(quantity.unit.numerator().to_owned())
    };
    for index in 0..drafts.len() {
        let Some(draft) = drafts.get(index) else {
            continue;
        };
        if !is_cell(draft) || draft.metric.is_some() {
            continue;
        }
        let window = index.saturating_sub(TABLE_CELLS)..(index + TABLE_CELLS).min(drafts.len());
        let mut known: Vec<u16> = drafts
            .get(window)
            .unwrap_or_default()
            .iter()
            .filter(|other| {
                is_cell(other)
                    && other.passage.abs_diff(draft.passage) <= TABLE_CELLS
                    && unit(other) == unit(draft)
            })
            .filter_map(|other| other.metric)
            .collect();
        known.sort_unstable();
        known.dedup();
        let ([metric], Some(text)) = (
            known.as_slice(),
            passages
                .get(draft.passage)
                .and_then(|passage| header_text(passage.block)),
        ) else {
            continue;
        };
        let metric = *metric;
        let block = Block {
            kind: BlockKind::Paragraph,
            text: text.into(),
            source: SourceMap::Verbatim(0),
        };
        let header = Passage::new(
            &block,
            vocabulary,
            Reference::default(),
            &Written::default(),
        );
        // Headers that name something else say that this is no cell like the others.
        let cues = &header.cues;
        if !cues.is_empty() && cues.iter().all(|hit| hit.metric != metric) {
            continue;
        }
        if let Some(draft) = drafts.get_mut(index) {
            draft.metric = Some(metric);
            draft.score = SCORE;
            draft
                .reasons
                .push("as the other cells of its table".to_owned());
            parties(vocabulary, &header, draft);
        }
    }
}

/// How far the cells of one table are apart, at most.
const TABLE_CELLS: usize = 40;
