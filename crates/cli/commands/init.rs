//! `init`: an empty book.

use std::path::{Path, PathBuf};

use claimbook_book::{Book, Desk};

use super::actor::actor;
use super::clocks::now;
use crate::exit::{Ending, Failed};
use crate::output::Output;

/// Creates a book in `folder`, which judges by the catalog.
pub(crate) fn run(
    folder: &Path,
    catalogs: &[PathBuf],
    output: &mut Output,
) -> Result<Ending, Failed> {
    let desk = Desk::for_book(folder, catalogs)?;
    Book::create_with(folder, desk.catalog(), &actor(None), now())?;
    output.note(format!("created an empty book in {}", folder.display()));
    Ok(Ending::Done)
}
