//! Where a claim is stated.

use claimbook_views::figure::HistoryRow;

use super::show::SourceAnswer;
use crate::quotes::{Quote, Quotes};

/// Where the claim of a row is stated.
pub(crate) fn source(
    row: &HistoryRow,
    quotes: &Quotes<'_>,
) -> Result<SourceAnswer, claimbook_ledger::Error> {
    let quote = quotes.read(&row.document, row.evidence.as_ref())?;
    Ok(quoted(row, quote))
}

/// The same with words that were read already, or with none.
pub(crate) fn quoted(row: &HistoryRow, quote: Quote) -> SourceAnswer {
    SourceAnswer {
        publication: row.publication_name.to_string(),
        attribution: row.attribution.as_deref().map(str::to_owned),
        voice: row.voice.to_string(),
        known: row.known.to_string(),
        known_inferred: row.known_inferred,
        quote: quote.words,
        context: quote.context,
        report: row.report.to_string(),
        no_longer_shown: row.gone.map(|since| since.to_string()),
    }
}
