//! Text that was decoded wrongly before it was saved: then signs of currencies are no longer ones,
//! and a number may be read without its unit.

use claimbook_adapter::compose::Composer;

/// What common characters become if their UTF-8 is taken for Windows-1252, and what they were.
const MISREAD: [(&str, &str); 8] = [
    ("â‚¬", "€"),
    ("Â£", "£"),
    ("Â¥", "¥"),
    ("Â©", "©"),
    ("Â\u{a0}", "a blank"),
    ("â€™", "’"),
    ("â€œ", "“"),
    ("â€“", "–"),
];
/// What stands where a byte could not be decoded at all.
const REPLACEMENT: char = '\u{fffd}';

/// Reports the first place where the text was decoded wrongly.
pub(crate) fn check(composer: &mut Composer<'_>, text: &str) {
    let misread = MISREAD
        .iter()
        .filter_map(|(misread, was)| Some((text.find(misread)?, *misread, *was)))
        .min();
    if let Some((at, misread, was)) = misread {
        composer.finding(format!(
            "it was decoded wrongly before it was saved: '{misread}' in line {} was {was}; \
             amounts may have lost their currency, so save it again",
            line(text, at)
        ));
    } else if let Some(at) = text.find(REPLACEMENT) {
        composer.finding(format!(
            "a character in line {} was lost when it was saved (U+FFFD); amounts may have lost \
             their currency",
            line(text, at)
        ));
    }
}

/// The line in which a byte stands, from 1.
fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        let mut composer = Composer::new(text);
        check(&mut composer, text);
        composer.finish().findings
    }

    #[test]
    fn text_that_was_decoded_wrongly_is_said_with_its_line() {
        let said = findings("A title\nIt cost â‚¬5 million; thatâ€™s all.");
        assert!(said[0].contains("'â‚¬' in line 2 was €"), "{said:?}");
        let said = findings("It cost \u{fffd}5 million.");
        assert!(said[0].contains("line 1 was lost"), "{said:?}");
        assert!(findings("In São Paulo, Âge was sold for £5.").is_empty());
    }
}
