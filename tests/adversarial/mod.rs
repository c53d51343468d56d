//! Cases made to mislead: through the binary, no wrong number may be shown without a warning.
//!
//! Each file of `cases` is one trap in several variants: invented reports, and what is true. Every
//! variant is filed forward, in reverse and shuffled; the answers must be the same. What is judged
//! is the value that `figures`, `show` and `audit` display, as JSON and in the words for people. A
//! figure that is shown but that the case does not name counts as wrong.

mod book;
mod case;
mod promised;
mod shown;

use std::fmt::Write as _;
use std::path::Path;

use book::{Filed, ORDERS, order, words};
use case::{Case, Variant, cases};
use shown::{Verdict, warned};

/// What came of one variant.
#[derive(Default)]
struct Outcome {
    verdicts: Vec<Verdict>,
    problems: String,
}

#[test]
fn no_wrong_number_is_shown_without_a_warning() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/adversarial/cases");
    let cases = cases(&folder);
    let outcomes = side_by_side(&cases);
    let mut problems = String::new();
    let mut reached = String::new();
    for (case, outcomes) in cases.iter().zip(outcomes) {
        let count = |verdict: Verdict| {
            let all = outcomes.iter().flat_map(|outcome| &outcome.verdicts);
            all.filter(|found| **found == verdict).count()
        };
        let _ = writeln!(
            reached,
            "{:28} {:2} variants: {:2} clean {:2} hedged {:2} nothing {:2} warned {:2} bare",
            case.name,
            case.variants.len(),
            count(Verdict::Clean),
            count(Verdict::Hedged),
            count(Verdict::Nothing),
            count(Verdict::Warned),
            count(Verdict::Bare)
        );
        for outcome in &outcomes {
            problems += &outcome.problems;
        }
    }
    assert!(problems.is_empty(), "\n{problems}\n{reached}");
    let table = include_str!("reached.txt");
    let expected: Vec<&str> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let found: Vec<&str> = reached.lines().collect();
    assert!(
        found == expected,
        "what is reached is no longer reached.txt:\n{reached}"
    );
}

/// The outcomes of all variants of all cases, several cases at a time.
fn side_by_side(cases: &[Case]) -> Vec<Vec<Outcome>> {
    let share = cases.len().div_ceil(4).max(1);
    std::thread::scope(|scope| {
        let run = |share: &'_ [Case]| -> Vec<Vec<Outcome>> {
            let variants = |case: &Case| case.variants.iter().map(|v| outcome(case, v)).collect();
            share.iter().map(variants).collect()
        };
        let threads: Vec<_> = cases
            .chunks(share)
            .map(|share| scope.spawn(move || run(share)))
            .collect();
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"));
        joined.flatten().collect()
    })
}

/// Files a variant in every order and asks what the case asks.
fn outcome(case: &Case, variant: &Variant) -> Outcome {
    let mut outcome = Outcome::default();
    let mut first = None;
    for name in ORDERS {
        let filed = Filed::new(variant, &order(name, variant.reports.len()));
        let figures = filed.figures();
        match &first {
            None => {
                ask(case, variant, &filed, &mut outcome);
                strangers(case, variant, &figures, &mut outcome);
                first = Some(figures);
            }
            Some(first) if *first != figures => {
                let differ = first.iter().zip(&figures).find(|(one, other)| one != other);
                let (one, other) = differ.map_or_else(Default::default, |(one, other)| {
                    (words(&one["best"]), words(&other["best"]))
                });
                tell(
                    case,
                    variant,
                    &format!("filed {name}: {other}, not {one}"),
                    &mut outcome,
                );
            }
            Some(_) => {}
        }
    }
    outcome
}

fn ask(case: &Case, variant: &Variant, filed: &Filed, outcome: &mut Outcome) {
    for expected in &variant.expected {
        let asked = filed.ask(expected);
        outcome.verdicts.push(asked.verdict);
        for problem in asked.problems {
            let clocks = expected.clocks.join(" ");
            let what = format!("{} {clocks}: {problem} ({})", expected.figure, asked.shown);
            tell(case, variant, &what, outcome);
        }
    }
}

/// Figures that are shown without a warning and that the case does not name.
fn strangers(case: &Case, variant: &Variant, figures: &[serde_json::Value], outcome: &mut Outcome) {
    for answer in figures {
        let figure = answer["figure"].as_str().unwrap_or_default();
        let named = variant
            .expected
            .iter()
            .any(|expected| expected.figure == figure)
            || variant.ignored.iter().any(|ignored| ignored == figure);
        if !named && !answer["best"].is_null() && !warned(&answer["best"]) {
            outcome.verdicts.push(Verdict::Bare);
            let what = format!("{figure} is shown: {}", words(&answer["best"]));
            tell(case, variant, &what, outcome);
        }
    }
}

fn tell(case: &Case, variant: &Variant, what: &str, outcome: &mut Outcome) {
    let _ = writeln!(outcome.problems, "{} / {}: {what}", case.name, variant.name);
}
