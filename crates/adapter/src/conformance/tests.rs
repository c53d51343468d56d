//! Tests of the kit itself: it must find what is wrong.

use std::fs;

use claimbook_extract::Layout;

use super::*;
use crate::compose::Composer;
use crate::lines::visible_lines;
use crate::{Confidence, Given};

/// Makes paragraphs of all lines but the last one, which it loses.
struct Forgetful;

impl Adapter for Forgetful {
    fn name(&self) -> &'static str {
        "forgetful"
    }
    fn version(&self) -> u32 {
        1
    }
    fn source(&self) -> &'static str {
        "title = 'F'\npublisher = 'F'\nlanguage = 'en'"
    }
    fn identify(&self, _: &Input<'_>) -> Confidence {
        Confidence::Likely
    }
    fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
        let mut composer = Composer::new(input.text()?);
        let lines = visible_lines(input.text()?).collect::<Vec<_>>();
        for line in lines.iter().take(lines.len().saturating_sub(1)) {
            composer.paragraph(line.text);
        }
        Ok(composer.finish())
    }
}

fn lost(document: &'static str, lay_out: impl Fn(&mut Composer<'static>)) -> Vec<String> {
    let mut composer = Composer::new(document);
    lay_out(&mut composer);
    let lost = lost_text(document, &composer.finish());
    lost.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn lost_text_is_found() {
    let document = "One line\nAnother line\nA third\n";
    assert_eq!(
        lost(document, |c| c.paragraph(&document[9..21])),
        ["One line", "A third"]
    );
}

#[test]
fn dates_marks_and_headers_are_not_lost() {
    let document = "- April 14, 2026It began\n2. Insight 3: Said\nFirmSales\nAcme$5\n";
    let lost = lost(document, |c| {
        let date = "2026-04-14".parse().expect("a day");
        c.timeline_entry(date, &document[16..24]);
        c.item(&document[39..43]);
        c.boilerplate(&document[44..48]);
        c.cell(&document[54..58], &document[48..53], &document[58..60]);
    });
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn what_a_browser_shows_is_looked_for_in_a_page() {
    let document = "<!doctype html><head><title>No</title></head><p>Seen &amp; <b>bold</b></p>\
                    <script>'no'</script><!-- no -->";
    assert_eq!(lost(document, |_| ()), ["Seen &amp;", "bold"]);
}

#[test]
fn an_adapter_that_holds_to_nothing_is_found_out() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("fixtures")).expect("fixtures");
    let document = "Sales rose to $5 million.\nProfit fell.\n";
    fs::write(folder.path().join("fixtures/a.txt"), document).expect("a fixture");
    let bench = Bench {
        regenerate: false,
        elapsed: &|| Duration::ZERO,
    };
    let failures = check(&Forgetful, folder.path(), bench).expect_err("it loses text");
    let said = failures.to_string();
    for expected in [
        "the adapter is called 'forgetful', but its folder is",
        "1 fixtures in",
        "a.txt: a.txt is of no publication that an adapter knows",
        "a.txt: 'Profit fell.' at byte 26 is in no block",
        "write it with CLAIMBOOK_REGENERATE=1 and read it",
        "claims a document that holds no text (Likely)",
    ] {
        let said = said.replace(&format!("{}/fixtures/", folder.path().display()), "");
        assert!(said.contains(expected), "{expected}\nis not in\n{said}");
    }
}

#[test]
fn expected_layouts_are_compared_and_stale_ones_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), "One\nTwo\n").expect("a fixture");
    let fixture = || Fixture::all_in(folder.path()).map(|mut all| all.remove(0));
    assert_eq!(fixture().expect("a").compare(&Forgetful, true), None);
    assert_eq!(fixture().expect("a").compare(&Forgetful, false), None);
    fs::write(path("a.txt"), "Once\nTwo\n").expect("a fixture");
    let said = fixture()
        .expect("a")
        .compare(&Forgetful, false)
        .expect("it differs");
    assert!(said.contains("in line 2:"), "{said}");
    assert!(said.contains("expected 0..3 paragraph | One"), "{said}");
    fs::write(path("b.layout"), "").expect("a layout");
    assert!(
        fixture()
            .expect_err("b has no document")
            .contains("b.layout is stale")
    );
}

#[test]
fn a_sidecar_says_what_is_known_from_outside() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "One\n").expect("a fixture");
    let sidecar = "publication = 'Alpha'\npublished = '2026-04'\n";
    fs::write(folder.path().join("a.txt.meta.toml"), sidecar).expect("a sidecar");
    let fixtures = Fixture::all_in(folder.path()).expect("one fixture");
    let input = fixtures[0].input();
    assert_eq!(fixtures.len(), 1);
    assert_eq!(input.given().publication.as_deref(), Some("Alpha"));
    assert_eq!(
        *fixtures[0].input_without_metadata().given(),
        Given::default()
    );
}
