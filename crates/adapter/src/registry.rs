//! The adapters that a binary links, and which of them reads a document.

use claimbook_extract::{BlockKind, Layout};

use crate::contract::Registration;
use crate::{Adapter, Confidence, Error, Expected, Input, Source, faithful, nearest};

/// An adapter with what it says of its publication.
#[derive(Clone)]
pub struct Entry {
    /// The adapter.
    pub adapter: &'static dyn Adapter,
    /// Its `source.toml`.
    pub source: Source,
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Entry({})", self.adapter.name())
    }
}

/// All adapters, sorted by name.
#[derive(Clone, Debug)]
pub struct Registry {
    entries: Vec<Entry>,
}

/// The adapter that was chosen for a document.
#[derive(Clone, Debug)]
pub struct Choice<'r> {
    /// The adapter.
    pub entry: &'r Entry,
    /// How sure it is, from the document alone.
    pub confidence: Confidence,
    /// What the reader should be told of the choice; enters [`Layout::findings`].
    pub findings: Vec<String>,
}

impl Registry {
    /// The adapters that this binary links. A crate that is never named in code links nothing:
    /// the binary names each once (`use claimbook_adapter_evermx as _;`).
    ///
    /// # Errors
    /// If a `source.toml` cannot be used or two adapters share a name.
    pub fn linked() -> Result<Self, Error> {
        Self::of(
            inventory::iter::<Registration>
                .into_iter()
                .map(|registration| registration.0),
        )
    }

    /// A registry of these adapters.
    ///
    /// # Errors
    /// If a `source.toml` cannot be used or two adapters share a name.
    pub fn of(adapters: impl IntoIterator<Item = &'static dyn Adapter>) -> Result<Self, Error> {
        let mut entries = adapters
            .into_iter()
            .map(|adapter| {
                Source::parse(adapter.name(), adapter.source())
                    .map(|source| Entry { adapter, source })
            })
            .collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(|entry| entry.adapter.name());
        let twice = entries
            .windows(2)
            .find(|pair| pair[0].adapter.name() == pair[1].adapter.name());
        match twice {
            Some(pair) => Err(Error::DuplicateAdapter {
                name: pair[0].adapter.name().to_owned(),
            }),
            None => Ok(Self { entries }),
        }
    }

    /// The adapters, sorted by name.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The adapter of that name.
    ///
    /// # Errors
    /// If there is none; the message lists the names and suggests the nearest.
    pub fn named(&self, name: &str) -> Result<&Entry, Error> {
        let names = || self.entries.iter().map(|entry| entry.adapter.name());
        self.entries
            .iter()
            .find(|entry| entry.adapter.name() == name)
            .ok_or_else(|| Error::UnknownAdapter {
                name: name.to_owned(),
                known: names().map(str::to_owned).collect(),
                near: nearest(name, names()).map(str::to_owned),
            })
    }

    /// The adapter that reads a document: the one asked for; else the one of the publication or
    /// address that is given, if the document is in its layout; else the one that is surest by
    /// the document's own shape.
    ///
    /// # Errors
    /// If there is no adapter of the name asked for or the document is not in its layout, if two
    /// adapters are equally sure, or if none can read the document; then the message says what
    /// is wrong with it.
    pub fn choose(&self, input: &Input<'_>, forced: Option<&str>) -> Result<Choice<'_>, Error> {
        match forced {
            Some(name) => self.choose_named(input, name),
            None => match self.choose_given(input) {
                Given::Chosen(choice) => Ok(choice),
                Given::OtherPublication => self.choose_general(input),
                Given::Nothing(findings) => self.choose_by_shape(input, findings),
            },
        }
    }

    fn choose_named(&self, input: &Input<'_>, name: &str) -> Result<Choice<'_>, Error> {
        let entry = self.named(name)?;
        let confidence = entry.adapter.identify(input);
        if confidence >= Confidence::Readable {
            return Ok(Choice {
                entry,
                confidence,
                findings: Vec::new(),
            });
        }
        input.text()?;
        Err(Error::NotOfPublication {
            document: input.name(),
            adapter: name.to_owned(),
            publication: entry.source.title.clone(),
        })
    }

    /// What the publication and the address that were given say.
    fn choose_given(&self, input: &Input<'_>) -> Given<'_> {
        let given = input.given();
        let publication = given.publication.as_deref();
        let meant = |entry: &&Entry| match (publication, given.url.as_deref()) {
            (Some(publication), _) => entry.source.is_called(publication),
            (None, Some(url)) => entry.source.is_at(url),
            (None, None) => false,
        };
        let meant = self.entries.iter().filter(meant).collect::<Vec<_>>();
        let Some(first) = meant.first() else {
            return match publication {
                Some(_) => Given::OtherPublication,
                None => Given::Nothing(Vec::new()),
            };
        };
        let readable = meant
            .iter()
            .map(|entry| (entry.adapter.identify(input), *entry))
            .filter(|(confidence, _)| *confidence >= Confidence::Readable)
            .max_by_key(|(confidence, _)| *confidence);
        match readable {
            Some((confidence, entry)) => Given::Chosen(Choice {
                entry,
                confidence,
                findings: Vec::new(),
            }),
            None => Given::Nothing(vec![format!(
                "it is given as a report of {}, but is not in that publication's layout",
                first.source.title
            )]),
        }
    }

    /// For a document of a publication that no adapter knows: one that merely looks like another
    /// publication's is not read as such.
    fn choose_general(&self, input: &Input<'_>) -> Result<Choice<'_>, Error> {
        let general = self
            .claims(input)
            .into_iter()
            .filter(|(confidence, _)| *confidence == Confidence::Fallback)
            .collect::<Vec<_>>();
        let by_shape = self.choose_by_shape(input, Vec::new());
        let mut choice = surest(input, &general, Vec::new())?;
        if let Ok(other) = by_shape
            && other.confidence > Confidence::Fallback
        {
            choice.findings.push(format!(
                "it looks like a report of {}, but is given as one of another publication; if it \
                 is one, read it with --adapter {}",
                other.entry.source.title,
                other.entry.adapter.name()
            ));
        }
        Ok(choice)
    }

    fn choose_by_shape(
        &self,
        input: &Input<'_>,
        findings: Vec<String>,
    ) -> Result<Choice<'_>, Error> {
        surest(input, &self.claims(input), findings)
    }

    /// The adapters that claim the document by its shape.
    fn claims(&self, input: &Input<'_>) -> Vec<(Confidence, &Entry)> {
        self.entries
            .iter()
            .map(|entry| (entry.adapter.identify(input), entry))
            .filter(|(confidence, _)| *confidence >= Confidence::Fallback)
            .collect()
    }
}

/// What the metadata that was given decides.
enum Given<'r> {
    Chosen(Choice<'r>),
    OtherPublication,
    Nothing(Vec<String>),
}

fn surest<'r>(
    input: &Input<'_>,
    claims: &[(Confidence, &'r Entry)],
    findings: Vec<String>,
) -> Result<Choice<'r>, Error> {
    let Some(&(confidence, _)) = claims.iter().max_by_key(|(confidence, _)| *confidence) else {
        input.text()?;
        return Err(Error::Unrecognised {
            document: input.name(),
        });
    };
    let best = claims
        .iter()
        .filter(|claim| claim.0 == confidence)
        .map(|(_, entry)| *entry)
        .collect::<Vec<_>>();
    match best[..] {
        [entry] => Ok(Choice {
            entry,
            confidence,
            findings,
        }),
        _ => Err(Error::Ambiguous {
            document: input.name(),
            adapters: best.iter().map(|e| e.adapter.name().to_owned()).collect(),
        }),
    }
}

impl Choice<'_> {
    /// Lays the document out, and believes no block whose text does not stand where it says.
    ///
    /// # Errors
    /// If the adapter cannot read the document, or misplaces its text.
    pub fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
        let adapter = self.entry.adapter;
        let mut layout = adapter.read(input)?;
        faithful::check(&layout, input.bytes()).map_err(|what| Error::Unfaithful {
            document: input.name(),
            adapter: adapter.name().to_owned(),
            what,
        })?;
        let mut findings = self.findings.clone();
        findings.append(&mut layout.findings);
        findings.extend(missing(&layout, self.entry.source.expected));
        layout.findings = findings;
        Ok(layout)
    }
}

/// Says what a report of this publication should hold and this one does not.
fn missing(layout: &Layout<'_>, expected: Expected) -> Vec<String> {
    let count = |is: fn(&BlockKind) -> bool| layout.blocks.iter().filter(|b| is(&b.kind)).count();
    let paragraphs = count(|kind| matches!(kind, BlockKind::Paragraph));
    let headings = count(|kind| matches!(kind, BlockKind::Heading { .. }));
    [
        (paragraphs, expected.paragraphs, "paragraphs"),
        (headings, expected.headings, "headings"),
    ]
    .into_iter()
    .filter(|(found, least, _)| found < least)
    .map(|(found, least, what)| {
        format!(
            "it has {found} {what} where this publication's reports have at least {least}; is it \
             cut off?"
        )
    })
    .collect()
}

#[cfg(test)]
#[path = "registry_tests.rs"]
mod tests;
