//! Which recipient a piece of evidence is about, where several failed.

use std::io;

use super::typed::{Command, Keyboard, Typed};
use crate::cli::output::Output;
use crate::diagnosis::{Diagnosis, Doctor};
use crate::evidence::{self, Evidence, Forms, Kind};
use crate::guide::Exhibit;
use crate::knowledge::{Knowledge, Text};
use crate::report::Page;
use crate::text::Clean;

/// So many recipients are listed for a person to choose from.
const MOST_LISTED: usize = 20;

/// The person wants to end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ended;

/// A text that was read, before it is said which recipient it is about.
pub(super) struct Read<'s> {
    source: &'s str,
    evidence: Evidence,
    diagnosis: Diagnosis,
    choices: Vec<usize>,
}

impl<'s> Read<'s> {
    pub(super) fn new(source: &'s str, bytes: &[u8], knowledge: &'static Knowledge) -> Self {
        let evidence = evidence::read(bytes, Forms::builtin());
        let diagnosis = Doctor::new(knowledge).diagnose(&evidence);
        let choices = Exhibit::choices(&diagnosis);
        Self { source, evidence, diagnosis, choices }
    }

    /// The recipients to choose from, in their order.
    pub(super) fn recipients(&self) -> Vec<Option<String>> {
        let outcomes = self.choices.iter().filter_map(|at| self.diagnosis.outcomes.get(*at));
        outcomes.map(|outcome| outcome.recipient.clone()).collect()
    }

    /// The kind of the text.
    pub(super) fn kind(&self) -> Kind {
        self.evidence.kind
    }

    /// Whether a code or a recipient was read in it.
    pub(super) fn tells(&self) -> bool {
        self.evidence.deliveries.iter().any(|delivery| {
            delivery.recipient.is_some()
                || delivery.reply_code().is_some()
                || delivery.enhanced_code().is_some()
                || delivery.client_code.is_some()
                || delivery.socket_error.is_some()
        })
    }

    /// The likeliest cause of the first outcome.
    pub(super) fn top(&self) -> Option<Text> {
        self.diagnosis.outcomes.first().and_then(|outcome| outcome.top()).map(|top| top.cause)
    }

    /// What is known of one of the outcomes; nothing where there is nothing to
    /// read.
    fn at(&self, at: usize) -> Option<Exhibit> {
        Exhibit::at(self.source, &self.diagnosis, &self.evidence, at)
    }

    /// Of the recipient that the session is about already, else the first.
    pub(super) fn likeliest(&self, about: Option<&str>) -> Option<Exhibit> {
        self.at(Exhibit::choice(&self.diagnosis, about)?)
    }

    /// Of the recipient that is meant: by its number, from 1, or its address.
    pub(super) fn meant(&self, meant: &str) -> Option<Exhibit> {
        self.at(Exhibit::meant(&self.diagnosis, meant)?)
    }

    /// What there is to choose from, in a line, for who named another.
    pub(super) fn known(&self) -> String {
        let recipients = self.recipients();
        let listed = recipients.iter().enumerate().take(MOST_LISTED);
        let listed = listed.map(|(at, one)| format!("{} {}", at + 1, name(one.as_deref())));
        listed.collect::<Vec<_>>().join(", ")
    }

    /// Asks a person, where there are several to choose from. [`Ended`] where
    /// they want to end instead.
    pub(super) fn ask(
        &self,
        about: Option<&str>,
        knowledge: &Knowledge,
        keyboard: &mut Keyboard,
        out: &mut Output,
    ) -> io::Result<Result<Option<Exhibit>, Ended>> {
        let count = self.choices.len();
        if count < 2 {
            return Ok(Ok(self.likeliest(about)));
        }
        let mut page = Page::new();
        page.title(format!("{count} recipients failed in this text. Which one is it about?"));
        page.aside("Each needs a session of its own; this one is about one of them.");
        let outcomes = self.choices.iter().filter_map(|at| self.diagnosis.outcomes.get(*at));
        for (at, outcome) in outcomes.enumerate().take(MOST_LISTED) {
            let cause = outcome.top().map_or("", |top| knowledge.cause_title(&top.cause));
            page.step(at + 1, format!("{}: {cause}", name(outcome.recipient.as_deref())));
        }
        if count > MOST_LISTED {
            page.aside(format!("and {} more; type an address", count - MOST_LISTED));
        }
        out.write("\n")?;
        out.page(&page)?;
        loop {
            let prompt =
                format!("Answer 1-{count}, or an address (Enter for the first, q quits): ");
            match keyboard.ask(&prompt, out)? {
                Typed::End | Typed::Nothing => return Ok(Ok(self.likeliest(about))),
                Typed::Text(text) => {
                    if let Some(exhibit) = self.meant(&text) {
                        return Ok(Ok(Some(exhibit)));
                    }
                }
                Typed::Command(Command::Quit) => return Ok(Err(Ended)),
                Typed::Command(_) => {}
            }
            out.say(&format!("There are: {}", self.known()))?;
        }
    }
}

fn name(recipient: Option<&str>) -> String {
    recipient.map_or_else(|| "(no address)".to_owned(), |one| Clean::line(one).into_string())
}
