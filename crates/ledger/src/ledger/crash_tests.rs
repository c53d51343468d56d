//! Every step of a history made to fail, then a crash, then the normal way of opening.

use super::*;
use crate::storage::memory::{Failure, MemoryStorage};
use crate::testing::{FigureNotes, append, document, note, told};
use crate::verify::verify_storage;

fn open(storage: &MemoryStorage, access: Access) -> Result<Ledger> {
    let mut options = Options {
        segment_bytes: 6000,
        looks: 0,
        ..Options::default()
    };
    let storage = Box::new(storage.clone());
    Ledger::assemble(
        storage,
        None,
        None,
        access,
        Box::new(FigureNotes),
        &mut options,
    )
}

/// The commits of the history: some with documents, some long, one with sectors of zeros.
fn history() -> Vec<(Option<Vec<u8>>, Vec<Event<'static>>)> {
    (0..14_u64)
        .map(|n| {
            let body = match n % 5 {
                3 => "\0".repeat(2000),
                4 => "long ".repeat(700),
                _ => format!("note {n}"),
            };
            let text = (n % 3 == 1).then(|| document(n, 900 + n as usize * 100).1);
            (text, vec![note("a/b", &body), note("c/d", &n.to_string())])
        })
        .collect()
}

/// Creates a book and appends until something fails: how many commits were acknowledged.
fn write_history(storage: &MemoryStorage) -> usize {
    let mut created = storage.clone();
    if Storage::create(&mut created, 0).is_err() {
        return 0;
    }
    let Ok(mut ledger) = open(storage, Access::Write) else {
        return 0;
    };
    let mut acknowledged = 0;
    for (second, (text, events)) in history().iter().enumerate() {
        if append(&mut ledger, second as i64, text.as_deref(), events).is_err() {
            let again = append(&mut ledger, 99, None, &[]).unwrap_err();
            assert!(matches!(again, Error::Poisoned { .. }), "{again}");
            break;
        }
        acknowledged += 1;
    }
    acknowledged
}

/// Checks what a crash has left: all that was acknowledged, at most one commit more, and a book
/// that goes on.
fn check_survivor(storage: &MemoryStorage, acknowledged: usize) {
    if storage.segments().unwrap().is_empty() {
        assert_eq!(acknowledged, 0);
        return;
    }
    let all: Vec<Event<'_>> = history()
        .into_iter()
        .flat_map(|(_, events)| events)
        .collect();
    let before = verify_storage(storage, &mut |_, _| {}).unwrap();
    assert!(before.ok, "{before:?}");

    let reader = open(storage, Access::Read).unwrap();
    assert!(reader.damage().is_none());
    let seen = reader.seq_end();
    drop(reader);

    let mut ledger = open(storage, Access::Write).unwrap();
    assert_eq!(ledger.seq_end(), seen);
    let survived = told(&ledger);
    assert!(
        survived.len() >= acknowledged * 2,
        "{} of {acknowledged}",
        survived.len()
    );
    assert!(survived.len() <= acknowledged * 2 + 2);
    assert_eq!(survived, all[..survived.len()]);
    for (text, _) in &history()[..acknowledged] {
        if let Some(text) = text {
            assert_eq!(&ledger.document(&DocumentId::of(text)).unwrap(), text);
        }
    }
    if let Some(recovered) = ledger.recovered() {
        assert!(recovered.bytes > 0);
        assert_eq!(recovered.next_seq, seen);
    }
    let count = survived.len();
    append(&mut ledger, 100, None, &[note("e/f", "after the crash")]).unwrap();
    drop(ledger);
    let ledger = open(storage, Access::Read).unwrap();
    assert_eq!(told(&ledger).len(), count + 1);
    let after = verify_storage(storage, &mut |_, _| {}).unwrap();
    assert!(after.ok && after.unfinished.is_none(), "{after:?}");
}

/// A repeatable coin.
fn coin(seed: u64) -> impl FnMut() -> bool {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state & 1 == 0
    }
}

#[test]
fn whatever_step_fails_nothing_acknowledged_is_lost_and_nothing_half_written_stays() {
    let untroubled = MemoryStorage::default();
    assert_eq!(write_history(&untroubled), history().len());
    let steps = untroubled.steps();
    assert!(steps > 40, "{steps}");
    for step in 0..steps {
        for failure in [Failure::NotPersisted, Failure::Persisted, Failure::Full] {
            for survivors in 0..8_u64 {
                let storage = MemoryStorage::failing_at(step, failure);
                let acknowledged = write_history(&storage);
                let mut random = coin(survivors * 1000 + step);
                let after = storage.after_crash(|| match survivors {
                    0 => false,
                    1 => true,
                    _ => random(),
                });
                check_survivor(&after, acknowledged);
            }
        }
    }
}

#[test]
fn a_crash_during_recovery_is_recovered_from() {
    // The last frame lacks a sector in its middle.
    let torn = || {
        let storage = MemoryStorage::default();
        write_history(&storage);
        let ledger = open(&storage, Access::Write).unwrap();
        let facts = ledger.commit_of(ledger.seq_end() - 1).unwrap();
        drop(ledger);
        storage.edit(facts.segment, |bytes| {
            // Within its document; before it stands a run of zeros that is right.
            let start = (facts.offset as usize + 3000) / 512 * 512;
            bytes[start..start + 512].fill(0);
        });
        storage
    };
    let acknowledged = history().len() - 1;
    check_survivor(&torn(), acknowledged);
    for step in 0..4 {
        for failure in [Failure::NotPersisted, Failure::Persisted] {
            let storage = torn();
            storage.fail_at(step, failure);
            let opened = open(&storage, Access::Write);
            assert!(opened.is_err() || step >= 3, "step {step}");
            drop(opened);
            for survivors in 0..4 {
                let mut random = coin(survivors + step * 10);
                check_survivor(&storage.after_crash(&mut random), acknowledged);
            }
        }
    }
}

#[test]
fn an_unfinished_commit_is_set_aside_byte_for_byte() {
    let storage = MemoryStorage::default();
    open_new(&storage);
    let torn: Vec<u8> = (0..700).map(|n| (n % 251 + 1) as u8).collect();
    storage.edit(0, |bytes| {
        bytes.truncate(512);
        bytes.extend_from_slice(&torn);
    });
    let reader = open(&storage, Access::Read).unwrap();
    assert_eq!((reader.seq_end(), reader.damage()), (0, None));
    let ledger = open(&storage, Access::Write).unwrap();
    let recovered = ledger.recovered().unwrap();
    assert_eq!(
        (recovered.segment, recovered.offset, recovered.bytes),
        (0, 512, 700)
    );
    assert_eq!(storage.aside(), [torn]);
    assert!(storage.content(0)[512..].iter().all(|byte| *byte == 0));
}

fn open_new(storage: &MemoryStorage) -> Ledger {
    Storage::create(&mut storage.clone(), 0).unwrap();
    open(storage, Access::Write).unwrap()
}

#[test]
fn a_whole_last_frame_with_a_wrong_hash_is_damage_and_opens_for_reading_only() {
    let storage = MemoryStorage::default();
    let mut ledger = open_new(&storage);
    append(&mut ledger, 1, None, &[note("a/b", "one")]).unwrap();
    append(&mut ledger, 2, None, &[note("a/b", "two")]).unwrap();
    let facts = ledger.commit_of(2).unwrap();
    drop(ledger);
    storage.edit(0, |bytes| bytes[facts.offset as usize + 150] ^= 4);
    let refused = open(&storage, Access::Write).map(|_| ()).unwrap_err();
    let Error::Damaged(damage) = &refused else {
        panic!("{refused}")
    };
    assert_eq!(
        (damage.segment, damage.offset, damage.first_seq),
        (0, facts.offset, 2)
    );
    assert!(
        refused.to_string().contains("can be read but not written"),
        "{refused}"
    );
    let reader = open(&storage, Access::Read).unwrap();
    assert_eq!(reader.seq_end(), 2);
    assert_eq!(reader.damage(), Some(damage));
    assert!(storage.aside().is_empty());
}

#[test]
fn a_header_that_is_overwritten_before_later_commits_is_damage() {
    for blank in [false, true] {
        let storage = MemoryStorage::default();
        let mut ledger = open_new(&storage);
        for second in 0..3 {
            append(&mut ledger, second, None, &[note("a/b", "text")]).unwrap();
        }
        let facts = ledger.commit_of(2).unwrap();
        drop(ledger);
        storage.edit(0, |bytes| {
            let header = &mut bytes[facts.offset as usize..][..136];
            if blank {
                header.fill(0);
            } else {
                header[20] ^= 1;
            }
        });
        let refused = open(&storage, Access::Write).map(|_| ()).unwrap_err();
        assert!(
            matches!(&refused, Error::Damaged(damage) if damage.first_seq == 2),
            "{refused}"
        );
        assert_eq!(open(&storage, Access::Read).unwrap().seq_end(), 2);
    }
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing() {
    for step in 0..60 {
        let storage = MemoryStorage::failing_at(step, Failure::Full);
        Storage::create(&mut storage.clone(), 0).ok();
        let Ok(mut ledger) = open(&storage, Access::Write) else {
            continue;
        };
        let failed =
            (0..40).find_map(|second| append(&mut ledger, second, None, &[note("a/b", "x")]).err());
        let failed = failed.unwrap();
        assert!(
            matches!(failed, Error::DiskFull { .. } | Error::Io { .. }),
            "{failed}"
        );
        if matches!(failed, Error::DiskFull { .. }) {
            assert!(failed.to_string().contains("no space is left"), "{failed}");
        }
    }
}
