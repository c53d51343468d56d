//! A table of words for one look-up per token.

use std::collections::HashMap;

/// Words longer than this are in no table.
pub(crate) const WORD_BYTES_MAX: usize = 24;

/// A word in lower case, filled up with blanks, so that it is hashed and compared at one width.
pub(crate) type Padded = [u64; WORD_BYTES_MAX / 8];

/// What eight bytes behind the end of a word are.
const BLANKS: u64 = 0x2020_2020_2020_2020;

/// The word at `start..end` of a text in lower case and filled up; none if it is too long.
#[inline]
pub(crate) fn padded(text: &[u8], start: usize, end: usize) -> Option<Padded> {
    let eight = |place: usize| lower(eight_bytes(text, start + place * 8, end));
    match end - start {
        0..=8 => Some([eight(0), BLANKS, BLANKS]),
        9..=WORD_BYTES_MAX => Some([eight(0), eight(1), eight(2)]),
        _ => None,
    }
}

/// The bytes from `start` on that stand before `end`, eight at most, filled up with zeros.
#[inline]
fn eight_bytes(text: &[u8], start: usize, end: usize) -> u64 {
    let length = end.saturating_sub(start).min(8);
    if length == 0 {
        return 0;
    }
    // Reading past the word and masking what is behind it is faster than copying its bytes.
    if let Some(eight) = text.get(start..).and_then(|rest| rest.first_chunk()) {
        return u64::from_le_bytes(*eight) & (u64::MAX >> (64 - 8 * length));
    }
    let mut eight = [0_u8; 8];
    eight[..length].copy_from_slice(&text[start..start + length]);
    u64::from_le_bytes(eight)
}

/// Eight bytes with the bit set that tells small letters from capitals, where they are ASCII.
fn lower(eight: u64) -> u64 {
    const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
    eight | ((!eight & HIGH_BITS) >> 2)
}

/// Words, each with a number above 0; open addressing, at most a quarter full.
#[derive(Default)]
pub(crate) struct WordMap {
    /// Places in `words`, from 1; 0 where there is none. Small, so that it stays in the cache.
    slots: Vec<u16>,
    words: Vec<(Padded, u16)>,
}

/// Builds the table; number 0 means "not found" and must belong to no word that is looked up.
pub(crate) fn word_map(index: &HashMap<String, usize>) -> WordMap {
    let mut sorted: Vec<_> = index.iter().filter(|(_, number)| **number > 0).collect();
    sorted.sort();
    let mut slots = vec![0_u16; (sorted.len() * 4).next_power_of_two()];
    let mask = slots.len() - 1;
    let mut words = Vec::with_capacity(sorted.len());
    for (word, number) in sorted {
        let Some(word) = padded(word.as_bytes(), 0, word.len()) else {
            continue;
        };
        let mut at = hash(&word) & mask;
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        words.push((word, *number as u16));
        slots[at] = words.len() as u16;
    }
    WordMap { slots, words }
}

impl WordMap {
    /// The number of `word`, or 0.
    #[inline]
    pub(crate) fn get(&self, word: &Padded) -> u16 {
        let mask = self.slots.len() - 1;
        let mut at = hash(word) & mask;
        while let Some(place) = usize::from(self.slots[at]).checked_sub(1) {
            let (known, number) = &self.words[place];
            if known == word {
                return *number;
            }
            at = (at + 1) & mask;
        }
        0
    }
}

/// A set of words, found in any case of letters.
#[derive(Default)]
pub(crate) struct WordSet(WordMap);

impl WordSet {
    /// The words that stand in a text, between blanks.
    pub(crate) fn of(text: &str) -> Self {
        let words = text.split_whitespace().map(|word| (word.to_owned(), 1));
        Self(word_map(&words.collect()))
    }

    /// Whether it has a word.
    pub(crate) fn has(&self, word: &str) -> bool {
        padded(word.as_bytes(), 0, word.len()).is_some_and(|word| self.0.get(&word) > 0)
    }
}

/// A multiplicative hash of the three parts of a padded word.
#[inline]
fn hash([first, second, third]: &Padded) -> usize {
    let folded = first ^ second.rotate_left(23) ^ third.rotate_left(46);
    let mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 32)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_wherever_they_stand() {
        let words = ["to", "december", "Mitteilungsblatt", "run-rate", "außerdem"];
        let numbered = words.iter().zip(1..);
        let map = word_map(&numbered.map(|(word, n)| ((*word).to_owned(), n)).collect());
        let get = |text: &str, start: usize, end: usize| {
            padded(text.as_bytes(), start, end).map_or(0, |word| map.get(&word))
        };
        assert_eq!(get("to be", 0, 2), 1);
        assert_eq!(get("go TO", 3, 5), 1);
        assert_eq!(get("In December 2031", 3, 11), 2);
        assert_eq!(get("mitteilungsblatt", 0, 16), 3);
        assert_eq!(get("Außerdem", 0, "Außerdem".len()), 5);
        assert_eq!(get("tom", 0, 3), 0);
        assert_eq!(get(&"to".repeat(20), 0, 40), 0);
    }
}
