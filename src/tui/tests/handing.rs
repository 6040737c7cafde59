//! What a session hands out, from the screen.

use jiff::tz::TimeZone;
use ratatui::layout::Position;

use super::driver::{BOUNCE, Driver};
use crate::guide::Record;
use crate::knowledge::Knowledge;
use crate::report::{Form, Particulars, hand_out};
use crate::services::sessions::Order;
use crate::tui::Open;
use crate::tui::action::Place;
use crate::tui::effect::Effect;
use crate::tui::model::Message;
use crate::tui::mouse::Mouse;

const NOW: jiff::Timestamp = jiff::Timestamp::UNIX_EPOCH;

/// A second reply with somebody else's address in its words.
const OTHER: &str = "550 5.1.1 <eve@example.org>: User unknown, ask mallory@example.org";

/// A session at its remedy, in which people wrote something.
fn written_in() -> Driver {
    let mut driver = Driver::new();
    driver.model.keeping.now = Some(NOW);
    driver.paste(BOUNCE).keys("gtINC-7<enter>sMr Smith cannot send<enter>ncalled Ann<enter>");
    driver
}

fn copied(driver: &mut Driver) -> String {
    driver.keys("y");
    let Some(Effect::Copy { text, .. }) = driver.effects.last() else { panic!("no copy") };
    text.clone()
}

/// The session as the commands read it from the disk.
fn kept(driver: &Driver) -> Record {
    let deeds = driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::Keep(Order::Keep { deeds, .. }) => Some(deeds.clone()),
        _ => None,
    });
    let knowledge = Knowledge::builtin();
    let session = crate::guide::Session::replay(knowledge, deeds.expect("it was saved"));
    Record::new("20261122-004200".to_owned(), &session, NOW)
}

/// What `sessions export` prints of a kept session.
fn exported(record: &Record, form: Form, is_shared: bool) -> String {
    let knowledge = Knowledge::builtin();
    let session = record.session(knowledge);
    let started = Some(record.summary.started);
    let about = Particulars::of(&session, None, started, NOW, TimeZone::UTC);
    hand_out(&session, knowledge, &about, form, is_shared).expect("there is one").text
}

#[test]
fn the_screen_gives_what_the_commands_give_to_the_byte() {
    for is_shared in [false, true] {
        for (at, form) in Form::ALL.iter().enumerate() {
            let mut driver = written_in();
            driver.keys(if is_shared { "ro" } else { "o" }).keys(&(at + 1).to_string());
            assert_eq!(driver.place(), Place::Handout, "{form:?}");
            let (text, record) = (copied(&mut driver), kept(&driver));
            let export = exported(&record, *form, is_shared);
            if *form == Form::Json {
                // The commands print a document a line; here it goes as it is read.
                let read =
                    |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("it");
                assert_eq!(read(&text), read(&export));
                assert!(export.lines().count() == 1 && text.contains("\n  \"schema\": 1,\n"));
            } else {
                assert_eq!(text, export, "{form:?} {is_shared}");
            }
            driver.keys("w");
            let Some(Effect::Save { text: saved, ending, .. }) = driver.effects.last() else {
                panic!("not written")
            };
            assert_eq!(*saved, text);
            assert_eq!(*ending == "md", *form == Form::Markdown);
            driver.keys("pp");
            let Some(Effect::Leave(end)) = driver.effects.last() else { panic!("no end") };
            assert_eq!(end.print.as_ref(), Some(&text));
        }
    }
}

#[test]
fn the_same_for_the_note_without_the_list_at_every_step() {
    for keys in ["", "<left>", "<left><left>", "v1<esc>", "v1seen<enter>", "v3them<enter>2h<enter>"]
    {
        for is_shared in [false, true] {
            let mut driver = written_in();
            driver.keys(keys).keys(if is_shared { "r" } else { "" });
            let (text, record) = (copied(&mut driver), kept(&driver));
            assert_eq!(text, exported(&record, Form::Note, is_shared), "{keys}");
            assert_eq!(text.contains("Smith"), !is_shared, "{text}");
        }
    }
    let mut driver = written_in();
    let text = copied(driver.keys("v4"));
    assert_eq!(text, exported(&kept(&driver), Form::Packet, false));
}

#[test]
fn what_is_open_is_named_in_the_note() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    assert!(copied(&mut driver).contains("Open       What do you have in hand?"));
    let mut driver = written_in();
    assert!(copied(&mut driver).contains("Open       step 1 of"));
    assert!(copied(driver.keys("v1<esc>")).contains("Open       the proof. "));
    assert!(!copied(driver.keys("<enter>seen<enter>")).contains("Open "));
}

#[test]
fn what_is_not_there_says_why_and_nothing_goes_unseen() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("o").sees("Hand out").sees("4  Sentence for the user  (not now: no cause");
    driver.keys("4").sees("Not now: no cause is reached yet").keys("y").sees("choose one first");
    assert!(!driver.effects.iter().any(|effect| matches!(effect, Effect::Copy { .. })));
    driver.keys("u").sees("Not now: no cause").keys("9").sees("There are 1 to 6 here");
    driver.keys("<down><down><down><enter>").sees("Not now: no cause");
    assert_eq!(driver.place(), Place::Forms);
    driver.keys("6").sees("the cause could not be told").keys("<esc>").sees("Hand out");
    driver.keys("<left>").sees("question 1 of about");
    // A cause at which nobody on the other side can do anything.
    driver.paste("535 5.7.8 Error: authentication failed: wrong password");
    for _ in 0..7 {
        if driver.place() == Place::Question {
            driver.keys("1");
        }
    }
    driver.keys("o5").sees("Not in this case");
}

#[test]
fn stand_ins_are_for_what_may_be_shared() {
    let mut driver = written_in();
    driver.keys("o1").sees("bob@example.net").keys("r").sees("user1@").sees_no("bob@");
    driver.keys("6<pgdn>").sees("user1@").sees_no("Smith");
    // Who has to look it up needs the address.
    driver.keys("5").sees("bob@example.net").keys("r").sees("has no stand-ins");
    driver.keys("<esc>r1").sees("bob@example.net");
}

#[test]
fn nobody_elses_address_goes_to_the_other_side() {
    let mut driver = Driver::new();
    driver
        .paste(&BOUNCE.replace("Mailbox full", "Mailbox full, ask mallory@example.org"))
        .keys("g");
    let message = copied(driver.keys("o5"));
    assert!(message.contains("bob@example.net") && !message.contains("mallory"), "{message}");
    let sentence = copied(driver.keys("4"));
    driver.keys("<esc><esc>u");
    let Some(Effect::Copy { text, .. }) = driver.effects.last() else { panic!("no copy") };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(text), words(&sentence));
}

#[test]
fn what_is_read_follows_the_session() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("go1").sees_no("INC-7").keys("t").sees("Ticket number:");
    driver.keys("INC-7<enter>");
    assert_eq!(driver.place(), Place::Handout);
    let same = OTHER.replace("eve@example.org", "bob@example.org");
    driver.sees("INC-7").paste(&same).sees("Added to this session");
    assert_eq!(driver.place(), Place::Handout);
    assert!(copied(&mut driver).contains("bob@example.org"));
    driver.keys("/full<enter>g").sees("Note for the ticket");
}

#[test]
fn the_list_and_the_page_fit_every_size() {
    for (width, height) in [(80, 24), (40, 12), (40, 10), (120, 40)] {
        let mut driver = Driver::open(Open::Text(BOUNCE.into()), width, height);
        driver.keys("go").sees("1  Note for the ticket, plain text").sees("6  Escalation packet");
        driver.sees("For your ticket").keys("1").sees("All is in it; r puts in stand-ins.");
        driver.sees("y copy").sees("w write").sees("p print+quit").keys("<end>");
        driver.sees("[ ] ").keys("3").sees("\"schema\": 1");
    }
}

#[test]
fn the_list_is_clicked_on_and_the_page_scrolled_by_the_wheel() {
    let at = |y| Position { x: 6, y };
    let mut driver = Driver::open(Open::Text(BOUNCE.into()), 80, 24);
    driver.keys("go").send(Message::Mouse(Mouse::WheelDown(at(5)))).sees("> 2  Note");
    driver.send(Message::Mouse(Mouse::Click(at(12))));
    assert_eq!(driver.place(), Place::Forms);
    driver.send(Message::Mouse(Mouse::Click(at(8)))).sees("Escalation: ");
    driver.send(Message::Mouse(Mouse::WheelDown(at(5)))).sees_no("Escalation: ");
}

#[test]
fn a_diagnosis_hands_out_and_is_written_on_as_its_session_is() {
    let mut driver = Driver::new();
    driver.model.keeping.now = Some(NOW);
    driver.paste(BOUNCE).sees("o hand out").sees("n note").sees("f full text");
    driver.keys("o").sees("Hand out: each is shown in full").keys("1").sees("Mailbox full");
    driver.keys("<esc>");
    assert_eq!(driver.place(), Place::Forms);
    driver.keys("<esc>");
    assert_eq!(driver.place(), Place::Diagnosis);
    driver.keys("tINC-7<enter>").sees("Written down");
    assert_eq!(driver.place(), Place::Diagnosis);
    // Left unwritten, it comes back too.
    driver.keys("snothing<esc>");
    assert_eq!(driver.place(), Place::Diagnosis);
    driver.keys("fncalled Ann<enter>os<c-u>Mr Smith cannot send<enter>");
    assert_eq!(driver.place(), Place::Forms);
    driver.keys("1").sees("INC-7");
    let text = copied(&mut driver);
    assert!(["INC-7", "called Ann", "Mr Smith cannot send"].iter().all(|it| text.contains(it)));
    assert!(!text.contains("nothing"));
    // Who means the session stays in it.
    driver.keys("<esc><esc>f<enter>o<esc>");
    assert_eq!(driver.place(), Place::Remedy);
    driver.keys("n<esc>");
    assert_eq!(driver.place(), Place::Remedy);
}

#[test]
fn printing_is_asked_once_more_because_it_leaves() {
    let mut driver = Driver::new();
    let leaves = |driver: &Driver| driver.effects.iter().any(|e| matches!(e, Effect::Leave(_)));
    driver.paste(BOUNCE).keys("gp").sees("p again prints this and quits");
    driver.keys("lease");
    driver.keys("<esc><esc>p").keys("<down>p");
    assert!(!leaves(&driver));
    driver.keys("p");
    assert!(leaves(&driver));
}

#[test]
fn letters_without_a_word_of_a_server_are_not_enough() {
    let mut driver = Driver::new();
    driver.keys("asdfghjkl<enter>").sees("Not enough text").sees("you, the helpdesk");
}
