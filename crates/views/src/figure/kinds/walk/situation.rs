//! What one day finds on a walk: the current value, who waits for a second voice, who may move it.

use std::collections::BTreeSet;

use claimbook_model::Date;

use super::episode::Episode;
use crate::figure::consensus::Verdict;
use crate::figure::entry::Context;
use crate::figure::pool::replaces;

/// What a plan is made from: the episodes so far, the last one's best value, what is pending.
pub(in crate::figure::kinds) struct Situation<'a> {
    pub(in crate::figure::kinds) episodes: &'a [Episode],
    pub(in crate::figure::kinds) current: &'a Verdict,
    pub(in crate::figure::kinds) pending: &'a [u32],
    pub(in crate::figure::kinds) day: Date,
    pub(in crate::figure::kinds) group: &'a [u32],
}

impl Situation<'_> {
    /// Who stands beside the current episode and waits for a second voice: nobody who has said
    /// something else since.
    pub(in crate::figure::kinds) fn waiting(&self, context: Context<'_>) -> Vec<u32> {
        let waits = |index: &u32| !self.has_moved_on(context, *index);
        self.pending.iter().copied().filter(waits).collect()
    }

    /// Whether the voice of a claim says what cannot be the same number, and is known later.
    fn has_moved_on(&self, context: Context<'_>, index: u32) -> bool {
        let entry = context.entry(index);
        let Some(episode) = self.episodes.last() else {
            return false;
        };
        let words = episode.pool.words().iter().map(|word| word.latest);
        words
            .chain(episode.beside.iter().map(|(other, _)| *other))
            .chain(self.group.iter().copied())
            .any(|other| replaces(context.entry(other), entry))
    }

    /// How many voices stand by what today's `claims` and those `waiting` say.
    pub(in crate::figure::kinds) fn voices(
        &self,
        context: Context<'_>,
        claims: &[u32],
        waiting: &[u32],
    ) -> usize {
        let stand_by_it = claims
            .iter()
            .filter(|index| !self.has_moved_on(context, **index));
        let voices: BTreeSet<u32> = stand_by_it
            .chain(waiting)
            .map(|&index| context.entry(index).numbers.voice)
            .collect();
        voices.len()
    }

    /// Whether the voice of a claim supported the current value. A relay is no word of the source
    /// where the source itself says the current value.
    pub(in crate::figure::kinds) fn is_by_a_supporter(
        &self,
        context: Context<'_>,
        index: u32,
    ) -> bool {
        let entry = context.entry(index);
        if !self.current.is_supported_by(&entry.voice) {
            return false;
        }
        let words = self
            .episodes
            .last()
            .map_or(&[][..], |last| last.pool.words());
        let said_itself = self.current.supporters.iter().any(|&position| {
            let word = context.entry(words[position].latest);
            word.own && word.numbers.voice == entry.numbers.voice
        });
        entry.own || !said_itself
    }
}
