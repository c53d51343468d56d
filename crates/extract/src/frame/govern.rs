//! What stands right beside a number and says what it measures, whatever else the sentence names.

use crate::item::ItemKind;
use crate::lexicon::{WordClass, class, is_common_verb};
use crate::passage::CueHit;
use crate::quantity::Quantity;
use crate::vocabulary::Entry;

use super::Frame;

/// How far behind "more" or "fewer" the word "than" may stand, from the number.
const EXCESS_ITEMS_MAX: usize = 3;

/// What a number belongs to by the words beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Governor {
    /// Nothing in particular.
    None,
    /// The noun at this item: "an exchange rate of 145".
    Noun(usize),
    /// A whole that was named before: "of which 5 million", "96 of them".
    Whole,
}

impl Governor {
    /// Whether a cue may still name the number's metric.
    pub(super) fn allows(self, item: usize, hit: &CueHit) -> bool {
        match self {
            Governor::None => true,
            // A verb that acts on the noun does not measure it, and a noun further off is another.
            Governor::Noun(noun) => hit.first > item || hit.last >= noun,
            Governor::Whole => hit.first > item,
        }
    }
}

/// Nouns that stand for what they are of, or for nothing: "a total of", "a forecast of".
fn is_transparent(word: &str) -> bool {
    matches!(
        word,
        "total"
            | "sum"
            | "amount"
            | "average"
            | "median"
            | "mean"
            | "record"
            | "high"
            | "low"
            | "peak"
            | "level"
            | "figure"
            | "number"
            | "range"
            | "maximum"
            | "minimum"
            | "forecast"
            | "forecasts"
            | "estimate"
            | "estimates"
            | "consensus"
            | "expectation"
            | "expectations"
            | "projection"
            | "projections"
            | "guidance"
            | "target"
            | "goal"
            | "rate"
            | "pace"
            | "clip"
            | "increase"
            | "rise"
            | "gain"
            | "growth"
            | "jump"
            | "decline"
            | "drop"
            | "fall"
            | "decrease"
            | "change"
            | "reduction"
            | "improvement"
            | "excess"
            | "equivalent"
            | "combined"
            | "tune"
            | "region"
            | "deal"
            | "count"
            | "tally"
            | "population"
            | "share"
            | "value"
            | "size"
            | "price"
            | "cost"
            | "budget"
            | "order"
            | "in"
    )
}

/// Words that say that what follows comes on top or goes away.
fn is_addition(word: &str) -> bool {
    matches!(
        word,
        "add"
            | "adds"
            | "added"
            | "adding"
            | "gain"
            | "gains"
            | "gained"
            | "gaining"
            | "lose"
            | "loses"
            | "lost"
            | "losing"
            | "shed"
            | "hire"
            | "hires"
            | "hired"
            | "hiring"
            | "recruit"
            | "recruits"
            | "recruited"
            | "recruiting"
            | "another"
            | "additional"
            | "further"
            | "extra"
    )
}

/// How many words before a number may say that it came on top.
const ADDITION_WORDS: usize = 3;
/// How many words of the noun before "of" are looked at.
const NOUN_WORDS: usize = 3;

impl Frame<'_, '_, '_> {
    /// What the words beside a number make it belong to.
    pub(super) fn governor(&self, item: usize) -> Governor {
        if self.is_part(item) {
            return Governor::Whole;
        }
        let noun = item
            .checked_sub(2)
            .filter(|noun| *noun >= self.sentence.first && self.passage.word(item - 1) == "of");
        match noun {
            Some(noun) if self.is_opaque(noun) => Governor::Noun(noun),
            _ => Governor::None,
        }
    }

    /// Whether a noun measures something of its own that the catalog does not know.
    fn is_opaque(&self, noun: usize) -> bool {
        let word = self.passage.word(noun);
        self.passage.kind(noun) == Some(ItemKind::Word)
            && class(word) == WordClass::Open
            && !is_transparent(word)
            && !is_common_verb(word)
            && !word.ends_with("ing")
            && !self.is_in_cue(noun)
    }

    /// Whether an item is a part of a cue, or of a cue's noun phrase.
    fn is_in_cue(&self, item: usize) -> bool {
        let from = item.saturating_sub(NOUN_WORDS);
        let first = self.passage.cues.partition_point(|hit| hit.last < from);
        let cues = self.passage.cues.get(first..).unwrap_or_default();
        cues.iter()
            .take_while(|hit| hit.first <= item)
            .any(|hit| hit.first <= item && item <= hit.last)
    }

    /// Whether a number is told as a part of what was named before: "96 of them", "of which 96",
    /// "including 96".
    fn is_part(&self, item: usize) -> bool {
        let word = |at: usize| self.passage.word(at);
        let refers = |at: usize| {
            matches!(
                word(at),
                "them" | "which" | "whom" | "those" | "these" | "it" | "that"
            )
        };
        let behind = word(item + 1) == "of" && refers(item + 2);
        let before = |back: usize| {
            item.checked_sub(back)
                .filter(|at| *at >= self.sentence.first)
                .is_some_and(|at| {
                    word(at) == "of" && matches!(word(at + 1), "them" | "which" | "whom" | "these")
                })
        };
        let included = item
            .checked_sub(1)
            .is_some_and(|at| matches!(word(at), "including" | "includes" | "included"));
        behind || before(2) || before(3) || included || self.is_of_the_whole(item)
    }

    /// "Of the $5 million that it raised, $2 million went …".
    fn is_of_the_whole(&self, item: usize) -> bool {
        let opens = self.passage.word(self.sentence.first) == "of";
        let unit = |at: usize| self.passage.quantity_at(at).map(|q| q.unit.numerator());
        opens && (self.sentence.first..item).any(|at| unit(at).is_some() && unit(at) == unit(item))
    }

    /// Whether a number says by how much another one differs: "3,900 more than a year ago",
    /// "$2 million over budget". A share may be the change itself.
    pub(super) fn is_excess(&self, item: usize, quantity: &Quantity) -> bool {
        let measures = quantity.unit.is_money() || quantity.unit.as_str() == "count";
        let word = |back: usize| self.passage.word(item + back);
        let differs = match word(1) {
            "more" | "fewer" | "less" => {
                (2..=EXCESS_ITEMS_MAX).any(|back| word(back) == "than" && word(2) != "or")
            }
            "over" | "under" => word(2) == "budget",
            _ => false,
        };
        measures && differs
    }

    /// Whether a number is what came on top or went away, and no level: "added 2 million users",
    /// "another 200 people".
    pub(super) fn is_addition(&self, item: usize) -> bool {
        let words = (self.sentence.first..item).rev().take(ADDITION_WORDS);
        words
            .map(|at| self.passage.word(at))
            .take_while(|word| {
                matches!(
                    class(word),
                    WordClass::Determiner | WordClass::Adverb | WordClass::Preposition
                ) || *word == "net"
                    || is_addition(word)
            })
            .any(is_addition)
    }

    /// Whether a cue that says what its subject is worth stands behind a noun that is no party: "a
    /// deal worth", "the market was worth".
    pub(super) fn measures_another(&self, hit: &CueHit) -> bool {
        let at_its_end =
            self.passage.word(hit.last) == "at" || self.passage.word(hit.last + 1) == "at";
        let says_worth = (hit.first..=hit.last).any(|at| match self.passage.word(at) {
            "worth" => true,
            "valued" | "priced" | "put" | "pegged" => at_its_end,
            _ => false,
        });
        if !says_worth {
            return false;
        }
        let mut before = (self.sentence.first..hit.first).rev().filter(|at| {
            !matches!(
                class(self.passage.word(*at)),
                WordClass::Be | WordClass::Auxiliary | WordClass::Adverb | WordClass::Modal
            ) && !matches!(
                self.passage.word(*at),
                "last"
                    | "recently"
                    | "privately"
                    | "once"
                    | "previously"
                    | "reportedly"
                    | ","
                    | "at"
                    | "each"
            )
        });
        let Some(noun) = before.next() else {
            return false;
        };
        self.passage.kind(noun) == Some(ItemKind::Word)
            && class(self.passage.word(noun)) == WordClass::Open
            && !is_common_verb(self.passage.word(noun))
            && !self.is_kind_noun(noun)
    }

    /// Whether a word is a common noun for parties: "a start-up worth $5 million".
    fn is_kind_noun(&self, item: usize) -> bool {
        let Some(at) = self.passage.items.get(item) else {
            return false;
        };
        self.passage
            .hits_in(&self.sentence)
            .filter(|hit| hit.end == at.end)
            .any(|hit| {
                let entries = self.vocabulary.entries(hit.pattern);
                entries.iter().any(|e| matches!(e, Entry::KindNoun(_)))
            })
    }
}
