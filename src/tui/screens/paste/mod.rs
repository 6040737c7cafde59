//! A place to paste or type a text into. Letters are text here, whatever
//! they do elsewhere.

use ratatui::layout::Rect;

use super::{Message, Next};
use crate::tui::action::{Action, Keymap, Place};
use crate::tui::canvas::{Canvas, Piece, gutter};
use crate::tui::geometry::{GUTTER, cut_left, cut_top};
use crate::tui::theme::Meaning;
use crate::tui::widgets::{TextArea, shown_rows};

/// Told where more was pasted than is taken.
pub(crate) const TOO_MUCH: &str = "Only the first 2 MB were taken; they are enough";

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pasting {
    text: TextArea,
}

impl Pasting {
    /// Whether there is something to come back to.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_blank()
    }

    /// What was pasted.
    #[cfg(test)]
    pub(crate) fn text(&self) -> String {
        self.text.text()
    }

    pub(super) fn refuses(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Diagnose | Action::Clear if self.text.is_blank() => {
                Some("nothing is pasted yet")
            }
            _ => None,
        }
    }

    pub(super) fn update(&mut self, message: Message) -> Vec<Next> {
        match message {
            Message::Edit(edit) => self.text.edit(edit),
            Message::Insert(text) => {
                if !self.text.insert(&text) {
                    return vec![Next::Toast(TOO_MUCH)];
                }
            }
            Message::Act(Action::Diagnose) => {
                return vec![Next::Diagnose(self.text.text().into_bytes())];
            }
            Message::Act(Action::Clear) => self.text = TextArea::default(),
            Message::Act(Action::Back) => return vec![Next::Back],
            Message::Act(_) | Message::Mouse(..) => {}
        }
        Vec::new()
    }

    pub(super) fn settle(&mut self, area: Rect) {
        self.text.settle(self.shown(parts(area).1));
    }

    pub(super) fn view(&self, canvas: &mut Canvas<'_>, area: Rect, keys: Keymap) {
        let (hint, text) = parts(area);
        let line = if self.text.is_blank() {
            let key = keys.key_name(Place::Paste, Action::Diagnose);
            format!("Paste or type the bounce, error text or log line; then press {key}.")
        } else {
            let lines = self.text.line_count();
            let s = if lines == 1 { "" } else { "s" };
            let [diagnose, empty] =
                [Action::Diagnose, Action::Clear].map(|act| keys.key_name(Place::Paste, act));
            format!("{lines} line{s}. {diagnose} diagnoses, {empty} empties.")
        };
        canvas.row(hint, 0, &[gutter(""), Piece::new(Meaning::Strong, line)]);
        self.text.view(canvas, self.shown(text));
        if let Some(seen) = self.text.seen() {
            canvas.position(text, seen);
        }
    }

    /// The part of the area that the text has: the last row says which part is
    /// seen, where that is not all.
    fn shown(&self, text: Rect) -> Rect {
        let rows = shown_rows(text, self.text.rows());
        Rect { height: u16::try_from(rows).unwrap_or(text.height), ..text }
    }
}

/// The hint with an empty row below it, and the text.
fn parts(area: Rect) -> (Rect, Rect) {
    let (hint, text) = cut_top(area, 2);
    let (_, text) = cut_left(text, GUTTER);
    (hint, text)
}
