//! Numbers as written: digits, words and mixtures of both, with their scale.

use claimbook_model::Decimal;

use super::token::{Kind, Line};
use super::vocabulary::{Entry, VOCABULARY};

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
        Kind::Number => digits_at(line, at).map(|n| with_scale(line, n)),
        Kind::Sign(sign) => vulgar(sign).and_then(|(over, under)| {
            (!line.is_glued(at)).then_some(())?;
            Some(with_scale(line, fraction(at, at + 1, over, under)?))
        }),
        Kind::Word => words_at(line, at),
        Kind::Address => None,
    }
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
        if let Some(found) = mixed(line, &number) {
            return Some(found);
        }
        spaced_groups(line, &mut number);
    }
    power_of_ten(line, &mut number);
    Some(number)
}

/// "1/4".
fn slashed(line: Line<'_>, at: usize) -> Option<Number> {
    let parts = line.sign(at + 1) == Some('/') && line.is_glued(at + 1) && line.is_glued(at + 2);
    let part_of_list = line.is_glued(at) && line.sign(Line::before(at, 1)) == Some('/');
    if !parts || part_of_list || !line.is_number(at + 2) {
        return None;
    }
    let over = decimal(line.str(at))?.coefficient();
    let under = decimal(line.str(at + 2)).filter(|d| d.exponent() == 0)?;
    let under = under.coefficient();
    let usual = matches!(under, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32) && over < under && over > 0;
    let longer = line.sign(at + 3) == Some('/') && line.is_glued(at + 3);
    (usual && !longer).then(|| fraction(at, at + 3, over, under))?
}

/// "2 1/2", "2½".
fn mixed(line: Line<'_>, whole: &Number) -> Option<Number> {
    let next = whole.end;
    let part = match line.sign(next).and_then(vulgar) {
        Some((over, under)) => fraction(next, next + 1, over, under)?,
        None if line.is_number(next) && !line.is_glued(next) => slashed(line, next)?,
        None => return None,
    };
    Some(Number {
        end: part.end,
        value: whole.value.checked_add(part.value)?,
        shape: Shape::Full,
        ..*whole
    })
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
    if let (true, Some(value)) = (thin || named, decimal(&digits)) {
        *number = Number {
            end,
            value,
            shape: Shape::Full,
            ..*number
        };
    }
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
fn with_scale(line: Line<'_>, mut number: Number) -> Number {
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

/// A number in words.
fn words_at(line: Line<'_>, at: usize) -> Option<Number> {
    let here = entry(line, at);
    if let Some(times) = here.multiple {
        return Some(Number {
            first: at,
            end: at + 1,
            value: Decimal::from(i64::from(times)),
            scale: None,
            shape: Shape::Multiple,
            or_more: false,
        });
    }
    if here.cardinal.is_some() {
        return cardinal_at(line, at);
    }
    if here.scale.is_some() || line.is(at, "dozen") {
        return article_scale(line, at);
    }
    let under = here.fraction?;
    part_of_scale(line, at).or_else(|| article_fraction(line, at, under.into()))
}

/// "half a million", "a quarter million", "a quarter of a million": `at` is the share.
fn part_of_scale(line: Line<'_>, at: usize) -> Option<Number> {
    let of = at + 1 + usize::from(line.is(at + 1, "of"));
    let hyphen = usize::from(line.is_dash(of) && line.is_glued(of));
    let scale = of + usize::from(line.is_any(of, &["a", "an"])) + hyphen;
    let named = entry(line, scale).scale.is_some() || line.is(scale, "dozen");
    if named {
        article_scale(line, scale)
    } else {
        None
    }
}

/// "a million", "half a trillion", "a quarter million", "a dozen": `at` is the scale.
fn article_scale(line: Line<'_>, at: usize) -> Option<Number> {
    let places = entry(line, at).scale.map_or(0, i16::from);
    let dozen = line.is(at, "dozen");
    let unit = if dozen { 12 } else { 1 };
    let before = Line::before(at, 1);
    let number = |first, value| {
        let scaled = Number {
            first,
            end: at + 1,
            value,
            scale: (!dozen).then_some(places),
            shape: Shape::Words,
            or_more: false,
        };
        if dozen {
            scaled
        } else {
            with_more_scale(line, scaled)
        }
    };
    let half = |index: usize| line.is(index, "half") || line.is(index, "quarter");
    let part = |index: usize| {
        let share = if line.is(index, "half") { 50 } else { 25 };
        Decimal::new(share * unit, -2).ok().map(tidy)
    };
    if line.is_any(before, &["a", "an"]) {
        let two = Line::before(at, 2);
        let first = if line.is(two, "of") {
            Line::before(at, 3)
        } else {
            two
        };
        if half(first) {
            return Some(number(first, part(first)?));
        }
        return Some(number(before, Decimal::from(i64::try_from(unit).ok()?)));
    }
    let hyphened = if line.is_dash(before) {
        Line::before(at, 2)
    } else {
        before
    };
    if half(hyphened) {
        let article = Line::before(hyphened, 1);
        let first = if line.is_any(article, &["a", "an"]) {
            article
        } else {
            hyphened
        };
        return Some(number(first, part(hyphened)?));
    }
    None
}

/// Drops the zeros that come from reckoning with halves and quarters.
fn tidy(value: Decimal) -> Decimal {
    let mut tidy = value;
    while tidy.exponent() < 0 && tidy.coefficient() % 10 == 0 {
        match Decimal::new(tidy.coefficient() / 10, tidy.exponent() + 1) {
            Ok(shorter) => tidy = shorter,
            Err(_) => break,
        }
    }
    tidy
}

/// More scale words behind the first: "a hundred thousand".
fn with_more_scale(line: Line<'_>, number: Number) -> Number {
    let more = with_scale(
        line,
        Number {
            scale: None,
            ..number
        },
    );
    match more.scale {
        Some(places) => Number {
            scale: Some(number.scale.unwrap_or(0) + places),
            ..more
        },
        None => number,
    }
}

/// "half", "a third", "a quarter": `at` is the denominator.
fn article_fraction(line: Line<'_>, at: usize, under: i128) -> Option<Number> {
    let before = Line::before(at, 1);
    if line.is(at, "half") {
        let first = if line.is(before, "a") { before } else { at };
        return fraction(first, at + 1, 1, 2);
    }
    let single = !line.str(at).ends_with('s');
    if single && line.is_any(before, &["a", "an"]) {
        return fraction(before, at + 1, 1, under);
    }
    None
}

/// Cardinals, with scales inside: "two hundred and forty", "two and a half million".
fn cardinal_at(line: Line<'_>, first: usize) -> Option<Number> {
    let mut reader = Cardinal::default();
    let mut at = first;
    let mut end = first;
    loop {
        let here = entry(line, at);
        let taken = match (here.cardinal, here.scale) {
            (Some(n), _) => reader.add(n.into()),
            (None, Some(places)) => reader.scale(places.into()),
            _ => false,
        };
        if !taken {
            break;
        }
        end = at + 1;
        at = next_part(line, end, &reader);
    }
    let mut number = reader.number(first, end)?;
    if let Some(found) = one_in(line, &number) {
        return Some(found);
    }
    if let Some(found) = spelled_fraction(line, &number, &reader) {
        return Some(found);
    }
    if let Some(found) = and_a_half(line, &number) {
        return Some(with_scale(line, found));
    }
    if line.is(end, "dozen") {
        number.value = number.value.checked_mul(Decimal::from(12))?;
        number.end = end + 1;
    }
    Some(number)
}

/// Where the next word of a cardinal would stand: behind a hyphen, "and" or a comma.
fn next_part(line: Line<'_>, end: usize, reader: &Cardinal) -> usize {
    let hyphen = line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1);
    if hyphen {
        return end + 1;
    }
    let joined = line.is(end, "and") || line.sign(end) == Some('&');
    let more = entry(line, end + 1).cardinal.is_some();
    if joined && more && reader.has_hundred() {
        return end + 1;
    }
    if line.sign(end) == Some(',') && line.is_glued(end) && more && reader.may_go_on(line, end + 1)
    {
        return end + 1;
    }
    end
}

/// "one in five", "three out of four".
fn one_in(line: Line<'_>, over: &Number) -> Option<Number> {
    let out_of = line.is(over.end, "out") && line.is(over.end + 1, "of");
    let at = over.end + if out_of { 2 } else { 1 };
    if !(out_of || line.is(over.end, "in")) {
        return None;
    }
    let under = if line.is_number(at) {
        decimal(line.str(at))
            .filter(|d| d.exponent() == 0)?
            .coefficient()
    } else {
        i128::from(entry(line, at).cardinal?)
    };
    let known = entry(line, at + 1);
    let unit = known.unit.is_some() || known.scale.is_some() || line.is_dash(at + 1);
    let small = over.small()?;
    let usual = under <= 20 || matches!(under, 100 | 1000);
    (small > 0 && small < under && usual && !unit && (out_of || small <= 3)).then_some(())?;
    fraction(over.first, at + 1, small, under)
}

/// "two-thirds", "one sixth", "three quarters of".
fn spelled_fraction(line: Line<'_>, number: &Number, reader: &Cardinal) -> Option<Number> {
    if reader.scaled || reader.total() == 0 || reader.total() > 20 {
        return None;
    }
    let hyphen = line.is_dash(number.end) && line.is_glued(number.end);
    let at = number.end + usize::from(hyphen);
    let under = i128::from(entry(line, at).fraction?);
    let over = reader.total();
    let many = line.str(at).ends_with('s');
    let quarters = line.is(at, "quarters") || line.is(at, "quarter");
    let of = line.is(at + 1, "of");
    if (many && over < 2) || (!many && over > 1) || over >= under || (quarters && !hyphen && !of) {
        return None;
    }
    fraction(number.first, at + 1, over, under)
}

/// "two and a half", "one and a quarter".
fn and_a_half(line: Line<'_>, number: &Number) -> Option<Number> {
    let at = number.end;
    if !(line.is(at, "and") && line.is_any(at + 1, &["a", "one"])) {
        return None;
    }
    let under = i128::from(entry(line, at + 2).fraction?);
    let part = fraction(at, at + 3, 1, under)?;
    Some(Number {
        end: part.end,
        value: number.value.checked_add(part.value)?,
        ..*number
    })
}

/// A fraction to six places, or exact where it ends sooner.
fn fraction(first: usize, end: usize, over: i128, under: i128) -> Option<Number> {
    let millionths = (over * 2_000_000 + under) / (2 * under);
    Some(Number {
        first,
        end,
        value: tidy(Decimal::new(millionths, -6).ok()?),
        scale: None,
        shape: Shape::Fraction,
        or_more: false,
    })
}

/// Numerator and denominator of a fraction in one character.
fn vulgar(sign: char) -> Option<(i128, i128)> {
    Some(match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}

/// Adds up the words of a cardinal.
#[derive(Default)]
struct Cardinal {
    done: i128,
    current: i128,
    /// The power of ten of the last word, if it was a scale.
    last_places: i16,
    smallest_scale: Option<i16>,
    scaled: bool,
    began: bool,
}

impl Cardinal {
    fn total(&self) -> i128 {
        self.done + self.current
    }

    fn has_hundred(&self) -> bool {
        self.scaled
    }

    /// Takes a word below a hundred; false if it cannot stand here.
    fn add(&mut self, number: i128) -> bool {
        let ones = self.current % 100;
        let fits = if !self.began {
            true
        } else if ones == 0 {
            self.scaled
        } else {
            ones >= 20 && ones % 10 == 0 && (1..10).contains(&number)
        };
        if fits {
            self.current += number;
            self.last_places = 0;
            self.began = true;
        }
        fits
    }

    /// Takes a scale; false if it cannot stand here.
    fn scale(&mut self, places: i16) -> bool {
        let factor = 10_i128.pow(places.unsigned_abs().into());
        if !self.began {
            return false;
        }
        if places == 2 {
            if self.current == 0 || self.current > 99 {
                return false;
            }
            self.current *= factor;
        } else {
            if self
                .smallest_scale
                .is_some_and(|smallest| places >= smallest)
            {
                return false;
            }
            if self.current == 0 {
                return false;
            }
            self.done += self.current * factor;
            self.current = 0;
            self.smallest_scale = Some(places);
        }
        self.scaled = true;
        self.last_places = places;
        true
    }

    /// Whether a comma may be inside: "three million, two hundred and forty".
    fn may_go_on(&self, line: Line<'_>, next: usize) -> bool {
        self.smallest_scale.is_some() && entry(line, next + 1).scale == Some(2)
    }

    /// The number, as precise as its last word.
    fn number(&self, first: usize, end: usize) -> Option<Number> {
        let places = self.last_places;
        let factor = 10_i128.pow(places.unsigned_abs().into());
        Some(Number {
            first,
            end,
            value: Decimal::new(self.total() / factor, 0).ok()?,
            scale: self.scaled.then_some(places),
            shape: Shape::Words,
            or_more: false,
        })
    }
}
