//! Tests of the grammar of dates, as tables of texts and what is read.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().expect(text)
}

/// What is read on 21 April 2026: `quote = period`, with what is not usual of it.
fn read(text: &str) -> String {
    let shown = |d: &DateMention| {
        let period = d.period.map_or("?".to_owned(), |p| p.to_string());
        let mut line = format!("{} = {period}", &text[d.span.clone()]);
        if d.kind != DateKind::Date {
            line += &format!(" {:?}", d.kind);
        }
        if d.is_year_inferred {
            line += " inferred";
        }
        if let Some(position) = d.position {
            line += &format!(" {position:?}");
        }
        line
    };
    let all: Vec<_> = dates(text, Some(day("2026-04-21")))
        .iter()
        .map(shown)
        .collect();
    all.join("; ")
}

#[track_caller]
fn check(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(read(text), *expected, "in: {text}");
    }
}

#[test]
fn days_and_months_are_read_in_every_form() {
    check(&[
        ("on April 20, 2026", "April 20, 2026 = 2026-04-20"),
        ("on 20 April 2026", "20 April 2026 = 2026-04-20"),
        (
            "2026-04-20 and 04/20/2026",
            "2026-04-20 = 2026-04-20; 04/20/2026 = 2026-04-20",
        ),
        ("since September 2023", "September 2023 = 2023-09"),
        ("on Nov. 6 last", "Nov. 6 = 2025-11-06 inferred"),
        (
            "By April 20 Acme was sold.",
            "April 20 = 2026-04-20 inferred",
        ),
        ("Work ends by April 20.", "April 20 = 2027-04-20 inferred"),
        (
            "the 11th of September",
            "11th of September = 2025-09-11 inferred",
        ),
        ("Sept. 11, 2001.", "Sept. 11, 2001 = 2001-09-11"),
        (
            "April 20-22, 2026",
            "April 20-22, 2026 = 2026-04-20/2026-04-22",
        ),
        ("It may march in May. March on.", "May = 2025-05 inferred"),
        ("It ran through June.", "June = 2026-06 inferred"),
    ]);
}

#[test]
fn quarters_halves_and_fiscal_labels_are_read() {
    check(&[
        (
            "in the third quarter of 2025",
            "the third quarter of 2025 = 2025-Q3",
        ),
        (
            "from Q1 2023 to Q2",
            "Q1 2023 to Q2 = 2023-Q1/2023-Q2 inferred",
        ),
        (
            "27% in Q1 2023 and 29% in Q2",
            "Q1 2023 = 2023-Q1; Q2 = 2023-Q2 inferred",
        ),
        (
            "in the third quarter",
            "the third quarter = 2025-Q3 inferred",
        ),
        (
            "3Q25 and H1 2024",
            "3Q25 = 2025-Q3; H1 2024 = 2024-01/2024-06",
        ),
        (
            "FY2025, fiscal 2026",
            "FY2025 = FY2025; fiscal 2026 = FY2026",
        ),
        (
            "the fiscal second quarter",
            "the fiscal second quarter = FY2026-Q2 inferred",
        ),
        (
            "in the year that ends in May, or the next fiscal year",
            "the year that ends in May = 2025-06/2026-05 inferred; the next fiscal year = \
             2026-06/2027-05",
        ),
        ("this fiscal year", "this fiscal year = 2026"),
        (
            "the second quarter of fiscal 2026",
            "the second quarter of fiscal 2026 = FY2026-Q2",
        ),
        (
            "in the October quarter",
            "the October quarter = 2025-08/2025-10 inferred",
        ),
        (
            "the quarter ended March 31",
            "the quarter ended March 31 = 2026-Q1 inferred",
        ),
        (
            "the six months to September 30, 2025",
            "the six months to September 30, 2025 = 2025-04/2025-09",
        ),
        (
            "the second half of this year",
            "the second half of this year = 2026-07/2026-12",
        ),
        (
            "He scored in the first half.",
            "the first half = 2026-01/2026-06 inferred",
        ),
    ]);
}

#[test]
fn parts_of_a_year_are_read_in_several_words() {
    check(&[
        (
            "in the first nine months of 2025",
            "the first nine months of 2025 = 2025-01/2025-09",
        ),
        (
            "in the first three quarters of last year",
            "the first three quarters of last year = 2025-01/2025-09",
        ),
        (
            "in the final three months of 2025",
            "the final three months of 2025 = 2025-Q4",
        ),
        (
            "in the first nine months",
            "the first nine months = 2025-01/2025-09 inferred",
        ),
        (
            "in June of last year; on 3 June last year",
            "June of last year = 2025-06; 3 June last year = 2025-06-03",
        ),
        (
            "in the half-year to 31 March",
            "the half-year to 31 March = 2025-10/2026-03 inferred",
        ),
        (
            "the 2025-26 financial year, FY2025/26",
            "the 2025-26 financial year = FY2026; FY2025/26 = FY2026",
        ),
        (
            "the third quarter ended December 31, 2025",
            "the third quarter ended December 31, 2025 = 2025-10/2025-12",
        ),
        (
            "by end-2027 and by year-end 2028",
            "end-2027 = 2027-12 End; year-end 2028 = 2028-12",
        ),
    ]);
}

#[test]
fn centuries_and_hours_are_read() {
    check(&[
        (
            "for much of the 20th century",
            "the 20th century = 1900/1999",
        ),
        ("An hour before the sale", "An hour = ? Duration"),
    ]);
}

#[test]
fn weeks_are_told_by_a_day() {
    check(&[
        (
            "in the week of 3 June 2025",
            "the week of 3 June 2025 = 2025-06-03/2025-06-09",
        ),
        (
            "in the week ended June 7, 2025",
            "the week ended June 7, 2025 = 2025-06-01/2025-06-07",
        ),
        ("over the weekend", "the weekend = 2026-04-18/2026-04-19"),
        ("It will report on Thursday.", "Thursday = 2026-04-23"),
    ]);
}

#[test]
fn the_same_period_of_another_year_is_reckoned_from_what_was_named() {
    check(&[
        (
            "In Q3 2025, and in the same period last year",
            "Q3 2025 = 2025-Q3; the same period last year = 2024-Q3 inferred",
        ),
        (
            "In May 2025 and in the same month of 2023",
            "May 2025 = 2025-05; the same month of 2023 = 2023-05",
        ),
        (
            "In Q3 2025, in the year-ago quarter, and in the prior-year period",
            "Q3 2025 = 2025-Q3; the year-ago quarter = 2024-Q3 inferred; the prior-year period = \
             2024-Q3 inferred",
        ),
    ]);
}

#[test]
fn relative_dates_are_reckoned_from_the_report() {
    check(&[
        ("last year", "last year = 2025"),
        ("last week", "last week = 2026-04-13/2026-04-19"),
        (
            "this month and next quarter",
            "this month = 2026-04; next quarter = 2026-Q3",
        ),
        (
            "yesterday; tomorrow",
            "yesterday = 2026-04-20; tomorrow = 2026-04-22",
        ),
        ("on Friday", "Friday = 2026-04-17"),
        ("on Tuesday", "Tuesday = 2026-04-21"),
        ("next Tuesday", "next Tuesday = 2026-04-28"),
        ("three months ago", "three months ago = 2026-01"),
        ("five years from now", "five years from now = 2031"),
        (
            "last April and this summer",
            "last April = 2025-04; this summer = 2026-06/2026-08",
        ),
        ("now", "now = ? Present"),
    ]);
}

#[test]
fn distances_are_reckoned_from_what_was_named() {
    check(&[
        (
            "At the end of August 2025, three months earlier",
            "the end of August 2025 = 2025-08 End; three months earlier = 2025-05 inferred",
        ),
        (
            "In Q3 2025, a year earlier",
            "Q3 2025 = 2025-Q3; a year earlier = 2024-Q3 inferred",
        ),
        (
            "last year and the year before",
            "last year = 2025; the year before = 2024 inferred",
        ),
        ("a month earlier than usual", ""),
    ]);
}

#[test]
fn position_words_narrow_a_period() {
    check(&[
        ("by the end of 2027", "the end of 2027 = 2027-12 End"),
        ("by year-end", "year-end = 2026-12 End"),
        ("in late 2025", "late 2025 = 2025 Late"),
        ("mid-April", "mid-April = 2026-04 inferred Middle"),
        ("in early March", "early March = 2026-03 inferred Start"),
    ]);
}

#[test]
fn lengths_and_stretches_are_told_from_dates() {
    check(&[
        ("a three-year plan", "three-year = ? Duration"),
        (
            "the past two years",
            "the past two years = 2024-04/2026-04 Duration",
        ),
        (
            "over the next decade",
            "the next decade = 2026-04/2036-04 Duration",
        ),
        ("within 18 months", "18 months = ? Duration"),
        ("$5 a month", ""),
        ("every year, monthly", "every year = ? Set; monthly = ? Set"),
    ]);
}

#[test]
fn two_dates_together_are_an_interval() {
    check(&[
        ("from 2023 to 2025", "2023 to 2025 = 2023/2025"),
        (
            "between March and May",
            "March and May = 2025-03/2025-05 inferred",
        ),
        ("in 2019-2021", "2019-2021 = 2019/2021"),
        (
            "from October to March",
            "October to March = 2025-10/2026-03 inferred",
        ),
        (
            "June 3 to June 8",
            "June 3 to June 8 = 2025-06-03/2025-06-08 inferred",
        ),
        ("in 2023 and 2025", "2023 = 2023; 2025 = 2025"),
    ]);
}

#[test]
fn both_ends_of_an_interval_are_kept() {
    let text = "from 2023 to 2025";
    let found = dates(text, None);
    let ends = found[0].ends.as_ref().expect("two ends");
    assert_eq!(&text[ends[0].span.clone()], "2023");
    assert_eq!(ends[1].period, Some("2025".parse().expect("a year")));
}

#[test]
fn prepositions_say_how_a_date_is_meant() {
    let preposition = |text: &str| dates(text, None)[0].preposition;
    assert_eq!(preposition("in 2025"), Some(Preposition::At));
    assert_eq!(preposition("by the end of 2025"), Some(Preposition::Until));
    assert_eq!(preposition("since 2025"), Some(Preposition::Since));
    assert_eq!(preposition("over 2025"), Some(Preposition::Over));
    assert_eq!(preposition("2025"), None);
}

#[test]
fn without_a_report_day_relative_dates_stay_open() {
    for text in ["last year", "in March", "three months ago", "on Friday"] {
        let found = dates(text, None);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].period, None, "{text}");
        assert_eq!(found[0].anchor, Anchor::Unknown, "{text}");
    }
}

#[test]
fn numbers_of_four_digits_with_a_unit_are_no_years() {
    check(&[
        ("$2026 and 2000 people", ""),
        ("more than 1984 copies", ""),
        ("2,025 cars and 2026 percent", ""),
        ("GPT-2024 at 2345 GMT", ""),
    ]);
}

proptest! {
    #[test]
    fn any_text_gives_ordered_spans_on_character_borders(
        pieces in prop::collection::vec(prop_oneof![
            "[0-9]{1,5}",
            prop::sample::select(vec![
                " ", "-", "/", ", ", ".", "\n", "May", "April ", "Q3", "FY", "H1", "the ", "end of ", "late ",
                "quarter", "year", "month", "s", "ago", " to ", " and ", "between ", "from ", "last ", "next ",
                "two ", "few ", "’", "half ", "fiscal ", "ended ", "Friday", "every ", "mid-", "decade", "é",
            ]).prop_map(str::to_owned),
            ".{0,4}",
        ], 0..30),
        reference in prop::option::of(-700_000_i32..700_000),
    ) {
        let text = pieces.concat();
        let reference = reference.and_then(chrono::NaiveDate::from_num_days_from_ce_opt);
        let mut last = 0;
        for mention in dates(&text, reference) {
            prop_assert!(mention.span.start >= last, "{text:?}");
            prop_assert!(mention.span.start < mention.span.end);
            prop_assert!(text.is_char_boundary(mention.span.start) && text.is_char_boundary(mention.span.end));
            last = mention.span.end;
        }
    }

    #[test]
    fn every_day_reads_back(number in 600_000_i32..780_000) {
        let date = chrono::NaiveDate::from_num_days_from_ce_opt(number).expect("in range");
        for form in ["%Y-%m-%d", "%B %-d, %Y", "%-d %B %Y"] {
            let text = format!("On {} it was so.", date.format(form));
            let found = dates(&text, None);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(found[0].period, Some(Period::day(date)), "{}", text);
        }
    }
}
