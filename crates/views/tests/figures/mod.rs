//! Figures of a text of scenarios, each under the key that is its title.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use claimbook_model::{Catalog, FigureKey};
use claimbook_views::arithmetic::Lookup;
use claimbook_views::conflict::{Conflict, Finder};
use claimbook_views::figure::FigureView;

use crate::table;

const CATALOG: &str = "
[metric.deal]
kind = 'event'
quantity = 'money'
dims = ['investor!', 'tranche']
means = 'a deal'
identity = [{ kind = 'sum', of = ['deal/tranche=first', 'deal/tranche=rest'] }]
[metric.deals]
kind = 'stock'
quantity = 'money'
dims = ['investor!']
means = 'all deals'
identity = [{ kind = 'running-total', of = ['deal'] }]
[metric.round]
kind = 'event'
quantity = 'money'
dims = ['name']
means = 'a round'
[metric.worth]
kind = 'stock'
quantity = 'money'
dims = ['basis']
means = 'worth'
identity = [{ kind = 'sum', total = ['basis=post'], of = ['worth/basis=pre', 'round'] }]
";

pub(crate) struct Figures(BTreeMap<FigureKey, Arc<FigureView>>);

impl Figures {
    pub(crate) fn read(text: &str) -> Self {
        let catalog = catalog();
        let figure = |mut scenario: table::Scenario| {
            let key: FigureKey = scenario.title.parse().expect("a figure");
            scenario.rule.kind = catalog.metric_of(&key).map(|metric| metric.kind);
            let view = scenario.fold(false);
            (key, Arc::new(view))
        };
        Self(table::read(text).into_iter().map(figure).collect())
    }

    /// One figure, as it was folded.
    pub(crate) fn of_one(figure: &str, view: FigureView) -> Self {
        let key = figure.parse().expect("a figure");
        Self(BTreeMap::from([(key, Arc::new(view))]))
    }

    /// The conflicts of all of them.
    pub(crate) fn conflicts(&self) -> Vec<Conflict> {
        let catalog = catalog();
        let mut finder = Finder::default();
        for (figure, view) in &self.0 {
            finder.hear(figure, view);
            let Ok(()) = finder.look_at(Some(&catalog), figure, view, self);
        }
        finder.finish(|_| true)
    }
}

impl Lookup for Figures {
    type Error = Infallible;

    fn view(&self, figure: &FigureKey) -> Result<Option<Arc<FigureView>>, Infallible> {
        Ok(self.0.get(figure).cloned())
    }

    fn family(&self, figure: &FigureKey) -> Result<Vec<FigureKey>, Infallible> {
        let widened = self.0.keys().filter(|key| figure.is_widened_by(key));
        Ok(widened.cloned().collect())
    }
}

pub(crate) fn catalog() -> Catalog {
    let catalog = Catalog::from_toml(CATALOG).expect("a catalog");
    catalog.check().expect("a sound catalog");
    catalog
}
