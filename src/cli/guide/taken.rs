//! What is typed where a question is asked and is no answer: a code, an error
//! text, or what the user says.

use super::recipient::Read;
use crate::diagnosis::UNRECOGNISED;
use crate::evidence::Kind;

/// What such a text is taken as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// As evidence.
    Evidence,
    /// As what the user says, and as evidence.
    UserWords,
    /// It begins a message; the rest follows.
    Message,
    /// Nothing can be told from it.
    Nothing,
}

/// The headers with which a message that is pasted begins.
const HEADERS: &[&str] = &[
    "arc-seal:",
    "authentication-results:",
    "content-type:",
    "date:",
    "delivered-to:",
    "dkim-signature:",
    "from:",
    "message-id:",
    "mime-version:",
    "received:",
    "reporting-mta:",
    "return-path:",
    "subject:",
    "to:",
];

/// Tells what a text is; `is_first` where nothing is answered yet, so that
/// words can only be those of the user.
pub(super) fn judge(text: &str, read: &Read<'_>, is_first: bool) -> Taken {
    let first = text.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    if HEADERS.contains(&first.as_str()) || (first.starts_with("x-") && first.ends_with(':')) {
        return Taken::Message;
    }
    if read.tells() {
        return Taken::Evidence;
    }
    if text.split_whitespace().count() < 2 || read.kind() == Kind::Empty {
        return Taken::Nothing;
    }
    match read.top().is_some_and(|top| top != UNRECOGNISED) {
        _ if is_first => Taken::UserWords,
        true => Taken::Evidence,
        false => Taken::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn what_is_no_answer_is_told_by_what_can_be_read_in_it() {
        for (text, at_first, later) in [
            ("550 5.7.1 blocked using zen", Taken::Evidence, Taken::Evidence),
            ("550", Taken::Evidence, Taken::Evidence),
            ("5.1.1", Taken::Evidence, Taken::Evidence),
            ("0x800CCC0F", Taken::Evidence, Taken::Evidence),
            ("mailbox full", Taken::UserWords, Taken::Evidence),
            ("my mail came back", Taken::UserWords, Taken::Evidence),
            ("the blue one", Taken::UserWords, Taken::Nothing),
            ("From: Mail Delivery System", Taken::Message, Taken::Message),
            ("nonsense", Taken::Nothing, Taken::Nothing),
            ("9", Taken::Nothing, Taken::Nothing),
            ("", Taken::Nothing, Taken::Nothing),
        ] {
            let read = Read::new("typed", text.as_bytes(), Knowledge::builtin());
            assert_eq!(judge(text, &read, true), at_first, "{text}");
            assert_eq!(judge(text, &read, false), later, "{text}");
        }
    }
}
