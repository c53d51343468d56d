//! What each place says of its time by itself, without what other mentions of the number lend it
//! and without the report's own date: a text that is checked is judged place by place.

use claimbook_model::{MetricKind, Period};

use super::kind_of;
use crate::draft::Draft;
use crate::period::Clock;
use crate::vocabulary::Vocabulary;

/// The periods as they are at one step of the dating.
pub(super) fn periods(drafts: &[Draft]) -> Vec<Option<Period>> {
    drafts.iter().map(|draft| draft.period).collect()
}

/// Notes for each draft what it says alone: `own` are the periods before other mentions lent
/// theirs, `carried` those after.
pub(super) fn tell(
    drafts: &mut [Draft],
    own: &[Option<Period>],
    carried: &[Option<Period>],
    vocabulary: &Vocabulary,
    clock: &Clock,
) {
    for ((draft, own), carried) in drafts.iter_mut().zip(own).zip(carried) {
        draft.period_alone = if draft.period.is_none() || draft.period != *carried {
            // What a later step told it: the words beside it, else what is said of now.
            draft.period.filter(|period| {
                draft.own_period || is_told(draft, vocabulary) && clock.current != Some(*period)
            })
        } else if kind_of(draft, vocabulary) == Some(MetricKind::Flow) {
            // A flow is of the period of which the text speaks.
            own.or(draft.period)
        } else {
            *own
        };
    }
}

/// Whether what is filled in for the figure is told by the text: the day of the deal in which a
/// company was valued, the time of a rate; an event is only taken to be of the report's month.
fn is_told(draft: &Draft, vocabulary: &Vocabulary) -> bool {
    kind_of(draft, vocabulary) == Some(MetricKind::Stock)
}
