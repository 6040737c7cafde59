//! Nothing that anybody does at any size makes the program panic.

use crossterm::event::KeyCode;
use proptest::prelude::*;

use super::driver::{BOUNCE, Driver};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::model::Message;
use crate::tui::mouse::Mouse;
use ratatui::layout::{Position, Size};

/// A message, keys that do something more often than others.
fn message() -> impl Strategy<Value = Message> {
    let codes = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(1),
        KeyCode::F(5),
    ]);
    let letters =
        prop::sample::select("123456789gyuopbrRwmqjkdvnts?/ 5.x".chars().collect::<Vec<_>>());
    let controls = prop::sample::select("dgpuozlcf".chars().collect::<Vec<_>>());
    let pastes = prop_oneof![
        Just(BOUNCE.to_owned()),
        Just("550 5.1.1 <a@b.example>: user unknown\n".to_owned()),
        Just("\u{1b}[2Jメール\t\u{202e}\n".repeat(40)),
        any::<String>(),
    ];
    prop_oneof![
        6 => codes.prop_map(|code| Message::Key(Key::plain(code))),
        4 => letters.prop_map(|c| Message::Key(Key::char(c))),
        1 => any::<char>().prop_map(|c| Message::Key(Key::char(c))),
        2 => controls.prop_map(|c| Message::Key(Key::ctrl(c))),
        1 => pastes.prop_map(Message::Paste),
        2 => (0_u16..130, 0_u16..45, 0_u8..3).prop_map(|(x, y, what)| {
            let at = Position { x, y };
            Message::Mouse(match what {
                0 => Mouse::Click(at),
                1 => Mouse::WheelUp(at),
                _ => Mouse::WheelDown(at),
            })
        }),
        3 => (0_u16..130, 0_u16..45)
            .prop_map(|(width, height)| Message::Resize(Size { width, height })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_messages_at_any_size_panic(messages in prop::collection::vec(message(), 1..40)) {
        let mut driver = Driver::new();
        for message in messages {
            driver.send(message);
            driver.screen();
        }
        let known = driver.effects.iter().all(|effect| match effect {
            Effect::Leave(end) => matches!(end.code, 0 | 130),
            Effect::Copy { text, .. } | Effect::Save { text, .. } => !text.contains('\u{1b}'),
            Effect::Keep(_) | Effect::Seek(_) | Effect::Show(_) | Effect::Resume(_) | Effect::Suspend | Effect::Redraw | Effect::Mouse(_) => true,
        });
        prop_assert!(known);
    }
}

#[test]
fn every_screen_is_drawn_at_every_size() {
    let ways = ["", "550", "550<tab>", "5.1.1<enter>", "<enter>ab<enter>c", "<c-g>1", "?", "<c-f>"];
    let mut drivers: Vec<Driver> = ways
        .iter()
        .map(|way| {
            let mut driver = Driver::new();
            driver.keys(way);
            driver
        })
        .collect();
    for keys in ["", "o", "g", "g<tab>", "go", "go1"] {
        let mut driver = Driver::new();
        driver.paste(BOUNCE).keys(keys);
        drivers.push(driver);
    }
    for driver in &mut drivers {
        for width in (0..130).step_by(7).chain([39, 40, 59, 60, 99, 100]) {
            for height in (0..45).step_by(4).chain([9, 10, 11, 13]) {
                driver.resize(width, height);
                driver.screen();
            }
        }
    }
}
