//! Words for people: values, periods, and sentences that would be right.

mod period;
mod quantity;
mod style;
mod suggestion;

pub use quantity::quantity;

pub(crate) use style::Style;
pub(crate) use suggestion::{Facts, suggestion};
