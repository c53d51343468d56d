//! The frame: which metric a quantity states, of whom, in which dimensions.

use claimbook_model::catalog::Cue;
use claimbook_model::{Metric, MetricKind};

use crate::bind;
use crate::draft::Draft;
use crate::focus::{Referent, is_party};
use crate::item::Sentence;
use crate::lexicon::is_change;
use crate::passage::{CueHit, Passage};
use crate::quantity::Quantity;
use crate::vocabulary::{Form, Vocabulary};

mod fit;
mod govern;
mod inherit;
mod resume;
mod role;

pub(crate) use fit::accepts;
use fit::is_counted;
pub use fit::is_told_in;
use govern::Governor;
pub(crate) use inherit::listed;

/// The least score at which a cue names a number's metric.
const SCORE_MIN: i32 = bind::FAR + 8;
/// From here on a cue is sure, and no other number of the sentence lends its figure.
const SCORE_SURE: i32 = 56;

/// The longest wording in which a number is looked for, in bytes before the number.
const WORDING_BYTES_MAX: usize = 100;

/// The score of a cue between two numbers.
const SCORE_BETWEEN: i32 = 92;
/// How much better a cue fits whose parties are all in the sentence.
const COMPLETE_BONUS: i32 = 14;
/// How much better one fits whose subject is there.
const SUBJECT_BONUS: i32 = 3;
/// How many cues are tried for one number.
const CANDIDATES_MAX: usize = 8;

/// Everything that is needed to frame the quantities of one sentence.
pub(crate) struct Frame<'v, 'p, 'a> {
    pub vocabulary: &'v Vocabulary,
    pub passage: &'p Passage<'a>,
    pub sentence: Sentence,
    /// The patterns of the vocabulary in it, ascending.
    present: Vec<u32>,
    /// The patterns of the vocabulary in the whole report, ascending.
    pub told: &'p [u32],
    /// Whether it lists things "respectively".
    is_respective: bool,
}

impl<'v, 'p, 'a> Frame<'v, 'p, 'a> {
    pub(crate) fn new(
        vocabulary: &'v Vocabulary,
        passage: &'p Passage<'a>,
        sentence: Sentence,
        told: &'p [u32],
    ) -> Self {
        let hits = passage.hits_in(&sentence);
        let mut present: Vec<u32> = hits.map(|hit| hit.pattern).collect();
        present.sort_unstable();
        present.dedup();
        Self {
            vocabulary,
            passage,
            sentence,
            present,
            told,
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
            present: Vec::new(),
            told: &[],
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
        if let Some(wording) = self.wording_around(quantity) {
            let reason = format!("no figure: part of the words “{wording}”, which stand for one");
            draft.reasons.push(reason);
            return;
        }
        if self.is_excess(draft.item, quantity) {
            let reason = "no figure: it says by how much another number differs";
            draft.reasons.push(reason.to_owned());
            return;
        }
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
        match self.best_trial(draft, candidates) {
            Some(trial) => {
                *draft = trial;
                self.share_basis(draft, before);
            }
            None => {
                self.resume(draft, quantity, before);
            }
        }
    }

    /// The draft as the best of the cues has it, the surest cue first: one whose parties are all
    /// there fits better than one that lacks some.
    fn best_trial(&self, draft: &Draft, candidates: Vec<(i32, CueHit)>) -> Option<Draft> {
        let mut best: Option<(i32, Draft)> = None;
        for (score, hit) in candidates {
            let known = best.as_ref().map_or(i32::MIN, |(rank, _)| *rank);
            if known >= score + COMPLETE_BONUS + SUBJECT_BONUS {
                break;
            }
            let mut trial = draft.clone();
            self.apply(&mut trial, score, hit);
            if trial.metric.is_none() {
                continue;
            }
            let complete = trial.is_whole(self.vocabulary);
            let rank = score
                + if complete { COMPLETE_BONUS } else { 0 }
                + if trial.subject.is_some() {
                    SUBJECT_BONUS
                } else {
                    0
                };
            if rank > known {
                best = Some((rank, trial));
            }
        }
        best.map(|(_, trial)| trial)
    }

    /// The words of a cue that hold a number: "treated within 18 weeks" names what is measured, and
    /// its 18 weeks are no figure.
    fn wording_around(&self, quantity: &Quantity) -> Option<&str> {
        let cues = &self.passage.cues;
        let behind = cues.partition_point(|hit| hit.start <= quantity.core.start);
        let near = cues.get(..behind).unwrap_or_default().iter().rev();
        let hit = near
            .take_while(|hit| quantity.core.start - hit.start <= WORDING_BYTES_MAX)
            .find(|hit| quantity.core.end <= hit.end)?;
        self.passage.text.get(hit.start..hit.end)
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
        let metric = draft.metric_in(self.vocabulary);
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
            draft.reasons.push(format!(
                "its subject is {}: listed in the same order",
                referent.slug
            ));
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
        let governor = self.governor(item);
        let mut found: Vec<(i32, CueHit)> = Vec::new();
        let in_sentence = self
            .passage
            .cues
            .iter()
            .skip(first)
            .take_while(|hit| hit.start < self.sentence.end)
            .filter(|hit| bind::is_in_reach(item, hit));
        for hit in in_sentence {
            for &metric in self.vocabulary.sharing(hit.metric) {
                let hit = CueHit { metric, ..*hit };
                let Some(score) = self.score(item, quantity, &hit, previous) else {
                    continue;
                };
                if score >= SCORE_MIN && governor.allows(item, &hit) {
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
        if governor != Governor::Whole {
            found.extend(self.counted(item, quantity));
        }
        if self.is_addition(item) {
            found.retain(|(_, hit)| {
                let metrics = &self.vocabulary.metrics;
                metrics
                    .get(hit.metric as usize)
                    .is_none_or(|(_, m)| m.kind != MetricKind::Stock || m.quantity != "count")
            });
        }
        found.sort_by_key(|(score, hit)| (-*score, hit.start, hit.metric, hit.cue));
        found.truncate(CANDIDATES_MAX);
        found
    }

    /// The metric whose cue a hit is: its own, or, for a change, that of what changes.
    fn owner(&self, hit: &CueHit) -> Option<u16> {
        let words = |metric: &u16| {
            let (pattern, cue, form) = (hit.pattern, hit.cue, hit.form);
            self.vocabulary.words_cue(pattern, *metric, cue, form)
        };
        let base = || self.vocabulary.base(hit.metric);
        Some(hit.metric)
            .filter(words)
            .or_else(|| base().filter(words))
    }

    /// The cue as the catalog gives it.
    fn cue(&self, hit: &CueHit) -> Option<&'v Cue> {
        let (_, metric) = self.vocabulary.metrics.get(self.owner(hit)? as usize)?;
        metric.cue.get(hit.cue as usize)
    }

    fn score(
        &self,
        item: usize,
        quantity: &Quantity,
        hit: &CueHit,
        previous: Option<&Draft>,
    ) -> Option<i32> {
        let (_, metric) = self.vocabulary.metrics.get(hit.metric as usize)?;
        let owner = self.owner(hit)?;
        let company = self.vocabulary.company(owner, hit.cue)?;
        if !accepts(metric, quantity) || !company.suits(&self.present, self.told) {
            return None;
        }
        if metric.change_of.is_some() && !self.is_change(item, quantity, hit) {
            return None;
        }
        if self.measures_another(hit) {
            return None;
        }
        let cue = self.cue(hit)?;
        if !cue.after.is_empty() {
            return self.follows(item, hit, cue, previous);
        }
        let score = bind::score(self.passage, item, hit, cue)?;
        Some(score - i32::from(owner != hit.metric))
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
            pattern: u32::MAX,
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
    if metric.whole && vocabulary.has_parent(&referent.slug) {
        return false;
    }
    if metric.subjects.is_empty() {
        return is_party(vocabulary, referent.kind);
    }
    match referent
        .kind
        .and_then(|kind| vocabulary.kinds.get(kind as usize))
    {
        // What happens is told by its noun: who or what it is not known to be is no such thing.
        None => !metric.subjects.iter().all(|slug| {
            vocabulary
                .kind(slug)
                .is_some_and(|kind| vocabulary.is_happening(kind))
        }),
        Some((slug, _)) => metric.subjects.contains(slug),
    }
}
