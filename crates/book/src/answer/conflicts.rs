//! What `conflicts` says.

mod words;

use claimbook_views::conflict::{Conflict, Side};
use serde::Serialize;

use super::show::SourceAnswer;
use super::{Basis, ValueAnswer};

/// One disagreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConflictAnswer {
    /// `contradiction`, `denied`, `scale?`, `arithmetic`, `counted twice`, `exchange rate`,
    /// `stale echo`, `other scope`, `ambiguous date`, `headline drops hedge` or `rounding`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The figure whose value is in question.
    pub figure: String,
    /// What that value is about.
    pub period: Option<String>,
    /// The claims of all sides.
    pub claims: Vec<String>,
    /// Where they are stated, side by side.
    pub quotes: Vec<QuoteAnswer>,
    /// How much it matters, from 0 to 100.
    pub weight: u32,
    /// The conflict in words.
    pub explanation: String,
    /// What each side says, what is shown first.
    pub sides: Vec<SideAnswer>,
    /// Why a value could not be fitted in, where the views say so.
    pub reason: Option<&'static str>,
    /// Whether the value in question is the one that is shown for the figure.
    pub touches_best: bool,
    /// Under which clocks, policy and catalog.
    #[serde(flatten)]
    pub basis: Basis,
}

/// What one side of a conflict says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SideAnswer {
    /// `shown`, `against`, or `explains` where it tells why both are said.
    pub role: &'static str,
    /// The figure.
    pub figure: String,
    /// What the value is about.
    pub period: Option<String>,
    /// The value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// Who says so; empty where the side only explains.
    pub voices: Vec<String>,
    /// The claims.
    pub claims: Vec<String>,
}

/// A claim of a conflict, as it is stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteAnswer {
    /// The side that it speaks for: `shown`, `against`, `explains`; `heading` for the heading that
    /// drops the hedge of the claim before it.
    pub role: &'static str,
    /// The figure.
    pub figure: String,
    /// The claim.
    pub claim: String,
    /// Where it is stated.
    #[serde(flatten)]
    pub source: SourceAnswer,
}

impl ConflictAnswer {
    pub(crate) fn new(conflict: &Conflict, quotes: Vec<QuoteAnswer>, basis: Basis) -> Self {
        let reason = match &conflict.why {
            claimbook_views::conflict::Why::Beside(reason) => Some(reason.as_str()),
            _ => None,
        };
        let mut claims: Vec<String> = Vec::new();
        for claim in conflict.claims() {
            let claim = claim.to_string();
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
        Self {
            kind: conflict.kind.as_str(),
            figure: conflict.figure.to_string(),
            period: conflict.period.map(|period| period.to_string()),
            claims,
            quotes,
            weight: conflict.weight,
            explanation: words::explanation(conflict),
            sides: conflict.sides.iter().map(SideAnswer::new).collect(),
            reason,
            touches_best: conflict.touches_best,
            basis,
        }
    }
}

impl SideAnswer {
    fn new(side: &Side) -> Self {
        let term = &side.term;
        Self {
            role: side.role.as_str(),
            figure: term.figure.to_string(),
            period: term.period.map(|period| period.to_string()),
            value: ValueAnswer::new(term.value, term.comparator, &term.unit, Some(term.interval)),
            voices: side
                .voices
                .iter()
                .map(|voice| voice.name.to_string())
                .collect(),
            claims: term.claims.iter().map(ToString::to_string).collect(),
        }
    }
}
