//! Standard input line by line, as a person types or pastes it. A thread reads,
//! so that it can be asked whether more has come already: what comes at once
//! was pasted.

use std::io::{self, BufRead, IsTerminal};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A line, with its end.
    Line(Vec<u8>),
    /// The end of the input. At a terminal there may be more after it.
    End,
    /// Nothing yet.
    Nothing,
}

/// What follows within this time was not typed.
const AT_ONCE: Duration = Duration::from_millis(80);

/// The same where nobody types: a busy machine may take its time.
const FROM_A_PROGRAM: Duration = Duration::from_secs(2);

static LINES: OnceLock<Mutex<Receiver<Next>>> = OnceLock::new();

/// Waits for the next line.
pub fn next() -> Next {
    let lines = lines().lock().unwrap_or_else(PoisonError::into_inner);
    lines.recv().unwrap_or(Next::End)
}

/// What comes at once.
pub fn at_once() -> Next {
    let lines = lines().lock().unwrap_or_else(PoisonError::into_inner);
    let patience = if io::stdin().is_terminal() { AT_ONCE } else { FROM_A_PROGRAM };
    match lines.recv_timeout(patience) {
        Ok(next) => next,
        Err(RecvTimeoutError::Timeout) => Next::Nothing,
        Err(RecvTimeoutError::Disconnected) => Next::End,
    }
}

fn lines() -> &'static Mutex<Receiver<Next>> {
    LINES.get_or_init(|| {
        // One line is read ahead, no more.
        let (sender, receiver) = sync_channel(0);
        // Without the thread the input is at its end.
        let _ = thread::Builder::new().spawn(move || read(&sender));
        Mutex::new(receiver)
    })
}

/// Hands on lines until nobody takes them. The end is handed on each time that
/// it is met: at a terminal the next line comes after it.
fn read(to: &SyncSender<Next>) {
    loop {
        let mut line = Vec::new();
        let read = io::stdin().lock().read_until(b'\n', &mut line);
        let next = if read.is_ok_and(|count| count > 0) { Next::Line(line) } else { Next::End };
        if to.send(next).is_err() {
            return;
        }
    }
}
