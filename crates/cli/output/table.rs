//! Tables that fit the terminal.

use std::io;

use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, Table};

use super::Output;

/// A table with a header, without lines.
pub(crate) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header.iter().map(|name| (*name).to_owned()));
    table
}

impl Output {
    /// Prints a table no wider than the terminal. The columns named by `whole` (from 0) keep the
    /// width of their content; the others share what is left.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub(crate) fn table(&mut self, mut table: Table, whole: &[usize]) -> io::Result<()> {
        table.set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        for (place, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, 2));
            if whole.contains(&place) {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        for line in table.lines() {
            self.line(line)?;
        }
        Ok(())
    }
}
