//! A table of words for one look-up per token.

use std::collections::HashMap;

/// Words longer than this are in no table.
pub(crate) const WORD_BYTES_MAX: usize = 24;

/// A word in lower case, filled up with zeros, so that it is hashed and compared at one width.
pub(crate) type Padded = [u8; WORD_BYTES_MAX];

/// A word in lower case and filled up; none if it is too long.
pub(crate) fn padded(word: &[u8]) -> Option<Padded> {
    let mut lower = [0_u8; WORD_BYTES_MAX];
    if word.len() > WORD_BYTES_MAX {
        return None;
    }
    for (place, byte) in lower.iter_mut().zip(word) {
        *place = byte.to_ascii_lowercase();
    }
    Some(lower)
}

/// Words, each with a number above 0; open addressing, at most a quarter full.
#[derive(Default)]
pub(crate) struct WordMap {
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    word: Padded,
    number: u16,
}

/// Builds the table; number 0 means "not found" and must belong to no word that is looked up.
pub(crate) fn word_map(index: &HashMap<String, usize>) -> WordMap {
    let mut words: Vec<_> = index.iter().filter(|(_, number)| **number > 0).collect();
    words.sort();
    let mut slots = vec![Slot::default(); (words.len() * 4).next_power_of_two()];
    let mask = slots.len() - 1;
    for (word, number) in words {
        let Some(word) = padded(word.as_bytes()) else {
            continue;
        };
        let mut at = hash(&word) & mask;
        while slots[at].number != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = Slot {
            word,
            number: *number as u16,
        };
    }
    WordMap { slots }
}

impl WordMap {
    /// The number of `word`, or 0.
    pub(crate) fn get(&self, word: &Padded) -> u16 {
        let mask = self.slots.len() - 1;
        let mut at = hash(word) & mask;
        loop {
            let slot = &self.slots[at];
            if slot.number == 0 || slot.word == *word {
                return slot.number;
            }
            at = (at + 1) & mask;
        }
    }
}

/// A multiplicative hash of the three eighths of a padded word.
fn hash(word: &Padded) -> usize {
    let mut mixed = 0_u64;
    for eight in word.as_chunks::<8>().0 {
        mixed = (mixed.rotate_left(23) ^ u64::from_le_bytes(*eight))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    (mixed ^ (mixed >> 32)) as usize
}
