//! How far a long run has come: one line on the terminal, rewritten, and gone when the run is done.

use super::terminal::Volume;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Short runs need no such line.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it is rewritten.
const BEAT: Duration = Duration::from_millis(200);

/// A count that goes up from any thread.
pub struct Progress {
    total: usize,
    done: AtomicUsize,
    start: Instant,
    /// When it was last shown; none where nobody wants to see it.
    shown: Option<Mutex<Option<Instant>>>,
}

impl Progress {
    /// Shown where standard error is a terminal and nobody asked for quiet.
    pub fn new(total: usize, volume: Volume) -> Progress {
        let wanted = volume > Volume::Quiet && std::io::stderr().is_terminal();
        Progress { total, done: AtomicUsize::new(0), start: Instant::now(), shown: wanted.then(Mutex::default) }
    }

    /// One more is done.
    pub fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let Some(shown) = &self.shown else { return };
        let elapsed = self.start.elapsed();
        let mut last = shown.lock().unwrap_or_else(PoisonError::into_inner);
        if elapsed < PATIENCE || last.is_some_and(|last| last.elapsed() < BEAT) {
            return;
        }
        *last = Some(Instant::now());
        // A terminal that has gone away stops nothing.
        let _ = write!(std::io::stderr(), "\r\x1b[K{}", line(done, self.total, elapsed));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let drawn = self.shown.as_ref().is_some_and(|last| last.lock().is_ok_and(|last| last.is_some()));
        if drawn {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

/// `1200 of 100000 documents, 350 a second, 4 min 42 s left`.
fn line(done: usize, total: usize, elapsed: Duration) -> String {
    let rate = done as f64 / elapsed.as_secs_f64().max(0.001);
    let left = ((total - done.min(total)) as f64 / rate.max(0.001)).ceil() as u64;
    let left = if left < 60 { format!("{left} s") } else { format!("{} min {} s", left / 60, left % 60) };
    let rate = if rate < 10.0 { format!("{rate:.1}") } else { format!("{rate:.0}") };
    format!("{done} of {total} files, {rate} a second, {left} left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_time_left_are_told() {
        assert_eq!(line(100, 1000, Duration::from_secs(10)), "100 of 1000 files, 10 a second, 1 min 30 s left");
        assert_eq!(line(3, 4, Duration::from_secs(6)), "3 of 4 files, 0.5 a second, 2 s left");
    }
}
