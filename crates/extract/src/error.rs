//! Why a document is not read.

/// What can go wrong before or while a document is read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is in a language that the grammar does not know.
    #[error(
        "the text is in {language}, which this grammar cannot read: it reads English, and refuses rather than misreads"
    )]
    UnknownLanguage {
        /// The language's English name.
        language: &'static str,
    },
    /// A catalog that names something it does not have.
    #[error("the catalog's [{table}] {problem}")]
    Catalog {
        /// The table, as in `metric.valuation`.
        table: String,
        /// What is wrong and what to do.
        problem: String,
    },
}
