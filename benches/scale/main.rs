//! Times whole processes of the binary on invented books of a thousand, a hundred thousand and a
//! million claims: what one figure costs must not depend on how many others there are. Then what
//! one claim more costs, on a figure of ten claims and on one of a hundred thousand.
//!
//!     cargo bench --bench scale                  # all of it, some minutes
//!     cargo bench --bench scale -- 100000        # books of so many claims alone
//!     cargo bench --bench scale -- growth        # only one claim more
//!
//! Each line gives the median of 21 runs, the fastest and the slowest, in milliseconds: from the
//! start of the process to its end, the files in the cache of the system.

mod growth;
mod invented;
mod process;

use std::time::Instant;

use invented::{PLANTED, Shape};
use process::Program;

const SIZES: [u64; 3] = [1_000, 100_000, 1_000_000];

fn main() {
    // Cargo itself passes `--bench`.
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let asked: Vec<u64> = given.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if given.is_empty() { &SIZES[..] } else { &asked };
    for claims in sizes {
        one_figure_among(*claims);
    }
    if given.is_empty() || given.iter().any(|word| word == "growth") {
        growth::one_claim_more();
    }
}

/// Asks for figures of several lengths in a book of so many claims.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn one_figure_among(claims: u64) {
    let shape = Shape::of(claims);
    let folder = tempfile::tempdir().expect("a folder");
    let start = Instant::now();
    let reports = invented::fill(folder.path(), shape);
    println!(
        "\n{claims} claims on {} figures in {reports} reports, filed in {:.1} s",
        shape.figures,
        start.elapsed().as_secs_f64()
    );
    let program = Program::on(folder.path());
    program.once("first `figures`, folds all", &["figures", "nobody"]);
    program.time("--version", &["--version"]);
    for (name, length) in PLANTED {
        if shape.holds(length) {
            let figure = format!("{name}/revenue");
            for command in ["show", "audit"] {
                let label = format!("{command} a figure of {length}");
                program.time(&label, &[command, &figure]);
            }
        }
    }
    // With its family: the same company by segment.
    program.time(
        "show the longest, with family",
        &["show", "company-0/revenue"],
    );
    program.time("figures of one company", &["figures", "company-7/"]);
    program.few(
        "figures, as of a day",
        &["figures", "company-7/", "--as-of", "2019-01-01"],
    );
    program.few("unlinked", &["unlinked", "--unit", "EUR"]);
    program.few("all figures", &["figures"]);
}
