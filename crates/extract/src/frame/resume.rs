//! Figures that a later clause or sentence goes on with: "Last year it was $5 million", "The police
//! say 45,000", "We had expected $3 million".

use std::cmp::Ordering;

use claimbook_model::Decimal;

use crate::draft::Draft;
use crate::item::ItemKind;
use crate::lexicon::{WordClass, class};
use crate::quantity::Quantity;

use super::Frame;
use super::fit::accepts;
use super::govern::Governor;

/// How many sentences back a figure may stand.
const SENTENCES_BACK: usize = 2;
/// How many times as great or small as the figure it goes on with a number may be.
const FACTOR_MAX: i128 = 50;
/// The least number that goes on with a figure by being one of nothing in particular.
const BARE_LEAST: i128 = 10;
/// How many items before a number say that it goes on with a figure.
const LEAD: usize = 7;
/// How many behind it.
const TRAIL: usize = 7;

impl Frame<'_, '_, '_> {
    /// Lets a number without any cue go on with the last figure of its kind that was told.
    pub(super) fn resume(&self, draft: &mut Draft, quantity: &Quantity, before: &[Draft]) -> bool {
        let is_more = draft.item.checked_sub(1).is_some_and(|at| {
            matches!(
                self.passage.word(at),
                "another" | "more" | "additional" | "further" | "extra" | "every"
            )
        });
        if is_more || quantity.direction.is_some() || self.governor(draft.item) != Governor::None {
            return false;
        }
        let same_unit = |other: &&Draft| {
            self.passage
                .quantities
                .get(other.quantity)
                .is_some_and(|known| known.unit == quantity.unit)
        };
        let Some(other) = before
            .iter()
            .rev()
            .take_while(|other| {
                other.passage == draft.passage
                    && draft.sentence - other.sentence.min(draft.sentence) <= SENTENCES_BACK
            })
            .find(same_unit)
        else {
            return false;
        };
        let known = self.passage.quantities.get(other.quantity);
        let metric = other.metric_in(self.vocabulary);
        let (Some((_, metric)), Some(known)) = (metric, known) else {
            return false;
        };
        let fits = accepts(metric, quantity) && is_of_size(quantity, known);
        // A number that counts nothing of its own counts what the one before it did.
        let is_bare = quantity.unit.as_str() == "count"
            && quantity.counted.is_none()
            && Decimal::new(BARE_LEAST, 0)
                .is_ok_and(|least| quantity.value.high().abs().cmp_value(least) != Ordering::Less);
        let counts_same = quantity.counted.is_none() || quantity.counted == known.counted;
        let resumes = counts_same && (is_bare || self.refers_back(draft.item));
        if !fits || !resumes {
            return false;
        }
        draft.take_figure(other, "goes on with the figure told before it".to_owned());
        self.take_own_words(draft);
        true
    }

    /// Whether the words about a number say that it is another value of what was told.
    fn refers_back(&self, item: usize) -> bool {
        let from = item.saturating_sub(LEAD).max(self.sentence.first);
        let lead = (from..item)
            .rev()
            .take_while(|at| !matches!(self.passage.kind(*at), Some(ItemKind::Semicolon)));
        let lead: Vec<usize> = lead.collect();
        let pronoun = lead
            .iter()
            .position(|at| matches!(self.passage.word(*at), "it" | "that" | "this" | "they"));
        let is_level = |word: &str| {
            class(word) == WordClass::Be
                || matches!(
                    word,
                    "had" | "stood" | "came" | "put" | "puts" | "make" | "reached" | "hit" | "went"
                )
        };
        let says_it_was = pronoun.is_some_and(|at| {
            let between = lead.get(..at).unwrap_or_default();
            between.len() <= 4
                && between.iter().any(|at| is_level(self.passage.word(*at)))
                && between
                    .iter()
                    .all(|at| self.passage.kind(*at) == Some(ItemKind::Word))
        });
        let in_clause = lead.iter().take_while(|at| {
            let kind = self.passage.kind(**at);
            !matches!(
                kind,
                Some(ItemKind::Comma | ItemKind::Close | ItemKind::Quantity(_))
            )
        });
        let lead_expects = in_clause
            .map(|at| self.passage.word(*at))
            .any(is_expectation);
        let to = (item + 1 + TRAIL).min(self.sentence.last);
        let trail_expects = (item + 1..to)
            .take_while(|at| {
                matches!(
                    self.passage.kind(*at),
                    Some(ItemKind::Word | ItemKind::Date(_) | ItemKind::Name(_))
                )
            })
            .any(|at| is_expectation(self.passage.word(at)));
        says_it_was || lead_expects || trail_expects
    }
}

/// Words by which a text sets an expectation or an older value beside what it told.
fn is_expectation(word: &str) -> bool {
    matches!(
        word,
        "expected"
            | "expects"
            | "expecting"
            | "forecast"
            | "forecasts"
            | "consensus"
            | "guidance"
            | "guides"
            | "guided"
            | "predicted"
            | "pencilled"
            | "penciled"
            | "anticipated"
            | "looking"
            | "braced"
            | "polled"
            | "reckons"
            | "reckon"
            | "estimates"
            | "previously"
            | "originally"
            | "initially"
            | "earlier"
    )
}

/// Whether two numbers can be values of one figure by their size.
fn is_of_size(one: &Quantity, other: &Quantity) -> bool {
    let (one, other) = (one.value.high().abs(), other.value.high().abs());
    let Ok(factor) = Decimal::new(FACTOR_MAX, 0) else {
        return false;
    };
    let within = |small: Decimal, great: Decimal| {
        small
            .checked_mul(factor)
            .is_some_and(|bound| bound.cmp_value(great) != Ordering::Less)
    };
    !one.is_zero() && within(one, other) && within(other, one)
}
