//! What each meaning looks like. The only file that names a colour.
//!
//! The terminal's own foreground and background are kept, and of the sixteen
//! names neither black nor white is used: one of them is invisible on every
//! background. Nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::knowledge::Permanence;
use crate::report::Role;

/// What a piece of text is, for who gives it a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Plain words.
    Body,
    /// What something is about.
    Title,
    /// A part of something, a key, a name that stands out.
    Strong,
    /// A short label.
    Label,
    /// Of lesser weight.
    Muted,
    /// A part of a query that only lets some entries through.
    Filter,
    /// Letters that a search or a diagnosis matched.
    Match,
    /// The row that is selected and gets the keys.
    Selected,
    /// Something that can be opened.
    Link,
    /// Where something can be read.
    Url,
    /// What is typed.
    Command,
    /// What not to do.
    Warning,
    /// It will not work by itself.
    Permanent,
    /// It may work later.
    Temporary,
    /// Words of a text that decided.
    Found,
    /// A short notice of what just happened.
    Toast,
}

impl From<Role> for Meaning {
    fn from(role: Role) -> Self {
        match role {
            Role::Title => Self::Title,
            Role::Heading | Role::Strong => Self::Strong,
            Role::Label => Self::Label,
            Role::Body | Role::Action | Role::Quote => Self::Body,
            Role::Expect | Role::Muted => Self::Muted,
            Role::Command => Self::Command,
            Role::Found => Self::Found,
            Role::Fate(permanence) => permanence.into(),
            Role::Warning => Self::Warning,
            Role::Link => Self::Link,
            Role::Url => Self::Url,
        }
    }
}

impl From<Permanence> for Meaning {
    fn from(permanence: Permanence) -> Self {
        match permanence {
            Permanence::Permanent => Self::Permanent,
            Permanence::Temporary => Self::Temporary,
            Permanence::None | Permanence::Unknown => Self::Muted,
        }
    }
}

/// How things look on this terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Theme {
    /// Whether colours are used beside bold, underline and reverse.
    pub(crate) colours: bool,
    /// Whether only ASCII is drawn.
    pub(crate) ascii: bool,
}

impl Theme {
    /// The style of a meaning.
    pub(crate) fn style(self, meaning: Meaning) -> Style {
        let (colour, modifier) = match meaning {
            Meaning::Body => (None, Modifier::empty()),
            Meaning::Title | Meaning::Strong => (None, Modifier::BOLD),
            Meaning::Label => (Some(Color::Cyan), Modifier::empty()),
            Meaning::Muted => (None, Modifier::DIM),
            Meaning::Match => (None, Modifier::BOLD.union(Modifier::UNDERLINED)),
            Meaning::Selected | Meaning::Toast => (None, Modifier::REVERSED),
            Meaning::Found => (None, Modifier::BOLD.union(Modifier::REVERSED)),
            Meaning::Link => (Some(Color::Cyan), Modifier::BOLD),
            Meaning::Url => (None, Modifier::UNDERLINED),
            Meaning::Command => (Some(Color::Green), Modifier::BOLD),
            Meaning::Warning => (Some(Color::Red), Modifier::empty()),
            Meaning::Permanent => (Some(Color::Red), Modifier::BOLD),
            Meaning::Temporary | Meaning::Filter => (Some(Color::Magenta), Modifier::BOLD),
        };
        let style = Style::new().add_modifier(modifier);
        if matches!(meaning, Meaning::Selected | Meaning::Toast) {
            // One bar, whatever stands in it.
            return style.fg(Color::Reset).remove_modifier(Modifier::DIM);
        }
        match colour {
            Some(colour) if self.colours => style.fg(colour),
            _ => style,
        }
    }

    /// What stands between the parts of where one is.
    pub(crate) fn crumb(self) -> &'static str {
        if self.ascii { " > " } else { " \u{bb} " }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A style as the numbers of a terminal's sequence.
    fn numbers(style: Style) -> String {
        let colour = match style.fg {
            None => None,
            Some(Color::Red) => Some("31"),
            Some(Color::Green) => Some("32"),
            Some(Color::Magenta) => Some("35"),
            Some(Color::Cyan) => Some("36"),
            Some(_) => Some("another"),
        };
        let weights = [
            (Modifier::BOLD, "1"),
            (Modifier::DIM, "2"),
            (Modifier::UNDERLINED, "4"),
            (Modifier::REVERSED, "7"),
        ];
        let has = |(weight, number)| style.add_modifier.contains(weight).then_some(number);
        weights.into_iter().filter_map(has).chain(colour).collect::<Vec<_>>().join(";")
    }

    #[test]
    fn a_printed_page_looks_like_the_screen() {
        let theme = Theme { colours: true, ascii: false };
        let fates =
            [Permanence::Permanent, Permanence::Temporary, Permanence::None, Permanence::Unknown];
        let roles = [
            Role::Title,
            Role::Heading,
            Role::Label,
            Role::Body,
            Role::Strong,
            Role::Action,
            Role::Expect,
            Role::Command,
            Role::Quote,
            Role::Found,
            Role::Warning,
            Role::Link,
            Role::Url,
            Role::Muted,
        ];
        for role in roles.into_iter().chain(fates.map(Role::Fate)) {
            assert_eq!(crate::report::look(role), numbers(theme.style(role.into())), "{role:?}");
        }
    }
}
