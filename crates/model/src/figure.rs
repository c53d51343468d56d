//! Figure keys: what is tracked.

use std::fmt;
use std::str::FromStr;

/// `subject/metric[/dimension=value]…`, dimensions sorted by name:
/// `anthropic/investment/investor=amazon/tranche=option`.
///
/// Every word is lower case: letters, digits and single hyphens, so that a key
/// is safe in a shell and in a URL. Keys are ordered as text; all keys that add
/// dimensions to a key begin with it and a `/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureKey(String);

/// The longest key, in bytes.
pub const KEY_BYTES_MAX: usize = 400;

/// Room for most keys, in bytes.
const KEY_BYTES_USUAL: usize = 64;

/// Why a text is no figure key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FigureError {
    /// Fewer than two parts.
    #[error("'{text}' is no figure: write subject/metric, as in anthropic/valuation")]
    NoMetric {
        /// What was to be read.
        text: String,
    },
    /// A word that is no slug.
    #[error(
        "'{word}' in the figure '{text}' is no slug: use lower-case letters, digits and single hyphens"
    )]
    NotASlug {
        /// What was to be read.
        text: String,
        /// The offending word.
        word: String,
    },
    /// A part after the metric that is not `name=value`.
    #[error(
        "'{part}' in the figure '{text}' is no dimension: write name=value, as in investor=amazon"
    )]
    NotADimension {
        /// What was to be read.
        text: String,
        /// The offending part.
        part: String,
    },
    /// Dimensions are not in order, or one is given twice.
    #[error(
        "the dimensions of '{text}' are to be sorted and each given once: did you mean '{sorted}'?"
    )]
    Unsorted {
        /// What was to be read.
        text: String,
        /// The same key in order.
        sorted: String,
    },
    /// Too long to keep.
    #[error("a figure of {length} bytes is too long: {KEY_BYTES_MAX} at most")]
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
}

impl FigureKey {
    /// Builds a key from its parts, sorting the dimensions.
    ///
    /// # Errors
    /// If a part is no slug, a dimension is given twice, or the key is too long.
    pub fn new<'a>(
        subject: &str,
        metric: &str,
        dimensions: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, FigureError> {
        let mut dimensions: Vec<_> = dimensions.into_iter().collect();
        dimensions.sort_unstable();
        let mut text = String::with_capacity(KEY_BYTES_USUAL);
        for word in [subject, "/", metric] {
            text.push_str(word);
        }
        for (name, value) in dimensions {
            for word in ["/", name, "=", value] {
                text.push_str(word);
            }
        }
        check(&text)?;
        Ok(Self(text))
    }

    /// Whether [`FigureKey::new`] makes a key of these parts, the dimensions sorted by name and each
    /// given once.
    pub fn is_made_of<'a>(
        subject: &str,
        metric: &str,
        mut dimensions: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> bool {
        let mut length = subject.len() + 1 + metric.len();
        is_slug(subject)
            && is_slug(metric)
            && dimensions.all(|(name, value)| {
                length += name.len() + value.len() + 2;
                is_slug(name) && is_slug(value)
            })
            && length <= KEY_BYTES_MAX
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whose figure it is.
    pub fn subject(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// What is measured.
    pub fn metric(&self) -> &str {
        self.0.split('/').nth(1).unwrap_or_default()
    }

    /// The dimensions, sorted by name.
    pub fn dimensions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .split('/')
            .skip(2)
            .filter_map(|part| part.split_once('='))
    }

    /// The value of one dimension.
    pub fn dimension(&self, name: &str) -> Option<&str> {
        self.dimensions()
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value)
    }

    /// Whether `other` adds dimensions to this key (it is then in this key's family).
    pub fn is_widened_by(&self, other: &FigureKey) -> bool {
        other.0.len() > self.0.len()
            && self.subject() == other.subject()
            && self.metric() == other.metric()
            && self
                .dimensions()
                .all(|(name, value)| other.dimension(name) == Some(value))
    }
}

/// The slug by which a voice is known: an article before the name is no part of it, so that "The
/// Daily", "the Daily" and a publication that calls itself "Daily" are one voice.
///
/// ```
/// use claimbook_model::voice_slug;
/// assert_eq!(voice_slug("the-daily"), "daily");
/// assert_eq!(voice_slug("theatre-news"), "theatre-news");
/// ```
pub fn voice_slug(slug: &str) -> &str {
    slug.strip_prefix("the-").unwrap_or(slug)
}

/// Makes a slug of a name: lower case, words joined by single hyphens.
///
/// Letters keep their script, apostrophes and the points of initials go; `None` if nothing is left.
///
/// ```
/// use claimbook_model::slug;
/// assert_eq!(slug("Lloyd's of London"), Some("lloyds-of-london".to_owned()));
/// assert_eq!(slug("—"), None);
/// ```
pub fn slug(name: &str) -> Option<String> {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
            continue;
        }
        for c in c.to_lowercase() {
            if c.is_alphanumeric() {
                slug.push(c);
            } else if !is_dropped(c, &slug) && !slug.ends_with('-') {
                slug.push('-');
            }
        }
    }
    // A hyphen is pushed once at most on each side.
    if slug.ends_with('-') {
        slug.pop();
    }
    if slug.starts_with('-') {
        slug.remove(0);
    }
    (!slug.is_empty()).then_some(slug)
}

/// Apostrophes and combining marks go, and so does the point of an initial ("U.S." is `us`).
fn is_dropped(c: char, before: &str) -> bool {
    let initial = || {
        before
            .rsplit('-')
            .next()
            .is_some_and(|word| word.chars().count() == 1)
    };
    matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}') || (c == '.' && initial())
}

fn is_slug(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with('-')
        && !word.ends_with('-')
        && !word.contains("--")
        && word.chars().all(|c| match c {
            '-' | 'a'..='z' | '0'..='9' => true,
            _ if c.is_ascii() => false,
            _ => c.is_alphanumeric() && c.to_lowercase().eq([c]),
        })
}

/// Whether a text is a figure key.
fn check(text: &str) -> Result<(), FigureError> {
    if text.len() > KEY_BYTES_MAX {
        return Err(FigureError::TooLong { length: text.len() });
    }
    let owned = || text.to_owned();
    let check_word = |word: &str| {
        if is_slug(word) {
            Ok(())
        } else {
            Err(FigureError::NotASlug {
                text: owned(),
                word: word.to_owned(),
            })
        }
    };
    let mut parts = text.split('/');
    let (Some(subject), Some(metric)) = (parts.next(), parts.next()) else {
        return Err(FigureError::NoMetric { text: owned() });
    };
    check_word(subject)?;
    check_word(metric)?;
    let mut dimensions = Vec::new();
    for part in parts {
        let Some((name, value)) = part.split_once('=') else {
            return Err(FigureError::NotADimension {
                text: owned(),
                part: part.to_owned(),
            });
        };
        check_word(name)?;
        check_word(value)?;
        dimensions.push((name, value));
    }
    if !dimensions.is_sorted_by(|a, b| a.0 < b.0) {
        dimensions.sort_unstable();
        dimensions.dedup_by_key(|(name, _)| *name);
        let rest: String = dimensions
            .iter()
            .map(|(n, v)| format!("/{n}={v}"))
            .collect();
        let sorted = format!("{subject}/{metric}{rest}");
        return Err(FigureError::Unsorted {
            text: owned(),
            sorted,
        });
    }
    Ok(())
}

impl FromStr for FigureKey {
    type Err = FigureError;

    fn from_str(text: &str) -> Result<Self, FigureError> {
        check(text)?;
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for FigureKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_subject_metric_and_sorted_dimensions() {
        let key: FigureKey = "anthropic/investment/investor=amazon/tranche=option"
            .parse()
            .unwrap();
        assert_eq!((key.subject(), key.metric()), ("anthropic", "investment"));
        assert_eq!(key.dimension("tranche"), Some("option"));
        let parent: FigureKey = "anthropic/investment/investor=amazon".parse().unwrap();
        assert!(parent.is_widened_by(&key));
        assert!(!key.is_widened_by(&parent));
        assert!(!key.is_widened_by(&key));
    }

    #[test]
    fn errors_say_what_to_do() {
        let error = |text: &str| text.parse::<FigureKey>().unwrap_err().to_string();
        assert!(error("anthropic").contains("write subject/metric"));
        assert!(error("Acme/valuation").contains("'Acme'"));
        assert!(error("a/b/c").contains("write name=value"));
        assert!(error("a/b/y=1/x=2").contains("did you mean 'a/b/x=2/y=1'"));
        assert!(error("a/b/x=1/x=2").contains("each given once"));
        assert!(error(&format!("a/{}", "b".repeat(500))).contains("too long"));
    }

    #[test]
    fn parts_that_make_no_key_are_told() {
        let long = "b".repeat(KEY_BYTES_MAX);
        for (subject, dimension) in [("Acme", None), ("a", Some(("x", "1/2"))), (&long, None)] {
            assert!(!FigureKey::is_made_of(subject, "m", dimension.into_iter()));
            assert!(FigureKey::new(subject, "m", dimension).is_err());
        }
    }

    #[test]
    fn slugs_are_made_of_names() {
        assert_eq!(slug("Character.AI").as_deref(), Some("character-ai"));
        assert_eq!(slug("U.S. Steel").as_deref(), Some("us-steel"));
        assert_eq!(slug("  S&P   Global ").as_deref(), Some("s-p-global"));
        assert_eq!(slug("…"), None);
    }

    proptest! {
        #[test]
        fn prints_what_it_reads(
            subject in "[a-z0-9]{1,8}(-[a-z0-9]{1,5}){0,2}",
            metric in "[a-z]{1,9}",
            dims in prop::collection::btree_map("[a-z]{1,6}", "[a-z0-9]{1,6}", 0..4),
        ) {
            let key = FigureKey::new(&subject, &metric, dims.iter().map(|(n, v)| (n.as_str(), v.as_str()))).unwrap();
            prop_assert_eq!(&key.to_string().parse::<FigureKey>().unwrap(), &key);
            prop_assert!(FigureKey::is_made_of(&subject, &metric, dims.iter().map(|(n, v)| (n.as_str(), v.as_str()))));
            prop_assert_eq!(key.dimensions().count(), dims.len());
        }

        #[test]
        fn every_slug_is_valid_in_a_key(name in ".{0,40}") {
            if let Some(s) = slug(&name) {
                let key = format!("{s}/valuation").parse::<FigureKey>();
                prop_assert!(key.is_ok(), "{key:?}");
            }
        }
    }
}
