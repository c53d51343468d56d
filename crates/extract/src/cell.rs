//! Numbers in cells of tables: the unit that a header gives, and amounts in accounting brackets.

use claimbook_model::{Comparator, Decimal, Unit, Value};

use crate::block::{Block, BlockKind};
use crate::quantity::vocabulary::VOCABULARY;
use crate::quantity::{Quantity, quantities};

/// How long the words of a unit are at most, in bytes.
const UNIT_BYTES_MAX: usize = 32;

/// How many words at the end of a header may be its unit.
const UNIT_WORDS_MAX: usize = 3;

/// What the numbers under a header are multiples of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    pub(crate) unit: Unit,
    pub(crate) times: Decimal,
}

/// Whether the headers of a cell say by what its numbers are multiplied.
pub(crate) fn has_scale(block: &Block<'_>) -> bool {
    let BlockKind::Cell {
        row_header,
        column_header,
    } = &block.kind
    else {
        return false;
    };
    [row_header, column_header]
        .into_iter()
        .filter_map(|header| measure_of(header))
        .any(|measure| measure.is_scale())
}

/// Reads the numbers of a cell as its table means them; other blocks stay as they are.
pub(crate) fn read(block: &Block<'_>, found: &mut Vec<Quantity>) {
    let BlockKind::Cell {
        row_header,
        column_header,
    } = &block.kind
    else {
        return;
    };
    if let Some(quantity) = bracketed(&block.text) {
        found.clear();
        found.push(quantity);
    }
    if !found.iter().any(|quantity| is_bare(&block.text, quantity)) {
        return;
    }
    let measure = match (measure_of(column_header), measure_of(row_header)) {
        // Headers that disagree say nothing plainly.
        (Some(column), Some(row)) if column != row => return,
        (column, row) => column.or(row),
    };
    let Some(measure) = measure else { return };
    for quantity in found.iter_mut() {
        if !is_bare(&block.text, quantity) {
            continue;
        }
        if let Some(value) = multiplied(&quantity.value, measure.times) {
            quantity.value = value;
            quantity.unit = measure.unit.clone();
        }
    }
}

/// The amount of a cell that is one amount in brackets, below zero: "(€340m)", "(1,340)".
fn bracketed(text: &str) -> Option<Quantity> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let inner = trimmed.strip_prefix('(')?.strip_suffix(')')?.trim();
    let mut quantity = whole(inner)?;
    let Value::Number(number) = quantity.value else {
        return None;
    };
    if number.is_zero() || number.is_negative() {
        return None;
    }
    quantity.value = Value::Number(number.negated());
    quantity.span = start..start + trimmed.len();
    quantity.core = quantity.span.clone();
    Some(quantity)
}

/// The one quantity that is all of a text and counts no noun.
fn whole(text: &str) -> Option<Quantity> {
    let mut found = quantities(text);
    let quantity = found.pop()?;
    let is_whole = found.is_empty()
        && quantity.core == (0..text.len())
        && quantity.counted.is_none()
        && quantity.comparator == Comparator::Exact;
    is_whole.then_some(quantity)
}

/// Whether a quantity is digits alone, with nothing that says what they are of.
fn is_bare(text: &str, quantity: &Quantity) -> bool {
    let digits = text
        .get(quantity.core.clone())
        .is_some_and(|core| !core.chars().any(char::is_alphabetic));
    digits && quantity.counted.is_none() && quantity.unit.to_string() == "count"
}

/// A value times what its unit stands for.
fn multiplied(value: &Value, times: Decimal) -> Option<Value> {
    match value {
        Value::Number(number) => Some(Value::Number(number.checked_mul(times)?)),
        Value::Range(..) => None,
    }
}

/// The unit that a header says: in brackets, after a comma, behind "in", or at its end.
pub(crate) fn measure_of(header: &str) -> Option<Measure> {
    let header = header.trim();
    let in_brackets = header
        .split(['(', '['])
        .skip(1)
        .filter_map(|rest| rest.split_once([')', ']']))
        .find_map(|(words, _)| said(words, true));
    let after_comma = || said(header.rsplit_once(',')?.1, true);
    let behind_in = || said(header.rsplit_once(" in ")?.1, false);
    let at_end = || {
        let ends = header.rmatch_indices(' ').take(UNIT_WORDS_MAX);
        let longest = ends.map(|(at, _)| at).chain([0]).collect::<Vec<_>>();
        longest
            .into_iter()
            .take(UNIT_WORDS_MAX)
            .rev()
            .find_map(|at| said(header.get(at..)?, false))
    };
    in_brackets
        .or_else(after_comma)
        .or_else(behind_in)
        .or_else(at_end)
}

/// The unit that words are, as the grammar of quantities reads them around a number. A length of
/// time is one only where it stands apart: a "full year" is when, and no unit.
fn said(words: &str, is_apart: bool) -> Option<Measure> {
    let thousands = thousands(words.trim());
    let words = thousands.as_deref().unwrap_or(words).trim();
    let is_long = words.len() > UNIT_BYTES_MAX;
    let is_letter = words.len() == 1 && words.bytes().all(|byte| byte.is_ascii_alphabetic());
    if words.is_empty() || is_long || is_letter || words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain: Vec<&str> = words
        .split_whitespace()
        .filter(|word| !matches!(*word, "in" | "In" | "of"))
        .collect();
    let single: Vec<&str> = plain
        .iter()
        .map(|word| word.strip_suffix('s').unwrap_or(word))
        .collect();
    let measure = around(&plain.join(" ")).or_else(|| around(&single.join(" ")))?;
    let is_time = VOCABULARY
        .units
        .iter()
        .any(|unit| unit.dimension == "time" && unit.id == measure.unit.numerator());
    let is_plural = plain.len() == 1 && words.ends_with('s');
    (!is_time || is_apart && is_plural).then_some(measure)
}

/// The noughts of "£000" and "$'000" in words.
fn thousands(words: &str) -> Option<String> {
    let start = words.strip_suffix("000")?;
    let start = start.trim_end_matches(['\'', '’', '‘']).trim_end();
    (!start.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')))
        .then(|| format!("{start} thousand"))
}

/// The unit that a number between two parts of the words has: "$m" as in "$1m".
fn around(words: &str) -> Option<Measure> {
    let kind = |c: char| (c.is_alphabetic(), c.is_uppercase());
    let mut last = None;
    let mut splits = vec![words.len()];
    for (at, c) in words.char_indices() {
        if last != Some(kind(c)) {
            splits.push(at);
        }
        last = Some(kind(c));
    }
    splits.into_iter().find_map(|at| {
        let (before, behind) = words.split_at_checked(at)?;
        let (before, behind) = (before.trim(), behind.trim());
        ["1", " 1", "1 ", " 1 "].into_iter().find_map(|one| {
            let form = format!("{before}{one}{behind}");
            let quantity = whole(form.trim())?;
            let Value::Number(times) = quantity.value else {
                return None;
            };
            let one = Decimal::from(1);
            let is_said = quantity.unit.to_string() != "count" || times.cmp_value(one).is_gt();
            (is_said && !times.is_zero() && !times.is_negative()).then_some(Measure {
                unit: quantity.unit,
                times,
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::SourceMap;

    fn cell(column: &str, row: &str, text: &str) -> Vec<String> {
        let block = Block {
            kind: BlockKind::Cell {
                row_header: row.to_owned(),
                column_header: column.to_owned(),
            },
            text: text.to_owned().into(),
            source: SourceMap::Verbatim(0),
        };
        let mut found = quantities(text);
        read(&block, &mut found);
        let line = |q: &Quantity| match &q.value {
            Value::Number(number) => format!("{number} {}", q.unit),
            other @ Value::Range(..) => format!("{other:?}"),
        };
        found.iter().map(line).collect()
    }

    #[test]
    fn headers_give_bare_numbers_their_unit() {
        for (header, text, expected) in [
            ("Revenue ($m)", "3,900", "3900000000 USD"),
            ("Net profit (€bn)", "1.25", "1250000000 EUR"),
            ("SEKm", "118", "118000000 SEK"),
            ("Key figures, SEK m", "118", "118000000 SEK"),
            ("Net sales, $ million", "42", "42000000 USD"),
            ("Sales in millions of dollars", "42", "42000000 USD"),
            ("Revenue ($ in millions)", "42", "42000000 USD"),
            ("Users (in millions)", "42", "42000000 count"),
            ("Operating margin, %", "12.5", "12.5 percent"),
            ("Capex US$ bn", "3", "3000000000 USD"),
            ("Lead time (days)", "40", "40 day"),
            ("Revenue ($m)", "$5 million", "5000000 USD"),
            ("Full year", "40", "40 count"),
            ("Staff", "40", "40 count"),
            ("First half", "40", "40 count"),
            ("Revenue ($m), 2031", "40", "40000000 USD"),
        ] {
            assert_eq!(cell(header, "", text), [expected], "{header}");
            assert_eq!(cell("", header, text), [expected], "{header}");
        }
    }

    #[test]
    fn headers_that_disagree_give_no_unit() {
        assert_eq!(cell("2031 ($m)", "Margin, %", "12"), ["12 count"]);
    }

    #[test]
    fn amounts_in_brackets_are_below_zero() {
        for (text, expected) in [
            ("($340m)", "-340000000 USD"),
            ("(€340m)", "-340000000 EUR"),
            ("($340 million)", "-340000000 USD"),
            ("(340)", "-340 count"),
            ("(1,340)", "-1340 count"),
            (" (4) ", "-4 count"),
        ] {
            assert_eq!(cell("Acme", "Net profit", text), [expected], "{text}");
        }
        assert_eq!(cell("Result ($m)", "", "(1,340)"), ["-1340000000 USD"]);
        assert!(cell("Result ($m)", "", "(see note)").is_empty());
    }
}
