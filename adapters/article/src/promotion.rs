//! Lines that sell, point elsewhere, or reserve rights: nothing that the report says.

/// Longer lines are text. In words.
const WORDS: usize = 45;

/// Beginnings of lines that point to another story.
const POINTERS: [&str; 20] = [
    "also read:",
    "don't miss:",
    "further reading:",
    "listen:",
    "more on this:",
    "must read:",
    "podcast:",
    "read also:",
    "read more:",
    "read next:",
    "recommended:",
    "recommended reading:",
    "related article:",
    "related:",
    "related stories:",
    "related story:",
    "see also:",
    "up next:",
    "video:",
    "watch:",
];

/// Beginnings of lines that tell who worked on the report or what it is not.
const IMPRINTS: [&str; 10] = [
    "(reporting by",
    "additional reporting by",
    "disclaimer:",
    "disclosure:",
    "edited by ",
    "reporting by ",
    "the views expressed",
    "this article first appeared",
    "this article was originally published",
    "this story was originally published",
];

/// Beginnings of lines that ask the reader to do something.
const REQUESTS: [&str; 20] = [
    "already a subscriber",
    "become a ",
    "click here",
    "donate",
    "download ",
    "enjoyed ",
    "follow ",
    "get ",
    "join ",
    "like this",
    "not a subscriber",
    "sign up",
    "start your ",
    "subscribe",
    "support ",
    "thank you for reading",
    "thanks for reading",
    "try ",
    "unlock ",
    "want more",
];
/// What is asked for in them.
const OFFERS: [&str; 18] = [
    "a member",
    "free trial",
    "inbox",
    "journalism",
    "mailing list",
    "membership",
    "newsletter",
    "notifications",
    "on facebook",
    "on twitter",
    "on whatsapp",
    "our app",
    "our email",
    "our work",
    "readers who",
    "subscrib",
    "to read on",
    "to read more",
];

/// Whether a line of text on its own sells something, points to another story or reserves rights.
pub(crate) fn is_promotion(line: &str) -> bool {
    let line = line.trim();
    if line.split_whitespace().nth(WORDS).is_some() {
        return false;
    }
    let lower = line.to_lowercase().replace('’', "'");
    let begins_with = |word: &&str| {
        let rest = lower.strip_prefix(*word);
        rest.is_some_and(|rest| word.ends_with(' ') || !rest.starts_with(char::is_alphanumeric))
    };
    let begins = |words: &[&str]| words.iter().any(&begins_with);
    let asks = begins(&REQUESTS) && OFFERS.iter().any(|offer| lower.contains(offer));
    asks || begins(&POINTERS) || begins(&IMPRINTS) || reserves_rights(&lower)
}

/// "© 2025 Harbour Review", "All rights reserved."
fn reserves_rights(lower: &str) -> bool {
    let is_copyright = lower.strip_prefix("copyright").is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with(|c: char| c == '©' || c.is_ascii_digit()) || rest.starts_with("(c)")
    });
    lower.starts_with('©')
        || is_copyright
        || lower.starts_with("(c) 20")
        || lower.contains("all rights reserved")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_sell_or_point_elsewhere_are_known() {
        for line in [
            "Read more: Pilots ask for 8%",
            "Sign up for our newsletter and join 48,000 readers",
            "Subscribe from $9 a month",
            "Thanks for reading! Subscribe for free to support my work.",
            "© 2025 Harbour Review, 18,400 copies",
            "Copyright 2025 Wirepath. All rights reserved.",
            "Don’t miss: Ten ships for sale",
            "(Reporting by A. Writer in Oslo; editing by B. Reader)",
        ] {
            assert!(is_promotion(line), "{line}");
        }
    }

    #[test]
    fn what_a_report_says_of_such_things_stays() {
        for line in [
            "Subscribers rose by 9% to 48,000.",
            "Join the queue, said the clerk, and 300 people did.",
            "Copyright cases cost it $5 million.",
            "Related costs came to $3 million.",
            "Get ready to pay 5% more.",
            "Follow the money: $5 million went to a fund.",
        ] {
            assert!(!is_promotion(line), "{line}");
        }
    }
}
