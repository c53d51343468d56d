//! The agent: who does what a sentence tells, of those whom it names before.

use super::Scene;
use crate::case::{Case, case};
use crate::focus::Referent;
use crate::item::ItemKind;
use crate::lexicon::{WordClass, class};
use crate::name::NameForm;

/// From here on a name is too unlikely to be the agent: it is merely mentioned.
const RANK_MENTIONED: i32 = 30;

impl Scene<'_, '_> {
    /// The party that does it: the nearest one before the cue or the number that is not itself
    /// behind a preposition or an owner.
    pub(super) fn agent(&self, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        match self.best_agent(fits) {
            Some((rank, item)) if rank < RANK_MENTIONED => self.referent(item, fits),
            _ => self.later_agent(fits),
        }
    }

    /// The item of the likeliest agent, and how unlikely it is.
    fn best_agent(&self, fits: &dyn Fn(&Referent) -> bool) -> Option<(i32, usize)> {
        let start = match self.cue {
            Some(cue) if cue.first < self.quantity => cue.first,
            _ => self.quantity,
        };
        let mut best: Option<(i32, usize)> = None;
        let mut cost = 0;
        for item in (self.sentence.first..start).rev() {
            match self.passage.kind(item) {
                Some(ItemKind::Name(_)) => {
                    if self.referent(item, fits).is_some() {
                        let rank = cost + self.demotion(item);
                        if best.is_none_or(|(known, _)| rank < known) {
                            best = Some((rank, item));
                        }
                    }
                }
                Some(ItemKind::Semicolon) => cost += 12,
                Some(ItemKind::Dash | ItemKind::Colon) => cost += 4,
                Some(ItemKind::Close) => cost += 2,
                _ => cost += 1,
            }
        }
        best
    }

    /// How much a name is out of the question as the agent.
    fn demotion(&self, item: usize) -> i32 {
        let relative = self.passage.kind(item + 1) == Some(ItemKind::Comma)
            && class(self.passage.word(item + 2)) == WordClass::Relative;
        if relative && item + 12 > self.first() {
            return -6;
        }
        let shouted = self.passage.name_at(item).is_some_and(|name| {
            name.form == NameForm::Unknown
                && self
                    .passage
                    .text
                    .get(name.start..name.end)
                    .is_some_and(|written| written.chars().all(char::is_uppercase))
        });
        let behind = self.passage.word(item + 1);
        let demoted = match case(self.passage, self.vocabulary, self.sentence, item) {
            _ if self.is_explained(item) => 0,
            Case::Subject => 0,
            Case::Owner => 12,
            Case::Object if self.passage.kind(item + 1) == Some(ItemKind::Possessive) => 14,
            // "Acme ships a Beta with 5,000 seats".
            Case::Object if behind == "with" => 14,
            Case::Object | Case::Behind | Case::Source => RANK_MENTIONED,
        };
        let unknown = self
            .passage
            .name_at(item)
            .is_some_and(|name| name.form == NameForm::Unknown && name.kind.is_none());
        demoted + if shouted { 12 } else { 0 } + if unknown { 2 } else { 0 }
    }

    /// Whether a name is followed by brackets that the number stands in: "makers like Acme (valued
    /// at $5 million)".
    fn is_explained(&self, item: usize) -> bool {
        let start = self.first();
        self.passage.kind(item + 1) == Some(ItemKind::Open)
            && (item + 1..start).all(|at| self.passage.kind(at) != Some(ItemKind::Close))
    }

    /// The agent behind an opening phrase: "By pledging $5 million, Acme has …".
    fn later_agent(&self, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        let comma = (self.quantity..self.sentence.last)
            .find(|item| self.passage.kind(*item) == Some(ItemKind::Comma))?;
        (comma + 1..(comma + 5).min(self.sentence.last))
            .filter(|item| {
                case(self.passage, self.vocabulary, self.sentence, *item) == Case::Subject
            })
            .find_map(|item| self.referent(item, fits))
    }

    /// Whether one of those taken for another role stands as the agent, nearer than `found`.
    pub(crate) fn has_nearer_agent(
        &self,
        found: &Referent,
        taken: &dyn Fn(&Referent) -> bool,
    ) -> bool {
        let item = |fits: &dyn Fn(&Referent) -> bool| {
            self.best_agent(fits)
                .filter(|(rank, _)| *rank < 25)
                .map(|(_, item)| item)
        };
        let own = item(&|referent| referent.slug == found.slug);
        own.zip(item(taken)).is_some_and(|(own, other)| {
            own < other
                && self
                    .passage
                    .name_at(other)
                    .is_some_and(|name| matches!(name.form, NameForm::Known | NameForm::Unknown))
        })
    }

    /// Whether the agent is found before the number and not behind a preposition.
    pub(crate) fn is_plain_agent(&self, fits: &dyn Fn(&Referent) -> bool) -> bool {
        self.best_agent(fits)
            .is_none_or(|(rank, _)| rank < RANK_MENTIONED)
    }
}
