//! What an adapter of a publication is, how one is found, and the kit that tests them.
//!
//! An adapter knows its publication's *shape*: how a document of it is
//! recognised, and which of its lines are headings, lists, timelines, tables,
//! and which are navigation or comments. It turns a document into a
//! [`Layout`](claimbook_extract::Layout) of blocks; the numbers in them are read
//! by `claimbook-extract`. The contract is [`Adapter`]; the adapters that a
//! binary links are found by [`Registry::linked`], and [`Registry::choose`] says
//! which of them reads a document.
//!
//! [`compose`], [`runs`], [`lines`], [`shape`] and [`calendar`] hold what several layouts
//! share; [`manifest`] reads what is known of a document from outside it.

mod contract;
mod error;
mod input;
mod near;
mod registry;
mod source;
mod unread;

pub mod calendar;
pub mod compose;
pub mod conformance;
pub mod faithful;
pub mod lines;
pub mod manifest;
pub mod runs;
pub mod shape;

pub use contract::{Adapter, Confidence, Registration};
pub use error::Error;
pub use input::{Given, Input};
pub use near::nearest;
pub use registry::{Choice, Entry, Registry};
pub use source::{Expected, Source};
pub use unread::unread_fields;

/// What an adapter needs of other crates, so that it depends on this one alone.
pub use claimbook_extract::block::Piece;
pub use claimbook_extract::{Block, BlockKind, Layout, SourceMap};
pub use claimbook_model::{Date, Part, Period};
pub use inventory;

/// The guide to writing an adapter, whose example is compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/adapters.md")]
mod guide {}
