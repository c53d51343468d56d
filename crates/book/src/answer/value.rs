//! Values in answers.

use claimbook_model::{Comparator, Decimal, Interval, Value};
use serde::Serialize;

/// A value with what it can mean: decimal strings, fully expanded, without exponent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueAnswer {
    /// The number, or the two ends of a range.
    pub value: Number,
    /// The exponent of its last written digit.
    pub precision: i16,
    /// The smallest number it can mean; null where open.
    pub low: Option<String>,
    /// The first number above what it can mean; null where open.
    pub high: Option<String>,
    /// `exact`, `approx`, `at_least`, `at_most` or `range`.
    pub comparator: &'static str,
    /// The unit.
    pub unit: String,
    /// The value itself, for printing.
    #[serde(skip)]
    pub parts: (Value, Comparator),
    /// The counted noun, for printing.
    #[serde(skip)]
    pub counted: Option<String>,
}

/// A number, or the two ends of a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Number {
    /// One number.
    One(String),
    /// Both ends.
    Range([String; 2]),
}

impl From<Value> for Number {
    fn from(value: Value) -> Self {
        match value {
            Value::Number(number) => Self::One(number.to_string()),
            Value::Range(low, high) => Self::Range([low.to_string(), high.to_string()]),
        }
    }
}

impl ValueAnswer {
    /// A value under a comparator, in a unit; `interval` where it is not the value's own.
    pub fn new(
        value: Value,
        comparator: Comparator,
        unit: &str,
        interval: Option<Interval>,
    ) -> Self {
        let interval = interval.unwrap_or_else(|| value.interval(comparator));
        let text = |end: Option<Decimal>| end.map(|number| number.to_string());
        Self {
            value: value.into(),
            precision: value.precision(),
            low: text(interval.low),
            high: text(interval.high),
            comparator: comparator.as_str(),
            unit: unit.to_owned(),
            parts: (value, comparator),
            counted: None,
        }
    }

    /// The value with what is counted.
    #[must_use]
    pub fn counting(mut self, counted: Option<&str>) -> Self {
        self.counted = counted.map(str::to_owned);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_expanded_decimal_strings() {
        let answer = ValueAnswer::new(
            Value::Number("30e9".parse().unwrap()),
            Comparator::AtLeast,
            "USD",
            None,
        );
        let json = serde_json::to_string(&answer).unwrap();
        assert_eq!(
            json,
            r#"{"value":"30000000000","precision":9,"low":"30000000000","high":null,"comparator":"at_least","unit":"USD"}"#
        );
    }

    #[test]
    fn a_range_is_a_list_of_two() {
        let range = Value::range("18e9".parse().unwrap(), "25e9".parse().unwrap()).unwrap();
        let answer = ValueAnswer::new(range, Comparator::Range, "USD", None);
        assert_eq!(
            serde_json::to_value(&answer).unwrap()["value"],
            serde_json::json!(["18000000000", "25000000000"])
        );
    }
}
