//! How views are written as bytes, to be stored and to be digested.

use bincode::{Encode, config};

/// Writes `value` behind `bytes`. Writing into a growing vector cannot fail; if it did, nothing
/// would be added, which differs from every value.
pub(crate) fn append(bytes: &mut Vec<u8>, value: &impl Encode) {
    let end = bytes.len();
    if bincode::encode_into_std_write(value, bytes, config::standard()).is_err() {
        bytes.truncate(end);
    }
}

/// The bytes of `value`.
pub(crate) fn encoded(value: &impl Encode) -> Vec<u8> {
    let mut bytes = Vec::new();
    append(&mut bytes, value);
    bytes
}
