//! Shapes of lines that many layouts share: bullets, numbers, headings, widgets.

/// Characters that mark an item of a list.
const BULLETS: [char; 10] = ['•', '·', '‣', '◦', '▪', '●', '-', '*', '–', '+'];
/// Bullets that are nothing else, so that no space need follow them.
const PLAIN_BULLETS: [char; 6] = ['•', '‣', '◦', '▪', '●', '·'];
/// Headings are shorter than this, in characters.
const HEADING_CHARACTERS: usize = 140;
/// A heading that is not set in title case has at most this many words.
const SENTENCE_HEADING_WORDS: usize = 14;
/// How far into a document [`is_html`] looks. In bytes.
const HTML_HEAD_BYTES: usize = 4096;
/// The most digits of a list number.
const LIST_NUMBER_DIGITS: usize = 3;

/// The text behind a bullet, if the line begins with one.
pub fn bullet(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| BULLETS.contains(c))?;
    let rest = &line[mark.len_utf8()..];
    let is_spaced = rest.starts_with(char::is_whitespace);
    let text = rest.trim_start();
    (!text.is_empty() && (is_spaced || PLAIN_BULLETS.contains(&mark))).then_some(text)
}

/// The number and the text behind it, if the line begins like an item of a numbered list: "3. "
/// or "3) ".
pub fn numbered(line: &str) -> Option<(u32, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > LIST_NUMBER_DIGITS {
        return None;
    }
    let number = line[..digits].parse().ok()?;
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    let text = rest.trim_start();
    (text.len() < rest.len() && !text.is_empty()).then_some((number, text))
}

/// The text behind a label of that word and a number, as in "Insight 3: ".
pub fn labelled<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(word)?.strip_prefix(' ')?;
    let (number, text) = rest.split_once(':')?;
    let is_number = (1..=LIST_NUMBER_DIGITS).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && !text.trim().is_empty()).then(|| text.trim_start())
}

/// The items of a list that was run together in one line: "1. first 2. second 3. third". Each
/// number must follow the one before it by one; without a second item there is no list.
pub fn run_together_items(line: &str) -> Option<Vec<&str>> {
    let (first, mut rest) = numbered(line)?;
    let mut items = Vec::new();
    let mut next = first + 1;
    while let Some((item, after)) = rest.split_once(&format!(" {next}. ")) {
        items.push(item.trim());
        rest = after;
        next += 1;
    }
    items.push(rest.trim());
    (items.len() > 1 && items.iter().all(|item| !item.is_empty())).then_some(items)
}

/// Whether a line on its own reads as a heading: short, and not ended like a sentence, or (a
/// question, an exclamation) set in title case.
pub fn is_heading(line: &str) -> bool {
    let Some(last) = line.chars().next_back() else {
        return false;
    };
    let words = line.split_whitespace().count();
    let is_short = line.chars().nth(HEADING_CHARACTERS).is_none();
    let has_letters = line.chars().any(char::is_alphabetic);
    if !is_short || !has_letters || has_sentence_end(line) {
        return false;
    }
    match last {
        '.' | ',' | ';' | ':' | '…' => false,
        '?' | '!' => words > 1 && (is_title_case(line) || words <= SENTENCE_HEADING_WORDS / 2),
        '"' | '”' => !line
            .trim_end_matches(['"', '”'])
            .ends_with(['.', ',', '?', '!']),
        _ => is_title_case(line) || words <= SENTENCE_HEADING_WORDS,
    }
}

/// Whether a sentence ends inside the line: a full stop that is not that of an abbreviation, as in
/// "vs. ", "U.S. " and "Corp. ".
fn has_sentence_end(line: &str) -> bool {
    line.match_indices(". ").any(|(at, _)| {
        let word = line[..at]
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        let letters = word.chars().count();
        letters >= 6 || letters >= 4 && word.chars().all(char::is_lowercase)
    })
}

/// Whether most of the longer words begin with a capital.
pub fn is_title_case(line: &str) -> bool {
    let (mut capitals, mut all) = (0, 0);
    for word in line.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.chars().count() > 3 {
            all += 1;
            capitals += usize::from(!word.starts_with(char::is_lowercase));
        }
    }
    all > 0 && capitals * 10 >= all * 7
}

/// Whether a document is a page of HTML or a part of one: it begins with a tag, and says that it
/// is one or holds elements as pages do. Markdown that begins with a tag has headings of its own.
pub fn is_html(text: &str) -> bool {
    const PAGE: [&str; 4] = ["<!doctype html", "<html", "<head", "<body"];
    const PARTS: [&str; 9] = [
        "<article", "<div", "<h1", "<h2", "<main", "<p", "<section", "<table", "<ul",
    ];
    let text = text.trim_start_matches(crate::lines::is_invisible);
    if !text.starts_with('<') {
        return false;
    }
    let head = &text.as_bytes()[..text.len().min(HTML_HEAD_BYTES)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let is_page = PAGE.iter().any(|tag| head.contains(tag));
    let has_hash_heading = || {
        head.lines()
            .any(|l| l.starts_with("# ") || l.starts_with("## "))
    };
    is_page || PARTS.iter().any(|tag| head.contains(tag)) && !has_hash_heading()
}

/// Whether a paragraph is the usual disclaimer of financial sites.
pub fn is_disclaimer(line: &str) -> bool {
    let line = line.to_lowercase();
    line.contains("informational purposes only")
        || (line.contains("not constitute") && line.contains("advice"))
        || line.contains("not financial advice")
        || line.contains("not investment advice")
}

/// Lines of buttons and boxes that pages carry along.
const WIDGETS: [&str; 79] = [
    "add a comment",
    "advertisement",
    "advertisement - scroll to continue",
    "article continues below",
    "article continues below advertisement",
    "back to top",
    "be the first to comment",
    "bookmark",
    "comments",
    "continue reading",
    "continue reading below",
    "cookie settings",
    "copy link",
    "copy url",
    "discussion",
    "email",
    "email this article",
    "facebook",
    "follow us",
    "gift this article",
    "image",
    "join the conversation",
    "jump to",
    "leave a comment",
    "leave a reply",
    "linkedin",
    "listen to this article",
    "load more",
    "loading comments...",
    "loading comments…",
    "loading...",
    "log in",
    "menu",
    "most popular",
    "most read",
    "no comments",
    "no comments yet",
    "on this page",
    "open in app",
    "print",
    "print this page",
    "promoted",
    "read more",
    "read next",
    "read the full story",
    "recommended",
    "reddit",
    "reply",
    "save article",
    "scroll to continue",
    "see more",
    "share",
    "share full article",
    "share on facebook",
    "share on linkedin",
    "share on twitter",
    "share on x",
    "share this",
    "share this article",
    "share this post",
    "share this story",
    "show more",
    "sign in",
    "sign up",
    "skip advertisement",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues below",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "table of contents",
    "tweet",
    "view comments",
    "view more",
    "was this review helpful?",
    "whatsapp",
];

/// Whether a line is a button, a counter or the like: nothing that the report says.
pub fn is_widget(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    WIDGETS.contains(&line.trim_end_matches(':'))
        || is_comment_counter(&line)
        || is_length_counter(&line)
        || is_use_counter(&line)
        || is_reading_time(&line)
        || is_clock(&line)
}

/// "212", "1.2k shares", "345 views".
fn is_use_counter(line: &str) -> bool {
    const USES: [&str; 10] = [
        "likes",
        "claps",
        "shares",
        "views",
        "reactions",
        "replies",
        "reposts",
        "restacks",
        "retweets",
        "followers",
    ];
    let (count, use_) = line.split_once(' ').unwrap_or((line, ""));
    let digits = count.trim_end_matches(['k', 'm']);
    let is_count = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || ".,".contains(c));
    let is_bare = use_.is_empty() && line.len() < 4 && line.bytes().all(|b| b.is_ascii_digit());
    is_bare || is_count && USES.contains(&use_)
}

/// "7 min read", "Reading time: 5 minutes", "Listen (4 min)".
fn is_reading_time(line: &str) -> bool {
    let mut words = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let is_of_it = |word: &str| {
        const WORDS: [&str; 11] = [
            "about",
            "estimated",
            "listen",
            "min",
            "mins",
            "minute",
            "minutes",
            "read",
            "reading",
            "time",
            "to",
        ];
        WORDS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit())
    };
    let says = |word: &str| line.contains(word);
    says("min") && (says("read") || says("listen")) && words.all(is_of_it)
}

/// "12:51 GMT", "9.14 pm": when an entry was written.
fn is_clock(line: &str) -> bool {
    const ZONES: [&str; 12] = [
        "am", "pm", "a.m.", "p.m.", "bst", "cet", "edt", "est", "et", "gmt", "pst", "utc",
    ];
    let mut words = line.split_whitespace();
    let Some(time) = words.next() else {
        return false;
    };
    let time = time.trim_end_matches("am").trim_end_matches("pm");
    let is_time = time.split_once([':', '.']).is_some_and(|(hour, minute)| {
        let is = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        is(hour, 2) && is(minute, 2) && minute.len() == 2
    });
    let is_dotted = time.contains('.');
    let rest = words.collect::<Vec<_>>();
    is_time && !(is_dotted && rest.is_empty()) && rest.iter().all(|word| ZONES.contains(word))
}

/// "Comments0", "3 comments", "Comments (3)".
fn is_comment_counter(line: &str) -> bool {
    let is_count = |text: &str| {
        let number = text.trim().trim_start_matches('(').trim_end_matches(')');
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b',')
    };
    line.strip_prefix("comments").is_some_and(is_count)
        || line.strip_suffix("comments").is_some_and(is_count)
        || line.strip_suffix("comment").is_some_and(is_count)
}

/// "0/5000", under a field for comments.
fn is_length_counter(line: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    line.split_once('/')
        .is_some_and(|(used, allowed)| digits(used) && digits(allowed) && allowed.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_numbers_are_no_text() {
        assert_eq!(bullet("- Sales rose"), Some("Sales rose"));
        assert_eq!(bullet("•Sales rose"), Some("Sales rose"));
        assert_eq!(bullet("-5% on the year"), None);
        assert_eq!(numbered("12. Sales rose"), Some((12, "Sales rose")));
        assert_eq!(numbered("3) Sales rose"), Some((3, "Sales rose")));
        assert_eq!(numbered("2.5 million users"), None);
        assert_eq!(numbered("2024. A year"), None);
        assert_eq!(
            labelled("Insight 3: Sales rose", "Insight"),
            Some("Sales rose")
        );
        assert_eq!(labelled("Insight: Sales rose", "Insight"), None);
    }

    #[test]
    fn items_run_together_are_parted_by_rising_numbers() {
        assert_eq!(
            run_together_items("1. 2.5 GW of power 2. 5 points, or 3.5 3. Last one"),
            Some(vec!["2.5 GW of power", "5 points, or 3.5", "Last one"])
        );
        assert_eq!(run_together_items("1. Only one item"), None);
        assert_eq!(run_together_items("No list 1. at all 2. here"), None);
    }

    #[test]
    fn headings_are_told_from_sentences() {
        for heading in [
            "Why $330 billion",
            "The Deal That Restructures Shipping",
            "Is This a Better Bargain Than Acme-Globex or Initech-Hooli?",
            "What the analysts make of it",
            "What It Means for Rail vs. Road and Sea",
            "Price Paid per Senior Hire in Recent Deals (estimated, $M)",
        ] {
            assert!(is_heading(heading), "{heading}");
        }
        for text in [
            "Sales rose.",
            "Founder and owner. The firm has said nothing more",
            "The firm, which makes boats, said that its sales rose by a tenth in the last year",
            "For investors, this yields three lessons:",
            "“We are early,” she said.”",
            "",
            "2025",
        ] {
            assert!(!is_heading(text), "{text}");
        }
    }

    #[test]
    fn pages_are_told_from_text_with_tags() {
        for page in [
            "\u{feff}<!DOCTYPE html><p>",
            "<!-- saved --><html>",
            " <p>a</p>",
            "<table>",
        ] {
            assert!(is_html(page), "{page}");
        }
        for text in [
            "a <p> b",
            "<div align=center>logo</div>\n\n# A title\n",
            "<5% of all",
            "",
        ] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn widgets_are_told_from_what_is_said() {
        for widget in [
            "Comments0",
            "Comments (3)",
            "1,204 comments",
            "0/5000",
            "Share",
            "212",
            "1.2K shares",
            "7 min read",
            "Reading time: 5 minutes",
            "12:51 GMT",
            "9.14 pm",
        ] {
            assert!(is_widget(widget), "{widget}");
        }
        for text in [
            "Comments from the board: 3",
            "1/2",
            "Share prices fell",
            "no comment",
            "2025",
            "12.50",
            "$5 million",
            "Shares: 300",
            "Read it in 5 minutes and vote",
        ] {
            assert!(!is_widget(text), "{text}");
        }
    }
}
