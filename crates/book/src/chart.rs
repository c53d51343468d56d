//! Pictures of a figure: what was known of it, vintage by vintage, and step by step.

use std::collections::BTreeSet;

use claimbook_model::{Date, MetricKind};
use claimbook_views::figure::{Change, FigureView, HistoryRow};

use crate::answer::chart::{ChartAnswer, Line, Panel, Steps, Vintage};
use crate::{Book, Error, Scope};

impl Book {
    /// The bitemporal picture of a figure, of at most `vintages_max` vintages (at least two): where
    /// there are more, the first, the last, and those evenly spread between them.
    ///
    /// # Errors
    /// As [`Book::show`].
    pub fn chart(
        &self,
        figure: &str,
        scope: &Scope,
        vintages_max: usize,
    ) -> Result<ChartAnswer, Error> {
        let key = self.known_figure(figure)?;
        let folded = self.folded(key.as_str(), scope)?;
        let view = folded.view(key.as_str(), scope);
        let days = days_of_change(&view.rows);
        let chosen = evenly_spread(&days, vintages_max.max(2));
        let views: Vec<(Date, FigureView)> = chosen
            .iter()
            .map(|&day| {
                let then = Scope {
                    as_of: Some(day),
                    ..scope.clone()
                };
                (day, folded.view(key.as_str(), &then))
            })
            .collect();
        Ok(ChartAnswer {
            figure: key.to_string(),
            line: line_of(&view),
            panels: panels(&views),
            left_out: days.len() - chosen.len(),
            basis: folded.basis,
        })
    }
}

/// The days on which the picture changed, in order.
fn days_of_change(rows: &[HistoryRow]) -> Vec<Date> {
    let shows = |row: &&HistoryRow| {
        row.best_changed
            || matches!(
                row.change,
                Change::New
                    | Change::Moved
                    | Change::Outlook
                    | Change::Withdrawn
                    | Change::Disputed
            )
    };
    let days: BTreeSet<Date> = rows
        .iter()
        .filter(shows)
        .map(|row| row.known.last_day())
        .collect();
    days.into_iter().collect()
}

/// At most `count` of the days: the first, the last, and some between.
fn evenly_spread(days: &[Date], count: usize) -> Vec<Date> {
    if days.len() <= count {
        return days.to_vec();
    }
    let last = days.len() - 1;
    (0..count)
        .map(|place| days[place * last / (count - 1)])
        .collect()
}

fn panels(views: &[(Date, FigureView)]) -> Vec<Panel> {
    let units: BTreeSet<&str> = views
        .iter()
        .flat_map(|(_, view)| {
            let observed = view.observations.iter().map(|seen| &*seen.unit);
            observed.chain(view.outlook.iter().map(|told| &*told.unit))
        })
        .collect();
    let panel = |unit: &str| {
        let mut vintages: Vec<Vintage> = Vec::new();
        for (day, view) in views {
            let vintage = Vintage::of(view, unit, *day, line_of(view));
            let is_news = vintages.last().map_or(
                !(vintage.marks.is_empty() && vintage.outlook.is_empty()),
                |last| !last.shows_same(&vintage),
            );
            if is_news {
                vintages.push(vintage);
            }
        }
        Panel {
            unit: unit.to_owned(),
            vintages,
        }
    };
    let panels = units.into_iter().map(panel);
    panels.filter(|panel| !panel.vintages.is_empty()).collect()
}

fn line_of(view: &FigureView) -> Line {
    match view.kind {
        Some(MetricKind::Stock | MetricKind::Tally) => Line::Steps,
        Some(MetricKind::Event) => Line::None,
        Some(MetricKind::Flow) | None => Line::Slopes,
    }
}

/// The steps that a small picture shows: of a level or a count, its values over time; else how the
/// best observation came to be known as it is. In the unit of the best observation.
pub(crate) fn steps(view: &FigureView) -> Steps {
    let Some(best) = view.best() else {
        return Steps::default();
    };
    if line_of(view) == Line::Steps {
        let in_unit = view
            .observations
            .iter()
            .filter(|observation| observation.unit == best.unit);
        let value_of = |observation: &claimbook_views::figure::ObservationView| {
            let (value, comparator) = (observation.value?, observation.comparator?);
            Some((observation.since.last_day(), value, comparator))
        };
        return Steps {
            unit: best.unit.to_string(),
            steps: in_unit.filter_map(value_of).collect(),
            end: best.last_confirmed.map(|day| day.last_day()),
            over_known_days: false,
        };
    }
    let changes = view
        .rows
        .iter()
        .filter(|row| row.best_changed && row.unit == best.unit && row.period == Some(best.period));
    Steps {
        unit: best.unit.to_string(),
        steps: changes
            .filter_map(|row| {
                let after = row.after.as_ref()?;
                Some((row.known.last_day(), after.value, after.comparator))
            })
            .collect(),
        end: view.rows.last().map(|row| row.known.last_day()),
        over_known_days: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> Date {
        Date::from_ymd_opt(2026, 1, number).unwrap()
    }

    #[test]
    fn too_many_vintages_keep_the_first_and_the_last() {
        let days: Vec<Date> = (1..=9).map(day).collect();
        assert_eq!(evenly_spread(&days, 3), [day(1), day(5), day(9)]);
        assert_eq!(evenly_spread(&days, 9), days);
        assert_eq!(evenly_spread(&days[..1], 2), [day(1)]);
    }
}
