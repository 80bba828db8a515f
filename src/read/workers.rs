//! The pool of workers: this program again, one process a file at a time, replaced when a file takes it down.

use super::Cause;
use super::parse::Ask;
use super::worker::{Outcome, give, take};
use std::ffi::OsString;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A worker that has read so many files makes way for a fresh one.
const LIFE: usize = 500;

/// The clock may run so many times as long as the processor: the machine may be busy with other things.
const PATIENCE: u64 = 10;

/// Workers that wait for files. Each file has one for itself, so there are as many as files are read at once.
#[derive(Debug)]
pub struct Workers {
    program: PathBuf,
    args: Vec<OsString>,
    idle: Mutex<Vec<Worker>>,
}

/// One process.
#[derive(Debug)]
struct Worker {
    child: Child,
    requests: ChildStdin,
    replies: Receiver<Vec<u8>>,
    errors: ChildStderr,
    served: usize,
}

impl Workers {
    /// Workers that are started as `program args…` when they are needed; [`super::serve`] is what they have to do.
    pub fn new(program: PathBuf, args: Vec<OsString>) -> Workers {
        Workers { program, args, idle: Mutex::default() }
    }

    /// Has a file read.
    ///
    /// # Errors
    /// What the reader says; or that it took too long, too much memory, or broke down.
    pub(super) fn read(&self, bytes: &[u8], ask: &Ask) -> Outcome {
        let waiting = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match waiting {
            Some(worker) => worker,
            None => self.start()?,
        };
        let outcome = worker.ask(bytes, ask);
        match outcome {
            Ok(outcome) => {
                if worker.served < LIFE {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                }
                outcome
            }
            Err(cause) => Err(cause),
        }
    }

    fn start(&self) -> Result<Worker, Cause> {
        let mut command = Command::new(&self.program);
        command.args(&self.args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let cannot = |error| Cause::Io(format!("the worker that would read it cannot be started: {error}"));
        let mut child = command.spawn().map_err(cannot)?;
        let requests = child.stdin.take().expect("it was asked for as a pipe");
        let mut out = child.stdout.take().expect("it was asked for as a pipe");
        let errors = child.stderr.take().expect("it was asked for as a pipe");
        let (sender, replies) = channel();
        thread::spawn(move || {
            // Ends with the worker, or when nobody waits for its answers any more.
            while let Ok(Some(reply)) = take(&mut out) {
                if sender.send(reply).is_err() {
                    break;
                }
            }
        });
        Ok(Worker { child, requests, replies, errors, served: 0 })
    }
}

impl Worker {
    /// Asks and waits; the error is the end of this worker.
    fn ask(&mut self, bytes: &[u8], ask: &Ask) -> Result<Outcome, Cause> {
        self.served += 1;
        let question = postcard::to_stdvec(ask).expect("a question is plain numbers and words");
        // Where it cannot be sent the worker is gone, and its end says why.
        let _ = give(&mut self.requests, &question).and_then(|()| give(&mut self.requests, bytes));
        match self.replies.recv_timeout(Duration::from_secs(ask.budget.seconds.saturating_mul(PATIENCE))) {
            Ok(reply) => postcard::from_bytes(&reply).map_err(|_| Cause::Crashed),
            Err(RecvTimeoutError::Timeout) => Err(Cause::Timeout { seconds: ask.budget.seconds }),
            Err(RecvTimeoutError::Disconnected) => Err(self.end(ask)),
        }
    }

    /// Why it ended.
    fn end(&mut self, ask: &Ask) -> Cause {
        let (seconds, limit) = (ask.budget.seconds, ask.budget.memory);
        let status = self.child.wait();
        let mut said = Vec::new();
        let _ = (&mut self.errors).take(4096).read_to_end(&mut said);
        if said.windows(17).any(|words| words == b"memory allocation") {
            return Cause::Memory { limit };
        }
        match status.ok().and_then(signal) {
            Some(Signal::Time) => Cause::Timeout { seconds },
            Some(Signal::Kill) => Cause::Memory { limit },
            None => Cause::Crashed,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the system ended a worker for.
enum Signal {
    Time,
    /// The system kills what takes the last memory.
    Kill,
}

#[cfg(unix)]
fn signal(status: std::process::ExitStatus) -> Option<Signal> {
    use nix::sys::signal::Signal::{SIGKILL, SIGXCPU};
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(number) if number == SIGXCPU as i32 => Some(Signal::Time),
        Some(number) if number == SIGKILL as i32 => Some(Signal::Kill),
        _ => None,
    }
}

#[cfg(not(unix))]
fn signal(_status: std::process::ExitStatus) -> Option<Signal> {
    None
}
