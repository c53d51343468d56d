//! Numbers in words: cardinals, spelled-out fractions, articles with a scale.

use claimbook_model::Decimal;

use super::fraction::{fraction, one_in};
use super::number::{Number, Shape, entry, tidy, with_scale};
use super::token::Line;

/// A number in words.
pub(super) fn words_at(line: Line<'_>, at: usize) -> Option<Number> {
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
            let article = Line::before(first, 1);
            let whole = if line.is_any(article, &["a", "an"]) {
                article
            } else {
                first
            };
            return Some(number(whole, part(first)?));
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
    let again = line.is(at + 1, "as") && line.is_any(at + 2, &["much", "many", "big", "large"]);
    if line.is(at, "half") && again && line.is(at + 3, "again") {
        return fraction(at, at + 4, 3, 2);
    }
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
    if let Some(found) = and_a_half(line, &number).or_else(|| decimals_in_words(line, &number)) {
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

/// "two-thirds", "one sixth", "three quarters of".
fn spelled_fraction(line: Line<'_>, number: &Number, reader: &Cardinal) -> Option<Number> {
    if reader.scaled || reader.total() == 0 || reader.total() > 20 {
        return None;
    }
    let at = number.end + usize::from(line.is_dash(number.end));
    let hyphen = at > number.end && line.is_glued(at) == line.is_glued(number.end);
    if at > number.end && !hyphen {
        return None;
    }
    let under = i128::from(entry(line, at).fraction?);
    let over = reader.total();
    let many = line.str(at).ends_with('s');
    let quarters = line.is(at, "quarters") || line.is(at, "quarter");
    let of = line.is(at + 1, "of");
    if (many && over < 2) || (!many && over > 1) || over >= under || (quarters && !hyphen && !of) {
        return None;
    }
    let part = fraction(number.first, at + 1, over, under)?;
    Some(of_a_scale(line, &part).unwrap_or(part))
}

/// "two-thirds of a million": the share and the scale are one number.
fn of_a_scale(line: Line<'_>, part: &Number) -> Option<Number> {
    let scale = part.end + 2;
    let named = line.is(part.end, "of") && line.is_any(part.end + 1, &["a", "an"]);
    let places = entry(line, scale)
        .scale
        .filter(|places| named && *places > 2)?;
    Some(Number {
        end: scale + 1,
        scale: Some(places.into()),
        shape: Shape::Words,
        ..*part
    })
}

/// How many decimals are read in words at most.
const SPOKEN_DECIMALS_MAX: usize = 6;

/// "two point five", "zero point zero eight".
fn decimals_in_words(line: Line<'_>, number: &Number) -> Option<Number> {
    if number.scale.is_some() || !line.is(number.end, "point") {
        return None;
    }
    let mut end = number.end + 1;
    let mut coefficient = number.value.coefficient();
    let mut places = 0;
    while let Some(digit) = entry(line, end).cardinal {
        let width: i16 = if digit < 10 { 1 } else { 2 };
        if end - number.end > SPOKEN_DECIMALS_MAX || width == 2 && places > 0 {
            break;
        }
        let shifted = coefficient.checked_mul(10_i128.pow(width.unsigned_abs().into()))?;
        coefficient = shifted.checked_add(i128::from(digit))?;
        places += width;
        end += 1;
    }
    Some(Number {
        end,
        value: Decimal::new(coefficient, -places)
            .ok()
            .filter(|_| places > 0)?,
        ..*number
    })
}

/// "two and a half", "one and a quarter".
fn and_a_half(line: Line<'_>, number: &Number) -> Option<Number> {
    let at = number.end;
    if !line.is(at, "and") {
        return None;
    }
    let over = if line.is(at + 1, "a") {
        Some(1)
    } else {
        entry(line, at + 1).cardinal
    };
    let hyphen = line.is_dash(at + 2) && line.is_glued(at + 2);
    let named = at + 2 + usize::from(hyphen);
    let (over, under) = (i128::from(over?), i128::from(entry(line, named).fraction?));
    let many = line.str(named).ends_with('s');
    if over >= under || many == (over == 1) || line.is(named, "quarters") && !hyphen {
        return None;
    }
    let part = fraction(at, named + 1, over, under)?;
    Some(Number {
        end: part.end,
        value: number.value.checked_add(part.value)?,
        ..*number
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
