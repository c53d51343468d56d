//! What `diff` says: what changed between two points, and by which reports.

use serde::Serialize;

use super::Basis;
use super::audit::RowAnswer;
use super::show::{ObservationSummary, StatementSummary};

/// What changed between two points.
#[derive(Clone, Debug, Serialize)]
pub struct DiffAnswer {
    /// The earlier point.
    pub from: Basis,
    /// The later point.
    pub to: Basis,
    /// The figures of which something changed, in order of their keys.
    pub figures: Vec<FigureDiffAnswer>,
    /// What people and catalogs did to the record between two sequence numbers.
    pub acts: Vec<DoneAnswer>,
}

/// What changed of one figure.
#[derive(Clone, Debug, Serialize)]
pub struct FigureDiffAnswer {
    /// The figure.
    pub figure: String,
    /// `event`, `flow`, `stock` or `tally`.
    pub kind: Option<&'static str>,
    /// The first that applies: `new` or `gone` (nothing was or is known of it), `value` (its best
    /// observation shows another value or period), `standing`, `other` (another observation
    /// changed), `outlook`, `support` (who says so, or what stands beside it).
    pub change: &'static str,
    /// The history's label of the step that made it so: `moved`, `revised`, `restated` …
    pub label: Option<&'static str>,
    /// What was best known.
    pub before: Option<ObservationSummary>,
    /// What is best known.
    pub after: Option<ObservationSummary>,
    /// Every observation that changed.
    pub observations: Vec<ObservationDiffAnswer>,
    /// What was said of what may come, and is said no more.
    pub outlook_before: Vec<StatementSummary>,
    /// What is newly said of what may come.
    pub outlook_after: Vec<StatementSummary>,
    /// The steps of the history between the two points: the reports responsible, with quotes.
    pub by: Vec<RowAnswer>,
    /// The steps that are no longer of this figure: their claims were given another.
    pub no_longer: Vec<RowAnswer>,
}

/// What changed of one observation.
#[derive(Clone, Debug, Serialize)]
pub struct ObservationDiffAnswer {
    /// `new`, `gone`, `value`, `standing` or `support`.
    pub change: &'static str,
    /// The history's label of the step that made it so.
    pub label: Option<&'static str>,
    /// What was best known of it.
    pub before: Option<ObservationSummary>,
    /// What is best known of it.
    pub after: Option<ObservationSummary>,
}

/// Something done to the record that is no report.
#[derive(Clone, Debug, Serialize)]
pub struct DoneAnswer {
    /// Its sequence number.
    pub seq: u64,
    /// When it was recorded.
    pub recorded: String,
    /// `amended`, `retracted`, `withdrawn`, `linked`, `merged`, `rated`, `undone`, `reaffirmed`,
    /// `catalog`, `policy`, `accepted`, `rejected` or `erased`.
    pub what: &'static str,
    /// What was done, in words.
    pub done: String,
    /// The figures that it names.
    pub figures: Vec<String>,
    /// Why a claim was withdrawn: `corrected`, `edited`, `misread` or `curated`.
    pub cause: Option<&'static str>,
    /// Who did it; empty where it came with a report.
    pub by: String,
    /// Why.
    pub why: String,
}
