//! What stands on either side of a sum.

use chrono::Days;
use claimbook_model::{ClaimId, Comparator, Date, Decimal, FigureKey, Interval, Period, Value};

use crate::figure::{FigureView, HistoryRow, ObservationView, Standing, Statement};

/// One value of one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The figure.
    pub figure: FigureKey,
    /// What the value is about; none where no date is given.
    pub period: Option<Period>,
    /// The value as written.
    pub value: Value,
    /// How it is compared.
    pub comparator: Comparator,
    /// The numbers that it can mean.
    pub interval: Interval,
    /// Its unit.
    pub unit: String,
    /// Whether it is of what may come.
    pub outlook: bool,
    /// How well it stands, where it is the best-known value of an observation.
    pub standing: Option<Standing>,
    /// The claims that support it.
    pub claims: Vec<ClaimId>,
}

impl Term {
    /// The best-known value of an observation; none if it has no value.
    pub fn of_observation(figure: &FigureKey, observation: &ObservationView) -> Option<Self> {
        Some(Self {
            figure: figure.clone(),
            period: Some(observation.period),
            value: observation.value?,
            comparator: observation.comparator?,
            interval: Interval {
                low: observation.low,
                high: observation.high,
            },
            unit: observation.unit.to_string(),
            outlook: false,
            standing: Some(observation.standing),
            claims: observation.claims.clone(),
        })
    }

    /// What some voices say beside the answer.
    pub fn of_statement(figure: &FigureKey, statement: &Statement) -> Self {
        Self {
            figure: figure.clone(),
            period: statement.period,
            value: statement.value,
            comparator: statement.comparator,
            interval: Interval {
                low: statement.low,
                high: statement.high,
            },
            unit: statement.unit.to_string(),
            outlook: statement.modality.is_outlook(),
            standing: None,
            claims: statement.claims.clone(),
        }
    }

    /// The value of a row, with the claims that say it.
    pub(crate) fn of_rows(figure: &FigureKey, row: &HistoryRow, claims: Vec<ClaimId>) -> Self {
        Self {
            figure: figure.clone(),
            period: row.period,
            value: row.value,
            comparator: row.comparator,
            interval: row.value.interval(row.comparator),
            unit: row.unit.to_string(),
            outlook: row.modality.is_outlook(),
            standing: None,
            claims,
        }
    }

    /// The written number; of a range its upper end.
    pub(crate) fn number(&self) -> Decimal {
        self.value.high()
    }

    /// Whether it is about the same time as `period`, give or take so many days. What has no date
    /// is about none.
    pub(crate) fn is_near(&self, period: &Period, leeway_days: i64) -> bool {
        self.period
            .is_some_and(|own| are_near(&own, period, leeway_days))
    }

    /// The last day that it is about.
    pub(crate) fn day(&self) -> Option<Date> {
        self.period.map(|period| period.last_day())
    }
}

/// Whether two periods overlap, give or take so many days.
pub(crate) fn are_near(one: &Period, other: &Period, leeway_days: i64) -> bool {
    let leeway = Days::new(leeway_days.unsigned_abs());
    let (first, last) = one.days();
    let (other_first, other_last) = other.days();
    let reaches = |day: Date| day.checked_add_days(leeway).unwrap_or(Date::MAX);
    reaches(last) >= other_first && reaches(other_last) >= first
}

/// The best-known values of a figure in one unit, in order of time.
pub(crate) fn valued<'a>(
    figure: &'a FigureKey,
    view: &'a FigureView,
    unit: &'a str,
) -> impl Iterator<Item = Term> + 'a {
    view.observations
        .iter()
        .filter(move |observation| *observation.unit == *unit)
        .filter_map(move |observation| Term::of_observation(figure, observation))
}
