//! Telling: how sure the text is of each number, who says so, and what it says of its past.

use claimbook_model::{Attribution, Flags, Metric, MetricKind, Modality};

use crate::attribution::{self, Found, Search, Sources};
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
    let whole = attribution::of_report(passages, vocabulary);
    let mut heard = Heard::default();
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
            _ => {
                heard.listen(passages, vocabulary, place);
                known.insert((place, Sources::of(passage, sentence)))
            }
        };
        let search = heard.search(passage, vocabulary, sentence, place);
        let found = attribution::of(search, sources, draft.item, is_known);
        let first = found.first().map(|first| &first.attribution);
        if let Some(first) = first {
            heard.note(first, place);
        }
        if is_known && first.is_some_and(attribution::is_hearsay) {
            draft.modality = Modality::Estimated;
        }
        draft.attribution = upstream(draft, found, whole.as_ref());
    }
}

/// The sources that a text has named so far.
#[derive(Default)]
struct Heard {
    /// The last of them, and its passage and sentence.
    last: Option<(Attribution, Place)>,
    /// The first sentence that was not listened to.
    next: Place,
}

/// A passage and a sentence in it.
type Place = (usize, usize);

impl Heard {
    fn note(&mut self, source: &Attribution, place: Place) {
        if source.voice.is_some() {
            self.last = Some((source.clone(), place));
        }
    }

    /// Listens to the sentences before `place` that have no number: they may say who speaks.
    fn listen(&mut self, passages: &[Passage<'_>], vocabulary: &Vocabulary, place: Place) {
        while self.next < place {
            let (at, sentence_at) = self.next;
            let Some(passage) = passages.get(at) else {
                return;
            };
            let Some(sentence) = passage.sentences.get(sentence_at) else {
                self.next = (at + 1, 0);
                continue;
            };
            if !passage.has_quantity(sentence) {
                let sources = Sources::of(passage, sentence);
                let search = self.search(passage, vocabulary, sentence, self.next);
                let found = attribution::of(search, &sources, sentence.last - 1, false);
                if let Some(first) = found.first() {
                    self.note(&first.attribution, self.next);
                }
            }
            self.next.1 += 1;
        }
        self.next = (place.0, place.1 + 1);
    }

    fn search<'s, 'p>(
        &'s self,
        passage: &'s Passage<'p>,
        vocabulary: &'s Vocabulary,
        sentence: &'s Sentence,
        (at, sentence_at): Place,
    ) -> Search<'s, 'p> {
        let before = sentence_at.checked_sub(1).map(|before| (at, before));
        Search {
            passage,
            vocabulary,
            sentence,
            last: self.last.as_ref().map(|(source, _)| source),
            is_fresh: self.last.as_ref().map(|(_, place)| *place) == before && before.is_some(),
        }
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

/// Whose word a number is, of the sources that its sentence names, the best first: the first of them,
/// or, where they only tell of themselves, the publication that they told it; else whose the whole
/// report is.
fn upstream(draft: &Draft, found: Vec<Found>, whole: Option<&Attribution>) -> Option<Attribution> {
    let is_party = |source: &Found| is_party_to(draft, &source.attribution);
    let speaks_of_itself = found.first().is_some_and(is_party);
    let own = found
        .into_iter()
        .find(|source| !is_party(source) && (source.is_cited || !speaks_of_itself));
    let own = own.map(|source| source.attribution);
    let whole = whole.filter(|source| !is_party_to(draft, source));
    match own {
        Some(own) if own.voice.is_some() || whole.is_none() => Some(own),
        _ => whole.cloned(),
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
