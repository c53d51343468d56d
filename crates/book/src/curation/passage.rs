//! Where in a document a quote stands, or what stands there that is nearly it.

/// The places at which `quote` stands in a document, in bytes.
pub(super) fn places(document: &[u8], quote: &str) -> Vec<usize> {
    let wanted = quote.as_bytes();
    let Some((first, _)) = wanted.split_first() else {
        return Vec::new();
    };
    if let Ok(text) = std::str::from_utf8(document) {
        return text.match_indices(quote).map(|(at, _)| at).collect();
    }
    let starts = document.windows(wanted.len()).enumerate();
    starts
        .filter(|(_, window)| window.first() == Some(first) && *window == wanted)
        .map(|(at, _)| at)
        .collect()
}

/// The fewest words that make a passage similar rather than a chance.
const WORDS_MIN: usize = 3;

/// What stands in a document instead of `quote`: the same words in other case, with other spaces
/// or other quotation marks, or the longest beginning of it. With its first byte.
pub(super) fn similar(document: &[u8], quote: &str) -> Option<(usize, String)> {
    let text = std::str::from_utf8(document).ok()?;
    let plain = Plain::of(text);
    let wanted = Plain::of(quote).text;
    let words: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    let find = |count: usize| plain.find(text, &words[..count].join(" "));
    if let Some(whole) = find(words.len()) {
        return Some(whole);
    }
    // Each beginning of a passage that stands there stands there too: halve the search.
    let (mut found, mut missing) = (0, words.len());
    while missing - found > 1 {
        let middle = found.midpoint(missing);
        if find(middle).is_some() {
            found = middle;
        } else {
            missing = middle;
        }
    }
    (found >= WORDS_MIN).then(|| find(found))?
}

/// A text in small letters, with single spaces and straight quotation marks, and where in the
/// whole text each of its bytes comes from.
struct Plain {
    text: String,
    from: Vec<usize>,
}

impl Plain {
    fn of(whole: &str) -> Self {
        let mut plain = Self {
            text: String::with_capacity(whole.len()),
            from: Vec::with_capacity(whole.len()),
        };
        for (at, c) in whole.char_indices() {
            match c {
                _ if c.is_whitespace() => {
                    if !plain.text.ends_with(' ') {
                        plain.push(at, ' ');
                    }
                }
                '‘' | '’' => plain.push(at, '\''),
                '“' | '”' => plain.push(at, '"'),
                '–' | '—' | '−' => plain.push(at, '-'),
                _ => c.to_lowercase().for_each(|small| plain.push(at, small)),
            }
        }
        plain
    }

    fn push(&mut self, at: usize, c: char) {
        self.text.push(c);
        self.from.resize(self.text.len(), at);
    }

    /// Where `wanted`, in the plain form, stands in the whole text, and how it is written there.
    fn find(&self, whole: &str, wanted: &str) -> Option<(usize, String)> {
        if wanted.is_empty() {
            return None;
        }
        let at = self.text.find(wanted)?;
        let start = *self.from.get(at)?;
        let end = self.from.get(at + wanted.len());
        let passage = whole.get(start..end.copied().unwrap_or(whole.len()))?;
        Some((start, passage.trim_end().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Acme’s  board said\nit had “raised $5 million” in May. It raised more.";

    #[test]
    fn finds_every_place_of_the_very_words() {
        assert_eq!(places(TEXT.as_bytes(), "raised"), [31, 63]);
        assert_eq!(places(b"\xff raised", "raised"), [2]);
        assert!(places(TEXT.as_bytes(), "Raised").is_empty());
        assert!(places(TEXT.as_bytes(), "").is_empty());
    }

    #[test]
    fn finds_the_same_words_written_otherwise() {
        let found = |quote| similar(TEXT.as_bytes(), quote);
        let whole = Some((0, "Acme’s  board said\nit had".to_owned()));
        assert_eq!(found("acme's board said it had"), whole);
        let beginning = found("It had \"raised $5 million\" in June");
        assert_eq!(beginning.unwrap().1, "it had “raised $5 million” in");
        assert_eq!(found("nothing of the kind stands here"), None);
        assert_eq!(found(""), None);
    }
}
