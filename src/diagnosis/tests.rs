//! What the diagnosis room promises, through one door.

use super::*;
use crate::evidence::{Delivery, Kind, Reply};
use crate::knowledge::Confidence;

/// The diagnosis of a bare reply: its codes, if any, in front.
fn diagnose(reply: &str) -> Outcome {
    let mut rest = reply;
    let mut code = None;
    let mut enhanced = None;
    if let Some((word, after)) = rest.split_once([' ', '-']) {
        if let Ok(found) = word.parse() {
            code = Some(found);
            rest = after;
        }
    } else if let Ok(found) = rest.parse() {
        code = Some(found);
        rest = "";
    }
    let word = rest.split(' ').next().unwrap_or_default();
    if let Ok(found) = word.parse() {
        enhanced = Some(found);
        rest = rest[word.len()..].trim_start();
    }
    let reply = Reply { code, enhanced, text: rest.to_owned(), host: None };
    let evidence = Evidence {
        kind: Kind::Reply,
        deliveries: vec![Delivery { reply: Some(reply), ..Delivery::default() }],
        ..Evidence::default()
    };
    let mut outcomes = Doctor::new(Knowledge::builtin()).diagnose(&evidence).outcomes;
    outcomes.pop().expect("one delivery, one outcome")
}

#[track_caller]
fn check(reply: &str, cause: &str) -> Outcome {
    let outcome = diagnose(reply);
    let top = outcome.causes.first().expect("never empty");
    assert_eq!(top.cause.as_str(), cause, "{reply}: {:?}", outcome.causes);
    outcome
}

#[test]
fn because_is_what_stood_there() {
    let outcome = check("552 5.2.2 Sorry, this Mailbox is  FULL today", "mailbox-full");
    assert_eq!(outcome.causes[0].because[0], "Mailbox is  FULL");
}

#[test]
fn a_reply_code_alone_is_not_enough() {
    let outcome = check("550", "not-enough-text");
    assert_eq!(outcome.causes[0].confidence, Confidence::Possible);
    check("550 frobnicate the gizmo", "unrecognised");
}
