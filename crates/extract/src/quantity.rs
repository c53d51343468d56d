//! The grammar of quantities: numbers, scales, currencies, units, ranges, comparators.

use std::ops::Range;

use claimbook_model::{Comparator, Direction, Unit, Value};

/// A quantity in a text. It knows no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The shortest span that states value and unit, with its comparator words when they stand
    /// beside it; bytes of the text given.
    pub span: Range<usize>,
    /// The same without comparator words.
    pub core: Range<usize>,
    /// The value, with the precision as written.
    pub value: Value,
    /// How it is compared.
    pub comparator: Comparator,
    /// Its unit.
    pub unit: Unit,
    /// The counted noun, where the unit is `count`.
    pub counted: Option<String>,
    /// Where the wording beside it says that it is the amount of a rise or fall.
    pub direction: Option<Direction>,
    /// Whether it is a bracketed conversion of the quantity before it.
    pub is_conversion: bool,
}

/// The quantities in `text`, in order, not overlapping.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let _ = text;
    Vec::new()
}
