//! Which events belong to which key, and where the frames stand: what opening and looking up
//! need, kept beside the log so that the log need not be walked.
//!
//! Keys are opaque bytes that a [`KeySource`] gives for each event. The index is a few immutable
//! sorted files, each over a range of sequence numbers ([`run`]), and a small part in memory over
//! the events since ([`tail`]). Files are merged as they grow, on a thread of their own. Nothing
//! here is needed: what is missing, damaged, of another version or not of this log is rebuilt.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use claimbook_model::Event;

use crate::error::{Error, Result};
use crate::log::{Log, Position};

pub(crate) mod merge;
pub(crate) mod run;
pub(crate) mod tail;
#[cfg(test)]
mod tests;

use run::Run;
use tail::Tail;

/// The folder of the index within a book.
pub(crate) const INDEX: &str = "index";
/// So many events are indexed in memory before a file is made of them. Opening a book reads at
/// most about twice as many from the log.
pub(crate) const TAIL_EVENTS: u64 = 8 << 10;
/// How often the files are listed anew if one disappears meanwhile.
const LISTINGS: u32 = 10;
/// Fewer than this part of them are not worth a file when the book is closed.
const FILE_PART: u64 = 32;

/// Tells the keys of events, so that the ledger can find events by them without knowing what
/// they mean.
pub trait KeySource: Send + Sync {
    /// The version of what [`KeySource::keys`] tells. An index of another version is rebuilt.
    fn version(&self) -> u32;

    /// Calls `emit` with each key of an event, which is stored as `bytes`. Must depend on nothing
    /// but its arguments.
    fn keys(&self, seq: u64, bytes: &[u8], event: &Event<'_>, emit: &mut dyn FnMut(&[u8]));
}

/// No keys at all: events are found by sequence number only.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoKeys;

impl KeySource for NoKeys {
    fn version(&self) -> u32 {
        0
    }

    fn keys(&self, _: u64, _: &[u8], _: &Event<'_>, _: &mut dyn FnMut(&[u8])) {}
}

/// Where a frame stands, and when it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FramePlace {
    pub(crate) first_seq: u64,
    pub(crate) segment: u64,
    pub(crate) offset: u64,
    pub(crate) recorded: i64,
}

/// Separates the ledger's own keys from those of the [`KeySource`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Space {
    /// Document ids: the first event of the frame that holds the document.
    Document = 0,
    /// What the key source gives.
    Given = 1,
}

/// The key within the index.
pub(crate) fn spaced(space: Space, key: &[u8]) -> Vec<u8> {
    let mut spaced = Vec::with_capacity(key.len() + 1);
    spaced.push(space as u8);
    spaced.extend_from_slice(key);
    spaced
}

/// Keys of events that are not on disk yet, one behind the other.
#[derive(Default)]
pub(crate) struct StagedKeys {
    bytes: Vec<u8>,
    /// Where each key ends in `bytes`, and its event.
    ends: Vec<(usize, u64)>,
}

impl StagedKeys {
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// Adds a key that a key source gave.
    pub(crate) fn push(&mut self, key: &[u8], seq: u64) {
        self.bytes.push(Space::Given as u8);
        self.bytes.extend_from_slice(key);
        self.ends.push((self.bytes.len(), seq));
    }

    /// Calls `take` with each key within its space, and its event.
    pub(crate) fn each(&self, mut take: impl FnMut(&[u8], u64)) {
        let mut start = 0;
        for (end, seq) in &self.ends {
            take(&self.bytes[start..*end], *seq);
            start = *end;
        }
    }
}

/// A file in the making: what it is made of, and the thread that makes it.
struct Sealed {
    tail: Arc<Tail>,
    job: JoinHandle<Result<merge::Built>>,
}

/// The index of one book.
pub(crate) struct Index {
    /// `None` keeps it in memory alone.
    folder: Option<PathBuf>,
    version: u32,
    /// In order of their ranges, without gap, from the first event on.
    runs: Vec<Arc<Run>>,
    sealed: Option<Sealed>,
    tail: Tail,
    /// So many events make a file.
    tail_events: u64,
    /// Files could not be written; the rest is indexed in memory.
    given_up: bool,
}

impl Index {
    /// Loads the files in `folder` that belong to `log`, as far as they go without gap.
    pub(crate) fn load(
        folder: Option<PathBuf>,
        version: u32,
        tail_events: u64,
        log: &mut Log,
    ) -> Self {
        let runs = folder
            .as_deref()
            .map_or_else(Vec::new, |folder| load_runs(folder, version, log));
        let start = runs.last().map_or(Position::START, |run| run.end());
        Self {
            folder,
            version,
            runs,
            sealed: None,
            tail: Tail::new(start),
            tail_events,
            given_up: false,
        }
    }

    /// Forgets everything that is indexed, to index the log from its beginning.
    pub(crate) fn forget(&mut self) {
        self.take_sealed_in();
        self.runs.clear();
        self.tail = Tail::new(Position::START);
        self.given_up = false;
    }

    /// Where the log goes on behind what is indexed.
    pub(crate) fn end(&self) -> Position {
        self.tail.end()
    }

    /// The part in memory that takes new frames.
    pub(crate) fn tail(&mut self) -> &mut Tail {
        &mut self.tail
    }

    /// The place of the frame that holds `seq`, if it is indexed.
    pub(crate) fn frame_of(&self, seq: u64) -> Result<Option<FramePlace>> {
        if let Some(place) = self.tail.frame_of(seq) {
            return Ok(Some(place));
        }
        if let Some(place) = self
            .sealed
            .as_ref()
            .and_then(|sealed| sealed.tail.frame_of(seq))
        {
            return Ok(Some(place));
        }
        let at = self.runs.partition_point(|run| run.end().seq <= seq);
        self.runs.get(at).map_or(Ok(None), |run| run.frame_of(seq))
    }

    /// The sequence numbers of a key that are at least `from`, ascending.
    pub(crate) fn sequence_numbers(&self, space: Space, key: &[u8], from: u64) -> Result<Vec<u64>> {
        let key = spaced(space, key);
        let mut seqs = Vec::new();
        for run in self.runs.iter().filter(|run| run.end().seq > from) {
            run.append_sequence_numbers(&key, &mut seqs)?;
        }
        for tail in self
            .sealed
            .iter()
            .map(|sealed| &*sealed.tail)
            .chain([&self.tail])
        {
            seqs.extend_from_slice(tail.sequence_numbers(&key));
        }
        seqs.drain(..seqs.partition_point(|seq| *seq < from));
        Ok(seqs)
    }

    /// All keys that begin with `prefix`, in order, each once.
    pub(crate) fn keys(&self, space: Space, prefix: &[u8]) -> Result<Vec<Vec<u8>>> {
        let prefix = spaced(space, prefix);
        let mut keys = Vec::new();
        for run in &self.runs {
            run.append_keys(&prefix, &mut keys)?;
        }
        for tail in self
            .sealed
            .iter()
            .map(|sealed| &*sealed.tail)
            .chain([&self.tail])
        {
            tail.append_keys(&prefix, &mut keys);
        }
        keys.sort_unstable();
        keys.dedup();
        Ok(keys)
    }

    /// Takes a finished file in, and has one made of the part in memory if that has grown.
    /// Called when a commit is done. A failure only leaves more to be indexed in memory.
    pub(crate) fn maintain(&mut self) {
        if self
            .sealed
            .as_ref()
            .is_some_and(|sealed| sealed.job.is_finished())
        {
            self.take_sealed_in();
        }
        if self.sealed.is_none() && self.tail.event_count() >= self.tail_events {
            self.seal();
        }
    }

    /// Brings what is in memory to files, where that is worth one, and waits for it.
    pub(crate) fn flush(&mut self) {
        self.take_sealed_in();
        if self.tail.event_count() >= self.tail_events.div_ceil(FILE_PART) {
            self.seal();
            self.take_sealed_in();
        }
    }

    /// Hands the part in memory to a thread that makes a file of it.
    fn seal(&mut self) {
        let Some(folder) = self.folder.clone().filter(|_| !self.given_up) else {
            return;
        };
        let fresh = Tail::new(self.tail.end());
        let tail = Arc::new(std::mem::replace(&mut self.tail, fresh));
        let (runs, version) = (self.runs.clone(), self.version);
        let input = Arc::clone(&tail);
        let job = std::thread::spawn(move || merge::build(&folder, version, &runs, &input));
        self.sealed = Some(Sealed { tail, job });
    }

    fn take_sealed_in(&mut self) {
        let Some(Sealed { tail, job }) = self.sealed.take() else {
            return;
        };
        if let Ok(Ok(built)) = job.join() {
            let kept = self.runs.len() - built.replaced;
            let replaced = self.runs.split_off(kept);
            self.runs.push(Arc::new(built.run));
            for run in replaced {
                run.delete();
            }
            return;
        }
        // No file came of it. Its events go back into memory, in front of the newer ones.
        self.given_up = true;
        let newer = std::mem::replace(&mut self.tail, Tail::new(tail.end()));
        self.tail = Arc::unwrap_or_clone(tail);
        self.tail.append(newer);
    }
}

/// A file of the index, by its name.
struct RunFile {
    path: PathBuf,
    first_seq: u64,
    end_seq: u64,
}

/// The name of the file over a range of sequence numbers.
pub(crate) fn run_name(first_seq: u64, end_seq: u64) -> String {
    format!("{first_seq:016}-{end_seq:016}.run")
}

/// The end of the events that any sound file in `folder` has seen; 0 if there is none.
pub(crate) fn events_seen(folder: &Path) -> u64 {
    let runs = run_files(folder)
        .into_iter()
        .filter_map(|file| Run::map(&file.path));
    runs.map(|run| run.end().seq).max().unwrap_or(0)
}

/// Opens the files that belong to the log, as far as they go without gap.
fn load_runs(folder: &Path, version: u32, log: &mut Log) -> Vec<Arc<Run>> {
    // A writer may replace files while they are listed: then they are listed again.
    for _ in 0..LISTINGS {
        let mut files = run_files(folder);
        // What the files have seen is in the log as it is now, not as it was listed before.
        if log.refresh().is_err() {
            break;
        }
        // Of files that begin alike the longest counts: it was merged from the others.
        files.sort_by_key(|file| (file.first_seq, std::cmp::Reverse(file.end_seq)));
        let (mut runs, mut next, mut replaced) = (Vec::new(), 0, false);
        for file in files {
            if file.first_seq != next {
                continue;
            }
            match Run::open(&file.path, version, log) {
                Some(run) => {
                    next = run.end().seq;
                    runs.push(Arc::new(run));
                }
                None => replaced |= !file.path.exists(),
            }
        }
        if !replaced {
            return runs;
        }
    }
    Vec::new()
}

fn run_files(folder: &Path) -> Vec<RunFile> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let parsed = entries.filter_map(|entry| {
        let name = entry.file_name();
        let (first, end) = name.to_str()?.strip_suffix(".run")?.split_once('-')?;
        Some(RunFile {
            path: entry.path(),
            first_seq: first.parse().ok()?,
            end_seq: end.parse().ok()?,
        })
    });
    parsed.collect()
}

/// Deletes all files of the index that are not in use: leftovers of merges and of crashes.
pub(crate) fn delete_unused(index: &Index) -> Result<()> {
    let Some(folder) = &index.folder else {
        return Ok(());
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(Error::read("list", folder, e)),
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let ours = path
            .extension()
            .is_some_and(|kind| kind == "run" || kind == "new");
        if ours && index.runs.iter().all(|run| run.path() != path) {
            fs::remove_file(&path).map_err(|e| Error::write("delete", &path, e))?;
        }
    }
    Ok(())
}
