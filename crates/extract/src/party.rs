//! Parties: who takes part in what a sentence tells, and in which role.

use claimbook_model::slug;

use crate::dimension;
use crate::focus::Referent;
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{self, WordClass, class};
use crate::name::NameForm;
use crate::passage::{CueHit, Passage};
use crate::vocabulary::{Form, Vocabulary};

mod agent;
mod apart;

pub(crate) use apart::part;

/// Where parties are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'p, 'a> {
    pub vocabulary: &'p Vocabulary,
    pub passage: &'p Passage<'a>,
    pub sentence: Sentence,
    /// The item of the quantity.
    pub quantity: usize,
    pub cue: Option<CueHit>,
    /// Whether a pronoun may stand for another than whom it most likely stands for.
    pub is_lenient: bool,
}

/// Whether a place of the catalog is a preposition.
fn is_preposition(place: &str) -> bool {
    !matches!(
        place,
        "owner" | "modifier" | "agent" | "object" | "recipient" | "peer"
    ) && !place.starts_with('~')
}

/// How far a preposition is looked for, in items.
const REACH: usize = 16;

impl Scene<'_, '_> {
    /// The party that stands in a place: `owner`, `modifier`, `agent`, `object`, or behind a
    /// preposition. `fits` says which parties may fill the role.
    pub(crate) fn find(&self, place: &str, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        match place {
            "owner" => self.owner(fits),
            "modifier" => self.modifier(fits),
            "agent" => self.agent(fits),
            "object" => self.object(fits),
            "recipient" => self.recipient(fits),
            preposition => self.behind(preposition, fits).map(|(_, found)| found),
        }
    }

    /// The party in the first of the places where one is found, and that place. Prepositions that
    /// follow one another in the list are one place: the nearest of them counts.
    pub(crate) fn find_in<'s>(
        &self,
        places: &[&'s str],
        peer: Option<&Referent>,
        fits: &dyn Fn(&Referent) -> bool,
    ) -> Option<(&'s str, Referent)> {
        let mut at = 0;
        while let Some(place) = places.get(at) {
            if let Some(preposition) = place.strip_prefix('~') {
                let found = match preposition {
                    "modifier" => dimension::described(self),
                    _ => dimension::phrase(self, preposition),
                };
                if let Some(found) = found {
                    return Some((place, found));
                }
                at += 1;
                continue;
            }
            if *place == "peer" {
                let same_kind = |referent: &Referent| {
                    fits(referent) && peer.is_some_and(|p| p.kind == referent.kind)
                };
                let found = (self.sentence.first..self.quantity)
                    .rev()
                    .find_map(|item| self.referent(item, &same_kind));
                if let Some(found) = found {
                    return Some((place, found));
                }
                at += 1;
                continue;
            }
            if !is_preposition(place) {
                if let Some(found) = self.find(place, fits) {
                    return Some((place, found));
                }
                at += 1;
                continue;
            }
            let run = places
                .iter()
                .skip(at)
                .take_while(|place| is_preposition(place))
                .count();
            let nearest = places
                .iter()
                .skip(at)
                .take(run)
                .filter_map(|place| Some((self.behind(place, fits)?, *place)))
                .min_by_key(|((item, _), _)| *item);
            if let Some(((_, found), place)) = nearest {
                return Some((place, found));
            }
            at += run;
        }
        None
    }

    fn first(&self) -> usize {
        self.cue
            .map_or(self.quantity, |cue| cue.first.min(self.quantity))
    }

    fn last(&self) -> usize {
        self.cue
            .map_or(self.quantity, |cue| cue.last.max(self.quantity))
    }

    fn referent(&self, item: usize, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        let few = if self.is_lenient { usize::MAX } else { 1 };
        self.passage.name_at(item)?.referents().take(few).find(fits)
    }

    /// The party that owns the number or the cue: "Acme's current $5 billion valuation".
    fn owner(&self, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        let mut starts = vec![self.quantity];
        if let Some(cue) = self.cue {
            starts.push(cue.first);
        }
        starts.sort_unstable_by(|a, b| b.cmp(a));
        starts
            .into_iter()
            .find_map(|start| self.owner_before(start, fits))
    }

    fn owner_before(&self, start: usize, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        let mut at = start;
        for _ in 0..9 {
            at = at.checked_sub(1).filter(|at| *at >= self.sentence.first)?;
            match self.passage.kind(at)? {
                ItemKind::Possessive => {
                    return at
                        .checked_sub(1)
                        .and_then(|owner| self.referent(owner, fits));
                }
                ItemKind::Name(index) => {
                    let form = self.passage.names.get(index).map(|name| name.form);
                    if form == Some(NameForm::Possessive) {
                        return self.referent(at, fits);
                    }
                }
                ItemKind::Word => {
                    let word = self.passage.word(at);
                    let inner = lexicon::is_np_internal(word)
                        || matches!(class(word), WordClass::Adverb | WordClass::And)
                        || matches!(
                            word,
                            "implied" | "projected" | "expected" | "estimated" | "reported"
                        );
                    if !inner {
                        return None;
                    }
                }
                ItemKind::Quantity(_) | ItemKind::Date(_) | ItemKind::Mark => {}
                _ => return None,
            }
        }
        None
    }

    /// A party inside the noun phrase: "the $5 billion Acme deal", "Acme revenue was".
    fn modifier(&self, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        if self
            .cue
            .is_some_and(|cue| cue.form == Form::Verb && cue.first < self.quantity)
        {
            return None;
        }
        if let Some(cue) = self.cue
            && cue.first > self.quantity
        {
            let inside = (self.quantity + 1..cue.first)
                .rev()
                .find_map(|item| self.referent(item, fits));
            if inside.is_some() {
                return inside;
            }
        }
        let starts = [self.cue.map(|cue| cue.first), Some(self.quantity)];
        starts.into_iter().flatten().find_map(|start| {
            let mut at = start;
            for _ in 0..4 {
                at = at.checked_sub(1).filter(|at| *at >= self.sentence.first)?;
                match self.passage.kind(at)? {
                    ItemKind::Name(_) if self.is_where(at) => return None,
                    ItemKind::Name(_) => return self.referent(at, fits),
                    ItemKind::Word if lexicon::is_np_internal(self.passage.word(at)) => {}
                    _ => return None,
                }
            }
            None
        })
    }

    /// Whether a name says where the one before it is: "the Quillwort yard in Harbour".
    fn is_where(&self, item: usize) -> bool {
        let word = item.checked_sub(1).map(|before| self.passage.word(before));
        let other = item.checked_sub(2).and_then(|at| self.passage.name_at(at));
        matches!(word, Some("in" | "at" | "near")) && other.is_some()
    }

    /// The party to whom it is done: between the cue and the number, without preposition.
    fn object(&self, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        let cue = self.cue?;
        let range = if cue.last < self.quantity {
            cue.last + 1..self.quantity
        } else {
            self.quantity + 1..cue.first
        };
        range
            .into_iter()
            .filter(|item| self.passage.kind(item + 1) != Some(ItemKind::Possessive))
            .find_map(|item| self.referent(item, fits))
    }

    /// The agent, where the text says from whom it comes: "Acme took $5 million from Beta".
    fn recipient(&self, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        let giver = ["from", "by"]
            .iter()
            .find_map(|preposition| self.behind(preposition, &|_| true))?;
        self.agent(&|referent| fits(referent) && referent.slug != giver.1.slug)
    }

    /// The party behind a preposition, after the cue and the number or between them.
    fn behind(
        &self,
        preposition: &str,
        fits: &dyn Fn(&Referent) -> bool,
    ) -> Option<(usize, Referent)> {
        let (first, last) = (self.first(), self.last());
        let end = (last + REACH).min(self.sentence.last);
        for item in first + 1..end {
            match self.passage.kind(item) {
                Some(ItemKind::Semicolon) if item > last => return None,
                Some(ItemKind::Quantity(_)) if item > last + 1 => {
                    // Another number begins a phrase of its own, unless it is a mere length of time.
                    let is_other = self
                        .passage
                        .quantity_at(item)
                        .zip(self.passage.quantity_at(self.quantity))
                        .is_some_and(|(a, b)| a.unit.numerator() == b.unit.numerator());
                    if is_other {
                        return None;
                    }
                }
                Some(ItemKind::Word) if self.passage.word(item) == preposition => {
                    if let Some(found) = self.noun_phrase(item + 1, fits) {
                        return Some((item, found));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The party that a noun phrase beginning at `item` names.
    fn noun_phrase(&self, item: usize, fits: &dyn Fn(&Referent) -> bool) -> Option<Referent> {
        let mut dated = false;
        for at in item..(item + 4).min(self.sentence.last) {
            if at == item
                && matches!(
                    self.passage.word(at),
                    "return" | "exchange" | "addition" | "fact"
                )
            {
                return None;
            }
            match self.passage.kind(at)? {
                ItemKind::Name(index) => {
                    let form = self.passage.names.get(index).map(|name| name.form);
                    // "The May 2031 breach": only what happens is told apart by its date.
                    let fits_date = !dated || self.is_named_by_date(at);
                    if fits_date
                        && form != Some(NameForm::Possessive)
                        && let Some(found) = self.referent(at, fits)
                    {
                        return Some(found);
                    }
                }
                ItemKind::Possessive => {}
                ItemKind::Date(_) => dated = true,
                ItemKind::Word => {
                    let word = self.passage.word(at);
                    let inner = matches!(class(word), WordClass::Determiner | WordClass::Open)
                        && !matches!(word, "said" | "says");
                    if !inner {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a name has the words before it in its slug, as that of what happens has its date.
    fn is_named_by_date(&self, item: usize) -> bool {
        let date = item
            .checked_sub(1)
            .and_then(|at| slug(self.passage.word(at)));
        let name = self.passage.name_at(item);
        name.zip(date)
            .is_some_and(|(name, date)| name.slug.starts_with(&date))
    }
}
