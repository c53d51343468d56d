//! Money: currencies before and behind a number.

use claimbook_model::Decimal;

use super::measure::{Measured, What, plus};
use super::number::{Number, Shape, entry, number_at};
use super::token::Line;
use super::vocabulary::{Roles, VOCABULARY};

/// A currency before the number: "$", "US$", "C $", "EUR ", "RM".
pub(super) fn money_before(line: Line<'_>, found: &mut Measured) {
    let mut before = Line::before(found.first, 1);
    let sign_before = |index: usize| line.sign(index).and_then(|sign| VOCABULARY.sign(sign));
    if matches!(line.sign(before), Some('-' | '−'))
        && line.is_glued(before)
        && sign_before(Line::before(before, 1)).is_some()
    {
        found.negative = true;
        found.first = before;
        before = Line::before(before, 1);
    }
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
    let prefix = entry(line, before).prefix;
    let Some(prefix) = prefix.filter(|code| is_code(line, before, *code, &found.number)) else {
        dotted_rupees(line, found);
        wired_yen(line, found);
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
    let dotted = line.sign(Line::before(found.first, 1)) == Some('.');
    let code = entry(line, word).prefix;
    if let (true, Some(code)) = (dotted && line.is_any(word, &["rs", "rp"]), code) {
        found.what = What::Money { code, minor: false };
        found.first = word;
    }
}

/// "Y=590 billion": the yen sign as wires without it write it.
fn wired_yen(line: Line<'_>, found: &mut Measured) {
    let sign = Line::before(found.first, 1);
    let letter = Line::before(sign, 1);
    let glued = line.is_glued(found.first) && line.is_glued(sign);
    if line.sign(sign) == Some('=')
        && line.str(letter) == "Y"
        && glued
        && let Some(code) = VOCABULARY.sign('¥')
    {
        found.what = What::Money { code, minor: false };
        found.first = letter;
    }
}

/// Whether a number is written as amounts are and names of things are not: "1,200", "6.5", "3m".
fn is_amount(line: Line<'_>, number: &Number) -> bool {
    let end = number.end;
    let short = entry(line, end).short_scale.is_some() && line.is_glued(end);
    number.scale.is_some() || number.shape == Shape::Full || short
}

/// Whether a word is written like a code of a currency that may stand beside a number.
fn is_code(line: Line<'_>, index: usize, code: u16, number: &Number) -> bool {
    let word = line.str(index);
    let upper = word.bytes().all(|b| b.is_ascii_uppercase());
    if VOCABULARY.is_word_code(code) && !is_amount(line, number) {
        return false;
    }
    let glued_sign = line.is_glued(index)
        && line
            .sign(Line::before(index, 1))
            .is_some_and(|c| VOCABULARY.sign(c).is_some());
    match word.len() {
        _ if glued_sign => line.is_glued(index + 1) || upper,
        3 => {
            upper
                || line.is_any(
                    index,
                    &["usd", "eur", "gbp", "rmb", "nkr", "skr", "dkr", "ksh"],
                )
        }
        2 if word == "PS" => line.is_glued(index + 1) && is_amount(line, number),
        2 => matches!(word, "RM" | "Rs" | "Rp" | "DM" | "RS" | "TL" | "Dh"),
        _ => false,
    }
}

/// Letters before the sign that say whose dollar it is: "US$", "HK $", "C $", "u.s $".
fn nation_of_sign(line: Line<'_>, found: &mut Measured, sign: usize) {
    let word = Line::before(sign, 1);
    let text = line.str(word);
    let glued = line.is_glued(sign);
    let after_point = line.sign(Line::before(word, 1)) == Some('.');
    if line.sign(word) == Some('.') || after_point && text.eq_ignore_ascii_case("s") {
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
        _ => glued || upper,
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

/// "$5 million dollars", "$75 U.S.", "$10 CAD": the currency said twice, or whose dollar it is.
pub(super) fn skip_repeated_currency(line: Line<'_>, found: &mut Measured) {
    let at = found.end;
    let here = entry(line, at);
    if here.currency.is_some() {
        found.end = at + 1;
    } else if line.str(at) == "U" && line.str(at + 2) == "S" && line.sign(at + 1) == Some('.') {
        found.end = at + 3 + usize::from(line.sign(at + 3) == Some('.'));
    } else if let Some(code) = here
        .prefix
        .filter(|code| is_code(line, at, *code, &found.number) || line.str(at) == "US")
    {
        if line.str(at).len() == 3 {
            found.what = What::Money { code, minor: false };
        }
        found.end = at + 1;
        if line.is(found.end, "dollars") {
            found.end += 1;
        }
    } else if line.is(at, "and") && found.number.scale.is_none() {
        and_cents(line, found);
    }
}

/// Money named behind the number: "dollars", "Canadian dollars", "USD", "€", "cents", "p".
pub(super) fn money_behind(line: Line<'_>, found: &mut Measured) -> bool {
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
    } else if let Some(code) = here
        .currency
        .filter(|_| entry(line, at + 1).minor.is_none())
    {
        named_money(line, found, at, code).and_then(|code| money(code, at + 1, false))
    } else if let Some((code, end)) = national_cents(line, at) {
        money(code, end, true)
    } else if let Some((code, end)) = national(line, found, at) {
        money(code, end, false)
    } else if let Some(code) = here
        .prefix
        .filter(|code| is_code(line, at, *code, &found.number))
    {
        if line.is_number(at + 1) && !is_money_behind(line, at + 2) {
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
    if let (None, Some(places)) = (found.number.scale, entry(line, end).scale) {
        found.number.scale = Some(places.into());
        found.end = end + 1;
    }
    plus(line, found);
    if whole_before && found.number.scale.is_none() {
        and_cents(line, found);
    }
    true
}

/// Whether a currency stands behind a number: "10 rmb 20 usd" is two amounts.
fn is_money_behind(line: Line<'_>, at: usize) -> bool {
    let here = entry(line, at);
    here.currency.is_some() || here.prefix.is_some_and(|_| line.str(at).len() == 3)
}

/// "thirteen dollars and forty-five cents" is one amount, and so is "thirteen dollars forty-five".
fn and_cents(line: Line<'_>, found: &mut Measured) {
    let and = usize::from(line.is(found.end, "and"));
    let Some(cents) =
        number_at(line, found.end + and).filter(|n| n.small().is_some_and(|c| c < 100))
    else {
        return;
    };
    let closes = line.get(cents.end).is_none()
        || line.sign(cents.end) == Some('.') && !line.is_glued(cents.end + 1);
    let spoken = closes && cents.small().is_some_and(|c| c >= 10);
    let is_cents = spoken
        || matches!(found.what, What::Money { code, .. } if entry(line, cents.end).minor == Some(code));
    let sum = cents
        .value
        .scaled(-2)
        .ok()
        .and_then(|part| found.number.value.checked_add(part));
    if let (true, Some(sum)) = (is_cents, sum) {
        found.number.value = sum;
        found.end = cents.end + usize::from(!spoken);
    }
}

/// "ten US cents", "50 euro cents": whose hundredth it is.
fn national_cents(line: Line<'_>, at: usize) -> Option<(u16, usize)> {
    let minor = entry(line, at + 1).minor?;
    let here = entry(line, at);
    let dollar = || VOCABULARY.national(line.str(at), "dollar");
    let owner = here.currency.or_else(dollar)?;
    let is_cent = VOCABULARY.has_cents(owner) && VOCABULARY.has_cents(minor);
    is_cent.then_some((owner, at + 2))
}

/// A currency's bare name; names that are also other words need their plural.
fn named_money(line: Line<'_>, found: &Measured, at: usize, code: u16) -> Option<u16> {
    if line.is(at, "won") && is_verb_won(line, found, at) {
        return None;
    }
    let other = line.is_any(at, &["real", "sterling", "leu", "dong"]) && line.is_word(at + 1);
    (!other).then_some(code)
}

/// "12 won the prize" is no money; "64,000 won or 5%" and "375 won per share" are.
fn is_verb_won(line: Line<'_>, found: &Measured, at: usize) -> bool {
    let large = found.number.scale.is_some_and(|places| places >= 6);
    let hundreds = found
        .number
        .total()
        .is_some_and(|total| total.cmp_value(Decimal::from(100)).is_ge());
    let next = at + 1;
    let closes = line.get(next).is_none()
        || line.sign(next).is_some()
        || line.is_any(
            next,
            &["or", "and", "per", "from", "to", "on", "apiece", "each"],
        )
        || line.is(next, "a") && entry(line, next + 1).roles.has(Roles::PER_THING);
    !(large || hundreds && closes)
}

/// "40 pounds sterling", "50 million pounds" but not "of beef": money and no mass.
fn pounds(line: Line<'_>, found: &Measured, at: usize) -> Option<(u16, usize)> {
    let sterling = line.is(at + 1, "sterling");
    let large = found.number.scale.is_some_and(|places| places >= 6) && !line.is(at + 1, "of");
    let code = VOCABULARY.sign('£').filter(|_| sterling || large)?;
    Some((code, at + 1 + usize::from(sterling)))
}

/// "Canadian dollars", "Hong Kong dollars", "U.S. dollars", "Danish crowns".
fn national(line: Line<'_>, found: &Measured, at: usize) -> Option<(u16, usize)> {
    let mut nation = at;
    if line.is_any(at, &["pound", "pounds"]) {
        return pounds(line, found, at);
    }
    let named = entry(line, at + 1).currency;
    let nation_word = line.is_capital(at) || entry(line, at).roles.has(Roles::NATION);
    if let Some(code) = named.filter(|_| nation_word && line.is_word(at)) {
        let known = VOCABULARY.national(line.str(at), line.str(at + 1));
        let own = known.or((!VOCABULARY.is_shared(line.str(at + 1))).then_some(code));
        return own.map(|code| (code, at + 2));
    }
    if line.is(at, "u") && line.is(at + 2, "s") {
        let end = at + 3 + usize::from(line.sign(at + 3) == Some('.'));
        return VOCABULARY
            .national("us", line.str(end))
            .map(|code| (code, end + 1));
    }
    let two_words = line.is_capital(at) && !entry(line, at).roles.has(Roles::NATION);
    if two_words || line.is_any(at, &["hong", "new", "south"]) {
        nation = at + 1;
    }
    if !entry(line, nation).roles.has(Roles::NATION) {
        return None;
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
