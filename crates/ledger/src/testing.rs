//! Events and keys for the tests of this crate.

use claimbook_model::event::{Event, NoteSubject, Noted};
use claimbook_model::{DocumentId, Timestamp};

use crate::{Commit, KeySource, Ledger, Receipt};

/// Keys of notes on figures: the figure, and all notes together.
pub(crate) struct FigureNotes;

impl KeySource for FigureNotes {
    fn version(&self) -> u32 {
        1
    }

    fn keys(&self, _seq: u64, _bytes: &[u8], event: &Event<'_>, emit: &mut dyn FnMut(&[u8])) {
        if let Event::Noted(Noted {
            subject: NoteSubject::Figure(figure),
            ..
        }) = event
        {
            emit(format!("figure:{figure}").as_bytes());
            emit(b"notes");
        }
    }
}

/// A note on a figure.
pub(crate) fn note(figure: &str, text: &str) -> Event<'static> {
    Event::Noted(Noted {
        subject: NoteSubject::Figure(figure.to_owned().into()),
        text: text.to_owned().into(),
        by: "ada".into(),
        more: vec![],
    })
}

/// Appends notes, recorded at a second of 1970.
pub(crate) fn append(
    ledger: &mut Ledger,
    second: i64,
    document: Option<&[u8]>,
    events: &[Event<'_>],
) -> crate::Result<Receipt> {
    let recorded = Timestamp::from_micros(second * 1_000_000);
    ledger.append(&Commit {
        recorded,
        actor: "tests",
        document,
        events,
    })
}

/// All events that are no `Committed`, decoded.
pub(crate) fn told(ledger: &Ledger) -> Vec<Event<'_>> {
    let events = ledger.events(0..ledger.seq_end());
    let decoded = events.map(|event| event.unwrap().decode().unwrap());
    decoded
        .filter(|event| !matches!(event, Event::Committed(_)))
        .collect()
}

/// A document that does not compress well, and its id.
pub(crate) fn document(seed: u64, length: usize) -> (DocumentId, Vec<u8>) {
    let mut bytes = vec![0; length];
    let mut reader = blake3::Hasher::new()
        .update(&seed.to_le_bytes())
        .finalize_xof();
    reader.fill(&mut bytes);
    (DocumentId::of(&bytes), bytes)
}
