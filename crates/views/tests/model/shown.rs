//! What a reader is told: the observations, what stands beside them, and the best of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Duration;
use claimbook_model::{ClaimId, Flags, MetricKind, Period};
use claimbook_views::figure::{
    FigureView, ObservationView, Reason, Standing, Statement, VoiceView, Warning,
};

use super::heard::{Heard, World};
use super::number::decimal;
use super::{Observation, Question, Said, flow, observations};

pub(crate) fn view(question: &Question<'_>, said: &Said<'_>) -> FigureView {
    let mut shown = Vec::new();
    let mut ambiguous = Vec::new();
    for unit in said.units() {
        let (observed, unplaced) = observations(question, said, &unit);
        ambiguous.extend(unplaced);
        let mut of_unit: Vec<ObservationView> = observed
            .iter()
            .map(|observed| observation(question, said, &unit, observed))
            .collect();
        if question.rule.kind == Some(MetricKind::Stock) {
            warn_of_lone_moves(&mut of_unit);
        }
        if let Some(asked) = question.options.for_period {
            of_unit = asked_for(question, of_unit, asked);
        }
        shown.extend(of_unit);
    }
    shown.sort_by(|a, b| (a.period, &a.unit).cmp(&(b.period, &b.unit)));
    let is_asked_for = |claim: &&&Heard| match (question.options.for_period, claim.fact.period) {
        (Some(asked), Some(period)) => asked.overlaps(&period),
        _ => true,
    };
    let (undated, outlook): (Vec<&Heard>, Vec<&Heard>) = said
        .apart
        .iter()
        .filter(is_asked_for)
        .partition(|claim| claim.fact.period.is_none());
    FigureView {
        kind: question.rule.kind,
        policy: question.options.policy,
        best: best(question, &shown),
        observations: shown,
        outlook: statements(&outlook, None),
        undated: statements(&undated, None),
        ambiguous: statements(&ambiguous, Some(Reason::AmbiguousDate)),
        denied: statements(&said.denials, None),
        rows: Vec::new(),
    }
}

/// "A level that one source alone gives, and not first-hand, after one that several gave or that was
/// first-hand, is marked `moved by one`."
fn warn_of_lone_moves(levels: &mut [ObservationView]) {
    let mut before: Option<(usize, usize)> = None;
    for level in levels {
        let now = (level.voices.len(), level.first_hand);
        let better = before.is_some_and(|(voices, first_hand)| voices > 1 || first_hand > 0);
        if better && level.value.is_some() && now.0 <= 1 && now.1 == 0 {
            level.warnings.push(Warning::MovedByOne);
        }
        before = Some(now);
    }
}

/// "*For* a time: the events that overlap it, the flow of that period, what held of a stock or
/// tally on its last day."
fn asked_for(
    question: &Question<'_>,
    observations: Vec<ObservationView>,
    asked: Period,
) -> Vec<ObservationView> {
    let (event, level) = (
        question.rule.kind == Some(MetricKind::Event),
        question.is_level(),
    );
    let began = |observation: &ObservationView| observation.since.first_day() <= asked.last_day();
    let held = observations
        .iter()
        .filter(|observation| began(observation))
        .count();
    let speaks_of = |(at, observation): (usize, ObservationView)| {
        let speaks = if level {
            at + 1 == held
        } else if event {
            observation.period.overlaps(&asked)
        } else {
            flow::label(observation.period) == flow::label(asked)
        };
        speaks.then_some(observation)
    };
    observations
        .into_iter()
        .enumerate()
        .filter_map(speaks_of)
        .collect()
}

/// "The best observation of a figure is the latest that has a value. Where several units are about
/// as late as each other (within `settles` days), it is the one that more voices support."
fn best(question: &Question<'_>, shown: &[ObservationView]) -> Option<usize> {
    let time = |at: usize| (shown[at].period.last_day(), shown[at].period.first_day());
    let valued: Vec<usize> = (0..shown.len())
        .filter(|&at| shown[at].value.is_some())
        .collect();
    let last = valued.iter().map(|&at| time(at)).max()?;
    let near = last.0 - Duration::days(question.rule.settles_days);
    let is_latest_of_unit = |at: usize| {
        let mut others = valued
            .iter()
            .filter(|&&other| shown[other].unit == shown[at].unit);
        others.all(|&other| time(other) <= time(at))
    };
    let late = valued
        .iter()
        .copied()
        .filter(|&at| time(at).0 >= near && is_latest_of_unit(at));
    late.max_by(|&a, &b| {
        let weight = |at: usize| (shown[at].voices.len(), shown[at].publications, time(at));
        weight(a)
            .cmp(&weight(b))
            .then_with(|| shown[b].unit.cmp(&shown[a].unit))
    })
}

fn observation(
    question: &Question<'_>,
    said: &Said<'_>,
    unit: &Arc<str>,
    observed: &Observation<'_>,
) -> ObservationView {
    let answer = observed.answer(question, said);
    let mut members: Vec<&Heard> = observed.heard.iter().map(|(claim, _)| *claim).collect();
    members.sort_by_key(|claim| claim.place);
    let supports = |claim: &&Heard| {
        let mut words = answer.iter().flat_map(|answer| &answer.supporters);
        words.any(|word| word.latest().says_the_same(claim))
    };
    let (supporting, others): (Vec<&Heard>, Vec<&Heard>) =
        members.iter().partition(|c| supports(c));
    let counts = |voice: &VoiceView| {
        answer
            .as_ref()
            .is_some_and(|a| a.voices.contains(&voice.slug))
    };
    let voices: Vec<VoiceView> = voices(&supporting).into_iter().filter(counts).collect();
    let denials: Vec<&Heard> = said
        .denials
        .iter()
        .copied()
        .filter(|denial| {
            let mut words = answer.iter().flat_map(|answer| &answer.supporters);
            words.any(|word| denial.denies(question, &word.claims()))
        })
        .collect();
    let lineages: BTreeSet<_> = supporting
        .iter()
        .map(|claim| claim.fact.report.lineage)
        .collect();
    let dates: BTreeSet<Period> = members
        .iter()
        .filter_map(|claim| claim.fact.period)
        .collect();
    let against = answer
        .as_ref()
        .map_or(Vec::new(), |answer| answer.against.clone());
    let fact = answer.as_ref().map(|answer| &answer.shown.fact);
    let mut view = ObservationView {
        value: fact.map(|fact| fact.value),
        precision: fact.map(|fact| fact.value.precision()),
        low: answer.as_ref().and_then(|answer| answer.low).map(decimal),
        high: answer.as_ref().and_then(|answer| answer.high).map(decimal),
        comparator: fact.map(|fact| fact.comparator),
        claim: fact.map(|fact| fact.claim),
        unit: unit.clone(),
        counted: fact.and_then(|fact| fact.counted.clone()),
        period: observed.period,
        since: observed.voted,
        dates: dates.into_iter().collect(),
        standing: answer
            .as_ref()
            .map_or(Standing::None, |answer| answer.standing),
        first_hand: voices.iter().filter(|voice| voice.first_hand).count(),
        voices,
        reports: lineages.len(),
        publications: answer.as_ref().map_or(0, |answer| answer.publications),
        last_confirmed: answer.as_ref().map(|answer| Period::day(answer.last_day())),
        claims: ids(&supporting),
        others: ids(&others),
        contested: by_reason(&against),
        unclear: by_reason(&observed.beside),
        denied: statements(&denials, None),
        warnings: Vec::new(),
    };
    view.warnings = warnings(&view, &supporting);
    view
}

fn ids(claims: &[&Heard]) -> Vec<ClaimId> {
    let mut ids = Vec::new();
    for claim in claims {
        if !ids.contains(&claim.fact.claim) {
            ids.push(claim.fact.claim);
        }
    }
    ids
}

fn warnings(view: &ObservationView, supporting: &[&Heard]) -> Vec<Warning> {
    let all = |holds: fn(&Heard) -> bool| {
        !supporting.is_empty() && supporting.iter().all(|claim| holds(claim))
    };
    let beside = || view.contested.iter().chain(&view.unclear);
    let dropped = |claim: &&Heard| claim.fact.flags.has(Flags::HEADING_DROPS_HEDGE);
    let mut warnings = Vec::new();
    let mut warn = |warning: Warning, applies: bool| {
        if applies {
            warnings.push(warning);
        }
    };
    warn(Warning::Estimated, all(|claim| !claim.is_stated()));
    warn(Warning::Denied, !view.denied.is_empty());
    warn(
        Warning::Scale,
        beside().any(|statement| statement.reason == Some(Reason::Scale)),
    );
    warn(Warning::Anonymous, all(|claim| claim.anonymous));
    warn(Warning::HeadingDropsHedge, supporting.iter().any(dropped));
    warn(
        Warning::NoLongerShown,
        all(|claim| claim.fact.gone.is_some()),
    );
    warn(Warning::InferredDates, all(|claim| claim.inferred));
    let unclear = |statement: &Statement| statement.reason != Some(Reason::SaysLess);
    warn(Warning::Unclear, view.unclear.iter().any(unclear));
    let document = |claim: &&Heard| claim.fact.report.document;
    let texts: BTreeSet<_> = supporting.iter().map(document).collect();
    warn(Warning::OneText, view.publications > 1 && texts.len() == 1);
    warnings
}

/// Voices in the order in which they spoke, under the name that was used first.
fn voices(claims: &[&Heard]) -> Vec<VoiceView> {
    let mut voices: Vec<VoiceView> = Vec::new();
    for claim in claims {
        match voices.iter_mut().find(|voice| voice.slug == claim.voice) {
            Some(voice) => voice.first_hand |= claim.first_hand,
            None => voices.push(VoiceView {
                slug: claim.voice.clone(),
                name: claim.voice_name.clone(),
                first_hand: claim.first_hand,
            }),
        }
    }
    voices
}

fn by_reason(claims: &[(&Heard, Reason)]) -> Vec<Statement> {
    let reasons: BTreeSet<Reason> = claims.iter().map(|(_, reason)| *reason).collect();
    let mut gathered = Vec::new();
    for reason in reasons {
        let of_reason = claims.iter().filter(|(_, given)| *given == reason);
        let mut of_reason: Vec<&Heard> = of_reason.map(|(claim, _)| *claim).collect();
        of_reason.sort_by_key(|claim| claim.place);
        gathered.extend(statements(&of_reason, Some(reason)));
    }
    gathered
}

/// Equal words on equal periods, gathered. "Of one voice for one period the latest word is shown,
/// the one before marked `replaced`", where it is about what may come.
fn statements(claims: &[&Heard], reason: Option<Reason>) -> Vec<Statement> {
    let is_one = |a: &Heard, b: &Heard| {
        a.fact.period == b.fact.period
            && a.fact.unit == b.fact.unit
            && a.fact.value.same_number(b.fact.value)
            && a.fact.comparator == b.fact.comparator
            && a.fact.modality == b.fact.modality
            && a.is_silenced() == b.is_silenced()
    };
    let latest_word = |claim: &Heard| {
        let same = |other: &&&Heard| {
            other.fact.period == claim.fact.period
                && other.fact.unit == claim.fact.unit
                && other.voice == claim.voice
                && other.world == claim.world
        };
        *claims
            .iter()
            .filter(same)
            .max_by_key(|other| other.place)
            .expect("itself")
    };
    let is_replaced = |claim: &&Heard| {
        let last = latest_word(claim);
        claim.world == World::Outlook
            && last.day() > claim.day()
            && !last.number.is_compatible(&claim.number)
    };
    let mut statements: Vec<(&Heard, Statement)> = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        if claims[..at].iter().any(|other| is_one(other, claim)) {
            continue;
        }
        let said: Vec<&Heard> = claims
            .iter()
            .copied()
            .filter(|other| is_one(other, claim))
            .collect();
        let (replaced, live): (Vec<&Heard>, Vec<&Heard>) = said.into_iter().partition(is_replaced);
        let (said, reason) = if claim.is_silenced() {
            // "Its words are marked", replaced or not.
            let said = if live.is_empty() { replaced } else { live };
            (said, Some(Reason::Silenced))
        } else if live.is_empty() {
            (replaced, Some(Reason::Replaced))
        } else {
            (live, reason)
        };
        statements.push((said[0], statement(&said, reason)));
    }
    statements.sort_by_key(|(claim, statement)| {
        (
            statement.period.map(|period| period.days()),
            claim.number.written(),
            claim.place,
        )
    });
    statements
        .into_iter()
        .map(|(_, statement)| statement)
        .collect()
}

fn statement(said: &[&Heard], reason: Option<Reason>) -> Statement {
    let fact = &said[0].fact;
    let known = said.iter().map(|claim| claim.day()).max().expect("a claim");
    Statement {
        value: fact.value,
        precision: fact.value.precision(),
        low: said[0].number.low.map(decimal),
        high: said[0].number.high.map(decimal),
        comparator: fact.comparator,
        unit: fact.unit.clone(),
        period: fact.period,
        modality: fact.modality,
        voices: voices(said),
        claims: said.iter().map(|claim| claim.fact.claim).collect(),
        reason,
        known: Period::day(known),
    }
}
