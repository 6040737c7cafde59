//! The lines on which the fields of a file stand.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Problem, SourceFile};

/// The line that a byte of a text stands on, from 1.
pub(in crate::knowledge) fn line_at(text: &str, at: usize) -> u32 {
    let before = text.get(..text.floor_char_boundary(at)).unwrap_or_default();
    before.matches('\n').count() as u32 + 1
}

/// Finds fields of files; a file is read again only where something in it is
/// wrong.
#[derive(Default)]
pub(in crate::knowledge) struct Lines<'f> {
    read: HashMap<&'f str, Read>,
}

/// A file that was read again.
struct Read {
    table: DeTable<'static>,
    /// Where each line ends, so that many faults of a large file are told
    /// without counting from its start for each.
    ends: Vec<usize>,
}

impl<'f> Lines<'f> {
    fn read(&mut self, file: &'f SourceFile) -> &Read {
        self.read.entry(&file.path).or_insert_with(|| Read {
            table: DeTable::parse_recoverable(file.text).0.into_inner(),
            ends: file.text.match_indices('\n').map(|(at, _)| at).collect(),
        })
    }

    /// What stands in a section of a file: all of it, or one of a list.
    pub(in crate::knowledge) fn value(
        &mut self,
        file: &'f SourceFile,
        section: &str,
        index: Option<usize>,
    ) -> Option<Spanned<DeValue<'static>>> {
        let value = self.read(file).table.get(section)?;
        match (index, value.get_ref()) {
            (Some(index), DeValue::Array(list)) => list.get(index).cloned(),
            _ => Some(value.clone()),
        }
    }

    /// The line of the innermost part of a path that is there:
    /// `cause[1].step[0].do`.
    pub(in crate::knowledge) fn find(&mut self, file: &'f SourceFile, path: &str) -> Option<u32> {
        let read = self.read(file);
        let mut place = None;
        let mut table = Some(&read.table);
        for part in path.split('.') {
            let (name, index) = match part.split_once('[') {
                Some((name, rest)) => (name, rest.split(']').next()?.parse::<usize>().ok()),
                None => (part, None),
            };
            let Some((key, value)) = table.and_then(|table| table.get_key_value(name)) else {
                break;
            };
            place = Some(key.span().start);
            let mut value = value;
            if let Some(inner) = index
                .and_then(|index| value.get_ref().as_array().and_then(|array| array.get(index)))
            {
                place = Some(inner.span().start);
                value = inner;
            }
            table = match value.get_ref() {
                DeValue::Table(table) => Some(table),
                _ => None,
            };
        }
        place.map(|at| read.ends.partition_point(|end| *end < at) as u32 + 1)
    }
}

/// Adds the lines to problems that are without.
pub(super) fn add(problems: &mut [Problem], files: &[SourceFile]) {
    let mut lines = Lines::default();
    for problem in problems.iter_mut().filter(|problem| problem.line.is_none()) {
        if let Some(file) = files.iter().find(|file| file.path == problem.file) {
            problem.line = lines.find(file, &problem.field);
        }
    }
}
