//! The mouse, where it is turned on.

use ratatui::layout::Position;

use super::driver::{BOUNCE, Driver};
use crate::tui::action::Place;
use crate::tui::effect::Effect;
use crate::tui::model::Message;
use crate::tui::mouse::Mouse;

/// Clicks on the first place of the screen that shows a text.
fn click(driver: &mut Driver, text: &str) {
    let screen = driver.screen();
    let found = screen.lines().enumerate().find_map(|(y, line)| {
        let at = line.find(text)?;
        Some((y, crate::text::width(&line[..at])))
    });
    let Some((y, x)) = found else { panic!("{text:?} is not seen in\n{screen}") };
    let (x, y) = (u16::try_from(x).unwrap_or(0), u16::try_from(y).unwrap_or(0));
    driver.send(Message::Mouse(Mouse::Click(Position { x, y })));
}

fn wheel_down(driver: &mut Driver, x: u16, y: u16) {
    driver.send(Message::Mouse(Mouse::WheelDown(Position { x, y })));
}

#[test]
fn a_key_turns_it_on_and_off() {
    let mut driver = Driver::new();
    driver.keys("550<enter>m").sees("The mouse works here now");
    driver.keys("m").sees("selects text in the terminal again");
    assert_eq!(driver.effects, [Effect::Mouse(true), Effect::Mouse(false)]);
    // Where letters are text, by the help.
    let mut driver = Driver::new();
    driver.keys("<c-p>mouse<enter>");
    assert_eq!(driver.effects, [Effect::Mouse(true)]);
}

#[test]
fn lists_answers_links_and_the_footer_are_clicked_on() {
    let mut driver = Driver::new();
    click(&mut driver, "Be guided");
    driver.sees("> Be guided");
    click(&mut driver, "Be guided");
    assert_eq!(driver.place(), Place::Question);
    click(&mut driver, "A returned message");
    driver.sees("question 2");
    click(&mut driver, "1. A returned");
    assert_eq!(driver.place(), Place::Path);
    click(&mut driver, "Esc leave");
    driver.keys("5.1.1<enter>");
    click(&mut driver, "2  An old address");
    driver.sees("Do this next");
    click(&mut driver, "? help");
    assert_eq!(driver.place(), Place::Help);
    click(&mut driver, "Copy what is shown");
    assert!(matches!(driver.effects.last(), Some(Effect::Copy { .. })));
}

#[test]
fn the_wheel_scrolls_what_is_below_it() {
    let mut driver = Driver::new();
    driver.keys("550");
    wheel_down(&mut driver, 5, 5);
    driver.sees_no("> 550");
    let before = driver.screen();
    wheel_down(&mut driver, 5, 16);
    assert_ne!(driver.screen(), before);
    let mut driver = Driver::new();
    driver.paste(BOUNCE).resize(120, 20).sees("From: Mail").sees("is full (certain)");
    wheel_down(&mut driver, 90, 8);
    driver.sees("is full (certain)");
    wheel_down(&mut driver, 5, 8);
    driver.sees_no("is full (certain)");
}
