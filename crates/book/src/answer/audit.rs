//! What `audit` says.

use claimbook_model::event::WithdrawalCause;
use claimbook_model::{ClaimId, Interval};
use claimbook_views::figure::{Best, HistoryRow};
use serde::Serialize;

use super::chart::Steps;
use super::remarks::{ActAnswer, NoteAnswer};
use super::show::MemberAnswer;
use super::value::Number;
use super::{Basis, ValueAnswer};
use crate::quotes::Quotes;

/// Every revision of a figure.
#[derive(Clone, Debug, Serialize)]
pub struct AuditAnswer {
    /// The figure.
    pub figure: String,
    /// `event`, `flow`, `stock` or `tally`.
    pub kind: Option<&'static str>,
    /// One per claim, withdrawal and reaffirmation, in the order in which the world could know.
    pub rows: Vec<RowAnswer>,
    /// How the best-known value went, for a picture.
    #[serde(skip)]
    pub steps: Steps,
    /// The other figures of the family.
    pub family: Vec<MemberAnswer>,
    /// What curators did to the figure, its claims and their reports, and was not undone.
    pub acts: Vec<ActAnswer>,
    /// What people noted on them.
    pub notes: Vec<NoteAnswer>,
    /// Under which clocks, policy and catalog.
    #[serde(flatten)]
    pub basis: Basis,
}

/// One step of a history.
#[derive(Clone, Debug, Serialize)]
pub struct RowAnswer {
    /// When the world could know.
    pub known: String,
    /// Whether that date is only inferred.
    pub known_inferred: bool,
    /// When this book took it in.
    pub recorded: String,
    /// The sequence number at which it did.
    pub seq: u64,
    /// What the claim is about.
    pub period: Option<String>,
    /// What happened.
    pub change: &'static str,
    /// Why a withdrawn claim no longer stands, or an unclear one stands beside the answer.
    pub reason: Option<&'static str>,
    /// Whether the best-known value of the observation became another.
    pub best_changed: bool,
    /// What was best known before.
    pub before: Option<BestAnswer>,
    /// What is best known after.
    pub after: Option<BestAnswer>,
    /// The claim's number.
    pub value: Number,
    /// The exponent of its last written digit.
    pub precision: i16,
    /// How it is compared.
    pub comparator: &'static str,
    /// Its unit.
    pub unit: String,
    /// How sure the text is.
    pub modality: &'static str,
    /// Who publishes.
    pub publication: String,
    /// Whom the report names as its source.
    pub attribution: Option<String>,
    /// The voice with which it counts.
    pub voice: String,
    /// The report.
    pub report: String,
    /// The claim.
    pub claim: String,
    /// In how many places the report states it.
    pub mentions: u32,
    /// The words.
    pub quote: String,
    /// The words with what stands around them in the same line.
    pub context: String,
    /// Their first byte in the document.
    pub start: Option<u64>,
    /// After their last byte.
    pub end: Option<u64>,
    /// The report that withdraws or repeats the claim.
    pub by_report: Option<String>,
    /// What stands in place of a withdrawn claim.
    pub replaced_by: Option<ReplacementAnswer>,
    /// Since when its article no longer shows the claim, though nothing took its place.
    pub no_longer_shown: Option<String>,
    /// Whether a heading states the number without the hedge that the text gives it.
    pub heading_drops_hedge: bool,
    /// The value itself, for printing.
    #[serde(skip)]
    pub parts: ValueAnswer,
}

/// What stands in place of a claim that its publication took back.
#[derive(Clone, Debug, Serialize)]
pub struct ReplacementAnswer {
    /// The claim.
    pub claim: String,
    /// Its report.
    pub report: String,
    /// Its figure; null where it could not be told.
    pub figure: Option<String>,
    /// Its value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// The words.
    pub quote: String,
    /// The words with what stands around them in the same line.
    pub context: String,
}

impl ReplacementAnswer {
    fn new(claim: &ClaimId, quotes: &Quotes<'_>) -> Result<Option<Self>, claimbook_ledger::Error> {
        let found = quotes.claim(claim)?;
        Ok(found.map(|(quote, content)| Self {
            claim: claim.to_string(),
            report: content.report.to_string(),
            figure: content.figure.as_deref().map(str::to_owned),
            value: ValueAnswer::new(content.value, content.comparator, &content.unit, None)
                .counting(content.counted.as_deref()),
            quote: quote.words,
            context: quote.context,
        }))
    }
}

/// What was best known at one moment.
#[derive(Clone, Debug, Serialize)]
pub struct BestAnswer {
    /// The value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// How well it stood.
    pub standing: &'static str,
}

impl RowAnswer {
    pub(crate) fn new(
        row: &HistoryRow,
        quotes: &Quotes<'_>,
    ) -> Result<Self, claimbook_ledger::Error> {
        let quote = quotes.read(&row.document, row.evidence.as_ref())?;
        let best = |best: &Option<Best>| best.as_ref().map(|best| BestAnswer::new(best, &row.unit));
        let cause = match row.cause {
            Some(WithdrawalCause::Corrected) if quotes.is_retraction(row.seq)? => Some("retracted"),
            cause => cause.map(WithdrawalCause::as_str),
        };
        Ok(Self {
            known: row.known.to_string(),
            known_inferred: row.known_inferred,
            recorded: row.recorded.to_string(),
            seq: row.seq,
            period: row.period.map(|period| period.to_string()),
            change: row.change.as_str(),
            reason: cause.or(row.reason.map(claimbook_views::figure::Reason::as_str)),
            best_changed: row.best_changed,
            before: best(&row.before),
            after: best(&row.after),
            value: row.value.into(),
            precision: row.precision,
            comparator: row.comparator.as_str(),
            unit: row.unit.to_string(),
            modality: row.modality.as_str(),
            publication: row.publication_name.to_string(),
            attribution: row.attribution.as_deref().map(str::to_owned),
            voice: row.voice.to_string(),
            report: row.report.to_string(),
            claim: row.claim.to_string(),
            mentions: row.mentions,
            quote: quote.words,
            context: quote.context,
            start: quote.start,
            end: quote.end,
            by_report: row.by_report.map(|report| report.to_string()),
            replaced_by: match &row.replaced_by {
                Some(claim) => ReplacementAnswer::new(claim, quotes)?,
                None => None,
            },
            no_longer_shown: row.gone.map(|since| since.to_string()),
            heading_drops_hedge: row.flags.has(claimbook_model::Flags::HEADING_DROPS_HEDGE),
            parts: ValueAnswer::new(row.value, row.comparator, &row.unit, None),
        })
    }
}

impl BestAnswer {
    fn new(best: &Best, unit: &str) -> Self {
        let interval = Interval {
            low: best.low,
            high: best.high,
        };
        Self {
            value: ValueAnswer::new(best.value, best.comparator, unit, Some(interval)),
            standing: best.standing.as_str(),
        }
    }
}
