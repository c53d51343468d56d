//! What frames hold: events, reports, documents, and spans of evidence within them.

use std::collections::{HashMap, HashSet};

use claimbook_model::event::{ClaimAsserted, Committed, ReportFiled};
use claimbook_model::{DocumentId, Event, Evidence, ReportId};

use super::Place;
use crate::frame::{DocumentProblem, Frame};

/// So many bytes of documents are kept to check spans against.
const DOCUMENT_BYTES_KEPT: usize = 64 << 20;

/// A document that was read, for the spans that point into it.
struct Text {
    bytes: Vec<u8>,
    is_utf8: bool,
}

/// Where a document is stored.
#[derive(Clone)]
struct Stored<'a> {
    frame: Frame<'a>,
    place: Place,
    /// Whether its bytes are zeros, which is right only if they were erased by law.
    blank: bool,
}

/// What was seen of the log's contents so far.
#[derive(Default)]
pub(super) struct Contents<'a> {
    documents: HashMap<DocumentId, Stored<'a>>,
    reports: HashMap<ReportId, DocumentId>,
    erased: HashSet<DocumentId>,
    /// Documents read last, and their length together.
    texts: Vec<(DocumentId, Text)>,
    text_bytes: usize,
    /// How many documents match their ids.
    pub(super) documents_read: u64,
}

/// Problems with the sequence number of the event that has them.
type Problems = Vec<(u64, String)>;

impl<'a> Contents<'a> {
    /// Checks a frame's document and events. Returns how many events are sound, and the problems.
    pub(super) fn take_frame(&mut self, place: Place, frame: &Frame<'a>) -> (u64, Problems) {
        let mut problems = Vec::new();
        self.take_document(place, frame, &mut problems);
        let mut sound = 0;
        for index in 0..frame.header.event_count {
            let seq = frame.header.first_seq + u64::from(index);
            let before = problems.len();
            match frame.event(index) {
                None => problems.push((seq, "the event does not match its checksum".to_owned())),
                Some(bytes) => match Event::decode(bytes) {
                    Ok(event) => self.take_event(frame, seq, &event, &mut problems),
                    Err(e) => problems.push((seq, format!("the event cannot be read: {e}"))),
                },
            }
            sound += u64::from(problems.len() == before);
        }
        (sound, problems)
    }

    /// What only the end of the log tells: documents whose bytes are gone, though nobody erased
    /// them.
    pub(super) fn finish(&mut self) -> Vec<(Place, u64, String)> {
        let blank = self
            .documents
            .iter()
            .filter(|(id, stored)| stored.blank && !self.erased.contains(*id));
        let mut problems: Vec<_> = blank
            .map(|(id, stored)| {
                let what = format!("document {id} was overwritten with zeros and not erased");
                (stored.place, stored.frame.header.first_seq, what)
            })
            .collect();
        problems.sort_by_key(|(place, _, _)| (place.segment, place.offset));
        problems
    }

    fn take_document(&mut self, place: Place, frame: &Frame<'a>, problems: &mut Problems) {
        let Some(facts) = frame.header.document else {
            return;
        };
        let id = DocumentId(facts.id);
        let mut stored = Stored {
            frame: frame.clone(),
            place,
            blank: false,
        };
        match frame.read_document() {
            Ok(bytes) => {
                self.documents_read += 1;
                self.keep(id, bytes);
            }
            Err(DocumentProblem::Erased) => stored.blank = true,
            Err(DocumentProblem::None) => {}
            Err(DocumentProblem::Damaged(what)) => {
                problems.push((frame.header.first_seq, format!("{what} (document {id})")));
            }
        }
        self.documents.insert(id, stored);
    }

    fn take_event(
        &mut self,
        frame: &Frame<'_>,
        seq: u64,
        event: &Event<'_>,
        problems: &mut Problems,
    ) {
        let first = seq == frame.header.first_seq;
        match event {
            Event::Committed(committed) if first => check_committed(frame, committed, problems),
            Event::Committed(_) => problems.push((seq, "a second Committed in a commit".into())),
            _ if first => problems.push((seq, "the commit does not begin with Committed".into())),
            Event::ReportFiled(filed) => self.take_report(seq, filed, problems),
            Event::ClaimAsserted(claim) => {
                if let Some(what) = self.wrong_evidence(claim) {
                    problems.push((seq, what));
                }
            }
            Event::DocumentErased(erased) => {
                self.erased.insert(erased.document);
            }
            _ => {}
        }
    }

    fn take_report(&mut self, seq: u64, filed: &ReportFiled<'_>, problems: &mut Problems) {
        let id = ReportId::of(
            &filed.publication,
            &filed.url,
            &filed.part,
            &filed.document,
            filed.occurrence,
        );
        if id != filed.report {
            let what = format!("report {} does not match its id", filed.report);
            problems.push((seq, what));
        }
        if !self.documents.contains_key(&filed.document) {
            let what = format!(
                "document {} of the report is not in the book",
                filed.document
            );
            problems.push((seq, what));
        }
        self.reports.insert(filed.report, filed.document);
    }

    /// What is wrong with a claim's evidence. Of a document that cannot be read nothing is said
    /// here: its own problem was told.
    fn wrong_evidence(&mut self, claim: &ClaimAsserted<'_>) -> Option<String> {
        let Some(document) = self.reports.get(&claim.content.report).copied() else {
            return Some(format!("report {} was never filed", claim.content.report));
        };
        let text = self.text(document)?;
        claim
            .content
            .evidence
            .iter()
            .find_map(|evidence| match evidence {
                Evidence::Bytes { start, end, .. } => wrong_span(text, *start, *end)
                    .map(|what| format!("the span {start} to {end} of document {document} {what}")),
                Evidence::Cell { .. } | Evidence::Pointer { .. } => None,
            })
    }

    /// The text of a document, read again if it is no longer kept.
    fn text(&mut self, id: DocumentId) -> Option<&Text> {
        if !self.texts.iter().any(|(kept, _)| *kept == id) {
            let bytes = self.documents.get(&id)?.frame.read_document().ok()?;
            self.keep(id, bytes);
        }
        self.texts
            .iter()
            .rev()
            .find(|(kept, _)| *kept == id)
            .map(|(_, text)| text)
    }

    fn keep(&mut self, id: DocumentId, bytes: Vec<u8>) {
        self.text_bytes += bytes.len();
        let is_utf8 = std::str::from_utf8(&bytes).is_ok();
        self.texts.push((id, Text { bytes, is_utf8 }));
        while self.texts.len() > 1
            && (self.text_bytes > DOCUMENT_BYTES_KEPT || self.texts.len() > 16)
        {
            let (_, oldest) = self.texts.remove(0);
            self.text_bytes -= oldest.bytes.len();
        }
    }
}

fn check_committed(frame: &Frame<'_>, committed: &Committed<'_>, problems: &mut Problems) {
    let header = &frame.header;
    if committed.count + 1 != u64::from(header.event_count) {
        let what = format!(
            "Committed counts {} events and the frame has {}",
            committed.count,
            header.event_count - 1
        );
        problems.push((header.first_seq, what));
    }
    if committed.recorded.micros != header.recorded {
        let what = "Committed and the header of the frame differ in the recorded time";
        problems.push((header.first_seq, what.to_owned()));
    }
}

fn wrong_span(text: &Text, start: u64, end: u64) -> Option<&'static str> {
    let length = text.bytes.len() as u64;
    if start >= end {
        return Some("is empty");
    }
    if end > length {
        return Some("reaches beyond its end");
    }
    let within_character = |at: u64| {
        text.bytes
            .get(at as usize)
            .is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000)
    };
    (text.is_utf8 && (within_character(start) || within_character(end)))
        .then_some("cuts a character")
}
