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
    /// All below the query.
    pub(super) body: Rect,
}

pub(super) fn parts(browse: &Browse, area: Rect) -> Parts {
    let (query, body) = cut_top(area, 1);
    let mut panes = list_and_detail(body, browse.detail_has_focus);
    let rows = u16::from(browse.notice.is_some());
    let (notice, list) = cut_top(panes.list, rows);
    panes.list = list;
    Parts { query, notice, panes, body }
}
