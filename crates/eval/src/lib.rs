//! Scores what was read from texts against annotations by people ("gold").
//!
//! Both are JSON Lines, a line for each place that states a quantity ([`line`]). They are paired by
//! the bytes that they share ([`pairing`]), compared field by field ([`same`]), and counted at five
//! levels ([`score`]): value and unit; comparator; figure; period and modality; and the distinct
//! claims of a document. Where two annotators differed, either reading is right. Numbers are
//! compared as exact decimals; only the printed shares are floats.

mod check;
mod document;
mod error;
pub mod line;
mod pairing;
mod same;
pub mod score;

pub use error::Error;
pub use line::{Gold, Known, Predicted, gold, known, predicted};
pub use score::{LEVELS, Level, Miss, Score, Side, Tally};
