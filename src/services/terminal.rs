//! The terminal as the full-screen program takes it, and as it has to be
//! given back on every way out.
//!
//! There is one list of modes. What is on it is set by [`Guard::enter`] and
//! unset by [`restore`], which the guard's end, the panic hook and the signal
//! thread all call. Libraries that restore for us were found to forget modes
//! that they did not set themselves.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, queue};

/// A mode of the terminal that the program changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Keys arrive one by one and are not echoed.
    Raw,
    /// A screen of its own, so that the normal one stays as it was.
    AlternateScreen,
    /// A paste arrives as one block.
    BracketedPaste,
    /// The cursor is hidden until a text field shows it.
    HiddenCursor,
    /// Clicks and the wheel arrive; set only where a person asked for it by
    /// [`set_mouse`], because it takes the terminal's own selecting away.
    Mouse,
}

/// Every mode, in the order of setting; unset in the opposite order.
pub const MODES: &[Mode] =
    &[Mode::Raw, Mode::AlternateScreen, Mode::BracketedPaste, Mode::HiddenCursor, Mode::Mouse];

/// Whether the modes are set now.
static ACTIVE: AtomicBool = AtomicBool::new(false);

/// Whether the mouse was asked for, so that it comes back after Ctrl-Z.
static MOUSE: AtomicBool = AtomicBool::new(false);

impl Mode {
    fn set(self, out: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Self::Raw => enable_raw_mode(),
            Self::AlternateScreen => {
                put(out, EnterAlternateScreen)?;
                put(out, Clear(ClearType::All))
            }
            Self::BracketedPaste => put(out, EnableBracketedPaste),
            Self::HiddenCursor => put(out, Hide),
            Self::Mouse if MOUSE.load(Ordering::SeqCst) => take_mouse(out),
            Self::Mouse => Ok(()),
        }
    }

    fn unset(self, out: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Self::Raw => disable_raw_mode(),
            Self::AlternateScreen => put(out, LeaveAlternateScreen),
            Self::BracketedPaste => put(out, DisableBracketedPaste),
            Self::HiddenCursor => put(out, Show),
            Self::Mouse => put(out, DisableMouseCapture),
        }
    }
}

fn put(out: &mut Vec<u8>, command: impl Command) -> io::Result<()> {
    queue!(out, command)
}

/// Asks for clicks and the wheel, and not for every movement, which would wake
/// the program up all the time.
#[cfg(unix)]
fn take_mouse(out: &mut Vec<u8>) -> io::Result<()> {
    out.write_all(b"\x1b[?1000h\x1b[?1006h")
}

/// Asks for the mouse.
#[cfg(windows)]
fn take_mouse(out: &mut Vec<u8>) -> io::Result<()> {
    put(out, crossterm::event::EnableMouseCapture)
}

/// Takes the mouse from the terminal, or gives it back so that the terminal
/// selects by it.
pub fn set_mouse(is_on: bool) -> io::Result<()> {
    MOUSE.store(is_on, Ordering::SeqCst);
    let mut bytes = Vec::new();
    if is_on {
        Mode::Mouse.set(&mut bytes)?;
    } else {
        Mode::Mouse.unset(&mut bytes)?;
    }
    output()?.write_all(&bytes)
}

/// The columns of the terminal that standard output is; `None` where it is none
/// or does not tell.
pub fn columns() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let (columns, _) = crossterm::terminal::size().ok()?;
    (columns > 0).then_some(usize::from(columns))
}

/// Where a full-screen program writes: standard output where that is a
/// terminal, the controlling terminal otherwise, so that a result can be piped.
///
/// It is a handle of its own, without a lock and without a buffer, so that
/// the panic hook can write whatever the program was doing.
#[cfg(unix)]
pub fn output() -> io::Result<File> {
    use std::os::fd::AsFd;
    let stdout = io::stdout();
    if stdout.is_terminal() {
        return Ok(File::from(stdout.as_fd().try_clone_to_owned()?));
    }
    File::options().write(true).open("/dev/tty")
}

/// Where a full-screen program writes.
#[cfg(windows)]
pub fn output() -> io::Result<File> {
    File::options().read(true).write(true).open("CONOUT$")
}

/// Keeps the terminal's modes set until it is dropped.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Sets every mode. Where one cannot be set, those before it are unset
    /// again.
    pub fn enter() -> io::Result<Self> {
        let guard = Self(());
        ACTIVE.store(true, Ordering::SeqCst);
        let mut bytes = Vec::new();
        // An error drops the guard, which restores.
        for mode in MODES {
            mode.set(&mut bytes)?;
        }
        output()?.write_all(&bytes)?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was; does nothing where that was done.
///
/// Nobody is left to hear of an error here, so each mode is tried whatever
/// became of the others.
pub fn restore() {
    if !ACTIVE.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    for mode in MODES.iter().rev() {
        let _ = mode.unset(&mut bytes);
    }
    if let Ok(mut out) = output() {
        let _ = out.write_all(&bytes);
        let _ = out.flush();
    }
}

/// Makes a panic give the terminal back before it is told of, so that the
/// message stands on the normal screen.
pub fn restore_on_panic() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        restore();
        tell(panic);
    }));
}

/// How long a signal's end waits for what is just being saved.
#[cfg(unix)]
const LAST_SAVE: std::time::Duration = std::time::Duration::from_millis(500);

/// Makes SIGTERM and SIGHUP give the terminal back before they end the
/// program as they always do.
///
/// A thread waits for them, because the program itself blocks on input and
/// never wakes up to look.
#[cfg(unix)]
pub fn restore_on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGTERM};
    use signal_hook::iterator::Signals;
    let mut signals = Signals::new([SIGTERM, SIGHUP])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            restore();
            super::sessions::wait_for_saves(LAST_SAVE);
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    })?;
    Ok(())
}

/// There are no such signals here.
#[cfg(windows)]
pub fn restore_on_signals() -> io::Result<()> {
    Ok(())
}

/// Gives the terminal back, stops as Ctrl-Z does elsewhere, and takes the
/// terminal again when the shell wakes the program up.
pub fn suspend() -> io::Result<()> {
    restore();
    #[cfg(unix)]
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    let guard = Guard::enter()?;
    // The guard of the caller restores at the end.
    std::mem::forget(guard);
    Ok(())
}
