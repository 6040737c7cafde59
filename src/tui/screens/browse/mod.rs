//! Searching: a line to type into, what it finds, and the selected entry.

mod filters;
mod geometry;
mod item;
mod update;
mod view;

use super::Origin;
use crate::code::{EnhancedCode, ReplyCode};
use crate::diagnosis::{Finding, Outcome};
use crate::evidence::Kind;
use crate::knowledge::{Confidence, Knowledge, Owner, Permanence, SaidBy, Text};
use crate::report::Page;
use crate::search::{Entry, Needle};
use crate::services::sessions::Listed;
use crate::tui::action::{Action, Place};
use crate::tui::library::Library;
use crate::tui::widgets::{Field, Pager};
use filters::Choosing;
pub(crate) use item::{Door, Item, LeftBehind, Unfinished};

/// So many diagnoses are offered to go back to; more would leave no room.
const MOST_LEFT: usize = 3;

/// The state of the screen.
#[derive(Debug)]
pub(crate) struct Browse {
    query: Field,
    items: Vec<Item>,
    /// What is marked in the titles.
    needle: Needle,
    /// Told above the list.
    notice: Option<String>,
    /// The list of filters, where it has the keys.
    choosing: Option<Choosing>,
    /// How many entries were found, of how many.
    count: (usize, usize),
    selected: usize,
    top: usize,
    detail: Pager,
    detail_has_focus: bool,
    /// The rows of the list, for moving by a page.
    list_rows: usize,
    /// The queries before, the last one last.
    history: Vec<String>,
    /// Which of them stands in the line, as long as nothing else was typed.
    recalled: Option<usize>,
    /// A kept session to go on with.
    unfinished: Option<Unfinished>,
    /// Diagnoses to go back to, the one that was left last first.
    left: Vec<LeftBehind>,
    /// It stands above another screen, to which an empty line goes back.
    is_above: bool,
}

impl Browse {
    /// Starts with a query, which may be empty.
    pub(crate) fn new(query: &str, library: &Library) -> Self {
        let mut browse = Self {
            query: Field::new(query),
            items: Vec::new(),
            needle: Needle::default(),
            notice: None,
            choosing: None,
            count: (0, 0),
            selected: 0,
            top: 0,
            detail: Pager::default(),
            detail_has_focus: false,
            list_rows: 0,
            history: Vec::new(),
            recalled: None,
            unfinished: None,
            left: Vec::new(),
            is_above: false,
        };
        browse.search(library);
        browse
    }

    /// A search from which one goes back.
    #[must_use]
    pub(crate) fn above_others(self) -> Self {
        Self { is_above: true, ..self }
    }

    /// Offers a kept session to go on with; what is selected stays so.
    pub(crate) fn offer(&mut self, last: Option<&Listed>, library: &Library) {
        let unfinished = last.map(|listed| Unfinished::new(listed, library.knowledge));
        if unfinished == self.unfinished {
            return;
        }
        let before = self.offers().len();
        self.unfinished = unfinished;
        self.offer_anew(before, library);
    }

    /// Offers diagnoses to go back to, the one that was left last first.
    pub(crate) fn offer_left(&mut self, about: &[String], library: &Library) {
        let one = |(at, about): (usize, &String)| LeftBehind { about: about.clone(), at };
        let left: Vec<LeftBehind> = about.iter().enumerate().map(one).collect();
        if left == self.left {
            return;
        }
        let before = self.offers().len();
        self.left = left;
        self.offer_anew(before, library);
    }

    /// What of this run and of runs before can be gone on with.
    fn offers(&self) -> Vec<Item> {
        let left = self.left.iter().take(MOST_LEFT).cloned().map(Item::Left);
        let session = self.unfinished.clone().map(Box::new).map(Item::Session);
        left.chain(session).collect()
    }

    /// Puts the offers in the place of those before; what is selected stays so.
    fn offer_anew(&mut self, before: usize, library: &Library) {
        if !self.query.text().is_empty() {
            return;
        }
        let first = Door::FIRST.len().min(self.items.len());
        let end = (first + before).min(self.items.len());
        let offers = self.offers();
        let count = offers.len();
        self.items.splice(first..end, offers);
        if self.selected >= end {
            self.selected = self.selected - end + first + count;
        } else if self.selected >= first {
            self.selected = self.selected.min((first + count).saturating_sub(1));
            self.show(library);
        }
    }

    pub(super) fn place(&self) -> Place {
        if self.choosing.is_some() {
            return Place::Filter;
        }
        match (self.detail_has_focus, self.query.text().is_empty()) {
            (true, _) => Place::Detail,
            (false, true) => Place::Start,
            (false, false) => Place::Search,
        }
    }

    /// Gives the search line the keys, with a new query if there is one.
    pub(crate) fn focus(&mut self, query: Option<&str>, library: &Library) {
        self.detail_has_focus = false;
        self.choosing = None;
        if let Some(query) = query {
            self.query = Field::new(query);
            self.search(library);
        }
    }

    /// What is selected.
    pub(crate) fn item(&self) -> Option<&Item> {
        self.items.get(self.selected)
    }

    /// The number of the selected entry among those that were found, from 1;
    /// 0 for a door.
    fn position(&self) -> usize {
        let before = self.items.iter().take(self.selected + 1);
        before.filter(|item| matches!(item, Item::Entry(_))).count()
    }

    /// Where the selected entry stands under its heading, where nothing is
    /// typed: `3/735`.
    fn place_in_all(&self) -> Option<String> {
        let is_entry = |item: &Item| matches!(item, Item::Entry(_));
        self.item().filter(|item| is_entry(item))?;
        let before = self.items.iter().take(self.selected).rev().take_while(|item| is_entry(item));
        let behind = self.items.iter().skip(self.selected).take_while(|item| is_entry(item));
        let (before, behind) = (before.count(), behind.count());
        Some(format!("{}/{}", before + 1, before + behind))
    }

    pub(super) fn shown(&self) -> Option<&Page> {
        matches!(self.item()?, Item::Entry(_)).then(|| self.detail.page())
    }

    pub(super) fn short(&self, action: Action) -> Option<&'static str> {
        // What is no entry has no page of its own.
        let is_entry = matches!(self.item(), Some(Item::Entry(_)));
        (action == Action::Open && self.detail_has_focus && !is_entry).then_some("open")
    }

    pub(super) fn digits(&self) -> Option<(usize, usize)> {
        self.detail.digits()
    }

    pub(super) fn refuses(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Open if self.items.is_empty() && self.choosing.is_none() => {
                Some("nothing is selected")
            }
            Action::Pick(_) => self.detail.refuses_digits(),
            Action::Forward if self.left.is_empty() => Some("no diagnosis was left"),
            Action::Clear if self.query.text().is_empty() => Some("nothing is typed"),
            _ => None,
        }
    }
}

/// Where being guided from an entry starts: with its causes as possible ones,
/// so that the guide asks what tells them apart.
pub(crate) fn origin(
    entry: Entry<'_>,
    asked: Option<EnhancedCode>,
    id: &str,
    knowledge: &Knowledge,
) -> Origin {
    let causes: Vec<Text> = match entry {
        Entry::Code(code) => code.causes.clone(),
        Entry::Cause(cause) => vec![cause.id],
        Entry::Collision(collision) => {
            collision.readings.iter().map(|reading| reading.cause).collect()
        }
        Entry::Term(_) | Entry::Provider(_) => return None,
    };
    let is_real = |cause: &&Text| !crate::diagnosis::is_open_end(cause);
    // An id says nothing to a person.
    let because = match entry {
        Entry::Code(_) => id,
        _ => "the page",
    };
    let causes: Vec<Finding> = causes
        .iter()
        .filter(is_real)
        .map(|cause| Finding {
            cause: *cause,
            confidence: Confidence::Possible,
            because: vec![because.to_owned()],
            weight: 0.0,
        })
        .collect();
    let first = causes.first().and_then(|found| knowledge.cause(&found.cause));
    let owner = first.map_or(Owner::Helpdesk, |cause| cause.owner);
    let reply_code: Option<ReplyCode> = id.parse().ok();
    let enhanced_code = asked.or_else(|| id.parse().ok());
    // A mail program's own number is no reply of a server.
    let is_own = matches!(entry, Entry::Code(_)) && reply_code.is_none() && enhanced_code.is_none();
    let kind = if is_own { Kind::Dialog } else { Kind::Reply };
    (!causes.is_empty()).then(|| {
        let outcome = Outcome {
            recipient: None,
            action: None,
            reply_code,
            enhanced_code,
            client_code: None,
            socket_error: None,
            stage: None,
            said_by: SaidBy::Unknown,
            remote_host: None,
            reporting_host: None,
            provider: None,
            text: None,
            sender: None,
            sending_ip: None,
            size: None,
            size_limit: None,
            permanence: Permanence::Unknown,
            owner,
            causes,
            references: crate::diagnosis::References::default(),
        };
        (kind, outcome)
    })
}
