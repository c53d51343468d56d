//! The fold of one figure: step by step in the order in which the world could know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimbook_model::{Date, ReportId};

use super::consensus::Verdict;
use super::decision::Decision;
use super::entry::{Class, Context, Entry};
use super::fact::{ClaimFact, Options, Rule, Trust};
use super::history::{self, Happens, Replacements, Step};
use super::kinds::Timeline;
use super::numbers::Numbering;
use super::observation;
use super::present::{self, Told};
use super::view::{Change, FigureView, HistoryRow, ObservationView, Reason};

/// What is best known of one figure, and how it came to be, from its claims in any order.
///
/// Pure: the same claims, rule, options and ratings give the same view.
///
/// ```
/// use claimbook_views::figure::{Options, Rule, Trust, fold};
///
/// let figure = "anthropic/valuation".parse()?;
/// let view = fold(&Rule::of(&figure, None), &Options::default(), &Trust::default(), Vec::new());
/// assert!(view.best().is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fold(rule: &Rule, options: &Options, trust: &Trust, claims: Vec<ClaimFact>) -> FigureView {
    let mut figure = FigureFold::new(rule.clone(), options.clone(), trust.clone());
    figure.absorb(claims);
    figure.into_view()
}

/// The fold of one figure, ready to take in more.
///
/// A claim that became known last costs what the words alive in its observation cost, however
/// long the history is; one that became known earlier makes the whole fold start again.
#[derive(Debug)]
pub struct FigureFold {
    rule: Rule,
    options: Options,
    trust: Trust,
    numbering: Numbering,
    /// In history order.
    entries: Vec<Entry>,
    /// The steps taken, in order.
    last_step: Option<Step>,
    state: State,
}

/// What the steps so far have made.
#[derive(Debug, Default)]
struct State {
    timelines: BTreeMap<Arc<str>, Timeline>,
    denials: Vec<u32>,
    /// What publications said themselves and took back.
    taken_back: Vec<u32>,
    /// The numbers of the voices that others pass on.
    relayed: BTreeSet<u32>,
    /// Outlook and undated claims that stand.
    apart: Vec<u32>,
    /// Claims of versions that are held.
    held: Vec<u32>,
    replacements: Replacements,
    rows: Vec<HistoryRow>,
}

impl FigureFold {
    /// A figure of which nothing is known yet.
    pub fn new(rule: Rule, options: Options, trust: Trust) -> Self {
        Self {
            rule,
            options,
            trust,
            numbering: Numbering::default(),
            entries: Vec::new(),
            last_step: None,
            state: State::default(),
        }
    }

    /// The rows of the history so far, in order.
    pub fn rows(&self) -> &[HistoryRow] {
        &self.state.rows
    }

    /// Takes claims in; whether the history only grew at its end.
    pub fn absorb(&mut self, claims: Vec<ClaimFact>) -> bool {
        let first = self.entries.len();
        let mut fresh = self.prepare(claims);
        for entry in &mut fresh {
            entry.numbers = self.numbering.of(entry);
        }
        fresh.sort_by(|a, b| a.known_day.cmp(&b.known_day).then_with(|| a.cmp_content(b)));
        self.entries.extend(fresh);
        let mut steps = self.steps_from(first);
        steps.sort_by(|a, b| history::cmp_steps(&self.entries, a, b));
        let appends = match (&self.last_step, steps.first()) {
            (Some(last), Some(next)) => history::cmp_steps(&self.entries, last, next).is_lt(),
            _ => true,
        };
        if appends {
            self.take(&steps);
        } else {
            self.start_again();
        }
        appends
    }

    fn start_again(&mut self) {
        self.state = State::default();
        self.last_step = None;
        self.entries
            .sort_by(|a, b| a.known_day.cmp(&b.known_day).then_with(|| a.cmp_content(b)));
        let mut steps = self.steps_from(0);
        steps.sort_by(|a, b| history::cmp_steps(&self.entries, a, b));
        self.take(&steps);
    }

    fn steps_from(&self, first: usize) -> Vec<Step> {
        let by_then = |day: Date| self.options.as_of.is_none_or(|as_of| day <= as_of);
        let mut steps = Vec::with_capacity(self.entries.len() - first);
        for index in first..self.entries.len() {
            let of_claim = history::steps_of(&self.entries, index as u32, &self.options);
            steps.extend(of_claim.into_iter().filter(|step| by_then(step.known_day)));
        }
        steps
    }

    /// Makes claims ready: what a report says without attribution inherits the attribution that
    /// it gives to the same number; what a release says again becomes a word of its own.
    fn prepare(&self, mut claims: Vec<ClaimFact>) -> Vec<Entry> {
        inherit_attributions(&mut claims);
        let mut entries = Vec::with_capacity(claims.len());
        for claim in claims {
            let entry = Entry::new(claim, &self.rule, &self.options, &self.trust);
            for reaffirmation in &entry.fact.reaffirmed {
                entries.push(entry.reaffirmed_by(
                    reaffirmation,
                    &self.rule,
                    &self.options,
                    &self.trust,
                ));
            }
            entries.push(entry);
        }
        entries
    }

    fn take(&mut self, steps: &[Step]) {
        for step in steps {
            if step.happens == Happens::Withdrawn {
                let entry = &self.entries[step.index as usize];
                self.state.replacements.note(step.index, entry);
            }
        }
        for step in steps {
            self.state
                .take(&self.entries, &self.rule, &self.options, &self.trust, *step);
        }
        self.last_step = steps.last().copied().or(self.last_step);
    }

    /// What a reader is told.
    pub fn view(&self) -> FigureView {
        FigureView {
            rows: self.state.rows.clone(),
            ..self.without_rows()
        }
    }

    /// What a reader is told, when nothing more is to be taken in.
    pub fn into_view(mut self) -> FigureView {
        FigureView {
            rows: std::mem::take(&mut self.state.rows),
            ..self.without_rows()
        }
    }

    /// What lost against the value of one of the view's observations, the strongest first, and
    /// what decided.
    pub fn decisions(&self, of: &ObservationView) -> Vec<Decision> {
        let context = self.context();
        let Some(timeline) = self.state.timelines.get(&of.unit) else {
            return Vec::new();
        };
        let (observed, _) = timeline.observations(context);
        observed
            .iter()
            .find(|observed| {
                let winner = observed.pool.verdict().map(|verdict| verdict.winner);
                let winner = winner.map(|winner| context.entry(winner).fact.claim);
                // Several events may be of one period: the claim that is shown tells them apart.
                observed.period == of.period && observed.since == of.since && winner == of.claim
            })
            .map_or_else(Vec::new, |observed| {
                observation::decisions(context, observed)
            })
    }

    fn context(&self) -> Context<'_> {
        Context {
            entries: &self.entries,
            rule: &self.rule,
            policy: self.options.policy,
            trust: &self.trust,
            denials: &self.state.denials,
            taken_back: &self.state.taken_back,
        }
    }

    /// What a reader is told, but for the history: to look at often while taking in more.
    pub fn without_rows(&self) -> FigureView {
        let context = self.context();
        let mut view = present::view(context, &self.options, &self.state.timelines);
        present::add_apart(context, &self.options, &mut view, &self.state.apart);
        view
    }
}

fn inherit_attributions(claims: &mut [ClaimFact]) {
    if !claims.iter().any(|claim| claim.voice.is_some()) {
        return;
    }
    let mut named: BTreeMap<ReportId, Vec<usize>> = BTreeMap::new();
    for (position, claim) in claims.iter().enumerate() {
        if claim.voice.is_some() {
            named.entry(claim.report.report).or_default().push(position);
        }
    }
    for position in 0..claims.len() {
        let claim = &claims[position];
        let Some(sources) = named
            .get(&claim.report.report)
            .filter(|_| claim.attribution.is_none() && claim.voice.is_none())
        else {
            continue;
        };
        let source = sources
            .iter()
            .map(|&source| &claims[source])
            .filter(|source| source.unit == claim.unit && source.value.same_number(claim.value))
            .min_by_key(|source| (source.ordinal, source.claim));
        if let Some(source) = source {
            let (voice, name) = (source.voice.clone(), source.attribution.clone());
            claims[position].voice = voice;
            claims[position].attribution = name;
        }
    }
}

impl State {
    fn take(
        &mut self,
        entries: &[Entry],
        rule: &Rule,
        options: &Options,
        trust: &Trust,
        step: Step,
    ) {
        let entry = &entries[step.index as usize];
        let mut denials = std::mem::take(&mut self.denials);
        if entry.class == Class::Denied && !entry.is_void() {
            match step.happens {
                Happens::Asserted if entry.fact.report.held || entry.is_silenced() => {}
                Happens::Asserted => denials.push(step.index),
                // With it go the releases that had said it again.
                Happens::Withdrawn => denials
                    .retain(|&denial| entries[denial as usize].fact.claim != entry.fact.claim),
            }
        }
        let mut taken_back = std::mem::take(&mut self.taken_back);
        let is_withdrawn = step.happens == Happens::Withdrawn && entry.is_own_word();
        taken_back.extend(is_withdrawn.then_some(step.index));
        let context = Context {
            entries,
            rule,
            policy: options.policy,
            trust,
            denials: &denials,
            taken_back: &taken_back,
        };
        let told = match step.happens {
            Happens::Asserted if entry.fact.report.held => {
                self.held.push(step.index);
                Told::plain(Change::Unclear, Some(Reason::Held))
            }
            Happens::Asserted => self.assert(context, options, step.index),
            Happens::Withdrawn => self.withdraw(context, step.index),
        };
        let row = present::row(context, options, step, told);
        self.rows.push(row);
        self.denials = denials;
        self.taken_back = taken_back;
    }

    fn timeline(&mut self, context: Context<'_>, index: u32) -> &mut Timeline {
        let unit = &context.entries[index as usize].fact.unit;
        if !self.timelines.contains_key(unit) {
            let timeline = Timeline::new(context.rule.kind);
            self.timelines.insert(unit.clone(), timeline);
        }
        // The entry is there: it was made just now if it was not.
        self.timelines
            .entry(unit.clone())
            .or_insert_with(|| Timeline::new(context.rule.kind))
    }

    fn assert(&mut self, context: Context<'_>, options: &Options, index: u32) -> Told {
        let entry = context.entry(index);
        if let Some(change) = history::label_apart(entry) {
            if change == Change::Denied {
                self.timeline(context, index).settle(context);
            } else {
                self.apart.push(index);
            }
            return Told::plain(change, entry.silent.filter(|_| entry.is_silenced()));
        }
        self.relayed
            .extend((!entry.own).then_some(entry.numbers.voice));
        let placed = self.timeline(context, index).insert(context, index);
        let replaces = self.replacements.is_replacement(context, options, index);
        let (change, reason) = history::label_placed(context, index, &placed, replaces);
        let best = |verdict: Option<Arc<Verdict>>| verdict.map(|verdict| verdict.best(context));
        Told {
            change,
            reason,
            before: best(placed.before),
            after: best(placed.after),
        }
    }

    fn withdraw(&mut self, context: Context<'_>, index: u32) -> Told {
        let entry = context.entry(index);
        let told = Told::plain(Change::Withdrawn, None);
        if entry.is_void() {
            return told;
        }
        if entry.class == Class::Denied {
            self.timeline(context, index).settle(context);
            return told;
        }
        if history::label_apart(entry).is_some() {
            let of_claim = |other: u32| context.entry(other).fact.claim == entry.fact.claim;
            self.apart.retain(|&other| !of_claim(other));
            return told;
        }
        let held = entry.fact.report.held;
        let is_passed_on = entry.is_own_word() && self.relayed.contains(&entry.numbers.voice);
        let timeline = self.timeline(context, index);
        let (before, mut after) = if held {
            (None, None)
        } else {
            timeline.remove(context, index, is_passed_on)
        };
        if !entry.fact.reaffirmed.is_empty() {
            // With it go the releases that had said it again; what is then best known where it
            // stood shows when it is the last to go.
            if !held {
                timeline.insert(context, index);
            }
            for again in (0..context.entries.len() as u32).filter(|&again| {
                let other = context.entry(again);
                other.reaffirms && other.fact.claim == entry.fact.claim
            }) {
                timeline.remove(context, again, is_passed_on);
            }
            if !held {
                after = timeline.remove(context, index, is_passed_on).1;
            }
        }
        let best = |verdict: Option<Arc<Verdict>>| verdict.map(|verdict| verdict.best(context));
        let (before, after) = (best(before), best(after));
        Told {
            before,
            after,
            ..told
        }
    }
}

#[cfg(test)]
mod tests;
