//! The reader: a compiled catalog that turns a laid-out document into mentions and claims.

use claimbook_model::event::TextNote;
use claimbook_model::{Catalog, Claim, Period};

use crate::Error;
use crate::block::Layout;
use crate::mention::Mention;
use crate::vocabulary::Vocabulary;
use crate::{claim, document, language};

/// The version of the grammar and of the frame; it grows whenever the same document and catalog
/// could give other claims.
pub const EXTRACTOR_VERSION: u32 = 3;

/// What is known of a report from outside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadContext {
    /// When it was published, if that is known.
    pub published: Option<Period>,
}

/// What a report says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Every place that states a quantity, in document order.
    pub mentions: Vec<Mention>,
    /// The claims that the mentions make.
    pub claims: Vec<Claim>,
    /// When the report must have been published, inferred from the latest actual event that it
    /// tells; only where no date was given.
    pub published_inferred: Option<Period>,
    /// The notes in which it says what it changed in its own text, in document order.
    pub notes: Vec<TextNote>,
    /// What a person should be told.
    pub findings: Vec<String>,
}

/// A catalog made ready for reading. Make it once; reading takes it by reference.
#[derive(Debug)]
pub struct Reader {
    catalog: Catalog,
    vocabulary: Vocabulary,
}

impl Reader {
    /// Compiles a catalog.
    ///
    /// # Errors
    /// If the catalog names a metric, kind or dimension that it does not have.
    pub fn new(catalog: &Catalog) -> Result<Self, Error> {
        Ok(Self {
            catalog: catalog.clone(),
            vocabulary: Vocabulary::new(catalog)?,
        })
    }

    /// The catalog it reads with.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Reads a document that an adapter has laid out.
    ///
    /// The same layout, context and catalog always give the same reading. The time grows with the
    /// length of the text; the memory only with the mentions, since a document longer than any
    /// article (256 KiB) is read part by part.
    ///
    /// # Errors
    /// [`Error::UnknownLanguage`] if the text is in a language that the grammar does not know.
    pub fn read(&self, layout: &Layout<'_>, context: ReadContext) -> Result<Reading, Error> {
        language::check(layout)?;
        let published = context.published.or(layout.published);
        let read = document::read(layout, &self.vocabulary, published);
        let claims = claim::claims(&read.mentions);
        let is_dated = published.is_some() || read.inferred.is_some();
        let findings = if is_dated { None } else { undated(&claims) };
        Ok(Reading {
            mentions: read.mentions,
            claims,
            published_inferred: read.inferred,
            notes: read.notes,
            findings: findings.into_iter().collect(),
        })
    }
}

/// Says what a report that shows no date leaves open.
fn undated(claims: &[Claim]) -> Option<String> {
    let is_undated = |claim: &&Claim| claim.figure.is_some() && claim.period.is_none();
    let undated = claims.iter().filter(is_undated).count();
    (undated > 0).then(|| {
        format!(
            "it gives no date, and none can be told from its text; so many of its claims on \
             figures have no period: {undated}"
        )
    })
}

#[cfg(test)]
mod tests;
