//! Stocks and tallies: "walking from day to day" (`docs/semantics.md`, section 4).

use claimbook_model::{Date, MetricKind, Period};
use claimbook_views::figure::Reason;

use super::consensus::{Answer, answer};
use super::heard::Heard;
use super::words::{Word, Words};
use super::{Observation, Question, Said, stock, tally};

/// One value of a level or count, for as long as it held.
#[derive(Clone, Debug)]
pub(crate) struct Episode<'a> {
    pub(crate) began: Date,
    /// Each with the day that it supports.
    pub(crate) heard: Vec<(&'a Heard, Date)>,
    pub(crate) beside: Vec<(&'a Heard, Reason)>,
    /// Those who stood beside the episode before and came along.
    pub(crate) taken: Vec<&'a Heard>,
}

/// What the claims of one day do.
#[derive(Debug, Default)]
pub(crate) struct Plan<'a> {
    pub(crate) join: Vec<&'a Heard>,
    pub(crate) beside: Vec<(&'a Heard, Reason)>,
    /// Who begins the next episode, and who comes along.
    pub(crate) moves: Option<(Vec<&'a Heard>, Vec<&'a Heard>)>,
}

/// What a day finds.
pub(crate) struct Situation<'s, 'a> {
    pub(crate) question: &'s Question<'s>,
    pub(crate) said: &'s Said<'a>,
    pub(crate) day: Date,
    pub(crate) episodes: &'s [Episode<'a>],
    pub(crate) current: Answer<'a>,
    pub(crate) today: Vec<&'a Heard>,
}

impl<'a> Situation<'_, 'a> {
    /// What claims make best known if all of them speak today.
    pub(crate) fn answer(&self, claims: &[&'a Heard]) -> Option<Answer<'a>> {
        let today: Vec<(&Heard, Date)> = claims.iter().map(|claim| (*claim, self.day)).collect();
        answer(self.question, self.said, &today)
    }

    /// Those who stand beside the current episode and wait for a second voice: not a bound that
    /// says less, and nobody who has said something else since.
    pub(crate) fn waiting(&self) -> Vec<&'a Heard> {
        let episode = self.episodes.last().expect("an episode");
        let waits = |(claim, reason): &&(&'a Heard, Reason)| {
            *reason != Reason::SaysLess && !self.has_moved_on(claim)
        };
        episode
            .beside
            .iter()
            .filter(waits)
            .map(|(claim, _)| *claim)
            .collect()
    }

    /// "Of each voice only the latest word counts."
    pub(crate) fn has_moved_on(&self, claim: &Heard) -> bool {
        let episode = self.episodes.last().expect("an episode");
        let words = Words::of(&episode.heard);
        let beside = episode.beside.iter().map(|(other, _)| *other);
        let others = words.alive.iter().map(Word::latest);
        let mut others = others.chain(beside).chain(self.today.iter().copied());
        others.any(|other| other.replaces(claim))
    }

    /// "Its voice supported the current value." A relay is no word of the source where the source
    /// itself says the current value.
    pub(crate) fn is_by_a_supporter(&self, claim: &Heard) -> bool {
        let of_voice = |own: bool| {
            let mut words = self.current.supporters.iter();
            words.any(|word| word.latest().voice == claim.voice && (word.latest().own || !own))
        };
        self.current.voices.contains(&claim.voice)
            && of_voice(false)
            && (claim.own || !of_voice(true))
    }
}

pub(crate) fn episodes<'a>(
    question: &Question<'_>,
    said: &Said<'a>,
    unit: &str,
) -> Vec<Episode<'a>> {
    let claims = said.of_unit(unit);
    let mut days: Vec<Date> = claims.iter().map(|claim| claim.stands_at()).collect();
    days.sort_unstable();
    days.dedup();
    let mut episodes: Vec<Episode<'a>> = Vec::new();
    for day in days {
        let today: Vec<&Heard> = claims
            .iter()
            .copied()
            .filter(|claim| claim.stands_at() == day)
            .collect();
        let current = episodes
            .last()
            .map(|episode| episode.answer(question, said));
        let Some(current) = current else {
            episodes.push(Episode::begun(day, today, Vec::new()));
            continue;
        };
        let Some(current) = current else {
            // There is nothing to move from.
            episodes.last_mut().expect("an episode").join(day, &today);
            continue;
        };
        let situation = Situation {
            question,
            said,
            day,
            episodes: &episodes,
            current,
            today,
        };
        let plan = match question.rule.kind {
            Some(MetricKind::Tally) => tally::plan(&situation),
            _ => stock::plan(&situation),
        };
        take(&mut episodes, day, plan);
    }
    episodes
}

fn take<'a>(episodes: &mut Vec<Episode<'a>>, day: Date, plan: Plan<'a>) {
    if let Some((movers, taken)) = plan.moves {
        let today = movers.into_iter().chain(plan.join).collect();
        episodes.push(Episode::begun(day, today, taken));
    } else {
        episodes
            .last_mut()
            .expect("an episode")
            .join(day, &plan.join);
    }
    episodes
        .last_mut()
        .expect("an episode")
        .beside
        .extend(plan.beside);
}

impl<'a> Episode<'a> {
    /// "The move starts on the second's day and takes the first along."
    fn begun(day: Date, today: Vec<&'a Heard>, taken: Vec<&'a Heard>) -> Self {
        let mut episode = Self {
            began: day,
            heard: Vec::new(),
            beside: Vec::new(),
            taken,
        };
        let claims: Vec<&Heard> = today.into_iter().chain(episode.taken.clone()).collect();
        episode.join(day, &claims);
        episode
    }

    fn join(&mut self, day: Date, claims: &[&'a Heard]) {
        let mut claims = claims.to_vec();
        claims.sort_by_key(|claim| claim.place);
        self.heard
            .extend(claims.into_iter().map(|claim| (claim, day)));
    }

    /// "Since the first day on which something with a vote stood in it."
    fn voted(&self, question: &Question<'_>, said: &Said<'_>) -> Date {
        let mut days: Vec<Date> = self.heard.iter().map(|(_, day)| *day).collect();
        days.sort_unstable();
        days.dedup();
        let voted = |day: &Date| {
            let until = self.heard.iter().filter(|(_, stood)| stood <= day);
            answer(question, said, &until.copied().collect::<Vec<_>>()).is_some()
        };
        days.into_iter().find(voted).unwrap_or(self.began)
    }

    pub(crate) fn answer(&self, question: &Question<'_>, said: &Said<'_>) -> Option<Answer<'a>> {
        answer(question, said, &self.heard)
    }
}

pub(crate) fn observations<'a>(
    question: &Question<'_>,
    said: &Said<'a>,
    unit: &str,
) -> Vec<Observation<'a>> {
    let episodes = episodes(question, said, unit);
    let mut observations = Vec::new();
    for (at, episode) in episodes.iter().enumerate() {
        let went_along = |claim: &Heard| {
            let next = episodes.get(at + 1);
            next.is_some_and(|next| next.taken.iter().any(|other| other.place == claim.place))
        };
        let since = Period::day(episode.began);
        let voted = Period::day(episode.voted(question, said));
        let answer = episode.answer(question, said);
        observations.push(Observation {
            period: answer.map_or(voted, |answer| Period::day(answer.first_day())),
            since,
            voted,
            heard: episode.heard.clone(),
            beside: episode
                .beside
                .iter()
                .filter(|(c, _)| !went_along(c))
                .copied()
                .collect(),
        });
    }
    observations
}
