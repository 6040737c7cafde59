//! Completion in bash, which takes `=` for the end of a word.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine;
use clap_complete::env::{Bash as Upstream, EnvCompleter};

/// Where the library's script puts the begun word in place of the last one. It
/// is empty right behind `=`, and the sign would be lost.
const LOSES: &str = r#"        words[COMP_CWORD]="$2""#;
const KEEPS: &str = r#"        [[ "${words[COMP_CWORD]}" == "=" ]] || words[COMP_CWORD]="$2""#;

/// Bash as the library serves it, with `QUESTION=ANSWER` kept together.
#[derive(Debug)]
pub(super) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        Upstream.name()
    }

    fn is(&self, name: &str) -> bool {
        Upstream.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let mut script = Vec::new();
        Upstream.write_registration(var, name, bin, completer, &mut script)?;
        let script = String::from_utf8_lossy(&script).replace(LOSES, KEEPS);
        buf.write_all(script.as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let at = number("_CLAP_COMPLETE_INDEX").unwrap_or(words.len().saturating_sub(1));
        let between = std::env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned());
        let (words, at, left_out) = join(words, at);
        let found = engine::complete(command, words, at, folder)?;
        let values = found.iter().map(|candidate| candidate.get_value().to_string_lossy());
        let values: Vec<String> = values
            .map(|value| value.strip_prefix(&left_out).unwrap_or(&value).to_owned())
            .collect();
        buf.write_all(values.join(&between).as_bytes())
    }
}

fn number(variable: &str) -> Option<usize> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Joins `a`, `=` and `b` to the word that they are, up to the word `at`, which
/// is being completed. Gives back the words, where that word is now, and what
/// bash does not want to see of it again.
fn join(words: Vec<OsString>, at: usize) -> (Vec<OsString>, usize, String) {
    let mut joined: Vec<OsString> = Vec::with_capacity(words.len());
    let mut left_out = String::new();
    let mut goes_on = false;
    for word in words.into_iter().take(at + 1) {
        let is_sign = word == "=";
        left_out.clear();
        match joined.last_mut().filter(|_| goes_on || is_sign) {
            Some(before) => {
                // The sign itself is the word that is completed where nothing
                // follows it.
                let known = if is_sign { String::new() } else { before.to_string_lossy().into() };
                before.push(&word);
                left_out = if is_sign { before.to_string_lossy().into() } else { known };
            }
            None => joined.push(word),
        }
        goes_on = is_sign;
    }
    let at = joined.len().saturating_sub(1);
    (joined, at, left_out)
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn an_answer_is_one_word_again() {
        for (typed, expected, left_out) in [
            ("x guide --answer in-ha", "x guide --answer in-ha", ""),
            ("x guide --answer in-hand = er", "x guide --answer in-hand=er", "in-hand="),
            ("x guide --answer in-hand =", "x guide --answer in-hand=", "in-hand="),
            ("x --answer a = b --answer c = d", "x --answer a=b --answer c=d", "c="),
            ("x --answer a = b --js", "x --answer a=b --js", ""),
            ("=", "=", ""),
        ] {
            let words: Vec<_> = typed.split(' ').map(Into::into).collect();
            let last = words.len() - 1;
            let (words, at, left) = join(words, last);
            assert_eq!(words.join(" ".as_ref()), *expected, "{typed}");
            assert_eq!((at, left.as_str()), (words.len() - 1, left_out), "{typed}");
        }
    }
}
