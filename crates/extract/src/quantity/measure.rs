//! What a number is of: money, a unit of measure, a share, a multiple.

use super::number::{Number, Shape, entry, number_at};
use super::token::{Kind, Line};
use super::vocabulary::VOCABULARY;

/// What a number is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Nothing beside it says.
    Bare,
    /// Money: the currency's index, and whether hundredths of it are counted.
    Money { code: u16, minor: bool },
    /// A unit of measure.
    Unit(u16),
    /// Square or cubic units, and others that are put together.
    Made(String),
    /// A multiple or a fraction.
    Ratio,
    /// Things counted; the noun, if it stands there.
    Count(Option<String>),
}

/// A number with its unit.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    /// First token.
    pub first: usize,
    /// After the last token.
    pub end: usize,
    /// The number.
    pub number: Number,
    /// What it is of.
    pub what: What,
    /// What it is per: `hour`, `share`.
    pub per: Option<String>,
    /// Whether a minus stands before it.
    pub negative: bool,
    /// Whether a plus behind it says "or more".
    pub or_more: bool,
    /// Whether a short scale was read that could also be a unit ("m").
    pub short_scale: bool,
}

impl Measured {
    /// Whether nothing says what it is of.
    pub(crate) fn is_bare(&self) -> bool {
        self.what == What::Bare
    }

    /// Whether it is money.
    pub(crate) fn is_money(&self) -> bool {
        matches!(self.what, What::Money { .. })
    }

    /// The id of its unit of measure.
    pub(crate) fn unit_id(&self) -> Option<&'static str> {
        match self.what {
            What::Unit(index) => Some(&VOCABULARY.units[usize::from(index)].id),
            _ => None,
        }
    }
}

/// Finds the unit around `number`.
pub(crate) fn measured(line: Line<'_>, number: Number) -> Measured {
    let mut found = Measured {
        first: number.first,
        end: number.end,
        number,
        what: What::Bare,
        per: None,
        negative: false,
        or_more: number.or_more,
        short_scale: false,
    };
    match number.shape {
        Shape::Multiple => found.what = What::Ratio,
        _ if percent_of(line, &mut found) => {}
        _ => {
            money_before(line, &mut found);
            behind(line, &mut found);
        }
    }
    minus(line, &mut found);
    found
}

/// "per cent of 210" with no number before it.
fn percent_of(line: Line<'_>, found: &mut Measured) -> bool {
    let of = Line::before(found.first, 1);
    let percent = Line::before(of, 1);
    let two = line.is(percent, "cent") && line.is(Line::before(percent, 1), "per");
    let first = if two {
        Line::before(percent, 1)
    } else {
        percent
    };
    let named = line.is(of, "of") && (two || line.is(percent, "percent"));
    if !named || first > 0 {
        return false;
    }
    found.first = first;
    found.what = unit("percent").unwrap_or(What::Bare);
    true
}

/// A minus, or the word, before the number or its currency.
fn minus(line: Line<'_>, found: &mut Measured) {
    let before = Line::before(found.first, 1);
    let free = |index: usize| {
        index == 0
            || !line.is_glued(index)
            || matches!(
                line.sign(index - 1),
                Some('(' | '[' | ',' | ';' | '"' | '“' | '/' | '\u{a0}')
            )
    };
    let signed = matches!(line.sign(before), Some('-' | '−' | '–'))
        && line.is_glued(found.first)
        && free(before);
    if signed {
        found.negative = true;
        found.first = before;
        return;
    }
    let hyphen = line.is_dash(before) && line.is_glued(before);
    let word = if hyphen {
        Line::before(before, 1)
    } else {
        before
    };
    if line.is_any(word, &["minus", "negative"]) && !line.is_number(Line::before(word, 1)) {
        found.negative = true;
        found.first = word;
    }
}

/// A currency before the number: "$", "US$", "C $", "EUR ", "RM".
fn money_before(line: Line<'_>, found: &mut Measured) {
    let before = Line::before(found.first, 1);
    if let Some(code) = line.sign(before).and_then(|sign| VOCABULARY.sign(sign)) {
        let behind_number = line.is_glued(before) && line.is_number(Line::before(before, 1));
        if behind_number && !line.is_glued(found.first) {
            return;
        }
        found.what = What::Money { code, minor: false };
        let escaped = line.sign(Line::before(before, 1)) == Some('\\') && line.is_glued(before);
        found.first = if escaped { before - 1 } else { before };
        nation_of_sign(line, found, before);
        return;
    }
    let Some(prefix) = entry(line, before).prefix.filter(|_| is_code(line, before)) else {
        dotted_rupees(line, found);
        return;
    };
    if line.is_glued(before) && line.is_number(Line::before(before, 1)) {
        return;
    }
    let sign = Line::before(before, 1);
    let is_sign = line
        .sign(sign)
        .is_some_and(|c| VOCABULARY.sign(c).is_some());
    let first = if is_sign && line.is_glued(before) {
        sign
    } else {
        before
    };
    found.what = What::Money {
        code: prefix,
        minor: false,
    };
    found.first = first;
}

/// "Rs. 500".
fn dotted_rupees(line: Line<'_>, found: &mut Measured) {
    let word = Line::before(found.first, 2);
    if line.sign(Line::before(found.first, 1)) == Some('.') && line.is_any(word, &["rs", "rp"]) {
        if let Some(code) = entry(line, word).prefix {
            found.what = What::Money { code, minor: false };
            found.first = word;
        }
    }
}

/// Whether a word is written like a code of a currency that may stand before a number.
fn is_code(line: Line<'_>, index: usize) -> bool {
    let word = line.str(index);
    let upper = word.bytes().all(|b| b.is_ascii_uppercase());
    let glued_sign = line.is_glued(index)
        && line
            .sign(Line::before(index, 1))
            .is_some_and(|c| VOCABULARY.sign(c).is_some());
    match word.len() {
        _ if glued_sign => line.is_glued(index + 1) || upper,
        3 => upper || line.is_any(index, &["usd", "eur", "gbp"]),
        2 => matches!(word, "RM" | "Rs" | "Rp" | "DM" | "RS"),
        _ => false,
    }
}

/// Letters before the sign that say whose dollar it is: "US$", "HK $", "C $", "u.s $".
fn nation_of_sign(line: Line<'_>, found: &mut Measured, sign: usize) {
    let word = Line::before(sign, 1);
    let text = line.str(word);
    let glued = line.is_glued(sign);
    if line.sign(word) == Some('.') || text.eq_ignore_ascii_case("s") {
        dotted_nation(line, found, sign);
        return;
    }
    let Some(code) = entry(line, word).prefix.filter(|_| line.is_word(word)) else {
        return;
    };
    let upper = text.bytes().all(|b| b.is_ascii_uppercase());
    let fits = match text.len() {
        1 => glued || text.eq_ignore_ascii_case("c"),
        2 => glued || upper || line.is_any(word, &["hk", "nz", "au"]),
        _ => true,
    };
    let glued_to_more = line.is_glued(word) && line.is_word(Line::before(word, 1));
    if fits && !glued_to_more {
        found.what = What::Money { code, minor: false };
        found.first = word;
    }
}

/// "U.S. $", "u.s $".
fn dotted_nation(line: Line<'_>, found: &mut Measured, sign: usize) {
    let mut at = Line::before(sign, 1);
    if line.sign(at) == Some('.') {
        at = Line::before(at, 1);
    }
    let first = Line::before(at, 2);
    if line.is(at, "s") && line.sign(Line::before(at, 1)) == Some('.') && line.is(first, "u") {
        found.first = first;
    }
}

/// What stands behind the number.
fn behind(line: Line<'_>, found: &mut Measured) {
    short_scale(line, found);
    plus(line, found);
    if found.is_money() {
        skip_repeated_currency(line, found);
        return;
    }
    if money_behind(line, found) || ratio_behind(line, found) {
        return;
    }
    let hyphen =
        line.is_dash(found.end) && line.is_glued(found.end) && line.is_glued(found.end + 1);
    let at = found.end + usize::from(hyphen);
    let spaced = line.is_dash(at) && !line.is_glued(at) && is_single_time(line, at + 1);
    let at = at + usize::from(spaced);
    let glued = line.is_glued(at);
    let fraction = found.number.shape == Shape::Fraction;
    let read = unit_at(line, at, glued, hyphen).or_else(|| {
        if fraction {
            part_of_unit(line, found, at)
        } else {
            None
        }
    });
    if let Some((what, end)) = read {
        found.what = what;
        found.end = end;
        plus(line, found);
    } else if fraction {
        found.what = What::Ratio;
    }
}

/// Whether a length of time in the singular stands at `at`: "30 - year bonds".
fn is_single_time(line: Line<'_>, at: usize) -> bool {
    line.is_any(at, &["year", "month", "day", "week", "hour", "minute"])
}

/// The unit behind a fraction: "half a mile", "a quarter of an hour", "a quarter point".
fn part_of_unit(line: Line<'_>, found: &Measured, at: usize) -> Option<(What, usize)> {
    if is_point(line, at) {
        let written = line.is_number(found.number.first);
        let points = if written {
            What::Count(Some("point".to_owned()))
        } else {
            unit("percentage_points")?
        };
        return Some((points, at + 1));
    }
    let article = at + usize::from(line.is(at, "of"));
    if !line.is_any(article, &["a", "an"]) {
        return None;
    }
    if is_point(line, article + 1) {
        return Some((unit("percentage_points")?, article + 2));
    }
    unit_at(line, article + 1, false, false)
}

/// A plus directly behind: "$100B+".
fn plus(line: Line<'_>, found: &mut Measured) {
    if line.sign(found.end) == Some('+')
        && line.is_glued(found.end)
        && !line.is_number(found.end + 1)
    {
        found.or_more = true;
        found.end += 1;
    }
}

/// "bn", "m", "k" behind the number.
fn short_scale(line: Line<'_>, found: &mut Measured) {
    let mut at = found.end;
    if found.number.scale.is_some() {
        return;
    }
    if line.sign(at) == Some('+') && line.is_glued(at) {
        at += 1;
    }
    let Some(places) = entry(line, at).short_scale else {
        return;
    };
    if found.number.shape == Shape::Words || !reads_as_scale(line, found, at) {
        return;
    }
    found.or_more |= at > found.end;
    found.number.scale = Some(places.into());
    found.short_scale = true;
    found.end = at + 1;
}

/// Whether "m" and the like behind the number are a scale and no unit.
fn reads_as_scale(line: Line<'_>, found: &Measured, at: usize) -> bool {
    let word = line.str(at);
    let glued = line.is_glued(at);
    if line.is_glued(at + 1) && (line.is_number(at + 1) || line.is_word(at + 1)) {
        return false;
    }
    if found.is_money() {
        return glued || word.len() > 1 || matches!(word, "m" | "M" | "B" | "T");
    }
    match word {
        "bn" | "mn" | "tn" | "Bn" | "Mn" | "Tn" | "BN" | "MN" => true,
        "M" | "B" => glued && !line.is_dash(at + 1),
        "k" | "K" => glued && !(line.is_dash(at + 1) && line.is_glued(at + 1)),
        "m" => glued && million_metres(line, at),
        "b" => glued && noun_or_unit(line, at + 1),
        "T" => glued && noun_or_unit(line, at + 1),
        _ => false,
    }
}

/// Whether "m" glued to a number is a million and not metres: a unit, a currency or a noun
/// follows, or nothing that speaks of lengths.
fn million_metres(line: Line<'_>, at: usize) -> bool {
    let next = at + 1;
    if noun_or_unit(line, next) {
        return true;
    }
    let length = line.is_any(
        next,
        &[
            "long",
            "wide",
            "tall",
            "high",
            "deep",
            "away",
            "above",
            "below",
            "race",
            "sprint",
            "hurdles",
            "freestyle",
            "from",
            "x",
            "by",
        ],
    );
    let hyphen = line.is_dash(next) && line.is_glued(next);
    !(length || hyphen || matches!(line.sign(next), Some('(' | '²' | '/')))
}

/// Whether a unit, a currency or a plural noun stands at `at`.
fn noun_or_unit(line: Line<'_>, at: usize) -> bool {
    let here = entry(line, at);
    if here.unit.is_some() || here.currency.is_some() {
        return true;
    }
    super::noun::noun_at(line, at).is_some()
}

/// "$5 million dollars", "$75 U.S.", "$10 CAD": the currency said twice, or whose dollar it is.
fn skip_repeated_currency(line: Line<'_>, found: &mut Measured) {
    let at = found.end;
    let here = entry(line, at);
    if here.currency.is_some() {
        found.end = at + 1;
    } else if line.str(at) == "U" && line.str(at + 2) == "S" && line.sign(at + 1) == Some('.') {
        found.end = at + 3 + usize::from(line.sign(at + 3) == Some('.'));
    } else if let Some(code) = here
        .prefix
        .filter(|_| is_code(line, at) || line.str(at) == "US")
    {
        if line.str(at).len() == 3 {
            found.what = What::Money { code, minor: false };
        }
        found.end = at + 1;
        if line.is(found.end, "dollars") {
            found.end += 1;
        }
    }
}

/// Money named behind the number: "dollars", "Canadian dollars", "USD", "€", "cents", "p".
fn money_behind(line: Line<'_>, found: &mut Measured) -> bool {
    let hyphen =
        line.is_dash(found.end) && line.is_glued(found.end) && line.is_glued(found.end + 1);
    let at = found.end + usize::from(hyphen);
    let here = entry(line, at);
    let money = |code, end, minor| Some((What::Money { code, minor }, end));
    let sign = line.sign(at);
    let next_is_number = line.is_number(at + 1) && (line.is_glued(at + 1) || !line.is_glued(at));
    let read = if let Some(code) = sign
        .and_then(|s| VOCABULARY.sign(s))
        .filter(|_| !next_is_number)
    {
        money(code, at + 1, false)
    } else if let Some(code) = sign.and_then(|s| VOCABULARY.minor_sign(s)).or(here.minor) {
        if line.is_capital(at) && !line.starts_sentence(at) {
            None
        } else {
            money(code, at + 1, true)
        }
    } else if let Some(code) = here.currency {
        named_money(line, at, code).and_then(|code| money(code, at + 1, false))
    } else if let Some((code, end)) = national(line, at) {
        money(code, end, false)
    } else if let Some(code) = here.prefix.filter(|_| is_code(line, at)) {
        if line.is_number(at + 1) {
            None
        } else {
            money(code, at + 1, false)
        }
    } else if line.str(at) == "p" && line.is_glued(at) && found.number.scale.is_none() {
        VOCABULARY
            .sign('£')
            .and_then(|code| money(code, at + 1, true))
    } else {
        millions_of_code(line, found, at)
    };
    let Some((what, end)) = read else {
        return false;
    };
    let whole_before =
        found.number.scale.is_none() && matches!(what, What::Money { minor: false, .. });
    found.what = what;
    found.end = end;
    if found.number.scale.is_none() {
        if let Some(places) = entry(line, end).scale {
            found.number.scale = Some(places.into());
            found.end = end + 1;
        }
    }
    plus(line, found);
    if whole_before && found.number.scale.is_none() {
        and_cents(line, found);
    }
    true
}

/// "thirteen dollars and forty-five cents" is one amount.
fn and_cents(line: Line<'_>, found: &mut Measured) {
    if !line.is(found.end, "and") {
        return;
    }
    let Some(cents) = number_at(line, found.end + 1).filter(|n| n.small().is_some_and(|c| c < 100))
    else {
        return;
    };
    let is_cents = matches!(found.what, What::Money { code, .. } if entry(line, cents.end).minor == Some(code));
    let sum = cents
        .value
        .scaled(-2)
        .ok()
        .and_then(|part| found.number.value.checked_add(part));
    if let (true, Some(sum)) = (is_cents, sum) {
        found.number.value = sum;
        found.end = cents.end + 1;
    }
}

/// A currency's bare name; names that are also other words need their plural.
fn named_money(line: Line<'_>, at: usize, code: u16) -> Option<u16> {
    let other = line.is_any(at, &["real", "sterling", "leu", "dong"]) && line.is_word(at + 1);
    (!other).then_some(code)
}

/// "Canadian dollars", "Hong Kong dollars", "U.S. dollars", "Danish crowns".
fn national(line: Line<'_>, at: usize) -> Option<(u16, usize)> {
    let mut nation = at;
    if line.is(at, "u") && line.is(at + 2, "s") {
        let end = at + 3 + usize::from(line.sign(at + 3) == Some('.'));
        return VOCABULARY
            .national("us", line.str(end))
            .map(|code| (code, end + 1));
    }
    if line.is_any(at, &["hong", "new", "south"]) {
        nation = at + 1;
    }
    let code = VOCABULARY.national(line.str(nation), line.str(nation + 1))?;
    Some((code, nation + 2))
}

/// "30 MUSD", "48.5 MGBP": a million and a code in one word.
fn millions_of_code(line: Line<'_>, found: &mut Measured, at: usize) -> Option<(What, usize)> {
    let word = line.str(at);
    let scale = match word.as_bytes().first()? {
        b'M' if word.len() == 4 => 6,
        b'B' if word.len() == 4 => 9,
        _ => return None,
    };
    let code = VOCABULARY
        .codes
        .iter()
        .position(|code| *code == word[1..])?;
    found.number.scale = Some(scale);
    Some((
        What::Money {
            code: code as u16,
            minor: false,
        },
        at + 1,
    ))
}

/// Multiples: "3x", "60 times", "80-fold", "20-to-1", "10-for-1".
fn ratio_behind(line: Line<'_>, found: &mut Measured) -> bool {
    let at = found.end;
    let hyphen = usize::from(line.is_dash(at) && line.is_glued(at));
    let glued = line.is_glued(at) || hyphen == 1;
    let word = at + hyphen;
    if matches!(line.str(at), "x" | "X" | "×") && glued && !line.is_number(at + 1) {
        found.what = What::Ratio;
        found.end = at + 1;
        plus(line, found);
        return true;
    }
    if line.is(word, "fold") && glued {
        found.what = What::Ratio;
        found.end = word + 1;
        return true;
    }
    if line.is_any(word, &["to", "for"]) {
        let dash = usize::from(hyphen == 1 && line.is_dash(word + 1));
        let one = word + 1 + dash;
        let is_one = line.str(one) == "1" || line.is(one, "one");
        let tight = hyphen == 1 && dash == 1 && is_one;
        let loose =
            hyphen == 0 && is_one && line.is_any(one + 1, &["ratio", "odds", "split", "margin"]);
        if tight || loose {
            found.what = What::Ratio;
            found.end = one + 1;
            return true;
        }
    }
    if line.is(word, "times") {
        times(line, found, word);
        return true;
    }
    false
}

/// "60 times sales" is a multiple, "one million times in two weeks" a count.
fn times(line: Line<'_>, found: &mut Measured, word: usize) {
    let large = found.number.scale.is_some_and(|places| places > 2);
    let next = word + 1;
    let counted = large
        || line.is_any(
            next,
            &[
                "in", "per", "a", "since", "during", "daily", "and", "last", "this", "on", "at",
                "before",
            ],
        )
        || line.get(next).is_none()
        || matches!(line.sign(next), Some('.' | ','));
    found.what = if counted {
        What::Count(Some("times".to_owned()))
    } else {
        What::Ratio
    };
    found.end = word + 1;
}

/// The unit at `at`, which stands glued to the number, behind a hyphen or behind a blank.
fn unit_at(line: Line<'_>, at: usize, glued: bool, hyphen: bool) -> Option<(What, usize)> {
    match line.get(at)?.kind {
        Kind::Sign('%' | '٪' | '％') => return Some((unit("percent")?, at + 1)),
        Kind::Sign('°' | 'º') => {
            return degrees(line, at + 1).or(Some((unit("degree")?, at + 1)));
        }
        Kind::Sign('\'' | '′' | '’') if glued && !line.is_glued(at + 1) && !hyphen => {
            return feet_mark(line, at);
        }
        Kind::Word => {}
        _ => return None,
    }
    if line.is(at, "per") && line.is_any(at + 1, &["cent", "cents"]) {
        return Some(points_after(line, "percent", at + 2));
    }
    if line.is_any(at, &["percentage", "percent", "pct", "basis"]) && is_point(line, at + 1) {
        let id = if line.is(at, "basis") {
            "basis_points"
        } else {
            "percentage_points"
        };
        return Some((unit(id)?, at + 2));
    }
    if let Some(found) = powers(line, at) {
        return Some(found);
    }
    if line.is(at, "in") && is_inches(line, at) {
        return Some((unit("inch")?, at + 1));
    }
    if line.is_any(at, &["degree", "degrees"]) {
        return degrees(line, at + 1).or(Some((unit("degree")?, at + 1)));
    }
    if line.is(at, "metric") && line.is_any(at + 1, &["ton", "tons", "tonnes", "tonne"]) {
        return Some((unit("tonne")?, at + 2));
    }
    if line.str(at) == "s" && line.str(Line::before(at, 1)).len() == 4 {
        return None;
    }
    let index = word_unit(line, at, glued, hyphen)?;
    Some(squared(line, at, index).unwrap_or((What::Unit(index), at + 1)))
}

/// Whether "in" means inches: behind feet, or with nothing after it.
fn is_inches(line: Line<'_>, at: usize) -> bool {
    let ends =
        line.get(at + 1).is_none() || line.sign(at + 1) == Some('.') && !line.is_word(at + 2);
    let feet = line.is_any(Line::before(at, 2), &["ft", "feet", "foot"]);
    line.is_number(at - 1) && (ends || feet)
}

/// A unit by its name or symbol.
fn word_unit(line: Line<'_>, at: usize, glued: bool, hyphen: bool) -> Option<u16> {
    let word = line.str(at);
    let plain = !(line.is_glued(at + 1) && line.is_number(at + 1)) || line.str(at + 1).len() == 1;
    let symbol = VOCABULARY.symbol(word).filter(|_| plain);
    let single = word.chars().nth(1).is_none();
    if let Some(index) = symbol.filter(|_| glued || !single || matches!(word, "W" | "t" | "m")) {
        return Some(index);
    }
    let index = entry(line, at).unit?;
    let id = &VOCABULARY.units[usize::from(index)].id;
    let ordinal = id == "second" && hyphen && !line.is(at, "seconds") && line.is_capital(at);
    let pc = word.eq_ignore_ascii_case("pc") && !glued;
    let cv = word.eq_ignore_ascii_case("cv") && !glued;
    (!ordinal && !pc && !cv).then_some(index)
}

/// "m2", "km^2", "m²", "km squared": the unit behind the number, squared or cubed.
pub(crate) fn squared(line: Line<'_>, at: usize, index: u16) -> Option<(What, usize)> {
    let id = &VOCABULARY.units[usize::from(index)].id;
    let next = at + 1;
    let (power, end) = match line.sign(next) {
        Some('²') => ('2', next + 1),
        Some('³') => ('3', next + 1),
        Some('^') => (line.str(next + 1).chars().next()?, next + 2),
        _ if line.is_glued(next) && matches!(line.str(next), "2" | "3") => {
            (line.str(next).chars().next()?, next + 1)
        }
        _ if line.is(next, "squared") => ('2', next + 1),
        _ => return None,
    };
    (VOCABULARY.units[usize::from(index)].dimension == "length")
        .then(|| (What::Made(format!("{id}{power}")), end))
}

/// "square metres", "sq ft", "cubic feet".
pub(crate) fn powers(line: Line<'_>, at: usize) -> Option<(What, usize)> {
    let power = if line.is_any(at, &["square", "sq"]) {
        2
    } else if line.is_any(at, &["cubic", "cu"]) {
        3
    } else {
        return None;
    };
    let dot = line.sign(at + 1) == Some('.') || (line.is_dash(at + 1) && line.is_glued(at + 1));
    let word = at + 1 + usize::from(dot);
    let index = VOCABULARY
        .symbol(line.str(word))
        .or(entry(line, word).unit)?;
    let unit = &VOCABULARY.units[usize::from(index)];
    if unit.dimension != "length" {
        return None;
    }
    let id = if power == 2 && unit.id == "foot" {
        "sqft".to_owned()
    } else {
        format!("{}{power}", unit.id)
    };
    Some((What::Made(id), word + 1))
}

/// "Celsius", "C", "Fahrenheit" behind "degrees" or the sign.
fn degrees(line: Line<'_>, at: usize) -> Option<(What, usize)> {
    let id = match line.str(at) {
        "C" | "c" => "°C",
        "F" | "f" => "°F",
        _ if line.is_any(at, &["celsius", "centigrade"]) => "°C",
        _ if line.is(at, "fahrenheit") => "°F",
        _ => return None,
    };
    Some((unit(id)?, at + 1))
}

/// A foot mark: 30' with no quotation open.
fn feet_mark(line: Line<'_>, at: usize) -> Option<(What, usize)> {
    let open = (0..at.saturating_sub(1)).any(|i| matches!(line.sign(i), Some('\'' | '‘')));
    (!open && line.is_word(at + 1)).then_some(())?;
    Some((unit("foot")?, at + 1))
}

/// "per cent points", else the unit itself.
fn points_after(line: Line<'_>, id: &str, at: usize) -> (What, usize) {
    if is_point(line, at) {
        return (unit("percentage_points").unwrap_or(What::Bare), at + 1);
    }
    (unit(id).unwrap_or(What::Bare), at)
}

fn is_point(line: Line<'_>, at: usize) -> bool {
    line.is_any(at, &["point", "points"])
}

/// A unit by its id.
pub(crate) fn unit(id: &str) -> Option<What> {
    let index = VOCABULARY.units.iter().position(|unit| unit.id == id)?;
    Some(What::Unit(index as u16))
}
