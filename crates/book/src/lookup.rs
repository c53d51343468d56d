//! Questions about the catalog: what it holds, and one entry in full.

use std::path::{Path, PathBuf};

use claimbook_model::CatalogDigest;
use claimbook_model::catalog::CatalogFiles;

use crate::answer::catalog::{CatalogAnswer, Definition, EntryAnswer, OriginAnswer};
use crate::near::near;
use crate::{Error, catalog};

/// A catalog with the files that it was put together from.
#[derive(Debug)]
pub struct Lookup {
    files: CatalogFiles,
}

impl Lookup {
    /// The built-in catalog, extended by the `catalog.toml` in the book's folder, if there is one,
    /// and by the files in `more`, in that order.
    ///
    /// # Errors
    /// If a file cannot be read or is unsound; the message names file and line.
    pub fn new(folder: &Path, more: &[PathBuf]) -> Result<Self, Error> {
        let files = catalog::files_of_book(folder, more)?;
        Ok(Self { files })
    }

    /// All metrics and entities.
    ///
    /// # Errors
    /// Never for a catalog that could be read.
    pub fn all(&self) -> Result<CatalogAnswer, Error> {
        let document = catalog::document(self.files.catalog())?;
        let digest = CatalogDigest::of(document.as_bytes());
        Ok(CatalogAnswer::new(&self.files, digest.to_string()))
    }

    /// The entries of that name, in full: metrics, entities and kinds by their slugs, entities
    /// also by the names that texts call them.
    ///
    /// # Errors
    /// If there is none; near names are suggested.
    pub fn named(&self, name: &str) -> Result<Vec<EntryAnswer>, Error> {
        let catalog = self.files.catalog();
        let mut found = Vec::new();
        if let Some(metric) = catalog.metric.get(name) {
            let metric = Definition::Metric(Box::new(metric.clone()));
            found.push(self.entry("metric", name, metric));
        }
        let lower = name.to_lowercase();
        for (slug, entity) in &catalog.entity {
            let mut aliases = entity.aliases.iter();
            if slug == name || aliases.any(|alias| alias.to_lowercase() == lower) {
                found.push(self.entry("entity", slug, Definition::Entity(entity.clone())));
            }
        }
        if let Some(kind) = catalog.kind.get(name) {
            found.push(self.entry("kind", name, Definition::Kind(kind.clone())));
        }
        if found.is_empty() {
            let slugs = catalog.metric.keys().chain(catalog.entity.keys());
            let slugs = slugs.chain(catalog.kind.keys());
            return Err(Error::UnknownEntry {
                name: name.to_owned(),
                near: near(&lower, slugs.map(String::as_str)),
            });
        }
        Ok(found)
    }

    fn entry(&self, section: &str, slug: &str, definition: Definition) -> EntryAnswer {
        let origins = self.files.origins(section, slug);
        EntryAnswer {
            name: slug.to_owned(),
            definition,
            from: origins.into_iter().map(OriginAnswer::from).collect(),
        }
    }
}
