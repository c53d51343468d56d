//! Input that no publication sends, and what an adapter must do with it: answer, soon.

use std::time::Duration;

use super::{Fixture, answers};
use crate::Adapter;

/// How long the long inputs are, in bytes.
const LONG_BYTES: usize = 5_000_000;
/// The share of it that time is measured against.
const PART: usize = 8;
/// Up to this, time is not looked at: the machine may have been busy.
const SHORT: Duration = Duration::from_millis(500);
/// Eight times the length may take so many times as long; the square would take 64 times.
const GROWTH_MAX: u32 = 24;

/// What is repeated until it is long: each is the beginning of something in some layout.
const REPEATED: [&str; 16] = [
    "- ",
    "1. 2. ",
    "- April 14, 2026",
    "Comments0\n",
    "| a | b |\n|---|---|\n",
    "a\tb\n",
    "<div>",
    "<table><tr><td>",
    "</p>",
    "&amp;&",
    "<!--",
    "[a](b)[",
    "**_`",
    "Key Features\n1. $5B 2. ",
    "DimensionAcme-GlobexInitechAI\n",
    "word ",
];

/// A fixture repeated until it is long, and with control characters between its own.
pub(super) fn of_fixture(
    adapter: &dyn Adapter,
    fixture: &Fixture,
    elapsed: &dyn Fn() -> Duration,
) -> Vec<String> {
    let interleaved = fixture
        .bytes()
        .iter()
        .flat_map(|&byte| [byte, 0x1b])
        .collect::<Vec<_>>();
    let sparse = fixture
        .bytes()
        .chunks(61)
        .flat_map(|chunk| chunk.iter().copied().chain([0x07]))
        .collect::<Vec<_>>();
    let mut said = Vec::new();
    for (name, bytes) in [("interleaved", interleaved), ("with bells", sparse)] {
        said.extend(
            answers(adapter, &bytes)
                .err()
                .map(|e| format!("{name}: {e}")),
        );
    }
    said.extend(long(adapter, fixture.bytes(), elapsed));
    said
}

/// Input that is like no fixture.
pub(super) fn of_nothing_known(
    adapter: &dyn Adapter,
    elapsed: &dyn Fn() -> Duration,
) -> Vec<String> {
    let every_byte = (0..=255).cycle().take(4096).collect::<Vec<u8>>();
    let texts: [&[u8]; 5] = [
        b"",
        &every_byte,
        b"\n\n \t\r\n",
        b"\xef\xbb\xbfA title\n",
        b"A\xff\xfe\xfd",
    ];
    let mut said = texts
        .iter()
        .filter_map(|bytes| answers(adapter, bytes).err())
        .map(|what| format!("input of nothing known: {what}"))
        .collect::<Vec<_>>();
    for unit in REPEATED {
        said.extend(
            long(adapter, unit.as_bytes(), elapsed)
                .into_iter()
                .map(|what| format!("{unit:?} repeated: {what}")),
        );
    }
    said
}

fn long(adapter: &dyn Adapter, unit: &[u8], elapsed: &dyn Fn() -> Duration) -> Option<String> {
    let time_of = |bytes: usize| {
        let input = unit.repeat(bytes / unit.len().max(1) + 1);
        let started = elapsed();
        let answer = answers(adapter, &input);
        answer.map(|()| elapsed().saturating_sub(started))
    };
    // A twentieth first: what takes long already there is told without waiting for the rest.
    let small = time_of(LONG_BYTES / 20);
    if let Ok(time) = &small
        && *time > SHORT * 4
    {
        return Some(format!("{} bytes took {time:?}", LONG_BYTES / 20));
    }
    let (part, whole) = match (time_of(LONG_BYTES / PART), time_of(LONG_BYTES)) {
        (Ok(part), Ok(whole)) => (part, whole),
        (Err(what), _) | (_, Err(what)) => return Some(format!("{LONG_BYTES} bytes: {what}")),
    };
    (whole > SHORT && whole > part * GROWTH_MAX).then(|| {
        format!(
            "time does not grow with length: {} bytes took {part:?}, {LONG_BYTES} took {whole:?}",
            LONG_BYTES / PART
        )
    })
}
