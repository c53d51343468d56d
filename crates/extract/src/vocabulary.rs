//! The vocabulary: every word that the catalog and the grammar know, found in one pass.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};
use claimbook_model::{Catalog, Metric};

use crate::Error;
use crate::chars::{char_at, char_before};
use crate::focus::Referent;
use crate::lexicon;
use crate::sign::{SIGNS, Sign};

mod check;
mod company;
mod metric;

pub use check::check_catalog;
pub(crate) use company::Company;
use company::Ties;

/// How a cue is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Noun,
    Verb,
    Phrase,
}

/// What a word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A name of the entity of that index.
    Alias(u32),
    /// A cue of a metric.
    Cue { metric: u16, cue: u16, form: Form },
    /// It gives a dimension of a metric a value: the index of it.
    Value(u32),
    /// It turns a figure of the first metric into one of the second.
    Turn { from: u16, to: u16 },
    /// It lets cues count, or keeps them from it.
    Context,
    /// A common noun of a kind.
    KindNoun(u16),
    /// A wording of modality.
    Sign(Sign),
}

/// A dimension value that words can give.
#[derive(Clone, Debug)]
pub(crate) struct DimensionValue {
    pub metric: u16,
    pub dimension: String,
    pub value: String,
}

/// A word found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
    pub pattern: u32,
}

/// An entity, ready for use.
#[derive(Clone, Debug)]
pub(crate) struct KnownEntity {
    pub slug: String,
    pub kind: Option<u16>,
    pub parent: Option<String>,
}

/// The compiled words of a catalog and of the grammar.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    automaton: AhoCorasick,
    entries: Vec<Vec<Entry>>,
    /// The aliases of each pattern as the catalog writes them, to compare capitals.
    written: Vec<Option<String>>,
    pub entities: Vec<KnownEntity>,
    pub kinds: Vec<(String, claimbook_model::catalog::Kind)>,
    pub values: Vec<DimensionValue>,
    pub metrics: Vec<(String, Metric)>,
    ties: Vec<Ties>,
    named: NamedKinds,
}

/// The kinds that a word of a name tells.
#[derive(Debug, Default)]
struct NamedKinds {
    /// By the last word: "Ventures".
    endings: HashMap<String, u16>,
    /// What happens, by its noun: "storm".
    happenings: Vec<(String, u16)>,
}

impl NamedKinds {
    /// Where two kinds have a word, the first one is meant.
    fn of(kinds: &[(String, claimbook_model::catalog::Kind)]) -> Self {
        let mut named = Self::default();
        for (index, (_, kind)) in kinds.iter().enumerate() {
            for ending in &kind.endings {
                let known = named.endings.entry(ending.clone());
                known.or_insert(index as u16);
            }
            for noun in kind.nouns.iter().filter(|_| kind.happening) {
                named.happenings.push((noun.clone(), index as u16));
            }
        }
        named
    }
}

#[derive(Default)]
struct Words {
    patterns: Vec<String>,
    entries: Vec<Vec<Entry>>,
    written: Vec<Option<String>>,
    pattern_of: BTreeMap<String, u32>,
}

impl Words {
    fn add(&mut self, word: &str, entry: Entry) {
        let lower = word.to_ascii_lowercase();
        if lower.is_empty() {
            return;
        }
        let index = *self.pattern_of.entry(lower.clone()).or_insert_with(|| {
            self.patterns.push(lower);
            self.entries.push(Vec::new());
            self.written.push(None);
            self.patterns.len() as u32 - 1
        }) as usize;
        if let (Entry::Alias(_), Some(written)) = (entry, self.written.get_mut(index)) {
            *written = Some(word.to_owned());
        }
        if let Some(entries) = self.entries.get_mut(index)
            && !entries.contains(&entry)
        {
            entries.push(entry);
        }
    }

    /// The pattern of a word that the catalog names.
    fn pattern(&self, word: &str) -> Option<u32> {
        self.pattern_of.get(&word.to_ascii_lowercase()).copied()
    }
}

impl Vocabulary {
    pub(crate) fn new(catalog: &Catalog) -> Result<Self, Error> {
        check_catalog(catalog).map_err(|problem| Error::Catalog {
            table: problem.table,
            problem: problem.what,
        })?;
        let kinds: Vec<_> = catalog
            .kind
            .iter()
            .map(|(slug, kind)| (slug.clone(), kind.clone()))
            .collect();
        let mut words = Words::default();
        for (index, (_, kind)) in kinds.iter().enumerate() {
            for noun in &kind.nouns {
                for form in lexicon::noun_forms(noun) {
                    words.add(&form, Entry::KindNoun(index as u16));
                }
            }
        }
        let entities = add_entities(&mut words, catalog, &kinds);
        let mut values = Vec::new();
        let metrics: Vec<(String, Metric)> = catalog
            .metric
            .iter()
            .map(|(slug, metric)| (slug.clone(), metric.clone()))
            .collect();
        for (index, (_, metric)) in metrics.iter().enumerate() {
            metric::add(&mut words, &mut values, catalog, index as u16, metric);
        }
        for (sign, wordings) in SIGNS {
            for wording in *wordings {
                words.add(wording, Entry::Sign(*sign));
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&words.patterns)
            .map_err(|error| Error::Catalog {
                table: "metric".to_owned(),
                problem: format!("has too many words: {error}"),
            })?;
        let named = NamedKinds::of(&kinds);
        let ties = company::ties(&metrics, |word| words.pattern(word));
        Ok(Self {
            automaton,
            entries: words.entries,
            written: words.written,
            entities,
            kinds,
            values,
            metrics,
            ties,
            named,
        })
    }

    /// What a pattern can be.
    pub(crate) fn entries(&self, pattern: u32) -> &[Entry] {
        self.entries
            .get(pattern as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// A metric, and those that are its relative change: they share its cues.
    pub(crate) fn sharing(&self, metric: u16) -> &[u16] {
        self.ties
            .get(metric as usize)
            .map_or(&[], |ties| ties.sharing.as_slice())
    }

    /// The metric whose relative change a metric is.
    pub(crate) fn base(&self, metric: u16) -> Option<u16> {
        self.ties.get(metric as usize)?.base
    }

    /// The company that a cue of a metric wants.
    pub(crate) fn company(&self, metric: u16, cue: u16) -> Option<&Company> {
        self.ties.get(metric as usize)?.company.get(cue as usize)
    }

    /// Whether a pattern words a cue of a metric in a form.
    pub(crate) fn words_cue(&self, pattern: u32, metric: u16, cue: u16, form: Form) -> bool {
        self.entries(pattern)
            .contains(&Entry::Cue { metric, cue, form })
    }

    /// Every word of the vocabulary in a text whose ASCII letters are small, with whole-word
    /// borders, overlapping ones too, in order of start and then length.
    pub(crate) fn find(&self, lower: &str) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self
            .automaton
            .find_overlapping_iter(lower)
            .filter(|found| has_borders(lower, found.start(), found.end()))
            .map(|found| Hit {
                start: found.start(),
                end: found.end(),
                pattern: found.pattern().as_u32(),
            })
            .collect();
        hits.sort_by_key(|hit| (hit.start, hit.end));
        hits
    }

    /// Whether the words at a hit are written with the capitals that the alias has.
    pub(crate) fn is_written_as_alias(&self, text: &str, hit: Hit) -> bool {
        let (Some(Some(written)), Some(found)) = (
            self.written.get(hit.pattern as usize),
            text.get(hit.start..hit.end),
        ) else {
            return false;
        };
        if written == found {
            return true;
        }
        let capital = |s: &str| s.chars().next().is_some_and(char::is_uppercase);
        let short = written.chars().filter(|c| c.is_alphabetic()).count() <= 3;
        if short && written.chars().any(char::is_uppercase) {
            return false;
        }
        // "the retail giant" may begin a sentence; "Apple" may be shouted, but no apple is Apple.
        let has_capital = written.chars().any(char::is_uppercase);
        !has_capital || capital(found) || found.chars().any(char::is_uppercase)
    }

    /// What an entity is a part of, or who makes it.
    pub(crate) fn parent(&self, slug: &str) -> Option<Referent> {
        let parent = self.entity(slug)?.parent.as_deref()?;
        Some(Referent {
            slug: parent.to_owned(),
            kind: self.entity(parent).and_then(|entity| entity.kind),
        })
    }

    fn entity(&self, slug: &str) -> Option<&KnownEntity> {
        self.entities
            .binary_search_by(|entity| entity.slug.as_str().cmp(slug))
            .ok()
            .and_then(|index| self.entities.get(index))
    }

    /// Whether one of the two is a part of the other.
    pub(crate) fn is_part_of(&self, part: &str, whole: &str) -> bool {
        let parent = |slug: &str| {
            self.entity(slug)
                .and_then(|entity| entity.parent.as_deref())
        };
        parent(part) == Some(whole) || parent(whole) == Some(part)
    }

    /// Whether an entity is a part of another one.
    pub(crate) fn has_parent(&self, slug: &str) -> bool {
        self.entity(slug)
            .is_some_and(|entity| entity.parent.is_some())
    }

    /// Whether a noun of the kind `wanted` can mean an entity of a kind.
    pub(crate) fn is_like(&self, kind: u16, wanted: u16) -> bool {
        let slug = self.kinds.get(kind as usize).map(|(slug, _)| slug);
        kind == wanted
            || self
                .kinds
                .get(wanted as usize)
                .is_some_and(|(_, wanted)| wanted.like.iter().any(|like| Some(like) == slug))
    }

    /// The index of a metric.
    pub(crate) fn metric(&self, slug: &str) -> Option<u16> {
        self.metrics
            .binary_search_by(|(known, _)| known.as_str().cmp(slug))
            .ok()
            .map(|index| index as u16)
    }

    /// The index of a kind.
    pub(crate) fn kind(&self, slug: &str) -> Option<u16> {
        self.kinds
            .binary_search_by(|(known, _)| known.as_str().cmp(slug))
            .ok()
            .map(|index| index as u16)
    }

    /// The kind of what has a name that ends with a word.
    pub(crate) fn kind_by_ending(&self, word: &str) -> Option<u16> {
        self.named.endings.get(word).copied()
    }

    /// The kind of what happens and has a noun.
    pub(crate) fn kind_of_happening(&self, noun: &str) -> Option<u16> {
        let mut happenings = self.named.happenings.iter();
        let found = happenings.find(|(known, _)| known.eq_ignore_ascii_case(noun));
        found.map(|(_, kind)| *kind)
    }

    /// Whether entities of the kind are named as sources rather than as parties.
    pub(crate) fn is_media(&self, kind: Option<u16>) -> bool {
        kind.and_then(|k| self.kinds.get(k as usize))
            .is_some_and(|(_, kind)| kind.media)
    }

    /// Whether the kind is of things that happen.
    pub(crate) fn is_happening(&self, kind: u16) -> bool {
        self.kinds
            .get(kind as usize)
            .is_some_and(|(_, kind)| kind.happening)
    }
}

/// Adds the names of the entities, and gives these by index.
fn add_entities(
    words: &mut Words,
    catalog: &Catalog,
    kinds: &[(String, claimbook_model::catalog::Kind)],
) -> Vec<KnownEntity> {
    let kind_index = |slug: &str| {
        kinds
            .iter()
            .position(|(known, _)| known == slug)
            .map(|index| index as u16)
    };
    let mut entities = Vec::with_capacity(catalog.entity.len());
    for (slug, entity) in &catalog.entity {
        let kind = entity.kind.as_deref().and_then(kind_index);
        for alias in &entity.aliases {
            words.add(alias, Entry::Alias(entities.len() as u32));
        }
        entities.push(KnownEntity {
            slug: slug.clone(),
            kind,
            parent: entity.parent.clone(),
        });
    }
    entities
}

/// Whether a match begins and ends with words.
fn has_borders(text: &str, start: usize, end: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !inside(char_before(text, start)) && !inside(char_at(text, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_words_in_every_form() {
        let catalog = Catalog::from_toml(
            "[metric.grant]\nkind = \"event\"\nquantity = \"money\"\nmeans = \"a gift\"\n\
             [[metric.grant.cue]]\nverbs = [\"give\"]\nnouns = [\"grant\"]\n\
             [kind.body]\nnouns = [\"council\"]\n\
             [entity.eu]\nkind = \"body\"\naliases = [\"EU\"]",
        )
        .unwrap();
        let vocabulary = Vocabulary::new(&catalog).unwrap();
        let found = |text: &str| -> Vec<String> {
            vocabulary
                .find(&text.to_ascii_lowercase())
                .iter()
                .filter(|hit| {
                    vocabulary
                        .entries(hit.pattern)
                        .iter()
                        .any(|e| matches!(e, Entry::Cue { .. }))
                })
                .map(|hit| text[hit.start..hit.end].to_owned())
                .collect()
        };
        assert_eq!(found("The EU gave grants; ungiven."), ["gave", "grants"]);
        let text = "eu EU";
        let hits = vocabulary.find(&text.to_ascii_lowercase());
        assert!(!vocabulary.is_written_as_alias(text, hits[0]));
        assert!(vocabulary.is_written_as_alias(text, hits[1]));
    }

    #[test]
    fn a_catalog_that_names_what_it_has_not_is_refused() {
        let refused = |text: &str| {
            let catalog = Catalog::from_toml(text).unwrap();
            Vocabulary::new(&catalog).unwrap_err().to_string()
        };
        let entity = "[entity.x]\nkind = \"ghost\"\naliases = [\"X\"]";
        assert!(refused(entity).contains("[kind.ghost]"));
        let metric = "[metric.m]\nkind = \"flow\"\nquantity = \"money\"\nmeans = \"m\"\n";
        assert!(refused(&format!("{metric}change_of = \"n\"")).contains("[metric.n]"));
        let role = "[[metric.m.cue]]\nnouns = [\"m\"]\nroles = { buyer = [\"by\"] }";
        assert!(refused(&format!("{metric}{role}")).contains("'buyer'"));
        assert!(refused(&metric.replace("money", "monney")).contains("'monney'"));
        assert!(refused(&format!("{metric}units = [\"weeks\"]")).contains("'weeks'"));
    }
}
