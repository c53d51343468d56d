//! Names made of words of time: "The Daily", "the Sunday Times", "Russia Today".

use std::ops::Range;

/// Whether what is written like a time is a part of a name: it has a capital inside a sentence, and
/// an article stands before it or it ends the name.
pub(crate) fn is_time_in_name(text: &str, span: &Range<usize>) -> bool {
    let written = text.get(span.clone()).unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    let inside = before
        .strip_suffix(' ')
        .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '&'));
    if !inside || !written.starts_with(char::is_uppercase) {
        return false;
    }
    let article = before.ends_with("The ") || before.ends_with("the ");
    let rest = text.get(span.end..).unwrap_or_default();
    let leads_name = rest
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    match written {
        "Daily" | "Weekly" | "Monthly" | "Quarterly" => article || !leads_name,
        "Today" => !leads_name,
        "Sunday" | "Monday" | "Saturday" | "Friday" => article && leads_name,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_with_a_capital_inside_a_sentence_can_be_a_paper() {
        let is_name = |text: &str, word: &str| {
            let start = text.find(word).unwrap();
            is_time_in_name(text, &(start..start + word.len()))
        };
        assert!(is_name("The Daily said so", "Daily"));
        assert!(is_name("so said the Sunday Times", "Sunday"));
        assert!(is_name("according to Harbour Today.", "Today"));
        assert!(!is_name("Daily sales rose", "Daily"));
        assert!(!is_name("so on Sunday Acme left", "Sunday"));
        assert!(!is_name("of Daily Active Users", "Daily"));
    }
}
