//! How fast the grammars of quantities and dates read prose, in bytes per second.

use divan::Bencher;
use divan::counter::BytesCount;

const PROSE: &str = "\
The maker of garden tools said on Tuesday that it would buy a rival for $4.2 billion, its largest \
deal since 2019, and expects sales to rise by 5% to 7% in the second quarter. The board, which \
had turned down two earlier offers, agreed to the terms late on Monday after talks that people \
close to the matter described as long and at times bitter.\n\
Nothing in the agreement obliges the buyer to keep the plants open, though its chief executive \
told workers that he had no plans to close any of them. About 1,500 employees, or roughly a third \
of the workforce, are in the north, where the company has made spades and rakes for a century.\n\
Analysts had looked for revenue of $310 million in the year to June 30, up from $286 million a \
year earlier; the shares, which had fallen 11% since January, closed at $41.30. The purchase will \
be paid in cash and by new debt of up to $2.5 billion, at rates between 4.5 and 5 percent.\n";

fn text() -> String {
    PROSE.repeat(400)
}

#[divan::bench]
fn quantities(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| claimbook_extract::quantities(&text));
}

#[divan::bench]
fn dates(bencher: Bencher<'_, '_>) {
    let text = text();
    let reference = "2026-04-21".parse().ok();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| claimbook_extract::dates(&text, reference));
}

fn main() {
    divan::main();
}
