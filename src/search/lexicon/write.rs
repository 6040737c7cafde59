//! Makes the index over words of a knowledge base. The build makes the one of
//! the built-in knowledge, so that the program has nothing to do for it.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::super::place::{Place, Shelf};
use super::super::words::each;
use super::texts::{Field, Wording, texts};
use crate::knowledge::Knowledge;

/// Ends a name.
pub(crate) const NAME_END: u32 = u32::MAX;
/// Begins what servers write.
pub(crate) const WORDING: u32 = u32::MAX - 1;

/// The index as bytes; [`super::layer::Layer`] tells the form and reads it.
///
/// `places` are the entries, in the order of lists; `wording` is what servers
/// write of their causes.
pub(crate) fn write(knowledge: &Knowledge, places: &[Place], wording: &Wording) -> Vec<u8> {
    let mut writer = Writer::default();
    for (number, place) in places.iter().enumerate() {
        let Some(entry) = place.entry(knowledge) else { continue };
        let cause = Some(place).filter(|place| place.shelf == Shelf::Causes);
        let phrases = cause.into_iter().flat_map(|cause| wording.of(cause.at as usize));
        let mut is_wording = false;
        texts(entry, phrases, |field, text| {
            if field == Field::Wording && !is_wording {
                is_wording = true;
                writer.names.push(WORDING);
            }
            writer.add(number as u32, field, text);
        });
        writer.name_ends.push(writer.names.len() as u32);
    }
    writer.finish(places)
}

/// Words are numbered as they come and in alphabetical order at the end.
#[derive(Default)]
struct Writer {
    words: HashMap<Box<str>, u32, FixedState>,
    /// For each word, the entries that have it and where.
    postings: Vec<Vec<(u32, u8)>>,
    names: Vec<u32>,
    name_ends: Vec<u32>,
}

impl Writer {
    fn add(&mut self, entry: u32, field: Field, text: &str) {
        each(text, |word| {
            let number = self.number(word);
            if let Some(postings) = self.postings.get_mut(number as usize) {
                // Entries come one after the other.
                match postings.last_mut() {
                    Some((last, fields)) if *last == entry => *fields |= field.bit(),
                    _ => postings.push((entry, field.bit())),
                }
            }
            if field.is_phrase() {
                self.names.push(number);
            }
        });
        if field.is_phrase() {
            self.names.push(NAME_END);
        }
    }

    /// The number of a word, a new one where it is new.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.words.insert(word.into(), number);
        self.postings.push(Vec::new());
        number
    }

    fn finish(self, places: &[Place]) -> Vec<u8> {
        // Nearly all differ in their first eight letters, which is one number.
        let start = |word: &str| {
            let mut start = [0; 8];
            start.iter_mut().zip(word.bytes()).for_each(|(to, b)| *to = b);
            u64::from_be_bytes(start)
        };
        let mut sorted: Vec<(u64, &str, u32)> =
            self.words.iter().map(|(word, n)| (start(word), &**word, *n)).collect();
        sorted.sort_unstable();
        let mut final_number = vec![0; sorted.len()];
        for (at, (.., number)) in sorted.iter().enumerate() {
            final_number[*number as usize] = at as u32;
        }
        let mut text = String::new();
        let mut word_ends = Vec::new();
        let mut postings = Vec::new();
        let mut posting_ends = Vec::new();
        for (_, word, number) in &sorted {
            text.push_str(word);
            word_ends.push(text.len() as u32);
            text.push('\n');
            let list = self.postings[*number as usize].iter();
            postings.extend(list.map(|(entry, fields)| entry << 8 | u32::from(*fields)));
            posting_ends.push(postings.len() as u32);
        }
        let names = self.names.iter().map(|number| {
            let is_mark = matches!(*number, NAME_END | WORDING);
            if is_mark { *number } else { final_number[*number as usize] }
        });
        let names: Vec<u32> = names.collect();
        let places: Vec<u32> = places.iter().map(|place| place.number()).collect();
        let tables = [&places, &word_ends, &posting_ends, &postings, &self.name_ends, &names];
        let mut out = Vec::new();
        for table in tables {
            out.extend((table.len() as u32).to_le_bytes());
        }
        for number in tables.into_iter().flatten() {
            out.extend(number.to_le_bytes());
        }
        out.extend(text.as_bytes());
        out
    }
}
