//! All damage is found and placed, and what is sound is counted.

use std::fs;
use std::path::{Path, PathBuf};

use claimbook_model::event::{ClaimContent, DocumentErased, ReportKind, Retrieval};
use claimbook_model::{
    CatalogDigest, Comparator, Decimal, DocumentId, Event, Evidence, Flags, Modality, Origin,
    Place as BlockPlace, ReportId,
};

use super::*;
use crate::testing::{append, document, note};
use crate::{Ledger, NoKeys, Options};

const TEXT: &str = "Acme earned €5 million in May.";

fn filed(text: &[u8]) -> (ReportId, Event<'static>) {
    let document = DocumentId::of(text);
    let report = ReportId::of("gazette", "https://gazette.example/1", "", &document, 0);
    let event = Event::ReportFiled(claimbook_model::event::ReportFiled {
        report,
        document,
        part: "".into(),
        occurrence: 0,
        publication: "gazette".into(),
        publication_name: "The Gazette".into(),
        url: "https://gazette.example/1".into(),
        title: "".into(),
        published: None,
        sources: vec![],
        modified: None,
        retrieved: None,
        retrieval: Retrieval::Supplied,
        kind: ReportKind::Article,
        first_hand: false,
        adapter: "article".into(),
        adapter_version: 1,
        extractor_version: 1,
        catalog: CatalogDigest::of(b""),
        more: vec![],
    });
    (report, event)
}

fn claim(report: ReportId, start: u64, end: u64) -> Event<'static> {
    Event::ClaimAsserted(claimbook_model::event::ClaimAsserted {
        ordinal: 0,
        content: ClaimContent {
            report,
            figure: Some("acme/revenue".into()),
            value: Decimal::new(5, 6).unwrap().into(),
            comparator: Comparator::Exact,
            unit: "EUR".into(),
            counted: None,
            direction: None,
            period: None,
            modality: Modality::Stated,
            attribution: None,
            voice: None,
            evidence: vec![Evidence::Bytes {
                start,
                end,
                place: BlockPlace::Paragraph,
            }],
            signal: None,
            origin: Origin::Reader,
            flags: Flags::default(),
            more: vec![],
        },
    })
}

fn book(segment_bytes: u64) -> (tempfile::TempDir, PathBuf, Ledger) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("book");
    let mut options = Options {
        segment_bytes,
        ..Options::default()
    };
    let ledger = Ledger::create_with(&folder, Box::new(NoKeys), &mut options).unwrap();
    (place, folder, ledger)
}

fn check(folder: &Path) -> Verification {
    verify(folder, &mut |_, _| {}).unwrap()
}

fn segment(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("segments/{number:08}.segment"))
}

fn edit(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_sound_book_is_counted_and_progress_reaches_the_end() {
    let (_place, folder, mut ledger) = book(1 << 20);
    let (report, filed) = filed(TEXT.as_bytes());
    append(
        &mut ledger,
        1,
        Some(TEXT.as_bytes()),
        &[filed, claim(report, 12, 26)],
    )
    .unwrap();
    append(&mut ledger, 2, None, &[note("a/b", "x")]).unwrap();
    let head = ledger.head();
    drop(ledger);
    let mut last = (0, 1);
    let found = verify(&folder, &mut |done, total| last = (done, total)).unwrap();
    assert!(found.ok && found.problems.is_empty() && found.unfinished.is_none());
    assert_eq!(
        (found.events, found.commits, found.documents, found.head),
        (5, 2, 1, head)
    );
    assert_eq!(last.0, last.1);
}

#[test]
fn spans_outside_of_the_document_or_within_a_character_are_found() {
    // The euro sign has three bytes, from 12 on.
    for (start, end, what) in [
        (12, 99, "reaches beyond its end"),
        (13, 26, "cuts a character"),
        (0, 14, "cuts a character"),
        (5, 5, "is empty"),
        (9, 3, "is empty"),
    ] {
        let (_place, folder, mut ledger) = book(1 << 20);
        let (report, filed) = filed(TEXT.as_bytes());
        append(
            &mut ledger,
            1,
            Some(TEXT.as_bytes()),
            &[filed, claim(report, start, end)],
        )
        .unwrap();
        drop(ledger);
        let found = check(&folder);
        assert!(!found.ok);
        assert_eq!((found.problems.len(), found.problems[0].first_seq), (1, 2));
        assert!(
            found.problems[0].what.contains(what),
            "{}",
            found.problems[0]
        );
    }
}

#[test]
fn reports_must_match_their_ids_and_have_their_documents() {
    let (_place, folder, mut ledger) = book(1 << 20);
    let (_, wrong_id) = filed(TEXT.as_bytes());
    let Event::ReportFiled(mut wrong_id) = wrong_id else {
        panic!("a report")
    };
    wrong_id.publication = "herald".into();
    let (unknown, _) = filed(b"another text");
    let events = [Event::ReportFiled(wrong_id), claim(unknown, 0, 1)];
    append(&mut ledger, 1, None, &events).unwrap();
    drop(ledger);
    let found = check(&folder);
    let what: Vec<_> = found
        .problems
        .iter()
        .map(|problem| problem.what.as_str())
        .collect();
    assert_eq!(what.len(), 3, "{what:?}");
    assert!(what[0].contains("does not match its id"));
    assert!(what[1].contains("is not in the book"));
    assert!(what[2].contains("was never filed"));
}

#[test]
fn all_damage_is_found_not_only_the_first() {
    let (_place, folder, mut ledger) = book(3000);
    for n in 0..40 {
        append(
            &mut ledger,
            n,
            None,
            &[note("a/b", &format!("note {n} {}", "x".repeat(150)))],
        )
        .unwrap();
    }
    let places: Vec<_> = (0..40).map(|n| ledger.commit_of(n * 2).unwrap()).collect();
    let segments = ledger.log.segments();
    drop(ledger);
    assert!(segments >= 4);
    // An event, a header, a hash, zeros in the middle.
    for (commit, at, zeros) in [(3, 160, 1), (9, 20, 1), (15, 360, 1), (21, 0, 140)] {
        let facts = &places[commit];
        edit(&segment(&folder, facts.segment), |bytes| {
            let at = facts.offset as usize + at;
            bytes[at..at + zeros].iter_mut().for_each(|byte| {
                *byte = if zeros == 1 { *byte ^ 0x20 } else { 0 };
            });
        });
    }
    let found = check(&folder);
    assert!(!found.ok);
    for commit in [3, 9, 15, 21] {
        let facts = &places[commit];
        let told = found.problems.iter().any(|problem| {
            (problem.segment, problem.offset) == (facts.segment, facts.offset)
                && problem.first_seq == facts.first_seq
        });
        assert!(told, "commit {commit} of {:#?}", found.problems);
    }
    let blamed: std::collections::BTreeSet<_> = found
        .problems
        .iter()
        .map(|problem| problem.first_seq / 2)
        .collect();
    assert_eq!(blamed.into_iter().collect::<Vec<_>>(), [3, 9, 15, 21]);
}

#[test]
fn missing_and_swapped_segments_are_named() {
    let (_place, folder, mut ledger) = book(2000);
    for n in 0..30 {
        append(&mut ledger, n, None, &[note("a/b", &"x".repeat(150))]).unwrap();
    }
    assert!(ledger.log.segments() >= 5);
    drop(ledger);
    let aside = folder.join("aside");
    fs::rename(segment(&folder, 1), &aside).unwrap();
    let found = check(&folder);
    assert!(
        found
            .problems
            .iter()
            .any(|problem| { problem.segment == 1 && problem.what == "the segment is missing" })
    );
    let refused = Ledger::open(&folder, crate::Access::Write, NoKeys)
        .map(|_| ())
        .unwrap_err();
    assert!(refused.to_string().contains("segment 1"), "{refused}");

    fs::rename(segment(&folder, 2), segment(&folder, 1)).unwrap();
    fs::rename(&aside, segment(&folder, 2)).unwrap();
    let found = check(&folder);
    for number in [1, 2] {
        assert!(found.problems.iter().any(|problem| {
            problem.segment == number && problem.what.contains("the file holds segment")
        }));
    }
}

#[test]
fn an_erased_document_breaks_no_chain_and_one_wiped_without_a_word_is_found() {
    let (_place, folder, mut ledger) = book(1 << 20);
    let (id, text) = document(5, 4000);
    append(&mut ledger, 1, Some(&text), &[]).unwrap();
    append(&mut ledger, 2, None, &[note("a/b", "x")]).unwrap();
    drop(ledger);
    let bytes = fs::read(segment(&folder, 0)).unwrap();
    let frame = Frame::at(&bytes, 512).unwrap();
    let start = 512 + frame.header.extent().document as usize;
    let length = frame.document().unwrap().1.len();
    edit(&segment(&folder, 0), |bytes| {
        bytes[start..start + length].fill(0);
    });
    let found = check(&folder);
    assert_eq!(
        (found.ok, found.problems.len(), found.commits),
        (false, 1, 2)
    );
    assert!(
        found.problems[0].what.contains("overwritten with zeros"),
        "{}",
        found.problems[0]
    );

    let mut ledger = Ledger::open(&folder, crate::Access::Write, NoKeys).unwrap();
    let erased = Event::DocumentErased(DocumentErased {
        document: id,
        by: "ada".into(),
        basis: "a court order".into(),
        more: vec![],
    });
    append(&mut ledger, 3, None, &[erased]).unwrap();
    assert!(matches!(
        ledger.document(&id),
        Err(crate::Error::DocumentErased { .. })
    ));
    drop(ledger);
    assert!(check(&folder).ok);
}

#[test]
fn a_document_that_does_not_match_is_found() {
    let (_place, folder, mut ledger) = book(1 << 20);
    let (_, text) = document(6, 4000);
    append(&mut ledger, 1, Some(&text), &[]).unwrap();
    append(&mut ledger, 2, None, &[]).unwrap();
    drop(ledger);
    let bytes = fs::read(segment(&folder, 0)).unwrap();
    let start = 512 + Frame::at(&bytes, 512).unwrap().header.extent().document as usize;
    edit(&segment(&folder, 0), |bytes| bytes[start + 1000] ^= 1);
    let found = check(&folder);
    assert!(!found.ok);
    assert!(
        found
            .problems
            .iter()
            .all(|problem| problem.what.contains("document"))
    );
}

#[test]
fn commits_that_were_cut_off_whole_are_missed_by_the_index() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("book");
    let mut options = Options {
        tail_events: 4,
        ..Options::default()
    };
    let mut ledger = Ledger::create_with(&folder, Box::new(NoKeys), &mut options).unwrap();
    for n in 0..10 {
        append(&mut ledger, n, None, &[note("a/b", "x")]).unwrap();
    }
    let facts = ledger.commit_of(12).unwrap();
    drop(ledger);
    assert!(check(&folder).ok);
    edit(&segment(&folder, 0), |bytes| {
        bytes.truncate(facts.offset as usize);
    });
    let found = check(&folder);
    assert_eq!(
        (found.ok, found.problems.len(), found.seq_end),
        (false, 1, 12)
    );
    let problem = &found.problems[0];
    assert_eq!((problem.offset, problem.first_seq), (facts.offset, 12));
    assert!(
        problem.what.contains("acknowledged commits are missing"),
        "{problem}"
    );
    // Without an index nothing but a hash kept elsewhere could tell.
    fs::remove_dir_all(folder.join("index")).unwrap();
    assert!(check(&folder).ok);
}
