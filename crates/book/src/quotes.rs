//! Reads quotes from the documents of the log.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::rc::Rc;

use claimbook_ledger::Ledger;
use claimbook_model::event::{ClaimContent, claim_content};
use claimbook_model::{ClaimId, DocumentId, Event, Evidence, ReportId};
use claimbook_views::figure::HistoryRow;
use claimbook_views::keys;

use crate::answer::extract::quote;
use crate::parallel;

/// Fewer documents than this are not worth threads.
const WORTH_THREADS: usize = 16;

/// The first byte of words, and the one after their last.
type Span = (u64, u64);

/// Words as they stand in a document, with their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The words; empty where the document was erased or the place is no span of bytes.
    pub(crate) words: String,
    /// The words with what stands around them in the same line, some twenty words at most.
    pub(crate) context: String,
    /// Where in these the words begin, in bytes.
    pub(crate) at: usize,
    /// Their first byte.
    pub(crate) start: Option<u64>,
    /// After their last byte.
    pub(crate) end: Option<u64>,
}

/// Reads quotes, each document once.
pub(crate) struct Quotes<'l> {
    ledger: &'l Ledger,
    documents: RefCell<BTreeMap<DocumentId, Rc<Vec<u8>>>>,
    /// What was read before it was asked for.
    ahead: RefCell<BTreeMap<(DocumentId, Span), Quote>>,
}

impl<'l> Quotes<'l> {
    pub(crate) fn new(ledger: &'l Ledger) -> Self {
        Self {
            ledger,
            documents: RefCell::default(),
            ahead: RefCell::default(),
        }
    }

    /// Reads the words of many claims, several documents at a time, for [`Quotes::read`] to have
    /// them. Of the documents nothing is kept.
    ///
    /// # Errors
    /// If a document cannot be read.
    pub(crate) fn read_ahead(&self, rows: &[HistoryRow]) -> Result<(), claimbook_ledger::Error> {
        let mut wanted: BTreeMap<DocumentId, BTreeSet<Span>> = BTreeMap::new();
        for row in rows {
            if let Some(Evidence::Bytes { start, end, .. }) = row.evidence {
                wanted.entry(row.document).or_default().insert((start, end));
            }
        }
        if wanted.len() < WORTH_THREADS {
            return Ok(());
        }
        let wanted: Vec<_> = wanted.into_iter().collect();
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let ledger = self.ledger;
        let mut ahead = self.ahead.borrow_mut();
        let flow = parallel::in_order(
            &wanted,
            threads,
            |(document, spans)| {
                let bytes = read_document(ledger, document)?;
                Ok(spans.iter().map(|span| quote_at(&bytes, *span)).collect())
            },
            |(document, spans), quotes: Result<Vec<Quote>, _>| match quotes {
                Ok(quotes) => {
                    let places = spans.iter().map(|span| (*document, *span));
                    ahead.extend(places.zip(quotes));
                    ControlFlow::Continue(())
                }
                Err(error) => ControlFlow::Break(error),
            },
        );
        match flow {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(error) => Err(error),
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
        let span = (*start, *end);
        if let Some(quote) = self.ahead.borrow().get(&(*document, span)) {
            return Ok(quote.clone());
        }
        Ok(quote_at(&self.document(document)?, span))
    }

    /// Whether the event at `seq` takes a whole report back.
    ///
    /// # Errors
    /// If the log cannot be read.
    pub(crate) fn is_retraction(&self, seq: u64) -> Result<bool, claimbook_ledger::Error> {
        let event = self.ledger.stored_event(seq)?.decode();
        Ok(matches!(event, Ok(Event::ReportRetracted(_))))
    }

    /// A claim as its report states it, with what is on record of it; none if it is not.
    ///
    /// # Errors
    /// If the log or the document cannot be read.
    pub(crate) fn claim(
        &self,
        claim: &ClaimId,
    ) -> Result<Option<(Quote, ClaimContent<'l>)>, claimbook_ledger::Error> {
        for seq in self.ledger.sequence_numbers(&keys::claim(claim))? {
            let stored = self.ledger.stored_event(seq)?;
            let Ok(Event::ClaimAsserted(asserted)) = Event::decode(stored.bytes) else {
                continue;
            };
            if claim_content(stored.bytes).map(ClaimId::of) != Some(*claim) {
                continue;
            }
            let content = asserted.content;
            let evidence = content.evidence.first();
            let quote = match self.document_of(&content.report)? {
                Some(document) => self.read(&document, evidence)?,
                None => Quote::default(),
            };
            return Ok(Some((quote, content)));
        }
        Ok(None)
    }

    fn document_of(
        &self,
        report: &ReportId,
    ) -> Result<Option<DocumentId>, claimbook_ledger::Error> {
        for seq in self.ledger.sequence_numbers(&keys::report(report))? {
            let stored = self.ledger.stored_event(seq)?;
            if let Ok(Event::ReportFiled(filed)) = Event::decode(stored.bytes) {
                return Ok(Some(filed.document));
            }
        }
        Ok(None)
    }

    /// The document's bytes; none where it was erased.
    pub(crate) fn document(&self, id: &DocumentId) -> Result<Rc<Vec<u8>>, claimbook_ledger::Error> {
        if let Some(known) = self.documents.borrow().get(id) {
            return Ok(Rc::clone(known));
        }
        let bytes = Rc::new(read_document(self.ledger, id)?);
        self.documents.borrow_mut().insert(*id, Rc::clone(&bytes));
        Ok(bytes)
    }
}

/// The document's bytes; none where it was erased.
fn read_document(ledger: &Ledger, id: &DocumentId) -> Result<Vec<u8>, claimbook_ledger::Error> {
    match ledger.document(id) {
        Err(claimbook_ledger::Error::DocumentErased { .. }) => Ok(Vec::new()),
        read => read,
    }
}

fn quote_at(bytes: &[u8], (start, end): Span) -> Quote {
    let (context, at) = context(bytes, start as usize, end as usize);
    Quote {
        words: quote(bytes, start, end),
        context,
        at,
        start: Some(start),
        end: Some(end),
    }
}

/// How much of a line is shown before and after a quote, in bytes.
const CONTEXT_BYTES: usize = 70;

/// A quote with what stands around it in its line, cut between words; `…` marks a cut. And where
/// in it the quote begins.
fn context(bytes: &[u8], start: usize, end: usize) -> (String, usize) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Default::default();
    };
    let (Some(before), Some(quote), Some(after)) =
        (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return Default::default();
    };
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let near = nearest_char(before, before.len().saturating_sub(CONTEXT_BYTES));
    let before = match before[near..].split_once(' ') {
        Some((_, rest)) if near > 0 => format!("…{rest}"),
        _ => before[near..].to_owned(),
    };
    let far = nearest_char(after, CONTEXT_BYTES.min(after.len()));
    let after = match after[..far].rsplit_once(' ') {
        Some((rest, _)) if far < after.len() => format!("{rest}…"),
        _ => after[..far].to_owned(),
    };
    let before = before.trim_start();
    let context = format!("{before}{quote}{after}").trim_end().to_owned();
    (context, before.len())
}

/// The border of a character at or after `at`.
fn nearest_char(text: &str, at: usize) -> usize {
    (at..=text.len())
        .find(|border| text.is_char_boundary(*border))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_between_words_of_the_line() {
        let text = "First line.\nThe company said on Monday that it had raised $5 million — ‘more than enough’ it added — from \
                    a group of investors that it would not name.\nLast line.";
        let start = text.find("$5").unwrap();
        let (found, at) = context(text.as_bytes(), start, start + 10);
        assert_eq!(&found[at..at + 10], "$5 million");
        assert!(
            found.starts_with("The company said on Monday that it had raised $5 million"),
            "{found}"
        );
        assert!(found.ends_with('…') && !found.contains("Last"), "{found}");
        assert_eq!(
            context(b"only $5 million here", 5, 15),
            ("only $5 million here".to_owned(), 5)
        );
        assert_eq!(context(b"short", 3, 99), (String::new(), 0));
    }
}
