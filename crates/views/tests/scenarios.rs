//! Scenario tables: rows of claims in, rows of history out. The rules are in `docs/semantics.md`,
//! whose own examples are run here too.

mod table;

use std::path::{Path, PathBuf};

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

#[test]
fn the_seven_histories_come_out_as_worked_out_by_hand() {
    assert_eq!(check_files(&[scenario_folder().join("seven.txt")]), 7);
}

#[test]
fn every_scenario_comes_out_as_written() {
    let mut files: Vec<_> = std::fs::read_dir(scenario_folder())
        .expect("the folder of scenarios")
        .map(|file| file.expect("a file of scenarios").path())
        .collect();
    files.sort();
    let total = check_files(&files);
    assert!(total >= 60, "only {total} scenarios");
}

#[test]
fn the_examples_of_the_documentation_come_out_as_written() {
    let semantics = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/semantics.md");
    assert!(check_files(&[semantics]) >= 8);
}
