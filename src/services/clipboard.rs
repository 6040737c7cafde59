//! Copying to the clipboard of the person's own machine, also over SSH and
//! inside tmux.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::terminal;

/// How a text was copied. No way confirms that it arrived, so the screen says
/// which it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// `tmux load-buffer -w`: tmux hands it on to the terminal. tmux in its
    /// default setting swallows the sequence of the other way.
    Tmux,
    /// The terminal was asked with OSC 52; most do it, some ask, some ignore.
    Terminal,
}

/// Copies a text, inside tmux by tmux and otherwise by the terminal.
pub fn copy(text: &str) -> io::Result<Route> {
    if std::env::var_os("TMUX").is_some_and(|value| !value.is_empty()) && by_tmux(text).is_ok() {
        return Ok(Route::Tmux);
    }
    let mut out = terminal::output()?;
    out.write_all(format!("\x1b]52;c;{}\x07", base64(text.as_bytes())).as_bytes())?;
    Ok(Route::Terminal)
}

fn by_tmux(text: &str) -> io::Result<()> {
    let mut tmux = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = tmux.stdin.take() {
        stdin.write_all(text.as_bytes())?;
    }
    if tmux.wait()?.success() { Ok(()) } else { Err(io::Error::other("tmux refused")) }
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
