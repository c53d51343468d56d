//! Tests of single forms: what each is read as.

use super::check;

#[test]
fn currencies_of_every_kind_are_money() {
    check(&[
        (
            "It cost CHF 26.4 million, SEK 1.1 billion, 45 PLN and 3,000 CZK.",
            "CHF 26.4 million = 264e5 CHF; SEK 1.1 billion = 11e8 SEK; 45 PLN = 45e0 PLN; 3,000 CZK = 3000e0 CZK",
        ),
        (
            "1,284,000 won, up 64,000 won or 5%, and 375 won per share",
            "1,284,000 won = 1284000e0 KRW; 64,000 won = 64000e0 KRW up; 5% = 5e0 percent up; 375 won per share = 375e0 KRW/share",
        ),
        (
            "She won 12 games; 40 won the prize.",
            "12 games = 12e0 count (games); 40 = 40e0 count",
        ),
        (
            "80 million soles, 12,000 hryvnias, 2,000 Saudi riyals and 30 Egyptian pounds",
            "80 million soles = 80e6 PEN; 12,000 hryvnias = 12000e0 UAH; 2,000 Saudi riyals = 2000e0 SAR; 30 Egyptian pounds = 30e0 EGP",
        ),
        (
            "Costs of 5 million Costa Rican colones and 9 Sri Lankan rupees",
            "5 million Costa Rican colones = 5e6 CRC; 9 Sri Lankan rupees = 9e0 LKR",
        ),
        (
            "TOP 10 firms, ALL 50 states, PEN 2 million",
            "10 firms = 10e0 count (firms); 50 states = 50e0 count (states); PEN 2 million = 2e6 PEN",
        ),
        (
            "A profit of PS6m, a net Y=100 million; she plays the PS5.",
            "PS6m = 6e6 GBP; Y=100 million = 100e6 JPY",
        ),
        (
            "ten US cents, 5 euro cents and 50p",
            "ten US cents = 10e-2 USD; 5 euro cents = 5e-2 EUR; 50p = 50e-2 GBP",
        ),
        (
            "Profit was €1.7bn and the dividend 28 cents.",
            "€1.7bn = 17e8 EUR; 28 cents = 28e-2 EUR",
        ),
        (
            "thirteen dollars forty five",
            "thirteen dollars forty five = 1345e-2 USD",
        ),
        ("10 rmb 20 usd", "10 rmb = 10e0 CNY; 20 usd = 20e0 USD"),
    ]);
}

#[test]
fn brackets_and_signs_make_losses_negative() {
    check(&[
        (
            "$(3.2)M, (3.2)%, $-4 million",
            "$(3.2)M = -32e5 USD; (3.2)% = -32e-1 percent; $-4 million = -4e6 USD",
        ),
        (
            "Net income 14.2 (31.6) 22.8 (118.3)",
            "14.2 = 142e-1 count; (31.6) = -316e-1 count; 22.8 = 228e-1 count; (118.3) = -1183e-1 count",
        ),
        ("in the report (3.5) it was", "3.5 = 35e-1 count"),
        (
            "The net loss narrowed to 1.9 billion yuan.",
            "1.9 billion yuan = -19e8 CNY",
        ),
        (
            "A net loss of $110m against $360m a year ago.",
            "$110m = -110e6 USD; $360m = -360e6 USD",
        ),
        (
            "The pre-tax loss for the six months was £187m.",
            "six months = 6e0 month; £187m = -187e6 GBP",
        ),
        ("The unit lost $6bn last year.", "$6bn = -6e9 USD"),
        (
            "Losses widened 40 per cent to Rs 87 crore.",
            "40 per cent = 40e0 percent; Rs 87 crore = -87e7 INR",
        ),
        ("Insured losses rose to $3 billion.", "$3 billion = 3e9 USD"),
        (
            "A decrease of 2.9%, a 9% drop, a 5% cut",
            "2.9% = -29e-1 percent; 9% = -9e0 percent; 5% = 5e0 percent",
        ),
        (
            "The stock settled 3.3 per cent lower; it is 20% lower than Alpha.",
            "3.3 per cent = -33e-1 percent; 20% = 20e0 percent",
        ),
        (
            "Shares off 4% after hours, 20% off all shoes",
            "4% = -4e0 percent down; 20% = 20e0 percent",
        ),
        (
            "A decrease of 12 000 or 0.3 %.",
            "12 000 = 12000e0 count; 0.3 % = -3e-1 percent",
        ),
    ]);
}

#[test]
fn numbers_of_parts_are_one() {
    check(&[
        (
            "3 trillion 420 billion won",
            "3 trillion 420 billion won = 3420e9 KRW",
        ),
        ("a decrease of 12 000 on the year", "12 000 = 12000e0 count"),
        (
            "some 1 400 sources",
            "some 1 400 sources = 1400e0 count (sources) approx",
        ),
        (
            "Flight BA 12 400 passengers",
            "400 passengers = 400e0 count (passengers)",
        ),
        (
            "half a dozen states, a quarter of a million euros, a fiftieth of sales",
            "half a dozen states = 6e0 count (states); a quarter of a million euros = 25e4 EUR; a fiftieth = 2e-2 ratio",
        ),
        (
            "one driver in eight, one in five, one goal in five games",
            "one driver in eight = 125e-3 ratio; one in five = 2e-1 ratio; five games = 5e0 count (games)",
        ),
        ("c.1% of it", "c.1% = 1e0 percent approx"),
    ]);
}

#[test]
fn an_article_behind_a_comparing_word_is_one() {
    check(&[
        (
            "well over a gigawatt, less than an hour, more than a decade of work",
            "well over a gigawatt = 1e9 W at_least; less than an hour = 1e0 hour at_most; more than a decade = 1e1 year at_least",
        ),
        ("66% more than a year earlier", "66% = 66e0 percent"),
        ("a mile away", ""),
    ]);
}

#[test]
fn units_of_two_words_are_read() {
    check(&[
        (
            "40 kilowatt-hours, 12 terawatt hours, 300 lb-ft, 4 nautical miles",
            "40 kilowatt-hours = 40e0 kWh; 12 terawatt hours = 12e0 TWh; 300 lb-ft = 300e0 lb-ft; 4 nautical miles = 4e0 nautical-mile",
        ),
        (
            "486,000 boe/d, 1.2 mb/d, 2.4 million bpd, 3 million barrels per day",
            "486,000 boe/d = 486000e0 boe/day; 1.2 mb/d = 12e5 barrel/day; 2.4 million bpd = 24e5 barrel/day; 3 million barrels per day = 3e6 barrel/day",
        ),
        (
            "2 billion barrels of oil equivalent, 470m barrels",
            "2 billion barrels of oil equivalent = 2e9 boe; 470m barrels = 470e6 count (barrels)",
        ),
        ("9\" plates", "9\" = 9e0 inch"),
        ("\"the first 9\" he said", "9 = 9e0 count"),
        (
            "70 on the GPa scale, −273.15° on the Celsius scale",
            "70 = 70e0 GPa; −273.15° = -27315e-2 °C",
        ),
        ("It was 30 C outside.", "30 C = 30e0 °C"),
    ]);
}

#[test]
fn words_of_degree_belong_to_the_comparator() {
    check(&[
        (
            "a hair under $2 billion, a touch over 3%, only slightly below 12%",
            "a hair under $2 billion = 2e9 USD at_most; a touch over 3% = 3e0 percent at_least; only slightly below 12% = 12e0 percent at_most",
        ),
        (
            "well short of $5m, comfortably above 60%",
            "well short of $5m = 5e6 USD at_most; comfortably above 60% = 60e0 percent at_least",
        ),
        (
            "barely $33 million, almost exactly doubled, mid-30 trillion won",
            "barely $33 million = 33e6 USD approx; almost exactly doubled = 2e0 ratio approx; mid-30 trillion won = 30e12 KRW approx",
        ),
        (
            "$72 billion and change",
            "$72 billion and change = 72e9 USD at_least",
        ),
        (
            "will not go beyond 2 trillion won",
            "not go beyond 2 trillion won = 2e12 KRW at_most",
        ),
        (
            "It crossed the $2 trillion mark.",
            "crossed the $2 trillion = 2e12 USD at_least",
        ),
    ]);
}

#[test]
fn from_a_to_b_is_a_range_where_nothing_moves() {
    check(&[
        (
            "Homes from $750,000 to $1 million sell.",
            "$750,000 to $1 million = 750000e0..1e6 USD",
        ),
        (
            "Its price went from $36,040 to $34,935.",
            "$36,040 = 36040e0 USD; $34,935 = 34935e0 USD",
        ),
        (
            "They were raised from 13.5 to 14.0 mm.",
            "13.5 = 135e-1 mm; 14.0 mm = 140e-1 mm",
        ),
        (
            "It shrank by 1.2 million to 38.5 million.",
            "1.2 million = 12e5 count down; 38.5 million = 385e5 count",
        ),
        (
            "It fell by 1 to 1.5 degrees Celsius.",
            "1 to 1.5 degrees Celsius = 1e0..15e-1 °C down",
        ),
    ]);
}

#[test]
fn what_a_bare_number_counts_stands_before_it() {
    check(&[
        (
            "435 homes by open sale and 187 by tender",
            "435 homes = 435e0 count (homes); 187 = 187e0 count (homes)",
        ),
        ("two of Johnson's deputies", "two = 2e0 count (deputies)"),
        (
            "40 highly paid engineers",
            "40 highly paid engineers = 40e0 count (highly paid engineers)",
        ),
        ("19 fouls proves it", "19 fouls = 19e0 count (fouls)"),
        (
            "The first index rose to 1,463.87 points and the other to 1,333.18.",
            "1,463.87 points = 146387e-2 count (points); 1,333.18 = 133318e-2 count (points)",
        ),
        (
            "It lifted output by 188,000 barrels a day to 28.4 million.",
            "188,000 barrels a day = 188000e0 barrel/day; 28.4 million = 284e5 barrel/day",
        ),
        (
            "81% of votes, 2.1 points behind Alpha",
            "81% = 81e0 percent; 2.1 points = 21e-1 percentage_points",
        ),
    ]);
}
