//! Equal words on one period, gathered with those who say them.

use std::collections::{BTreeMap, BTreeSet};

use claimbook_model::{Decimal, Period};

use super::entry::{Class, Context, Entry};
use super::view::{Reason, Statement, VoiceView};

/// Voices in the order in which they spoke, under the name that was used first.
pub(crate) fn named_voices(
    context: Context<'_>,
    indexes: &[u32],
    counts: impl Fn(&Entry) -> bool,
) -> Vec<VoiceView> {
    let mut voices: Vec<VoiceView> = Vec::new();
    for &index in indexes {
        let entry = context.entry(index);
        if let Some(known) = voices.iter_mut().find(|voice| voice.slug == entry.voice) {
            known.first_hand |= entry.first_hand;
        } else if counts(entry) {
            voices.push(VoiceView {
                slug: entry.voice.clone(),
                name: entry.voice_name.clone(),
                first_hand: entry.first_hand,
            });
        }
    }
    voices
}

/// Equal words on equal periods, gathered; a voice's word that it has replaced is marked, and so
/// are the words of a silenced voice.
pub(crate) fn statements(
    context: Context<'_>,
    indexes: impl Iterator<Item = u32>,
    reason: Option<Reason>,
) -> Vec<Statement> {
    let indexes: BTreeSet<u32> = indexes.collect();
    let number = |decimal: Decimal| {
        let decimal = decimal.normalized();
        (decimal.coefficient(), decimal.exponent())
    };
    let mut latest: BTreeMap<_, u32> = BTreeMap::new();
    let mut gathered: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for &index in &indexes {
        let entry = context.entry(index);
        latest.insert(
            (
                entry.fact.period,
                &entry.fact.unit,
                &entry.voice,
                entry.class,
            ),
            index,
        );
        let key = (
            entry.fact.period,
            &entry.fact.unit,
            number(entry.fact.value.low()),
            number(entry.fact.value.high()),
            entry.fact.comparator,
            entry.fact.modality,
            entry.is_silenced(),
        );
        gathered.entry(key).or_default().push(index);
    }
    let is_replaced = |index: &u32| {
        let entry = context.entry(*index);
        let key = (
            entry.fact.period,
            &entry.fact.unit,
            &entry.voice,
            entry.class,
        );
        latest.get(&key).is_some_and(|&last| {
            let last = context.entry(last);
            entry.class == Class::Outlook
                && last.known_day > entry.known_day
                && !last.reading.is_compatible(&entry.reading)
        })
    };
    let mut statements: Vec<(u32, Statement)> = Vec::with_capacity(gathered.len());
    for (key, indexes) in gathered {
        let reason = if key.6 {
            Some(Reason::Silenced)
        } else {
            reason
        };
        let (replaced, live): (Vec<u32>, Vec<u32>) = indexes.iter().partition(|i| is_replaced(i));
        if !live.is_empty() {
            statements.push((live[0], statement(context, live[0], &live, reason)));
        } else if !replaced.is_empty() {
            let replaced_reason = reason.filter(|_| key.6).or(Some(Reason::Replaced));
            statements.push((
                replaced[0],
                statement(context, replaced[0], &replaced, replaced_reason),
            ));
        }
    }
    in_order(context, statements)
}

/// Statements, each with its first claim, by period, then number.
fn in_order(context: Context<'_>, mut statements: Vec<(u32, Statement)>) -> Vec<Statement> {
    statements.sort_by(|(a, one), (b, other)| {
        let reading = |index: u32| &context.entry(index).reading;
        one.period
            .map(|period| period.days())
            .cmp(&other.period.map(|period| period.days()))
            .then_with(|| reading(*a).cmp_number(reading(*b)))
            .then_with(|| a.cmp(b))
    });
    statements
        .into_iter()
        .map(|(_, statement)| statement)
        .collect()
}

/// What some claims say together, in the wording of one of them.
pub(crate) fn statement(
    context: Context<'_>,
    shown: u32,
    indexes: &[u32],
    reason: Option<Reason>,
) -> Statement {
    let entry = context.entry(shown);
    let known = indexes.iter().map(|&index| context.entry(index).known_day);
    Statement {
        value: entry.fact.value,
        precision: entry.fact.value.precision(),
        low: entry.reading.interval.low,
        high: entry.reading.interval.high,
        comparator: entry.fact.comparator,
        unit: entry.fact.unit.clone(),
        period: entry.fact.period,
        modality: entry.fact.modality,
        voices: named_voices(context, indexes, |_| true),
        claims: indexes
            .iter()
            .map(|&index| context.entry(index).fact.claim)
            .collect(),
        reason,
        known: Period::day(known.max().unwrap_or(entry.known_day)),
    }
}
