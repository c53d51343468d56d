//! What one day finds on a walk: the current value, who waits for a second voice, who may move it.

use std::collections::BTreeSet;

use claimbook_model::Date;

use super::episode::Episode;
use crate::figure::compare::Reading;
use crate::figure::consensus::Verdict;
use crate::figure::entry::{Context, Entry};
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
    /// Who stands beside the current episode, says what supports `reading` and waits for a second
    /// voice: nobody who has said something else since.
    pub(in crate::figure::kinds) fn waiting(
        &self,
        context: Context<'_>,
        reading: &Reading,
    ) -> Vec<u32> {
        let says_it = |index: &u32| reading.supports(&context.entry(*index).reading);
        self.standing_by(context, self.pending.iter().copied().filter(says_it))
    }

    /// Those whose voice has said nothing since that cannot be the same number.
    fn standing_by(&self, context: Context<'_>, claims: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut claims: Vec<u32> = claims.collect();
        if claims.is_empty() {
            return claims;
        }
        let voices: BTreeSet<u32> = claims
            .iter()
            .map(|&index| context.entry(index).numbers.voice)
            .collect();
        let spoken = self.spoken_by(context, &voices);
        claims.retain(|&index| {
            let entry = context.entry(index);
            !spoken.iter().any(|other| replaces(other, entry))
        });
        claims
    }

    /// What some voices say in the current episode, beside it and today: each word once, as it
    /// was known last.
    fn spoken_by<'c>(&self, context: Context<'c>, voices: &BTreeSet<u32>) -> Vec<&'c Entry> {
        let episode = self.episodes.last();
        let words = episode.map_or(&[][..], |last| last.pool.words());
        let beside = episode.map_or(&[][..], |last| &last.beside[..]);
        let said = words
            .iter()
            .map(|word| word.latest)
            .chain(beside.iter().map(|(index, _)| *index))
            .chain(self.group.iter().copied())
            .map(|index| &context.entries[index as usize])
            .filter(|entry| voices.contains(&entry.numbers.voice));
        let mut spoken: Vec<&Entry> = Vec::new();
        for entry in said {
            match spoken.iter_mut().find(|known| known.says_the_same(entry)) {
                Some(known) if known.known_day < entry.known_day => *known = entry,
                Some(_) => {}
                None => spoken.push(entry),
            }
        }
        spoken
    }

    /// How many voices stand by what today's `claims` and those `waiting` say.
    pub(in crate::figure::kinds) fn voices(
        &self,
        context: Context<'_>,
        claims: &[u32],
        waiting: &[u32],
    ) -> usize {
        let stand_by_it = self.standing_by(context, claims.iter().copied());
        let voices: BTreeSet<u32> = stand_by_it
            .iter()
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
