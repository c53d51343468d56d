//! Scenario tables: rows of claims in, rows of history out. The rules are in `docs/semantics.md`,
//! whose own examples are run here too.

mod table;

use std::path::Path;

use table::{Scenario, rendered};

fn check_file(path: &Path) -> usize {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let scenarios = table::read(&text);
    let wrong: Vec<String> = scenarios.iter().filter_map(check).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} scenarios of {} differ\n\n{}",
        wrong.len(),
        scenarios.len(),
        path.display(),
        wrong.join("\n")
    );
    scenarios.len()
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
    assert_eq!(check_file(&scenario_folder().join("seven.txt")), 7);
}

#[test]
fn every_scenario_comes_out_as_written() {
    let mut files: Vec<_> = std::fs::read_dir(scenario_folder())
        .expect("the folder of scenarios")
        .map(|file| file.expect("a file of scenarios").path())
        .collect();
    files.sort();
    let total: usize = files.iter().map(|file| check_file(file)).sum();
    assert!(total >= 60, "only {total} scenarios");
}

#[test]
fn the_examples_of_the_documentation_come_out_as_written() {
    let semantics = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/semantics.md"
    ));
    assert!(check_file(semantics) >= 8);
}
