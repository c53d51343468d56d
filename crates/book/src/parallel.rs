//! Works on several items at a time and hands over the results in order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::sync::{Condvar, Mutex, PoisonError};

/// How many items may be worked on beyond the one that is handed over next.
const AHEAD: usize = 64;

/// Runs `work` on every item with `threads` threads, and `each` on the results in the order of the
/// items, in this thread. Memory is bounded: no more than 64 results wait. `each` can stop the run;
/// what it broke off with is returned.
pub(crate) fn in_order<T: Sync, R: Send, B>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut each: impl FnMut(&T, R) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let turns = Turns::default();
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads.clamp(1, items.len().max(1)) {
            let sender = sender.clone();
            let (turns, work) = (&turns, &work);
            scope.spawn(move || {
                while let Some(index) = turns.next(items.len()) {
                    let Some(item) = items.get(index) else { break };
                    if sender.send((index, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let flow = hand_over(items, &receiver, &turns, &mut each);
        turns.stop();
        flow
    })
}

fn hand_over<T, R, B>(
    items: &[T],
    receiver: &mpsc::Receiver<(usize, R)>,
    turns: &Turns,
    each: &mut impl FnMut(&T, R) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let mut waiting = BTreeMap::new();
    let mut due = 0;
    for (index, result) in receiver {
        waiting.insert(index, result);
        while let Some((item, result)) = items.get(due).zip(waiting.remove(&due)) {
            each(item, result)?;
            due += 1;
            turns.handed_over(due);
        }
    }
    ControlFlow::Continue(())
}

/// Whose turn it is, and how far the others may run ahead.
#[derive(Default)]
struct Turns {
    state: Mutex<(usize, usize)>,
    moved: Condvar,
}

impl Turns {
    /// The next item to work on, once it is near enough; none when all are taken.
    fn next(&self, count: usize) -> Option<usize> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self
            .moved
            .wait_while(state, |(taken, handed_over)| {
                *taken < count && *taken >= handed_over.saturating_add(AHEAD)
            })
            .unwrap_or_else(PoisonError::into_inner);
        let index = state.0;
        (index < count).then(|| {
            state.0 += 1;
            index
        })
    }

    fn handed_over(&self, count: usize) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1 = count;
        self.moved.notify_all();
    }

    /// Lets every thread finish: no item is due any more.
    fn stop(&self) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = (usize::MAX, usize::MAX);
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_takes_longest() {
        let items: Vec<u64> = (0..500).collect();
        let mut seen = Vec::new();
        let flow: ControlFlow<()> = in_order(
            &items,
            4,
            |item| {
                std::thread::sleep(std::time::Duration::from_micros(item % 7 * 100));
                item * 2
            },
            |_, doubled| {
                seen.push(doubled);
                ControlFlow::Continue(())
            },
        );
        assert!(flow.is_continue());
        assert_eq!(seen, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn breaking_off_ends_the_run() {
        let items: Vec<usize> = (0..10_000).collect();
        let flow = in_order(
            &items,
            3,
            |item| *item,
            |_, item| {
                if item == 5 {
                    ControlFlow::Break("enough")
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!(flow, ControlFlow::Break("enough"));
    }

    #[test]
    fn nothing_to_do_is_done() {
        let flow: ControlFlow<()> = in_order(
            &[] as &[u8],
            2,
            |item| *item,
            |_, _| ControlFlow::Continue(()),
        );
        assert!(flow.is_continue());
    }
}
