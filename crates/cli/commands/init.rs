//! `init`: an empty book.

use std::path::Path;

use claimbook_book::Book;

use super::append::actor;
use super::clocks::now;
use crate::exit::{Ending, Failed};
use crate::output::Output;

/// Creates a book in `folder`.
pub(crate) fn run(folder: &Path, output: &mut Output) -> Result<Ending, Failed> {
    Book::create(folder, &actor(None), now())?;
    output.note(format!("created an empty book in {}", folder.display()));
    Ok(Ending::Done)
}
