//! The ledger against a list of events; cut and edited segments.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::storage::memory::MemoryStorage;
use crate::testing::{FigureNotes, append, document, note, told};
use crate::verify::verify_storage;

#[derive(Clone, Debug)]
enum Step {
    Append {
        notes: Vec<(u8, u16)>,
        document: Option<u8>,
    },
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let notes = proptest::collection::vec((0..6_u8, 0..1500_u16), 0..8);
    let append = (notes, proptest::option::of(0..5_u8))
        .prop_map(|(notes, document)| Step::Append { notes, document });
    prop_oneof![6 => append, 1 => Just(Step::Reopen)]
}

fn options() -> Options<'static> {
    Options {
        segment_bytes: 8000,
        tail_events: 40,
        ..Options::default()
    }
}

fn open(folder: &Path, access: Access) -> Ledger {
    Ledger::open_with(folder, access, Box::new(FigureNotes), &mut options()).unwrap()
}

/// What a ledger should say, kept in the plainest way.
#[derive(Default)]
struct Model {
    /// Figure and note, with the sequence number.
    notes: Vec<(u64, Event<'static>, String)>,
    documents: Vec<u8>,
    seq: u64,
}

impl Model {
    fn append(&mut self, ledger: &mut Ledger, notes: &[(u8, u16)], stored: Option<u8>) {
        let events: Vec<_> = notes
            .iter()
            .map(|(figure, length)| note(&format!("f/{figure}"), &"n".repeat(*length as usize)))
            .collect();
        let text = stored.map(|seed| document(seed.into(), 3000).1);
        let receipt = append(ledger, self.seq as i64, text.as_deref(), &events).unwrap();
        assert_eq!(receipt.first_seq, self.seq);
        let seqs = self.seq + 1..;
        for ((seq, event), (figure, _)) in seqs.zip(events).zip(notes) {
            self.notes.push((seq, event, format!("figure:f/{figure}")));
        }
        self.documents.extend(stored);
        self.seq = receipt.last_seq + 1;
    }

    fn check(&self, ledger: &Ledger) {
        assert_eq!(ledger.seq_end(), self.seq);
        let expected: Vec<_> = self
            .notes
            .iter()
            .map(|(_, event, _)| event.clone())
            .collect();
        assert_eq!(told(ledger), expected);
        let mut keys = Vec::new();
        for (seq, event, key) in &self.notes {
            assert_eq!(&Event::decode(ledger.event(*seq).unwrap()).unwrap(), event);
            keys.push(key.clone().into_bytes());
        }
        keys.sort();
        keys.dedup();
        assert_eq!(ledger.keys(b"figure:").unwrap(), keys);
        for key in keys {
            let seqs = self.notes.iter().filter(|(_, _, of)| of.as_bytes() == key);
            let seqs: Vec<u64> = seqs.map(|(seq, _, _)| *seq).collect();
            assert_eq!(ledger.sequence_numbers(&key).unwrap(), seqs);
        }
        for seed in 0..5 {
            let (id, text) = document(seed.into(), 3000);
            let stored = self.documents.contains(&seed);
            assert_eq!(ledger.has_document(&id).unwrap(), stored);
            if stored {
                assert_eq!(ledger.document(&id).unwrap(), text);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_ledger_is_a_list_of_events(steps in proptest::collection::vec(step(), 1..40)) {
        let place = tempfile::tempdir().unwrap();
        let folder: PathBuf = place.path().join("book");
        let mut model = Model::default();
        let mut ledger =
            Ledger::create_with(&folder, Box::new(FigureNotes), &mut options()).unwrap();
        let mut reader = open(&folder, Access::Read);
        for step in &steps {
            match step {
                Step::Append { notes, document } => model.append(&mut ledger, notes, *document),
                Step::Reopen => {
                    drop(ledger);
                    reader.refresh().unwrap();
                    model.check(&reader);
                    reader = open(&folder, Access::Read);
                    ledger = open(&folder, Access::Write);
                }
            }
        }
        model.check(&ledger);
        drop(ledger);
        model.check(&open(&folder, Access::Read));
        let verification = crate::verify(&folder, &mut |_, _| {}).unwrap();
        prop_assert!(verification.ok, "{verification:?}");
        prop_assert_eq!(verification.events, model.seq);
    }
}

/// A small book of three segments, and its events.
fn small_book() -> (MemoryStorage, Vec<Event<'static>>) {
    let storage = MemoryStorage::default();
    Storage::create(&mut storage.clone(), 0).unwrap();
    let mut ledger = open_memory(&storage, Access::Write).unwrap();
    let mut all = Vec::new();
    for n in 0..9_u64 {
        let body = if n == 4 {
            "\0".repeat(1300)
        } else {
            format!("note {n}")
        };
        let events = [note("a/b", &body), note("c/d", "x")];
        let text = (n % 4 == 0).then(|| document(n, 500).1);
        append(&mut ledger, n as i64, text.as_deref(), &events).unwrap();
        all.extend(events);
    }
    assert!(ledger.log.segments() >= 3);
    (storage, all)
}

fn open_memory(storage: &MemoryStorage, access: Access) -> Result<Ledger> {
    let mut options = Options {
        segment_bytes: 2600,
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

#[test]
fn any_truncation_of_the_log_leaves_a_valid_prefix_that_goes_on() {
    let (whole, all) = small_book();
    let last = *whole.segments().unwrap().last().unwrap();
    let used = whole.content(last).len();
    let mut lengths = std::collections::BTreeSet::new();
    for length in 0..used {
        let storage = whole.after_crash(|| true);
        storage.edit(last, |bytes| bytes.truncate(length));
        let mut ledger = open_memory(&storage, Access::Write).unwrap();
        let survived = told(&ledger).len();
        assert_eq!(told(&ledger), all[..survived]);
        lengths.insert(survived);
        append(&mut ledger, 50, None, &[note("e/f", "more")]).unwrap();
        drop(ledger);
        assert!(verify_storage(&storage, &mut |_, _| {}).unwrap().ok);
        assert_eq!(
            told(&open_memory(&storage, Access::Read).unwrap()).len(),
            survived + 1
        );
    }
    // Every border between commits of the segment was met.
    assert!(
        lengths.len() >= 2 && lengths.contains(&all.len()),
        "{lengths:?}"
    );
}

#[test]
fn every_flipped_byte_of_the_log_is_found() {
    let (whole, all) = small_book();
    assert!(verify_storage(&whole, &mut |_, _| {}).unwrap().ok);
    for segment in whole.segments().unwrap() {
        for at in 0..whole.content(segment).len() {
            let storage = whole.after_crash(|| true);
            storage.edit(segment, |bytes| bytes[at] ^= 1 << (at % 8));
            let found = verify_storage(&storage, &mut |_, _| {}).unwrap();
            // Behind the end it may look like what a crash leaves, and is told as that.
            assert!(
                !found.ok || found.unfinished.is_some(),
                "byte {at} of segment {segment}: {found:?}"
            );
            // Nothing that a reader gives out is wrong.
            if let Ok(ledger) = open_memory(&storage, Access::Read) {
                let told = told(&ledger);
                assert_eq!(told, all[..told.len()]);
            }
        }
    }
}
