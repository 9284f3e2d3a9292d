//! Work on many things at a time, with results in the order of the things.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};

/// For each worker this many results may wait for an earlier one: so what is held does not grow with the number of items.
const WAITING: usize = 4;

/// Hands what `job` makes of each item to `take`, in the order of the items: as many jobs at a time as there are cores.
/// `take` runs on the caller's thread and may break off: then nothing more is begun.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    job: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = cores.min(items.len());
    if workers <= 1 {
        return items.iter().try_for_each(|item| take(item, job(item)));
    }
    let next = AtomicUsize::new(0);
    let line = Line::default();
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let send = send.clone();
            let (next, line, job) = (&next, &line, &job);
            scope.spawn(move || {
                let _guard = Guard(line);
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { return };
                    if !line.wait(at, workers * WAITING) || send.send((at, job(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut taken = 0;
        let mut flow = ControlFlow::Continue(());
        for (at, result) in receive {
            early.insert(at, result);
            while flow.is_continue()
                && let Some(result) = early.remove(&taken)
            {
                flow = take(&items[taken], result);
                taken += 1;
                line.move_to(if flow.is_break() { DONE } else { taken });
            }
        }
        flow
    })
}

/// Nobody need wait any more, and nothing is to be begun.
const DONE: usize = usize::MAX;

/// How far the results have been taken.
#[derive(Default)]
struct Line {
    taken: Mutex<usize>,
    moved: Condvar,
}

/// Where a worker panics, nobody is to wait for what it had in hand: the panic goes on in the caller's thread.
struct Guard<'a>(&'a Line);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.move_to(DONE);
        }
    }
}

impl Line {
    fn lock(&self) -> MutexGuard<'_, usize> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until item `at` is fewer than `ahead` items away. Whether it is to be begun.
    fn wait(&self, at: usize, ahead: usize) -> bool {
        let far = |taken: &mut usize| *taken != DONE && at >= *taken + ahead;
        let taken = self.moved.wait_while(self.lock(), far);
        *taken.unwrap_or_else(PoisonError::into_inner) != DONE
    }

    fn move_to(&self, taken: usize) {
        *self.lock() = taken;
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..300).collect();
        let mut seen = Vec::new();
        let slow_first = |n: &u64| {
            std::thread::sleep(std::time::Duration::from_micros(if n.is_multiple_of(7) {
                300
            } else {
                1
            }));
            n * 2
        };
        let flow = in_order(&items, slow_first, |item, made| {
            seen.push((*item, made));
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        let expected: Vec<(u64, u64)> = items.iter().map(|n| (*n, n * 2)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn who_takes_may_break_off() {
        let items: Vec<u32> = (0..1000).collect();
        let begun = AtomicUsize::new(0);
        let mut taken = 0;
        let job = |_: &u32| begun.fetch_add(1, Ordering::Relaxed);
        let flow = in_order(&items, job, |_, _| {
            taken += 1;
            if taken == 5 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert!(flow.is_break());
        assert_eq!(taken, 5);
        assert!(begun.load(Ordering::Relaxed) < items.len());
    }
}
