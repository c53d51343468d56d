//! What `show` and `figures` say.

use claimbook_model::{ClaimId, FigureKey};
use claimbook_views::figure::{ObservationView, Statement};
use claimbook_views::store::FigureRecord;
use serde::Serialize;

use super::arithmetic::ArithmeticAnswer;
use super::remarks::NoteAnswer;
pub(crate) use super::teller::Teller;
use super::{Basis, ValueAnswer};

/// The best-known value of a figure, and why.
#[derive(Clone, Debug, Serialize)]
pub struct ShowAnswer {
    /// The figure.
    pub figure: String,
    /// `event`, `flow`, `stock` or `tally`; null where the catalog does not know the metric.
    pub kind: Option<&'static str>,
    /// The latest observation that has actual claims.
    pub best: Option<ObservationAnswer>,
    /// All observations, in order of period.
    pub observations: Vec<ObservationAnswer>,
    /// What may come.
    pub outlook: Vec<StatementAnswer>,
    /// What is claimed without a date.
    pub undated: Vec<StatementAnswer>,
    /// What could belong to several events.
    pub ambiguous: Vec<StatementAnswer>,
    /// What is said to be false.
    pub denied: Vec<StatementAnswer>,
    /// Versions of its articles that are held for review: they changed nothing yet.
    pub held: Vec<HeldVersionAnswer>,
    /// The figures that add dimensions to this one, and those that it adds to: other scope is not
    /// disagreement.
    pub family: Vec<MemberAnswer>,
    /// What people noted on it, its claims and their reports.
    pub notes: Vec<NoteAnswer>,
    /// Whether it adds up with other figures, by the catalog's identities.
    pub arithmetic: Vec<ArithmeticAnswer>,
    /// Under which clocks, policy and catalog.
    #[serde(flatten)]
    pub basis: Basis,
}

/// What is best known of a figure, in one line.
#[derive(Clone, Debug, Serialize)]
pub struct FigureAnswer {
    /// The figure.
    pub figure: String,
    /// `event`, `flow`, `stock` or `tally`.
    pub kind: Option<&'static str>,
    /// The latest observation that has actual claims.
    pub best: Option<ObservationSummary>,
    /// What may come.
    pub outlook: Vec<StatementSummary>,
    /// What is claimed without a date.
    pub undated: Vec<StatementSummary>,
    /// The keys of the figures that add dimensions to this one.
    pub family: Vec<String>,
    /// Under which clocks, policy and catalog.
    #[serde(flatten)]
    pub basis: Basis,
}

/// An observation without its claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObservationSummary {
    /// The value; its fields are null where no claim counts.
    #[serde(flatten)]
    pub value: OptionalValue,
    /// The event's date, the reporting period, or the first day of the episode.
    pub period: String,
    /// `contested`, `corroborated`, `single` or `none`.
    pub standing: &'static str,
    /// Who says so.
    pub voices: Vec<String>,
    /// How many reports support it.
    pub reports: usize,
    /// How many of its voices speak first-hand.
    pub first_hand: usize,
    /// The last supporting day of a stock or tally; else the newest report's day.
    pub last_confirmed: Option<String>,
    /// What the reader is to be warned of.
    pub warnings: Vec<&'static str>,
}

/// An observation with all that supports it and stands beside it.
#[derive(Clone, Debug, Serialize)]
pub struct ObservationAnswer {
    /// What is best known of it.
    #[serde(flatten)]
    pub summary: ObservationSummary,
    /// The supporting claims.
    pub claims: Vec<String>,
    /// What other voices say that cannot be the same number.
    pub contested: Vec<StatementAnswer>,
    /// What could not be fitted in; never shown instead.
    pub unclear: Vec<StatementAnswer>,
    /// Denials of the value.
    pub denied: Vec<StatementAnswer>,
    /// Where the supporting claims are stated.
    pub sources: Vec<SourceAnswer>,
}

/// A value, or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum OptionalValue {
    /// There is one.
    Some(ValueAnswer),
    /// No claim counts.
    None(NoValue),
}

/// The fields of a value that is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoValue {
    value: Option<&'static str>,
    precision: Option<i16>,
    low: Option<&'static str>,
    high: Option<&'static str>,
    comparator: Option<&'static str>,
    unit: Option<&'static str>,
}

impl OptionalValue {
    /// The value, if there is one.
    pub fn get(&self) -> Option<&ValueAnswer> {
        match self {
            Self::Some(value) => Some(value),
            Self::None(_) => None,
        }
    }
}

/// What some voices say, beside the answer.
#[derive(Clone, Debug, Serialize)]
pub struct StatementSummary {
    /// The value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// What it is about.
    pub period: Option<String>,
    /// How sure the text is.
    pub modality: &'static str,
    /// Who says so.
    pub voices: Vec<String>,
    /// Why it stands beside the answer.
    pub reason: Option<&'static str>,
    /// The last day of the newest report's known period.
    pub known: String,
}

/// What some voices say, with the claims.
#[derive(Clone, Debug, Serialize)]
pub struct StatementAnswer {
    /// What they say.
    #[serde(flatten)]
    pub summary: StatementSummary,
    /// The claims.
    pub claims: Vec<String>,
    /// Where they are stated.
    pub sources: Vec<SourceAnswer>,
}

/// Where a claim is stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceAnswer {
    /// Who publishes.
    pub publication: String,
    /// Whom it names as its source.
    pub attribution: Option<String>,
    /// The independent source with which it counts: claims of one voice count once.
    pub voice: String,
    /// When the world could know.
    pub known: String,
    /// Whether that date is only inferred.
    pub known_inferred: bool,
    /// The words.
    pub quote: String,
    /// The words with what stands around them in the same line.
    pub context: String,
    /// The report.
    pub report: String,
    /// Since when its article no longer shows it, though nothing took its place.
    pub no_longer_shown: Option<String>,
}

/// A version of an article that speaks of the figure, or did, and is held for review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldVersionAnswer {
    /// The version.
    pub report: String,
    /// Who publishes.
    pub publication: String,
}

/// Another figure of the same family.
#[derive(Clone, Debug, Serialize)]
pub struct MemberAnswer {
    /// The figure.
    pub figure: String,
    /// What is best known of it.
    pub best: Option<ObservationSummary>,
    /// How many of its statements are outlook.
    pub outlook: usize,
}

/// An observation without its claims.
pub(crate) fn summary(observation: &ObservationView) -> ObservationSummary {
    let value = observation
        .value
        .zip(observation.comparator)
        .map(|(value, comparator)| {
            let interval = claimbook_model::Interval {
                low: observation.low,
                high: observation.high,
            };
            ValueAnswer::new(value, comparator, &observation.unit, Some(interval))
                .counting(observation.counted.as_deref())
        });
    ObservationSummary {
        value: value.map_or_else(
            || OptionalValue::None(NoValue::default()),
            OptionalValue::Some,
        ),
        period: observation.period.to_string(),
        standing: observation.standing.as_str(),
        voices: observation
            .voices
            .iter()
            .map(|voice| voice.name.to_string())
            .collect(),
        reports: observation.reports,
        first_hand: observation.first_hand,
        last_confirmed: observation.last_confirmed.map(|day| day.to_string()),
        warnings: observation
            .warnings
            .iter()
            .map(|warning| warning.as_str())
            .collect(),
    }
}

/// A statement without its claims.
pub(crate) fn statement_summary(statement: &Statement) -> StatementSummary {
    let interval = claimbook_model::Interval {
        low: statement.low,
        high: statement.high,
    };
    StatementSummary {
        value: ValueAnswer::new(
            statement.value,
            statement.comparator,
            &statement.unit,
            Some(interval),
        ),
        period: statement.period.map(|period| period.to_string()),
        modality: statement.modality.as_str(),
        voices: statement
            .voices
            .iter()
            .map(|voice| voice.name.to_string())
            .collect(),
        reason: statement
            .reason
            .map(claimbook_views::figure::Reason::as_str),
        known: statement.known.to_string(),
    }
}

/// What is best known of a figure, in one line, its family to be added.
pub(crate) fn figure_answer(figure: &str, record: &FigureRecord, basis: Basis) -> FigureAnswer {
    FigureAnswer {
        figure: figure.to_owned(),
        kind: record.kind.map(claimbook_model::MetricKind::as_str),
        best: record.best.as_ref().map(summary),
        outlook: record.outlook.iter().map(statement_summary).collect(),
        undated: record.undated.iter().map(statement_summary).collect(),
        family: Vec::new(),
        basis,
    }
}

/// Tells each figure of the others that add dimensions to it; `answers` are in order of the keys.
pub(crate) fn tell_families(answers: &mut [FigureAnswer]) {
    let keys: Vec<Option<FigureKey>> = answers
        .iter()
        .map(|answer| answer.figure.parse().ok())
        .collect();
    for (place, answer) in answers.iter_mut().enumerate() {
        let Some(Some(key)) = keys.get(place) else {
            continue;
        };
        let metric = format!("{}/{}/", key.subject(), key.metric());
        answer.family = keys[place + 1..]
            .iter()
            .map_while(|other| {
                other
                    .as_ref()
                    .filter(|other| other.as_str().starts_with(&metric))
            })
            .filter(|other| key.is_widened_by(other))
            .map(ToString::to_string)
            .collect();
    }
}

pub(super) fn texts(ids: &[ClaimId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}
