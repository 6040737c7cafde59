//! Reads a site's files, entry by entry: a faulty one is left out, the rest is
//! used.

use std::ops::Range;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::entries::{AddedAnswer, Hide, Remedy};
use super::faults::{Entry, Faults, Place};
use super::types::{Limit, Own, SiteSample, Team};
use crate::knowledge::check::Problem;
use crate::knowledge::check::lines::line_at;
use crate::knowledge::schema::{Cause, CodeEntry, Provider, Question, Signature, Term};

/// The most faults of one entry that are worth naming.
const MOST_FAULTS: usize = 32;

/// Everything that the files of one folder hold.
#[derive(Default)]
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
    pub(super) questions: Vec<Entry<Question>>,
    pub(super) answers: Vec<Entry<AddedAnswer>>,
    pub(super) samples: Vec<Entry<SiteSample>>,
}

/// The sections that a file may have; `[ours]` and `[hide]` once, the others
/// as often as wanted.
const SECTIONS: &str = "[ours], [hide], [[limit]], [[team]], [[cause]], [[remedy]], [[code]], \
                        [[signature]], [[term]], [[provider]], [[question]], [[answer]], \
                        [[sample]]";

/// Reads all files.
pub(super) fn read(faults: &mut Faults<'_>) -> Contents {
    let mut contents = Contents::default();
    for at in 0..faults.files.len() {
        read_file(at, &mut contents, faults);
    }
    contents
}

fn read_file(at: usize, contents: &mut Contents, faults: &mut Faults<'_>) {
    let Some(file) = faults.files.get(at) else { return };
    let (table, broken) = DeTable::parse_recoverable(file.text);
    let table = table.into_inner();
    let broken: Vec<usize> = broken
        .iter()
        .map(|fault| {
            let start = fault.span().map_or(0, |span| span.start);
            faults.problems.push(Problem {
                file: file.path.clone(),
                line: Some(line_at(file.text, start)),
                field: "the file".to_owned(),
                fault: fault.message().to_owned(),
                mend: "write it as TOML; `smtp-doctor knowledge example` shows how".to_owned(),
            });
            start
        })
        .collect();
    let torn = Torn::new(&table, broken);
    let mut lines = LineCounter { text: file.text, at: 0, line: 1 };
    for (key, value) in table {
        let mut section = Section { file: at, torn: &torn, lines: &mut lines, faults };
        match key.get_ref().as_ref() {
            "ours" => section.table("ours", value, &mut contents.own),
            "hide" => section.table("hide", value, &mut contents.hide),
            "limit" => section.list("limit", value, &mut contents.limits),
            "team" => section.list("team", value, &mut contents.teams),
            "cause" => section.list("cause", value, &mut contents.causes),
            "remedy" => section.list("remedy", value, &mut contents.remedies),
            "code" => section.list("code", value, &mut contents.codes),
            "signature" => section.list("signature", value, &mut contents.signatures),
            "term" => section.list("term", value, &mut contents.terms),
            "provider" => section.list("provider", value, &mut contents.providers),
            "question" => section.list("question", value, &mut contents.questions),
            "answer" => section.list("answer", value, &mut contents.answers),
            "sample" => section.list("sample", value, &mut contents.samples),
            unknown => {
                // A file that is broken in its first lines gives odd keys.
                let line = line_at(file.text, key.span().start);
                section.faults.problems.push(Problem {
                    file: file.path.clone(),
                    line: Some(line),
                    field: unknown.to_owned(),
                    fault: "is not known here".to_owned(),
                    mend: format!("a site's file has {SECTIONS}"),
                });
            }
        }
    }
}

/// Which entries a fault of writing lies in.
struct Torn {
    /// Where the faults are.
    broken: Vec<usize>,
    /// Where all entries start, sorted.
    starts: Vec<usize>,
}

impl Torn {
    fn new(table: &DeTable<'_>, broken: Vec<usize>) -> Self {
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
        let next = self.starts.iter().find(|next| **next > start).copied();
        self.broken.iter().any(|at| *at >= start && next.is_none_or(|next| *at < next))
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
}

type Value = Spanned<DeValue<'static>>;

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
        let file = self.faults.files.get(place.file)?;
        let again = self.faults.lines.value(file, place.section, place.index);
        if let Some(value) = again {
            self.name_faults::<T>(place, value);
        }
        None
    }

    /// Names all faults of an entry: what is faulty is taken out until the
    /// rest can be read.
    fn name_faults<T: Deserialize<'static>>(&mut self, place: Place, mut value: Value) {
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
                self.faults.add(place, path.as_deref().unwrap_or_default(), message, mend);
            }
            let Some(path) = path else { return };
            let name = path.rsplit('.').next().unwrap_or_default();
            taken.push(name.split('[').next().unwrap_or_default().to_owned());
        }
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
