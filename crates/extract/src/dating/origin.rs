//! Where a change began: "from $5 million to $4 million" tells what was before, not what is.

use claimbook_model::MetricKind;

use super::kind_of;
use crate::draft::Draft;
use crate::passage::Passage;
use crate::scope;
use crate::vocabulary::Vocabulary;

/// Takes from each level, count and event with which a change began the date of where it ended,
/// unless a date of its own stands beside it.
pub(super) fn undate(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    for index in 0..drafts.len() {
        if !begins(drafts, index, passages, vocabulary) {
            continue;
        }
        let end = end_of(drafts, index, passages);
        // What a change to come begins with is what is.
        if end.is_some_and(|end| end.modality.is_outlook()) {
            continue;
        }
        let shared = end.is_some_and(|end| end.period == drafts[index].period);
        let draft = &mut drafts[index];
        if draft.period.is_some() && (shared || !draft.own_period) {
            draft.period = None;
            draft
                .reasons
                .push("it is what was before a change".to_owned());
        }
    }
}

fn begins(
    drafts: &[Draft],
    index: usize,
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
) -> bool {
    let draft = &drafts[index];
    let level = matches!(
        kind_of(draft, vocabulary),
        Some(MetricKind::Stock | MetricKind::Tally | MetricKind::Event)
    );
    let place = passages
        .get(draft.passage)
        .and_then(|passage| Some((passage, passage.sentences.get(draft.sentence)?)));
    level
        && place
            .is_some_and(|(passage, sentence)| scope::begins_change(passage, sentence, draft.item))
}

/// The number beside it with which the change ended: the next of the same unit, or the one before.
fn end_of<'d>(drafts: &'d [Draft], index: usize, passages: &[Passage<'_>]) -> Option<&'d Draft> {
    let draft = drafts.get(index)?;
    let unit = |draft: &Draft| {
        let passage = passages.get(draft.passage)?;
        let quantity = passage.quantities.get(draft.quantity)?;
        Some(quantity.unit.numerator())
    };
    let beside = |other: &&Draft| {
        other.passage == draft.passage
            && other.sentence == draft.sentence
            && unit(other) == unit(draft)
    };
    let next = drafts.get(index + 1).filter(beside);
    next.or_else(|| drafts.get(index.checked_sub(1)?).filter(beside))
}
