//! Runs a program in a terminal of its own, strikes keys and looks at the
//! screen as a person would: at what it shows now, not at all it ever wrote.
#![allow(dead_code, reason = "not every file of tests needs all of it")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take before the test fails; nothing waits for it
/// otherwise.
const CEILING: Duration = Duration::from_secs(30);

/// What the terminal shows, and whether the program has closed it.
struct Shown {
    parser: vt100::Parser,
    /// All that it wrote.
    bytes: Vec<u8>,
    is_closed: bool,
}

/// A program in a terminal.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// Where its sessions are kept, as long as the terminal is there.
    _state: tempfile::TempDir,
    shown: Arc<(Mutex<Shown>, Condvar)>,
}

impl Terminal {
    /// Starts a program.
    pub(crate) fn start(program: &str, arguments: &[&str]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        let state = tempfile::tempdir().expect("a folder");
        command.env("SMTP_DOCTOR_STATE", state.path().join("sessions"));
        command.env("SMTP_DOCTOR_CONFIG", "/nowhere/smtp-doctor");
        for unwanted in
            ["NO_COLOR", "ACCESSIBLE", "TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SMTP_DOCTOR_SITE"]
        {
            command.env_remove(unwanted);
        }
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let parser = vt100::Parser::new(cells(24), cells(80), 1000);
        let shown = Arc::new((
            Mutex::new(Shown { parser, bytes: Vec::new(), is_closed: false }),
            Condvar::new(),
        ));
        let mut reader = pair.master.try_clone_reader().expect("it can be read");
        let target = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let count = reader.read(&mut bytes).unwrap_or(0);
                // A test that fails has said why; nobody looks any more.
                let Ok(mut shown) = target.0.lock() else { return };
                shown.parser.process(&bytes[..count]);
                shown.bytes.extend_from_slice(&bytes[..count]);
                shown.is_closed = count == 0;
                target.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().expect("it can be written");
        Self { master: pair.master, writer, child, _state: state, shown }
    }

    /// Starts the program by a shell that tells afterwards how it ended and
    /// what became of the terminal's settings.
    pub(crate) fn start_in_shell(arguments: &str) -> Self {
        let program = env!("CARGO_BIN_EXE_smtp-doctor");
        let script = format!(
            "sh -c 'echo pid=$$.; exec \"{program}\" {arguments}'; echo \"code=$?.\"; stty -a; echo END"
        );
        Self::start("sh", &["-c", &script])
    }

    /// Sends bytes as a keyboard does.
    pub(crate) fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("it takes keys");
        self.writer.flush().expect("it takes keys");
    }

    /// Pastes as a terminal does that marks pastes.
    pub(crate) fn paste(&mut self, text: &str) {
        let text = text.replace('\n', "\r");
        self.send(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        self.lock().parser.screen_mut().set_size(cells(rows), cells(cols));
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("it takes a size");
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.0.lock().expect("nobody panics with it")
    }

    /// Waits until the screen is as wanted; fails with what it shows then.
    pub(crate) fn wait_until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> String {
        let end = Instant::now() + CEILING;
        let mut shown = self.lock();
        loop {
            let contents = shown.parser.screen().contents();
            if wanted(shown.parser.screen()) {
                return contents;
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !shown.is_closed, "no {what} in:\n{contents}");
            shown = self.shown.1.wait_timeout(shown, left).expect("nobody panics with it").0;
        }
    }

    /// Sends keys until a text is seen: what is struck right after a paste
    /// may count as its rest.
    pub(crate) fn send_until_seen(&mut self, keys: &str, text: &str) {
        for _ in 0..20 {
            self.send(keys);
            let patience = Duration::from_secs(1);
            let shown = self.lock();
            let is_missing = |shown: &mut Shown| !shown.parser.screen().contents().contains(text);
            let waited = self.shown.1.wait_timeout_while(shown, patience, is_missing);
            if !waited.expect("nobody panics with it").1.timed_out() {
                return;
            }
        }
        self.sees(text);
    }

    /// Waits until a text is seen.
    pub(crate) fn sees(&self, text: &str) -> String {
        self.wait_until(&format!("{text:?}"), |screen| screen.contents().contains(text))
    }

    /// Whether these bytes were written at any time: what no screen shows.
    pub(crate) fn wrote(&self, bytes: &[u8]) -> bool {
        self.lock().bytes.windows(bytes.len()).any(|part| part == bytes)
    }

    /// All that was written.
    pub(crate) fn all(&self) -> String {
        String::from_utf8_lossy(&self.lock().bytes).into_owned()
    }

    /// Waits until a text was written, whether or not it is still seen.
    pub(crate) fn told(&self, text: &str) {
        let end = Instant::now() + CEILING;
        while !self.wrote(text.as_bytes()) {
            assert!(Instant::now() < end, "{text:?} was never written");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the program has set its modes and drawn.
    pub(crate) fn is_taken(&self) {
        self.wait_until("screen of its own", |screen| {
            screen.alternate_screen() && screen.bracketed_paste()
        });
    }

    /// Waits for the end; the terminal must be as it was before.
    pub(crate) fn is_given_back(&mut self) -> String {
        let contents = self.wait_until("terminal given back", |screen| {
            !screen.alternate_screen() && screen.contents().contains("END")
        });
        let shown = self.lock();
        let screen = shown.parser.screen();
        assert!(!screen.bracketed_paste(), "pastes are still marked");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        for setting in ["icanon", "echo", "isig"] {
            let is_set = contents.split_whitespace().any(|word| word == setting);
            assert!(is_set, "{setting} is not set in:\n{contents}");
        }
        contents
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("not nothing")
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
