//! The guide and the diagnosis never contradict each other.

use super::{
    Dated, Deed, Exhibit, From, Mark, Session, Stage, State, Summary, Verdict, WrongAnswer,
    incident,
};
use crate::code::ReplyCode;
use crate::diagnosis::{Doctor, Finding, Named, Outcome, UNRECOGNISED};
use crate::evidence::{self, Action, Forms, Kind};
use crate::knowledge::{Confidence, DONT_KNOW, Knowledge, Owner, Permanence, SaidBy, Text};

/// An outcome with these findings, as a diagnosis would give it.
fn outcome(findings: &[(Text, Confidence)], said_by: SaidBy, code: Option<u16>) -> Outcome {
    Outcome {
        recipient: None,
        action: None,
        reply_code: code.and_then(ReplyCode::new),
        enhanced_code: None,
        client_code: None,
        socket_error: None,
        stage: None,
        said_by,
        remote_host: None,
        reporting_host: None,
        provider: None,
        text: None,
        sender: None,
        sending_ip: None,
        size: None,
        size_limit: None,
        permanence: Permanence::Unknown,
        owner: Owner::Nobody,
        causes: findings
            .iter()
            .map(|(cause, confidence)| Finding {
                cause: *cause,
                confidence: *confidence,
                because: vec!["the words".to_owned()],
                weight: 1.0,
            })
            .collect(),
        references: crate::diagnosis::References::default(),
    }
}

fn open(session: &Session<'_>) -> Option<&'static str> {
    session.state().open.map(|question| question.id.as_str())
}

#[test]
fn a_certain_diagnosis_is_where_the_guide_ends_too() {
    let knowledge = Knowledge::builtin();
    let kinds = [Kind::Bounce, Kind::Delay, Kind::Dialog, Kind::Words];
    for cause in &knowledge.causes {
        if crate::diagnosis::is_open_end(&cause.id) {
            continue;
        }
        for said_by in SaidBy::ALL {
            for code in [None, Some(450), Some(550)] {
                for kind in kinds {
                    let found = outcome(&[(cause.id, Confidence::Certain)], *said_by, code);
                    let state = Session::with_outcome(knowledge, kind, found).state();
                    assert_eq!(
                        state.cause,
                        Some(cause.id),
                        "{kind:?} {said_by} {code:?} ends at {:?} after {:?}",
                        state.open.map(|question| question.id),
                        state.path
                    );
                    assert!(state.path.iter().all(|step| step.from != From::Person));
                }
            }
        }
    }
}

#[test]
fn an_answer_that_no_words_speak_of_says_so() {
    let knowledge = Knowledge::builtin();
    let found =
        outcome(&[(Text::new("spf-fail"), Confidence::Certain)], SaidBy::TheirServer, Some(550));
    let state = Session::with_outcome(knowledge, Kind::Bounce, found).state();
    let last = state.path.last().expect("it went somewhere");
    assert_eq!(last.question, "proof");
    assert_eq!((last.from, last.because.as_slice()), (From::Assumed, [].as_slice()));
    assert_eq!(last.presumed.as_deref(), Some("no word of forwarding"));
}

#[test]
fn what_is_only_possible_never_ends_the_session() {
    let knowledge = Knowledge::builtin();
    for cause in &knowledge.causes {
        let found = outcome(&[(cause.id, Confidence::Possible)], SaidBy::Unknown, None);
        let state = Session::with_outcome(knowledge, Kind::Bounce, found).state();
        assert_eq!(state.cause, None, "{}", cause.id);
        if !crate::diagnosis::is_open_end(&cause.id) {
            assert!(state.candidates.first() == Some(&cause.id), "{}: {state:?}", cause.id);
        }
    }
}

#[test]
fn two_likely_causes_are_asked_apart() {
    let knowledge = Knowledge::builtin();
    let pair = [
        (Text::new("wrong-password"), Confidence::Likely),
        (Text::new("app-password-needed"), Confidence::Likely),
    ];
    let found = outcome(&pair, SaidBy::OurServer, Some(535));
    let mut session = Session::with_outcome(knowledge, Kind::Reply, found);
    let state = session.state();
    assert_eq!(open(&session), Some("password"));
    assert_eq!(state.candidates[..2], [pair[0].0, pair[1].0]);
    session.answer("password", "right").expect("it exists");
    assert_eq!(session.state().cause, Some(pair[1].0));
}

#[test]
fn a_person_overrules_the_evidence_and_can_go_back() {
    let knowledge = Knowledge::builtin();
    let found = outcome(
        &[(Text::new("mailbox-full"), Confidence::Certain)],
        SaidBy::TheirServer,
        Some(552),
    );
    let mut session = Session::with_outcome(knowledge, Kind::Bounce, found);
    assert_eq!(session.state().cause, Some(Text::new("mailbox-full")));

    session.answer("mailbox", "inactive").expect("it exists");
    let state = session.state();
    assert_eq!(state.cause, Some(Text::new("mailbox-inactive")));
    assert_eq!(state.path.last().map(|step| step.from), Some(From::Person));

    assert!(session.back());
    assert_eq!(open(&session), Some("mailbox"));
    assert!(session.back());
    assert_eq!(open(&session), Some("address"));
    assert!(session.forward() && session.forward() && !session.forward());
    assert_eq!(session.state().cause, Some(Text::new("mailbox-inactive")));
    session.restart();
    assert_eq!(session.state().cause, Some(Text::new("mailbox-full")));
}

#[test]
fn without_evidence_everything_is_asked_and_answers_are_kept() {
    let knowledge = Knowledge::builtin();
    let mut session = Session::new(knowledge);
    assert!(!session.back());
    assert_eq!(session.state().open.map(|question| question.id), Some(knowledge.guide.start));
    for (question, answer) in [
        ("in-hand", "error"),
        ("whose", "own"),
        ("who-said-no", "theirs"),
        ("class-theirs", "final"),
        ("topic-final", "address"),
    ] {
        session.answer(question, answer).expect("it exists");
    }
    assert_eq!(session.state().open.map(|question| question.id), Some(Text::new("address")));
    // Changing an early answer and changing it back keeps the later ones.
    session.answer("in-hand", "words").expect("it exists");
    assert_eq!(open(&session), Some("heard"));
    session.answer("in-hand", "error").expect("it exists");
    assert_eq!(session.state().open.map(|question| question.id), Some(Text::new("address")));
}

#[test]
fn not_knowing_always_leads_to_an_end() {
    let knowledge = Knowledge::builtin();
    for first in &knowledge.guide.questions {
        let mut session = Session::new(knowledge);
        session.answer(&first.id, DONT_KNOW).expect("it exists");
        for _ in 0..=7 {
            if let Some(open) = session.state().open {
                session.answer(&open.id, DONT_KNOW).expect("it exists");
            }
        }
        assert!(session.state().cause.is_some(), "{}", first.id);
    }
}

#[test]
fn what_does_not_exist_is_named_with_what_does() {
    let mut session = Session::new(Knowledge::builtin());
    assert!(matches!(
        session.answer("nonsense", "yes"),
        Err(WrongAnswer::Question { known, .. }) if known.contains(&Text::new("in-hand"))
    ));
    assert!(matches!(
        session.answer("in-hand", "nonsense"),
        Err(WrongAnswer::Answer { known, .. })
            if known.contains(&Text::new("error")) && known.contains(&Text::new(DONT_KNOW))
    ));
}

/// An exhibit of one cause.
fn exhibit(cause: &'static str, confidence: Confidence) -> Exhibit {
    let found = outcome(&[(Text::new(cause), confidence)], SaidBy::TheirServer, Some(550));
    Exhibit::new("test", Kind::Bounce, &found)
}

#[test]
fn what_is_kept_of_evidence_is_all_that_the_session_needs() {
    let knowledge = Knowledge::builtin();
    let mut found =
        outcome(&[(Text::new("mailbox-full"), Confidence::Likely)], SaidBy::TheirServer, Some(552));
    found.recipient = Some("bob@example.net".to_owned());
    found.enhanced_code = "5.2.2".parse().ok();
    found.stage = "rcpt".parse().ok();
    let named = |provider, name| Named { provider: Text::new(provider), name: Text::new(name) };
    found.references.collisions = vec![Text::new("meanings-of-552")];
    found.references.lists = vec![named("spamhaus", "Spamhaus PBL")];
    found.references.tokens = vec![named("yahoo", "TS03")];
    let kept = Exhibit::new("-", Kind::Bounce, &found);
    let text = serde_json::to_string(&kept).expect("it is text");
    let back: Exhibit = serde_json::from_str(&text).expect("it was written so");
    assert_eq!(back.outcome(knowledge), found);
    assert_eq!(back.kind(), Kind::Bounce);
}

#[test]
fn a_session_replays_exactly() {
    let knowledge = Knowledge::builtin();
    let mut session = Session::new(knowledge);
    session.at("2026-11-21T10:00:00Z".parse().expect("a time"));
    session.answer("in-hand", "error").expect("it exists");
    session.add_evidence(exhibit("mailbox-full", Confidence::Certain));
    session.answer("mailbox", "inactive").expect("it exists");
    session.mark("mailbox-inactive", 0, Mark::Done).expect("it exists");
    session.mark("mailbox-inactive", 1, Mark::Skipped).expect("it exists");
    session
        .apply(Deed::Note { place: Some("mailbox".to_owned()), text: "called".to_owned() })
        .expect("it is kept");
    session.end("mailbox-inactive", Verdict::Failed).expect("it exists");
    session.back();
    let text = serde_json::to_string(session.deeds()).expect("it is text");
    let deeds: Vec<Dated> = serde_json::from_str(&text).expect("it was written so");
    let again = Session::replay(knowledge, deeds);
    assert_eq!(again.deeds(), session.deeds());
    assert_eq!(format!("{:?}", again.state()), format!("{:?}", session.state()));
    assert_eq!(again.mark_of("mailbox-inactive", 0), Mark::Done);
    assert_eq!(again.mark_of("mailbox-inactive", 1), Mark::Skipped);
}

#[test]
fn new_evidence_answers_more_and_keeps_what_the_person_said() {
    let mut session = Session::new(Knowledge::builtin());
    session.answer("in-hand", "error").expect("it exists");
    session.answer("whose", "own").expect("it exists");
    assert_eq!(open(&session), Some("who-said-no"));
    session.add_evidence(exhibit("spf-fail", Confidence::Certain));
    let state = session.state();
    assert_eq!(state.cause, Some(Text::new("spf-fail")));
    assert_eq!(state.path[0].from, From::Person);
    assert_eq!(state.path[2].from, From::Evidence);
    // The stronger evidence counts, whenever it came.
    session.add_evidence(exhibit("mailbox-full", Confidence::Possible));
    assert_eq!(session.state().cause, Some(Text::new("spf-fail")));
    session.add_evidence(exhibit("mailbox-full", Confidence::Certain));
    assert_eq!(session.state().cause, Some(Text::new("mailbox-full")));
}

#[test]
fn not_knowing_goes_on_along_the_likeliest_way_with_less_confidence() {
    let knowledge = Knowledge::builtin();
    let pair = [
        (Text::new("app-password-needed"), Confidence::Likely),
        (Text::new("wrong-password"), Confidence::Likely),
    ];
    let found = outcome(&pair, SaidBy::OurServer, Some(535));
    let mut session = Session::with_outcome(knowledge, Kind::Reply, found);
    assert_eq!(open(&session), Some("password"));
    session.answer("password", DONT_KNOW).expect("it exists");
    let state = session.state();
    assert_eq!(state.cause, Some(pair[0].0));
    assert_eq!(state.sure, Some(Confidence::Possible));
    assert_eq!(state.path.last().and_then(|step| step.as_if), Some(Text::new("right")));
}

#[test]
fn what_did_not_help_leads_to_the_next_likeliest_cause() {
    let knowledge = Knowledge::builtin();
    let mut session = Session::new(knowledge);
    session.add_evidence(exhibit("mailbox-full", Confidence::Certain));
    let first = session.state().cause.expect("one");
    session.end(&first, Verdict::Failed).expect("it exists");
    let state = session.state();
    let listed = &knowledge.cause(&first).expect("it").if_not;
    assert_eq!(state.cause.as_ref(), listed.first());
    assert_eq!(state.tried, [first]);
    assert_eq!(state.sure, Some(Confidence::Possible));
    // Back brings the first one back, forward the second.
    assert!(session.back());
    assert_eq!(session.state().cause, Some(first));
    assert!(session.forward());
    assert_eq!(session.state().tried, [first]);
    // When nothing is left, it goes to others.
    for _ in 0..80 {
        let due = session.state().cause.expect("one");
        session.end(&due, Verdict::Failed).expect("it exists");
    }
    assert_eq!(session.state().cause, Some(Text::new("unrecognised")));
}

#[test]
fn nothing_is_solved_without_a_proof() {
    let mut session = Session::new(Knowledge::builtin());
    session.add_evidence(exhibit("mailbox-full", Confidence::Certain));
    assert_eq!(session.state().stage, Stage::Treating);
    session.end("mailbox-full", Verdict::Worked { proof: None }).expect("it exists");
    assert_eq!(session.state().stage, Stage::ProofWanted);
    let proof = Some("250 in the log".to_owned());
    session.end("mailbox-full", Verdict::Worked { proof }).expect("it exists");
    assert_eq!(session.state().stage, Stage::Solved { proof: "250 in the log".to_owned() });
    assert!(session.back());
    assert_eq!(session.state().stage, Stage::Treating);
}

#[test]
fn security_comes_first_when_two_are_level() {
    let knowledge = Knowledge::builtin();
    let pair = [
        (Text::new("sending-quota"), Confidence::Likely),
        (Text::new("compromised-account"), Confidence::Likely),
    ];
    let found = outcome(&pair, SaidBy::OurServer, Some(550));
    let state = Session::with_outcome(knowledge, Kind::Reply, found).state();
    assert_eq!(state.candidates.first(), Some(&pair[1].0));
}

#[test]
fn every_cause_is_offered_from_the_first_question() {
    let knowledge = Knowledge::builtin();
    let session = Session::new(knowledge);
    for cause in &knowledge.causes {
        let asked = session.questions_to(&cause.id);
        assert!(asked.is_some_and(|asked| asked <= 7), "{}: {asked:?}", cause.id);
    }
}

#[test]
fn many_with_one_symptom_today_may_be_an_incident() {
    let knowledge = Knowledge::builtin();
    let summary = |cause| {
        let mut session = Session::new(knowledge);
        session.add_evidence(exhibit(cause, Confidence::Certain));
        let now = "2026-11-21T10:00:00Z".parse().expect("a time");
        Summary::of(&session, now, now)
    };
    let today = [summary("port-25-blocked"), summary("port-25-blocked"), summary("mailbox-full")];
    let present = today[0].likeness();
    assert_eq!(incident(&present, &today, knowledge), Some(3));
    assert_eq!(incident(&present, &today[1..], knowledge), None);
}

#[test]
fn a_code_alone_does_not_tell_who_said_it() {
    let pair = [
        (Text::new("no-such-mailbox"), Confidence::Possible),
        (Text::new("rejected-by-policy"), Confidence::Possible),
    ];
    let found = outcome(&pair, SaidBy::Unknown, Some(550));
    let session = Session::with_outcome(Knowledge::builtin(), Kind::Reply, found);
    assert_eq!(open(&session), Some("who-said-no"));
}

#[test]
fn sessions_from_before_steps_could_be_skipped_are_read_as_they_were() {
    let before = r#"{"did":"tick","cause":"mailbox-full","step":1,"done":true}"#;
    let deed: Deed = serde_json::from_str(before).expect("it is read");
    assert_eq!(serde_json::to_string(&deed).expect("it is written"), before);
    let mut session = Session::new(Knowledge::builtin());
    session.apply(deed).expect("it is there");
    assert_eq!(session.mark_of("mailbox-full", 1), Mark::Done);
    // What is newer is open to an older program, which knows no more.
    let skipped = serde_json::to_value(Deed::mark("mailbox-full", 1, Mark::Skipped));
    let skipped = skipped.expect("it is written");
    assert_eq!((&skipped["done"], &skipped["skipped"]), (&false.into(), &true.into()));
}

#[test]
fn the_next_step_is_the_first_open_one_behind_the_chosen_one() {
    let knowledge = Knowledge::builtin();
    let found = outcome(
        &[(Text::new("mailbox-full"), Confidence::Certain)],
        SaidBy::TheirServer,
        Some(552),
    );
    let mut session = Session::with_outcome(knowledge, Kind::Bounce, found);
    let count = session.state().steps.len();
    assert!(count >= 4, "{count}");
    assert_eq!(session.state().next_step(None), Some(0));
    session.mark("mailbox-full", 1, Mark::Skipped).expect("it is there");
    session.mark("mailbox-full", count - 1, Mark::Done).expect("it is there");
    assert_eq!(session.state().next_step(Some(0)), Some(2));
    assert_eq!(session.state().next_step(Some(count - 1)), Some(0), "what is left before it");
    for step in 0..count {
        session.mark("mailbox-full", step, Mark::Done).expect("it is there");
    }
    assert_eq!(session.state().next_step(None), None);
    session.mark("mailbox-full", 2, Mark::Open).expect("it is there");
    assert_eq!(session.state().next_step(Some(3)), Some(2));
}

#[test]
fn a_file_that_is_called_page_is_evidence_and_a_page_is_none() {
    let knowledge = Knowledge::builtin();
    let causes = [(Text::new("mailbox-full"), Confidence::Certain)];
    let found = outcome(&causes, SaidBy::TheirServer, Some(552));
    for (exhibit, is_evidence) in [
        (Exhibit::new("page", Kind::Bounce, &found), true),
        (Exhibit::of_page(Kind::Bounce, &found), false),
    ] {
        let written = serde_json::to_string(&exhibit).expect("it is written");
        let read: Exhibit = serde_json::from_str(&written).expect("and read");
        let mut session = Session::new(knowledge);
        session.add_evidence(read);
        let path = session.state().path;
        assert!(!path.is_empty() && path.iter().all(|step| step.from != From::Person));
        assert_eq!(path.iter().any(|step| step.from == From::Evidence), is_evidence, "{written}");
    }
}

/// What the answers of a path are, and who gave them.
fn walked(state: &State<'_>) -> Vec<(String, From)> {
    state
        .path
        .iter()
        .map(|step| (format!("{}={}", step.question, step.answer), step.from))
        .collect()
}

#[test]
fn what_a_person_tells_holds_for_every_later_question() {
    let knowledge = Knowledge::builtin();
    // "Relay access denied", taken for our own server's.
    let causes = [(Text::new("relay-not-signed-in"), Confidence::Likely)];
    let found = outcome(&causes, SaidBy::Unknown, Some(554));
    let mut session = Session::with_outcome(knowledge, Kind::Reply, found);
    session.answer("who-said-no", "theirs").expect("it is there");
    let state = session.state();
    assert_eq!(state.cause, Some(Text::new("relay-denied-there")), "{:?}", walked(&state));
    assert!(walked(&state).contains(&("relay=theirs".to_owned(), From::Person)));
    let cause = knowledge.cause("relay-denied-there").expect("it is there");
    assert_eq!(session.owner(cause), Owner::TheirAdmin);
}

#[test]
fn a_message_that_a_person_saw_come_back_has_come_back() {
    let knowledge = Knowledge::builtin();
    let mut session = Session::new(knowledge);
    for (question, answer) in [
        ("in-hand", "error"),
        ("whose", "own"),
        ("who-said-no", "theirs"),
        ("class-theirs", "final"),
    ] {
        session.answer(question, answer).expect("it is there");
    }
    assert_eq!(session.state().given_up, Some(true));
    session.answer("class-theirs", "temporary").expect("it is there");
    assert_eq!(session.state().given_up, Some(false));
}

#[test]
fn a_final_fate_of_a_temporary_reply_is_given_up() {
    let knowledge = Knowledge::builtin();
    let causes = [(Text::new("connection-timeout"), Confidence::Certain)];
    let mut found = outcome(&causes, SaidBy::TheirServer, Some(451));
    found.action = Some(Action::Failed);
    let state = Session::with_outcome(knowledge, Kind::Bounce, found).state();
    assert!(walked(&state).contains(&("class-theirs=expired".to_owned(), From::Evidence)));
}

#[test]
fn a_server_counts_more_than_what_a_person_heard() {
    let knowledge = Knowledge::builtin();
    let heard = [(Text::new("accepted-not-seen"), Confidence::Certain)];
    let said = [(Text::new("no-such-mailbox"), Confidence::Likely)];
    let mut session = Session::new(knowledge);
    let words = outcome(&heard, SaidBy::Unknown, None);
    session.add_evidence(Exhibit::new("paste", Kind::Words, &words));
    assert!(session.state().path.iter().skip(1).all(|step| step.from == From::Assumed));
    let bounce = outcome(&said, SaidBy::TheirServer, Some(550));
    session.add_evidence(Exhibit::new("paste", Kind::Bounce, &bounce));
    session.add_evidence(Exhibit::new("paste", Kind::Words, &words));
    let state = session.state();
    assert_eq!(
        state.candidates.first(),
        Some(&Text::new("no-such-mailbox")),
        "{:?}",
        walked(&state)
    );
}

#[test]
fn trying_what_did_not_help_ends_soon() {
    let knowledge = Knowledge::builtin();
    let causes = [(Text::new("no-such-mailbox"), Confidence::Certain)];
    let found = outcome(&causes, SaidBy::TheirServer, Some(550));
    let mut session = Session::with_outcome(knowledge, Kind::Bounce, found);
    let mut tried = Vec::new();
    while let Some(cause) = session.state().cause.filter(|cause| *cause != UNRECOGNISED) {
        assert!(!tried.contains(&cause));
        tried.push(cause);
        session.end(&cause, Verdict::Failed).expect("it is there");
    }
    assert!((3..16).contains(&tried.len()), "{tried:?}");
    assert!(!tried.contains(&Text::new("greylisted")));
}

#[test]
fn a_returned_message_that_was_marked_as_spam_is_asked_about() {
    let knowledge = Knowledge::builtin();
    let doctor = Doctor::new(knowledge);
    let report = "From: MAILER-DAEMON@mx.there.example\nSubject: Undelivered\n\n\
        <kay@there.example>: host mx.there.example[192.0.2.5] said: 550 5.1.1 User unknown\n\n\
        --- This is a copy of the message, including all the headers. ---\n\n\
        From: ann@ourco.example\nTo: kay@there.example\nSubject: Cheap pills\n";
    for (mark, asked) in [("", None), ("X-Spam-Flag: YES\n", Some("whose"))] {
        let evidence =
            evidence::read(format!("{report}{mark}\nBuy\n").as_bytes(), Forms::builtin());
        let exhibit = Exhibit::of("-", &doctor.diagnose(&evidence), &evidence);
        let mut session = Session::new(knowledge);
        session.add_evidence(exhibit.expect("there is something to read"));
        let open = session.state().open.map(|question| question.id.as_str());
        assert_eq!(open, asked, "{mark:?} {:?}", evidence.returned);
    }
}

#[test]
fn a_text_about_somebody_else_is_another_case() {
    let knowledge = Knowledge::builtin();
    let about = |recipient: Option<&str>, message: Option<&str>| {
        let mut found =
            outcome(&[(Text::new("mailbox-full"), Confidence::Certain)], SaidBy::TheirServer, None);
        found.recipient = recipient.map(str::to_owned);
        let mut exhibit = Exhibit::new("-", Kind::Bounce, &found);
        exhibit.message_id = message.map(str::to_owned);
        exhibit
    };
    let mut session = Session::new(knowledge);
    assert!(!session.is_other_case(&about(Some("kay@there.example"), None)));
    session.add_evidence(about(Some("kay@there.example"), Some("<1@x>")));
    for (recipient, message, is_other) in [
        (Some("Kay@there.example"), None, false),
        (Some("kay@elsewhere.example"), None, false),
        (None, None, false),
        (Some("tom@there.example"), Some("<1@x>"), false),
        (Some("tom@there.example"), Some("<2@x>"), true),
        (Some("tom@there.example"), None, true),
    ] {
        assert_eq!(session.is_other_case(&about(recipient, message)), is_other, "{recipient:?}");
    }
}
