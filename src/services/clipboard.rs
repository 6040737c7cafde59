//! Copying to the clipboard of the person's own machine, also over SSH and
//! inside tmux.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::terminal;

/// How a text was copied. Only a tool of this machine confirms that it arrived,
/// so the screen says which way it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// `tmux load-buffer -w`: tmux hands it on to the terminal. tmux in its
    /// default setting swallows the sequence of the other way.
    Tmux,
    /// `tmux load-buffer` of a tmux that cannot hand it on: it can be pasted
    /// inside tmux only.
    TmuxBuffer,
    /// The terminal was asked with OSC 52; most do it, some ask, some ignore.
    Terminal,
    /// A tool of this machine.
    Tool(&'static str),
}

/// Which way to take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Inside tmux by tmux; on this machine by one of its tools; otherwise by
    /// the terminal.
    #[default]
    Auto,
    /// By tmux.
    Tmux,
    /// By the terminal, with OSC 52.
    Terminal,
    /// By a tool of this machine.
    Tool,
}

impl Way {
    /// The way that a word of the settings names; any other word leaves it to
    /// the surroundings.
    pub fn named(word: &str) -> Self {
        match word {
            "tmux" => Self::Tmux,
            "osc52" => Self::Terminal,
            "native" => Self::Tool,
            _ => Self::Auto,
        }
    }

    /// What will be tried, for people.
    pub fn plan(self) -> String {
        let terminal = "OSC 52: the terminal is asked; most do it, some have to be allowed to";
        match self {
            Self::Tmux => "tmux load-buffer".to_owned(),
            Self::Terminal => terminal.to_owned(),
            Self::Tool => tool().map_or("no tool of this machine".to_owned(), str::to_owned),
            Self::Auto if is_set("TMUX") => {
                "tmux load-buffer, because TMUX is set; else OSC 52".to_owned()
            }
            Self::Auto => match tool().filter(|_| !is_far()) {
                Some(tool) => format!("{tool}, else OSC 52"),
                None => terminal.to_owned(),
            },
        }
    }
}

/// Whether the program runs on a machine far away: a tool there fills a
/// clipboard that nobody sees.
fn is_far() -> bool {
    is_set("SSH_CONNECTION") || is_set("SSH_TTY")
}

/// The first tool whose surroundings are there.
fn tool() -> Option<&'static str> {
    TOOLS.iter().find(|(_, _, needs)| can_run(needs)).map(|(name, ..)| *name)
}

/// Whether a tool can work here, by what has to be set for it.
fn can_run(needs: &str) -> bool {
    if needs.is_empty() { cfg!(target_os = "macos") } else { is_set(needs) }
}

/// The tools, with what has to be set for them to work.
const TOOLS: &[(&str, &[&str], &str)] = &[
    ("wl-copy", &[], "WAYLAND_DISPLAY"),
    ("xclip", &["-selection", "clipboard"], "DISPLAY"),
    ("xsel", &["--input", "--clipboard"], "DISPLAY"),
    ("clip.exe", &[], "WSL_DISTRO_NAME"),
    ("pbcopy", &[], ""),
];

/// Copies a text. An error says that no way could be taken.
pub fn copy(text: &str, way: Way) -> io::Result<Route> {
    match way {
        Way::Tmux => by_tmux(text),
        Way::Terminal => by_terminal(text),
        Way::Tool => by_tool(text),
        Way::Auto => {
            if is_set("TMUX")
                && let Ok(route) = by_tmux(text)
            {
                return Ok(route);
            }
            if !is_far()
                && let Ok(route) = by_tool(text)
            {
                return Ok(route);
            }
            by_terminal(text)
        }
    }
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

fn by_terminal(text: &str) -> io::Result<Route> {
    let mut out = terminal::output()?;
    out.write_all(format!("\x1b]52;c;{}\x07", base64(text.as_bytes())).as_bytes())?;
    Ok(Route::Terminal)
}

fn by_tmux(text: &str) -> io::Result<Route> {
    // tmux before 3.2 does not know `-w`.
    feed("tmux", &["load-buffer", "-w", "-"], text)
        .map(|()| Route::Tmux)
        .or_else(|_| feed("tmux", &["load-buffer", "-"], text).map(|()| Route::TmuxBuffer))
}

fn by_tool(text: &str) -> io::Result<Route> {
    for (name, arguments, needs) in TOOLS {
        if can_run(needs) && feed(name, arguments, text).is_ok() {
            return Ok(Route::Tool(name));
        }
    }
    Err(io::Error::other("no tool of this machine copies"))
}

/// Runs a program with a text as its input.
fn feed(program: &str, arguments: &[&str], text: &str) -> io::Result<()> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    let is_done = child.wait()?.success();
    written?;
    if is_done { Ok(()) } else { Err(io::Error::other(format!("{program} refused"))) }
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            if at <= chunk.len() {
                let index = group >> (18 - 6 * at) & 63;
                out.push(char::from(ALPHABET[index as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_in_the_standard() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }
}
