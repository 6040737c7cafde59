//! Notices in JSON: what Amazon SES, SendGrid, Mailgun, SparkPost and others
//! send about a failure, and `postqueue -j`.
//!
//! Each has its own nesting, but all name a recipient and a reason in the same
//! object or near it.

use serde_json::{Map, Value};

use super::types::{Action, Delivery};
use super::{Forms, account, address};

/// Keys of the address that failed.
const RECIPIENT: [&str; 10] = [
    "emailAddress",
    "recipient",
    "rcpt_to",
    "rcpt",
    "address",
    "email",
    "Email",
    "to",
    "destination",
    "recipients",
];
/// Keys of what was said about it, best first.
const REASON: [&str; 14] = [
    "diagnosticCode",
    "diagnostic_code",
    "smtpResponse",
    "raw_reason",
    "response",
    "delay_reason",
    "reason",
    "Details",
    "error",
    "message",
    "description",
    "Description",
    "bounceMessage",
    "text",
];
/// Keys of what happened.
const EVENT: [&str; 7] =
    ["notificationType", "eventType", "event", "action", "type", "RecordType", "queue_name"];
/// Objects deeper than this are left unread.
const DEEPEST: usize = 12;
/// At most this many deliveries are taken from one notice.
const MOST: usize = 4096;

/// The deliveries that the JSON documents in a text tell of.
pub(super) fn read(text: &str, forms: &Forms) -> Vec<Delivery> {
    let mut found = Vec::new();
    let trimmed = text.trim_start();
    if !trimmed.starts_with(['{', '[']) {
        return found;
    }
    // Mail systems fold long lines, which a JSON string must not be.
    let joined: String;
    let source = if trimmed.len() < 1 << 20 && parse(trimmed).is_none() {
        joined = trimmed.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
        joined.as_str()
    } else {
        trimmed
    };
    let stream = serde_json::Deserializer::from_str(source).into_iter::<Value>();
    for value in stream.map_while(Result::ok) {
        let around = Around { event: None, sender: None, host: None, size: None };
        walk(&value, &around, 0, forms, &mut found);
    }
    found
}

/// The first document of a text.
fn parse(text: &str) -> Option<Value> {
    serde_json::Deserializer::from_str(text).into_iter::<Value>().next()?.ok()
}

/// What the objects around say.
#[derive(Clone, Copy)]
struct Around<'v> {
    event: Option<&'v str>,
    sender: Option<&'v str>,
    host: Option<&'v str>,
    size: Option<u64>,
}

fn walk(value: &Value, around: &Around, depth: usize, forms: &Forms, found: &mut Vec<Delivery>) {
    if depth > DEEPEST || found.len() >= MOST {
        return;
    }
    match value {
        Value::Array(items) => {
            for item in items {
                walk(item, around, depth + 1, forms, found);
            }
        }
        Value::Object(object) => {
            let string = |keys: &[&str]| keys.iter().find_map(|key| object.get(*key)?.as_str());
            let around = Around {
                event: string(&EVENT).or(around.event),
                sender: string(&["sender", "source", "from", "mail_from"])
                    .filter(|sender| sender.contains('@'))
                    .or(around.sender),
                host: string(&["reportingMTA", "reporting_mta"]).or(around.host),
                size: object.get("message_size").and_then(Value::as_u64).or(around.size),
            };
            take(object, &around, forms, found);
            for (_, item) in object.iter().filter(|(key, _)| *key != "mail") {
                walk(item, &around, depth + 1, forms, found);
            }
        }
        _ => {}
    }
}

/// Takes the deliveries of one object that names recipient and reason.
fn take(object: &Map<String, Value>, around: &Around, forms: &Forms, found: &mut Vec<Delivery>) {
    let reason = REASON.iter().find_map(|key| object.get(*key)?.as_str());
    let status =
        object.get("status").and_then(Value::as_str).and_then(|status| status.parse().ok());
    if reason.is_none() && status.is_none() {
        return;
    }
    let recipients: Vec<&str> = RECIPIENT
        .iter()
        .filter_map(|key| object.get(*key))
        .flat_map(|value| match value {
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
            Value::String(one) => vec![one.as_str()],
            _ => Vec::new(),
        })
        .filter(|recipient| address::plain(recipient).is_some())
        .collect();
    for recipient in recipients {
        let known = |delivery: &Delivery| delivery.recipient.as_deref() == Some(recipient);
        if found.iter().rev().take(8).any(known) {
            continue;
        }
        let mut delivery = Delivery {
            recipient: Some(recipient.to_owned()),
            status,
            action: Some(action(around.event)),
            sender: around.sender.map(str::to_owned),
            size: around.size,
            reporting_host: around
                .host
                .map(|host| host.rsplit([';', ' ']).next().unwrap_or_default().to_owned()),
            ..Delivery::default()
        };
        if let Some(reason) = reason {
            let reason = reason.strip_prefix("smtp;").unwrap_or(reason);
            account::read(reason, forms).fill(&mut delivery);
        }
        found.push(delivery);
    }
}

/// The fate that an event's name tells.
fn action(event: Option<&str>) -> Action {
    let event = event.unwrap_or_default().to_ascii_lowercase();
    if event.contains("deliver") && !event.contains("fail") {
        Action::Delivered
    } else if event.contains("defer") || event.contains("delay") {
        Action::Delayed
    } else {
        Action::Failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<_> = read(text, Forms::builtin())
            .iter()
            .map(|d| {
                let code = d.reply_code().map(|c| c.to_string()).unwrap_or_default();
                let action = d.action.map_or("", Action::id);
                format!("{} {action} {code}", d.recipient.clone().unwrap_or_default())
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn recipient_and_reason_are_found_at_any_depth() {
        check(
            r#"{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"kay@there.example",
               "status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 no such user"}]},"mail":{"source":"a@b.example"}}"#,
            &["kay@there.example failed 550"],
        );
        check(
            r#"[{"email":"kay@there.example","event":"deferred","response":"450 4.2.0 later"}]"#,
            &["kay@there.example delayed 450"],
        );
        check(
            "{\"queue_name\":\"deferred\",\"sender\":\"a@b.example\",\"recipients\":[{\"address\":\"kay@there.example\",\
             \"delay_reason\":\"connect to mx.there.example[192.0.2.5]:25: Connection timed out\"}]}\n",
            &["kay@there.example delayed "],
        );
        check("{\"a\":", &[]);
        check("{}", &[]);
    }
}
