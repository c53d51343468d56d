//! What can go wrong before and while a document is laid out.

use std::fmt;

/// Why a document, a manifest or an adapter was refused. Each message says what, where and what
/// can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A document of no bytes.
    Empty {
        /// Which.
        document: String,
    },
    /// A document that is no text.
    Binary {
        /// Which.
        document: String,
        /// What it is instead, and what can be done.
        what: String,
    },
    /// A document in another encoding.
    NotUtf8 {
        /// Which.
        document: String,
        /// Offset of the first byte that is not UTF-8.
        offset: u64,
        /// That byte.
        byte: u8,
        /// The encoding that it declares or most likely has.
        encoding: String,
    },
    /// A document without a letter or digit.
    NoText {
        /// Which.
        document: String,
    },
    /// No adapter of that name.
    UnknownAdapter {
        /// What was asked for.
        name: String,
        /// The names that there are, sorted.
        known: Vec<String>,
        /// The nearest of them, if one is near.
        near: Option<String>,
    },
    /// The document is not in the layout of the adapter that was asked for.
    NotOfPublication {
        /// Which document.
        document: String,
        /// Which adapter.
        adapter: String,
        /// The publication that it reads.
        publication: String,
    },
    /// Several adapters claim the document equally.
    Ambiguous {
        /// Which document.
        document: String,
        /// Their names, sorted.
        adapters: Vec<String>,
    },
    /// No adapter claims the document, and no general one is linked.
    Unrecognised {
        /// Which document.
        document: String,
    },
    /// A `source.toml` that cannot be used: a fault of the adapter.
    Source {
        /// Whose.
        adapter: String,
        /// What is wrong with it.
        what: String,
    },
    /// Two adapters of one name: a fault of how the binary was linked.
    DuplicateAdapter {
        /// The name.
        name: String,
    },
    /// An adapter gave a block whose text does not stand where it says: a fault of the adapter,
    /// and nothing it says is believed.
    Unfaithful {
        /// Which document.
        document: String,
        /// Which adapter.
        adapter: String,
        /// Which block, and what is wrong with it.
        what: String,
    },
    /// A manifest or sidecar that cannot be used.
    Manifest {
        /// Which file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong there, and what to do.
        what: String,
    },
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { document } => write!(
                f,
                "{document} is empty: nothing to read; fetch or save it again"
            ),
            Self::Binary { document, what } => write!(f, "{document} is {what}"),
            Self::NotUtf8 {
                document,
                offset,
                byte,
                encoding,
            } => write!(
                f,
                "{document} is not valid UTF-8: byte 0x{byte:02X} at offset {offset}; convert \
                 it, for example with `iconv -f {encoding} -t UTF-8 {document} > converted`"
            ),
            Self::NoText { document } => {
                write!(f, "{document} holds no text: not one letter or digit in it")
            }
            Self::UnknownAdapter { name, known, near } => {
                unknown_adapter(f, name, known, near.as_ref())
            }
            Self::NotOfPublication {
                document,
                adapter,
                publication,
            } => write!(
                f,
                "{document} is not in the layout of {publication}, which the adapter '{adapter}' \
                 reads; leave --adapter out to have it recognised, or use --adapter article for \
                 any prose"
            ),
            Self::Ambiguous { document, adapters } => write!(
                f,
                "{document} could be read by {} alike; choose one with --adapter {}, or name its \
                 publication in the manifest",
                adapters.join(" and "),
                adapters.first().map_or("NAME", String::as_str)
            ),
            Self::Unrecognised { document } => write!(
                f,
                "{document} is of no publication that an adapter knows, and no general adapter \
                 is part of this program"
            ),
            Self::Source { adapter, what } => {
                write!(f, "source.toml of the adapter '{adapter}': {what}")
            }
            Self::DuplicateAdapter { name } => write!(
                f,
                "two adapters are called '{name}'; rename one of them, names are folder names"
            ),
            Self::Unfaithful {
                document,
                adapter,
                what,
            } => write!(
                f,
                "the adapter '{adapter}' misplaced text of {document} and was not believed: \
                 {what}; please report this fault of the adapter"
            ),
            Self::Manifest { file, line, what } => write!(f, "{file}, line {line}: {what}"),
        }
    }
}

fn unknown_adapter(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    known: &[String],
    near: Option<&String>,
) -> fmt::Result {
    write!(f, "there is no adapter '{name}'")?;
    if let Some(near) = near {
        write!(f, "; did you mean '{near}'?")?;
    }
    write!(f, " Known adapters: {}", known.join(", "))
}
