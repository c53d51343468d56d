//! Ids: BLAKE3 hashes, one derive-key context a use.

use std::fmt;
use std::str::FromStr;

use bincode::{Decode, Encode};

/// Why a text is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is no {what} id: 64 hexadecimal digits are needed")]
pub struct IdError {
    /// What was to be read.
    pub text: String,
    /// The kind of id that was expected.
    pub what: &'static str,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        pub struct $name(pub [u8; 32]);

        impl $name {
            /// The first eight hexadecimal digits, for tables.
            pub fn short(&self) -> String {
                self.to_string().chars().take(8).collect()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&blake3::Hash::from_bytes(self.0).to_hex())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.short())
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                blake3::Hash::from_hex(text.to_ascii_lowercase())
                    .map(|hash| Self(*hash.as_bytes()))
                    .map_err(|_| IdError { text: text.chars().take(80).collect(), what: $what })
            }
        }
    };
}

id!(
    /// Plain BLAKE3 of a document's bytes, so that any BLAKE3 tool can check it.
    DocumentId, "document"
);
id!(
    /// Of publication, URL, part and document: the same bytes on two sites are two reports.
    ReportId, "report"
);
id!(
    /// Of a claim's content as stored, without its sequence number.
    ClaimId, "claim"
);
id!(
    /// Of an event's sequence number and its stored bytes.
    EventId, "event"
);
id!(
    /// Plain BLAKE3 of a catalog document's bytes.
    CatalogDigest, "catalog"
);

impl DocumentId {
    /// The id of a document with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl CatalogDigest {
    /// The digest of a catalog document with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl ReportId {
    /// The id of the report that `publication` (its slug) made of `document` at `url`.
    ///
    /// `part` tells several reports in one document apart; `occurrence` is 0 unless the same bytes
    /// come back at the same place after other bytes stood there. Each text is hashed with its
    /// length (eight bytes, little-endian) before it, then the document's id, then the occurrence
    /// (four bytes, little-endian).
    pub fn of(
        publication: &str,
        url: &str,
        part: &str,
        document: &DocumentId,
        occurrence: u32,
    ) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("claimbook 2026 report id v1");
        for field in [publication, url, part] {
            hasher.update(&(field.len() as u64).to_le_bytes());
            hasher.update(field.as_bytes());
        }
        hasher.update(&document.0);
        hasher.update(&occurrence.to_le_bytes());
        Self(*hasher.finalize().as_bytes())
    }
}

impl EventId {
    /// The id of the event stored as `bytes` at `seq`.
    pub fn of(seq: u64, bytes: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("claimbook 2026 event id v1");
        hasher.update(&seq.to_le_bytes());
        hasher.update(bytes);
        Self(*hasher.finalize().as_bytes())
    }
}

impl ClaimId {
    /// The id of the claim whose content is stored as `bytes` (see `event::claim_content`).
    pub fn of(content: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("claimbook 2026 claim id v1");
        hasher.update(content);
        Self(*hasher.finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_on_two_sites_are_two_reports() {
        let document = DocumentId::of(b"text");
        let a = ReportId::of("evermx", "https://a", "", &document, 0);
        let b = ReportId::of("blockdesk", "https://a", "", &document, 0);
        assert_ne!(a, b);
        // Field borders are part of the hash.
        assert_ne!(
            ReportId::of("ab", "c", "", &document, 0),
            ReportId::of("a", "bc", "", &document, 0)
        );
    }

    #[test]
    fn hex_reads_back() {
        let id = DocumentId::of(b"");
        assert_eq!(id.to_string().parse::<DocumentId>().unwrap(), id);
        assert!(
            "xyz"
                .parse::<DocumentId>()
                .unwrap_err()
                .to_string()
                .contains("64 hexadecimal")
        );
    }
}
