//! Values in pieces: sled serves values of a few kilobytes well, larger ones badly.

use sled::{Batch, Db, Result};

/// The largest piece, in bytes.
const PIECE_BYTES: usize = 3500;

fn piece_key(key: &[u8], number: u32) -> Vec<u8> {
    let mut piece = key.to_vec();
    piece.extend_from_slice(&number.to_be_bytes());
    piece
}

/// Writes `bytes` under `key`, which must be no prefix of another. Pieces that are stored already
/// are not written again, so that a value that only grew costs its end.
pub(super) fn write(db: &Db, batch: &mut Batch, key: &[u8], bytes: &[u8]) -> Result<()> {
    let mut number = 0;
    for piece in bytes.chunks(PIECE_BYTES) {
        let key = piece_key(key, number);
        if db.get(&key)?.as_deref() != Some(piece) {
            batch.insert(key, piece);
        }
        number += 1;
    }
    while db.contains_key(piece_key(key, number))? {
        batch.remove(piece_key(key, number));
        number += 1;
    }
    Ok(())
}

/// Removes what is stored under `key`.
pub(super) fn remove(db: &Db, batch: &mut Batch, key: &[u8]) -> Result<()> {
    write(db, batch, key, &[])
}

/// What is stored under `key`.
pub(super) fn read(db: &Db, key: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let mut number = 0;
    while let Some(piece) = db.get(piece_key(key, number))? {
        bytes.extend_from_slice(&piece);
        number += 1;
    }
    Ok((number > 0).then_some(bytes))
}

/// The keys that begin with `prefix`, in order, each with its whole value.
pub(super) fn scan(
    db: &Db,
    prefix: &[u8],
) -> impl Iterator<Item = Result<(Vec<u8>, Vec<u8>)>> + use<> {
    let mut pieces = db.scan_prefix(prefix).peekable();
    std::iter::from_fn(move || {
        let (first, piece) = match pieces.next()? {
            Ok(entry) => entry,
            Err(error) => return Some(Err(error)),
        };
        let key = first[..first.len().saturating_sub(4)].to_vec();
        let mut bytes = piece.to_vec();
        while let Some(Ok((next, piece))) = pieces.peek() {
            if next.len() != key.len() + 4 || !next.starts_with(&key) {
                break;
            }
            bytes.extend_from_slice(piece);
            pieces.next();
        }
        Some(Ok((key, bytes)))
    })
}
