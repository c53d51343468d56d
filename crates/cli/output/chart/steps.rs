//! A small step chart of characters.

use chrono::Datelike;
use claimbook_book::{Comparator, Date, Steps, Value};
use textplots::{Chart, LabelBuilder, LabelFormat, Plot, Shape};

use super::super::quantity::quantity;
use super::height;

/// Dots of the canvas: two a column and four a line of text.
const HEIGHT: u32 = 24;
const WIDTH_MAX: usize = 64;
/// Columns for the labels beside the canvas.
const MARGIN: usize = 20;

/// The chart, and a line that says what it shows; `None` where a value never changed, or where
/// `columns` are too few.
pub(crate) fn steps(steps: &Steps, columns: usize) -> Option<String> {
    let [(first, ..), .., (last, ..)] = steps.steps[..] else {
        return None;
    };
    let heights: Vec<f64> = steps
        .steps
        .iter()
        .map(|(_, value, _)| height(*value))
        .collect();
    let low = heights.iter().copied().fold(f64::INFINITY, f64::min);
    let high = heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low >= high || columns < MARGIN + 32 {
        return None;
    }
    let span = (last - first).num_days().max(1);
    let tail = chrono::Days::new((span / 8).max(1).unsigned_abs());
    let end = last.checked_add_days(tail)?.max(steps.end.unwrap_or(last));
    let mut points: Vec<(f32, f32)> = Vec::with_capacity(heights.len() * 2 + 1);
    for ((day, ..), height) in steps.steps.iter().zip(&heights) {
        let before = points.last().map(|(_, before)| (position(*day), *before));
        points.extend(before);
        points.push((position(*day), *height as f32));
    }
    points.push((position(end), *heights.last()? as f32));
    let width = (columns - MARGIN).min(WIDTH_MAX) as u32 * 2;
    let mut canvas = Chart::new_with_y_range(
        width,
        HEIGHT,
        position(first),
        position(end),
        low as f32,
        high as f32,
    );
    let shape = Shape::Lines(&points);
    // The axis shows what was written, not where it is drawn: of a range, both ends.
    let written = |end: f64| {
        let same = |at: &&(Date, Value, Comparator)| (height(at.1) - end).abs() <= f64::EPSILON;
        let step = steps.steps.iter().find(same);
        step.map_or_else(String::new, |(_, value, comparator)| {
            quantity(*value, *comparator, &steps.unit, None)
        })
    };
    let (lowest, highest) = (written(low), written(high));
    let chart = canvas
        .lineplot(&shape)
        .x_label_format(LabelFormat::None)
        .y_label_format(LabelFormat::Custom(Box::new(move |at| {
            let middle = f64::midpoint(low, high);
            (if f64::from(at) < middle {
                &lowest
            } else {
                &highest
            })
            .clone()
        })));
    chart.figures();
    let over = if steps.over_known_days {
        "What was best known, by the day on which it became known"
    } else {
        "The best-known value over time"
    };
    let canvas = chart.to_string();
    Some(format!(
        "{over}, from {first} to the last change on {last}\n{}",
        canvas.trim_end()
    ))
}

/// A day on the axis. Days up to the year 40,000 are whole numbers below 2²⁴, which this type
/// holds exactly.
fn position(day: Date) -> f32 {
    day.num_days_from_ce() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(steps: &[(&str, &str)]) -> Steps {
        let step = |(day, value): &(&str, &str)| {
            let value = Value::Number(value.parse().expect(value));
            (day.parse().expect(day), value, Comparator::Exact)
        };
        Steps {
            unit: "USD".to_owned(),
            steps: steps.iter().map(step).collect(),
            end: None,
            over_known_days: false,
        }
    }

    #[test]
    fn a_value_that_moved_is_drawn_between_its_lowest_and_highest() {
        let moved = of(&[
            ("2023-10-31", "21.5e9"),
            ("2025-03-03", "61.5e9"),
            ("2026-04-20", "380e9"),
        ]);
        let chart = steps(&moved, 100).expect("a chart");
        for label in [
            "$380 billion",
            "$21.5 billion",
            "from 2023-10-31 to the last change on 2026-04-20",
        ] {
            assert!(chart.contains(label), "{label} in\n{chart}");
        }
        assert!(chart.lines().count() >= 7, "{chart}");
    }

    #[test]
    fn what_never_changed_is_not_drawn() {
        assert_eq!(steps(&of(&[("2026-01-01", "5e9")]), 100), None);
        assert_eq!(
            steps(&of(&[("2026-01-01", "5e9"), ("2026-02-01", "5e9")]), 100),
            None
        );
        assert_eq!(
            steps(&of(&[("2026-01-01", "5e9"), ("2026-02-01", "6e9")]), 40),
            None
        );
    }
}
