//! Mentions become claims: all mentions of one report with equal figure, period and number are
//! one claim.

use std::collections::BTreeMap;

use claimbook_model::{
    Attribution, Claim, Comparator, Decimal, Direction, Evidence, FigureKey, Flags, Modality,
    Origin, Period, Place, Signal, Unit,
};

use crate::mention::{Mention, Role};

/// The claims that the mentions of one report make, in the order in which each is first stated.
///
/// Mentions with equal figure, period and number are one claim, and so are unlinked ones with
/// equal number, unit, counted noun, direction and period. Denied mentions are a claim of their
/// own, mentions in boilerplate none.
pub fn claims(mentions: &[Mention]) -> Vec<Claim> {
    let mut groups: Vec<Vec<&Mention>> = Vec::new();
    let mut of_key: BTreeMap<Key, usize> = BTreeMap::new();
    for mention in mentions {
        if mention.role == Some(Role::Boilerplate) {
            continue;
        }
        let index = *of_key.entry(Key::of(mention)).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.push(mention),
            None => groups.push(vec![mention]),
        }
    }
    let mut claims: Vec<Claim> = groups.iter().filter_map(|group| claim(group)).collect();
    inherit_attributions(&mut claims);
    claims
}

/// The digits and the exponent of a number without trailing zeros.
type Number = (i128, i16);

fn number(decimal: Decimal) -> Number {
    let normal = decimal.normalized();
    (normal.coefficient(), normal.exponent())
}

/// What makes two mentions one claim.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    figure: Option<FigureKey>,
    period: Option<Period>,
    low: Number,
    high: Number,
    unit: Unit,
    /// For unlinked ones alone.
    counted: Option<String>,
    direction: Option<Direction>,
    denied: bool,
}

impl Key {
    fn of(mention: &Mention) -> Self {
        let unlinked = mention.figure.is_none();
        Self {
            figure: mention.figure.clone(),
            period: mention.period,
            low: number(mention.value.low()),
            high: number(mention.value.high()),
            unit: mention.unit.clone(),
            counted: mention.counted.clone().filter(|_| unlinked),
            direction: mention.direction.filter(|_| unlinked),
            denied: mention.modality == Modality::Denied,
        }
    }
}

/// One claim of mentions with one key.
fn claim(group: &[&Mention]) -> Option<Claim> {
    let first = *group.first()?;
    let best_rank = group.iter().map(|mention| rank(mention)).min()?;
    let speaking: Vec<&Mention> = group
        .iter()
        .copied()
        .filter(|mention| rank(mention) == best_rank)
        .collect();
    let comparator = wording(&speaking);
    let modality = most_cautious(&speaking);
    let mut flags = group
        .iter()
        .fold(Flags::default(), |all, mention| all.with(mention.flags));
    if speaking
        .iter()
        .any(|m| m.comparator != comparator || m.modality != modality)
    {
        flags = flags.with(Flags::MIXED_WORDING);
    }
    if drops_hedge(group, best_rank, comparator, modality) {
        flags = flags.with(Flags::HEADING_DROPS_HEDGE);
    }
    let model = speaking
        .iter()
        .copied()
        .min_by_key(|mention| mention.value.precision())
        .unwrap_or(first);
    Some(Claim {
        figure: first.figure.clone(),
        value: model.value,
        comparator,
        unit: first.unit.clone(),
        counted: group.iter().find_map(|mention| mention.counted.clone()),
        direction: group.iter().find_map(|mention| mention.direction),
        period: first.period,
        modality,
        attribution: attribution(group),
        evidence: group.iter().map(|mention| evidence(mention)).collect(),
        signal: signal(group),
        origin: Origin::Reader,
        flags,
    })
}

/// Paragraphs speak before lists and tables, these before headings.
fn rank(mention: &Mention) -> u8 {
    if mention.role == Some(Role::Heading) {
        return Place::Heading.rank();
    }
    mention.place.rank()
}

/// The most cautious comparator; both bounds together say "about".
fn wording(mentions: &[&Mention]) -> Comparator {
    let has = |wanted: Comparator| mentions.iter().any(|m| m.comparator == wanted);
    if has(Comparator::AtLeast) && has(Comparator::AtMost) {
        return Comparator::Approx;
    }
    mentions
        .iter()
        .map(|mention| mention.comparator)
        .reduce(Comparator::most_cautious)
        .unwrap_or(Comparator::Exact)
}

fn most_cautious(mentions: &[&Mention]) -> Modality {
    mentions
        .iter()
        .map(|mention| mention.modality)
        .max_by_key(|modality| modality.caution())
        .unwrap_or(Modality::Stated)
}

/// Whether a heading states the number without the hedge that the text gives it.
fn drops_hedge(
    group: &[&Mention],
    best_rank: u8,
    comparator: Comparator,
    modality: Modality,
) -> bool {
    let heading = Place::Heading.rank();
    best_rank < heading
        && group.iter().any(|mention| {
            rank(mention) == heading
                && (mention.comparator.caution() < comparator.caution()
                    || mention.modality.caution() < modality.caution())
        })
}

/// The source named first; an anonymous one only where none is named.
fn attribution(group: &[&Mention]) -> Option<Attribution> {
    let named = group
        .iter()
        .filter_map(|mention| mention.attribution.as_ref())
        .find(|attribution| attribution.voice.is_some());
    let any = group
        .iter()
        .find_map(|mention| mention.attribution.as_ref());
    named.or(any).cloned()
}

fn signal(group: &[&Mention]) -> Option<Signal> {
    let has = |wanted: Signal| group.iter().any(|m| m.signal == Some(wanted));
    // Words of correction win over words of movement.
    [Signal::Corrected, Signal::Moved]
        .into_iter()
        .find(|wanted| has(*wanted))
}

fn evidence(mention: &Mention) -> Evidence {
    Evidence::Bytes {
        start: mention.start,
        end: mention.end,
        place: mention.place,
    }
}

/// What a report says without attribution inherits the attribution that it gives to the same
/// number of the same figure, whatever the period.
fn inherit_attributions(claims: &mut [Claim]) {
    let mut sources: BTreeMap<(FigureKey, Number, Number), Attribution> = BTreeMap::new();
    let key = |claim: &Claim| {
        let (low, high) = (number(claim.value.low()), number(claim.value.high()));
        Some((claim.figure.clone()?, low, high))
    };
    for claim in claims.iter() {
        let attribution = claim.attribution.as_ref().filter(|a| a.voice.is_some());
        if let Some((attribution, key)) = attribution.zip(key(claim)) {
            let first = sources.entry(key);
            first.or_insert_with(|| attribution.clone());
        }
    }
    for claim in claims {
        if claim.attribution.is_some() || claim.modality == Modality::Denied {
            continue;
        }
        claim.attribution = key(claim).and_then(|key| sources.get(&key).cloned());
    }
}

#[cfg(test)]
mod tests;
