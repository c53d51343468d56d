//! Cases as text files: what publications say, and what is true.

use std::path::Path;

/// A trap, in several variants.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) variants: Vec<Variant>,
}

/// One way in which the trap is set.
pub(super) struct Variant {
    pub(super) name: String,
    pub(super) reports: Vec<Report>,
    pub(super) expected: Vec<Expected>,
    /// Figures that may be shown, whatever they say.
    pub(super) ignored: Vec<String>,
    /// A catalog to read with, beside the built-in one.
    pub(super) catalog: Option<String>,
}

/// An invented report: what a manifest says of it, and its text.
#[derive(Clone)]
pub(super) struct Report {
    pub(super) fields: Vec<(String, String)>,
    pub(super) text: String,
}

/// A figure, under which clocks it is asked for, and what is true.
pub(super) struct Expected {
    /// Options of the clocks, as for the command line.
    pub(super) clocks: Vec<String>,
    pub(super) figure: String,
    /// The true value in full and its unit; `None` if nothing may be told as a fact.
    pub(super) truth: Option<(f64, String)>,
    /// The period that the value must be about.
    pub(super) about: Option<String>,
    pub(super) reach: Reach,
}

/// What must be reached, beyond that no wrong number is shown without a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Nothing more.
    Safe,
    /// The true value without any warning.
    Clean,
    /// The true value, with or without one.
    Right,
    /// A warning, whatever the value.
    Warned,
    /// No value.
    Nothing,
}

/// All cases below a folder, in the order of their names.
pub(super) fn cases(folder: &Path) -> Vec<Case> {
    let entries = std::fs::read_dir(folder).expect("the folder of the cases");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths.iter().map(|path| case(path)).collect()
}

fn case(path: &Path) -> Case {
    let name = path.file_stem().and_then(|name| name.to_str());
    let name = name.expect("a name").to_owned();
    let text = std::fs::read_to_string(path).expect("a case");
    let mut parts = text.split("\n=== ");
    let heading = parts.next().unwrap_or_default();
    assert!(heading.starts_with("# "), "{name}: says no title");
    let variants: Vec<Variant> = parts.map(|part| variant(&name, part)).collect();
    assert!(!variants.is_empty(), "{name}: has no variants");
    Case { name, variants }
}

fn variant(case: &str, text: &str) -> Variant {
    let mut parts = text.split("\n--- ");
    let name = parts.next().unwrap_or_default().trim().to_owned();
    let mut made = Variant {
        name,
        reports: Vec::new(),
        expected: Vec::new(),
        ignored: Vec::new(),
        catalog: None,
    };
    for part in parts {
        let (kind, rest) = part.split_once('\n').unwrap_or((part, ""));
        match kind.trim() {
            "catalog" => made.catalog = Some(rest.to_owned()),
            "expect" => expectations(rest, &mut made),
            publication => made.reports.push(report(publication, rest)),
        }
    }
    assert!(
        !made.reports.is_empty() && !made.expected.is_empty(),
        "{case}, {}: needs reports and expectations",
        made.name
    );
    made
}

/// `Publication[, published]`, lines `name: value`, an empty line, and the text.
fn report(title: &str, text: &str) -> Report {
    let (publication, published) = match title.rsplit_once(", ") {
        Some((publication, published)) => (publication, Some(published)),
        None => (title, None),
    };
    let text = format!("\n{text}");
    let (head, body) = text.split_once("\n\n").expect("an empty line, then a text");
    let field = |(name, value): (&str, &str)| (name.to_owned(), value.trim().to_owned());
    let more = head.lines().filter(|line| !line.is_empty());
    let more = more.map(|line| line.split_once(": ").expect("name: value"));
    Report {
        fields: [("publication", publication)]
            .into_iter()
            .chain(published.map(|published| ("published", published)))
            .chain(more)
            .map(field)
            .collect(),
        text: format!("{}\n", body.trim_end()),
    }
}

fn expectations(text: &str, made: &mut Variant) {
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match line.strip_prefix("ignore ") {
            Some(figure) => made.ignored.push(figure.trim().to_owned()),
            None => made.expected.push(expected(line)),
        }
    }
}

/// `[--as-of 2026-01-01: ]figure = 5 billion USD[ about 2026][ | clean]`
fn expected(line: &str) -> Expected {
    let (rest, reach) = line.split_once(" | ").unwrap_or((line, "safe"));
    let (left, right) = rest.split_once(" = ").expect("figure = value");
    let (clocks, figure) = match left.split_once(": ") {
        Some((clocks, figure)) => (clocks, figure),
        None => ("", left),
    };
    let (value, about) = match right.split_once(" about ") {
        Some((value, about)) => (value, Some(about.trim().to_owned())),
        None => (right, None),
    };
    Expected {
        clocks: clocks.split_whitespace().map(str::to_owned).collect(),
        figure: figure.trim().to_owned(),
        truth: truth(value.trim()),
        about,
        reach: match reach.trim() {
            "safe" => Reach::Safe,
            "clean" => Reach::Clean,
            "right" => Reach::Right,
            "warned" => Reach::Warned,
            "nothing" => Reach::Nothing,
            other => panic!("what is '| {other}'?"),
        },
    }
}

/// `5 billion USD`, `-3.2 percent`, or `none`.
fn truth(text: &str) -> Option<(f64, String)> {
    if text == "none" {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let number: f64 = words[0].parse().expect("a number");
    let scale = match words.get(1).copied() {
        Some("thousand") => 1e3,
        Some("million") => 1e6,
        Some("billion") => 1e9,
        Some("trillion") => 1e12,
        _ => 1.0,
    };
    let unit = words[1 + usize::from(scale > 1.0)..].join(" ");
    Some((number * scale, unit))
}
