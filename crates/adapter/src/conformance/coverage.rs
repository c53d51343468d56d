//! Whether a layout lost any of the document's visible text.

use std::collections::BTreeSet;

use claimbook_extract::{BlockKind, Layout};

use crate::faithful::extent;
use crate::{calendar, shape};

/// Visible text that is in no block, with its offset: neither a header of a cell, nor the date of
/// a timeline's entry, nor the mark of a list item, nor front matter that names the document.
pub fn lost_text(document: &str, layout: &Layout<'_>) -> Vec<(usize, String)> {
    let visible = if shape::is_html(document) {
        visible_html(document)
    } else {
        vec![(0, document)]
    };
    let accounted = Accounted::of(layout);
    let covered = layout.blocks.iter().map(extent).collect::<Vec<_>>();
    visible
        .into_iter()
        .flat_map(|(start, text)| uncovered(start, text, &covered))
        .flat_map(|(start, text)| pieces_of_lines(start, text))
        .filter(|(_, text)| !accounted.has(text))
        .map(|(start, text)| (start, text.to_owned()))
        .collect()
}

/// What a layout says without a block.
struct Accounted {
    headers: BTreeSet<String>,
    dates: BTreeSet<String>,
}

impl Accounted {
    fn of(layout: &Layout<'_>) -> Self {
        let mut accounted = Self {
            headers: BTreeSet::new(),
            dates: BTreeSet::new(),
        };
        for block in &layout.blocks {
            match &block.kind {
                BlockKind::Cell {
                    row_header,
                    column_header,
                } => {
                    accounted.headers.insert(letters(row_header));
                    accounted.headers.insert(letters(column_header));
                }
                BlockKind::TimelineEntry { date } => {
                    accounted.dates.insert(date.to_string());
                }
                _ => {}
            }
        }
        accounted
    }

    fn has(&self, text: &str) -> bool {
        let text = without_link_marks(text);
        let text = shape::bullet(text).unwrap_or(text);
        let text = shape::numbered(text).map_or(text, |(_, rest)| rest);
        let letters = letters(text);
        letters.is_empty()
            || is_list_number(text)
            || is_numbered_label(text)
            || self.is_of_headers(&letters)
            || calendar::leading_date(text.trim_start_matches(['*', '_', ' ']))
                .is_some_and(|(date, _)| self.dates.contains(&date.to_string()))
    }
}

impl Accounted {
    /// Whether a text is part of a header, or several headers run together.
    fn is_of_headers(&self, letters: &str) -> bool {
        let mut rest = letters;
        while !rest.is_empty() {
            let longest = self
                .headers
                .iter()
                .filter(|header| !header.is_empty() && rest.starts_with(header.as_str()))
                .max_by_key(|header| header.len());
            match longest {
                Some(header) => rest = &rest[header.len()..],
                None => return self.headers.iter().any(|header| header.contains(letters)),
            }
        }
        true
    }
}

/// The text behind a mark of a footnote or the target of a link, as Markdown has them: `[^2]`,
/// `](https://…)`.
fn without_link_marks(text: &str) -> &str {
    let behind = |start: &str, end: char| {
        text.strip_prefix(start)?
            .split_once(end)
            .map(|(_, behind)| behind)
    };
    behind("[^", ']')
        .or_else(|| behind("](", ')'))
        .unwrap_or(text)
}

/// The letters and digits of a text, entities of HTML left out.
fn letters(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once('&') {
        kept.push_str(before);
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'));
        let is_entity = end.is_some_and(|end| end > 0 && after[end..].starts_with(';'));
        rest = match end {
            Some(end) if is_entity => &after[end + 1..],
            _ => after,
        };
    }
    kept.push_str(rest);
    kept.retain(char::is_alphanumeric);
    kept
}

fn is_list_number(text: &str) -> bool {
    let digits = text.trim_end_matches(['.', ')']);
    (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// "Insight 3:".
fn is_numbered_label(text: &str) -> bool {
    text.strip_suffix(':')
        .and_then(|label| label.rsplit_once(' '))
        .is_some_and(|(word, number)| {
            word.chars().all(char::is_alphabetic) && is_list_number(number)
        })
}

/// The parts of a text that no block covers. `covered` is in order.
fn uncovered<'d>(start: usize, text: &'d str, covered: &[(u64, u64)]) -> Vec<(usize, &'d str)> {
    let end = start + text.len();
    let mut at = start;
    let mut parts = Vec::new();
    let first = covered.partition_point(|(_, block_end)| *block_end as usize <= start);
    for (block_start, block_end) in &covered[first..] {
        let (block_start, block_end) = (*block_start as usize, *block_end as usize);
        if block_start >= end {
            break;
        }
        if block_start > at {
            parts.push((at, &text[at - start..block_start - start]));
        }
        at = at.max(block_end);
    }
    if at < end {
        parts.push((at, &text[at - start..]));
    }
    parts
}

fn pieces_of_lines(start: usize, text: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut at = start;
    for line in text.split_inclusive(['\n', '|', '\t']) {
        let trimmed = line.trim_matches(|c| crate::lines::is_invisible(c) || c == '|');
        if !trimmed.is_empty() {
            pieces.push((at, trimmed));
        }
        at += line.len();
    }
    pieces
}

/// Elements whose text a browser does not show.
const UNSEEN: [&str; 7] = [
    "head", "script", "style", "template", "noscript", "svg", "textarea",
];

/// The stretches of text of a page that a browser shows. Deliberately not the adapter's own
/// reading: tags are left out by their angle brackets alone.
fn visible_html(document: &str) -> Vec<(usize, &str)> {
    let lower = document.to_ascii_lowercase();
    let mut stretches = Vec::new();
    let mut at = 0;
    while let Some(found) = lower[at..].find('<') {
        let open = at + found;
        stretches.push((at, &document[at..open]));
        at = after_markup(&lower, open);
    }
    stretches.push((at, &document[at..]));
    stretches
}

fn after_markup(lower: &str, open: usize) -> usize {
    let rest = &lower[open..];
    let to = |mark: &str| {
        rest.find(mark)
            .map_or(lower.len(), |end| open + end + mark.len())
    };
    if rest.starts_with("<!--") {
        return to("-->");
    }
    let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
    if !is_tag {
        return open + 1;
    }
    let unseen = UNSEEN.iter().find(|name| {
        rest[1..].starts_with(*name)
            && !rest[1 + name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
    });
    match unseen {
        Some(name) => to(&format!("</{name}")),
        None => to(">"),
    }
}
