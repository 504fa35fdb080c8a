//! Worker threads: jobs in order, results in order, the first error wins.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::RunError;
use super::cancel::Cancel;

/// Runs `work` for `0..count` on `workers` threads; gives the results in order.
///
/// # Errors
/// The error of the lowest job that failed; jobs not begun by then are not begun.
pub(crate) fn for_each<T: Send>(
    workers: usize,
    count: usize,
    cancel: &Cancel,
    work: impl Fn(usize, &tokio::runtime::Runtime) -> Result<T, RunError> + Sync,
) -> Result<Vec<T>, RunError> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, Result<T, RunError>)>> = Mutex::new(Vec::with_capacity(count));
    std::thread::scope(|scope| {
        for _ in 0..workers.clamp(1, count.max(1)) {
            scope.spawn(|| {
                let Ok(runtime) = engine_runtime() else { return };
                loop {
                    let job = next.fetch_add(1, Ordering::Relaxed);
                    if job >= count {
                        return;
                    }
                    let result = if cancel.is_raised() { Err(RunError::Interrupted) } else { work(job, &runtime) };
                    if result.is_err() {
                        next.store(count, Ordering::Relaxed);
                    }
                    if let Ok(mut results) = results.lock() {
                        results.push((job, result));
                    }
                }
            });
        }
    });
    let mut results = results.into_inner().map_err(|_| RunError::WorkerLost)?;
    results.sort_by_key(|(job, _)| *job);
    let done: Vec<T> = results.into_iter().map(|(_, result)| result).collect::<Result<_, _>>()?;
    if done.len() == count { Ok(done) } else { Err(RunError::WorkerLost) }
}

/// The runtime of one worker: the engine's tasks stay on the worker's own thread.
pub(crate) fn engine_runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(4).build()
}
