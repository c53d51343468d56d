//! Numbers as written: digits, words and mixtures of both, with their scale.

use claimbook_model::Decimal;

use super::fraction::{fraction, mixed, one_in, slashed, vulgar};
use super::number_words::words_at;
use super::token::{Kind, Line};
use super::vocabulary::{Entry, Roles, VOCABULARY};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Whole, in digits without commas.
    Plain,
    /// In digits with commas, a decimal point or a power of ten.
    Full,
    /// In words, or an article and a scale.
    Words,
    /// A fraction: "two-thirds", "1/4".
    Fraction,
    /// A multiple in one word: "doubled".
    Multiple,
}

/// A number in a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    /// Its first token.
    pub first: usize,
    /// After its last token.
    pub end: usize,
    /// Its value, without `scale`.
    pub value: Decimal,
    /// The power of ten of its scale words, none if it has none.
    pub scale: Option<i16>,
    /// How it is written.
    pub shape: Shape,
    /// Whether a plus behind it says "or more": "$5+ billion".
    pub or_more: bool,
}

impl Number {
    /// Value and scale together; `None` if the exponent leaves its bounds.
    pub(crate) fn total(&self) -> Option<Decimal> {
        self.value.scaled(self.scale.unwrap_or(0)).ok()
    }

    /// The whole number it is, if it is small and written without scale.
    pub(crate) fn small(&self) -> Option<i128> {
        (self.scale.is_none() && self.value.exponent() == 0).then(|| self.value.coefficient())
    }
}

/// The entry of the token at `index`.
pub(crate) fn entry(line: Line<'_>, index: usize) -> &'static Entry {
    let word = line
        .get(index)
        .map_or(super::vocabulary::WordId::NONE, |t| t.word);
    VOCABULARY.entry(word)
}

/// The number that begins at token `at`, if one does.
pub(crate) fn number_at(line: Line<'_>, at: usize) -> Option<Number> {
    match line.get(at)?.kind {
        Kind::Number => digits_at(line, at).map(|n| with_smaller_scale(line, with_scale(line, n))),
        Kind::Sign(sign) => vulgar(sign).and_then(|(over, under)| {
            (!line.is_glued(at)).then_some(())?;
            Some(with_scale(line, fraction(at, at + 1, over, under)?))
        }),
        Kind::Word => words_at(line, at).or_else(|| article_and_unit(line, at)),
        Kind::Address => None,
    }
}

/// "more than a decade", "well over a gigawatt": `at` is a unit behind an article and a comparing
/// word. Without the comparing word, "a mile" says no number.
fn article_and_unit(line: Line<'_>, at: usize) -> Option<Number> {
    let article = Line::before(at, 1);
    let compared = Line::before(at, 2);
    let here = entry(line, at);
    let single = !line.str(at).ends_with('s') && here.fraction.is_none();
    let fits = here.unit.is_some()
        && single
        && line.is_any(article, &["a", "an"])
        && line.is_any(
            compared,
            &[
                "than",
                "over",
                "under",
                "nearly",
                "almost",
                "least",
                "about",
                "roughly",
                "exceeding",
            ],
        )
        && !line.is_dash(at + 1)
        && !line.is_any(
            at + 1,
            &["ago", "earlier", "before", "later", "after", "previously"],
        )
        && !line.is_any(
            at,
            &["foot", "degree", "sec", "min", "bar", "percentage", "knot"],
        );
    fits.then_some(Number {
        first: article,
        end: at,
        value: Decimal::from(1),
        scale: None,
        shape: Shape::Words,
        or_more: false,
    })
}

/// A decimal of digits with commas.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let mut coefficient: i128 = 0;
    let mut places: i16 = 0;
    let mut after_point = false;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                coefficient = coefficient
                    .checked_mul(10)?
                    .checked_add(i128::from(byte - b'0'))?;
                places += i16::from(after_point);
            }
            b'.' => after_point = true,
            _ => {}
        }
    }
    Decimal::new(coefficient, -places).ok()
}

/// A number that begins with digits, without its scale.
fn digits_at(line: Line<'_>, at: usize) -> Option<Number> {
    let text = line.str(at);
    let value = decimal(text)?;
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    let mut number = Number {
        first: at,
        end: at + 1,
        value,
        scale: None,
        shape: if plain { Shape::Plain } else { Shape::Full },
        or_more: false,
    };
    if plain {
        if let Some(found) = slashed(line, at) {
            return Some(found);
        }
        if let Some(found) = mixed(line, &number).or_else(|| one_in(line, &number)) {
            return Some(found);
        }
        spaced_groups(line, &mut number);
        spaced_thousands(line, &mut number);
    }
    power_of_ten(line, &mut number);
    Some(number)
}

/// "10 000": groups of three behind thin blanks, or behind a plain one where a unit follows.
fn spaced_groups(line: Line<'_>, number: &mut Number) {
    let first = line.str(number.first);
    if first.len() > 3 || first.starts_with('0') {
        return;
    }
    let mut end = number.end;
    let mut thin = true;
    let mut digits = first.to_owned();
    while line.is_number(end) && !line.is_glued(end) && line.str(end).len() == 3 {
        let group = line.str(end);
        if !group.bytes().all(|b| b.is_ascii_digit()) || digits.len() > 15 {
            break;
        }
        let gap = line.span(end - 1, end + 1);
        thin &= line.text[gap].contains(['\u{a0}', '\u{202f}', '\u{2009}']);
        digits.push_str(group);
        end += 1;
    }
    if end == number.end {
        return;
    }
    let named = entry(line, end).unit.is_some() || entry(line, end).currency.is_some();
    if let (true, Some(value)) = (
        thin || named || is_blank_grouping(line, number.first, end),
        decimal(&digits),
    ) {
        *number = Number {
            end,
            value,
            shape: Shape::Full,
            ..*number
        };
    }
}

/// "10, 000 people": thousands behind a comma and a blank.
fn spaced_thousands(line: Line<'_>, number: &mut Number) {
    let comma = line.sign(number.end) == Some(',') && line.is_glued(number.end);
    let zeros = line.str(number.end + 1) == "000" && !line.is_glued(number.end + 1);
    let alone = line.str(number.first).len() <= 3 && number.end == number.first + 1;
    if let (true, Ok(value)) = (comma && zeros && alone, number.value.scaled(3)) {
        number.value = value;
        number.end += 2;
        number.shape = Shape::Full;
    }
}

/// "12 000 or", "some 1 400 data sources": groups behind single blanks in a sentence. A name before
/// them, a further number, a hyphen or a capital behind them speaks against it.
fn is_blank_grouping(line: Line<'_>, first: usize, end: usize) -> bool {
    let gap = |index: usize| {
        let (before, here) = (line.get(index - 1), line.get(index));
        matches!((before, here), (Some(b), Some(h)) if h.start == b.end + 1)
    };
    let before = Line::before(first, 1);
    let named = line.is_word(before) && line.is_capital(before) && !line.starts_sentence(before)
        || line.is_number(before)
        || entry(line, before)
            .roles
            .has(Roles::LABEL.and(Roles::MONTH));
    let goes_on = line.is_word(end) && !line.is_capital(end) && !line.is_glued(end)
        || matches!(line.sign(end), Some('.' | ',' | ';' | ')' | '%')) && !line.is_number(end + 1);
    !named && goes_on && (first + 1..end).all(gap)
}

/// "4e14", "2.48×10−5", "5.5x10^3".
fn power_of_ten(line: Line<'_>, number: &mut Number) {
    let mut at = number.end;
    if !line.is_glued(at) {
        return;
    }
    let letter = line.is(at, "e");
    let cross = matches!(line.sign(at), Some('×' | '*')) || line.is(at, "x");
    if !(letter || (cross && line.str(at + 1) == "10" && line.is_glued(at + 1))) {
        return;
    }
    at += if cross { 2 } else { 1 };
    if line.sign(at) == Some('^') {
        at += 1;
    }
    let minus = matches!(line.sign(at), Some('-' | '−'));
    at += usize::from(minus);
    if !(line.is_number(at) && line.is_glued(at) && line.str(at).len() <= 2) {
        return;
    }
    let Ok(power) = line.str(at).parse::<i16>() else {
        return;
    };
    if let Ok(value) = number.value.scaled(if minus { -power } else { power }) {
        *number = Number {
            end: at + 1,
            value,
            shape: Shape::Full,
            ..*number
        };
    }
}

/// Reads the scale words behind a number: "million", "hundred thousand", "-billion".
pub(super) fn with_scale(line: Line<'_>, mut number: Number) -> Number {
    let mut at = number.end;
    if line.sign(at) == Some('+') && line.is_glued(at) && entry(line, at + 1).scale.is_some() {
        number.or_more = true;
        at += 1;
    }
    loop {
        let hyphen = line.is_dash(at) && line.is_glued(at) && line.is_glued(at + 1);
        let word = at + usize::from(hyphen);
        let Some(places) = entry(line, word).scale else {
            break;
        };
        number.scale = Some(
            number
                .scale
                .unwrap_or(0)
                .saturating_add(places.into())
                .min(60),
        );
        at = word + 1;
        number.end = at;
    }
    if number.scale.is_none() {
        number.or_more = false;
    }
    number
}

/// "3 trillion 420 billion": a part of a smaller scale behind a number with its scale.
fn with_smaller_scale(line: Line<'_>, number: Number) -> Number {
    let at = number.end;
    let Some(large) = number
        .scale
        .filter(|_| line.is_number(at) && !line.is_glued(at))
    else {
        return number;
    };
    let Some(part) = digits_at(line, at).map(|part| with_scale(line, part)) else {
        return number;
    };
    let sum = || {
        let small = part.scale.filter(|small| *small < large)?;
        let whole = number.value.scaled(large - small).ok()?;
        let room = Decimal::new(1, large - small).ok()?;
        let fits = part.value.cmp_value(room).is_lt();
        let value = whole.checked_add(part.value).filter(|_| fits)?;
        Some(Number {
            end: part.end,
            value,
            scale: Some(small),
            shape: Shape::Full,
            ..number
        })
    };
    sum().unwrap_or(number)
}

/// Drops the zeros that come from reckoning with halves and quarters.
pub(super) fn tidy(value: Decimal) -> Decimal {
    let mut tidy = value;
    while tidy.exponent() < 0 && tidy.coefficient() % 10 == 0 {
        match Decimal::new(tidy.coefficient() / 10, tidy.exponent() + 1) {
            Ok(shorter) => tidy = shorter,
            Err(_) => break,
        }
    }
    tidy
}
