//! What a picture of a figure shows.

use claimbook_model::{Comparator, Date, Decimal, Value};
use claimbook_views::figure::{FigureView, ObservationView, Standing, Statement};

use super::Basis;

/// The bitemporal picture of a figure: its values over the time they are about, once for each
/// state in which they were known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartAnswer {
    /// The figure.
    pub figure: String,
    /// What joins the values of one vintage.
    pub line: Line,
    /// One panel a unit, in order of the units: units are never weighed against each other.
    pub panels: Vec<Panel>,
    /// Under which clocks, policy and catalog.
    pub basis: Basis,
    /// How many vintages are not drawn, because there are too many to tell apart.
    pub left_out: usize,
}

/// What joins the values of one vintage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A level or a count holds until the next.
    Steps,
    /// Values of one reporting period after the other.
    Slopes,
    /// Events have nothing in common but the figure.
    None,
}

/// One unit of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// The unit.
    pub unit: String,
    /// What was known, the oldest first.
    pub vintages: Vec<Vintage>,
}

/// What was known by the end of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vintage {
    /// The day.
    pub known: Date,
    /// The best-known values, in order of time.
    pub marks: Vec<Mark>,
    /// What was said of the time to come, in order of time.
    pub outlook: Vec<Mark>,
}

/// One value over a span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The first day that the value is about.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The value.
    pub value: Value,
    /// How it is compared.
    pub comparator: Comparator,
    /// The smallest number it can be.
    pub low: Option<Decimal>,
    /// The first number above it.
    pub high: Option<Decimal>,
    /// Whether it is contested.
    pub contested: bool,
}

impl Vintage {
    /// What is known of a figure in one unit by the end of a day.
    pub(crate) fn of(view: &FigureView, unit: &str, known: Date, line: Line) -> Self {
        let in_unit = view
            .observations
            .iter()
            .filter(|observation| &*observation.unit == unit);
        let mut marks: Vec<Mark> = in_unit.filter_map(|seen| mark(seen, line)).collect();
        marks.sort_by_key(|mark| (mark.from, mark.to));
        if line == Line::Steps {
            hold(&mut marks);
        } else if line == Line::None {
            for mark in &mut marks {
                mark.to = mark.from;
            }
        }
        let outlook = view
            .outlook
            .iter()
            .filter(|statement| &*statement.unit == unit && statement.reason.is_none());
        let mut outlook: Vec<Mark> = outlook.filter_map(mark_of_statement).collect();
        outlook.sort_by_key(|mark| (mark.from, mark.to));
        Self {
            known,
            marks,
            outlook,
        }
    }

    /// Whether both show the same.
    pub(crate) fn shows_same(&self, other: &Self) -> bool {
        self.marks == other.marks && self.outlook == other.outlook
    }
}

/// A level or a count holds until the next.
fn hold(marks: &mut [Mark]) {
    for place in 1..marks.len() {
        marks[place - 1].to = marks[place].from;
    }
}

fn mark(observation: &ObservationView, line: Line) -> Option<Mark> {
    let from = observation.since.first_day();
    let confirmed = observation.last_confirmed.filter(|_| line == Line::Steps);
    let to = confirmed.unwrap_or(observation.period).last_day();
    Some(Mark {
        from,
        to: to.max(from),
        value: observation.value?,
        comparator: observation.comparator?,
        low: observation.low,
        high: observation.high,
        contested: observation.standing == Standing::Contested,
    })
}

fn mark_of_statement(statement: &Statement) -> Option<Mark> {
    let period = statement.period?;
    Some(Mark {
        from: period.first_day(),
        to: period.last_day(),
        value: statement.value,
        comparator: statement.comparator,
        low: statement.low,
        high: statement.high,
        contested: false,
    })
}

/// The best-known value of a figure, step by step, as a small picture in a terminal shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// The unit.
    pub unit: String,
    /// The days on which a new value begins to hold, in order, with the value.
    pub steps: Vec<(Date, Value, Comparator)>,
    /// The last day on which the last value is known to hold.
    pub end: Option<Date>,
    /// Whether the days are those on which the value became known, of one event or reporting
    /// period; else those that it is about.
    pub over_known_days: bool,
}
