//! What is known of a publication: the `source.toml` beside an adapter's code.

use serde::Deserialize;

use crate::Error;

/// A publication, as its adapter's `source.toml` describes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name, as shown.
    pub title: String,
    /// Other names by which a manifest may call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whether it stands for any publication: its reports are then of a publication that is not
    /// known unless they say which.
    #[serde(default)]
    pub general: bool,
    /// Who publishes it.
    pub publisher: String,
    /// Hosts of its addresses, without `www.`; their subdomains count as well.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Language of its texts, a BCP 47 tag.
    pub language: String,
    /// Whether it is the issuer of its numbers, a registry, a statistics office or a court.
    #[serde(default)]
    pub first_hand: bool,
    /// What one of its reports holds at least; less is said in a finding.
    #[serde(default)]
    pub expected: Expected,
}

/// The least that a report of a publication holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Paragraphs.
    #[serde(default)]
    pub paragraphs: usize,
    /// Headings inside it.
    #[serde(default)]
    pub headings: usize,
}

impl Source {
    /// Reads a `source.toml`.
    ///
    /// # Errors
    /// If it is no TOML, lacks a field or has one that is not known; the line is named.
    pub fn parse(adapter: &str, text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| Error::Source {
            adapter: adapter.to_owned(),
            what: format!(
                "line {}: {}",
                line_of(text, error.span().map_or(0, |span| span.start)),
                error.message()
            ),
        })
    }

    /// Whether a manifest's name for a publication means this one.
    pub fn is_called(&self, publication: &str) -> bool {
        let asked = publication.trim().to_lowercase();
        std::iter::once(&self.title)
            .chain(&self.aliases)
            .any(|name| name.to_lowercase() == asked)
    }

    /// Whether an address is one of this publication.
    pub fn is_at(&self, url: &str) -> bool {
        host(url).is_some_and(|host| {
            self.hosts.iter().any(|own| {
                host == *own
                    || host
                        .strip_suffix(own.as_str())
                        .is_some_and(|rest| rest.ends_with('.'))
            })
        })
    }
}

/// The host of an address, in lower case.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then(|| host.to_lowercase())
}

/// The line, from 1, that a byte of a text is in.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    let head = text.get(..offset).unwrap_or(text);
    1 + head.matches('\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAZETTE: &str = "title = 'The Gazette'\naliases = ['Gazette']\npublisher = 'Gazette \
                           Press'\nhosts = ['gazette.example']\nlanguage = 'en'\n";

    #[test]
    fn knows_its_names_and_addresses() {
        let source = Source::parse("gazette", GAZETTE).unwrap();
        assert!(source.is_called(" the gazette") && source.is_called("Gazette"));
        assert!(!source.is_called("Gazette Press"));
        assert!(source.is_at("https://www.Gazette.example:8080/a?b"));
        assert!(source.is_at("gazette.example/x"));
        assert!(!source.is_at("https://notgazette.example/"));
        assert!(!source.is_at("https://elsewhere.example/gazette.example"));
    }

    #[test]
    fn a_field_that_is_not_known_is_refused_by_line() {
        let text = format!("{GAZETTE}licence = 'none'\n");
        let message = Source::parse("gazette", &text).unwrap_err().to_string();
        assert!(
            message.starts_with(
                "source.toml of the adapter 'gazette': line 6: unknown field `licence`"
            ),
            "{message}"
        );
    }
}
