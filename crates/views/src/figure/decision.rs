//! Why a value is shown and not another: what decided between it and each of its rivals.

use super::view::Statement;

/// What decides between two sets of compatible words, in the order in which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// Under the policy `latest`: said later.
    Latest,
    /// One of its sources speaks first-hand.
    FirstHand,
    /// More independent sources say it.
    Sources,
    /// Its sources weigh more, by how they are rated.
    Trust,
    /// It stands in more publications.
    Publications,
    /// It is stated; the other is only estimated.
    Stated,
    /// It is more precise.
    Precision,
    /// A report that says it gives its own date.
    GivenDate,
    /// It was said later.
    LaterKnown,
    /// It is the smaller number, for want of anything better.
    SmallerValue,
    /// Nothing tells them apart but the order of their ids.
    Order,
    /// The other is a power of ten away, and so a suspected slip.
    Scale,
}

impl Criterion {
    /// The order in which they are asked; the first that tells two sets apart decides. A suspected
    /// slip of the scale wins nothing, whatever they say.
    pub(crate) const ASKED: [Criterion; 11] = [
        Self::Latest,
        Self::FirstHand,
        Self::Sources,
        Self::Trust,
        Self::Publications,
        Self::Stated,
        Self::Precision,
        Self::GivenDate,
        Self::LaterKnown,
        Self::SmallerValue,
        Self::Order,
    ];

    /// The words used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Latest => "latest",
            Self::FirstHand => "first-hand",
            Self::Sources => "more sources",
            Self::Trust => "more trust",
            Self::Publications => "more publications",
            Self::Stated => "stated",
            Self::Precision => "more precise",
            Self::GivenDate => "given date",
            Self::LaterKnown => "later known",
            Self::SmallerValue => "smaller value",
            Self::Order => "order",
            Self::Scale => "scale?",
        }
    }
}

/// A set of words that lost against the value shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it says, and who counts for it.
    pub statement: Statement,
    /// In how many publications.
    pub publications: usize,
    /// What decided against it.
    pub decided_by: Criterion,
}
