//! Telling: how sure the text is of each number, who says so, and what it says of its past.

use claimbook_model::{Attribution, Flags, Metric, MetricKind, Modality};

use crate::attribution::{self, Sources};
use crate::draft::Draft;
use crate::header;
use crate::item::Sentence;
use crate::modality::{self, Signs};
use crate::note;
use crate::passage::Passage;
use crate::period::{self, Clock};
use crate::signal;
use crate::vocabulary::Vocabulary;

/// Modality, attribution and signal.
pub(crate) fn say(
    drafts: &mut [Draft],
    passages: &[Passage<'_>],
    vocabulary: &Vocabulary,
    clock: &Clock,
) {
    let mut last: Option<Attribution> = None;
    let mut known: Option<((usize, usize), Sources)> = None;
    for draft in drafts {
        let Some(passage) = passages.get(draft.passage) else {
            continue;
        };
        let Some(sentence) = passage.sentences.get(draft.sentence) else {
            continue;
        };
        let Some(quantity) = passage.quantities.get(draft.quantity) else {
            continue;
        };
        let metric = draft.metric_in(vocabulary).map(|(_, metric)| metric);
        let pledge = metric.is_some_and(|metric| metric.pledge);
        let signs = Signs::around(passage, vocabulary, sentence, draft.item);
        draft.modality = if modality::is_denied_next(passage, vocabulary, draft.sentence) {
            Modality::Denied
        } else {
            let happens = metric.is_some_and(|metric| metric.kind == MetricKind::Event);
            signs.modality(quantity.comparator, pledge, happens)
        };
        if draft.modality == Modality::Stated && header::is_outlook(passage, vocabulary) {
            draft.modality = Modality::Forecast;
        }
        // A ratio without a figure of its own that the text works out from its other numbers.
        if draft.metric.is_none() && quantity.unit.as_str() == "ratio" && signs.is_derived() {
            draft.flags = draft.flags.with(Flags::DERIVED);
        }
        if let Some(part) = metric.and_then(|m| m.part.as_ref())
            && draft.dimensions.get(&part.dimension) == Some(&part.rest)
            && draft.modality == Modality::Stated
        {
            draft.modality = Modality::Contingent;
        }
        if note::takes_back(passage, draft.sentence, draft.item) {
            draft.modality = Modality::Denied;
        }
        look_ahead(draft, passage, sentence, &signs, metric, clock);
        draft.signal = signal::of(passage, draft.sentence, draft.item, draft.modality);
        let is_known = draft.modality == Modality::Stated;
        let place = (draft.passage, draft.sentence);
        let (_, sources) = match known.take() {
            Some(found) if found.0 == place => known.insert(found),
            _ => known.insert((place, Sources::of(passage, sentence))),
        };
        let found = attribution::of(
            passage,
            vocabulary,
            (sentence, sources),
            draft.item,
            is_known,
            last.as_ref(),
        );
        if let Some(found) = &found
            && found.voice.is_some()
        {
            last = Some(found.clone());
        }
        if is_known && found.as_ref().is_some_and(attribution::is_hearsay) {
            draft.modality = Modality::Estimated;
        }
        draft.attribution = found.filter(|attribution| !is_party_to(draft, attribution));
    }
}

/// A number about a time to come is an outlook, whatever its wording.
fn look_ahead(
    draft: &mut Draft,
    passage: &Passage<'_>,
    sentence: &Sentence,
    signs: &Signs,
    metric: Option<&Metric>,
    clock: &Clock,
) {
    let pledge = metric.is_some_and(|metric| metric.pledge);
    let dated = period::beside(passage, sentence, draft.item, metric.map(|m| m.kind), clock);
    let future = dated
        .zip(clock.reference)
        .is_some_and(|(dated, reference)| {
            dated.period.first_day() > reference && !dated.period.is_fiscal()
        });
    if future && (!pledge || signs.speaks_of_future()) && draft.modality.is_actual() {
        draft.modality = Modality::Forecast;
    }
    if future && pledge && draft.modality == Modality::Contingent && signs.speaks_of_future() {
        draft.modality = Modality::Forecast;
    }
    let unfinished = dated
        .zip(clock.reference)
        .is_some_and(|(dated, reference)| {
            dated.period.last_day() > reference
                && dated.period.length_days() > 300
                && !dated.period.is_fiscal()
        });
    if unfinished && metric.is_some_and(|m| m.kind == MetricKind::Flow) {
        // What a whole year brings is not known before it is over.
        if draft.modality.is_actual() {
            draft.modality = Modality::Forecast;
        }
    }
}

/// Whether the source is one of those whom the figure is about: what a company says of its own
/// deal is the report's word for a fact.
fn is_party_to(draft: &Draft, attribution: &Attribution) -> bool {
    attribution.voice.as_ref().is_some_and(|voice| {
        draft.subject.as_ref().is_some_and(|s| s.slug == *voice)
            || draft.dimensions.values().any(|value| value == voice)
    })
}
