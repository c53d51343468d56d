//! What is known of words: read once from the tables in `data/`.
//!
//! Every word has one entry that gathers all its roles, so that a token is looked up once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::hash::{Padded, WordMap, word_map};

mod tables;

pub(crate) use tables::UnitEntry;
use tables::{CurrencyTable, NumberTable, RoleTable, UnitTable, table};

/// The entry of a word; [`WordId::NONE`] for a word that no table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordId(u16);

impl WordId {
    /// No entry.
    pub(crate) const NONE: WordId = WordId(0);
}

/// Roles of a word, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u32);

macro_rules! roles {
    ($($name:ident = $bit:literal, $words:literal;)*) => {
        impl Roles {
            $(pub(crate) const $name: Roles = Roles(1 << $bit);)*

            /// The role that the tables call `name`.
            fn named(name: &str) -> Option<Roles> {
                match name {
                    $($words => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

roles! {
    FUNCTION = 0, "function";
    LABEL = 1, "label";
    UP = 2, "up";
    DOWN = 3, "down";
    RISE_NOUN = 4, "rise_noun";
    FALL_NOUN = 5, "fall_noun";
    FALLEN = 6, "fallen";
    LOSS = 7, "loss";
    MONTH = 8, "month";
    WEEKDAY = 9, "weekday";
    PER_TIME = 10, "per_time";
    PER_THING = 11, "per_thing";
    PLURAL = 12, "plural";
    SINGULAR = 13, "singular";
    COMPARES_BEFORE = 14, "compares_before";
    COMPARES_AFTER = 15, "compares_after";
    STARTS_NUMBER = 16, "starts_number";
    DATE = 17, "date";
    NATION = 18, "nation";
    ORDINAL = 19, "ordinal";
    SEASON = 20, "season";
    POINTER = 21, "pointer";
    NAMED_DAY = 22, "named_day";
    AGAIN = 23, "again";
    TIME_COUNT = 24, "time_count";
}

impl Roles {
    /// Whether it has one of `others`.
    pub(crate) fn has(self, others: Roles) -> bool {
        self.0 & others.0 != 0
    }

    /// Both.
    pub(crate) const fn and(self, others: Roles) -> Roles {
        Roles(self.0 | others.0)
    }
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    /// Its roles.
    pub roles: Roles,
    /// The number it names: 7 for "seven".
    pub cardinal: Option<u8>,
    /// The power of ten it names: 6 for "million".
    pub scale: Option<u8>,
    /// The same for short forms such as "bn".
    pub short_scale: Option<u8>,
    /// The denominator it names: 3 for "third".
    pub fraction: Option<u8>,
    /// The multiple it names: 2 for "doubled".
    pub multiple: Option<u8>,
    /// The unit it names, as an index into [`Vocabulary::units`].
    pub unit: Option<u16>,
    /// The currency it names ("dollars"), as an index into [`Vocabulary::codes`].
    pub currency: Option<u16>,
    /// The currency a hundredth of which it names ("cents").
    pub minor: Option<u16>,
    /// The currency it names before a number or a sign ("USD", "HK").
    pub prefix: Option<u16>,
}

/// All tables, made for looking up.
pub(crate) struct Vocabulary {
    words: WordMap,
    entries: Vec<Entry>,
    /// Units of measure.
    pub units: Vec<UnitEntry>,
    symbols: HashMap<String, u16>,
    /// ISO codes of currencies.
    pub codes: Vec<String>,
    signs: HashMap<char, u16>,
    minor_signs: HashMap<char, u16>,
    nations: HashMap<(String, String), u16>,
    joined: HashMap<(u16, u16), u16>,
    number_names: Vec<String>,
    word_codes: HashSet<u16>,
    cent_codes: HashSet<u16>,
}

/// The vocabulary that is built in.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::built_in);

/// Gathers entries while the tables are read.
#[derive(Default)]
struct Builder {
    index: HashMap<String, usize>,
    entries: Vec<Entry>,
}

impl Builder {
    fn entry(&mut self, word: &str) -> &mut Entry {
        let next = self.entries.len();
        let at = *self.index.entry(word.to_owned()).or_insert(next);
        if at == next {
            self.entries.push(Entry::default());
        }
        &mut self.entries[at]
    }

    /// The place of a word's entry.
    fn place(&mut self, word: &str) -> u16 {
        self.entry(word);
        self.index[word] as u16
    }

    fn add_role(&mut self, word: &str, role: Roles) {
        let entry = self.entry(word);
        entry.roles = entry.roles.and(role);
    }
}

impl Vocabulary {
    fn built_in() -> Self {
        let mut builder = Builder::default();
        // Index 0 stands for every unknown word.
        builder.entry("");
        let number_names = read_numbers(&mut builder);
        read_roles(&mut builder);
        let (units, joined) = read_units(&mut builder);
        let symbols = units
            .iter()
            .enumerate()
            .flat_map(|(i, u)| u.symbols.iter().map(move |s| (s.clone(), i as u16)))
            .collect();
        let mut vocabulary = Self {
            words: WordMap::default(),
            entries: Vec::new(),
            units,
            symbols,
            codes: Vec::new(),
            signs: HashMap::new(),
            minor_signs: HashMap::new(),
            nations: HashMap::new(),
            joined,
            number_names,
            word_codes: HashSet::new(),
            cent_codes: HashSet::new(),
        };
        vocabulary.read_currencies(&mut builder);
        super::comparator::add_roles(|word, role| builder.add_role(word, role));
        vocabulary.words = word_map(&builder.index);
        vocabulary.entries = builder.entries;
        vocabulary
    }

    fn read_currencies(&mut self, builder: &mut Builder) {
        let table: CurrencyTable = table(include_str!("../../data/currencies.toml"));
        for currency in table.currency {
            let code = self.code(&currency.code);
            let sign = |text: &String| text.chars().next();
            self.signs
                .extend(currency.signs.iter().filter_map(sign).map(|s| (s, code)));
            for name in &currency.names {
                builder.entry(name).currency = Some(code);
            }
            builder.entry(&currency.code.to_ascii_lowercase()).prefix = Some(code);
            for prefix in &currency.prefixes {
                builder.entry(prefix).prefix = Some(code);
            }
            if currency.word {
                self.word_codes.insert(code);
            }
            if currency.cents {
                self.cent_codes.insert(code);
            }
            for minor in &currency.minor {
                builder.entry(minor).minor = Some(code);
                let first = minor.chars().next().filter(|c| !c.is_alphabetic());
                self.minor_signs.extend(first.map(|c| (c, code)));
            }
        }
        let mut nations: Vec<_> = table.nation.into_iter().collect();
        nations.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, codes) in nations {
            let mut codes: Vec<_> = codes.into_iter().collect();
            codes.sort();
            for (nation, code) in codes {
                builder.add_role(&nation, Roles::NATION);
                let code = self.code(&code);
                self.nations.insert((nation, name.clone()), code);
            }
        }
    }

    /// The index of an ISO code, added if it is new.
    fn code(&mut self, code: &str) -> u16 {
        let found = self.codes.iter().position(|known| known == code);
        found.unwrap_or_else(|| {
            self.codes.push(code.to_owned());
            self.codes.len() - 1
        }) as u16
    }

    /// The entry of a word.
    pub(crate) fn find(&self, word: &Padded) -> WordId {
        WordId(self.words.get(word))
    }

    /// What is known of a word; nothing for an unknown one.
    pub(crate) fn entry(&self, word: WordId) -> &Entry {
        &self.entries[usize::from(word.0)]
    }

    /// The unit whose symbol this is, in its own case of letters.
    pub(crate) fn symbol(&self, text: &str) -> Option<u16> {
        self.symbols.get(text).copied()
    }

    /// The unit that two words name together: "kilowatt hours".
    pub(crate) fn joined(&self, first: WordId, second: WordId) -> Option<u16> {
        self.joined.get(&(first.0, second.0)).copied()
    }

    /// The currency of a sign: "$".
    pub(crate) fn sign(&self, sign: char) -> Option<u16> {
        self.signs.get(&sign).copied()
    }

    /// The currency of which the sign names a hundredth: "¢".
    pub(crate) fn minor_sign(&self, sign: char) -> Option<u16> {
        self.minor_signs.get(&sign).copied()
    }

    /// Whether digits and a letter glued to them are a name: "3M".
    pub(crate) fn is_number_name(&self, digits: &str, letter: &str) -> bool {
        let mut names = self.number_names.iter();
        names.any(|name| name.strip_prefix(digits) == Some(letter))
    }

    /// Whether the currency's code is also a word in capitals: "TOP", "PEN".
    pub(crate) fn is_word_code(&self, code: u16) -> bool {
        self.word_codes.contains(&code)
    }

    /// Whether a hundredth of the currency is called a cent.
    pub(crate) fn has_cents(&self, code: u16) -> bool {
        self.cent_codes.contains(&code)
    }

    /// Whether several nations have a currency of this name, so that it says little alone.
    pub(crate) fn is_shared(&self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        self.nations.keys().any(|(_, name)| name == singular)
    }

    /// The currency of a nation's adjective and a name: "Canadian", "dollars".
    pub(crate) fn national(&self, nation: &str, name: &str) -> Option<u16> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix('s').unwrap_or(&name);
        let key = (nation.to_ascii_lowercase(), name.to_owned());
        self.nations.get(&key).copied()
    }
}

/// The words of numbers; returns the names that look like one.
fn read_numbers(builder: &mut Builder) -> Vec<String> {
    let table: NumberTable = table(include_str!("../../data/numbers.toml"));
    for (word, number) in sorted(table.cardinal) {
        builder.entry(&word).cardinal = Some(number);
        builder.add_role(&word, Roles::STARTS_NUMBER);
    }
    for (word, places) in sorted(table.scale) {
        builder.entry(&word).scale = Some(places);
        builder.add_role(&word, Roles::STARTS_NUMBER);
    }
    for (word, places) in sorted(table.short_scale) {
        builder.entry(&word).short_scale = Some(places);
    }
    for (word, under) in sorted(table.fraction) {
        builder.entry(&word).fraction = Some(under);
        builder.add_role(&word, Roles::STARTS_NUMBER);
    }
    for (word, times) in sorted(table.multiple) {
        builder.entry(&word).multiple = Some(times);
        builder.add_role(&word, Roles::STARTS_NUMBER);
    }
    builder.add_role("dozen", Roles::STARTS_NUMBER);
    table.name.words
}

fn read_roles(builder: &mut Builder) {
    let table: RoleTable = table(include_str!("../../data/words.toml"));
    for (name, words) in sorted(table.role) {
        let Some(role) = Roles::named(&name) else {
            unreachable!("a built-in table names the unknown role '{name}'");
        };
        for word in words.split_whitespace() {
            builder.add_role(word, role);
        }
    }
}

/// The units, and those of two words by the entries of both.
fn read_units(builder: &mut Builder) -> (Vec<UnitEntry>, HashMap<(u16, u16), u16>) {
    let table: UnitTable = table(include_str!("../../data/units.toml"));
    for (index, unit) in table.unit.iter().enumerate() {
        for name in &unit.names {
            builder.entry(name).unit = Some(index as u16);
        }
    }
    let mut joined = HashMap::new();
    for row in &table.joined {
        let same = |unit: &UnitEntry| unit.id == row.id && unit.places == row.places;
        let Some(unit) = table.unit.iter().position(same) else {
            unreachable!(
                "a built-in table joins words to the unknown unit '{}'",
                row.id
            );
        };
        for first in &row.first {
            for second in &row.second {
                let words = (builder.place(first), builder.place(second));
                joined.insert(words, unit as u16);
            }
        }
    }
    (table.unit, joined)
}

/// In order of the words, so that entries do not depend on the order of a map.
fn sorted<T>(map: HashMap<String, T>) -> Vec<(String, T)> {
    let mut rows: Vec<_> = map.into_iter().collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows
}
