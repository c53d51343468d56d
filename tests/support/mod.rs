//! Runs the binary in a folder of its own, as a user would.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A folder that goes away, with the binary run inside it.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

/// What a run printed and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// A place with the five seeds taken in.
    pub(crate) fn with_seeds() -> Self {
        let place = Self::new();
        place
            .run(&["-q", "append", seeds().to_str().expect("a UTF-8 path")])
            .ok();
        place
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Appends an article of a publication, published on a day.
    pub(crate) fn publish(&self, publication: &str, day: &str, text: &str) {
        let path = format!("{publication}-{day}.txt");
        self.write(&path, text);
        let arguments = [
            "append",
            &path,
            "--publication",
            publication,
            "--published",
            day,
        ];
        assert_eq!(self.lines(&arguments)[0]["status"], "appended");
    }

    /// Writes a file below the folder, with the folders that it needs.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(&path, content).expect("a written file");
        path
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::null());
        Ran::of(&mut command)
    }

    /// The binary, to be run in the folder with a ledger of the folder's own.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimbook"));
        command
            .current_dir(self.path())
            .env_remove("CLAIMBOOK_LEDGER")
            .env("NO_COLOR", "1");
        command
    }

    /// The answer as JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let mut all = arguments.to_vec();
        all.extend(["--format", "json"]);
        let ran = self.run(&all).ok();
        serde_json::from_str(&ran.stdout).unwrap_or_else(|e| panic!("{e}: {}", ran.stdout))
    }

    /// The answer as JSON Lines.
    pub(crate) fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let mut all = arguments.to_vec();
        all.extend(["--format", "jsonl"]);
        let ran = self.run(&all);
        let read =
            |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        ran.stdout.lines().map(read).collect()
    }
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().expect("the binary runs");
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }

    /// The run, if it ended with 0.
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.status, 0, "{}{}", self.stdout, self.stderr);
        self
    }

    /// The run, if it ended with `status` and said `words` on standard error.
    pub(crate) fn fails(self, status: i32, words: &[&str]) -> Self {
        assert_eq!(self.status, status, "{}{}", self.stdout, self.stderr);
        for word in words {
            assert!(
                self.stderr.contains(word),
                "no '{word}' in: {}",
                self.stderr
            );
        }
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }
}

/// The five documents the project was created from.
pub(crate) fn seeds() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// Makes a segment say that a later version of the format wrote it (see docs/format.md).
pub(crate) fn raise_format_version(segment: &Path) {
    let mut bytes = std::fs::read(segment).expect("a segment");
    bytes[8..12].copy_from_slice(&99_u32.to_le_bytes());
    let checksum = crc32c::crc32c(&bytes[..24]);
    bytes[24..28].copy_from_slice(&checksum.to_le_bytes());
    std::fs::write(segment, bytes).expect("a written segment");
}
