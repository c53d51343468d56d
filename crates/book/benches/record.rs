//! Append and replay of 100,000 invented claims in reports of 100, beside the floor: the same bytes
//! written with one `fdatasync` a report. Figures are claims per second.

use std::fs::File;
use std::io::Write;

use claimbook_book::{Book, Timestamp};
use divan::Bencher;
use divan::counter::ItemsCount;

mod invented;

const REPORTS: u64 = 1_000;
const CLAIMS: u64 = 100;

fn main() {
    tell_bytes_on_disk();
    divan::main();
}

/// Prints how many bytes a claim takes in the log, the index and the views.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn tell_bytes_on_disk() {
    let (folder, mut book) = invented::empty_book();
    invented::file_all(&mut book, &invented::reports(REPORTS, CLAIMS));
    book.catch_up(&mut |_, _| {}).expect("views");
    drop(book);
    for part in ["segments", "index", "views"] {
        let bytes = bytes_in(&folder.path().join(part));
        println!("{part}: {} bytes a claim", bytes / (REPORTS * CLAIMS));
    }
}

/// The bytes of all files below a folder.
fn bytes_in(folder: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(kind) if kind.is_dir() => bytes_in(&entry.path()),
            Ok(file) => file.len(),
            Err(_) => 0,
        })
        .sum()
}

fn claims() -> ItemsCount {
    ItemsCount::new(REPORTS * CLAIMS)
}

/// What the appends of the book write at least: one flushed write a report.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn floor_write_and_fdatasync(bencher: Bencher<'_, '_>) {
    bencher
        .counter(claims())
        .with_inputs(|| {
            (
                tempfile::tempdir().expect("a folder"),
                invented::bytes_a_report(),
            )
        })
        .bench_refs(|(folder, bytes)| {
            let mut file = File::create(folder.path().join("floor")).expect("a file");
            for _ in 0..REPORTS {
                file.write_all(bytes).expect("a write");
                file.sync_data().expect("a flush");
            }
        });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn append(bencher: Bencher<'_, '_>) {
    let reports = invented::reports(REPORTS, CLAIMS);
    bencher
        .counter(claims())
        .with_inputs(invented::empty_book)
        .bench_refs(|(_folder, book)| invented::file_all(book, &reports));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn replay(bencher: Bencher<'_, '_>) {
    let reports = invented::reports(REPORTS, CLAIMS);
    let (folder, mut book) = invented::empty_book();
    invented::file_all(&mut book, &reports);
    drop(book);
    bencher.counter(claims()).bench_local(|| {
        let mut book = Book::open(folder.path()).expect("a book");
        book.replay(&mut |_, _| {}).expect("a replay")
    });
}

/// Opens the book and folds one figure: what `show` does.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn show_one_figure(bencher: Bencher<'_, '_>) {
    let reports = invented::reports(REPORTS, CLAIMS);
    let (folder, mut book) = invented::empty_book();
    invented::file_all(&mut book, &reports);
    drop(book);
    bencher.bench_local(|| {
        let book = Book::open(folder.path()).expect("a book");
        book.show("company-7/revenue", &claimbook_book::Scope::default())
            .expect("an answer")
    });
}

/// Instants that grow.
fn instant(n: u64) -> Timestamp {
    Timestamp::from_micros(1_776_643_200_000_000 + i64::try_from(n).unwrap_or(0))
}
