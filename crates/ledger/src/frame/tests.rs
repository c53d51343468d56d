//! Frames are read back, and an unwritten sector is told from a changed one.

use claimbook_model::{DocumentId, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::testing::{document, note};

/// A segment with one frame at `offset`, its events with these texts.
fn segment(offset: u64, texts: &[String], stored: Option<&[u8]>) -> Vec<u8> {
    let mut builder = FrameBuilder::default();
    builder.begin("tests");
    for text in texts {
        builder.push(&note("a/b", text)).unwrap();
    }
    let unplaced = builder
        .finish(&FrameFacts {
            first_seq: 5,
            recorded: Timestamp::from_micros(9),
            actor: "tests",
            previous: [3; 32],
            document: stored.map(|bytes| (DocumentId::of(bytes), bytes)),
        })
        .unwrap();
    let (bytes, _, _) = unplaced.place(offset);
    let mut segment = vec![0; offset as usize];
    segment.extend_from_slice(bytes);
    segment.resize(segment.len().next_multiple_of(SECTOR_BYTES) + 1024, 0);
    segment
}

fn whole(segment: &[u8], offset: u64) -> Frame<'_> {
    match Frame::find(segment, offset) {
        Found::Frame(frame) => frame,
        other => panic!("{other:?}"),
    }
}

#[test]
fn runs_of_zeros_are_listed_and_only_then() {
    let plain = segment(512, &["text".to_owned()], None);
    assert_eq!(whole(&plain, 512).header.blank_count, 0);
    let zeros = segment(512, &["\0".repeat(2000)], None);
    let frame = whole(&zeros, 512);
    assert_eq!(
        (frame.header.blank_count, frame.blanks().unwrap()),
        (3, vec![1, 2, 3])
    );
    assert!(!frame.has_unwritten_sector(512));
}

#[test]
fn an_empty_document_is_stored() {
    let bytes = segment(512, &[], Some(b""));
    assert_eq!(whole(&bytes, 512).read_document(), Ok(vec![]));
}

#[test]
fn a_changed_list_of_blank_sectors_is_damage_and_an_unwritten_one_is_not() {
    // So many sectors are blank that the list has sectors of its own.
    let good = segment(512, &["\0".repeat(512 * 400)], None);
    let frame = whole(&good, 512);
    let list = 512 + frame.header.extent().blanks as usize;
    assert!(frame.header.blank_count > 390);
    let mut bad = good.clone();
    bad[list + 600] ^= 1;
    assert!(matches!(Frame::find(&bad, 512), Found::Wrong(_)));
    let sector = (list + 600) / SECTOR_BYTES * SECTOR_BYTES;
    bad[sector..sector + SECTOR_BYTES].fill(0);
    assert!(matches!(Frame::find(&bad, 512), Found::Unfinished(_)));
}

#[test]
fn a_document_that_is_longer_or_shorter_than_told_is_refused_without_taking_its_memory() {
    let (id, text) = document(4, 3000);
    let good = segment(512, &[], Some(&text));
    for told in [0, 2999, 3001, u64::MAX] {
        let mut frame = whole(&good, 512);
        let facts = frame.header.document.as_mut().unwrap();
        (facts.id, facts.document_bytes) = (id.0, told);
        assert!(
            matches!(frame.read_document(), Err(DocumentProblem::Damaged(_))),
            "{told}"
        );
    }
}

#[test]
fn no_header_makes_reading_panic() {
    // Lengths at the edge of what a header can say, with a checksum that fits.
    for (count, events, stored, blanks) in [
        (u32::MAX, u64::from(u32::MAX), 1 << 40, u32::MAX),
        (1, 0, 0, 1),
        (u32::MAX, 0, 0, 0),
        (1, 8, 1, u32::MAX),
    ] {
        let header = FrameHeader {
            event_count: count,
            first_seq: 0,
            recorded: 0,
            events_bytes: events,
            document: (stored > 0).then_some(StoredDocument {
                id: [1; 32],
                document_bytes: u64::MAX,
                stored_bytes: stored,
                checksum: 0,
            }),
            blank_count: blanks,
            previous: [0; 32],
        };
        let mut bytes = header.to_bytes().to_vec();
        bytes.resize(4096, 0xaa);
        assert!(matches!(
            Frame::find(&bytes, 0),
            Found::Unfinished(_) | Found::Wrong(_)
        ));
        if let Some(frame) = Frame::at(&bytes, 0) {
            assert_eq!(frame.event(0), None);
            assert_eq!(frame.event(u32::MAX), None);
            assert!(frame.read_document().is_err());
        }
    }
}

/// Texts with runs of zeros of all lengths.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop_oneof![
        "[a-z]{0,300}",
        (0..3000_usize).prop_map(|length| "\0".repeat(length)),
        (0..900_usize, 0..900_usize).prop_map(|(a, b)| "\0".repeat(a) + "x" + &"\0".repeat(b)),
    ];
    proptest::collection::vec(text, 0..6)
}

proptest! {
    #[test]
    fn every_frame_reads_back_at_every_offset(
        texts in texts(),
        place in 0..64_u64,
        length in proptest::option::of(0..3000_usize),
    ) {
        let offset = 512 + place * 8;
        let stored = length.map(|length| document(1, length).1);
        let bytes = segment(offset, &texts, stored.as_deref());
        let frame = whole(&bytes, offset);
        prop_assert_eq!(frame.header.event_count as usize, texts.len() + 1);
        for (index, text) in (1..).zip(&texts) {
            prop_assert_eq!(frame.event(index).unwrap(), note("a/b", text).encode());
        }
        prop_assert_eq!(frame.event(frame.header.event_count), None);
        prop_assert_eq!(frame.read_document().ok(), stored);
        prop_assert!(!frame.has_unwritten_sector(offset));
    }

    #[test]
    fn a_frame_with_unwritten_sectors_is_unfinished_never_damaged(
        texts in texts(),
        place in 0..64_u64,
        length in proptest::option::of(0..3000_usize),
        lost in proptest::collection::vec(any::<bool>(), 40),
    ) {
        let offset = 512 + place * 8;
        let stored = length.map(|length| document(2, length).1);
        let good = segment(offset, &texts, stored.as_deref());
        let frame = whole(&good, offset);
        let end = offset as usize + frame.bytes.len();
        let mut torn = good.clone();
        for (sector, _) in lost.iter().enumerate().filter(|(_, lost)| **lost) {
            let start = (512 + sector * SECTOR_BYTES).max(offset as usize);
            let stop = (512 + (sector + 1) * SECTOR_BYTES).min(end);
            if start < stop {
                torn[start..stop].fill(0);
            }
        }
        let found = Frame::find(&torn, offset);
        let expected = if torn == good {
            matches!(found, Found::Frame(_))
        } else {
            // Without its document alone, what follows decides.
            matches!(found, Found::Unfinished(_) | Found::Blank | Found::NoDocument(_))
        };
        prop_assert!(expected, "{found:?}");
    }

    #[test]
    fn a_written_frame_with_a_changed_byte_is_damaged_never_unfinished(
        texts in texts(),
        place in 0..64_u64,
        at in any::<prop::sample::Index>(),
        bit in 0..8_u32,
    ) {
        let offset = 512 + place * 8;
        let mut bytes = segment(offset, &texts, Some(&document(3, 700).1));
        let length = whole(&bytes, offset).bytes.len();
        let at = FRAME_HEADER_BYTES + at.index(length - FRAME_HEADER_BYTES);
        bytes[offset as usize + at] ^= 1 << bit;
        prop_assert!(matches!(Frame::find(&bytes, offset), Found::Wrong(_)));
    }
}
