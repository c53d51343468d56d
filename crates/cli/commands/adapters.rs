//! `adapters`: which publications can be read.

use claimbook_book::Desk;

use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::table::table;

/// Prints a row per adapter.
pub(crate) fn run(output: &mut Output) -> Result<Ending, Failed> {
    let answers = Desk::built_in()?.adapters();
    output.answer(&answers, &answers, |output| {
        let mut rows = table(&["adapter", "publication", "hosts", "first-hand", "version"]);
        for answer in &answers {
            rows.add_row([
                answer.name.to_owned(),
                answer.publication.clone(),
                answer.hosts.join(", "),
                if answer.first_hand { "yes" } else { "no" }.to_owned(),
                answer.version.to_string(),
            ]);
        }
        output.table(rows, &[0, 3, 4])
    })?;
    Ok(Ending::Done)
}
