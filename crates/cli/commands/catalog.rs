//! `catalog`: lists the metrics and entities, explains one, and has the book adopt them.

mod words;

use std::io;
use std::path::{Path, PathBuf};

use claimbook_book::{CatalogAnswer, Desk, EntryAnswer, Lookup};

use super::curation::act;
use crate::args::Who;
use crate::exit::{Ending, Failed};
use crate::output::Output;
use crate::output::table::table;

/// Lists all metrics and entities, or explains those of a name.
pub(crate) fn run(
    folder: &Path,
    name: Option<&str>,
    more: &[PathBuf],
    output: &mut Output,
) -> Result<Ending, Failed> {
    let lookup = Lookup::new(folder, more)?;
    if let Some(name) = name {
        let entries = lookup.named(name)?;
        // One entry is one document; where a metric and an entity share a name, it is a list.
        match entries.as_slice() {
            [entry] => output.answer(entry, &entries, |output| explain(&entries, output))?,
            _ => output.answer(&entries, &entries, |output| explain(&entries, output))?,
        }
    } else {
        let all = lookup.all()?;
        output.answer(&all, &all.rows(), |output| list(&all, output))?;
    }
    Ok(Ending::Done)
}

/// Has the book judge by the catalog from here on, and prints which answers that changes.
pub(crate) fn adopt(
    folder: &Path,
    more: &[PathBuf],
    who: &Who,
    why: &str,
    output: &mut Output,
) -> Result<Ending, Failed> {
    let desk = Desk::for_book(folder, more)?;
    act(folder, who, why, output, |book, act, progress| {
        book.adopt(desk.catalog(), act, progress)
    })
}

fn list(all: &CatalogAnswer, output: &mut Output) -> io::Result<()> {
    let mut metrics = table(&["metric", "kind", "quantity", "dimensions", "meaning"]);
    for metric in &all.metrics {
        let own = is_own(&metric.from);
        metrics.add_row([
            marked(&metric.metric, own, output),
            metric.kind.to_owned(),
            words::quantity(&metric.quantity, &metric.units),
            metric.dimensions.join(" "),
            metric.means.clone(),
        ]);
    }
    output.table(metrics, &[0, 1])?;
    output.line("")?;
    let mut entities = table(&["entity", "kind", "known as"]);
    for entity in &all.entities {
        entities.add_row([
            marked(&entity.entity, is_own(&entity.from), output),
            entity.kind.clone().unwrap_or_else(|| "–".to_owned()),
            entity.aliases.join(", "),
        ]);
    }
    output.table(entities, &[0, 1])?;
    output.line("")?;
    let mut legend = "!  a dimension that is always given".to_owned();
    if all.metrics.iter().any(|metric| is_own(&metric.from))
        || all.entities.iter().any(|entity| is_own(&entity.from))
    {
        legend.push_str("    *  not only of the built-in catalog");
    }
    output.line(output.paint.faint(legend))?;
    let hint = "`claimbook catalog NAME` explains one";
    output.line(output.paint.faint(hint))
}

/// Whether a file of the user speaks of it.
fn is_own(files: &[String]) -> bool {
    files.iter().any(|file| !file.starts_with("built-in "))
}

fn marked(slug: &str, own: bool, output: &Output) -> String {
    let mark = if own { " *" } else { "" };
    format!("{}{mark}", output.paint.strong(slug))
}

fn explain(entries: &[EntryAnswer], output: &mut Output) -> io::Result<()> {
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            output.line("")?;
        }
        words::explain(entry, output)?;
    }
    Ok(())
}
