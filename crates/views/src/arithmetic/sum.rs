//! A total that is the sum of its parts, each a figure of its own.

use claimbook_model::{
    Catalog, Comparator, Decimal, FigureKey, Interval, MetricKind, Period, Value,
};

use super::term::are_near;
use super::{Asked, Checked, Lookup, Outcome, Relation, Term, leeway_days};
use crate::figure::{FigureView, Reading, reporting_period};

/// The most values of one time that are tried for a term.
const CANDIDATES_MAX: usize = 4;

/// One sum for each value of the total whose terms are all known.
pub(super) fn check<L: Lookup>(asked: &Asked<'_, L>) -> Result<Vec<Checked>, L::Error> {
    let Some(view) = asked.lookup.view(asked.figure)? else {
        return Ok(Vec::new());
    };
    let totals: Vec<Term> = totals(asked.figure, &view).collect();
    if totals.is_empty() {
        return Ok(Vec::new());
    }
    let Some(parts) = parts(asked)? else {
        return Ok(Vec::new());
    };
    Ok(totals
        .iter()
        .filter_map(|total| checked(total, &parts))
        .collect())
}

/// The sum of a value of the total that need not be best known.
pub(super) fn check_one<L: Lookup>(
    asked: &Asked<'_, L>,
    total: &Term,
) -> Result<Option<Checked>, L::Error> {
    Ok(parts(asked)?.and_then(|parts| checked(total, &parts)))
}

fn checked(total: &Term, parts: &[Part]) -> Option<Checked> {
    let (terms, outcome) = best_sum(total, parts)?;
    Some(Checked {
        relation: Relation::Parts,
        total: total.clone(),
        terms,
        outcome,
    })
}

/// The parts of the total; none where it has a dimension that one of them cannot have.
fn parts<L: Lookup>(asked: &Asked<'_, L>) -> Result<Option<Vec<Part>>, L::Error> {
    let mut parts = Vec::new();
    for pattern in asked.identity.terms() {
        let Some(key) = asked
            .identity
            .term_key(asked.catalog, asked.figure, pattern)
        else {
            return Ok(None);
        };
        parts.push(Part::of(asked, &key)?);
    }
    Ok(Some(parts))
}

/// The values of the total: best known, and what may come.
fn totals<'a>(figure: &'a FigureKey, view: &'a FigureView) -> impl Iterator<Item = Term> + 'a {
    let observed = view
        .observations
        .iter()
        .filter_map(|observation| Term::of_observation(figure, observation));
    observed.chain(outlook(figure, view))
}

/// What may come, but for words that their voice has replaced.
fn outlook<'a>(figure: &'a FigureKey, view: &'a FigureView) -> impl Iterator<Item = Term> + 'a {
    view.outlook
        .iter()
        .filter(|statement| statement.reason.is_none())
        .map(|statement| Term::of_statement(figure, statement))
}

/// A part with the views that can tell it.
struct Part {
    kind: Option<MetricKind>,
    leeway_days: i64,
    /// The figure itself, else those of its family.
    told: Vec<Term>,
    family: Vec<Term>,
}

impl Part {
    fn of<L: Lookup>(asked: &Asked<'_, L>, key: &FigureKey) -> Result<Self, L::Error> {
        let metric = asked.catalog.metric.get(key.metric());
        let terms = |key: &FigureKey| -> Result<Vec<Term>, L::Error> {
            let view = asked.lookup.view(key)?;
            Ok(view.map_or_else(Vec::new, |view| totals(key, &view).collect()))
        };
        let mut family = Vec::new();
        // A part of the same figure is told by its own key alone.
        if key.metric() != asked.figure.metric() {
            for member in asked.lookup.family(key)? {
                family.extend(terms(&member)?);
            }
        }
        Ok(Self {
            kind: metric.map(|metric| metric.kind),
            leeway_days: leeway_days(asked.catalog, key.metric()),
            told: terms(key)?,
            family,
        })
    }

    /// The values of the part at the time of the total; of its family only where it is one figure.
    fn candidates(&self, total: &Term) -> Vec<&Term> {
        let Some(period) = total.period else {
            return Vec::new();
        };
        let fits = |term: &&Term| {
            term.unit == total.unit
                && (total.outlook || !term.outlook)
                && self.is_of_time(term, &period)
        };
        let own: Vec<&Term> = self.told.iter().filter(fits).collect();
        if !own.is_empty() {
            return own.into_iter().take(CANDIDATES_MAX).collect();
        }
        let family: Vec<&Term> = self.family.iter().filter(fits).collect();
        match family.as_slice() {
            [only] => vec![only],
            _ => Vec::new(),
        }
    }

    fn is_of_time(&self, term: &Term, period: &Period) -> bool {
        match self.kind {
            Some(MetricKind::Flow) => term
                .period
                .is_some_and(|own| reporting_period(own) == reporting_period(*period)),
            _ => term.is_near(period, self.leeway_days),
        }
    }
}

/// The sum that holds if one does, else the one that is least wrong.
fn best_sum(total: &Term, parts: &[Part]) -> Option<(Vec<Term>, Outcome)> {
    let mut sums: Vec<Vec<&Term>> = vec![Vec::new()];
    for part in parts {
        let candidates = part.candidates(total);
        sums = sums
            .into_iter()
            .flat_map(|sum| {
                candidates.iter().map(move |term| {
                    let mut longer = sum.clone();
                    longer.push(*term);
                    longer
                })
            })
            .collect();
    }
    let judged = sums.into_iter().map(|terms| {
        let outcome = compare(total, &terms);
        (terms, outcome)
    });
    let (terms, outcome) = judged.min_by(|(_, a), (_, b)| {
        rank(a).cmp(&rank(b)).then_with(|| match (a, b) {
            (Outcome::Fails { by: a }, Outcome::Fails { by: b }) => a.cmp_value(*b),
            _ => std::cmp::Ordering::Equal,
        })
    })?;
    Some((terms.into_iter().cloned().collect(), outcome))
}

fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Holds => 0,
        Outcome::CountedTwice { .. } => 1,
        Outcome::CannotTell => 2,
        Outcome::Fails { .. } => 3,
    }
}

/// What a sum of intervals says of a total.
pub(super) fn compare(total: &Term, terms: &[&Term]) -> Outcome {
    let Some(sum) = sum_of(terms) else {
        return Outcome::CannotTell;
    };
    if let Some(by) = total.interval.gap(sum) {
        return Outcome::Fails { by };
    }
    if total.interval.overlaps(sum) && says_it(total, terms) {
        Outcome::Holds
    } else {
        Outcome::CannotTell
    }
}

/// The numbers that the sum of the terms can mean; none where it does not fit.
pub(super) fn sum_of(terms: &[&Term]) -> Option<Interval> {
    let (first, rest) = terms.split_first()?;
    rest.iter()
        .try_fold(first.interval, |sum, term| sum.checked_add(term.interval))
}

/// Whether the numbers as written come to what the total means: it takes that much to say of a
/// total how it was reckoned.
pub(super) fn is_written_sum(total: &Term, terms: &[&Term]) -> bool {
    let Some(sum) = number_of(terms) else {
        return false;
    };
    let point = Interval {
        low: Some(sum),
        high: Some(sum),
    };
    !total.comparator.is_bound() && total.interval.covers(point)
}

/// Whether what is written speaks for the sum: a bound does only close to it.
fn says_it(total: &Term, terms: &[&Term]) -> bool {
    let Some(number) = number_of(terms) else {
        return false;
    };
    let bounds = std::iter::once(total).chain(terms.iter().copied());
    if !bounds.into_iter().any(|term| term.comparator.is_bound()) {
        return true;
    }
    let said = Reading::new(total.value, total.comparator);
    let sum = Reading::new(Value::Number(number), Comparator::Exact);
    said.supports(&sum)
}

/// The sum of the written numbers; none where it does not fit.
pub fn number_of(terms: &[&Term]) -> Option<Decimal> {
    let (first, rest) = terms.split_first()?;
    rest.iter()
        .try_fold(first.number(), |sum, term| sum.checked_add(term.number()))
}

/// What is told of the parts of a figure, at any time.
pub(super) fn parts_told<L: Lookup>(
    catalog: &Catalog,
    whole: &FigureKey,
    unit: &str,
    lookup: &L,
) -> Result<Vec<Term>, L::Error> {
    let mut found = Vec::new();
    let identities = catalog.metric_of(whole).map(|metric| &metric.identity);
    for identity in identities.into_iter().flatten() {
        if !identity.is_total(whole) {
            continue;
        }
        for pattern in identity
            .terms()
            .filter(|term| term.metric == whole.metric())
        {
            let Some(key) = identity.term_key(catalog, whole, pattern) else {
                continue;
            };
            if let Some(view) = lookup.view(&key)? {
                found.extend(totals(&key, &view).filter(|term| term.unit == unit));
            }
        }
    }
    Ok(found)
}

/// Whether a part is inside one of two values and not of the time of the other.
pub(super) fn is_inside(part: &Term, counted: &Term, whole: &Term, leeway_days: i64) -> bool {
    let says_counted = Reading::new(part.value, part.comparator)
        .supports(&Reading::new(counted.value, counted.comparator));
    let of_time = |term: &Term| match (part.period, term.period) {
        (Some(own), Some(period)) => are_near(&own, &period, leeway_days),
        _ => false,
    };
    says_counted
        && of_time(whole)
        && !of_time(counted)
        && part.number().cmp_value(whole.number()).is_lt()
}
