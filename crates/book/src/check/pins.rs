//! The pinned texts of the log.

use std::sync::Arc;

use claimbook_model::event::{DraftPinned, DraftText, PinnedFigure, PinnedPlace, Policy};
use claimbook_model::{Date, DocumentId, Event, Modality, Timestamp};
use claimbook_views::check::Assertion;
use claimbook_views::keys;
use claimbook_views::source::state_of;

use crate::{Book, Error};

/// A text that was published, as it was pinned.
#[derive(Clone, Debug)]
pub(super) struct Pin {
    pub(super) seq: u64,
    pub(super) recorded: Timestamp,
    pub(super) document: DocumentId,
    pub(super) title: String,
    /// The last event that it relied on.
    pub(super) at_seq: u64,
    pub(super) policy: Policy,
    pub(super) by: String,
    pub(super) numbers: Vec<PinnedNumber>,
    figures: Vec<PinnedFigure<'static>>,
    text: Option<DraftText>,
}

/// A number of a pinned text.
#[derive(Clone, Debug)]
pub(super) struct PinnedNumber {
    pub(super) figure: String,
    pub(super) said: Assertion,
    /// Where it stands in the document, in bytes.
    pub(super) span: Option<(u64, u64)>,
}

impl Pin {
    /// Whether it says what `event` says: the same text, numbers and policy.
    pub(super) fn says(&self, event: &DraftPinned<'_>) -> bool {
        self.document == event.document
            && self.policy == event.policy
            && self.figures == event.figures
            && event.text().is_ok_and(|text| text == self.text)
    }

    fn new(
        seq: u64,
        recorded: Timestamp,
        event: &DraftPinned<'_>,
        text: Option<DraftText>,
    ) -> Self {
        let day = text.as_ref().map(|text| text.day.last_day());
        let numbers = event.figures.iter().enumerate().map(|(at, figure)| {
            let place = text.as_ref().and_then(|text| text.places.get(at));
            number(figure, place, day.unwrap_or(recorded.date()))
        });
        Self {
            seq,
            recorded,
            document: event.document,
            title: event.title.to_string(),
            at_seq: event.seq,
            policy: event.policy,
            by: event.by.to_string(),
            numbers: numbers.collect(),
            figures: event.figures.iter().map(owned).collect(),
            text,
        }
    }
}

/// A pinned number; where its place in the text is not known, it is taken to say what the
/// observation is about.
fn number(figure: &PinnedFigure<'_>, place: Option<&PinnedPlace>, day: Date) -> PinnedNumber {
    PinnedNumber {
        figure: figure.figure.to_string(),
        said: Assertion {
            value: figure.value,
            comparator: figure.comparator,
            unit: Arc::from(&*figure.unit),
            period: place.map_or(figure.period, |place| place.period),
            modality: place.map_or(Modality::Stated, |place| place.modality),
            voice: None,
            day,
            is_before: false,
        },
        span: place.map(|place| (place.start, place.end)),
    }
}

fn owned(figure: &PinnedFigure<'_>) -> PinnedFigure<'static> {
    PinnedFigure {
        figure: figure.figure.to_string().into(),
        period: figure.period,
        value: figure.value,
        comparator: figure.comparator,
        unit: figure.unit.to_string().into(),
    }
}

impl Book {
    /// The pins that count, in order: of each title the last one that was not undone.
    pub(super) fn live_pins(&self) -> Result<Vec<Pin>, Error> {
        self.live_among(self.ledger.sequence_numbers(keys::DRAFTS)?)
    }

    /// Those of some pins that count.
    pub(super) fn live_among(&self, seqs: Vec<u64>) -> Result<Vec<Pin>, Error> {
        let mut live = Vec::new();
        for seq in seqs {
            let Some(pin) = self.pin_at(seq)? else {
                continue;
            };
            if self.live_pin_seq(&pin.title)? == Some(seq) {
                live.push(pin);
            }
        }
        Ok(live)
    }

    /// The pin that counts under a title.
    pub(super) fn live_pin_titled(&self, title: &str) -> Result<Option<Pin>, Error> {
        match self.live_pin_seq(title)? {
            Some(seq) => self.pin_at(seq),
            None => Ok(None),
        }
    }

    fn live_pin_seq(&self, title: &str) -> Result<Option<u64>, Error> {
        let seqs = self.ledger.sequence_numbers(&keys::drafts_titled(title))?;
        if seqs.is_empty() {
            return Ok(None);
        }
        // No figure is called so: what is left are the events that bear on all, undoings too.
        let state = state_of(&self.ledger, "", None)?;
        Ok(seqs.into_iter().rev().find(|seq| !state.is_undone(*seq)))
    }

    fn pin_at(&self, seq: u64) -> Result<Option<Pin>, Error> {
        let stored = self.ledger.stored_event(seq)?;
        let Event::DraftPinned(pinned) = stored.decode()? else {
            return Ok(None);
        };
        let text = pinned
            .text()
            .map_err(|source| claimbook_views::Error::Event { seq, source })?;
        Ok(Some(Pin::new(seq, stored.recorded, &pinned, text)))
    }
}
