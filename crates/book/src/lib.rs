//! The one library interface over the parts: open a book, append reports, ask, replay, verify.
//!
//! The binary, the tests and any server use this crate and no other. It reads the files it is
//! given, and never the clock: the caller says what time it is.

pub mod answer;
mod append;
mod arithmetic;
mod book;
mod catalog;
mod chart;
mod check;
mod conflicts;
mod curation;
mod diff;
mod edits;
mod error;
mod evaluation;
mod extraction;
mod intake;
mod known;
mod lookup;
mod materialized;
mod near;
mod parallel;
mod query;
mod quotes;
mod reading;
mod reports;
mod reread;
mod seen;
mod unlinked;
mod verification;
mod why;
mod wording;

pub use answer::adapters::AdapterAnswer;
pub use answer::append::{AppendAnswer, Status};
pub use answer::arithmetic::{ArithmeticAnswer, TermAnswer};
pub use answer::audit::{AuditAnswer, BestAnswer, ReplacementAnswer, RowAnswer};
pub use answer::catalog::{
    CatalogAnswer, CatalogRow, Definition, EntityAnswer, EntryAnswer, MetricAnswer, OriginAnswer,
};
pub use answer::chart::{ChartAnswer, Line, Mark, Panel, Steps, Vintage};
pub use answer::check::{
    CheckAnswer, CountsAnswer, HeldAnswer, NumberAnswer, PinnedAnswer, RepeatedAnswer,
};
pub use answer::conflicts::{ConflictAnswer, QuoteAnswer, SideAnswer};
pub use answer::curation::{
    ChangeKind, ChangedAnswer, ChangedObservation, CurationAnswer, PolicyAnswer,
};
pub use answer::diff::{DiffAnswer, DoneAnswer, FigureDiffAnswer, ObservationDiffAnswer};
pub use answer::eval::{EvalAnswer, Level, LevelAnswer, Miss, Side as MissSide, Tally};
pub use answer::extract::{DateAnswer, MentionAnswer};
pub use answer::remarks::{ActAnswer, NoteAnswer};
pub use answer::replay::ReplayAnswer;
pub use answer::reports::{
    CorrectionAnswer, MarkAnswer, ReportAnswer, ReportClaimAnswer, ReportTextAnswer,
};
pub use answer::reread::RereadAnswer;
pub use answer::show::{
    FigureAnswer, HeldVersionAnswer, MemberAnswer, ObservationAnswer, ObservationSummary,
    ShowAnswer, SourceAnswer, StatementAnswer, StatementSummary,
};
pub use answer::stale::{OutdatesAnswer, RivalAnswer, SinceAnswer, StaleAnswer};
pub use answer::unlinked::UnlinkedAnswer;
pub use answer::verify::{ProblemAnswer, VerifyAnswer};
pub use answer::why::{IndependentAnswer, LostAnswer, WhyAnswer, WinningAnswer, WouldChangeAnswer};
pub use answer::{Basis, ValueAnswer};
pub use append::{AppendRun, OnAnswer, dry_run};
pub use book::{Book, OnProgress};
pub use check::{CheckRun, PinRun};
pub use claimbook_model::catalog::{Cue, Entity, Identity, IdentityKind, Kind, Metric};
pub use claimbook_model::event::Policy;
pub use claimbook_model::{
    Comparator, Date, Decimal, FigureKey, Modality, Period, Timestamp, Value,
};
pub use curation::{Act, BetterMetadata, Entered};
pub use error::{Error, Failure, Stopped};
pub use evaluation::{Annotated, AnnotatedTexts, EvalRun};
pub use extraction::Extraction;
pub use intake::{DOCUMENT_BYTES_MAX, Gathered, Origin, Overrides, Source, gather};
pub use lookup::Lookup;
pub use query::Scope;
pub use reading::{Desk, ReadReport};
pub use reread::{OnReread, RereadRun};
pub use unlinked::Unlinked;
pub use verification::verify;
pub use wording::quantity;
