//! Pictures of figures: a chart as SVG, and a small one of characters.

mod days;
mod steps;
mod svg;

pub(crate) use steps::steps;
pub(crate) use svg::svg;

use claimbook_book::{Comparator, Decimal, Value};

use super::quantity::quantity;

/// Where a value stands on an axis: of a range, its middle. Floating point is good enough to draw.
fn height(value: Value) -> f64 {
    f64::midpoint(value.low().to_f64_lossy(), value.high().to_f64_lossy())
}

/// The text of a height on the axis, in a unit; `step` is how far apart such heights are.
fn label(height: f64, step: f64, unit: &str) -> String {
    let decimals = if step > 0.0 && step < 1.0 {
        (-step.log10()).ceil() as usize
    } else {
        0
    };
    let number = format!("{height:.decimals$}");
    number.parse::<Decimal>().map_or(number, |number| {
        quantity(Value::Number(number), Comparator::Exact, unit, None)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_are_labelled_as_people_write_them() {
        assert_eq!(label(400e9, 100e9, "USD"), "$400 billion");
        assert_eq!(label(0.1 + 0.2, 0.1, "percent"), "0.3 %");
        assert_eq!(label(-2.5, 0.5, "percent"), "-2.5 %");
        assert_eq!(label(1500.0, 500.0, "count"), "1,500");
    }

    #[test]
    fn a_range_stands_at_its_middle() {
        let range = Value::range("18e9".parse().unwrap(), "25e9".parse().unwrap()).unwrap();
        assert!((height(range) - 21.5e9).abs() < 1.0);
    }
}
