//! What a report corrects in itself: "It was $5 million, not $6 million as stated above."

use claimbook_model::{FigureKey, Modality};

use crate::draft::Draft;
use crate::passage::Passage;
use crate::quantity::Quantity;
use crate::vocabulary::Vocabulary;

/// What a note says was wrong, and where the right number stands.
struct Correction {
    figure: FigureKey,
    wrong: usize,
    right: Option<usize>,
}

/// Takes back the numbers that a note of the same report says were wrong: they are denied where
/// they stand, and the right ones are about the same time.
pub(super) fn take_back(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    for correction in corrections(drafts, passages, vocabulary) {
        let Correction {
            figure,
            wrong,
            right,
        } = correction;
        let mut period = None;
        for index in 0..drafts.len() {
            let draft = &drafts[index];
            let is_it = index != wrong
                && draft.passage != drafts[wrong].passage
                && draft.modality.is_actual()
                && draft.figure(vocabulary).as_ref() == Some(&figure)
                && same_number(draft, &drafts[wrong], passages);
            if !is_it {
                continue;
            }
            period = period.or(draft.period);
            let draft = &mut drafts[index];
            draft.modality = Modality::Denied;
            draft
                .reasons
                .push("the report itself says that it was wrong".to_owned());
        }
        if period.is_none() {
            continue;
        }
        for index in [Some(wrong), right].into_iter().flatten() {
            let draft = &mut drafts[index];
            draft.period = period;
            draft.own_period = true;
            if draft.modality.is_outlook() {
                draft.modality = Modality::Stated;
            }
        }
    }
}

/// Numbers that are denied in the same sentence as another one of their figure is stated.
fn corrections(
    drafts: &[Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
) -> Vec<Correction> {
    let denied = drafts.iter().enumerate().filter(|(_, draft)| {
        draft.modality == Modality::Denied && is_note(&passages[draft.passage], draft)
    });
    denied
        .filter_map(|(wrong, draft)| {
            let figure = draft.figure(vocabulary)?;
            let right = drafts.iter().position(|other| {
                other.passage == draft.passage
                    && other.sentence == draft.sentence
                    && other.modality != Modality::Denied
                    && other.figure(vocabulary).as_ref() == Some(&figure)
            });
            Some(Correction {
                figure,
                wrong,
                right,
            })
        })
        .collect()
}

/// Whether the paragraph is a note of correction.
fn is_note(passage: &Passage<'_>, draft: &Draft) -> bool {
    let Some(sentence) = passage.sentences.get(draft.sentence) else {
        return false;
    };
    let first = passage.sentences.first().map_or(0, |first| first.first);
    (first..sentence.last).any(|item| {
        matches!(
            passage.word(item),
            "correction" | "corrections" | "corrected" | "clarification" | "misstated"
        )
    })
}

fn same_number(a: &Draft, b: &Draft, passages: &[Passage<'_>]) -> bool {
    let quantity = |draft: &Draft| -> Option<&Quantity> {
        passages.get(draft.passage)?.quantities.get(draft.quantity)
    };
    quantity(a)
        .zip(quantity(b))
        .is_some_and(|(a, b)| a.value.same_number(b.value) && a.unit == b.unit)
}
