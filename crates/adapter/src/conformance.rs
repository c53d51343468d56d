//! The kit that every adapter's tests run: one line of code, and fixtures that are files.
//!
//! A fixture is a document in the adapter's `fixtures/` folder, written for the purpose, with the
//! layout expected of it beside it (`NAME.layout` for `NAME.txt`). What is known of it from
//! outside may stand in a sidecar (`NAME.txt.meta.toml`). Adding one needs no code: put the
//! document there, run the tests with `CLAIMBOOK_REGENERATE=1` and read the layout that appears.
//!
//! ```text
//! claimbook_adapter::conformance_tests!(Evermx);
//! ```
//!
//! For every fixture the kit asks that
//!
//! - the adapter recognises it by its shape alone and no other linked one claims it as strongly;
//! - reading it twice gives the same layout, and the layout is the expected one;
//! - every block's text stands at its bytes, in order and without overlap;
//! - the claims read from it are the same each time, and every quote stands at its bytes;
//! - nothing visible is lost: every character is in a block, or is a date, a header of a cell or
//!   the mark of a list item;
//! - all of this holds for the document cut at every 97th byte, and nothing panics on empty,
//!   binary, mutilated and very long input;
//! - time grows with length and not with its square.

mod claims;
mod coverage;
mod fixtures;
mod hostile;
mod snapshot;

use std::fmt;
use std::path::Path;
use std::time::Duration;

use claimbook_extract::Reader;

use crate::{Adapter, Error, Input, Registry, faithful};

pub use coverage::lost_text;
pub use fixtures::Fixture;
pub use snapshot::render;

/// An adapter needs so many fixtures, or its layout is known from one story alone.
pub const FIXTURES_MIN: usize = 2;

/// What the kit takes from the test that runs it, since a library reads no clock and no
/// environment.
#[derive(Clone, Copy)]
pub struct Bench<'t> {
    /// Write the expected layouts anew instead of comparing with them.
    pub regenerate: bool,
    /// Time since some moment.
    pub elapsed: &'t dyn Fn() -> Duration,
}

/// What an adapter does not hold to, one line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failures(
    /// The lines.
    pub Vec<String>,
);

impl std::error::Error for Failures {}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} failures:", self.0.len())?;
        self.0.iter().try_for_each(|line| writeln!(f, "- {line}"))
    }
}

/// Makes the tests of an adapter: `claimbook_adapter::conformance_tests!(Evermx);`.
#[macro_export]
macro_rules! conformance_tests {
    ($adapter:path) => {
        #[test]
        fn holds_to_the_contract_of_adapters() {
            let started = std::time::Instant::now();
            let bench = $crate::conformance::Bench {
                regenerate: std::env::var_os("CLAIMBOOK_REGENERATE").is_some(),
                elapsed: &|| started.elapsed(),
            };
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
            if let Err(failures) = $crate::conformance::check(&$adapter, folder, bench) {
                panic!("{failures}");
            }
        }
    };
}

/// Checks an adapter against the fixtures in `folder/fixtures` and against hostile input.
///
/// # Errors
/// What it does not hold to.
pub fn check(
    adapter: &'static dyn Adapter,
    folder: &Path,
    bench: Bench<'_>,
) -> Result<(), Failures> {
    let mut failures = Vec::new();
    let registry = Registry::linked().map_err(|error| Failures(vec![error.to_string()]))?;
    if !folder.ends_with(adapter.name()) {
        failures.push(format!(
            "the adapter is called '{}', but its folder is {}",
            adapter.name(),
            folder.display()
        ));
    }
    let fixtures =
        Fixture::all_in(&folder.join("fixtures")).map_err(|what| Failures(vec![what]))?;
    if fixtures.len() < FIXTURES_MIN {
        failures.push(format!(
            "{} fixtures in {}/fixtures: write at least {FIXTURES_MIN}",
            fixtures.len(),
            folder.display()
        ));
    }
    let reader = reader().map_err(|what| Failures(vec![what]))?;
    for fixture in &fixtures {
        let said = recognised(&registry, adapter, fixture)
            .into_iter()
            .chain(read_well(adapter, &fixture.input()))
            .chain(claims_of(adapter, &reader, fixture))
            .chain(cut_short(adapter, fixture))
            .chain(fixture.compare(adapter, bench.regenerate))
            .chain(hostile::of_fixture(adapter, fixture, bench.elapsed));
        failures.extend(said.map(|what| format!("{}: {what}", fixture.name())));
    }
    failures.extend(hostile::of_nothing_known(adapter, bench.elapsed));
    if failures.is_empty() {
        Ok(())
    } else {
        Err(Failures(failures))
    }
}

fn reader() -> Result<Reader, String> {
    let catalog = claimbook_extract::built_in_catalog().map_err(|error| error.to_string())?;
    Reader::new(&catalog).map_err(|error| error.to_string())
}

fn claims_of(adapter: &dyn Adapter, reader: &Reader, fixture: &Fixture) -> Vec<String> {
    let input = fixture.input();
    match adapter.read(&input) {
        Ok(layout) => claims::check(reader, &layout, &input),
        Err(error) => vec![error.to_string()],
    }
}

/// Checks all adapters of a folder together: each folder's name is that of a linked adapter, and
/// every fixture is taken, by its shape alone, by the adapter in whose folder it is.
///
/// # Errors
/// What does not hold.
pub fn check_together(folder: &Path) -> Result<(), Failures> {
    let failed = |what: String| Failures(vec![what]);
    let registry = Registry::linked().map_err(|error| failed(error.to_string()))?;
    let folders = fixtures::folders_in(folder).map_err(failed)?;
    let linked = registry.entries().iter().map(|entry| entry.adapter.name());
    let linked = linked.collect::<Vec<_>>();
    let mut failures = Vec::new();
    if folders != linked {
        failures.push(format!(
            "the folders are {}, the adapters {}",
            folders.join(", "),
            linked.join(", ")
        ));
    }
    for entry in registry.entries() {
        let path = folder.join(entry.adapter.name()).join("fixtures");
        let fixtures = Fixture::all_in(&path).map_err(failed)?;
        failures.extend(fixtures.iter().filter_map(|fixture| {
            recognised(&registry, entry.adapter, fixture)
                .map(|what| format!("{}: {what}", fixture.name()))
        }));
    }
    if failures.is_empty() {
        Ok(())
    } else {
        Err(Failures(failures))
    }
}

fn recognised(
    registry: &Registry,
    adapter: &'static dyn Adapter,
    fixture: &Fixture,
) -> Option<String> {
    match registry.choose(&fixture.input_without_metadata(), None) {
        Err(error) => Some(error.to_string()),
        Ok(choice) if choice.entry.adapter.name() != adapter.name() => Some(format!(
            "is taken for a document of '{}'",
            choice.entry.adapter.name()
        )),
        Ok(_) => None,
    }
}

/// Whether the document, cut at any place, is still read well or refused with a reason.
fn cut_short(adapter: &dyn Adapter, fixture: &Fixture) -> Vec<String> {
    const STEP_BYTES: usize = 97;
    (0..fixture.bytes().len())
        .step_by(STEP_BYTES)
        .flat_map(|end| {
            let input = Input::new(&fixture.bytes()[..end], None, crate::Given::default());
            let said = match adapter.read(&input) {
                Err(_) => Vec::new(),
                Ok(_) => read_well(adapter, &input),
            };
            said.into_iter()
                .map(move |what| format!("cut at byte {end}: {what}"))
        })
        .collect()
}

/// What a layout must hold to, whatever the document.
fn read_well(adapter: &dyn Adapter, input: &Input<'_>) -> Vec<String> {
    let (layout, again) = match (adapter.read(input), adapter.read(input)) {
        (Ok(layout), Ok(again)) => (layout, again),
        (Err(error), _) | (_, Err(error)) => return vec![error.to_string()],
    };
    let mut said = Vec::new();
    if layout != again {
        said.push("reading it twice gives two layouts".to_owned());
    }
    said.extend(faithful::check(&layout, input.bytes()).err());
    if let Ok(text) = input.text() {
        let lost = lost_text(text, &layout);
        said.extend(
            lost.iter()
                .take(3)
                .map(|(offset, text)| format!("'{text}' at byte {offset} is in no block")),
        );
    }
    said
}

/// Reads a document that need not be one: an error is an answer, a panic is not.
fn answers(adapter: &dyn Adapter, bytes: &[u8]) -> Result<(), String> {
    let input = Input::new(bytes, None, crate::Given::default());
    let confidence = adapter.identify(&input);
    if input.text().is_err() && confidence > crate::Confidence::Fallback {
        return Err(format!(
            "claims a document that holds no text ({confidence:?})"
        ));
    }
    match adapter.read(&input) {
        Ok(layout) => faithful::check(&layout, bytes),
        Err(
            Error::Empty { .. }
            | Error::Binary { .. }
            | Error::NotUtf8 { .. }
            | Error::NoText { .. },
        ) => Ok(()),
        Err(error) if input.text().is_err() => {
            Err(format!("refuses it for another reason: {error}"))
        }
        Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests;
