//! Whose word a number is: the ways in which English news prose names a source.

use super::read;
use crate::BlockKind;

/// Nobody is named: the publication answers for the number.
const NONE: &str = "-";
/// People are named by what they are, not by a name: no voice either.
const SOMEBODY: &str = "?";

/// The voice of the number in a paragraph, or in several parted by ¶.
fn voice_of(text: &str, number: &str) -> String {
    let blocks: Vec<(BlockKind, &str)> = text
        .split('¶')
        .map(str::trim)
        .map(|line| (BlockKind::Paragraph, line))
        .collect();
    let reading = read(&blocks, Some("2031-03-12"));
    let told = reading
        .mentions
        .iter()
        .find(|mention| mention.value.to_string() == number);
    let Some(told) = told else {
        return "no such number".to_owned();
    };
    match &told.attribution {
        None => NONE.to_owned(),
        Some(source) => source.voice.clone().unwrap_or_else(|| SOMEBODY.to_owned()),
    }
}

/// The rows of voice, number and text, under headings.
const TABLE: &str = include_str!("voices.txt");

/// Checks the rows under a heading, and tells of all that differ.
fn check(heading: &str) {
    let section = TABLE
        .split("# ")
        .find_map(|section| section.strip_prefix(heading))
        .expect("a heading of the table");
    let rows = section.lines().filter(|line| !line.trim().is_empty());
    let (mut wrong, mut count) = (Vec::new(), 0);
    for row in rows {
        let mut fields = row.splitn(3, " | ");
        let mut next = || fields.next().expect("three fields");
        let (voice, number, text) = (next(), next(), next());
        let found = voice_of(text, number);
        count += 1;
        if found != voice {
            wrong.push(format!("{found}, not {voice}: {text}"));
        }
    }
    assert!(wrong.is_empty() && count > 0, "{}", wrong.join("\n"));
}

#[test]
fn who_is_cited_is_the_voice() {
    check("who is cited is the voice");
}

#[test]
fn who_reports_is_the_voice() {
    check("who reports is the voice");
}

#[test]
fn whose_data_it_is_is_the_voice() {
    check("whose data it is is the voice");
}

#[test]
fn the_one_named_first_speaks_and_a_paper_for_people_without_a_name() {
    check("the one named first speaks and a paper for people without a name");
}

#[test]
fn who_only_acts_or_owns_is_no_source() {
    check("who only acts or owns is no source");
}

#[test]
fn a_source_named_before_speaks_on() {
    check("a source named before speaks on");
}

#[test]
fn a_report_can_be_anothers_as_a_whole() {
    check("a report can be anothers as a whole");
}
