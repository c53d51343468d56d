//! What a document says of all its amounts: "in thousands of dollars" over a table, "All amounts
//! are in Canadian dollars" anywhere.

use claimbook_model::{Decimal, Unit, Value};

use crate::block::BlockKind;
use crate::cell::{self, Measure};
use crate::passage::Passage;
use crate::quantity::Quantity;

/// How long a sentence that says it is at most, in bytes.
const SENTENCE_BYTES_MAX: usize = 160;
/// How long a note over a table is at most, in bytes.
const NOTE_BYTES_MAX: usize = 60;
/// The unit of a bare dollar sign.
const DOLLAR: &str = "USD";

/// What such sentences speak of.
const AMOUNTS: [&str; 10] = [
    "amounts",
    "figures",
    "numbers",
    "values",
    "sums",
    "prices",
    "data",
    "dollars",
    "results",
    "dollar amounts",
];

/// Reads the numbers of a document as it says that they are meant.
pub(crate) fn apply(passages: &mut [Passage<'_>]) {
    let of_text = passages.iter().rev().find_map(|passage| {
        let told = passage.block.kind != BlockKind::Boilerplate;
        let unit = told.then(|| sentence(passage))??.unit;
        currency(&unit).map(str::to_owned)
    });
    let mut of_text_scale: Option<Measure> = None;
    let mut of_table: Option<Measure> = None;
    for passage in passages {
        match passage.block.kind {
            BlockKind::Cell { .. } => {
                if let Some(measure) = of_table.as_ref().or(of_text_scale.as_ref()) {
                    scale(passage, measure);
                }
            }
            BlockKind::Boilerplate => of_table = note(passage).or(of_table),
            _ => {
                of_table = note(passage);
                of_text_scale = sentence(passage)
                    .filter(Measure::is_scale)
                    .or(of_text_scale);
            }
        }
        if let Some(currency) = &of_text {
            rename(passage, currency);
        }
    }
}

/// What a short text over a table says of its numbers: "£000", "(in millions of dollars)".
fn note(passage: &Passage<'_>) -> Option<Measure> {
    let text = passage.block.text.trim();
    let text = text.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']'));
    if text.len() > NOTE_BYTES_MAX {
        return None;
    }
    let plain = text.split(", except").next().unwrap_or(text);
    cell::measure_of(plain).filter(Measure::is_scale)
}

/// What a sentence says of all amounts: "All figures are in thousands of dollars."
fn sentence(passage: &Passage<'_>) -> Option<Measure> {
    passage.sentences.iter().find_map(|sentence| {
        let text = passage.lower.get(sentence.start..sentence.end)?.trim();
        let text = text.trim_end_matches(['.', ')']).trim_start_matches('(');
        let speaks = text.len() <= SENTENCE_BYTES_MAX && is_of_all(text);
        let (_, words) = text.rsplit_once(" in ").filter(|_| speaks)?;
        let words = words.split([',', ';']).next()?;
        let words = words
            .strip_suffix(" unless otherwise stated")
            .unwrap_or(words);
        cell::measure_of(&format!("amounts in {words}"))
    })
}

/// Whether a sentence is about the amounts of the text as such.
fn is_of_all(text: &str) -> bool {
    let rest = text
        .strip_prefix("unless otherwise stated, ")
        .unwrap_or(text);
    let rest = rest.strip_prefix("all ").unwrap_or(rest);
    AMOUNTS.iter().any(|amounts| {
        rest.strip_prefix(amounts)
            .is_some_and(|rest| rest.starts_with(' '))
    })
}

/// The currency of a unit, if it is money.
fn currency(unit: &Unit) -> Option<&str> {
    unit.is_money().then(|| unit.numerator())
}

/// Multiplies the numbers of a cell that say no scale of their own.
fn scale(passage: &mut Passage<'_>, measure: &Measure) {
    let block = passage.block;
    if cell::has_scale(block) {
        return;
    }
    for quantity in &mut passage.quantities {
        let of_money = quantity.unit.is_money() && quantity.unit.denominator().is_none();
        let bare = quantity.unit.as_str() == "count" && quantity.counted.is_none();
        if !is_digits(&block.text, quantity) || !of_money && !bare {
            continue;
        }
        if let Value::Number(number) = quantity.value
            && let Some(number) = number.checked_mul(measure.times)
        {
            quantity.value = Value::Number(number);
            if bare && measure.unit.is_money() {
                quantity.unit = measure.unit.clone();
            }
        }
    }
}

/// Whether a quantity is digits and perhaps a sign of currency, without a scale.
fn is_digits(text: &str, quantity: &Quantity) -> bool {
    let core = text.get(quantity.core.clone()).unwrap_or_default();
    let letters = core.trim_start_matches(|c: char| !c.is_ascii_digit());
    !letters.is_empty() && !letters.chars().any(char::is_alphabetic)
}

/// Gives the amounts with a bare dollar sign the currency that the text says they are in.
fn rename(passage: &mut Passage<'_>, currency: &str) {
    let text = &passage.block.text;
    for quantity in &mut passage.quantities {
        let core = text.get(quantity.core.clone()).unwrap_or_default();
        let is_bare = quantity.unit.as_str() == DOLLAR && core.trim_start().starts_with('$');
        if is_bare && let Ok(unit) = currency.parse::<Unit>() {
            quantity.unit = unit;
        }
    }
}

impl Measure {
    /// Whether it multiplies.
    pub(crate) fn is_scale(&self) -> bool {
        self.times.cmp_value(Decimal::from(1)).is_gt()
    }
}
