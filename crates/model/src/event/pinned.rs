//! Where in a pinned text its numbers stand: an extension of [`DraftPinned`].

use std::borrow::Cow;

use bincode::{Decode, Encode, config};

use super::{DraftPinned, EventError, Extension, check_period, configuration, malformed};
use crate::{Modality, Period};

/// The number of the extension; never reused.
const PLACES: u16 = 1;

/// A pinned text: its date, and where its figures stand.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct DraftText {
    /// The day as of which it was written.
    pub day: Period,
    /// A place for each of the pinned figures, in their order.
    pub places: Vec<PinnedPlace>,
}

/// The words of a text that give a pinned figure.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct PinnedPlace {
    /// Their first byte in the document.
    pub start: u64,
    /// After their last byte.
    pub end: u64,
    /// The period that the text gives, which may be another than that of the observation.
    pub period: Option<Period>,
    /// How sure the text is.
    pub modality: Modality,
}

impl DraftPinned<'_> {
    /// Where the figures stand in the text; none where a writer did not tell, or told of another
    /// number of figures.
    ///
    /// # Errors
    /// If the bytes of the extension are no such list, or a date in it cannot exist.
    pub fn text(&self) -> Result<Option<DraftText>, EventError> {
        let Some(extension) = self.more.iter().find(|more| more.number == PLACES) else {
            return Ok(None);
        };
        let (text, used): (DraftText, usize) =
            bincode::decode_from_slice(&extension.bytes, configuration())
                .map_err(|error| malformed(&error))?;
        if used != extension.bytes.len() {
            return Err(EventError::TrailingBytes {
                extra: extension.bytes.len() - used,
            });
        }
        check_period(Some(text.day))?;
        for place in &text.places {
            check_period(place.period)?;
        }
        Ok((text.places.len() == self.figures.len()).then_some(text))
    }
}

impl DraftText {
    /// The extension that says so.
    ///
    /// # Panics
    /// Never: encoding into memory cannot fail.
    pub fn extension(&self) -> Extension<'static> {
        #[expect(
            clippy::expect_used,
            reason = "encoding into a growing vector cannot fail"
        )]
        let bytes = bincode::encode_to_vec(self, config::standard()).expect("a list encodes");
        Extension {
            number: PLACES,
            bytes: Cow::Owned(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{PinnedFigure, Policy};
    use crate::{Comparator, DocumentId, Value};

    fn pinned(text: &DraftText) -> DraftPinned<'static> {
        let figure = PinnedFigure {
            figure: Cow::Borrowed("acme/valuation"),
            period: None,
            value: Value::Number("5e9".parse().unwrap()),
            comparator: Comparator::Exact,
            unit: Cow::Borrowed("USD"),
        };
        DraftPinned {
            document: DocumentId::of(b"a text"),
            title: Cow::Borrowed("a text"),
            seq: 7,
            policy: Policy::Consensus,
            figures: vec![figure],
            by: Cow::Borrowed("someone"),
            more: vec![text.extension()],
        }
    }

    fn text() -> DraftText {
        DraftText {
            day: "2026-04-20".parse().unwrap(),
            places: vec![PinnedPlace {
                start: 3,
                end: 300,
                period: Some("2026".parse().unwrap()),
                modality: Modality::Estimated,
            }],
        }
    }

    #[test]
    fn places_read_back_and_are_the_bytes_of_the_format() {
        let text = text();
        let event = pinned(&text);
        assert_eq!(event.text().unwrap().as_ref(), Some(&text));
        let golden = [
            0, 3, 251, 0xd4, 0x0f, 4, 20, 1, 3, 251, 0x2c, 0x01, 1, 0, 0, 251, 0xd4, 0x0f, 1,
        ];
        assert_eq!(&*event.more[0].bytes, &golden[..]);
    }

    #[test]
    fn places_that_are_damaged_or_do_not_go_with_the_figures_are_not_used() {
        let mut event = pinned(&text());
        event.figures.clear();
        assert_eq!(event.text().unwrap(), None);
        event.more[0].bytes.to_mut().pop();
        assert!(event.text().is_err());
        event.more.clear();
        assert_eq!(event.text().unwrap(), None);
    }
}
