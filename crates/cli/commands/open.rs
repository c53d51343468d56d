//! Opens the book for a question.

use std::path::Path;

use claimbook_book::{Book, Error};

use crate::output::Output;

/// The book in `folder`. Damage of the log is told before the answer, which then knows only what
/// stands before it, and ends the run with its own status.
pub(crate) fn open(folder: &Path, output: &mut Output) -> Result<Book, Error> {
    let book = Book::open(folder)?;
    if let Some(damage) = book.damage() {
        output.complain(format!(
            "the book is damaged ({damage}): what follows knows only what stands before the damage; \
             `claimbook verify` lists all of it"
        ));
        output.is_of_damaged_book = true;
    }
    Ok(book)
}
