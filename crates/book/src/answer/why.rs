//! What `why` says: how an answer came about, and what would change it.

use serde::Serialize;

use super::arithmetic::ArithmeticAnswer;
use super::audit::RowAnswer;
use super::show::{ObservationSummary, SourceAnswer, StatementAnswer};
use super::{Basis, ValueAnswer};

/// Why a value is the answer.
#[derive(Clone, Debug, Serialize)]
pub struct WhyAnswer {
    /// The figure.
    pub figure: String,
    /// `event`, `flow`, `stock` or `tally`; null where the catalog does not know the metric.
    pub kind: Option<&'static str>,
    /// What is shown, and who says so; null where nothing is known as fact.
    pub winning: Option<WinningAnswer>,
    /// What else was said of the same thing, and why it is not shown; the strongest first.
    pub lost: Vec<LostAnswer>,
    /// Who says that the value is false.
    pub denied: Vec<StatementAnswer>,
    /// What was taken back, corrected or denied, in the order in which that was known.
    pub corrections: Vec<RowAnswer>,
    /// Whether it adds up with other figures.
    pub arithmetic: Vec<ArithmeticAnswer>,
    /// What would change the answer, each tried out by folding it in.
    pub would_change: Vec<WouldChangeAnswer>,
    /// How many statements about what may come stand beside the answer.
    pub outlook: usize,
    /// How many statements without a date stand beside it.
    pub undated: usize,
    /// Under which clocks, policy and catalog.
    #[serde(flatten)]
    pub basis: Basis,
}

/// The value that is shown, with those who say so.
#[derive(Clone, Debug, Serialize)]
pub struct WinningAnswer {
    /// What is best known.
    #[serde(flatten)]
    pub summary: ObservationSummary,
    /// How many publications print it.
    pub publications: usize,
    /// The independent sources, each with those who only repeat it.
    pub sources: Vec<IndependentAnswer>,
    /// Reports that say it too and add no source: what they name is unnamed, or a second name in
    /// a report that counts already.
    pub also: Vec<SourceAnswer>,
    /// The day of the newest report that says it.
    pub newest_report: Option<String>,
}

/// One independent source of a value.
#[derive(Clone, Debug, Serialize)]
pub struct IndependentAnswer {
    /// Its name.
    pub name: String,
    /// Whether it is the company itself, an official body or an authority on the measure.
    pub first_hand: bool,
    /// Where it was first read.
    pub said: SourceAnswer,
    /// Where it was said again: by itself, or by others who cite it.
    pub repeated: Vec<SourceAnswer>,
}

/// A value that is not shown.
#[derive(Clone, Debug, Serialize)]
pub struct LostAnswer {
    /// What was said, by whom.
    #[serde(flatten)]
    pub statement: StatementAnswer,
    /// In how many publications.
    pub publications: usize,
    /// What decided between it and the value shown.
    pub decided_by: &'static str,
    /// Whether it makes the answer contested.
    pub contests: bool,
}

/// Something that would change the answer.
#[derive(Clone, Debug, Serialize)]
pub struct WouldChangeAnswer {
    /// The value that would have to be said.
    pub said: ValueAnswer,
    /// The period that it would have to be about.
    pub about: String,
    /// Who would have to say it: `other sources`, `first-hand` or `who contests`.
    pub by: &'static str,
    /// How many of them.
    pub sources: usize,
    /// Whether the value is only an example of a clearly different one.
    pub example: bool,
    /// What would come of it: `shown`, `contested`, `corroborated` or `settled`.
    pub effect: &'static str,
    /// How well the answer would stand then.
    pub standing: &'static str,
}
