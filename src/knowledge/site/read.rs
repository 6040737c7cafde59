//! Reads a site's files, entry by entry: a faulty one is left out, the rest is
//! used.

use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::entries::{AddedAnswer, Hide, Remedy};
use super::faults::{Entry, Faults, Place};
use super::plain::{Chunk, chunks};
use super::types::{Limit, Own, SiteSample, Team};
use crate::knowledge::check::Problem;
use crate::knowledge::check::lines::line_at;
use crate::knowledge::collision::Collision;
use crate::knowledge::schema::{Cause, CodeEntry, Provider, Question, Signature, Term};

/// The most faults of one entry that are worth naming.
const MOST_FAULTS: usize = 32;

/// Everything that the files of one folder hold.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) own: Vec<Entry<Own>>,
    pub(super) hide: Vec<Entry<Hide>>,
    pub(super) limits: Vec<Entry<Limit>>,
    pub(super) teams: Vec<Entry<Team>>,
    pub(super) causes: Vec<Entry<Cause>>,
    pub(super) remedies: Vec<Entry<Remedy>>,
    pub(super) codes: Vec<Entry<CodeEntry>>,
    pub(super) signatures: Vec<Entry<Signature>>,
    pub(super) terms: Vec<Entry<Term>>,
    pub(super) providers: Vec<Entry<Provider>>,
    pub(super) collisions: Vec<Entry<Collision>>,
    pub(super) questions: Vec<Entry<Question>>,
    pub(super) answers: Vec<Entry<AddedAnswer>>,
    pub(super) samples: Vec<Entry<SiteSample>>,
}

/// The sections that a file may have; `[ours]` and `[hide]` once, the others
/// as often as wanted.
const SECTIONS: &str = "[ours], [hide], [[limit]], [[team]], [[cause]], [[remedy]], [[code]], \
                        [[signature]], [[term]], [[provider]], [[collision]], \
                        [[question]], [[answer]], [[sample]]";

impl Contents {
    /// Has a section read; `false` where there is none of this name.
    fn section(&mut self, name: &str, reader: &mut impl Reader) -> bool {
        match name {
            "ours" => reader.read("ours", Many::No, &mut self.own),
            "hide" => reader.read("hide", Many::No, &mut self.hide),
            "limit" => reader.read("limit", Many::Yes, &mut self.limits),
            "team" => reader.read("team", Many::Yes, &mut self.teams),
            "cause" => reader.read("cause", Many::Yes, &mut self.causes),
            "remedy" => reader.read("remedy", Many::Yes, &mut self.remedies),
            "code" => reader.read("code", Many::Yes, &mut self.codes),
            "signature" => reader.read("signature", Many::Yes, &mut self.signatures),
            "term" => reader.read("term", Many::Yes, &mut self.terms),
            "provider" => reader.read("provider", Many::Yes, &mut self.providers),
            "collision" => reader.read("collision", Many::Yes, &mut self.collisions),
            "question" => reader.read("question", Many::Yes, &mut self.questions),
            "answer" => reader.read("answer", Many::Yes, &mut self.answers),
            "sample" => reader.read("sample", Many::Yes, &mut self.samples),
            _ => return false,
        }
        true
    }

    /// Adds what another one holds.
    fn append(&mut self, other: Self) {
        self.own.extend(other.own);
        self.hide.extend(other.hide);
        self.limits.extend(other.limits);
        self.teams.extend(other.teams);
        self.causes.extend(other.causes);
        self.remedies.extend(other.remedies);
        self.codes.extend(other.codes);
        self.signatures.extend(other.signatures);
        self.terms.extend(other.terms);
        self.providers.extend(other.providers);
        self.collisions.extend(other.collisions);
        self.questions.extend(other.questions);
        self.answers.extend(other.answers);
        self.samples.extend(other.samples);
    }
}

/// Reads all files.
pub(super) fn read(faults: &mut Faults<'_>) -> Contents {
    let mut contents = Contents::default();
    for at in 0..faults.files.len() {
        let named = faults.problems.len();
        if let Some(own) = read_in_chunks(at, faults) {
            contents.append(own);
        } else {
            faults.problems.truncate(named);
            read_whole(at, &mut contents, faults);
        }
    }
    contents
}

/// Whether a section may be there many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Many {
    Yes,
    No,
}

/// Does something with the entries of one section.
trait Reader {
    fn read<T: Deserialize<'static>>(
        &mut self,
        section: &'static str,
        many: Many,
        found: &mut Vec<Entry<T>>,
    );
}

/// Reads all files with the library alone.
#[cfg(test)]
pub(super) fn read_slowly(faults: &mut Faults<'_>) -> Contents {
    let mut contents = Contents::default();
    (0..faults.files.len()).for_each(|at| read_whole(at, &mut contents, faults));
    contents
}

/// Reads a file with the library alone, which names what is wrong with it.
fn read_whole(at: usize, contents: &mut Contents, faults: &mut Faults<'_>) {
    let Some(file) = faults.files.get(at) else { return };
    let (table, broken) = DeTable::parse_recoverable(file.text);
    let table = table.into_inner();
    let mut lines = LineCounter { text: file.text, at: 0, line: 1 };
    let broken: Vec<usize> = broken
        .iter()
        .map(|fault| {
            let start = fault.span().map_or(0, |span| span.start);
            faults.problems.push(Problem {
                file: file.path.clone(),
                line: Some(lines.at(start)),
                field: "the file".to_owned(),
                fault: fault.message().to_owned(),
                mend: "write it as TOML; `smtp-doctor knowledge example` shows how".to_owned(),
            });
            start
        })
        .collect();
    let torn = Torn::new(&table, broken);
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let mut section =
            Section { file: at, torn: &torn, lines: &mut lines, faults, value: Some(value) };
        if !contents.section(name, &mut section) {
            // A file that is broken in its first lines gives odd keys.
            let line = line_at(file.text, key.span().start);
            section.faults.problems.push(Problem {
                file: file.path.clone(),
                line: Some(line),
                field: name.to_owned(),
                fault: "is not known here".to_owned(),
                mend: format!("a site's file has {SECTIONS}"),
            });
        }
    }
}

/// Reads a file part by part, most of them without the library; `None` where
/// it is not written as it should be.
fn read_in_chunks(at: usize, faults: &mut Faults<'_>) -> Option<Contents> {
    let file = faults.files.get(at)?;
    let mut contents = Contents::default();
    let mut lines = LineCounter { text: file.text, at: 0, line: 1 };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for chunk in chunks(file.text)? {
        let count = counts.entry(chunk.section).or_default();
        let (index, line) = (*count, lines.at(chunk.start));
        *count += 1;
        let mut part = Part { file: at, chunk, index, line, faults, is_read: false };
        if !(contents.section(chunk.section, &mut part) && part.is_read) {
            return None;
        }
    }
    Some(contents)
}

/// Reads one part of a file.
struct Part<'s, 'f> {
    file: usize,
    chunk: Chunk,
    /// Its place among those of its section.
    index: usize,
    line: u32,
    faults: &'s mut Faults<'f>,
    /// Whether it is written as it should be.
    is_read: bool,
}

impl Reader for Part<'_, '_> {
    fn read<T: Deserialize<'static>>(
        &mut self,
        section: &'static str,
        many: Many,
        found: &mut Vec<Entry<T>>,
    ) {
        // What is there once cannot be there again.
        let is_right =
            self.chunk.is_list == (many == Many::Yes) && (self.chunk.is_list || self.index == 0);
        if !is_right {
            return;
        }
        let index = self.chunk.is_list.then_some(self.index);
        let place = Place { file: self.file, section, index, line: self.line };
        let mut value = self.chunk.read();
        if value.is_none() {
            let Some(read) = with_library(&self.chunk) else { return };
            value = T::deserialize(read.into_deserializer()).ok();
        }
        self.is_read = true;
        match value {
            Some(value) => found.push(Entry { value, place }),
            None => name_faults_of::<T>(place, self.faults),
        }
    }
}

/// What stands in a part, as the library reads it. It must be that alone.
fn with_library(chunk: &Chunk) -> Option<Value> {
    let table = DeTable::parse(chunk.text).ok()?.into_inner();
    let mut all = table.into_iter();
    let (key, value) = all.next()?;
    if key.get_ref() != chunk.section || all.next().is_some() {
        return None;
    }
    if !chunk.is_list {
        return value.get_ref().as_table().is_some().then_some(value);
    }
    let DeValue::Array(list) = value.into_inner() else { return None };
    let mut list = list.into_iter();
    let value = list.next()?;
    list.next().is_none().then_some(value)
}

/// Which entries a fault of writing lies in.
struct Torn {
    /// Where the faults are, sorted.
    broken: Vec<usize>,
    /// Where all entries start, sorted.
    starts: Vec<usize>,
}

impl Torn {
    fn new(table: &DeTable<'_>, mut broken: Vec<usize>) -> Self {
        broken.sort_unstable();
        let mut starts = Vec::new();
        if !broken.is_empty() {
            for (key, value) in table {
                starts.push(key.span().start);
                if let DeValue::Array(list) = value.get_ref() {
                    starts.extend(list.iter().map(|entry| entry.span().start));
                }
            }
            starts.sort_unstable();
        }
        Self { broken, starts }
    }

    /// Whether there is one between the start of an entry and that of the next.
    fn holds(&self, start: usize) -> bool {
        let next = self.starts.get(self.starts.partition_point(|next| *next <= start));
        let first = self.broken.get(self.broken.partition_point(|at| *at < start));
        first.is_some_and(|at| next.is_none_or(|next| at < next))
    }
}

/// Counts lines going forwards; within a section the entries are in order.
struct LineCounter {
    text: &'static str,
    at: usize,
    line: u32,
}

impl LineCounter {
    fn at(&mut self, at: usize) -> u32 {
        if at < self.at {
            (self.at, self.line) = (0, 1);
        }
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count() as u32;
        self.at = at;
        self.line
    }
}

/// Reads one section of one file.
struct Section<'s, 'f> {
    file: usize,
    torn: &'s Torn,
    lines: &'s mut LineCounter,
    faults: &'s mut Faults<'f>,
    value: Option<Value>,
}

type Value = Spanned<DeValue<'static>>;

impl Reader for Section<'_, '_> {
    fn read<T: Deserialize<'static>>(
        &mut self,
        section: &'static str,
        many: Many,
        found: &mut Vec<Entry<T>>,
    ) {
        match (self.value.take(), many) {
            (Some(value), Many::Yes) => self.list(section, value, found),
            (Some(value), Many::No) => self.table(section, value, found),
            (None, _) => {}
        }
    }
}

impl Section<'_, '_> {
    /// A table that is there once.
    fn table<T: Deserialize<'static>>(
        &mut self,
        section: &'static str,
        value: Value,
        found: &mut Vec<Entry<T>>,
    ) {
        let line = self.lines.at(value.span().start);
        let place = Place { file: self.file, section, index: None, line };
        found.extend(self.entry(place, value));
    }

    /// Tables that may be there many times.
    fn list<T: Deserialize<'static>>(
        &mut self,
        section: &'static str,
        value: Value,
        found: &mut Vec<Entry<T>>,
    ) {
        let line = self.lines.at(value.span().start);
        let place = Place { file: self.file, section, index: None, line };
        let DeValue::Array(list) = value.into_inner() else {
            let mend = format!("write it with two brackets: [[{section}]]");
            self.faults.add(place, "", "is not a list", mend);
            return;
        };
        for (index, value) in list.into_iter().enumerate() {
            let line = self.lines.at(value.span().start);
            let place = Place { index: Some(index), line, ..place };
            found.extend(self.entry(place, value));
        }
    }

    /// One entry, unless it is faulty.
    fn entry<T: Deserialize<'static>>(&mut self, place: Place, value: Value) -> Option<Entry<T>> {
        // What is wrong in how the file is written is named already.
        if self.torn.holds(value.span().start) {
            return None;
        }
        if let Ok(value) = T::deserialize(value.into_deserializer()) {
            return Some(Entry { value, place });
        }
        // Reading took it apart.
        name_faults_of::<T>(place, self.faults);
        None
    }
}

/// Names all faults of an entry that could not be read.
fn name_faults_of<T: Deserialize<'static>>(place: Place, faults: &mut Faults<'_>) {
    let Some(file) = faults.files.get(place.file) else { return };
    if let Some(value) = faults.lines.value(file, place.section, place.index) {
        name_faults::<T>(place, value, faults);
    }
}

/// Names all faults of an entry: what is faulty is taken out until the rest can
/// be read.
fn name_faults<T: Deserialize<'static>>(place: Place, mut value: Value, faults: &mut Faults<'_>) {
    let mut taken: Vec<String> = Vec::new();
    for _ in 0..MOST_FAULTS {
        let Err(fault) = T::deserialize(value.clone().into_deserializer()) else { return };
        let path = fault.span().and_then(|span| take_out(&mut value, &span));
        let message = fault.message().lines().collect::<Vec<_>>().join(" ");
        // What was taken out is missing then, which is nobody's fault.
        let is_ours = taken.iter().any(|name| message == format!("missing field `{name}`"));
        if !is_ours {
            let mend = if message.starts_with("missing field") {
                "add it"
            } else if message.starts_with("unknown field") {
                "remove it, or write one of those"
            } else {
                "`smtp-doctor knowledge example` shows how it is written"
            };
            faults.add(place, path.as_deref().unwrap_or_default(), message, mend);
        }
        let Some(path) = path else { return };
        let name = path.rsplit('.').next().unwrap_or_default();
        taken.push(name.split('[').next().unwrap_or_default().to_owned());
    }
}

/// Takes the key or value at a span out of a value, and gives the path to it.
fn take_out(value: &mut Value, span: &Range<usize>) -> Option<String> {
    match value.get_mut() {
        DeValue::Table(table) => {
            let mut found = None;
            for (key, inner) in table.iter_mut() {
                let name = key.get_ref().to_string();
                if key.span() == *span || inner.span() == *span {
                    found = Some((name, true));
                    break;
                }
                if let Some(path) = take_out(inner, span) {
                    found = Some((join(&name, &path), false));
                    break;
                }
            }
            let (path, is_here) = found?;
            if is_here {
                table.remove(path.as_str());
            }
            Some(path)
        }
        DeValue::Array(list) => {
            let mut found = None;
            for (at, inner) in list.iter_mut().enumerate() {
                if inner.span() == *span {
                    found = Some((format!("[{at}]"), Some(at)));
                    break;
                }
                if let Some(path) = take_out(inner, span) {
                    found = Some((join(&format!("[{at}]"), &path), None));
                    break;
                }
            }
            let (path, remove) = found?;
            if let Some(at) = remove {
                let all = std::mem::replace(list, DeArray::new());
                for (_, inner) in all.into_iter().enumerate().filter(|(n, _)| *n != at) {
                    list.push(inner);
                }
            }
            Some(path)
        }
        _ => None,
    }
}

fn join(name: &str, path: &str) -> String {
    if path.starts_with('[') { format!("{name}{path}") } else { format!("{name}.{path}") }
}
