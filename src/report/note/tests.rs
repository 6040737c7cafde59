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
        incident: None,
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
fn what_was_done_for_a_cause_that_was_none_stays() {
    let mut session = session();
    session.end("mailbox-full", Verdict::Failed).expect("it exists");
    let knowledge = session.knowledge();
    let cause = knowledge.cause("mailbox-full").expect("it exists");
    let note = Note::new(&session, knowledge, &about());
    let text = plain(&note_page(&note));
    let start = |action: &str| action.chars().take(20).collect::<String>();
    let done = text.find("Tried without success").expect("it is told");
    let rest = &text[done..];
    assert!(rest.contains(&format!("[x] {}", start(&cause.steps[0].action))), "{rest}");
    assert!(rest.contains(&format!("[-] Skipped: {}", start(&cause.steps[1].action))), "{rest}");
    assert!(!rest.contains(&start(&cause.steps[2].action)), "{rest}");
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
    let gaps = "2 gaps to fill in: RECIPIENT-ADDRESS, TIME-OF-THE-MESSAGE\n\nTo ";
    assert!(text.starts_with(gaps) && text.contains("Time       TIME-OF-THE-MESSAGE"), "{text}");
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

/// A session about a text.
fn about_text(text: &str) -> Session<'static> {
    let knowledge = Knowledge::builtin();
    let evidence = evidence::read(text.as_bytes(), Forms::builtin());
    let diagnosis = Doctor::new(knowledge).diagnose(&evidence);
    let mut session = Session::new(knowledge);
    session.add_evidence(Exhibit::of("typed", &diagnosis, &evidence).expect("one"));
    session
}

fn handed(session: &Session<'_>, form: Form, is_shared: bool) -> Handout {
    hand_out(session, Knowledge::builtin(), &about(), form, is_shared).expect("there is one")
}

#[test]
fn what_a_person_says_goes_into_the_note_and_nowhere_else() {
    let session = about_text("secret: Herr Maier +49 170 123 says mailbox full");
    assert!(handed(&session, Form::Note, false).text.contains("Herr Maier"));
    let message = handed(&session, Form::Postmaster, false).text;
    assert!(message.contains("THE-REPLY") && message.contains("gaps to fill in"), "{message}");
    let shared = Form::ALL.iter().filter(|form| form.can_be_shared());
    let texts = shared.map(|form| handed(&session, *form, true).text);
    for text in texts.chain([message, handed(&session, Form::User, false).text]) {
        for secret in ["Maier", "170", "secret", "mailbox full\""] {
            assert!(!text.contains(secret), "{secret} is in:\n{text}");
        }
    }
}

#[test]
fn what_is_left_out_says_so() {
    let text = handed(&session(), Form::Note, true).text;
    assert!(text.contains("-  (left out)"), "{text}");
}

#[test]
fn the_other_side_reads_its_own_words_whole() {
    for (reply, wanted) in [
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using \
             dnsbl.sorbs.net; see https://www.sorbs.net/lookup?192.0.2.7",
            "dnsbl.sorbs.net; see https://www.sorbs.net/lookup?192.0.2.7",
        ),
        ("552 5.2.2 <kay@x.example>: Mailbox full, id 4XyZ12Ab3CdEf", "4XyZ12Ab3CdEf"),
        ("452 4.2.2 Mailbox full <kay@x.example> (ask postmaster@x.example)", "ask postmaster@x"),
        ("452 4.2.2 Mailbox of <kay@x.example> is full", "<kay@x.example>"),
    ] {
        let text = handed(&about_text(reply), Form::Postmaster, false).text;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(wanted) && !text.contains("domain1"), "{wanted} is not in:\n{text}");
    }
}

#[test]
fn the_time_of_a_message_is_that_of_its_report_where_nothing_else_tells() {
    let bounce = include_str!("../../../assets/tour/bounce.eml");
    let mut session = about_text(bounce);
    while let Some(open) = session.state().open {
        session.answer(&open.id, &open.answers[0].id).expect("it exists");
    }
    let message = handed(&session, Form::Postmaster, false);
    assert!(message.text.contains("Time       Tue, 3 Mar 2026 09:14:07 +0000"), "{}", message.text);
}

#[test]
fn a_text_that_tells_of_the_remedy_is_sent_after_its_steps() {
    let mut session = session();
    let hint = |session: &Session<'_>| handed(session, Form::Postmaster, false).hint;
    assert!(hint(&session).is_some_and(|hint| hint.contains("after them")));
    let message = handed(&session, Form::Postmaster, false);
    assert!(!message.text.contains("after them"));
    assert!(plain(&message.shown()).starts_with("It says what the steps"));
    for step in 0..session.state().steps.len() {
        session.mark("mailbox-full", step, Mark::Done).expect("it exists");
    }
    assert_eq!(hint(&session), None);
}

#[test]
fn a_case_that_is_one_of_many_says_so() {
    let session = session();
    let about = about().in_incident(Some(6));
    let note = hand_out(&session, Knowledge::builtin(), &about, Form::Note, false).expect("one");
    assert!(note.text.contains("Incident?  6 cases with this symptom today"), "{}", note.text);
}

#[test]
fn a_host_of_theirs_is_never_ours_and_one_that_is_not_reached_says_nothing() {
    let mut outcome = session().outcome().expect("a diagnosis").clone();
    outcome.sender = Some("ann@ourco.example".to_owned());
    for (reporter, expected) in [
        ("mail.ourco.example", Some("mail.ourco.example")),
        ("mx2.partner.example", None),
        ("partner.example", None),
        ("mx.partner.example", None),
        ("mail", Some("mail")),
    ] {
        outcome.reporting_host = Some(reporter.to_owned());
        assert_eq!(outcome.our_host(), expected, "{reporter}");
    }
    let session = about_text(
        "<u6@partner6.example>: connect to mx.partner6.example[192.0.2.6]:25: Connection timed out",
    );
    let note = handed(&session, Form::Note, false).text;
    assert!(note.contains("our own mail server, about mx.partner6.example"), "{note}");
}
