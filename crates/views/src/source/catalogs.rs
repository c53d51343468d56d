//! The catalog that a book has adopted, from its document.

use std::sync::{Arc, Mutex, PoisonError};

use claimbook_model::{Catalog, DocumentId};

use super::EventSource;
use crate::error::{Error, Result};
use crate::state::State;

/// The adopted catalog, read again only when another one is adopted: reading one takes longer
/// than folding most figures.
#[derive(Debug, Default)]
pub struct Catalogs {
    last: Mutex<Option<(DocumentId, Arc<Catalog>)>>,
}

impl Catalogs {
    /// The catalog that a state has adopted.
    ///
    /// # Errors
    /// If its document is missing or no catalog.
    pub fn adopted(&self, source: &dyn EventSource, state: &State) -> Result<Option<Arc<Catalog>>> {
        let Some(document) = state.catalog_document() else {
            return Ok(None);
        };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((known, catalog)) if *known == document => Ok(Some(catalog.clone())),
            _ => {
                let catalog = adopted_catalog(source, state)?;
                *last = catalog.clone().map(|catalog| (document, catalog));
                Ok(catalog)
            }
        }
    }
}

/// The catalog that a state has adopted, read from its document.
///
/// # Errors
/// If the document is missing or no catalog.
pub fn adopted_catalog(source: &dyn EventSource, state: &State) -> Result<Option<Arc<Catalog>>> {
    let Some(document) = state.catalog_document() else {
        return Ok(None);
    };
    let unreadable = |reason: String| Error::Catalog { document, reason };
    let bytes = source.document(&document)?;
    let text = std::str::from_utf8(&bytes).map_err(|error| unreadable(error.to_string()))?;
    Catalog::from_toml(text)
        .map(|catalog| Some(Arc::new(catalog)))
        .map_err(|error| unreadable(error.to_string()))
}
