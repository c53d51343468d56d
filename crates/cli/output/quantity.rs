//! Values as people write them, as the book's own sentences write them too.

pub(crate) use claimbook_book::quantity;
