//! Reading: events by number and in order, commits, documents, keys.

use std::ops::Range;

use claimbook_model::event::EventError;
use claimbook_model::{DocumentId, Event, EventId, Timestamp};

use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::header::SEGMENT_HEADER_BYTES;
use crate::index::{FramePlace, Space};
use crate::ledger::Ledger;

/// An event as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredEvent<'a> {
    /// Its sequence number.
    pub seq: u64,
    /// When its commit was recorded.
    pub recorded: Timestamp,
    /// Its bytes, borrowed from the log; they match their checksum.
    pub bytes: &'a [u8],
}

impl<'a> StoredEvent<'a> {
    /// The event, its texts borrowed from the log.
    ///
    /// # Errors
    /// If this version does not know such an event.
    pub fn decode(&self) -> Result<Event<'a>> {
        Event::decode(self.bytes).map_err(|source: EventError| Error::Event {
            seq: self.seq,
            source,
        })
    }

    /// The event's id, over its sequence number and its bytes.
    pub fn id(&self) -> EventId {
        EventId::of(self.seq, self.bytes)
    }
}

/// What is known of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommitFacts {
    /// The sequence number of its `Committed`.
    pub first_seq: u64,
    /// The sequence number of its last event.
    pub last_seq: u64,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// The document stored with it.
    pub document: Option<DocumentId>,
    /// The hash of its frame.
    pub frame_hash: [u8; 32],
    /// The number of its segment.
    pub segment: u64,
    /// Its offset there, in bytes.
    pub offset: u64,
}

impl Ledger {
    /// The sequence number of the next event: how many there are.
    pub fn seq_end(&self) -> u64 {
        self.log.end.seq
    }

    /// The hash of the last frame, which stands for everything recorded; zeros in an empty book.
    pub fn head(&self) -> [u8; 32] {
        self.log.end.hash
    }

    fn place_of(&self, seq: u64) -> Result<FramePlace> {
        self.index.frame_of(seq)?.ok_or_else(|| Error::NoSuchEvent {
            seq,
            end: self.seq_end(),
        })
    }

    fn frame_of(&self, seq: u64) -> Result<(FramePlace, Frame<'_>)> {
        let place = self.place_of(seq)?;
        let frame = self
            .log
            .frame_at(place.segment, place.offset, place.first_seq)?;
        Ok((place, frame))
    }

    /// The stored bytes of an event, borrowed from the log and checked against their checksum.
    ///
    /// # Errors
    /// If there is no such event, or its bytes are damaged.
    pub fn event(&self, seq: u64) -> Result<&[u8]> {
        let (place, frame) = self.frame_of(seq)?;
        event_of(&frame, &place, seq)
    }

    /// An event with its recorded time.
    ///
    /// # Errors
    /// As [`Ledger::event`].
    pub fn stored_event(&self, seq: u64) -> Result<StoredEvent<'_>> {
        let (place, frame) = self.frame_of(seq)?;
        let bytes = event_of(&frame, &place, seq)?;
        Ok(StoredEvent {
            seq,
            recorded: Timestamp::from_micros(place.recorded),
            bytes,
        })
    }

    /// The event's id.
    ///
    /// # Errors
    /// As [`Ledger::event`].
    pub fn event_id(&self, seq: u64) -> Result<EventId> {
        Ok(EventId::of(seq, self.event(seq)?))
    }

    /// When the commit of an event was recorded.
    ///
    /// # Errors
    /// If there is no such event.
    pub fn recorded(&self, seq: u64) -> Result<Timestamp> {
        self.place_of(seq)
            .map(|place| Timestamp::from_micros(place.recorded))
    }

    /// The events with these sequence numbers, in order. Stops at the first that cannot be read.
    pub fn events(&self, range: Range<u64>) -> Events<'_> {
        let end = range.end.min(self.seq_end());
        Events {
            ledger: self,
            next: range.start,
            end,
            current: None,
        }
    }

    /// The commit that an event belongs to.
    ///
    /// # Errors
    /// If there is no such event.
    pub fn commit_of(&self, seq: u64) -> Result<CommitFacts> {
        let (place, frame) = self.frame_of(seq)?;
        Ok(CommitFacts {
            first_seq: place.first_seq,
            last_seq: place.first_seq + u64::from(frame.header.event_count) - 1,
            recorded: Timestamp::from_micros(place.recorded),
            document: frame
                .header
                .document
                .map(|document| DocumentId(document.id)),
            frame_hash: frame.hash(),
            segment: place.segment,
            offset: place.offset,
        })
    }

    /// Whether the book stores the document, be it erased since.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn has_document(&self, id: &DocumentId) -> Result<bool> {
        Ok(!self
            .index
            .sequence_numbers(Space::Document, &id.0, 0)?
            .is_empty())
    }

    /// The bytes of a document as received, checked against its id.
    ///
    /// # Errors
    /// If the book does not have it, it was erased, or it is damaged.
    pub fn document(&self, id: &DocumentId) -> Result<Vec<u8>> {
        let seqs = self.index.sequence_numbers(Space::Document, &id.0, 0)?;
        let Some(seq) = seqs.first() else {
            return Err(Error::NoSuchDocument { id: *id });
        };
        let (place, frame) = self.frame_of(*seq)?;
        frame
            .read_document()
            .map_err(|problem| problem.at(&place, id))
    }

    /// The sequence numbers of a key's events, ascending.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn sequence_numbers(&self, key: &[u8]) -> Result<Vec<u64>> {
        self.index.sequence_numbers(Space::Given, key, 0)
    }

    /// The sequence numbers of a key's events that are at least `from`, ascending: what a fold
    /// that has come so far still has to see.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn sequence_numbers_from(&self, key: &[u8], from: u64) -> Result<Vec<u64>> {
        self.index.sequence_numbers(Space::Given, key, from)
    }

    /// All keys that begin with `prefix`, in byte order, each once.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>> {
        self.index.keys(Space::Given, prefix)
    }
}

/// An event of a frame.
fn event_of<'a>(frame: &Frame<'a>, place: &FramePlace, seq: u64) -> Result<&'a [u8]> {
    u32::try_from(seq - place.first_seq)
        .ok()
        .and_then(|index| frame.event(index))
        .ok_or_else(|| {
            let what = "the event does not match its checksum";
            Error::damaged(place.segment, place.offset, seq, what)
        })
}

/// Events in order; see [`Ledger::events`].
pub struct Events<'a> {
    ledger: &'a Ledger,
    next: u64,
    end: u64,
    current: Option<(FramePlace, Frame<'a>)>,
}

impl<'a> Events<'a> {
    /// The frame that holds `self.next`: the current one, the one behind it, or one to be found.
    fn enter_frame(&mut self) -> Result<(FramePlace, Frame<'a>)> {
        let entered = match self.current.take() {
            Some((place, frame)) => {
                let within = self.next - place.first_seq < u64::from(frame.header.event_count);
                if within {
                    (place, frame)
                } else {
                    self.frame_behind(&place, &frame)?
                }
            }
            None => self.ledger.frame_of(self.next)?,
        };
        Ok(entered)
    }

    /// Frames stand one behind the other, so that the index is asked only once.
    fn frame_behind(
        &self,
        place: &FramePlace,
        frame: &Frame<'a>,
    ) -> Result<(FramePlace, Frame<'a>)> {
        let offset = place.offset + frame.bytes.len() as u64;
        let log = &self.ledger.log;
        let behind = Frame::at(log.bytes(place.segment)?, offset)
            .map(|frame| (place.segment, offset, frame))
            .filter(|(_, _, frame)| frame.header.first_seq == self.next);
        let (segment, offset, frame) = if let Some(found) = behind {
            found
        } else {
            let (segment, offset) = (place.segment + 1, SEGMENT_HEADER_BYTES as u64);
            match Frame::at(log.bytes(segment)?, offset) {
                Some(frame) if frame.header.first_seq == self.next => (segment, offset, frame),
                _ => return self.ledger.frame_of(self.next),
            }
        };
        let recorded = frame.header.recorded;
        Ok((
            FramePlace {
                first_seq: self.next,
                segment,
                offset,
                recorded,
            },
            frame,
        ))
    }

    fn read(&mut self) -> Result<StoredEvent<'a>> {
        let (place, frame) = self.enter_frame()?;
        let bytes = event_of(&frame, &place, self.next)?;
        let recorded = Timestamp::from_micros(place.recorded);
        self.current = Some((place, frame));
        Ok(StoredEvent {
            seq: self.next,
            recorded,
            bytes,
        })
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Result<StoredEvent<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let read = self.read();
        self.next = if read.is_ok() {
            self.next + 1
        } else {
            self.end
        };
        Some(read)
    }
}
