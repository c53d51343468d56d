//! Appending, replaying and looking up, each beside the floor that the disk or the memory sets.
//!
//! `cargo bench -p claimbook-ledger`. The floors run in the same process and on the same disk, so
//! that ratios hold where absolute times do not. `CLAIMBOOK_BENCH_DIR` chooses the disk.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::wildcard_imports,
    reason = "benchmarks are documented by their names, fail by stopping, and share one setting"
)]

use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;

use claimbook_ledger::{Access, Commit, KeySource, Ledger};
use claimbook_model::event::{ClaimAsserted, ClaimContent, Event};
use claimbook_model::{
    Comparator, Decimal, Evidence, Flags, Modality, Origin, Part, Period, Place, ReportId,
    Timestamp,
};
use divan::Bencher;
use divan::counter::ItemsCount;
use tempfile::TempDir;

/// Events of the book that is replayed and looked into.
const EVENTS: u64 = 1_000_000;
/// Claims of one commit of it.
const BATCH: u64 = 1000;
/// Figures of it: 17 claims each on average.
const FIGURES: u64 = 58_823;

fn main() {
    divan::main();
}

/// One key an event: its figure.
struct Figures;

impl KeySource for Figures {
    fn version(&self) -> u32 {
        1
    }

    fn keys(&self, _seq: u64, _bytes: &[u8], event: &Event<'_>, emit: &mut dyn FnMut(&[u8])) {
        if let Event::ClaimAsserted(claim) = event
            && let Some(figure) = &claim.content.figure
        {
            emit(figure.as_bytes());
        }
    }
}

fn figure(number: u64) -> String {
    format!(
        "company-{number:06}/investment/investor=fund-{}",
        number % 97
    )
}

fn claim(number: u64) -> Event<'static> {
    let spread = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let day = (spread % 28 + 1) as u8;
    Event::ClaimAsserted(ClaimAsserted {
        ordinal: (number % BATCH) as u32,
        content: ClaimContent {
            report: ReportId([number as u8; 32]),
            figure: Some(figure((spread >> 20) % FIGURES).into()),
            value: Decimal::new((spread % 100_000).into(), 6).unwrap().into(),
            comparator: Comparator::Exact,
            unit: "USD".into(),
            counted: None,
            direction: None,
            period: Some(Period::Single(Part::Day(2026, 3, day))),
            modality: Modality::Stated,
            attribution: Some("people familiar with the matter".into()),
            voice: None,
            evidence: vec![Evidence::Bytes {
                start: spread % 50_000,
                end: spread % 50_000 + 90,
                place: Place::Paragraph,
            }],
            signal: None,
            origin: Origin::Reader,
            flags: Flags::default(),
            more: vec![],
        },
    })
}

fn folder() -> TempDir {
    match std::env::var_os("CLAIMBOOK_BENCH_DIR") {
        Some(place) => tempfile::tempdir_in(place).unwrap(),
        None => tempfile::tempdir().unwrap(),
    }
}

fn commit(ledger: &mut Ledger, events: &[Event<'_>]) {
    let recorded = Timestamp::from_micros(1_700_000_000_000_000);
    ledger
        .append(&Commit {
            recorded,
            actor: "bench",
            document: None,
            events,
        })
        .unwrap();
}

/// A book of `EVENTS` claims in commits of `BATCH`, and its folder.
static BOOK: LazyLock<TempDir> = LazyLock::new(|| {
    let place = folder();
    let mut ledger = Ledger::create(&place.path().join("book"), Figures).unwrap();
    for batch in 0..EVENTS / BATCH {
        let events: Vec<_> = (batch * BATCH..(batch + 1) * BATCH).map(claim).collect();
        commit(&mut ledger, &events);
    }
    place
});

fn open(place: &Path) -> Ledger {
    Ledger::open(&place.join("book"), Access::Read, Figures).unwrap()
}

/// The stored bytes of one claim.
fn bytes() -> Vec<u8> {
    claim(12345).encode()
}

mod append_one {
    use super::*;

    #[divan::bench(sample_count = 2000, sample_size = 1)]
    fn floor_write_and_fdatasync(bencher: Bencher) {
        let place = folder();
        let mut file = File::create(place.path().join("floor")).unwrap();
        let bytes = bytes();
        bencher.bench_local(|| {
            file.write_all(&bytes).unwrap();
            file.sync_data().unwrap();
        });
    }

    #[divan::bench(sample_count = 2000, sample_size = 1)]
    fn ledger(bencher: Bencher) {
        let place = folder();
        let mut ledger = Ledger::create(&place.path().join("book"), Figures).unwrap();
        let mut number = 0;
        bencher
            .with_inputs(|| {
                number += 1;
                claim(number)
            })
            .bench_local_values(|event| commit(&mut ledger, std::slice::from_ref(&event)));
    }
}

mod append_1000 {
    use super::*;

    #[divan::bench(sample_count = 300, sample_size = 1)]
    fn floor_write_and_fdatasync(bencher: Bencher) {
        let place = folder();
        let mut file = File::create(place.path().join("floor")).unwrap();
        let bytes = bytes().repeat(BATCH as usize);
        bencher.counter(ItemsCount::new(BATCH)).bench_local(|| {
            file.write_all(&bytes).unwrap();
            file.sync_data().unwrap();
        });
    }

    #[divan::bench(sample_count = 300, sample_size = 1)]
    fn ledger(bencher: Bencher) {
        let place = folder();
        let mut ledger = Ledger::create(&place.path().join("book"), Figures).unwrap();
        let mut batch = 0;
        bencher
            .counter(ItemsCount::new(BATCH))
            .with_inputs(|| {
                batch += 1;
                (batch * BATCH..(batch + 1) * BATCH)
                    .map(claim)
                    .collect::<Vec<_>>()
            })
            .bench_local_values(|events| commit(&mut ledger, &events));
    }
}

mod replay {
    use super::*;

    #[divan::bench(sample_count = 5, sample_size = 1)]
    fn floor_read_all_bytes(bencher: Bencher) {
        let ledger = open(BOOK.path());
        let bytes: Vec<&[u8]> = ledger
            .events(0..EVENTS)
            .map(|event| event.unwrap().bytes)
            .collect();
        bencher.counter(ItemsCount::new(EVENTS)).bench_local(|| {
            bytes
                .iter()
                .map(|event| u64::from(event[event.len() / 2]))
                .sum::<u64>()
        });
    }

    #[divan::bench(sample_count = 5, sample_size = 1)]
    fn raw_and_checked(bencher: Bencher) {
        let ledger = open(BOOK.path());
        bencher.counter(ItemsCount::new(EVENTS)).bench_local(|| {
            ledger
                .events(0..EVENTS)
                .map(|event| event.unwrap().bytes.len())
                .sum::<usize>()
        });
    }

    #[divan::bench(sample_count = 5, sample_size = 1)]
    fn decoded(bencher: Bencher) {
        let ledger = open(BOOK.path());
        bencher.counter(ItemsCount::new(EVENTS)).bench_local(|| {
            for event in ledger.events(0..EVENTS) {
                black_box(event.unwrap().decode().unwrap());
            }
        });
    }

    #[divan::bench(sample_count = 3, sample_size = 1)]
    fn verified(bencher: Bencher) {
        let folder = BOOK.path().join("book");
        bencher
            .counter(ItemsCount::new(EVENTS))
            .bench_local(|| claimbook_ledger::verify(&folder, &mut |_, _| {}).unwrap());
    }
}

mod look_up {
    use super::*;

    #[divan::bench(sample_count = 100)]
    fn open_and_read_one_figure(bencher: Bencher) {
        let place = BOOK.path();
        bencher.bench_local(|| {
            let ledger = open(place);
            let seqs = ledger.sequence_numbers(figure(777).as_bytes()).unwrap();
            seqs.iter()
                .map(|seq| ledger.event(*seq).unwrap().len())
                .sum::<usize>()
        });
    }

    #[divan::bench(sample_count = 5000)]
    fn history_of_a_figure(bencher: Bencher) {
        let ledger = open(BOOK.path());
        let mut number = 0;
        bencher
            .with_inputs(|| {
                number = (number + 7919) % FIGURES;
                figure(number)
            })
            .bench_local_values(|key| {
                let seqs = ledger.sequence_numbers(key.as_bytes()).unwrap();
                seqs.iter()
                    .map(|seq| ledger.event(*seq).unwrap().len())
                    .sum::<usize>()
            });
    }
}
