//! Sessions that are kept: what is saved when, what is told of it, and going
//! on with one.

use super::driver::{BOUNCE, Driver};
use crate::guide::{Deed, Record, Session};
use crate::knowledge::Knowledge;
use crate::services::sessions::{Complaint, Listed, Order, Report};
use crate::tui::Open;
use crate::tui::action::Place;
use crate::tui::effect::Effect;
use crate::tui::model::Message;

const NOW: jiff::Timestamp = jiff::Timestamp::UNIX_EPOCH;

/// What was last done in the session that was last saved.
fn saved(driver: &Driver) -> Option<Deed> {
    let order = |effect: &Effect| match effect {
        Effect::Keep(Order::Keep { deeds, .. }) => Some(deeds.last()?.deed.clone()),
        _ => None,
    };
    driver.effects.iter().rev().find_map(order)
}

fn saves(driver: &Driver) -> usize {
    driver.effects.iter().filter(|effect| matches!(effect, Effect::Keep(_))).count()
}

/// A session with an answer, as it lies on the disk.
fn record() -> Record {
    let mut session = Session::new(Knowledge::builtin());
    session.answer("in-hand", "error").expect("there is such an answer");
    session.apply(Deed::Ticket { text: "4711".to_owned() }).expect("it is taken");
    Record::new("20261122-004200".to_owned(), &session, NOW)
}

fn listed() -> Listed {
    let Record { id, summary, .. } = record();
    Listed { id, summary }
}

fn report(complaint: Option<&str>) -> Message {
    let complaint = complaint.map(Complaint::example);
    let listed = Some(listed());
    Message::Report(Box::new(Report::Kept { slot: 1, listed, complaint }))
}

#[test]
fn every_answer_is_saved_and_nothing_else() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("<down><up>?<esc>");
    assert_eq!(saves(&driver), 0);
    driver.keys("1");
    assert!(matches!(saved(&driver), Some(Deed::Answer { .. })));
    driver.keys("<down>");
    assert_eq!(saves(&driver), 1);
    driver.keys("<left>");
    assert!(matches!(saved(&driver), Some(Deed::TakeBack { .. })));
    driver.keys("<right>");
    assert!(matches!(saved(&driver), Some(Deed::Answer { .. })));
    driver.keys("R");
    assert_eq!((saves(&driver), saved(&driver)), (4, Some(Deed::Restart)));
}

#[test]
fn a_session_that_begins_with_a_bounce_is_saved_at_once_with_its_words() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("g");
    let Some(Deed::Evidence { exhibit }) = saved(&driver) else { panic!("no evidence") };
    assert_eq!(exhibit.recipient.as_deref(), Some("bob@example.net"));
    assert!(exhibit.words.contains("Mailbox full"));
}

#[test]
fn what_is_not_saved_is_marked_until_it_is_saved() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    let failed = || report(Some("NOT SAVED (the disk is full)"));
    driver.keys("1").send(failed()).sees("NOT SAVED (the disk is full)");
    driver.keys("?").sees("NOT SAVED").keys("<esc>").sees("NOT SAVED");
    // A note that is not saved is not said to be written down.
    driver.keys("nimportant<enter>").send(failed()).sees("NOT SAVED (the").sees_no("Written down");
    let (notes, told) = driver.model.lost().expect("it is lost");
    assert!(notes.contains("important"), "{notes}");
    assert!(told.contains("NOT KEPT") && told.contains("SMTP_DOCTOR_STATE"), "{told}");
    // Leaving tries once more.
    assert!(matches!(driver.model.keep_again().as_slice(), [Effect::Keep(_)]));
    driver.send(report(None)).sees("Saved again").keys("<down>").sees_no("NOT SAVED");
    assert_eq!(driver.model.lost(), None);
}

#[test]
fn where_nothing_is_to_be_kept_that_is_told_once() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.model.keeping.is_off = true;
    driver.keys("1").sees("not kept").keys("1").sees_no("not kept");
    assert_eq!(saves(&driver), 0);
}

#[test]
fn the_last_session_is_the_fourth_door() {
    let mut driver = Driver::new();
    driver.send(Message::Report(Box::new(Report::Last(Some(listed())))));
    driver.sees("Go on with").sees("ticket 4711").keys("<down><down><down>");
    driver.sees("> Go on with").keys("<enter>");
    let asked = Effect::Resume("20261122-004200".to_owned());
    assert_eq!(driver.effects.last(), Some(&asked));
    driver.send(Message::Resumed(Ok(Box::new(record())))).sees("question 2 of about");
    driver.keys("1");
    let Some(Effect::Keep(Order::Keep { record: Some(kept), .. })) = driver.effects.last() else {
        panic!("it is not saved where it was")
    };
    assert_eq!(kept.id, "20261122-004200");
    // Left and taken up again, it is the one that is still there.
    driver.send(report(None)).keys("<esc><enter>").sees("question 3 of about");
    assert_ne!(driver.effects.last(), Some(&asked));
}

#[test]
fn a_door_that_comes_late_moves_no_selection() {
    let mut driver = Driver::new();
    for _ in 0..4 {
        driver.keys("<down>");
    }
    let selected = |driver: &Driver| {
        let screen = driver.screen();
        screen.lines().find(|line| line.starts_with("> ")).map(str::to_owned)
    };
    let before = selected(&driver);
    driver.send(Message::Report(Box::new(Report::Last(Some(listed())))));
    assert_eq!(selected(&driver), before);
    driver.send(Message::Report(Box::new(Report::Last(None))));
    assert_eq!(selected(&driver), before);
}

#[test]
fn a_session_that_cannot_be_read_is_told_of() {
    let mut driver = Driver::new();
    driver.send(Message::Resumed(Err("x.json: cannot be read".to_owned())));
    driver.sees("cannot be read");
    assert_eq!(driver.place(), Place::Start);
}

#[test]
fn a_kept_session_is_opened_where_it_was() {
    let driver = &mut Driver::open(Open::Session(Box::new(record())), 80, 24);
    driver.sees("question 2 of about").keys("<left>").sees("What do you have in hand?");
    driver.sees("> 1");
}

#[test]
fn what_is_pasted_into_a_session_answers_more() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("1").paste(BOUNCE).sees("Added to this session; it answers");
    assert!(matches!(saved(&driver), Some(Deed::Evidence { .. })));
    assert_ne!(driver.place(), Place::Diagnosis);
    driver.sees("by you and the evidence");
    // The same by the place for pasting.
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("b550 5.1.1 user unknown<c-d>").sees("Added to this session");
    assert_ne!(driver.place(), Place::Diagnosis);
}

#[test]
fn something_is_looked_up_and_the_same_question_is_there_again() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("1").sees("question 2 of about").keys("/greylisted<enter>");
    assert_eq!(driver.place(), Place::Entry);
    driver.keys("<esc><esc><esc>").sees("question 2 of about");
    // From anywhere in between, too.
    driver.keys("/550<enter>/<c-g>").sees("question 2 of about");
    driver.paste("5.1.1").keys("<enter>").sees("5.1.1").keys("<esc><esc><esc>");
    driver.sees("question 2 of about");
}

#[test]
fn a_session_that_ended_and_is_gone_on_with_says_the_time_that_it_is() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("gv4").sees("The case is now: escalated");
    let Some(Effect::Keep(Order::Keep { deeds, .. })) = driver.effects.pop() else {
        panic!("not saved")
    };
    let mut driver = Driver::open(Open::Nothing, 120, 40);
    driver.model.keeping.now = "2026-11-22T00:42:00Z".parse().ok();
    driver.send(Message::Resumed(Ok(Box::new(Record { deeds, ..record() }))));
    driver.sees("The case is now: escalated").sees("Written    2026-11-22 00:42");
}

#[test]
fn a_diagnosis_on_which_nothing_was_written_leaves_no_session() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("n<esc>o<esc>o1<esc><esc>sabc<esc>t<esc>").keys("<esc><right>");
    assert_eq!((saves(&driver), driver.place()), (0, Place::Diagnosis));
    driver.keys("nsomething<enter>");
    assert!(matches!(saved(&driver), Some(Deed::Note { .. })));
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("n<esc>g");
    assert!(matches!(saved(&driver), Some(Deed::Evidence { .. })));
}

#[test]
fn a_session_that_is_over_gives_way_to_another_one_that_is_under_way() {
    let mut driver = Driver::new();
    driver.send(report(None)).keys("<down>").sees("ticket 4711");
    let mut over = listed();
    over.summary.stage = "solved".into();
    let listed = Some(over);
    driver.send(Message::Report(Box::new(Report::Kept { slot: 1, listed, complaint: None })));
    driver.sees_no("Go on with");
    assert_eq!(driver.effects.last(), Some(&Effect::Keep(Order::Last)));
}
