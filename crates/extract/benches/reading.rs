//! How fast a text becomes claims, in bytes per second.

use std::borrow::Cow;

use claimbook_extract::{
    Block, BlockKind, Layout, ReadContext, Reader, SourceMap, built_in_catalog,
};
use divan::Bencher;
use divan::counter::BytesCount;

mod texts;

/// How much text is read at once.
const BYTES: usize = 4_000_000;

fn main() {
    divan::main();
}

/// The lines of a text as paragraphs.
fn layout(text: &str) -> Layout<'_> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in text.lines() {
        if !line.is_empty() {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                text: Cow::Borrowed(line),
                source: SourceMap::Verbatim(start),
            });
        }
        start += line.len() as u64 + 1;
    }
    Layout {
        blocks,
        ..Layout::default()
    }
}

fn read(bencher: Bencher<'_, '_>, text: &str) {
    let catalog = built_in_catalog().expect("the built-in catalog is read by a test");
    let reader = Reader::new(&catalog).expect("the built-in catalog is compiled by a test");
    let layout = layout(text);
    let context = ReadContext {
        published: "2026-04-21".parse().ok(),
        publication: None,
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
