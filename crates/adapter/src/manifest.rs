//! What is known of documents from outside them: a folder's `manifest.toml` and a file's
//! `FILE.meta.toml`. Reads text; finding and opening the files is the caller's.
//!
//! ```
//! use claimbook_adapter::manifest::Manifest;
//!
//! let text = "[[report]]\npath = 'a.txt'\npublished = '2026-04-20'\n";
//! let manifest = Manifest::parse("manifest.toml", text)?;
//! assert_eq!(manifest.reports[0].path, "a.txt");
//! assert_eq!(manifest.reports[0].metadata.published()?.unwrap().to_string(), "2026-04-20");
//! # Ok::<(), claimbook_adapter::Error>(())
//! ```

use std::collections::BTreeMap;

use claimbook_model::{Date, Period};
use serde::Deserialize;
use toml::{Spanned, Value};

use crate::source::line_of;
use crate::{Error, Given};

/// The documents of a folder, in the order in which they are to be taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// One a document.
    pub reports: Vec<Listed>,
    /// Entries that cannot be used: without a path, with one that leads out of the folder, or with
    /// one that is listed twice. The line is named.
    pub refused: Vec<Error>,
}

/// One document of a manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its path, relative to the manifest, with `/` between the parts.
    pub path: String,
    /// The line of the manifest, from 1, on which the path stands.
    pub line: usize,
    /// What is known of it.
    pub metadata: Metadata,
}

/// What is known of a document. A date that cannot be read spoils its own report alone, so it is
/// read when it is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Who published it.
    pub publication: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// Under which title.
    pub title: Option<String>,
    /// Which of several reports with the same document and address: an accession number, a
    /// vintage.
    pub part: Option<String>,
    /// The adapter that is to read it.
    pub adapter: Option<String>,
    published: Option<Written>,
    modified: Option<Written>,
    retrieved: Option<Written>,
}

/// A date as it was written, and where.
#[derive(Clone, Debug, PartialEq)]
struct Written {
    text: String,
    file: String,
    line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawManifest {
    #[serde(default)]
    report: Vec<RawReport>,
}

#[derive(Deserialize)]
struct RawReport {
    path: Option<Spanned<String>>,
    publication: Option<String>,
    url: Option<String>,
    title: Option<String>,
    published: Option<Spanned<Value>>,
    modified: Option<Spanned<Value>>,
    retrieved: Option<Spanned<Value>>,
    part: Option<String>,
    adapter: Option<String>,
}

impl Manifest {
    /// Reads a manifest. `file` is what to call it in messages.
    ///
    /// # Errors
    /// If it is no TOML or has tables that are not known. The line is named. An entry that cannot
    /// be used spoils itself alone: see [`Manifest::refused`].
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        let raw: RawManifest = toml::from_str(text).map_err(|error| syntax(file, text, &error))?;
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        let mut manifest = Self {
            reports: Vec::with_capacity(raw.report.len()),
            refused: Vec::new(),
        };
        for (index, report) in raw.report.into_iter().enumerate() {
            match listed(file, text, index, report, &mut lines) {
                Ok(listed) => manifest.reports.push(listed),
                Err(refused) => manifest.refused.push(refused),
            }
        }
        Ok(manifest)
    }
}

/// One entry; `lines` are those of the paths before it.
fn listed(
    file: &str,
    text: &str,
    index: usize,
    mut report: RawReport,
    lines: &mut BTreeMap<String, usize>,
) -> Result<Listed, Error> {
    let fail = |line, what| Error::Manifest {
        file: file.to_owned(),
        line,
        what,
    };
    let Some(path) = report.path.take() else {
        let what = "this report has no path; say which file it is: path = \"FILE\"";
        return Err(fail(nth_report_line(text, index), what.to_owned()));
    };
    let line = line_of(text, path.span().start);
    let path = inside(path.get_ref()).map_err(|what| fail(line, what))?;
    if let Some(before) = lines.insert(path.clone(), line) {
        let what = format!("'{path}' is listed already on line {before}; keep one of the two");
        return Err(fail(line, what));
    }
    Ok(Listed {
        path,
        line,
        metadata: Metadata::of(file, text, report),
    })
}

impl Metadata {
    /// Reads a sidecar. `file` is what to call it in messages.
    ///
    /// # Errors
    /// If it is no TOML, or names a path. The line is named.
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        let raw: RawReport = toml::from_str(text).map_err(|error| syntax(file, text, &error))?;
        match &raw.path {
            None => Ok(Self::of(file, text, raw)),
            Some(path) => Err(Error::Manifest {
                file: file.to_owned(),
                line: line_of(text, path.span().start),
                what: "a sidecar speaks of the file that it is named after; take the path out"
                    .to_owned(),
            }),
        }
    }

    fn of(file: &str, text: &str, raw: RawReport) -> Self {
        let written = |value: Option<Spanned<Value>>| {
            value.map(|value| Written {
                line: line_of(text, value.span().start),
                file: file.to_owned(),
                text: match value.into_inner() {
                    Value::String(text) => text,
                    other => other.to_string(),
                },
            })
        };
        Self {
            publication: raw.publication,
            url: raw.url,
            title: raw.title,
            part: raw.part,
            adapter: raw.adapter,
            published: written(raw.published),
            modified: written(raw.modified),
            retrieved: written(raw.retrieved),
        }
    }

    /// When it was published.
    ///
    /// # Errors
    /// If it is no period; the line is named.
    pub fn published(&self) -> Result<Option<Period>, Error> {
        self.published
            .as_ref()
            .map(|written| {
                written
                    .day_part()
                    .parse()
                    .map_err(|error| written.fail("published", &error))
            })
            .transpose()
    }

    /// The manifest or sidecar that gives the date of publication, and the line, from 1.
    pub fn published_place(&self) -> Option<(&str, usize)> {
        self.published
            .as_ref()
            .map(|written| (written.file.as_str(), written.line))
    }

    /// This metadata, with what it does not say taken from `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            publication: self.publication.or(other.publication),
            url: self.url.or(other.url),
            title: self.title.or(other.title),
            part: self.part.or(other.part),
            adapter: self.adapter.or(other.adapter),
            published: self.published.or(other.published),
            modified: self.modified.or(other.modified),
            retrieved: self.retrieved.or(other.retrieved),
        }
    }

    /// When it was last changed.
    ///
    /// # Errors
    /// If it is no day; the line is named.
    pub fn modified(&self) -> Result<Option<Date>, Error> {
        day("modified", self.modified.as_ref())
    }

    /// When it was retrieved.
    ///
    /// # Errors
    /// If it is no day; the line is named.
    pub fn retrieved(&self) -> Result<Option<Date>, Error> {
        day("retrieved", self.retrieved.as_ref())
    }

    /// What an adapter is told of it.
    ///
    /// # Errors
    /// If the date of publication is no period; the line is named.
    pub fn given(&self) -> Result<Given, Error> {
        Ok(Given {
            publication: self.publication.clone(),
            url: self.url.clone(),
            title: self.title.clone(),
            published: self.published()?,
        })
    }
}

fn day(field: &str, written: Option<&Written>) -> Result<Option<Date>, Error> {
    let Some(written) = written else {
        return Ok(None);
    };
    let period: Period = written
        .day_part()
        .parse()
        .map_err(|error| written.fail(field, &error))?;
    if period.length_days() == 1 {
        Ok(Some(period.first_day()))
    } else {
        Err(written.fail(
            field,
            &format!("'{}' is no day: write 2026-04-20", written.text),
        ))
    }
}

impl Written {
    /// The date without a time of day behind it.
    fn day_part(&self) -> &str {
        match self.text.split_once(['T', ' ']) {
            Some((day, _)) if day.len() == "2026-04-20".len() => day,
            _ => &self.text,
        }
    }

    fn fail(&self, field: &str, what: &dyn std::fmt::Display) -> Error {
        Error::Manifest {
            file: self.file.clone(),
            line: self.line,
            what: format!("{field}: {what}"),
        }
    }
}

/// A path in the folder of the manifest, without superfluous parts.
fn inside(path: &str) -> Result<String, String> {
    let path = path.replace('\\', "/");
    let parts = path
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect::<Vec<_>>();
    if path.starts_with('/') || path.contains(':') || parts.contains(&"..") {
        return Err(format!(
            "'{path}' leads out of the manifest's folder; put the file there, or give it a \
             manifest of its own"
        ));
    }
    if parts.is_empty() {
        return Err("this report's path is empty; say which file it is".to_owned());
    }
    Ok(parts.join("/"))
}

fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Error {
    Error::Manifest {
        file: file.to_owned(),
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        what: error.message().to_owned(),
    }
}

/// The line on which the report of that index (from 0) begins.
fn nth_report_line(text: &str, index: usize) -> usize {
    text.lines()
        .enumerate()
        .filter(|(_, line)| line.trim_start().starts_with("[[report]]"))
        .nth(index)
        .map_or(1, |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "# two reports\n\n[[report]]\npath = './a.txt'\npublication = 'Alpha'\n\
                       published = 2026-04-20\n\n[[report]]\npath = 'sub/b.txt'\n\
                       published = '2026-13-01'\nretrieved = '2026-04-21T10:00:00Z'\n";

    fn refused(text: &str) -> String {
        match Manifest::parse("in/manifest.toml", text) {
            Ok(manifest) => manifest
                .refused
                .first()
                .expect("a refused entry")
                .to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn reports_keep_the_order_in_which_they_are_listed() {
        let manifest = Manifest::parse("manifest.toml", TWO).unwrap();
        let paths = manifest.reports.iter().map(|r| (r.path.as_str(), r.line));
        assert_eq!(paths.collect::<Vec<_>>(), [("a.txt", 4), ("sub/b.txt", 9)]);
        let first = &manifest.reports[0].metadata;
        assert_eq!(
            first.published().unwrap().unwrap().to_string(),
            "2026-04-20"
        );
        assert_eq!(first.given().unwrap().publication.as_deref(), Some("Alpha"));
    }

    #[test]
    fn a_malformed_date_spoils_its_own_report_alone_and_names_its_line() {
        let manifest = Manifest::parse("manifest.toml", TWO).unwrap();
        let second = &manifest.reports[1].metadata;
        assert_eq!(
            second.published().unwrap_err().to_string(),
            "manifest.toml, line 10: published: '2026-13-01' names a day that does not exist"
        );
        assert_eq!(
            second.retrieved().unwrap().unwrap().to_string(),
            "2026-04-21"
        );
    }

    #[test]
    fn a_malformed_manifest_is_refused_with_its_line() {
        assert!(refused("[[report]\n").starts_with("in/manifest.toml, line 1: "));
        assert!(refused("[[reports]]\npath='a'\n").contains("unknown field `reports`"));
    }

    #[test]
    fn a_path_listed_twice_is_refused() {
        assert_eq!(
            refused("[[report]]\npath = 'a.txt'\n[[report]]\npath = './a.txt'\n"),
            "in/manifest.toml, line 4: 'a.txt' is listed already on line 2; keep one of the two"
        );
    }

    #[test]
    fn a_path_must_stay_in_the_folder() {
        for path in ["../a", "/etc/passwd", "b/../../a", "c:\\a", "..\\a"] {
            let message = refused(&format!("[[report]]\npath = '{path}'\n"));
            assert!(
                message.contains("leads out of the manifest's folder"),
                "{message}"
            );
        }
        assert!(refused("[[report]]\nurl = 'x'\n").starts_with("in/manifest.toml, line 1: this"));
        assert!(refused("[[report]]\npath = ''\n").contains("path is empty"));
    }

    #[test]
    fn a_sidecar_is_one_report_without_a_path() {
        let meta = Metadata::parse("a.txt.meta.toml", "title = 'T'\nmodified = '2026'\n").unwrap();
        assert_eq!(meta.title.as_deref(), Some("T"));
        assert_eq!(
            meta.modified().unwrap_err().to_string(),
            "a.txt.meta.toml, line 2: modified: '2026' is no day: write 2026-04-20"
        );
        let message = Metadata::parse("a.meta.toml", "path = 'b'")
            .unwrap_err()
            .to_string();
        assert!(message.contains("take the path out"), "{message}");
    }
}
