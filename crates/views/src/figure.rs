//! The fold of one figure: pure, from its claims to what is best known and how it came to be.
//!
//! The rules stand in `docs/semantics.md`. In the order in which a claim meets them: [`fact`] is
//! what is known of it, `entry` resolves its voice and its dates, `kinds` finds its observation,
//! `pool` keeps the words that voices stand by, `consensus` chooses among them, `history` labels
//! the step, `present` makes of it what a reader is told.

pub mod compare;
mod consensus;
pub mod decision;
mod entry;
pub mod fact;
mod fold;
mod history;
mod kinds;
mod numbers;
mod observation;
mod pool;
mod present;
mod statement;
pub mod view;

pub use compare::Reading;
pub use decision::{Criterion, Decision};
pub use fact::{
    ClaimFact, Gone, KnownBasis, Options, Reaffirmation, ReportFact, Rule, Trust, Withdrawal,
};
pub use fold::{FigureFold, fold};
pub(crate) use kinds::reporting_period;
pub use view::{
    Best, Change, FigureView, HistoryRow, ObservationView, Reason, Standing, Statement, VoiceView,
    Warning,
};
