//! Why a file of annotations or of predictions cannot be used.

/// What is wrong with a line. The caller names the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Not JSON, or not of a line's shape.
    #[error("line {line}: {reason}: each line is one JSON object with quote, value, unit, …")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// An annotation that lacks a field, or has one that is none of the format's.
    #[error("line {line}: {problem}")]
    Unfit {
        /// The line, from 1.
        line: usize,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A file without annotations.
    #[error("line 1: there are no annotations: give a line for each quantity of the text")]
    Empty,
    /// The words around an annotation do not stand in the text.
    #[error("line {line}: the context {context:?} is not in the text: is it the annotated one?")]
    ContextMissing {
        /// The line, from 1.
        line: usize,
        /// The words.
        context: String,
    },
    /// The bytes of an annotation hold other words.
    #[error("line {line}: bytes {start} to {end} of the text do not hold the quote {quote:?}")]
    QuoteElsewhere {
        /// The line, from 1.
        line: usize,
        /// The first byte.
        start: usize,
        /// After the last byte.
        end: usize,
        /// The words that should stand there.
        quote: String,
    },
    /// Not a catalog: no TOML, or without metrics.
    #[error("{reason}: a catalog of annotations has [metric.…] and [entity.…] tables")]
    Catalog {
        /// What is wrong.
        reason: String,
    },
}
