//! Dialogues of client and server: `>>>`/`<<<`, `C:`/`S:`, swaks, telnet and
//! the debug logs of devices.

use super::codes::{self, reply_code_at};
use super::reply;
use crate::code::Stage;

/// One command, and the answer to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// The command as it was sent; empty for what came before the first.
    pub(super) command: String,
    /// The answer, its lines apart; empty where none came.
    pub(super) reply: String,
    /// Where the answer starts in the text.
    pub(super) at: usize,
}

/// Steps beyond this many are left out.
const MOST: usize = 2048;

/// How a line is marked, and which side said it.
const MARKS: [(&str, Side); 27] = [
    (">>>", Side::Client),
    ("<<<", Side::Server),
    ("Sent >>>", Side::Client),
    ("Sent <<<", Side::Client),
    ("Received <<<", Side::Server),
    ("Received >>>", Side::Server),
    ("-->", Side::Client),
    ("<--", Side::Server),
    ("<~*", Side::Server),
    ("<**", Side::Server),
    ("<~", Side::Server),
    ("<-", Side::Server),
    ("~>", Side::Client),
    ("->", Side::Client),
    ("C:", Side::Client),
    ("S:", Side::Server),
    ("Client:", Side::Client),
    ("Server:", Side::Server),
    ("SENT:", Side::Client),
    ("SEND:", Side::Client),
    ("RECV:", Side::Server),
    ("RECEIVED:", Side::Server),
    ("reply:", Side::Server),
    ("Command:", Side::Client),
    ("Response:", Side::Server),
    ("SMTP>>", Side::Client),
    ("SMTP<<", Side::Server),
];

/// The side of the dialogue that said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Client,
    Server,
}

/// Reads the dialogue in a text. Lines of anything else are passed over.
pub(super) fn read(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((side, content)) = marked(line.trim_end()) {
            take(&mut steps, side, content, at);
        }
        at += line.len();
        if steps.len() >= MOST {
            break;
        }
    }
    steps
}

/// Reads a dialogue whose lines are not marked, as telnet shows it: commands
/// and replies by themselves.
pub(super) fn read_unmarked(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if is_command(content) {
            take(&mut steps, Side::Client, content, at);
        } else if reply_code_at(content.as_bytes(), 0).is_some() {
            take(&mut steps, Side::Server, content, at);
        }
        at += line.len();
        if steps.len() >= MOST {
            break;
        }
    }
    steps
}

fn take(steps: &mut Vec<Step>, side: Side, content: &str, at: usize) {
    match side {
        Side::Client => {
            steps.push(Step { command: content.to_owned(), ..Step::default() });
        }
        Side::Server => {
            if steps.is_empty() {
                steps.push(Step::default());
            }
            let Some(step) = steps.last_mut() else { return };
            let same = step.reply.get(..3) == content.get(..3);
            let unfinished =
                step.reply.rsplit('\n').next().is_some_and(|l| l.get(3..4) == Some("-"));
            if step.reply.ends_with(content) && !step.reply.is_empty() {
                // Shown twice.
                return;
            } else if step.reply.is_empty() {
                step.at = at;
            } else if !same && !unfinished {
                // An answer to nothing that was noted down.
                steps.push(Step { reply: content.to_owned(), at, ..Step::default() });
                return;
            } else {
                step.reply.push('\n');
            }
            if step.reply.len() < reply::LONGEST {
                step.reply.push_str(content);
            }
        }
    }
}

/// What a marked line says, where it can be a line of such a dialogue.
fn marked(line: &str) -> Option<(Side, &str)> {
    let trimmed = line.trim_start();
    // Few lines of any text start with one of the marks.
    let first = trimmed.as_bytes().first()?;
    if !matches!(
        first,
        b'<' | b'>' | b'-' | b'~' | b'0'..=b'9' | b'C' | b'S' | b'R' | b'c' | b's' | b'r'
    ) {
        return None;
    }
    let from_start = MARKS.iter().find_map(|(mark, side)| {
        let rest = trimmed.get(..mark.len()).filter(|start| start.eq_ignore_ascii_case(mark));
        rest.map(|_| (*side, codes::rest(trimmed, mark.len()).trim()))
    });
    // A device's log has a time and numbers before it.
    let said = from_start.or_else(|| {
        [("Command: ", Side::Client), ("Response: ", Side::Server)]
            .into_iter()
            .filter(|_| starts_with_time(trimmed))
            .find_map(|(mark, side)| Some((side, trimmed.split_once(mark)?.1.trim())))
    });
    let (side, content) = said?;
    let content = content.trim_start_matches(['[', '\'', '"', ' ']);
    let content = content.strip_prefix("b'").unwrap_or(content);
    let fits = match side {
        Side::Client => is_command(content) || content == "." || content == "Data...",
        Side::Server => reply_code_at(content.as_bytes(), 0).is_some(),
    };
    fits.then_some((side, content))
}

/// Whether a line starts with a time of day: `16:00:13 `.
fn starts_with_time(line: &str) -> bool {
    let first = line.split([' ', '\t']).next().unwrap_or_default();
    first.contains(':') && first.bytes().all(|b| b.is_ascii_digit() || b":.-TZ,+".contains(&b))
}

/// Whether the line is a command of a client (RFC 5321, section 4.1.1).
fn is_command(line: &str) -> bool {
    let verb = line.split([' ', ':']).next().unwrap_or_default();
    let has = |verbs: &[&str]| verbs.iter().any(|known| known.eq_ignore_ascii_case(verb));
    let bare = line.len() == verb.len();
    let upper = line.to_ascii_uppercase();
    has(&["DATA", "QUIT", "RSET", "STARTTLS", "NOOP"]) && bare
        || has(&["EHLO", "HELO", "LHLO", "AUTH", "BDAT", "VRFY", "EXPN"]) && !bare
        || upper.starts_with("MAIL FROM")
        || upper.starts_with("RCPT TO")
}

impl Step {
    /// Whether the answer is a failure.
    pub(super) fn failed(&self) -> bool {
        reply_code_at(self.reply.as_bytes(), 0).is_some_and(|code| code.class() >= 4)
    }

    /// Whether the answer only follows from an earlier failure: no recipient
    /// was left.
    fn follows_up(&self) -> bool {
        self.reply.starts_with("503")
            || self.reply.starts_with("554")
                && contains_ignoring_case(&self.reply, "no valid recipients")
    }

    /// The stage that the command belongs to.
    pub(super) fn stage(&self, before: Option<&Self>) -> Option<Stage> {
        let upper =
            self.command.get(..self.command.len().min(8)).unwrap_or_default().to_ascii_uppercase();
        let starts = |verb: &str| upper.starts_with(verb);
        if self.command.is_empty() {
            // The greeting, or what came after a message.
            let after_data = before.is_some_and(|step| step.reply.starts_with("354"));
            let is_greeting = before.is_none();
            return if after_data {
                Some(Stage::EndOfData)
            } else {
                is_greeting.then_some(Stage::Connect)
            };
        }
        Some(if starts("EHLO") || starts("HELO") || starts("LHLO") {
            Stage::Ehlo
        } else if starts("STARTTLS") {
            Stage::Starttls
        } else if starts("AUTH") {
            Stage::Auth
        } else if starts("MAIL") {
            Stage::Mail
        } else if starts("RCPT") {
            Stage::Rcpt
        } else if self.command == "." || self.command == "Data..." || starts("BDAT") {
            Stage::EndOfData
        } else if starts("DATA") {
            Stage::Data
        } else {
            return None;
        })
    }
}

/// The step that decides: the last failure that names the recipient in its
/// command, or the last failure of all.
pub(super) fn deciding<'s>(
    steps: &'s [Step],
    recipient: Option<&str>,
) -> Option<(&'s Step, Option<Stage>)> {
    let names = |step: &Step| {
        recipient.is_some_and(|address| {
            contains_ignoring_case(&step.command, address)
                || contains_ignoring_case(&step.reply, address)
        })
    };
    let failed = |at: &usize| steps.get(*at).is_some_and(Step::failed);
    let follows_up = |at: &usize| steps.get(*at).is_some_and(Step::follows_up);
    let last = || (0..steps.len()).rev().filter(failed);
    let at = last()
        .find(|at| steps.get(*at).is_some_and(names) && !follows_up(at))
        .or_else(|| last().find(|at| !follows_up(at)))
        .or_else(|| last().next())?;
    let step = steps.get(at)?;
    let before = at.checked_sub(1).and_then(|before| steps.get(before));
    let mut stage = step.stage(before);
    // Where commands are sent in groups (RFC 2920), the answer to RCPT stands
    // behind the DATA that was sent with it.
    if stage == Some(Stage::Data) && steps.get(at + 1).is_some_and(Step::follows_up) {
        stage = Some(Stage::Rcpt);
    }
    Some((step, stage))
}

/// Whether a text holds another, in any case of ASCII letters.
pub(super) fn contains_ignoring_case(text: &str, part: &str) -> bool {
    !part.is_empty()
        && text
            .as_bytes()
            .windows(part.len())
            .any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut steps = read(text);
        if steps.is_empty() {
            steps = read_unmarked(text);
        }
        let shown = deciding(&steps, Some("kay@there.example")).map(|(step, stage)| {
            format!("{} {}", stage.map_or("-", Stage::id), step.reply.replace('\n', "/"))
        });
        assert_eq!(shown.unwrap_or_default(), expected, "{text:?}");
    }

    #[test]
    fn however_the_sides_are_marked() {
        check(
            ">>> RCPT To:<ann@there.example>\n<<< 550 no ann\n>>> RCPT To:<kay@there.example>\n<<< 550-no\n<<< 550 kay\n>>> DATA\n<<< 503 none\n",
            "rcpt 550-no/550 kay",
        );
        check(
            "C: EHLO x.example\nS: 250-y\nS: 250 OK\nC: MAIL FROM:<a@b.example>\nS: 553 No\n",
            "mail 553 No",
        );
        check(" -> DATA\n<-  354 go\n -> .\n<** 554 5.7.1 Spam\n", "end-of-data 554 5.7.1 Spam");
        check("<-  220 hi\n -> STARTTLS\n<** 454 no\n", "starttls 454 no");
        check(
            "16:00:13 896 Command: DATA\n16:00:13 896 Response: 420 TCP write error\n",
            "data 420 TCP write error",
        );
        check(
            "220 mx.there.example\nHELO x\n250 ok\nMAIL FROM:<a@b.example>\n452 Later\nQUIT\n221 bye",
            "mail 452 Later",
        );
        check(
            "Sent <<< RCPT TO:<kay@there.example>\nReceived >>> 550 Unknown\n",
            "rcpt 550 Unknown",
        );
        check(">>> a quoted line\n> 550 no\n", "");
    }
}
