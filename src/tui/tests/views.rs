//! What the screens look like, as plain text in `screens/`.
//!
//! Only texts of the program itself stand in them: the knowledge is written
//! anew all the time. With `UPDATE_SCREENS=1` the files are written.

use std::path::Path;

use super::driver::{BOUNCE, Driver};
use crate::tui::Open;

/// Holds a screen against its file.
fn check(name: &str, driver: &Driver) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui/tests/screens");
    let path = folder.join(format!("{name}.txt"));
    let screen = without_total(&driver.screen());
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        std::fs::write(&path, &screen).expect("it can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(screen, expected, "{name} is not as in its file; it is now:\n{screen}");
}

/// A screen without the number of all entries, which grows all the time.
fn without_total(screen: &str) -> String {
    let mut out = String::new();
    let mut is_total = false;
    for c in screen.chars() {
        is_total = c == '/' || (is_total && c.is_ascii_digit());
        out.push(if is_total && c != '/' { '#' } else { c });
    }
    out
}

/// The sizes that every screen is looked at in.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (120, 40)];

#[test]
fn the_places_for_searching_and_pasting() {
    for (width, height) in SIZES {
        let mut driver = Driver::open(Open::Nothing, width, height);
        driver.keys("xyzzyplugh");
        check(&format!("nothing-found-{width}x{height}"), &driver);
        let mut driver = Driver::open(Open::Nothing, width, height);
        driver.keys("<enter>").paste("550 5.1.1 no such user\nsecond line");
        check(&format!("paste-{width}x{height}"), &driver);
        driver.keys("<f1>");
        check(&format!("help-{width}x{height}"), &driver);
    }
}

#[test]
fn a_question_has_its_answers_in_sight_at_every_size() {
    for (width, height) in SIZES {
        let mut driver = Driver::open(Open::Guide(None), width, height);
        driver.sees("What do you have in hand?").sees("1  ").sees("Guide: question 1");
        for _ in 0..9 {
            driver.keys("<down>");
        }
        driver.sees(">  5  Don't know");
    }
}

#[test]
fn a_diagnosis_begins_with_the_answer_at_every_size() {
    for (width, height) in SIZES {
        let mut driver = Driver::open(Open::Text(BOUNCE.into()), width, height);
        driver.sees("The recipient's mailbox is full").sees("Who acts");
        let screen = driver.screen();
        let first = screen.lines().nth(1).unwrap_or_default();
        assert!(first.starts_with("The recipient's mailbox is full"), "{screen}");
    }
}

#[test]
fn nothing_but_ascii_is_drawn_where_only_that_is_safe() {
    for keys in ["", "550", "550<enter>", "<c-g>1", "?"] {
        let mut driver = Driver::new();
        driver.model.theme.ascii = true;
        driver.keys(keys);
        assert!(driver.screen().is_ascii(), "{}", driver.screen());
    }
}
