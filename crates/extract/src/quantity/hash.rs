//! A table of words for one look-up per token.

use std::collections::HashMap;

/// Words in lower case, each with a number above 0; open addressing, at most half full.
#[derive(Default)]
pub(crate) struct WordMap {
    slots: Vec<Slot>,
}

#[derive(Clone, Default)]
struct Slot {
    word: Box<[u8]>,
    number: u16,
}

/// Builds the table; number 0 means "not found" and must belong to no word that is looked up.
pub(crate) fn word_map(index: &HashMap<String, usize>) -> WordMap {
    let mut words: Vec<_> = index.iter().filter(|(_, number)| **number > 0).collect();
    words.sort();
    let mut slots = vec![Slot::default(); (words.len() * 4).next_power_of_two()];
    let mask = slots.len() - 1;
    for (word, number) in words {
        let mut at = hash(word.as_bytes()) & mask;
        while slots[at].number != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = Slot {
            word: word.as_bytes().into(),
            number: *number as u16,
        };
    }
    WordMap { slots }
}

impl WordMap {
    /// The number of `word`, or 0.
    pub(crate) fn get(&self, word: &[u8]) -> u16 {
        let mask = self.slots.len() - 1;
        let mut at = hash(word) & mask;
        loop {
            let slot = &self.slots[at];
            if slot.number == 0 || *slot.word == *word {
                return slot.number;
            }
            at = (at + 1) & mask;
        }
    }
}

/// A multiplicative hash of the first and last bytes and the length: words are short.
fn hash(word: &[u8]) -> usize {
    let mut low = [0_u8; 8];
    let mut high = [0_u8; 8];
    let head = word.len().min(8);
    low[..head].copy_from_slice(&word[..head]);
    let tail = &word[word.len() - head..];
    high[..head].copy_from_slice(tail);
    let mixed = u64::from_le_bytes(low)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(23)
        ^ u64::from_le_bytes(high).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
        ^ (word.len() as u64);
    (mixed ^ (mixed >> 32)) as usize
}
