//! `reports`: the reports taken in.

use std::path::Path;

use super::open::open;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::table::table;

/// Prints a row per report.
pub(crate) fn run(folder: &Path, output: &mut Output) -> Result<Ending, Failed> {
    let answers = open(folder, output)?.reports()?;
    output.answer(&answers, &answers, |output| {
        let mut rows = table(&["report", "publication", "published", "claims", "title"]);
        for answer in &answers {
            let inferred = if answer.inferred.contains(&"published") {
                " (inferred)"
            } else {
                ""
            };
            let published = answer.published.as_deref().unwrap_or("undated");
            let place = if answer.superseded_by.is_some() {
                "superseded: "
            } else {
                ""
            };
            rows.add_row([
                answer.report.chars().take(8).collect(),
                answer.publication.clone(),
                format!("{published}{inferred}"),
                answer.claims.to_string(),
                if answer.held {
                    output
                        .paint
                        .warn(format!("held for review: {}", answer.title))
                } else {
                    format!("{place}{}", answer.title)
                },
            ]);
        }
        output.table(rows, &[0, 2, 3])
    })?;
    Ok(if answers.is_empty() {
        Ending::No
    } else {
        Ending::Done
    })
}
