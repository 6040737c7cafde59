//! Dialogues of client and server: `>>>`/`<<<`, `C:`/`S:`, swaks, telnet and
//! the debug logs of devices.

use super::codes::{self, reply_code_at};
use super::{Forms, reply};
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
const MARKS: [(&str, Side); 29] = [
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
    // Postfix tells its postmaster what it was told and what it answered.
    ("In:", Side::Client),
    ("Out:", Side::Server),
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
    paired(steps)
}

/// Reads the dialogue in a log, where a time, a program or a mark of its own
/// stands before what each side said: a line belongs to the dialogue if a
/// command or a reply stands behind such a mark.
pub(super) fn read_logged(text: &str, forms: &Forms) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if let Some((side, content)) = logged(line.trim_end(), forms) {
            take(&mut steps, side, content, at);
        } else if reply_code_at(content.as_bytes(), 0).is_some()
            && steps.last().is_some_and(Step::is_unfinished)
        {
            // The mark stands before the first line of a reply only.
            take(&mut steps, Side::Server, content, at);
        }
        at += line.len();
        if steps.len() >= MOST {
            break;
        }
    }
    paired(steps)
}

/// What a line of a log says for one side.
fn logged<'l>(line: &'l str, forms: &Forms) -> Option<(Side, &'l str)> {
    let bytes = line.as_bytes();
    let starts = (0..bytes.len().min(FURTHEST)).filter(|at| {
        let is_start = bytes.get(*at).is_some_and(u8::is_ascii_alphanumeric);
        is_start && !codes::byte_before(bytes, *at).is_ascii_alphanumeric()
    });
    for at in starts.take(MOST_WORDS) {
        let content = codes::rest(line, at);
        let is_reply =
            reply_code_at(bytes, at).is_some() && matches!(codes::byte(bytes, at + 3), b' ' | b'-');
        let side = match is_reply {
            true => Side::Server,
            false if is_command(cut_quote(content)) => Side::Client,
            false => continue,
        };
        if is_behind_mark(line.get(..at)?, forms) {
            return Some((side, cut_quote(content)));
        }
    }
    None
}

/// A dialogue's line starts within this many bytes of its line in a log.
const FURTHEST: usize = 160;
/// And within this many words.
const MOST_WORDS: usize = 24;

/// Whether what stands before a command or a reply is the mark of a dialogue:
/// an arrow, a time, or words that the forms know.
fn is_behind_mark(before: &str, forms: &Forms) -> bool {
    let mut before = before.trim_end_matches([' ', '\t']);
    // Postfix names the other side: `< mx.there.example[192.0.2.5]:25: 250 Ok`.
    if let Some(host) = before.rsplit([' ', '\t']).next()
        && host.ends_with(':')
        && host.contains("]:")
    {
        before = before.get(..before.len() - host.len()).unwrap_or_default().trim_end();
    }
    let arrow = before.trim_end_matches(['<', '>', '-', '~', '*', '[', ']']);
    if arrow.len() < before.len() && before.contains(['<', '>']) {
        let mark = before.get(arrow.len()..).unwrap_or_default();
        let apart = arrow.is_empty() || arrow.ends_with([' ', '\t', ':', ')']);
        if apart && mark.len() <= 4 && mark.contains(['<', '>']) {
            return true;
        }
    }
    let is_time = |c: char| c.is_ascii_digit() || " \t:.,-/+TZ[]()|".contains(c);
    if before.len() >= 5 && before.contains(':') && before.chars().all(is_time) {
        return true;
    }
    forms.dialogue.iter().any(|word| {
        let start = before.len().saturating_sub(word.len());
        before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(word))
    })
}

/// What a line says without the quote and the line end that a program printed
/// behind it.
fn cut_quote(content: &str) -> &str {
    let content = content.trim_end_matches(['\'', '"']);
    let content = content.strip_suffix("\\n").unwrap_or(content);
    content.strip_suffix("\\r").unwrap_or(content)
}

/// Gives each command its own reply where they were sent in groups (RFC 2920):
/// as many replies in a row as there are commands in a row before them.
fn paired(mut steps: Vec<Step>) -> Vec<Step> {
    let mut from = 0;
    while from < steps.len() {
        let is_open = |step: &Step| step.reply.is_empty() && !step.command.is_empty();
        let open = steps.iter().skip(from).take_while(|step| is_open(step)).count();
        let answered = from + open;
        let more = steps.iter().skip(answered + 1).take_while(|step| step.command.is_empty());
        let next = answered + 1 + more.count();
        if open > 0 {
            let group = steps.get(answered..next.min(steps.len())).unwrap_or_default();
            let replies: Vec<(String, usize)> = group.iter().flat_map(Step::replies).collect();
            if replies.len() == open + 1
                && steps.get(answered).is_some_and(|s| !s.command.is_empty())
            {
                for (step, (reply, at)) in steps.iter_mut().skip(from).zip(replies) {
                    (step.reply, step.at) = (reply, at);
                }
                steps.drain(answered + 1..next);
                from = answered + 1;
                continue;
            }
        }
        from = next;
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
            let unfinished = step.is_unfinished();
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
        b'<' | b'>' | b'-' | b'~' | b'0'
            ..=b'9' | b'C' | b'S' | b'R' | b'I' | b'O' | b'c' | b's' | b'r'
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
    // `response: '550 …'` is a field of an object, not a line of a dialogue.
    if content.starts_with('\'') && trimmed.starts_with("response:") {
        return None;
    }
    let content = content.trim_start_matches(['[', '\'', '"', ' ']);
    let content = cut_quote(content.strip_prefix("b'").unwrap_or(content));
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
pub(super) fn is_command(line: &str) -> bool {
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
    /// Whether the last line of the answer says that more follows.
    fn is_unfinished(&self) -> bool {
        self.reply.rsplit('\n').next().is_some_and(|line| line.get(3..4) == Some("-"))
    }

    /// The replies that the answer is made of, with the place of the first:
    /// each ends with the line that says so.
    fn replies(&self) -> Vec<(String, usize)> {
        let mut replies = vec![String::new()];
        for line in self.reply.lines() {
            let Some(last) = replies.last_mut() else { break };
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(line);
            if line.get(3..4) != Some("-") {
                replies.push(String::new());
            }
        }
        replies.retain(|reply| !reply.is_empty());
        replies.into_iter().map(|reply| (reply, self.at)).collect()
    }

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
            // What answers a challenge is no command (RFC 4954, section 4).
            let in_auth = before.is_some_and(|step| step.reply.starts_with("334"));
            return if after_data {
                Some(Stage::EndOfData)
            } else if in_auth {
                Some(Stage::Auth)
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
        check(
            " Out: 220 mx\n In:  RCPT TO:<kay@there.example>\n Out: 550 5.1.1 No\n",
            "rcpt 550 5.1.1 No",
        );
    }

    #[test]
    fn commands_sent_in_groups_have_their_own_replies() {
        check(
            "--> MAIL FROM:<a@b.example>\n--> RCPT TO:<kay@there.example>\n--> DATA\n<-- 250 ok\n<-- 550 no\n<-- 554 none\n",
            "rcpt 550 no",
        );
        check(
            "C: MAIL FROM:<a@b.example>\nC: RCPT TO:<kay@there.example>\nS: 250 ok\nS: 250-x\nS: 250 ok\nC: DATA\nS: 451 later\n",
            "data 451 later",
        );
    }

    #[test]
    fn whatever_a_log_writes_before_them() {
        let logged = |text: &str| {
            let steps = read_logged(text, Forms::builtin());
            deciding(&steps, None).map(|(step, stage)| {
                let stage = stage.map_or("-", Stage::id);
                format!("{stage} {} {}", step.command, step.reply.replace('\n', "/"))
            })
        };
        for (text, expected) in [
            (
                "2026-01-05 10:00:00 SERVER -> CLIENT: 220 mx\n2026-01-05 10:00:00 CLIENT -> SERVER: MAIL FROM:<a@b.example>\n\
                 2026-01-05 10:00:01 SERVER -> CLIENT: 550-no\n   550 never\n",
                "mail MAIL FROM:<a@b.example> 550-no/550 never",
            ),
            (
                "< 220 mx\n> AUTH LOGIN\n< 334 VXNlcm5hbWU6\n> YW5u\n< 535 5.7.8 No\n",
                "auth  535 5.7.8 No",
            ),
            (
                "Jan  5 10:00:00 out postfix/smtp[1]: > mx.there.example[192.0.2.5]:25: RCPT TO:<k@there.example>\n\
                 Jan  5 10:00:00 out postfix/smtp[1]: < mx.there.example[192.0.2.5]:25: 550 No\n",
                "rcpt RCPT TO:<k@there.example> 550 No",
            ),
            (
                "Net::SMTP=GLOB(0x55)>>> RCPT TO:<k@there.example>\nNet::SMTP=GLOB(0x55)<<< 550 No\n",
                "rcpt RCPT TO:<k@there.example> 550 No",
            ),
            (
                "Jan 05 10:00:00 host sendEmail[12]: INFO => Sending: \tRCPT TO:<k@there.example>\n\
                 Jan 05 10:00:00 host sendEmail[12]: WARNING => Received: \t554 No\n",
                "rcpt RCPT TO:<k@there.example> 554 No",
            ),
            ("10:00:01 EHLO mfp\n10:00:02 550 Go away\n", "ehlo EHLO mfp 550 Go away"),
            ("<05/Jan> SMTP[SEND] DATA\n<05/Jan> SMTP[RECV] 451 Later\n", "data DATA 451 Later"),
            ("[->] EHLO mfp\n[<-] 550 Go away\n", "ehlo EHLO mfp 550 Go away"),
        ] {
            assert_eq!(logged(text).unwrap_or_default(), expected, "{text}");
        }
        for text in [
            "it could not deliver in 840 minutes.<421 4.4.0 Cannot connect>",
            "the data < 550 bytes",
        ] {
            let steps = read_logged(text, Forms::builtin());
            assert!(steps.iter().all(|step| step.command.is_empty()), "{text}");
        }
    }
}
