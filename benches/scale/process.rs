//! Runs the binary and takes the time from its start to its end.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Runs that count, and runs before them that warm the caches of the system.
const RUNS: usize = 21;
const WARM_UPS: usize = 2;
/// Runs of what takes long.
const FEW_RUNS: usize = 3;

/// The binary, asked about one book.
pub(crate) struct Program {
    book: PathBuf,
}

impl Program {
    pub(crate) fn on(book: &Path) -> Self {
        Self {
            book: book.to_owned(),
        }
    }

    /// The milliseconds that one run takes.
    pub(crate) fn run(&self, words: &[&str]) -> f64 {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimbook"));
        command
            .args(words)
            .env("CLAIMBOOK_LEDGER", &self.book)
            .env("USER", "bench")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().expect("the binary runs");
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        // To be told that nothing is known is an answer too.
        assert!(
            matches!(status.code(), Some(0 | 1)),
            "{words:?} ended with {status}"
        );
        milliseconds
    }

    pub(crate) fn once(&self, label: &str, words: &[&str]) {
        tell(label, &mut [self.run(words)]);
    }

    pub(crate) fn few(&self, label: &str, words: &[&str]) {
        let mut times = [0.0; FEW_RUNS];
        times.fill_with(|| self.run(words));
        tell(label, &mut times);
    }

    pub(crate) fn time(&self, label: &str, words: &[&str]) {
        for _ in 0..WARM_UPS {
            self.run(words);
        }
        let mut times = [0.0; RUNS];
        times.fill_with(|| self.run(words));
        tell(label, &mut times);
    }
}

/// Prints the median of some times, in milliseconds, the fastest and the slowest.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
pub(crate) fn tell(label: &str, milliseconds: &mut [f64]) {
    milliseconds.sort_by(f64::total_cmp);
    if let [fastest, .., slowest] = milliseconds {
        let (fastest, slowest) = (*fastest, *slowest);
        let median = milliseconds[milliseconds.len() / 2];
        println!("  {label:<32} {median:>9.2} ms   ({fastest:.2} to {slowest:.2})");
    } else if let [only] = milliseconds {
        println!("  {label:<32} {only:>9.2} ms");
    }
}
