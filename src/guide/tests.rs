//! The guide and the diagnosis never contradict each other.

use super::{From, Session, WrongAnswer};
use crate::code::ReplyCode;
use crate::diagnosis::{Finding, Outcome};
use crate::evidence::Kind;
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
                    assert!(state.path.iter().all(|step| step.from == From::Evidence));
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
    assert_eq!(last.question, "forwarded-spf");
    assert_eq!(last.because, ["no word of forwarding"]);
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
    let open = state.open.expect("a question");
    assert_eq!(open.id, "sign-in");
    assert_eq!(state.candidates[..2], [pair[0].0, pair[1].0]);
    session.answer("sign-in", "app-password").expect("it exists");
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

    session.answer("address", "inactive").expect("it exists");
    let state = session.state();
    assert_eq!(state.cause, Some(Text::new("mailbox-inactive")));
    assert_eq!(state.path.last().map(|step| step.from), Some(From::Person));

    assert!(session.back());
    assert_eq!(session.state().open.map(|question| question.id), Some(Text::new("address")));
    assert!(session.back());
    assert_eq!(session.state().open.map(|question| question.id), Some(Text::new("topic-final")));
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
        ("who-said-no", "theirs"),
        ("class-theirs", "final"),
        ("topic-final", "address"),
    ] {
        session.answer(question, answer).expect("it exists");
    }
    assert_eq!(session.state().open.map(|question| question.id), Some(Text::new("address")));
    // Changing an early answer and changing it back keeps the later ones.
    session.answer("in-hand", "many").expect("it exists");
    assert_eq!(session.state().cause, Some(Text::new("organisation-wide")));
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
