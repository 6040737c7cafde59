//! A page as text for a terminal that is written to line by line: the plain
//! text with the colours and weights of its meanings. They are those of the
//! screen (a test holds both together), and nothing is told by them alone.

use std::borrow::Cow;

use super::layout::{Line, Role};
use super::page::Page;
use super::plain::lines;
use crate::knowledge::Permanence;

/// What a meaning looks like, as the numbers of a select-graphic-rendition
/// sequence (ECMA-48, section 8.3.117); empty for plain words. Of the colours
/// only names that can be read on any background.
pub const fn look(role: Role) -> &'static str {
    match role {
        Role::Title | Role::Heading | Role::Strong => "1",
        Role::Label => "36",
        Role::Body | Role::Action | Role::Quote => "",
        Role::Expect | Role::Muted | Role::Fate(Permanence::None | Permanence::Unknown) => "2",
        Role::Command => "1;32",
        Role::Found => "1;7",
        Role::Fate(Permanence::Permanent) => "1;31",
        Role::Fate(Permanence::Temporary) => "1;35",
        Role::Warning => "31",
        Role::Link => "1;36",
        Role::Url => "4",
    }
}

/// The page as [`plain_within`](super::plain_within) gives it, with looks.
pub fn styled_within(page: &Page, limit: usize) -> String {
    let mut out = String::new();
    for line in lines(page, limit) {
        add(&mut out, &line);
        out.push('\n');
    }
    out
}

fn add(out: &mut String, line: &Line) {
    // What stands after the last sign is cut, as in plain text.
    let mut room = line.text().trim_end_matches(' ').len();
    for span in &line.spans {
        let text = span.text.get(..room.min(span.text.len())).unwrap_or(&span.text);
        room -= text.len();
        let look = look(span.role);
        if look.is_empty() || text.trim().is_empty() {
            out.push_str(text);
        } else {
            out.extend(["\u{1b}[", look, "m", text, "\u{1b}[0m"]);
        }
    }
}

/// A text without the looks that [`styled_within`] gave it.
pub fn unstyled(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{1b}') {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::super::plain_within;
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::report::entry_page;
    use crate::search::Index;

    #[test]
    fn a_page_with_looks_is_the_plain_one_in_colours() {
        let knowledge = Knowledge::builtin();
        for name in ["550", "5.1.1", "mailbox-full", "google"] {
            let hit = Index::new(knowledge).lookup(name).expect("it is known");
            let page = entry_page(hit.entry(), hit.asked, knowledge);
            for limit in [30, 72] {
                let styled = styled_within(&page, limit);
                assert!(styled.starts_with("\u{1b}[1m"), "{styled}");
                assert_eq!(unstyled(&styled), plain_within(&page, limit), "{name}");
            }
        }
    }
}
