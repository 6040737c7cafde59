//! How the program is drawn: a function of the model.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::canvas::{Canvas, Piece, gutter};
use super::footer;
use super::geometry::{LEAST, centred, is_too_small, margin, measure};
use super::model::Model;
use super::screens::Screen;
use super::theme::Meaning;
use super::toast;
use crate::text::{Clean, width};

/// Draws the model.
pub(crate) fn view(model: &Model, target: &mut Frame<'_>) {
    let mut canvas = Canvas::new(target.buffer_mut(), model.theme);
    if is_too_small(model.size) {
        too_small(model, &mut canvas);
    } else {
        let parts = model.frame();
        crumbs(model, &mut canvas, parts.crumbs);
        model.screens.top().view(&mut canvas, parts.body, &model.library);
        if let Some(help) = &model.help {
            canvas.cursor = None;
            help.view(&mut canvas, parts.body);
        }
        toast::view(model, &mut canvas, parts.toast);
        let entries = footer::entries(model, usize::from(parts.footer.width));
        canvas.row(parts.footer, 0, &footer::line(&entries));
    }
    if let Some(cursor) = canvas.cursor {
        target.set_cursor_position(cursor);
    }
}

fn too_small(model: &Model, canvas: &mut Canvas<'_>) {
    let size = model.size;
    let all = Rect::new(0, 0, size.width, size.height);
    let lines = [
        format!("please enlarge (now {}x{})", size.width, size.height),
        format!("to {}x{} or more", LEAST.width, LEAST.height),
    ];
    let area = centred(all, 30, 2);
    for (row, line) in lines.iter().enumerate() {
        canvas.row(area, row, &[Piece::body(line)]);
    }
}

/// Where one is and how one came there. Where it is too long, the beginning
/// goes.
fn crumbs(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let between = model.theme.crumb();
    let mut names: Vec<String> =
        model.screens.iter().flat_map(Screen::crumbs).map(Clean::into_string).collect();
    names.insert(0, "smtp-doctor".to_owned());
    let is_failing = model.keeping.is_failing();
    // What is lost comes before what leaves.
    let (meaning, mark) = match (is_failing, model.redact) {
        (true, _) => (Meaning::Warning, "  NOT SAVED"),
        (false, true) => (Meaning::Strong, "  copies redacted"),
        (false, false) => (Meaning::Strong, ""),
    };
    let taken = mark.len();
    let room = measure(area).saturating_sub(taken);
    let before = |first: usize| {
        let before: String =
            names[first..names.len() - 1].iter().flat_map(|name| [name, between]).collect();
        if first > 0 { format!("..{between}{before}") } else { before }
    };
    let last = names.last().map_or("", String::as_str);
    let fits = |first: &usize| width(&before(*first)) + width(last) <= room;
    let first = (0..names.len()).find(fits).unwrap_or(names.len() - 1);
    let line =
        [gutter(""), Piece::new(Meaning::Muted, before(first)), Piece::new(Meaning::Title, last)];
    canvas.row(area, 0, &line);
    if !mark.is_empty() {
        let free = Rect { width: area.width.saturating_sub(margin(area)), ..area };
        canvas.row_right(free, 0, &[Piece::new(meaning, mark)]);
    }
}
