//! Bad input: each is told clearly, ends with its status, and leaves nothing half written.

use crate::support::Place;

const STORY: &str =
    "Acme Corp reported revenue of $12 million for 2025, up from $10 million in 2024.\n";

fn events(place: &Place) -> u64 {
    place.json(&["verify"])["events"].as_u64().expect("a count")
}

#[test]
fn a_missing_file() {
    let place = Place::new();
    place
        .run(&["append", "nowhere.txt"])
        .fails(3, &["nowhere.txt", "No such file"]);
    assert!(!place.path().join("claimbook-data").exists());
}

#[test]
fn a_folder_without_documents() {
    let place = Place::new();
    std::fs::create_dir(place.path().join("empty")).unwrap();
    place
        .run(&["append", "empty"])
        .fails(3, &["empty holds no documents"]);
}

#[test]
fn an_empty_file() {
    let place = Place::new();
    place.write("empty.txt", "");
    place
        .run(&["append", "empty.txt"])
        .fails(3, &["empty.txt is empty"]);
    assert!(!place.path().join("claimbook-data").exists());
}

#[test]
fn a_binary_file() {
    let place = Place::new();
    place.write("binary.txt", [0x7f, b'E', b'L', b'F', 0, 1, 2, 0]);
    place
        .run(&["append", "binary.txt"])
        .fails(3, &["binary.txt is no text"]);
}

#[test]
fn invalid_utf_8_names_the_byte_and_the_way_out() {
    let place = Place::new();
    place.write("latin.txt", b"Profit rose to \xa35 million");
    place
        .run(&["append", "latin.txt"])
        .fails(3, &["latin.txt", "offset 15", "iconv"]);
}

#[test]
fn a_text_of_200_mb() {
    let place = Place::new();
    let file = std::fs::File::create(place.path().join("huge.txt")).unwrap();
    file.set_len(200_000_000).unwrap();
    place
        .run(&["append", "huge.txt"])
        .fails(3, &["huge.txt", "200 MB", "64 MiB"]);
}

#[test]
fn a_document_of_another_publication() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place
        .run(&["append", "story.txt", "--adapter", "evermx"])
        .fails(3, &["story.txt", "evermx", "--adapter article"]);
}

#[test]
fn an_unknown_adapter_is_wrong_use() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place
        .run(&["append", "story.txt", "--adapter", "evermix"])
        .fails(2, &["evermix", "did you mean 'evermx'"]);
}

#[test]
fn a_manifest_entry_whose_file_is_missing() {
    let place = Place::new();
    place.write(
        "in/manifest.toml",
        "[[report]]\npath = \"gone.txt\"\n\n[[report]]\npath = \"story.txt\"\n",
    );
    place.write("in/story.txt", STORY);
    place
        .run(&["append", "in"])
        .fails(3, &["gone.txt", "No such file"]);
    assert_eq!(place.lines(&["reports"]).len(), 1);
}

#[test]
fn a_malformed_manifest_names_the_line() {
    let place = Place::new();
    place.write(
        "in/manifest.toml",
        "[[report]]\npath = \"story.txt\"\nurl = nowhere\n",
    );
    place.write("in/story.txt", STORY);
    place
        .run(&["append", "in"])
        .fails(3, &["manifest.toml", "line 3"]);
}

#[test]
fn a_field_of_a_manifest_that_is_not_read_is_told() {
    let place = Place::new();
    place.write(
        "in/manifest.toml",
        "[[report]]\npath = \"story.txt\"\npublishd = \"2026\"\n",
    );
    place.write("in/story.txt", STORY);
    let ran = place.run(&["append", "in"]).ok();
    assert!(
        ran.stderr.contains("line 3") && ran.stderr.contains("did you mean 'published'"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_publication_date_in_the_future() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place
        .run(&["append", "story.txt", "--published", "2999-01-01"])
        .fails(2, &["2999-01-01", "in the future"]);
    place.write("in/story.txt", STORY);
    place.write(
        "in/manifest.toml",
        "[[report]]\npath = \"story.txt\"\npublished = \"2999\"\n",
    );
    place
        .run(&["append", "in"])
        .fails(3, &["manifest.toml", "2999", "in the future"]);
}

#[test]
fn a_malformed_publication_date() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place
        .run(&["append", "story.txt", "--published", "2026-13-01"])
        .fails(2, &["2026-13-01", "does not exist"]);
    place
        .run(&["append", "story.txt", "--published", "yesterday"])
        .fails(2, &["yesterday", "2026-04-20"]);
}

#[test]
fn an_unknown_figure_suggests_near_ones() {
    let place = Place::with_seeds();
    place.run(&["show", "antropic/valuation"]).fails(
        1,
        &["antropic/valuation", "did you mean anthropic/valuation"],
    );
    place
        .run(&["audit", "Anthropic"])
        .fails(2, &["write subject/metric"]);
}

#[test]
fn a_ledger_folder_that_is_a_file() {
    let place = Place::new();
    place.write("claimbook-data", "not a folder");
    place.write("story.txt", STORY);
    place
        .run(&["append", "story.txt"])
        .fails(4, &["claimbook-data", "is a file"]);
    place
        .run(&["figures"])
        .fails(4, &["claimbook-data", "is a file"]);
}

#[test]
fn no_ledger_yet() {
    let place = Place::new();
    place
        .run(&["figures"])
        .fails(4, &["no book in claimbook-data", "claimbook append"]);
    assert!(!place.path().join("claimbook-data").exists());
}

#[test]
fn one_bad_document_of_ten_does_not_hold_up_the_others() {
    let place = Place::new();
    for n in 0..9 {
        place.write(
            &format!("in/{n}.txt"),
            format!("Company {n} said.\n\n{STORY}"),
        );
    }
    place.write("in/4b.txt", b"\xff\xfe\x00\x01");
    let ran = place.run(&["append", "in"]).fails(3, &["4b.txt"]);
    assert!(
        ran.stderr
            .trim_end()
            .lines()
            .last()
            .is_some_and(|line| line.contains("4b.txt")),
        "{}",
        ran.stderr
    );
    assert_eq!(place.lines(&["reports"]).len(), 9);
    place.run(&["verify"]).ok();
}

#[test]
fn two_writers_at_once() {
    let place = Place::with_seeds();
    place.write("story.txt", STORY);
    let before = events(&place);
    let lock = place.path().join("claimbook-data/lock");
    let file = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(&lock)
        .expect("the lock file");
    file.lock().expect("an exclusive lock");
    place
        .run(&["append", "story.txt"])
        .fails(4, &["another", "writing"]);
    place.run(&["show", "anthropic/valuation"]).ok();
    drop(file);
    assert_eq!(events(&place), before);
    place.run(&["append", "story.txt"]).ok();
}

#[test]
fn a_ledger_of_a_newer_format_version() {
    let place = Place::with_seeds();
    let log = place.path().join("claimbook-data/segments");
    let segment = std::fs::read_dir(&log)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    crate::support::raise_format_version(&segment);
    place
        .run(&["figures"])
        .fails(4, &["format version 99", "update claimbook"]);
}

#[test]
fn text_in_a_language_that_is_not_read() {
    let place = Place::new();
    place.write(
        "german.txt",
        "Der Umsatz des Unternehmens stieg im vergangenen Jahr auf zwölf Millionen Euro, wie der Vorstand am \
         Dienstag mitteilte. Die Zahl der Beschäftigten sank dagegen leicht auf 1.500, und für das kommende Jahr \
         wird mit einem weiteren Rückgang gerechnet.\n",
    );
    place
        .run(&["append", "german.txt"])
        .fails(3, &["german.txt", "German"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    /// Runs the binary with a limit on the size of files, as a full disk would stop it.
    #[test]
    fn a_disk_that_is_full_leaves_what_was_acknowledged() {
        let place = Place::with_seeds();
        let before = events(&place);
        place.write("big.txt", format!("{STORY}\n").repeat(400));
        let binary = env!("CARGO_BIN_EXE_claimbook");
        let mut command = Command::new("sh");
        command.current_dir(place.path()).args([
            "-c",
            &format!("trap '' XFSZ; ulimit -f 64; '{binary}' append big.txt"),
        ]);
        let ran = crate::support::Ran::of(&mut command);
        ran.fails(4, &["claimbook-data"]);
        place.run(&["verify"]).ok();
        assert_eq!(events(&place), before);
        place.run(&["show", "anthropic/valuation"]).ok();
    }

    #[test]
    fn a_read_only_folder() {
        let place = Place::new();
        place.write("story.txt", STORY);
        let folder = place.path().join("locked");
        std::fs::create_dir(&folder).unwrap();
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
        if std::fs::write(folder.join("probe"), "").is_ok() {
            // The superuser may write anywhere; a folder that the kernel keeps read-only serves.
            place
                .run(&["append", "story.txt", "--ledger", "/proc/claimbook"])
                .fails(4, &["/proc/claimbook"]);
        } else {
            place
                .run(&["append", "story.txt", "--ledger", "locked/book"])
                .fails(4, &["locked/book"]);
        }
    }
}
