//! Values as people write them: `at least $30 billion`, `about 18–25 %`, `5 GW`.

use claimbook_model::{Comparator, Decimal, Value};

/// Signs of the currencies that have one of their own.
const SIGNS: &[(&str, &str)] = &[
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("INR", "₹"),
    ("KRW", "₩"),
];

/// Scales with their powers of ten, largest first.
const SCALES: &[(i32, &str)] = &[(12, "trillion"), (9, "billion"), (6, "million")];

/// Units that are English words, with a plural in "s".
const NAMED: &[&str] = &[
    "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "mile",
    "yard", "acre", "hectare", "gallon", "pint", "ton", "tonne",
];

/// Prefixes of SI units with their powers of ten, largest first.
const PREFIXES: &[(i32, &str)] = &[(12, "T"), (9, "G"), (6, "M"), (3, "k")];

/// A value with its comparator and unit.
pub fn quantity(value: Value, comparator: Comparator, unit: &str, counted: Option<&str>) -> String {
    let is_loss = value.high().is_negative();
    let (hedge, behind) = match comparator {
        Comparator::Exact | Comparator::Range => ("", ""),
        Comparator::Approx => ("about ", ""),
        // A bound on a number below zero speaks of its size.
        Comparator::AtLeast if is_loss => ("", " or lower"),
        Comparator::AtMost if is_loss => ("", " or higher"),
        Comparator::AtLeast => ("at least ", ""),
        Comparator::AtMost => ("at most ", ""),
    };
    let (over, under) = match unit.split_once('/') {
        Some((over, under)) => (over, format!(" per {}", under.replace('_', " "))),
        None => (unit, String::new()),
    };
    format!("{hedge}{}{under}{behind}", with_unit(value, over, counted))
}

fn with_unit(value: Value, unit: &str, counted: Option<&str>) -> String {
    if let Some((_, sign)) = SIGNS.iter().find(|(code, _)| *code == unit) {
        return money(value, sign);
    }
    match unit {
        "percent" => format!("{} %", scaled(value, &[])),
        "percentage_points" => format!("{} percentage points", scaled(value, &[])),
        "basis_points" => format!("{} basis points", scaled(value, &[])),
        "ratio" => format!("{}×", scaled(value, &[])),
        "count" => {
            let number = scaled(value, SCALES);
            counted.map_or(number.clone(), |noun| format!("{number} {noun}"))
        }
        "W" | "J" | "Wh" => {
            let (number, prefix) = split_scale(value, PREFIXES);
            format!("{number} {prefix}{unit}")
        }
        other => {
            let number = scaled(value, SCALES);
            let plural = if NAMED.contains(&other) && number != "1" {
                "s"
            } else {
                ""
            };
            format!("{number} {}{plural}", other.replace('_', " "))
        }
    }
}

fn money(value: Value, sign: &str) -> String {
    let text = scaled(value, SCALES);
    match text.strip_prefix('-') {
        Some(loss) => format!("−{sign}{loss}"),
        None => format!("{sign}{text}"),
    }
}

fn scaled(value: Value, scales: &[(i32, &str)]) -> String {
    let (number, scale) = split_scale(value, scales);
    if scale.is_empty() {
        number
    } else {
        format!("{number} {scale}")
    }
}

/// The number in units of the largest scale that its magnitude reaches, and that scale's name.
fn split_scale(value: Value, scales: &[(i32, &str)]) -> (String, String) {
    let largest = value.high().abs().max_value(value.low().abs());
    let scale = scales.iter().find(|(power, _)| reaches(largest, *power));
    let (power, name) = scale.map_or((0, ""), |(power, name)| (*power, *name));
    let one = |number: Decimal| grouped(&at_scale(number, power));
    let text = match value {
        Value::Number(number) => one(number),
        Value::Range(low, high) => format!("{}–{}", one(low), one(high)),
    };
    (text, name.to_owned())
}

fn reaches(number: Decimal, power: i32) -> bool {
    let bar = Decimal::new(1, i16::try_from(power).unwrap_or(0));
    bar.is_ok_and(|bar| !number.is_zero() && number.cmp_value(bar).is_ge())
}

/// The number divided by a power of ten, digits as written.
pub(super) fn at_scale(number: Decimal, power: i32) -> String {
    let places = i16::try_from(-power).unwrap_or(0);
    // Zeros written out after the scale ("5000000000") say nothing more than the scale does.
    let trimmed = if power > 0 && number.exponent() <= 0 {
        number.normalized()
    } else {
        number
    };
    let trimmed = if trimmed.exponent() > 0 || power > 0 {
        trimmed
    } else {
        number
    };
    trimmed
        .scaled(places)
        .map_or_else(|_| number.to_string(), |scaled| scaled.to_string())
}

/// Groups of three digits before the point.
pub(super) fn grouped(text: &str) -> String {
    let (sign, unsigned) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = unsigned
        .split_once('.')
        .map_or((unsigned, ""), |(w, f)| (w, f));
    let mut groups = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            groups.push(',');
        }
        groups.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{groups}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(number: &str, comparator: Comparator, unit: &str) -> String {
        quantity(
            Value::Number(number.parse().expect(number)),
            comparator,
            unit,
            None,
        )
    }

    #[test]
    fn values_read_as_people_write_them() {
        assert_eq!(show("5e9", Comparator::Exact, "USD"), "$5 billion");
        assert_eq!(show("2.75e9", Comparator::Exact, "USD"), "$2.75 billion");
        assert_eq!(show("5000000000", Comparator::Exact, "USD"), "$5 billion");
        assert_eq!(
            show("30e9", Comparator::AtLeast, "USD"),
            "at least $30 billion"
        );
        assert_eq!(show("5e9", Comparator::Approx, "W"), "about 5 GW");
        assert_eq!(show("-150e6", Comparator::Exact, "USD"), "−$150 million");
        assert_eq!(
            show("-150e6", Comparator::AtLeast, "USD"),
            "−$150 million or lower"
        );
        assert_eq!(show("27.0", Comparator::Exact, "percent"), "27.0 %");
        assert_eq!(show("1500", Comparator::Exact, "count"), "1,500");
        assert_eq!(show("30", Comparator::Exact, "USD/hour"), "$30 per hour");
        assert_eq!(show("0", Comparator::Exact, "USD"), "$0");
        assert_eq!(show("14.2", Comparator::Exact, "week"), "14.2 weeks");
        assert_eq!(show("1", Comparator::AtMost, "year"), "at most 1 year");
        assert_eq!(show("9", Comparator::Exact, "kg"), "9 kg");
        assert_eq!(show("7e6", Comparator::Exact, "MYR"), "7 million MYR");
    }

    #[test]
    fn a_range_shares_its_scale() {
        let range = Value::range("18e9".parse().unwrap(), "25e9".parse().unwrap()).unwrap();
        assert_eq!(
            quantity(range, Comparator::Range, "USD", None),
            "$18–25 billion"
        );
    }
}
