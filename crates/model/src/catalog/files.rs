//! A catalog in several files, each of which extends and overrides those before it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::check::Problem;
use super::{Catalog, CatalogError};

/// One file of a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogFile {
    /// How it is named in answers and messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A catalog that was put together from files, which still knows where each part stands.
#[derive(Clone, Debug)]
pub struct CatalogFiles {
    catalog: Catalog,
    files: Vec<CatalogFile>,
}

/// What one file says of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: String,
    /// The line where it first speaks of the entry, from 1.
    pub line: usize,
    /// The fields that it gives, by name.
    pub fields: Vec<String>,
    /// Whether it drops what files before it say of the entry.
    pub replaces: bool,
}

/// The key by which an entry drops what files before it say of it.
const REPLACE: &str = "replace";

/// What an entry has to have, unless a file before gives it: section, field, what stands in while
/// the file is read alone.
const REQUIRED: &[(&str, &str, &str)] = &[
    ("metric", "kind", "stock"),
    ("metric", "quantity", ""),
    ("metric", "means", ""),
    ("entity", "aliases", ""),
    ("publication", "name", ""),
];

impl CatalogFiles {
    /// Puts files together, in order. An entry that a file before has too is extended: what is a
    /// list is added to, what is a table is extended in the same way, and anything else is
    /// overridden. With `replace = true` it drops what the files before say of the entry.
    ///
    /// # Errors
    /// If a file is no TOML, has an unknown field or word, or what it says is unsound: see
    /// [`Catalog::check`]. The message names file and line.
    pub fn read(files: Vec<CatalogFile>) -> Result<Self, CatalogError> {
        let mut whole = toml::Table::new();
        for file in &files {
            add(&mut whole, file)?;
        }
        let catalog = Catalog::deserialize(whole).map_err(|error| CatalogError::Malformed {
            reason: error.to_string(),
        })?;
        let read = Self { catalog, files };
        let sound = read.catalog.check_slugs();
        match sound.and_then(|()| read.catalog.check()) {
            Ok(()) => Ok(read),
            Err(problem) => Err(read.placed(&problem)),
        }
    }

    /// The catalog that they make.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The files, in order.
    pub fn files(&self) -> &[CatalogFile] {
        &self.files
    }

    /// What each file says of an entry (`metric`, `valuation`), in order.
    pub fn origins(&self, section: &str, slug: &str) -> Vec<Origin> {
        let said = |file: &CatalogFile| {
            let table = DeTable::parse(&file.text).ok()?;
            let entries = entry(table.get_ref(), section)?;
            let (key, value) = entries.get_key_value(slug)?;
            let fields = value.get_ref().as_table()?;
            let name = |key: &Spanned<Cow<'_, str>>| key.get_ref().to_string();
            Some(Origin {
                file: file.name.clone(),
                line: line(&file.text, key.span().start),
                replaces: replaces(fields),
                fields: fields
                    .keys()
                    .map(name)
                    .filter(|name| name != REPLACE)
                    .collect(),
            })
        };
        self.files.iter().filter_map(said).collect()
    }

    /// A problem with the file and the line where it stands: in the last file that says it; or in
    /// the last file of all, where those before it are sound and it breaks what they say.
    pub fn placed(&self, problem: &Problem) -> CatalogError {
        let place = self.files.iter().rev().find_map(|file| {
            let table = DeTable::parse(&file.text).ok()?;
            Some((file, find(table.get_ref(), problem)?))
        });
        match self
            .breaking(problem, place.map(|(file, _)| file))
            .or(place)
        {
            Some((file, at)) => CatalogError::Misplaced {
                file: file.name.clone(),
                line: line(&file.text, at),
                problem: problem.to_string(),
            },
            None => CatalogError::Unsound {
                table: problem.table.clone(),
                problem: problem.what.clone(),
            },
        }
    }

    /// The last file, if a problem stands in another one that is sound without it; and where it
    /// speaks of a table that the problem names.
    fn breaking(
        &self,
        problem: &Problem,
        said_in: Option<&CatalogFile>,
    ) -> Option<(&CatalogFile, usize)> {
        let (last, before) = self.files.split_last()?;
        let is_elsewhere = said_in.is_none_or(|file| file != last);
        if !is_elsewhere || before.is_empty() || Self::read(before.to_vec()).is_err() {
            return None;
        }
        let table = DeTable::parse(&last.text).ok()?;
        let (section, slug) = problem.table.split_once('.')?;
        let entries = entry(table.get_ref(), section);
        let key = entries.and_then(|entries| {
            let other = problem
                .word
                .as_deref()
                .and_then(|word| word.split('/').next());
            let named = entries.get_key_value(slug);
            named.or_else(|| entries.get_key_value(other?))
        });
        Some((last, key.map_or(0, |(key, _)| key.span().start)))
    }
}

/// Adds what a file says to what those before it say.
fn add(whole: &mut toml::Table, file: &CatalogFile) -> Result<(), CatalogError> {
    let refuse = |error: &toml::de::Error| CatalogError::Misplaced {
        file: file.name.clone(),
        line: line(&file.text, error.span().map_or(0, |span| span.start)),
        problem: error.message().replace('\n', ", "),
    };
    let mut table = DeTable::parse(&file.text).map_err(|error| refuse(&error))?;
    let replaced = lend(table.get_mut(), whole);
    Catalog::deserialize(toml::Deserializer::from(table)).map_err(|error| refuse(&error))?;
    let own: toml::Table = toml::from_str(&file.text).map_err(|error| refuse(&error))?;
    for (section, entries) in own {
        let toml::Value::Table(entries) = entries else {
            continue;
        };
        let known = whole
            .entry(&section)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()));
        let Some(known) = known.as_table_mut() else {
            continue;
        };
        for (slug, mut entry) in entries {
            if let Some(fields) = entry.as_table_mut() {
                fields.remove(REPLACE);
            }
            if replaced.contains(&(section.clone(), slug.clone())) {
                known.remove(&slug);
            }
            merge(known, slug, entry);
        }
    }
    Ok(())
}

/// Lends the entries of a file what they have to have and files before it give, so that the file
/// can be read alone; and takes out `replace`, telling which entries have it.
fn lend(table: &mut DeTable<'_>, whole: &toml::Table) -> BTreeSet<(String, String)> {
    let mut replaced = BTreeSet::new();
    for (section, entries) in table.iter_mut() {
        let DeValue::Table(entries) = entries.get_mut() else {
            continue;
        };
        for (slug, fields) in entries.iter_mut() {
            let DeValue::Table(fields) = fields.get_mut() else {
                continue;
            };
            let known = whole
                .get(section.get_ref().as_ref())
                .and_then(|entries| entries.get(slug.get_ref().as_ref()));
            // Any other value than true stays where it is, and is refused as an unknown field.
            if replaces(fields) {
                fields.remove(REPLACE);
                replaced.insert((section.get_ref().to_string(), slug.get_ref().to_string()));
            } else if known.is_some() {
                lend_fields(section.get_ref(), fields);
            }
        }
    }
    replaced
}

fn lend_fields(section: &str, fields: &mut DeTable<'_>) {
    for (of, field, stand_in) in REQUIRED {
        if *of != section || fields.contains_key(*field) {
            continue;
        }
        let value = match *field {
            "aliases" => DeValue::Array(toml::de::DeArray::new()),
            _ => DeValue::String(Cow::Borrowed(*stand_in)),
        };
        fields.insert(
            Spanned::new(0..0, Cow::Borrowed(*field)),
            Spanned::new(0..0, value),
        );
    }
}

fn replaces(fields: &DeTable<'_>) -> bool {
    let value = fields.get(REPLACE).map(Spanned::get_ref);
    matches!(value, Some(DeValue::Boolean(true)))
}

/// Puts a value under a key: into a table, behind a list, in place of anything else.
fn merge(table: &mut toml::Table, key: String, value: toml::Value) {
    match (table.get_mut(&key), value) {
        (Some(toml::Value::Table(known)), toml::Value::Table(more)) => {
            for (key, value) in more {
                merge(known, key, value);
            }
        }
        (Some(toml::Value::Array(known)), toml::Value::Array(more)) => {
            for value in more {
                if !known.contains(&value) {
                    known.push(value);
                }
            }
        }
        (_, value) => {
            table.insert(key, value);
        }
    }
}

/// Where in a file a problem stands, as a byte offset; none if the file does not speak of it.
fn find(table: &DeTable<'_>, problem: &Problem) -> Option<usize> {
    let (section, slug) = problem.table.split_once('.')?;
    let (key, fields) = entry(table, section)?.get_key_value(slug)?;
    if problem.field.is_empty() {
        return Some(key.span().start);
    }
    let mut places = Vec::new();
    fields_named(fields.get_ref(), &problem.field, &mut places);
    let Some(word) = &problem.word else {
        let silent = places.iter().find_map(|(_, value)| silent_cue(value));
        return silent.or(places.first().map(|(at, _)| *at));
    };
    places.iter().find_map(|(_, value)| words(value, word))
}

/// Where a cue that names no word stands in a list of cues.
fn silent_cue(cues: &Spanned<DeValue<'_>>) -> Option<usize> {
    let is_silent = |cue: &&Spanned<DeValue<'_>>| {
        cue.get_ref().as_table().is_some_and(|fields| {
            let says = |name| fields.contains_key(name);
            !["nouns", "verbs", "phrases"].into_iter().any(says)
        })
    };
    let cue = cues.get_ref().as_array()?.iter().find(is_silent)?;
    Some(cue.span().start)
}

fn entry<'t, 'i>(table: &'t DeTable<'i>, section: &str) -> Option<&'t DeTable<'i>> {
    table.get(section)?.get_ref().as_table()
}

/// The fields of that name, at any depth, with their places.
fn fields_named<'t, 'i>(
    value: &'t DeValue<'i>,
    name: &str,
    found: &mut Vec<(usize, &'t Spanned<DeValue<'i>>)>,
) {
    match value {
        DeValue::Table(fields) => {
            for (key, value) in fields {
                if key.get_ref() == name {
                    found.push((key.span().start, value));
                } else {
                    fields_named(value.get_ref(), name, found);
                }
            }
        }
        DeValue::Array(items) => {
            for item in items {
                fields_named(item.get_ref(), name, found);
            }
        }
        _ => {}
    }
}

/// Where a word stands in a value: as a text, with `!` or without, or as a key.
fn words(value: &Spanned<DeValue<'_>>, word: &str) -> Option<usize> {
    match value.get_ref() {
        DeValue::String(text) => {
            let same = text == word || text.trim_end_matches('!') == word;
            same.then(|| value.span().start)
        }
        DeValue::Integer(number) => (number.as_str() == word).then(|| value.span().start),
        DeValue::Array(items) => items.iter().find_map(|item| words(item, word)),
        DeValue::Table(fields) => fields.iter().find_map(|(key, value)| {
            if key.get_ref() == word {
                Some(key.span().start)
            } else {
                words(value, word)
            }
        }),
        _ => None,
    }
}

/// The line of a byte, from 1.
fn line(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "[metric.wait]\nkind = 'stock'\nquantity = 'week'\nmeans = 'how long'\n\
                        [[metric.wait.cue]]\nnouns = ['wait']\n\
                        [entity.north]\naliases = ['North']\n";

    fn file(name: &str, text: &str) -> CatalogFile {
        CatalogFile {
            name: name.to_owned(),
            text: text.to_owned(),
        }
    }

    fn with(own: &str) -> Result<CatalogFiles, CatalogError> {
        CatalogFiles::read(vec![file("base.toml", BASE), file("own.toml", own)])
    }

    #[test]
    fn lists_are_added_to_and_the_rest_is_overridden() {
        let own = "[metric.wait]\nmeans = 'how long one waits'\n[[metric.wait.cue]]\n\
                   nouns = ['queue']\n[entity.north]\naliases = ['The North', 'North']\n";
        let read = with(own).unwrap();
        let metric = &read.catalog().metric["wait"];
        assert_eq!(metric.means, "how long one waits");
        assert_eq!(metric.quantity, "week");
        let nouns: Vec<_> = metric.cue.iter().flat_map(|cue| &cue.nouns).collect();
        assert_eq!(nouns, ["wait", "queue"]);
        assert_eq!(
            read.catalog().entity["north"].aliases,
            ["North", "The North"]
        );
    }

    #[test]
    fn a_file_that_breaks_what_is_sound_without_it_is_named() {
        let sums = "[metric.gift]\nkind = 'event'\nquantity = 'money'\nmeans = 'g'\n\
                    [metric.gifts]\nkind = 'stock'\nquantity = 'money'\nmeans = 'all'\n\
                    identity = [{ kind = 'running-total', of = ['gift'] }]\n";
        let own = "[entity.e]\naliases = ['E']\n[metric.gift]\nkind = 'stock'\n";
        let error = CatalogFiles::read(vec![file("base", sums), file("own", own)]).unwrap_err();
        let said = error.to_string();
        assert!(said.starts_with("own, line 3: [metric.gifts]"), "{said}");
        assert!(
            said.contains("a running total is a stock or a tally of events"),
            "{said}"
        );
    }

    #[test]
    fn replace_drops_what_was_said_before() {
        let own = "[entity.north]\nreplace = true\naliases = ['Northern']\n";
        let read = with(own).unwrap();
        assert_eq!(read.catalog().entity["north"].aliases, ["Northern"]);
        assert!(read.origins("entity", "north")[1].replaces);
        let error = with("[metric.wait]\nreplace = true\nkind = 'flow'\n").unwrap_err();
        assert!(
            error
                .to_string()
                .contains("own.toml, line 1: missing field"),
            "{error}"
        );
        let error = with("[entity.north]\nreplace = 'yes'\n").unwrap_err();
        assert!(
            error
                .to_string()
                .contains("own.toml, line 2: unknown field"),
            "{error}"
        );
    }

    #[test]
    fn every_part_knows_its_file() {
        let read = with("\n[metric.wait]\nsettles = 3\n").unwrap();
        let origins = read.origins("metric", "wait");
        assert_eq!(origins.len(), 2);
        assert_eq!(
            (origins[0].file.as_str(), origins[0].line),
            ("base.toml", 1)
        );
        assert_eq!((origins[1].file.as_str(), origins[1].line), ("own.toml", 2));
        assert_eq!(origins[1].fields, ["settles"]);
    }

    #[test]
    fn errors_name_file_and_line() {
        for (own, said) in [
            ("[metric.wait\n", "own.toml, line 1: "),
            (
                "[metric.wait]\nsetles = 3\n",
                "own.toml, line 2: unknown field `setles`",
            ),
            (
                "[metric.wait]\nkind = 'level'\n",
                "own.toml, line 2: unknown variant `level`",
            ),
            (
                "\n[metric.x]\nkind = 'flow'\n",
                "own.toml, line 2: missing field",
            ),
            (
                "[metric.wait]\nmeans = ''\n",
                "own.toml, line 2: [metric.wait] means nothing",
            ),
            (
                "[metric.wait]\n\nchange_of = 'x'\n",
                "own.toml, line 3: [metric.wait] speaks of 'x'",
            ),
            (
                "[metric.wait]\ndims = ['a!',\n'a']\n",
                "own.toml, line 2: [metric.wait] declares",
            ),
            (
                "[[metric.wait.cue]]\nnouns = ['ok']\n[[metric.wait.cue]]\nnouns = ['ok',\n'']\n",
                "own.toml, line 5: ",
            ),
            (
                "[entity.south]\naliases = [\n'north']\n",
                "own.toml, line 3: [entity.south] has",
            ),
            (
                "[entity.'A b']\naliases = ['A']\n",
                "own.toml, line 1: [entity.A b] is no slug",
            ),
        ] {
            let error = with(own).unwrap_err().to_string();
            assert!(error.starts_with(said), "{own}: {error}");
        }
    }

    #[test]
    fn an_error_of_an_earlier_file_names_that_file() {
        let base = format!("{BASE}kind = 'ghost'\n");
        let files = vec![file("base.toml", &base), file("own.toml", "[kind.k]\n")];
        let error = CatalogFiles::read(files).unwrap_err().to_string();
        assert!(
            error.starts_with("base.toml, line 9: [entity.north]"),
            "{error}"
        );
    }
}
