//! From the options about a report to what the book is told.

use std::io::Read;
use std::path::{Path, PathBuf};

use claimbook_book::{DOCUMENT_BYTES_MAX, Error, Gathered, Overrides, Source, gather};

use super::clocks::period;
use crate::args::Metadata;
use crate::exit::Failed;
use crate::output::Output;

/// The overrides that the options give.
pub(crate) fn overrides(metadata: &Metadata) -> Result<Overrides, Error> {
    let published = metadata.published.as_deref();
    Ok(Overrides {
        publication: metadata.publication.clone(),
        url: metadata.url.clone(),
        title: metadata.title.clone(),
        published: published
            .map(|text| period("--published", text))
            .transpose()?,
        adapter: metadata.adapter.clone(),
    })
}

/// The documents under the paths. An address or a title belongs to one document only.
pub(crate) fn sources(
    paths: &[PathBuf],
    metadata: &Metadata,
    output: &Output,
) -> Result<Gathered, Failed> {
    let mut found = Gathered::default();
    for path in paths {
        if path == Path::new("-") {
            found
                .sources
                .push(Source::standard_input(standard_input()?));
        } else {
            gather(path, &mut found);
        }
    }
    let single = [
        ("--url", metadata.url.is_some()),
        ("--title", metadata.title.is_some()),
    ];
    let count = found.sources.len();
    if let Some((option, _)) = single.iter().find(|(_, given)| *given && count > 1) {
        let message = format!(
            "{option} is of one report, but there are {count} documents: use a manifest.toml"
        );
        return Err(Error::Usage { message }.into());
    }
    for finding in &found.findings {
        output.note(format!("note: {finding}"));
    }
    note_skipped(&found.skipped, output);
    Ok(found)
}

fn note_skipped(skipped: &[PathBuf], output: &Output) {
    let [first, rest @ ..] = skipped else { return };
    let more = if rest.is_empty() {
        String::new()
    } else {
        format!(" and {} more", rest.len())
    };
    output.note(format!(
        "passed over {}{more}: not named like a document (.txt, .md, .html); name a file to have it read",
        first.display()
    ));
}

fn standard_input() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(DOCUMENT_BYTES_MAX + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
