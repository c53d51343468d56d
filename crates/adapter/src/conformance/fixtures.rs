//! Fixtures: documents written for a test, with the layout expected of them.

use std::fs;
use std::path::{Path, PathBuf};

use super::snapshot;
use crate::manifest::Metadata;
use crate::{Adapter, Given, Input};

/// Ends of the names of files beside a fixture that are no fixtures.
const BESIDE: [&str; 2] = [".layout", ".meta.toml"];

/// A document in a `fixtures/` folder.
#[derive(Clone, Debug)]
pub struct Fixture {
    path: PathBuf,
    bytes: Vec<u8>,
    given: Given,
}

impl Fixture {
    /// All fixtures of a folder, sorted by name.
    ///
    /// # Errors
    /// If the folder or a file cannot be read, a sidecar is malformed, or an expected layout has
    /// no document.
    pub fn all_in(folder: &Path) -> Result<Vec<Self>, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        let mut paths = fs::read_dir(folder)
            .map_err(failed)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(failed)?;
        paths.sort();
        let is_beside = |path: &&PathBuf| {
            let name = path.to_string_lossy();
            BESIDE.iter().any(|end| name.ends_with(end))
        };
        let fixtures = paths
            .iter()
            .filter(|path| !is_beside(path))
            .map(|path| Self::open(path))
            .collect::<Result<Vec<_>, _>>()?;
        let expected = fixtures.iter().map(Self::layout_path).collect::<Vec<_>>();
        let stale = paths
            .iter()
            .find(|path| path.to_string_lossy().ends_with(".layout") && !expected.contains(path));
        match stale {
            Some(path) => Err(format!(
                "{} is stale: no document has this layout; delete it",
                path.display()
            )),
            None => Ok(fixtures),
        }
    }

    fn open(path: &Path) -> Result<Self, String> {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut sidecar = path.as_os_str().to_owned();
        sidecar.push(".meta.toml");
        let given = match fs::read_to_string(&sidecar) {
            Err(_) => Given::default(),
            Ok(text) => Metadata::parse(&sidecar.to_string_lossy(), &text)
                .and_then(|metadata| metadata.given())
                .map_err(|error| error.to_string())?,
        };
        Ok(Self {
            path: path.to_owned(),
            bytes,
            given,
        })
    }

    /// Its file's name.
    pub fn name(&self) -> String {
        self.path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// To be read with what its sidecar says.
    pub fn input(&self) -> Input<'_> {
        Input::new(&self.bytes, Some(&self.path), self.given.clone())
    }

    /// To be recognised by its shape alone.
    pub fn input_without_metadata(&self) -> Input<'_> {
        Input::new(&self.bytes, Some(&self.path), Given::default())
    }

    fn layout_path(&self) -> PathBuf {
        self.path.with_extension("layout")
    }

    /// Compares the layout with the one that is expected, or writes it down as such.
    pub(super) fn compare(&self, adapter: &dyn Adapter, regenerate: bool) -> Option<String> {
        let layout = match adapter.read(&self.input()) {
            Ok(layout) => snapshot::render(&layout),
            Err(error) => return Some(error.to_string()),
        };
        let path = self.layout_path();
        if regenerate {
            return fs::write(&path, layout)
                .err()
                .map(|error| format!("{}: {error}", path.display()));
        }
        let expected = match fs::read_to_string(&path) {
            Ok(expected) => expected,
            Err(error) => {
                return Some(format!(
                    "{}: {error}; write it with CLAIMBOOK_REGENERATE=1 and read it",
                    path.display()
                ));
            }
        };
        let (found, wanted) = (lines_of(&layout), lines_of(&expected));
        let differs = (0..found.len().max(wanted.len()))
            .map(|line| (line, (found.get(line), wanted.get(line))))
            .find(|(_, (found, wanted))| found != wanted);
        differs.map(|(line, (found, expected))| {
            format!(
                "differs from {} in line {}:\n    expected {}\n    found    {}",
                path.display(),
                line + 1,
                expected.copied().unwrap_or("nothing more"),
                found.copied().unwrap_or("nothing more")
            )
        })
    }
}

/// The names of the folders in a folder, sorted.
pub(super) fn folders_in(folder: &Path) -> Result<Vec<String>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.path().is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn lines_of(text: &str) -> Vec<&str> {
    text.lines().collect()
}
