//! Tests of what a number means: an age, a name, a share, a range, a level.

use super::check;

#[test]
fn ages_are_years() {
    check(&[
        (
            "who was 10. He will be 35 by June; she turned 40",
            "10 = 10e0 year-old; 35 = 35e0 year-old; 40 = 40e0 year-old",
        ),
        ("It was 35 in May.", "35 = 35e0 count"),
        ("children under five", ""),
    ]);
}

#[test]
fn names_with_numbers_are_no_quantities() {
    check(&[
        (
            "3M said. 10 Downing Street. 18.40 is the price.",
            "18.40 = 1840e-2 count",
        ),
        ("18.40 - Rescuers have come.", ""),
        ("one third-party developer", ""),
        (
            "63,150 Model 3s",
            "63,150 Model 3s = 63150e0 count (Model 3s)",
        ),
    ]);
}

#[test]
fn words_and_digits_mix_with_fractions_and_decimals() {
    check(&[
        (
            "two point five million dollars, zero point zero eight of it",
            "two point five million dollars = 25e5 USD; zero point zero eight = 8e-2 count",
        ),
        (
            "two-thirds of a million people, one - third interest",
            "two-thirds of a million people = 666667e0 count (people); one - third = 333333e-6 ratio",
        ),
        (
            "two and three-quarters miles",
            "two and three-quarters miles = 275e-2 mile",
        ),
        ("10, 000 monkeys", "10, 000 monkeys = 10e3 count (monkeys)"),
        (
            "half as much again, nearly half as big",
            "half as much again = 15e-1 ratio; nearly half = 5e-1 ratio approx",
        ),
        ("1 ) explains why; (see 2)", "2 = 2e0 count"),
        (
            "20, 21 and 22",
            "20 = 20e0 count; 21 = 21e0 count; 22 = 22e0 count",
        ),
    ]);
}

#[test]
fn comparisons_reach_past_what_lies_between() {
    check(&[
        (
            "412 customers with sales above $500,000, up from 266",
            "412 customers = 412e0 count (customers); above $500,000 = 500000e0 USD at_least; 266 = 266e0 count (customers)",
        ),
        (
            "It fell 40 percent in transport and 65 in schools.",
            "40 percent = -40e0 percent down; 65 = 65e0 percent",
        ),
        (
            "sales increased 2.98 times and profit about 5 times.",
            "2.98 times = 298e-2 ratio up; about 5 times = 5e0 ratio approx",
        ),
        ("an 87 yo man", "87 yo = 87e0 year-old"),
        (
            "\"eight hundred million, give or take\"",
            "eight hundred million, give or take = 800e6 count approx",
        ),
        (
            "nearer 150 million",
            "nearer 150 million = 150e6 count approx",
        ),
    ]);
}

#[test]
fn measures_of_science_and_of_quakes_are_read() {
    check(&[
        (
            "a magnitude-6.6 quake, of magnitude 6.1, a 5.6 aftershock",
            "6.6 = 66e-1 magnitude; 6.1 = 61e-1 magnitude; 5.6 = 56e-1 magnitude",
        ),
        (
            "3.5 cents per kilowatt-hour",
            "3.5 cents per kilowatt-hour = 35e-3 USD/kWh",
        ),
        (
            "1,600 cc, 5 cm³ and 40 cubic centimetres",
            "1,600 cc = 1600e0 ml; 5 cm³ = 5e0 ml; 40 cubic centimetres = 40e0 ml",
        ),
        (
            "20 ng, 5 ns, 12 kN, 30 mW",
            "20 ng = 20e0 nanogram; 5 ns = 5e0 nanosecond; 12 kN = 12e0 kilonewton; 30 mW = 30e-3 W",
        ),
    ]);
}

#[test]
fn points_of_shares_are_percentage_points() {
    check(&[
        (
            "Turnout was 61.4%, 3.2 points up on 2021.",
            "61.4% = 614e-1 percent; 3.2 points = 32e-1 percentage_points",
        ),
        (
            "Unemployment rose 0.1 point to 4.5%.",
            "0.1 point = 1e-1 percentage_points up; 4.5% = 45e-1 percent",
        ),
        (
            "The index rose 64.06 points to 4,577.10.",
            "64.06 points = 6406e-2 count (points) up; 4,577.10 = 457710e-2 count (points)",
        ),
    ]);
}

#[test]
fn far_verbs_and_ordinals() {
    check(&[
        (
            "Sales fell for a third straight quarter, by 4.4%.",
            "4.4% = -44e-1 percent down",
        ),
        (
            "Output rose again in May (by 1.5 %).",
            "1.5 % = 15e-1 percent up",
        ),
        ("She spent a fifth year there.", ""),
        (
            "It sold 12% fewer than the 2.4m a year before; she ran the 100m.",
            "12% = 12e0 percent; 2.4m = 24e5 count; 100m = 100e0 m",
        ),
    ]);
}

#[test]
fn ratios_and_odds_are_told_from_clocks() {
    check(&[
        (
            "a 5:1 ratio, a ratio of 4:1, odds of 3 to 1",
            "5:1 = 5e0 ratio; 4:1 = 4e0 ratio; 3 to 1 = 3e0 ratio",
        ),
        ("at 4:15 he read John 4:1", ""),
        ("1 in 40 people", "1 in 40 = 25e-3 ratio"),
    ]);
}

#[test]
fn models_kinds_and_chapters_are_names() {
    check(&[
        ("Boeing's 737-800, a B-52s crew, the '90s", ""),
        (
            "type 2 diabetes, phase 3 trials, error 404, junction 12, Op. 27",
            "",
        ),
    ]);
}

#[test]
fn sizes_from_one_up_to_another_are_a_range() {
    check(&[(
        "sizes from 450 sq ft up to 900 sq ft",
        "450 sq ft up to 900 sq ft = 450e0..900e0 sqft",
    )]);
}

#[test]
fn amounts_stand_behind_words_that_qualify_them() {
    check(&[
        (
            "GDP shrank an annualised 1.8% in May.",
            "1.8% = -18e-1 percent down",
        ),
        (
            "48% to 45%, plus or minus 3 points",
            "48% = 48e0 percent; 45% = 45e0 percent; 3 points = 3e0 percentage_points",
        ),
    ]);
}

#[test]
fn decades_and_cells_are_told_from_seconds_and_prose() {
    check(&[
        ("in his 20s, the mid-20s, a 20s delay", "20s = 20e0 second"),
        ("(31.6)", "(31.6) = -316e-1 count"),
        ("a 5-to-10-year horizon", "5-to-10-year = 5e0..10e0 year"),
    ]);
}
