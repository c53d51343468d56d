//! How much memory reading takes: flat in the length of the text but for what is read.
//!
//! Read the column `max alloc`. `empty` reads prose without a number, so that nothing is kept: its
//! peak is the working memory, and the same for 1 MB and for 64 MB. `numbered` reads prose with
//! numbers, and `mentions` copies what that gives: the peaks differ by the working memory, and by
//! the room that growing lists take.

use claimbook_extract::{Layout, ReadContext, Reader, Reading, built_in_catalog};
use divan::{AllocProfiler, Bencher};

mod texts;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// Lengths of text, in millions of bytes.
const MEGABYTES: [usize; 3] = [1, 8, 64];

fn main() {
    divan::main();
}

fn reader() -> Reader {
    let catalog = built_in_catalog().expect("the built-in catalog is read by a test");
    Reader::new(&catalog).expect("the built-in catalog is compiled by a test")
}

/// Reads blocks as a report of a day that is known.
fn read(reader: &Reader, layout: &Layout<'_>) -> Reading {
    let context = ReadContext {
        published: "2026-04-21".parse().ok(),
    };
    reader.read(layout, context).unwrap_or_default()
}

#[divan::bench(args = MEGABYTES, sample_count = 1, sample_size = 1)]
fn empty(bencher: Bencher<'_, '_>, megabytes: usize) {
    let (reader, text) = (reader(), texts::plain(megabytes * 1_000_000));
    let layout = texts::layout(&text);
    bencher.bench_local(|| read(&reader, &layout));
}

#[divan::bench(args = MEGABYTES, sample_count = 1, sample_size = 1)]
fn endless(bencher: Bencher<'_, '_>, megabytes: usize) {
    let (reader, text) = (
        reader(),
        texts::plain(megabytes * 1_000_000).replace('\n', " "),
    );
    let layout = texts::layout(&text);
    bencher.bench_local(|| read(&reader, &layout));
}

#[divan::bench(args = MEGABYTES, sample_count = 1, sample_size = 1)]
fn numbered(bencher: Bencher<'_, '_>, megabytes: usize) {
    let (reader, text) = (reader(), texts::prose(megabytes * 1_000_000));
    let layout = texts::layout(&text);
    bencher.bench_local(|| read(&reader, &layout));
}

#[divan::bench(args = MEGABYTES, sample_count = 1, sample_size = 1)]
fn mentions(bencher: Bencher<'_, '_>, megabytes: usize) {
    let (reader, text) = (reader(), texts::prose(megabytes * 1_000_000));
    let reading = read(&reader, &texts::layout(&text));
    bencher.bench_local(|| reading.clone());
}
