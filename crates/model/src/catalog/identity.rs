//! Identities: which figures of one subject are the sum of which others.

use serde::{Deserialize, Serialize};

use super::check::{Problem, Table};
use super::{Catalog, Metric, MetricKind};
use crate::FigureKey;

/// A sum that holds between figures of one subject.
///
/// The figures on both sides agree in every dimension that both have and that neither names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// How the terms make the total.
    pub kind: IdentityKind,
    /// Dimension values of the total, where it is not the figure without them:
    /// `basis=post-money`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub total: Vec<String>,
    /// The terms: `metric[/name=value]…`.
    pub of: Vec<String>,
}

/// How terms make a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityKind {
    /// The total is the sum of the terms, one figure each, of one time.
    Sum,
    /// The total is what all events of the terms come to: at least the sum of those that are
    /// known, and after an event what it was before and that event.
    RunningTotal,
}

/// A term of an identity, or its total, as a pattern of figure keys of one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermPattern<'a> {
    /// The metric.
    pub metric: &'a str,
    text: &'a str,
}

impl<'a> TermPattern<'a> {
    /// The pattern that a text writes: `metric[/name=value]…`.
    pub fn new(text: &'a str) -> Self {
        let metric = text.split('/').next().unwrap_or_default();
        Self { metric, text }
    }

    /// The dimension values that it names.
    pub fn dimensions(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let parts = self.text.split('/').skip(1);
        parts.map(|part| part.split_once('=').unwrap_or((part, "")))
    }
}

impl Identity {
    /// The terms as patterns.
    pub fn terms(&self) -> impl Iterator<Item = TermPattern<'_>> {
        self.of.iter().map(|term| TermPattern::new(term))
    }

    /// The dimension values that the total names.
    pub fn total_dimensions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.total.iter().filter_map(|pair| pair.split_once('='))
    }

    /// Whether `figure`, of the metric that has this identity, is its total: it has the dimension
    /// values that the total names, and none that a term gives a value of its own.
    pub fn is_total(&self, figure: &FigureKey) -> bool {
        let named = |name: &str| self.total_dimensions().any(|(total, _)| total == name);
        let told_apart = |name: &str| {
            self.terms().any(|term| {
                term.metric == figure.metric() && term.dimensions().any(|(of, _)| of == name)
            })
        };
        self.total_dimensions()
            .all(|(name, value)| figure.dimension(name) == Some(value))
            && figure
                .dimensions()
                .all(|(name, _)| named(name) || !told_apart(name))
    }

    /// The key of a term beside the total `figure`; none where the total has a dimension that the
    /// term cannot have.
    pub fn term_key(
        &self,
        catalog: &Catalog,
        figure: &FigureKey,
        term: TermPattern<'_>,
    ) -> Option<FigureKey> {
        let named = |name: &str| self.total_dimensions().any(|(total, _)| total == name);
        let carried = figure.dimensions().filter(|(name, _)| !named(name));
        joined(
            catalog,
            figure.subject(),
            term.metric,
            term.dimensions(),
            carried,
        )
    }

    /// The key of the total of `metric` beside a term `figure`; none where `figure` is no term of
    /// it, or has a dimension of the total's own metric that the total cannot have. A dimension of
    /// another metric that the total does not know tells apart figures of the term's family.
    pub fn total_key(
        &self,
        catalog: &Catalog,
        metric: &str,
        figure: &FigureKey,
    ) -> Option<FigureKey> {
        let term = self.terms().find(|term| {
            term.metric == figure.metric()
                && term
                    .dimensions()
                    .all(|(name, value)| figure.dimension(name) == Some(value))
        })?;
        let named = |name: &str| term.dimensions().any(|(of, _)| of == name);
        let declared = catalog.metric.get(metric)?;
        let carried = figure.dimensions().filter(|(name, _)| {
            !named(name) && (is_of(declared, name) || figure.metric() == metric)
        });
        joined(
            catalog,
            figure.subject(),
            metric,
            self.total_dimensions(),
            carried,
        )
    }
}

/// The key with the dimensions that are named and those that are carried over.
fn joined<'a>(
    catalog: &Catalog,
    subject: &str,
    metric: &str,
    named: impl Iterator<Item = (&'a str, &'a str)>,
    carried: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<FigureKey> {
    let declared = catalog.metric.get(metric)?;
    let mut dimensions: Vec<(&str, &str)> = named.collect();
    for (name, value) in carried {
        if !declared.dimensions().any(|(known, _)| known == name) {
            return None;
        }
        if !dimensions.iter().any(|(given, _)| *given == name) {
            dimensions.push((name, value));
        }
    }
    FigureKey::new(subject, metric, dimensions).ok()
}

impl Table {
    /// An identity names metrics and dimensions that there are, and can be worked out.
    pub(super) fn identity(
        &self,
        catalog: &Catalog,
        metric: &Metric,
        identity: &Identity,
    ) -> Result<(), Problem> {
        let least = match identity.kind {
            IdentityKind::Sum => 2,
            IdentityKind::RunningTotal => 1,
        };
        if identity.of.len() < least {
            let what = format!(
                "has an identity of {} terms: a sum has two or more, a running total one or more",
                identity.of.len()
            );
            return self.refuse("of", None, what);
        }
        for pair in &identity.total {
            let known = pair
                .split_once('=')
                .is_some_and(|(name, value)| is_of(metric, name) && !value.is_empty());
            if !known {
                let what = format!(
                    "has an identity whose total is '{pair}', which is not name=value of one of its \
                     dims"
                );
                return self.refuse("total", pair.as_str(), what);
            }
        }
        for term in &identity.of {
            self.term(catalog, metric, identity, term)?;
        }
        Ok(())
    }

    fn term(
        &self,
        catalog: &Catalog,
        metric: &Metric,
        identity: &Identity,
        text: &str,
    ) -> Result<(), Problem> {
        let refuse = |what: String| self.refuse("of", text, what);
        let term = TermPattern::new(text);
        let Some(other) = catalog.metric.get(term.metric) else {
            return refuse(format!(
                "has an identity with the term '{text}', but there is no [metric.{}]",
                term.metric
            ));
        };
        for (name, value) in term.dimensions() {
            if !is_of(other, name) || value.is_empty() {
                return refuse(format!(
                    "has an identity with the term '{text}', but '{name}' is not name=value of a \
                     dimension of [metric.{}]",
                    term.metric
                ));
            }
        }
        let named = |name: &str| term.dimensions().any(|(given, _)| given == name);
        if let Some((missing, _)) = other
            .dimensions()
            .find(|(name, always)| *always && !named(name) && !is_of(metric, name))
        {
            return refuse(format!(
                "has an identity with the term '{text}', whose dimension '{missing}' is always \
                 given: name it, as in {text}/{missing}=…"
            ));
        }
        if !adds_up(identity.kind, metric.kind, other.kind) {
            return refuse(format!(
                "is a {} and has an identity with the term '{text}', which is a {}: {}",
                metric.kind.as_str(),
                other.kind.as_str(),
                match identity.kind {
                    IdentityKind::Sum => "a sum is of the same kind, or adds events to a level",
                    IdentityKind::RunningTotal => "a running total is a stock or a tally of events",
                }
            ));
        }
        if are_unlike(&metric.quantity, &other.quantity) {
            return refuse(format!(
                "is measured in {} and has an identity with the term '{text}', which is measured in \
                 {}: only like quantities add up",
                metric.quantity, other.quantity
            ));
        }
        let same_metric = self.is_of_metric(term.metric);
        let unlike_total = term.dimensions().any(|(name, value)| {
            !identity
                .total_dimensions()
                .any(|total| total == (name, value))
        });
        if same_metric && !unlike_total {
            return refuse(format!(
                "has an identity with the term '{text}', which is the total itself: name the \
                 dimension that makes it a part"
            ));
        }
        Ok(())
    }
}

fn is_of(metric: &Metric, dimension: &str) -> bool {
    metric.dimensions().any(|(name, _)| name == dimension)
}

/// Whether two quantities can never be one: `any` may be each, and money may be told as USD, or
/// time as week.
fn are_unlike(one: &str, other: &str) -> bool {
    const NO_UNITS: [&str; 3] = ["count", "percent", "ratio"];
    const UNITS: [&str; 2] = ["money", "power"];
    let is_any = one == "any" || other == "any";
    let is_of = |kinds: &[&str], quantity: &str| kinds.contains(&quantity);
    let may_differ = !is_of(&NO_UNITS, one) && !is_of(&NO_UNITS, other);
    let both = is_of(&UNITS, one) && is_of(&UNITS, other);
    one != other && !is_any && (!may_differ || both)
}

fn adds_up(kind: IdentityKind, total: MetricKind, term: MetricKind) -> bool {
    let level = matches!(total, MetricKind::Stock | MetricKind::Tally);
    match kind {
        IdentityKind::Sum => {
            total == term || level && matches!(term, MetricKind::Event | MetricKind::Stock)
        }
        IdentityKind::RunningTotal => level && term == MetricKind::Event,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOG: &str = "
[metric.deal]
kind = 'event'
quantity = 'money'
dims = ['investor!', 'tranche']
means = 'a deal'
identity = [{ kind = 'sum', of = ['deal/tranche=first', 'deal/tranche=rest'] }]
[metric.all-deals]
kind = 'stock'
quantity = 'money'
dims = ['investor!']
means = 'all deals'
identity = [{ kind = 'running-total', of = ['deal'] }]
";

    fn catalog(more: &str) -> Catalog {
        Catalog::from_toml(&format!("{CATALOG}{more}")).unwrap_or_else(|error| panic!("{error}"))
    }

    fn key(text: &str) -> FigureKey {
        text.parse().expect(text)
    }

    #[test]
    fn other_dimensions_are_carried_from_the_total_to_its_terms_and_back() {
        let catalog = catalog("");
        assert_eq!(catalog.check(), Ok(()));
        let whole = &catalog.metric["deal"].identity[0];
        let total = key("acme/deal/investor=north");
        assert!(whole.is_total(&total));
        assert!(!whole.is_total(&key("acme/deal/investor=north/tranche=first")));
        let terms: Vec<_> = whole
            .terms()
            .filter_map(|term| whole.term_key(&catalog, &total, term))
            .collect();
        assert_eq!(terms[1].as_str(), "acme/deal/investor=north/tranche=rest");
        assert_eq!(
            whole.total_key(&catalog, "deal", &terms[0]),
            Some(total.clone())
        );
        let running = &catalog.metric["all-deals"].identity[0];
        assert_eq!(
            running.total_key(&catalog, "all-deals", &total),
            Some(key("acme/all-deals/investor=north"))
        );
        assert_eq!(
            running.total_key(&catalog, "all-deals", &terms[0]),
            Some(key("acme/all-deals/investor=north"))
        );
        assert_eq!(
            running.total_key(&catalog, "all-deals", &key("acme/debt")),
            None
        );
    }

    #[test]
    fn unsound_identities_are_refused() {
        let metric = |identity: &str| {
            format!(
                "[metric.m]\nkind = 'stock'\nquantity = 'money'\ndims = ['basis']\nmeans = 'm'\n\
                 identity = [{{ {identity} }}]\n"
            )
        };
        for (identity, said) in [
            ("kind = 'sum', of = ['m/basis=a']", "of 1 terms"),
            ("kind = 'running-total', of = []", "of 0 terms"),
            (
                "kind = 'running-total', of = ['ghost']",
                "no [metric.ghost]",
            ),
            ("kind = 'sum', of = ['m/side=a', 'm/basis=b']", "'side'"),
            ("kind = 'sum', of = ['m/basis', 'm/basis=b']", "'basis'"),
            (
                "kind = 'running-total', of = ['deal']",
                "'investor' is always given",
            ),
            ("kind = 'running-total', of = ['m/basis=a']", "of events"),
            ("kind = 'sum', of = ['m', 'm/basis=b']", "the total itself"),
            (
                "kind = 'sum', of = ['m/basis=a', 'n']",
                "measured in money and has an identity with the term 'n', which is measured in count",
            ),
            (
                "kind = 'sum', total = ['side=a'], of = ['m', 'm/basis=b']",
                "'side=a'",
            ),
        ] {
            let more =
                metric(identity) + "[metric.n]\nkind = 'stock'\nquantity = 'count'\nmeans = 'n'\n";
            let problem = catalog(&more).check().unwrap_err();
            assert!(problem.what.contains(said), "{identity}: {problem}");
            assert!(["of", "total"].contains(&problem.field.as_str()));
        }
    }
}
