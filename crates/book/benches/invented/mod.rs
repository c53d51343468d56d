//! Invented reports: figures of many companies, values that agree, move and disagree.

use claimbook_book::{Book, ReadReport};
use claimbook_extract::Reading;
use claimbook_model::{
    CatalogDigest, Claim, Comparator, Decimal, DocumentId, Evidence, Flags, Modality, Origin,
    Period, Place, Value,
};

use crate::instant;

/// How many figures the claims are about.
const FIGURES: u64 = 5_000;

/// A book in a folder of its own.
pub(crate) fn empty_book() -> (tempfile::TempDir, Book) {
    let folder = tempfile::tempdir().expect("a folder");
    let book = Book::create(folder.path(), "bench", instant(0)).expect("a book");
    (folder, book)
}

/// Files all reports.
pub(crate) fn file_all(book: &mut Book, reports: &[ReadReport]) {
    for (read, n) in reports.iter().zip(1..) {
        book.file(read, "bench", instant(n))
            .expect("a filed report");
    }
}

/// As many bytes as a report of 100 claims takes in the log, about.
pub(crate) fn bytes_a_report() -> Vec<u8> {
    vec![7; 12_000]
}

/// So many reports of so many claims each.
pub(crate) fn reports(count: u64, claims: u64) -> Vec<ReadReport> {
    (0..count).map(|number| report(number, claims)).collect()
}

fn report(number: u64, claims: u64) -> ReadReport {
    let mut text = String::new();
    let claims = (0..claims)
        .map(|n| claim(number * claims + n, &mut text))
        .collect();
    let day = Period::day(
        claimbook_model::Date::from_ymd_opt(2020, 1, 1).unwrap_or_default()
            + chrono::Days::new(number),
    );
    ReadReport {
        shown: format!("report-{number}.txt"),
        document: DocumentId::of(text.as_bytes()),
        bytes: text.into_bytes(),
        part: String::new(),
        publication: format!("publication-{}", number % 23),
        publication_name: format!("Publication {}", number % 23),
        url: format!("https://publication-{}.example/{number}", number % 23),
        title: format!("Report {number}"),
        published: Some(day),
        modified: None,
        retrieved: None,
        sources: Vec::new(),
        first_hand: false,
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

/// Steps of a linear congruential generator: the same claims in every run.
fn scattered(n: u64) -> u64 {
    n.wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407)
        >> 33
}

fn claim(number: u64, text: &mut String) -> Claim {
    let chance = scattered(number);
    let company = chance % (FIGURES / 4);
    let (metric, year) = match chance / 7 % 4 {
        0 => ("revenue", true),
        1 => ("profit", true),
        2 => ("valuation", false),
        _ => ("headcount", false),
    };
    let year = year.then(|| 2015 + (chance / 31 % 9) as i16);
    let quote = format!("{}.{} million", 10 + company % 90, chance / 97 % 3);
    text.push_str(&format!(
        "Company {company} reported a {metric} of ${quote} that year. "
    ));
    let end = text.len() as u64 - 12;
    let value = Decimal::new(i128::from((10 + company % 90) * 10 + chance / 97 % 3), 5);
    Claim {
        figure: format!("company-{company}/{metric}").parse().ok(),
        value: Value::from(value.unwrap_or(Decimal::ZERO)),
        comparator: if chance.is_multiple_of(11) {
            Comparator::Approx
        } else {
            Comparator::Exact
        },
        unit: "USD".parse().expect("a unit"),
        counted: None,
        direction: None,
        period: Some(year.map_or_else(
            || Period::day(claimbook_model::Date::from_ymd_opt(2020, 6, 1).unwrap_or_default()),
            |year| Period::Single(claimbook_model::Part::Year(year)),
        )),
        modality: Modality::Stated,
        attribution: None,
        evidence: vec![Evidence::Bytes {
            start: end - quote.len() as u64 - 1,
            end,
            place: Place::Paragraph,
        }],
        signal: None,
        origin: Origin::Reader,
        flags: Flags::default(),
    }
}
