//! What comes out carries what its reader needs and no more.

use jiff::tz::TimeZone;

use super::*;
use crate::diagnosis::{Doctor, is_open_end};
use crate::evidence::{self, Action, Forms, Kind};
use crate::guide::{Deed, Exhibit, Mark, Session, Verdict};
use crate::knowledge::{Confidence, Knowledge};
use crate::report::{markdown, plain};
use crate::text::width;

const LOG: &str = "Nov 21 10:00:00 mail postfix/smtp[123]: 4XyZ12Ab3CdEf: \
to=<bob@partner.example>, orig_to=<sales@partner.example>, relay=mx.partner.example[192.0.2.25]:25, \
delay=1, dsn=5.2.2, status=bounced (host mx.partner.example[192.0.2.25] said: 552 5.2.2 \
<bob@partner.example>: Mailbox full, ask eve@partner.example (in reply to RCPT TO command))";

fn session() -> Session<'static> {
    let knowledge = Knowledge::builtin();
    let evidence = evidence::read(LOG.as_bytes(), Forms::builtin());
    let diagnosis = Doctor::new(knowledge).diagnose(&evidence);
    let mut session = Session::new(knowledge);
    session.add_evidence(Exhibit::of("mail.log", &diagnosis, &evidence).expect("one"));
    let words = "Mr Smith says it came back".to_owned();
    session.apply(Deed::UserWords { text: words }).expect("kept");
    session.apply(Deed::Ticket { text: "INC-4711".to_owned() }).expect("kept");
    session.apply(Deed::Note { place: None, text: "called Mr Miller".to_owned() }).expect("kept");
    session.mark("mailbox-full", 0, Mark::Done).expect("it exists");
    session.mark("mailbox-full", 1, Mark::Skipped).expect("it exists");
    session
}

fn about() -> Particulars {
    Particulars {
        session: Some("20261121-100000".to_owned()),
        now: "2026-11-21T10:05:00Z".parse().expect("a time"),
        started: "2026-11-21T10:00:00Z".parse().ok(),
        zone: TimeZone::UTC,
    }
}

#[test]
fn the_note_for_the_ticket_tells_everything_in_72_columns() {
    let mut session = session();
    let proof = Some("250 in the log at 10:04".to_owned());
    session.end("mailbox-full", Verdict::Worked { proof }).expect("it exists");
    let note = Note::new(&session, Knowledge::builtin(), &about());
    let text = plain(&note_page(&note));
    for wanted in [
        "The recipient's mailbox is full",
        "INC-4711",
        "Mr Smith says it came back",
        "bob@partner.example",
        "552 5.2.2",
        "Who said no?",
        "[x] Look at the first digit",
        "[-] Skipped: ",
        "[ ] ",
        "solved, with proof",
        "250 in the log at 10:04",
        "the recipient",
        "called Mr Miller",
        "2026-11-21 10:00 +00:00",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in:\n{text}");
    }
    for line in text.lines() {
        assert!(width(line) <= 72, "{line}");
    }
    assert!(markdown(&note_page(&note)).starts_with("# The recipient's mailbox is full"));
    let json = serde_json::to_value(note.clean()).expect("it is data");
    assert_eq!(json["cause"]["id"], "mailbox-full");
    assert_eq!(json["result"]["stage"], "solved");
    assert_eq!(json["steps"][0]["done"], true);
    assert_eq!(
        (&json["steps"][1]["done"], &json["steps"][1]["skipped"]),
        (&false.into(), &true.into())
    );
}

#[test]
fn what_people_wrote_stands_before_what_the_program_found() {
    let text = plain(&note_page(&Note::new(&session(), Knowledge::builtin(), &about())));
    let order = ["What the user says", "Mr Smith", "Notes", "called Mr Miller", "Evidence"];
    let places: Vec<_> = order.iter().map(|wanted| text.find(wanted)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in:\n{text}");
}

#[test]
fn what_is_shared_beyond_tells_of_nobody() {
    let session = session();
    let note = Note::new(&session, Knowledge::builtin(), &about()).shared(&session);
    let texts = [
        plain(&note_page(&note)),
        serde_json::to_string(&note.clone().clean()).expect("it is data"),
        plain(&packet(&session, Knowledge::builtin(), &about(), true)),
    ];
    for text in texts {
        let lower = text.to_lowercase();
        for secret in
            ["bob", "eve@", "partner", "192.0.2", "4xyz", "smith", "miller", "inc-4711", "mail.log"]
        {
            assert!(!lower.contains(secret), "{secret} is in:\n{text}");
        }
        assert!(text.contains("552 5.2.2") && text.contains("user1@domain1.example"), "{text}");
    }
}

#[test]
fn the_sentence_for_the_user_names_only_whom_they_wrote_to() {
    let knowledge = Knowledge::builtin();
    let session = session();
    let text = for_user(&session, knowledge).expect("a cause");
    // It was passed on to an address that the user does not know.
    assert!(text.contains("sales@partner.example") && !text.contains("bob"), "{text}");
}

#[test]
fn the_sentence_for_the_user_is_the_one_of_the_cause() {
    let knowledge = Knowledge::builtin();
    let mut outcome = session().outcome().expect("a diagnosis").clone();
    outcome.recipient = Some("bob@partner.example".to_owned());
    let reached = knowledge.causes.iter().filter(|cause| !is_open_end(&cause.id));
    for cause in reached {
        for (action, wanted) in [
            (Action::Delayed, cause.tell_user),
            (Action::Failed, cause.tell_user_returned.unwrap_or(cause.tell_user)),
        ] {
            let mut outcome = outcome.clone();
            outcome.action = Some(action);
            outcome.causes.truncate(1);
            outcome.causes[0].cause = cause.id;
            outcome.causes[0].confidence = Confidence::Certain;
            let session = Session::with_outcome(knowledge, Kind::Bounce, outcome);
            let told = hand_out(&session, knowledge, &about(), Form::User, false);
            let told = told.expect("every cause is reached");
            let wanted = wanted
                .replace("{recipient_domain}", "partner.example")
                .replace("{recipient}", "bob@partner.example");
            assert_eq!(told.text.split_whitespace().collect::<Vec<_>>().join(" "), wanted);
        }
    }
}

#[test]
fn the_postmaster_gets_what_they_need_and_nobody_elses_address() {
    let page = for_postmaster(&session(), Knowledge::builtin()).expect("a message");
    let text = plain(&page);
    for wanted in
        ["postmaster@partner.example", "bob@partner.example", "mx.partner.example", "552 5.2.2"]
    {
        assert!(text.contains(wanted), "{wanted} is not in:\n{text}");
    }
    assert!(!text.contains("to fill in"), "{text}");
    for other in ["eve@", "Smith", "Miller", "INC-4711"] {
        assert!(!text.contains(other), "{other} is in:\n{text}");
    }
}

#[test]
fn a_message_with_gaps_says_so_and_names_them() {
    let knowledge = Knowledge::builtin();
    let mut outcome = session().outcome().expect("a diagnosis").clone();
    outcome.recipient = None;
    outcome.remote_host = None;
    let session = Session::with_outcome(knowledge, Kind::Log, outcome);
    let message = hand_out(&session, knowledge, &about(), Form::Postmaster, false);
    let text = message.expect("a message").text;
    assert!(text.starts_with("1 gap to fill in: RECIPIENT-ADDRESS\n\nTo "), "{text}");
    assert!(text.contains("their postmaster") && !text.contains("postmaster@"), "{text}");
}

#[test]
fn the_packet_says_to_whom_with_which_evidence() {
    let knowledge = Knowledge::builtin();
    let text = plain(&packet(&session(), knowledge, &about(), false));
    assert!(text.starts_with("Escalation: The recipient"), "{text}");
    assert!(text.contains("The text in hand") && text.contains("status=bounced"), "{text}");
    let open = plain(&packet(&Session::new(knowledge), knowledge, &about(), false));
    assert!(open.contains("What do you have in hand?"), "{open}");
}
