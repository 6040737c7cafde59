//! Messages as Outlook saves them in a file (`.msg`, MS-OXMSG): made into a
//! mail with the same parts, which is then read like any other.

mod compound;
mod properties;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::headers::name_length;
use super::{Forms, account, codes};
use compound::Compound;
use properties::{Object, Tag};

/// Messages inside messages are read down to this depth.
const DEEPEST: usize = 3;
/// Recipients beyond this many are left out.
const MOST_RECIPIENTS: usize = 256;
/// Attachments beyond this many are left out.
const MOST_ATTACHMENTS: usize = 32;
/// At most this many bytes of a file's text are taken.
const LONGEST: usize = 1 << 20;

/// Whether the bytes start as a compound file does.
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    bytes.starts_with(&compound::START)
}

/// A message out of a file.
pub(super) struct Mail {
    pub(super) bytes: Vec<u8>,
    /// Whether there was more in the file than was read.
    pub(super) cut: bool,
}

/// The message in a file as a mail; nothing where the file holds none or is
/// damaged.
pub(super) fn as_mail(bytes: &[u8], forms: &Forms) -> Option<Mail> {
    let mut file = Compound::open(bytes)?;
    let mail = message(&mut file, "", forms, 0)?;
    Some(Mail { bytes: mail.into_bytes(), cut: file.cut })
}

/// What one part of the mail is.
struct Part {
    kind: &'static str,
    body: String,
}

/// The message in a folder of the file, as a mail.
fn message(file: &mut Compound, folder: &str, forms: &Forms, depth: usize) -> Option<String> {
    let object = Object::read(file, folder)?;
    let class = object.text(file, properties::MESSAGE_CLASS).unwrap_or_default();
    let report = Report::of(&class);
    let [recipients, attachments] =
        file.folders(folder, ["__recip_version1.0_", "__attach_version1.0_"], MOST_RECIPIENTS);
    let mut mail = header(file, &object, report.is_some());
    let mut parts = texts(file, &object);
    for folder in attachments.iter().take(MOST_ATTACHMENTS) {
        if let Some(attachment) = object.part(file, folder) {
            parts.extend(attached(file, &attachment, forms, depth));
        }
    }
    if let Some(report) = report {
        let has = |kind: &str, parts: &[Part]| parts.iter().any(|part| part.kind == kind);
        if !has(STATUS, &parts) {
            parts.extend(report.part(file, &object, &recipients, forms));
        }
        if !has(MESSAGE, &parts) {
            parts.extend(original(file, &object));
        }
    }
    join(&mut mail, &parts);
    Some(mail)
}

const PLAIN: &str = "text/plain; charset=utf-8";
const WEB: &str = "text/html; charset=utf-8";
const STATUS: &str = "message/delivery-status";
const MESSAGE: &str = "message/rfc822";
const HEADERS: &str = "text/rfc822-headers";

/// The header: as it came over the wire where Outlook kept it, otherwise of
/// what else it knows.
fn header(file: &mut Compound, object: &Object, is_report: bool) -> String {
    let mut header = String::new();
    if let Some(kept) = object.text(file, properties::TRANSPORT_HEADERS) {
        let mut keeps = false;
        for line in super::reply::cut(&kept, LONGEST).lines() {
            if !line.starts_with([' ', '\t']) {
                // What the parts are encoded in no longer holds.
                let about_parts = starts(line, "Content-") || starts(line, "MIME-Version");
                keeps = name_length(line.as_bytes()).is_some() && !about_parts;
            }
            if keeps && !line.trim().is_empty() {
                header.push_str(line);
                header.push('\n');
            }
        }
    }
    let mut add = |name: &str, tags: &[Tag]| {
        if !header.lines().any(|line| starts(line, name))
            && let Some(value) = tags.iter().find_map(|tag| object.text(file, *tag))
        {
            let _ = writeln!(header, "{name} {}", one_line(&value));
        }
    };
    add("Subject:", &[properties::SUBJECT]);
    add("To:", &[properties::DISPLAY_TO]);
    add("Message-ID:", &[properties::MESSAGE_ID]);
    add(
        "From:",
        &[
            properties::SENDER_SMTP,
            properties::SENDER_ADDRESS,
            properties::SENDER_NAME,
            properties::SENT_AS_NAME,
        ],
    );
    // Nobody is to answer a report (RFC 3464, section 2).
    if is_report && !header.lines().any(|line| starts(line, "Return-Path:")) {
        header.push_str("Return-Path: <>\n");
    }
    header
}

/// What people read in it: plain where there is such a text, otherwise HTML.
fn texts(file: &mut Compound, object: &Object) -> Vec<Part> {
    let mut parts = Vec::new();
    let report = object.text(file, properties::REPORT_TEXT);
    match object.text(file, properties::BODY) {
        Some(body) => parts.push(Part { kind: PLAIN, body }),
        None => {
            parts.extend(object.html(file).map(|body| Part { kind: WEB, body }));
        }
    }
    if let Some(body) = report
        && !parts.iter().any(|part| part.body.contains(body.trim()))
    {
        parts.push(Part { kind: PLAIN, body });
    }
    parts
}

/// The part that an attachment is: a message, a report, a text; nothing for
/// other files.
fn attached(file: &mut Compound, object: &Object, forms: &Forms, depth: usize) -> Option<Part> {
    if let Some(folder) = object.message_folder(file) {
        let body = (depth < DEEPEST).then(|| message(file, &folder, forms, depth + 1))??;
        return Some(Part { kind: MESSAGE, body });
    }
    let media = object.text(file, properties::ATTACHED_TYPE).unwrap_or_default();
    let media = media.trim().to_ascii_lowercase();
    let name = object
        .text(file, properties::ATTACHED_LONG_NAME)
        .or_else(|| object.text(file, properties::ATTACHED_NAME))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let kind = match media.as_str() {
        "message/delivery-status" | "message/global-delivery-status" => STATUS,
        "message/feedback-report" => "message/feedback-report",
        // A signed message is kept whole as its only attachment.
        "message/rfc822" | "message/global" | "multipart/signed" => MESSAGE,
        "text/rfc822-headers" | "message/rfc822-headers" | "message/global-headers" => HEADERS,
        _ if ends(&name, &[".eml"]) => MESSAGE,
        _ if ends(&name, &[".msg"]) => {
            let bytes = object.bytes(file, properties::ATTACHED)?;
            let inside = (depth < DEEPEST).then(|| as_mail_inside(&bytes, forms, depth))??;
            return Some(Part { kind: MESSAGE, body: inside });
        }
        "text/html" => WEB,
        _ if media.starts_with("text/") || ends(&name, &[".txt", ".log"]) => PLAIN,
        _ => return None,
    };
    let bytes = object.bytes(file, properties::ATTACHED)?;
    let body = super::decode::undeclared(bytes.get(..LONGEST).unwrap_or(&bytes)).into_owned();
    Some(Part { kind, body })
}

/// The message in a file that is attached as a file.
fn as_mail_inside(bytes: &[u8], forms: &Forms, depth: usize) -> Option<String> {
    message(&mut Compound::open(bytes)?, "", forms, depth + 1)
}

/// What a report says became of the recipients, by the message class.
#[derive(Clone, Copy)]
struct Report(&'static str);

impl Report {
    fn of(class: &str) -> Option<Self> {
        let class = class.to_ascii_uppercase();
        let kind = class.strip_prefix("REPORT.")?.rsplit('.').next()?;
        Some(Self(match kind {
            "NDR" => "failed",
            "DELAYED" => "delayed",
            "DR" if class.contains("RELAYED") => "relayed",
            "DR" if class.contains("EXPANDED") => "expanded",
            "DR" => "delivered",
            // Somebody read it, or deleted it without.
            _ => return None,
        }))
    }

    /// The fields of a delivery report (RFC 3464), from the properties that
    /// Outlook keeps instead.
    fn part(
        self,
        file: &mut Compound,
        object: &Object,
        recipients: &[String],
        forms: &Forms,
    ) -> Option<Part> {
        let mut groups = String::new();
        let mut reporting = object.text(file, properties::REPORTING_HOST);
        for folder in recipients {
            let Some(recipient) = object.part(file, folder) else { continue };
            let Some(address) = address(file, &recipient) else { continue };
            let _ = writeln!(groups, "\nFinal-Recipient: rfc822; {}", one_line(&address));
            let _ = writeln!(groups, "Action: {}", self.0);
            if let Some(host) = recipient.text(file, properties::REMOTE_HOST) {
                let _ = writeln!(groups, "Remote-MTA: dns; {}", one_line(&host));
            }
            let said = recipient.text(file, properties::SUPPLEMENTARY_INFO);
            let said = said.map(|said| one_line(&said)).unwrap_or_default();
            let info = Info::read(&said);
            reporting = reporting.or_else(|| info.host.map(str::to_owned));
            if let Some(status) = info.status.map(str::to_owned).or_else(|| status(&recipient)) {
                let _ = writeln!(groups, "Status: {status}");
            }
            let words = recipient
                .number(properties::NDR_DIAGNOSTIC)
                .and_then(|number| forms.diagnostic.get(&number.to_string()).map(String::as_str));
            if let Some(reply) = info.reply.or(words) {
                let _ = writeln!(groups, "Diagnostic-Code: smtp; {reply}");
            }
        }
        if groups.is_empty() {
            return None;
        }
        let head = reporting.map(|host| format!("Reporting-MTA: dns; {}\n", one_line(&host)));
        Some(Part { kind: STATUS, body: head.unwrap_or_default() + &groups })
    }
}

/// What Exchange says of a recipient: `<mx.there.example #5.1.1 smtp;550 5.1.1
/// Unknown>`.
struct Info<'t> {
    host: Option<&'t str>,
    status: Option<&'t str>,
    reply: Option<&'t str>,
}

impl<'t> Info<'t> {
    fn read(text: &'t str) -> Self {
        let trimmed = text.trim();
        let reply = Some(trimmed).filter(|text| !text.is_empty());
        let nothing = Self { host: None, status: None, reply };
        let Some(inner) = trimmed.strip_prefix('<') else { return nothing };
        let inner = inner.strip_suffix('>').unwrap_or(inner);
        let Some((host, rest)) = inner.split_once(' ') else { return nothing };
        let Some(host) = account::leading_host(host) else { return nothing };
        let mut parsed = Self { host: Some(host), status: None, reply: Some(rest) };
        if let Some(after) = rest.strip_prefix('#')
            && let Some((_, length)) = codes::enhanced_at(after, 0)
        {
            parsed.status = after.get(..length);
            let reply = after.get(length..).unwrap_or_default();
            let reply = reply.strip_suffix(" #SMTP#").unwrap_or(reply).trim();
            let reply = reply.strip_prefix("smtp;").unwrap_or(reply).trim();
            parsed.reply = Some(reply).filter(|reply| !reply.is_empty());
        }
        parsed
    }
}

/// The enhanced code that a number stands for: 511 for 5.1.1. Details above 9
/// cannot be told in it, so other words come before it.
fn status(recipient: &Object) -> Option<String> {
    let number = recipient.number(properties::NDR_STATUS)?;
    let fits = matches!(number, 200..=299 | 400..=599);
    fits.then(|| format!("{}.{}.{}", number / 100, number / 10 % 10, number % 10))
}

/// The address of a recipient, or what stands in for one.
fn address(file: &mut Compound, recipient: &Object) -> Option<String> {
    let tags = [properties::SMTP_ADDRESS, properties::ADDRESS, properties::DISPLAY_NAME];
    let mut known = Vec::new();
    for tag in tags {
        known.extend(recipient.text(file, tag));
        if let Some(address) = known.last().filter(|text| text.contains('@')) {
            return Some(address.trim_matches(['\'', '"', ' ', '<', '>']).to_owned());
        }
    }
    known.into_iter().next_back()
}

/// The header of the message that a report is about, where the report keeps
/// only what it was.
fn original(file: &mut Compound, object: &Object) -> Option<Part> {
    let mut body = String::new();
    for (name, tag) in [
        ("Subject", properties::ORIGINAL_SUBJECT),
        ("From", properties::ORIGINAL_SENDER),
        ("To", properties::ORIGINAL_TO),
        ("Message-ID", properties::ORIGINAL_MESSAGE_ID),
    ] {
        if let Some(value) = object.text(file, tag) {
            let _ = writeln!(body, "{name}: {}", one_line(&value));
        }
    }
    (!body.is_empty()).then_some(Part { kind: HEADERS, body })
}

/// Adds the parts to a header.
fn join(mail: &mut String, parts: &[Part]) {
    let boundary = boundary(parts);
    mail.push_str("MIME-Version: 1.0\n");
    let _ = writeln!(mail, "Content-Type: multipart/mixed; boundary=\"{boundary}\"\n");
    for part in parts {
        let _ = writeln!(mail, "--{boundary}\nContent-Type: {}\n", part.kind);
        mail.push_str(&part.body);
        mail.push('\n');
    }
    let _ = writeln!(mail, "--{boundary}--");
}

/// A line that no part holds.
fn boundary(parts: &[Part]) -> String {
    // Who guesses all of these wins nothing but a part that is cut short.
    let mut boundary = "=_outlook".to_owned();
    for _ in 0..8 {
        if !parts.iter().any(|part| part.body.contains(&boundary)) {
            break;
        }
        boundary.push_str("_part");
    }
    boundary
}

fn ends(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}

fn starts(line: &str, name: &str) -> bool {
    line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// A value that stands on one line of a header.
fn one_line(value: &str) -> String {
    super::reply::collapsed(super::reply::cut(value, super::reply::LONGEST))
}
