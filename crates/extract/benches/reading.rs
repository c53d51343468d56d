//! How fast a text becomes claims, in bytes per second.

use claimbook_extract::{ReadContext, Reader, built_in_catalog};
use divan::Bencher;
use divan::counter::BytesCount;

mod texts;

/// How much text is read at once.
const BYTES: usize = 4_000_000;

fn main() {
    divan::main();
}

fn read(bencher: Bencher<'_, '_>, text: &str) {
    let catalog = built_in_catalog().expect("the built-in catalog is read by a test");
    let reader = Reader::new(&catalog).expect("the built-in catalog is compiled by a test");
    let layout = texts::layout(text);
    let context = ReadContext {
        published: "2026-04-21".parse().ok(),
    };
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| reader.read(&layout, context));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn prose(bencher: Bencher<'_, '_>) {
    read(bencher, &texts::prose(BYTES));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn dense(bencher: Bencher<'_, '_>) {
    read(bencher, &texts::dense(BYTES));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn endless(bencher: Bencher<'_, '_>) {
    read(bencher, &texts::endless(BYTES));
}
