//! Where things are: pure functions of the size and of what is to be shown,
//! used for drawing and for updating alike.

use ratatui::layout::{Rect, Size};

/// The smallest size in which the screens make sense.
pub(crate) const LEAST: Size = Size { width: 40, height: 10 };

/// The columns at the left of everything. What is selected has its mark there;
/// all text begins after it, on every screen.
pub(crate) const GUTTER: u16 = 2;

/// The columns that stay free at the right, where there is room.
pub(crate) fn margin(area: Rect) -> u16 {
    if area.width >= ONE_ONLY { 2 } else { 0 }
}

/// The cells that text has in an area, between gutter and margin.
pub(crate) fn measure(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(GUTTER + margin(area)))
}

/// Whether a terminal is too small to show anything but a request.
pub(crate) fn is_too_small(size: Size) -> bool {
    size.width < LEAST.width || size.height < LEAST.height
}

/// The parts of every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Where one is.
    pub(crate) crumbs: Rect,
    /// The screen's own.
    pub(crate) body: Rect,
    /// What just happened; empty where nothing is to be told.
    pub(crate) toast: Rect,
    /// The keys that work.
    pub(crate) footer: Rect,
}

/// Divides the terminal; what just happened has so many rows above the keys.
pub(crate) fn frame(size: Size, toast: u16) -> Frame {
    let all = Rect::new(0, 0, size.width, size.height);
    let (crumbs, rest) = cut_top(all, 1);
    let (body, footer) = cut_top(rest, rest.height.saturating_sub(1));
    let (body, toast) = cut_top(body, body.height.saturating_sub(toast));
    Frame { crumbs, body, toast, footer }
}

/// The upper rows and what is left below.
pub(crate) fn cut_top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let upper = Rect { height: rows, ..area };
    let lower = Rect { y: area.y + rows, height: area.height - rows, ..area };
    (upper, lower)
}

/// The left columns and what is left of them.
pub(crate) fn cut_left(area: Rect, columns: u16) -> (Rect, Rect) {
    let columns = columns.min(area.width);
    let left = Rect { width: columns, ..area };
    let right = Rect { x: area.x + columns, width: area.width - columns, ..area };
    (left, right)
}

/// How a search line, a list and what is selected in it share a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListAndDetail {
    /// The list; empty where only the detail has room.
    pub(crate) list: Rect,
    /// The detail; empty where only the list has room.
    pub(crate) detail: Rect,
}

/// The width from which list and detail stand side by side; a narrow list keeps
/// the title and what becomes of the message.
const SIDE_BY_SIDE: u16 = 100;
/// The most rows of a list above a detail, which is what is read.
const MOST_LISTED: u16 = 14;
/// The width below which there is only one of them.
const ONE_ONLY: u16 = 60;

/// Divides a body: side by side, one above the other, or one of the two.
pub(crate) fn list_and_detail(body: Rect, detail_has_focus: bool) -> ListAndDetail {
    let none = Rect { width: 0, height: 0, ..body };
    if body.width >= SIDE_BY_SIDE {
        let (list, rest) = cut_left(body, (body.width / 2).min(90));
        let (_, detail) = cut_left(rest, 1);
        return ListAndDetail { list, detail };
    }
    if body.width < ONE_ONLY || body.height < 9 {
        let (list, detail) = if detail_has_focus { (none, body) } else { (body, none) };
        return ListAndDetail { list, detail };
    }
    let (list, rest) = cut_top(body, (body.height * 9 / 21).clamp(3, MOST_LISTED));
    let (_, detail) = cut_top(rest, 1);
    ListAndDetail { list, detail }
}

/// An area of at most this size in the middle of another.
pub(crate) fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// The first row to show of a list, so that the selected one is seen and the
/// view moves no more than it has to.
pub(crate) fn scrolled(top: usize, selected: usize, rows: usize, total: usize) -> usize {
    if rows == 0 {
        return selected;
    }
    let top = top.min(total.saturating_sub(rows));
    if selected < top { selected } else { top.max((selected + 1).saturating_sub(rows)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighty_by_twenty_four_is_as_designed() {
        let frame = frame(Size::new(80, 24), 0);
        assert_eq!((frame.body.y, frame.body.height, frame.footer.y), (1, 22, 23));
        let (_, below) = cut_top(frame.body, 1);
        let panes = list_and_detail(below, false);
        assert_eq!((panes.list.y, panes.list.height), (2, 9));
        assert_eq!((panes.detail.y, panes.detail.height), (12, 11));
    }

    #[test]
    fn the_selected_row_is_always_seen() {
        assert_eq!(scrolled(0, 5, 10, 20), 0);
        assert_eq!(scrolled(0, 12, 10, 20), 3);
        assert_eq!(scrolled(8, 2, 10, 20), 2);
        assert_eq!(scrolled(15, 16, 10, 20), 10);
        assert_eq!(scrolled(3, 3, 0, 20), 3);
    }
}
