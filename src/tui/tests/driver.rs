//! Drives the program by scripts of keys and reads what it shows.

use crossterm::event::KeyCode;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::knowledge::Knowledge;
use crate::tui::Open;
use crate::tui::action::Place;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::model::{Message, Model};
use crate::tui::theme::Theme;
use crate::tui::update::{place, update};
use crate::tui::view::view;

/// The program with everything that it asked to have done.
pub(super) struct Driver {
    pub(super) model: Model,
    pub(super) effects: Vec<Effect>,
}

impl Driver {
    /// Starts with the search line at 80x24.
    pub(super) fn new() -> Self {
        Self::open(Open::Nothing, 80, 24)
    }

    pub(super) fn open(open: Open, width: u16, height: u16) -> Self {
        Self::with(Knowledge::builtin(), open, width, height)
    }

    pub(super) fn with(knowledge: &'static Knowledge, open: Open, width: u16, height: u16) -> Self {
        let theme = Theme { colours: true, ascii: false };
        let model = Model::new(knowledge, open, theme, Size { width, height });
        Self { model, effects: Vec::new() }
    }

    /// Strikes keys: characters as they are, others as `<enter>`, `<c-d>`.
    pub(super) fn keys(&mut self, script: &str) -> &mut Self {
        for key in keys(script) {
            self.send(Message::Key(key));
        }
        self
    }

    pub(super) fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Message::Paste(text.to_owned()))
    }

    pub(super) fn send(&mut self, message: Message) -> &mut Self {
        self.effects.extend(update(&mut self.model, message));
        self
    }

    pub(super) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Message::Resize(Size { width, height }))
    }

    pub(super) fn place(&self) -> Place {
        place(&self.model)
    }

    /// What the screen shows, cell by cell.
    pub(super) fn buffer(&self) -> Buffer {
        let size = self.model.size;
        let backend = TestBackend::new(size.width, size.height);
        let mut terminal = Terminal::new(backend).expect("it never fails");
        terminal.draw(|frame| view(&self.model, frame)).expect("it never fails");
        terminal.backend().buffer().clone()
    }

    /// What the screen shows, without the spaces at the ends of its lines.
    pub(super) fn screen(&self) -> String {
        let (size, buffer) = (self.model.size, self.buffer());
        let mut out = String::new();
        for y in 0..size.height {
            let row: String = (0..size.width).map(|x| buffer[(x, y)].symbol()).collect();
            out.push_str(row.trim_end());
            out.push('\n');
        }
        out
    }

    /// Fails with the whole screen where a text is not seen.
    pub(super) fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "{text:?} is not seen in\n{screen}");
        self
    }

    /// Fails with the whole screen where a text is seen.
    pub(super) fn sees_no(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} is seen in\n{screen}");
        self
    }
}

fn keys(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            keys.push(named(name));
            rest = after;
        } else {
            keys.push(Key::char(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    keys
}

fn named(name: &str) -> Key {
    if let Some(letter) = name.strip_prefix("c-") {
        return Key::ctrl(letter.chars().next().expect("a letter"));
    }
    Key::plain(match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "backspace" => KeyCode::Backspace,
        "f1" => KeyCode::F(1),
        "f5" => KeyCode::F(5),
        _ => panic!("no key is called {name}"),
    })
}

/// A bounce, as mail systems write them.
pub(super) const BOUNCE: &str = "\
From: Mail Delivery System <MAILER-DAEMON@mail.ourco.example>
To: ann@ourco.example
Subject: Undelivered Mail Returned to Sender
Content-Type: text/plain

This is the mail system at host mail.ourco.example.

<bob@example.net>: host mx.example.net[203.0.113.9] said: 552 5.2.2
    <bob@example.net>: Recipient address rejected: Mailbox full (in reply to
    RCPT TO command)
";
