//! Marks inside a line of Markdown: emphasis, links, escapes, entities.

use claimbook_adapter::runs::Runs;

/// The longest name and target of a link that are looked for. In bytes.
const LINK_BYTES: usize = 2_000;

/// Whether a text is Markdown: it uses marks that plain text has no use for.
pub(super) fn is_markdown(text: &str) -> bool {
    let is_hash_heading = |line: &str| {
        let hashes = line.bytes().take_while(|&b| b == b'#').count();
        (1..=6).contains(&hashes) && line[hashes..].starts_with(' ')
    };
    text.contains("**") || text.contains("](") || text.lines().any(is_hash_heading)
}

/// Whether a line is nothing but a link: "[Another story](https://…)".
pub(super) fn is_all_link(line: &str) -> bool {
    let line = line.trim().trim_matches(['*', '_']);
    let parts = line
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(')'))
        .and_then(|rest| rest.split_once("]("));
    parts.is_some_and(|(name, target)| !name.contains(']') && !target.contains([')', ' ']))
}

/// Puts a line into the text of a block, its marks left out. The targets of links go with them.
pub(super) fn flow<'a>(runs: &mut Runs<'a>, line: &'a str) {
    let mut plain_from = 0;
    let mut at = 0;
    while let Some(found) = line[at..].find(['\\', '*', '_', '`', '[', ']', '!', '~', '<', '&']) {
        at += found;
        let before = line[..at].chars().next_back();
        match mark(before, &line[at..]) {
            Mark::Text(bytes) => at += bytes,
            Mark::Dropped(bytes) => {
                runs.flowing(&line[plain_from..at]);
                at += bytes;
                plain_from = at;
            }
            Mark::Read(bytes, text) => {
                runs.flowing(&line[plain_from..at]);
                runs.replaced(&line[at..at + bytes], &text);
                at += bytes;
                plain_from = at;
            }
        }
    }
    runs.flowing(&line[plain_from..]);
}

/// What a character that may be a mark is, and how many bytes it takes.
enum Mark {
    Text(usize),
    Dropped(usize),
    Read(usize, String),
}

fn mark(before: Option<char>, rest: &str) -> Mark {
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or(' ');
    let next = chars.next();
    match first {
        '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => Mark::Dropped(1),
        '`' => Mark::Dropped(1),
        '~' if next == Some('~') => Mark::Dropped(2),
        '*' | '_' => emphasis(before, first, rest),
        '!' if next == Some('[') => Mark::Dropped(1),
        '[' => opening(rest),
        ']' => closing(rest),
        '<' => tag(rest),
        '&' => entity(rest),
        _ => Mark::Text(1),
    }
}

/// A run of `*` or `_` is emphasis unless it stands alone or inside a word.
fn emphasis(before: Option<char>, mark: char, rest: &str) -> Mark {
    let bytes = rest.bytes().take_while(|&b| b == mark as u8).count();
    let after = rest[bytes..].chars().next();
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_alone = is_space(before) && is_space(after);
    let is_inside = bytes == 1 && is_word(before) && is_word(after);
    if is_alone || is_inside {
        Mark::Text(bytes)
    } else {
        Mark::Dropped(bytes)
    }
}

/// "[" of a link, or a whole mark of a footnote.
fn opening(rest: &str) -> Mark {
    let Some(end) = find_near(rest, ']') else {
        return Mark::Text(1);
    };
    let inside = &rest[1..end];
    let is_footnote = inside.starts_with('^');
    if is_footnote {
        return Mark::Dropped(end + 1);
    }
    if rest[end + 1..].starts_with(['(', '[']) {
        Mark::Dropped(1)
    } else {
        Mark::Text(1)
    }
}

/// "](target)" of a link.
fn closing(rest: &str) -> Mark {
    let target_end = match rest[1..].chars().next() {
        Some('(') => find_near(rest, ')'),
        Some('[') => find_near(&rest[1..], ']').map(|end| end + 1),
        _ => None,
    };
    target_end.map_or(Mark::Text(1), |end| Mark::Dropped(end + 1))
}

fn find_near(text: &str, wanted: char) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes[..bytes.len().min(LINK_BYTES)]
        .iter()
        .position(|&b| b == wanted as u8)
}

/// A tag of HTML inside the text.
fn tag(rest: &str) -> Mark {
    let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    match find_near(rest, '>') {
        Some(end) if is_tag && !rest[..end].contains("://") => Mark::Dropped(end + 1),
        _ => Mark::Text(1),
    }
}

fn entity(rest: &str) -> Mark {
    match crate::entity::decode(rest) {
        Some((bytes, text)) => Mark::Read(bytes, text),
        None => Mark::Text(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_adapter::BlockKind;

    fn flowed(line: &str) -> String {
        let mut runs = Runs::new(line);
        flow(&mut runs, line);
        runs.into_block(BlockKind::Paragraph)
            .map_or_else(String::new, |block| block.text.into_owned())
    }

    #[test]
    fn marks_are_no_text() {
        for (line, text) in [
            (
                "sales of **$5 billion** in *one* year",
                "sales of $5 billion in one year",
            ),
            ("a [deal](https://x.example/2026/5) of \\$5", "a deal of $5"),
            ("![A ship](ship.jpg) at sea", "A ship at sea"),
            ("R&amp;D costs &lt; 5%[^2]", "R&D costs < 5%"),
            ("`code` and ~~old~~ <b>new</b>", "code and old new"),
        ] {
            assert_eq!(flowed(line), text);
        }
    }

    #[test]
    fn emphasis_inside_a_number_leaves_it_whole() {
        assert_eq!(
            flowed("$**5** billion, **1**,500 and *3*%"),
            "$5 billion, 1,500 and 3%"
        );
        assert!(is_all_link("**[A story](https://x.example/5)**"));
        assert!(!is_all_link("[One](a) and [another](b)"));
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        for line in [
            "5 * 3 = 15",
            "snake_case 2*3",
            "[sic] a] b[",
            "a < b & c",
            "<https://x.example>",
        ] {
            assert_eq!(flowed(line), line);
        }
    }
}
