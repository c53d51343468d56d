//! The rules of the tree: which way dependencies point, what each file begins with, that every
//! adapter is linked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each part may depend on, of the project's own crates.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("extract", &["model"]),
    ("adapter", &["extract", "model"]),
    ("eval", &["model"]),
    ("ledger", &["model"]),
    ("views", &["ledger", "model"]),
    (
        "book",
        &["adapter", "eval", "extract", "ledger", "model", "views"],
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn manifest(path: &Path) -> toml::Table {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.parse()
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The project's own crates among a table of dependencies, without their prefix.
fn own_dependencies(manifest: &toml::Table, table: &str) -> BTreeSet<String> {
    manifest
        .get(table)
        .and_then(toml::Value::as_table)
        .into_iter()
        .flat_map(toml::Table::keys)
        .filter_map(|name| name.strip_prefix("claimbook-"))
        .map(str::to_owned)
        .collect()
}

fn folders(parent: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join(parent))
        .expect(parent)
        .map(|entry| entry.expect(parent))
        .filter(|entry| entry.path().join("Cargo.toml").exists())
        .map(|entry| entry.file_name().into_string().expect("a UTF-8 name"))
        .collect();
    names.sort();
    names
}

#[test]
fn dependencies_point_one_way() {
    let allowed: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    for name in folders("crates") {
        let own = own_dependencies(
            &manifest(&root().join(format!("crates/{name}/Cargo.toml"))),
            "dependencies",
        );
        let Some(may) = allowed.get(name.as_str()) else {
            panic!(
                "crates/{name} has no place in the order of crates: give it one in tests/tidy.rs"
            )
        };
        let may: BTreeSet<String> = may.iter().map(|s| (*s).to_owned()).collect();
        assert!(
            own.is_subset(&may),
            "crates/{name} uses {own:?}, may use {may:?}"
        );
    }
    for name in folders("adapters") {
        let own = own_dependencies(
            &manifest(&root().join(format!("adapters/{name}/Cargo.toml"))),
            "dependencies",
        );
        let may: BTreeSet<String> = ["adapter", "extract", "model"].map(str::to_owned).into();
        assert!(
            own.is_subset(&may),
            "adapters/{name} uses {own:?}, may use {may:?}"
        );
    }
}

#[test]
fn the_binary_uses_the_book_and_links_every_adapter() {
    let own = own_dependencies(&manifest(&root().join("Cargo.toml")), "dependencies");
    let mut expected: BTreeSet<String> = folders("adapters")
        .into_iter()
        .map(|name| format!("adapter-{name}"))
        .collect();
    let links = fs::read_to_string(root().join("crates/cli/adapters.rs")).expect("adapters.rs");
    for name in folders("adapters") {
        let line = format!("use claimbook_adapter_{} as _;", name.replace('-', "_"));
        assert!(
            links.contains(&line),
            "crates/cli/adapters.rs lacks `{line}`"
        );
    }
    expected.insert("book".to_owned());
    assert_eq!(own, expected);
}

#[test]
fn every_file_says_what_it_is() {
    for path in rust_files() {
        let text = fs::read_to_string(&path).expect("UTF-8");
        assert!(
            text.starts_with("//! "),
            "{} does not begin with `//! `",
            path.display()
        );
        for (number, line) in text.lines().enumerate() {
            assert!(
                !line.ends_with(' '),
                "{}:{}: trailing space",
                path.display(),
                number + 1
            );
        }
    }
}

/// Files of more than 400 lines of code, tests at the end left out, need a reason, given here.
const LONG_FILES: &[(&str, &str)] = &[
    (
        "crates/model/src/event.rs",
        "the one module that owns the encoding: all events in one place",
    ),
    (
        "crates/views/src/figure/view.rs",
        "types only: all that a reader is told of a figure",
    ),
    (
        "crates/views/tests/book/mod.rs",
        "one invented log, with the writer of each of its events",
    ),
    (
        "crates/views/tests/table/mod.rs",
        "one language of tables: its reader and its printer",
    ),
];

#[test]
fn long_files_have_a_reason() {
    let mut long = Vec::new();
    for path in rust_files() {
        let text = fs::read_to_string(&path).expect("UTF-8");
        let code = text
            .split("\n#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        let lines = code.lines().count();
        let name = path
            .strip_prefix(root())
            .expect("below the root")
            .display()
            .to_string();
        let excused = LONG_FILES.iter().any(|(file, _)| *file == name);
        if lines > 400 && !excused && !name.ends_with("tests.rs") {
            long.push(format!("{name}: {lines} lines"));
        }
    }
    assert!(long.is_empty(), "is each of these one subject? {long:#?}");
}

#[test]
fn versions_stand_in_the_root_only() {
    for folder in ["crates", "adapters"] {
        for name in folders(folder) {
            let manifest = manifest(&root().join(format!("{folder}/{name}/Cargo.toml")));
            for table in ["dependencies", "dev-dependencies"] {
                for (dependency, value) in manifest
                    .get(table)
                    .and_then(toml::Value::as_table)
                    .into_iter()
                    .flatten()
                {
                    let inherited = value.get("workspace") == Some(&toml::Value::Boolean(true));
                    assert!(
                        inherited,
                        "{folder}/{name}: {dependency} is not `workspace = true`"
                    );
                }
            }
        }
    }
}

fn rust_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = ["crates", "adapters", "tests", "fuzz"]
        .map(|f| root().join(f))
        .into();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
