//! Where the parts of the screen are.

use ratatui::layout::Rect;

use super::Guided;
use crate::tui::geometry::{cut_left, cut_top};

/// The parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// The answered questions.
    pub(super) path: Rect,
    /// The open question or the remedy.
    pub(super) body: Rect,
    /// The causes that are still possible, where there is room beside.
    pub(super) candidates: Option<Rect>,
    /// The line below.
    pub(super) line: Rect,
    /// Earlier cases like this one.
    pub(super) alike: Rect,
}

/// The width from which the possible causes stand beside the question.
const BESIDE: u16 = 100;

/// The height below which only the last answer stands above the question.
const LOW: u16 = 14;

pub(super) fn parts(guided: &Guided, area: Rect) -> Parts {
    let (area, alike) = guided.alike.cut(area);
    // The line that is written, or what Enter does, stands below.
    let has_line = guided.writing.is_some() || guided.state.open.is_none();
    let rows = if has_line && area.height > 4 { 2 } else { 0 };
    let (area, line) = cut_top(area, area.height - rows);
    let (_, line) = cut_top(line, rows.min(1));
    let steps = u16::try_from(guided.state.path.len()).unwrap_or(u16::MAX);
    // The question and its answers matter more; the path scrolls.
    let most = if area.height < LOW && guided.step.is_none() { 1 } else { area.height / 3 };
    let (path, rest) = cut_top(area, steps.min(most.max(1)));
    let (_, body) = cut_top(rest, u16::from(path.height > 0));
    if area.width < BESIDE || guided.state.open.is_none() {
        return Parts { path, body, candidates: None, line, alike };
    }
    let (body, beside) = cut_left(body, area.width * 3 / 5);
    Parts { path, body, candidates: Some(beside), line, alike }
}
