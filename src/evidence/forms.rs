//! The forms in which mail systems say no, as data: `assets/forms/*.toml`, one
//! file for each system or group of them.
//!
//! There are few structural shapes, and code reads those: a heading, an
//! address, a quoted reply. What differs from system to system is the wording,
//! and that is data: a new system is a new file.
//!
//! This file is compiled into the build too, so it uses nothing of the crate
//! but [`Compiled`](super::Compiled), of which the build has its own.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// The wordings of one system, or of all together. Each is looked for without
/// regard to the case of ASCII letters.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Forms {
    /// Where the returned message starts in a text: words at the beginning of
    /// a line, behind dashes and the like.
    pub returned: Vec<String>,
    /// Words right before the address that failed.
    pub recipient: Vec<String>,
    /// Labels whose address is not the one that failed: `From`.
    pub other_address: Vec<String>,
    /// Local parts of addresses that are named for help.
    pub help_address: Vec<String>,
    /// Words in a bounce's text that say a delivery failed.
    pub failed: Vec<String>,
    /// Words that say it is only late.
    pub delayed: Vec<String>,
    /// Words in the subject of a bounce.
    pub failed_subject: Vec<String>,
    /// Words in the subject of a delay notice.
    pub delayed_subject: Vec<String>,
    /// How the subject of an automatic reply begins.
    pub auto_reply_subject: Vec<String>,
    /// Words right before the host that answered.
    pub host: Vec<String>,
    /// Words right before the host that wrote the bounce.
    pub reporting_host: Vec<String>,
    /// Words that follow a reply without being part of it.
    pub after_reply: Vec<String>,
    /// Words right before a reason that is no reply.
    pub reason: Vec<String>,
    /// Reasons that a system gives of its own, without a reply.
    pub local: Vec<String>,
    /// By stage of the dialogue, the words that tell it.
    pub stage: BTreeMap<String, Vec<String>>,
    /// By number, the words of a socket error.
    pub socket: BTreeMap<String, Vec<String>>,
    /// Words that only a mail program's window has.
    pub dialog: Vec<String>,
    /// Words right before what one side of a dialogue says, in logs of
    /// programs and devices.
    pub dialogue: Vec<String>,
    /// By number, what a diagnostic of X.411 says, where a report has only the
    /// number.
    pub diagnostic: BTreeMap<String, String>,

    /// What the reader makes of all this at the first use.
    #[serde(skip)]
    pub(super) compiled: OnceLock<super::Compiled>,
}

impl Forms {
    /// Reads the files, each given as path and text. The error names the file
    /// and what is wrong in it.
    pub fn from_toml<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Self, String> {
        let mut all = Self::default();
        for (path, text) in files {
            let one: Self = toml::from_str(text).map_err(|fault| format!("{path}: {fault}"))?;
            one.check().map_err(|fault| format!("{path}: {fault}"))?;
            all.add(one);
        }
        Ok(all)
    }

    /// Takes in what another file holds.
    fn add(&mut self, other: Self) {
        self.returned.extend(other.returned);
        self.recipient.extend(other.recipient);
        self.other_address.extend(other.other_address);
        self.help_address.extend(other.help_address);
        self.failed.extend(other.failed);
        self.delayed.extend(other.delayed);
        self.failed_subject.extend(other.failed_subject);
        self.delayed_subject.extend(other.delayed_subject);
        self.auto_reply_subject.extend(other.auto_reply_subject);
        self.host.extend(other.host);
        self.reporting_host.extend(other.reporting_host);
        self.after_reply.extend(other.after_reply);
        self.reason.extend(other.reason);
        self.local.extend(other.local);
        self.dialog.extend(other.dialog);
        self.dialogue.extend(other.dialogue);
        self.diagnostic.extend(other.diagnostic);
        for (stage, words) in other.stage {
            self.stage.entry(stage).or_default().extend(words);
        }
        for (number, words) in other.socket {
            self.socket.entry(number).or_default().extend(words);
        }
    }

    /// Finds what could never match or would match everything.
    fn check(&self) -> Result<(), String> {
        let lists = [
            &self.returned,
            &self.recipient,
            &self.failed,
            &self.delayed,
            &self.failed_subject,
            &self.delayed_subject,
            &self.auto_reply_subject,
            &self.host,
            &self.reporting_host,
            &self.after_reply,
            &self.reason,
            &self.local,
            &self.dialog,
            &self.dialogue,
        ];
        let words = lists.into_iter().chain(self.stage.values()).chain(self.socket.values());
        for word in words.flatten() {
            if word.trim().chars().count() < 2 {
                return Err(format!("\"{word}\" is too short to tell anything: make it longer"));
            }
        }
        for stage in self.stage.keys() {
            if !STAGES.contains(&stage.as_str()) {
                return Err(format!("no stage is called \"{stage}\": use one of {STAGES:?}"));
            }
        }
        if let Some(number) = self.socket.keys().find(|number| number.parse::<u16>().is_err()) {
            return Err(format!("\"{number}\" is no number of a socket error"));
        }
        match self.diagnostic.keys().find(|number| number.parse::<u16>().is_err()) {
            Some(number) => Err(format!("\"{number}\" is no number of a diagnostic")),
            None => Ok(()),
        }
    }
}

/// The stages as the data names them; the same as `code::Stage` writes them.
pub(super) const STAGES: [&str; 9] = [
    "connect",
    "ehlo",
    "starttls",
    "auth",
    "mail",
    "rcpt",
    "data",
    "end-of-data",
    "after-acceptance",
];
