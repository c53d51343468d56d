//! What the fuzz targets kept: each input is read again, and what must hold of every input holds.

use std::fs;
use std::panic::{RefUnwindSafe, catch_unwind};
use std::path::PathBuf;

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "the fuzz targets use it as a crate")]
mod invariants;

/// Checks every input that was kept for a target.
fn replay(target: &str, check: impl Fn(&[u8]) + RefUnwindSafe) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut paths = fs::read_dir(folder.join(target))
        .expect(target)
        .map(|entry| entry.expect(target).path())
        .collect::<Vec<_>>();
    paths.sort();
    assert!(!paths.is_empty(), "nothing is kept for {target}");
    let breaks = |path: &PathBuf| {
        let input = fs::read(path).expect("an input");
        catch_unwind(|| check(&input)).is_err()
    };
    let broken = paths.into_iter().filter(breaks).collect::<Vec<_>>();
    assert!(broken.is_empty(), "an invariant is broken by {broken:#?}");
}

#[test]
fn quantities() {
    replay("quantity", invariants::quantity);
}

#[test]
fn dates() {
    replay("date", invariants::date);
}

#[test]
fn pages() {
    replay("page", invariants::page);
}

#[test]
fn catalogs() {
    replay("catalog", invariants::catalog);
}

#[test]
fn claims() {
    replay("claim", invariants::claim);
}
