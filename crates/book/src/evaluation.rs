//! Scores what is read from texts against annotations by people.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use claimbook_eval::{Known, Predicted, Score};
use claimbook_model::Date;

use crate::answer::eval::EvalAnswer;
use crate::answer::extract::MentionAnswer;
use crate::intake::{Gathered, Overrides, Source, gather};
use crate::reading::Desk;
use crate::{Error, parallel};

/// The name of the catalog that annotators keep beside their annotations.
const CATALOG: &str = "catalog.toml";

/// A text and the annotations of it.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The text.
    pub source: Source,
    /// The annotations.
    pub gold: PathBuf,
}

/// Texts with their annotations.
#[derive(Debug, Default)]
pub struct AnnotatedTexts {
    /// In the order in which they are scored.
    pub texts: Vec<Annotated>,
    /// What the user should be told of manifests and of what was left out.
    pub findings: Vec<String>,
}

/// One evaluation.
#[derive(Debug)]
pub struct EvalRun<'a> {
    /// The texts.
    pub texts: &'a [Annotated],
    /// What the caller says of all of them.
    pub overrides: &'a Overrides,
    /// What another reader found: a file for each text, or one for all whose lines tell the path;
    /// none to score what is read now.
    pub predicted: &'a [PathBuf],
    /// The catalog that the annotators used; none for the nearest `catalog.toml` beside or above
    /// the annotations, else the desk's own.
    pub known: Option<&'a Path>,
    /// Bounds dates: no report comes from the future.
    pub today: Date,
}

impl AnnotatedTexts {
    /// Pairs of a text and its annotations. Both may be folders: then a text goes with the `.jsonl`
    /// file of the same name; and one folder alone holds both. A manifest beside the texts is
    /// heeded.
    ///
    /// # Errors
    /// If paths do not come in pairs, one cannot be read, or annotations have no text.
    pub fn gather(paths: &[PathBuf]) -> Result<Self, Error> {
        let mut all = Self::default();
        match paths {
            [folder] if folder.is_dir() => all.folders(folder, folder)?,
            paths if !paths.len().is_multiple_of(2) => {
                let message = "give a text and its annotations, TEXT GOLD, for each document, or \
                               one folder that holds both";
                return Err(Error::Usage {
                    message: message.to_owned(),
                });
            }
            paths => {
                for pair in paths.chunks_exact(2) {
                    let [text, gold] = pair else { continue };
                    all.pair(text, gold)?;
                }
            }
        }
        Ok(all)
    }

    fn pair(&mut self, text: &Path, gold: &Path) -> Result<(), Error> {
        match (text.is_dir(), gold.is_dir()) {
            (true, true) => self.folders(text, gold),
            (false, false) => {
                for source in self.sources(text)? {
                    self.texts.push(Annotated {
                        source,
                        gold: gold.to_owned(),
                    });
                }
                Ok(())
            }
            _ => Err(Error::Usage {
                message: format!(
                    "{} and {}: a folder of texts goes with a folder of annotations, a file with a \
                     file",
                    text.display(),
                    gold.display()
                ),
            }),
        }
    }

    /// The texts of one folder with the annotations of the other, in the order of their names.
    fn folders(&mut self, texts: &Path, annotations: &Path) -> Result<(), Error> {
        let unreadable = |source| Error::Unreadable {
            path: annotations.to_owned(),
            source,
        };
        let mut of_name: BTreeMap<String, Source> = BTreeMap::new();
        for source in self.sources(texts)? {
            if let Some(name) = stem(Path::new(&source.shown)) {
                of_name.insert(name, source);
            }
        }
        let mut files = Vec::new();
        for entry in std::fs::read_dir(annotations).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension().is_some_and(|ending| ending == "jsonl") {
                files.push(path);
            }
        }
        files.sort();
        for gold in files {
            let text = stem(&gold).and_then(|name| of_name.remove(&name));
            let Some(source) = text else {
                return Err(Error::Document {
                    path: gold.display().to_string(),
                    reason: format!("there is no text of this name in {}", texts.display()),
                });
            };
            self.texts.push(Annotated { source, gold });
        }
        if self.texts.is_empty() {
            return Err(Error::Document {
                path: annotations.display().to_string(),
                reason: "it holds no annotations: files that end in .jsonl".to_owned(),
            });
        }
        let left = of_name.values().map(|source| source.shown.clone());
        let left: Vec<String> = left.collect();
        if !left.is_empty() {
            let finding = format!("not scored, without annotations: {}", left.join(", "));
            self.findings.push(finding);
        }
        Ok(())
    }

    fn sources(&mut self, path: &Path) -> Result<Vec<Source>, Error> {
        let mut found = Gathered::default();
        gather(path, &mut found);
        // A folder of texts may hold others, without any.
        let is_empty = |error: &Error| matches!(error, Error::NoDocuments { .. });
        let some = !found.sources.is_empty();
        let mut failures = found.failures.into_iter().map(|(_, error)| error);
        if let Some(error) = failures.find(|error| !(some && is_empty(error))) {
            return Err(error);
        }
        self.findings.extend(found.findings);
        Ok(found.sources)
    }
}

/// The name of a file without its last ending.
fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_str()?.to_owned())
}

impl Desk {
    /// Scores what is read from every text, or what another reader found in it, against the
    /// annotations.
    ///
    /// # Errors
    /// If a text, its annotations or predictions cannot be read, or do not belong together.
    pub fn evaluate(&self, run: &EvalRun<'_>) -> Result<EvalAnswer, Error> {
        let judges = self.known(run)?;
        let mut others = others(run)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mut score = Score::default();
        let mut failed = None;
        let indices: Vec<usize> = (0..run.texts.len()).collect();
        let one = |index: &usize| -> Result<_, Error> {
            let Some(text) = run.texts.get(*index) else {
                return Ok((Vec::new(), Vec::new()));
            };
            let gold = annotations(text)?;
            let found = match run.predicted {
                [] => self.found(text, run)?,
                _ => Vec::new(),
            };
            Ok((gold, found))
        };
        let _ = parallel::in_order(&indices, threads, one, |index, result| match result {
            Ok((gold, found)) => {
                let other = others.get_mut(*index).map(std::mem::take);
                let found = other.unwrap_or(found);
                score.add(&gold, &found, &judges.known);
                std::ops::ControlFlow::Continue(())
            }
            Err(error) => {
                failed = Some(error);
                std::ops::ControlFlow::Break(())
            }
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(EvalAnswer {
                score,
                documents: run.texts.len(),
                judged_by: judges.name,
            }),
        }
    }

    /// What is read from a text now, through the same fields as `extract` prints.
    fn found(&self, text: &Annotated, run: &EvalRun<'_>) -> Result<Vec<Predicted>, Error> {
        let read = self.read(&text.source, run.overrides, run.today)?;
        let mut lines = String::new();
        for mention in &read.reading.mentions {
            let answer = MentionAnswer::new(&read.shown, &read.bytes, mention, false);
            let line = serde_json::to_string(&answer).map_err(|error| Error::Document {
                path: read.shown.clone(),
                reason: error.to_string(),
            })?;
            lines.push_str(&line);
            lines.push('\n');
        }
        claimbook_eval::predicted(&lines).map_err(|error| Error::Document {
            path: read.shown,
            reason: error.to_string(),
        })
    }

    fn known(&self, run: &EvalRun<'_>) -> Result<Judges, Error> {
        let nearest = run
            .texts
            .first()
            .and_then(|text| nearest_catalog(&text.gold));
        let Some(path) = run.known.map(Path::to_owned).or(nearest) else {
            let catalog = self.catalog();
            return Ok(Judges {
                name: "the catalog that texts are read with".to_owned(),
                known: Known {
                    metrics: catalog.metric.keys().cloned().collect(),
                    entities: catalog.entity.keys().cloned().collect(),
                },
            });
        };
        let known = claimbook_eval::known(&text_of(&path)?);
        Ok(Judges {
            known: known.map_err(|error| refused(&path, &error))?,
            name: path.display().to_string(),
        })
    }
}

/// The metrics and entities that annotators had, and where they stand.
struct Judges {
    known: Known,
    name: String,
}

/// The nearest catalog beside a file or in a folder above it.
fn nearest_catalog(gold: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(gold).ok()?;
    let beside = |folder: &Path| Some(folder.join(CATALOG)).filter(|path| path.is_file());
    whole.ancestors().skip(1).find_map(beside)
}

fn annotations(text: &Annotated) -> Result<Vec<claimbook_eval::Gold>, Error> {
    let bytes = text.source.bytes()?;
    let words = std::str::from_utf8(&bytes).map_err(|error| Error::Document {
        path: text.source.shown.clone(),
        reason: format!("it is no UTF-8 from byte {} on", error.valid_up_to()),
    })?;
    claimbook_eval::gold(&text_of(&text.gold)?, words).map_err(|error| refused(&text.gold, &error))
}

/// What another reader found in each text; empty where what is read now is scored.
fn others(run: &EvalRun<'_>) -> Result<Vec<Vec<Predicted>>, Error> {
    let read = |path: &PathBuf| {
        claimbook_eval::predicted(&text_of(path)?).map_err(|error| refused(path, &error))
    };
    match run.predicted {
        [] => Ok(Vec::new()),
        files if files.len() == run.texts.len() => files.iter().map(read).collect(),
        [file] => {
            let all = read(file)?;
            let of = |text: &Annotated| {
                let shown = text.source.shown.as_str();
                let own = all
                    .iter()
                    .filter(|line| line.path.as_deref() == Some(shown));
                own.cloned().collect()
            };
            Ok(run.texts.iter().map(of).collect())
        }
        files => Err(Error::Usage {
            message: format!(
                "{} files of --predicted for {} texts: give one for each, in their order, or one \
                 for all whose lines tell the path of the text",
                files.len(),
                run.texts.len()
            ),
        }),
    }
}

fn text_of(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::Unreadable {
        path: path.to_owned(),
        source,
    })
}

fn refused(path: &Path, error: &claimbook_eval::Error) -> Error {
    Error::Document {
        path: path.display().to_string(),
        reason: error.to_string(),
    }
}
