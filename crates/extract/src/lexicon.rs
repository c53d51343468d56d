//! The closed words of English: what a grammar needs to know by heart.

use std::sync::LazyLock;

use crate::quantity::hash::{WordMap, WordSet, padded, word_map};

/// A set of words.
type Words = LazyLock<WordSet>;

macro_rules! words {
    ($text:literal) => {
        LazyLock::new(|| WordSet::of($text))
    };
}

static LINK: Words = words!(
    "a about above additional already also an another are around as at be became becomes been \
     below between by came climbed climbs comes coming currently down dropped estimated \
     exceeded exceeding exceeds expected extra fallen falls fell first for fresh from further \
     grew grown grows had has have held high hit hits hitting implied in initial is its \
     jumped low much near nevertheless new not now of over passed passes posted projected put \
     ran reach reached reaching remained remains risen rises rose run running runs set showed \
     some somewhere stands still stood surpassed surpasses surpassing swelled swollen the to \
     topped tops total totaled totaling totalled totalling under up valued was were will \
     worth would amounted amounts averaged averages crossed crosses declined decreased doubled \
     eased edged equalled equals halved increased narrowed neared nears numbered recovered \
     short slid slipped slowed soared stay stayed stays sank surged ticked tripled unchanged \
     widened"
);

static COMMON_VERB: Words = words!(
    "acquired acquires added adds agreed agrees announced announces beat became becomes began \
     begins bought breaks bringing brings brought buys came climbed closed closes comes \
     commits committed completed contributed covered covers created creates cut cuts drives \
     dropped drove earned earns estimated estimates exceeded exceeds expect expected expects \
     falls fell forecast forecasts gained gave generated generates gets give gives goes got \
     grew grows held hit hits holds implied implies included includes invested invests jumped \
     keeps kept leaped leapt leaves leaving left locked locks lost made make makes means \
     mirrors owned owns paid passed pays planned plans pledged pledges posted posts projected \
     projects put puts raised raises ran reached reaches reflects remained remains reported \
     reports represented represents required requires reshapes rises rose running runs said \
     sank saw say says sees sells set sets showed shows signals signed signs slid soared sold \
     spends spent stands stood surpassed surpasses take takes taking tells told took topped \
     transforms valued values wants went won"
);

static CHANGE: Words = words!(
    "above accelerated added advanced ahead annually below climb climbed climbs contracted \
     decline declined declines decrease decreased dipped doubled down drop dropped drops \
     eased edged expand expanded expands expansion fall fallen falls faster fell gain gained \
     gains given grew grow growing grown grows growth growths higher improved increase \
     increased increases increasing jump jumped jumps leap leaped leapt less loss lost lower \
     more narrowed plunge plunged qoq quadrupled rallied retreated rise risen rises rising \
     rose sank sequentially shed shrank shrunk slid slipped slow slowed soar soared soars \
     surge surged surges swelled tripled tumbled up widened yoy"
);

/// What a word does in a sentence, as far as its form alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordClass {
    Preposition,
    Determiner,
    /// A coordinating conjunction.
    And,
    /// A word that begins a clause of its own.
    Subordinator,
    Relative,
    Pronoun,
    /// `its`, `their`, …
    PossessivePronoun,
    /// A form of to be.
    Be,
    /// A form of to have, or another helping verb.
    Auxiliary,
    Modal,
    /// An adverb that may stand anywhere.
    Adverb,
    /// Anything else.
    Open,
}

/// The words of each class; every other word is open.
const CLASSES: &[(WordClass, &str)] = &[
    (
        WordClass::Preposition,
        "of in on at to for from by with into onto through over under against between \
         among across during within without toward towards via per than versus vs around \
         about above below off upon behind beyond throughout despite amid including \
         excluding until till",
    ),
    (
        WordClass::Determiner,
        "the a an this that these those some any each every no another such",
    ),
    (WordClass::And, "and or plus &"),
    (
        WordClass::Subordinator,
        "but while whereas although though because since if unless when after before as \
         so once whether nor yet meanwhile",
    ),
    (WordClass::Relative, "which who whom whose where"),
    (WordClass::Pronoun, "it they he she them him we i you us"),
    (
        WordClass::PossessivePronoun,
        "its their his her our my your",
    ),
    (WordClass::Be, "is are was were be been being"),
    (WordClass::Auxiliary, "has have had having does do did"),
    (
        WordClass::Modal,
        "will would can could may might shall should must",
    ),
    (
        WordClass::Adverb,
        "now currently already recently just only also still again even more once-again \
         immediately eventually together alone then there here not nevertheless however \
         roughly nearly almost approximately some-what probably likely reportedly as-of",
    ),
];

/// For each word the place of its class, from 1.
static CLASS_OF: LazyLock<WordMap> = LazyLock::new(|| {
    let classes = CLASSES.iter().zip(1..);
    let words = classes.flat_map(|((_, words), place)| {
        let words = words.split_whitespace();
        words.map(move |word| (word.to_owned(), place))
    });
    word_map(&words.collect())
});

/// The class of a word.
#[inline]
pub(crate) fn class(word: &str) -> WordClass {
    let place = padded(word.as_bytes(), 0, word.len()).map_or(0, |word| CLASS_OF.get(&word));
    usize::from(place)
        .checked_sub(1)
        .and_then(|place| CLASSES.get(place))
        .map_or(WordClass::Open, |(class, _)| *class)
}

/// Whether a lower-case word can stand between a noun and the words that describe it.
pub(crate) fn is_np_internal(word: &str) -> bool {
    matches!(class(word), WordClass::Open) && !is_common_verb(word)
}

/// Whether a lower-case word can stand between "revenue" and its number.
pub(crate) fn is_link(word: &str) -> bool {
    LINK.has(word)
}

/// Frequent verbs, in the forms in which a sentence's main verb comes; they end noun phrases.
pub(crate) fn is_common_verb(word: &str) -> bool {
    COMMON_VERB.has(word)
}

/// Whether a lower-case word says that a number is the size of a change.
pub(crate) fn is_change(word: &str) -> bool {
    CHANGE.has(word)
}

/// The forms in which a verb given in its plain form appears. Only the first word of a verb
/// phrase changes ("put up", "put up", "putting up").
pub(crate) fn verb_forms(verb: &str) -> Vec<String> {
    let (head, tail) = match verb.split_once(' ') {
        Some((head, tail)) => (head, format!(" {tail}")),
        None => (verb, String::new()),
    };
    let mut forms: Vec<String> = match irregular(head) {
        Some(forms) => forms.iter().map(|form| (*form).to_owned()).collect(),
        None => vec![past(head)],
    };
    forms.push(head.to_owned());
    forms.push(third_person(head));
    forms.push(present_participle(head));
    if head == "be" {
        forms = ["be", "is", "are", "was", "were", "been", "being"]
            .map(str::to_owned)
            .to_vec();
    }
    forms.sort();
    forms.dedup();
    forms.iter().map(|form| format!("{form}{tail}")).collect()
}

/// Singular and plural of a noun phrase, and the spaced form of a hyphenated one.
pub(crate) fn noun_forms(noun: &str) -> Vec<String> {
    let mut forms = vec![noun.to_owned()];
    if !noun.ends_with('s') || noun.ends_with("ss") {
        forms.push(third_person(noun));
    }
    if noun.contains('-') {
        let spaced: Vec<String> = forms.iter().map(|form| form.replace('-', " ")).collect();
        forms.extend(spaced);
    }
    forms
}

/// The past forms of irregular verbs.
fn irregular(verb: &str) -> Option<&'static [&'static str]> {
    Some(match verb {
        "buy" => &["bought"],
        "sell" => &["sold"],
        "spend" => &["spent"],
        "pay" => &["paid"],
        "lay" => &["laid"],
        "put" | "set" | "cut" | "cost" | "hit" | "bid" | "spread" | "cast" | "shed" | "let"
        | "bet" | "beat" | "burn" | "quit" => match verb {
            "beat" => &["beat", "beaten"],
            "burn" => &["burned", "burnt"],
            _ => &[],
        },
        "make" => &["made"],
        "take" => &["took", "taken"],
        "bring" => &["brought"],
        "win" => &["won"],
        "lose" => &["lost"],
        "give" => &["gave", "given"],
        "see" => &["saw", "seen"],
        "hold" => &["held"],
        "run" => &["ran"],
        "rise" => &["rose", "risen"],
        "fall" => &["fell", "fallen"],
        "grow" => &["grew", "grown"],
        "leap" => &["leapt", "leaped"],
        "sink" => &["sank", "sunk"],
        "slide" => &["slid"],
        "shrink" => &["shrank", "shrunk"],
        "lend" => &["lent"],
        "send" => &["sent"],
        "draw" => &["drew", "drawn"],
        "get" => &["got", "gotten"],
        "earn" => &["earned"],
        "go" => &["went", "gone"],
        "come" => &["came"],
        "kill" => &["killed"],
        "die" => &["died"],
        "sign" => &["signed"],
        "fetch" => &["fetched"],
        "leave" => &["left"],
        "keep" => &["kept"],
        "have" => &["had"],
        "swell" => &["swelled", "swollen"],
        "sweep" => &["swept"],
        "seek" => &["sought"],
        "read" => &["read"],
        "hurt" => &["hurt"],
        "write" => &["wrote", "written"],
        "tear" => &["tore", "torn"],
        "build" => &["built"],
        "find" => &["found"],
        "feed" => &["fed"],
        "bear" => &["bore", "borne"],
        "lead" => &["led"],
        "drive" => &["drove", "driven"],
        "throw" => &["threw", "thrown"],
        "stand" => &["stood"],
        _ => return None,
    })
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut last = word.chars().rev();
    last.next() == Some('y')
        && last
            .next()
            .is_some_and(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))
}

/// Whether the last consonant doubles: "plan", "commit", but not "invest", "offer".
fn doubles(word: &str) -> bool {
    if matches!(word, "commit" | "submit" | "permit" | "quit") {
        return true;
    }
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let vowels = word.chars().filter(|c| is_vowel(*c)).count();
    let mut last = word.chars().rev();
    let (end, middle) = (last.next(), last.next());
    vowels == 1
        && end.is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x'))
        && middle.is_some_and(is_vowel)
}

fn last_letter_doubled(word: &str) -> String {
    match word.chars().next_back() {
        Some(last) => format!("{word}{last}"),
        None => String::new(),
    }
}

fn past(verb: &str) -> String {
    if verb.ends_with('e') {
        format!("{verb}d")
    } else if ends_in_consonant_y(verb) {
        format!("{}ied", verb.trim_end_matches('y'))
    } else if doubles(verb) {
        format!("{}ed", last_letter_doubled(verb))
    } else {
        format!("{verb}ed")
    }
}

fn third_person(verb: &str) -> String {
    if ends_in_consonant_y(verb) {
        format!("{}ies", verb.trim_end_matches('y'))
    } else if verb.ends_with(['s', 'x', 'z']) || verb.ends_with("ch") || verb.ends_with("sh") {
        format!("{verb}es")
    } else if verb == "go" {
        "goes".to_owned()
    } else if verb == "have" {
        "has".to_owned()
    } else {
        format!("{verb}s")
    }
}

fn present_participle(verb: &str) -> String {
    if verb.ends_with('e') && !verb.ends_with("ee") && verb != "be" {
        if let Some(stem) = verb.strip_suffix("ie") {
            return format!("{stem}ying");
        }
        return format!("{}ing", verb.trim_end_matches('e'));
    }
    if doubles(verb) {
        return format!("{}ing", last_letter_doubled(verb));
    }
    format!("{verb}ing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_are_inflected() {
        let forms = |verb: &str| verb_forms(verb).join(" ");
        assert_eq!(forms("invest"), "invest invested investing invests");
        assert_eq!(forms("commit"), "commit commits committed committing");
        assert_eq!(forms("raise"), "raise raised raises raising");
        assert_eq!(forms("buy"), "bought buy buying buys");
        assert_eq!(
            verb_forms("put up"),
            ["put up", "puts up", "putting up"].map(str::to_owned)
        );
        assert_eq!(noun_forms("company"), ["company", "companies"]);
        assert_eq!(
            noun_forms("run-rate"),
            ["run-rate", "run-rates", "run rate", "run rates"]
        );
    }
}
