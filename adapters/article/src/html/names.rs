//! Names of furniture: elements, roles, classes and ids that say that a part of a page is not its
//! article.

use super::elements::Flow;
use super::tree::Element;

/// Elements that are furniture by their name.
const FURNITURE: [&str; 19] = [
    "address",
    "amp-ad",
    "amp-consent",
    "amp-embed",
    "amp-sidebar",
    "amp-sticky-ad",
    "amp-user-notification",
    "aside",
    "button",
    "dialog",
    "fieldset",
    "footer",
    "form",
    "label",
    "menu",
    "nav",
    "option",
    "search",
    "select",
];

/// Roles of furniture.
const ROLES: [&str; 9] = [
    "alert",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "navigation",
    "search",
    "toolbar",
];

/// Words in the class or id of furniture. A class is cut into words at everything that is no
/// letter, and where capitals begin.
const FURNITURE_WORDS: [&str; 61] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "affiliate",
    "author",
    "authors",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "comment",
    "comments",
    "cookie",
    "cookies",
    "dateline",
    "disclaimer",
    "discussion",
    "disqus",
    "donate",
    "footer",
    "footnote",
    "footnotes",
    "hatnote",
    "login",
    "masthead",
    "menu",
    "meta",
    "metadata",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "promo",
    "promotion",
    "recirc",
    "recommended",
    "references",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "teaser",
    "toc",
    "trending",
    "widget",
];

/// Words that stand beside those of furniture in an id. An id is made from a heading as often as
/// by a designer ("meta-platforms", "comments-from-analysts"), so all of its words must be known.
const BESIDE_WORDS: [&str; 25] = [
    "area",
    "articles",
    "bar",
    "block",
    "bottom",
    "box",
    "button",
    "buttons",
    "container",
    "content",
    "form",
    "left",
    "links",
    "list",
    "main",
    "news",
    "post",
    "posts",
    "primary",
    "right",
    "section",
    "site",
    "stories",
    "top",
    "wrapper",
];
/// What "share" stands beside where it is a button; elsewhere it may be of a market or a company.
const SHARE_WORDS: [&str; 8] = [
    "bar", "button", "buttons", "icons", "links", "post", "social", "tools",
];

/// Words in the class or id of what is of the article, though it stands in a box.
const ARTICLE_WORDS: [&str; 14] = [
    "clarification",
    "correction",
    "corrections",
    "deck",
    "dek",
    "editornote",
    "erratum",
    "lead",
    "lede",
    "note",
    "standfirst",
    "subhead",
    "subtitle",
    "update",
];

/// Parts of classes of what only a screen reader or a printer is given, or an editor.
const HIDDEN_CLASSES: [&str; 9] = [
    "a11y-hidden",
    "editsection",
    "noprint",
    "no-print",
    "offscreen",
    "screen-reader",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
];

/// Words in the class or id of a box that sums the report up in numbers, where they follow "key".
const KEY_WORDS: [&str; 8] = [
    "data", "fact", "facts", "figure", "figures", "metrics", "numbers", "stats",
];
/// Words that name such a box alone.
const KEY_BOXES: [&str; 5] = ["factbox", "factfile", "infobox", "keyfacts", "keyfigures"];

/// Words in the class or id of what readers wrote.
const COMMENT_WORDS: [&str; 4] = ["comment", "comments", "discussion", "disqus"];

/// Words in the class of a text that sums the article up.
const STANDFIRST_WORDS: [&str; 8] = [
    "deck",
    "dek",
    "excerpt",
    "standfirst",
    "subheading",
    "subhead",
    "subtitle",
    "summary",
];

/// Whether an element is furniture by what it is called, or not shown at all.
pub(super) fn is_furniture(element: &Element) -> bool {
    let has = |name: &str| element.attribute(name);
    if matches!(element.name, "html" | "body" | "main" | "article" | "h1") {
        return false;
    }
    if is_hidden(element) || has("role").is_some_and(|role| ROLES.contains(&role)) {
        return true;
    }
    let (class, id) = (words(has("class")), words(has("id")));
    if any_of(&class, &ARTICLE_WORDS) || any_of(&id, &ARTICLE_WORDS) || is_key_box(element) {
        return false;
    }
    // A word in a line of text is not taken out of its sentence for its class.
    let is_block = element.flow == Flow::Block;
    FURNITURE.contains(&element.name) || is_block && (names_furniture(&class) || is_own_id(&id))
}

/// Whether a browser shows nothing of an element: it says so, or its class is one by which pages
/// hide what is for screen readers.
fn is_hidden(element: &Element) -> bool {
    let has = |name: &str| element.attribute(name);
    let style = has("style").unwrap_or("").replace(' ', "").to_lowercase();
    let class = has("class").unwrap_or("").to_ascii_lowercase();
    has("hidden").is_some()
        || has("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || HIDDEN_CLASSES.iter().any(|hidden| class.contains(hidden))
}

/// Whether an element is a box of the report's key figures.
pub(super) fn is_key_box(element: &Element) -> bool {
    ["class", "id"].iter().any(|name| {
        let words = words(element.attribute(name));
        let follows_key = |pair: &[String]| pair[0] == "key" && any_of(&pair[1..], &KEY_WORDS);
        any_of(&words, &KEY_BOXES) || words.windows(2).any(follows_key)
    })
}

/// Whether an element holds what readers wrote.
pub(super) fn is_comments(element: &Element) -> bool {
    let is_block = element.flow == Flow::Block;
    is_block
        && !matches!(element.name, "html" | "body" | "main")
        && (any_of(&words(element.attribute("class")), &COMMENT_WORDS)
            || is_comment_id(&words(element.attribute("id"))))
}

fn is_comment_id(id: &[String]) -> bool {
    any_of(id, &COMMENT_WORDS) && is_own_id(id)
}

fn any_of(words: &[String], known: &[&str]) -> bool {
    words.iter().any(|word| known.contains(&word.as_str()))
}

/// Whether a class names furniture.
fn names_furniture(class: &[String]) -> bool {
    class.iter().any(|word| match word.as_str() {
        "share" => class.len() == 1 || class.iter().any(|w| SHARE_WORDS.contains(&w.as_str())),
        word => FURNITURE_WORDS.contains(&word),
    })
}

/// Whether an id names furniture and nothing else.
fn is_own_id(id: &[String]) -> bool {
    let is_furniture = |word: &String| FURNITURE_WORDS.contains(&word.as_str());
    let is_beside = |word: &String| BESIDE_WORDS.contains(&word.as_str());
    id.iter().any(is_furniture) && id.iter().all(|word| is_furniture(word) || is_beside(word))
}

/// Whether an element that is no `<figcaption>` is the caption of a picture.
pub(super) fn is_caption(element: &Element) -> bool {
    matches!(element.name, "p" | "div")
        && words(element.attribute("class")).contains(&"caption".to_owned())
}

/// Whether an element sums the article up.
pub(super) fn is_standfirst(element: &Element) -> bool {
    matches!(element.name, "p" | "div" | "h2" | "h3" | "h4")
        && ["class", "id"]
            .iter()
            .any(|name| any_of(&words(element.attribute(name)), &STANDFIRST_WORDS))
}

/// The words of a class or an id, in lower case.
fn words(names: Option<&str>) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for c in names.unwrap_or("").chars() {
        if !c.is_alphabetic() || c.is_uppercase() && was_lower {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_cut_into_words() {
        assert_eq!(
            words(Some("postMeta no-comments x2y")),
            ["post", "meta", "no", "comments", "x", "y"]
        );
        assert_eq!(words(None), Vec::<String>::new());
    }

    #[test]
    fn boxes_of_key_figures_are_of_the_article() {
        let element = |page: &str| match super::super::tree::Tree::of(page).nodes.remove(0).kind {
            super::super::tree::Kind::Element(element) => element,
            super::super::tree::Kind::Text(_) => panic!("{page} is text"),
        };
        assert!(is_key_box(&element("<aside class='key-figures box'>")));
        assert!(!is_furniture(&element("<aside id=keyFacts>")));
        assert!(!is_key_box(&element("<aside class='key-stories figures'>")));
        assert!(is_comments(&element("<div id=comments-area>")));
        assert!(!is_comments(&element("<div id=comments-from-analysts>")));
    }
}
