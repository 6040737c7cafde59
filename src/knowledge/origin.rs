//! Where an entry is from: the program itself, or a file of the site.

use super::text::Text;

/// Where an entry is from. No larger than a pointer, because every entry has
/// one and nearly all are built in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin(Option<&'static (Text, u32)>);

impl Origin {
    /// From a site's file, at a line counted from 1. It is kept until the
    /// program ends, like the entry.
    pub fn site(file: Text, line: u32) -> Self {
        Self(Some(Box::leak(Box::new((file, line)))))
    }

    /// Whether a site's file gave it.
    pub fn is_site(self) -> bool {
        self.0.is_some()
    }

    /// The written form, as in JSON.
    pub fn id(self) -> &'static str {
        if self.is_site() { "site" } else { "built-in" }
    }

    /// The site's file and the line of it.
    pub fn place(self) -> Option<(Text, u32)> {
        self.0.copied()
    }
}
