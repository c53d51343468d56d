//! Mentions: places in a document that state a quantity.

use std::fmt;

use claimbook_model::{
    Attribution, Comparator, Direction, FigureKey, Flags, Modality, Period, Place, Signal, Unit,
    Value,
};

/// Why a mention counts less than one in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It stands in a title, a heading or a summary.
    Heading,
    /// It is computed from other numbers of the text.
    Derived,
    /// It is no claim of this report: navigation, related stories, comments.
    Boilerplate,
}

impl Role {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Derived => "derived",
            Self::Boilerplate => "boilerplate",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One place that states a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// First byte of the quote in the document.
    pub start: u64,
    /// After its last byte.
    pub end: u64,
    /// The kind of block it stands in.
    pub place: Place,
    /// The value, with the precision as written.
    pub value: Value,
    /// How the text compares the figure with it.
    pub comparator: Comparator,
    /// Its unit.
    pub unit: Unit,
    /// The counted noun, where the unit is `count`.
    pub counted: Option<String>,
    /// Where it is the amount of a rise or fall.
    pub direction: Option<Direction>,
    /// The figure, or none where it cannot be told.
    pub figure: Option<FigureKey>,
    /// What it is about.
    pub period: Option<Period>,
    /// What it is about by the words around it alone: none where `period` is that of another
    /// mention of the number, or follows from the report's own date.
    pub period_alone: Option<Period>,
    /// How sure the text is.
    pub modality: Modality,
    /// Who says so.
    pub attribution: Option<Attribution>,
    /// Why it counts less, if it does.
    pub role: Option<Role>,
    /// What the wording says of the figure's past.
    pub signal: Option<Signal>,
    /// What else is known ([`Flags::CONVERSION`], [`Flags::DERIVED`]).
    pub flags: Flags,
    /// The rules that made it, in the order in which they applied; for `extract --explain`.
    pub reasons: Vec<String>,
}
