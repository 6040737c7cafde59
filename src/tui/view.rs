//! How the program is drawn: a function of the model.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::{Place, Row, rows};
use super::canvas::{Canvas, Piece};
use super::geometry::{LEAST, centred, frame, is_too_small};
use super::model::Model;
use super::theme::Meaning;
use super::update::place;

/// Draws the model.
pub(crate) fn view(model: &Model, target: &mut Frame<'_>) {
    let mut canvas = Canvas::new(target.buffer_mut(), model.theme);
    if is_too_small(model.size) {
        too_small(model, &mut canvas);
    } else {
        let parts = frame(model.size);
        crumbs(model, &mut canvas, parts.crumbs);
        model.screens.top().view(&mut canvas, parts.body, &model.library);
        if let Some(help) = &model.help {
            canvas.cursor = None;
            help.view(&mut canvas, model.size);
        }
        match &model.toast {
            Some(toast) => {
                canvas.row(parts.footer, 0, &[Piece::new(Meaning::Body, format!(" {toast}"))]);
                canvas.mark(parts.footer, 0, Meaning::Toast);
            }
            None => canvas.row(parts.footer, 0, &footer(model, usize::from(parts.footer.width))),
        }
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
        model.screens.iter().map(|screen| screen.crumb().to_string()).collect();
    names.insert(0, "smtp-doctor".to_owned());
    let room = usize::from(area.width);
    let mut first = 0;
    let line = loop {
        let mut line = names[first..].join(between);
        if first > 0 {
            line = format!("..{between}{line}");
        }
        if crate::text::width(&line) <= room || first + 1 >= names.len() {
            break line;
        }
        first += 1;
    };
    canvas.row(area, 0, &[Piece::new(Meaning::Title, line)]);
}

/// The keys that work now, most useful first, as many as fit; the help last.
fn footer(model: &Model, room: usize) -> Vec<Piece> {
    let place = place(model);
    let screen = model.screens.top();
    let is_shown = |row: &&Row| {
        !row.short.is_empty()
            && row.action != super::action::Action::Help
            && (place == Place::Help || screen.refuses(row.action).is_none())
    };
    let help = rows(place).find(|row| row.action == super::action::Action::Help);
    let help: Vec<Piece> = help.map(key).unwrap_or_default();
    let mut left = room.saturating_sub(help.iter().map(Piece::width).sum());
    let mut line = Vec::new();
    for row in rows(place).filter(is_shown) {
        let mut pieces = key(row);
        pieces.push(Piece::body("  "));
        let width: usize = pieces.iter().map(Piece::width).sum();
        // One that is too long must not keep shorter ones out.
        if width > left {
            continue;
        }
        left -= width;
        line.extend(pieces);
    }
    line.extend(help);
    line
}

/// A key with what it does.
fn key(row: &Row) -> Vec<Piece> {
    vec![Piece::new(Meaning::Strong, row.key_name()), Piece::body(format!(" {}", row.short))]
}
