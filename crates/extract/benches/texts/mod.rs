//! Texts to measure with: varied, made from templates, the same in every run.

#![expect(dead_code, reason = "each benchmark takes the texts that it needs")]

use std::borrow::Cow;

use claimbook_extract::{Block, BlockKind, Layout, SourceMap};

/// The lines of a text as paragraphs.
pub(crate) fn layout(text: &str) -> Layout<'_> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in text.lines() {
        if !line.is_empty() {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                text: Cow::Borrowed(line),
                source: SourceMap::Verbatim(start),
            });
        }
        start += line.len() as u64 + 1;
    }
    Layout {
        blocks,
        ..Layout::default()
    }
}

/// A source of choices that gives the same ones in every run.
struct Choices(u64);

impl Choices {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const FIRST: [&str; 24] = [
    "Harrow",
    "Quill",
    "Larch",
    "Ember",
    "Cobalt",
    "Northgate",
    "Saffron",
    "Tern",
    "Willow",
    "Granite",
    "Meridian",
    "Otter",
    "Juniper",
    "Falcon",
    "Copper",
    "Alder",
    "Basalt",
    "Heron",
    "Lumen",
    "Marlow",
    "Pike",
    "Rowan",
    "Sable",
    "Thistle",
];
const SECOND: [&str; 14] = [
    "Foods",
    "Energy",
    "Robotics",
    "Motors",
    "Airways",
    "Bank",
    "Partners",
    "Pharma",
    "Holdings",
    "Software",
    "Steel",
    "Shipping",
    "Cloud",
    "Semiconductors",
];
const GIVEN: [&str; 16] = [
    "Jane", "Omar", "Lucia", "Peter", "Mei", "Tomas", "Aisha", "Erik", "Nora", "Samuel", "Ines",
    "Viktor", "Priya", "Daniel", "Ruth", "Kofi",
];
const FAMILY: [&str; 16] = [
    "Hale",
    "Okafor",
    "Lindqvist",
    "Moreau",
    "Tanaka",
    "Brandt",
    "Castillo",
    "Novak",
    "Whitby",
    "Farrow",
    "Iqbal",
    "Duarte",
    "Keller",
    "Sorensen",
    "Abara",
    "Finch",
];
const PLACE: [&str; 16] = [
    "London",
    "Oslo",
    "the northern port",
    "Madrid",
    "Chicago",
    "the capital",
    "Nairobi",
    "Singapore",
    "the valley",
    "Warsaw",
    "Toronto",
    "Ohio",
    "Brussels",
    "Jakarta",
    "the region",
    "Lisbon",
];
const MONTH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const THING: [&str; 20] = [
    "the merger",
    "the new plant",
    "the dispute with its suppliers",
    "the strike",
    "the inquiry",
    "its long-delayed terminal",
    "the pension fund",
    "the licence",
    "the rescue plan",
    "the refinery",
    "the research centre",
    "the tariff",
    "the listing",
    "the rail link",
    "the software",
    "the trial",
    "the harbour",
    "the audit",
    "the store chain",
    "the storm",
];
const MANNER: [&str; 12] = [
    "after weeks of talks",
    "to the surprise of most analysts",
    "without giving a reason",
    "despite warnings from the regulator",
    "as the market turned",
    "in a letter to staff",
    "although the unions objected",
    "behind closed doors",
    "for the second time",
    "while its rivals waited",
    "under pressure from lenders",
    "as lawmakers looked on",
];

/// Sentences without a number.
const PLAIN: [&str; 26] = [
    "{company} said on Tuesday that it would go ahead with {thing} {manner}.",
    "The board of {company} had discussed {thing} several times {manner}, people close to the matter said.",
    "{person}, who leads the company's operations in {place}, declined to comment on {thing}.",
    "Nothing in the agreement obliges either side to keep {thing}, and the lawyers expect more delays.",
    "Residents of {place} have long complained that {thing} brings more noise than work.",
    "\"We did what we had to do,\" {person} told reporters in {place}. \"The rest is up to others.\"",
    "The ministry wants to decide about {thing} before the summer, but its officials disagree on how.",
    "{company} and {company} have worked together on {thing} since the spring, according to both.",
    "Critics say that {thing} was never needed, and that {company} knew as much from the beginning.",
    "It was the kind of quarrel that {place} had not seen for a generation.",
    "Whether {thing} will help is another question, and one that {person} would rather not answer.",
    "Investors shrugged; the shares of {company} hardly moved {manner}.",
    "The court in {place} is to hear the case again, and {company} has asked for more time.",
    "Engineers had warned that {thing} might not bear the load, their notes show.",
    "For {person}, who grew up in {place}, the decision is a personal one as well.",
    "The company has not said how it will pay for {thing}, nor who would run it.",
    "Its rivals, among them {company}, have taken the opposite course {manner}.",
    "Supporters point to {place}, where a similar scheme has worked well for years.",
    "The government sees {thing} as a model, though few towns have followed it so far.",
    "{person} joined {company} from a rival and has since replaced most of the managers.",
    "That would leave {company} alone in a market which it once shared with much of the industry.",
    "Deliveries to {place} resumed at the weekend, and the queues at the depots have gone.",
    "A spokesman for {company} called the report incomplete and said that it would reply in time.",
    "The story of {thing} is one of good intentions, poor timing and a great deal of paper.",
    "Farmers around {place} have begun to sow other crops {manner}.",
    "Much depends on the weather, on the price of fuel, and on what {person} does next.",
];

/// Sentences with a number or two.
const NUMBERED: [&str; 22] = [
    "{company} agreed to buy {company} for {money} {manner}.",
    "Revenue at {company} rose {percent} to {money} in the three months to {month}.",
    "The plant in {place} employs about {count} people, most of them from the villages around it.",
    "{company} raised {money} in a round led by {company}, it said on {month} {day}.",
    "Net profit fell to {money} from {money} a year earlier, as costs rose in {place}.",
    "{person} said that the company would invest {money} over the next {small} years.",
    "The shares closed {percent} lower in {place} after {company} cut its forecast.",
    "At least {count} homes were without power on {month} {day}, {year}, the operator said.",
    "The regulator fined {company} {money} over its handling of {thing}.",
    "{company} now has {count} employees, up from {count} in {year}.",
    "Unemployment in {place} stood at {percent} in {month}, the statistics office said.",
    "Analysts had expected sales of between {money} and {money} for {year}.",
    "About a third of the workforce in {place} would be affected, {person} said.",
    "The deal values {company} at {money}, including debt, according to {person}.",
    "By {month} {year} the company expects to have opened {small} more stores in {place}.",
    "Passenger numbers grew by {percent} in {year}, the fastest pace since {month} {year}.",
    "{company} has pledged up to {money} for {thing}, subject to approval in {place}.",
    "The storm killed {small} people and left damage of more than {money}, officials said.",
    "Its market share slipped to {percent}, while that of {company} reached {percent}.",
    "The court ordered {company} to pay {money} within {small} weeks.",
    "Output reached {count} barrels a day in {month}, {percent} more than a year before.",
    "{company} borrowed {money} at a rate of {percent} in {month}.",
];

fn fill(template: &str, choices: &mut Choices, text: &mut String) {
    let mut rest = template;
    while let Some((before, slot)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = slot.split_once('}') else {
            break;
        };
        text.push_str(&value(name, choices));
        rest = after;
    }
    text.push_str(rest);
}

fn value(slot: &str, choices: &mut Choices) -> String {
    match slot {
        "company" => format!("{} {}", choices.of(&FIRST), choices.of(&SECOND)),
        "person" => format!("{} {}", choices.of(&GIVEN), choices.of(&FAMILY)),
        "place" => choices.of(&PLACE).to_owned(),
        "month" => choices.of(&MONTH).to_owned(),
        "thing" => choices.of(&THING).to_owned(),
        "manner" => choices.of(&MANNER).to_owned(),
        "day" => (1 + choices.below(28)).to_string(),
        "year" => (2019 + choices.below(9)).to_string(),
        "small" => choices
            .of(&["two", "three", "five", "12", "18", "seven", "40"])
            .to_owned(),
        "percent" => format!("{}.{}%", choices.below(30), 1 + choices.below(9)),
        "count" => format!("{},{:03}", 1 + choices.below(90), choices.below(1000)),
        _ => {
            let scale = choices.of(&["million", "billion", "million"]);
            format!(
                "${}.{} {scale}",
                1 + choices.below(900),
                1 + choices.below(9)
            )
        }
    }
}

/// News-like prose of at least so many bytes, a paragraph a line: a number in every 250 bytes or so.
pub(crate) fn prose(bytes: usize) -> String {
    sentences(bytes, 22)
}

/// The same without a number.
pub(crate) fn plain(bytes: usize) -> String {
    sentences(bytes, 0)
}

/// Paragraphs, `numbered` in a hundred of whose sentences hold numbers.
fn sentences(bytes: usize, numbered: usize) -> String {
    let mut choices = Choices(0x9E37_79B9_7F4A_7C15);
    let mut text = String::with_capacity(bytes + 1024);
    while text.len() < bytes {
        for _ in 0..3 + choices.below(4) {
            let template = if choices.below(100) < numbered {
                choices.of(&NUMBERED)
            } else {
                choices.of(&PLAIN)
            };
            fill(template, &mut choices, &mut text);
            text.push(' ');
        }
        text.pop();
        text.push('\n');
    }
    text
}

/// The reports that the project is tried with.
const SEEDS: [&str; 5] = [
    include_str!("../../../../seeds/blockdesk.txt"),
    include_str!("../../../../seeds/evermx.txt"),
    include_str!("../../../../seeds/lego-sia.txt"),
    include_str!("../../../../seeds/synapsflow.txt"),
    include_str!("../../../../seeds/winzheng-fund.txt"),
];

/// Text full of numbers: the seeds over and over, with other digits each time.
pub(crate) fn dense(bytes: usize) -> String {
    let mut choices = Choices(0x2545_F491_4F6C_DD1D);
    let mut text = String::with_capacity(bytes + 16 * 1024);
    while text.len() < bytes {
        for seed in SEEDS {
            // Years stay years, so that dates stay dates: only a number's last digit changes.
            let mut bytes = seed.chars().peekable();
            while let Some(c) = bytes.next() {
                let last = bytes.peek().is_none_or(|next| !next.is_ascii_digit());
                match c {
                    '1'..='9' if last => text.push(char::from(b'1' + choices.below(9) as u8)),
                    other => text.push(other),
                }
            }
        }
    }
    text
}

/// Prose that never ends a sentence or a line.
pub(crate) fn endless(bytes: usize) -> String {
    prose(bytes).replace(['\n', '.'], ",")
}
