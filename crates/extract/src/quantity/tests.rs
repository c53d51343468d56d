//! Tests of the grammar of quantities, as tables of texts and what is read.

use super::*;
use proptest::prelude::*;

mod forms;
mod senses;

/// What is read in one line: `quote = value unit`, with the comparator if it is not exact, the
/// counted noun in brackets, the direction, and "conversion".
fn read(text: &str) -> String {
    let shown = |q: &Quantity| {
        let value = match q.value {
            Value::Number(number) => format!("{number:e}"),
            Value::Range(low, high) => format!("{low:e}..{high:e}"),
        };
        let mut line = format!("{} = {value} {}", &text[q.span.clone()], q.unit);
        if let Some(noun) = &q.counted {
            line += &format!(" ({noun})");
        }
        if !matches!(q.comparator, Comparator::Exact | Comparator::Range) {
            line += &format!(" {}", q.comparator);
        }
        if let Some(direction) = q.direction {
            line += &format!(" {direction}");
        }
        if q.is_conversion {
            line += " conversion";
        }
        line
    };
    let all: Vec<_> = quantities(text).iter().map(shown).collect();
    all.join("; ")
}

#[track_caller]
fn check(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(read(text), *expected, "in: {text}");
    }
}

#[test]
fn money_is_read_in_every_form() {
    check(&[
        ("It paid $4.2b.", "$4.2b = 42e8 USD"),
        (
            "It paid US$3B and RM2.70.",
            "US$3B = 3e9 USD; RM2.70 = 270e-2 MYR",
        ),
        ("worth €600 million", "€600 million = 600e6 EUR"),
        (
            "C$1.5 billion, HK$300m, R$ 40",
            "C$1.5 billion = 15e8 CAD; HK$300m = 300e6 HKD; R$ 40 = 40e0 BRL",
        ),
        (
            "CHF 5.2bn and 115USD",
            "CHF 5.2bn = 52e8 CHF; 115USD = 115e0 USD",
        ),
        (
            "5 million Canadian dollars",
            "5 million Canadian dollars = 5e6 CAD",
        ),
        (
            "Rs 500 crore, 35 lakh rupees",
            "Rs 500 crore = 500e7 INR; 35 lakh rupees = 35e5 INR",
        ),
        (
            "30 MUSD, 75 USD million",
            "30 MUSD = 30e6 USD; 75 USD million = 75e6 USD",
        ),
        (
            "82 cents, 10p a litre",
            "82 cents = 82e-2 USD; 10p a litre = 10e-2 GBP/l",
        ),
        (
            "three dollars and forty cents",
            "three dollars and forty cents = 340e-2 USD",
        ),
        ("1,200€ or 100元", "1,200€ = 1200e0 EUR; 100元 = 100e0 CNY"),
        (
            r"over \$200 billion",
            r"over \$200 billion = 200e9 USD at_least",
        ),
        (
            "3 Swedish kronor, 50 million pounds, 5 million pounds of beef",
            "3 Swedish kronor = 3e0 SEK; 50 million pounds = 50e6 GBP; 5 million pounds = 5e6 lb",
        ),
        ("$2.75 billion", "$2.75 billion = 275e7 USD"),
        ("a $5 billion bill", "$5 billion = 5e9 USD"),
    ]);
}

#[test]
fn numbers_in_words_are_read() {
    check(&[
        (
            "two hundred and forty dollars",
            "two hundred and forty dollars = 240e0 USD",
        ),
        (
            "three and a half million euros",
            "three and a half million euros = 35e5 EUR",
        ),
        (
            "half a million barrels",
            "half a million barrels = 5e5 count (barrels)",
        ),
        (
            "a quarter million us dollars",
            "a quarter million us dollars = 25e4 USD",
        ),
        ("two dozen firms", "two dozen firms = 24e0 count (firms)"),
        ("twenty-two percent", "twenty-two percent = 22e0 percent"),
        (
            "one million people",
            "one million people = 1e6 count (people)",
        ),
        (
            "4 hundred million cars",
            "4 hundred million cars = 4e8 count (cars)",
        ),
        (
            "3½ years, 2 1/2 times",
            "3½ years = 35e-1 year; 2 1/2 times = 25e-1 count (times)",
        ),
    ]);
}

#[test]
fn shares_and_multiples_are_ratios() {
    check(&[
        (
            "about a tenth of sales",
            "about a tenth = 1e-1 ratio approx",
        ),
        ("two-thirds of users", "two-thirds = 666667e-6 ratio"),
        (
            "sales doubled to $3 million",
            "doubled = 2e0 ratio; $3 million = 3e6 USD",
        ),
        (
            "more than double the rate",
            "more than double = 2e0 ratio at_least",
        ),
        (
            "a 20-to-1 ratio, an 80-fold gain, 3x growth",
            "20-to-1 = 20e0 ratio; 80-fold = 80e0 ratio; 3x = 3e0 ratio",
        ),
        (
            "nearly 60 times sales",
            "nearly 60 times = 60e0 ratio approx",
        ),
        ("one in five households", "one in five = 2e-1 ratio"),
        (
            "nine in 10, and 1 out of every 20",
            "nine in 10 = 9e-1 ratio; 1 out of every 20 = 5e-2 ratio",
        ),
        ("double-digit growth in the first half", ""),
        ("the third quarter and a third company", ""),
    ]);
}

#[test]
fn units_are_brought_to_one_form() {
    check(&[
        ("5GW of power", "5GW = 5e9 W"),
        ("a 10kW roof", "10kW = 10e3 W"),
        ("35 GWh", "35 GWh = 35e0 GWh"),
        (
            "16 percentage points, 25 basis points, a quarter point",
            "16 percentage points = 16e0 percentage_points; 25 basis points = 25e0 basis_points; a quarter point = 25e-2 percentage_points",
        ),
        (
            "40 miles per hour, 60mph, 30 m/s",
            "40 miles per hour = 40e0 mile/hour; 60mph = 60e0 mile/hour; 30 m/s = 30e0 m/second",
        ),
        (
            "2,400 sq ft, 32m2, 5 cubic metres",
            "2,400 sq ft = 2400e0 sqft; 32m2 = 32e0 m2; 5 cubic metres = 5e0 m3",
        ),
        (
            "38.5°C, 101 degrees Fahrenheit",
            "38.5°C = 385e-1 °C; 101 degrees Fahrenheit = 101e0 °F",
        ),
        (
            "at least a decade, two decades",
            "at least a decade = 1e1 year at_least; two decades = 2e1 year",
        ),
        ("a 17-year-old", "17-year-old = 17e0 year-old"),
        (
            "two more years, 2 more gigawatts",
            "two more years = 2e0 year; 2 more gigawatts = 2e9 W",
        ),
        ("421 parts per million", "421 parts per million = 421e0 ppm"),
        ("half a mile", "half a mile = 5e-1 mile"),
        (
            "12.3m tonnes, 37m tall",
            "12.3m tonnes = 123e5 tonne; 37m = 37e0 m",
        ),
    ]);
}

#[test]
fn rates_name_what_they_are_per() {
    check(&[
        ("$30–40 per hour", "$30–40 per hour = 30e0..40e0 USD/hour"),
        (
            "$1.25 billion monthly for compute",
            "$1.25 billion monthly = 125e7 USD/month",
        ),
        ("5 barrels a day", "5 barrels a day = 5e0 barrel/day"),
        ("$1.30 a share", "$1.30 a share = 130e-2 USD/share"),
        (
            "$15/hour and £24 a-year",
            "$15/hour = 15e0 USD/hour; £24 a-year = 24e0 GBP/year",
        ),
        (
            "$2 per million tokens",
            "$2 per million tokens = 2e0 USD/million-token",
        ),
        (
            "$9 (£7) per share",
            "$9 = 9e0 USD/share; £7 = 7e0 GBP conversion",
        ),
    ]);
}

#[test]
fn counted_nouns_are_kept() {
    check(&[
        (
            "1,500 employees",
            "1,500 employees = 1500e0 count (employees)",
        ),
        (
            "2.5 million weekly users",
            "2.5 million weekly users = 25e5 count (weekly users)",
        ),
        (
            "a 100,000 token context window",
            "100,000 token = 100000e0 count (token)",
        ),
        (
            "500,000 Gadget2 chips",
            "500,000 Gadget2 chips = 500000e0 count (Gadget2 chips)",
        ),
        ("three of the companies", "three = 3e0 count (companies)"),
        ("2000 people in 2000", "2000 people = 2000e0 count (people)"),
    ]);
}

#[test]
fn ranges_carry_unit_and_scale_to_both_ends() {
    check(&[
        ("$18-25 billion", "$18-25 billion = 18e9..25e9 USD"),
        (
            "roughly 30–50 megawatts",
            "roughly 30–50 megawatts = 30e6..50e6 W",
        ),
        (
            "between 3 and 5 percent",
            "between 3 and 5 percent = 3e0..5e0 percent",
        ),
        (
            "5,000-6,000 jobs, 30-40,000 people",
            "5,000-6,000 jobs = 5000e0..6000e0 count (jobs); 30-40,000 people = 30e3..40000e0 count (people)",
        ),
        ("$5 to 10 million", "$5 to 10 million = 5e6..10e6 USD"),
        ("the years 2019-2021", ""),
        ("$91–$93 billion", "$91–$93 billion = 91e9..93e9 USD"),
        ("an 8- to 16-meter mirror", "8- to 16-meter = 8e0..16e0 m"),
        (
            "35 million to 40 million parts",
            "35 million to 40 million parts = 35e6..40e6 count (parts)",
        ),
        (
            "$500,000 to $1.2 million",
            "$500,000 to $1.2 million = 500000e0..12e5 USD",
        ),
        ("three or four years", "three or four years = 3e0..4e0 year"),
        (
            "-5 to 3 degrees Celsius",
            "-5 to 3 degrees Celsius = -5e0..3e0 °C",
        ),
    ]);
}

#[test]
fn a_move_from_one_value_to_another_is_two_quantities() {
    check(&[
        (
            "Sales grew from $36 million to $45 million.",
            "$36 million = 36e6 USD; $45 million = 45e6 USD",
        ),
        (
            "The toll was revised from 131 to 148.",
            "131 = 131e0 count; 148 = 148e0 count",
        ),
        (
            "It gave 16 percentage points, up from 13.",
            "16 percentage points = 16e0 percentage_points; 13 = 13e0 percentage_points",
        ),
        (
            "It rose 18 sen to RM23.50.",
            "18 sen = 18e-2 MYR up; RM23.50 = 2350e-2 MYR",
        ),
        (
            "He went from 208 pounds to 193 by running.",
            "208 pounds = 208e0 lb; 193 = 193e0 lb",
        ),
        (
            "$13 billion, of which 11.6 billion was paid",
            "$13 billion = 13e9 USD; 11.6 billion = 116e8 USD",
        ),
        (
            "They made $4 billion and $760 million, respectively.",
            "$4 billion = 4e9 USD; $760 million = 760e6 USD",
        ),
    ]);
}

#[test]
fn comparators_stand_before_and_behind() {
    check(&[
        (
            "more than $30 billion",
            "more than $30 billion = 30e9 USD at_least",
        ),
        (
            "up to 400 people",
            "up to 400 people = 400e0 count (people) at_most",
        ),
        (
            "just shy of $1 billion",
            "just shy of $1 billion = 1e9 USD at_most",
        ),
        ("north of 10%", "north of 10% = 10e0 percent at_least"),
        (
            "sales surpassed $30 billion",
            "surpassed $30 billion = 30e9 USD at_least",
        ),
        (
            "$100B+ or $5+ billion",
            "$100B+ = 100e9 USD at_least; $5+ billion = 5e9 USD at_least",
        ),
        (
            "$1.2 trillion or more",
            "$1.2 trillion or more = 12e11 USD at_least",
        ),
        (
            "20-odd firms, 15% or so",
            "20-odd = 20e0 count approx; 15% or so = 15e0 percent approx",
        ),
        (
            "no more than 5 percent",
            "no more than 5 percent = 5e0 percent at_most",
        ),
        ("~1GW", "~1GW = 1e9 W approx"),
        ("within six months", "within six months = 6e0 month at_most"),
        ("spread over seven years", "seven years = 7e0 year"),
        ("over the past 5 years", "5 years = 5e0 year"),
        (
            "20 percent above 350 units",
            "20 percent = 20e0 percent; 350 units = 350e0 count (units)",
        ),
        ("It turned over €28 billion.", "€28 billion = 28e9 EUR"),
        ("the top 10", ""),
    ]);
}

#[test]
fn amounts_of_change_have_a_direction_and_levels_have_none() {
    check(&[
        (
            "Shares fell 3% to $40.",
            "3% = -3e0 percent down; $40 = 40e0 USD",
        ),
        (
            "It was up about 15 percent.",
            "about 15 percent = 15e0 percent approx up",
        ),
        (
            "Stock was down 18% on the year.",
            "down 18% = -18e0 percent down",
        ),
        (
            "Growth slipped below 20%.",
            "below 20% = 20e0 percent at_most",
        ),
        (
            "It rose 0.25 points, or 0.01%.",
            "0.25 points = 25e-2 count (points) up; 0.01% = 1e-2 percent up",
        ),
        (
            "Alpha fell 3%, Beta 11%, its worst day.",
            "3% = -3e0 percent down; 11% = -11e0 percent down",
        ),
        (
            "a loss of roughly $150 million",
            "roughly $150 million = -150e6 USD approx",
        ),
        (
            "Output was cut by 112 million barrels.",
            "112 million barrels = 112e6 count (barrels) down",
        ),
        (
            "Services made up 40%, plus or minus 2%.",
            "40% = 40e0 percent; 2% = 2e0 percent",
        ),
        ("They gave back 6.2%.", "6.2% = -62e-1 percent down"),
        ("minus $5.9 billion", "minus $5.9 billion = -59e8 USD"),
    ]);
}

#[test]
fn bracketed_conversions_are_marked() {
    check(&[
        (
            "20 kilometers (12.4 miles)",
            "20 kilometers = 20e0 km; 12.4 miles = 124e-1 mile conversion",
        ),
        (
            "more than $6 billion (£4.7 billion)",
            "more than $6 billion = 6e9 USD at_least; £4.7 billion = 47e8 GBP at_least conversion",
        ),
        (
            "$965B ($852B a year before)",
            "$965B = 965e9 USD; $852B = 852e9 USD",
        ),
    ]);
}

#[test]
fn what_names_dates_and_labels_is_no_quantity() {
    let rows = [
        "In 2024, on May 28, 2026, 20 April and 2026-04-20.",
        "GPT-5.5, Claude 2, H100, Trainium2, Windows 11 and the F-150.",
        "The S&P 500, the FTSE 100 and page 12 of section 4.",
        "At 7:45 a.m. or 5pm, Q2 and the 3rd place.",
        "Call 555-123-4567 or +1 212 555 0100.",
        "See www.example.com/2024/100 and mail5@example.org now.",
        "They won 3-2 and the vote was 52-48.",
        "1. First things. 2. Second things.",
        "He is one of them; one wonders. Billions were lost, and dozens of jobs.",
        "Version 1.2.3 came in the 1990s.",
        "The Big Three and Boeing 737 planes.",
        "7-Eleven, 5G and 10-K filings.",
    ];
    check(&rows.map(|text| (text, "")));
}

#[test]
fn a_long_line_is_read_in_linear_time() {
    let line = "between 1 and 2 and 3-4-5 or a half of 10 000 000 in one in one in ".repeat(20_000);
    assert!(quantities(&line).len() > 1000);
    assert!(quantities(&"$1,".repeat(200_000)).len() > 1000);
    assert!(quantities(&"1,".repeat(300_000)).len() <= 300_000);
}

/// Pieces that grammars stumble over.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,40}",
        "[0-9.,/:-]{1,12}",
        prop::sample::select(vec![
            " ",
            "\n",
            "$",
            "€",
            "US$",
            "%",
            "billion",
            "m",
            "to",
            "-",
            "–",
            "and",
            "between",
            "half",
            "a",
            "one",
            "million",
            "per",
            "cent",
            "(",
            ")",
            "½",
            "×10",
            "^",
            "e",
            "°",
            "C",
            "+",
            "~",
            "twice",
            "year",
            "old",
            "of",
            "May",
            "Q",
            "元",
            "\u{a0}",
            "’",
            "s",
            "more than",
            "or",
            "dozen",
            "third",
            "\\",
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_gives_ordered_spans_on_character_borders(text in hostile()) {
        let mut last = 0;
        for quantity in quantities(&text) {
            prop_assert!(quantity.span.start >= last, "{text:?}");
            prop_assert!(quantity.span.start < quantity.span.end);
            prop_assert!(text.is_char_boundary(quantity.span.start));
            prop_assert!(text.is_char_boundary(quantity.span.end));
            prop_assert!(quantity.span.start <= quantity.core.start && quantity.core.end <= quantity.span.end);
            last = quantity.span.end;
        }
    }

    #[test]
    fn grouped_digits_keep_their_value(number in 0_u64..1_000_000_000_000) {
        let digits = number.to_string();
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let text = format!("It paid ${grouped} for it.");
        let found = quantities(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].value.low().to_string(), digits);
    }
}

#[test]
fn no_word_belongs_to_two_quantities() {
    let found = quantities("a 3-year/ more than 3 ships");
    let spans = found.iter().map(|quantity| quantity.span.clone());
    assert_eq!(spans.collect::<Vec<_>>(), [2..14, 20..27]);
}
