//! What comes in: events become messages, and what was pasted is told from
//! what was typed.

use crossterm::event::{Event, KeyCode, KeyEventKind};
use ratatui::layout::Size;

use super::key::Key;
use super::library::Library;
use super::model::Message;
use super::mouse::Mouse;
use crate::code::read_query;

/// What a pasted text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pasted {
    /// Nothing but white space.
    Nothing,
    /// Something to search for.
    Query,
    /// Something to diagnose.
    Text,
}

/// The most words of a query; an error message without a code has more.
const QUERY_WORDS: usize = 6;

/// Tells a query from a text: a text has several lines, or a code or an
/// address among words, or many words.
pub(crate) fn judge(text: &str) -> Pasted {
    let text = text.trim();
    if text.is_empty() {
        return Pasted::Nothing;
    }
    if text.contains(['\n', '\r']) {
        return Pasted::Text;
    }
    let codes = read_query(text);
    if codes.has_code() && codes.words.is_empty() {
        return Pasted::Query;
    }
    if text.split_whitespace().count() > QUERY_WORDS {
        return Pasted::Text;
    }
    let evidence = Library::read(text.as_bytes());
    let tells = evidence.deliveries.iter().any(|delivery| {
        delivery.recipient.is_some()
            || delivery.reply_code().is_some()
            || delivery.enhanced_code().is_some()
            || delivery.client_code.is_some()
    });
    if tells { Pasted::Text } else { Pasted::Query }
}

/// So many characters at once are not typed.
const BURST: usize = 24;

/// Whether events that came at once are a paste of a terminal that does not
/// mark pastes: many characters, or an Enter with text on both sides.
pub(crate) fn is_burst(events: &[Event]) -> bool {
    let keys: Vec<char> = events.iter().filter_map(written_by).collect();
    let is_repeat = keys.windows(2).all(|pair| pair[0] == pair[1]);
    let text = keys.iter().filter(|c| **c != '\n').count();
    let ends = keys.iter().rposition(|c| *c != '\n').unwrap_or(0);
    let has_enter_inside = keys.iter().take(ends).any(|c| *c == '\n');
    !is_repeat && (text >= BURST || (has_enter_inside && text >= 4))
}

/// What a key would write into a text.
fn written_by(event: &Event) -> Option<char> {
    let Event::Key(event) = event else { return None };
    let key = Key::read(*event)?;
    match key.code {
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab => Some('\t'),
        _ => key.text(),
    }
}

/// Whether any of the keys would write into a text.
pub(crate) fn writes(events: &[Event]) -> bool {
    events.iter().any(|event| written_by(event).is_some())
}

/// The letter that is all that was struck.
pub(crate) fn letter(events: &[Event]) -> Option<char> {
    match events {
        [Event::Key(event)] => Key::read(*event)?.text(),
        _ => None,
    }
}

/// What the keys would write into a text.
pub(crate) fn written(events: &[Event]) -> String {
    events.iter().filter_map(written_by).collect()
}

/// Makes messages of a text that was pasted as keys, and of what came with
/// it; no key of it is a command.
pub(crate) fn paste(text: String, events: Vec<Event>) -> Vec<Message> {
    let others = events.into_iter().filter(|event| !matches!(event, Event::Key(_)));
    std::iter::once(Message::Paste(text)).chain(others.filter_map(message)).collect()
}

/// Makes messages of events that came at once and are no such paste.
pub(crate) fn messages(events: Vec<Event>) -> Vec<Message> {
    events.into_iter().filter_map(message).collect()
}

/// A pasted text with line feeds: terminals and tmux send a carriage return
/// for each line end, as if Enter were struck.
fn whole_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(event) if event.kind == KeyEventKind::Release => None,
        Event::Key(event) => Key::read(event).map(Message::Key),
        Event::Paste(text) => Some(Message::Paste(whole_lines(&text))),
        Event::Resize(width, height) => Some(Message::Resize(Size { width, height })),
        Event::Mouse(event) => Mouse::read(event).map(Message::Mouse),
        Event::FocusGained | Event::FocusLost => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyEvent, KeyModifiers};

    fn typed(text: &str) -> Vec<Event> {
        text.chars()
            .map(|c| match c {
                '\n' => KeyCode::Enter,
                c => KeyCode::Char(c),
            })
            .map(|code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
            .collect()
    }

    #[test]
    fn what_is_typed_fast_is_no_paste_and_what_is_pasted_is() {
        for (keys, expected) in [
            ("550\n", false),
            ("jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj", false),
            ("\n\n\n", false),
            ("mailbox full\n", false),
            ("550 no\nsuch user", true),
            ("Delivery to the following recipient failed", true),
        ] {
            assert_eq!(is_burst(&typed(keys)), expected, "{keys:?}");
        }
        let events = typed("550 no\nsuch user\n");
        assert_eq!(written(&events), "550 no\nsuch user\n");
        let mut with_size = events.clone();
        with_size.push(Event::Resize(80, 24));
        let size = Message::Resize(Size { width: 80, height: 24 });
        assert_eq!(paste("all".to_owned(), with_size), [Message::Paste("all".to_owned()), size]);
    }

    #[test]
    fn line_ends_of_a_paste_are_line_feeds_whatever_the_terminal_sends() {
        for pasted in ["a\rb\r", "a\r\nb\r\n", "a\nb\n"] {
            let events = vec![Event::Paste(pasted.to_owned())];
            assert_eq!(messages(events), [Message::Paste("a\nb\n".to_owned())]);
        }
    }

    #[test]
    fn releases_are_no_keys() {
        let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert!(messages(vec![Event::Key(event)]).is_empty());
    }

    #[test]
    fn a_query_is_told_from_a_text() {
        for (text, expected) in [
            ("", Pasted::Nothing),
            (" \r\n", Pasted::Nothing),
            ("550 5.1.1", Pasted::Query),
            ("mailbox full\n", Pasted::Query),
            ("it says my mail could not be sent at all", Pasted::Text),
            ("a\nb", Pasted::Text),
        ] {
            assert_eq!(judge(text), expected, "{text:?}");
        }
    }
}
