//! From a source to a report that can be filed: chooses the adapter, lays out, extracts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use claimbook_adapter::{Given, Input, Registry};
use claimbook_extract::{EXTRACTOR_VERSION, ReadContext, Reader, Reading};
use claimbook_model::event::{FieldSource, ReportField};
use claimbook_model::{Catalog, CatalogDigest, Date, DocumentId, Entity, Period, Timestamp, slug};

use crate::Error;
use crate::answer::adapters::AdapterAnswer;
use crate::intake::{Overrides, Source};

/// What reads documents: the adapters that are linked, and a catalog made ready.
#[derive(Debug)]
pub struct Desk {
    registry: Registry,
    reader: Reader,
    digest: CatalogDigest,
    /// Slugs of entities by their names in lower case.
    entities: BTreeMap<String, String>,
}

/// A document that was read, ready to be filed.
#[derive(Clone, Debug)]
pub struct ReadReport {
    /// How the source was named.
    pub shown: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The id of its bytes.
    pub document: DocumentId,
    /// Which of several reports in it; empty for the only one.
    pub part: String,
    /// The publication's slug.
    pub publication: String,
    /// The publication's name.
    pub publication_name: String,
    /// Its address; empty if not known.
    pub url: String,
    /// Its title; empty if it has none.
    pub title: String,
    /// When it was published.
    pub published: Option<Period>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
    /// When it was retrieved.
    pub retrieved: Option<Timestamp>,
    /// Which of these were not given, and where they come from.
    pub sources: Vec<(ReportField, FieldSource)>,
    /// Whether its publication speaks first-hand.
    pub first_hand: bool,
    /// The adapter that read it.
    pub adapter: &'static str,
    /// That adapter's version.
    pub adapter_version: u32,
    /// The extractor's version.
    pub extractor_version: u32,
    /// The catalog it was read with.
    pub catalog: CatalogDigest,
    /// What it says.
    pub reading: Reading,
    /// What the user should be told of it.
    pub findings: Vec<String>,
}

impl Desk {
    /// A desk with the built-in catalog.
    ///
    /// # Errors
    /// Never for a binary as shipped: its catalog and its adapters are sound.
    pub fn built_in() -> Result<Self, Error> {
        Self::new(&crate::catalog::built_in()?)
    }

    /// A desk for the book in `folder`: with the built-in catalog, extended by the folder's own
    /// `catalog.toml`, if there is one, and by the files in `more`, in that order.
    ///
    /// # Errors
    /// If one of them cannot be read or is unsound; the message names file and line.
    pub fn for_book(folder: &Path, more: &[PathBuf]) -> Result<Self, Error> {
        Self::new(&crate::catalog::of_book(folder, more)?)
    }

    /// A desk with the adapters that the binary links.
    ///
    /// # Errors
    /// If the catalog is unsound or an adapter's own description is.
    pub fn new(catalog: &Catalog) -> Result<Self, Error> {
        let digest = CatalogDigest::of(crate::catalog::document(catalog)?.as_bytes());
        let named = |(slug, entity): (&String, &Entity)| {
            let slug = slug.clone();
            entity
                .aliases
                .clone()
                .into_iter()
                .map(move |name| (name.to_lowercase(), slug.clone()))
        };
        Ok(Self {
            registry: Registry::linked()?,
            reader: Reader::new(catalog)?,
            digest,
            entities: catalog.entity.iter().flat_map(named).collect(),
        })
    }

    /// The adapters.
    pub(crate) fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Whether an adapter of that name is linked.
    pub(crate) fn has_adapter(&self, name: &str) -> bool {
        self.registry.named(name).is_ok()
    }

    /// The catalog that it reads with.
    pub fn catalog(&self) -> &Catalog {
        self.reader.catalog()
    }

    /// What is known of the adapters.
    pub fn adapters(&self) -> Vec<AdapterAnswer> {
        self.registry
            .entries()
            .iter()
            .map(AdapterAnswer::of)
            .collect()
    }

    /// Reads one source. `today` bounds dates: a report cannot come from the future.
    ///
    /// # Errors
    /// If the source cannot be loaded, no adapter can read it, its metadata cannot be, or it is in
    /// a language that the grammar does not know. Every message names the source.
    pub fn read(
        &self,
        source: &Source,
        overrides: &Overrides,
        today: Date,
    ) -> Result<ReadReport, Error> {
        let bytes = source.bytes()?;
        let given = overrides.over(source.metadata.given()?);
        check_not_in_future(given.published, source, overrides, today)?;
        let forced = overrides
            .adapter
            .as_deref()
            .or(source.metadata.adapter.as_deref());
        let input = Input::new(&bytes, Some(Path::new(&source.shown)), given.clone());
        let choice = self.registry.choose(&input, forced)?;
        let layout = choice.read(&input)?;
        let document = DocumentId::of(&bytes);
        let mut facts = Facts::new(&given, &layout, &choice.entry.source, &document, today);
        let modified = facts.modified(source.metadata.modified()?, &layout, today);
        let context = ReadContext {
            published: facts.published,
        };
        let reading = self
            .reader
            .read(&layout, context)
            .map_err(|error| Error::Document {
                path: source.shown.clone(),
                reason: error.to_string(),
            })?;
        facts.infer_published(reading.published_inferred, today);
        let findings = [&layout.findings[..], &reading.findings, &facts.findings].concat();
        Ok(ReadReport {
            shown: source.shown.clone(),
            document,
            part: source.metadata.part.clone().unwrap_or_default(),
            publication: self.publication_slug(&facts.publication_name),
            publication_name: facts.publication_name,
            url: facts.url,
            title: facts.title,
            published: facts.published,
            modified: modified.map(midnight),
            retrieved: source.metadata.retrieved()?.map(midnight),
            sources: facts.sources,
            first_hand: choice.entry.source.first_hand,
            adapter: choice.entry.adapter.name(),
            adapter_version: choice.entry.adapter.version(),
            extractor_version: EXTRACTOR_VERSION,
            catalog: self.digest,
            reading,
            findings,
            bytes,
        })
    }

    /// The slug of a publication: that of the entity that goes by its name, so that a source named
    /// in another report and the publication itself are one voice; else made of its name.
    fn publication_slug(&self, name: &str) -> String {
        let known = self.entities.get(&name.to_lowercase());
        known
            .cloned()
            .or_else(|| slug(name))
            .unwrap_or_else(|| "unnamed".to_owned())
    }
}

/// What is known of a report, each field from the best source that has it.
struct Facts {
    publication_name: String,
    url: String,
    title: String,
    published: Option<Period>,
    sources: Vec<(ReportField, FieldSource)>,
    findings: Vec<String>,
}

impl Facts {
    fn new(
        given: &Given,
        layout: &claimbook_extract::Layout<'_>,
        publication: &claimbook_adapter::Source,
        document: &DocumentId,
        today: Date,
    ) -> Self {
        let mut facts = Self {
            publication_name: String::new(),
            url: String::new(),
            title: String::new(),
            published: given.published,
            sources: Vec::new(),
            findings: Vec::new(),
        };
        facts.publication_name = facts.text(
            ReportField::Publication,
            given.publication.as_ref(),
            layout.publication.as_ref(),
        );
        facts.url = facts.text(ReportField::Url, given.url.as_ref(), layout.url.as_ref());
        if facts.publication_name.is_empty() {
            facts.name_publication(publication, document);
        }
        facts.title = facts.text(
            ReportField::Title,
            given.title.as_ref(),
            layout.title.as_ref(),
        );
        facts.compare_with(given, layout);
        if facts.published.is_none() {
            facts.published = layout.published.filter(|published| {
                let sound = !is_future(published, today);
                if !sound {
                    facts.findings.push(format!(
                        "it says that it was published on {published}, in the future: not believed"
                    ));
                }
                sound
            });
            if facts.published.is_some() {
                facts
                    .sources
                    .push((ReportField::Published, FieldSource::Document));
            }
        }
        facts
    }

    /// Says where the document contradicts what was given of it. What was given stands.
    fn compare_with(&mut self, given: &Given, layout: &claimbook_extract::Layout<'_>) {
        if let (Some(given), Some(own)) = (&given.published, &layout.published)
            && !given.overlaps(own)
        {
            self.findings.push(format!(
                "it is given as published on {given}, but says {own} of itself; what was given \
                 was taken"
            ));
        }
        let hosts = given
            .url
            .as_deref()
            .and_then(host)
            .zip(layout.url.as_deref().and_then(host));
        if let Some((given, own)) = hosts.filter(|(given, own)| given != own) {
            self.findings.push(format!(
                "it is given as of {given}, but says of itself that it stands at {own}: is it a \
                 copy?"
            ));
        }
    }

    /// The day of the last change: the one that was given, else the document's own, unless that
    /// is to come.
    fn modified(
        &mut self,
        given: Option<Date>,
        layout: &claimbook_extract::Layout<'_>,
        today: Date,
    ) -> Option<Date> {
        let own = layout.modified.filter(|_| given.is_none());
        let sound = own.filter(|day| !is_future(&Period::day(*day), today));
        if let (Some(day), None) = (own, sound) {
            self.findings.push(format!(
                "it says that it was changed on {day}, in the future: not believed"
            ));
        }
        given.or(sound)
    }

    /// The text that was given, else the document's own, which is then noted.
    fn text(&mut self, field: ReportField, given: Option<&String>, own: Option<&String>) -> String {
        match (given, own) {
            (Some(given), _) => given.clone(),
            (None, Some(own)) => {
                self.sources.push((field, FieldSource::Document));
                own.clone()
            }
            (None, None) => String::new(),
        }
    }

    /// The publication of the adapter; where that stands for any, the host of the address. Else it
    /// is not known: each such document is then a voice of its own, and none speaks for another.
    fn name_publication(&mut self, adapter: &claimbook_adapter::Source, document: &DocumentId) {
        let (name, source) = match host(&self.url) {
            _ if !adapter.general => (adapter.title.clone(), FieldSource::Document),
            Some(host) => (host.to_owned(), FieldSource::Inferred),
            None => {
                let finding = "it does not say who published it: --publication NAME does";
                self.findings.push(finding.to_owned());
                let name = format!("unknown publication {}", document.short());
                (name, FieldSource::Inferred)
            }
        };
        self.publication_name = name;
        self.sources.push((ReportField::Publication, source));
    }

    fn infer_published(&mut self, inferred: Option<Period>, today: Date) {
        if self.published.is_some() {
            return;
        }
        self.published = inferred.filter(|period| !is_future(period, today));
        if self.published.is_some() {
            self.sources
                .push((ReportField::Published, FieldSource::Inferred));
        }
    }
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// Whether a period begins after tomorrow: some place on Earth may be a day ahead.
fn is_future(period: &Period, today: Date) -> bool {
    period.first_day() > today.succ_opt().unwrap_or(today)
}

fn check_not_in_future(
    published: Option<Period>,
    source: &Source,
    overrides: &Overrides,
    today: Date,
) -> Result<(), Error> {
    let Some(published) = published.filter(|period| is_future(period, today)) else {
        return Ok(());
    };
    if overrides.published.is_some() {
        let message = format!("--published {published} is in the future: today is {today}");
        return Err(Error::Usage { message });
    }
    Err(Error::Document {
        path: source.shown.clone(),
        reason: match source.metadata.published_place() {
            Some((file, line)) => format!(
                "{file}, line {line}: published {published} is in the future: today is {today}"
            ),
            None => format!("published {published} is in the future: today is {today}"),
        },
    })
}

/// The first instant of a day, in UTC.
fn midnight(day: Date) -> Timestamp {
    let days = (day - Date::from_ymd_opt(1970, 1, 1).unwrap_or_default()).num_days();
    Timestamp::from_micros(days * 86_400_000_000)
}
