//! What stands raised above the line or beside it: marks of footnotes, powers, units, endings.

/// What a raised text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Raised {
    /// The mark of a footnote: no text of the report.
    Footnote,
    /// A power of ten: ten to the sixth is not one hundred and six.
    Power,
    /// The end of a word or of a unit: "5th", "m2".
    Joined,
}

/// The most digits that the mark of a footnote has.
const MARK_DIGITS: usize = 3;
/// The longest symbol of a unit that can be raised to a power, as in "km".
const UNIT_LETTERS: usize = 2;

/// What a raised text is, from the text before it.
pub(super) fn behind(before: &str, raised: &str) -> Raised {
    if !is_mark(raised) {
        return Raised::Joined;
    }
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let is_short = (1..=UNIT_LETTERS).contains(&word.chars().count());
    if word == "10" {
        Raised::Power
    } else if is_short && word.chars().all(char::is_alphabetic) {
        Raised::Joined
    } else {
        Raised::Footnote
    }
}

/// Whether a text is a link to a footnote of the page: a number, raised or not, or any mark that
/// is raised.
pub(super) fn is_reference(text: &str, href: Option<&str>, is_raised: bool) -> bool {
    let Some(href) = href else {
        return false;
    };
    let mark = text.trim().trim_matches(['[', ']', '(', ')']);
    let is_number = is_mark(mark) && mark.bytes().all(|b| b.is_ascii_digit());
    is_raised || href.starts_with('#') && is_number
}

/// "1", "[12]", "1,2", "*", "a".
fn is_mark(text: &str) -> bool {
    let mark = text.trim().trim_matches(['[', ']', '(', ')']);
    let is_number = |part: &str| {
        (1..=MARK_DIGITS).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    mark.split(',').all(|part| is_number(part.trim()))
        || matches!(mark, "*" | "**" | "†" | "‡" | "§" | "¶")
        || mark.len() == 1 && text.trim().len() == 3
}

/// Whether two texts that stand in elements side by side are two words, though no blank stands
/// between them: a label and its value, a credit behind a caption.
pub(super) fn are_parted(before: &str, behind: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), behind.chars().next()) else {
        return false;
    };
    let word = behind
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let begins_word = first.is_uppercase() && word.chars().count() > UNIT_LETTERS;
    let ends_text = last.is_lowercase() || last.is_numeric() || ".!?:;)%…”".contains(last);
    ends_text && (begins_word || "$€£¥".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_footnotes_are_told_from_powers_and_units() {
        for (before, raised, what) in [
            ("4×10", "6", Raised::Power),
            ("8,500 m", "2", Raised::Joined),
            ("on the 5", "th", Raised::Joined),
            ("CO", "2", Raised::Joined),
            ("$5 million", "1", Raised::Footnote),
            ("rose to 412", "3", Raised::Footnote),
            ("in a week.", "[2]", Raised::Footnote),
            ("the plan", "*", Raised::Footnote),
            ("Acme", "TM", Raised::Joined),
        ] {
            assert_eq!(behind(before, raised), what, "{before} {raised}");
        }
    }

    #[test]
    fn references_lead_to_the_page_itself() {
        assert!(is_reference("12", Some("#note-12"), false));
        assert!(is_reference("note", Some("notes.html"), true));
        assert!(!is_reference("12", Some("/page/12"), false));
        assert!(!is_reference("2019", Some("#history"), false));
        assert!(!is_reference("12", None, true));
    }

    #[test]
    fn labels_beside_each_other_are_parted() {
        assert!(are_parted("built in 2004.", "Credit"));
        assert!(are_parted("Revenue", "$5m"));
        assert!(!are_parted("$", "5m"));
        assert!(!are_parted("12", "M+"));
        assert!(!are_parted("be", "long"));
    }
}
