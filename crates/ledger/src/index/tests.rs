//! The index as files: made, merged, and rebuilt where it is of no use.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::testing::{FigureNotes, append, note};
use crate::{Access, Ledger, Options};

/// A key source of another version that tells other keys.
struct Renamed;

impl KeySource for Renamed {
    fn version(&self) -> u32 {
        2
    }

    fn keys(&self, seq: u64, _bytes: &[u8], _event: &Event<'_>, emit: &mut dyn FnMut(&[u8])) {
        emit(&seq.to_be_bytes());
    }
}

fn open_as(folder: &Path, access: Access, keys: Box<dyn KeySource>) -> Ledger {
    let mut options = Options {
        tail_events: 64,
        ..Options::default()
    };
    Ledger::open_with(folder, access, keys, &mut options).unwrap()
}

/// A book of `commits` commits with two events each, its index in files.
fn book(commits: i64) -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("book");
    let mut options = Options {
        tail_events: 64,
        ..Options::default()
    };
    let mut ledger = Ledger::create_with(&folder, Box::new(FigureNotes), &mut options).unwrap();
    for n in 0..commits {
        append(
            &mut ledger,
            n,
            None,
            &[note(&format!("f/{}", n % 7), "text")],
        )
        .unwrap();
    }
    drop(ledger);
    (place, folder)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join(INDEX)).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The numbers of notes on a figure as `book` made them.
fn expected(figure: i64, commits: i64) -> Vec<u64> {
    (0..commits)
        .filter(|n| n % 7 == figure)
        .map(|n| n as u64 * 2 + 1)
        .collect()
}

fn check(ledger: &Ledger, commits: i64) {
    for figure in 0..7 {
        let key = format!("figure:f/{figure}");
        assert_eq!(
            ledger.sequence_numbers(key.as_bytes()).unwrap(),
            expected(figure, commits)
        );
    }
    for from in (0..commits as u64 * 2).step_by(13) {
        let later: Vec<u64> = expected(2, commits)
            .into_iter()
            .filter(|seq| *seq >= from)
            .collect();
        assert_eq!(
            ledger.sequence_numbers_from(b"figure:f/2", from).unwrap(),
            later
        );
    }
    assert_eq!(ledger.keys(b"figure:f/").unwrap().len(), 7);
    assert!(ledger.keys(b"figure:g").unwrap().is_empty());
    assert!(ledger.sequence_numbers(b"figure:").unwrap().is_empty());
    for seq in 0..commits as u64 * 2 {
        assert_eq!(ledger.commit_of(seq).unwrap().first_seq, seq / 2 * 2);
    }
}

#[test]
fn an_index_of_many_files_answers_like_one() {
    let (_place, folder) = book(500);
    assert!(
        (1..8).contains(&files(&folder).len()),
        "{:?}",
        files(&folder)
    );
    let ledger = open_as(&folder, Access::Read, Box::new(FigureNotes));
    assert!(ledger.index.tail.event_count() < 64);
    check(&ledger, 500);
}

#[test]
fn a_missing_index_is_rebuilt_with_progress_by_a_writer_and_in_memory_by_a_reader() {
    let (_place, folder) = book(300);
    fs::remove_dir_all(folder.join(INDEX)).unwrap();
    check(&open_as(&folder, Access::Read, Box::new(FigureNotes)), 300);
    assert!(!folder.join(INDEX).exists());
    let mut calls = Vec::new();
    let mut note_progress = |done, total| calls.push((done, total));
    let mut options = Options {
        tail_events: 64,
        progress: Some(&mut note_progress),
        ..Options::default()
    };
    let keys = Box::new(FigureNotes);
    check(
        &Ledger::open_with(&folder, Access::Write, keys, &mut options).unwrap(),
        300,
    );
    assert_eq!(calls.len(), 300);
    assert!(calls.is_sorted() && calls.iter().all(|(done, total)| done <= total));
    assert!(!files(&folder).is_empty());
}

#[test]
fn an_index_of_another_version_of_the_keys_is_rebuilt() {
    let (_place, folder) = book(100);
    let ledger = open_as(&folder, Access::Write, Box::new(Renamed));
    assert!(ledger.sequence_numbers(b"figure:f/1").unwrap().is_empty());
    assert_eq!(ledger.sequence_numbers(&7_u64.to_be_bytes()).unwrap(), [7]);
    drop(ledger);
    check(&open_as(&folder, Access::Write, Box::new(FigureNotes)), 100);
}

#[test]
fn an_index_of_another_book_is_not_believed() {
    let (_place, folder) = book(100);
    let (_other_place, other) = book(101);
    for file in files(&folder) {
        fs::remove_file(file).unwrap();
    }
    for file in files(&other) {
        fs::copy(&file, folder.join(INDEX).join(file.file_name().unwrap())).unwrap();
    }
    check(&open_as(&folder, Access::Write, Box::new(FigureNotes)), 100);
}

#[test]
fn no_flipped_byte_of_an_index_changes_an_answer() {
    let (_place, folder) = book(60);
    let [file] = &files(&folder)[..] else {
        panic!("one file expected")
    };
    let good = fs::read(file).unwrap();
    let mut refused = 0;
    for at in (0..good.len()).step_by(5) {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        // Another inode, so that no map of the file before sees it.
        fs::remove_file(file).unwrap();
        fs::write(file, bad).unwrap();
        let ledger = open_as(&folder, Access::Read, Box::new(FigureNotes));
        match ledger.sequence_numbers(b"figure:f/3") {
            Ok(seqs) => assert_eq!(seqs, expected(3, 60)),
            Err(e) => {
                assert!(matches!(e, Error::IndexDamaged { .. }));
                refused += 1;
            }
        }
    }
    assert!(refused > 0);
}

#[test]
fn leftovers_are_deleted_by_the_next_writer() {
    let (_place, folder) = book(100);
    let leftover = folder
        .join(INDEX)
        .join("0000000000000000-0000000000000009.run");
    fs::write(&leftover, "x").unwrap();
    fs::write(leftover.with_extension("new"), "x").unwrap();
    fs::write(folder.join(INDEX).join("other.txt"), "not ours").unwrap();
    check(&open_as(&folder, Access::Read, Box::new(FigureNotes)), 100);
    assert!(leftover.exists());
    check(&open_as(&folder, Access::Write, Box::new(FigureNotes)), 100);
    assert!(!leftover.exists() && !leftover.with_extension("new").exists());
    assert!(folder.join(INDEX).join("other.txt").exists());
}

#[test]
fn a_folder_that_cannot_hold_an_index_costs_only_the_files() {
    let (_place, folder) = book(10);
    fs::remove_dir_all(folder.join(INDEX)).unwrap();
    fs::write(folder.join(INDEX), "a file in its place").unwrap();
    let mut ledger = open_as(&folder, Access::Write, Box::new(FigureNotes));
    for n in 10..200 {
        append(
            &mut ledger,
            n,
            None,
            &[note(&format!("f/{}", n % 7), "text")],
        )
        .unwrap();
    }
    check(&ledger, 200);
}

#[test]
fn a_damaged_index_can_be_made_anew_in_place() {
    for access in [Access::Read, Access::Write] {
        let (_place, folder) = book(100);
        let found = files(&folder);
        let mut bytes = fs::read(&found[0]).unwrap();
        let keys = run::RUN_HEADER_BYTES + bytes.len() / 2;
        bytes[keys..].fill(0xee);
        fs::remove_file(&found[0]).unwrap();
        fs::write(&found[0], bytes).unwrap();
        let mut ledger = open_as(&folder, access, Box::new(FigureNotes));
        let refused = ledger.keys(b"figure:").unwrap_err();
        assert!(matches!(refused, Error::IndexDamaged { .. }), "{refused}");
        assert!(refused.to_string().contains("is made anew"), "{refused}");
        ledger.rebuild_index(&mut Options::default()).unwrap();
        check(&ledger, 100);
        drop(ledger);
        let again = open_as(&folder, Access::Write, Box::new(FigureNotes)).keys(b"figure:");
        assert_eq!(again.is_ok(), access == Access::Write);
    }
}
