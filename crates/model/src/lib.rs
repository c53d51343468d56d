//! The words of Claimbook as types: figures, exact values, periods, claims,
//! events and their ids. This crate does no I/O, reads no clock and knows
//! nothing of documents' layouts, of storage or of views.
//!
//! ```
//! use claimbook_model::{Comparator, Decimal, FigureKey, Period, Value};
//!
//! let figure: FigureKey = "anthropic/investment/investor=amazon".parse()?;
//! assert_eq!(figure.metric(), "investment");
//!
//! // "$5 billion" is known to the billion, and keeps that.
//! let five_billion = Decimal::new(5, 9)?;
//! assert_eq!(five_billion.to_string(), "5000000000");
//! let interval = Value::from(five_billion).interval(Comparator::Exact);
//! assert_eq!(interval.to_string(), "[4500000000, 5500000000)");
//!
//! let quarter: Period = "2026-Q2".parse()?;
//! assert!(quarter.contains(&"2026-04-20".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod catalog;
pub mod claim;
pub mod decimal;
pub mod event;
pub mod figure;
pub mod id;
pub mod interval;
pub mod period;
pub mod time;
pub mod unit;
pub mod value;

pub use catalog::{Catalog, CatalogError, Entity, Metric, MetricKind};
pub use claim::{Attribution, Claim, Direction, Evidence, Flags, Modality, Origin, Place, Signal};
pub use decimal::{Decimal, DecimalError};
pub use event::Event;
pub use figure::{FigureError, FigureKey, slug, voice_slug};
pub use id::{CatalogDigest, ClaimId, DocumentId, EventId, IdError, ReportId};
pub use interval::Interval;
pub use period::{Date, Part, Period, PeriodError};
pub use time::Timestamp;
pub use unit::{Unit, UnitError};
pub use value::{Comparator, Value, ValueError};
