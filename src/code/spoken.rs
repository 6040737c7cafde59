//! What somebody types or says when they mean a code: `5.1.1`, `511`,
//! `#5.1.1`, `550 5.1.1`, "five one one", "five fifty", `0x800c…`.

use super::{ClientCode, EnhancedCode, ReplyCode, SocketError};

/// A query taken apart into codes and the words around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeQuery {
    /// Enhanced codes, best reading first.
    pub enhanced: Vec<EnhancedCode>,
    /// Reply codes.
    pub replies: Vec<ReplyCode>,
    /// Client codes.
    pub clients: Vec<ClientCode>,
    /// Socket errors.
    pub sockets: Vec<SocketError>,
    /// The beginning of a code that is still being typed: `5.1`, `55`,
    /// `0x800C`; in lower case.
    pub prefixes: Vec<String>,
    /// What has the form of a code and can be none: `9.9.9`, `5.1.1000`.
    pub impossible: Vec<String>,
    /// The words that are no code, as typed, single spaces between them.
    pub words: String,
}

impl CodeQuery {
    /// Whether any whole code was found.
    pub fn has_code(&self) -> bool {
        !(self.enhanced.is_empty()
            && self.replies.is_empty()
            && self.clients.is_empty()
            && self.sockets.is_empty())
    }

    /// Whether a code or the beginning of one was found, or what looks like one.
    pub fn is_about_codes(&self) -> bool {
        self.has_code() || !self.prefixes.is_empty() || !self.impossible.is_empty()
    }

    /// Adds the enhanced codes that three digits without dots may mean. Beside
    /// one that is written with its dots, or begun so, they are what they say.
    fn add_undotted(&mut self, undotted: Vec<EnhancedCode>) {
        if self.enhanced.is_empty() && self.prefixes.iter().all(|prefix| !prefix.contains('.')) {
            self.enhanced = undotted;
        }
    }

    /// Takes one written token, if it is a code or the beginning of one; what
    /// may be an enhanced code without its dots is put aside.
    fn take(&mut self, token: &str, aside: &mut Vec<EnhancedCode>) -> bool {
        let is_cut = token.ends_with('.');
        let token = token.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let token = token.trim_end_matches('-');
        if let Some(code) = token.parse().ok().or_else(|| unmarked(token)) {
            push(&mut self.clients, code);
        } else if let Ok(code) = token.parse::<EnhancedCode>() {
            push(&mut self.enhanced, code);
        } else if let Some((reply, enhanced)) = hyphenated(token) {
            push(&mut self.replies, reply);
            push(&mut self.enhanced, enhanced);
        } else if let Some((reply, enhanced)) = run_together(token) {
            push(&mut self.replies, reply);
            if let Some(code) = enhanced {
                push(&mut self.enhanced, code);
            }
        } else if token.len() > 1 && token.bytes().all(|b| b.is_ascii_digit()) {
            return self.take_digits(token, aside);
        } else if looks_like_a_code(token) {
            push(&mut self.impossible, token.to_owned());
        } else if is_prefix(token) {
            push(&mut self.prefixes, token.to_ascii_lowercase());
        } else if is_cut && matches!(token, "2" | "4" | "5" | "x" | "X") {
            push(&mut self.prefixes, format!("{}.", token.to_ascii_lowercase()));
        } else {
            return false;
        }
        true
    }

    /// Takes digits without dots: a reply code, an enhanced code whose dots
    /// were left out, a socket error, or the beginning of one.
    fn take_digits(&mut self, digits: &str, aside: &mut Vec<EnhancedCode>) -> bool {
        let mut known = false;
        if let Ok(code) = digits.parse() {
            push(&mut self.sockets, code);
            known = true;
        }
        if let Ok(code) = digits.parse::<ReplyCode>() {
            push(&mut self.replies, code);
            known = true;
        }
        if let Some(code) = undotted(digits) {
            push(if digits.len() == 3 { aside } else { &mut self.enhanced }, code);
            known = true;
        }
        if !known && digits.len() == 2 && matches!(digits.as_bytes()[0], b'2'..=b'5') {
            push(&mut self.prefixes, digits.to_owned());
            known = true;
        }
        known
    }
}

/// Adds what is not there yet.
fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// `511` → 5.1.1, `5726` → 5.7.26: one digit each for class and subject. Only
/// subjects 0 to 7 exist (RFC 3463, section 3), so that `591` stays a number.
fn undotted(digits: &str) -> Option<EnhancedCode> {
    if !(3..=5).contains(&digits.len()) {
        return None;
    }
    let class = digits[..1].parse().ok()?;
    let subject = digits[1..2].parse().ok().filter(|s| *s <= 7)?;
    if digits.len() > 3 && digits[2..].starts_with('0') {
        return None;
    }
    EnhancedCode::new(class, subject, digits[2..].parse().ok()?)
}

/// `800ccc0f`: a client code as somebody reads it out, without the `0x`. All of
/// the mail programs' own begin with `800`.
fn unmarked(token: &str) -> Option<ClientCode> {
    (token.len() == 8 && token.starts_with("800")).then(|| format!("0x{token}").parse().ok())?
}

/// `550-5.7.26`, the way a line of a longer reply starts.
fn hyphenated(token: &str) -> Option<(ReplyCode, EnhancedCode)> {
    let (reply, enhanced) = token.split_once('-')?;
    Some((reply.parse().ok()?, enhanced.parse().ok()?))
}

/// `550571`, `5505.7.1` or `5501`: a reply code with what stood behind it, the
/// space left out. What stood there is an enhanced code of the same class, or
/// a stray digit that makes no enhanced code.
fn run_together(token: &str) -> Option<(ReplyCode, Option<EnhancedCode>)> {
    let (front, rest) = token.split_at_checked(3)?;
    let reply: ReplyCode = front.parse().ok()?;
    let is_number = rest.bytes().all(|b| b.is_ascii_digit());
    if rest.len() == 1 && is_number && undotted(token).is_none() {
        return Some((reply, None));
    }
    let code = rest.parse().ok().or_else(|| if is_number { undotted(rest) } else { None })?;
    (code.class() == reply.class()).then_some((reply, Some(code)))
}

/// Whether the token can only be the beginning of a code: `5.`, `5.1`, `5.1.`,
/// `5.7.x`, `0x8004`.
fn is_prefix(token: &str) -> bool {
    let lower = token.to_ascii_lowercase();
    if let Some(hex) = lower.strip_prefix("0x") {
        return hex.len() < 8 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    }
    let mut parts = lower.split('.');
    let class = parts.next().is_some_and(|c| matches!(c, "2" | "4" | "5" | "x"));
    let rest: Vec<_> = parts.collect();
    class
        && (1..=2).contains(&rest.len())
        && rest.iter().all(|p| p.len() <= 3 && (*p == "x" || p.bytes().all(|b| b.is_ascii_digit())))
}

/// Whether the token has the form of an enhanced code, whatever its numbers
/// are. Where there are four of them, it is an address.
fn looks_like_a_code(token: &str) -> bool {
    let parts: Vec<&str> = token.split('.').collect();
    let is_number =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts[0].len() == 1 && parts.iter().all(is_number)
}

/// The whole query, where it is what would be a number beside words, but by
/// itself begins a code or looks so: `5`, `10`, `9.9`.
fn alone(text: &str) -> Option<CodeQuery> {
    let text = text.trim();
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let mut query = CodeQuery::default();
    match text.split_once('.') {
        None if (1..=2).contains(&text.len()) && is_digits(text) => {
            query.prefixes.push(text.to_owned());
        }
        // What can begin a code is read with all others.
        Some(("0" | "1" | "3" | "6" | "7" | "8" | "9", rest)) => {
            if !is_digits(rest.strip_suffix('.').unwrap_or(rest)) {
                return None;
            }
            query.impossible.push(text.to_owned());
        }
        _ => return None,
    }
    Some(query)
}

/// The digits that a spoken word stands for.
fn spoken(word: &str) -> Option<&'static str> {
    Some(match word {
        "zero" | "oh" | "nought" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "thirteen" => "13",
        "fourteen" => "14",
        "fifteen" => "15",
        "sixteen" => "16",
        "seventeen" => "17",
        "eighteen" => "18",
        "nineteen" => "19",
        "twenty" => "20",
        "thirty" => "30",
        "forty" | "fourty" => "40",
        "fifty" => "50",
        "sixty" => "60",
        "seventy" => "70",
        "eighty" => "80",
        "ninety" => "90",
        "hundred" => "00",
        "dot" | "point" => ".",
        _ => return None,
    })
}

/// Whether it is a digit by itself: "5 7 1" is read out as it stands.
fn is_digit(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Puts spoken digits together: "five fifty four" → `554`.
fn join_spoken(words: &[&str]) -> String {
    let mut joined = String::new();
    for (at, word) in words.iter().enumerate() {
        let digits = if is_digit(word) { word } else { spoken(word).unwrap_or_default() };
        let is_tens =
            digits.len() == 2 && digits.ends_with('0') && digits != "00" && digits != "10";
        let unit_follows = words
            .get(at + 1)
            .and_then(|next| spoken(next))
            .is_some_and(|next| next.len() == 1 && next != "." && next != "0");
        joined.push_str(if is_tens && unit_follows { &digits[..1] } else { digits });
    }
    joined
}

/// Reads a query as codes and words.
///
/// Spoken digits count as a code only where at least two stand together, so
/// that "one user" stays words; digits with spaces between them where there
/// are at least three.
pub fn read_query(text: &str) -> CodeQuery {
    if let Some(query) = alone(text) {
        return query;
    }
    let mut query = CodeQuery::default();
    let mut undotted = Vec::new();
    let lower = text.to_lowercase();
    let written: Vec<&str> = text.split_whitespace().collect();
    let lowered: Vec<&str> = lower.split_whitespace().collect();
    let mut words: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < written.len() {
        let ahead = lowered.get(at..).unwrap_or_default();
        let run = ahead.iter().take_while(|word| spoken(word).is_some() || is_digit(word)).count();
        let has_spoken = ahead.iter().take(run).any(|word| !is_digit(word));
        if run >= 3 || run == 2 && has_spoken {
            let joined = join_spoken(&lowered[at..at + run]);
            if query.take(&joined, &mut undotted) {
                at += run;
                continue;
            }
        }
        if !query.take(written[at], &mut undotted) {
            words.push(written[at]);
        }
        at += 1;
    }
    query.words = words.join(" ");
    query.add_undotted(undotted);
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of a query, written out, with its words last.
    fn shown(text: &str) -> String {
        let query = read_query(text);
        let mut parts: Vec<String> = Vec::new();
        parts.extend(query.enhanced.iter().map(ToString::to_string));
        parts.extend(query.replies.iter().map(ToString::to_string));
        parts.extend(query.clients.iter().map(ToString::to_string));
        parts.extend(query.sockets.iter().map(|code| format!("socket {code}")));
        parts.extend(query.prefixes.iter().map(|prefix| format!("{prefix}*")));
        parts.extend(query.impossible.iter().map(|other| format!("{other}?")));
        if !query.words.is_empty() {
            parts.push(format!("[{}]", query.words));
        }
        parts.join(" ")
    }

    #[test]
    fn codes_are_found_however_they_are_written() {
        for (text, expected) in [
            ("5.1.1", "5.1.1"),
            ("#5.1.1", "5.1.1"),
            ("(#5.1.1)", "5.1.1"),
            ("511", "5.1.1 511"),
            ("550", "5.5.0 550"),
            ("550 5.1.1", "5.1.1 550"),
            ("5.1.1 550", "5.1.1 550"),
            ("550 5.1", "550 5.1*"),
            ("550 5.", "550 5.*"),
            ("5", "5*"),
            ("2", "2*"),
            ("10", "10*"),
            ("5.", "5.*"),
            ("9", "9*"),
            ("9.", "9.?"),
            ("9.9", "9.9?"),
            ("9.9.9", "9.9.9?"),
            ("5.1.1000", "5.1.1000?"),
            ("5.01.1", "5.01.1?"),
            ("999", "[999]"),
            ("9.9.9 mailbox", "9.9.9? [mailbox]"),
            ("550-5.7.26", "5.7.26 550"),
            ("5726", "5.7.26"),
            ("57708", "5.7.708"),
            ("591", "591"),
            ("550571", "5.7.1 550"),
            ("5505.1.1", "5.1.1 550"),
            ("5501", "550"),
            ("550", "5.5.0 550"),
            ("five one one", "5.1.1 511"),
            ("Five Seven One", "5.7.1 571"),
            ("5 7 1", "5.7.1 571"),
            ("5 5 0", "5.5.0 550"),
            ("five 7 one", "5.7.1 571"),
            ("five fifty", "5.5.0 550"),
            ("five fifty four", "5.5.4 554"),
            ("four twenty one", "4.2.1 421"),
            ("five hundred", "5.0.0 500"),
            ("five dot seven dot twenty six", "5.7.26"),
            ("0x800ccc0f", "0x800CCC0F"),
            ("800ccc0f", "0x800CCC0F"),
            ("80042109", "0x80042109"),
            ("-2147213045", "0x8004210B"),
            ("10060", "socket 10060"),
            ("111", "socket 111"),
            ("5.1", "5.1*"),
            ("5.1.", "5.1*"),
            ("5.7.x", "5.7.x*"),
            ("55", "55*"),
            ("0x800C", "0x800c*"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn words_stay_words() {
        for (text, expected) in [
            ("", ""),
            ("mailbox full", "[mailbox full]"),
            ("one user", "[one user]"),
            ("user unknown 550", "5.5.0 550 [user unknown]"),
            ("550\u{a2}\u{a2}x", "[550\u{a2}\u{a2}x]"),
            ("3 recipients", "[3 recipients]"),
            ("5 1", "[5 1]"),
            ("2 of 3 users", "[2 of 3 users]"),
            ("port 25", "25* [port]"),
            ("1.37 GB", "[1.37 GB]"),
            ("10.1.2.3", "[10.1.2.3]"),
            ("1.2.3.4", "[1.2.3.4]"),
            ("İ five one", "51* [İ]"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
