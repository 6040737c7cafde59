//! How the screen is drawn.

use ratatui::layout::Rect;

use super::Diagnosed;
use crate::tui::canvas::{Canvas, Piece, gutter};
use crate::tui::geometry::{cut_left, cut_top};
use crate::tui::theme::Meaning;

/// The width from which the text stands beside what it means.
const BESIDE: u16 = 110;

/// The parts of the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// Which recipient is shown; empty where there is one only.
    pub(super) strip: Rect,
    /// What it means; empty where only the text has room.
    pub(super) page: Rect,
    /// What the text is; empty where it is not shown.
    pub(super) heading: Rect,
    /// The text; empty where only what it means has room.
    pub(super) text: Rect,
    /// Earlier cases like this one.
    pub(super) alike: Rect,
}

impl Diagnosed {
    pub(super) fn parts(&self, area: Rect) -> Parts {
        let (area, alike) = self.alike.cut(area);
        let (strip, body) = cut_top(area, u16::from(self.read.diagnosis.outcomes.len() > 1));
        let none = Rect { width: 0, height: 0, ..body };
        if area.width >= BESIDE {
            let (page, beside) = cut_left(body, body.width * 3 / 5);
            let (heading, text) = cut_top(beside, 1);
            return Parts { strip, page, heading, text, alike };
        }
        if self.original_is_shown {
            let (heading, text) = cut_top(body, 1);
            return Parts { strip, page: none, heading, text, alike };
        }
        Parts { strip, page: body, heading: none, text: none, alike }
    }

    pub(in crate::tui::screens) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let parts = self.parts(area);
        canvas.row(parts.strip, 0, &self.strip());
        self.pager.view(canvas, parts.page, !self.original_is_shown);
        canvas.row(parts.heading, 0, &self.heading());
        self.alike.view(canvas, area, parts.alike);
        if let Some(original) = &self.original {
            original.view(canvas, parts.text);
        }
    }

    fn strip(&self) -> Vec<Piece> {
        let count = self.read.diagnosis.outcomes.len();
        let outcome = self.read.diagnosis.outcomes.get(self.at);
        let recipient = outcome.and_then(|outcome| outcome.recipient.as_deref());
        vec![
            gutter(""),
            Piece::new(Meaning::Muted, format!("< {} of {count}: ", self.at + 1)),
            Piece::new(Meaning::Strong, recipient.unwrap_or("(no address)")),
            Piece::new(Meaning::Muted, " >"),
        ]
    }

    fn heading(&self) -> Vec<Piece> {
        let is_marked = self.original.as_ref().is_some_and(super::Source::has_marks);
        let words = if is_marked {
            "The text; the words that decided are marked"
        } else {
            "The text; no single words in it decided"
        };
        let meaning = if self.original_is_shown { Meaning::Strong } else { Meaning::Muted };
        vec![gutter(""), Piece::new(meaning, words)]
    }
}
