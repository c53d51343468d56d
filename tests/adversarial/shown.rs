//! What the binary displays of a figure, and whether that may be.

use serde_json::Value;

use super::case::{Expected, Reach};

/// How what is displayed compares with what is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// The true value, and nothing to beware of.
    Clean,
    /// The true value, with a warning.
    Hedged,
    /// No value.
    Nothing,
    /// A wrong value, with a warning.
    Warned,
    /// A wrong value, and nothing says so: what must never be.
    Bare,
}

/// The verdict on `best`, the best-known value of an answer.
pub(super) fn judge(expected: &Expected, best: &Value) -> Verdict {
    if best.is_null() || best["value"].is_null() {
        return Verdict::Nothing;
    }
    match (right(expected, best), warned(best)) {
        (true, false) => Verdict::Clean,
        (true, true) => Verdict::Hedged,
        (false, true) => Verdict::Warned,
        (false, false) => Verdict::Bare,
    }
}

/// Whether the verdict is what the case asks for.
pub(super) fn reached(reach: Reach, verdict: Verdict) -> bool {
    match reach {
        Reach::Safe => verdict != Verdict::Bare,
        Reach::Clean => verdict == Verdict::Clean,
        Reach::Right => matches!(verdict, Verdict::Clean | Verdict::Hedged),
        Reach::Warned => matches!(verdict, Verdict::Hedged | Verdict::Warned),
        Reach::Nothing => verdict == Verdict::Nothing,
    }
}

/// What is displayed denotes an interval: it is right if the truth lies in it, and in its unit.
fn right(expected: &Expected, best: &Value) -> bool {
    let Some((truth, unit)) = &expected.truth else {
        return false;
    };
    let end = |name: &str| -> Option<f64> { best[name].as_str()?.parse().ok() };
    let slack = truth.abs() * 1e-12;
    best["unit"] == unit.as_str()
        && end("low").is_none_or(|low| low <= truth + slack)
        && end("high").is_none_or(|high| *truth <= high + slack)
        && expected
            .about
            .as_ref()
            .is_none_or(|about| best["period"] == about.as_str())
}

/// Whether something tells the reader to beware of the value itself. That a date is inferred says
/// nothing of it.
pub(super) fn warned(best: &Value) -> bool {
    let warnings = best["warnings"].as_array().into_iter().flatten();
    best["standing"] == "contested" || warnings.into_iter().any(|word| word != "inferred dates")
}

/// Whether the page for people has a warning.
pub(super) fn page_warns(page: &str) -> bool {
    page.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("contested") || line.starts_with("beware: ")
    })
}

/// Whether a table with one figure has a warning.
pub(super) fn table_warns(table: &str) -> bool {
    table
        .lines()
        .any(|line| line.contains("contested") || line.contains(" !"))
}

/// What must be equal whatever the order in which reports were filed.
pub(super) fn essence(answer: &Value) -> Value {
    let mut answer = answer.clone();
    if let Some(fields) = answer.as_object_mut() {
        fields.remove("at_seq");
    }
    answer
}
