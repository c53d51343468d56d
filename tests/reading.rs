//! How well texts are read: invented reports with annotations, scored by `claimbook eval`.
//!
//! The texts stand in `tests/texts`. Each floor lies a little under what was last measured: a change
//! that falls below one reads worse than before, and one that gains should raise it.

use std::path::Path;

use crate::support::Place;

/// The least F1 at a level, in thousandths.
type Floors = &'static [(&'static str, u32)];

const FOLDERS: &[(&str, Floors)] = &[
    (
        "business",
        &[("quantity", 960), ("figure", 515), ("claim", 440)],
    ),
    (
        "economy",
        &[("quantity", 890), ("figure", 595), ("claim", 495)],
    ),
    (
        "world",
        &[("quantity", 935), ("figure", 465), ("claim", 320)],
    ),
];

/// The F1 of a level in the table that `eval` prints, in thousandths.
fn f1(table: &str, level: &str) -> Option<u32> {
    let line = table.lines().find(|line| line.starts_with(level))?;
    let (whole, fraction) = line.split_whitespace().last()?.split_once('.')?;
    Some(whole.parse::<u32>().ok()? * 1000 + fraction.parse::<u32>().ok()?)
}

#[test]
fn texts_are_read_as_well_as_before() {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts");
    let place = Place::new();
    let mut worse = Vec::new();
    for (folder, floors) in FOLDERS {
        let path = texts.join(folder).display().to_string();
        let output = place.run(&["eval", &path]);
        for (level, floor) in *floors {
            let found = f1(&output.stdout, level)
                .unwrap_or_else(|| panic!("{level} of {folder}: {}", output.stderr));
            if found < *floor {
                worse.push(format!("{folder}, {level}: {found} of {floor} thousandths"));
            }
        }
    }
    assert!(worse.is_empty(), "{worse:#?}");
}
