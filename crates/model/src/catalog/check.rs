//! Whether a whole catalog is sound: all that it names is there, and every wording says something.

use std::collections::BTreeMap;

use super::{Catalog, Cue, Entity, Kind, Metric};

/// What is wrong with a catalog, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("[{table}] {what}")]
pub struct Problem {
    /// The table, as in `metric.valuation`.
    pub table: String,
    /// The field that is wrong; empty where it is the table itself.
    pub field: String,
    /// The word in the field that is wrong; none where it is the field itself.
    pub word: Option<String>,
    /// What is wrong and what to do.
    pub what: String,
}

/// Where a cue may look for a party, besides behind a preposition.
const PLACES: &[&str] = &[
    "agent",
    "focus",
    "modifier",
    "object",
    "owner",
    "peer",
    "recipient",
];

/// The words before a cue in its noun phrase, taken as they stand: "the smart lock market".
const PHRASE_BEFORE: &str = "~modifier";

/// The prepositions behind which a cue may look for a party; with `~` before it, for a phrase.
const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "below",
    "beside",
    "besides",
    "between",
    "beyond",
    "by",
    "despite",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "like",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "past",
    "per",
    "since",
    "than",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "upon",
    "versus",
    "via",
    "vs",
    "with",
    "within",
    "without",
];

/// The largest weight of a cue.
const WEIGHT_MAX: u8 = 9;

impl Catalog {
    /// Checks that everything which the catalog names is in it, and that nothing in it is without
    /// effect: kinds, metrics and dimensions that are named, cues and aliases without a word,
    /// places where no party can stand, one name of two entities.
    ///
    /// # Errors
    /// The first problem, in the order of the tables.
    pub fn check(&self) -> Result<(), Problem> {
        for (slug, metric) in &self.metric {
            Table::new("metric", slug).metric(self, slug, metric)?;
        }
        for (slug, kind) in &self.kind {
            Table::new("kind", slug).kind(self, kind)?;
        }
        for (slug, entity) in &self.entity {
            Table::new("entity", slug).entity(self, entity)?;
        }
        self.check_aliases()
    }

    /// One name is of one entity: else whose a figure is would be chance.
    fn check_aliases(&self) -> Result<(), Problem> {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for (slug, entity) in &self.entity {
            for alias in &entity.aliases {
                let owner = *owners.entry(alias.to_lowercase()).or_insert(slug);
                if owner != slug {
                    return Table::new("entity", slug).refuse(
                        "aliases",
                        alias.as_str(),
                        format!(
                            "has the alias '{alias}', which is one of [entity.{owner}] too: a name \
                             means one entity; leave it out of one of them"
                        ),
                    );
                }
            }
        }
        Ok(())
    }
}

/// A table that is being checked.
pub(super) struct Table {
    name: String,
}

impl Table {
    fn new(section: &str, slug: &str) -> Self {
        Self {
            name: format!("{section}.{slug}"),
        }
    }

    /// Whether it is that of a metric.
    pub(super) fn is_of_metric(&self, slug: &str) -> bool {
        self.name.strip_prefix("metric.") == Some(slug)
    }

    pub(super) fn refuse<'w>(
        &self,
        field: &str,
        word: impl Into<Option<&'w str>>,
        what: String,
    ) -> Result<(), Problem> {
        Err(Problem {
            table: self.name.clone(),
            field: field.to_owned(),
            word: word.into().map(str::to_owned),
            what,
        })
    }

    fn metric(&self, catalog: &Catalog, slug: &str, metric: &Metric) -> Result<(), Problem> {
        if metric.means.trim().is_empty() {
            return self.refuse(
                "means",
                None,
                "means nothing: say in a sentence what it measures".into(),
            );
        }
        self.dimensions(metric)?;
        self.others(catalog, slug, metric)?;
        self.kinds(catalog, "subjects", &metric.subjects)?;
        self.words("counted", &metric.counted)?;
        self.words("units", &metric.units)?;
        if let (Some(least), Some(most)) = (metric.least, metric.most)
            && least > most
        {
            let what = format!("is plausible from {least} to {most}, which is nothing: swap them");
            return self.refuse("least", None, what);
        }
        if let Some(noun) = metric.counted.first()
            && metric.quantity != "count"
            && !metric.units.iter().any(|unit| unit == "count")
        {
            let what = format!(
                "counts '{noun}', but its quantity is {}: say quantity = \"count\", or leave \
                 `counted` out",
                metric.quantity
            );
            return self.refuse("counted", noun.as_str(), what);
        }
        for words in metric.turns.values() {
            self.words("turns", words)?;
        }
        for identity in &metric.identity {
            self.identity(catalog, metric, identity)?;
        }
        metric
            .cue
            .iter()
            .try_for_each(|cue| self.cue(catalog, metric, cue))
    }

    /// Dimensions are declared once, and nothing speaks of one that is not.
    fn dimensions(&self, metric: &Metric) -> Result<(), Problem> {
        let names: Vec<&str> = metric.dimensions().map(|(name, _)| name).collect();
        for (index, name) in names.iter().enumerate() {
            if names.iter().take(index).any(|before| before == name) {
                let what =
                    format!("declares the dimension '{name}' twice: once in `dims` is enough");
                return self.refuse("dims", *name, what);
            }
        }
        let pairs = |field: &'static str, pairs: &[String]| {
            pairs
                .iter()
                .try_for_each(|pair| match pair.split_once('=') {
                    Some((name, value)) if names.contains(&name) && !value.is_empty() => Ok(()),
                    _ => self.refuse(
                        field,
                        pair.as_str(),
                        format!("has {field} '{pair}', which is not name=value of one of its dims"),
                    ),
                })
        };
        pairs("prospective", &metric.prospective)?;
        for cue in &metric.cue {
            pairs("sets", &cue.sets)?;
        }
        let values = metric.values.keys().map(|name| ("values", name));
        let borrows = metric.borrows.keys().map(|name| ("borrows", name));
        let part = metric.part.iter().map(|part| ("part", &part.dimension));
        for (field, name) in values.chain(borrows).chain(part) {
            if !names.contains(&name.as_str()) {
                let what = format!(
                    "speaks of '{name}' in `{field}`, which is none of its dims: declare it there"
                );
                return self.refuse(field, name.as_str(), what);
            }
        }
        for words in metric.values.values().flat_map(BTreeMap::values) {
            self.words("values", words)?;
        }
        Ok(())
    }

    /// Other metrics that it names are there.
    fn others(&self, catalog: &Catalog, slug: &str, metric: &Metric) -> Result<(), Problem> {
        let change = metric.change_of.iter().map(|other| ("change_of", other));
        let yields = metric.yields_to.iter().map(|other| ("yields_to", other));
        let borrows = metric.borrows.values().map(|other| ("borrows", other));
        let turns = metric.turns.keys().map(|other| ("turns", other));
        let cues = metric.cue.iter().flat_map(|cue| &cue.after);
        let after = cues.map(|other| ("after", other));
        for (field, other) in change
            .chain(yields)
            .chain(borrows)
            .chain(turns)
            .chain(after)
        {
            if !catalog.metric.contains_key(other) {
                let what = format!("speaks of '{other}', but there is no [metric.{other}]");
                return self.refuse(field, other.as_str(), what);
            }
        }
        match &metric.change_of {
            Some(other) if other == slug => self.refuse(
                "change_of",
                other.as_str(),
                "is said to be the change of itself".into(),
            ),
            _ => Ok(()),
        }
    }

    fn cue(&self, catalog: &Catalog, metric: &Metric, cue: &Cue) -> Result<(), Problem> {
        if cue.nouns.is_empty() && cue.verbs.is_empty() && cue.phrases.is_empty() {
            let what = "has a cue that names no word: give it nouns, verbs or phrases".into();
            return self.refuse("cue", None, what);
        }
        let lists = [
            ("nouns", &cue.nouns),
            ("verbs", &cue.verbs),
            ("phrases", &cue.phrases),
            ("near", &cue.near),
            ("unless", &cue.unless),
        ];
        for (field, words) in lists {
            self.words(field, words)?;
        }
        if !(1..=WEIGHT_MAX).contains(&cue.weight) {
            let what = format!(
                "has a cue of weight {}: it goes from 1 (needs company) to {WEIGHT_MAX} (says it all)",
                cue.weight
            );
            return self.refuse("weight", cue.weight.to_string().as_str(), what);
        }
        let has =
            |role: &str| role == "subject" || metric.dimensions().any(|(name, _)| name == role);
        let roles = cue.roles.keys().map(|role| ("roles", role));
        let kinds = cue.kinds.keys().map(|role| ("kinds", role));
        for (field, role) in roles.chain(kinds) {
            if !has(role) {
                let what = format!("has a cue with the role '{role}', which is none of its dims");
                return self.refuse(field, role.as_str(), what);
            }
        }
        for kinds in cue.kinds.values() {
            self.kinds(catalog, "kinds", kinds)?;
        }
        cue.roles
            .values()
            .flatten()
            .try_for_each(|place| self.place(place))
    }

    fn place(&self, place: &str) -> Result<(), Problem> {
        let word = place.strip_prefix('~').unwrap_or(place);
        if PREPOSITIONS.contains(&word) || PLACES.contains(&place) || place == PHRASE_BEFORE {
            return Ok(());
        }
        let what = format!(
            "has a cue that looks for a party at '{place}': say {}, or a preposition such as of, \
             at, by",
            PLACES.join(", ")
        );
        self.refuse("roles", place, what)
    }

    fn kind(&self, catalog: &Catalog, kind: &Kind) -> Result<(), Problem> {
        self.words("nouns", &kind.nouns)?;
        self.words("endings", &kind.endings)?;
        self.kinds(catalog, "like", &kind.like)
    }

    fn entity(&self, catalog: &Catalog, entity: &Entity) -> Result<(), Problem> {
        if entity.aliases.is_empty() {
            let what = "has no alias: give it the names by which texts call it".into();
            return self.refuse("aliases", None, what);
        }
        self.words("aliases", &entity.aliases)?;
        self.kinds(catalog, "kind", entity.kind.as_slice())?;
        match &entity.parent {
            Some(parent) if !catalog.entity.contains_key(parent) => {
                let what = format!("is a part of '{parent}', but there is no [entity.{parent}]");
                self.refuse("parent", parent.as_str(), what)
            }
            _ => Ok(()),
        }
    }

    fn kinds(&self, catalog: &Catalog, field: &str, kinds: &[String]) -> Result<(), Problem> {
        match kinds.iter().find(|kind| !catalog.kind.contains_key(*kind)) {
            Some(kind) => {
                let what = format!("is of the kind '{kind}', but there is no [kind.{kind}]");
                self.refuse(field, kind.as_str(), what)
            }
            None => Ok(()),
        }
    }

    /// No wording is empty or has blanks around it, with which no text would be found.
    fn words(&self, field: &str, words: &[String]) -> Result<(), Problem> {
        let says = |word: &String| !word.is_empty() && word.trim() == word;
        match words.iter().find(|word| !says(word)) {
            Some(word) => {
                let what = format!(
                    "has '{word}' among its {field}, which no text says: a wording is words, without \
                     blanks around them"
                );
                self.refuse(field, word.as_str(), what)
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METRIC: &str = "[metric.m]\nkind = 'stock'\nquantity = 'count'\nmeans = 'm'\n";

    fn problem(more: &str) -> String {
        let text = format!("{METRIC}{more}");
        let catalog = Catalog::from_toml(&text).unwrap_or_else(|error| panic!("{error}"));
        catalog.check().unwrap_err().to_string()
    }

    #[test]
    fn a_sound_catalog_passes() {
        let more = "dims = ['place!']\ncounted = ['bed', 'ward?']\n[[metric.m.cue]]\n\
                    nouns = ['bed']\nsets = ['place=north']\nroles = { place = ['~in', 'owner'] }\n\
                    [kind.ward]\nnouns = ['ward']\n[entity.e]\nkind = 'ward'\naliases = ['E']";
        let catalog = Catalog::from_toml(&format!("{METRIC}{more}")).unwrap();
        assert_eq!(catalog.check(), Ok(()));
    }

    #[test]
    fn what_is_named_has_to_be_there() {
        for (more, said) in [
            ("change_of = 'n'", "no [metric.n]"),
            ("change_of = 'm'", "the change of itself"),
            ("yields_to = 'n'", "no [metric.n]"),
            ("turns = { n = ['in all'] }", "no [metric.n]"),
            ("subjects = ['ghost']", "no [kind.ghost]"),
            (
                "[[metric.m.cue]]\nnouns = ['m']\nafter = ['n']",
                "no [metric.n]",
            ),
            (
                "[entity.e]\naliases = ['E']\nkind = 'ghost'",
                "no [kind.ghost]",
            ),
            ("[entity.e]\naliases = ['E']\nparent = 'f'", "no [entity.f]"),
            ("[kind.k]\nlike = ['ghost']", "no [kind.ghost]"),
        ] {
            assert!(problem(more).contains(said), "{more}: {}", problem(more));
        }
    }

    #[test]
    fn dimensions_have_to_be_declared_once() {
        for (more, said) in [
            ("dims = ['a', 'a!']", "'a' twice"),
            ("values = { b = { c = ['d'] } }", "'b' in `values`"),
            ("borrows = { b = 'm' }", "'b' in `borrows`"),
            (
                "[[metric.m.cue]]\nnouns = ['m']\nroles = { buyer = ['by'] }",
                "'buyer'",
            ),
            (
                "[[metric.m.cue]]\nnouns = ['m']\nsets = ['b=c']",
                "sets 'b=c'",
            ),
        ] {
            assert!(problem(more).contains(said), "{more}: {}", problem(more));
        }
    }

    #[test]
    fn wordings_have_to_say_something() {
        for (more, said) in [
            ("[[metric.m.cue]]\nweight = 5", "names no word"),
            ("[[metric.m.cue]]\nnouns = ['']", "'' among its nouns"),
            (
                "[[metric.m.cue]]\nphrases = ['on hold ']",
                "'on hold ' among its phrases",
            ),
            ("[[metric.m.cue]]\nnouns = ['m']\nweight = 10", "weight 10"),
            (
                "[[metric.m.cue]]\nnouns = ['m']\nroles = { subject = ['onwer'] }",
                "'onwer'",
            ),
            ("[entity.e]\naliases = []", "no alias"),
            ("least = 9\nmost = 5", "from 9 to 5"),
        ] {
            assert!(problem(more).contains(said), "{more}: {}", problem(more));
        }
        let money = METRIC.replace("count", "money") + "counted = ['bed']";
        let catalog = Catalog::from_toml(&money).unwrap();
        assert!(catalog.check().unwrap_err().what.contains("counts 'bed'"));
    }

    #[test]
    fn a_name_is_of_one_entity() {
        let said = problem("[entity.a]\naliases = ['Acme']\n[entity.b]\naliases = ['ACME']");
        assert!(
            said.contains("[entity.b]") && said.contains("[entity.a]"),
            "{said}"
        );
    }
}
