//! Claims: one report's assertion that a figure has a value for a period.

use bincode::{Decode, Encode};

use crate::{Comparator, FigureKey, Period, Unit, Value};

/// A closed set of words, each with its number in stored bytes and its name in JSON.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $number:tt $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode,
        )]
        #[repr(u8)]
        pub enum $name {
            $($(#[$item_doc])* $item = $number),+
        }

        impl $name {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [$name] = &[$(Self::$item),+];

            /// The word used in JSON and on the command line.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$item => $text),+
                }
            }
        }

        // bincode's derive writes a variant's position: positions and numbers are one.
        const _: () = {
            let mut position = 0;
            while position < $name::ALL.len() {
                assert!($name::ALL[position] as usize == position);
                position += 1;
            }
        };

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|word| word.as_str()).collect();
                    format!("'{text}' is none of {}", known.join(", "))
                })
            }
        }
    };
}
pub(crate) use words;

words! {
    /// How sure the text is that the figure has, had or will have the value.
    Modality {
        /// Told as fact.
        Stated = 0 "stated",
        /// An estimate, likely, reportedly.
        Estimated = 1 "estimated",
        /// Of a time to come.
        Forecast = 2 "forecast",
        /// Subject to a condition: an option, a milestone, the "up to" of a pledge.
        Contingent = 3 "contingent",
        /// An assumption, an if.
        Hypothetical = 4 "hypothetical",
        /// Said to be false.
        Denied = 5 "denied",
    }
}

impl Modality {
    /// Whether it speaks of what is or was: stated or estimated.
    pub fn is_actual(self) -> bool {
        matches!(self, Self::Stated | Self::Estimated)
    }

    /// Whether it speaks of what may come: forecast, contingent or hypothetical.
    pub fn is_outlook(self) -> bool {
        matches!(self, Self::Forecast | Self::Contingent | Self::Hypothetical)
    }

    /// How cautious it is: hypothetical, contingent, forecast, estimated, stated. A denial has
    /// no place in this order, since denied mentions are a claim of their own.
    pub fn caution(self) -> u8 {
        match self {
            Self::Hypothetical => 4,
            Self::Contingent => 3,
            Self::Forecast => 2,
            Self::Estimated => 1,
            Self::Stated | Self::Denied => 0,
        }
    }
}

words! {
    /// Where a quantity is the amount of a change: which way it went.
    Direction {
        /// A rise.
        Up = 0 "up",
        /// A fall.
        Down = 1 "down",
    }
}

words! {
    /// What the wording says of the figure's past.
    Signal {
        /// The value moved: "up from", "now valued at".
        Moved = 0 "moved",
        /// The earlier number was wrong: "an earlier version said".
        Corrected = 1 "corrected",
    }
}

words! {
    /// Who made the claim of the text.
    Origin {
        /// An adapter and the extractor.
        Reader = 0 "reader",
        /// A person, by hand.
        Curator = 1 "curator",
    }
}

words! {
    /// The kind of block a mention stands in. Paragraphs speak before lists and tables, these
    /// before headings, when the wordings of one number differ.
    Place {
        /// Running text.
        Paragraph = 0 "paragraph",
        /// An item of a list or a timeline.
        List = 1 "list",
        /// A cell of a table.
        Table = 2 "table",
        /// A caption or a box of key figures.
        Caption = 3 "caption",
        /// A title, a heading, a standfirst that repeats the body.
        Heading = 4 "heading",
    }
}

impl Place {
    /// 0 for paragraphs, 1 for lists, tables and captions, 2 for headings.
    pub fn rank(self) -> u8 {
        match self {
            Self::Paragraph => 0,
            Self::List | Self::Table | Self::Caption => 1,
            Self::Heading => 2,
        }
    }
}

/// Where in the document a claim is stated; the quote is read from there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
#[repr(u8)]
pub enum Evidence {
    /// A span of bytes.
    Bytes {
        /// Offset of its first byte.
        start: u64,
        /// Offset after its last byte.
        end: u64,
        /// The kind of block it stands in.
        place: Place,
    } = 0,
    /// A cell of a table file, both counted from 0, headers included.
    Cell {
        /// The row.
        row: u64,
        /// The column.
        column: u32,
    } = 1,
    /// A JSON pointer (RFC 6901).
    Pointer {
        /// The pointer.
        path: String,
    } = 2,
}

/// The source to which a report attributes a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attribution {
    /// As the text names it: "Bloomberg Technology", "people familiar with the matter".
    pub name: String,
    /// The slug of the named organisation or person, aliases resolved; `None` for anonymous
    /// sources, which are no voice.
    pub voice: Option<String>,
}

/// What else is known of how a claim was stated. A set of bits; unknown ones are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Encode, Decode)]
pub struct Flags(pub u32);

impl Flags {
    /// A heading states the number without the hedge that the body gives it.
    pub const HEADING_DROPS_HEDGE: Flags = Flags(1);
    /// A bracketed conversion of a value in another currency: it has no vote.
    pub const CONVERSION: Flags = Flags(2);
    /// Computed from other numbers of the text.
    pub const DERIVED: Flags = Flags(4);
    /// The wordings of one number differ among paragraphs; the most cautious was taken.
    pub const MIXED_WORDING: Flags = Flags(8);

    /// Whether every bit of `flag` is set.
    pub fn has(self, flag: Flags) -> bool {
        self.0 & flag.0 == flag.0
    }

    /// Both sets together.
    #[must_use]
    pub fn with(self, flag: Flags) -> Flags {
        Flags(self.0 | flag.0)
    }
}

/// One report's assertion that a figure has a value for a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The figure, or none where it cannot be told.
    pub figure: Option<FigureKey>,
    /// The value, with the precision as written.
    pub value: Value,
    /// How the text compares the figure with the value.
    pub comparator: Comparator,
    /// The unit.
    pub unit: Unit,
    /// The counted noun, where the unit is `count`: "employees".
    pub counted: Option<String>,
    /// Where the quantity is the amount of a rise or fall.
    pub direction: Option<Direction>,
    /// What date or period the value is about.
    pub period: Option<Period>,
    /// How sure the text is.
    pub modality: Modality,
    /// Who the report says says so.
    pub attribution: Option<Attribution>,
    /// Where it is stated; at least one place, in document order.
    pub evidence: Vec<Evidence>,
    /// What the wording says of the figure's past.
    pub signal: Option<Signal>,
    /// Who read it.
    pub origin: Origin,
    /// What else is known.
    pub flags: Flags,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for modality in Modality::ALL {
            assert_eq!(modality.as_str().parse::<Modality>(), Ok(*modality));
        }
        for place in Place::ALL {
            assert_eq!(place.as_str().parse::<Place>(), Ok(*place));
        }
        assert_eq!(
            "guess".parse::<Direction>(),
            Err("'guess' is none of up, down".to_owned())
        );
    }

    #[test]
    fn actual_outlook_and_denied_never_mix() {
        for modality in Modality::ALL {
            let kinds = [
                modality.is_actual(),
                modality.is_outlook(),
                *modality == Modality::Denied,
            ];
            assert_eq!(kinds.iter().filter(|kind| **kind).count(), 1, "{modality}");
        }
    }
}
