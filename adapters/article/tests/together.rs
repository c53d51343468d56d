//! All adapters together: none takes another's document. They stand here because this adapter
//! takes whatever no other does.

use std::path::Path;

use claimbook_adapter_article as _;
use claimbook_adapter_blockdesk as _;
use claimbook_adapter_evermx as _;
use claimbook_adapter_lego_sia as _;
use claimbook_adapter_synapsflow as _;
use claimbook_adapter_winzheng_fund as _;

use claimbook_adapter::conformance::check_together;
use claimbook_adapter::{Given, Input, Registry};

fn adapters() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the folder of all adapters")
}

#[test]
fn every_fixture_is_taken_by_its_own_adapter_alone() {
    if let Err(failures) = check_together(adapters()) {
        panic!("{failures}");
    }
}

/// The documents that the project was created from, each named after its adapter.
#[test]
fn every_seed_is_recognised_and_laid_out_without_a_finding() {
    let registry = Registry::linked().expect("the adapters fit together");
    let seeds = adapters().join("../seeds");
    for name in [
        "blockdesk",
        "evermx",
        "lego-sia",
        "synapsflow",
        "winzheng-fund",
    ] {
        let path = seeds.join(name).with_extension("txt");
        let bytes = std::fs::read(&path).expect("the seeds are part of the project");
        let input = Input::new(&bytes, Some(&path), Given::default());
        let choice = registry.choose(&input, None).expect(name);
        assert_eq!(choice.entry.adapter.name(), name);
        let layout = choice.read(&input).expect(name);
        assert_eq!(layout.findings, Vec::<String>::new(), "{name}");
        assert_eq!(layout.published, None, "{name} shows no date");
        let lost = claimbook_adapter::conformance::lost_text(input.text().expect(name), &layout);
        assert_eq!(lost, [], "{name}");
    }
}
