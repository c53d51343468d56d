//! The part of the index that is in memory: the events since the last file.

use std::collections::HashMap;

use super::FramePlace;
use crate::header::FrameHeader;
use crate::log::Position;

/// Frames and keys of a range of events.
#[derive(Clone)]
pub(crate) struct Tail {
    start: Position,
    end: Position,
    /// Where the last frame stands; `end` of what was before where there is none.
    last_frame: u64,
    frames: Vec<FramePlace>,
    keys: HashMap<Box<[u8]>, Vec<u64>>,
}

impl Tail {
    /// Nothing, from `start` on.
    pub(crate) fn new(start: Position) -> Self {
        Self {
            start,
            end: start,
            last_frame: start.offset,
            frames: Vec::new(),
            keys: HashMap::new(),
        }
    }

    pub(crate) fn start(&self) -> Position {
        self.start
    }

    pub(crate) fn end(&self) -> Position {
        self.end
    }

    /// The offset of the last frame in the segment of the end.
    pub(crate) fn last_frame(&self) -> u64 {
        self.last_frame
    }

    pub(crate) fn event_count(&self) -> u64 {
        self.end.seq - self.start.seq
    }

    pub(crate) fn frames(&self) -> &[FramePlace] {
        &self.frames
    }

    /// Takes in the frame at `place`.
    pub(crate) fn add_frame(&mut self, place: &Position, header: &FrameHeader, hash: [u8; 32]) {
        self.frames.push(FramePlace {
            first_seq: header.first_seq,
            segment: place.segment,
            offset: place.offset,
            recorded: header.recorded,
        });
        self.last_frame = place.offset;
        self.end = place.after(header, hash);
    }

    /// Says that `key` belongs to `seq`; sequence numbers must not fall.
    pub(crate) fn add_key(&mut self, key: &[u8], seq: u64) {
        match self.keys.get_mut(key) {
            Some(seqs) if seqs.last() == Some(&seq) => {}
            Some(seqs) => seqs.push(seq),
            None => {
                self.keys.insert(key.into(), vec![seq]);
            }
        }
    }

    /// Takes in what follows this part.
    pub(crate) fn append(&mut self, newer: Self) {
        self.frames.extend(newer.frames);
        for (key, seqs) in sorted(&newer.keys) {
            for seq in seqs {
                self.add_key(key, *seq);
            }
        }
        (self.end, self.last_frame) = (newer.end, newer.last_frame);
    }

    pub(crate) fn frame_of(&self, seq: u64) -> Option<FramePlace> {
        if !(self.start.seq..self.end.seq).contains(&seq) {
            return None;
        }
        let after = self.frames.partition_point(|frame| frame.first_seq <= seq);
        self.frames.get(after.checked_sub(1)?).copied()
    }

    pub(crate) fn sequence_numbers(&self, key: &[u8]) -> &[u64] {
        self.keys.get(key).map_or(&[], Vec::as_slice)
    }

    /// Appends the keys that begin with `prefix` and more, without their first byte.
    pub(crate) fn append_keys(&self, prefix: &[u8], keys: &mut Vec<Vec<u8>>) {
        keys.extend(
            self.keys
                .keys()
                .filter(|key| key.starts_with(prefix))
                .map(|key| key[1..].to_vec()),
        );
    }

    /// All keys in order, with their sequence numbers.
    pub(crate) fn sorted_keys(&self) -> Vec<(&[u8], &[u64])> {
        sorted(&self.keys)
    }
}

fn sorted(keys: &HashMap<Box<[u8]>, Vec<u64>>) -> Vec<(&[u8], &[u64])> {
    let mut sorted: Vec<_> = keys
        .iter()
        .map(|(key, seqs)| (&**key, seqs.as_slice()))
        .collect();
    sorted.sort_unstable();
    sorted
}
