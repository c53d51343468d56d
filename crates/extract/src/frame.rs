//! The frame: which metric a quantity states, of whom, in which dimensions.

use std::collections::BTreeSet;

use claimbook_model::Metric;
use claimbook_model::catalog::Cue;

use crate::bind;
use crate::dimension;
use crate::draft::Draft;
use crate::focus::{Referent, is_party};
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class, is_change};
use crate::party::Scene;
use crate::passage::{CueHit, Passage};
use crate::quantity::Quantity;
use crate::vocabulary::{Entry, Form, Vocabulary};

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
        }
    }

    /// Gives a draft its metric, subject and dimensions. `before` are the drafts before it, the
    /// nearest last.
    pub(crate) fn fill(&self, draft: &mut Draft, before: &[Draft]) {
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

    /// Takes over the figure of a number before it, where the wording compares or lists them.
    fn inherit(&self, draft: &mut Draft, quantity: &Quantity, before: &[Draft]) -> bool {
        let Some(other) = before.iter().rev().find(|other| {
            other.passage == draft.passage
                && other.sentence == draft.sentence
                && other.metric.is_some()
                && self
                    .passage
                    .quantities
                    .get(other.quantity)
                    .is_some_and(|q| q.unit.numerator() == quantity.unit.numerator())
        }) else {
            return self.inherit_change(draft, quantity, before)
                || self.inherit_ellipsis(draft, quantity, before);
        };
        if !self.compares(other.item, draft.item) {
            return false;
        }
        draft.take_figure(
            other,
            "compared or listed with the number before it".to_owned(),
        );
        draft.dimensions.remove("tranche");
        self.take_own_words(draft);
        true
    }

    /// What stands right beside a number that took over its figure: another subject ("Beta 15%"),
    /// words for its dimensions.
    fn take_own_words(&self, draft: &mut Draft) {
        let Some((_, metric)) = draft
            .metric
            .and_then(|index| self.vocabulary.metrics.get(index as usize))
        else {
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
                .push(format!("subject {} (beside it)", named.slug));
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
    fn inherit_change(&self, draft: &mut Draft, quantity: &Quantity, before: &[Draft]) -> bool {
        let relative = matches!(quantity.unit.as_str(), "percent" | "ratio");
        let Some(other) = before.last().filter(|d| d.passage == draft.passage) else {
            return false;
        };
        let near = other.sentence == draft.sentence
            || (other.sentence + 1 == draft.sentence && self.starts_with_pronoun());
        let Some(metric) = other.metric.filter(|_| relative && near) else {
            return false;
        };
        let Some((change, _)) = self
            .metrics_of(metric)
            .skip(1)
            .find_map(|index| Some((index, self.vocabulary.metrics.get(index as usize)?)))
        else {
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
    fn inherit_ellipsis(&self, draft: &mut Draft, quantity: &Quantity, before: &[Draft]) -> bool {
        let lead = self.sentence.first..draft.item;
        let is_ellipsis = lead.len() <= 3
            && lead.clone().any(|at| self.passage.name_at(at).is_some())
            && lead.clone().all(|at| {
                matches!(
                    self.passage.kind(at),
                    Some(ItemKind::Name(_) | ItemKind::Colon | ItemKind::Dash)
                )
            });
        let other = before.iter().rev().find(|other| {
            other.passage == draft.passage
                && other.metric.is_some()
                && self
                    .passage
                    .quantities
                    .get(other.quantity)
                    .is_some_and(|q| q.unit.numerator() == quantity.unit.numerator())
        });
        match other {
            Some(other) if is_ellipsis => {
                draft.take_figure(other, "listed with the number before it".to_owned());
                self.take_own_words(draft);
                true
            }
            _ => false,
        }
    }

    fn starts_with_pronoun(&self) -> bool {
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
    fn keep_known_dimensions(&self, draft: &mut Draft) {
        let Some((_, metric)) = draft
            .metric
            .and_then(|index| self.vocabulary.metrics.get(index as usize))
        else {
            return;
        };
        draft
            .dimensions
            .retain(|name, _| metric.dimensions().any(|(known, _)| known == name));
    }

    /// Whether the words between two numbers compare them or list them.
    fn compares(&self, first: usize, second: usize) -> bool {
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
        list || (compares && words <= 16)
    }

    /// Whether a verb's subject is nobody in particular: "unless you can raise $5 million".
    fn is_generic(&self, verb: usize) -> bool {
        (self.sentence.first..verb)
            .rev()
            .take(4)
            .take_while(|at| self.passage.kind(*at) == Some(ItemKind::Word))
            .any(|at| matches!(self.passage.word(at), "you" | "we" | "anyone" | "i" | "one"))
    }

    /// Fills the roles of a cue.
    fn apply(&self, draft: &mut Draft, score: i32, hit: CueHit) {
        let Some((slug, metric)) = self.vocabulary.metrics.get(hit.metric as usize) else {
            return;
        };
        let cue = self.cue(&hit).map(|(_, cue, _)| cue);
        if self.is_generic(hit.first) {
            return;
        }
        let said = self
            .passage
            .text
            .get(hit.start..hit.end)
            .unwrap_or_default();
        draft.metric = Some(hit.metric);
        draft.score = score;
        draft
            .reasons
            .push(format!("cue '{said}' says {slug} (score {score})"));
        let scene = Scene {
            passage: self.passage,
            sentence: self.sentence,
            quantity: draft.item,
            cue: Some(hit),
        };
        let mut orders = [roles(metric, cue, hit.form), roles(metric, cue, hit.form)];
        orders[1].reverse();
        let empty = draft.clone();
        for order in &orders {
            *draft = empty.clone();
            self.fill_roles(draft, &scene, metric, cue, order);
            if draft.figure(self.vocabulary).is_some() {
                break;
            }
        }
        for set in cue.map(|cue| cue.sets.as_slice()).unwrap_or_default() {
            if let Some((name, value)) = set.split_once('=') {
                draft.dimensions.insert(name.to_owned(), value.to_owned());
            }
        }
        if draft.metric.is_none() {
            return;
        }
        self.turn(draft);
        dimension::fill(self, draft, &scene);
    }

    /// Looks for the parties of a cue, role by role; no party fills two roles.
    fn fill_roles(
        &self,
        draft: &mut Draft,
        scene: &Scene<'_, '_>,
        metric: &Metric,
        cue: Option<&Cue>,
        order: &[(&str, Vec<&str>)],
    ) {
        let mut used: Vec<Referent> = Vec::new();
        for (role, places) in order {
            let kinds = cue.and_then(|cue| cue.kinds.get(*role));
            let fits = |referent: &Referent| {
                let apart = used.iter().all(|other| {
                    other.slug != referent.slug
                        && !self.vocabulary.is_part_of(&other.slug, &referent.slug)
                });
                let kind_fits = match kinds {
                    Some(kinds) => self.is_of_kind(referent, kinds),
                    None if *role == "subject" => self.may_have(metric, referent),
                    None => !self.vocabulary.is_media(referent.kind),
                };
                apart && kind_fits
            };
            let peer = used.first().cloned();
            let found = scene.find_in(places, peer.as_ref(), &fits);
            let Some((place, referent)) = found else {
                if kinds.is_some() || cue.is_some_and(|cue| cue.strict) {
                    draft.metric = None;
                    return;
                }
                continue;
            };
            draft
                .reasons
                .push(format!("{role} {} ({place})", referent.slug));
            let sure = place != "agent" || scene.is_plain_agent(&fits);
            used.push(referent.clone());
            if *role == "subject" {
                draft.is_subject_sure = sure;
                draft.subject = Some(referent);
            } else {
                draft.dimensions.insert((*role).to_owned(), referent.slug);
            }
        }
    }

    /// Lets words such as "a total of" turn the metric into another.
    fn turn(&self, draft: &mut Draft) {
        let mut nearest: Option<(usize, u16)> = None;
        for hit in self.passage.hits_in(&self.sentence) {
            for entry in self.vocabulary.entries(hit.pattern) {
                let Entry::Turn { from, to } = *entry else {
                    continue;
                };
                if Some(from) != draft.metric {
                    continue;
                }
                let word = self.passage.item_at(hit.start);
                let Some(gap) = dimension::distance(self, draft.item, word) else {
                    continue;
                };
                if nearest.is_none_or(|(known, _)| gap < known) {
                    nearest = Some((gap, to));
                }
            }
        }
        if let Some((_, to)) = nearest {
            draft.metric = Some(to);
            let slug = self
                .vocabulary
                .metrics
                .get(to as usize)
                .map(|(slug, _)| slug.as_str());
            draft
                .reasons
                .push(format!("its wording makes it {}", slug.unwrap_or_default()));
            self.keep_known_dimensions(draft);
        }
    }

    /// Whether an entity is of one of the kinds; one of no known kind is not.
    fn is_of_kind(&self, referent: &Referent, kinds: &[String]) -> bool {
        referent
            .kind
            .and_then(|kind| self.vocabulary.kinds.get(kind as usize))
            .is_some_and(|(slug, _)| kinds.contains(slug))
    }

    /// Whether an entity of its kind can have figures of the metric.
    pub(crate) fn may_have(&self, metric: &Metric, referent: &Referent) -> bool {
        may_have(self.vocabulary, metric, referent)
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

/// The roles of a cue and where to look for them, the subject first.
fn roles<'c>(metric: &'c Metric, cue: Option<&'c Cue>, form: Form) -> Vec<(&'c str, Vec<&'c str>)> {
    let mut roles: Vec<(&str, Vec<&str>)> = cue
        .map(|cue| {
            cue.roles
                .iter()
                .map(|(role, places)| (role.as_str(), places.iter().map(String::as_str).collect()))
                .collect()
        })
        .unwrap_or_default();
    if !roles.iter().any(|(role, _)| *role == "subject") {
        let places = match form {
            Form::Verb => vec!["agent"],
            Form::Noun if metric.quantity == "count" => vec!["agent", "owner", "modifier"],
            Form::Noun | Form::Phrase => vec!["owner", "modifier", "of", "agent", "for"],
        };
        roles.push(("subject", places));
    }
    roles.sort_by_key(|(role, _)| *role != "subject");
    roles
}
