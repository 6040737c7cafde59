//! Earlier cases like the one that is seen, and what may be an incident.

use jiff::Timestamp;

use super::driver::{BOUNCE, Driver};
use crate::guide::{Deed, Exhibit, Record, Session, Summary, Verdict};
use crate::knowledge::Knowledge;
use crate::services::sessions::{Listed, Order, Report};
use crate::tui::action::Place;
use crate::tui::effect::Effect;
use crate::tui::library::Library;
use crate::tui::model::Message;

const NOW: &str = "2026-11-22T10:00:00Z";

fn now() -> Timestamp {
    NOW.parse().expect("a time")
}

/// A session about the bounce, begun at a time.
fn record(id: &str, at: &str, is_solved: bool) -> Record {
    let library = Library::new(Knowledge::builtin());
    let evidence = Library::read(BOUNCE.as_bytes());
    let diagnosis = library.diagnose(&evidence);
    let mut session = Session::new(Knowledge::builtin());
    let at: Timestamp = at.parse().expect("a time");
    session.at(at);
    session.add_evidence(Exhibit::of("paste", &diagnosis, &evidence).expect("one"));
    session.apply(Deed::Ticket { text: "INC-7".to_owned() }).expect("taken");
    if is_solved {
        let proof = Some("they made room".to_owned());
        session.end("mailbox-full", Verdict::Worked { proof }).expect("it is there");
    }
    Record::new(id.to_owned(), &session, at)
}

/// Each is about another message.
fn listed(record: &Record) -> Listed {
    let message_id = Some(record.id.clone());
    Listed { id: record.id.clone(), summary: Summary { message_id, ..record.summary.clone() } }
}

fn earlier() -> Record {
    record("20261118-090000", "2026-11-18T09:00:00Z", true)
}

/// What the other thread says to what was asked last.
fn answer(driver: &mut Driver, cases: Vec<Listed>) {
    let sought = driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::Seek(present) => Some(present.clone()),
        _ => None,
    });
    let present = sought.expect("it was asked for");
    driver.send(Message::Report(Box::new(Report::Alike { present, cases })));
}

fn seeks(driver: &Driver) -> usize {
    driver.effects.iter().filter(|effect| matches!(effect, Effect::Seek(_))).count()
}

fn pasted() -> Driver {
    let mut driver = Driver::new();
    driver.model.keeping.now = Some(now());
    driver.paste(BOUNCE);
    driver
}

/// The session that is seen was saved under an id.
fn is_kept(driver: &mut Driver, id: &str) {
    let slot = driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::Keep(Order::Keep { slot, .. }) => Some(*slot),
        _ => None,
    });
    let listed = Some(Listed { id: id.to_owned(), ..listed(&earlier()) });
    let report = Report::Kept { slot: slot.expect("it is saved"), listed, complaint: None };
    driver.send(Message::Report(Box::new(report)));
}

/// Tells a scene of earlier cases: one like it, many of today, or one that is
/// looked at.
pub(super) fn tell(driver: &mut Driver, what: &str) {
    if !matches!(what, "alike" | "incident" | "earlier") {
        return;
    }
    driver.model.keeping.now = Some(now());
    if driver.place() != Place::Diagnosis {
        is_kept(driver, "20261122-100000");
    }
    let today = |id: &str| listed(&record(id, "2026-11-22T08:00:00Z", false));
    answer(
        driver,
        match what {
            "alike" => vec![listed(&earlier())],
            _ => vec![today("20261122-090000"), today("20261122-080000")],
        },
    );
}

#[test]
fn a_diagnosis_tells_of_an_earlier_case_and_opens_it() {
    let mut driver = pasted();
    driver.keys("a").sees("Not now: no earlier case").keys("<up>");
    assert_eq!(seeks(&driver), 1, "asked once");
    answer(&mut driver, vec![listed(&earlier())]);
    driver.sees("a  Like an earlier case: seen once in the last seven days.");
    driver.sees("The last, 2026-11-18: solved (they made room).");
    driver.keys("a");
    assert_eq!(driver.effects.last(), Some(&Effect::Show("20261118-090000".to_owned())));
    driver.send(Message::Shown(Ok(Box::new(earlier()))));
    driver.sees("Earlier case").sees("INC-7").sees("they made room").keys("<esc>");
    assert_eq!(driver.place(), Place::Diagnosis);
    driver.sees("is full (certain)");
    // It is gone on with only where somebody means to.
    driver.send(Message::Shown(Ok(Box::new(earlier())))).keys("<enter>");
    driver.sees("Tab chooses a link").keys("1");
    assert_eq!(driver.effects.last(), Some(&Effect::Resume("20261118-090000".to_owned())));
}

#[test]
fn the_guide_tells_of_others_and_never_of_itself() {
    let mut driver = pasted();
    driver.keys("g");
    assert_eq!(seeks(&driver), 1, "the session is not known as kept yet");
    is_kept(&mut driver, "20261122-100000");
    assert_eq!(seeks(&driver), 2);
    let own = record("20261122-100000", NOW, false);
    answer(&mut driver, vec![listed(&own)]);
    driver.sees_no("Like an earlier case");
    let mut driver = pasted();
    driver.keys("g");
    is_kept(&mut driver, "20261122-100000");
    answer(&mut driver, vec![listed(&own), listed(&earlier())]);
    driver.sees("seen once in the last seven days").sees("solved (they made room)");
    driver.keys("d").sees("seen once");
    assert_eq!(seeks(&driver), 2, "not for every step");
}

#[test]
fn many_cases_of_today_are_announced_while_a_question_is_open() {
    let today = || {
        let of = |number: u32| {
            listed(&record(&format!("20261122-0{number}0000"), "2026-11-22T08:00:00Z", false))
        };
        vec![of(8), of(9)]
    };
    let mut driver = pasted();
    answer(&mut driver, today());
    driver.sees("This may be an incident: 3 cases with this symptom today.");
    driver.sees("tell whoever leads incidents").keys("a");
    driver.sees("Earlier cases").sees("1  20261122-080000").sees("INC-7").keys("1");
    assert_eq!(driver.effects.last(), Some(&Effect::Show("20261122-080000".to_owned())));
    driver.keys("<esc>g");
    is_kept(&mut driver, "20261122-100000");
    answer(&mut driver, today());
    driver.sees("This may be an incident: 3 cases");
    // Taken back to a question it is the same case still.
    driver.keys("<left><left>").sees("Guide: question").sees("This may be an incident");
    driver.resize(40, 12).sees("May be an incident: 3 today");
}

#[test]
fn cases_of_yesterday_make_no_incident() {
    let mut driver = pasted();
    let before = |number: u32| {
        listed(&record(&format!("20261121-0{number}0000"), "2026-11-21T08:00:00Z", true))
    };
    answer(&mut driver, vec![before(8), before(9), before(7)]);
    driver.sees_no("incident").sees("seen 3 times in the last seven days");
    driver.resize(60, 12).sees("a  Seen 3 times in the last seven days; the last: solved");
    driver.resize(40, 12).sees("a  Like an earlier case: solved");
}

#[test]
fn the_session_of_a_diagnosis_is_no_earlier_case_of_it() {
    let mut driver = pasted();
    answer(&mut driver, Vec::new());
    driver.keys("ncalled<enter>").sees("Written down").keys("n");
    is_kept(&mut driver, "20261122-100000");
    let own = || vec![listed(&record("20261122-100000", NOW, false))];
    // While the session is seen, and when it was left meanwhile.
    answer(&mut driver, own());
    driver.keys("<esc>").sees_no("earlier case");
    answer(&mut driver, own());
    driver.sees_no("earlier case");
}
