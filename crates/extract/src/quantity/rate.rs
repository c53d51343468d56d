//! Rates and counted nouns: what stands behind a number and its unit.

use super::measure::{Measured, What};
use super::noun::{compound_at, noun_at};
use super::number::{Shape, entry};
use super::token::Line;
use super::unit::{joined, powers, squared, unit};
use super::vocabulary::{Roles, VOCABULARY};

/// Reads the counted noun of a bare number, then what the quantity is per.
pub(crate) fn read(line: Line<'_>, found: &mut Measured) {
    if found.is_bare() && found.number.shape != Shape::Multiple {
        age(line, found);
        short_age(line, found);
    }
    if found.is_bare() && found.number.shape != Shape::Multiple {
        count(line, found);
        oil(line, found);
    }
    let shares = matches!(found.what, What::Ratio)
        || matches!(
            found.unit_id(),
            Some("percent" | "percentage_points" | "basis_points")
        );
    if !shares {
        per(line, found);
        barrels(found);
    }
    if matches!(found.unit_id(), Some("year" | "month" | "week" | "day")) {
        old(line, found);
    }
}

/// The age behind a name: "Maddon, 66, has".
fn age(line: Line<'_>, found: &mut Measured) {
    let before = Line::before(found.first, 1);
    let apart = line.sign(before) == Some(',') && line.sign(found.end) == Some(',');
    let named = line.is_capital(Line::before(before, 1)) && line.is_word(Line::before(before, 1));
    let years = found.number.small();
    if apart && named && years.is_some_and(|n| (10..110).contains(&n))
        || years.is_some_and(|n| (1..110).contains(&n)) && is_age_of_person(line, found)
    {
        found.what = What::Made("year-old".to_owned());
    }
}

/// "who was 10.", "he will be 35 by June", "she turned 40": a person's age, with nothing counted.
fn is_age_of_person(line: Line<'_>, found: &Measured) -> bool {
    let ends = line.get(found.end).is_none()
        || matches!(
            line.sign(found.end),
            Some('.' | ',' | ';' | '!' | '?' | ')')
        )
        || line.is_any(
            found.end,
            &["by", "when", "now", "today", "this", "next", "at"],
        );
    let mut at = Line::before(found.first, 1);
    if line.is_any(
        at,
        &["now", "just", "only", "still", "about", "almost", "nearly"],
    ) {
        at = Line::before(at, 1);
    }
    let turned = line.is_any(at, &["turned", "turns", "turning"]);
    let person = |index: usize| line.is_any(index, &["he", "she", "who", "i"]);
    let be = line.is_any(at, &["is", "was", "be", "am"]);
    let subject = Line::before(at, 1);
    let subject = if line.is_any(subject, &["will", "would"]) {
        Line::before(subject, 1)
    } else {
        subject
    };
    ends && (turned || be && person(subject)) && line.sign(found.end) != Some('%')
}

/// "an 87 yo man", "40 y/o", "29yo".
fn short_age(line: Line<'_>, found: &mut Measured) {
    let at = found.end + usize::from(line.is_dash(found.end));
    let end = if line.is_any(at, &["yo", "yrold"]) {
        at + 1
    } else if line.is(at, "y") && line.sign(at + 1) == Some('/') && line.is(at + 2, "o") {
        at + 3
    } else {
        return;
    };
    found.what = What::Made("year-old".to_owned());
    found.end = end;
}

/// "68-year-old", "17 years old", "5 years of age".
fn old(line: Line<'_>, found: &mut Measured) {
    let hyphen = usize::from(line.is_dash(found.end));
    let at = found.end + hyphen;
    let end = if line.is_any(at, &["old", "olds"]) {
        at + 1
    } else if line.is(at, "of") && line.is(at + 1, "age") {
        at + 2
    } else {
        return;
    };
    let unit = found.unit_id().unwrap_or("year");
    found.what = What::Made(format!("{unit}-old"));
    found.end = end;
}

/// The noun that a bare number counts.
fn count(line: Line<'_>, found: &mut Measured) {
    let end = found.end;
    let hyphen = line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1);
    if hyphen {
        let blocked = line.is_any(
            end + 1,
            &[
                "way", "off", "strong", "time", "sided", "digit", "hand", "plus", "ish", "odd",
                "figure", "figures", "party", "pronged",
            ],
        ) || line.is_capital(end + 1);
        if let Some(noun) = compound_at(line, end + 1).filter(|_| !blocked) {
            found.what = What::Count(Some(noun.text));
            found.end = noun.end;
        }
        return;
    }
    if line.is_glued(end) {
        return;
    }
    if let Some(noun) = noun_at(line, end) {
        found.what = What::Count(Some(noun.text));
        found.end = noun.end;
        return;
    }
    let of = line.is(end, "of")
        && line.is_any(
            end + 1,
            &["the", "its", "their", "these", "those", "our", "his", "her"],
        );
    if let Some(noun) = noun_at(line, end + 2).filter(|_| of && found.number.small() != Some(1)) {
        found.what = What::Count(Some(noun.text));
        return;
    }
    if let Some(noun) = noun_of_owner(line, end).filter(|_| found.number.small() != Some(1)) {
        found.what = What::Count(Some(noun));
        return;
    }
    let large = found.number.scale.is_some() || line.str(found.number.first).contains(',');
    let singular = large && !line.str(end).ends_with("ed") && !line.is_capital(end);
    let more = |end| compound_at(line, end).is_some();
    if let Some(noun) = compound_at(line, end).filter(|noun| singular && more(noun.end)) {
        found.what = What::Count(Some(noun.text));
        found.end = noun.end;
    }
}

/// "two of Johnson's deputies": what is counted stands behind its owner.
fn noun_of_owner(line: Line<'_>, at: usize) -> Option<String> {
    let owner = at + 1;
    let name = line.is(at, "of") && line.is_capital(owner) && line.is_word(owner);
    let mark = (owner + 1..owner + 4).find(|i| matches!(line.sign(*i), Some('\'' | '’')))?;
    let names = (owner..mark).all(|i| line.is_capital(i));
    let noun = mark + 1 + usize::from(line.is(mark + 1, "s"));
    Some(noun_at(line, noun).filter(|_| name && names)?.text)
}

/// "2.31 billion barrels of oil equivalent".
fn oil(line: Line<'_>, found: &mut Measured) {
    let equivalent = line.is(found.end, "of")
        && line.is(found.end + 1, "oil")
        && line.is(found.end + 2, "equivalent");
    if let (true, true, Some(boe)) = (is_barrels(found), equivalent, unit("boe")) {
        found.what = boe;
        found.end += 3;
    }
}

/// "188,000 barrels a day" is a rate of its own; barrels alone are things counted.
fn barrels(found: &mut Measured) {
    if is_barrels(found) && found.per.is_some() {
        found.what = What::Made("barrel".to_owned());
    }
}

fn is_barrels(found: &Measured) -> bool {
    matches!(&found.what, What::Count(Some(noun)) if noun == "barrels" || noun == "barrel")
}

/// "per hour", "a share", "/month", "monthly", "-a-year".
fn per(line: Line<'_>, found: &mut Measured) {
    let mut at = past_conversion(line, found);
    let is_apart = at > found.end;
    let end = found.end;
    if line.is_dash(at) && line.is_glued(at) {
        at += 1;
    }
    if line.is_any(
        at,
        &[
            "monthly",
            "annually",
            "yearly",
            "daily",
            "weekly",
            "hourly",
            "quarterly",
        ],
    ) && adverb_fits(line, found, at)
    {
        found.per = Some(period_of(line.str(at)).to_owned());
        found.end = at + 1;
        return;
    }
    if line.is_any(at, &["a", "an"]) {
        let thing = at + 1 + usize::from(line.is_dash(at + 1));
        let roles = entry(line, thing).roles;
        let named = roles.has(Roles::PER_TIME.and(Roles::PER_THING));
        let blocked = is_time_unit(found) && !line.is(thing, "week") && !line.is(thing, "day");
        let later = line.is_any(thing + 1, &["ago", "earlier", "later", "before", "after"]);
        if named && !blocked && !later {
            found.per = Some(denominator(line, thing));
            found.end = if is_apart { end } else { thing + 1 };
        }
        return;
    }
    let slash = line.sign(at) == Some('/') && line.is_glued(at);
    if !(line.is(at, "per")
        || slash
        || (line.is(at, "each") && entry(line, at + 1).roles.has(Roles::PER_TIME)))
    {
        return;
    }
    if slash && line.is_number(at + 1) {
        return;
    }
    per_what(line, found, at + 1);
    if is_apart {
        found.end = end;
    }
}

/// Where the rate would stand: behind a bracketed conversion if there is one, "$6 (£4) per share",
/// or behind what is measured, "5 gallons of water a day".
fn past_conversion(line: Line<'_>, found: &Measured) -> usize {
    let end = found.end;
    let of = line.is(end, "of") && line.is_word(end + 1) && !found.is_money();
    if of && line.is_any(end + 2, &["a", "per"]) && entry(line, end + 3).roles.has(Roles::PER_TIME)
    {
        return end + 2;
    }
    if line.sign(end) != Some('(') || !found.is_money() {
        return end;
    }
    let close = (end..end + 8).find(|i| line.sign(*i) == Some(')'));
    close.map_or(end, |close| close + 1)
}

/// Reads what stands behind "per".
fn per_what(line: Line<'_>, found: &mut Measured, from: usize) {
    let mut at = from + usize::from(line.is_dash(from));
    let mut scale = String::new();
    if line.is_number(at) {
        scale = line.str(at).replace(',', "") + "-";
        at += 1;
    }
    while entry(line, at).scale.is_some() {
        scale += &(line.str(at).to_ascii_lowercase() + "-");
        at += 1;
    }
    if let Some((What::Made(id), end)) = powers(line, at) {
        found.per = Some(scale + &id);
        found.end = end;
        return;
    }
    if !line.is_word(at) || entry(line, at).roles.has(Roles::FUNCTION) {
        found.per = scale.strip_suffix('-').map(str::to_owned);
        found.end = if found.per.is_some() { at } else { found.end };
        return;
    }
    let index = VOCABULARY.symbol(line.str(at)).or(entry(line, at).unit);
    if let Some((What::Made(id), end)) = index.and_then(|index| squared(line, at, index)) {
        found.per = Some(scale + &id);
        found.end = end;
        return;
    }
    if let Some((index, end)) = joined(line, at) {
        let id = &VOCABULARY.units[usize::from(index)].id;
        if !id.contains('/') {
            found.per = Some(scale + id);
            found.end = end;
            return;
        }
    }
    found.per = Some(scale + &denominator(line, at));
    found.end = at + 1;
}

/// The name of what a sum is per: a unit by its id, else the word in the singular.
fn denominator(line: Line<'_>, at: usize) -> String {
    let word = line.str(at);
    let index = VOCABULARY.symbol(word).or(entry(line, at).unit);
    if let Some(index) = index {
        let unit = &VOCABULARY.units[usize::from(index)];
        let itself = unit.places == 0 && unit.times == 1;
        if itself && !unit.id.contains('/') {
            return unit.id.clone();
        }
    }
    let lower = word.to_lowercase();
    match lower.as_str() {
        "people" => "person".to_owned(),
        "bbl" => "barrel".to_owned(),
        "d" => "day".to_owned(),
        "w" | "wk" => "week".to_owned(),
        "mo" => "month".to_owned(),
        "annum" | "y" => "year".to_owned(),
        _ => lower
            .strip_suffix('s')
            .filter(|s| s.len() > 3 && !s.ends_with('s'))
            .unwrap_or(&lower)
            .to_owned(),
    }
}

/// Whether an adverb of frequency belongs to the amount before it: only money and counts.
fn adverb_fits(line: Line<'_>, found: &Measured, at: usize) -> bool {
    let noun_follows = line.is_word(at + 1) && !entry(line, at + 1).roles.has(Roles::FUNCTION);
    (found.is_money() || found.is_bare_or_count()) && !noun_follows
}

fn period_of(adverb: &str) -> &'static str {
    match adverb.as_bytes().first().map(u8::to_ascii_lowercase) {
        Some(b'm') => "month",
        Some(b'd') => "day",
        Some(b'w') => "week",
        Some(b'h') => "hour",
        Some(b'q') => "quarter",
        _ => "year",
    }
}

fn is_time_unit(found: &Measured) -> bool {
    match found.what {
        What::Unit(index) => VOCABULARY.units[usize::from(index)].dimension == "time",
        _ => false,
    }
}
