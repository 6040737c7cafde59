//! Waiting for input. Pastes that the terminal does not mark are put together;
//! a letter that is typed into a text waits for nothing.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyCode};

use super::incoming::{is_burst, letter, messages, paste, writes, written};
use super::key::Key;
use super::model::Message;

/// What is remembered from one read to the next.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// The last paste that was not marked, and when it paused.
    unmarked: Option<(String, Instant)>,
    /// Letters that were written at once, and when the last of them was: they
    /// may turn out to be the first of a paste.
    letters: Option<(String, Instant)>,
}

impl Input {
    /// What is there already.
    pub(crate) const THERE: Duration = Duration::from_micros(20);

    /// What was read together with the last. Asked to wait for no time at all,
    /// the library does not look for more.
    const READ: Duration = Duration::ZERO;

    /// A paste comes many letters at a time. Where a single one was read, the
    /// others are on their way within this time, or it was typed; nobody sees
    /// that it was waited for.
    const ON_ITS_WAY: Duration = Duration::from_micros(200);

    /// How long input is waited for until the saver is asked again.
    pub(crate) const BETWEEN_REPORTS: Duration = Duration::from_millis(10);

    /// What follows several letters within this time came with them.
    const AT_ONCE: Duration = Duration::from_millis(1);

    /// How long such a paste may pause between two packets.
    const PAUSE: Duration = Duration::from_millis(60);

    /// Nobody sees what a paste led to and strikes a key so soon: what comes
    /// is the rest of it, late over a slow line.
    const TOO_SOON: Duration = Duration::from_millis(400);

    /// A burst that follows a letter so soon began with it: nobody types like
    /// that, and no key repeats so fast.
    const WITH_IT: Duration = Duration::from_millis(20);

    /// How long to wait for more after these events.
    fn patience(is_paste: bool, is_text: bool, events: &[Event]) -> Duration {
        if is_paste {
            return Self::PAUSE;
        }
        if is_text && letter(events).is_some() {
            return Self::READ;
        }
        if !writes(events) {
            return Self::THERE;
        }
        if events.len() > 1 {
            return Self::AT_ONCE;
        }
        // Waiting for so short a time, the library would keep the processor
        // from who is sending the others.
        std::thread::sleep(Self::ON_ITS_WAY);
        Self::THERE
    }

    /// Waits for input and takes all that is there. `is_text` tells that
    /// letters go into a text: none of them is a command, and each can be
    /// taken out again.
    pub(crate) fn wait(&mut self, is_text: bool) -> io::Result<Vec<Message>> {
        let first = event::read()?;
        let began = Instant::now();
        let mut events = vec![first];
        let mut is_paste = self.goes_on(began) && writes(&events);
        loop {
            is_paste = is_paste || is_burst(&events);
            if !event::poll(Self::patience(is_paste, is_text, &events))? {
                break;
            }
            events.push(event::read()?);
        }
        Ok(self.take(events, is_text, is_paste, began))
    }

    /// Whether what is written now is the rest of a paste.
    fn goes_on(&self, now: Instant) -> bool {
        let end = self.unmarked.as_ref().map(|(_, end)| *end);
        end.is_some_and(|end| now.saturating_duration_since(end) < Self::TOO_SOON)
    }

    /// Makes messages of the events that came together since `began`.
    fn take(
        &mut self,
        events: Vec<Event>,
        is_text: bool,
        is_paste: bool,
        began: Instant,
    ) -> Vec<Message> {
        let before = self
            .unmarked
            .take()
            .filter(|(_, end)| began.saturating_duration_since(*end) < Self::TOO_SOON);
        let letters = self
            .letters
            .take()
            .filter(|(_, last)| began.saturating_duration_since(*last) < Self::WITH_IT);
        let letters = letters.map(|(letters, _)| letters).unwrap_or_default();
        if is_paste {
            let begun = before.map(|(text, _)| text).unwrap_or_default();
            let text = begun + &letters + &written(&events);
            self.unmarked = Some((text.clone(), Instant::now()));
            let out = Message::Key(Key::plain(KeyCode::Backspace));
            let mut all = vec![out; letters.chars().count()];
            all.extend(paste(text, events));
            return all;
        }
        self.unmarked = before;
        if let Some(letter) = letter(&events).filter(|_| is_text) {
            self.letters = Some((letters + &letter.to_string(), Instant::now()));
        }
        messages(events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyEvent, KeyModifiers};

    fn typed(text: &str) -> Vec<Event> {
        let code = |c| if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
        text.chars().map(|c| Event::Key(KeyEvent::new(code(c), KeyModifiers::NONE))).collect()
    }

    fn key(code: KeyCode) -> Message {
        Message::Key(Key::plain(code))
    }

    #[test]
    fn letters_that_were_written_already_are_taken_back_into_their_paste() {
        let mut input = Input::default();
        let now = Instant::now();
        assert_eq!(input.take(typed("5"), true, false, now), [key(KeyCode::Char('5'))]);
        assert_eq!(input.take(typed("5"), true, false, Instant::now()), [key(KeyCode::Char('5'))]);
        let rest = typed("0 no such user here\nand more");
        let backspace = key(KeyCode::Backspace);
        assert_eq!(
            input.take(rest, true, true, Instant::now()),
            [
                backspace.clone(),
                backspace,
                Message::Paste("550 no such user here\nand more".into())
            ]
        );
        // The rest of the paste does not begin with them again.
        assert_eq!(
            input.take(typed("\nend"), true, true, Instant::now()),
            [Message::Paste("550 no such user here\nand more\nend".into())]
        );
    }

    #[test]
    fn a_letter_of_long_ago_and_a_key_that_is_a_command_are_not() {
        let mut input = Input::default();
        input.take(typed("5"), true, false, Instant::now());
        let later = Instant::now() + Input::WITH_IT * 2;
        let text = "Delivery to the following failed";
        assert_eq!(input.take(typed(text), true, true, later), [Message::Paste(text.into())]);
        let mut input = Input::default();
        input.take(typed("g"), false, false, Instant::now());
        assert_eq!(
            input.take(typed(text), false, true, Instant::now()),
            [Message::Paste(text.into())]
        );
    }

    #[test]
    fn only_a_letter_in_a_text_waits_for_nothing() {
        for (text, is_text, expected) in [
            ("5", true, Input::READ),
            ("5", false, Input::THERE),
            ("\n", true, Input::THERE),
            ("55", true, Input::AT_ONCE),
        ] {
            assert_eq!(Input::patience(false, is_text, &typed(text)), expected, "{text:?}");
        }
        assert_eq!(Input::patience(true, true, &typed("5")), Input::PAUSE);
    }
}
