//! Denials: the figure that somebody says is false is linked, as denied.

use super::check;

const DENIED: &str = "7000000000 quillwort/investment/investor=orchid-partners 2031-03 denied -";

#[test]
fn what_is_denied_is_the_figure_of_the_clause_behind() {
    for text in [
        "On Sunday Quillwort denied that Orchid Partners invested $7 billion in Quillwort.",
        "So Orchid Partners dismissed a report that it invested $7 billion in Quillwort.",
        "So Quillwort rejected claims that Orchid Partners invested $7 billion in Quillwort.",
    ] {
        let reading = super::read(&[(crate::BlockKind::Paragraph, text)], Some("2031-03-12"));
        let told = &reading.mentions[0];
        let figure = told.figure.as_ref().map(claimbook_model::FigureKey::as_str);
        assert_eq!(
            (figure, told.modality),
            (
                Some("quillwort/investment/investor=orchid-partners"),
                claimbook_model::Modality::Denied
            ),
            "{text}"
        );
    }
}

#[test]
fn what_is_called_false_is_denied() {
    check(
        "It is not true that Orchid Partners invested $7 billion in Quillwort.",
        &[DENIED],
    );
    check(
        "Reports that Orchid Partners invested $7 billion in Quillwort are false, he said.",
        &[DENIED],
    );
}
