//! Reading `config.toml`. A mistake is named with file, line and what may be
//! meant; everything else in the file still holds.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::settings::{Given, Source};
use super::table::{SETTINGS, Setting, Value, position};

/// The name of the file in the configuration folder.
pub const FILE_NAME: &str = "config.toml";

/// The farthest that a mistyped name may be from a real one.
const MOST_SLIPS: usize = 3;

/// Something wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1; `None` where the file cannot be read at all.
    pub line: Option<u32>,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.what)
    }
}

/// Keys that the file wants for an action of the full-screen program; whether
/// it can have them, only that program knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyWish {
    /// The action, as it is called there.
    pub action: String,
    /// The keys, as they are called there; `None` where it is no text and no
    /// list of texts.
    pub keys: Option<Vec<String>>,
    /// Its line, from 1.
    pub line: u32,
}

/// What a file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The settings, by their place in the table.
    pub(super) given: Vec<(usize, Given)>,
    /// The keys, in the order of their lines.
    pub(super) keys: Vec<KeyWish>,
    /// What is wrong with it.
    pub(super) faults: Vec<Fault>,
}

/// The section of the keys.
const KEYS: &str = "keys";

/// What the file says, and what is wrong with it.
pub(super) fn read(path: &Path) -> Said {
    match fs::read_to_string(path) {
        Ok(text) => parse(&text, path),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Said::default(),
        Err(fault) => {
            let what = format!("cannot be read: {fault}; the defaults hold");
            let faults = vec![Fault { file: path.to_owned(), line: None, what }];
            Said { faults, ..Said::default() }
        }
    }
}

fn parse(text: &str, path: &Path) -> Said {
    let line = |at: usize| {
        let before = text.as_bytes().get(..at).unwrap_or_default();
        memchr::memchr_iter(b'\n', before).count() as u32 + 1
    };
    let fault =
        |at: usize, what: String| Fault { file: path.to_owned(), line: Some(line(at)), what };
    let (table, wrong) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Fault> = wrong
        .iter()
        .map(|wrong| {
            let at = wrong.span().map_or(0, |span| span.start);
            fault(at, format!("{}; `smtp-doctor config default` shows the form", wrong.message()))
        })
        .collect();
    let (mut given, mut keys) = (Vec::new(), Vec::new());
    for (name, value) in table.get_ref() {
        let at = name.span().start;
        if let (KEYS, Some(wishes)) = (name.get_ref().as_ref(), value.get_ref().as_table()) {
            keys.extend(wishes.iter().map(|(action, value)| KeyWish {
                action: action.get_ref().to_string(),
                keys: texts(value.get_ref()),
                line: line(action.span().start),
            }));
            continue;
        }
        let Some(position) = position(name.get_ref()) else {
            faults.push(fault(at, unknown(name.get_ref())));
            continue;
        };
        let Some(setting) = SETTINGS.get(position) else { continue };
        match read_value(value.get_ref()).filter(|value| value.fits(setting.kind)) {
            Some(value) => given.push((position, Given { value, source: Source::File(line(at)) })),
            None => faults.push(fault(at, unfit(setting))),
        }
    }
    faults.sort_by_key(|fault| fault.line);
    keys.sort_by_key(|wish: &KeyWish| wish.line);
    Said { given, keys, faults }
}

/// One text or a list of texts.
fn texts(value: &DeValue<'_>) -> Option<Vec<String>> {
    match read_value(value)? {
        Value::Text(text) => Some(vec![text]),
        Value::Folders(texts) => Some(texts),
        Value::Switch(_) => None,
    }
}

fn read_value(value: &DeValue<'_>) -> Option<Value> {
    Some(match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(is_on) => Value::Switch(*is_on),
        DeValue::Array(items) => {
            let folders = items.iter().map(|item| item.get_ref().as_str().map(str::to_owned));
            Value::Folders(folders.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn unfit(setting: &Setting) -> String {
    format!(
        "`{}` has to be {}; its default holds: {}",
        setting.name,
        setting.kind.expected(),
        setting.default.value()
    )
}

/// An unknown name, with the nearest known one.
fn unknown(name: &str) -> String {
    let nearest = SETTINGS
        .iter()
        .map(|setting| (strsim::osa_distance(setting.name, name), setting.name))
        .min()
        .filter(|(slips, known)| *slips <= MOST_SLIPS && *slips < known.len());
    match nearest {
        Some((_, known)) => format!("there is no setting `{name}`; is `{known}` meant?"),
        None => format!("there is no setting `{name}`; `smtp-doctor config default` shows all"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Configuration, default_file};
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        parse(text, Path::new("c.toml")).faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_printed_defaults_are_the_defaults() {
        let Said { given, faults, .. } = parse(&default_file(), Path::new("c.toml"));
        assert_eq!(faults, []);
        assert_eq!(given.len(), SETTINGS.len());
        assert!(SETTINGS.len() <= 12);
        let defaults = Configuration::default();
        for (at, given) in given {
            assert_eq!(given.value, defaults.get(SETTINGS[at].name).value, "{}", SETTINGS[at].name);
            assert!(given.value.fits(SETTINGS[at].kind), "{}", SETTINGS[at].name);
        }
    }

    #[test]
    fn a_mistake_is_named_and_the_rest_still_holds() {
        for (text, expected) in [
            ("\ncolour = \"never\"\n", "c.toml:2: there is no setting `colour`; is `color` meant?"),
            ("x = 1", "c.toml:1: there is no setting `x`; `smtp-doctor config default` shows all"),
            (
                "# one\n# two\ncolor = \"green\"",
                "c.toml:3: `color` has to be one of \"auto\", \"always\", \"never\"; its default \
                 holds: \"auto\"",
            ),
            ("mouse = 1", "c.toml:1: `mouse` has to be true or false; its default holds: false"),
            (
                "site = [1]",
                "c.toml:1: `site` has to be a list of folders: [\"/path\"]; its default holds: []",
            ),
        ] {
            let text = format!("{text}\nplain = true\n");
            assert_eq!(faults(&text), [expected]);
            let given = parse(&text, Path::new("c.toml")).given;
            assert!(given.iter().any(|(at, _)| SETTINGS[*at].name == "plain"), "{text}");
        }
    }

    #[test]
    fn what_is_no_toml_is_named_by_its_line() {
        let broken = "mouse = true\nplain = = true\nascii = \"never\"\n";
        let named = faults(broken);
        assert!(named[0].starts_with("c.toml:2: "), "{named:?}");
        let given = parse(broken, Path::new("c.toml")).given;
        assert!(given.iter().any(|(at, _)| SETTINGS[*at].name == "mouse"));
        for hostile in ["\0", "[", "a = \"\u{1b}[2J", "[[x]]\n[x]", "\u{feff}", "=", "'''"] {
            let _ = faults(hostile);
        }
    }

    #[test]
    fn a_file_that_is_not_there_says_nothing() {
        assert_eq!(read(Path::new("/nowhere/at/all/config.toml")), Said::default());
        assert_eq!(read(Path::new("/")).faults.len(), 1, "a folder is no file");
    }
}
