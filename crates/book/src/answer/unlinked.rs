//! What `unlinked` says: a quantity for which no figure was found, with its place.

use claimbook_views::figure::ClaimFact;
use serde::Serialize;

use super::ValueAnswer;
use crate::quotes::Quote;

/// A quantity that counts for no figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnlinkedAnswer {
    /// The claim's id.
    pub claim: String,
    /// The report's id.
    pub report: String,
    /// Who published it.
    pub publication: String,
    /// When the world could know it.
    pub known: String,
    /// Whether that date is only a conclusion.
    pub known_inferred: bool,
    /// Its value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// The counted noun, where the unit is `count`.
    pub counted: Option<String>,
    /// What it is about.
    pub period: Option<String>,
    /// How sure the text is.
    pub modality: &'static str,
    /// The source that the text names.
    pub attribution: Option<String>,
    /// The words, verbatim; empty where the document was erased.
    pub quote: String,
    /// The words with what stands around them in their line.
    pub context: String,
    /// Where in these the words begin, in bytes; for printing.
    #[serde(skip)]
    pub at: usize,
    /// Their first byte in the document.
    pub start: Option<u64>,
    /// After their last byte.
    pub end: Option<u64>,
    /// In how many places the report states it.
    pub mentions: u32,
    /// The sequence number at which it was taken in.
    pub seq: u64,
}

impl UnlinkedAnswer {
    pub(crate) fn new(fact: &ClaimFact, report: String, quote: Quote) -> Self {
        let counted = fact.counted.as_deref();
        Self {
            claim: fact.claim.to_string(),
            report,
            publication: fact.report.publication_name.to_string(),
            known: fact.report.known.to_string(),
            known_inferred: fact.report.known_basis.is_inferred(),
            value: ValueAnswer::new(fact.value, fact.comparator, &fact.unit, None)
                .counting(counted),
            counted: counted.map(str::to_owned),
            period: fact.period.map(|period| period.to_string()),
            modality: fact.modality.as_str(),
            attribution: fact.attribution.as_deref().map(str::to_owned),
            quote: quote.words,
            context: quote.context,
            at: quote.at,
            start: quote.start,
            end: quote.end,
            mentions: fact.mentions,
            seq: fact.seq,
        }
    }
}
