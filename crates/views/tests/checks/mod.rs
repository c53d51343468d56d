//! What a check says of numbers in a text: the examples of the documentation, and that a wrong
//! number never agrees.
//!
//! An example is a code block marked `check`: the lines of a scenario, then `text` and the numbers
//! of a text, *its day | period | value | source named | verdict, and what it rests on*.

use std::path::Path;

use claimbook_model::Period;
use claimbook_model::catalog::MetricKind;
use claimbook_views::check::{Assertion, Finding, Held, Settings, Verdict, check, fit};
use claimbook_views::figure::{FigureView, ObservationView, Reading, Standing};
use proptest::prelude::*;

use crate::table;

/// One line of a text, and the verdict that is expected of it.
fn said(line: &str) -> (Assertion, String) {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let [day, period, value, by, verdict] = columns[..] else {
        panic!("not five columns: {line}");
    };
    let claim = format!("## x\nclaims\n{day} | Text | {period} | {value} | {by}");
    let claim = table::read(&claim).remove(0).claims.remove(0);
    let said = Assertion {
        value: claim.value,
        comparator: claim.comparator,
        unit: claim.unit,
        period: claim.period,
        modality: claim.modality,
        voice: claim.voice,
        day: day.parse().expect(day),
        is_before: false,
    };
    (said, verdict.to_owned())
}

fn words(finding: &Finding<'_>) -> String {
    let because = finding.because.as_str();
    because.map_or(finding.verdict.to_string(), |because| {
        format!("{}, {because}", finding.verdict)
    })
}

/// Checks the blocks of a page; how many numbers they hold, and the verdicts that they show.
fn check_page(page: &str) -> (usize, Vec<String>) {
    let (mut numbers, mut shown, mut wrong) = (0, Vec::new(), Vec::new());
    let mut blocks = page.split("```check").skip(1);
    for block in &mut blocks {
        let block = block.split("```").next().expect("a block");
        let (scenario, text) = block.split_once("\ntext\n").expect(block);
        let view = table::read(&format!("## {}", scenario.trim()))
            .remove(0)
            .fold(false);
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let (said, expected) = said(line);
            let found = words(&check(&said, &view, Settings::default()));
            numbers += 1;
            if found != expected {
                wrong.push(format!("{line}\n    but it is: {found}"));
            }
            shown.push(expected);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    (numbers, shown)
}

#[test]
fn the_examples_of_the_documentation_get_the_verdicts_that_they_show() {
    let semantics = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/semantics.md");
    let page = std::fs::read_to_string(semantics).expect("the page");
    let (numbers, shown) = check_page(&page);
    assert!(numbers >= 20, "only {numbers} numbers");
    let is_shown = |verdict: &Verdict| shown.iter().any(|text| text.starts_with(verdict.as_str()));
    // Of one figure alone, no other scope can be seen, and every number has a figure.
    let apart = [Verdict::OtherScope, Verdict::NotChecked];
    for verdict in Verdict::ALL
        .iter()
        .filter(|verdict| !apart.contains(verdict))
    {
        assert!(is_shown(verdict), "no example of '{verdict}'");
    }
}

#[test]
fn numbers_at_the_edges_get_the_verdicts_that_they_show() {
    let page = include_str!("edges.md");
    assert!(check_page(page).0 >= 30);
}

/// A history of one figure: up to eight claims by four publications.
fn any_view() -> impl Strategy<Value = (FigureView, Vec<Reading>)> {
    let kind = prop::sample::select(vec!["event", "flow", "stock", "tally"]);
    let claim = (
        1_u32..28,
        1_u32..28,
        prop::sample::select(vec!["Daily", "Courier", "Herald", "Agency!"]),
        10_u32..20,
        prop::sample::select(vec!["", "~", ">=", "<="]),
        prop::sample::select(vec![
            "",
            "",
            "",
            " estimated",
            " forecast",
            " denied",
            " corrected",
        ]),
    );
    (kind, prop::collection::vec(claim, 1..8)).prop_map(|(kind, claims)| {
        let period = |day: u32| match kind {
            "flow" => format!("2026-Q{}", day % 4 + 1),
            _ => format!("2026-01-{day:02}"),
        };
        let lines: Vec<String> = claims
            .iter()
            .map(|(known, about, by, number, sign, word)| {
                format!(
                    "2026-02-{known:02} | {by} | {} | {sign}{number}{word}",
                    period(*about)
                )
            })
            .collect();
        let scenario = format!("## any\nmetric {kind}\nclaims\n{}", lines.join("\n"));
        let scenario = table::read(&scenario).remove(0);
        let readings = scenario.claims.iter();
        let readings = readings.map(|claim| Reading::new(claim.value, claim.comparator));
        (scenario.fold(false), readings.collect())
    })
}

fn any_said() -> impl Strategy<Value = Assertion> {
    let number = prop_oneof![
        (10_u32..30).prop_map(|number| number.to_string()),
        (100_u32..300).prop_map(|number| format!("{number}e-1")),
        (1_u32..6).prop_map(|number| format!("{number}e1")),
    ];
    let sign = prop::sample::select(vec!["", "~", ">=", "<="]);
    let word = prop::sample::select(vec!["", "", "", " estimated", " forecast", " denied"]);
    let about = prop::sample::select(vec![
        "-",
        "2026-01-10",
        "2026-01-20",
        "2026-01",
        "2026-Q1",
        "2026-03-01",
        "2025",
    ]);
    let by = prop::sample::select(vec!["", "", "", "Daily", "Courier", "Zephyr"]);
    let day = prop::sample::select(vec!["2026-01-12", "2026-03-01"]);
    (number, sign, word, about, by, day).prop_map(|(number, sign, word, about, by, day)| {
        said(&format!("{day} | {about} | {sign}{number}{word} | {by} | ")).0
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8_000))]

    #[test]
    fn a_number_that_nobody_gave_never_agrees((view, given) in any_view(), said in any_said()) {
        let reading = Reading::new(said.value, said.comparator);
        if given.iter().any(|other| reading.is_compatible(other)) {
            return Ok(());
        }
        let finding = check(&said, &view, Settings::default());
        prop_assert!(!finding.verdict.is_right(), "{}", words(&finding));
    }

    #[test]
    fn what_agrees_is_what_is_best_known_in_all_that_counts((view, _) in any_view(), said in any_said()) {
        let finding = check(&said, &view, Settings::default());
        if !finding.verdict.is_right() {
            return Ok(());
        }
        let held = finding.held.expect("something to agree with");
        let reading = Reading::new(said.value, said.comparator);
        let fits = fit::fit(&reading, &held.reading().expect("a value"));
        prop_assert_eq!(fits, fit::Fit::Same);
        if let Some(named) = &said.voice {
            let voices = match held {
                Held::Observation(held) => &held.voices,
                Held::Statement(held) => &held.voices,
            };
            prop_assert!(voices.iter().any(|voice| voice.slug == *named));
        }
        match held {
            Held::Observation(held) => {
                prop_assert!(said.modality.is_actual());
                if let (Some(MetricKind::Event), Some(period)) = (view.kind, said.period) {
                    let dates = held.dates.iter().chain([&held.period]);
                    prop_assert!(dates.copied().any(|date| date.overlaps(&period)));
                }
                prop_assert!(held.standing != Standing::Contested);
                prop_assert_eq!(&held.unit, &said.unit);
                agrees_on_time(&said, &view, held)?;
            }
            Held::Statement(held) => {
                prop_assert_eq!(held.modality.is_outlook(), said.modality.is_outlook());
                prop_assert!(!said.modality.is_actual());
                if said.modality.is_outlook() {
                    agrees_on_outlook(&said, &view, held.period)?;
                }
            }
        }
    }

    #[test]
    fn a_number_in_another_unit_is_never_compared(said in any_said(), (view, _) in any_view()) {
        let other = Assertion { unit: "EUR".into(), ..said };
        let finding = check(&other, &view, Settings::default());
        prop_assert!(!finding.verdict.is_right());
        prop_assert!(finding.verdict != Verdict::Outdated);
    }
}

/// An outlook agrees only with one of its own time, which is not over.
fn agrees_on_outlook(
    said: &Assertion,
    view: &FigureView,
    held: Option<Period>,
) -> Result<(), TestCaseError> {
    let is_flow = view.kind == Some(MetricKind::Flow);
    prop_assert!(held.is_none_or(|held| held.last_day() >= said.day));
    match (said.period, held) {
        (None, _) => prop_assert!(!is_flow),
        (Some(own), held) => prop_assert!(held.is_some_and(|held| own.contains(&held))),
    }
    Ok(())
}

/// A number agrees only with what held at its time: of a flow the same period, of a level the last
/// word that had begun by then.
fn agrees_on_time(
    said: &Assertion,
    view: &FigureView,
    held: &ObservationView,
) -> Result<(), TestCaseError> {
    let day = said
        .period
        .map_or(said.day, |period| period.last_day().min(said.day));
    match view.kind {
        Some(MetricKind::Flow) | None => {
            let period = said.period.expect("a flow has a period");
            prop_assert_eq!(period.days(), held.period.days());
        }
        Some(MetricKind::Stock | MetricKind::Tally) => {
            // A restated level holds from the first day of its episode on.
            let first = held.since.first_day();
            let later = view
                .observations
                .iter()
                .filter(|other| other.since.first_day() > first && other.since.first_day() <= day);
            prop_assert!(first <= day);
            prop_assert!(later.filter(|other| other.value.is_some()).count() == 0);
        }
        Some(MetricKind::Event) => {}
    }
    Ok(())
}
