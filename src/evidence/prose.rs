//! Bounces in prose: a heading, addresses, and what is said about each.

use super::account::{self, Account};
use super::phrases::{Hit, Tells};
use super::recipient_line::{self, Candidate, Sureness};
use super::reply::cut;
use super::transcript::{self, Step};
use super::types::Delivery;
use super::{Forms, address, codes, returned};

/// At most this many bytes of a text are read as prose.
const LONGEST: usize = 256 * 1024;
/// Recipients beyond this many are left out.
const MOST: usize = 1024;

/// What is known from outside the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known<'k> {
    /// The addresses that a header field says failed.
    pub(super) failed: &'k [String],
    /// The address that the bounce went to: who sent the message.
    pub(super) sender: Option<&'k str>,
}

/// A text that may be a bounce in prose, taken apart.
pub(super) struct Prose<'t> {
    forms: &'t Forms,
    text: &'t str,
    pub(super) hits: Vec<Hit>,
    /// Where the returned message starts.
    end: usize,
    steps: Vec<Step>,
    candidates: Vec<Candidate<'t>>,
}

impl<'t> Prose<'t> {
    pub(super) fn new(text: &'t str, forms: &'t Forms) -> Self {
        let text = cut(text, LONGEST);
        let hits = forms.hits(text);
        let end = returned::start(text, &hits);
        let section = text.get(..end).unwrap_or(text);
        let steps = transcript::read(section);
        let mut prose = Self { forms, text, hits, end, steps, candidates: Vec::new() };
        prose.candidates = prose.find_candidates();
        prose
    }

    /// The text before the returned message.
    pub(super) fn section(&self) -> &'t str {
        self.text.get(..self.end).unwrap_or(self.text)
    }

    /// The returned message, with the line that announces it.
    pub(super) fn returned(&self) -> &'t str {
        codes::rest(self.text, self.end)
    }

    /// Whether the text before the returned message says this.
    pub(super) fn tells(&self, what: Tells) -> bool {
        self.hits.iter().any(|hit| hit.tells == what && hit.to <= self.end)
    }

    /// Whether there is a dialogue in it.
    pub(super) fn has_steps(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Whether some line names an address as the failing one.
    pub(super) fn names_recipient(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.sureness >= Sureness::Told)
    }

    /// Every address that may be a failing one, in order.
    fn find_candidates(&self) -> Vec<Candidate<'t>> {
        let section = self.section();
        let mut candidates = Vec::new();
        let mut at = 0;
        for line in section.split_inclusive('\n') {
            if candidates.len() < MOST
                && line.len() <= 4096
                && let Some(candidate) = recipient_line::read(line, at, self.forms)
            {
                candidates.push(candidate);
            }
            at += line.len();
        }
        for hit in &self.hits {
            if hit.tells == Tells::Recipient && hit.to <= self.end && candidates.len() < 2 * MOST {
                candidates.extend(self.told(hit));
            }
        }
        candidates.sort_by_key(|candidate| (candidate.from, candidate.line));
        candidates
    }

    /// The address right behind words that name the failing one.
    fn told(&self, hit: &Hit) -> Option<Candidate<'t>> {
        let rest = self.section().get(hit.to..)?;
        let rest = rest.trim_start_matches([' ', '\t', ':', '*', '\r', '\n']);
        let (address, after) = address::leading(cut(rest, 1200))?;
        let from = hit.to + address_end(self.section().get(hit.to..)?, address, after);
        let line = self.section().get(..hit.from)?.rfind('\n').map_or(0, |end| end + 1);
        Some(Candidate { address, sureness: Sureness::Told, line, from })
    }

    /// The deliveries that the text tells of; none where it names no address.
    pub(super) fn deliveries(&self, known: Known) -> Vec<Delivery> {
        let chosen = self.choose(known);
        let mut deliveries: Vec<Delivery> = Vec::new();
        for (at, candidate) in chosen.iter().enumerate() {
            let is_new = !deliveries.iter().any(|delivery| {
                delivery
                    .recipient
                    .as_deref()
                    .is_some_and(|r| r.eq_ignore_ascii_case(candidate.address))
            });
            if !is_new {
                continue;
            }
            let mut delivery =
                Delivery { recipient: Some(candidate.address.to_owned()), ..Delivery::default() };
            self.account_of(&chosen, at).fill(&mut delivery);
            deliveries.push(delivery);
        }
        deliveries
    }

    /// The addresses that failed: those that a header names where there are
    /// any, otherwise the surest ones.
    fn choose(&self, known: Known<'_>) -> Vec<Candidate<'t>> {
        if !known.failed.is_empty() {
            let named = |candidate: &&Candidate| {
                known.failed.iter().any(|failed| failed.eq_ignore_ascii_case(candidate.address))
            };
            let best = self.candidates.iter().filter(named).map(|c| c.sureness).max();
            return self
                .candidates
                .iter()
                .filter(named)
                .filter(|c| Some(c.sureness) == best)
                .copied()
                .collect();
        }
        let is_sender = |candidate: &Candidate| {
            known.sender.is_some_and(|sender| sender.eq_ignore_ascii_case(candidate.address))
        };
        for without_sender in [true, false] {
            let eligible =
                self.candidates.iter().filter(|candidate| !without_sender || !is_sender(candidate));
            if let Some(best) = eligible.clone().map(|candidate| candidate.sureness).max() {
                return eligible.filter(|candidate| candidate.sureness == best).copied().collect();
            }
        }
        Vec::new()
    }

    /// What is said about one of the recipients.
    fn account_of(&self, chosen: &[Candidate], at: usize) -> Account {
        let Some(candidate) = chosen.get(at) else { return Account::default() };
        if let Some(account) = self.dialogue(Some(candidate.address), chosen.len()) {
            return account;
        }
        let block = |at: usize| {
            let from = chosen.get(at).map_or(0, |candidate| candidate.from);
            let to = chosen.get(at + 1).map_or(self.end, |next| next.line.max(from));
            self.text.get(from..to).unwrap_or_default()
        };
        let own = account::read(block(at), self.forms);
        if own.has_reply_code() {
            return own;
        }
        // Recipients in a list share what stands behind the last of them.
        let shared = (at + 1..chosen.len())
            .map(block)
            .find(|block| !block.trim_matches(|c: char| !c.is_alphanumeric()).is_empty());
        let own_is_empty = block(at).trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        if own_is_empty && let Some(shared) = shared {
            let account = account::read(shared, self.forms);
            if account.has_code() {
                return account;
            }
        }
        let before =
            self.text.get(..chosen.first().map_or(0, |first| first.from)).unwrap_or_default();
        let above = account::read(before, self.forms);
        if above.has_reply_code() || (above.has_code() && !own.has_code()) {
            return above;
        }
        if own_is_empty && own.said.reply.is_none() { above } else { own }
    }

    /// What the dialogue in the text says about a recipient.
    fn dialogue(&self, recipient: Option<&str>, recipients: usize) -> Option<Account> {
        // Comparing many addresses with many steps would cost their product.
        let recipient = recipient.filter(|_| self.steps.len() * recipients < 20_000);
        let (step, stage) = transcript::deciding(&self.steps, recipient)?;
        let mut account = account::read(&step.reply, self.forms);
        account.stage = stage;
        let before = self.text.get(..step.at).unwrap_or_default();
        let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(2048))..)?;
        account.host = account::read(near, self.forms).host;
        if let Some(reply) = &mut account.said.reply {
            reply.host.clone_from(&account.host);
        }
        Some(account)
    }

    /// What the text says about a recipient that something else named: about
    /// this one where it does, about all otherwise.
    pub(super) fn about(&self, recipient: Option<&str>) -> Account {
        if let Some(account) = self.dialogue(recipient, 1) {
            return account;
        }
        let same = |candidate: &&Candidate| {
            recipient.is_some_and(|address| address.eq_ignore_ascii_case(candidate.address))
        };
        let chosen: Vec<Candidate> = match self.candidates.iter().find(same) {
            Some(found) => self
                .candidates
                .iter()
                .filter(|c| c.sureness == found.sureness || same(c))
                .copied()
                .collect(),
            None => Vec::new(),
        };
        match chosen.iter().position(|candidate| same(&candidate)) {
            Some(at) => self.account_of(&chosen, at),
            None => account::read(self.section(), self.forms),
        }
    }
}

/// How far behind the words the address ends, where `after` is what follows it.
fn address_end(text: &str, address: &str, after: &str) -> usize {
    let within = cut(text, 1300);
    within
        .find(address)
        .map_or(0, |at| {
            at + address.len() + usize::from(after.is_empty() || !after.starts_with('>'))
        })
        .min(text.len())
}
