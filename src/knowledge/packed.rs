//! How entries stand in the binary: all keys together, all titles, all tags, all
//! entries, and where each ends. Nothing has to be read to look at one of them.

/// The packed entries of one shelf.
///
/// Four bytes tell how many there are; then for each where its key ends, for
/// each where its title ends, its tags, its entry (four bytes, least significant
/// first, counted from the first of them), and their places in the order of
/// their keys; then the keys, the titles, the tags and the entries.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Packed {
    count: usize,
    ends: &'static [u8],
    keys: &'static [u8],
    titles: &'static [u8],
    tags: &'static [u8],
    entries: &'static [u8],
}

/// The number at a place of a table of numbers.
fn number(table: &[u8], at: usize) -> Option<usize> {
    let bytes = table.get(at * 4..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

fn push(out: &mut Vec<u8>, number: usize) {
    out.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

/// What a part of a table, which begins at `first`, says of the span at a
/// place.
fn span(table: &[u8], first: usize, at: usize) -> Option<std::ops::Range<usize>> {
    let start = if at == 0 { 0 } else { number(table, first + at - 1)? };
    Some(start..number(table, first + at)?)
}

/// What is written of an entry.
pub(super) struct Item<'a> {
    pub(super) key: &'a str,
    pub(super) title: &'a str,
    pub(super) tags: String,
    pub(super) entry: Vec<u8>,
}

impl Packed {
    /// Writes entries with what can be had without unpacking them.
    pub(super) fn write<'i>(items: &'i [Item<'_>], out: &mut Vec<u8>) {
        push(out, items.len());
        let parts: [fn(&'i Item<'_>) -> &'i [u8]; 4] = [
            |item| item.key.as_bytes(),
            |item| item.title.as_bytes(),
            |item| item.tags.as_bytes(),
            |item| &item.entry,
        ];
        for part in parts {
            let mut end = 0;
            for item in items {
                end += part(item).len();
                push(out, end);
            }
        }
        let mut order: Vec<usize> = (0..items.len()).collect();
        // Stable: of two with one key, the first stands first.
        order.sort_by_key(|at| items.get(*at).map(|item| item.key));
        for at in order {
            push(out, at);
        }
        for part in parts {
            for item in items {
                out.extend_from_slice(part(item));
            }
        }
    }

    /// Reads what [`Packed::write`] wrote at the front of `bytes`; gives what
    /// follows.
    pub(super) fn read(bytes: &'static [u8]) -> Option<(Self, &'static [u8])> {
        let count = number(bytes, 0)?;
        let (ends, rest) = bytes.get(4..)?.split_at_checked(count.checked_mul(20)?)?;
        let end = |part: usize| match count {
            0 => Some(0),
            _ => number(ends, part * count - 1),
        };
        let (keys, rest) = rest.split_at_checked(end(1)?)?;
        let (titles, rest) = rest.split_at_checked(end(2)?)?;
        let (tags, rest) = rest.split_at_checked(end(3)?)?;
        let (entries, rest) = rest.split_at_checked(end(4)?)?;
        Some((Self { count, ends, keys, titles, tags, entries }, rest))
    }

    /// Whether both stand in the same place.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.count == other.count && std::ptr::eq(self.ends, other.ends)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// The packed entry at a place; nothing where there is none.
    pub(super) fn entry(&self, at: usize) -> &'static [u8] {
        let span = span(self.ends, 3 * self.count, at).filter(|_| at < self.count);
        span.and_then(|span| self.entries.get(span)).unwrap_or_default()
    }

    fn key_bytes(&self, at: usize) -> Option<&'static [u8]> {
        self.keys.get(span(self.ends, 0, at).filter(|_| at < self.count)?)
    }

    /// The key at a place.
    pub(super) fn key(&self, at: usize) -> Option<&'static str> {
        std::str::from_utf8(self.key_bytes(at)?).ok()
    }

    /// The title at a place.
    pub(super) fn title(&self, at: usize) -> Option<&'static str> {
        let span = span(self.ends, self.count, at).filter(|_| at < self.count)?;
        std::str::from_utf8(self.titles.get(span)?).ok()
    }

    /// The tags at a place.
    pub(super) fn tags(&self, at: usize) -> Option<&'static str> {
        let span = span(self.ends, 2 * self.count, at).filter(|_| at < self.count)?;
        std::str::from_utf8(self.tags.get(span)?).ok()
    }

    /// Where each key ends.
    fn key_ends(&self) -> impl Iterator<Item = usize> {
        let (ends, _) = self.ends.get(..self.count * 4).unwrap_or_default().as_chunks();
        ends.iter().map(|end| u32::from_le_bytes(*end) as usize)
    }

    /// All keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        let all = std::str::from_utf8(self.keys).unwrap_or_default();
        self.key_ends().scan(0, move |start, end| {
            let key = all.get(*start..end).unwrap_or_default();
            *start = end;
            Some(key)
        })
    }

    /// Where the first entry with this key stands.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        let ordered = |at: usize| number(self.ends, 4 * self.count + at);
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.key_bytes(ordered(middle)?)? < key.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let at = ordered(low).filter(|_| low < self.count)?;
        (self.key_bytes(at)? == key.as_bytes()).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item<'a>(key: &'a str, title: &'a str, tags: &str, entry: Vec<u8>) -> Item<'a> {
        Item { key, title, tags: tags.to_owned(), entry }
    }

    #[test]
    fn what_is_written_is_read_and_what_is_cut_off_is_not() {
        let mut bytes = Vec::new();
        Packed::write(
            &[
                item("550", "a", "", vec![1, 2]),
                item("X.1.1", "", "t", vec![]),
                item("é", "b", "", vec![3]),
            ],
            &mut bytes,
        );
        let end = bytes.len();
        bytes.push(9);
        let bytes: &'static [u8] = bytes.leak();
        let (packed, rest) = Packed::read(bytes).expect("it was written so");
        assert_eq!((packed.len(), rest), (3, &[9][..]));
        assert_eq!(packed.entry(0), [1, 2]);
        assert_eq!(
            (packed.entry(1), packed.entry(2), packed.entry(3)),
            (&[][..], &[3][..], &[][..])
        );
        assert_eq!((packed.key(1), packed.key(3)), (Some("X.1.1"), None));
        assert_eq!((packed.title(0), packed.title(2)), (Some("a"), Some("b")));
        assert_eq!((packed.title(1), packed.title(3)), (Some(""), None));
        assert_eq!((packed.tags(1), packed.tags(2), packed.tags(3)), (Some("t"), Some(""), None));
        assert_eq!((packed.place("é"), packed.place("X")), (Some(2), None));
        let mut twice = Vec::new();
        let items = ["b", "a", "b", "c"].map(|key| item(key, "", "", vec![]));
        Packed::write(&items, &mut twice);
        let (packed, _) = Packed::read(twice.leak()).expect("it was written so");
        let places = ["a", "b", "c", "", "d"].map(|key| packed.place(key));
        assert_eq!(places, [Some(1), Some(0), Some(3), None, None]);
        for short in 0..end {
            assert!(Packed::read(&bytes[..short]).is_none(), "{short}");
        }
    }
}
