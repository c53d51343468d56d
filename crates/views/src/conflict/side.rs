//! The sides of a conflict.

use std::collections::{BTreeMap, BTreeSet};

use claimbook_model::{ClaimId, Date, FigureKey, voice_slug};

use crate::arithmetic::Term;
use crate::figure::{Change, FigureView, HistoryRow, ObservationView, Statement, VoiceView};

/// What a side does in a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// It is what is shown as best known, or one of several that are equally right.
    Shown,
    /// It stands against that.
    Against,
    /// It tells why both are said.
    Explains,
}

impl Role {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Against => "against",
            Self::Explains => "explains",
        }
    }
}

/// What some voices say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What it does in the conflict.
    pub role: Role,
    /// The value, with the claims.
    pub term: Term,
    /// Who says so; empty where the side only explains.
    pub voices: Vec<VoiceView>,
    /// The last day of its newest report's known period; none where the side only explains.
    pub known: Option<Date>,
}

impl Side {
    /// What is best known of an observation; none if it has no value.
    pub(super) fn shown(
        figure: &FigureKey,
        rows: &Rows<'_>,
        observation: &ObservationView,
    ) -> Option<Self> {
        let term = Term::of_observation(figure, observation)?;
        Some(Self {
            role: Role::Shown,
            voices: observation.voices.clone(),
            known: rows.newest_of(&term.claims),
            term,
        })
    }

    /// What some voices say against it.
    pub(super) fn against(figure: &FigureKey, statement: &Statement) -> Self {
        Self {
            role: Role::Against,
            term: Term::of_statement(figure, statement),
            voices: statement.voices.clone(),
            known: Some(statement.known.last_day()),
        }
    }

    /// Another figure's value.
    pub(super) fn explains(term: Term) -> Self {
        Self {
            role: Role::Explains,
            term,
            voices: Vec::new(),
            known: None,
        }
    }

    /// What rows of one number say.
    pub(super) fn of_rows(figure: &FigureKey, role: Role, rows: &[&HistoryRow]) -> Option<Self> {
        let first = rows.first()?;
        let mut voices: Vec<VoiceView> = Vec::new();
        for row in rows {
            if !voices.iter().any(|voice| voice.slug == row.voice) {
                let named = row.attribution.clone();
                let name = named.filter(|_| *row.voice != *voice_slug(&row.publication));
                voices.push(VoiceView {
                    slug: row.voice.clone(),
                    name: name.unwrap_or_else(|| row.publication_name.clone()),
                    first_hand: false,
                });
            }
        }
        Some(Self {
            role,
            term: Term::of_rows(figure, first, rows.iter().map(|row| row.claim).collect()),
            voices,
            known: rows.iter().map(|row| row.known.last_day()).max(),
        })
    }
}

/// The rows of the claims that stand, by claim, and in history order.
pub(super) struct Rows<'v> {
    by_claim: BTreeMap<ClaimId, &'v HistoryRow>,
    in_order: Vec<&'v HistoryRow>,
}

impl<'v> Rows<'v> {
    pub(super) fn of(view: &'v FigureView) -> Self {
        let withdrawn = view
            .rows
            .iter()
            .filter(|row| row.change == Change::Withdrawn);
        let gone: BTreeSet<ClaimId> = withdrawn.map(|row| row.claim).collect();
        let stands = |row: &&HistoryRow| {
            !gone.contains(&row.claim)
                && row.by_report.is_none()
                && row.reason != Some(crate::figure::Reason::Held)
        };
        let in_order: Vec<&HistoryRow> = view.rows.iter().filter(stands).collect();
        Self {
            by_claim: in_order.iter().map(|row| (row.claim, *row)).collect(),
            in_order,
        }
    }

    pub(super) fn in_order(&self) -> &[&'v HistoryRow] {
        &self.in_order
    }

    /// The rows of some claims, in the order of the claims.
    pub(super) fn named<'a>(
        &'a self,
        claims: &'a [ClaimId],
    ) -> impl Iterator<Item = &'v HistoryRow> + 'a {
        claims
            .iter()
            .filter_map(|claim| self.by_claim.get(claim).copied())
    }

    /// The last day of the newest known period among the rows of some claims.
    pub(super) fn newest_of(&self, claims: &[ClaimId]) -> Option<Date> {
        self.named(claims).map(|row| row.known.last_day()).max()
    }
}
