//! What `extract` says: a line per mention, or per date.

use claimbook_extract::{DateMention, Mention};
use claimbook_model::{Comparator, Period, Value};
use serde::Serialize;

use super::value::Number;

/// One place in a document that states a quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionAnswer {
    /// The document as it was named.
    pub path: String,
    /// The words, verbatim.
    pub quote: String,
    /// Their first byte in the document.
    pub start: u64,
    /// After their last byte.
    pub end: u64,
    /// The number, or the two ends of a range.
    pub value: Number,
    /// The exponent of its last written digit.
    pub precision: i16,
    /// `exact`, `approx`, `at_least`, `at_most` or `range`.
    pub comparator: &'static str,
    /// The unit.
    pub unit: String,
    /// The counted noun, where the unit is `count`.
    pub counted: Option<String>,
    /// `up` or `down`, where the quantity is the amount of a change.
    pub direction: Option<&'static str>,
    /// The figure, or null where it cannot be told.
    pub figure: Option<String>,
    /// What date or period it is about.
    pub period: Option<String>,
    /// `stated`, `estimated`, `forecast`, `contingent`, `hypothetical` or `denied`.
    pub modality: &'static str,
    /// The source that the text names.
    pub attribution: Option<String>,
    /// `heading`, `derived`, `boilerplate`, or null.
    pub role: Option<&'static str>,
    /// The rules that made it, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Vec<String>>,
    /// The value itself, for printing.
    #[serde(skip)]
    pub parts: (Value, Comparator),
}

impl MentionAnswer {
    /// The answer for one mention in a document.
    pub fn new(path: &str, bytes: &[u8], mention: &Mention, explain: bool) -> Self {
        Self {
            path: path.to_owned(),
            quote: quote(bytes, mention.start, mention.end),
            start: mention.start,
            end: mention.end,
            value: mention.value.into(),
            precision: mention.value.precision(),
            comparator: mention.comparator.as_str(),
            unit: mention.unit.to_string(),
            counted: mention.counted.clone(),
            direction: mention.direction.map(claimbook_model::Direction::as_str),
            figure: mention.figure.as_ref().map(ToString::to_string),
            period: mention.period.map(calendar_label),
            modality: mention.modality.as_str(),
            attribution: mention
                .attribution
                .as_ref()
                .map(|source| source.name.clone()),
            role: mention.role.map(claimbook_extract::Role::as_str),
            reasons: explain.then(|| mention.reasons.clone()),
            parts: (mention.value, mention.comparator),
        }
    }
}

/// A period as text; a fiscal label whose calendar is not known by its calendar label, so that it
/// reads like any other period.
fn calendar_label(period: Period) -> String {
    let text = period.to_string();
    match text.strip_prefix("FY") {
        Some(label) => label.to_owned(),
        None => text,
    }
}

/// One date or period that a text mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateAnswer {
    /// The document as it was named.
    pub path: String,
    /// The words, verbatim.
    pub quote: String,
    /// Their first byte in the document.
    pub start: u64,
    /// After their last byte.
    pub end: u64,
    /// What they mean; null for a duration.
    pub period: Option<String>,
}

impl DateAnswer {
    /// The answer for a date found at `start..end` of the document.
    pub fn new(path: &str, bytes: &[u8], (start, end): (u64, u64), date: &DateMention) -> Self {
        Self {
            path: path.to_owned(),
            quote: quote(bytes, start, end),
            start,
            end,
            period: date.period.map(|period| period.to_string()),
        }
    }
}

/// The words at those bytes.
pub(crate) fn quote(bytes: &[u8], start: u64, end: u64) -> String {
    let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    let words = range
        .and_then(|(start, end)| bytes.get(start..end))
        .unwrap_or_default();
    String::from_utf8_lossy(words).into_owned()
}
