//! Invented books. Few figures have many claims and many have few; reports have ten to a hundred
//! claims, spread over ten years and forty publications.

use std::path::Path;

use claimbook_book::{Book, Date, Decimal, Period, ReadReport, Timestamp};
use claimbook_extract::Reading;
use claimbook_model::{
    CatalogDigest, Claim, Comparator, DocumentId, Evidence, Flags, Modality, Origin, Part, Place,
    Value,
};

/// Companies whose revenue has so many claims, whatever the size of the book.
pub(crate) const PLANTED: [(&str, u64); 4] = [
    ("ten-claims", 10),
    ("hundred-claims", 100),
    ("thousand-claims", 1_000),
    ("ten-thousand-claims", 10_000),
];
/// Claims a figure, on average.
const CLAIMS_A_FIGURE: u64 = 20;
const PUBLICATIONS: u64 = 40;
/// Words of an article for each number in it.
const WORDS_A_CLAIM: u64 = 20;

/// How large a book is.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) claims: u64,
    pub(crate) figures: u64,
}

impl Shape {
    pub(crate) fn of(claims: u64) -> Self {
        let figures = claims / CLAIMS_A_FIGURE;
        Self { claims, figures }
    }

    /// Whether a figure of so many claims is planted in it: it makes up a tenth at most.
    pub(crate) fn holds(self, length: u64) -> bool {
        length * 10 <= self.claims
    }

    /// The figure that claim `n` is about; none for one in thirty.
    fn figure(self, n: u64) -> Option<String> {
        for (place, (name, length)) in (1..).zip(PLANTED) {
            if self.holds(length) && n % (self.claims / length) == place {
                return Some(format!("{name}/revenue"));
            }
        }
        if chance(n, 0).is_multiple_of(30) {
            return None;
        }
        // The cube of a chance: the first figures have thousands of claims, most have about ten.
        let share = chance(n, 1) % 100_000;
        let figure = share * share / 100_000 * share / 100_000 * self.figures / 100_000;
        let company = figure / 5;
        Some(match figure % 5 {
            0 => format!("company-{company}/revenue"),
            1 => format!("company-{company}/valuation"),
            2 => format!("company-{company}/revenue/segment=cloud"),
            3 => format!("company-{company}/revenue/segment=devices"),
            _ => format!("company-{company}/debt"),
        })
    }
}

/// The `n`th of a series that looks random and is the same each time.
fn chance(n: u64, series: u64) -> u64 {
    let mut mixed = (n * 4 + series).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) >> 16
}

pub(crate) fn day(number: u64) -> Date {
    let first = Date::from_ymd_opt(2015, 1, 1).expect("a day");
    first
        .checked_add_days(chrono::Days::new(number))
        .expect("a day")
}

/// Creates a book without claims.
pub(crate) fn empty(folder: &Path) -> Book {
    Book::create(folder, "bench", instant(0)).expect("a book")
}

/// Creates the book and files all claims; how many reports it took.
pub(crate) fn fill(folder: &Path, shape: Shape) -> u64 {
    let mut book = empty(folder);
    let (mut filed, mut reports) = (0, 0);
    while filed < shape.claims {
        let length = (10 + chance(reports, 2) % 91).min(shape.claims - filed);
        let published = day(filed * 3_650 / shape.claims);
        let claims = (filed..filed + length).map(|n| (shape.figure(n), n));
        file(&mut book, reports, published, claims);
        filed += length;
        reports += 1;
    }
    reports
}

/// Files one report that was published on a day, of claims on some figures.
pub(crate) fn file(
    book: &mut Book,
    number: u64,
    published: Date,
    claims: impl Iterator<Item = (Option<String>, u64)>,
) {
    let mut text = String::new();
    let claims = claims
        .map(|(figure, n)| claim(figure, n, published, &mut text))
        .collect();
    let read = report(number, published, text, claims);
    book.file(&read, "bench", instant(number + 1))
        .expect("a filed report");
}

/// Instants that grow.
fn instant(n: u64) -> Timestamp {
    Timestamp::from_micros(1_776_643_200_000_000 + i64::try_from(n).unwrap_or(0))
}

fn report(number: u64, published: Date, text: String, claims: Vec<Claim>) -> ReadReport {
    let publication = chance(number, 3) % PUBLICATIONS;
    ReadReport {
        shown: format!("report-{number}.txt"),
        document: DocumentId::of(text.as_bytes()),
        bytes: text.into_bytes(),
        part: String::new(),
        publication: format!("publication-{publication}"),
        publication_name: format!("Publication {publication}"),
        url: format!("https://publication-{publication}.example/{number}"),
        title: format!("Report {number}"),
        published: Some(Period::day(published)),
        modified: None,
        retrieved: None,
        sources: Vec::new(),
        first_hand: publication == 0,
        adapter: "article",
        adapter_version: 1,
        extractor_version: 1,
        catalog: CatalogDigest::of(b"bench"),
        reading: Reading {
            claims,
            ..Reading::default()
        },
        findings: Vec::new(),
    }
}

/// A claim, and its sentence at the end of `text`. A level rises each year, and one claim in
/// fifty says otherwise.
fn claim(figure: Option<String>, n: u64, published: Date, text: &mut String) -> Claim {
    use chrono::Datelike;
    let year = published.year();
    let odd = chance(n, 4).is_multiple_of(50);
    let millions = (year - 2000) as u64 * 10 + if odd { chance(n, 5) % 7 } else { 0 };
    let of = figure.as_deref().unwrap_or("something");
    for word in 0..WORDS_A_CLAIM {
        text.push_str(&format!("word{} ", chance(n * 64 + word, 6) % 4_000));
    }
    text.push_str(&format!("and for {of} it was "));
    let start = text.len() as u64;
    text.push_str(&format!("${millions} million"));
    let end = text.len() as u64;
    text.push_str(" by then.\n");
    let is_level = of.ends_with("valuation") || of.ends_with("debt");
    Claim {
        figure: figure.and_then(|figure| figure.parse().ok()),
        value: Value::from(Decimal::new(millions.into(), 6).expect("a number")),
        comparator: if chance(n, 7).is_multiple_of(11) {
            Comparator::Approx
        } else {
            Comparator::Exact
        },
        unit: "USD".parse().expect("a unit"),
        counted: None,
        direction: None,
        period: Some(if is_level {
            Period::day(published)
        } else {
            Period::Single(Part::Year(year as i16 - 1))
        }),
        modality: Modality::Stated,
        attribution: None,
        evidence: vec![Evidence::Bytes {
            start,
            end,
            place: Place::Paragraph,
        }],
        signal: None,
        origin: Origin::Reader,
        flags: Flags::default(),
    }
}
