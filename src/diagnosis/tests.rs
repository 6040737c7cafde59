//! What the diagnosis room promises, through one door.

use proptest::prelude::*;

use super::*;
use crate::evidence::{self, Forms};
use crate::knowledge::{Confidence, Owner, Permanence, SaidBy, Text};

/// The first outcome of a text, as said by somebody where that is known.
fn diagnose(text: &str, said_by: Option<SaidBy>) -> Outcome {
    let mut evidence = evidence::read(text.as_bytes(), Forms::builtin());
    for delivery in &mut evidence.deliveries {
        match said_by {
            Some(SaidBy::TheirServer | SaidBy::TheirFilter) => {
                delivery.remote_host = Some("mx.partner.example".to_owned());
            }
            Some(SaidBy::OurServer | SaidBy::OurFilter) => delivery.local = true,
            _ => {}
        }
    }
    let outcomes = Doctor::new(Knowledge::builtin()).diagnose(&evidence).outcomes;
    outcomes.into_iter().next().expect("a text has an outcome")
}

#[track_caller]
fn check(text: &str, cause: &str) -> Outcome {
    let outcome = diagnose(text, None);
    let top = outcome.causes.first().expect("never empty");
    assert_eq!(top.cause.as_str(), cause, "{text}: {:?}", outcome.causes);
    outcome
}

#[test]
fn every_sample_of_a_cause_leads_back_to_it() {
    let mut astray = Vec::new();
    for cause in &Knowledge::builtin().causes {
        for sample in &cause.samples {
            let outcome = diagnose(&sample.text, sample.said_by);
            let top = outcome.top().map_or("", |top| top.cause.as_str());
            if top != cause.id.as_str() {
                astray.push(format!("{} -> {top}: {}", cause.id, sample.text));
            }
        }
    }
    assert!(astray.is_empty(), "{} samples astray:\n{}", astray.len(), astray.join("\n"));
}

#[test]
fn wording_that_stands_nowhere_is_understood_by_its_kind() {
    for (text, cause) in [
        ("550 5.1.1 recipient \"joe\" unknown", "no-such-mailbox"),
        ("550 Empfaenger existiert nicht", "no-such-mailbox"),
        ("550 The recipient cannot be found: joe", "no-such-mailbox"),
        ("422 The recipient's mailbox is over its storage limit", "mailbox-full"),
        ("550 A caixa postal do destinatario esta cheia", "mailbox-full"),
        ("550 5.2.1 This mailbox has been blocked due to inactivity", "mailbox-inactive"),
        ("554 5.3.4 your mail is larger than we accept", "message-too-big"),
        ("550 High probability of spam", "content-looks-like-spam"),
        ("554 This mail carries a virus, go away", "virus-found"),
        ("550 5.7.1 Your server 192.0.2.7 appears on our blacklist", "ip-blocklisted"),
        ("550 Domain example.org has a bad reputation here", "poor-reputation"),
        ("554 Your mail server has no PTR", "no-reverse-dns"),
        ("550 5.7.1 SPF unauthorized mail is prohibited", "spf-fail"),
        ("554 5.7.1 rejected by our DMARC rules", "dmarc-fail"),
        ("450 Greylisting enabled. Please retry in five minutes", "greylisted"),
        ("550 SMTP AUTH is required to submit mail", "auth-required"),
        ("535 Incorrect authentication data", "wrong-password"),
        ("553 Relaying to foreign domains is not allowed", "relay-not-signed-in"),
        ("554 5.7.1 The file type .js is forbidden here", "attachment-blocked"),
        ("it says relay access denied when I am away", "relay-not-signed-in"),
    ] {
        check(text, cause);
    }
}

/// The first causes of a person's words with how sure they are.
#[track_caller]
fn heard(text: &str, expected: &str) {
    let outcome = diagnose(text, None);
    let named = |it: &Finding| format!("{} {}", it.cause, it.confidence.label());
    let shown: Vec<_> = outcome.causes.iter().map(named).collect();
    let shown = shown.join(", ");
    assert!(shown.starts_with(expected), "{text}: {shown}");
}

#[test]
fn security_comes_before_a_forged_sender() {
    heard("my sent folder has mails i did not write", "compromised-account certain");
    heard("somebody sends mail in my name", "compromised-account likely, backscatter likely");
    heard("I sent spam", "compromised-account likely");
    heard("my account sends spam", "compromised-account likely");
    heard("people get spam from me", "compromised-account likely");
    heard("a colleague got a mail from me that i did not send", "compromised-account");
    heard("someone uses my address to send spam", "compromised-account likely, backscatter");
    heard("i clicked on a link and typed my password", "compromised-account");
    heard("somebody sends spam in my name and all the bounces come to me", "backscatter");
    heard("I get hundreds of bounces for messages I never wrote", "backscatter");
}

#[test]
fn mail_that_somebody_got_is_no_failure_of_a_sent_one() {
    for text in [
        "my mailbox is full",
        "my inbox is full",
        "my mailbox is over quota",
        "I get too much spam",
        "phishing mail",
        "I got a phishing mail",
        "I got a virus by mail",
        "I cannot receive mail",
    ] {
        heard(text, "not-enough-text");
    }
    heard("the mailbox of my customer is full", "mailbox-full");
    heard("554 5.7.1 phishing mail rejected", "content-looks-like-spam certain");
    heard("I get 554 5.7.1 spam detected", "content-looks-like-spam certain");
}

#[test]
fn a_blocked_sender_is_told_so_by_our_own_provider() {
    for text in [
        "550 5.7.1 Outgoing message from this account blocked as spam",
        "550 5.1.8 Access denied, bad outbound sender",
    ] {
        let outcome = check(text, "compromised-account");
        assert_eq!(outcome.said_by, SaidBy::OurServer, "{text}");
    }
    let outcome = check("550 5.2.2 Submission quota exceeded", "sending-quota");
    assert_eq!(outcome.said_by, SaidBy::OurServer);
}

#[test]
fn a_mailbox_that_takes_nothing_now_is_no_closed_one() {
    for (text, cause) in [
        ("450 4.2.1", "recipient-flooded"),
        ("450 4.2.1 Mailbox temporarily disabled", "mailbox-inactive"),
    ] {
        let outcome = check(text, cause);
        assert_eq!(outcome.permanence, Permanence::Temporary, "{text}");
        for either in ["recipient-flooded", "mailbox-inactive"] {
            assert!(outcome.causes.iter().any(|it| it.cause == either), "{text}: {either}");
        }
    }
    assert_eq!(
        check("550 5.2.1 Mailbox disabled", "mailbox-inactive").permanence,
        Permanence::Permanent
    );
}

#[test]
fn a_connection_that_a_person_speaks_of_may_be_their_own() {
    heard("connection refused", "connection-refused likely, client-");
    let outcome = diagnose("connection refused", None);
    assert_eq!((outcome.said_by, outcome.owner), (SaidBy::Unknown, Owner::Helpdesk));
    heard("i get connection refused when i send", "client-network-blocked likely");
    let log = "connect to mx.there.example[192.0.2.5]:25: Connection refused";
    heard(log, "connection-refused certain");
    heard("our scanner does not send", "auth-required likely, app-password-needed possible");
}

#[test]
fn systems_are_understood_in_the_languages_that_they_are_translated_into() {
    let mut astray = Vec::new();
    for line in include_str!("../../tests/languages.tsv").lines() {
        let (causes, text) = line.split_once('\t').expect("causes and a text");
        let outcome = diagnose(text, None);
        let top = outcome.top().map_or("", |top| top.cause.as_str());
        if !causes.split(',').any(|cause| cause == top) {
            astray.push(format!("{causes} -> {top}: {text}"));
        }
    }
    assert!(astray.is_empty(), "{} astray:\n{}", astray.len(), astray.join("\n"));
}

#[test]
fn because_is_what_stood_there() {
    let outcome = check("552 5.2.2 Sorry, this Mailbox is FULL today", "mailbox-full");
    assert_eq!(outcome.causes[0].because[0], "Mailbox is FULL");
}

#[test]
fn the_text_that_is_shown_has_the_words_that_decided() {
    let bounce = "From: mailer-daemon@there.example\nTo: kay@here.example\n\
        Subject: Delivery Status Notification (Failure)\nAuto-Submitted: auto-replied\n\
        X-Failed-Recipients: team@there.example\nContent-Type: text/plain; charset=utf-8\n\n\
        kay@here.example 様\n\nお届けできません。次の理由が考えられます:\n\n\
        \u{20}* 受信者のメールボックスがいっぱいです。\n\n敬具\n";
    let outcome = check(bounce, "mailbox-full");
    assert_eq!(outcome.text.as_deref(), Some("受信者のメールボックスがいっぱいです。"));
}

#[test]
fn a_code_alone_decides_only_where_it_tells() {
    let outcome = check("550", "not-enough-text");
    assert!(outcome.causes.iter().all(|cause| cause.confidence == Confidence::Possible));
    assert_eq!(check("550 5.1.1", "no-such-mailbox").causes[0].confidence, Confidence::Likely);
    check("5.2.2", "mailbox-full");
    check("550 5.7.1", "not-enough-text");
    check("550 frobnicate the gizmo", "unrecognised");
}

#[test]
fn words_that_nobody_knows_are_enough_only_where_they_look_like_a_servers() {
    for (text, cause) in [
        ("asdfghjkl", "not-enough-text"),
        ("the gizmo does, e.g., 1.5 of it", "not-enough-text"),
        ("mx.partner.example: frobnicate the gizmo", "unrecognised"),
        ("frobnicate 203.0.113.9", "unrecognised"),
        ("frobnicate bob@partner.example.", "unrecognised"),
        ("#5.9.9 frobnicate the gizmo", "unrecognised"),
        ("550 frobnicate gizmo", "unrecognised"),
        ("i got 535", "not-enough-text"),
        ("error 421 when sending", "not-enough-text"),
        ("mail to anna bounced with 550", "not-enough-text"),
    ] {
        check(text, cause);
    }
}

#[test]
fn who_said_it_decides_between_causes_that_share_their_words() {
    let words = "554 5.7.1 <bob@partner.example>: Relay access denied";
    for (said_by, cause, owner) in [
        (SaidBy::OurServer, "relay-not-signed-in", Owner::Helpdesk),
        (SaidBy::TheirServer, "relay-denied-there", Owner::TheirAdmin),
    ] {
        let outcome = diagnose(words, Some(said_by));
        assert_eq!(outcome.causes[0].cause.as_str(), cause);
        assert_eq!((outcome.said_by, outcome.owner), (said_by, owner));
    }
}

#[test]
fn a_provider_is_recognised_by_its_marks_and_its_hosts() {
    let outcome = check("550 5.7.1 Unfortunately, blocked (S3140).", "ip-blocklisted");
    assert_eq!(outcome.provider.map(Text::as_str), Some("outlook"));
    let knowledge = Knowledge::builtin();
    let google = knowledge.provider("google").expect("it is there");
    let names = provider::Names::default();
    for (host, is_googles) in
        [("gmail-smtp-in.l.google.com", true), ("notgoogle.com", false), ("com", false)]
    {
        assert_eq!(provider::is_host(google, host), is_googles, "{host}");
        let found = names.of_host(knowledge, host);
        let found = found.and_then(|at| knowledge.providers.get(at)).map(|provider| provider.id);
        assert_eq!(found == Some(google.id), is_googles, "{host}");
    }
}

#[test]
fn what_really_holds_is_not_what_the_first_digit_says() {
    assert_eq!(
        check("250 2.0.0 Ok: queued as 4F5D2C0012", "success-reply").permanence,
        Permanence::None
    );
    let helo =
        check("450 4.7.1 <srv.local>: Helo command rejected: Host not found", "helo-rejected");
    assert_eq!(helo.permanence, Permanence::Permanent);
}

#[test]
fn a_final_code_around_a_temporary_one_means_that_it_is_over() {
    for (text, cause) in [
        (
            "550 5.4.300 Message expired -> 451 4.7.0 Temporary server error. Please try again later",
            "their-system-trouble",
        ),
        (
            "Action: failed\n451 4.7.0 Temporary server error. Please try again later",
            "their-system-trouble",
        ),
        (
            "550 4.4.7 QUEUE.Expired; message expired: 451 4.7.1 Greylisting in action, please come back later",
            "greylisted",
        ),
    ] {
        let outcome = check(text, cause);
        assert!(outcome.is_given_up(), "{text}");
        assert_ne!(outcome.owner, Owner::Nobody, "{text}");
    }
    let tried = check("451 4.7.1 Greylisting in action, please come back later", "greylisted");
    assert!(!tried.is_given_up());
    assert_eq!(tried.owner, Owner::Nobody);
}

#[test]
fn the_first_text_and_the_hundredth_get_the_same_answer() {
    let doctor = Doctor::new(Knowledge::builtin());
    let evidence = evidence::read(b"452 4.2.2 user is over quota", Forms::builtin());
    let first = doctor.diagnose(&evidence);
    for _ in 0..100 {
        assert_eq!(doctor.diagnose(&evidence), first);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_a_diagnosis(text in "\\PC{0,200}", code in "[245][0-9]{2} ([45]\\.[0-9]\\.[0-9] )?") {
        for text in [text.clone(), format!("{code}{text}"), text.replace(' ', "*")] {
            for outcome in Doctor::new(Knowledge::builtin()).diagnose(&evidence::read(text.as_bytes(), Forms::builtin())).outcomes {
                prop_assert!(!outcome.causes.is_empty());
            }
        }
    }
}

/// What a server writes that asks a list and gets this answer.
fn listed(zone: &str, answer: &str) -> String {
    format!(
        "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using {zone}; answer \
         {answer}"
    )
}

#[test]
fn a_list_is_recognised_where_a_reply_names_it_and_what_it_answers_decides() {
    let mut astray = Vec::new();
    for provider in &Knowledge::builtin().providers {
        for list in &provider.lists {
            let named = Named { provider: provider.id, name: list.name };
            for mark in &list.marks {
                let text = format!("554 5.7.1 refused, see {}", mark.replace('*', "1"));
                // Code words that stand for nothing by themselves are theirs
                // only where the provider itself is recognised.
                let text = format!("{text} {}", provider.marks[0].replace('*', "1"));
                if !diagnose(&text, None).references.lists.contains(&named) {
                    astray.push(format!("{}: {mark} does not name it", list.name));
                }
            }
            let Some(zone) = list.zone else { continue };
            let told = list.answers.iter().map(|answer| (answer.value, answer.cause));
            for (answer, cause) in told.chain([(Text::new(""), list.cause)]) {
                let outcome = diagnose(&listed(&zone, &answer), None);
                let top = outcome.top().map_or("", |top| top.cause.as_str());
                if top != cause.as_str() || !outcome.references.lists.contains(&named) {
                    astray.push(format!("{zone} {answer} -> {top}, not {cause}"));
                }
            }
        }
    }
    assert!(astray.is_empty(), "{} astray:\n{}", astray.len(), astray.join("\n"));
}

#[test]
fn a_collision_is_met_and_each_of_its_readings_leads_to_its_cause() {
    let mut astray = Vec::new();
    for collision in &Knowledge::builtin().collisions {
        for reading in &collision.readings {
            for sample in &reading.samples {
                let outcome = diagnose(&sample.text, sample.said_by);
                let top = outcome.top().map_or("", |top| top.cause.as_str());
                if top != reading.cause.as_str() {
                    astray.push(format!(
                        "{}: {top} instead of {}: {}",
                        collision.id, reading.cause, sample.text
                    ));
                } else if !outcome.references.collisions.contains(&collision.id) {
                    astray.push(format!("{}: not met: {}", collision.id, sample.text));
                }
            }
        }
    }
    assert!(astray.is_empty(), "{} astray:\n{}", astray.len(), astray.join("\n"));
}

#[test]
fn a_mark_of_a_provider_is_recognised_and_leads_to_one_of_its_causes() {
    let mut astray = Vec::new();
    for provider in &Knowledge::builtin().providers {
        for token in &provider.tokens {
            for mark in &token.marks {
                let mark = mark.replace('*', "1");
                let known = provider.marks[0].replace('*', "1");
                let outcome = diagnose(&format!("550 Refused. {known} [{mark}]"), None);
                let named = Named { provider: provider.id, name: token.token };
                let top = outcome.top().map_or("", |top| top.cause.as_str());
                if !outcome.references.tokens.contains(&named) {
                    astray.push(format!("{} {mark}: not recognised", provider.id));
                } else if !token.causes.iter().any(|cause| *cause == top) {
                    astray.push(format!("{} {mark}: {top}", provider.id));
                }
            }
        }
    }
    assert!(astray.is_empty(), "{} astray:\n{}", astray.len(), astray.join("\n"));
}
