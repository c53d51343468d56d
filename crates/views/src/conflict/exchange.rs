//! Rates of exchange that reports imply: the same figure and period in two currencies.

use std::collections::BTreeMap;

use claimbook_model::{Date, FigureKey, Interval, Period, ReportId, Unit};

use super::side::Rows;
use super::{Conflict, ConflictKind, Role, Side, Why};
use crate::figure::{FigureView, HistoryRow, Reason};

/// Rates of reports so many days apart are compared.
const NEAR_DAYS: i64 = 31;
/// How many rates before and after it a rate is compared with.
const NEIGHBOURS_MAX: usize = 8;
/// A report that tells of more values of one figure is a table, whose rates are not compared.
const ROWS_MAX: usize = 64;
/// A rate is off if it is this much of another, in hundredths.
const OFF_HUNDREDTHS: i64 = 105;

/// A rate that a report implies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The figure that is told in both currencies.
    pub figure: FigureKey,
    /// The period that both values are about.
    pub period: Option<Period>,
    /// The report.
    pub report: ReportId,
    /// The last day of its known period.
    pub known: Date,
    /// The value in each currency, in order of their codes.
    pub sides: [Side; 2],
}

/// Rates by pairs of currencies.
#[derive(Debug, Default)]
pub(super) struct Rates(BTreeMap<(String, String), Vec<Rate>>);

impl Rates {
    /// Takes in the rates that a figure implies.
    pub(super) fn hear(&mut self, figure: &FigureKey, view: &FigureView) {
        let mut units = view.rows.iter().map(|row| &row.unit);
        let Some(first) = units.next() else {
            return;
        };
        if units.all(|unit| unit == first) {
            return;
        }
        let mut told: BTreeMap<ReportId, Vec<&HistoryRow>> = BTreeMap::new();
        for row in Rows::of(view).in_order() {
            let has_a_say = row.reason != Some(Reason::Silenced);
            if has_a_say && is_money(&row.unit) && !row.comparator.is_bound() {
                told.entry(row.report).or_default().push(row);
            }
        }
        for rows in told.values().filter(|rows| rows.len() <= ROWS_MAX) {
            for (one, other) in pairs(rows) {
                self.hear_pair(figure, one, other);
            }
        }
    }

    fn hear_pair(&mut self, figure: &FigureKey, one: &HistoryRow, other: &HistoryRow) {
        let side = |row: &HistoryRow| Side::of_rows(figure, Role::Against, &[row]);
        let (Some(first), Some(second)) = (side(one), side(other)) else {
            return;
        };
        let pair = (one.unit.to_string(), other.unit.to_string());
        self.0.entry(pair).or_default().push(Rate {
            figure: figure.clone(),
            period: one.period,
            report: one.report,
            known: one.known.last_day(),
            sides: [first, second],
        });
    }

    /// A conflict for each rate that most rates of other reports near in time speak against. Of
    /// two that stand alone against each other it is the later one.
    pub(super) fn conflicts(&mut self) -> Vec<Conflict> {
        let mut found = Vec::new();
        for rates in self.0.values_mut() {
            rates.sort_by(|a, b| {
                (a.known, a.report, &a.figure, a.period)
                    .cmp(&(b.known, b.report, &b.figure, b.period))
            });
            let against: Vec<Option<usize>> = (0..rates.len())
                .map(|at| spoken_against(rates, at))
                .collect();
            for (at, other) in against.iter().enumerate() {
                let Some(other) = *other else {
                    continue;
                };
                // A pair is told once.
                if against.get(other) == Some(&Some(at)) && at < other {
                    continue;
                }
                found.push(conflict(&rates[at], &rates[other]));
            }
        }
        found
    }
}

/// The values of one report that can only be one value in two currencies: each is the only one of
/// its currency that fits the other in time and in how sure it is. In order of the currencies.
fn pairs<'r>(rows: &[&'r HistoryRow]) -> Vec<(&'r HistoryRow, &'r HistoryRow)> {
    let fits = |one: &HistoryRow, other: &HistoryRow| {
        let same_time = match (one.period, other.period) {
            (Some(own), Some(period)) => own.overlaps(&period),
            (own, period) => own == period,
        };
        one.modality == other.modality && one.unit != other.unit && same_time
    };
    let only = |one: &'r HistoryRow| {
        let mut fitting = rows.iter().copied().filter(|other| fits(one, other));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    rows.iter()
        .filter_map(|&one| {
            let other = only(one)?;
            let mutual = only(other).is_some_and(|back| back.claim == one.claim);
            (mutual && one.unit < other.unit).then_some((one, other))
        })
        .collect()
}

fn is_money(unit: &str) -> bool {
    unit.parse::<Unit>()
        .is_ok_and(|unit| unit.is_money() && unit.denominator().is_none())
}

/// The nearest rate that cannot be reconciled with this one, if most cannot.
fn spoken_against(rates: &[Rate], at: usize) -> Option<usize> {
    let rate = &rates[at];
    let first = at.saturating_sub(NEIGHBOURS_MAX);
    let end = (at + NEIGHBOURS_MAX + 1).min(rates.len());
    let distance = |other: usize| (rates[other].known - rate.known).num_days().abs();
    let near = (first..end)
        .filter(|&other| rates[other].report != rate.report && distance(other) <= NEAR_DAYS);
    let (off, agreeing): (Vec<usize>, Vec<usize>) =
        near.partition(|&other| is_off(rate, &rates[other]));
    if off.len() <= agreeing.len() {
        return None;
    }
    off.into_iter()
        .min_by_key(|&other| (distance(other), other))
}

/// Whether two rates differ by more than a twentieth, whatever the rounding.
fn is_off(one: &Rate, other: &Rate) -> bool {
    exceeds(one, other) || exceeds(other, one)
}

/// Whether the first rate certainly exceeds the second by more than a twentieth.
fn exceeds(one: &Rate, other: &Rate) -> bool {
    let ends =
        |rate: &Rate| -> [Interval; 2] { [0, 1].map(|side: usize| rate.sides[side].term.interval) };
    let ([over, under], [other_over, other_under]) = (ends(one), ends(other));
    let product = |a: Option<_>, b: Option<_>, hundredths: i64| {
        let (a, b): (claimbook_model::Decimal, claimbook_model::Decimal) = a.zip(b)?;
        if a.is_negative() || b.is_negative() {
            return None;
        }
        a.normalized()
            .checked_mul(b.normalized())?
            .normalized()
            .checked_mul(claimbook_model::Decimal::from(hundredths))
    };
    let least = product(over.low, other_under.low, 100);
    let most = product(other_over.high, under.high, OFF_HUNDREDTHS);
    least
        .zip(most)
        .is_some_and(|(least, most)| least.cmp_value(most).is_gt())
}

fn conflict(rate: &Rate, other: &Rate) -> Conflict {
    let explains = other.sides.iter().map(|side| Side {
        role: Role::Explains,
        ..side.clone()
    });
    Conflict {
        kind: ConflictKind::ExchangeRate,
        figure: rate.figure.clone(),
        period: rate.period,
        sides: rate.sides.iter().cloned().chain(explains).collect(),
        why: Why::Rates(Box::new([rate.clone(), other.clone()])),
        touches_best: false,
        weight: 0,
    }
}
