//! Little-endian integers at fixed places, read without panics.

/// The bytes of `N` at `at`, or zeros where the input ends: callers check lengths first.
fn array<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes
        .get(at..)
        .and_then(|rest| rest.first_chunk::<N>())
        .copied()
        .unwrap_or([0; N])
}

/// The `u32` at `at`.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(array(bytes, at))
}

/// The `u64` at `at`.
pub(crate) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(array(bytes, at))
}

/// The `i64` at `at`.
pub(crate) fn i64_at(bytes: &[u8], at: usize) -> i64 {
    i64::from_le_bytes(array(bytes, at))
}

/// The 32 bytes at `at`.
pub(crate) fn hash_at(bytes: &[u8], at: usize) -> [u8; 32] {
    array(bytes, at)
}

/// Whether all bytes are zero. Works on words, since whole segments are scanned with it.
pub(crate) fn all_zero(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks::<64>();
    words
        .iter()
        .all(|word| word.iter().fold(0, |all, byte| all | byte) == 0)
        && rest.iter().all(|byte| *byte == 0)
}

/// The offset after the last byte that is not zero; 0 if all are zero.
pub(crate) fn used_length(bytes: &[u8]) -> usize {
    let mut end = bytes.len();
    while end >= 4096 && all_zero(&bytes[end - 4096..end]) {
        end -= 4096;
    }
    bytes[..end]
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_last_byte_that_is_not_zero() {
        for length in [0, 1, 63, 64, 65, 4096, 10_000] {
            let mut bytes = vec![0; length];
            assert!(all_zero(&bytes));
            assert_eq!(used_length(&bytes), 0);
            for at in [0, length / 2, length.saturating_sub(1)] {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = 1;
                    assert!(!all_zero(&bytes));
                    assert_eq!(used_length(&bytes), at + 1);
                    bytes[at] = 0;
                }
            }
        }
    }

    #[test]
    fn reads_little_endian() {
        let bytes = [1, 2, 0, 0, 0, 0, 0, 0, 3];
        assert_eq!(u32_at(&bytes, 0), 513);
        assert_eq!(u64_at(&bytes, 1), 2 | 3 << 56);
    }
}
