//! What a site says is its own decides who said it: log lines, bounces and
//! bare replies with the same words end at different causes with different
//! owners.

use std::sync::OnceLock;

use super::*;
use crate::evidence::{self, Forms};
use crate::knowledge::check::SourceFile;
use crate::knowledge::site::merge;
use crate::knowledge::{Owner, SaidBy};

const SITE: &str = r#"
[ours]
domains = ["ourco.example"]
addresses = ["192.0.2.0/28"]
outgoing = ["relay.hoster.example"]
filters = ["filter.ourco.example"]

[[signature]]
cause = "sending-quota"
strength = "exact"
any = ["house rule seven"]
"#;

/// The knowledge of a site that has this file.
fn site() -> &'static Knowledge {
    static SITE_KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    SITE_KNOWLEDGE.get_or_init(|| {
        let file = SourceFile { path: "ours.toml".to_owned(), text: SITE };
        let (knowledge, problems) = merge(Knowledge::builtin().clone(), &[file]);
        assert_eq!(problems, []);
        knowledge
    })
}

fn first(text: &str, knowledge: &'static Knowledge) -> Outcome {
    let evidence = evidence::read(text.as_bytes(), Forms::builtin());
    let outcomes = Doctor::new(knowledge).diagnose(&evidence).outcomes;
    outcomes.into_iter().next().expect("a text has an outcome")
}

const OURS: (&str, Owner) = ("relay-not-signed-in", Owner::Helpdesk);
const THEIRS: (&str, Owner) = ("relay-denied-there", Owner::TheirAdmin);

/// A delivery report about a reply of a host.
fn report(reporter: &str, host: &str) -> String {
    format!(
        "From: MAILER-DAEMON@{reporter}\nTo: ann@ourco.example\nSubject: Undelivered Mail\n\
         MIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nYour message could not be delivered.\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; {reporter}\n\n\
         Final-Recipient: rfc822; kay@there.example\nAction: failed\nStatus: 5.7.1\n\
         Remote-MTA: dns; {host}\n\
         Diagnostic-Code: smtp; 554 5.7.1 <kay@there.example>: Relay access denied\n\n--b--\n"
    )
}

#[test]
fn the_same_words_are_ours_or_theirs_by_the_host() {
    let postfix = |relay: &str| {
        format!(
            "Jan  5 10:00:01 app1 postfix/smtp[13]: 4F2B31C0A7: to=<kay@there.example>, \
             relay={relay}:25, delay=1, dsn=5.7.1, status=bounced (host {relay} said: 554 5.7.1 \
             <kay@there.example>: Relay access denied (in reply to RCPT TO command))"
        )
    };
    let own_log = |host: &str| {
        format!(
            "Jan  5 10:00:01 {host} postfix/smtpd[13]: NOQUEUE: reject: RCPT from \
             unknown[203.0.113.7]: 554 5.7.1 <kay@there.example>: Relay access denied; \
             from=<ann@ourco.example> to=<kay@there.example> proto=ESMTP helo=<x>"
        )
    };
    let said =
        |host: &str| format!("{host} said: 554 5.7.1 <kay@there.example>: Relay access denied");
    for (text, (cause, owner)) in [
        // Log lines: by domain, by address behind a name, by name alone.
        (postfix("smtp.ourco.example[198.51.100.9]"), OURS),
        (postfix("gate.internal[192.0.2.5]"), OURS),
        (postfix("relay.hoster.example[198.51.100.9]"), OURS),
        (postfix("mx.there.example[198.51.100.5]"), THEIRS),
        (postfix("gate.internal[192.0.2.50]"), THEIRS),
        (own_log("mx1"), OURS),
        (own_log("mx1.ourco.example"), OURS),
        (own_log("mx.there.example"), THEIRS),
        // Bounces.
        (report("smtp.ourco.example", "relay.hoster.example"), OURS),
        (report("smtp.ourco.example", "192.0.2.5"), OURS),
        (report("smtp.ourco.example", "mx.there.example"), THEIRS),
        (report("smtp.ourco.example", "198.51.100.5"), THEIRS),
        // Bare replies that name the host.
        (said("smtp.ourco.example"), OURS),
        (said("host relay.hoster.example[198.51.100.9]"), OURS),
        (said("mx.there.example"), THEIRS),
        (said("host mx.there.example[198.51.100.5]"), THEIRS),
        ("554 5.7.1 smtp.ourco.example: Relay access denied".to_owned(), OURS),
    ] {
        let outcome = first(&text, site());
        let top = outcome.top().expect("never empty");
        assert_eq!((top.cause.as_str(), outcome.owner), (cause, owner), "{text}\n{outcome:?}");
    }
}

#[test]
fn without_a_site_a_named_host_is_not_taken_for_ours() {
    let text = "smtp.ourco.example said: 554 5.7.1 <kay@there.example>: Relay access denied";
    assert_eq!(first(text, Knowledge::builtin()).said_by, SaidBy::TheirServer);
    // But who has a server's own log runs the server.
    let log = "Jan  5 10:00:01 mx1 postfix/smtpd[13]: NOQUEUE: reject: RCPT from unknown[203.0.113.7]: 554 5.7.1 <kay@there.example>: Relay access denied; from=<ann@ourco.example> to=<kay@there.example>";
    assert_eq!(first(log, Knowledge::builtin()).said_by, SaidBy::OurServer);
}

#[test]
fn who_said_it_is_told_from_what_is_ours() {
    for (text, said_by, told) in [
        (
            "host filter.ourco.example[192.0.2.3] said: 550 5.7.1 Spam",
            SaidBy::OurFilter,
            Told::OurHost,
        ),
        ("550 5.1.1 <bob@ourco.example>: User unknown", SaidBy::OurServer, Told::OurDomain),
        ("550 5.1.1 <bob@there.example>: User unknown", SaidBy::TheirServer, Told::Cause),
        // In angle brackets stands who is refused, not who refuses.
        (
            "550 5.7.1 <smtp.ourco.example[192.0.2.2]>: Client host blocked using a list",
            SaidBy::TheirServer,
            Told::Cause,
        ),
    ] {
        let evidence = evidence::read(text.as_bytes(), Forms::builtin());
        let why = Doctor::new(site()).why(&evidence, 0).expect("there is one");
        assert_eq!((first(text, site()).said_by, why.told), (said_by, told), "{text}");
    }
}

#[test]
fn the_sites_own_words_outrank_the_built_in_ones() {
    let text = "550 5.1.1 User unknown, see house rule seven";
    let outcome = first(text, site());
    assert_eq!(outcome.causes[0].cause.as_str(), "sending-quota");
    let evidence = evidence::read(text.as_bytes(), Forms::builtin());
    let why = Doctor::new(site()).why(&evidence, 0).expect("there is one");
    assert_eq!(why.rules[0].name, "ours.toml: line 8");
    assert_eq!(why.rules[0].fate, Fate::Decided);
    assert_eq!(why.rules[0].words, ["house rule seven"]);
    let lost = why.rules.iter().find(|rule| rule.cause == "no-such-mailbox").expect("it lost");
    assert!(lost.fate == Fate::Outweighed && lost.name.starts_with("signatures/"), "{lost:?}");
}

#[test]
fn why_says_what_keeps_a_rule_from_applying() {
    let text = "mx.there.example said: 554 5.7.1 <kay@there.example>: Relay access denied";
    let evidence = evidence::read(text.as_bytes(), Forms::builtin());
    let doctor = Doctor::new(Knowledge::builtin());
    let why = doctor.why(&evidence, 0).expect("there is one");
    assert_eq!((why.told, why.host.as_deref()), (Told::OtherHost, Some("mx.there.example")));
    assert!(why.rules.iter().any(|rule| rule.fate == Fate::Decided && rule.weight > 0.0));
    assert!(why.codes.iter().any(|said| said.code == "5.7.1"), "{:?}", why.codes);
    // Asking why changes nothing.
    assert_eq!(doctor.diagnose(&evidence), Doctor::new(Knowledge::builtin()).diagnose(&evidence));
    let other = evidence::read(b"550 5.7.1 <bob@x.example>: Relay access denied", Forms::builtin());
    let unfit = doctor.why(&other, 0).expect("there is one").rules.into_iter();
    let reasons: Vec<String> = unfit
        .filter_map(|rule| if let Fate::Unfit(reason) = rule.fate { Some(reason) } else { None })
        .collect();
    assert!(reasons.iter().any(|reason| reason.contains("holds only where")), "{reasons:?}");
}
