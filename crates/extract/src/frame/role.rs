//! The roles of a cue, and who fills them.

use claimbook_model::Metric;
use claimbook_model::catalog::{CUE_WEIGHT, Cue};

use super::{Frame, may_have};
use crate::dimension;
use crate::draft::Draft;
use crate::explain;
use crate::focus::Referent;
use crate::item::ItemKind;
use crate::party::Scene;
use crate::passage::CueHit;
use crate::vocabulary::{Entry, Form};

impl Frame<'_, '_, '_> {
    /// Whether a verb's subject is nobody in particular: "unless you can raise $5 million".
    pub(super) fn is_generic(&self, verb: usize) -> bool {
        (self.sentence.first..verb)
            .rev()
            .take(4)
            .take_while(|at| self.passage.kind(*at) == Some(ItemKind::Word))
            .any(|at| matches!(self.passage.word(at), "you" | "we" | "anyone" | "i" | "one"))
    }

    /// Fills the roles of a cue.
    pub(super) fn apply(&self, draft: &mut Draft, score: i32, hit: CueHit) {
        let Some((slug, metric)) = self.vocabulary.metrics.get(hit.metric as usize) else {
            return;
        };
        let cue = self.cue(&hit);
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
        let weight = cue.map_or(CUE_WEIGHT, |cue| cue.weight);
        draft.reasons.push(explain::cue(said, slug, weight));
        let scene = Scene {
            vocabulary: self.vocabulary,
            passage: self.passage,
            sentence: self.sentence,
            quantity: draft.item,
            cue: Some(hit),
            is_lenient: false,
        };
        let lenient = Scene {
            is_lenient: true,
            ..scene
        };
        let mut orders = [roles(metric, cue, hit.form), roles(metric, cue, hit.form)];
        orders[1].reverse();
        let empty = draft.clone();
        let [subject_first, subject_last] = &orders;
        for (scene, order) in [
            (&scene, subject_first),
            (&scene, subject_last),
            (&lenient, subject_last),
        ] {
            *draft = empty.clone();
            self.fill_roles(draft, scene, metric, cue, order);
            if draft.is_whole(self.vocabulary) {
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
    pub(super) fn fill_roles(
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
            // Who does it fills no two roles: a farther name is not the agent in its place.
            let taken = |referent: &Referent| used.iter().any(|other| other.slug == referent.slug);
            let found = scene
                .find_in(places, peer.as_ref(), &fits)
                .filter(|(place, found)| {
                    *place != "agent" || taken(found) || !scene.has_nearer_agent(found, &taken)
                });
            let Some((place, referent)) = found else {
                if kinds.is_some() || cue.is_some_and(|cue| cue.strict) {
                    draft.metric = None;
                    return;
                }
                continue;
            };
            draft
                .reasons
                .push(explain::party(role, &referent.slug, place));
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
    pub(super) fn turn(&self, draft: &mut Draft) {
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
    pub(super) fn is_of_kind(&self, referent: &Referent, kinds: &[String]) -> bool {
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
