//! Appending, reading back, keys, readers beside a writer, and refusals.

use std::fs;
use std::path::PathBuf;

use claimbook_model::Timestamp;
use claimbook_model::event::Committed;

use super::*;
use crate::NoKeys;
use crate::testing::{FigureNotes, append, document, note, told};

fn book() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("book");
    (place, folder)
}

#[test]
fn what_is_appended_is_read_back_after_reopening() {
    let (_place, folder) = book();
    let notes = [note("a/b", "one"), note("c/d", "two")];
    let (id, bytes) = document(1, 5000);
    let mut ledger = Ledger::create(&folder, FigureNotes).unwrap();
    let receipt = append(&mut ledger, 7, Some(&bytes), &notes).unwrap();
    assert_eq!(
        (receipt.first_seq, receipt.last_seq, receipt.document),
        (0, 2, Some(id))
    );
    drop(ledger);

    let ledger = Ledger::open(&folder, Access::Read, FigureNotes).unwrap();
    assert_eq!(told(&ledger), notes);
    assert_eq!(ledger.seq_end(), 3);
    assert_eq!(ledger.document(&id).unwrap(), bytes);
    assert!(ledger.has_document(&id).unwrap());
    assert_eq!(
        ledger.recorded(2).unwrap(),
        Timestamp::from_micros(7_000_000)
    );
    assert_eq!(ledger.sequence_numbers(b"figure:c/d").unwrap(), [2]);
    assert_eq!(ledger.sequence_numbers(b"notes").unwrap(), [1, 2]);
    assert_eq!(
        ledger.keys(b"figure:").unwrap(),
        [b"figure:a/b".to_vec(), b"figure:c/d".to_vec()]
    );
    let facts = ledger.commit_of(2).unwrap();
    assert_eq!(
        (facts.first_seq, facts.last_seq, facts.document),
        (0, 2, Some(id))
    );
    assert_eq!(facts.frame_hash, receipt.frame_hash);
    assert_eq!(ledger.head(), receipt.frame_hash);
}

#[test]
fn committed_comes_first_and_recorded_never_falls() {
    let (_place, folder) = book();
    let mut ledger = Ledger::create(&folder, NoKeys).unwrap();
    append(&mut ledger, 9, None, &[note("a/b", "one")]).unwrap();
    let receipt = append(&mut ledger, 3, None, &[]).unwrap();
    assert_eq!(receipt.recorded, Timestamp::from_micros(9_000_000));
    let committed = Event::Committed(Committed {
        recorded: receipt.recorded,
        count: 0,
        actor: "tests".into(),
        more: vec![],
    });
    assert_eq!(Event::decode(ledger.event(2).unwrap()).unwrap(), committed);
    assert!(matches!(
        append(&mut ledger, 9, None, &[committed]),
        Err(Error::CommittedGiven { index: 0 })
    ));
    assert_eq!(ledger.seq_end(), 3);
}

#[test]
fn a_document_is_stored_once() {
    let (_place, folder) = book();
    let (id, bytes) = document(2, 100_000);
    let mut ledger = Ledger::create(&folder, NoKeys).unwrap();
    append(&mut ledger, 1, Some(&bytes), &[]).unwrap();
    let again = append(&mut ledger, 2, Some(&bytes), &[]).unwrap();
    assert_eq!(again.document, Some(id));
    assert_eq!(ledger.commit_of(0).unwrap().document, Some(id));
    assert_eq!(ledger.commit_of(1).unwrap().document, None);
    assert!(matches!(
        ledger.document(&DocumentId::of(b"other")),
        Err(Error::NoSuchDocument { .. })
    ));
}

#[test]
fn segments_roll_over_and_a_long_frame_has_its_own() {
    let (_place, folder) = book();
    let mut options = Options {
        segment_bytes: 4096,
        ..Options::default()
    };
    let mut ledger = Ledger::create_with(&folder, Box::new(FigureNotes), &mut options).unwrap();
    let mut expected = Vec::new();
    for second in 0..40 {
        let length = if second == 20 { 9000 } else { 200 };
        let event = note("a/b", &"x".repeat(length));
        append(&mut ledger, second, None, std::slice::from_ref(&event)).unwrap();
        expected.push(event);
    }
    assert!(ledger.log.segments() > 4);
    assert_eq!(told(&ledger), expected);
    drop(ledger);
    let mut ledger = Ledger::open(&folder, Access::Write, FigureNotes).unwrap();
    assert_eq!(told(&ledger), expected);
    append(&mut ledger, 99, None, &[note("c/d", "after")]).unwrap();
    assert_eq!(ledger.sequence_numbers(b"notes").unwrap().len(), 41);
}

#[test]
fn a_reader_sees_later_commits_when_it_refreshes() {
    let (_place, folder) = book();
    let mut options = Options {
        segment_bytes: 4096,
        ..Options::default()
    };
    let mut writer = Ledger::create_with(&folder, Box::new(FigureNotes), &mut options).unwrap();
    let mut reader = Ledger::open(&folder, Access::Read, FigureNotes).unwrap();
    assert_eq!(reader.seq_end(), 0);
    for second in 0..30 {
        append(&mut writer, second, None, &[note("a/b", &"x".repeat(300))]).unwrap();
        reader.refresh().unwrap();
        assert_eq!(reader.seq_end(), writer.seq_end());
        assert_eq!(told(&reader).len(), second as usize + 1);
    }
    assert_eq!(reader.sequence_numbers(b"figure:a/b").unwrap().len(), 30);
}

#[test]
fn a_second_writer_is_refused_at_once_and_readers_are_not() {
    let (_place, folder) = book();
    let writer = Ledger::create(&folder, NoKeys).unwrap();
    let refused = Ledger::open(&folder, Access::Write, NoKeys)
        .map(|_| ())
        .unwrap_err();
    assert!(matches!(refused, Error::Locked { .. }), "{refused}");
    assert!(Ledger::open(&folder, Access::Read, NoKeys).is_ok());
    drop(writer);
    assert!(Ledger::open(&folder, Access::Write, NoKeys).is_ok());
}

#[test]
fn places_that_hold_no_book_are_refused_in_words() {
    let (place, folder) = book();
    let open = |folder: &Path| {
        Ledger::open(folder, Access::Read, NoKeys)
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    assert!(open(&folder).contains("there is no book at"));
    let file = place.path().join("file");
    fs::write(&file, "text").unwrap();
    assert!(open(&file).contains("is a file, and a book is a folder"));
    let create = |folder: &Path| {
        Ledger::create(folder, NoKeys)
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    assert!(create(&file).contains("is a file, and a book is a folder"));
    assert!(create(&file.join("book")).contains("is a file"));
    drop(Ledger::create(&folder, NoKeys).unwrap());
    assert!(create(&folder).contains("there is a book at"));
    let mut reader = Ledger::open(&folder, Access::Read, NoKeys).unwrap();
    assert!(
        append(&mut reader, 1, None, &[])
            .unwrap_err()
            .to_string()
            .contains("reading only")
    );
}

#[test]
fn a_book_of_a_later_format_is_refused_with_both_versions() {
    let (_place, folder) = book();
    drop(Ledger::create(&folder, NoKeys).unwrap());
    let path = folder.join("segments/00000000.segment");
    let mut bytes = fs::read(&path).unwrap();
    bytes[8] = 7;
    let checksum = crc32c::crc32c(&bytes[..24]).to_le_bytes();
    bytes[24..28].copy_from_slice(&checksum);
    fs::write(&path, bytes).unwrap();
    let refused = Ledger::open(&folder, Access::Read, NoKeys)
        .map(|_| ())
        .unwrap_err();
    assert!(matches!(
        refused,
        Error::NewerFormat {
            found: 7,
            known: 1,
            ..
        }
    ));
    assert!(
        refused.to_string().contains("format version 7"),
        "{refused}"
    );
    assert!(refused.to_string().contains("up to version 1"), "{refused}");
}

#[test]
fn readers_beside_a_writer_see_only_whole_commits() {
    let (_place, folder) = book();
    let mut options = Options {
        segment_bytes: 20_000,
        tail_events: 64,
        ..Options::default()
    };
    let mut writer = Ledger::create_with(&folder, Box::new(FigureNotes), &mut options).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| watch(&folder, &done)))
            .collect();
        for n in 0..400 {
            let body = "x".repeat(n as usize * 13 % 2000);
            let events = [note("a/b", &body), note("a/b", &body)];
            append(&mut writer, n, None, &events).unwrap();
        }
        done.store(true, std::sync::atomic::Ordering::Release);
        for reader in readers {
            assert_eq!(reader.join().unwrap(), 1200);
        }
    });
}

/// Opens and refreshes until the writer is done; returns how many events were seen at last.
fn watch(folder: &Path, done: &std::sync::atomic::AtomicBool) -> u64 {
    let mut seen = 0;
    loop {
        let last_look = done.load(std::sync::atomic::Ordering::Acquire);
        let mut reader = Ledger::open(folder, Access::Read, FigureNotes).unwrap();
        for _ in 0..10 {
            assert!(reader.damage().is_none(), "{:?}", reader.damage());
            // Commits have three events each.
            assert!(reader.seq_end().is_multiple_of(3) && reader.seq_end() >= seen);
            seen = reader.seq_end();
            let notes = reader.sequence_numbers(b"notes").unwrap();
            assert_eq!(notes.len() as u64, seen / 3 * 2);
            assert_eq!(told(&reader).len() as u64, seen / 3 * 2);
            reader.refresh().unwrap();
        }
        if last_look {
            return seen;
        }
    }
}

#[test]
fn failures_of_the_disk_have_words_of_their_own() {
    let of = |kind: std::io::ErrorKind| {
        Error::write("write", Path::new("book/x"), std::io::Error::from(kind)).to_string()
    };
    for kind in [
        std::io::ErrorKind::StorageFull,
        std::io::ErrorKind::QuotaExceeded,
    ] {
        assert!(
            of(kind).starts_with("no space is left for book/x: "),
            "{}",
            of(kind)
        );
    }
    for kind in [
        std::io::ErrorKind::PermissionDenied,
        std::io::ErrorKind::ReadOnlyFilesystem,
    ] {
        assert!(
            of(kind).starts_with("book/x cannot be written: "),
            "{}",
            of(kind)
        );
    }
    assert!(of(std::io::ErrorKind::Other).starts_with("cannot write book/x: "));
}

/// The kernel's own file system lets nobody, not even its administrator, create a folder.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let folder = Path::new("/sys/kernel/book");
    let refused = Ledger::create(folder, NoKeys).map(|_| ()).unwrap_err();
    assert!(matches!(refused, Error::WriteForbidden { .. }), "{refused}");
}

#[test]
fn a_ledger_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Ledger>();
}

#[test]
fn a_very_large_commit_is_streamed_from_an_iterator() {
    let (_place, folder) = book();
    let mut ledger = Ledger::create(&folder, FigureNotes).unwrap();
    let (id, text) = document(9, 200_000);
    let events = (0..50_000).map(|n| note(&format!("f/{}", n % 100), "x"));
    let recorded = Timestamp::from_micros(1);
    let receipt = ledger
        .append_all(recorded, "tests", Some(&text), events)
        .unwrap();
    assert_eq!((receipt.first_seq, receipt.last_seq), (0, 50_000));
    assert_eq!(
        Event::decode(ledger.event(777).unwrap()).unwrap(),
        note("f/76", "x")
    );
    assert_eq!(ledger.sequence_numbers(b"figure:f/76").unwrap().len(), 500);
    drop(ledger);
    let ledger = Ledger::open(&folder, Access::Read, FigureNotes).unwrap();
    assert_eq!(ledger.sequence_numbers(b"notes").unwrap().len(), 50_000);
    assert_eq!(ledger.document(&id).unwrap(), text);
    assert_eq!(ledger.events(49_990..60_000).count(), 11);
}

#[test]
fn an_event_beyond_the_limit_is_refused_and_nothing_is_written() {
    let (_place, folder) = book();
    let mut ledger = Ledger::create(&folder, NoKeys).unwrap();
    let events = [note("a/b", "x"), note("a/b", &"x".repeat(16 << 20))];
    let refused = append(&mut ledger, 1, None, &events).unwrap_err();
    assert!(
        matches!(refused, Error::EventTooLarge { index: 1, .. }),
        "{refused}"
    );
    assert_eq!(ledger.seq_end(), 0);
    append(&mut ledger, 1, None, &events[..1]).unwrap();
    assert_eq!(ledger.seq_end(), 2);
}
