//! What `stale` says, and what `append` says of texts that were published.

use serde::Serialize;

use super::check::HeldAnswer;
use super::show::StatementAnswer;
use super::{Basis, ValueAnswer};

/// A number of a published text that what is best known now no longer bears out.
#[derive(Clone, Debug, Serialize)]
pub struct StaleAnswer {
    /// The title under which the text was pinned.
    pub title: String,
    /// The text, as a document.
    pub document: String,
    /// The day on which it was pinned.
    pub pinned: String,
    /// The sequence number of the pin.
    pub pin_seq: u64,
    /// Who pinned it.
    pub by: String,
    /// The line, from 1; null where the place is not known or the document was erased.
    pub line: Option<usize>,
    /// The column of its first character, from 1.
    pub column: Option<usize>,
    /// The words of the text.
    pub quote: String,
    /// The words with what stands around them in the same line.
    pub context: String,
    /// The figure.
    pub figure: String,
    /// What the text says.
    pub said: ValueAnswer,
    /// What the text is about.
    pub period: Option<String>,
    /// What a check says of it now: a word of `check`.
    pub verdict: &'static str,
    /// What the verdict rests on, where that is not plain.
    pub because: Option<&'static str>,
    /// What it relied on: the book's value when it was pinned.
    pub was: Option<HeldAnswer>,
    /// What is best known now.
    pub now: Option<HeldAnswer>,
    /// The other sides, and later values that could not be fitted in.
    pub others: Vec<StatementAnswer>,
    /// With which event it ceased to hold.
    pub since: Option<SinceAnswer>,
    /// Under which clocks, policy and catalog.
    #[serde(flatten)]
    pub basis: Basis,
}

/// With which event a published number ceased to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SinceAnswer {
    /// What was done, where it is not that a report was filed: `retracted`, `claim withdrawn`,
    /// `claim linked`, `figures merged`, `voice rated`, `policy set` or `undone`.
    pub act: Option<&'static str>,
    /// The event's sequence number.
    pub seq: u64,
    /// When it was recorded.
    pub recorded: String,
    /// When the world could know, where a report brought it.
    pub known: Option<String>,
    /// The report; null where nobody's report did it, but a person with this book.
    pub report: Option<String>,
    /// Who published the report.
    pub publication: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who recorded it.
    pub by: String,
}

/// A number of a published text that a commit made doubtful or wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutdatesAnswer {
    /// The text, as a document.
    pub draft: String,
    /// The title under which it was pinned.
    pub title: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// The words of the text.
    pub quote: String,
    /// The figure.
    pub figure: String,
    /// What a check says of it now.
    pub verdict: &'static str,
    /// What was best known before; null where nothing was.
    pub was: Option<ValueAnswer>,
    /// What is best known now; null where nothing is.
    pub now: Option<ValueAnswer>,
    /// What others say of the same, where it is contested.
    pub others: Vec<RivalAnswer>,
}

/// What stands beside the best-known value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RivalAnswer {
    /// The value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// Who says so.
    pub voices: Vec<String>,
}
