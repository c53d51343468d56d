//! A reader in another language, written from `docs/format.md` alone, reads what the ledger wrote.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use claimbook_ledger::{Commit, Ledger, NoKeys, Options};
use claimbook_model::event::{
    ClaimAsserted, ClaimContent, Event, ReportFiled, ReportKind, Retrieval,
};
use claimbook_model::{
    CatalogDigest, ClaimId, Comparator, Decimal, DocumentId, Evidence, Flags, Modality, Origin,
    Place, ReportId, Timestamp, Value,
};
use serde_json::{Value as Json, json};

const FIRST: &str = "Acme sold 3 mills for €2.5 million, it said on Monday.";
const SECOND: &str = "Costs fell to between $-5 and $12.5 a barrel.";

fn filed(text: &str, url: &str) -> ReportFiled<'static> {
    let document = DocumentId::of(text.as_bytes());
    ReportFiled {
        report: ReportId::of("gazette", url, "p1", &document, 0),
        document,
        part: "p1".into(),
        occurrence: 0,
        publication: "gazette".into(),
        publication_name: "The Gazette".into(),
        url: url.to_owned().into(),
        title: "".into(),
        published: "2026-04-20".parse().ok(),
        sources: vec![],
        modified: None,
        retrieved: Some(Timestamp::from_micros(-1)),
        retrieval: Retrieval::Saved,
        kind: ReportKind::Article,
        first_hand: true,
        adapter: "article".into(),
        adapter_version: 1,
        extractor_version: 1,
        catalog: CatalogDigest::of(b"catalog"),
        more: vec![],
    }
}

/// A claim whose evidence is where `quote` stands in `text`.
fn claim(report: ReportId, text: &str, quote: &str, value: Value) -> ClaimContent<'static> {
    let start = text.find(quote).expect("the quote is in the text") as u64;
    let comparator = match value {
        Value::Number(_) => Comparator::Exact,
        Value::Range(..) => Comparator::Range,
    };
    ClaimContent {
        report,
        figure: Some("acme/sales/part=mills".into()),
        value,
        comparator,
        unit: "EUR".into(),
        counted: None,
        direction: None,
        period: "2025-01/2025-Q3".parse().ok(),
        modality: Modality::Stated,
        attribution: Some("Wire".into()),
        voice: None,
        evidence: vec![Evidence::Bytes {
            start,
            end: start + quote.len() as u64,
            place: Place::Heading,
        }],
        signal: None,
        origin: Origin::Reader,
        flags: Flags::CONVERSION,
        more: vec![],
    }
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

/// Records a report with one claim; returns what a reader should tell of it.
fn record_claim(
    ledger: &mut Ledger,
    url: &str,
    (text, quote): (&str, &str),
    value: Value,
    (printed, precision): (Json, i16),
) -> Json {
    let filed = filed(text, url);
    let content = claim(filed.report, text, quote, value);
    let report = filed.report.to_string();
    let asserted = Event::ClaimAsserted(ClaimAsserted {
        ordinal: 300,
        content: content.clone(),
    });
    let stored = asserted.encode();
    let id = ClaimId::of(claimbook_model::event::claim_content(&stored).expect("a claim"));
    let receipt = ledger
        .append(&Commit {
            recorded: Timestamp::from_micros(1_700_000_000_000_000),
            actor: "format test",
            document: Some(text.as_bytes()),
            events: &[Event::ReportFiled(filed), asserted],
        })
        .expect("a commit");
    json!({
        "seq": receipt.last_seq, "claim": id.to_string(), "report": report,
        "publication": "gazette", "figure": "acme/sales/part=mills", "value": printed,
        "precision": precision, "comparator": content.comparator.as_str(), "unit": "EUR",
        "counted": null, "direction": null, "period": "2025-01/2025-Q3",
        "modality": "stated", "attribution": "Wire", "voice": null, "signal": null,
        "origin": "reader", "quotes": [quote],
        "evidence": [{
            "start": text.find(quote), "end": text.find(quote).map(|at| at + quote.len()),
            "place": "heading",
        }],
    })
}

/// Commits of other kinds, so that segments fill; one has sectors that are zero by right.
fn record_notes(ledger: &mut Ledger) {
    for body in ["\0".repeat(1500), "note".to_owned()] {
        let note = Event::Noted(claimbook_model::event::Noted {
            subject: claimbook_model::event::NoteSubject::Figure("acme/sales".into()),
            text: body.into(),
            by: "ada".into(),
            more: vec![],
        });
        let recorded = Timestamp::from_micros(0);
        let commit = Commit {
            recorded,
            actor: "test",
            document: None,
            events: &[note],
        };
        ledger.append(&commit).expect("a commit");
    }
}

/// Writes a book of several segments; returns it and what a reader should tell of its claims.
fn book() -> (tempfile::TempDir, PathBuf, Vec<Json>) {
    let place = tempfile::tempdir().expect("a temporary folder");
    let folder = place.path().join("book");
    let mut options = Options::default();
    options.segment_bytes = 2000;
    let mut ledger =
        Ledger::create_with(&folder, Box::new(NoKeys), &mut options).expect("a new book");
    let mut expected = Vec::new();
    let range = Value::range(decimal("-5"), decimal("12.5")).expect("a range");
    let claims = [
        (
            FIRST,
            "€2.5 million",
            decimal("25e5").into(),
            json!("2500000"),
            5,
        ),
        (
            SECOND,
            "between $-5 and $12.5",
            range,
            json!(["-5", "12.5"]),
            0,
        ),
        (
            FIRST,
            "Acme sold 3 mills",
            decimal("0.030").into(),
            json!("0.030"),
            -3,
        ),
    ];
    for (number, (text, quote, value, printed, precision)) in claims.into_iter().enumerate() {
        let url = format!("https://gazette.example/{number}");
        expected.push(record_claim(
            &mut ledger,
            &url,
            (text, quote),
            value,
            (printed, precision),
        ));
        record_notes(&mut ledger);
    }
    drop(ledger);
    let segments = std::fs::read_dir(folder.join("segments"))
        .expect("the segments")
        .count();
    assert!(segments >= 3, "{segments} segments");
    (place, folder, expected)
}

fn read(folder: &Path) -> Output {
    let reader = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/format/reader.py");
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let output = Command::new(&python).arg(reader).arg(folder).output();
    let output = output.unwrap_or_else(|e| {
        panic!(
            "this test needs Python 3 ({}): {e}",
            Path::new(&python).display()
        )
    });
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(
        !words.contains("needs the Python package"),
        "this test needs Python packages: {words}"
    );
    output
}

#[test]
fn a_reader_written_from_the_specification_reads_a_book() {
    let (_place, folder, expected) = book();
    let output = read(&folder);
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}");
    let lines = String::from_utf8(output.stdout).expect("the reader prints UTF-8");
    let told: Vec<Json> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn that_reader_finds_damage() {
    let (_place, folder, _) = book();
    let path = folder.join("segments/00000000.segment");
    let mut bytes = std::fs::read(&path).expect("a segment");
    bytes[512 + 200] ^= 1;
    std::fs::write(&path, bytes).expect("a changed segment");
    let output = read(&folder);
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(
        words.contains("offset 512") && words.contains("frame hash"),
        "{words}"
    );
}
