//! Where the parts of the screen are.

use ratatui::layout::Rect;

use super::Guided;
use crate::text::wrap;
use crate::tui::geometry::{cut_left, cut_top, margin, measure};

/// The parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// Which recipient it is about; empty where there is one only.
    pub(super) strip: Rect,
    /// The answered questions.
    pub(super) path: Rect,
    /// Whether they have one row together.
    pub(super) is_folded: bool,
    /// What the evidence says against them.
    pub(super) against: Rect,
    /// How many causes are still possible.
    pub(super) count: Rect,
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

/// The height from which a remedy leaves room for all answers above it.
const TALL: u16 = 32;

/// The height below which only the last answer stands above the question.
const LOW: u16 = 14;

pub(super) fn parts(guided: &Guided, area: Rect) -> Parts {
    let (area, alike) = guided.alike.cut(area);
    let (strip, area) = cut_top(area, u16::from(guided.several.is_some()));
    // The line that is written, or what Enter does, stands below.
    let has_line = guided.writing.is_some() || guided.state.open.is_none() || guided.step.is_some();
    // Above it is a gap, where there is room.
    let gap = u16::from(area.height >= LOW);
    let rows = if has_line && area.height > 4 { 1 + gap } else { 0 };
    let (area, line) = cut_top(area, area.height - rows);
    let (_, line) = cut_top(line, rows.saturating_sub(1));
    let steps = u16::try_from(guided.state.path.len()).unwrap_or(u16::MAX);
    // The question and its answers matter more; the path scrolls.
    let is_folded = steps > 1 && guided.is_folded(area);
    let most = if is_folded { 1 } else { area.height / 3 };
    let (path, rest) = cut_top(area, steps.min(most.max(1)));
    let (against, rest) = cut_top(rest, guided.against_rows(rest));
    // Beside the question the list itself says it.
    let is_counted = guided.state.open.is_some() && area.width < BESIDE;
    let (count, body) = cut_top(rest, u16::from(path.height > 0 || is_counted));
    let count = if is_counted { count } else { Rect { height: 0, ..count } };
    let count = Rect { width: count.width.saturating_sub(margin(count)), ..count };
    if area.width < BESIDE || guided.state.open.is_none() {
        return Parts {
            strip,
            path,
            is_folded,
            against,
            count,
            body,
            candidates: None,
            line,
            alike,
        };
    }
    let (body, beside) = cut_left(body, area.width * 3 / 5);
    Parts { strip, path, is_folded, against, count, body, candidates: Some(beside), line, alike }
}

impl Guided {
    /// Whether the answers have one row together: what is to be done now
    /// matters more, and Tab opens them.
    fn is_folded(&self, area: Rect) -> bool {
        let least = if self.state.open.is_some() { LOW } else { TALL };
        area.height < least && self.step.is_none()
    }

    /// The rows of what the evidence says against the answers.
    fn against_rows(&self, area: Rect) -> u16 {
        let rows = wrap(&self.against, measure(area)).len();
        let most = if area.height < LOW { 1 } else { 3 };
        if self.against.is_empty() { 0 } else { u16::try_from(rows).unwrap_or(most).min(most) }
    }
}
