//! Tests of how an adapter is chosen.

use std::borrow::Cow;
use std::path::Path;

use claimbook_extract::{Block, SourceMap};

use super::*;
use crate::input::Given as GivenMetadata;

/// An adapter of one mark: the word that its documents hold.
struct Marked {
    name: &'static str,
    source: &'static str,
    mark: &'static str,
    without: Confidence,
    claims_offset: u64,
}

impl Adapter for Marked {
    fn name(&self) -> &'static str {
        self.name
    }
    fn version(&self) -> u32 {
        1
    }
    fn source(&self) -> &'static str {
        self.source
    }
    fn identify(&self, input: &Input<'_>) -> Confidence {
        match input.text() {
            Err(_) => Confidence::No,
            Ok(text) if text.contains(self.mark) => Confidence::Certain,
            Ok(_) => self.without,
        }
    }
    fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
        let block = Block {
            kind: BlockKind::Paragraph,
            text: Cow::Borrowed(input.text()?),
            source: SourceMap::Verbatim(self.claims_offset),
        };
        Ok(Layout {
            blocks: vec![block],
            ..Layout::default()
        })
    }
}

const ALPHA: &str = "title='Alpha'\npublisher='A'\nlanguage='en'\nhosts=['alpha.example']";
const BETA: &str = "title='Beta'\npublisher='B'\nlanguage='en'\n[expected]\nparagraphs=3";
const ANY: &str = "title='Any'\npublisher='any'\nlanguage='en'";

static ALPHA_ADAPTER: Marked = Marked {
    name: "alpha",
    source: ALPHA,
    mark: "aaa",
    without: Confidence::Readable,
    claims_offset: 0,
};
static BETA_ADAPTER: Marked = Marked {
    name: "beta",
    source: BETA,
    mark: "bbb",
    without: Confidence::No,
    claims_offset: 0,
};
static GENERAL: Marked = Marked {
    name: "general",
    source: ANY,
    mark: "\u{1}",
    without: Confidence::Fallback,
    claims_offset: 0,
};
static LIAR: Marked = Marked {
    name: "liar",
    source: ANY,
    mark: "",
    without: Confidence::No,
    claims_offset: 7,
};

fn registry() -> Registry {
    Registry::of([
        &GENERAL as &'static dyn Adapter,
        &BETA_ADAPTER,
        &ALPHA_ADAPTER,
    ])
    .unwrap()
}

fn chosen(
    text: &str,
    given: GivenMetadata,
    forced: Option<&str>,
) -> Result<(String, Vec<String>), String> {
    let registry = registry();
    let input = Input::new(text.as_bytes(), Some(Path::new("r.txt")), given);
    let choice = registry.choose(&input, forced).map_err(|e| e.to_string())?;
    Ok((choice.entry.adapter.name().to_owned(), choice.findings))
}

fn of(publication: &str) -> GivenMetadata {
    GivenMetadata {
        publication: Some(publication.to_owned()),
        ..GivenMetadata::default()
    }
}

#[test]
fn shape_decides_where_nothing_else_does() {
    let none = GivenMetadata::default;
    assert_eq!(chosen("x aaa", none(), None).unwrap().0, "alpha");
    assert_eq!(chosen("x bbb", none(), None).unwrap().0, "beta");
    assert_eq!(chosen("x", none(), None).unwrap().0, "general");
}

#[test]
fn two_equal_claims_are_not_guessed_between() {
    assert_eq!(
        chosen("aaa bbb", GivenMetadata::default(), None).unwrap_err(),
        "r.txt could be read by alpha and beta alike; choose one with --adapter alpha, or name \
         its publication in the manifest"
    );
    assert_eq!(chosen("aaa bbb", of("Beta"), None).unwrap().0, "beta");
}

#[test]
fn the_given_publication_or_address_decides_where_the_layout_allows_it() {
    assert_eq!(chosen("x", of("alpha"), None).unwrap().0, "alpha");
    let at = GivenMetadata {
        url: Some("https://alpha.example/1".to_owned()),
        ..GivenMetadata::default()
    };
    assert_eq!(chosen("x", at, None).unwrap().0, "alpha");
    let (name, findings) = chosen("x", of("Beta"), None).unwrap();
    assert_eq!(name, "general");
    assert_eq!(
        findings,
        ["it is given as a report of Beta, but is not in that publication's layout"]
    );
}

#[test]
fn a_report_of_another_publication_is_not_read_as_one_it_resembles() {
    let (name, findings) = chosen("aaa", of("Gamma"), None).unwrap();
    assert_eq!(name, "general");
    assert!(findings[0].contains("--adapter alpha"), "{findings:?}");
}

#[test]
fn a_forced_adapter_must_fit_the_document() {
    let none = GivenMetadata::default;
    assert_eq!(chosen("x", none(), Some("alpha")).unwrap().0, "alpha");
    assert_eq!(
        chosen("x", none(), Some("beta")).unwrap_err(),
        "r.txt is not in the layout of Beta, which the adapter 'beta' reads; leave --adapter out \
         to have it recognised, or use --adapter article for any prose"
    );
    assert_eq!(
        chosen("x", none(), Some("aplha")).unwrap_err(),
        "there is no adapter 'aplha'; did you mean 'alpha'? Known adapters: alpha, beta, general"
    );
    assert!(
        chosen("", none(), Some("beta"))
            .unwrap_err()
            .contains("is empty")
    );
}

#[test]
fn what_cannot_be_read_is_refused_for_its_reason() {
    let error = chosen("  \n", GivenMetadata::default(), None).unwrap_err();
    assert!(error.contains("holds no text"), "{error}");
}

#[test]
fn two_adapters_of_one_name_are_refused() {
    let error = Registry::of([&ALPHA_ADAPTER as &'static dyn Adapter, &ALPHA_ADAPTER]);
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains("two adapters are called 'alpha'")
    );
}

#[test]
fn a_misplaced_block_is_not_believed() {
    let registry = Registry::of([&LIAR as &'static dyn Adapter]).unwrap();
    let input = Input::new(b"some text", None, GivenMetadata::default());
    let choice = registry.choose(&input, None).unwrap();
    let error = choice.read(&input).unwrap_err().to_string();
    assert!(
        error.contains("the adapter 'liar' misplaced text"),
        "{error}"
    );
}

#[test]
fn a_report_with_less_than_expected_says_so() {
    let registry = registry();
    let input = Input::new(b"bbb", None, GivenMetadata::default());
    let layout = registry.choose(&input, None).unwrap().read(&input).unwrap();
    assert_eq!(
        layout.findings,
        ["it has 1 paragraphs where this publication's reports have at least 3; is it cut off?"]
    );
}
