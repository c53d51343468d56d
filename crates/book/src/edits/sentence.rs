//! The sentence around a quote, as words: how alike two places of two versions are.
//!
//! Read from the bytes of the document, tags left out, so that versions can be compared whatever
//! read them. In a likeness numbers are all alike: it is they that are replaced.

/// How far the sentence around a quote is read to each side, in bytes.
const SIDE_BYTES: usize = 400;

/// Tags that begin or end a block of text.
const BLOCK_TAGS: [&str; 14] = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "td",
    "th",
    "tr",
    "table",
    "section",
    "article",
    "blockquote",
    "br",
    "hr",
];

/// The words of a sentence before and after a quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Around {
    before: Vec<String>,
    after: Vec<String>,
}

impl Around {
    /// The words around the bytes `start..end` of a document.
    pub(crate) fn of(bytes: &[u8], start: u64, end: u64) -> Self {
        let place = |at: u64| usize::try_from(at).map_or(bytes.len(), |at| at.min(bytes.len()));
        let (start, end) = (place(start), place(end).max(place(start)));
        let before = &bytes[start.saturating_sub(SIDE_BYTES)..start];
        let after = &bytes[end..bytes.len().min(end + SIDE_BYTES)];
        let before = String::from_utf8_lossy(before);
        let after = String::from_utf8_lossy(after);
        Self {
            before: words(&before[last_border(&before)..]),
            after: words(&after[..first_border(&after)]),
        }
    }

    /// Whether both are the same words, numbers and all. Quotes that stand alone are like nothing.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let alone = self.before.is_empty() && self.after.is_empty();
        !alone && self == other
    }

    /// How alike two places are, in thousandths: 1000 where the same words stand on the same sides.
    /// Quotes that stand alone are like nothing.
    pub(crate) fn likeness(&self, other: &Self) -> u32 {
        let count = |around: &Self| around.before.len() + around.after.len();
        let total = count(self) + count(other);
        if count(self) == 0 || count(other) == 0 {
            return 0;
        }
        let shared = shared(&self.before, &other.before) + shared(&self.after, &other.after);
        (shared * 2000 / total) as u32
    }
}

/// How many words two rows have in common, each as often as both have it; numbers are all alike.
fn shared(one: &[String], other: &[String]) -> usize {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let alike = |one: &str, other: &str| one == other || is_number(one) && is_number(other);
    let mut left: Vec<&String> = other.iter().collect();
    one.iter()
        .filter(
            |word| match left.iter().position(|other| alike(other, word)) {
                Some(place) => {
                    left.swap_remove(place);
                    true
                }
                None => false,
            },
        )
        .count()
}

/// Words in small letters, tags left out.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                plain.push(' ');
            }
            _ if inside => {}
            _ => plain.push(c),
        }
    }
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Where the sentence begins that the end of a text belongs to.
fn last_border(text: &str) -> usize {
    (1..=text.len())
        .rev()
        .filter(|at| text.is_char_boundary(*at))
        .find(|at| is_border(text, *at))
        .unwrap_or(0)
}

/// Where the sentence ends that the start of a text belongs to.
fn first_border(text: &str) -> usize {
    (1..text.len())
        .filter(|at| text.is_char_boundary(*at))
        .find(|at| is_border(text, *at))
        .unwrap_or(text.len())
}

/// Whether a sentence ends before `at` and another begins there.
fn is_border(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at..]);
    let opens = after.starts_with(char::is_whitespace) || after.starts_with(['<', '"', '”']);
    if before.ends_with(['.', '!', '?']) && opens {
        return true;
    }
    if before.ends_with('\n') {
        let next = after.trim_start_matches([' ', '\t', '\r']);
        let blank = before.trim_end_matches([' ', '\t', '\r']).ends_with("\n\n");
        return blank || next.starts_with(['\n', '-', '*', '|', '#', '•']);
    }
    before.ends_with('>') && ends_with_block_tag(before)
        || after.starts_with('<') && block_tag(after)
}

fn ends_with_block_tag(text: &str) -> bool {
    text.rfind('<')
        .is_some_and(|start| block_tag(&text[start..]))
}

/// Whether a text begins with the tag of a block.
fn block_tag(text: &str) -> bool {
    let name = text.trim_start_matches(['<', '/']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    let is_heading = name.len() == 2 && name.starts_with('h') && name != "hr";
    is_heading || BLOCK_TAGS.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, quote: &str) -> Around {
        let start = text.find(quote).unwrap() as u64;
        Around::of(text.as_bytes(), start, start + quote.len() as u64)
    }

    #[test]
    fn a_sentence_ends_at_its_point_at_a_blank_line_and_at_the_tag_of_a_block() {
        for text in [
            "It rained. Acme Corp raised 5 million dollars in May. Nobody knew.",
            "It rained\n\nAcme Corp raised 5 million dollars in May\n\nNobody knew",
            "<p>It rained</p><p>Acme <b>Corp</b> raised 5 million dollars in May</p><p>Nobody</p>",
            "- It rained\n- Acme Corp raised 5 million dollars in May\n- Nobody knew",
        ] {
            let found = around(text, "5 million");
            assert_eq!(found.before, ["acme", "corp", "raised"], "{text}");
            assert_eq!(found.after, ["dollars", "in", "may"], "{text}");
        }
    }

    #[test]
    fn the_same_sentence_with_another_number_is_alike_and_another_place_in_it_is_not() {
        let old = "Acme raised 5 million in May and 7 million in June.";
        let new = "Acme raised 6 million in May and 8 million in June.";
        let (five, seven) = (around(old, "5 million"), around(old, "7 million"));
        let (six, eight) = (around(new, "6 million"), around(new, "8 million"));
        assert_eq!(five.likeness(&six), 1000);
        assert_eq!(seven.likeness(&eight), 1000);
        assert!(five.likeness(&eight) < 800);
        assert_eq!(around("5 million", "5 million").likeness(&six), 0);
    }

    #[test]
    fn the_same_words_with_another_number_beside_are_alike_but_not_the_same() {
        let on = |day: &str| format!("Acme was valued at 5 million on March {day}.");
        let (second, third) = (around(&on("2"), "5 million"), around(&on("3"), "5 million"));
        assert_eq!(second.likeness(&third), 1000);
        assert!(!second.is_same(&third) && second.is_same(&second.clone()));
        let alone = around("5 million", "5 million");
        assert!(!alone.is_same(&alone.clone()));
    }

    #[test]
    fn places_outside_the_document_are_survived() {
        let found = Around::of("é 5".as_bytes(), 1, 900);
        assert!(found.after.is_empty());
    }
}
