//! What a page carries beside its article: bylines, and sections of other things.

use claimbook_adapter::{Date, Period, calendar};

/// Headings under which other stories, comments or sources stand.
const OTHER_SECTIONS: [&str; 38] = [
    "about the author",
    "about the authors",
    "also read",
    "comments",
    "discussion",
    "editors' picks",
    "editor's picks",
    "footnotes",
    "further reading",
    "in case you missed it",
    "latest",
    "latest news",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "more news",
    "more stories",
    "most popular",
    "most read",
    "newsletter",
    "read more",
    "read next",
    "recommended",
    "recommended for you",
    "recommended stories",
    "references",
    "related",
    "related articles",
    "related content",
    "related coverage",
    "related news",
    "related posts",
    "related reading",
    "related stories",
    "sources",
    "trending",
    "trending now",
    "you may also like",
];

/// Beginnings of such headings that go on with a name.
const OTHER_SECTION_BEGINNINGS: [&str; 6] = [
    "more from ",
    "more on ",
    "read more:",
    "related:",
    "you might also",
    "sign up for ",
];

/// Whether a heading begins a section that is not the report.
pub(crate) fn is_other_section(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches(':').to_lowercase();
    OTHER_SECTIONS.contains(&heading.as_str())
        || OTHER_SECTION_BEGINNINGS
            .iter()
            .any(|beginning| heading.starts_with(beginning))
        || claimbook_adapter::shape::is_widget(&heading)
}

/// What a byline says of the report's days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Byline {
    /// When it was published.
    pub(crate) published: Option<Period>,
    /// When it was last changed.
    pub(crate) modified: Option<Date>,
}

const CHANGED: [&str; 5] = [
    "updated",
    "last updated",
    "modified",
    "last modified",
    "edited",
];
const ISSUED: [&str; 6] = [
    "published",
    "first published",
    "posted",
    "date:",
    "issued",
    "filed",
];
/// A byline has at most so many words.
const BYLINE_WORDS: usize = 16;

/// Reads a line between title and text that says who wrote the report, or when.
pub(crate) fn byline(line: &str) -> Option<Byline> {
    let lower = line.to_lowercase();
    let is_short = line.split_whitespace().count() <= BYLINE_WORDS;
    let day = calendar::stated_day(line);
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    if !is_short
        || line.ends_with(['.', '!', '?']) && !line.ends_with("a.m.") && !line.ends_with("p.m.")
    {
        return None;
    }
    if begins(&CHANGED) {
        return day.map(|day| Byline {
            modified: Some(day),
            ..Byline::default()
        });
    }
    let published = day.map(Period::day);
    if let Some(period) = calendar::date_alone(line) {
        return Some(Byline {
            published: Some(period),
            ..Byline::default()
        });
    }
    let is_author = lower.starts_with("by ") && !lower.contains('$') && follows_a_name(line);
    (is_author || begins(&ISSUED) && day.is_some()).then_some(Byline {
        published,
        modified: None,
    })
}

/// Whether a name follows "By ".
fn follows_a_name(line: &str) -> bool {
    line.split_whitespace()
        .skip(1)
        .take(2)
        .all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_gives_the_day() {
        let published = |line| {
            byline(line)
                .and_then(|b| b.published)
                .map(|p| p.to_string())
        };
        assert_eq!(
            published("By Ada Writer · September 8, 2025").as_deref(),
            Some("2025-09-08")
        );
        assert_eq!(
            published("Published 8 Sep 2025").as_deref(),
            Some("2025-09-08")
        );
        assert_eq!(published("2025-09").as_deref(), None);
        assert_eq!(byline("By Ada Writer"), Some(Byline::default()));
        let modified = byline("Updated 9 September 2025, 09:05").unwrap().modified;
        assert_eq!(modified.unwrap().to_string(), "2025-09-09");
    }

    #[test]
    fn a_sentence_is_no_byline() {
        for line in [
            "By then it was over.",
            "By 2030 sales double",
            "Posted profits rose",
            "Published",
        ] {
            assert_eq!(byline(line), None, "{line}");
        }
    }

    #[test]
    fn sections_of_other_things_are_known() {
        assert!(is_other_section("Related stories"));
        assert!(is_other_section("More from the desk"));
        assert!(is_other_section("2 comments"));
        assert!(!is_other_section("What the analysts make of it"));
    }
}
