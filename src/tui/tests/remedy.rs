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
    driver.sees("Step 1 of").keys("d").sees("Step 2 of").sees("(done)").keys("<enter><enter>");
    for _ in 0..9 {
        if driver.place() == Place::Remedy {
            driver.keys("d");
        }
    }
    driver.sees("Done. Did it work?").sees("All ").keys("<esc>").sees("steps are done");
}

/// The line of a step, as the screen shows it.
fn step(driver: &Driver, number: usize) -> String {
    let screen = driver.screen();
    let mark = format!("] {number}. ");
    let line = screen.lines().find(|line| line.contains(&mark));
    line.unwrap_or_else(|| panic!("no step {number} in\n{screen}")).to_owned()
}

#[test]
fn steps_are_ticked_unticked_and_skipped_in_any_order() {
    let mut driver = reached();
    driver.resize(80, 60);
    assert!(step(&driver, 1).starts_with("> [ ] 1. "), "{}", driver.screen());
    driver.sees("(now)").keys("2-");
    assert!(step(&driver, 2).starts_with("  [-] 2. "), "{}", driver.screen());
    driver.sees("(skipped)").sees("Step 3 of");
    driver.keys("<up><up>d").sees("(done)");
    assert!(step(&driver, 1).starts_with("  [x] 1. ") && step(&driver, 3).starts_with("> [ ] 3. "));
    // The same key takes it away again; the other one changes it.
    driver.keys("2").sees("Step 2 of").sees("is skipped").keys("-").sees_no("(skipped)");
    assert!(step(&driver, 2).starts_with("> [ ] 2. "));
    driver.keys("1").sees("Step 1 of").sees("is done").keys("-");
    assert!(step(&driver, 1).starts_with("  [-] 1. "));
    driver.keys("9").sees("There are 1 to");
    let text = copied(&mut driver);
    assert!(text.contains("[-] Skipped: Look at") && text.contains("[ ] Read"), "{text}");
    let kept = format!("{:?}", driver.effects);
    assert!(kept.contains("skipped: true"), "{kept}");
}

#[test]
fn the_current_step_stands_out_without_colours_too() {
    let mut driver = reached();
    driver.resize(80, 60).keys("d");
    driver.model.theme.colours = false;
    let buffer = driver.buffer();
    let bold = |number: usize| {
        let screen = driver.screen();
        let mark = format!("] {number}. ");
        let row = screen.lines().position(|line| line.contains(&mark)).expect("it is there");
        let cell = &buffer[(12, u16::try_from(row).expect("a row"))];
        cell.modifier.contains(ratatui::style::Modifier::BOLD)
    };
    assert_eq!([bold(1), bold(2), bold(3)], [false, true, false]);
}

#[test]
fn what_is_not_in_sight_is_not_ticked_by_mistake() {
    let mut driver = reached();
    driver.resize(40, 12).keys("<end>d").sees("the same key again").sees("> [ ] 1. ");
    driver.keys("d").sees("Step 2 of").sees("> [ ] 2. ");
}

#[test]
fn arrows_read_a_long_step_to_its_end_before_they_go_on() {
    let mut driver = reached();
    driver.resize(40, 12);
    let mut seen = Vec::new();
    for _ in 0..200 {
        driver.keys("<down>");
        let screen = driver.screen();
        let told = screen.lines().find_map(|line| line.trim().strip_prefix("Step "));
        let number = told.and_then(|told| told.split(' ').next()).map(str::to_owned);
        if seen.last() != Some(&number) {
            seen.push(number);
        }
    }
    let all: Vec<String> = seen.into_iter().flatten().collect();
    let expected: Vec<String> = (1..=all.len()).map(|number| number.to_string()).collect();
    assert_eq!(all, expected);
    assert!(all.len() >= 4);
    for _ in 0..200 {
        driver.keys("<up>");
    }
    driver.sees("Step 1 of").sees("is full");
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

#[test]
fn what_is_pasted_into_a_line_is_never_lost() {
    let report = format!("{BOUNCE}{}", "and on it goes\n".repeat(500));
    for keys in ["n", "s"] {
        let mut driver = Driver::new();
        driver.keys("<c-g>").keys(keys).paste(&report).sees_no("Only the first");
        driver.keys("<enter>").sees("Written down");
        let kept = format!("{:?}", driver.effects);
        assert!(kept.contains("system at host mail.ourco.example.  <bob"), "{kept}");
        assert_eq!(kept.matches("and on it goes").count(), 500);
    }
    let mut driver = Driver::new();
    driver.keys("<c-g>n").paste(&"x".repeat(40_000)).sees("Only the first 16 KB were taken");
    driver.keys("<enter>").sees("Written down");
}

#[test]
fn a_line_that_is_left_is_there_again() {
    let mut driver = Driver::new();
    driver.keys("<c-g>sit says no<esc>s").sees("it says no").keys("<esc>n").sees_no("it says");
    driver.keys("<esc>s more<enter>s").sees_no("it says no").keys("<esc>");
    // From a diagnosis, too.
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("nabc<esc>n").sees("Note: abc");
}

#[test]
fn the_ticket_is_shown_and_can_be_changed() {
    let mut driver = reached();
    driver.keys("tINC-7<enter>").sees("Guide: remedy, ticket INC-7");
    driver.keys("t").sees("Ticket number: INC-7").keys("1<enter>").sees("ticket INC-71");
    driver.keys("t<esc>").sees("ticket INC-71");
}

#[test]
fn the_proof_is_one_step_behind_the_question_whether_it_worked() {
    let mut driver = reached();
    driver.keys("v").sees("Did it work?").sees("1-4 answer").sees("v steps").sees("Esc back");
    driver.keys("1<esc>").sees("How do you see that it works?").sees("Enter write the proof");
    assert_eq!(driver.place(), Place::Proof);
    driver.sees("Esc back").sees_no("worked?").keys("v").sees("How do you see");
    driver.keys("<esc>").sees("Did it work?").keys("<esc>").sees("Step 1 of").keys("<esc>");
    assert_eq!(driver.place(), Place::Diagnosis);
}
