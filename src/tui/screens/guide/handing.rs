//! Handing out what a session gives: a list of the forms, and the chosen one
//! in full before it goes. Both follow the session while they are open.

use ratatui::layout::Rect;

use super::Guided;
use crate::guide::Stage;
use crate::knowledge::Knowledge;
use crate::report::{Form, Handout, Missing, Particulars, for_user, hand_out};
use crate::text::{width, wrap};
use crate::tui::action::{Action, Place};
use crate::tui::canvas::{Canvas, Piece, gutter};
use crate::tui::geometry::{cut_top, measure, scrolled};
use crate::tui::mouse::Mouse;
use crate::tui::outgoing::Outgoing;
use crate::tui::screens::Next;
use crate::tui::theme::Meaning;
use crate::tui::widgets::{Move, Pager};

/// What is open of it.
#[derive(Debug, Default)]
pub(super) struct Handing {
    /// The selected form, counted from 0.
    selected: usize,
    /// The selected form is read.
    read: Option<Pager>,
    /// What there is none of, by form, and why.
    missing: Vec<Option<Missing>>,
    /// The first form that is seen.
    top: usize,
}

/// The height below which rows are for words, not for air.
const LOW: u16 = 14;

/// What a form is called in the list.
const fn label(form: Form) -> &'static str {
    match form {
        Form::Note => "Note for the ticket, plain text",
        Form::Markdown => "Note for the ticket, Markdown",
        Form::Json => "Note for the ticket, JSON",
        Form::User => "Sentence for the user",
        Form::Postmaster => "Message to the other side",
        Form::Packet => "Escalation packet",
    }
}

/// What is said to have been copied or written, short for a narrow line.
const fn name(form: Form) -> &'static str {
    match form {
        Form::Note => "The note",
        Form::Markdown => "The note in Markdown",
        Form::Json => "The note as JSON",
        Form::User => "The sentence",
        Form::Postmaster => "The message",
        Form::Packet => "The packet",
    }
}

/// How the name of a file of a form ends.
const fn ending(form: Form) -> &'static str {
    match form {
        Form::Markdown => "md",
        Form::Json => "json",
        Form::Note | Form::User | Form::Postmaster | Form::Packet => "txt",
    }
}

/// For whom a form is and what is in it, while one chooses.
const fn about(form: Form, is_shared: bool) -> &'static str {
    match (form, is_shared) {
        (Form::User, _) => "For the person who could not send; nobody else's data is in it.",
        (Form::Postmaster, _) => {
            "For whoever acts there, as their postmaster; only what they need."
        }
        (_, true) => "With stand-ins, and without what people wrote. r gives everything.",
        (Form::Packet, false) => {
            "For who takes over in your house. r puts in stand-ins, for outside."
        }
        (_, false) => "For your ticket: everything is in it. r puts in stand-ins, to share it.",
    }
}

/// The same in the one line below it while it is read, where the narrowest
/// screen has 38 columns.
const fn about_shown(form: Form, is_shared: bool) -> &'static str {
    match (form, is_shared) {
        (Form::User, false) => "Nobody else's data is in it.",
        (Form::User, true) => "No stand-ins; nobody else's data.",
        (Form::Postmaster, false) => "What they need, and no more.",
        (Form::Postmaster, true) => "No stand-ins; only what they need.",
        (_, true) => "With stand-ins; r gives everything.",
        (_, false) => "All is in it; r puts in stand-ins.",
    }
}

impl Handing {
    fn form(&self) -> Form {
        Form::ALL.get(self.selected).copied().unwrap_or(Form::Note)
    }

    /// Why there is none of the selected form.
    fn missing(&self) -> Option<Missing> {
        self.missing.get(self.selected).copied().flatten()
    }
}

impl Guided {
    /// What the session hands out in a form, as of the time told last.
    pub(super) fn handout(
        &self,
        form: Form,
        is_shared: bool,
        knowledge: &Knowledge,
    ) -> Result<Handout, Missing> {
        let session = self.history.session();
        let (now, zone) = self.time();
        let about = Particulars::of(session, self.id.as_deref(), self.started, now, zone)
            .in_incident(self.alike.incident());
        hand_out(session, knowledge, &about, form, is_shared)
    }

    /// What goes into the ticket as things stand: the note so far, or the
    /// packet where it was escalated.
    pub(super) fn due_form(&self) -> Form {
        if self.state.stage == Stage::Escalated { Form::Packet } else { Form::Note }
    }

    /// What copying, printing and writing are about: what is read, or else
    /// what is due.
    pub(crate) fn leaving(&self, is_redacted: bool, knowledge: &Knowledge) -> Option<Outgoing> {
        let read = self.handing.as_ref().filter(|handing| handing.read.is_some());
        let form = read.map_or(self.due_form(), Handing::form);
        let handout = self.handout(form, is_redacted, knowledge).ok()?;
        // What is seen is what goes.
        let text = handout.as_read.unwrap_or(handout.text);
        Some(Outgoing { what: name(form), text, ending: ending(form) })
    }

    /// The sentence for the user in one line, as it is said or written on.
    pub(crate) fn user_sentence(&self, knowledge: &Knowledge) -> Option<Outgoing> {
        let text = for_user(self.history.session(), knowledge)?;
        Some(Outgoing { what: name(Form::User), text, ending: ending(Form::User) })
    }

    /// Whether what is handed out has stand-ins from now on.
    pub(crate) fn redact(&mut self, is_redacted: bool, knowledge: &Knowledge) {
        if self.is_redacted != is_redacted {
            self.is_redacted = is_redacted;
            self.hand_out_anew(knowledge);
        }
    }

    /// Opens the list.
    pub(super) fn open_handing(&mut self, knowledge: &Knowledge) {
        self.handing = Some(Handing::default());
        self.hand_out_anew(knowledge);
    }

    /// Makes what is open follow the session.
    pub(super) fn hand_out_anew(&mut self, knowledge: &Knowledge) {
        let Some(mut handing) = self.handing.take() else { return };
        let of = |form: &Form| self.handout(*form, self.is_redacted, knowledge);
        handing.missing = Form::ALL.iter().map(|form| of(form).err()).collect();
        let form = handing.form();
        if let Some(pager) = &mut handing.read {
            match of(&form) {
                Ok(handout) => pager.replace(handout.shown()),
                Err(_) => handing.read = None,
            }
        }
        self.handing = Some(handing);
    }

    pub(super) fn place_in_handing(&self) -> Option<Place> {
        let handing = self.handing.as_ref()?;
        Some(if handing.read.is_some() { Place::Handout } else { Place::Forms })
    }

    pub(super) fn refuses_in_handing(&self, action: Action) -> Option<&'static str> {
        let handing = self.handing.as_ref()?;
        let is_read = handing.read.is_some();
        match action {
            Action::Copy | Action::Print | Action::Save if !is_read => {
                Some("choose one first; it is shown before it goes")
            }
            Action::Open if !is_read => handing.missing().map(Missing::label),
            Action::Redact if is_read && !handing.form().can_be_shared() => {
                Some("this one has no stand-ins")
            }
            _ => None,
        }
    }

    pub(super) fn act_in_handing(&mut self, action: Action, knowledge: &Knowledge) -> Vec<Next> {
        let Some(handing) = &mut self.handing else { return Vec::new() };
        if let Action::Pick(digit) = action {
            return self.read(usize::from(digit).saturating_sub(1), knowledge);
        }
        match action {
            Action::Back if handing.read.is_some() => {
                handing.read = None;
                return Vec::new();
            }
            Action::Back => {
                self.handing = None;
                return Vec::new();
            }
            Action::Open => {
                let at = handing.selected;
                return self.read(at, knowledge);
            }
            _ => {}
        }
        let Some(to) = Move::by(action) else { return Vec::new() };
        match &mut handing.read {
            Some(pager) => pager.scroll(to),
            None => handing.selected = to.apply(handing.selected, Form::ALL.len(), Form::ALL.len()),
        }
        Vec::new()
    }

    /// Shows a form, counted from 0.
    fn read(&mut self, at: usize, knowledge: &Knowledge) -> Vec<Next> {
        let Some(form) = Form::ALL.get(at) else {
            return vec![Next::UpTo(Form::ALL.len())];
        };
        let handout = self.handout(*form, self.is_redacted, knowledge);
        let Some(handing) = &mut self.handing else { return Vec::new() };
        match handout {
            Ok(handout) => {
                handing.selected = at;
                handing.read = Some(Pager::new(handout.shown()));
                Vec::new()
            }
            Err(Missing::Cause) => vec![Next::Toast("Not now: no cause is reached yet")],
            Err(Missing::Reader) => {
                vec![Next::Toast("Not in this case: nobody on the other side has to act")]
            }
        }
    }

    pub(super) fn point_in_handing(
        &mut self,
        area: Rect,
        mouse: Mouse,
        knowledge: &Knowledge,
    ) -> Vec<Next> {
        let (list, _) = self.handing_parts(area);
        let Some(handing) = &mut self.handing else { return Vec::new() };
        match (&mut handing.read, mouse) {
            (Some(pager), _) => pager.wheel(mouse),
            (None, Mouse::WheelUp(_)) => handing.selected = handing.selected.saturating_sub(1),
            (None, Mouse::WheelDown(_)) => {
                handing.selected = (handing.selected + 1).min(Form::ALL.len() - 1);
            }
            (None, Mouse::Click(at)) if list.contains(at) => {
                let at = handing.top + usize::from(at.y - list.y);
                if at < Form::ALL.len() {
                    return self.read(at, knowledge);
                }
            }
            (None, Mouse::Click(_)) => {}
        }
        Vec::new()
    }

    /// What it is about and below it what is chosen, or the other way round:
    /// the list or the page, and the words on what is selected.
    fn handing_parts(&self, area: Rect) -> (Rect, Rect) {
        let is_read = self.handing.as_ref().is_some_and(|handing| handing.read.is_some());
        let air = u16::from(area.height >= LOW);
        if is_read || self.writing.is_some() {
            let (page, words) = cut_top(area, area.height.saturating_sub(1 + air));
            return (page, cut_top(words, air).1);
        }
        let count = u16::try_from(Form::ALL.len()).unwrap_or(u16::MAX);
        let (_, rest) = cut_top(area, air * 2);
        let (list, words) = cut_top(rest, count.min(rest.height.saturating_sub(1)));
        (list, cut_top(words, air).1)
    }

    pub(super) fn settle_handing(&mut self, area: Rect) {
        let (list, _) = self.handing_parts(area);
        let Some(handing) = &mut self.handing else { return };
        if let Some(pager) = &mut handing.read {
            return pager.settle(list);
        }
        let rows = usize::from(list.height);
        handing.top = scrolled(handing.top, handing.selected, rows, Form::ALL.len());
    }

    pub(super) fn view_handing(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(handing) = &self.handing else { return };
        let (list, words) = self.handing_parts(area);
        if let Some(pager) = &handing.read {
            pager.view(canvas, list, true);
        } else {
            if list.y > area.y {
                let title = "Hand out: each is shown in full before it goes";
                canvas.row(area, 0, &[gutter(""), Piece::new(Meaning::Title, title)]);
            }
            view_list(canvas, list, handing);
        }
        if let Some(writing) = &self.writing {
            return writing.view(canvas, words);
        }
        let form = handing.form();
        let told = match handing.missing() {
            Some(missing) => format!("Not now: {}.", missing.label()),
            None if handing.read.is_some() => about_shown(form, self.is_redacted).to_owned(),
            None => about(form, self.is_redacted).to_owned(),
        };
        for (row, line) in wrap(&told, measure(words)).into_iter().enumerate() {
            canvas.row(words, row, &[gutter(""), Piece::new(Meaning::Muted, line)]);
        }
    }

    pub(super) fn handing_crumb(&self) -> Option<&'static str> {
        let handing = self.handing.as_ref()?;
        Some(match handing.read {
            Some(_) => label(handing.form()),
            None => "Hand out",
        })
    }
}

fn view_list(canvas: &mut Canvas<'_>, area: Rect, handing: &Handing) {
    let forms = Form::ALL.iter().enumerate().skip(handing.top).take(usize::from(area.height));
    for (row, (at, form)) in forms.enumerate() {
        let is_selected = at == handing.selected;
        let missing = handing.missing.get(at).copied().flatten();
        let meaning = if missing.is_some() { Meaning::Muted } else { Meaning::Body };
        let mut line = vec![
            gutter(if is_selected { ">" } else { "" }),
            Piece::new(Meaning::Label, format!("{}  ", at + 1)),
            Piece::new(meaning, label(*form)),
        ];
        if let Some(missing) = missing {
            let whole = format!("  (not now: {})", missing.label());
            let used = 3 + width(label(*form));
            let fits = used + width(&whole) <= measure(area);
            let text = if fits { whole } else { " (not now)".to_owned() };
            line.push(Piece::new(Meaning::Muted, text));
        }
        canvas.row(area, row, &line);
        if is_selected {
            canvas.mark(area, row, Meaning::Selected);
            // Magnifiers and screen readers follow the cursor.
            canvas.set_cursor(area, row, 0);
        }
    }
}
