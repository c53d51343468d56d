//! The bitemporal chart of a figure: value over the time it is about, one line a vintage.

use std::error::Error;
use std::io;

use claimbook_book::{ChartAnswer, Comparator, Date, Decimal, Line, Mark, Panel, Vintage};
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{
    BLACK, Cartesian2d, Circle, Color, DashedLineSeries, DrawingArea, HSLColor, IntoDrawingArea,
    IntoFont, PathElement, RED, RGBAColor, Rectangle, SVGBackend, SeriesLabelPosition, Text,
    TriangleMarker, WHITE,
};

use super::days::Days;
use super::{height, label};

/// The size of one panel, in pixels.
const WIDTH: u32 = 960;
const PANEL_HEIGHT: u32 = 420;
const TITLE_HEIGHT: u32 = 60;

/// So many vintages are named beside the chart: the newest.
const NAMED_MAX: usize = 14;

type Area<'a, 'b> = DrawingArea<SVGBackend<'b>, Shift>;
type Context<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<Days, RangedCoordf64>>;

/// The chart as SVG.
///
/// # Errors
/// Never for a chart with a panel: drawing into memory does not fail.
pub(crate) fn svg(chart: &ChartAnswer) -> io::Result<String> {
    drawn(chart).map_err(|error| io::Error::other(error.to_string()))
}

fn drawn(chart: &ChartAnswer) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    let panels = chart.panels.len() as u32;
    {
        let size = (WIDTH, TITLE_HEIGHT + PANEL_HEIGHT * panels);
        let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
        area.fill(&WHITE)?;
        let (head, body) = area.split_vertically(TITLE_HEIGHT);
        title(&head, &chart.figure, &subtitle(chart))?;
        for (panel, area) in chart
            .panels
            .iter()
            .zip(body.split_evenly((panels as usize, 1)))
        {
            draw_panel(&area, panel, chart.line)?;
        }
        area.present()?;
    }
    Ok(text)
}

fn subtitle(chart: &ChartAnswer) -> String {
    let basis = &chart.basis;
    let as_of = basis
        .as_of
        .as_ref()
        .map_or(String::new(), |day| format!(", as of {day}"));
    let left_out = match chart.left_out {
        0 => String::new(),
        count => format!(" ({count} more vintages are not drawn)"),
    };
    format!(
        "Each line is what was known by a day, the newest darkest; dashed or hollow: outlook; red: contested{left_out}. \
         Policy {}{as_of}, up to event {}.",
        basis.policy, basis.at_seq
    )
}

fn title(area: &Area<'_, '_>, figure: &str, subtitle: &str) -> Result<(), Box<dyn Error>> {
    let large = ("sans-serif", 20).into_font().color(&BLACK);
    let small = ("sans-serif", 12).into_font().color(&BLACK.mix(0.6));
    area.draw(&Text::new(figure.to_owned(), (16, 12), large))?;
    area.draw(&Text::new(subtitle.to_owned(), (16, 38), small))?;
    Ok(())
}

fn draw_panel(area: &Area<'_, '_>, panel: &Panel, line: Line) -> Result<(), Box<dyn Error>> {
    let (first, last) = days_of(panel);
    let (low, high) = heights_of(panel);
    let room = if high > low {
        (high - low) * 0.08
    } else {
        high.abs().max(1.0) * 0.1
    };
    let mut chart = ChartBuilder::on(area)
        .margin(16)
        .x_label_area_size(28)
        .y_label_area_size(96)
        .build_cartesian_2d(Days::around(first, last), low - room..high + room)?;
    let step = (high - low + 2.0 * room) / 10.0;
    chart
        .configure_mesh()
        .light_line_style(BLACK.mix(0.04))
        .bold_line_style(BLACK.mix(0.1))
        .max_light_lines(0)
        .x_labels(8)
        .y_label_formatter(&|at| label(*at, step, &panel.unit))
        .draw()?;
    let count = panel.vintages.len();
    for (place, vintage) in panel.vintages.iter().enumerate() {
        let named = place + NAMED_MAX >= count;
        draw_vintage(&mut chart, vintage, line, shade(place, count), named)?;
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .border_style(BLACK.mix(0.2))
        .background_style(WHITE.mix(0.8))
        .draw()?;
    Ok(())
}

/// The colour of a vintage: the newer, the darker.
fn shade(place: usize, count: usize) -> RGBAColor {
    let age = if count > 1 {
        1.0 - place as f64 / (count - 1) as f64
    } else {
        0.0
    };
    HSLColor(0.6, 0.75, 0.35 + 0.4 * age).mix(1.0 - 0.3 * age)
}

fn draw_vintage(
    chart: &mut Context<'_, '_>,
    vintage: &Vintage,
    line: Line,
    colour: RGBAColor,
    named: bool,
) -> Result<(), Box<dyn Error>> {
    let through = line_through(vintage, line);
    let series = chart.draw_series([PathElement::new(through, colour.stroke_width(2))])?;
    if named {
        series
            .label(format!("known by {}", vintage.known))
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
    }
    for mark in &vintage.marks {
        draw_mark(chart, mark, line, colour)?;
    }
    draw_outlook(chart, vintage, colour)
}

/// The line of a vintage: from step to step, through the middles of reporting periods, or none.
fn line_through(vintage: &Vintage, line: Line) -> Vec<(Date, f64)> {
    let ends = |mark: &Mark| match line {
        Line::Steps => vec![mark.from, mark.to],
        Line::Slopes => vec![day_of(mark, line)],
        Line::None => Vec::new(),
    };
    let marks = vintage.marks.iter();
    marks
        .flat_map(|mark| ends(mark).into_iter().map(|day| (day, height(mark.value))))
        .collect()
}

/// The day at which a value is marked: that on which a level begins, else the middle of its period.
fn day_of(mark: &Mark, line: Line) -> Date {
    match line {
        Line::Steps | Line::None => mark.from,
        Line::Slopes => mark.from + (mark.to - mark.from) / 2,
    }
}

/// The end of a value, with what it can mean: a bar over a range, a point to where a bound is open.
fn draw_mark(
    chart: &mut Context<'_, '_>,
    mark: &Mark,
    line: Line,
    colour: RGBAColor,
) -> Result<(), Box<dyn Error>> {
    let day = day_of(mark, line);
    let at = (day, height(mark.value));
    let colour = if mark.contested {
        RED.to_rgba()
    } else {
        colour
    };
    let ends = |low: Decimal, high: Decimal| (low.to_f64_lossy(), high.to_f64_lossy());
    match (mark.comparator, mark.low.zip(mark.high)) {
        (Comparator::AtLeast | Comparator::AtMost, _) => {
            let size = if mark.comparator == Comparator::AtLeast {
                5
            } else {
                -5
            };
            chart.draw_series([TriangleMarker::new(at, size, colour.filled())])?;
        }
        (Comparator::Range, Some((low, high))) => {
            let (low, high) = ends(low, high);
            let bar = Rectangle::new(
                [(mark.from, low), (mark.to, high)],
                colour.mix(0.2).filled(),
            );
            chart.draw_series([bar])?;
            chart.draw_series([PathElement::new([(day, low), (day, high)], colour)])?;
        }
        _ => {
            chart.draw_series([Circle::new(at, 3, colour.filled())])?;
        }
    }
    Ok(())
}

fn draw_outlook(
    chart: &mut Context<'_, '_>,
    vintage: &Vintage,
    colour: RGBAColor,
) -> Result<(), Box<dyn Error>> {
    for mark in &vintage.outlook {
        let at = height(mark.value);
        let line = [(mark.from, at), (mark.to, at)];
        chart.draw_series(DashedLineSeries::new(line, 6, 4, colour.stroke_width(2)))?;
        chart.draw_series([Circle::new((mark.to, at), 3, colour)])?;
    }
    Ok(())
}

fn all_marks(panel: &Panel) -> impl Iterator<Item = &Mark> {
    panel
        .vintages
        .iter()
        .flat_map(|vintage| vintage.marks.iter().chain(&vintage.outlook))
}

fn days_of(panel: &Panel) -> (Date, Date) {
    let first = all_marks(panel).map(|mark| mark.from).min();
    let last = all_marks(panel).map(|mark| mark.to).max();
    (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX))
}

fn heights_of(panel: &Panel) -> (f64, f64) {
    let ends = |mark: &Mark| {
        let (low, high) = match mark.comparator {
            Comparator::Range => (mark.value.low(), mark.value.high()),
            _ => return [height(mark.value); 2],
        };
        [low.to_f64_lossy(), high.to_f64_lossy()]
    };
    let all: Vec<f64> = all_marks(panel).flat_map(ends).collect();
    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (low, high)
}
