//! The data files of `assets/` as types. Unknown fields are errors, so that a
//! misspelt field is found when the program is built.

use serde::{Deserialize, Serialize};

use super::listing::{BlockList, Token};
use super::origin::Origin;
use super::text::Text;
use super::words::{Group, Owner, Permanence, Platform, ProviderKind, Retry, SaidBy, Standing};
use crate::code::Stage;

/// Where a statement comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Source {
    /// RFC and section, or the publisher's page title.
    pub title: Text,
    /// Where to read it.
    #[serde(default)]
    pub url: Option<Text>,
    /// The month in which it was last checked, `2026-11`.
    pub checked: Text,
}

/// What is told wrongly in many places, and what holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Myth {
    /// The wrong claim, as people meet it.
    pub claim: Text,
    /// What is so.
    pub fact: Text,
}

/// A command that a step suggests. Placeholders such as `{recipient}` are
/// filled from the case (see [`PLACEHOLDERS`]).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Command {
    /// Where it is typed.
    pub platform: Platform,
    /// What is typed.
    pub command: Text,
}

/// What may stand in braces in a remedy, and what is shown where the case does
/// not tell it.
#[derive(Clone, Copy, Debug)]
pub struct Placeholder {
    /// The word in braces.
    pub name: &'static str,
    /// What stands in for it in a command or a message that somebody sends:
    /// capitals that have to be replaced by hand.
    pub blank: &'static str,
    /// What stands in for it in a sentence.
    pub words: &'static str,
}

/// All placeholders.
pub const PLACEHOLDERS: &[Placeholder] = &[
    placeholder("recipient", "RECIPIENT-ADDRESS", "the recipient"),
    placeholder("recipient_domain", "RECIPIENT-DOMAIN", "the recipient's domain"),
    placeholder("sender", "SENDER-ADDRESS", "the sender"),
    placeholder("sender_domain", "SENDER-DOMAIN", "the sender's domain"),
    placeholder("remote_host", "THEIR-MAIL-HOST", "their mail server"),
    placeholder("our_host", "OUR-MAIL-HOST", "our mail server"),
    placeholder("ip", "OUR-SENDING-IP", "our sending IP address"),
    placeholder("x500", "OLD-X500-ADDRESS", "the old address that the string stands for"),
    placeholder("reply", "THE-REPLY", "the reply"),
];

const fn placeholder(name: &'static str, blank: &'static str, words: &'static str) -> Placeholder {
    Placeholder { name, blank, words }
}

/// How a step is done with one of several programs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Way {
    /// The program, the device or the provider.
    pub with: Text,
    /// What to do there.
    #[serde(rename = "do")]
    pub action: Text,
}

/// One action of a remedy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Step {
    /// The action, one sentence or two.
    #[serde(rename = "do")]
    pub action: Text,
    /// How it is done, where that differs; the person needs only one of them.
    #[serde(rename = "way", default)]
    pub ways: Vec<Way>,
    /// What should be seen when it worked, or what the result tells.
    pub expect: Text,
    /// Commands that do or check it.
    #[serde(default)]
    pub commands: Vec<Command>,
    /// Whether a site's file gave it, and which.
    #[serde(skip)]
    pub origin: Origin,
}

/// A server's reply as it appears on the wire, which must lead back to the
/// cause that carries it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Sample {
    /// The reply, or a user's words.
    pub text: Text,
    /// Who said it, where that decides.
    #[serde(default)]
    pub said_by: Option<SaidBy>,
}

/// An owner that differs from the usual one. The first that fits counts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnerWhen {
    /// Where it was said by one of these; anybody, where there is none.
    #[serde(default)]
    pub said_by: Vec<SaidBy>,
    /// Only where the servers have given up: the message has come back.
    #[serde(default)]
    pub given_up: bool,
    /// Then this is the owner.
    pub owner: Owner,
}

/// A cause with its remedy: `assets/causes/<id>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Cause {
    /// The id of the closed list, the same as the file's name.
    pub id: Text,
    /// Its group.
    pub group: Group,
    /// What it is, in a line.
    pub title: Text,
    /// Who has to act in the usual case.
    pub owner: Owner,
    /// Owners that differ by who said it.
    #[serde(default)]
    pub owner_when: Vec<OwnerWhen>,
    /// Who alone says it, where the evidence does not tell who did.
    #[serde(default)]
    pub said_by: Option<SaidBy>,
    /// Whether a person who says so may mean their own mail program: then it
    /// is never certain, and the helpdesk finds out.
    #[serde(default)]
    pub doubted_in_talk: bool,
    /// Whether trying again can work.
    pub permanence: Permanence,
    /// What becomes of the message by itself.
    pub retry: Retry,
    /// The stages at which a server mostly says it; empty where none does.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// What happened, one or two sentences for a person who is no mail expert.
    pub meaning: Text,
    /// Other words that people search for.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// What to do, in order.
    #[serde(rename = "step", default)]
    pub steps: Vec<Step>,
    /// The tempting mistakes.
    #[serde(default)]
    pub do_not: Vec<Text>,
    /// How to see that it is fixed.
    pub proof: Text,
    /// How long until it works.
    pub duration: Text,
    /// Causes to look at next when this did not help.
    #[serde(default)]
    pub if_not: Vec<Text>,
    /// To whom, with which evidence.
    pub escalate: Text,
    /// For the person who could not send; no jargon, nobody else's data.
    pub tell_user: Text,
    /// The same for a message that has come back, where `tell_user` speaks of
    /// one that is still tried.
    #[serde(default)]
    pub tell_user_returned: Option<Text>,
    /// For the other side's postmaster, where they must act.
    #[serde(default)]
    pub tell_postmaster: Option<Text>,
    /// Codes that it comes with: `550`, `5.1.1`, `0x800CCC0F`.
    #[serde(default)]
    pub codes: Vec<Text>,
    /// What other pages say wrongly about it.
    #[serde(rename = "myth", default)]
    pub myths: Vec<Myth>,
    /// The terms that its text uses. Found when the data are read, not written
    /// by hand.
    #[serde(default)]
    pub words: Vec<Text>,
    /// Real samples that must lead back here.
    #[serde(rename = "sample", default)]
    pub samples: Vec<Sample>,
    /// Where it is from.
    #[serde(rename = "source", default)]
    pub sources: Vec<Source>,
    /// Whether a site's file gave it, and which.
    #[serde(skip)]
    pub origin: Origin,
}

/// Words that tell one cause of a code from another.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct TellApart {
    /// What is seen: the words, the host, the stage.
    pub when: Text,
    /// Then it is this cause.
    pub cause: Text,
}

/// A code: an entry of `assets/codes/*.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct CodeEntry {
    /// As written: `550`, `X.1.1`, `5.7.606-649`, `0x800CCC0F`, `10060`.
    pub code: Text,
    /// The classes that an enhanced code is seen with; empty for others.
    #[serde(default)]
    pub classes: Vec<u8>,
    /// Its name.
    pub name: Text,
    /// Where it comes from.
    pub standing: Standing,
    /// Whose own code it is, where it is a vendor's.
    #[serde(default)]
    pub vendor: Option<Text>,
    /// The ids of the providers whose own code it is.
    #[serde(default)]
    pub providers: Vec<Text>,
    /// What it means in practice, a sentence or two, for a tired person.
    pub meaning: Text,
    /// What the standard says, with the section.
    pub standard: Text,
    /// What servers mean by it beyond that; where one code has unrelated
    /// meanings, all of them.
    #[serde(default)]
    pub practice: Option<Text>,
    /// Cause ids, likeliest first.
    pub causes: Vec<Text>,
    /// What tells those causes apart.
    #[serde(default)]
    pub tell_apart: Vec<TellApart>,
    /// What other pages say wrongly about it.
    #[serde(rename = "myth", default)]
    pub myths: Vec<Myth>,
    /// Other codes that are mistaken for it, that wrap it or that stand beside
    /// it, the most useful first.
    #[serde(default)]
    pub related: Vec<Text>,
    /// The terms that its text uses. Found when the data are read, not written
    /// by hand.
    #[serde(default)]
    pub words: Vec<Text>,
    /// Other words that people search for.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// Where it is from.
    #[serde(rename = "source", default)]
    pub sources: Vec<Source>,
    /// Whether a site's file gave it, and which.
    #[serde(skip)]
    pub origin: Origin,
}

impl CodeEntry {
    /// How it is written as a rule: `X.1.1`, which stands for every class, with
    /// the class that it is mostly seen with.
    pub fn usual(&self) -> String {
        match (self.code.strip_prefix("X."), self.classes.first()) {
            (Some(rest), Some(class)) => format!("{class}.{rest}"),
            _ => self.code.to_string(),
        }
    }
}

/// A file of codes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct CodeFile {
    /// Its codes.
    #[serde(rename = "code")]
    pub codes: Vec<CodeEntry>,
}

/// A word of the field: an entry of `assets/glossary.toml`. The meanings of
/// the digits are terms too.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Term {
    /// The id, as in `smtp-doctor explain greylisting`.
    pub id: Text,
    /// The word as written.
    pub title: Text,
    /// What it means, for a person who is no mail expert.
    pub meaning: Text,
    /// More, for who wants it.
    #[serde(default)]
    pub more: Option<Text>,
    /// Other words for it. Where a text has one of them, it uses this term.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// What other pages say wrongly about it.
    #[serde(rename = "myth", default)]
    pub myths: Vec<Myth>,
    /// Words by which people look for it that mean other things in a text, or
    /// that are no words at all, such as `25`.
    #[serde(default)]
    pub searched: Vec<Text>,
    /// So common that a page does not list it among the words it uses.
    #[serde(default)]
    pub common: bool,
    /// Terms, codes and causes that belong to it.
    #[serde(default)]
    pub see: Vec<Text>,
    /// Where it is from.
    #[serde(rename = "source", default)]
    pub sources: Vec<Source>,
    /// Whether a site's file gave it, and which.
    #[serde(skip)]
    pub origin: Origin,
}

impl Term {
    /// The title without what explains it: `PTR record` of `PTR record
    /// (reverse DNS)`.
    pub fn name(&self) -> &'static str {
        Self::name_in(self.title.as_str())
    }

    /// That of a title.
    pub(super) fn name_in(title: &'static str) -> &'static str {
        title.split_once(" (").map_or(title, |(name, _)| name)
    }
}

/// The glossary.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Glossary {
    /// Its words.
    #[serde(rename = "term")]
    pub terms: Vec<Term>,
}

/// How much a signature proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Strength {
    /// The words are used in other cases too.
    #[serde(rename = "hint")]
    Hint,
    /// The words mean this as a rule.
    #[serde(rename = "clear")]
    Clear,
    /// The words can mean nothing else.
    #[serde(rename = "exact")]
    Exact,
}

/// A pattern of words that points to a cause.
///
/// A phrase is matched without regard to case and accents (write it without),
/// with any run of white space as one space, at word boundaries. ` * ` between
/// words stands for up to 60 characters of the same sentence, or none; `*`
/// inside a word for the same without a boundary (`ofr*_102`); at the end for
/// the rest of the word (`greylist*`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Signature {
    /// The cause that it points to.
    pub cause: Text,
    /// How much it proves.
    pub strength: Strength,
    /// At least one of these phrases must be there.
    #[serde(default)]
    pub any: Vec<Text>,
    /// All of these phrases must be there too.
    #[serde(default)]
    pub all: Vec<Text>,
    /// None of these phrases may be there.
    #[serde(default)]
    pub not: Vec<Text>,
    /// The reply or enhanced code must be one of these (`550`, `5xx`, `4xx`,
    /// `5.7.1`, `X.2.2`, `5.7.x`, `0x800CCC78`); empty for any.
    #[serde(default)]
    pub codes: Vec<Text>,
    /// Only at one of these stages; empty for any.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// Only where it was said by one of these; empty for any.
    #[serde(default)]
    pub said_by: Vec<SaidBy>,
    /// Holds in a reply that passes another one on as it does in the deciding
    /// reply: what stands there was decided by who wrote it, and the inner
    /// reply is only its reason.
    #[serde(default)]
    pub through: bool,
    /// In a provider's file: only where that provider was recognised.
    #[serde(default)]
    pub only_here: bool,
    /// Who acts in this very case, where it is not the cause's usual owner.
    #[serde(default)]
    pub owner: Option<Owner>,
    /// What really holds, where it is not what the code says.
    #[serde(default)]
    pub permanence: Option<Permanence>,
    /// Whether a site's file gave it, and which.
    #[serde(skip)]
    pub origin: Origin,
}

/// A file of signatures that hold for any server: `assets/signatures/*.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct SignatureFile {
    /// Its signatures.
    #[serde(rename = "signature")]
    pub signatures: Vec<Signature>,
}

/// What a code means at one provider, where that differs from the usual.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct ProviderCode {
    /// `5.4.1`, `5.7.606-649` or `550`.
    pub code: Text,
    /// The causes there, likeliest first.
    pub causes: Vec<Text>,
}

/// A provider or mail system: `assets/providers/<id>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Provider {
    /// The id, the same as the file's name.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// What kind of system it is.
    pub kind: ProviderKind,
    /// Other names that people and codes call it by.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// What is peculiar to its replies.
    pub meaning: Text,
    /// Recipient domains that it serves.
    #[serde(default)]
    pub domains: Vec<Text>,
    /// Ends of host names that are its own: `.google.com`.
    #[serde(default)]
    pub hosts: Vec<Text>,
    /// Phrases of its replies that nobody else uses (as in [`Signature`]).
    #[serde(default)]
    pub marks: Vec<Text>,
    /// Codes with a meaning of its own.
    #[serde(rename = "code", default)]
    pub codes: Vec<ProviderCode>,
    /// Marks in its replies that stand for a reason.
    #[serde(rename = "token", default)]
    pub tokens: Vec<Token>,
    /// The block lists that it keeps.
    #[serde(rename = "list", default)]
    pub lists: Vec<BlockList>,
    /// Its own wording.
    #[serde(rename = "signature", default)]
    pub signatures: Vec<Signature>,
    /// The terms that its text uses. Found when the data are read, not written
    /// by hand.
    #[serde(default)]
    pub words: Vec<Text>,
    /// Where it explains its replies.
    #[serde(rename = "source", default)]
    pub sources: Vec<Source>,
    /// Whether a site's file gave it, and which.
    #[serde(skip)]
    pub origin: Origin,
}

/// When the evidence answers a question by itself. All parts that are given
/// must hold; within a part, one of the list is enough.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct When {
    /// The kind of input: `bounce`, `reply`, `log` …
    #[serde(default)]
    pub kind: Vec<Text>,
    /// Who said it.
    #[serde(default)]
    pub said_by: Vec<SaidBy>,
    /// The reply code's or enhanced code's class, 4 or 5; without a code, the
    /// one that fits whether the failure is temporary or permanent.
    #[serde(default)]
    pub class: Vec<u8>,
    /// Whether the message has come back for good, rather than being tried
    /// again.
    #[serde(default)]
    pub given_up: Option<bool>,
    /// `false` where nothing may speak of a misused address or account.
    #[serde(default)]
    pub misused: Option<bool>,
}

/// The id of the answer that every question has besides its own.
pub const DONT_KNOW: &str = "dont-know";

/// The id of the answer that a question has besides its own where none of them
/// need fit.
pub const SOMETHING_ELSE: &str = "something-else";

/// An answer to a question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Answer {
    /// The id, as in `--answer who=theirs`. `dont-know` is taken.
    pub id: Text,
    /// What the person chooses.
    pub label: Text,
    /// The next question.
    #[serde(default)]
    pub question: Option<Text>,
    /// Or the cause that is reached.
    #[serde(default)]
    pub cause: Option<Text>,
    /// When the evidence gives this answer.
    #[serde(default)]
    pub when: Option<When>,
    /// What the answer rests on where the diagnosis gives it though no words
    /// of the input speak of it: "no word of forwarding".
    #[serde(default)]
    pub presumed: Option<Text>,
    /// Whether a site's file gave it, and which.
    #[serde(skip)]
    pub origin: Origin,
}

/// A question of the guide.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Question {
    /// The id.
    pub id: Text,
    /// The question.
    pub ask: Text,
    /// Why it is asked: what the answers decide.
    pub why: Text,
    /// How to find out, for who does not know: where to look.
    pub find_out: Text,
    /// What is seen there, and which answer it means; a site may do without.
    #[serde(default)]
    pub example: Text,
    /// Commands that find it out.
    #[serde(default)]
    pub commands: Vec<Command>,
    /// The answers.
    #[serde(rename = "answer")]
    pub answers: Vec<Answer>,
    /// The terms that its text uses. Found when the data are read, not written
    /// by hand.
    #[serde(default)]
    pub words: Vec<Text>,
    /// Where "don't know" leads: the next question …
    #[serde(default)]
    pub dont_know_question: Option<Text>,
    /// … or the cause.
    #[serde(default)]
    pub dont_know_cause: Option<Text>,
    /// Whether a site's file gave it, and which.
    #[serde(skip)]
    pub origin: Origin,
}

/// The guide: `assets/guide.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Guide {
    /// The first question.
    pub start: Text,
    /// All questions.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
}
