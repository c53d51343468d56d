//! What must hold of whatever is read. The fuzz targets look for input of which it does not; the
//! ordinary tests of the project include this file, and check it of every input that was kept.
//!
//! Each function takes bytes of any kind and panics, with what was broken, if an invariant is.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use claimbook_adapter::{Adapter, Given, Input, Layout, faithful};
use claimbook_adapter_article::Article;
use claimbook_extract::{
    BUILT_IN_CATALOG, DateMention, Quantity, ReadContext, Reader, Reading, Role, built_in_catalog,
    dates, quantities,
};
use claimbook_model::catalog::{CatalogFile, CatalogFiles};
use claimbook_model::{Catalog, Date, Evidence, Value};

/// The length to which an input is repeated to see that time grows with length. In bytes.
const LONG_BYTES: usize = 64_000;
/// Up to this, time is not looked at: the machine may have been busy.
const LONG_TIME: Duration = Duration::from_secs(1);
/// One input in so many is repeated; which, is told from its bytes.
const REPEATED_ONE_IN: u64 = 128;

/// The grammar of quantities.
pub fn quantity(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let found = quantities(text);
    assert_eq!(found, quantities(text), "another answer the second time");
    stand_in_order(text, found.iter().map(|quantity| &quantity.span));
    for quantity in &found {
        quantity_is_sound(text, quantity);
    }
    lines_are_read_alone(text, &found);
    takes_no_longer_than_it_should(text, |long| drop(quantities(long)));
}

/// The grammar of dates, with a day of the report and without.
pub fn date(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for reference in [None, Date::from_ymd_opt(2026, 4, 20)] {
        let found = dates(text, reference);
        let again = dates(text, reference);
        assert_eq!(found, again, "another answer the second time");
        stand_in_order(text, found.iter().map(|date| &date.span));
        for date in &found {
            date_is_sound(text, date);
        }
    }
    takes_no_longer_than_it_should(text, |long| drop(dates(long, None)));
}

/// The reader of pages, and of Markdown and plain text: what begins with no tag.
pub fn page(data: &[u8]) {
    let input = Input::new(data, Some(Path::new("fuzzed.html")), Given::default());
    let text = match input.text() {
        Ok(text) => text,
        Err(error) => {
            let message = error.to_string();
            assert!(message.contains("fuzzed.html"), "names no file: {message}");
            return;
        }
    };
    let layout = laid_out(&input);
    assert_eq!(layout, laid_out(&input), "another answer the second time");
    layout_is_sound(&layout, text);
    takes_no_longer_than_it_should(text, |long| {
        // Repeated, it may hold too many control characters to be text.
        let input = Input::new(long.as_bytes(), None, Given::default());
        drop(Article.read(&input));
    });
}

/// The loader of catalogs, alone and over the one that is built in, and a reader with what was
/// loaded.
pub fn catalog(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let own = || CatalogFile {
        name: OWN.to_owned(),
        text: text.to_owned(),
    };
    let alone = CatalogFiles::read(vec![own()]);
    match &alone {
        Ok(files) => catalog_is_sound(files.catalog()),
        Err(error) => names_its_place(&error.to_string()),
    }
    if alone.is_ok() {
        let built_in = BUILT_IN_CATALOG.map(|text| CatalogFile {
            name: "built-in".to_owned(),
            text: text.to_owned(),
        });
        let files = built_in.into_iter().chain([own()]).collect();
        if let Err(error) = CatalogFiles::read(files) {
            names_its_place(&error.to_string());
        }
    }
}

/// From text to claims.
pub fn claim(data: &[u8]) {
    let input = Input::new(data, None, Given::default());
    let Ok(text) = input.text() else {
        return;
    };
    let layout = laid_out(&input);
    let Ok(reading) = READER.read(&layout, ReadContext::default()) else {
        return;
    };
    let again = READER.read(&layout, ReadContext::default());
    assert_eq!(
        Ok(&reading),
        again.as_ref(),
        "another answer the second time"
    );
    mentions_are_sound(text, &reading);
    claims_are_sound(&reading);
    takes_no_longer_than_it_should(text, |long| drop(reading_with(&READER, long)));
}

/// A text in which every kind of figure is told of somebody.
const STORY: &str = "Acme Widgets said on Monday, 20 April 2026, that it had raised $5 million at a \
    valuation of $40 million, up 12% from last year. It has 1,500 employees and 3 offices.";

static READER: LazyLock<Reader> = LazyLock::new(|| {
    Reader::new(&built_in_catalog().expect("the built-in catalog")).expect("the built-in catalog")
});

fn laid_out<'a>(input: &Input<'a>) -> Layout<'a> {
    Article
        .read(input)
        .expect("what holds text can be laid out")
}

fn reading_with(reader: &Reader, text: &str) -> Option<Reading> {
    let input = Input::new(text.as_bytes(), None, Given::default());
    let layout = Article.read(&input).ok()?;
    reader.read(&layout, ReadContext::default()).ok()
}

/// Spans that are not empty, lie in the text and between its characters, ascend, and share nothing.
fn stand_in_order<'s>(text: &str, spans: impl Iterator<Item = &'s Range<usize>>) {
    let mut end_before = 0;
    for span in spans {
        let quote = text.get(span.clone());
        assert!(quote.is_some(), "{span:?} lies outside or in a character");
        assert!(!span.is_empty(), "{span:?} is empty");
        assert!(
            span.start >= end_before,
            "{span:?} begins before {end_before}"
        );
        assert_eq!(quote, quote.map(str::trim), "{span:?} has blanks around it");
        end_before = span.end;
    }
}

fn quantity_is_sound(text: &str, quantity: &Quantity) {
    let Quantity { span, core, .. } = quantity;
    let inside = span.start <= core.start && core.end <= span.end;
    assert!(inside, "{core:?} is not inside {span:?}");
    assert!(
        text.get(core.clone()).is_some(),
        "{core:?} cuts a character"
    );
    value_is_sound(quantity.value);
    assert!(!quantity.unit.to_string().is_empty(), "no unit at {span:?}");
}

fn value_is_sound(value: Value) {
    assert!(
        value.low().cmp_value(value.high()).is_le(),
        "{value} descends"
    );
    for end in [value.low(), value.high()] {
        let printed = end.to_string();
        let again = printed.parse().map(|read| end.same_number(read));
        assert_eq!(again, Ok(true), "{printed} is not read as it is printed");
    }
}

fn date_is_sound(text: &str, date: &DateMention) {
    for period in [date.period, date.whole].into_iter().flatten() {
        assert!(period.is_valid(), "{period:?} at {:?}", date.span);
        let printed = period.to_string();
        assert_eq!(printed.parse(), Ok(period), "{printed}");
    }
    for end in date.ends.iter().flat_map(|ends| ends.iter()) {
        assert!(text.get(end.span.clone()).is_some(), "{:?}", end.span);
        assert!(end.period.is_none_or(|period| period.is_valid()), "{end:?}");
    }
}

/// A line that stands twice is read twice the same way.
fn lines_are_read_alone(text: &str, found: &[Quantity]) {
    let shift = text.len() + 1;
    let twice = quantities(&format!("{text}\n{text}"));
    let (first, second) = twice.split_at(twice.len() / 2);
    assert_eq!(first, found, "the line after changes a line");
    for (first, second) in first.iter().zip(second) {
        let span = first.span.start + shift..first.span.end + shift;
        assert_eq!(span, second.span, "the line before changes a line");
        assert_eq!(first.value, second.value, "the line before changes a line");
        assert_eq!(first.unit, second.unit, "the line before changes a line");
    }
}

fn layout_is_sound(layout: &Layout<'_>, text: &str) {
    assert_eq!(faithful::check(layout, text.as_bytes()), Ok(()));
    for block in &layout.blocks {
        assert!(!block.text.trim().is_empty(), "an empty block");
    }
    for finding in &layout.findings {
        assert!(
            !finding.trim().is_empty() && !finding.contains('\n'),
            "{finding:?}"
        );
    }
    if let (Some(published), Some(modified)) = (layout.published, layout.modified) {
        assert!(
            modified >= published.first_day(),
            "changed before it was published"
        );
    }
}

/// A catalog that can be printed and read again, and that a reader can be made of.
fn catalog_is_sound(catalog: &Catalog) {
    let printed = catalog.to_toml().expect("what was read can be printed");
    let again = Catalog::from_toml(&printed).expect("what was printed can be read");
    assert_eq!(*catalog, again, "another catalog the second time");
    match Reader::new(catalog) {
        Ok(reader) => drop(reading_with(&reader, STORY)),
        Err(error) => assert!(error.to_string().contains('['), "names no table: {error}"),
    }
}

/// What the user's own catalog is called.
const OWN: &str = "own.toml";

fn names_its_place(message: &str) {
    let is_placed = message.contains(OWN) && message.contains("line ");
    assert!(is_placed, "names no file or no line: {message}");
}

fn mentions_are_sound(text: &str, reading: &Reading) {
    for mention in &reading.mentions {
        let span = mention.start as usize..mention.end as usize;
        let quote = text.get(span.clone());
        assert!(quote.is_some_and(|quote| !quote.is_empty()), "{span:?}");
        value_is_sound(mention.value);
        assert!(mention.period.is_none_or(|period| period.is_valid()));
        if let Some(figure) = &mention.figure {
            assert_eq!(figure.to_string().parse().as_ref(), Ok(figure));
            let metric = READER.catalog().metric.get(figure.metric());
            assert!(metric.is_some(), "{figure} is of no metric");
        }
    }
    let starts = reading.mentions.iter().map(|mention| mention.start);
    assert!(starts.is_sorted(), "mentions out of order");
}

/// Every claim rests on mentions, and none on what makes no claim.
fn claims_are_sound(reading: &Reading) {
    for claim in &reading.claims {
        assert!(!claim.evidence.is_empty(), "a claim without evidence");
        for evidence in &claim.evidence {
            let Evidence::Bytes { start, end, .. } = evidence else {
                continue;
            };
            let states = |mention: &claimbook_extract::Mention| {
                (mention.start, mention.end) == (*start, *end)
                    && mention.role != Some(Role::Boilerplate)
            };
            assert!(reading.mentions.iter().any(states), "no mention at {start}");
        }
    }
}

/// How often a text must have taken too long.
const MEASUREMENTS: usize = 3;

/// Reads the input over and over, as one text, for one input in many. What takes long must not
/// take longer than its length: four times the length may take twice four times as long, not its
/// square.
fn takes_no_longer_than_it_should(text: &str, read: impl Fn(&str)) {
    // FNV-1a: the same input is always chosen.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    if text.is_empty() || !(hash >> 32).is_multiple_of(REPEATED_ONE_IN) {
        return;
    }
    let time_of = |bytes: usize| {
        let long = text.repeat(bytes / text.len() + 1);
        let started = Instant::now();
        read(&long);
        started.elapsed()
    };
    // A busy machine makes one of two measurements long: only what repeats itself counts.
    let is_too_long = || {
        let whole = time_of(LONG_BYTES);
        whole > LONG_TIME && whole >= time_of(LONG_BYTES / 4) * 8
    };
    assert!(
        !(0..MEASUREMENTS).all(|_| is_too_long()),
        "four times the length takes more than eight times as long"
    );
}
