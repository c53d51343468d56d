//! Units of values.

use std::fmt;
use std::str::FromStr;

/// A unit in its canonical form: an ISO 4217 code (`USD`), `percent`,
/// `percentage_points`, `basis_points`, `ratio`, `count`, an SI unit without
/// prefix (`W`, `J`, `m`), a length of time (`month`), or a rate of two
/// (`USD/hour`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit(String);

/// Why a text is no unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is no unit: write letters and digits, as in USD, percent or USD/hour")]
pub struct UnitError {
    /// What was to be read.
    pub text: String,
}

impl Unit {
    /// The unit of what is counted.
    #[must_use]
    pub fn count() -> Self {
        Self("count".to_owned())
    }

    /// The unit as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is measured, without the rate's denominator: `USD` of `USD/hour`.
    pub fn numerator(&self) -> &str {
        self.0.split('/').next().unwrap_or(&self.0)
    }

    /// What a rate is per: `hour` of `USD/hour`.
    pub fn denominator(&self) -> Option<&str> {
        self.0.split_once('/').map(|(_, under)| under)
    }

    /// Whether the numerator is written like an ISO currency code.
    pub fn is_money(&self) -> bool {
        let code = self.numerator();
        code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
    }
}

impl FromStr for Unit {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let word = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '°' | '^'))
        };
        if text.split('/').count() <= 2 && text.split('/').all(word) {
            Ok(Self(text.to_owned()))
        } else {
            Err(UnitError {
                text: text.to_owned(),
            })
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_two_parts() {
        let rate: Unit = "USD/hour".parse().unwrap();
        assert_eq!(
            (rate.numerator(), rate.denominator()),
            ("USD", Some("hour"))
        );
        assert!(rate.is_money());
        assert!(!"percent".parse::<Unit>().unwrap().is_money());
    }

    #[test]
    fn refuses_what_is_no_unit() {
        for text in ["", "/", "USD/", "a b", "x/y/z"] {
            assert!(text.parse::<Unit>().is_err(), "{text}");
        }
    }
}
