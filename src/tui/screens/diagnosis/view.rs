//! How the screen is drawn.

use ratatui::layout::Rect;

use super::Diagnosed;
use crate::tui::canvas::{Canvas, Piece};
use crate::tui::geometry::cut_top;
use crate::tui::theme::Meaning;

impl Diagnosed {
    /// The line that says what is shown, where there is something to say, and
    /// the rest.
    pub(super) fn parts(&self, area: Rect) -> (Rect, Rect) {
        let has_strip = self.diagnosis.outcomes.len() > 1 || self.original_is_shown;
        cut_top(area, u16::from(has_strip))
    }

    pub(in crate::tui::screens) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let (strip, body) = self.parts(area);
        canvas.row(strip, 0, &self.strip());
        canvas.mark(strip, 0, Meaning::Strong);
        match &self.original {
            Some(original) if self.original_is_shown => original.view(canvas, body),
            _ => self.pager.view(canvas, body, true),
        }
    }

    fn strip(&self) -> Vec<Piece> {
        let mut line = Vec::new();
        let count = self.diagnosis.outcomes.len();
        if count > 1 {
            let recipient = self
                .diagnosis
                .outcomes
                .get(self.at)
                .and_then(|outcome| outcome.recipient.as_deref())
                .unwrap_or("(no address)");
            line.push(Piece::body(format!("< {} of {count}: ", self.at + 1)));
            line.push(Piece::new(Meaning::Title, recipient));
            line.push(Piece::body(" >  "));
        }
        if self.original_is_shown {
            let is_marked = self.original.as_ref().is_some_and(super::Source::has_marks);
            line.push(Piece::body(if is_marked {
                "The text; the words that decided are marked"
            } else {
                "The text; no single words in it decided"
            }));
        }
        line
    }
}
