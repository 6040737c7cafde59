//! Inputs one after the other: files, folders, mailboxes, standard input.
//!
//! No more than one message is held at a time, however long a mailbox is, and
//! each is handed on as soon as it is read.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The most bytes of one message that are read; the rest is passed over.
pub const MOST_BYTES: usize = 64 << 20;

/// One message or text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Where it came from, as in `design/json.md`: the path as given, `-`,
    /// `path#N` for a message of a mailbox, `path:N` for a line.
    pub source: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it was longer than [`MOST_BYTES`].
    pub was_cut: bool,
}

/// An input that could not be read.
#[derive(Debug)]
pub struct Unreadable {
    /// The path as given.
    pub path: String,
    /// Why.
    pub fault: io::Error,
}

/// How an input is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// Into messages where it is a mailbox, else not at all.
    Messages,
    /// Each line is a text of its own, empty lines included.
    Lines,
}

/// What is done with each input; an error stops everything.
pub type Take<'a> = &'a mut dyn FnMut(Input) -> io::Result<()>;

/// Reads all inputs in order; `-` is standard input. What cannot be read is
/// given back in `unreadable`, and the others are still read. An error is one
/// of `take`.
pub fn read_all(
    paths: &[String],
    division: Division,
    unreadable: &mut Vec<Unreadable>,
    take: Take<'_>,
) -> io::Result<()> {
    for path in paths {
        if path == "-" {
            read_stream(&mut io::stdin().lock(), "-", division, unreadable, take)?;
            continue;
        }
        match files(Path::new(path)) {
            Ok(files) => {
                for file in files {
                    read_file(&file, division, unreadable, take)?;
                }
            }
            Err(fault) => unreadable.push(Unreadable { path: path.clone(), fault }),
        }
    }
    Ok(())
}

/// One whole text: a file, or standard input for `-`. For what is not a
/// mailbox: evidence of a session, a pasted text.
pub fn read_one(path: &str) -> Result<Vec<u8>, Unreadable> {
    let unreadable = |fault| Unreadable { path: path.to_owned(), fault };
    let limit = MOST_BYTES as u64;
    let mut bytes = Vec::new();
    if path == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let file = File::open(path).map_err(unreadable)?;
        file.take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    Ok(bytes)
}

/// The file itself, or the files of a folder sorted by name; of a Maildir
/// those in `cur` and `new`. Hidden files are left out.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let is_maildir = path.join("cur").is_dir() && path.join("new").is_dir();
    let folders =
        if is_maildir { vec![path.join("cur"), path.join("new")] } else { vec![path.to_owned()] };
    let mut found = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if !is_hidden && entry.path().is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn read_file(
    path: &Path,
    division: Division,
    unreadable: &mut Vec<Unreadable>,
    take: Take<'_>,
) -> io::Result<()> {
    let name = path.to_string_lossy().into_owned();
    match File::open(path) {
        Ok(file) => read_stream(
            &mut BufReader::with_capacity(1 << 16, file),
            &name,
            division,
            unreadable,
            take,
        ),
        Err(fault) => {
            unreadable.push(Unreadable { path: name, fault });
            Ok(())
        }
    }
}

fn read_stream(
    reader: &mut dyn BufRead,
    name: &str,
    division: Division,
    unreadable: &mut Vec<Unreadable>,
    take: Take<'_>,
) -> io::Result<()> {
    let mut messages = Messages { name, count: 0, current: Vec::new(), was_cut: false };
    let mut line = Vec::new();
    let mut number = 0_u64;
    let mut after_gap = true;
    loop {
        line.clear();
        let was_cut = match read_line(reader, &mut line) {
            Ok(None) => break,
            Ok(Some(was_cut)) => was_cut,
            Err(fault) => {
                unreadable.push(Unreadable { path: name.to_owned(), fault });
                return Ok(());
            }
        };
        number += 1;
        if division == Division::Lines {
            while line.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
                line.pop();
            }
            take(Input { source: format!("{name}:{number}"), bytes: line.clone(), was_cut })?;
            continue;
        }
        if after_gap && is_separator(&line) && (number == 1 || messages.is_mailbox()) {
            if number > 1 {
                messages.hand_on(true, take)?;
            }
            messages.start_mailbox();
        }
        after_gap = line.iter().all(|b| matches!(b, b'\n' | b'\r'));
        messages.add(&line, was_cut);
    }
    if division == Division::Messages {
        messages.hand_on(false, take)?;
    }
    Ok(())
}

/// Reads a line with its end, up to [`MOST_BYTES`] of it. `None` at the end;
/// otherwise whether it was cut.
fn read_line(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    let mut was_cut = false;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
            Err(fault) => return Err(fault),
        };
        if available.is_empty() {
            return Ok((!line.is_empty() || was_cut).then_some(was_cut));
        }
        let end = memchr::memchr(b'\n', available);
        let used = end.map_or(available.len(), |at| at + 1);
        let room = MOST_BYTES.saturating_sub(line.len());
        was_cut |= used > room;
        line.extend_from_slice(&available[..used.min(room)]);
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(was_cut));
        }
    }
}

/// Whether a line separates the messages of a mailbox: `From `, an address,
/// and a date that ends in a year (RFC 4155, appendix A).
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let Ok(rest) = std::str::from_utf8(rest) else { return false };
    let words: Vec<&str> = rest.split_ascii_whitespace().collect();
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let has_time = words.iter().any(|word| {
        word.split(':').count() >= 2 && word.bytes().all(|b| b.is_ascii_digit() || b == b':')
    });
    words.len() >= 5 && has_time && words.iter().rev().take(2).any(|word| is_year(word))
}

/// The messages of one stream.
struct Messages<'a> {
    name: &'a str,
    /// Messages begun; 0 for what is no mailbox.
    count: u64,
    current: Vec<u8>,
    was_cut: bool,
}

impl Messages<'_> {
    fn is_mailbox(&self) -> bool {
        self.count > 0
    }

    fn start_mailbox(&mut self) {
        self.count += 1;
    }

    fn add(&mut self, line: &[u8], was_cut: bool) {
        let room = MOST_BYTES.saturating_sub(self.current.len());
        self.was_cut |= was_cut || line.len() > room;
        self.current.extend_from_slice(&line[..line.len().min(room)]);
    }

    /// Hands the message on; the only one of a mailbox is named like a file.
    fn hand_on(&mut self, more_follow: bool, take: Take<'_>) -> io::Result<()> {
        let source = if self.count > 1 || (self.count == 1 && more_follow) {
            format!("{}#{}", self.name, self.count)
        } else {
            self.name.to_owned()
        };
        let bytes = std::mem::take(&mut self.current);
        let was_cut = std::mem::take(&mut self.was_cut);
        take(Input { source, bytes, was_cut })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(text: &str, division: Division) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        let mut unreadable = Vec::new();
        read_stream(&mut text.as_bytes(), "box", division, &mut unreadable, &mut |input| {
            found.push((input.source, input.bytes.len()));
            Ok(())
        })
        .expect("nothing fails");
        assert!(unreadable.is_empty());
        found
    }

    fn names(text: &str, division: Division) -> Vec<String> {
        sources(text, division).into_iter().map(|(source, _)| source).collect()
    }

    #[test]
    fn a_mailbox_is_divided_into_its_messages() {
        let from = "From a@b.example Mon Jan  1 00:00:00 2026\n";
        let one = format!("{from}Subject: x\n\nFrom here on, all is well at 10:00 in 2026\n");
        assert_eq!(names(&one, Division::Messages), ["box"]);
        assert_eq!(
            names(&format!("{one}\n{one}\n{one}"), Division::Messages),
            ["box#1", "box#2", "box#3"]
        );
    }

    #[test]
    fn what_is_no_mailbox_stays_whole() {
        let text = "Subject: x\n\nFrom a@b.example Mon Jan  1 00:00:00 2026\n\n";
        assert_eq!(sources(text, Division::Messages), [("box".to_owned(), text.len())]);
        assert_eq!(names("", Division::Messages), ["box"]);
    }

    #[test]
    fn each_line_is_a_text_and_empty_ones_too() {
        let found = sources("550 no\r\n\n421 later", Division::Lines);
        assert_eq!(
            found,
            [("box:1".to_owned(), 6), ("box:2".to_owned(), 0), ("box:3".to_owned(), 9)]
        );
    }
}
