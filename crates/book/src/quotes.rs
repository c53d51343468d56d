//! Reads quotes from the documents of the log.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use claimbook_ledger::Ledger;
use claimbook_model::{DocumentId, Evidence};

use crate::answer::extract::quote;

/// Words as they stand in a document, with their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The words; empty where the document was erased or the place is no span of bytes.
    pub(crate) words: String,
    /// Their first byte.
    pub(crate) start: Option<u64>,
    /// After their last byte.
    pub(crate) end: Option<u64>,
}

/// Reads quotes, each document once.
pub(crate) struct Quotes<'l> {
    ledger: &'l Ledger,
    documents: RefCell<BTreeMap<DocumentId, Rc<Vec<u8>>>>,
}

impl<'l> Quotes<'l> {
    pub(crate) fn new(ledger: &'l Ledger) -> Self {
        Self {
            ledger,
            documents: RefCell::default(),
        }
    }

    /// The words at the evidence, in their document.
    ///
    /// # Errors
    /// If the document cannot be read. An erased one gives no words.
    pub(crate) fn read(
        &self,
        document: &DocumentId,
        evidence: Option<&Evidence>,
    ) -> Result<Quote, claimbook_ledger::Error> {
        let Some(Evidence::Bytes { start, end, .. }) = evidence else {
            return Ok(Quote::default());
        };
        let words = quote(&self.document(document)?, *start, *end);
        Ok(Quote {
            words,
            start: Some(*start),
            end: Some(*end),
        })
    }

    /// The document's bytes; none where it was erased.
    pub(crate) fn document(&self, id: &DocumentId) -> Result<Rc<Vec<u8>>, claimbook_ledger::Error> {
        if let Some(known) = self.documents.borrow().get(id) {
            return Ok(Rc::clone(known));
        }
        let bytes = match self.ledger.document(id) {
            Ok(bytes) => Rc::new(bytes),
            Err(claimbook_ledger::Error::DocumentErased { .. }) => Rc::default(),
            Err(error) => return Err(error),
        };
        self.documents.borrow_mut().insert(*id, Rc::clone(&bytes));
        Ok(bytes)
    }
}
