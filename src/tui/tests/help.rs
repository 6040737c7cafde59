//! The help, which runs what it lists.

use super::driver::{BOUNCE, Driver};
use crate::services::config::KeyWish;
use crate::tui::action::{Group, Keymap, Place, ROWS, Row};
use crate::tui::effect::Effect;
use crate::tui::model::Message;

#[test]
fn it_lists_what_works_here_and_runs_it() {
    let mut driver = Driver::new();
    driver.keys("550<enter>?").sees("Help").sees("Copy what is shown").sees_no("Diagnose the text");
    assert_eq!(driver.place(), Place::Help);
    driver.keys("copy what<enter>");
    assert_eq!(driver.place(), Place::Entry);
    assert!(matches!(driver.effects[..], [Effect::Copy { .. }]));
}

#[test]
fn it_says_why_something_does_not_work_now() {
    let mut driver = Driver::new();
    driver.keys("550<enter>?user<enter>").sees("Not now: there is no sentence for the user");
    assert_eq!(driver.place(), Place::Help);
}

#[test]
fn it_opens_and_closes_by_the_same_keys_everywhere() {
    for before in ["", "550", "550<enter>", "<enter>text", "<c-g>"] {
        let mut driver = Driver::new();
        driver.keys(before);
        let place = driver.place();
        driver.keys("<f1>");
        assert_eq!(driver.place(), Place::Help, "after {before:?}");
        driver.keys("<esc>");
        assert_eq!(driver.place(), place, "after {before:?}");
        driver.keys("<c-p><c-p>");
        assert_eq!(driver.place(), place, "after {before:?}");
    }
}

#[test]
fn what_does_not_exist_lists_nothing_and_breaks_nothing() {
    let mut driver = Driver::new();
    driver.keys("?xyzzy").sees("Nothing here does that.").keys("<enter><down><esc>");
    assert_eq!(driver.place(), Place::Start);
}

#[test]
fn the_footer_ends_with_the_help_at_every_width() {
    for keys in ["", "550", "550<tab>", "550<enter>", "<enter>", "<c-g>", "<c-g>1"] {
        let mut driver = Driver::new();
        driver.keys(keys);
        for width in 40..130 {
            let screen = driver.resize(width, 24).screen();
            let footer = screen.lines().last().unwrap_or_default();
            assert!(footer.ends_with(" help"), "{width}, {keys:?}: {footer}");
        }
    }
}

#[test]
fn keys_of_ones_own_work_and_are_shown() {
    let wish = |action: &str, key: &str, line| KeyWish {
        action: action.to_owned(),
        keys: Some(vec![key.to_owned()]),
        line,
    };
    let wishes = [wish("copy", "c", 1), wish("guide", "F2", 2), wish("print", "z", 3)];
    let (keys, faults) = Keymap::new(&wishes, None);
    assert_eq!(faults, []);
    let mut driver = Driver::new();
    driver.model.library.keys = keys;
    driver.sees("F2 guide").keys("550<enter>").sees("c copy").keys("?copy what").sees("c  ");
    driver.keys("<esc>c");
    assert!(matches!(driver.effects.as_slice(), [Effect::Copy { .. }]), "{:?}", driver.effects);
    let result = Err("no terminal".to_owned());
    driver.send(Message::Copied { what: "The page", result }).sees("z leaves and prints it.");
    driver.effects.clear();
    driver.keys("y");
    assert!(driver.effects.is_empty());
}

#[test]
fn the_guide_names_the_keys_of_ones_own() {
    let wish = |(action, key): (&str, &str)| KeyWish {
        action: action.to_owned(),
        keys: Some(vec![key.to_owned()]),
        line: 1,
    };
    let wishes = [("tick", "z"), ("skip", "Q"), ("verdict", "V"), ("take-back", "B")];
    let (keys, faults) = Keymap::new(&wishes.map(wish), None);
    assert_eq!(faults, []);
    let mut driver = Driver::new();
    driver.model.library.keys = keys;
    driver.paste(BOUNCE).keys("g").sees("z when it is done, Q to skip it; V did it work?");
    driver.keys("V4z").sees("the steps are over; B takes the result back");
}

#[test]
fn rows_say_where_their_key_works_and_reasons_are_whole() {
    let mut driver = Driver::new();
    driver.keys("x<f1>quit").sees("Quit; q on the pages").keys("<esc>");
    driver.keys("<c-u><esc>").sees("Ctrl-C quits").sees_no("q on");
    let mut driver = Driver::new();
    driver
        .keys("<c-g>?take")
        .sees("Left Backspace   Take the last answer back (not now: nothing is");
    driver
        .sees("Right Alt-Right  Give")
        .sees("yet)\n")
        .resize(40, 24)
        .sees("Left ")
        .sees("answered yet)");
    driver.keys("<enter>").sees("Not now: nothing is answered yet");
}

#[test]
fn a_confirmation_leaves_the_keys_in_sight_where_a_row_is_free() {
    let mut driver = Driver::new();
    driver.keys("550<enter>m").sees("The mouse works here now");
    // The page is longer than the screen and says so in that row.
    driver.sees("m gives it back");
    let mut driver = Driver::new();
    driver.resize(80, 40).keys("<c-g>7").sees("There are 1 to ").sees("? help");
}

#[test]
fn stand_ins_end_with_their_case() {
    for (redacts, seen) in [(false, false), (true, true)] {
        let mut driver = Driver::new();
        (driver.model.redact, driver.model.redacts) = (redacts, redacts);
        driver.paste(BOUNCE);
        driver.keys(if redacts { "" } else { "r" }).sees("copies redacted");
        // Of the same case are its session and its other recipients.
        driver.keys("g").sees("copies redacted").keys("<esc>").paste(BOUNCE);
        assert_eq!(driver.screen().contains("copies redacted"), seen);
    }
}

/// The terms of a part of a help topic: `d, Enter :: what it is`.
fn terms(topic: &'static str, heading: &str) -> Vec<&'static str> {
    let part = topic.split("\n## ").find(|part| part.starts_with(heading)).expect("it is there");
    let terms = part.lines().filter_map(|line| line.split_once(" :: "));
    terms.flat_map(|(term, _)| term.split(", ")).collect()
}

#[test]
fn the_topic_of_the_guide_names_every_key_of_its_screen_and_no_other() {
    const SCREEN: &[Place] = &[
        Place::Question,
        Place::Path,
        Place::Remedy,
        Place::Verdict,
        Place::Proof,
        Place::Writing,
        Place::Forms,
        Place::Handout,
    ];
    let terms = terms(include_str!("../../../assets/help/guide.md"), "On the screen");
    let works = |row: &&Row| row.places.iter().any(|place| SCREEN.contains(place));
    // What scrolls, and what every screen has by Ctrl, stands in `help keys`.
    let is_own = |row: &&Row| {
        let is_letter = row.keys.first().is_some_and(|key| key.text().is_some());
        row.group != Group::Move && (row.group != Group::Always || is_letter)
    };
    for row in ROWS.iter().filter(works).filter(is_own).filter(|row| !row.keys.is_empty()) {
        let key = row.key_name();
        assert!(terms.contains(&key.as_str()), "{key} ({}) is not in help guide", row.long);
    }
    let names: Vec<String> = ROWS
        .iter()
        .filter(works)
        .flat_map(|row| row.keys.iter().map(|key| key.name()).chain([row.key_name()]))
        .collect();
    for term in terms {
        assert!(names.iter().any(|name| name == term), "{term} does nothing in the guide");
    }
}

#[test]
fn the_footer_names_what_its_keys_do_now() {
    let mut driver = Driver::new();
    // The only digits in sight are those of steps.
    driver.keys("mailbox full<enter>").sees("1. Look at").sees_no(" open  ").keys("2");
    driver.sees("not in sight").keys("<end>").sees(" open");
    driver.keys("<esc><c-u><tab>").sees("Enter open").sees_no("whole page");
    driver.keys("<enter>");
    assert_eq!(driver.place(), Place::Paste);
    driver.keys("<esc>").paste(BOUNCE).sees("o hand out").keys("e").sees("e back").sees_no("e why");
    let mut driver = Driver::new();
    driver.keys("<down><enter>").sees("Type a code or words here").sees("> Look up a code");
    driver.keys("<tab><enter>");
    assert_eq!(driver.place(), Place::Start);
}

#[test]
fn recipients_have_the_same_keys_everywhere() {
    let two = format!(
        "{BOUNCE}\n<eve@example.org>: host mx.example.org[203.0.113.10] said: \
        550 5.1.1 <eve@example.org>: User unknown\n"
    );
    let mut driver = Driver::new();
    driver.paste(&two).sees("< > recipient").keys(">").sees("< 2 of 2").keys("<").sees("< 1 of 2");
    driver.keys("g").sees("< > recipient").keys(">").sees("< 2 of 2").keys("v").sees("< > rec");
}

/// The row above the keys.
fn above_the_keys(driver: &Driver) -> String {
    let screen = driver.screen();
    screen.lines().rev().nth(1).unwrap_or_default().to_owned()
}

#[test]
fn what_just_happened_is_whole_and_always_above_the_keys() {
    let path = "/tmp/a-folder-with-a-long-name/and-another-one-in-it/for-tickets/2026-11-22/\
        helpdesk/smtp-doctor-12.txt";
    for (width, height) in [(80, 24), (40, 10), (40, 12), (120, 40)] {
        let mut driver = Driver::new();
        driver.keys("550<enter>").resize(width, height);
        let result = Ok(crate::services::clipboard::Route::Terminal);
        driver.send(Message::Copied { what: "The page", result });
        assert!(above_the_keys(&driver).ends_with("prints it."), "{}", driver.screen());
        driver
            .sees(" help\n")
            .send(Message::Saved { what: "The page", result: Ok(path.to_owned()) });
        let told = above_the_keys(&driver);
        assert!(told.ends_with("/smtp-doctor-12.txt"), "{}", driver.screen());
        assert_eq!(driver.screen().contains('~'), width < 120, "{}", driver.screen());
        driver.sees(" help\n").keys("r").sees(" help");
        assert!(above_the_keys(&driver).contains("ids"), "{}", driver.screen());
    }
}

#[test]
fn who_needs_no_screen_finds_the_way_without_it() {
    for words in ["plain", "screen reader"] {
        let mut driver = Driver::new();
        driver.keys("<f1>").keys(words).sees("smtp-doctor --plain").keys("<enter>");
        driver.sees("quit, and start smtp-doctor --plain");
    }
}
