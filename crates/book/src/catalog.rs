//! Which catalog reads and which one judges: the built-in one, what a book adds to it, and what
//! the caller adds to that.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use claimbook_ledger::Commit;
use claimbook_model::catalog::{CatalogFile, CatalogFiles};
use claimbook_model::event::CatalogAdopted;
use claimbook_model::{Catalog, DocumentId, Event, Timestamp};
use claimbook_views::keys;
use claimbook_views::source::EventSource;
use claimbook_views::state::State;

use crate::answer::curation::CurationAnswer;
use crate::curation::{Act, Plan};
use crate::{Book, Error, OnProgress};

/// A book's own additions to the built-in catalog.
const OWN: &str = "catalog.toml";

/// The files of the built-in catalog, as messages and answers call them.
const BUILT_IN: [&str; 2] = ["built-in metrics.toml", "built-in entities.toml"];

/// The largest catalog file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 16 << 20;

/// The catalog that is built in.
pub(crate) fn built_in() -> Result<Catalog, Error> {
    claimbook_extract::built_in_catalog().map_err(|source| Error::Catalog {
        path: "the built-in catalog".to_owned(),
        source,
    })
}

/// The built-in catalog, extended by the `catalog.toml` in the book's folder, if there is one, and
/// then by the files that the caller names, in that order.
pub(crate) fn of_book(folder: &Path, more: &[PathBuf]) -> Result<Catalog, Error> {
    let own = own_files(folder, more)?;
    if own.is_empty() {
        return built_in();
    }
    Ok(put_together(own)?.catalog().clone())
}

/// As [`of_book`], with the files and lines that each part comes from.
pub(crate) fn files_of_book(folder: &Path, more: &[PathBuf]) -> Result<CatalogFiles, Error> {
    put_together(own_files(folder, more)?)
}

fn own_files(folder: &Path, more: &[PathBuf]) -> Result<Vec<CatalogFile>, Error> {
    let path = folder.join(OWN);
    let mut files = Vec::new();
    match load(&path) {
        Ok(file) => files.push(file),
        // A book's place that is a file is told by the ledger.
        Err(Error::Unreadable { source, .. })
            if matches!(
                source.kind(),
                std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
            ) => {}
        Err(error) => return Err(error),
    }
    for path in more {
        files.push(load(path)?);
    }
    Ok(files)
}

fn load(path: &Path) -> Result<CatalogFile, Error> {
    let unreadable = |source| Error::Unreadable {
        path: path.to_owned(),
        source,
    };
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > FILE_BYTES_MAX {
        return Err(Error::Document {
            path: path.display().to_string(),
            reason: format!(
                "{} MB is too large for a catalog, the limit is {} MiB",
                length / 1_000_000,
                FILE_BYTES_MAX >> 20
            ),
        });
    }
    Ok(CatalogFile {
        name: path.display().to_string(),
        text: std::fs::read_to_string(path).map_err(unreadable)?,
    })
}

fn put_together(own: Vec<CatalogFile>) -> Result<CatalogFiles, Error> {
    let texts = claimbook_extract::BUILT_IN_CATALOG;
    let built_in = BUILT_IN.iter().zip(texts).map(|(name, text)| CatalogFile {
        name: (*name).to_owned(),
        text: text.to_owned(),
    });
    let files = CatalogFiles::read(built_in.chain(own).collect()).map_err(Error::CatalogFile)?;
    claimbook_extract::check_catalog(files.catalog())
        .map_err(|problem| Error::CatalogFile(files.placed(&problem)))?;
    Ok(files)
}

/// The catalog as the document that a book stores: the same bytes for the same catalog.
pub(crate) fn document(catalog: &Catalog) -> Result<String, Error> {
    catalog.to_toml().map_err(|source| Error::Catalog {
        path: "the catalog".to_owned(),
        source,
    })
}

impl Book {
    /// The document of the catalog by which the book judges; none if it adopted none.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub(crate) fn adopted(&self) -> Result<Option<DocumentId>, Error> {
        Ok(self.globals()?.catalog_document())
    }

    /// What bears on every figure: catalog, policy, ratings, merges, what was undone.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub(crate) fn globals(&self) -> Result<State, Error> {
        let mut state = State::new();
        for seq in self.ledger.sequence_numbers(keys::GLOBAL)? {
            state.apply(&EventSource::recorded(&self.ledger, seq)?)?;
        }
        Ok(state)
    }

    /// Whether the book judges by `catalog`: what it means by the metrics was adopted.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn judges_by(&self, catalog: &Catalog) -> Result<bool, Error> {
        let document = DocumentId::of(document(catalog)?.as_bytes());
        Ok(self.adopted()? == Some(document))
    }

    /// Adopts a catalog: from here on the book means by the metrics what it says. Tells which
    /// answers that changes; on disk when this returns, unless it is a dry run. Nothing is recorded
    /// if the book judges by it already.
    ///
    /// # Errors
    /// If the book cannot be read or written.
    pub fn adopt(
        &mut self,
        catalog: &Catalog,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        const NAME: &str = "catalog adopt";
        if self.judges_by(catalog)? {
            let done = "the book judges by this catalog already".to_owned();
            return self.curate(Plan::nothing(NAME, done), act, progress);
        }
        let count = catalog.metric.len();
        let done = format!("the book judges by this catalog of {count} metrics");
        let document = document(catalog)?;
        let mut plan = Plan::of(NAME, done, adoption(&document, act.by, act.why));
        plan.document = Some(document.as_bytes());
        self.curate(plan, act, progress)
    }

    pub(crate) fn commit_catalog(
        &mut self,
        catalog: &Catalog,
        actor: &str,
        why: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let document = document(catalog)?;
        let adopted = adoption(&document, actor, why);
        self.commit(&Commit {
            recorded: now,
            actor,
            document: Some(document.as_bytes()),
            events: &[adopted],
        })?;
        Ok(())
    }
}

/// The event that a catalog, as the document that is stored, was adopted.
fn adoption<'a>(document: &str, by: &'a str, why: &'a str) -> Event<'a> {
    Event::CatalogAdopted(CatalogAdopted {
        document: DocumentId::of(document.as_bytes()),
        by: Cow::Borrowed(by),
        why: Cow::Borrowed(why),
        more: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAIT: &str =
        "[metric.waiting-time]\nkind = 'stock'\nquantity = 'time'\nmeans = 'how long'\n";

    #[test]
    fn a_book_and_a_caller_can_add_to_the_catalog() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(of_book(folder.path(), &[]).unwrap(), built_in().unwrap());
        std::fs::write(folder.path().join(OWN), WAIT).unwrap();
        let more = folder.path().join("more.toml");
        std::fs::write(&more, "[metric.waiting-time]\nsettles = 5\n").unwrap();
        let catalog = of_book(folder.path(), std::slice::from_ref(&more)).unwrap();
        assert_eq!(catalog.metric["waiting-time"].settles, Some(5));
        assert_eq!(catalog.metric["waiting-time"].quantity, "time");
        let mut expected = built_in().unwrap().metric.into_keys().collect::<Vec<_>>();
        expected.push("waiting-time".to_owned());
        expected.sort();
        assert!(catalog.metric.into_keys().eq(expected));
    }

    #[test]
    fn the_built_in_files_make_the_built_in_catalog() {
        let files = put_together(Vec::new()).unwrap();
        assert_eq!(*files.catalog(), built_in().unwrap());
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        let folder = tempfile::tempdir().unwrap();
        for (own, said) in [
            (
                "[metric.x]\nkin = 1\n",
                "catalog.toml, line 2: unknown field",
            ),
            (
                &WAIT.replace("time'", "tyme'"),
                "catalog.toml, line 3: [metric.waiting-time] is a quantity",
            ),
            (
                "[entity.x]\naliases = ['OpenAI']\n",
                "catalog.toml, line 2: [entity.x] has the alias",
            ),
        ] {
            std::fs::write(folder.path().join(OWN), own).unwrap();
            let error = of_book(folder.path(), &[]).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
