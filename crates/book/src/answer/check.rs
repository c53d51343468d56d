//! What `check` says: a line per number of a text.

use claimbook_model::Period;
use claimbook_views::check::{Finding, Held};
use claimbook_views::figure::{Change, HistoryRow, ObservationView, Statement};
use serde::Serialize;

use super::extract::MentionAnswer;
use super::show::{SourceAnswer, StatementAnswer, Teller};
use super::{Basis, ValueAnswer};

/// The numbers of one text, each with its verdict.
#[derive(Clone, Debug, Serialize)]
pub struct CheckAnswer {
    /// The text as it was named.
    pub path: String,
    /// Its title; empty if it has none.
    pub title: String,
    /// The id of its bytes.
    pub document: String,
    /// The day as of which it was read.
    pub day: String,
    /// How many numbers became what.
    pub counts: CountsAnswer,
    /// Every number, in the order of the text.
    pub numbers: Vec<NumberAnswer>,
    /// What became of it in the log, where it was to be pinned.
    pub pinned: Option<PinnedAnswer>,
    /// What the user should be told of the text.
    pub findings: Vec<String>,
    /// Under which clocks, policy and catalog.
    #[serde(flatten)]
    pub basis: Basis,
}

/// How many numbers of a text became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CountsAnswer {
    /// All of them.
    pub numbers: usize,
    /// They agree with what is best known; the old ones too.
    pub agree: usize,
    /// How many of those are old.
    pub old: usize,
    /// They must be fixed before the text is published.
    pub must_be_fixed: usize,
    /// Something about them is to be looked at: old, unclear, contested and attributed, not in the
    /// book.
    pub warnings: usize,
    /// They could be linked to no figure.
    pub not_checked: usize,
}

/// One number of a text.
#[derive(Clone, Debug, Serialize)]
pub struct NumberAnswer {
    /// The line, from 1.
    pub line: usize,
    /// The column of its first character, from 1.
    pub column: usize,
    /// What the text says.
    #[serde(flatten)]
    pub said: MentionAnswer,
    /// `agrees`, `outdated`, `contradicted`, `contested`, `hedge dropped`, `too precise`,
    /// `forecast as fact`, `other scope`, `old`, `unclear`, `not in the book` or `not checked`.
    pub verdict: &'static str,
    /// What the verdict rests on, where that is not plain.
    pub because: Option<&'static str>,
    /// Whether it must be fixed before the text is published.
    pub must_be_fixed: bool,
    /// How strongly it agrees: `first-hand`, `corroborated` or `single`; null where it does not.
    pub strength: Option<&'static str>,
    /// What the book has, with which it was compared.
    pub book: Option<HeldAnswer>,
    /// The other sides, and later values that could not be fitted in.
    pub others: Vec<StatementAnswer>,
    /// What the text still says, and what became of it.
    pub repeats: Option<RepeatedAnswer>,
    /// A wording that would be right; null where nothing has to change or nothing is known.
    pub wording: Option<String>,
    /// What would help, where it could not be checked.
    pub help: Option<String>,
    /// Under which clocks, policy and catalog.
    #[serde(flatten)]
    pub basis: Basis,
}

/// What the book has, with which a number was compared.
#[derive(Clone, Debug, Serialize)]
pub struct HeldAnswer {
    /// The figure; of a number of other scope not that of the text.
    pub figure: String,
    /// The value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// What it is about; null where the sources do not say.
    pub period: Option<String>,
    /// `contested`, `corroborated` or `single`; null for what stands beside the answer.
    pub standing: Option<&'static str>,
    /// How sure the sources are: of what stands beside the answer.
    pub modality: Option<&'static str>,
    /// Who says so.
    pub voices: Vec<String>,
    /// How many reports support it.
    pub reports: usize,
    /// How many of its voices speak first-hand.
    pub first_hand: usize,
    /// The last supporting day of a stock or tally; else the newest report's day.
    pub last_confirmed: Option<String>,
    /// Days from then to the time of which the text speaks.
    pub age_days: Option<i64>,
    /// The day on which the report with this value was known.
    pub since: Option<String>,
    /// What the reader is to be warned of.
    pub warnings: Vec<&'static str>,
    /// Where it is stated.
    pub source: Option<SourceAnswer>,
}

/// What a text still says.
#[derive(Clone, Debug, Serialize)]
pub struct RepeatedAnswer {
    /// Where it is stated.
    pub source: SourceAnswer,
    /// The day on which it was known to be taken back; null if it was not.
    pub withdrawn: Option<String>,
}

/// What became of a text that was to be pinned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PinnedAnswer {
    /// `pinned`; `unchanged`: it is pinned already, on the same values; `refused`: something must
    /// be fixed first.
    pub status: &'static str,
    /// The title under which it is pinned.
    pub title: String,
    /// How many numbers it relies on.
    pub figures: usize,
    /// The sequence number of the pin; null where none was written or found.
    pub seq: Option<u64>,
    /// The document that was pinned under this title before, and no longer counts.
    pub replaces: Option<String>,
}

impl HeldAnswer {
    /// What `finding` was compared with, of `figure`.
    pub(crate) fn of(
        figure: &str,
        finding: &Finding<'_>,
        rows: &[HistoryRow],
        teller: &Teller<'_>,
    ) -> Result<Option<Self>, claimbook_ledger::Error> {
        let mut answer = match finding.held {
            Some(Held::Observation(held)) => {
                let Some(answer) = observed(figure, held, rows, teller)? else {
                    return Ok(None);
                };
                answer
            }
            Some(Held::Statement(held)) => stated(figure, held, rows, teller)?,
            None => return Ok(None),
        };
        answer.age_days = finding.age_days;
        answer.since = finding.since.map(|day| day.to_string());
        Ok(Some(answer))
    }
}

fn observed(
    figure: &str,
    held: &ObservationView,
    rows: &[HistoryRow],
    teller: &Teller<'_>,
) -> Result<Option<HeldAnswer>, claimbook_ledger::Error> {
    let summary = super::show::summary(held);
    let Some(value) = summary.value.get().cloned() else {
        return Ok(None);
    };
    let shown = rows.iter().find(|row| Some(row.claim) == held.claim);
    Ok(Some(HeldAnswer {
        figure: figure.to_owned(),
        value,
        period: Some(summary.period),
        standing: Some(summary.standing),
        modality: None,
        voices: summary.voices,
        reports: summary.reports,
        first_hand: summary.first_hand,
        last_confirmed: summary.last_confirmed,
        age_days: None,
        since: None,
        warnings: summary.warnings,
        source: shown.map(|row| teller.source(row)).transpose()?,
    }))
}

fn stated(
    figure: &str,
    held: &Statement,
    rows: &[HistoryRow],
    teller: &Teller<'_>,
) -> Result<HeldAnswer, claimbook_ledger::Error> {
    let summary = super::show::statement_summary(held);
    let shown = rows.iter().find(|row| held.claims.contains(&row.claim));
    Ok(HeldAnswer {
        figure: figure.to_owned(),
        value: summary.value,
        period: summary.period,
        standing: None,
        modality: Some(summary.modality),
        voices: summary.voices,
        reports: held.claims.len(),
        first_hand: held.voices.iter().filter(|voice| voice.first_hand).count(),
        last_confirmed: Some(summary.known),
        age_days: None,
        since: None,
        warnings: Vec::new(),
        source: shown.map(|row| teller.source(row)).transpose()?,
    })
}

impl RepeatedAnswer {
    /// The step `repeated`, and the one that took it back, if it was.
    pub(crate) fn of(
        repeated: &HistoryRow,
        rows: &[HistoryRow],
        teller: &Teller<'_>,
    ) -> Result<Self, claimbook_ledger::Error> {
        let is_it = |row: &&HistoryRow| row.claim == repeated.claim;
        let said = rows
            .iter()
            .filter(is_it)
            .find(|row| row.change != Change::Withdrawn);
        let withdrawn = rows
            .iter()
            .filter(is_it)
            .find(|row| row.change == Change::Withdrawn);
        let last_day = |known: Period| known.last_day().to_string();
        Ok(Self {
            source: teller.source(said.unwrap_or(repeated))?,
            withdrawn: withdrawn.map(|row| last_day(row.known)),
        })
    }
}
