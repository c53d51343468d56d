//! Dates carried from one mention to another: a deal told again, a flow told behind one of the same
//! time.

use std::collections::BTreeMap;

use claimbook_model::{Decimal, FigureKey, MetricKind, Modality, Period, Value};

use super::{is_rate, kind_of};
use crate::block::BlockKind;
use crate::draft::Draft;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// A figure with a number: what is told of both is told of one thing.
type Told = (String, Number, Number);
/// The digits and the exponent of a number without trailing zeros.
type Number = (i128, i16);

/// The dates with which one number of one figure is told, in the order of the text.
struct Dates {
    /// Each of them once.
    periods: Vec<Period>,
    /// The first that stands in a paragraph, and its passage.
    in_paragraph: Option<(usize, Period)>,
}

fn told(figure: &FigureKey, value: Value) -> Told {
    let number = |decimal: Decimal| {
        let normal = decimal.normalized();
        (normal.coefficient(), normal.exponent())
    };
    (
        figure.to_string(),
        number(value.low()),
        number(value.high()),
    )
}

/// The dates of all that is told with one.
fn dates_told(
    drafts: &[Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
) -> BTreeMap<Told, Dates> {
    let mut dates: BTreeMap<Told, Dates> = BTreeMap::new();
    for draft in drafts {
        let counts = draft.own_period && draft.modality != Modality::Denied;
        let Some(period) = draft.period.filter(|_| counts) else {
            continue;
        };
        let key = draft.figure(vocabulary).zip(value_of(draft, passages));
        let Some((figure, value)) = key else { continue };
        let entry = dates.entry(told(&figure, value)).or_insert_with(|| Dates {
            periods: Vec::new(),
            in_paragraph: None,
        });
        if !entry.periods.contains(&period) {
            entry.periods.push(period);
        }
        let paragraph = passages
            .get(draft.passage)
            .is_some_and(|passage| passage.block.kind == BlockKind::Paragraph);
        if paragraph {
            entry.in_paragraph.get_or_insert((draft.passage, period));
        }
    }
    dates
}

fn value_of(draft: &Draft, passages: &[Passage<'_>]) -> Option<Value> {
    let passage = passages.get(draft.passage)?;
    passage.quantities.get(draft.quantity).map(|q| q.value)
}

/// Whether a draft sums up what the text below it tells.
fn is_heading(draft: &Draft, passages: &[Passage<'_>]) -> bool {
    passages.get(draft.passage).is_some_and(|passage| {
        matches!(
            passage.block.kind,
            BlockKind::Title | BlockKind::Heading { .. } | BlockKind::Summary
        )
    })
}

/// A deal told again without its date has the date with which the same number was told; a flow
/// has the period of the flows before it.
pub(super) fn carry(
    drafts: &mut [Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
    is_earlier: &[bool],
    reported: Option<Period>,
) {
    let dates = dates_told(drafts, passages, vocabulary);
    let mut flows = Flows {
        reported,
        ..Flows::default()
    };
    for (index, draft) in drafts.iter_mut().enumerate() {
        let is_earlier = is_earlier.get(index) == Some(&true);
        let Some(figure) = draft.figure(vocabulary) else {
            continue;
        };
        let kind = kind_of(draft, vocabulary);
        let same = value_of(draft, passages).and_then(|value| dates.get(&told(&figure, value)));
        if draft.own_period {
            if let Some(same) = same {
                sharpen(draft, same);
            }
            if kind == Some(MetricKind::Flow) && !is_earlier {
                flows.note(draft, &figure);
            }
            continue;
        }
        let first = same.and_then(|same| same.periods.first().copied());
        let found = match kind {
            // A level said again holds when it was said to hold, if that came before; one in a
            // heading when the text below it says so.
            Some(MetricKind::Stock) => same
                .and_then(|same| same.in_paragraph)
                .filter(|(passage, _)| *passage < draft.passage || is_heading(draft, passages))
                .map(|(_, period)| period),
            Some(MetricKind::Flow) if is_earlier => None,
            Some(MetricKind::Flow) => {
                let retold = is_retold(draft, passages);
                first
                    .or_else(|| flows.told(draft, &figure).filter(|_| retold))
                    .or_else(|| flows.of(draft, &figure, is_rate(draft, passages)))
            }
            _ => first,
        };
        if let Some(period) = found {
            draft.period = Some(period);
            if kind == Some(MetricKind::Flow) {
                flows.last = Some((figure, period, draft.passage, draft.sentence));
            }
            draft.reasons.push(format!(
                "it is about {period}, as another mention of the number says"
            ));
        }
    }
}

/// Takes the finer date with which the same number is told elsewhere.
fn sharpen(draft: &mut Draft, same: &Dates) {
    let Some(own) = draft.period else { return };
    let finer = |period: &&Period| own.contains(period) && own.length_days() > period.length_days();
    if let Some(period) = same.periods.iter().find(finer) {
        draft.period = Some(*period);
        let reason = format!("it is about {period}, told more exactly elsewhere");
        draft.reasons.push(reason);
    }
}

/// The periods of the flows told so far.
#[derive(Default)]
struct Flows {
    /// The period whose results the report tells.
    reported: Option<Period>,
    /// The last actual one: its subject, period and passage.
    actual: Option<(String, Period, usize)>,
    /// The last outlook: its metric and period.
    outlook: Option<(String, Period)>,
    /// The last of either: its figure, period, passage and sentence.
    last: Option<(FigureKey, Period, usize, usize)>,
}

/// Whether an outlook is told as one of before, of the result told beside it: "had looked for",
/// "would have been".
fn is_retold(draft: &Draft, passages: &[Passage<'_>]) -> bool {
    let Some(passage) = passages.get(draft.passage) else {
        return false;
    };
    let Some(sentence) = passage.sentences.get(draft.sentence) else {
        return false;
    };
    draft.modality.is_outlook()
        && (sentence.first..draft.item).any(|item| {
            matches!(
                passage.word(item),
                "had" | "was" | "were" | "been" | "consensus" | "analysts" | "polled"
            )
        })
}

impl Flows {
    fn note(&mut self, draft: &Draft, figure: &FigureKey) {
        let Some(period) = draft.period else { return };
        self.last = Some((figure.clone(), period, draft.passage, draft.sentence));
        if draft.modality.is_outlook() {
            self.outlook = Some((figure.metric().to_owned(), period));
        } else if draft.modality.is_actual() {
            self.actual = Some((figure.subject().to_owned(), period, draft.passage));
        }
    }

    /// The period with which the same figure was told right before.
    fn told(&self, draft: &Draft, figure: &FigureKey) -> Option<Period> {
        let (known, period, passage, sentence) = self.last.as_ref()?;
        let near = *passage == draft.passage && sentence + 1 >= draft.sentence;
        (near && known == figure).then_some(*period)
    }

    /// The period of a flow told without one.
    fn of(&self, draft: &Draft, figure: &FigureKey, is_rate: bool) -> Option<Period> {
        if draft.modality.is_outlook() {
            let (_, period) = self
                .outlook
                .as_ref()
                .filter(|(metric, _)| metric == figure.metric())?;
            return Some(*period);
        }
        let last = self.actual.as_ref().filter(|(subject, _, at)| {
            subject == figure.subject() || (*at == draft.passage && !is_rate)
        });
        last.map(|(_, period, _)| *period)
            .or(self.reported.filter(|_| !is_rate))
    }
}
