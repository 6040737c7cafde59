//! Sessions about the recipients of one text: each has its own, because each
//! has a cause, steps and a note of its own.

use super::model::Model;
use super::screens::guide::Guided;
use super::screens::{Screen, Subject};
use crate::guide::Exhibit;
use crate::text::Clean;

/// The most sessions that are kept at hand when they are left; all are on the
/// disk.
const MOST: usize = 16;

impl Model {
    /// Keeps a session that was left, for who comes back.
    pub(crate) fn put_aside(&mut self, guided: Guided) {
        if self.kept.guides.len() >= MOST {
            self.kept.guides.remove(0);
        }
        self.kept.guides.push(guided);
    }

    /// Goes to the session about the next recipient of the same text, or the
    /// one before. The ticket and the user's words go along.
    pub(crate) fn next_recipient(&mut self, forward: bool) {
        let Screen::Guide(guided) = self.screens.top() else { return };
        let Some((read, at)) = guided.several().cloned() else { return };
        let Some(next) = read.next(at, forward) else { return };
        let shared = guided.shared();
        if let Some(Screen::Guide(guided)) = self.screens.pop() {
            self.put_aside(*guided);
        }
        let subject: Subject = (read, next);
        // The diagnosis below shows the same recipient.
        if let Screen::Diagnosis(below) = self.screens.top_mut()
            && std::rc::Rc::ptr_eq(&below.subject().0, &subject.0)
        {
            below.show(next, &self.library);
        }
        let origin = subject.0.origin(next);
        let kept = self.kept.guides.iter().position(|kept| kept.is_about(&subject));
        let guided = if let Some(at) = kept {
            self.kept.guides.remove(at)
        } else {
            let mut guided = self.begin(origin, Some(subject));
            if let Some(now) = self.keeping.now {
                guided.at(now, self.keeping.zone.as_ref(), &self.library);
            }
            for deed in shared {
                guided.write_down(deed, &self.library);
            }
            guided
        };
        self.screens.push(Screen::Guide(Box::new(guided)));
    }

    /// Starts with the recipient that was named, before anything is saved.
    pub(crate) fn take_recipient(&mut self, meant: &str) {
        let Screen::Guide(guided) = self.screens.top() else { return };
        let found = guided.several().and_then(|(read, _)| {
            Some((std::rc::Rc::clone(read), Exhibit::meant(&read.diagnosis, meant)?))
        });
        let Some((read, at)) = found else {
            let is_it = guided.case_of().and_then(|outcome| outcome.recipient.as_deref());
            if !is_it.is_some_and(|one| one.eq_ignore_ascii_case(meant)) {
                let told = format!("No recipient {meant} failed in this text; < and > go through");
                self.toast = Some(Clean::line(&told));
            }
            return;
        };
        self.screens.pop();
        if let Screen::Diagnosis(below) = self.screens.top_mut() {
            below.show(at, &self.library);
        }
        let guided = self.begin(read.origin(at), Some((read, at)));
        self.screens.push(Screen::Guide(Box::new(guided)));
    }
}
