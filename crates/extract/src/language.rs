//! Which language a text is in: one that the grammar does not know is refused, not misread.

use whatlang::{Lang, Script};

use crate::Error;
use crate::block::{BlockKind, Layout};

/// How much running text there must be before a verdict is given, in bytes. Shorter texts get the
/// benefit of the doubt: lists of names and numbers look like any language.
const SAMPLE_BYTES_MIN: usize = 240;
/// How much of a text is looked at, in bytes.
const SAMPLE_BYTES_MAX: usize = 8_000;
/// How many English function words in a hundred settle that a text is English, whatever the
/// statistics of its letters say.
const FUNCTION_WORDS_PERCENT: usize = 12;

/// Checks that the text is in English, as far as can be told.
///
/// # Errors
/// [`Error::UnknownLanguage`] if it is long enough to tell, and is in another language.
pub fn check(layout: &Layout<'_>) -> Result<(), Error> {
    match foreign(&sample(layout)) {
        Some(language) => Err(Error::UnknownLanguage { language }),
        None => Ok(()),
    }
}

/// The running text, as far as it is needed.
fn sample(layout: &Layout<'_>) -> String {
    let mut text = String::new();
    for block in &layout.blocks {
        if matches!(block.kind, BlockKind::Boilerplate | BlockKind::Cell { .. }) {
            continue;
        }
        text.push_str(beginning(&block.text));
        text.push('\n');
        if text.len() > SAMPLE_BYTES_MAX {
            break;
        }
    }
    text
}

/// As much of a block as is looked at.
fn beginning(text: &str) -> &str {
    let end = (0..=SAMPLE_BYTES_MAX.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// The name of the language, if it is surely not English.
fn foreign(text: &str) -> Option<&'static str> {
    // Words are counted first: that is many times cheaper than the statistics, and settles it.
    if text.len() < SAMPLE_BYTES_MIN || is_english_by_words(text) {
        return None;
    }
    let info = whatlang::detect(text)?;
    let surely = info.is_reliable() || info.script() != Script::Latin;
    (surely && info.lang() != Lang::Eng).then(|| info.lang().eng_name())
}

/// Whether enough of the words are English function words.
fn is_english_by_words(text: &str) -> bool {
    const FUNCTION_WORDS: [&str; 16] = [
        "the", "of", "and", "to", "a", "in", "is", "that", "for", "was", "with", "its", "by",
        "from", "has", "at",
    ];
    let (mut all, mut function) = (0_usize, 0_usize);
    for word in text.split_whitespace() {
        all += 1;
        if FUNCTION_WORDS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
        {
            function += 1;
        }
    }
    function * 100 >= all * FUNCTION_WORDS_PERCENT
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The harbour authority said that it would spend 40 million dollars on \
        new cranes over the next three years. Traffic has grown every year since the canal was \
        widened, and the old cranes cannot lift what the larger ships carry. Work is to begin in \
        spring, and the first of the cranes should be standing by the end of the year.";
    const GERMAN: &str = "Die Hafenbehörde teilte mit, dass sie in den kommenden drei Jahren 40 \
        Millionen Euro für neue Kräne ausgeben wird. Der Verkehr ist seit der Verbreiterung des \
        Kanals jedes Jahr gewachsen, und die alten Kräne können nicht heben, was die größeren \
        Schiffe tragen. Die Arbeiten sollen im Frühjahr beginnen.";

    #[test]
    fn english_is_read_and_german_refused() {
        assert_eq!(foreign(ENGLISH), None);
        assert_eq!(foreign(GERMAN), Some("German"));
    }

    #[test]
    fn short_texts_get_the_benefit_of_the_doubt() {
        assert_eq!(foreign("Umsatz 40 Mio. EUR, plus 3 Prozent"), None);
        assert_eq!(foreign(""), None);
    }

    #[test]
    fn another_script_is_named() {
        let japanese =
            "港湾局は今後三年間で新しいクレーンに四千万ドルを投じると発表した。".repeat(6);
        assert_eq!(foreign(&japanese), Some("Japanese"));
    }
}
