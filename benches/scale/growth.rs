//! What one claim more costs, by how many claims its figure has already.

use std::path::Path;
use std::time::Instant;

use claimbook_book::{Book, Date};

use crate::invented;
use crate::process::{Program, tell};

/// Companies whose revenue has so many claims, in one book.
const LENGTHS: [(&str, u64); 3] = [
    ("Shortwell", 10),
    ("Midfield", 1_000),
    ("Longacre", 100_000),
];
/// Claims a report.
const REPORT: u64 = 50;
const RUNS: usize = 15;
/// Listing folds the figure again, which takes as long as it has claims: so many times.
const LISTINGS: usize = 1;
/// Times what it costs on the short figure, one claim more may cost on the long one.
const RATIO_MAX: f64 = 2.0;

/// Appends reports of one claim on figures of several lengths, in turn: first whole processes
/// that read a document, then within one process.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
pub(crate) fn one_claim_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    fill(&book);
    println!("\none claim more on a figure of 10, 1,000 and 100,000 claims");
    let program = Program::on(&book);
    program.once("first `figures`, folds all", &["figures", "nobody"]);
    let mut number = 1_000_000;
    let (mut appends, mut listings) = (vec![Vec::new(); 3], vec![Vec::new(); 3]);
    for run in 0..RUNS {
        for (place, (company, _)) in LENGTHS.iter().enumerate() {
            number += 1;
            let path = folder.path().join(format!("{number}.txt"));
            let text = format!("{company} reported revenue of $2{number} for 2024.\n");
            std::fs::write(&path, text).expect("a document");
            let path = path.to_str().expect("a path");
            let published = ["--published", "2025-02-03", "--publication", "Some Paper"];
            appends[place].push(program.run(&[&["append", path][..], &published].concat()));
            if run < LISTINGS {
                listings[place].push(program.run(&["figures", &company.to_lowercase()]));
            }
        }
    }
    let (mut files, mut folds) = (vec![Vec::new(); 3], vec![Vec::new(); 3]);
    let mut open = Book::open_to_append(&book)
        .expect("a book")
        .expect("a book");
    open.catch_up(&mut |_, _| {}).expect("views");
    for run in 0..RUNS {
        for (place, (company, _)) in LENGTHS.iter().enumerate() {
            number += 1;
            let figure = format!("{}/revenue", company.to_lowercase());
            let published = Date::from_ymd_opt(2025, 2, 4).expect("a day");
            let start = Instant::now();
            let claim = [(Some(figure), number)].into_iter();
            invented::file(&mut open, number, published, claim);
            files[place].push(start.elapsed().as_secs_f64() * 1e3);
            if run < LISTINGS {
                let start = Instant::now();
                open.catch_up(&mut |_, _| {}).expect("views");
                folds[place].push(start.elapsed().as_secs_f64() * 1e3);
            }
        }
    }
    for (label, times) in [
        ("`append` of a document", &mut appends),
        ("filed within a process", &mut files),
    ] {
        tell_each(label, times);
        tell_ratio(times);
    }
    tell_each("`figures` after it", &mut listings);
    tell_each("views brought up to date there", &mut folds);
}

fn tell_each(label: &str, times: &mut [Vec<f64>]) {
    for ((_, length), times) in LENGTHS.iter().zip(times) {
        tell(&format!("{label}, {length}"), times);
    }
}

/// Prints how often the median of the short figure goes into that of the long one; `times` are
/// sorted.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn tell_ratio(times: &[Vec<f64>]) {
    let median = |times: &Vec<f64>| times[times.len() / 2];
    if let [short, .., long] = times {
        let ratio = median(long) / median(short);
        let verdict = if ratio <= RATIO_MAX {
            "within"
        } else {
            "above"
        };
        println!("    the longest costs {ratio:.2} times the shortest, {verdict} {RATIO_MAX}");
    }
}

/// A book of these figures alone, each spread over all reports.
fn fill(folder: &Path) {
    let most = LENGTHS[2].1;
    let mut book = invented::empty(folder);
    for first in (0..most).step_by(REPORT as usize) {
        let claims = (first..first + REPORT).flat_map(|n| {
            let told = LENGTHS
                .iter()
                .filter(move |(_, length)| n % (most / length) == 0);
            told.map(move |(company, _)| (Some(format!("{}/revenue", company.to_lowercase())), n))
        });
        let published = invented::day(first * 3_600 / most);
        invented::file(&mut book, first / REPORT, published, claims);
    }
}
