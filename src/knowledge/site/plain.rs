//! Reads the plain part of TOML quickly: names with strings, numbers, yes or
//! no, and lists of these. Large files of a site are made by programs and
//! consist of it.
//!
//! What is not plain, right or wrong, is left to the TOML library: nothing is
//! named as a fault here, and whatever is read here the library reads in the
//! same way (a test holds that).

use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// A part of a file, from the head of a section to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    /// The name in the brackets.
    pub(super) section: &'static str,
    /// Whether it has two brackets.
    pub(super) is_list: bool,
    /// Where it starts in the file, in bytes.
    pub(super) start: usize,
    /// All of it.
    pub(super) text: &'static str,
    /// What follows its head.
    body: &'static str,
}

/// Divides a file at the heads of its sections; `None` where something stands
/// before the first of them.
///
/// A line within a long string may look like a head. Then what is before it is
/// no TOML, by which one sees it.
pub(super) fn chunks(text: &'static str) -> Option<Vec<Chunk>> {
    if has_control(text) {
        return None;
    }
    // Every line that begins with a bracket, and the end.
    let first = text.starts_with('[').then_some(0);
    let others = memchr::memmem::find_iter(text.as_bytes(), "\n[").map(|at| at + 1);
    let mut chunks: Vec<Chunk> = Vec::new();
    for start in first.into_iter().chain(others) {
        let rest = text.get(start..)?;
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        let (line, body) = rest.split_at_checked(end)?;
        if let Some((section, is_list)) = head(line) {
            finish(&mut chunks, text, start);
            chunks.push(Chunk { section, is_list, start, text: rest, body });
        }
    }
    let before = text.get(..chunks.first().map_or(text.len(), |chunk| chunk.start))?;
    let says_nothing =
        |line: &str| line.trim_ascii().is_empty() || line.trim_ascii().starts_with('#');
    before.lines().all(says_nothing).then_some(chunks)
}

/// Ends the last chunk where the next one starts.
fn finish(chunks: &mut [Chunk], text: &'static str, end: usize) {
    let Some(last) = chunks.last_mut() else { return };
    let body = text.len() - last.body.len();
    last.text = text.get(last.start..end).unwrap_or_default();
    last.body = text.get(body..end).unwrap_or_default();
}

/// The name of the section that a line begins, and whether it is one of many.
fn head(line: &'static str) -> Option<(&'static str, bool)> {
    let inner = line.strip_prefix('[')?.trim_end_matches(['\n', '\r']).strip_suffix(']')?;
    let (name, is_list) = match inner.strip_prefix('[') {
        Some(inner) => (inner.strip_suffix(']')?, true),
        None => (inner, false),
    };
    (!name.is_empty() && name.bytes().all(is_of_key)).then_some((name, is_list))
}

fn is_of_key(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')
}

/// Whether there is a control character that TOML does not want anywhere.
fn has_control(text: &str) -> bool {
    let is_control = |b: &u8| (*b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')) || *b == 0x7f;
    let bytes = text.as_bytes();
    // Without a way out it is one pass over many bytes at a time.
    bytes.iter().fold(false, |found, b| found | is_control(b))
        || memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
}

impl Chunk {
    /// What stands in it, where all of it is plain and complete.
    pub(super) fn read<T: Deserialize<'static>>(&self) -> Option<T> {
        let mut rest = Rest(self.body);
        let mut fields = Vec::with_capacity(8);
        while rest.next_line()? {
            fields.push((rest.key()?, rest.value()?));
            rest.end_of_line()?;
        }
        T::deserialize(MapDeserializer::<_, Error>::new(fields.into_iter())).ok()
    }
}

/// A plain value.
#[derive(Clone, Debug)]
enum Value {
    Text(&'static str),
    Number(i64),
    Bool(bool),
    List(Vec<Value>),
}

/// What is still to be read.
struct Rest(&'static str);

impl Rest {
    fn spaces(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t']);
    }

    fn take(&mut self, what: char) -> bool {
        let rest = self.0.strip_prefix(what);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Takes so many bytes.
    fn split(&mut self, at: usize) -> Option<&'static str> {
        let (taken, rest) = self.0.split_at_checked(at)?;
        self.0 = rest;
        Some(taken)
    }

    /// Takes what is left of a line, which must be nothing or a comment.
    fn end_of_line(&mut self) -> Option<()> {
        self.spaces();
        let end = memchr::memchr(b'\n', self.0.as_bytes()).map_or(self.0.len(), |at| at + 1);
        let line = self.split(end)?;
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        (line.is_empty() || line.starts_with('#')).then_some(())
    }

    /// Goes to the next line with something on it; `false` at the end.
    fn next_line(&mut self) -> Option<bool> {
        loop {
            self.spaces();
            match self.0.as_bytes().first() {
                None => return Some(false),
                Some(b'#' | b'\n' | b'\r') => self.end_of_line()?,
                Some(_) => return Some(true),
            }
        }
    }

    /// A name without quotes and dots, and the sign behind it.
    fn key(&mut self) -> Option<&'static str> {
        let end = self.0.bytes().position(|b| !is_of_key(b))?;
        let key = self.split(end).filter(|key| !key.is_empty())?;
        self.spaces();
        let is_set = self.take('=');
        self.spaces();
        is_set.then_some(key)
    }

    fn value(&mut self) -> Option<Value> {
        if !self.take('[') {
            return self.single();
        }
        let mut list = Vec::new();
        loop {
            self.next_line()?;
            if self.take(']') {
                return Some(Value::List(list));
            }
            list.push(self.single()?);
            self.next_line()?;
            if !self.take(',') && !self.0.starts_with(']') {
                return None;
            }
        }
    }

    /// A value that is no list.
    fn single(&mut self) -> Option<Value> {
        match *self.0.as_bytes().first()? {
            quote @ (b'"' | b'\'') => self.text(quote).map(Value::Text),
            b'0'..=b'9' => self.number().map(Value::Number),
            b't' => self.word("true").map(|()| Value::Bool(true)),
            b'f' => self.word("false").map(|()| Value::Bool(false)),
            _ => None,
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(word)?;
        (!self.0.bytes().next().is_some_and(is_of_key)).then_some(())
    }

    /// A string on one line in which every sign stands for itself.
    fn text(&mut self, quote: u8) -> Option<&'static str> {
        let inner = self.0.get(1..)?;
        let bytes = inner.as_bytes();
        let end = memchr::memchr3(quote, b'\\', b'\n', bytes)?;
        // Two quotes and a third begin a string of many lines.
        if bytes.get(end) != Some(&quote) || (end == 0 && bytes.get(1) == Some(&quote)) {
            return None;
        }
        self.0 = inner.get(end + 1..)?;
        inner.get(..end)
    }

    fn number(&mut self) -> Option<i64> {
        let end = self.0.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(self.0.len());
        let digits = self.split(end)?;
        let follows = self.0.bytes().next();
        let is_plain = !follows.is_some_and(|b| is_of_key(b) || matches!(b, b'.' | b':' | b'+'))
            && (digits.len() == 1 || !digits.starts_with('0'));
        digits.parse().ok().filter(|_| is_plain)
    }
}

impl IntoDeserializer<'_, Error> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => visitor.visit_borrowed_str(text),
            Self::Number(number) => visitor.visit_i64(number),
            Self::Bool(is_so) => visitor.visit_bool(is_so),
            Self::List(list) => SeqDeserializer::new(list.into_iter()).deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => {
                BorrowedStrDeserializer::new(text).deserialize_enum(name, variants, visitor)
            }
            other => other.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
