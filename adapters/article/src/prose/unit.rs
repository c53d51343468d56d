//! Units of prose: lines that belong together, before it is decided what they are.

use claimbook_adapter::lines::{Line, lines};
use claimbook_adapter::shape;

use super::table::{self, Table};

/// Lines that belong together.
#[derive(Debug)]
pub(super) enum Unit<'a> {
    /// A heading that says so: `## `, or an underlined line.
    Heading(u8, &'a str),
    /// Running text, or a line that may be a heading.
    Text(Vec<&'a str>),
    /// An item of a list, without its mark.
    Item(Vec<&'a str>),
    /// A table.
    Table(Table<'a>),
    /// No text of the report: code, comments, footnotes, the targets of links.
    Mark(&'a str),
}

/// Lines no longer than this may have been wrapped by hand. In characters.
const WRAPPED_CHARACTERS: usize = 100;
/// A line shorter than this was not wrapped. In characters.
const WRAPPED_CHARACTERS_MIN: usize = 40;

/// Cuts a text into units.
pub(super) fn cut(body: &str, is_markdown: bool) -> Vec<Unit<'_>> {
    let mut cutter = Cutter {
        units: Vec::new(),
        group: Vec::new(),
        list_number: None,
        in_item: None,
        is_markdown,
    };
    let all = lines(body).collect::<Vec<_>>();
    let mut at = 0;
    while let Some(line) = all.get(at) {
        let marks = if is_markdown { marks(&all[at..]) } else { 0 };
        if marks > 0 {
            cutter.flush();
            let lines = all[at..at + marks].iter().filter(|line| !line.is_blank());
            cutter.units.extend(lines.map(|line| Unit::Mark(line.text)));
            at += marks;
        } else if let Some((table, rows)) = table::read(&all[at..]) {
            cutter.flush();
            cutter.units.push(Unit::Table(table));
            at += rows;
        } else {
            cutter.line(*line);
            at += 1;
        }
    }
    cutter.flush();
    cutter.units
}

/// Blocks of code and comments that are not closed within so many lines are none.
const MARKED_LINES: usize = 200;

/// How many lines at the head of these are no text of the report: a block of code, a comment, a
/// footnote with what is indented under it, the target of a link.
fn marks(lines: &[Line<'_>]) -> usize {
    let Some(first) = lines.first().map(|line| line.text) else {
        return 0;
    };
    let until = |ends: &dyn Fn(&str) -> bool| {
        let rest = lines.iter().skip(1).take(MARKED_LINES);
        rest.into_iter()
            .position(|line| ends(line.text))
            .map_or(1, |end| end + 2)
    };
    if let Some(fence) = ["```", "~~~"]
        .iter()
        .find(|fence| first.starts_with(*fence))
    {
        let is_closed_at_once = first[fence.len()..].contains(fence);
        return if is_closed_at_once {
            1
        } else {
            until(&|line| line.starts_with(fence) && line.trim_end_matches(&fence[..1]).is_empty())
        };
    }
    if first.starts_with("<!--") {
        return if first.contains("-->") {
            usize::from(first.ends_with("-->"))
        } else {
            until(&|line| line.contains("-->"))
        };
    }
    let label = first
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]:"));
    match label {
        Some((label, _)) if label.starts_with('^') => {
            let goes_on = |line: &&Line<'_>| !line.is_blank() && line.indent > 1;
            1 + lines.iter().skip(1).take_while(goes_on).count()
        }
        Some((label, target)) => {
            let is_target = target.contains("://") || target.trim().starts_with(['#', '/', '<']);
            usize::from(is_target && !label.contains(']'))
        }
        None => 0,
    }
}

struct Cutter<'a> {
    units: Vec<Unit<'a>>,
    /// Lines of a paragraph, or of an item, that is not finished.
    group: Vec<&'a str>,
    /// The last number of a numbered list.
    list_number: Option<u32>,
    /// Indent of the item that `group` is, if it is one.
    in_item: Option<usize>,
    is_markdown: bool,
}

impl<'a> Cutter<'a> {
    fn line(&mut self, line: Line<'a>) {
        let text = unquoted(line.text);
        if text.is_empty() {
            self.flush();
        } else if let Some((level, heading)) = hash_heading(text) {
            self.flush();
            self.units.push(Unit::Heading(level, heading));
        } else if let Some(level) = underline(text) {
            self.underlined(level);
        } else if table::is_rule(text) {
            self.flush();
        } else if let Some(item) = self.item(text) {
            self.flush();
            self.group.push(item);
            self.in_item = Some(line.indent);
        } else {
            if self
                .in_item
                .is_some_and(|indent| !self.continues(indent, line))
            {
                self.flush();
            }
            self.group.push(text);
        }
    }

    /// The text of an item that begins in this line. A number begins one if it is the first or
    /// follows the one before.
    fn item(&mut self, text: &'a str) -> Option<&'a str> {
        if let Some((number, item)) = shape::numbered(text) {
            let follows =
                number == 1 || self.list_number.is_some_and(|before| number == before + 1);
            if follows {
                self.list_number = Some(number);
                return Some(item);
            }
        }
        shape::bullet(text).filter(|_| !text.starts_with("**"))
    }

    /// Whether a line behind an item belongs to it.
    fn continues(&self, item_indent: usize, line: Line<'_>) -> bool {
        self.is_markdown || line.indent > item_indent || line.text.starts_with(char::is_lowercase)
    }

    /// A line of `===` or `---`: it makes a heading of a single line above it, else it parts.
    fn underlined(&mut self, level: u8) {
        match self.group[..] {
            [heading] if self.in_item.is_none() && shape::is_heading(heading) => {
                self.group.clear();
                self.units.push(Unit::Heading(level, heading));
            }
            _ => self.flush(),
        }
    }

    fn flush(&mut self) {
        let group = std::mem::take(&mut self.group);
        let was_item = self.in_item.take().is_some();
        if group.is_empty() {
            return;
        }
        if was_item {
            self.units.push(Unit::Item(group));
        } else if self.is_markdown || is_wrapped(&group) {
            self.units.push(Unit::Text(group));
        } else {
            self.units
                .extend(group.into_iter().map(|line| Unit::Text(vec![line])));
        }
    }
}

/// The line without the marks of a quotation.
fn unquoted(line: &str) -> &str {
    match line.strip_prefix('>') {
        Some(_) => line.trim_start_matches(['>', ' ']),
        None => line,
    }
}

/// "## Heading ##".
fn hash_heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|&b| b == b'#').count();
    let text = line[level..].strip_prefix(' ')?.trim();
    let text = text.trim_end_matches('#').trim_end();
    ((1..=6).contains(&level) && !text.is_empty()).then_some((level as u8, text))
}

/// A line of nothing but one of these, three times or more.
fn underline(line: &str) -> Option<u8> {
    let first = line.bytes().next()?;
    let level = match first {
        b'=' => 1,
        b'-' | b'*' | b'_' => 2,
        _ => return None,
    };
    let marks = line.bytes().filter(|&b| b == first).count();
    let others = line.bytes().filter(|&b| b != first && b != b' ').count();
    (marks >= 3 && others == 0).then_some(level)
}

/// Whether the breaks between these lines are those of a narrow column: no line is long, and none
/// but the last could have taken the first word of the next.
pub(super) fn is_wrapped(group: &[&str]) -> bool {
    let width = |line: &str| line.chars().count();
    let widest = group.iter().map(|line| width(line)).max().unwrap_or(0);
    let is_full = |pair: &[&str]| {
        let word = pair[1].split_whitespace().next().unwrap_or("");
        width(pair[0]) + 1 + width(word) > widest
    };
    group.len() > 1
        && (WRAPPED_CHARACTERS_MIN..=WRAPPED_CHARACTERS).contains(&widest)
        && group.windows(2).all(is_full)
        && group
            .windows(2)
            .any(|pair| !pair[0].ends_with(['.', '!', '?', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_told_from_short_paragraphs() {
        let wrapped = [
            "The company said on Monday that it had sold a stake",
            "of about a tenth to a fund, which it did not name,",
            "and would spend the money on ships.",
        ];
        assert!(is_wrapped(&wrapped));
        let paragraphs = [
            "Sales rose by a tenth in the quarter.",
            "Profit fell in the same time.",
        ];
        assert!(!is_wrapped(&paragraphs));
        assert!(!is_wrapped(&["Alone"]));
    }

    #[test]
    fn numbers_that_do_not_follow_are_text() {
        let units = cut("1. First item\n2. Second item\n7. Not an item\n", false);
        let shapes = units
            .iter()
            .map(|u| matches!(u, Unit::Item(_)))
            .collect::<Vec<_>>();
        assert_eq!(shapes, [true, true, false]);
    }

    #[test]
    fn code_comments_and_footnotes_are_no_text() {
        let units = cut(
            "Text.\n```sh\necho 5 ships\n```\n<!-- 7\nships -->\n[^1]: Nine ships.\n    More.\n\
             [2]: https://x.example/2\n[3]: ships were sold.\n~~~\nNot closed.\n",
            true,
        );
        let texts = units.iter().filter_map(|unit| match unit {
            Unit::Text(lines) => Some(lines.join(" ")),
            _ => None,
        });
        assert_eq!(
            texts.collect::<Vec<_>>(),
            ["Text.", "[3]: ships were sold.", "Not closed."]
        );
    }

    #[test]
    fn an_underlined_line_is_a_heading() {
        let units = cut("The Sale of Ships\n---\nText stands here.\n\n---\n", true);
        assert!(
            matches!(units[..], [Unit::Heading(2, _), Unit::Text(_)]),
            "{units:?}"
        );
    }
}
