//! The way in which a text writes a number, to write another in the same way.

use claimbook_model::{Comparator, Decimal, Value};

use super::quantity::{at_scale, grouped, quantity};

/// How a quantity is written: what stands before its digits, what behind, and the power of ten
/// that its words mean ("bn", "million").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    before: String,
    behind: String,
    power: i16,
    unit: String,
    is_negative: bool,
}

/// The largest power of ten that words for a scale mean.
const POWER_MAX: i16 = 15;

impl Style {
    /// The style of `quote`, which says `value` in `unit`; none where it is not one number in
    /// digits.
    pub(crate) fn of(quote: &str, value: Value, unit: &str) -> Option<Self> {
        let Value::Number(value) = value else {
            return None;
        };
        // Marks of a page stand within it: what is text could not be told from what is not.
        if quote.contains(['<', '>', '&', '*', '`', '[']) {
            return None;
        }
        let start = quote.find(|c: char| c.is_ascii_digit())?;
        let is_inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let run = quote[start..].find(|c| !is_inside(c));
        let digits = &quote[start..run.map_or(quote.len(), |run| start + run)];
        let digits = digits.trim_end_matches(['.', ',']);
        let behind = &quote[start + digits.len()..];
        if behind.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let number: Decimal = digits.replace(',', "").parse().ok()?;
        let means = |power: &i16| {
            number
                .scaled(*power)
                .is_ok_and(|scaled| scaled.same_number(value.abs()))
        };
        Some(Self {
            before: sign_before(&quote[..start]),
            behind: behind.trim_end().to_owned(),
            power: (0..=POWER_MAX).find(means)?,
            unit: unit.to_owned(),
            is_negative: value.is_negative(),
        })
    }

    /// Another value in this style, if it can be written so.
    fn write(&self, value: Value, unit: &str) -> Option<String> {
        let Value::Number(number) = value else {
            return None;
        };
        if unit != self.unit || number.is_negative() != self.is_negative {
            return None;
        }
        let scaled = number.abs().scaled(-self.power).ok()?;
        let tenth = Decimal::new(1, -1).ok()?;
        let many = Decimal::new(1, 3).ok()?;
        let fits = scaled.cmp_value(tenth).is_ge() && scaled.cmp_value(many).is_lt();
        (self.power == 0 || fits).then(|| {
            let digits = grouped(&at_scale(number.abs(), i32::from(self.power)));
            format!("{}{digits}{}", self.before, self.behind)
        })
    }
}

/// What belongs to the number of what stands before it: "up to US$" leaves "US$".
fn sign_before(before: &str) -> String {
    let is_word = |c: char| c.is_lowercase();
    let last = before
        .char_indices()
        .rev()
        .find(|(_, c)| is_word(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    before[last..].trim_start().to_owned()
}

/// A value in the style of the text, where there is one; with the hedge that its comparator asks.
pub(crate) fn styled(
    style: Option<&Style>,
    (value, comparator): (Value, Comparator),
    unit: &str,
    counted: Option<&str>,
) -> String {
    let hedge = match comparator {
        Comparator::Exact | Comparator::Range => "",
        Comparator::Approx => "about ",
        Comparator::AtLeast => "at least ",
        Comparator::AtMost => "up to ",
    };
    let written = style.and_then(|style| style.write(value, unit));
    let plain = || {
        let bare = match value {
            Value::Number(_) => Comparator::Exact,
            Value::Range(..) => Comparator::Range,
        };
        quantity(value, bare, unit, counted)
    };
    format!("{hedge}{}", written.unwrap_or_else(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(
        quote: &str,
        said: &str,
        held: &str,
        unit: &str,
        comparator: Comparator,
    ) -> String {
        let number = |text: &str| Value::Number(text.parse().expect(text));
        let style = Style::of(quote, number(said), unit);
        styled(style.as_ref(), (number(held), comparator), unit, None)
    }

    #[test]
    fn a_number_is_written_as_the_text_writes_its_own() {
        let exact = Comparator::Exact;
        let cases = [
            ("$5 billion", "5e9", "6.5e9", "USD", exact, "$6.5 billion"),
            ("US$5bn", "5e9", "65e8", "USD", exact, "US$6.5bn"),
            (
                "up to $25 billion",
                "25e9",
                "30e9",
                "USD",
                Comparator::AtLeast,
                "at least $30 billion",
            ),
            (
                "about 13 per cent",
                "13",
                "12.9",
                "percent",
                Comparator::Approx,
                "about 12.9 per cent",
            ),
            (
                "1,500 employees",
                "1500",
                "12400",
                "count",
                exact,
                "12,400 employees",
            ),
            ("€40m", "40e6", "900e6", "EUR", exact, "€900m"),
        ];
        for (quote, said, held, unit, comparator, expected) in cases {
            assert_eq!(rewritten(quote, said, held, unit, comparator), expected);
        }
    }

    #[test]
    fn what_the_style_cannot_say_is_written_plainly() {
        let plain = |quote, said, held, unit| rewritten(quote, said, held, unit, Comparator::Exact);
        assert_eq!(plain("$5 billion", "5e9", "40e6", "USD"), "$40 million");
        assert_eq!(plain("$4 million", "4e6", "40e9", "USD"), "$40 billion");
        assert_eq!(
            plain("$<b>61</b> billion", "61e9", "60e9", "USD"),
            "$60 billion"
        );
        assert_eq!(
            plain("five billion dollars", "5e9", "6e9", "USD"),
            "$6 billion"
        );
        assert_eq!(plain("between 18 and 25 %", "18", "20", "percent"), "20 %");
        assert_eq!(plain("$5 million", "5e6", "-3e6", "USD"), "−$3 million");
    }
}
