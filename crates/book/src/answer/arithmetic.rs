//! What is said of sums.

use claimbook_model::{Comparator, Decimal, Value};
use claimbook_views::arithmetic::{Checked, Outcome, Relation, Term};
use serde::Serialize;

use super::ValueAnswer;
use crate::wording::quantity;

/// One sum, and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArithmeticAnswer {
    /// `parts` (the total is the sum of its parts), `step` (what it was before and what came
    /// since) or `at least` (it is at least the sum of the events that are known).
    pub relation: &'static str,
    /// `holds`, `fails`, `counted twice` or `cannot tell`.
    pub result: &'static str,
    /// Whether the total is of what may come.
    pub outlook: bool,
    /// The total.
    pub total: TermAnswer,
    /// What was added up, in order.
    pub terms: Vec<TermAnswer>,
    /// What is said to be inside another term, though it is counted beside it.
    pub twice: Option<TermAnswer>,
    /// By how much it fails at least; null where it does not.
    pub off_by: Option<String>,
    /// All that in words.
    pub sentence: String,
}

/// One side of a sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermAnswer {
    /// The figure.
    pub figure: String,
    /// What the value is about; null where no date is given.
    pub period: Option<String>,
    /// The value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// How well it stands, where it is the best-known value of an observation.
    pub standing: Option<&'static str>,
    /// The claims that support it.
    pub claims: Vec<String>,
}

impl ArithmeticAnswer {
    pub(crate) fn new(checked: &Checked) -> Self {
        let twice = match &checked.outcome {
            Outcome::CountedTwice { part, .. } => Some(TermAnswer::new(part)),
            _ => None,
        };
        let off_by = match &checked.outcome {
            Outcome::Fails { by } => Some(by.to_string()),
            _ => None,
        };
        Self {
            relation: checked.relation.as_str(),
            result: checked.outcome.as_str(),
            outlook: checked.total.outlook,
            total: TermAnswer::new(&checked.total),
            terms: checked.terms.iter().map(TermAnswer::new).collect(),
            twice,
            off_by,
            sentence: sentence(checked),
        }
    }
}

impl TermAnswer {
    fn new(term: &Term) -> Self {
        Self {
            figure: term.figure.to_string(),
            period: term.period.map(|period| period.to_string()),
            value: ValueAnswer::new(term.value, term.comparator, &term.unit, Some(term.interval)),
            standing: term.standing.map(claimbook_views::figure::Standing::as_str),
            claims: term.claims.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A sum in words, with its numbers.
pub(crate) fn sentence(checked: &Checked) -> String {
    let Checked {
        total,
        terms,
        outcome,
        ..
    } = checked;
    let sum = summed(terms);
    let left: Vec<String> = terms.iter().map(told).collect();
    let left = left.join(" + ");
    let whole = text(total);
    let exactly =
        terms_number(terms).is_some_and(|sum| total.value.same_number(Value::Number(sum)));
    match (checked.relation, outcome) {
        (Relation::AtLeast, Outcome::Holds) => {
            format!("It holds that {whole} is at least {left}{sum}.")
        }
        (Relation::AtLeast, Outcome::Fails { by }) => format!(
            "{} is less than {left}{sum}, by at least {}.",
            capital(&whole),
            amount(*by, &total.unit)
        ),
        (_, Outcome::Holds) if exactly => format!("{} = {whole} holds.", capital(&left)),
        (_, Outcome::Holds) => {
            format!(
                "{}{sum} holds with {whole}, within what is written.",
                capital(&left)
            )
        }
        (_, Outcome::Fails { by }) => format!(
            "{}{sum}, which is not {whole}: off by at least {}.",
            capital(&left),
            amount(*by, &total.unit)
        ),
        (
            _,
            Outcome::CountedTwice {
                counted, inside, ..
            },
        ) => {
            let name = |at: &usize| terms.get(*at).map(text).unwrap_or_default();
            format!(
                "{} = {left} counts {} twice: that is a part of the {}.",
                capital(&whole),
                name(counted),
                name(inside)
            )
        }
        (_, Outcome::CannotTell) => {
            format!("Whether {left}{sum} makes {whole} cannot be told.")
        }
    }
}

/// A value with its date, where it needs one.
fn told(term: &Term) -> String {
    match term.period {
        Some(_) => text(term),
        None => format!("{} (undated)", text(term)),
    }
}

fn text(term: &Term) -> String {
    quantity(term.value, term.comparator, &term.unit, None)
}

fn amount(number: Decimal, unit: &str) -> String {
    quantity(Value::Number(number), Comparator::Exact, unit, None)
}

/// ` = sum`, where there is more than one term.
fn summed(terms: &[Term]) -> String {
    match (terms, terms_number(terms)) {
        ([first, _, ..], Some(sum)) => format!(" = {}", amount(sum, &first.unit)),
        _ => String::new(),
    }
}

fn terms_number(terms: &[Term]) -> Option<Decimal> {
    claimbook_views::arithmetic::number_of(&terms.iter().collect::<Vec<_>>())
}

/// The text with a capital at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
