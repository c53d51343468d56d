//! Pure folds of the event log: what is best known of each figure, and how it came to be.
//!
//! From the bottom up: [`figure`] folds the claims of one figure, [`reports`] tells when the
//! world could know what a report says, [`state`] applies the whole log event by event,
//! [`keys`] tells the ledger's index where the events of a figure are found, [`source`] folds
//! one figure from that index, [`pending`] shows what a commit would change, [`arithmetic`] tells
//! whether figures add up, [`conflict`] where publications disagree, [`check`] judges what a text
//! says of a figure, and [`store`] keeps the views of all figures in sled. Everything but the store
//! is free of clocks and of input and output; the store can be rebuilt.

pub mod arithmetic;
pub mod check;
pub mod conflict;
pub mod digest;
pub mod error;
pub mod figure;
pub mod keys;
pub mod pending;
pub mod reports;
pub mod source;
pub mod state;
pub mod store;

pub use error::{Error, Result};
