//! A damaged book never answers without a word, and is never replaced by a new one.

use std::path::PathBuf;

use crate::support::{Place, seeds};

fn segment(place: &Place) -> PathBuf {
    place
        .path()
        .join("claimbook-data/segments/00000000.segment")
}

/// Flips one bit of the segment, at an offset that is chosen by its bytes.
fn flip(place: &Place, choose: impl Fn(&[u8]) -> usize) {
    let mut bytes = std::fs::read(segment(place)).expect("a segment");
    let at = choose(&bytes);
    bytes[at] ^= 1;
    std::fs::write(segment(place), bytes).expect("a written segment");
}

fn last_used(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| *byte != 0).expect("a frame")
}

#[test]
fn every_question_to_a_damaged_book_says_so() {
    for (what, at) in [("header", 8), ("catalog", 6000)] {
        let place = Place::with_seeds();
        flip(&place, |_| at);
        for arguments in [
            &["figures"][..],
            &["reports"],
            &["show", "anthropic/valuation"],
        ] {
            let ran = place.run(arguments);
            assert_eq!(
                ran.status, 4,
                "{what}: {arguments:?}: {}{}",
                ran.stdout, ran.stderr
            );
            assert!(
                ran.stderr.contains("damaged"),
                "{what}: {arguments:?}: {}",
                ran.stderr
            );
        }
        place.run(&["replay"]).fails(4, &["damaged"]);
        place.run(&["replay", "--check"]).fails(4, &["damaged"]);
        let text = seeds().join("evermx.txt");
        place
            .run(&["append", text.to_str().expect("UTF-8")])
            .fails(4, &["damaged"]);
    }
}

#[test]
fn a_damaged_last_frame_is_said_too() {
    let place = Place::with_seeds();
    flip(&place, |bytes| last_used(bytes) - 5);
    let ran = place.run(&["figures"]).fails(4, &["damaged"]);
    assert!(
        ran.stdout.contains("anthropic/"),
        "what stands before it is still answered"
    );
    assert_eq!(place.run(&["verify"]).status, 1);
}

#[test]
fn commits_that_were_cut_from_the_end_are_found() {
    let place = Place::with_seeds();
    let file = std::fs::OpenOptions::new()
        .write(true)
        .open(segment(&place))
        .expect("a segment");
    file.set_len(30_000).expect("a cut");
    let answer = place.run(&["verify"]);
    assert_eq!(answer.status, 1, "{}", answer.stdout);
    assert!(
        answer.stdout.contains("gone from the end"),
        "{}",
        answer.stdout
    );
}

#[test]
fn a_book_without_its_log_is_not_replaced() {
    let place = Place::with_seeds();
    std::fs::remove_dir_all(place.path().join("claimbook-data/segments")).expect("removed");
    let text = seeds().join("evermx.txt");
    place
        .run(&["append", text.to_str().expect("UTF-8")])
        .fails(4, &["was a book", "segments"]);
    place.run(&["figures"]).fails(4, &["was a book"]);
}

#[test]
fn titles_and_texts_cannot_command_the_terminal() {
    let place = Place::new();
    let text = "Acme Corp said on March 2, 2026 that it had \u{1b}]0;x\u{7} 1,500 employees.\n";
    place.write("a.txt", text);
    place
        .run(&[
            "append",
            "a.txt",
            "--publication",
            "W",
            "--title",
            "T\u{1b}[2J",
        ])
        .ok();
    for arguments in [&["reports"][..], &["report", ""]] {
        let ran = place.run(arguments);
        assert!(
            !ran.stdout.contains('\u{1b}'),
            "{arguments:?}: {}",
            ran.stdout
        );
    }
}

#[test]
fn two_sites_that_do_not_say_who_they_are_are_two_voices() {
    let place = Place::new();
    place.write(
        "in/a.txt",
        "On 3 May 2026 Acme Corp was valued at $380 billion.\n",
    );
    place.write(
        "in/b.txt",
        "On 4 May 2026 Acme Corp was valued at $200 billion.\n",
    );
    place.run(&["append", "in"]).ok();
    let shown = place.json(&["show", "acme/valuation"]);
    assert_eq!(shown["best"]["standing"], "contested", "{shown}");
}
