//! What is known of the elements of HTML.

/// How an element behaves in the flow of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// Part of a line of text.
    Inline,
    /// Begins and ends a block.
    Block,
    /// Its text is not shown.
    Unseen,
}

/// The elements that matter, sorted; others are inline.
const ELEMENTS: [(&str, Flow); 84] = [
    ("a", Flow::Inline),
    ("address", Flow::Block),
    ("amp-ad", Flow::Block),
    ("amp-consent", Flow::Block),
    ("amp-embed", Flow::Block),
    ("amp-sidebar", Flow::Block),
    ("amp-sticky-ad", Flow::Block),
    ("amp-user-notification", Flow::Block),
    ("article", Flow::Block),
    ("aside", Flow::Block),
    ("audio", Flow::Unseen),
    ("b", Flow::Inline),
    ("blockquote", Flow::Block),
    ("body", Flow::Block),
    ("br", Flow::Inline),
    ("button", Flow::Block),
    ("canvas", Flow::Unseen),
    ("caption", Flow::Block),
    ("center", Flow::Block),
    ("dd", Flow::Block),
    ("details", Flow::Block),
    ("dialog", Flow::Block),
    ("div", Flow::Block),
    ("dl", Flow::Block),
    ("dt", Flow::Block),
    ("em", Flow::Inline),
    ("fieldset", Flow::Block),
    ("figcaption", Flow::Block),
    ("figure", Flow::Block),
    ("footer", Flow::Block),
    ("form", Flow::Block),
    ("h1", Flow::Block),
    ("h2", Flow::Block),
    ("h3", Flow::Block),
    ("h4", Flow::Block),
    ("h5", Flow::Block),
    ("h6", Flow::Block),
    ("head", Flow::Unseen),
    ("header", Flow::Block),
    ("hgroup", Flow::Block),
    ("hr", Flow::Block),
    ("html", Flow::Block),
    ("i", Flow::Inline),
    ("iframe", Flow::Unseen),
    ("img", Flow::Inline),
    ("input", Flow::Inline),
    ("label", Flow::Block),
    ("legend", Flow::Block),
    ("li", Flow::Block),
    ("link", Flow::Inline),
    ("main", Flow::Block),
    ("math", Flow::Inline),
    ("menu", Flow::Block),
    ("meta", Flow::Inline),
    ("nav", Flow::Block),
    ("noscript", Flow::Unseen),
    ("object", Flow::Unseen),
    ("ol", Flow::Block),
    ("option", Flow::Block),
    ("p", Flow::Block),
    ("pre", Flow::Block),
    ("script", Flow::Unseen),
    ("search", Flow::Block),
    ("section", Flow::Block),
    ("select", Flow::Block),
    ("span", Flow::Inline),
    ("strong", Flow::Inline),
    ("style", Flow::Unseen),
    ("summary", Flow::Block),
    ("sup", Flow::Inline),
    ("svg", Flow::Unseen),
    ("table", Flow::Block),
    ("tbody", Flow::Block),
    ("td", Flow::Block),
    ("template", Flow::Unseen),
    ("textarea", Flow::Unseen),
    ("tfoot", Flow::Block),
    ("th", Flow::Block),
    ("thead", Flow::Block),
    ("time", Flow::Inline),
    ("title", Flow::Unseen),
    ("tr", Flow::Block),
    ("ul", Flow::Block),
    ("video", Flow::Unseen),
];

/// Elements without content.
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr", "keygen",
];

/// The name of an element that matters, as a constant, "" for others; and how it flows.
pub(super) fn known(name: &str) -> (&'static str, Flow) {
    ELEMENTS
        .binary_search_by_key(&name, |(known, _)| known)
        .map_or(("", Flow::Inline), |index| ELEMENTS[index])
}

/// Whether an element has no content and no end tag.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Elements that a start tag of this name ends, if one is open, and elements beyond which it does
/// not look for them.
pub(super) fn ends(
    name: &str,
    flow: Flow,
) -> Option<(&'static [&'static str], &'static [&'static str])> {
    const TABLE: &[&str] = &["table"];
    match name {
        "li" => Some((&["li"], &["ul", "ol", "menu"])),
        "dt" | "dd" => Some((&["dt", "dd"], &["dl"])),
        "td" | "th" => Some((&["td", "th"], &["tr", "table"])),
        "tr" => Some((&["tr"], TABLE)),
        "thead" | "tbody" | "tfoot" => Some((&["thead", "tbody", "tfoot"], TABLE)),
        "option" => Some((&["option"], &["select"])),
        _ if flow == Flow::Block => Some((&["p"], &[])),
        _ => None,
    }
}

/// The level of a heading.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted_for_the_search() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| name));
        assert_eq!(known("section"), ("section", Flow::Block));
        assert_eq!(known("blink"), ("", Flow::Inline));
    }

    #[test]
    fn levels_of_headings() {
        assert_eq!(heading_level("h2"), Some(2));
        assert_eq!(heading_level("h7"), None);
        assert_eq!(heading_level("hr"), None);
    }
}
