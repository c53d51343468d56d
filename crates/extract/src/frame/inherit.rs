//! Figures taken over from the number before: comparisons, lists, changes, ellipses.

use claimbook_model::Direction;

use super::{Frame, accepts};
use crate::dimension;
use crate::draft::Draft;
use crate::focus::Referent;
use crate::item::ItemKind;
use crate::lexicon::{WordClass, class, is_change, is_np_internal};
use crate::passage::Passage;
use crate::quantity::Quantity;
use crate::vocabulary::{Form, Vocabulary};

/// The dimension that says how something is reckoned.
const BASIS: &str = "basis";

/// Gives numbers of a list without a figure that of the number before them, once this is known:
/// the other mentions of a number may tell it.
pub(crate) fn listed(drafts: &mut [Draft], passages: &[Passage<'_>], vocabulary: &Vocabulary) {
    for index in 1..drafts.len() {
        let Some([other, draft]) = drafts.get(index - 1..=index) else {
            continue;
        };
        let near = other.passage == draft.passage && other.sentence == draft.sentence;
        if !near || draft.metric.is_some() || !other.is_whole(vocabulary) {
            continue;
        }
        let Some(passage) = passages.get(draft.passage) else {
            continue;
        };
        let unit = |item: usize| passage.quantity_at(item).map(|q| q.unit.numerator());
        let Some(sentence) = passage.sentences.get(draft.sentence) else {
            continue;
        };
        if unit(other.item) == unit(draft.item) {
            let frame = Frame::listing(vocabulary, passage, *sentence);
            let mut trial = draft.clone();
            if frame.take_gapped(&mut trial, other)
                && let Some(draft) = drafts.get_mut(index)
            {
                *draft = trial;
            }
        }
    }
}

impl Frame<'_, '_, '_> {
    /// Takes over the figure of a number before it, where the wording compares or lists them.
    pub(super) fn inherit(&self, draft: &mut Draft, quantity: &Quantity, before: &[Draft]) -> bool {
        let mut of_sentence = before
            .iter()
            .rev()
            .take_while(|other| other.passage == draft.passage && other.sentence == draft.sentence);
        let Some(other) = of_sentence.find(|other| self.is_told_in(other, quantity)) else {
            return self.inherit_change(draft, quantity, before)
                || self.inherit_ellipsis(draft, quantity, before);
        };
        if self.take_gapped(draft, other) {
            return true;
        }
        let known = other.metric_in(self.vocabulary);
        let fits = known.is_some_and(|(_, metric)| accepts(metric, quantity));
        if !fits || !self.compares(other.item, draft.item) {
            return self.inherit_change(draft, quantity, before);
        }
        draft.take_figure(
            other,
            "compared or listed with the number before it".to_owned(),
        );
        draft.dimensions.remove("tranche");
        self.take_own_words(draft);
        true
    }

    /// Lets a number that has its own cue keep what the one that it is compared with says of its
    /// kind: "an operating loss of $5 million, against a profit of $3 million".
    pub(super) fn share_basis(&self, draft: &mut Draft, before: &[Draft]) {
        let other = before.last().filter(|other| {
            other.passage == draft.passage
                && other.sentence == draft.sentence
                && other.metric.is_some()
                && other.metric == draft.metric
        });
        let Some(other) = other else { return };
        let Some(basis) = other.dimensions.get(BASIS) else {
            return;
        };
        let (own, its) = (draft.subject.as_ref(), other.subject.as_ref());
        let same = own.zip(its).is_none_or(|(own, its)| own.slug == its.slug);
        if same && !draft.dimensions.contains_key(BASIS) && self.compares(other.item, draft.item) {
            draft.reasons.push(format!("basis {basis}, as compared"));
            draft.dimensions.insert(BASIS.to_owned(), basis.clone());
        }
    }

    /// "Acme shares rose 2%, Beta fell 3% and Gamma 4%", "Acme ($5 million), Beta ($6 million)":
    /// a clause of a list that leaves out what is the same, and names another subject.
    fn take_gapped(&self, draft: &mut Draft, other: &Draft) -> bool {
        let Some(named) = self.gapped_subject(other.item, draft.item) else {
            return false;
        };
        let known = other.metric_in(self.vocabulary);
        let fits = known.is_some_and(|(_, metric)| self.may_have(metric, &named));
        if !fits || other.subject.is_none() || self.names_another(other, draft.item) {
            return false;
        }
        draft.take_figure(
            other,
            format!("listed with the number before it, of {}", named.slug),
        );
        draft.subject = Some(named);
        draft.dimensions.remove("segment");
        self.take_own_words(draft);
        let verb = (other.item + 1..draft.item).any(|at| is_change(self.passage.word(at)));
        let falls = |at: usize| {
            self.passage
                .quantity_at(at)
                .is_some_and(|quantity| quantity.direction == Some(Direction::Down))
        };
        draft.negated |= !verb && (other.negated || falls(other.item));
        true
    }

    /// Whether a word may stand between a name and its number in a clause that leaves out the rest.
    fn is_noun_or_change(&self, at: usize) -> bool {
        let word = self.passage.word(at);
        is_change(word) || is_np_internal(word)
    }

    /// Whether a cue between two numbers names another figure than the first one's.
    fn names_another(&self, other: &Draft, second: usize) -> bool {
        let from = self
            .passage
            .cues
            .partition_point(|hit| hit.first <= other.item);
        let between = self.passage.cues.get(from..).unwrap_or_default();
        between
            .iter()
            .take_while(|hit| hit.first < second)
            .filter(|hit| hit.form == Form::Noun)
            .any(|hit| {
                let sharing = self.vocabulary.sharing(hit.metric);
                !sharing.iter().any(|metric| Some(*metric) == other.metric)
            })
    }

    /// The one name between two numbers that begins a clause and ends right before the second.
    fn gapped_subject(&self, first: usize, second: usize) -> Option<Referent> {
        let mut named = None;
        let (mut parted, mut words) = (false, 0);
        for at in first + 1..second {
            match self.passage.kind(at)? {
                ItemKind::Comma | ItemKind::Semicolon | ItemKind::Close if named.is_none() => {
                    parted = true;
                }
                ItemKind::Open | ItemKind::Colon if named.is_some() => {}
                ItemKind::Name(_) if named.is_none() && parted => {
                    let name = self.passage.name_at(at)?;
                    named = Some(Referent {
                        slug: name.slug.clone(),
                        kind: name.kind,
                    })
                    .filter(|referent| !referent.slug.is_empty());
                    named.as_ref()?;
                }
                ItemKind::Word if named.is_none() => match class(self.passage.word(at)) {
                    WordClass::And => parted = true,
                    _ => return None,
                },
                ItemKind::Word if words < 2 && self.is_noun_or_change(at) => words += 1,
                _ => return None,
            }
        }
        named
    }

    /// What stands right beside a number that took over its figure: another subject ("Beta 15%"),
    /// words for its dimensions.
    pub(super) fn take_own_words(&self, draft: &mut Draft) {
        let Some((_, metric)) = draft.metric_in(self.vocabulary) else {
            return;
        };
        let named = (self.sentence.first..draft.item)
            .rev()
            .take(3)
            .take_while(|at| {
                matches!(
                    self.passage.kind(*at),
                    Some(ItemKind::Name(_) | ItemKind::Colon)
                ) || (self.passage.kind(*at) == Some(ItemKind::Word)
                    && class(self.passage.word(*at)) == WordClass::Open)
            })
            .find_map(|at| self.passage.name_at(at))
            .filter(|name| !name.slug.is_empty())
            .map(|name| Referent {
                slug: name.slug.clone(),
                kind: name.kind,
            });
        if let Some(named) = named
            && self.may_have(metric, &named)
            && !draft.dimensions.values().any(|value| *value == named.slug)
            && draft
                .subject
                .as_ref()
                .is_none_or(|known| known.slug != named.slug)
        {
            draft
                .reasons
                .push(format!("its subject is {}: the name beside it", named.slug));
            draft.subject = Some(named);
            draft.dimensions.remove("segment");
        }
        for (dimension, _) in metric.dimensions() {
            if metric.values.contains_key(dimension)
                && let Some(value) = dimension::worded(self, draft, dimension)
            {
                draft.dimensions.insert(dimension.to_owned(), value);
            }
        }
    }

    /// A percentage behind an amount: its relative change.
    pub(super) fn inherit_change(
        &self,
        draft: &mut Draft,
        quantity: &Quantity,
        before: &[Draft],
    ) -> bool {
        let relative = matches!(quantity.unit.as_str(), "percent" | "ratio");
        let Some(other) = before.last() else {
            return false;
        };
        let same = other.passage == draft.passage;
        let follows = (same && other.sentence + 1 == draft.sentence)
            || (other.passage + 1 == draft.passage && draft.sentence == 0);
        let near =
            (same && other.sentence == draft.sentence) || (follows && self.starts_with_pronoun());
        let Some(metric) = other.metric.filter(|_| relative && near) else {
            return false;
        };
        // Behind another change it is one more of the same: "up 62%, and 22% more than in spring".
        let is_change_itself = self
            .vocabulary
            .metrics
            .get(metric as usize)
            .is_some_and(|(_, metric)| metric.change_of.is_some());
        let change = if is_change_itself {
            Some(metric)
        } else {
            self.vocabulary.sharing(metric).get(1).copied()
        };
        let Some(change) = change else {
            return false;
        };
        let words = draft.item.saturating_sub(4).max(self.sentence.first)
            ..(draft.item + 6).min(self.sentence.last);
        let changes = quantity.direction.is_some()
            || words.clone().any(|at| is_change(self.passage.word(at)));
        if !changes {
            return false;
        }
        draft.take_figure(other, "the change of the number before it".to_owned());
        draft.metric = Some(change);
        self.keep_known_dimensions(draft);
        self.take_own_words(draft);
        true
    }

    /// "Beta: $5 million" behind a sentence that says of what.
    pub(super) fn inherit_ellipsis(
        &self,
        draft: &mut Draft,
        quantity: &Quantity,
        before: &[Draft],
    ) -> bool {
        let lead = self.sentence.first..draft.item;
        let is_ellipsis = lead.len() <= 3
            && lead.clone().any(|at| self.passage.name_at(at).is_some())
            && lead.clone().all(|at| {
                matches!(
                    self.passage.kind(at),
                    Some(ItemKind::Name(_) | ItemKind::Colon | ItemKind::Dash)
                )
            });
        if !is_ellipsis {
            return false;
        }
        let mut of_passage = before
            .iter()
            .rev()
            .take_while(|other| other.passage == draft.passage);
        let other = of_passage.find(|other| self.is_told_in(other, quantity));
        match other {
            Some(other) => {
                draft.take_figure(other, "listed with the number before it".to_owned());
                self.take_own_words(draft);
                true
            }
            _ => false,
        }
    }

    /// Whether a draft has a metric and a number in the unit of another one.
    fn is_told_in(&self, draft: &Draft, quantity: &Quantity) -> bool {
        let unit = self
            .passage
            .quantities
            .get(draft.quantity)
            .map(|q| q.unit.numerator());
        draft.metric.is_some() && unit == Some(quantity.unit.numerator())
    }

    pub(super) fn starts_with_pronoun(&self) -> bool {
        (self.sentence.first..self.sentence.last)
            .find(|at| {
                matches!(
                    self.passage.kind(*at),
                    Some(ItemKind::Word | ItemKind::Name(_))
                )
            })
            .is_some_and(|at| matches!(self.passage.word(at), "that" | "this" | "it"))
    }

    /// Drops dimensions that the metric does not have.
    pub(super) fn keep_known_dimensions(&self, draft: &mut Draft) {
        let Some((_, metric)) = draft.metric_in(self.vocabulary) else {
            return;
        };
        draft
            .dimensions
            .retain(|name, _| metric.dimensions().any(|(known, _)| known == name));
    }

    /// Whether the words between two numbers compare them or list them.
    pub(super) fn compares(&self, first: usize, second: usize) -> bool {
        let mut words = 0;
        let mut compares = false;
        for at in first + 1..second {
            match self.passage.kind(at) {
                Some(ItemKind::Semicolon | ItemKind::Dash) => return false,
                Some(ItemKind::Word) => {
                    let word = self.passage.word(at);
                    words += 1;
                    compares |= matches!(
                        word,
                        "from"
                            | "against"
                            | "versus"
                            | "after"
                            | "missing"
                            | "beating"
                            | "topping"
                            | "vs"
                            | "compared"
                            | "than"
                            | "to"
                            | "expected"
                            | "forecast"
                            | "earlier"
                            | "previous"
                            | "looked"
                            | "target"
                            | "estimate"
                            | "consensus"
                            | "or"
                    );
                }
                _ => {}
            }
        }
        let list = words <= 2
            && (first + 1..second).all(|at| match self.passage.kind(at) {
                Some(ItemKind::Comma | ItemKind::Date(_)) => true,
                Some(ItemKind::Word) => {
                    matches!(class(self.passage.word(at)), WordClass::And)
                        || self.passage.word(at) == "then"
                        || self.passage.word(at) == "to"
                }
                _ => false,
            });
        list || (compares && words <= 16) || self.passage.pair_of(second) == Some(first)
    }
}
