//! Where the parts of the screen are.

use ratatui::layout::Rect;

use super::Browse;
use crate::tui::geometry::{ListAndDetail, cut_top, list_and_detail};

/// The parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    pub(super) query: Rect,
    /// Empty where there is nothing to tell.
    pub(super) notice: Rect,
    pub(super) panes: ListAndDetail,
    /// The selected title in full; empty where the detail shows it.
    pub(super) title: Rect,
    /// All below the query.
    pub(super) body: Rect,
}

/// The rows for the selected title.
const TITLE_ROWS: u16 = 2;
/// The rows that a list needs.
const LEAST_ROWS: u16 = 4;

pub(super) fn parts(browse: &Browse, area: Rect) -> Parts {
    let (query, body) = cut_top(area, 1);
    let mut panes = list_and_detail(body, browse.detail_has_focus);
    let rows = u16::from(browse.notice.is_some());
    let (notice, list) = cut_top(panes.list, rows);
    let is_alone = panes.detail.height == 0 && list.height >= LEAST_ROWS + TITLE_ROWS;
    let below = if is_alone { TITLE_ROWS } else { 0 };
    let (list, title) = cut_top(list, list.height - below);
    panes.list = list;
    Parts { query, notice, panes, title, body }
}
