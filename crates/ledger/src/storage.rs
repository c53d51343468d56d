//! Where segments live: the one place that touches files of the log, and the fault point of the
//! crash tests.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

#[cfg(test)]
pub(crate) mod memory;

/// The folder of the segments within a book.
pub(crate) const SEGMENTS: &str = "segments";
/// The folder within a book where unfinished commits are kept.
pub(crate) const RECOVERED: &str = "recovered";

/// A segment's bytes, as they were when it was mapped.
pub(crate) enum Map {
    /// A file.
    File(memmap2::Mmap),
    /// A copy, for storage that is no file; also a file without bytes.
    Copy(Vec<u8>),
}

impl std::ops::Deref for Map {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::File(map) => map,
            Self::Copy(bytes) => bytes,
        }
    }
}

/// What the log needs of a disk. Each call is one step that can fail or be the last before a
/// crash; what was written is on disk after the flush, and only then.
pub(crate) trait Storage: Send + Sync {
    /// The numbers of all segments, in order.
    fn segments(&self) -> Result<Vec<u64>>;
    /// Creates an empty segment; on disk after [`Storage::flush_folder`].
    fn create(&mut self, number: u64) -> Result<()>;
    /// Writes into a segment, which grows as needed.
    fn write(&mut self, number: u64, offset: u64, bytes: &[u8]) -> Result<()>;
    /// Brings all writes of a segment to the disk.
    fn flush(&mut self, number: u64) -> Result<()>;
    /// Brings the names of the segments to the disk.
    fn flush_folder(&mut self) -> Result<()>;
    /// The bytes of a segment.
    fn map(&self, number: u64) -> Result<Map>;
    /// The length of a segment, in bytes.
    fn length(&self, number: u64) -> Result<u64>;
    /// Keeps bytes under a name beside the log; on disk when this returns.
    fn set_aside(&mut self, name: &str, bytes: &[u8]) -> Result<PathBuf>;
    /// The segment's path, for messages.
    fn path(&self, number: u64) -> PathBuf;
    /// The book's folder, for messages.
    fn folder(&self) -> &Path;
}

/// Segments as files of a folder.
pub(crate) struct FileStorage {
    folder: PathBuf,
    /// The segment that was written last.
    open: Option<(u64, File)>,
}

impl FileStorage {
    /// The storage of the book in `folder`, which need not exist yet.
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            open: None,
        }
    }

    /// Makes the folders of a new book.
    pub(crate) fn create_folders(&self) -> Result<()> {
        for path in [self.folder.clone(), self.folder.join(SEGMENTS)] {
            fs::create_dir_all(&path).map_err(|e| match e.kind() {
                std::io::ErrorKind::AlreadyExists => Error::NotAFolder { path: path.clone() },
                _ => Error::write("create", &path, e),
            })?;
        }
        sync_folder(&self.folder)?;
        // The folder's own name, where this process may see to it.
        if let Some(parent) = self
            .folder
            .parent()
            .filter(|parent| *parent != Path::new(""))
        {
            let _ = sync_folder(parent);
        }
        Ok(())
    }

    fn file(&mut self, number: u64) -> Result<&mut File> {
        let stale = self.open.as_ref().is_none_or(|(open, _)| *open != number);
        if stale {
            let path = self.path(number);
            let file = File::options()
                .read(true)
                .write(true)
                .open(&path)
                .map_err(|e| Error::write("open", &path, e))?;
            self.open = Some((number, file));
        }
        match &mut self.open {
            Some((_, file)) => Ok(file),
            None => Err(Error::Missing {
                path: self.folder.clone(),
            }),
        }
    }
}

/// The number in the name of a segment file.
fn segment_number(name: &str) -> Option<u64> {
    let digits = name.strip_suffix(".segment")?;
    (digits.len() == 8).then(|| digits.parse().ok())?
}

/// Brings the names in a folder to the disk.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    // Only Unix lets a folder be flushed; elsewhere names are written through.
    if cfg!(unix) {
        let folder = File::open(path).map_err(|e| Error::read("open", path, e))?;
        folder
            .sync_all()
            .map_err(|e| Error::write("flush", path, e))?;
    }
    Ok(())
}

impl Storage for FileStorage {
    fn segments(&self) -> Result<Vec<u64>> {
        let path = self.folder.join(SEGMENTS);
        let missing = |e: std::io::Error| match e.kind() {
            std::io::ErrorKind::NotFound => Error::Missing {
                path: self.folder.clone(),
            },
            std::io::ErrorKind::NotADirectory => Error::NotAFolder {
                path: self.folder.clone(),
            },
            _ => Error::read("list", &path, e),
        };
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&path).map_err(missing)? {
            let entry = entry.map_err(|e| Error::read("list", &path, e))?;
            numbers.extend(entry.file_name().to_str().and_then(segment_number));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    fn create(&mut self, number: u64) -> Result<()> {
        let path = self.path(number);
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(|e| Error::write("create", &path, e))?;
        self.open = Some((number, file));
        Ok(())
    }

    fn write(&mut self, number: u64, offset: u64, bytes: &[u8]) -> Result<()> {
        let path = self.path(number);
        let file = self.file(number)?;
        file.seek(SeekFrom::Start(offset))
            .and_then(|_| file.write_all(bytes))
            .map_err(|e| Error::write("write", &path, e))
    }

    fn flush(&mut self, number: u64) -> Result<()> {
        let path = self.path(number);
        self.file(number)?
            .sync_data()
            .map_err(|e| Error::write("flush", &path, e))
    }

    fn flush_folder(&mut self) -> Result<()> {
        sync_folder(&self.folder.join(SEGMENTS))
    }

    #[expect(unsafe_code, reason = "borrowed reads of the log need a memory map")]
    fn map(&self, number: u64) -> Result<Map> {
        let path = self.path(number);
        let file = File::open(&path).map_err(|e| Error::read("open", &path, e))?;
        let length = file
            .metadata()
            .map_err(|e| Error::read("read", &path, e))?
            .len();
        if length == 0 {
            return Ok(Map::Copy(Vec::new()));
        }
        // SAFETY: no part of this crate shortens a segment or writes to committed bytes again,
        // so a map stays backed by the file and what is borrowed from it does not change. Bytes
        // after the last commit may change under a reader; they are believed only after their
        // checksums and hash were found right, which makes them committed. Another program that
        // cuts or edits segments while a book is open is outside of what the format promises.
        let map = unsafe { memmap2::Mmap::map(&file) };
        map.map(Map::File).map_err(|e| Error::read("map", &path, e))
    }

    fn length(&self, number: u64) -> Result<u64> {
        let path = self.path(number);
        fs::metadata(&path)
            .map(|data| data.len())
            .map_err(|e| Error::read("read", &path, e))
    }

    fn set_aside(&mut self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let folder = self.folder.join(RECOVERED);
        fs::create_dir_all(&folder).map_err(|e| Error::write("create", &folder, e))?;
        let mut path = folder.join(name);
        let mut copy = 1;
        while path.exists() {
            copy += 1;
            path = folder.join(format!("{name}.{copy}"));
        }
        let written = File::create_new(&path).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(|e| {
            // A copy that is not whole is of no use, and may be what fills the disk.
            let _ = fs::remove_file(&path);
            Error::write("write", &path, e)
        })?;
        sync_folder(&folder)?;
        sync_folder(&self.folder)?;
        Ok(path)
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder
            .join(SEGMENTS)
            .join(format!("{number:08}.segment"))
    }

    fn folder(&self) -> &Path {
        &self.folder
    }
}
