//! A case filed into a book, in one order, and what the binary then displays.

use std::fmt::Write as _;

use serde_json::Value;

use super::case::{Expected, Report, Variant};
use super::shown::{Verdict, essence, judge, page_warns, reached, table_warns, warned};
use crate::support::Place;

/// The orders in which every case is filed.
pub(super) const ORDERS: [&str; 3] = ["forward", "reverse", "shuffled"];

/// The places of `count` reports in an order.
pub(super) fn order(name: &str, count: usize) -> Vec<usize> {
    let forward = 0..count;
    match name {
        "forward" => forward.collect(),
        "reverse" => forward.rev().collect(),
        _ => {
            // The odd ones from the end, then the even ones.
            let (even, odd): (Vec<usize>, Vec<usize>) = forward.partition(|n| n % 2 == 0);
            odd.into_iter().rev().chain(even).collect()
        }
    }
}

/// A book with the reports of a variant.
pub(super) struct Filed {
    place: Place,
}

/// What came of one question.
pub(super) struct Asked {
    pub(super) verdict: Verdict,
    /// What is not as it must be.
    pub(super) problems: Vec<String>,
    /// What is displayed, in a few words.
    pub(super) shown: String,
}

impl Filed {
    /// Files the reports of `variant` in the order of `places`, in one go.
    pub(super) fn new(variant: &Variant, places: &[usize]) -> Self {
        let place = Place::new();
        let mut manifest = String::new();
        for place_in_case in places {
            let report = &variant.reports[*place_in_case];
            let name = file_name(report, *place_in_case);
            place.write(&format!("reports/{name}"), &report.text);
            let _ = writeln!(manifest, "[[report]]\npath = {name:?}");
            for (field, value) in &report.fields {
                let _ = writeln!(manifest, "{field} = {value:?}");
            }
        }
        place.write("reports/manifest.toml", manifest);
        let mut arguments = vec!["-q", "append", "reports"];
        if let Some(catalog) = &variant.catalog {
            place.write("catalog.toml", catalog);
            arguments.extend(["--catalog", "catalog.toml"]);
        }
        // A case may hold a report that is refused.
        let ran = place.run(&arguments);
        assert!(matches!(ran.status, 0 | 3), "{}", ran.stderr);
        Self { place }
    }

    /// Every figure with what is best known, without what depends on the order of filing.
    pub(super) fn figures(&self) -> Vec<Value> {
        self.place.lines(&["figures"]).iter().map(essence).collect()
    }

    /// Asks `figures`, `show` and `audit` for a figure, as JSON and as people read it.
    pub(super) fn ask(&self, expected: &Expected) -> Asked {
        let ask = |command: &str| -> Vec<String> {
            let figure = expected.figure.clone();
            let clocks = expected.clocks.iter().cloned();
            [command.to_owned(), figure]
                .into_iter()
                .chain(clocks)
                .collect()
        };
        let lines = self.place.lines(&strings(&ask("figures")));
        let listed = lines
            .iter()
            .find(|line| line["figure"] == expected.figure.as_str());
        let best = listed.map_or(Value::Null, |line| line["best"].clone());
        let verdict = judge(expected, &best);
        let mut asked = Asked {
            verdict,
            problems: Vec::new(),
            shown: words(&best),
        };
        if !reached(expected.reach, verdict) {
            asked
                .problems
                .push(format!("{verdict:?}, not {:?}", expected.reach));
        }
        if listed.is_some() {
            self.compare(&best, &ask, &mut asked);
        }
        asked
    }

    /// `show`, `audit` and the words for people must say what the list of figures says.
    fn compare(&self, best: &Value, ask: &dyn Fn(&str) -> Vec<String>, asked: &mut Asked) {
        let shown = self.json(&ask("show"));
        for field in [
            "value",
            "comparator",
            "unit",
            "period",
            "standing",
            "warnings",
        ] {
            if shown["best"][field] != best[field] {
                asked.problems.push(format!("show has another {field}"));
            }
        }
        let audited = self.json(&ask("audit"));
        let rows = audited["rows"].as_array().map_or(&[][..], Vec::as_slice);
        if !best["value"].is_null()
            && !rows
                .iter()
                .any(|row| row["after"]["value"] == best["value"])
        {
            asked
                .problems
                .push("the audit never shows the value".to_owned());
        }
        if !warned(best) {
            return;
        }
        if !page_warns(&self.text(&ask("show"))) {
            asked
                .problems
                .push("the page of show has no warning".to_owned());
        }
        if !table_warns(&self.text(&ask("figures"))) {
            asked
                .problems
                .push("the table of figures has no warning".to_owned());
        }
    }

    fn json(&self, arguments: &[String]) -> Value {
        self.place.json(&strings(arguments))
    }

    fn text(&self, arguments: &[String]) -> String {
        self.place.run(&strings(arguments)).stdout
    }
}

fn strings(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

fn file_name(report: &Report, place: usize) -> String {
    let page = report.text.trim_start().starts_with('<');
    let ending = if page { "html" } else { "txt" };
    format!("{place:02}.{ending}")
}

/// A best-known value in a few words.
pub(super) fn words(best: &Value) -> String {
    if best.is_null() {
        return "nothing".to_owned();
    }
    format!(
        "{} {} {} for {}, {}, {}",
        best["comparator"],
        best["value"],
        best["unit"],
        best["period"],
        best["standing"],
        best["warnings"]
    )
    .replace('"', "")
}
