//! Reports as the views know them: when the world could know what they say, which of them are
//! versions of one article, which versions are held for review.

use std::sync::Arc;

use claimbook_model::event::{
    FieldSource, ReaderVersion, ReportAmended, ReportField, ReportFiled, ReportKind, TextNote,
    notes_of, reader_of,
};
use claimbook_model::{CatalogDigest, Date, DocumentId, Period, ReportId, Timestamp};

use crate::figure::KnownBasis;

/// What is on record of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The report.
    pub report: ReportId,
    /// The document that holds it.
    pub document: DocumentId,
    /// Which of the reports in the document.
    pub part: Arc<str>,
    /// How often the same bytes stood at this place before.
    pub occurrence: u32,
    /// The publication's slug.
    pub publication: Arc<str>,
    /// The publication's name as shown.
    pub publication_name: Arc<str>,
    /// Where it was published; empty if not known.
    pub url: Arc<str>,
    /// Its title; empty if it has none.
    pub title: Arc<str>,
    /// When it was published, if that could be told.
    pub published: Option<Period>,
    /// Where that date comes from.
    pub published_source: FieldSource,
    /// When the text was last changed, as it says.
    pub modified: Option<Timestamp>,
    /// When it was retrieved.
    pub retrieved: Option<Timestamp>,
    /// Article or release.
    pub kind: ReportKind,
    /// Whether the publication speaks first-hand.
    pub first_hand: bool,
    /// The adapter that read it last.
    pub adapter: Arc<str>,
    /// That adapter's version.
    pub adapter_version: u32,
    /// The version of the extractor that read it last.
    pub extractor_version: u32,
    /// The catalog with which it was read last.
    pub catalog: CatalogDigest,
    /// How often it was read again.
    pub rereadings: u32,
    /// The notes in which it says what it changed in its own text.
    pub notes: Vec<TextNote>,
    /// When the book took it in.
    pub recorded: Timestamp,
    /// The sequence number at which it did.
    pub seq: u64,
}

/// The place at which versions of one article follow each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The publication's slug.
    pub publication: Arc<str>,
    /// The URL, not empty.
    pub url: Arc<str>,
    /// The part, mostly empty.
    pub part: Arc<str>,
}

impl Report {
    /// A report that is being filed, as it will be on record.
    pub fn to_be_filed(filed: &ReportFiled<'_>, seq: u64, recorded: Timestamp) -> Self {
        Self::filed(filed, seq, recorded, &mut |text| text.into())
    }

    /// The report as it was filed.
    pub fn filed(
        filed: &ReportFiled<'_>,
        seq: u64,
        recorded: Timestamp,
        name: &mut dyn FnMut(&str) -> Arc<str>,
    ) -> Self {
        let source = filed
            .sources
            .iter()
            .find(|(field, _)| *field == ReportField::Published)
            .map_or(FieldSource::Given, |(_, source)| *source);
        Self {
            report: filed.report,
            document: filed.document,
            part: name(&filed.part),
            occurrence: filed.occurrence,
            publication: name(&filed.publication),
            publication_name: name(&filed.publication_name),
            url: name(&filed.url),
            title: name(&filed.title),
            published: filed.published,
            published_source: source,
            modified: filed.modified,
            retrieved: filed.retrieved,
            kind: filed.kind,
            first_hand: filed.first_hand,
            adapter: name(&filed.adapter),
            adapter_version: filed.adapter_version,
            extractor_version: filed.extractor_version,
            catalog: filed.catalog,
            rereadings: 0,
            notes: notes_of(&filed.more),
            recorded,
            seq,
        }
    }

    /// Takes better metadata in. A value that cannot be read changes nothing.
    pub(crate) fn amend(
        &mut self,
        amended: &ReportAmended<'_>,
        name: &mut dyn FnMut(&str) -> Arc<str>,
    ) {
        if let Some(reader) = reader_of(&amended.more) {
            self.adapter = name(&reader.adapter);
            self.adapter_version = reader.adapter_version;
            self.extractor_version = reader.extractor_version;
            self.catalog = reader.catalog;
            self.rereadings += 1;
            self.notes = notes_of(&amended.more);
        }
        for amendment in &amended.amendments {
            let value = &*amendment.value;
            match amendment.field {
                ReportField::Publication => {
                    if let Some(slug) = claimbook_model::slug(value) {
                        self.publication = name(&slug);
                        self.publication_name = name(value);
                    }
                }
                ReportField::Url => self.url = name(value),
                ReportField::Title => self.title = name(value),
                ReportField::Published => {
                    if value.is_empty() {
                        self.published = None;
                    } else if let Ok(period) = value.parse() {
                        self.published = Some(period);
                    }
                    self.published_source = amendment.source;
                }
                ReportField::Modified => amend_instant(&mut self.modified, value),
                ReportField::Retrieved => amend_instant(&mut self.retrieved, value),
                ReportField::FirstHand => match value {
                    "true" => self.first_hand = true,
                    "false" => self.first_hand = false,
                    _ => {}
                },
            }
        }
    }

    /// Where its versions stand; `None` for a release, and where no URL is known.
    pub fn place(&self) -> Option<Place> {
        (self.kind == ReportKind::Article && !self.url.is_empty()).then(|| Place {
            publication: self.publication.clone(),
            url: self.url.clone(),
            part: self.part.clone(),
        })
    }

    fn published_basis(&self) -> KnownBasis {
        match self.published_source {
            FieldSource::Given => KnownBasis::Given,
            FieldSource::Document => KnownBasis::Document,
            FieldSource::Inferred => KnownBasis::Inferred,
        }
    }

    /// What read it last.
    pub fn reader(&self) -> ReaderVersion {
        ReaderVersion {
            adapter: self.adapter.to_string(),
            adapter_version: self.adapter_version,
            extractor_version: self.extractor_version,
            catalog: self.catalog,
        }
    }

    /// Whether anything but the day on which it came to hand tells its place among versions.
    pub fn is_dated(&self) -> bool {
        self.modified.is_some() || self.published.is_some() || self.retrieved.is_some()
    }

    /// The notes that put something right.
    pub(crate) fn corrections(&self) -> usize {
        self.notes.iter().filter(|note| note.puts_right()).count()
    }

    /// The order of versions: modified, else published, else retrieved, else recorded; of the
    /// same day by the instants that are known, and then by id.
    pub fn version_order(&self) -> impl Ord + use<> {
        let day = self
            .modified
            .map(Timestamp::date)
            .or(self.published.map(|published| published.last_day()))
            .or(self.retrieved.map(Timestamp::date))
            .unwrap_or_else(|| self.recorded.date());
        let instant = self.modified.or(self.retrieved).unwrap_or(self.recorded);
        (day, instant, self.occurrence, self.report)
    }

    /// When the world could know what it says, given the version of the article before it.
    pub(crate) fn known(&self, before: Option<&Report>) -> (Period, KnownBasis) {
        let day = |instant: Timestamp| Period::day(instant.date());
        let published = self
            .published
            .map(|period| (period, self.published_basis()));
        let modified = self.modified.map(|at| (day(at), KnownBasis::Modified));
        let retrieved = self.retrieved.map(|at| (day(at), KnownBasis::Retrieved));
        let recorded = (day(self.recorded), KnownBasis::Recorded);
        match before {
            None => published.or(modified).or(retrieved).unwrap_or(recorded),
            Some(before) => {
                let earlier = before
                    .published
                    .map_or(Date::MIN, |period| period.last_day());
                let later = published.filter(|(period, _)| period.last_day() > earlier);
                modified.or(later).or(retrieved).unwrap_or(recorded)
            }
        }
    }
}

fn amend_instant(field: &mut Option<Timestamp>, value: &str) {
    if value.is_empty() {
        *field = None;
    } else if let Ok(instant) = chrono::DateTime::parse_from_rfc3339(value) {
        *field = Some(Timestamp::from_micros(instant.timestamp_micros()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(published: Option<&str>, modified: Option<i64>, retrieved: Option<i64>) -> Report {
        let day = |day: i64| Timestamp::from_micros(day * 86_400_000_000);
        let name = |text: &str| Arc::from(text);
        let document = DocumentId::of(b"text");
        Report {
            report: ReportId::of("daily", "https://daily", "", &document, 0),
            document,
            part: name(""),
            occurrence: 0,
            publication: name("daily"),
            publication_name: name("Daily"),
            url: name("https://daily"),
            title: name(""),
            published: published.map(|text| text.parse().expect(text)),
            published_source: FieldSource::Given,
            modified: modified.map(day),
            retrieved: retrieved.map(day),
            kind: ReportKind::Article,
            first_hand: false,
            adapter: name("article"),
            adapter_version: 1,
            extractor_version: 1,
            catalog: CatalogDigest::of(b""),
            rereadings: 0,
            notes: Vec::new(),
            recorded: day(20_000),
            seq: 1,
        }
    }

    fn known(report: &Report, before: Option<&Report>) -> String {
        let (period, basis) = report.known(before);
        format!("{period} {}", basis.as_str())
    }

    #[test]
    fn the_first_version_is_known_when_it_was_published() {
        assert_eq!(
            known(&report(Some("2024-05"), None, Some(19_900)), None),
            "2024-05 given"
        );
        assert_eq!(
            known(&report(None, None, Some(0)), None),
            "1970-01-01 retrieved"
        );
        assert_eq!(
            known(&report(None, None, None), None),
            "2024-10-04 recorded"
        );
    }

    #[test]
    fn a_later_version_is_known_when_it_was_modified_or_else_retrieved() {
        let first = report(Some("2024-05-01"), None, None);
        let modified = report(Some("2024-05-01"), Some(19_860), Some(19_900));
        assert_eq!(known(&modified, Some(&first)), "2024-05-17 modified");
        let redated = report(Some("2024-05-09"), None, Some(19_900));
        assert_eq!(known(&redated, Some(&first)), "2024-05-09 given");
        let unmarked = report(Some("2024-05-01"), None, Some(19_900));
        assert_eq!(known(&unmarked, Some(&first)), "2024-06-26 retrieved");
        assert!(KnownBasis::Retrieved.is_inferred());
    }

    #[test]
    fn versions_follow_each_other_by_the_best_date_there_is() {
        let published = report(Some("2024-05-01"), None, Some(19_900));
        let modified = report(Some("2024-05-01"), Some(19_860), Some(19_870));
        assert!(published.version_order() < modified.version_order());
    }
}
