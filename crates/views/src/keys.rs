//! Where in the log the events of a figure stand: the keys under which the ledger's index finds
//! them, so that one figure can be folded without reading the rest.
//!
//! | key | events |
//! | --- | --- |
//! | `f/FIGURE` | claims of the figure, and all that names it |
//! | `c` + claim | the claim, its withdrawals, links, notes |
//! | `a` + claim | releases that say it again |
//! | `r` + report | the report, its amendments, retractions, judgements, notes |
//! | `q` + report | the report's claims |
//! | `w` + report | withdrawals that rest on the report |
//! | `u/PUBLICATION NUL URL NUL PART` | reports filed there: versions of one article |
//! | `d` + document | reports filed from it, its erasure |
//! | `g` | what bears on every figure: catalogs, policies, ratings, merges, undoings, moved reports |
//! | `p` | pinned drafts |
//! | `n` | notes |
//! | `p/FIGURE` | drafts that pinned the figure |
//! | `t/TITLE` | drafts pinned under that title |
//!
//! Ids are cut to 16 bytes: the reader compares the whole id in the event.

use claimbook_ledger::KeySource;
use claimbook_model::event::{self, NoteSubject, ReportField};
use claimbook_model::{ClaimId, DocumentId, Event, ReportId};

/// The version of the scheme: an index of another version is rebuilt.
pub const VERSION: u32 = 3;
/// What bears on every figure.
pub const GLOBAL: &[u8] = b"g";
/// Pinned drafts.
pub const DRAFTS: &[u8] = b"p";
/// Every note.
pub const NOTES: &[u8] = b"n";
/// Every release that says something again: to tell quickly that there is none.
pub const REAFFIRMED: &[u8] = b"A";
/// What the keys of figures begin with.
pub const FIGURES: &[u8] = b"f/";

/// The keys of Claimbook's events.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keys;

/// The key of all that names a figure; of a prefix, that of the figures which begin so.
pub fn figure(figure: &str) -> Vec<u8> {
    [FIGURES, figure.as_bytes()].concat()
}

/// The key of the drafts that pinned a figure.
pub fn drafts_of(figure: &str) -> Vec<u8> {
    [b"p/", figure.as_bytes()].concat()
}

/// The key of the drafts that were pinned under a title.
pub fn drafts_titled(title: &str) -> Vec<u8> {
    [b"t/", title.as_bytes()].concat()
}

/// The figure of a key that [`figure`] made.
pub fn figure_of(key: &[u8]) -> Option<&str> {
    std::str::from_utf8(key.strip_prefix(FIGURES)?).ok()
}

fn cut(letter: u8, id: &[u8; 32]) -> [u8; 17] {
    let mut key = [letter; 17];
    key[1..].copy_from_slice(&id[..16]);
    key
}

/// The key of a claim, its withdrawals, links and notes.
pub fn claim(claim: &ClaimId) -> [u8; 17] {
    cut(b'c', &claim.0)
}

/// The key of the releases that say a claim again.
pub fn reaffirmations(claim: &ClaimId) -> [u8; 17] {
    cut(b'a', &claim.0)
}

/// The key of a report and what befell it.
pub fn report(report: &ReportId) -> [u8; 17] {
    cut(b'r', &report.0)
}

/// What the keys of the claims, or reports, begin with whose ids begin with these bytes.
pub fn beginning(letter: u8, id: &[u8]) -> Vec<u8> {
    let mut key = vec![letter];
    key.extend(id.iter().take(16));
    key
}

/// The key of a report's claims.
pub fn claims_of_report(report: &ReportId) -> [u8; 17] {
    cut(b'q', &report.0)
}

/// The key of the withdrawals that rest on a report.
pub fn withdrawals_by(report: &ReportId) -> [u8; 17] {
    cut(b'w', &report.0)
}

/// The key of the reports that were filed from a document.
pub fn document(document: &DocumentId) -> [u8; 17] {
    cut(b'd', &document.0)
}

/// The key of the reports that a publication (its slug) made at one URL.
pub fn place(publication: &str, url: &str, part: &str) -> Vec<u8> {
    format!("u/{publication}\0{url}\0{part}").into_bytes()
}

impl KeySource for Keys {
    fn version(&self) -> u32 {
        VERSION
    }

    fn keys(&self, _seq: u64, bytes: &[u8], event: &Event<'_>, emit: &mut dyn FnMut(&[u8])) {
        match event {
            Event::ReportFiled(filed) => {
                emit(&report(&filed.report));
                emit(&document(&filed.document));
                emit(&place(&filed.publication, &filed.url, &filed.part));
            }
            Event::ClaimAsserted(asserted) => {
                if let Some(key) = &asserted.content.figure {
                    emit(&figure(key));
                }
                emit(&claims_of_report(&asserted.content.report));
                if let Some(id) = event::claim_content(bytes).map(ClaimId::of) {
                    emit(&claim(&id));
                }
            }
            Event::DraftPinned(pinned) => {
                emit(DRAFTS);
                emit(&drafts_titled(&pinned.title));
                let mut keys: Vec<_> = pinned
                    .figures
                    .iter()
                    .map(|pin| drafts_of(&pin.figure))
                    .collect();
                keys.sort_unstable();
                keys.dedup();
                emit_each(&keys, emit);
            }
            Event::DocumentErased(erased) => emit(&document(&erased.document)),
            Event::CatalogAdopted(_) | Event::PolicySet(_) | Event::VoiceRated(_) => emit(GLOBAL),
            Event::Noted(noted) => {
                emit(NOTES);
                match &noted.subject {
                    NoteSubject::Figure(key) => emit(&figure(key)),
                    NoteSubject::Claim(id) => emit(&claim(id)),
                    NoteSubject::Report(id) => emit(&report(id)),
                }
            }
            _ => act_keys(event, emit),
        }
    }
}

fn emit_each(keys: &[Vec<u8>], emit: &mut dyn FnMut(&[u8])) {
    for key in keys {
        emit(key);
    }
}

/// The keys of what curators and publications did to claims and reports.
fn act_keys(event: &Event<'_>, emit: &mut dyn FnMut(&[u8])) {
    match event {
        Event::ClaimWithdrawn(withdrawn) => {
            if let Some(key) = &withdrawn.figure {
                emit(&figure(key));
            }
            emit(&claim(&withdrawn.claim));
            if let Some(report) = &withdrawn.by_report {
                emit(&withdrawals_by(report));
            }
        }
        Event::ClaimLinked(linked) => {
            if let Some(key) = &linked.from {
                emit(&figure(key));
            }
            if let Some(key) = linked
                .to
                .as_ref()
                .filter(|to| linked.from.as_ref() != Some(to))
            {
                emit(&figure(key));
            }
            emit(&claim(&linked.claim));
        }
        Event::FiguresMerged(merged) => {
            emit(GLOBAL);
            emit(&figure(&merged.from));
            if merged.into != merged.from {
                emit(&figure(&merged.into));
            }
        }
        Event::ReportReaffirmed(reaffirmed) => {
            emit(REAFFIRMED);
            emit(&report(&reaffirmed.report));
            let mut claims = reaffirmed.claims.clone();
            claims.sort_unstable();
            claims.dedup();
            for id in &claims {
                emit(&reaffirmations(id));
            }
        }
        Event::ReportAmended(amended) => {
            emit(&report(&amended.report));
            let moved = amended.amendments.iter().any(|amendment| {
                matches!(amendment.field, ReportField::Publication | ReportField::Url)
            });
            if moved {
                emit(GLOBAL);
            }
        }
        Event::ReportRetracted(retracted) => emit(&report(&retracted.report)),
        Event::VersionJudged(judged) => emit(&report(&judged.report)),
        Event::Undone(undone) => {
            emit(GLOBAL);
            let mut keys: Vec<_> = undone.figures.iter().map(|key| figure(key)).collect();
            keys.sort_unstable();
            keys.dedup();
            emit_each(&keys, emit);
        }
        _ => {}
    }
}
