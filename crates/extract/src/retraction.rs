//! Notices by which a publication takes back the whole of a report.

/// What a page is called by those who take it back.
const PAGES: [&str; 6] = ["article", "story", "report", "post", "piece", "item"];
/// What was done with it.
const TAKEN_BACK: [&str; 4] = ["retracted", "withdrawn", "taken down", "unpublished"];
/// The words between.
const BETWEEN: [&str; 4] = ["has been", "has now been", "was", "is"];
/// What the publication says that it did.
const WE: [&str; 5] = [
    "we have retracted",
    "we are retracting",
    "we retract",
    "we have withdrawn",
    "has retracted",
];

/// Whether a page says that it is taken back: "This article has been retracted". Of a page that
/// tells somebody else's retraction that is said of "a study" or "its report", not of "this".
#[must_use]
pub fn is_notice(text: &str) -> bool {
    let lower = text.to_lowercase();
    let plain = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    PAGES.iter().any(|page| {
        let this = format!("this {page}");
        let passive = plain.match_indices(&this).any(|(at, _)| {
            let rest = plain[at + this.len()..].trim_start();
            BETWEEN.iter().any(|between| {
                let done = rest.strip_prefix(between).map(str::trim_start);
                done.is_some_and(|done| TAKEN_BACK.iter().any(|word| done.starts_with(word)))
            })
        });
        passive || WE.iter().any(|we| plain.contains(&format!("{we} {this}")))
    })
}

#[cfg(test)]
mod tests {
    use super::is_notice;

    #[test]
    fn a_page_that_is_taken_back_says_so_of_itself() {
        for (text, expected) in [
            ("This article has been retracted because of errors.", true),
            ("Editor's note: this\nstory was withdrawn on Monday.", true),
            ("We have retracted this report and apologise.", true),
            ("The journal has retracted a study of 40 patients.", false),
            ("This article has been updated.", false),
            ("The company withdrew this year's forecast.", false),
        ] {
            assert_eq!(is_notice(text), expected, "{text}");
        }
    }
}
