//! The remedy on the screen: ticked off, judged, proved, waited for, escalated.

use super::driver::{BOUNCE, Driver};
use crate::tui::action::Place;
use crate::tui::effect::Effect;

/// A session that has reached a remedy.
fn reached() -> Driver {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("g");
    for _ in 0..7 {
        if driver.place() == Place::Question {
            driver.keys("1");
        }
    }
    assert_eq!(driver.place(), Place::Remedy);
    driver
}

fn copied(driver: &mut Driver) -> String {
    driver.keys("y");
    let Some(Effect::Copy { text, .. }) = driver.effects.last() else { panic!("no copy") };
    text.clone()
}

#[test]
fn steps_are_ticked_off_and_then_it_is_asked_whether_it_worked() {
    let mut driver = reached();
    driver
        .sees("Step 1 of")
        .keys("d")
        .sees("Step 2 of")
        .keys("<enter><enter><enter><enter><enter>");
    for _ in 0..9 {
        if driver.place() == Place::Remedy {
            driver.keys("d");
        }
    }
    driver.sees("Done. Did it work?");
    driver.keys("<esc>").sees("steps are done");
}

#[test]
fn solved_is_what_has_a_proof() {
    let mut driver = reached();
    driver.keys("v1").sees("The proof, in your words").keys("<enter>").sees("stays open");
    driver.keys("<esc>").sees("How do you see that it works?").keys("<enter>seen<enter>");
    driver.sees("solved, with proof");
    assert!(copied(&mut driver).contains("seen"));
    driver.keys("<left>").sees("Step 1 of");
    driver.keys("<right>").sees("solved, with proof");
}

#[test]
fn what_did_not_help_leads_to_the_next_likeliest_cause() {
    let mut driver = reached();
    driver.keys("v2").sees("That did not help: ").sees("The next likeliest");
    driver.keys("<left>").sees_no("That did not help");
}

#[test]
fn what_waits_says_for_what_and_until_when() {
    let mut driver = reached();
    driver.keys("v3their answer<enter>soon<enter>").sees("no time");
    driver.keys("<c-u>");
    for _ in 0..4 {
        driver.keys("<backspace>");
    }
    driver.keys("2h<enter>").sees("The case is now: waiting");
    assert!(copied(&mut driver).contains("their answer"));
}

#[test]
fn what_cannot_be_done_here_gives_the_packet() {
    let mut driver = reached();
    driver.keys("v4").sees("The case is now: escalated");
    assert!(copied(&mut driver).contains("Mailbox full"));
}

#[test]
fn notes_the_ticket_and_the_users_words_are_written_at_any_step() {
    let mut driver = Driver::new();
    driver.keys("<c-g>n").sees("Note:").keys("q1 they called").sees("q1 they called");
    driver.keys("<enter>").sees("Written down").keys("t4711<enter>scannot send<enter>");
    driver.sees("What do you have in hand?").keys("n<esc>").sees("What do you have in hand?");
    assert_eq!(driver.place(), Place::Question);
    let kept = format!("{:?}", driver.effects);
    assert!(kept.contains("they called") && kept.contains("4711") && kept.contains("cannot send"));
}
