//! Scenario tables: rows of claims in, rows of history out. The rules are in `docs/semantics.md`,
//! whose own examples are run here too.

mod checks;
mod conflicts;
mod figures;
mod sums;
mod table;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use claimbook_model::MetricKind;
use claimbook_model::event::Policy;
use claimbook_views::figure::Change;
use table::{Scenario, rendered};

/// Checks all scenarios of some files; how many there are.
fn check_files(paths: &[PathBuf]) -> usize {
    let mut total = 0;
    let mut wrong = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let scenarios = table::read(&text);
        total += scenarios.len();
        wrong.extend(scenarios.iter().filter_map(check));
    }
    assert!(
        wrong.is_empty(),
        "{} of {total} scenarios differ\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    total
}

/// What differs, if anything does: the expected lines against what the fold says.
fn check(scenario: &Scenario) -> Option<String> {
    let view = scenario.fold(false);
    if view != scenario.fold(true) {
        return Some(format!(
            "## {}\nthe order of arrival matters",
            scenario.title
        ));
    }
    let told = rendered(scenario, &view);
    let expected = &scenario.expected;
    (told != *expected).then(|| {
        format!(
            "## {}\n--- expected\n{}\n--- told\n{}\n",
            scenario.title,
            expected.join("\n"),
            told.join("\n")
        )
    })
}

fn scenario_folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios"))
}

fn scenario_files() -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(scenario_folder())
        .expect("the folder of scenarios")
        .map(|file| file.expect("a file of scenarios").path())
        .collect();
    files.sort();
    files
}

#[test]
fn the_seven_histories_come_out_as_worked_out_by_hand() {
    assert_eq!(check_files(&[scenario_folder().join("seven.txt")]), 7);
}

#[test]
fn every_scenario_comes_out_as_written() {
    let total = check_files(&scenario_files());
    assert!(total >= 60, "only {total} scenarios");
}

/// All that a scenario shows of its kind of metric: labels, policies, clocks.
fn shown(scenario: &Scenario) -> Vec<String> {
    let options = &scenario.options;
    let mut shown: Vec<String> = scenario
        .fold(false)
        .rows
        .iter()
        .map(|row| row.change.to_string())
        .collect();
    shown.push(options.policy.as_str().to_owned());
    let clocks = [
        ("as-of", options.as_of.is_some()),
        ("strict", options.strict),
        ("for", options.for_period.is_some()),
        ("at-seq", scenario.at_seq.is_some()),
    ];
    let asked: Vec<&str> = clocks
        .iter()
        .filter(|(_, asked)| *asked)
        .map(|(clock, _)| *clock)
        .collect();
    shown.extend(asked.iter().map(ToString::to_string));
    if asked.len() > 1 {
        shown.push("several clocks".to_owned());
    }
    shown
}

#[test]
fn every_kind_of_metric_is_shown_with_every_label_policy_and_clock() {
    let mut seen = BTreeSet::new();
    for file in scenario_files() {
        let text = std::fs::read_to_string(&file).expect("a file of scenarios");
        for scenario in table::read(&text) {
            let kind = scenario.rule.kind.map_or("unknown", MetricKind::as_str);
            let shown = shown(&scenario).into_iter();
            seen.extend(shown.map(|shown| format!("{kind}: {shown}")));
        }
    }
    let mut missing = Vec::new();
    for kind in ["event", "flow", "stock", "tally", "unknown"] {
        // Only a level or a count can move.
        let moves = matches!(kind, "stock" | "tally");
        let labels = Change::ALL
            .iter()
            .filter(|change| moves || **change != Change::Moved);
        let words = labels
            .map(|change| change.as_str())
            .chain(Policy::ALL.iter().map(|policy| policy.as_str()));
        let words = words.chain(["as-of", "strict", "for", "at-seq", "several clocks"]);
        let wanted = words.map(|word| format!("{kind}: {word}"));
        missing.extend(wanted.filter(|wanted| !seen.contains(wanted)));
    }
    assert!(
        missing.is_empty(),
        "no scenario shows: {}",
        missing.join(", ")
    );
}

#[test]
fn the_examples_of_the_documentation_come_out_as_written() {
    let semantics = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/semantics.md");
    assert!(check_files(&[semantics]) >= 8);
}
