//! The frame: which metric a quantity states, of whom, in which dimensions.

use std::collections::BTreeSet;

use claimbook_model::Metric;
use claimbook_model::catalog::Cue;

use crate::bind;
use crate::draft::Draft;
use crate::focus::{Referent, is_party};
use crate::item::Sentence;
use crate::lexicon::is_change;
use crate::passage::{CueHit, Passage};
use crate::quantity::Quantity;
use crate::vocabulary::{Form, Vocabulary};

mod inherit;
mod role;

pub(crate) use inherit::listed;

/// The least score at which a cue names a number's metric.
const SCORE_MIN: i32 = bind::FAR + 8;
/// From here on a cue is sure, and no other number of the sentence lends its figure.
const SCORE_SURE: i32 = 56;

/// The score of a cue between two numbers.
const SCORE_BETWEEN: i32 = 92;
/// How much better a cue fits whose parties are all in the sentence.
const COMPLETE_BONUS: i32 = 14;
/// How many cues are tried for one number.
const CANDIDATES_MAX: usize = 8;

/// Everything that is needed to frame the quantities of one sentence.
pub(crate) struct Frame<'v, 'p, 'a> {
    pub vocabulary: &'v Vocabulary,
    pub passage: &'p Passage<'a>,
    pub sentence: Sentence,
    pub present: BTreeSet<u32>,
    /// Whether it lists things "respectively".
    is_respective: bool,
}

impl<'v, 'p, 'a> Frame<'v, 'p, 'a> {
    pub(crate) fn new(
        vocabulary: &'v Vocabulary,
        passage: &'p Passage<'a>,
        sentence: Sentence,
    ) -> Self {
        let present = passage.hits_in(&sentence).map(|hit| hit.pattern).collect();
        Self {
            vocabulary,
            passage,
            sentence,
            present,
            is_respective: (sentence.first..sentence.last)
                .any(|item| passage.word(item) == "respectively"),
        }
    }

    /// A frame for what needs no cue: it does not look for the words of the sentence.
    fn listing(vocabulary: &'v Vocabulary, passage: &'p Passage<'a>, sentence: Sentence) -> Self {
        Self {
            vocabulary,
            passage,
            sentence,
            present: BTreeSet::new(),
            is_respective: false,
        }
    }

    /// Gives a draft its metric, subject and dimensions. `before` are the drafts before it, the
    /// nearest last.
    pub(crate) fn fill(&self, draft: &mut Draft, before: &[Draft]) {
        self.fill_figure(draft, before);
        self.take_respective(draft);
    }

    fn fill_figure(&self, draft: &mut Draft, before: &[Draft]) {
        let Some(quantity) = self.passage.quantities.get(draft.quantity) else {
            return;
        };
        let previous = before
            .last()
            .filter(|d| d.passage == draft.passage && d.sentence == draft.sentence);
        if quantity.is_conversion
            && let Some(previous) = previous
        {
            draft.take_figure(previous, "a conversion of the number before it".to_owned());
            return;
        }
        let candidates = self.candidates(draft.item, quantity, previous);
        let sure = candidates.iter().any(|(score, _)| *score >= SCORE_SURE);
        if !sure && self.inherit(draft, quantity, before) {
            return;
        }
        // A cue whose parties are all there fits better than one that lacks some.
        let best = candidates
            .into_iter()
            .filter_map(|(score, hit)| {
                let mut trial = draft.clone();
                self.apply(&mut trial, score, hit);
                trial.metric?;
                let complete = trial.figure(self.vocabulary).is_some();
                let rank = score
                    + if complete { COMPLETE_BONUS } else { 0 }
                    + if trial.subject.is_some() { 3 } else { 0 };
                Some((rank, trial))
            })
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((_, trial)) = best {
            *draft = trial;
        }
    }

    /// Where a number stands among those that a sentence lists with "respectively": its place, how
    /// many there are, and the item of the first.
    pub(crate) fn respectively(&self, item: usize) -> Option<(usize, usize, usize)> {
        let range = self.sentence.first..self.sentence.last;
        let unit = |at: usize| self.passage.quantity_at(at).map(|q| q.unit.numerator());
        if !self.is_respective {
            return None;
        }
        let own = unit(item)?;
        let listed: Vec<usize> = range.filter(|at| unit(*at) == Some(own)).take(9).collect();
        let at = listed.iter().position(|known| *known == item)?;
        (listed.len() > 1).then_some((at, listed.len(), *listed.first()?))
    }

    /// Gives a number that is listed with "respectively" the subject that is listed with it.
    fn take_respective(&self, draft: &mut Draft) {
        let Some((at, count, first)) = self.respectively(draft.item) else {
            return;
        };
        let metric = draft
            .metric
            .and_then(|metric| self.vocabulary.metrics.get(metric as usize));
        let Some((_, metric)) = metric else { return };
        let mut named: Vec<Referent> = Vec::new();
        for name in (self.sentence.first..first).filter_map(|item| self.passage.name_at(item)) {
            let referent = Referent {
                slug: name.slug.clone(),
                kind: name.kind,
            };
            if !referent.slug.is_empty() && self.may_have(metric, &referent) {
                named.push(referent);
            }
        }
        if named.len() == count
            && let Some(referent) = named.into_iter().nth(at)
        {
            draft
                .reasons
                .push(format!("subject {} (respectively)", referent.slug));
            draft.subject = Some(referent);
            draft.is_subject_sure = true;
        }
    }

    /// The cues that fit, the best of each group of wordings, with their scores.
    fn candidates(
        &self,
        item: usize,
        quantity: &Quantity,
        previous: Option<&Draft>,
    ) -> Vec<(i32, CueHit)> {
        let first = self
            .passage
            .cues
            .partition_point(|hit| hit.start < self.sentence.start);
        let mut found: Vec<(i32, CueHit)> = Vec::new();
        let in_sentence = self
            .passage
            .cues
            .iter()
            .skip(first)
            .take_while(|hit| hit.start < self.sentence.end);
        for hit in in_sentence {
            for metric in self.metrics_of(hit.metric) {
                let hit = CueHit { metric, ..*hit };
                let Some(score) = self.score(item, quantity, &hit, previous) else {
                    continue;
                };
                if score >= SCORE_MIN {
                    found.push((score, hit));
                }
            }
        }
        // The longer wording knows better: "revenue growth" is no revenue.
        let longer: Vec<(usize, usize)> = found.iter().map(|(_, h)| (h.start, h.end)).collect();
        found.retain(|(_, hit)| {
            !longer.iter().any(|(start, end)| {
                *start <= hit.start && hit.end <= *end && end - start > hit.end - hit.start
            })
        });
        found.extend(self.counted(item, quantity));
        found.sort_by_key(|(score, hit)| (-*score, hit.start, hit.metric, hit.cue));
        found.truncate(CANDIDATES_MAX);
        found
    }

    /// A metric, and those that are its relative change: they share its cues.
    fn metrics_of(&self, metric: u16) -> impl Iterator<Item = u16> {
        let slug = self
            .vocabulary
            .metrics
            .get(metric as usize)
            .map(|(slug, _)| slug.as_str());
        let changes = self
            .vocabulary
            .metrics
            .iter()
            .enumerate()
            .filter(move |(_, (_, other))| other.change_of.as_deref() == slug)
            .map(|(index, _)| index as u16);
        std::iter::once(metric).chain(changes)
    }

    /// The cue as the catalog gives it: a change has the cues of what changes.
    fn cue(&self, hit: &CueHit) -> Option<(&'v Metric, &'v Cue, bool)> {
        let (_, metric) = self.vocabulary.metrics.get(hit.metric as usize)?;
        let text = self.passage.lower.get(hit.start..hit.end)?;
        let own = metric
            .cue
            .get(hit.cue as usize)
            .filter(|cue| names(cue, hit.form, text));
        if let Some(cue) = own {
            return Some((metric, cue, false));
        }
        let base = metric.change_of.as_deref()?;
        let (_, base) = self
            .vocabulary
            .metrics
            .iter()
            .find(|(slug, _)| slug == base)?;
        let cue = base.cue.get(hit.cue as usize)?;
        names(cue, hit.form, text).then_some((metric, cue, true))
    }

    fn score(
        &self,
        item: usize,
        quantity: &Quantity,
        hit: &CueHit,
        previous: Option<&Draft>,
    ) -> Option<i32> {
        let (metric, cue, of_base) = self.cue(hit)?;
        if !accepts(metric, quantity) || !self.in_company(cue) {
            return None;
        }
        if metric.change_of.is_some() && !self.is_change(item, quantity, hit) {
            return None;
        }
        if !cue.after.is_empty() {
            return self.follows(item, hit, cue, previous);
        }
        let score = bind::score(self.passage, item, hit, cue.weight)?;
        Some(score - i32::from(of_base))
    }

    /// Whether the words that a cue needs are there, and those that it cannot stand are not.
    fn in_company(&self, cue: &Cue) -> bool {
        let present = |word: &String| {
            self.vocabulary
                .pattern(word)
                .is_some_and(|pattern| self.present.contains(&pattern))
        };
        (cue.near.is_empty() || cue.near.iter().any(present)) && !cue.unless.iter().any(present)
    }

    /// The score of a cue that counts only between two numbers.
    fn follows(
        &self,
        item: usize,
        hit: &CueHit,
        cue: &Cue,
        previous: Option<&Draft>,
    ) -> Option<i32> {
        let previous = previous?;
        let metric = previous.metric?;
        let (slug, _) = self.vocabulary.metrics.get(metric as usize)?;
        let between = previous.item < hit.first
            && bind::cost(self.passage, previous.item + 1, hit.first) <= 9
            && hit.last < item
            && bind::cost(self.passage, hit.last + 1, item) <= 3;
        (between && cue.after.contains(slug)).then_some(SCORE_BETWEEN)
    }

    /// Whether words beside a percentage say that it is the size of a change.
    fn is_change(&self, item: usize, quantity: &Quantity, hit: &CueHit) -> bool {
        if quantity.direction.is_some() {
            return true;
        }
        let from = item.saturating_sub(5).max(self.sentence.first);
        let to = (item + 5).min(self.sentence.last);
        (from..to).any(|at| is_change(self.passage.word(at)))
            || (hit.first..=hit.last).any(|at| is_change(self.passage.word(at)))
    }

    /// A metric that is named by what is counted.
    fn counted(&self, item: usize, quantity: &Quantity) -> Option<(i32, CueHit)> {
        let noun = quantity.counted.as_deref()?.to_ascii_lowercase();
        let index =
            self.vocabulary.metrics.iter().position(|(_, metric)| {
                metric.counted.iter().any(|known| is_counted(&noun, known))
            })?;
        let at = self.passage.items.get(item)?;
        let hit = CueHit {
            metric: index as u16,
            cue: u16::MAX,
            form: Form::Noun,
            first: item,
            last: item,
            start: at.start,
            end: at.end,
        };
        Some((SCORE_SURE + 2, hit))
    }
}

/// Whether an entity of its kind can have figures of the metric.
pub(crate) fn may_have(vocabulary: &Vocabulary, metric: &Metric, referent: &Referent) -> bool {
    if metric.subjects.is_empty() {
        return is_party(vocabulary, referent.kind);
    }
    match referent
        .kind
        .and_then(|kind| vocabulary.kinds.get(kind as usize))
    {
        None => true,
        Some((slug, _)) => metric.subjects.contains(slug),
    }
}

/// Whether a cue of the catalog has this wording.
fn names(cue: &Cue, form: Form, text: &str) -> bool {
    let begins_alike = |word: &str, text: &str| match (word.as_bytes(), text.as_bytes()) {
        ([a, ..], [b, ..]) => a.eq_ignore_ascii_case(b),
        _ => false,
    };
    match form {
        Form::Phrase => cue.phrases.iter().any(|p| p.eq_ignore_ascii_case(text)),
        Form::Noun => cue.nouns.iter().any(|noun| {
            begins_alike(noun, text)
                && crate::lexicon::noun_forms(noun)
                    .iter()
                    .any(|form| form.eq_ignore_ascii_case(text))
        }),
        Form::Verb => cue.verbs.iter().any(|verb| {
            (begins_alike(verb, text) || matches!(verb.as_str(), "be" | "go"))
                && crate::lexicon::verb_forms(verb).iter().any(|f| f == text)
        }),
    }
}

/// Whether a counted noun ("weekly users") is one of a metric's ("users").
fn is_counted(noun: &str, known: &str) -> bool {
    !known.ends_with('?')
        && (noun == known
            || noun
                .strip_suffix(known)
                .is_some_and(|before| before.ends_with([' ', '-'])))
}

/// Whether a metric can have the quantity's unit and counted noun.
pub(crate) fn accepts(metric: &Metric, quantity: &Quantity) -> bool {
    let unit = &quantity.unit;
    let per_share = unit.denominator() == Some("share");
    let told_per = metric.dimensions().any(|(name, _)| name == "per");
    if per_share && !told_per && !metric.units.iter().any(|known| known == unit.as_str()) {
        return false;
    }
    let fits = match metric.quantity.as_str() {
        "any" => true,
        "money" => unit.is_money(),
        "power" => unit.numerator() == "W",
        "percent" => {
            unit.as_str() == "percent" || (metric.change_of.is_some() && unit.as_str() == "ratio")
        }
        other => unit.numerator() == other,
    };
    if !fits && !metric.units.iter().any(|known| known == unit.as_str()) {
        return false;
    }
    if !metric.units.is_empty() && !metric.units.iter().any(|known| known == unit.as_str()) {
        return metric.quantity != "any" && unit.denominator().is_none();
    }
    match &quantity.counted {
        Some(noun) if metric.quantity == "count" => metric
            .counted
            .iter()
            .any(|known| is_counted(&noun.to_ascii_lowercase(), known.trim_end_matches('?'))),
        _ => true,
    }
}
