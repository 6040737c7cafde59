//! Bounces in prose: a heading, addresses, and what is said about each.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

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
    /// What the text before the returned message says as a whole, read once.
    whole: OnceCell<Account>,
    /// What the text above all recipients says, read once.
    above: OnceCell<Account>,
    /// What the block last shared by recipients says, and which it is.
    shared: RefCell<Option<(usize, Account)>>,
}

impl<'t> Prose<'t> {
    pub(super) fn new(text: &'t str, forms: &'t Forms) -> Self {
        let text = cut(text, LONGEST);
        let header = returned::header_start(text);
        let hits = forms.hits(text.get(..header).unwrap_or(text));
        let end = returned::start(text, &hits).min(header);
        let section = text.get(..end).unwrap_or(text);
        let steps = transcript::read(section);
        let mut prose = Self {
            forms,
            text,
            hits,
            end,
            steps,
            candidates: Vec::new(),
            whole: OnceCell::new(),
            above: OnceCell::new(),
            shared: RefCell::new(None),
        };
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

    /// Whether it says that delivery is late, and not before that that it has
    /// failed: what happens if it fails in the end may follow.
    pub(super) fn is_delayed(&self) -> bool {
        let first = |what: Tells| {
            let hits = self.hits.iter().filter(|hit| hit.tells == what && hit.to <= self.end);
            hits.map(|hit| hit.from).min()
        };
        first(Tells::Delayed)
            .is_some_and(|late| first(Tells::Failed).is_none_or(|failed| late <= failed))
    }

    /// Whether there is a dialogue in it.
    pub(super) fn has_steps(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Whether some line names an address as the failing one.
    pub(super) fn names_recipient(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.sureness >= Sureness::Told)
    }

    /// Whether an address stands alone or before a colon on a line that does
    /// not start with a code.
    pub(super) fn has_recipient_alone(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.sureness == Sureness::Alone)
    }

    /// The first address that words name as the failing one.
    pub(super) fn told_recipient(&self) -> Option<&'t str> {
        let told = self.candidates.iter().find(|candidate| candidate.sureness == Sureness::Told);
        told.map(|candidate| candidate.address)
    }

    /// The one address that the text names as failing, if it is only one.
    pub(super) fn only_recipient(&self) -> Option<&'t str> {
        let chosen = self.choose(Known::default());
        let first = chosen.first()?.address;
        chosen.iter().all(|other| other.address.eq_ignore_ascii_case(first)).then_some(first)
    }

    /// Every address that may be a failing one, in order.
    fn find_candidates(&self) -> Vec<Candidate<'t>> {
        let section = self.section();
        let mut candidates = Vec::new();
        let mut at = 0;
        // The address that the lines since the last empty one are about, and
        // how far its line was indented.
        let mut current: Option<(&str, usize)> = None;
        let mut before = "";
        for line in section.split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if line.trim().is_empty() {
                current = None;
            }
            if candidates.len() < MOST
                && line.len() <= 4096
                && let Some(candidate) = recipient_line::read(line, at, self.forms)
            {
                // A folded reply may start a line with the same address again.
                let is_fold = current.is_some_and(|(address, before)| {
                    indent > before && candidate.address.eq_ignore_ascii_case(address)
                });
                // So does a wrapped one, behind its code.
                let is_wrapped = codes::ends_in_code(before)
                    && section.get(..at).is_some_and(|text| text.contains(candidate.address));
                if !is_fold && !is_wrapped {
                    current = Some((candidate.address, indent));
                    candidates.push(candidate);
                }
            }
            before = line;
            at += line.len();
        }
        for hit in &self.hits {
            if hit.tells == Tells::Recipient && hit.to <= self.end && candidates.len() < 2 * MOST {
                candidates.extend(self.told(hit));
            }
        }
        // The same place found in two ways counts once, as the surer one.
        candidates.sort_by_key(|candidate| (candidate.from, candidate.sureness));
        candidates.dedup_by(|later, earlier| {
            let same = later.address == earlier.address && later.from.abs_diff(earlier.from) <= 2;
            if same && later.sureness > earlier.sureness {
                *earlier = *later;
            }
            same
        });
        candidates
    }

    /// The address right behind words that name the failing one.
    fn told(&self, hit: &Hit) -> Option<Candidate<'t>> {
        let rest = self.section().get(hit.to..)?;
        let rest = rest.trim_start_matches([' ', '\t', ':', '*', '\r', '\n']);
        let (address, _) = address::leading(cut(rest, 1200))?;
        // The sentence that names it may give the reason too.
        let line = self.section().get(..hit.from)?.rfind('\n').map_or(0, |end| end + 1);
        Some(Candidate { address, sureness: Sureness::Told, line, from: line })
    }

    /// The deliveries that the text tells of; none where it names no address.
    pub(super) fn deliveries(&self, known: Known) -> Vec<Delivery> {
        let chosen = self.choose(known);
        let mut deliveries: Vec<Delivery> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (at, candidate) in chosen.iter().enumerate() {
            let account = self.account_of(&chosen, at);
            let mut delivery =
                Delivery { recipient: Some(candidate.address.to_owned()), ..Delivery::default() };
            match known.entry(candidate.address.to_ascii_lowercase()) {
                Entry::Vacant(place) => {
                    account.fill(&mut delivery);
                    place.insert(deliveries.len());
                    deliveries.push(delivery);
                }
                // Named twice: the account with a code counts.
                Entry::Occupied(place) => {
                    let first = deliveries.get_mut(*place.get());
                    if let Some(first) = first.filter(|d| d.reply_code().is_none())
                        && account.has_reply_code()
                    {
                        account.fill(&mut delivery);
                        *first = delivery;
                    }
                }
            }
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
            from..chosen.get(at + 1).map_or(self.end, |next| next.line.max(from))
        };
        let is_empty = |at: usize| is_empty(self.text.get(block(at)).unwrap_or_default());
        let own = self.read(block(at));
        if own.has_reply_code() {
            return own;
        }
        let own_is_empty = is_empty(at);
        if own_is_empty && let Some(sharing) = (at + 1..chosen.len()).find(|at| !is_empty(*at)) {
            let account = self.shared(sharing, block(sharing));
            if account.has_code() {
                return account;
            }
        }
        let first = chosen.first().map_or(0, |first| first.from);
        let above = self.above.get_or_init(|| self.read(0..first));
        if above.has_reply_code() || (above.has_code() && !own.has_code()) {
            return above.clone();
        }
        if own_is_empty && own.said.reply.is_none() { self.reason_above(first) } else { own }
    }

    /// What the paragraph right above the recipients says, where it is more
    /// than a heading; otherwise what all the text above them does.
    fn reason_above(&self, first: usize) -> Account {
        let before = self.text.get(..first).unwrap_or_default();
        let before = before.get(..before.rfind('\n').unwrap_or(0)).unwrap_or_default().trim_end();
        let from = before.rfind("\n\n").map_or(0, |end| end + 2);
        let paragraph = before.get(from..).unwrap_or_default();
        let is_heading = paragraph.ends_with([':', '-', '=', '*', '.']);
        let account = if is_heading { None } else { Some(account::read(paragraph, self.forms)) };
        account
            .filter(|account| account.said.reply.is_some())
            .or_else(|| self.above.get().cloned())
            .unwrap_or_default()
    }

    /// What a block says that the recipients listed before it share.
    fn shared(&self, at: usize, block: Range<usize>) -> Account {
        let mut shared = self.shared.borrow_mut();
        match shared.as_ref() {
            Some((known, account)) if *known == at => account.clone(),
            _ => shared.insert((at, self.read(block))).1.clone(),
        }
    }

    /// What a block of the text says. The wordings in it are known already.
    fn read(&self, block: Range<usize>) -> Account {
        let from = block.start;
        let text = self.text.get(block).unwrap_or_default();
        account::read_with(text, self.forms, |text| self.hits_in(from..from + text.len()))
    }

    /// The wordings in a block of the text, with their places in the block.
    fn hits_in(&self, block: Range<usize>) -> Vec<Hit> {
        // They are sorted by where they end.
        let first = self.hits.partition_point(|hit| hit.to <= block.start);
        let past = self.hits.partition_point(|hit| hit.to <= block.end);
        let inside = self.hits.get(first..past).unwrap_or_default().iter();
        inside
            .filter(|hit| hit.from >= block.start)
            .map(|hit| Hit { from: hit.from - block.start, to: hit.to - block.start, ..*hit })
            .collect()
    }

    /// What the text before the returned message says as a whole.
    pub(super) fn whole(&self) -> &Account {
        self.whole.get_or_init(|| self.read(0..self.end))
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
        let above = near.lines().rev().take(6);
        account.host = account::read(near, self.forms).host.or_else(|| {
            // "mx.there.example [192.0.2.5]:" on a line of its own.
            above
                .filter(|line| line.contains('['))
                .find_map(account::leading_host)
                .map(str::to_owned)
        });
        if let Some(reply) = &mut account.said.reply {
            reply.host.clone_from(&account.host);
        }
        Some(account)
    }

    /// What the text says about a recipient that something else named: about
    /// this one where it does, about all otherwise where that is wanted.
    pub(super) fn about(&self, recipient: Option<&str>, or_all: bool) -> Option<Account> {
        if let Some(account) = self.dialogue(recipient, 1) {
            return Some(account);
        }
        let same = |candidate: &&Candidate| {
            recipient.is_some_and(|address| address.eq_ignore_ascii_case(candidate.address))
        };
        let best = self.candidates.iter().filter(same).map(|candidate| candidate.sureness).max();
        let alike = self.candidates.iter().filter(|candidate| Some(candidate.sureness) == best);
        let chosen: Vec<Candidate> = alike.copied().collect();
        let mut first = None;
        let is_about = |at: &usize| chosen.get(*at).is_some_and(|candidate| same(&candidate));
        for at in (0..chosen.len()).filter(is_about).take(4) {
            let account = self.account_of(&chosen, at);
            if account.has_reply_code() {
                return Some(account);
            }
            first = first.or(Some(account));
        }
        first.or_else(|| or_all.then(|| self.whole().clone()))
    }
}

/// Whether a block says nothing: no letter or digit in it.
fn is_empty(block: &str) -> bool {
    !block.contains(|c: char| c.is_alphanumeric())
}
