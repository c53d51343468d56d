//! Golden bytes for each event, and what the decoder refuses.
//!
//! The bytes are written out by hand from `docs/format.md`: a change here is a change of the
//! format, and needs another number or another version.

use proptest::prelude::*;

use super::*;
use crate::{Part, Place};

mod strategy;

const REPORT: ReportId = ReportId([0x11; 32]);
const DOCUMENT: DocumentId = DocumentId([0x22; 32]);
const CLAIM: ClaimId = ClaimId([0x33; 32]);
const OTHER_CLAIM: ClaimId = ClaimId([0x44; 32]);
const CATALOG: CatalogDigest = CatalogDigest([0x55; 32]);

/// Checks that an event has these bytes, written in parts, and that they read back.
fn golden(event: &Event<'_>, number: u8, parts: &[&[u8]]) {
    let expected = parts.concat();
    assert_eq!(event.encode(), expected);
    assert_eq!(expected[0], number);
    assert_eq!(u32::from(number), event.number());
    assert_eq!(&Event::decode(&expected).unwrap(), event);
    let mut appended = vec![9];
    event.encode_into(&mut appended);
    assert_eq!(appended[1..], expected);
}

#[test]
fn committed() {
    let event = Event::Committed(Committed {
        recorded: Timestamp::from_micros(-2),
        count: 300,
        actor: "ab".into(),
        more: vec![Extension {
            number: 7,
            bytes: Cow::Borrowed(&[1, 2]),
        }],
    });
    // Zigzag of -2 is 3; 300 takes the mark 251 and two bytes; one extension of two bytes.
    golden(
        &event,
        0,
        &[&[0, 3, 251, 44, 1], b"\x02ab", &[1, 7, 2, 1, 2]],
    );
}

#[test]
fn report_filed() {
    let event = Event::ReportFiled(ReportFiled {
        report: REPORT,
        document: DOCUMENT,
        part: "".into(),
        occurrence: 1,
        publication: "gazette".into(),
        publication_name: "Gazette".into(),
        url: "u".into(),
        title: "é".into(),
        published: Some(Period::Single(Part::Day(2026, 4, 20))),
        sources: vec![
            (ReportField::Published, FieldSource::Inferred),
            (ReportField::Title, FieldSource::Document),
        ],
        modified: None,
        retrieved: Some(Timestamp::from_micros(1_776_643_200_000_001)),
        retrieval: Retrieval::Saved,
        kind: ReportKind::Release,
        first_hand: true,
        adapter: "article".into(),
        adapter_version: 2,
        extractor_version: 251,
        catalog: CATALOG,
        more: vec![],
    });
    let parts: &[&[u8]] = &[
        &[1],
        &REPORT.0,
        &DOCUMENT.0,
        &[0, 1],
        b"\x07gazette\x07Gazette\x01u\x02\xc3\xa9",
        // Some, single, day; 2 × 2026 = 4052 = 0x0fd4.
        &[1, 0, 3, 251, 0xd4, 0x0f, 4, 20],
        &[2, 3, 2, 2, 1],
        &[0],
        // Twice the microseconds, in eight bytes.
        &[1, 253, 0x02, 0x40, 0xa8, 0xf5, 0xb1, 0x9f, 0x0c, 0x00],
        &[1, 1, 1],
        b"\x07article",
        &[2, 251, 251, 0],
        &CATALOG.0,
        &[0],
    ];
    golden(&event, 1, parts);
}

#[test]
fn report_amended() {
    let event = Event::ReportAmended(ReportAmended {
        report: REPORT,
        amendments: vec![Amendment {
            field: ReportField::FirstHand,
            value: "true".into(),
            source: FieldSource::Given,
        }],
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    golden(
        &event,
        2,
        &[
            &[2],
            &REPORT.0,
            &[1, 6],
            b"\x04true",
            &[0],
            b"\x01a\x01b",
            &[0],
        ],
    );
}

#[test]
fn report_retracted() {
    let event = Event::ReportRetracted(ReportRetracted {
        report: REPORT,
        known: Some(Period::Single(Part::Year(2026))),
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    let known = &[1, 0, 0, 251, 0xd4, 0x0f];
    golden(&event, 3, &[&[3], &REPORT.0, known, b"\x01a\x01b", &[0]]);
}

/// A claim with every optional part, its content's bytes, and the bytes of the whole event.
fn full_claim() -> (Event<'static>, Vec<u8>, Vec<u8>) {
    let event = Event::ClaimAsserted(ClaimAsserted {
        ordinal: 70_000,
        content: ClaimContent {
            report: REPORT,
            figure: Some("acme/revenue".into()),
            value: Value::Range(Decimal::new(-5, 9).unwrap(), Decimal::new(125, -1).unwrap()),
            comparator: Comparator::Range,
            unit: "USD".into(),
            counted: Some("jobs".into()),
            direction: Some(Direction::Down),
            period: Some(Period::Interval(
                Part::Month(2025, 1),
                Part::Quarter(2025, 3),
            )),
            modality: Modality::Contingent,
            attribution: Some("Wire".into()),
            voice: Some("wire".into()),
            evidence: vec![
                Evidence::Bytes {
                    start: 10,
                    end: 300,
                    place: Place::Heading,
                },
                Evidence::Cell { row: 2, column: 3 },
                Evidence::Pointer { path: "/a".into() },
            ],
            signal: Some(Signal::Corrected),
            origin: Origin::Curator,
            flags: Flags(5),
            more: vec![],
        },
    });
    let content = [
        &REPORT.0[..],
        b"\x01\x0cacme/revenue",
        // A range: -5 is 9 and 9 is 18; 125 is 250 and -1 is 1.
        &[1, 9, 18, 250, 1],
        &[4],
        b"\x03USD",
        b"\x01\x04jobs",
        &[1, 1],
        // Interval; month 1 of 2025; quarter 3 of 2025: 2 × 2025 = 4050 = 0x0fd2.
        &[1, 1, 2, 251, 0xd2, 0x0f, 1, 1, 251, 0xd2, 0x0f, 3],
        &[3],
        b"\x01\x04Wire\x01\x04wire",
        &[3, 0, 10, 251, 44, 1, 4, 1, 2, 3, 2],
        b"\x02/a",
        &[1, 1],
        &[1],
        &[5],
        &[0],
    ]
    .concat();
    // 70,000 = 0x00011170 takes the mark 252 and four bytes.
    let whole = [&[4, 252, 0x70, 0x11, 0x01, 0x00][..], &content].concat();
    (event, content, whole)
}

#[test]
fn claim_asserted() {
    let (event, _, whole) = full_claim();
    golden(&event, 4, &[&whole]);
}

#[test]
fn claim_content_is_the_event_without_number_and_ordinal() {
    let (_, content, whole) = full_claim();
    assert_eq!(claim_content(&whole), Some(&content[..]));
    let note = Event::PolicySet(PolicySet {
        policy: Policy::Latest,
        by: "".into(),
        why: "".into(),
        more: vec![],
    });
    assert_eq!(claim_content(&note.encode()), None);
    assert_eq!(claim_content(&[4]), None);
    assert_eq!(claim_content(&[]), None);
}

#[test]
fn a_smallest_claim() {
    let event = Event::ClaimAsserted(ClaimAsserted {
        ordinal: 0,
        content: ClaimContent {
            report: REPORT,
            figure: None,
            value: Value::Number(Decimal::ZERO),
            comparator: Comparator::Exact,
            unit: "count".into(),
            counted: None,
            direction: None,
            period: None,
            modality: Modality::Stated,
            attribution: None,
            voice: None,
            evidence: vec![],
            signal: None,
            origin: Origin::Reader,
            flags: Flags(0),
            more: vec![],
        },
    });
    let zeros = &[0; 11];
    golden(
        &event,
        4,
        &[&[4, 0], &REPORT.0, &[0, 0, 0, 0, 0], b"\x05count", zeros],
    );
}

#[test]
fn claim_withdrawn() {
    let event = Event::ClaimWithdrawn(ClaimWithdrawn {
        claim: CLAIM,
        figure: Some("a/b".into()),
        cause: WithdrawalCause::Misread,
        by_report: Some(REPORT),
        replaced_by: Some(OTHER_CLAIM),
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    let parts: &[&[u8]] = &[
        &[5],
        &CLAIM.0,
        b"\x01\x03a/b",
        &[2, 1],
        &REPORT.0,
        &[1],
        &OTHER_CLAIM.0,
        b"\x01a\x01b",
        &[0],
    ];
    golden(&event, 5, parts);
}

#[test]
fn claim_linked() {
    let event = Event::ClaimLinked(ClaimLinked {
        claim: CLAIM,
        from: None,
        to: Some("a/b".into()),
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    golden(
        &event,
        6,
        &[&[6], &CLAIM.0, &[0], b"\x01\x03a/b", b"\x01a\x01b", &[0]],
    );
}

#[test]
fn figures_merged() {
    let event = Event::FiguresMerged(FiguresMerged {
        from: "a/b".into(),
        into: "c/d".into(),
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    golden(&event, 7, &[&[7], b"\x03a/b\x03c/d\x01a\x01b", &[0]]);
}

#[test]
fn voice_rated() {
    let event = Event::VoiceRated(VoiceRated {
        voice: "wire".into(),
        trust: Decimal::new(25, -1).unwrap(),
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    golden(
        &event,
        8,
        &[&[8], b"\x04wire", &[50, 1], b"\x01a\x01b", &[0]],
    );
}

#[test]
fn noted() {
    let note = |subject| {
        Event::Noted(Noted {
            subject,
            text: "n".into(),
            by: "a".into(),
            more: vec![],
        })
    };
    let figure = note(NoteSubject::Figure("a/b".into()));
    golden(&figure, 9, &[&[9, 0], b"\x03a/b", b"\x01n\x01a", &[0]]);
    let claim = note(NoteSubject::Claim(CLAIM));
    golden(&claim, 9, &[&[9, 1], &CLAIM.0, b"\x01n\x01a", &[0]]);
    let report = note(NoteSubject::Report(REPORT));
    golden(&report, 9, &[&[9, 2], &REPORT.0, b"\x01n\x01a", &[0]]);
}

#[test]
fn undone() {
    let event = Event::Undone(Undone {
        seq: 1 << 40,
        figures: vec!["a/b".into(), "c/d".into()],
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    let seq = &[253, 0, 0, 0, 0, 0, 1, 0, 0];
    golden(
        &event,
        10,
        &[&[10], seq, &[2], b"\x03a/b\x03c/d\x01a\x01b", &[0]],
    );
}

#[test]
fn report_reaffirmed() {
    let event = Event::ReportReaffirmed(ReportReaffirmed {
        report: REPORT,
        claims: vec![CLAIM, OTHER_CLAIM],
        more: vec![],
    });
    golden(
        &event,
        11,
        &[&[11], &REPORT.0, &[2], &CLAIM.0, &OTHER_CLAIM.0, &[0]],
    );
}

#[test]
fn catalog_adopted() {
    let event = Event::CatalogAdopted(CatalogAdopted {
        document: DOCUMENT,
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    golden(&event, 12, &[&[12], &DOCUMENT.0, b"\x01a\x01b", &[0]]);
}

#[test]
fn policy_set() {
    for (policy, number) in [
        (Policy::Consensus, 0),
        (Policy::Latest, 1),
        (Policy::FirstHand, 2),
    ] {
        let event = Event::PolicySet(PolicySet {
            policy,
            by: "a".into(),
            why: "b".into(),
            more: vec![],
        });
        golden(&event, 13, &[&[13, number], b"\x01a\x01b", &[0]]);
    }
}

#[test]
fn version_judged() {
    let event = Event::VersionJudged(VersionJudged {
        report: REPORT,
        accepted: true,
        by: "a".into(),
        why: "b".into(),
        more: vec![],
    });
    golden(&event, 14, &[&[14], &REPORT.0, &[1], b"\x01a\x01b", &[0]]);
}

#[test]
fn draft_pinned() {
    let event = Event::DraftPinned(DraftPinned {
        document: DOCUMENT,
        title: "t".into(),
        seq: 9,
        policy: Policy::Latest,
        figures: vec![PinnedFigure {
            figure: "a/b".into(),
            period: Some(Period::Fiscal(2026, 2)),
            value: Value::Number(Decimal::new(1, 0).unwrap()),
            comparator: Comparator::AtMost,
            unit: "USD".into(),
        }],
        by: "a".into(),
        more: vec![],
    });
    let parts: &[&[u8]] = &[
        &[15],
        &DOCUMENT.0,
        b"\x01t",
        &[9, 1, 1],
        b"\x03a/b",
        &[1, 2, 251, 0xd4, 0x0f, 2],
        &[0, 2, 0],
        &[3],
        b"\x03USD",
        b"\x01a",
        &[0],
    ];
    golden(&event, 15, parts);
}

#[test]
fn document_erased() {
    let event = Event::DocumentErased(DocumentErased {
        document: DOCUMENT,
        by: "a".into(),
        basis: "law".into(),
        more: vec![],
    });
    golden(&event, 16, &[&[16], &DOCUMENT.0, b"\x01a\x03law", &[0]]);
}

#[test]
fn a_number_of_a_later_version_is_told_from_damage() {
    // The first numbers that are not given, in one byte and in three.
    for bytes in [
        &[Event::NUMBERS.len() as u8, 0, 0][..],
        &[251, 0x2c, 0x01, 0],
    ] {
        let error = Event::decode(bytes).unwrap_err();
        assert!(matches!(error, EventError::UnknownNumber { .. }), "{error}");
        assert!(error.to_string().contains("update it"), "{error}");
    }
    assert_eq!(
        Event::decode(&[251, 0x2c, 0x01]),
        Err(EventError::UnknownNumber { number: 300 })
    );
    // An unknown word within a known event is not a later event.
    let error = Event::decode(&[13, 9, 0, 0, 0]).unwrap_err();
    assert!(matches!(error, EventError::Malformed { .. }), "{error}");
}

#[test]
fn trailing_bytes_are_refused() {
    let (_, _, mut whole) = full_claim();
    whole.push(0);
    assert_eq!(
        Event::decode(&whole),
        Err(EventError::TrailingBytes { extra: 1 })
    );
}

#[test]
fn every_cut_event_is_refused() {
    let (_, _, whole) = full_claim();
    for length in 0..whole.len() {
        let error = Event::decode(&whole[..length]).unwrap_err();
        assert!(
            matches!(error, EventError::Malformed { .. }),
            "{length}: {error}"
        );
    }
}

#[test]
fn a_length_beyond_the_limit_is_refused_before_memory_is_taken() {
    // An actor of 2^62 bytes, and a list of as many extensions.
    for bytes in [
        &[0, 0, 0, 253, 0, 0, 0, 0, 0, 0, 0, 0x40][..],
        &[0, 0, 0, 0, 253, 0, 0, 0, 0, 0, 0, 0, 0x40],
    ] {
        let error = Event::decode(bytes).unwrap_err();
        assert!(matches!(error, EventError::Malformed { .. }), "{error}");
    }
}

#[test]
fn text_that_is_no_utf_8_is_refused() {
    let error = Event::decode(&[13, 0, 1, 0xff, 0, 0]).unwrap_err();
    assert!(matches!(error, EventError::Malformed { .. }), "{error}");
}

#[test]
fn days_and_numbers_that_cannot_exist_are_refused() {
    // The 30th of February; a range that runs downwards.
    let retracted = [
        &[3][..],
        &REPORT.0,
        &[1, 0, 3, 251, 0xd4, 0x0f, 2, 30],
        &[0, 0, 0],
    ]
    .concat();
    assert_eq!(
        Event::decode(&retracted),
        Err(EventError::Impossible { what: "a date" })
    );
    let (_, _, whole) = full_claim();
    let at = whole
        .windows(5)
        .position(|bytes| bytes == [1, 9, 18, 250, 1])
        .unwrap();
    let mut downwards = whole.clone();
    downwards[at + 1] = 250;
    downwards[at + 2] = 18;
    assert_eq!(
        Event::decode(&downwards),
        Err(EventError::Impossible { what: "a number" })
    );
}

#[test]
fn a_claim_reads_back_from_its_content() {
    let claim = Claim {
        figure: Some("acme/revenue/segment=cloud".parse().unwrap()),
        value: Decimal::new(42, -1).unwrap().into(),
        comparator: Comparator::Approx,
        unit: "USD/hour".parse().unwrap(),
        counted: Some("jobs".to_owned()),
        direction: Some(Direction::Up),
        period: "2026-Q2".parse().ok(),
        modality: Modality::Estimated,
        attribution: Some(Attribution {
            name: "people familiar".to_owned(),
            voice: None,
        }),
        evidence: vec![Evidence::Bytes {
            start: 1,
            end: 2,
            place: Place::Table,
        }],
        signal: Some(Signal::Moved),
        origin: Origin::Reader,
        flags: Flags::CONVERSION,
    };
    assert_eq!(ClaimContent::of(REPORT, &claim).to_claim().unwrap(), claim);
}

#[test]
fn text_is_borrowed_from_the_input() {
    let (_, _, whole) = full_claim();
    let Event::ClaimAsserted(claim) = Event::decode(&whole).unwrap() else {
        panic!("a claim was encoded");
    };
    let texts = [
        claim.content.figure,
        Some(claim.content.unit),
        claim.content.voice,
    ];
    for text in texts.into_iter().flatten() {
        assert!(matches!(text, Cow::Borrowed(_)), "{text}");
    }
}

proptest! {
    #[test]
    fn every_event_reads_back(event in strategy::event()) {
        let bytes = event.encode();
        prop_assert_eq!(Event::decode(&bytes).unwrap(), event);
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Event::decode(&bytes);
        let _ = claim_content(&bytes);
    }

    #[test]
    fn a_changed_event_is_read_or_refused(
        event in strategy::event(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = event.encode();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(changed) = Event::decode(&bytes) {
            // What is read can be stored and read again.
            let again = changed.encode();
            prop_assert_eq!(Event::decode(&again).unwrap(), changed);
        }
    }
}
