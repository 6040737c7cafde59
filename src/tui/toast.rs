//! What just happened, told in rows of its own above the keys until the next
//! key: it hides nothing and is always in the same place.

use ratatui::layout::{Rect, Size};

use super::canvas::{Canvas, Piece, gutter};
use super::geometry::{Frame, frame, measure};
use super::model::Model;
use super::theme::Meaning;
use crate::text::{Clean, width, wrap};

/// The rows that a path may take; what is longer is shortened in its middle.
const ROWS_OF_PATH: usize = 2;

impl Model {
    /// Where things are, with what is told now.
    pub(crate) fn frame(&self) -> Frame {
        let told = self.toast.as_ref().map_or(0, |toast| rows(toast, self.size).len());
        frame(self.size, u16::try_from(told).unwrap_or(0))
    }
}

/// The rows of it.
fn rows(toast: &Clean, size: Size) -> Vec<String> {
    // What it is about stays in sight.
    let most = usize::from(size.height.saturating_sub(2) / 2).max(1);
    let mut rows = wrap(toast, measure(Rect::new(0, 0, size.width, 1)));
    if rows.len() > most {
        rows.truncate(most);
        rows.iter_mut().rev().take(1).for_each(|last| last.push_str(" ~"));
    }
    rows
}

/// Tells it.
pub(crate) fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(toast) = &model.toast else { return };
    for (row, text) in rows(toast, model.size).into_iter().enumerate() {
        canvas.row(area, row, &[gutter(""), Piece::body(text)]);
        canvas.mark(area, row, Meaning::Toast);
    }
}

/// Where something was written to; what has no room goes from the middle of
/// the path, and the name of the file stays whole.
pub(crate) fn written(what: &str, path: &str, size: Size) -> Clean {
    let room = measure(Rect::new(0, 0, size.width, 1));
    let told = |path: &str| Clean::line(&format!("{what} is in {path}"));
    let fits = |path: &str| wrap(&told(path), room).len() <= ROWS_OF_PATH;
    let name = path.rfind(['/', '\\']).map_or(path, |at| &path[at..]);
    let folder = &path[..path.len() - name.len()];
    let mut kept = folder.len().min(room * ROWS_OF_PATH);
    if fits(path) || folder.is_empty() {
        return told(path);
    }
    loop {
        let head = crate::text::head(folder, kept / 2);
        let tail = folder.char_indices().rev().map(|(at, _)| &folder[at..]);
        let tail = tail.take_while(|tail| width(tail) <= kept / 2).last().unwrap_or("");
        let short = format!("{head}~{tail}{name}");
        if kept == 0 || fits(&short) {
            return told(&short);
        }
        kept -= 1;
    }
}
