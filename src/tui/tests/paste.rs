//! Pasting, wherever one is.

use super::driver::{BOUNCE, Driver};
use crate::tui::Open;
use crate::tui::action::Place;
use crate::tui::effect::Effect;
use crate::tui::screens::Screen;

#[test]
fn a_bounce_leads_to_its_diagnosis_from_every_screen() {
    for before in ["", "550", "550<tab>", "550<enter>", "<f1>"] {
        let mut driver = Driver::new();
        driver.keys(before).paste(BOUNCE);
        assert_eq!(driver.place(), Place::Diagnosis, "after {before:?}");
        driver.sees("The recipient's mailbox is full").sees("bob@example.net");
    }
}

#[test]
fn a_second_bounce_takes_the_place_of_the_first() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).paste(&BOUNCE.replace("bob@", "eve@")).sees("eve@example.net");
    // Whatever was opened from the first.
    for keys in ["e", "1", "f", "b"] {
        driver.keys(keys);
        if driver.place() == Place::Paste {
            driver.paste("550 5.1.1 <new@example.net>: user unknown").keys("<c-d>");
        } else {
            driver.paste(BOUNCE);
        }
        assert_eq!(driver.model.screens.iter().count(), 2, "after {keys:?}");
    }
    driver.sees("new@example.net").keys("b").sees("new@example.net").keys("<esc><esc>");
    assert_eq!(driver.place(), Place::Start);
}

#[test]
fn a_few_words_in_the_search_line_stay_a_query() {
    let mut driver = Driver::new();
    driver.paste("mailbox full\n").sees("Search: mailbox full");
    assert_eq!(driver.place(), Place::Search);
    driver.keys("<enter>").paste("550 5.1.1").sees("Search: 550 5.1.1").sees("> 5.1.1");
}

#[test]
fn on_the_place_for_pasting_every_letter_is_text_and_enter_a_line() {
    let mut driver = Driver::new();
    driver.keys("<enter>");
    assert_eq!(driver.place(), Place::Paste);
    driver.keys("qy?550 5.1.1 no<enter>such user");
    let Screen::Paste(pasting) = driver.model.screens.top() else { panic!("not there") };
    assert_eq!(pasting.text(), "qy?550 5.1.1 no\nsuch user");
    driver.keys("<esc><enter>").sees("such user").keys("<c-d>");
    assert_eq!(driver.place(), Place::Diagnosis);
    driver.keys("<esc>").sees("such user").keys("<c-u>").sees("Paste or type");
    driver.keys("<c-d>").sees("Not now: nothing is pasted yet");
    driver.paste(BOUNCE).sees("Mailbox full").keys("<f5>").sees("The recipient's mailbox is full");
}

#[test]
fn the_text_is_shown_with_the_words_that_decided() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("f").sees("the words that decided are marked").sees("RCPT TO");
    assert_eq!(driver.place(), Place::Original);
    driver.keys("f").sees("Do this next").keys("f<esc>");
    assert_eq!(driver.place(), Place::Diagnosis);
}

#[test]
fn several_recipients_are_shown_one_after_the_other() {
    let two = format!(
        "{BOUNCE}\n<eve@example.org>: host mx.example.org[203.0.113.10] said: 550 5.1.1\n    \
         <eve@example.org>: Recipient address rejected: User unknown (in reply to\n    \
         RCPT TO command)\n"
    );
    let mut driver = Driver::new();
    driver.paste(&two).sees("< 1 of 2: bob@example.net >").sees("< > recipient");
    driver.keys("<right>").sees("< 2 of 2: eve@example.org >").sees("No such mailbox");
    driver.keys("<right>").sees("< 1 of 2").keys("<left>").sees("< 2 of 2");
    driver.keys("g").sees("Guide:").keys("<esc>").sees("< 2 of 2");
}

#[test]
fn nothing_in_a_text_drives_the_terminal() {
    let hostile = format!("{BOUNCE}\u{1b}[2J\u{9b}31m\u{202e}\u{7}\n");
    let mut driver = Driver::new();
    driver.paste(&hostile).keys("f<end>").sees("\\x1B[2J\\x9B31m\\u{202E}\\x07");
    let mut driver = Driver::new();
    driver.keys("<enter>").paste("a\u{1b}[2Jb").sees("a\\x1B[2Jb");
    let mut driver = Driver::open(Open::Query("\u{1b}[2J\nx".to_owned()), 80, 24);
    driver.sees("\\x1B[2J x");
}

#[test]
fn a_flood_is_cut_and_said() {
    let flood = format!("{BOUNCE}{}", "x".repeat(3 << 20));
    let mut driver = Driver::new();
    driver.paste(&flood).sees("Only the first 2 MB").sees("The recipient's mailbox is full");
    driver.keys("b").paste(&flood).sees("Only the first 2 MB").keys("<c-d>o<end>");
}

#[test]
fn a_text_without_anything_in_it_says_so() {
    let mut driver = Driver::open(Open::Text(Vec::new()), 80, 24);
    driver.sees("There is nothing to read in this text.").keys("gyou<right><enter><tab>1");
}

#[test]
fn one_key_shows_why_and_leads_back() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("e").sees("Why mailbox-full").sees("Rules that decided");
    driver.keys("<end>").sees("The recipient's mailbox is full: certain, weight ").keys("<home>");
    assert_eq!(driver.place(), Place::Diagnosis);
    driver.keys("e").sees("The recipient's mailbox is full").sees_no("Rules that decided");
    driver.keys("e<esc>").sees("The recipient's mailbox is full");
    assert_eq!(driver.place(), Place::Diagnosis);
}

#[test]
fn faults_of_the_sites_files_are_told_of() {
    let mut driver = Driver::new();
    driver.model.warn_of_faults(&[], 3);
    driver.sees("Your site's files have 3 faults").keys("5").sees_no("faults");
    let settings = ["/home/ann/c.toml:3: there is no setting `colr`".to_owned(), "x".to_owned()];
    driver.model.warn_of_faults(&settings, 1);
    driver.sees("c.toml:3: there is no setting `colr` (and 1 more)").sees("have 1 fault");
}

#[test]
fn what_is_copied_has_stand_ins_where_a_person_asks_for_them() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("yryupp");
    let copied: Vec<&str> = driver
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text.as_str()),
            Effect::Leave(end) => end.print.as_deref(),
            _ => None,
        })
        .collect();
    let [open, page, sentence, printed] = copied[..] else { panic!("{copied:?}") };
    assert!(open.contains("bob@example.net") && open.contains("mx.example.net"));
    for text in [page, sentence, printed] {
        assert!(!text.contains("bob") && !text.contains("example.net"), "{text}");
        assert!(text.contains("user1@domain1.example"), "{text}");
    }
    // What the knowledge says stays as it is.
    assert!(page.contains("https://www.rfc-editor.org/") && page.contains("552 5.2.2"), "{page}");
    driver.sees("copies redacted").keys("r").sees("have everything in them");
}
