//! How much a conflict matters: points from 0 to 100, by the formula of `docs/semantics.md`.

use claimbook_model::{Date, Decimal};

use super::{Conflict, ConflictKind, Role, Side, Why};
use crate::arithmetic::Outcome;

/// Points for each voice of the side that has fewer, and how many voices count.
const VOICE_POINTS: u32 = 4;
const VOICES_MAX: usize = 5;
/// A point for each twentieth part between the sides, and how many count.
const DISTANCE_MAX: u32 = 20;
const FIRST_HAND_POINTS: u32 = 10;
const BEST_POINTS: u32 = 10;
/// Points for a newest word so many days before the newest of the book.
const RECENT: [(i64, u32); 2] = [(31, 10), (366, 5)];
/// What differs in rounding alone matters little, whatever else there is to it.
const ROUNDING_MAX: u32 = 5;

/// The weight of a conflict in a book whose newest word is of a day.
pub(super) fn of(conflict: &Conflict, newest: Option<Date>) -> u32 {
    let first_hand = conflict
        .sides
        .iter()
        .flat_map(|side| &side.voices)
        .any(|voice| voice.first_hand);
    let points = kind_points(conflict.kind)
        + voice_points(&conflict.sides)
        + distance_points(conflict)
        + if first_hand { FIRST_HAND_POINTS } else { 0 }
        + if conflict.touches_best {
            BEST_POINTS
        } else {
            0
        }
        + recent_points(&conflict.sides, newest);
    let outlook = conflict.sides.first().is_some_and(|side| side.term.outlook);
    match conflict.kind {
        ConflictKind::Rounding => points.min(ROUNDING_MAX),
        // What may come is less certain anyway.
        _ if outlook => points / 2,
        _ => points,
    }
}

fn kind_points(kind: ConflictKind) -> u32 {
    match kind {
        ConflictKind::Contradiction | ConflictKind::Denied | ConflictKind::Scale => 30,
        ConflictKind::Arithmetic | ConflictKind::CountedTwice => 25,
        ConflictKind::ExchangeRate => 20,
        ConflictKind::StaleEcho | ConflictKind::OtherScope => 15,
        ConflictKind::AmbiguousDate | ConflictKind::Headline => 10,
        ConflictKind::Rounding => 0,
    }
}

/// A dispute of many against many matters more than one voice against the rest.
fn voice_points(sides: &[Side]) -> u32 {
    let of = |role: Role| {
        let voices = sides.iter().filter(move |side| side.role == role);
        voices.map(|side| side.voices.len()).sum::<usize>()
    };
    let weaker = of(Role::Shown).min(of(Role::Against)).min(VOICES_MAX);
    weaker as u32 * VOICE_POINTS
}

/// How far apart the sides are, relative to the larger number: a point for each twentieth.
fn distance_points(conflict: &Conflict) -> u32 {
    let Some((gap, whole)) = distance_of_sum(conflict).or_else(|| distance(&conflict.sides)) else {
        return 0;
    };
    (1..=DISTANCE_MAX)
        .take_while(|points| is_share_of(gap, whole, *points))
        .last()
        .unwrap_or(0)
}

/// By how much a sum is off, and its total.
fn distance_of_sum(conflict: &Conflict) -> Option<(Decimal, Decimal)> {
    let Why::Sum(sum) = &conflict.why else {
        return None;
    };
    let off = match &sum.outcome {
        Outcome::Fails { by } => *by,
        Outcome::CountedTwice { part, .. } => part.number().abs(),
        Outcome::Holds | Outcome::CannotTell => return None,
    };
    Some((off, sum.total.number().abs()))
}

/// The gap between what is shown and what stands against it, and the larger number.
fn distance(sides: &[Side]) -> Option<(Decimal, Decimal)> {
    let one = |role: Role| sides.iter().find(|side| side.role == role);
    let (shown, against) = (&one(Role::Shown)?.term, &one(Role::Against)?.term);
    if shown.unit != against.unit {
        return None;
    }
    let gap = shown.interval.gap(against.interval)?;
    let ends = [shown.interval, against.interval].map(|one| [one.low, one.high]);
    let numbers = ends.into_iter().flatten().flatten().map(Decimal::abs);
    Some((gap, numbers.reduce(Decimal::max_value)?))
}

/// Whether `gap` is so many twentieth parts of `whole` or more.
fn is_share_of(gap: Decimal, whole: Decimal, parts: u32) -> bool {
    let times = |number: Decimal, by: u32| {
        number
            .normalized()
            .checked_mul(Decimal::from(i64::from(by)))
    };
    let twentyfold = times(gap, DISTANCE_MAX);
    twentyfold
        .zip(times(whole, parts))
        .is_some_and(|(gap, share)| gap.cmp_value(share).is_ge())
}

fn recent_points(sides: &[Side], newest: Option<Date>) -> u32 {
    let known = sides.iter().filter_map(|side| side.known).max();
    let Some(age) = newest
        .zip(known)
        .map(|(newest, known)| (newest - known).num_days())
    else {
        return 0;
    };
    RECENT
        .iter()
        .find(|(days, _)| age <= *days)
        .map_or(0, |(_, points)| *points)
}
