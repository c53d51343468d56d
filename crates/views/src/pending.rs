//! A log with a commit that is not recorded yet: to tell what it would change before it is.

use std::collections::BTreeMap;

use claimbook_ledger::KeySource;
use claimbook_model::event::Committed;
use claimbook_model::{DocumentId, Event, Timestamp};

use crate::error::Result;
use crate::keys::Keys;
use crate::source::EventSource;
use crate::state::Recorded;

/// A source of events with one commit more than it has.
pub struct Pending<'s> {
    source: &'s dyn EventSource,
    first: u64,
    recorded: Timestamp,
    events: Vec<Vec<u8>>,
    keys: BTreeMap<Vec<u8>, Vec<u64>>,
    document: Option<(DocumentId, &'s [u8])>,
}

impl<'s> Pending<'s> {
    /// The events as they would stand behind those of `source`, with the commit's own before them.
    pub fn new(
        source: &'s dyn EventSource,
        recorded: Timestamp,
        actor: &str,
        document: Option<&'s [u8]>,
        events: &[Event<'_>],
    ) -> Self {
        let mut pending = Self {
            source,
            first: source.seq_end(),
            recorded,
            events: Vec::with_capacity(events.len() + 1),
            keys: BTreeMap::new(),
            document: document.map(|bytes| (DocumentId::of(bytes), bytes)),
        };
        pending.push(&Event::Committed(Committed {
            recorded,
            count: events.len() as u64,
            actor: actor.into(),
            more: Vec::new(),
        }));
        for event in events {
            pending.push(event);
        }
        pending
    }

    /// The sequence number that the commit would have.
    pub fn first_seq(&self) -> u64 {
        self.first
    }

    fn push(&mut self, event: &Event<'_>) {
        let seq = self.seq_end();
        let bytes = event.encode();
        Keys.keys(seq, &bytes, event, &mut |key| {
            self.keys.entry(key.to_vec()).or_default().push(seq);
        });
        self.events.push(bytes);
    }
}

impl EventSource for Pending<'_> {
    fn seq_end(&self) -> u64 {
        self.first + self.events.len() as u64
    }

    fn recorded(&self, seq: u64) -> Result<Recorded<'_>> {
        let place = seq.checked_sub(self.first);
        match place.and_then(|place| self.events.get(usize::try_from(place).ok()?)) {
            Some(bytes) => Ok(Recorded {
                seq,
                recorded: self.recorded,
                bytes,
            }),
            None => self.source.recorded(seq),
        }
    }

    fn sequence_numbers(&self, key: &[u8]) -> Result<Vec<u64>> {
        let mut seqs = self.source.sequence_numbers(key)?;
        seqs.extend(self.keys.get(key).into_iter().flatten());
        Ok(seqs)
    }

    fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>> {
        let mut keys = self.source.keys(prefix)?;
        let own = self.keys.range(prefix.to_vec()..);
        keys.extend(
            own.map(|(key, _)| key.clone())
                .take_while(|key| key.starts_with(prefix)),
        );
        keys.sort_unstable();
        keys.dedup();
        Ok(keys)
    }

    fn document(&self, document: &DocumentId) -> Result<Vec<u8>> {
        match self.document {
            Some((id, bytes)) if id == *document => Ok(bytes.to_vec()),
            _ => self.source.document(document),
        }
    }
}
