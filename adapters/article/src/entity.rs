//! Character references: `&amp;`, `&#8212;`, `&mdash;`.

use claimbook_adapter::runs::Runs;
use html5gum::Tokenizer;

/// The longest reference of the standard is `&CounterClockwiseContourIntegral;`. In bytes.
const REFERENCE_BYTES: usize = 33;

/// The references that make up most of all, so that the table of the standard is rarely asked.
const COMMON: [(&str, &str); 12] = [
    ("&amp;", "&"),
    ("&nbsp;", "\u{a0}"),
    ("&quot;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&#39;", "'"),
    ("&rsquo;", "’"),
    ("&lsquo;", "‘"),
    ("&rdquo;", "”"),
    ("&ldquo;", "“"),
    ("&mdash;", "—"),
    ("&ndash;", "–"),
];

/// Reads the character reference that a text begins with: how many bytes it takes, and what it
/// stands for. `None` if the ampersand is one.
pub(crate) fn decode(text: &str) -> Option<(usize, String)> {
    if let Some((name, read)) = COMMON.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((name.len(), (*read).to_owned()));
    }
    let bytes = text.as_bytes();
    let name = bytes[1..bytes.len().min(REFERENCE_BYTES)]
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
        .count();
    let end = 1 + name + usize::from(bytes.get(1 + name) == Some(&b';'));
    let reference = text.get(..end).filter(|_| name > 0)?;
    let decoded = tokenized(reference)?;
    (decoded != reference).then_some((end, decoded))
}

/// A text with its character references read.
pub(crate) fn decoded(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        let (bytes, reference) = decode(rest).unwrap_or((1, "&".to_owned()));
        read.push_str(&reference);
        rest = &rest[bytes..];
    }
    read.push_str(rest);
    read
}

/// Puts text of the page into that of a block, entities read.
pub(crate) fn flow<'a>(runs: &mut Runs<'a>, text: &'a str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        runs.flowing(&rest[..at]);
        rest = &rest[at..];
        let (bytes, read) = decode(rest).unwrap_or((1, "&".to_owned()));
        if bytes == 1 {
            runs.verbatim(&rest[..1]);
        } else {
            runs.replaced(&rest[..bytes], &read);
        }
        rest = &rest[bytes..];
    }
    runs.flowing(rest);
}

/// What the tokenizer makes of it, which knows the two thousand names.
fn tokenized(reference: &str) -> Option<String> {
    let mut text = String::new();
    for Ok(token) in Tokenizer::new(reference) {
        if let html5gum::Token::String(part) = token {
            text.push_str(std::str::from_utf8(&part).ok()?);
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_by_the_standard() {
        for (text, bytes, stands_for) in [
            ("&amp; more", 5, "&"),
            ("&#8212;", 7, "—"),
            ("&#x20AC;5", 8, "€"),
            ("&nbsp;", 6, "\u{a0}"),
            ("&mdash;", 7, "—"),
        ] {
            assert_eq!(decode(text), Some((bytes, stands_for.to_owned())), "{text}");
        }
        for text in ["& more", "&", "&unknown;", "&;", "&—"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
