//! Random books: however a figure is folded, it says the same.

mod book;

use book::{Memory, Step, act, report, step};
use claimbook_ledger::{Access, Commit, Ledger};
use claimbook_model::{Event, Timestamp};
use claimbook_views::keys::Keys;
use claimbook_views::source::{self, EventSource, adopted_catalog};
use claimbook_views::store::{Store, Update};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

/// So many cases, or as many as `PROPTEST_CASES` asks for.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig::with_cases(asked.and_then(|cases| cases.parse().ok()).unwrap_or(usual))
}

fn book(steps: &[Step]) -> Memory {
    let mut memory = Memory::with_catalog();
    for step in steps {
        memory.commit(step);
    }
    memory
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_figure_from_the_index_is_the_figure_from_the_whole_log(
        steps in prop::collection::vec(step(), 1..24),
    ) {
        let memory = book(&steps);
        let state = memory.state();
        let catalog = adopted_catalog(&memory, &state).unwrap();
        for figure in book::all_figures(&memory) {
            let resolved = state.resolved(&figure);
            let whole = state.view(&resolved, catalog.as_deref(), state.book_options());
            let alone = source::view(&memory, &figure, None, None).unwrap();
            prop_assert_eq!(alone, whole, "{}", figure);
        }
    }

    #[test]
    fn the_order_in_which_reports_arrive_does_not_change_the_state(
        (steps, shuffled) in prop::collection::vec(report(), 1..14).prop_flat_map(|steps| {
            let shuffled = Just(steps.clone()).prop_shuffle();
            (Just(steps), shuffled)
        }),
    ) {
        let digest = book(&steps).digests().state;
        prop_assert_eq!(book(&shuffled).digests().state, digest);
        let mut reversed = steps;
        reversed.reverse();
        prop_assert_eq!(book(&reversed).digests().state, digest);
    }

    #[test]
    fn undoing_acts_in_any_order_restores_the_state(
        steps in prop::collection::vec(step(), 1..14),
        acts in prop::collection::vec(act(), 1..8),
        seed in any::<u64>(),
    ) {
        let mut memory = book(&steps);
        let before = memory.digests().state;
        let first = memory.acts.len();
        for act in &acts {
            // A release that says something again is no act of curation and is not undone.
            if !matches!(act, Step::Reaffirm(..)) {
                memory.commit(act);
            }
        }
        let mut undone = memory.acts.split_off(first);
        // Any order: by a number that has nothing to do with the order of the acts.
        undone.sort_by_key(|(seq, _)| seed.wrapping_mul(2 * seq + 1).rotate_left(17));
        for (seq, figures) in undone {
            memory.undo(seq, figures);
        }
        prop_assert_eq!(memory.digests().state, before);
    }

    #[test]
    fn undoing_restores_the_state_and_undoing_that_brings_it_back(
        steps in prop::collection::vec(step(), 1..14),
        act in act(),
    ) {
        let mut memory = book(&steps);
        let before = memory.digests().state;
        let acts = memory.acts.len();
        memory.commit(&act);
        prop_assume!(memory.acts.len() > acts);
        let after = memory.digests().state;
        let (seq, figures) = memory.acts[acts].clone();
        memory.undo(seq, figures.clone());
        prop_assert_eq!(memory.digests().state, before);
        let (undone, _) = *memory.acts.last().unwrap();
        memory.undo(undone, figures);
        prop_assert_eq!(memory.digests().state, after);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn what_is_stored_after_every_event_equals_what_is_folded_from_nothing(
        steps in prop::collection::vec(step(), 1..14),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path()).unwrap();
        let memory = book(&steps);
        for end in 1..=memory.seq_end() {
            let so_far = memory.first(end);
            store.catch_up(&so_far, &mut |_, _| {}).unwrap();
            let check = store.check(&so_far, &mut |_, _| {}).unwrap();
            prop_assert!(check.is_sound(), "{:?} after event {}", check, end - 1);
            prop_assert_eq!(store.digests().unwrap(), so_far.digests());
        }
    }

    #[test]
    fn a_figure_at_any_sequence_number_is_the_figure_of_the_events_so_far(
        steps in prop::collection::vec(step(), 1..14),
    ) {
        let memory = book(&steps);
        for end in 1..=memory.seq_end() {
            let so_far = memory.first(end);
            let state = so_far.state();
            let catalog = adopted_catalog(&so_far, &state).unwrap();
            for figure in book::all_figures(&memory) {
                let resolved = state.resolved(&figure);
                let whole = state.view(&resolved, catalog.as_deref(), state.book_options());
                let alone = source::view(&so_far, &figure, None, None).unwrap();
                prop_assert_eq!(&alone, &whole, "{} after event {}", figure, end - 1);
                let at_seq = source::view(&memory, &figure, Some(end - 1), None).unwrap();
                prop_assert_eq!(&at_seq, &whole, "{} at {}", figure, end - 1);
            }
        }
    }
}

fn filed(count: u8) -> Memory {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut steps = Vec::new();
    for _ in 0..count {
        let tree = report().new_tree(&mut runner).expect("a report");
        steps.push(tree.current());
    }
    book(&steps)
}

#[test]
fn views_catch_up_after_reopening_and_say_when_nothing_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let memory = filed(12);
    let mut store = Store::open(folder.path()).unwrap();
    let update = store.catch_up(&memory, &mut |_, _| {}).unwrap();
    assert!(matches!(update, Update::Rebuilt { .. }), "{update:?}");
    let digests = store.digests().unwrap();
    drop(store);

    let mut store = Store::open(folder.path()).unwrap();
    assert_eq!(
        store.catch_up(&memory, &mut |_, _| {}).unwrap(),
        Update::Current
    );
    assert_eq!(store.digests().unwrap(), digests);
    let mut more = memory;
    more.commit(&Step::Withdraw(0, 3, 0));
    let update = store.catch_up(&more, &mut |_, _| {}).unwrap();
    assert!(matches!(update, Update::CaughtUp { .. }), "{update:?}");
    assert_ne!(store.digests().unwrap().history, digests.history);
}

#[test]
fn views_of_another_log_are_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    store.catch_up(&filed(12), &mut |_, _| {}).unwrap();
    let other = filed(5);
    let update = store.catch_up(&other, &mut |_, _| {}).unwrap();
    assert!(matches!(update, Update::Rebuilt { .. }), "{update:?}");
    assert_eq!(store.digests().unwrap(), other.digests());
}

#[test]
fn a_second_opener_is_told_that_the_views_are_held() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Store::open(folder.path()).unwrap();
    let second = Store::open(folder.path());
    assert!(
        matches!(second, Err(claimbook_views::Error::Held { .. })),
        "{second:?}"
    );
}

#[test]
fn views_that_cannot_be_opened_are_set_aside_and_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    let memory = filed(12);
    let mut store = Store::open(folder.path()).unwrap();
    store.catch_up(&memory, &mut |_, _| {}).unwrap();
    drop(store);
    let generation = std::fs::read_to_string(folder.path().join("current")).unwrap();
    let conf = folder.path().join(generation.trim()).join("conf");
    std::fs::write(conf, "segment_size: none of your business").unwrap();

    let mut store = Store::open(folder.path()).unwrap();
    let update = store.catch_up(&memory, &mut |_, _| {}).unwrap();
    assert!(matches!(update, Update::Rebuilt { .. }), "{update:?}");
    assert_eq!(store.digests().unwrap(), memory.digests());
    assert!(folder.path().join("unusable-000000").exists());
}

#[test]
fn stored_histories_are_the_rows_of_the_fold() {
    let folder = tempfile::tempdir().unwrap();
    let memory = filed(40);
    let mut store = Store::open(folder.path()).unwrap();
    store.catch_up(&memory, &mut |_, _| {}).unwrap();
    let mut listed = Vec::new();
    store
        .for_each(
            &|figure| figure.starts_with("acme"),
            &mut |figure, record| {
                let view = source::view(&memory, figure, None, None)?;
                assert_eq!(store.history(figure)?, view.rows);
                assert_eq!(record.rows, view.rows.len() as u64);
                let shown = record.best.as_ref().and_then(|best| best.claim);
                assert_eq!(shown, view.best().and_then(|best| best.claim));
                listed.push(figure.to_owned());
                Ok(())
            },
        )
        .unwrap();
    assert_eq!(
        listed,
        memory
            .state()
            .figures()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    );
    assert_eq!(memory.encoded().len(), store.seq_end() as usize);
}

#[test]
fn a_ledger_on_disk_tells_the_same_as_one_in_memory() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("book");
    let memory = filed(20);
    let mut ledger = Ledger::create(&folder, Keys).unwrap();
    for bytes in memory.encoded() {
        let event = Event::decode(&bytes).unwrap();
        // The ledger begins each commit itself.
        if matches!(event, Event::Committed(_)) {
            continue;
        }
        let adopts = matches!(event, Event::CatalogAdopted(_));
        let commit = Commit {
            recorded: Timestamp::from_micros(1_790_000_000_000_000),
            actor: "test",
            document: adopts.then_some(book::CATALOG.as_bytes()),
            events: &[event],
        };
        ledger.append(&commit).unwrap();
    }
    drop(ledger);
    let ledger = Ledger::open(&folder, Access::Read, Keys).unwrap();
    for figure in book::all_figures(&memory) {
        let (mut stored, mut kept) = (
            source::view(&ledger, &figure, None, None).unwrap(),
            source::view(&memory, &figure, None, None).unwrap(),
        );
        assert_eq!(stored.rows.len(), kept.rows.len());
        // Sequence numbers and recorded times are the log's own.
        stored.rows.clear();
        kept.rows.clear();
        assert_eq!(stored, kept, "{figure}");
    }
    let mut store = Store::open(&place.path().join("views")).unwrap();
    store.catch_up(&ledger, &mut |_, _| {}).unwrap();
    assert!(store.check(&ledger, &mut |_, _| {}).unwrap().is_sound());
    assert_eq!(store.digests().unwrap().state, memory.digests().state);
}
