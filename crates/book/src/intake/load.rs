//! Reads a document's bytes, with a limit.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::Error;

/// The largest document that is taken in, in bytes (64 MiB). Pages and releases are far below it;
/// a larger file is rarely one document.
pub const DOCUMENT_BYTES_MAX: u64 = 64 << 20;

/// The bytes of the file at `path`, shown to the user as `shown`.
pub(crate) fn load(path: &Path, shown: &str) -> Result<Vec<u8>, Error> {
    let unreadable = |source| Error::Unreadable {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    check_length(length, shown)?;
    let mut bytes = Vec::with_capacity(length as usize);
    // One byte beyond the limit tells a file that grew meanwhile from one that just fits.
    file.take(DOCUMENT_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    check_length(bytes.len() as u64, shown)?;
    Ok(bytes)
}

/// Refuses a document above the limit.
pub(crate) fn check_length(length: u64, shown: &str) -> Result<(), Error> {
    if length <= DOCUMENT_BYTES_MAX {
        return Ok(());
    }
    Err(Error::Document {
        path: shown.to_owned(),
        reason: format!(
            "{} MB is too large for one document, the limit is {} MiB: split it into its parts",
            length / 1_000_000,
            DOCUMENT_BYTES_MAX >> 20
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_200_mb_is_refused_without_being_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("huge.txt");
        File::create(&path).unwrap().set_len(200_000_000).unwrap();
        let error = load(&path, "huge.txt").unwrap_err().to_string();
        assert_eq!(
            error,
            "huge.txt: 200 MB is too large for one document, the limit is 64 MiB: split it into its parts"
        );
    }
}
