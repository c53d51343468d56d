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

/// Headings of what lawyers and press offices add to a report.
const FORMAL_SECTIONS: [&str; 12] = [
    "contact",
    "contact information",
    "contacts",
    "disclaimer",
    "disclosure",
    "important notice",
    "investor contact",
    "investor relations contact",
    "legal notice",
    "media contact",
    "media contacts",
    "press contact",
];
/// Beginnings of such headings.
const FORMAL_BEGINNINGS: [&str; 6] = [
    "cautionary note",
    "cautionary statement",
    "forward-looking statement",
    "forward looking statement",
    "note regarding forward",
    "safe harbor",
];

/// Headings of boxes that sum a report up in numbers.
const KEY_FIGURES: [&str; 14] = [
    "at a glance",
    "by the numbers",
    "fact box",
    "fact file",
    "factbox",
    "in figures",
    "in numbers",
    "key data",
    "key facts",
    "key figures",
    "key metrics",
    "key numbers",
    "key statistics",
    "the numbers",
];
/// A heading has at most so many words before those.
const KEY_FIGURES_WORDS: usize = 8;
/// A line "Label: value" has at most so many words.
const KEY_FIGURE_WORDS: usize = 12;
/// What numbered pictures and tables are called.
const NUMBERED: [&str; 8] = [
    "box", "chart", "exhibit", "figure", "graph", "graphic", "map", "table",
];
/// Beginnings of the line under a picture.
const PICTURED: [&str; 9] = [
    "caption:",
    "file photo",
    "graphic:",
    "illustration:",
    "image:",
    "photo by ",
    "photo:",
    "photograph:",
    "picture:",
];
/// A caption has at most so many words.
const CAPTION_WORDS: usize = 40;

/// Whether a heading begins a part that lawyers or a press office add. It ends with the next
/// heading.
pub(crate) fn is_formal_section(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches(':').to_lowercase();
    FORMAL_SECTIONS.contains(&heading.as_str())
        || FORMAL_BEGINNINGS
            .iter()
            .any(|beginning| heading.starts_with(beginning))
}

/// Whether a heading announces the report's key figures.
pub(crate) fn is_key_figures(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches(':').to_lowercase();
    let ends_so = |known: &&str| {
        heading
            .strip_suffix(*known)
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', ':']))
    };
    heading.split_whitespace().count() <= KEY_FIGURES_WORDS && KEY_FIGURES.iter().any(ends_so)
}

/// "Revenue: $35.6 billion".
pub(crate) fn is_key_figure(line: &str) -> bool {
    line.split_once(':').is_some_and(|(label, value)| {
        let is_label = label.starts_with(char::is_alphabetic);
        let has_number = value.contains(|c: char| c.is_ascii_digit());
        is_label && has_number && line.split_whitespace().count() <= KEY_FIGURE_WORDS
    })
}

/// Whether a line is the caption of a picture or table: "Figure 2: Ships sold", "Photo: A ship".
pub(crate) fn is_caption(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut words = lower.split_whitespace();
    let is_numbered = words.next().is_some_and(|first| NUMBERED.contains(&first))
        && words.next().is_some_and(|number| {
            let digits = number.trim_end_matches([':', '.']);
            digits.len() < number.len()
                && digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.len() <= 4
        });
    let is_pictured = PICTURED.iter().any(|begin| lower.starts_with(begin));
    (is_numbered || is_pictured) && lower.split_whitespace().count() <= CAPTION_WORDS
}

/// Whether a heading begins a section that is not the report.
pub(crate) fn is_other_section(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches(':').to_lowercase();
    OTHER_SECTIONS.contains(&heading.as_str())
        || OTHER_SECTION_BEGINNINGS
            .iter()
            .any(|beginning| heading.starts_with(beginning))
        || is_formal_section(&heading)
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
        assert!(is_other_section("Forward-Looking Statements"));
        assert!(!is_other_section("What the analysts make of it"));
        assert!(!is_other_section("Contacts with the regulator"));
    }

    #[test]
    fn key_figures_are_announced() {
        for heading in ["Key figures", "The year in numbers:", "Acme: key facts"] {
            assert!(is_key_figures(heading), "{heading}");
        }
        for heading in [
            "Strength in numbers matters",
            "The key figures in the case",
            "Kin numbers",
        ] {
            assert!(!is_key_figures(heading), "{heading}");
        }
    }

    #[test]
    fn captions_name_what_they_stand_under() {
        for line in [
            "Figure 2: Ships sold, 2020-2024",
            "Table 1. Staff",
            "Photo: The light at Skarv",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in [
            "Table 4 shows ships.",
            "Figure skating drew 300",
            "Box office rose 5%",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }
}
