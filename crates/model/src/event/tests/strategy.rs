//! Any event, for the property tests.

use proptest::collection::vec;
use proptest::option::of;
use proptest::sample::select;

use super::*;

fn text() -> impl Strategy<Value = Text<'static>> {
    prop_oneof![".{0,12}", "[a-z/=-]{0,300}"].prop_map(Cow::Owned)
}

fn bytes32() -> impl Strategy<Value = [u8; 32]> {
    any::<[u8; 32]>()
}

fn more() -> impl Strategy<Value = More<'static>> {
    let extension = (any::<u16>(), vec(any::<u8>(), 0..6)).prop_map(|(number, bytes)| Extension {
        number,
        bytes: Cow::Owned(bytes),
    });
    vec(extension, 0..3)
}

fn decimal() -> impl Strategy<Value = Decimal> {
    let coefficients = prop_oneof![-999..999_i128, -10_i128.pow(33)..10_i128.pow(33)];
    (coefficients, -400..=400_i16).prop_map(|(c, e)| Decimal::new(c, e).unwrap())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        decimal().prop_map(Value::Number),
        (decimal(), decimal())
            .prop_map(|(a, b)| Value::range(a.min_value(b), a.max_value(b)).unwrap()),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    let year = 1..9999_i16;
    prop_oneof![
        year.clone().prop_map(Part::Year),
        (year.clone(), 1..=4_u8).prop_map(|(y, q)| Part::Quarter(y, q)),
        (year.clone(), 1..=12_u8).prop_map(|(y, m)| Part::Month(y, m)),
        (year, 1..=12_u8, 1..=28_u8).prop_map(|(y, m, d)| Part::Day(y, m, d)),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        part().prop_map(Period::Single),
        (part(), part()).prop_map(|(a, b)| {
            Period::interval(a, b)
                .or_else(|_| Period::interval(b, a))
                .unwrap()
        }),
        (1..9999_i16, 0..=4_u8).prop_map(|(year, quarter)| Period::Fiscal(year, quarter)),
    ]
}

fn timestamp() -> impl Strategy<Value = Timestamp> {
    any::<i64>().prop_map(Timestamp::from_micros)
}

fn evidence() -> impl Strategy<Value = Evidence> {
    prop_oneof![
        (any::<u64>(), any::<u64>(), select(Place::ALL))
            .prop_map(|(start, end, place)| Evidence::Bytes { start, end, place }),
        (any::<u64>(), any::<u32>()).prop_map(|(row, column)| Evidence::Cell { row, column }),
        ".{0,9}".prop_map(|path| Evidence::Pointer { path }),
    ]
}

fn report_filed() -> impl Strategy<Value = Event<'static>> {
    let ids = (bytes32(), bytes32(), bytes32());
    let texts = (text(), text(), text(), text(), text(), text());
    let sources = vec((select(ReportField::ALL), select(FieldSource::ALL)), 0..4);
    let times = (of(period()), of(timestamp()), of(timestamp()));
    let words = (
        select(Retrieval::ALL),
        select(ReportKind::ALL),
        any::<bool>(),
    );
    let numbers = (any::<u32>(), any::<u32>(), any::<u32>());
    (ids, texts, sources, times, words, numbers, more()).prop_map(
        |(ids, texts, sources, times, words, numbers, more)| {
            Event::ReportFiled(ReportFiled {
                report: ReportId(ids.0),
                document: DocumentId(ids.1),
                part: texts.0,
                occurrence: numbers.2,
                publication: texts.1,
                publication_name: texts.2,
                url: texts.3,
                title: texts.4,
                published: times.0,
                sources,
                modified: times.1,
                retrieved: times.2,
                retrieval: words.0,
                kind: words.1,
                first_hand: words.2,
                adapter: texts.5,
                adapter_version: numbers.0,
                extractor_version: numbers.1,
                catalog: CatalogDigest(ids.2),
                more,
            })
        },
    )
}

fn claim_asserted() -> impl Strategy<Value = Event<'static>> {
    let texts = (of(text()), text(), of(text()), of(text()), of(text()));
    let words = (
        select(&Comparator::ALL[..]),
        of(select(Direction::ALL)),
        select(Modality::ALL),
        of(select(Signal::ALL)),
        select(Origin::ALL),
    );
    let numbers = (any::<u32>(), any::<u32>());
    let rest = (value(), of(period()), vec(evidence(), 0..4), more());
    (bytes32(), texts, words, numbers, rest).prop_map(|(report, texts, words, numbers, rest)| {
        Event::ClaimAsserted(ClaimAsserted {
            ordinal: numbers.0,
            content: ClaimContent {
                report: ReportId(report),
                figure: texts.0,
                value: rest.0,
                comparator: words.0,
                unit: texts.1,
                counted: texts.2,
                direction: words.1,
                period: rest.1,
                modality: words.2,
                attribution: texts.3,
                voice: texts.4,
                evidence: rest.2,
                signal: words.3,
                origin: words.4,
                flags: Flags(numbers.1),
                more: rest.3,
            },
        })
    })
}

/// By whom, why, and room to grow.
fn signed() -> impl Strategy<Value = (Text<'static>, Text<'static>, More<'static>)> {
    (text(), text(), more())
}

/// Events that correct reports, and withdraw claims.
fn correction() -> impl Strategy<Value = Event<'static>> {
    let amendment = (select(ReportField::ALL), text(), select(FieldSource::ALL)).prop_map(
        |(field, value, source)| Amendment {
            field,
            value,
            source,
        },
    );
    let withdrawn = (
        of(text()),
        select(WithdrawalCause::ALL),
        of(bytes32()),
        of(bytes32()),
    );
    prop_oneof![
        (bytes32(), vec(amendment, 0..3), signed()).prop_map(
            |(id, amendments, (by, why, more))| {
                Event::ReportAmended(ReportAmended {
                    report: ReportId(id),
                    amendments,
                    by,
                    why,
                    more,
                })
            }
        ),
        (bytes32(), of(period()), signed()).prop_map(|(id, known, (by, why, more))| {
            Event::ReportRetracted(ReportRetracted {
                report: ReportId(id),
                known,
                by,
                why,
                more,
            })
        }),
        (bytes32(), withdrawn, signed()).prop_map(|(id, withdrawn, (by, why, more))| {
            Event::ClaimWithdrawn(ClaimWithdrawn {
                claim: ClaimId(id),
                figure: withdrawn.0,
                cause: withdrawn.1,
                by_report: withdrawn.2.map(ReportId),
                replaced_by: withdrawn.3.map(ClaimId),
                by,
                why,
                more,
            })
        }),
    ]
}

/// The other events of a curator.
fn curation() -> impl Strategy<Value = Event<'static>> {
    let subject = prop_oneof![
        text().prop_map(NoteSubject::Figure),
        bytes32().prop_map(|id| NoteSubject::Claim(ClaimId(id))),
        bytes32().prop_map(|id| NoteSubject::Report(ReportId(id))),
    ];
    prop_oneof![
        (bytes32(), of(text()), of(text()), signed()).prop_map(
            |(id, from, to, (by, why, more))| {
                Event::ClaimLinked(ClaimLinked {
                    claim: ClaimId(id),
                    from,
                    to,
                    by,
                    why,
                    more,
                })
            }
        ),
        (text(), text(), signed()).prop_map(|(from, into, (by, why, more))| {
            Event::FiguresMerged(FiguresMerged {
                from,
                into,
                by,
                why,
                more,
            })
        }),
        (text(), decimal(), signed()).prop_map(|(voice, trust, (by, why, more))| {
            Event::VoiceRated(VoiceRated {
                voice,
                trust,
                by,
                why,
                more,
            })
        }),
        (subject, signed()).prop_map(|(subject, (text, by, more))| Event::Noted(Noted {
            subject,
            text,
            by,
            more
        })),
        (any::<u64>(), vec(text(), 0..3), signed()).prop_map(|(seq, figures, (by, why, more))| {
            Event::Undone(Undone {
                seq,
                figures,
                by,
                why,
                more,
            })
        }),
    ]
}

fn draft_pinned() -> impl Strategy<Value = Event<'static>> {
    let pinned = (
        text(),
        of(period()),
        value(),
        select(&Comparator::ALL[..]),
        text(),
    )
        .prop_map(|(figure, period, value, comparator, unit)| PinnedFigure {
            figure,
            period,
            value,
            comparator,
            unit,
        });
    (
        bytes32(),
        any::<u64>(),
        select(Policy::ALL),
        vec(pinned, 0..3),
        signed(),
    )
        .prop_map(|(id, seq, policy, figures, (title, by, more))| {
            let document = DocumentId(id);
            Event::DraftPinned(DraftPinned {
                document,
                title,
                seq,
                policy,
                figures,
                by,
                more,
            })
        })
}

/// Events on the book as a whole.
fn book() -> impl Strategy<Value = Event<'static>> {
    prop_oneof![
        (timestamp(), any::<u64>(), text(), more()).prop_map(|(recorded, count, actor, more)| {
            Event::Committed(Committed {
                recorded,
                count,
                actor,
                more,
            })
        }),
        (bytes32(), vec(bytes32(), 0..4), more()).prop_map(|(report, claims, more)| {
            let claims = claims.into_iter().map(ClaimId).collect();
            Event::ReportReaffirmed(ReportReaffirmed {
                report: ReportId(report),
                claims,
                more,
            })
        }),
        (bytes32(), signed()).prop_map(|(id, (by, why, more))| {
            Event::CatalogAdopted(CatalogAdopted {
                document: DocumentId(id),
                by,
                why,
                more,
            })
        }),
        (select(Policy::ALL), signed()).prop_map(|(policy, (by, why, more))| {
            Event::PolicySet(PolicySet {
                policy,
                by,
                why,
                more,
            })
        }),
        (bytes32(), any::<bool>(), signed()).prop_map(|(id, accepted, (by, why, more))| {
            Event::VersionJudged(VersionJudged {
                report: ReportId(id),
                accepted,
                by,
                why,
                more,
            })
        }),
        (bytes32(), signed()).prop_map(|(id, (by, basis, more))| {
            Event::DocumentErased(DocumentErased {
                document: DocumentId(id),
                by,
                basis,
                more,
            })
        }),
    ]
}

/// Any event.
pub(super) fn event() -> impl Strategy<Value = Event<'static>> {
    prop_oneof![
        1 => report_filed(),
        2 => claim_asserted(),
        3 => correction(),
        5 => curation(),
        1 => draft_pinned(),
        6 => book(),
    ]
}
