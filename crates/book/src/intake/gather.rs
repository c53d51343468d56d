//! From paths to sources: walks folders, reads manifests and sidecars.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use claimbook_adapter::manifest::{Manifest, Metadata};
use claimbook_adapter::unread_fields;

use super::load;
use crate::Error;

/// Endings of the files in a folder that are taken as documents. A file that is named itself, on
/// the command line or in a manifest, is taken whatever its ending.
const ENDINGS: &[&str] = &["txt", "text", "md", "markdown", "html", "htm", "xhtml"];
const MANIFEST: &str = "manifest.toml";
const SIDECAR: &str = ".meta.toml";

/// A document to be read: where its bytes are, and what is known of it from outside.
#[derive(Clone, Debug)]
pub struct Source {
    /// How it is named in answers and messages.
    pub shown: String,
    /// Where its bytes are.
    pub origin: Origin,
    /// What a manifest or sidecar says of it.
    pub metadata: Metadata,
}

/// Where the bytes of a document are.
#[derive(Clone, Debug)]
pub enum Origin {
    /// In a file.
    File(PathBuf),
    /// Here: read from standard input.
    Bytes(Vec<u8>),
}

/// What was found under the paths.
#[derive(Debug, Default)]
pub struct Gathered {
    /// In the order in which they are to be taken in.
    pub sources: Vec<Source>,
    /// What could not be used, with how it was named.
    pub failures: Vec<(String, Error)>,
    /// Files in folders that are no documents, and were passed over.
    pub skipped: Vec<PathBuf>,
    /// What the user should be told of manifests and sidecars.
    pub findings: Vec<String>,
}

/// How standard input is named.
pub(crate) const STANDARD_INPUT: &str = "-";

impl Source {
    /// A document from standard input.
    pub fn standard_input(bytes: Vec<u8>) -> Self {
        Self {
            shown: STANDARD_INPUT.to_owned(),
            origin: Origin::Bytes(bytes),
            metadata: Metadata::default(),
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// If the file cannot be read, or the document is above [`super::DOCUMENT_BYTES_MAX`].
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        match &self.origin {
            Origin::File(path) => load::load(path, &self.shown),
            Origin::Bytes(bytes) => {
                load::check_length(bytes.len() as u64, &self.shown)?;
                Ok(bytes.clone())
            }
        }
    }
}

/// Finds the documents under `path`: the file, or those in the folder, in the order of its
/// manifest, then by the bytes of their paths.
pub fn gather(path: &Path, found: &mut Gathered) {
    let result = match std::fs::metadata(path) {
        Ok(kind) if kind.is_dir() => gather_folder(path, found),
        Ok(_) => gather_file(path, found),
        Err(source) => Err(Error::Unreadable {
            path: path.to_owned(),
            source,
        }),
    };
    if let Err(error) = result {
        found.failures.push((path.display().to_string(), error));
    }
}

fn gather_file(path: &Path, found: &mut Gathered) -> Result<(), Error> {
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let listed =
        manifest(folder.unwrap_or(Path::new(".")), &mut found.findings)?.and_then(|manifest| {
            let name = path.file_name()?.to_str()?;
            manifest
                .reports
                .into_iter()
                .find(|listed| listed.path == name)
        });
    let metadata = listed.map(|listed| listed.metadata).unwrap_or_default();
    let source = source(path, metadata, &mut found.findings)?;
    found.sources.push(source);
    Ok(())
}

fn gather_folder(folder: &Path, found: &mut Gathered) -> Result<(), Error> {
    let (sources, failures) = (found.sources.len(), found.failures.len());
    let mut listed = BTreeSet::new();
    let manifest = manifest(folder, &mut found.findings)?;
    let (reports, refused) = manifest
        .map(|it| (it.reports, it.refused))
        .unwrap_or_default();
    for error in refused {
        found
            .failures
            .push((folder.join(MANIFEST).display().to_string(), error.into()));
    }
    for report in reports {
        let path = folder.join(&report.path);
        listed.insert(path.clone());
        match exists(&path).and_then(|()| source(&path, report.metadata, &mut found.findings)) {
            Ok(source) => found.sources.push(source),
            Err(error) => {
                let shown = folder.join(MANIFEST).display().to_string();
                found
                    .failures
                    .push((format!("{shown}, line {}", report.line), error));
            }
        }
    }
    for path in children(folder)? {
        if path.is_dir() && !path.is_symlink() {
            gather(&path, found);
        } else if !listed.contains(&path) {
            gather_unlisted(path, found);
        }
    }
    if found.sources.len() == sources && found.failures.len() == failures {
        return Err(Error::NoDocuments {
            path: folder.to_owned(),
        });
    }
    Ok(())
}

fn gather_unlisted(path: PathBuf, found: &mut Gathered) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name == MANIFEST || name.ends_with(SIDECAR) {
        return;
    }
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    // A link to a folder could lead in circles; what is no file could keep a reader waiting.
    if !path.is_file() || !ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
        found.skipped.push(path);
        return;
    }
    match source(&path, Metadata::default(), &mut found.findings) {
        Ok(source) => found.sources.push(source),
        Err(error) => found.failures.push((path.display().to_string(), error)),
    }
}

/// A file as a source; a sidecar beside it says more than the manifest.
fn source(path: &Path, metadata: Metadata, findings: &mut Vec<String>) -> Result<Source, Error> {
    let mut sidecar = path.as_os_str().to_owned();
    sidecar.push(SIDECAR);
    let sidecar = PathBuf::from(sidecar);
    let metadata = match text(&sidecar)? {
        Some(text) => {
            let name = sidecar.display().to_string();
            findings.extend(unread_fields(&name, &text));
            Metadata::parse(&name, &text)?.or(metadata)
        }
        None => metadata,
    };
    Ok(Source {
        shown: path.display().to_string(),
        origin: Origin::File(path.to_owned()),
        metadata,
    })
}

fn manifest(folder: &Path, findings: &mut Vec<String>) -> Result<Option<Manifest>, Error> {
    let path = folder.join(MANIFEST);
    let Some(text) = text(&path)? else {
        return Ok(None);
    };
    let name = path.display().to_string();
    findings.extend(unread_fields(&name, &text));
    Ok(Some(Manifest::parse(&name, &text)?))
}

/// The text of a small file, or nothing if there is none.
fn text(path: &Path) -> Result<Option<String>, Error> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Unreadable {
            path: path.to_owned(),
            source,
        }),
    }
}

fn exists(path: &Path) -> Result<(), Error> {
    std::fs::metadata(path)
        .map(|_| ())
        .map_err(|source| Error::Unreadable {
            path: path.to_owned(),
            source,
        })
}

/// What is in a folder, hidden files left out, by the bytes of the names.
fn children(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Unreadable {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort_by(|a, b| {
        a.as_os_str()
            .as_encoded_bytes()
            .cmp(b.as_os_str().as_encoded_bytes())
    });
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        folder
    }

    fn names(found: &Gathered) -> Vec<String> {
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        found
            .sources
            .iter()
            .map(|source| name(Path::new(&source.shown)))
            .collect()
    }

    fn gathered(folder: &tempfile::TempDir) -> Gathered {
        let mut found = Gathered::default();
        gather(folder.path(), &mut found);
        found
    }

    #[test]
    fn the_manifest_gives_the_order_then_the_path() {
        let folder = folder(&[
            ("b.txt", "b"),
            ("a.txt", "a"),
            ("z/c.md", "c"),
            ("notes.ods", "x"),
            (".hidden.txt", "h"),
            (
                "manifest.toml",
                "[[report]]\npath = 'b.txt'\npublication = 'B'\n",
            ),
        ]);
        let found = gathered(&folder);
        assert_eq!(names(&found), ["b.txt", "a.txt", "c.md"]);
        assert_eq!(found.sources[0].metadata.publication.as_deref(), Some("B"));
        assert_eq!(found.skipped.len(), 1);
        assert!(found.failures.is_empty());
    }

    #[test]
    fn a_sidecar_says_more_than_the_manifest() {
        let folder = folder(&[
            ("a.txt", "a"),
            ("a.txt.meta.toml", "title = 'Sidecar'\n"),
            (
                "manifest.toml",
                "[[report]]\npath = 'a.txt'\ntitle = 'M'\nurl = 'https://m'\n",
            ),
        ]);
        let found = gathered(&folder);
        assert_eq!(found.sources[0].metadata.title.as_deref(), Some("Sidecar"));
        assert_eq!(found.sources[0].metadata.url.as_deref(), Some("https://m"));
        let mut one = Gathered::default();
        gather(&folder.path().join("a.txt"), &mut one);
        assert_eq!(one.sources[0].metadata, found.sources[0].metadata);
    }

    #[test]
    fn a_listed_file_that_is_missing_does_not_hold_up_the_others() {
        let folder = folder(&[
            ("a.txt", "a"),
            (
                "manifest.toml",
                "[[report]]\npath = 'gone.txt'\n\n[[report]]\npath = 'a.txt'\n",
            ),
        ]);
        let found = gathered(&folder);
        assert_eq!(names(&found), ["a.txt"]);
        assert!(found.failures[0].0.ends_with("manifest.toml, line 2"));
        assert!(found.failures[0].1.to_string().contains("gone.txt"));
    }

    #[test]
    fn a_folder_without_documents_is_said_to_be_so() {
        let folder = folder(&[("picture.png", "x")]);
        let error = gathered(&folder).failures.remove(0).1.to_string();
        assert!(error.contains("holds no documents"), "{error}");
    }
}
