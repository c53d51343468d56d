//! Dimensions that words give: segment, basis, round, rate, and noun phrases as they stand.

use claimbook_model::slug;

use crate::bind;
use crate::counted;
use crate::draft::Draft;
use crate::focus::Referent;
use crate::frame::Frame;
use crate::item::ItemKind;
use crate::lexicon::is_np_internal;
use crate::name::NameForm;
use crate::party::Scene;
use crate::passage::CueHit;
use crate::vocabulary::Entry;

/// How far a word that gives a dimension may stand, in items.
const REACH: usize = 12;

/// Fills the dimensions that the words around the number give.
pub(crate) fn fill(frame: &Frame<'_, '_, '_>, draft: &mut Draft, scene: &Scene<'_, '_>) {
    let Some((_, metric)) = draft.metric_in(frame.vocabulary) else {
        return;
    };
    for (dimension, _) in metric.dimensions() {
        if draft.dimensions.contains_key(dimension) {
            continue;
        }
        let own = scene
            .cue
            .and_then(|cue| of_cue(frame, draft, dimension, cue));
        let value = own.or_else(|| worded(frame, draft, dimension));
        let value = value.or_else(|| match dimension {
            "per" => rate(frame, draft),
            "model" => counted::model(frame, scene),
            "vendor" => counted::vendor(frame, scene),
            "lead" => lead(frame, scene),
            _ => None,
        });
        if let Some(value) = value {
            let reason = format!("its {dimension} is {value}, by the words of the sentence");
            draft.reasons.push(reason);
            draft.dimensions.insert(dimension.to_owned(), value);
        }
    }
}

/// The value that the cue itself gives, however far it stands from the number: "operating profit".
fn of_cue(
    frame: &Frame<'_, '_, '_>,
    draft: &Draft,
    dimension: &str,
    cue: CueHit,
) -> Option<String> {
    let hits = frame.passage.hits_in(&frame.sentence);
    // The word may hold the cue, or be a part of it: "pre-money valuation".
    let inside = hits.filter(|hit| {
        hit.start <= cue.start && cue.end <= hit.end || cue.start <= hit.start && hit.end <= cue.end
    });
    let longest = inside
        .filter_map(|hit| {
            let entries = frame.vocabulary.entries(hit.pattern).iter();
            let mut values = entries.filter_map(|entry| match *entry {
                Entry::Value(index) => frame.vocabulary.values.get(index as usize),
                _ => None,
            });
            let known = values
                .find(|known| Some(known.metric) == draft.metric && known.dimension == dimension)?;
            Some((hit.end - hit.start, &known.value))
        })
        .max_by_key(|(length, _)| *length);
    longest.map(|(_, value)| value.clone())
}

/// The value that a word of the catalog gives, the nearest one: before the next number if it
/// follows, else before it.
pub(crate) fn worded(frame: &Frame<'_, '_, '_>, draft: &Draft, dimension: &str) -> Option<String> {
    let passage = frame.passage;
    if let Some(value) = respective(frame, draft, dimension) {
        return Some(value);
    }
    let mut best: Option<(usize, usize, &str)> = None;
    for hit in passage.hits_in(&frame.sentence) {
        for entry in frame.vocabulary.entries(hit.pattern) {
            let Entry::Value(index) = *entry else {
                continue;
            };
            let Some(known) = frame.vocabulary.values.get(index as usize) else {
                continue;
            };
            if Some(known.metric) != draft.metric || known.dimension != dimension {
                continue;
            }
            let first = passage.item_at(hit.start);
            let Some(distance) = distance(frame, draft.item, first) else {
                continue;
            };
            // Of two wordings that begin at one word the longer one says more.
            let length = hit.end - hit.start;
            if best.is_none_or(|(near, long, _)| (distance, long) < (near, length)) {
                best = Some((distance, length, &known.value));
            }
        }
    }
    best.map(|(_, _, value)| value.to_owned())
}

/// The value of "gaming and networking brought $4 million and $7 million, respectively".
fn respective(frame: &Frame<'_, '_, '_>, draft: &Draft, dimension: &str) -> Option<String> {
    let (at, count, first) = frame.respectively(draft.item)?;
    let mut values: Vec<&str> = Vec::new();
    for hit in frame.passage.hits_in(&frame.sentence) {
        for entry in frame.vocabulary.entries(hit.pattern) {
            let Entry::Value(index) = *entry else {
                continue;
            };
            let Some(known) = frame.vocabulary.values.get(index as usize) else {
                continue;
            };
            let fits = Some(known.metric) == draft.metric && known.dimension == dimension;
            let before = frame.passage.item_at(hit.start) < first;
            if fits && before && values.last() != Some(&known.value.as_str()) {
                values.push(&known.value);
            }
        }
    }
    if values.len() != count {
        return None;
    }
    values.get(at).map(|value| (*value).to_owned())
}

/// How far a word is from its number; none if another number of the kind stands between and
/// takes it.
pub(crate) fn distance(frame: &Frame<'_, '_, '_>, quantity: usize, word: usize) -> Option<usize> {
    let passage = frame.passage;
    if quantity.abs_diff(word) > REACH + 4 {
        return None;
    }
    if passage.quantity_at(word).is_some() && word != quantity {
        return None;
    }
    let unit = |item: usize| passage.quantity_at(item).map(|q| q.unit.numerator());
    let own = unit(quantity);
    if is_nearer_another(frame, quantity, word) {
        return None;
    }
    let (from, to) = (quantity.min(word), quantity.max(word));
    let mut crossed = 0;
    for item in from + 1..to {
        match passage.kind(item) {
            Some(ItemKind::Semicolon) => return None,
            Some(ItemKind::Quantity(_)) if unit(item) == own => crossed += 1,
            _ => {}
        }
    }
    let follows = word > quantity;
    // "up 30% and 56% on the year": the word behind the last number is for both.
    let shared = crossed == 1 && follows && to - from <= 6;
    if crossed > 0 && !shared {
        return None;
    }
    let gap = to - from + crossed * 6 + usize::from(!follows);
    (gap <= REACH + if follows { 0 } else { 4 }).then_some(gap)
}

/// Whether another number of the same unit stands on the other side of a word, and nearer.
fn is_nearer_another(frame: &Frame<'_, '_, '_>, quantity: usize, word: usize) -> bool {
    let passage = frame.passage;
    let unit = |item: usize| passage.quantity_at(item).map(|q| q.unit.numerator());
    let own = unit(quantity);
    let gap = bind::cost(passage, quantity.min(word) + 1, quantity.max(word));
    // Every item costs something, so that none farther away than the number itself can be nearer.
    let reach = gap.unsigned_abs() as usize + 1;
    let near = word.saturating_sub(reach).max(frame.sentence.first)
        ..(word + reach + 1).min(frame.sentence.last);
    let mut others = near
        .filter(|item| *item != quantity && unit(*item) == own && own.is_some())
        .filter(|item| (*item < word) != (quantity < word));
    others.any(|item| {
        let other = bind::cost(passage, item.min(word) + 1, item.max(word));
        other < gap || (other == gap && quantity < word && word < item)
    })
}

/// What a rate is per: `hour` of `USD/hour`.
fn rate(frame: &Frame<'_, '_, '_>, draft: &Draft) -> Option<String> {
    let quantity = frame.passage.quantities.get(draft.quantity)?;
    quantity.unit.denominator().and_then(slug)
}

/// Who leads what the sentence tells: "led by Acme", "with Acme leading", "Acme led the round".
fn lead(frame: &Frame<'_, '_, '_>, scene: &Scene<'_, '_>) -> Option<String> {
    let passage = frame.passage;
    let sentence = scene.sentence;
    let name = |item: usize| {
        passage
            .name_at(item)
            .filter(|name| !name.slug.is_empty())
            .map(|name| name.slug.clone())
    };
    (sentence.first..sentence.last).find_map(|item| match passage.word(item) {
        "led" if passage.word(item + 1) == "by" => (item + 2..item + 5).find_map(name),
        "led" | "leading" => {
            let round = (item + 1..(item + 6).min(sentence.last))
                .any(|at| matches!(passage.word(at), "round" | "financing" | "funding" | "deal"));
            let before = item.checked_sub(1).and_then(name);
            before.filter(|_| round || passage.word(item) == "leading")
        }
        _ => None,
    })
}

/// Words that describe a market without being part of its name.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "total"
            | "global"
            | "overall"
            | "entire"
            | "whole"
            | "worldwide"
            | "spend"
            | "spending"
            | "market"
            | "markets"
            | "shipments"
            | "industry"
            | "sales"
            | "the"
            | "a"
            | "an"
            | "its"
            | "all"
            | "new"
    )
}

/// The words before a cue in its noun phrase, as a slug: "the smart lock market".
pub(crate) fn described(scene: &Scene<'_, '_>) -> Option<Referent> {
    let passage = scene.passage;
    let cue = scene.cue?;
    let mut words: Vec<&str> = Vec::new();
    for item in (scene.sentence.first..cue.first)
        .rev()
        .take(DESCRIPTION_MAX)
    {
        let word = passage.word(item);
        match passage.kind(item)? {
            ItemKind::Word if is_filler(word) => {}
            ItemKind::Word if is_np_internal(word) => words.push(word),
            ItemKind::Name(_) if scene.passage.name_at(item)?.form != NameForm::Possessive => {
                words.push(word);
            }
            _ => break,
        }
    }
    words.reverse();
    let slug = slug(&words.join(" "))?;
    Some(Referent { slug, kind: None })
}

/// How many words describe a noun, at most.
const DESCRIPTION_MAX: usize = 5;

/// The noun phrase behind a preposition, as a slug: "32% of cloud infrastructure".
pub(crate) fn phrase(scene: &Scene<'_, '_>, preposition: &str) -> Option<Referent> {
    let passage = scene.passage;
    let last = scene
        .cue
        .map_or(scene.quantity, |cue| cue.last.max(scene.quantity));
    let from = scene
        .cue
        .map_or(scene.quantity, |cue| cue.last.min(scene.quantity))
        + 1;
    let start = (from..(last + 8).min(scene.sentence.last))
        .find(|item| passage.word(*item) == preposition)?;
    let mut words: Vec<&str> = Vec::new();
    for item in start + 1..(start + 7).min(scene.sentence.last) {
        let word = passage.word(item);
        match passage.kind(item)? {
            ItemKind::Word if is_filler(word) && words.is_empty() => {}
            ItemKind::Word if is_filler(word) => break,
            ItemKind::Word if is_np_internal(word) => words.push(word),
            ItemKind::Name(_) => words.push(word),
            _ => break,
        }
    }
    let slug = slug(&words.join(" "))?;
    Some(Referent { slug, kind: None })
}
