//! Inputs one after the other: files, folders, mailboxes, standard input.
//!
//! No more than one message is held at a time, however long a mailbox is, and
//! each is handed on as soon as it is read.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::evidence::mbox;

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
            // A link may lead anywhere; only then it is worth asking again.
            let kind = entry.file_type()?;
            let is_file = kind.is_file() || (kind.is_symlink() && entry.path().is_file());
            if !is_hidden && is_file {
                found.push(entry.path());
            }
        }
    }
    // As bytes, for paths compare part by part, which takes much longer.
    found.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    Ok(found)
}

/// Files up to this size are read in one go; most mails are far smaller.
const SMALL: u64 = 1 << 20;

fn read_file(
    path: &Path,
    division: Division,
    unreadable: &mut Vec<Unreadable>,
    take: Take<'_>,
) -> io::Result<()> {
    let name = path.to_string_lossy().into_owned();
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (about, file) = match opened {
        Ok(opened) => opened,
        Err(fault) => {
            unreadable.push(Unreadable { path: name, fault });
            return Ok(());
        }
    };
    // Some systems show files of no size that are not empty.
    if !about.is_file() || about.len() == 0 || about.len() > SMALL {
        let mut reader = BufReader::with_capacity(1 << 16, file);
        return read_stream(&mut reader, &name, division, unreadable, take);
    }
    let mut bytes = Vec::with_capacity(about.len() as usize);
    // The limit spares asking for an end that is known; what is written to
    // the file meanwhile is no part of it.
    if let Err(fault) = file.take(about.len()).read_to_end(&mut bytes) {
        unreadable.push(Unreadable { path: name, fault });
        return Ok(());
    }
    if division == Division::Messages && !bytes.starts_with(b"From ") {
        return take(Input { source: name, bytes, was_cut: false });
    }
    read_stream(&mut bytes.as_slice(), &name, division, unreadable, take)
}

fn read_stream(
    reader: &mut dyn BufRead,
    name: &str,
    division: Division,
    unreadable: &mut Vec<Unreadable>,
    take: Take<'_>,
) -> io::Result<()> {
    // An error of `take` ends everything, one of the reader only this input.
    let mut taken = Ok(());
    let read = {
        let mut take = |input| {
            taken = take(input);
            taken.is_ok()
        };
        match division {
            Division::Lines => read_lines(reader, name, &mut take),
            Division::Messages => read_messages(reader, name, &mut take),
        }
    };
    if let Err(fault) = read {
        unreadable.push(Unreadable { path: name.to_owned(), fault });
    }
    taken
}

/// Takes each line as a text. `take` gives back whether to go on.
fn read_lines(
    reader: &mut dyn BufRead,
    name: &str,
    take: &mut dyn FnMut(Input) -> bool,
) -> io::Result<()> {
    let mut number = 0_u64;
    loop {
        let mut line = Vec::new();
        let Some(was_cut) = read_line(reader, &mut line)? else { return Ok(()) };
        number += 1;
        while line.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            line.pop();
        }
        if !take(Input { source: format!("{name}:{number}"), bytes: line, was_cut }) {
            return Ok(());
        }
    }
}

/// Takes the messages of a mailbox, or all of what is none. `take` gives back
/// whether to go on.
fn read_messages(
    reader: &mut dyn BufRead,
    name: &str,
    take: &mut dyn FnMut(Input) -> bool,
) -> io::Result<()> {
    let mut messages = Messages { name, count: 0, current: Vec::new(), was_cut: false };
    let (mut line, mut held) = (Vec::new(), Vec::new());
    read_line(reader, &mut held)?;
    read_line(reader, &mut line)?;
    if !(mbox::may_separate(&held, true) && mbox::confirms(&line)) {
        messages.add(&held);
        messages.add(&line);
        messages.add_rest(reader)?;
        take(messages.take(false));
        return Ok(());
    }
    messages.count = 1;
    messages.add(&held);
    messages.add(&line);
    held.clear();
    let mut after_gap = false;
    loop {
        line.clear();
        let Some(was_cut) = read_line(reader, &mut line)? else { break };
        if !held.is_empty() {
            if mbox::confirms(&line) {
                if !take(messages.take(true)) {
                    return Ok(());
                }
                messages.count += 1;
            }
            messages.add(&held);
            held.clear();
        }
        messages.was_cut |= was_cut;
        if mbox::may_separate(&line, after_gap) {
            std::mem::swap(&mut held, &mut line);
            after_gap = false;
            continue;
        }
        after_gap = line.iter().all(|b| matches!(b, b'\n' | b'\r'));
        messages.add(&line);
    }
    messages.add(&held);
    take(messages.take(false));
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

/// The messages of one stream.
struct Messages<'a> {
    name: &'a str,
    /// Messages begun; 0 for what is no mailbox.
    count: u64,
    current: Vec<u8>,
    was_cut: bool,
}

impl Messages<'_> {
    fn add(&mut self, line: &[u8]) {
        let room = MOST_BYTES.saturating_sub(self.current.len());
        self.was_cut |= line.len() > room;
        self.current.extend_from_slice(&line[..line.len().min(room)]);
    }

    /// Adds all that is left to read.
    fn add_rest(&mut self, reader: &mut dyn BufRead) -> io::Result<()> {
        let room = MOST_BYTES.saturating_sub(self.current.len()) as u64;
        let read = reader.take(room).read_to_end(&mut self.current)?;
        self.was_cut |= read as u64 == room && !reader.fill_buf()?.is_empty();
        Ok(())
    }

    /// The message that is complete; the only one of a mailbox is named like a
    /// file.
    fn take(&mut self, more_follow: bool) -> Input {
        let source = if self.count > 1 || (self.count == 1 && more_follow) {
            format!("{}#{}", self.name, self.count)
        } else {
            self.name.to_owned()
        };
        let bytes = std::mem::take(&mut self.current);
        Input { source, bytes, was_cut: std::mem::take(&mut self.was_cut) }
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
        let one = format!("{from}Subject: x\n\nFrom here on, all is well in 2026\nFrom x\n\n");
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
        let no_header = "From a@b.example Mon Jan  1 00:00:00 2026\n\nFrom a 2026\nx\n";
        assert_eq!(sources(no_header, Division::Messages), [("box".to_owned(), no_header.len())]);
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
