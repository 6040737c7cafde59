//! Sessions of the guide that are kept: what is to be saved, what became of
//! it, and the one to go on with.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::effect::Effect;
use super::model::Model;
use super::screens::guide::Guided;
use super::screens::sheet::Sheet;
use super::screens::{Screen, Subject};
use crate::guide::{Deed, Likeness, Record};
use crate::services::sessions::{Complaint, Listed, Order, Report};
use crate::text::Clean;

/// Told once where nothing is kept because nothing is to be.
const NOT_KEPT: &str = "This session is not kept: the program was started with --no-save";

/// Told once where what could not be saved is.
const SAVED_AGAIN: &str = "Saved again: all of it is kept now";

/// What the program knows of keeping sessions.
#[derive(Debug, Default)]
pub(crate) struct Keeping {
    /// Whether nothing is to be kept.
    pub(crate) is_off: bool,
    /// Whether that was told.
    is_told: bool,
    /// The time, where somebody told it.
    pub(crate) now: Option<Timestamp>,
    /// The zone that times are written in.
    pub(crate) zone: Option<TimeZone>,
    /// The session to go on with.
    pub(crate) last: Option<Listed>,
    /// What is not saved, by session.
    unsaved: Vec<(u64, Complaint)>,
    /// How many sessions were opened.
    slots: u64,
}

impl Keeping {
    /// Whether anything that was done is not on disk.
    pub(crate) fn is_failing(&self) -> bool {
        !self.unsaved.is_empty()
    }
}

impl Model {
    /// A number for another session.
    pub(crate) fn next_slot(&mut self) -> u64 {
        self.keeping.slots += 1;
        self.keeping.slots
    }

    /// A new session, from what is known.
    pub(crate) fn begin(
        &mut self,
        origin: super::screens::Origin,
        subject: Option<Subject>,
    ) -> Guided {
        let slot = self.next_slot();
        Guided::new(origin, subject, &self.library).in_slot(slot)
    }

    /// Goes on with a session that was read.
    pub(crate) fn resume(&mut self, record: Record) {
        let slot = self.next_slot();
        let guided = Guided::resumed(record, &self.library).in_slot(slot);
        self.screens.push(Screen::Guide(Box::new(guided)));
        self.tell_time();
    }

    /// Writes down in the session that the program opens with what is known
    /// of the case already.
    pub(crate) fn know_beforehand(&mut self, ticket: Option<String>, said: Option<String>) {
        self.tell_time();
        let Screen::Guide(guided) = self.screens.top_mut() else { return };
        let ticket = ticket.map(|text| Deed::Ticket { text });
        let said = said.map(|text| Deed::UserWords { text });
        for deed in ticket.into_iter().chain(said) {
            guided.write_down(deed, &self.library);
        }
    }

    /// The sessions that are open, or were left and are still there.
    fn sessions(&mut self) -> impl Iterator<Item = &mut Guided> {
        let open = self.screens.iter_mut().filter_map(|screen| match screen {
            Screen::Guide(guided) => Some(guided.as_mut()),
            _ => None,
        });
        open.chain(&mut self.kept.guides)
    }

    /// What has to be saved by now.
    pub(crate) fn keep(&mut self) -> Vec<Effect> {
        let orders: Vec<Order> = self.sessions().filter_map(Guided::unsaved).collect();
        if !self.keeping.is_off {
            return orders.into_iter().map(Effect::Keep).collect();
        }
        if !orders.is_empty() && !self.keeping.is_told {
            self.keeping.is_told = true;
            self.toast = Some(Clean::line(NOT_KEPT));
        }
        Vec::new()
    }

    /// What could not be saved, once more: there may be room by now.
    pub(crate) fn keep_again(&mut self) -> Vec<Effect> {
        let failed: Vec<u64> = self.keeping.unsaved.iter().map(|(slot, _)| *slot).collect();
        self.sessions().filter(|it| failed.contains(&it.slot())).for_each(Guided::must_be_saved);
        self.keep()
    }

    /// What is lost with the end of the program: the notes of the sessions that
    /// could not be saved, and in words what to do about each.
    pub(crate) fn lost(&mut self) -> Option<(String, String)> {
        let unsaved = self.keeping.unsaved.clone();
        let knowledge = self.library.knowledge;
        let is_lost = |it: &&mut Guided| unsaved.iter().any(|(slot, _)| *slot == it.slot());
        let note = |it: &mut Guided| it.leaving(false, knowledge).map(|outgoing| outgoing.text);
        let notes: Vec<String> = self.sessions().filter(is_lost).filter_map(note).collect();
        let told: Vec<String> = unsaved.iter().map(|(_, it)| it.farewell()).collect();
        (!told.is_empty()).then(|| (notes.join("\n"), told.join("\n")))
    }

    /// What became of it.
    pub(crate) fn hear(&mut self, report: Report) {
        match report {
            Report::Last(last) => self.offer(last),
            Report::Alike { present, cases } => self.hear_of(&present, &cases),
            Report::Kept { slot, listed, complaint } => {
                self.know(slot, listed.as_ref());
                let was_failing = self.keeping.is_failing();
                self.keeping.unsaved.retain(|(other, _)| *other != slot);
                let is_saved = complaint.is_none();
                if let Some(complaint) = complaint {
                    self.toast = Some(Clean::line(&complaint.brief));
                    if complaint.unsaved > 0 {
                        self.keeping.unsaved.push((slot, complaint));
                    }
                }
                if was_failing && !self.keeping.is_failing() && is_saved {
                    self.toast = Some(Clean::line(SAVED_AGAIN));
                }
                if is_saved && listed.is_some() {
                    let is_over = listed.as_ref().is_some_and(|one| one.summary.is_closed());
                    self.offer(listed.filter(|_| !is_over));
                    if is_over {
                        // Another one may be under way.
                        self.due.push(Effect::Keep(Order::Last));
                    }
                }
            }
        }
    }

    fn know(&mut self, slot: u64, listed: Option<&Listed>) {
        // The library is needed beside the screens.
        let open = self.screens.iter_mut().filter_map(|screen| match screen {
            Screen::Guide(guided) => Some(guided.as_mut()),
            _ => None,
        });
        let mut sessions = open.chain(&mut self.kept.guides);
        if let Some(guided) = sessions.find(|guided| guided.slot() == slot) {
            guided.began(listed.map(|listed| listed.summary.started));
            guided.kept(listed.map(|listed| listed.id.clone()), &self.library);
        }
    }

    /// Asks for earlier cases like what is seen, once for each case. A session
    /// waits until it is known as what it is kept itself.
    pub(crate) fn seek(&mut self) -> Vec<Effect> {
        if self.keeping.is_off {
            return Vec::new();
        }
        let is_guide = matches!(self.screens.top(), Screen::Guide(_));
        let wish = match self.screens.top_mut().alike() {
            Some((alike, id)) if !is_guide || id.is_some() => alike.wish(),
            _ => None,
        };
        wish.map(Effect::Seek).into_iter().collect()
    }

    /// Earlier cases were found.
    fn hear_of(&mut self, present: &Likeness, cases: &[Listed]) {
        let Some(now) = self.keeping.now else { return };
        let zone = self.keeping.zone.clone().unwrap_or(TimeZone::UTC);
        // A diagnosis has its session above it, or the one that was left.
        let subject = self.screens.iter().find_map(|screen| match screen {
            Screen::Diagnosis(diagnosed) => Some(diagnosed.subject()),
            _ => None,
        });
        let of_it = subject.and_then(|subject| {
            let own = self.sessions().find(|guided| guided.is_about(&subject))?;
            own.id().map(str::to_owned)
        });
        for screen in self.screens.iter_mut() {
            if let Some((alike, own)) = screen.alike() {
                let own = own.or_else(|| of_it.clone());
                alike.hear(present, cases, own.as_deref(), (now, &zone), self.library.knowledge);
            }
        }
    }

    /// Shows an earlier case.
    pub(crate) fn show(&mut self, record: &Record) {
        let zone = self.keeping.zone.clone().unwrap_or(TimeZone::UTC);
        let time = (self.keeping.now.unwrap_or_default(), zone);
        let sheet = Sheet::earlier(record, self.library.knowledge, time);
        self.screens.push(sheet.into());
    }

    /// Shows a session as one to go on with.
    fn offer(&mut self, last: Option<Listed>) {
        for screen in self.screens.iter_mut() {
            if let Screen::Browse(browse) = screen {
                browse.offer(last.as_ref(), &self.library);
            }
        }
        self.keeping.last = last;
    }
}
