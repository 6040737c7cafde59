//! A page that is read: laid out once for a width, scrolled, with links.

use ratatui::layout::Rect;

use super::movement::Move;
use crate::report::{Block, Line, Medium, Page, layout};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Piece, Seen, pieces};
use crate::tui::geometry::{measure, scrolled};
use crate::tui::mouse::{Mouse, NOTCH};
use crate::tui::theme::Meaning;

/// Lines that are longer are hard to read, however wide the window is.
const WIDEST: usize = 100;

/// A page with where somebody is in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pager {
    page: Page,
    lines: Vec<Line>,
    /// The line of each link.
    links: Vec<usize>,
    /// The width that the lines were laid out for; 0 for not yet.
    width: usize,
    height: usize,
    top: usize,
    chosen: Option<usize>,
    /// The step of a remedy that is chosen, from 0; links have no numbers
    /// then, because digits choose steps.
    task: Option<usize>,
    /// Whether that step has to come into sight.
    is_wanted: bool,
}

impl Pager {
    /// Starts reading a page.
    pub(crate) fn new(page: Page) -> Self {
        Self { page, ..Self::default() }
    }

    /// Reads another version of the same page from the same place.
    pub(crate) fn replace(&mut self, page: Page) {
        self.page = page;
        self.width = 0;
    }

    /// Chooses a step of the remedy, from 0, and brings it into sight if that
    /// is wanted.
    pub(crate) fn choose_task(&mut self, at: usize, is_wanted: bool) {
        self.task = Some(at);
        self.is_wanted |= is_wanted;
    }

    /// The first line of a step and the one after its last.
    fn task_lines(&self, at: usize) -> Option<(usize, usize)> {
        let is_its = |line: &Line| line.task == Some(at);
        let first = self.lines.iter().position(is_its)?;
        Some((first, self.lines.iter().rposition(is_its)? + 1))
    }

    /// Whether the beginning of the chosen step is in sight, and its end.
    pub(crate) fn sees_task(&self) -> (bool, bool) {
        let lines = self.task.and_then(|at| self.task_lines(at));
        let sees = |line: usize| (self.top..self.top + self.height.max(1)).contains(&line);
        lines.map_or((false, false), |(first, end)| (sees(first), sees(end - 1)))
    }

    /// The step in a row of what is in sight, from 0.
    pub(crate) fn task_at(&self, row: usize) -> Option<usize> {
        self.lines.get(self.top + row).filter(|_| row < self.height)?.task
    }

    /// The links of the page, each with its title, in their order.
    pub(crate) fn links(&self) -> impl Iterator<Item = (&str, &str)> {
        self.page.blocks().iter().filter_map(|block| match block {
            Block::Link(id, title) | Block::Word(id, title) => Some((id.as_str(), title.as_str())),
            _ => None,
        })
    }

    /// The page.
    pub(crate) fn page(&self) -> &Page {
        &self.page
    }

    /// Makes the lines fit a size; does nothing where they do.
    pub(crate) fn settle(&mut self, area: Rect) {
        let width = measure(area).min(WIDEST);
        if width != self.width && width > 0 {
            // What was at the top stays near the top.
            let before = self.lines.len();
            self.width = width;
            self.lines = layout(&self.page, width, Medium::Screen);
            self.links =
                (0..self.lines.len()).filter(|at| self.lines[*at].link.is_some()).collect();
            self.top = (self.top * self.lines.len()).checked_div(before).unwrap_or(0);
        }
        self.height = shown_rows(area, self.lines.len());
        self.top = self.top.min(self.last_top());
        if std::mem::take(&mut self.is_wanted)
            && let Some((first, end)) = self.task.and_then(|at| self.task_lines(at))
        {
            // All of it, but its beginning whatever happens.
            let total = self.lines.len();
            self.top = scrolled(self.top, end - 1, self.height, total);
            self.top = scrolled(self.top, first, self.height, total);
        }
    }

    fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.height.max(1))
    }

    /// Scrolls.
    pub(crate) fn scroll(&mut self, to: Move) {
        // A line of the page before is kept in sight.
        let page = self.height.saturating_sub(1);
        self.top = to.apply(self.top, page, self.last_top() + 1);
    }

    /// The id that the link of a number names, counted from 1.
    pub(crate) fn link(&self, number: usize) -> Option<&str> {
        let links = self.page.blocks().iter().filter_map(|block| match block {
            Block::Link(id, _) | Block::Word(id, _) => Some(id.as_str()),
            _ => None,
        });
        links.into_iter().nth(number.checked_sub(1)?)
    }

    /// Whether the link of a number is in sight, counted from 1.
    pub(crate) fn is_seen(&self, number: usize) -> bool {
        let line = number.checked_sub(1).and_then(|at| self.links.get(at));
        line.is_some_and(|line| (self.top..self.top + self.height.max(1)).contains(line))
    }

    /// The first and the last number of the links in sight that a digit opens.
    pub(crate) fn digits(&self) -> Option<(usize, usize)> {
        let mut seen = (1..=self.links.len().min(9)).filter(|number| self.is_seen(*number));
        let first = seen.next()?;
        Some((first, seen.next_back().unwrap_or(first)))
    }

    /// Why no digit opens a link now.
    pub(crate) fn refuses_digits(&self) -> Option<&'static str> {
        if self.link_count() == 0 {
            return Some("there are no links here");
        }
        let is_seen = self.digits().is_some();
        (!is_seen).then_some("the numbered links are not in sight; scroll to them first")
    }

    /// How many links there are.
    pub(crate) fn link_count(&self) -> usize {
        self.page
            .blocks()
            .iter()
            .filter(|block| matches!(block, Block::Link(..) | Block::Word(..)))
            .count()
    }

    /// The id of the chosen link.
    pub(crate) fn chosen(&self) -> Option<&str> {
        self.link(self.chosen? + 1)
    }

    /// Chooses the first link without being asked.
    pub(crate) fn choose_first(&mut self) {
        self.chosen = (self.link_count() > 0).then_some(0);
    }

    /// Chooses no link.
    pub(crate) fn choose_none(&mut self) {
        self.chosen = None;
    }

    /// Chooses the next link, or the one before, and brings it into sight.
    pub(crate) fn choose(&mut self, forward: bool) {
        let count = self.link_count();
        if count == 0 {
            return;
        }
        let next = match self.chosen {
            None if forward => 0,
            None => count - 1,
            Some(at) if forward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
        };
        self.chosen = Some(next);
        if let Some(line) = self.links.get(next).filter(|_| !self.is_seen(next + 1)) {
            self.top = line.saturating_sub(self.height / 2).min(self.last_top());
        }
    }

    /// Whether all of it is seen.
    pub(crate) fn fits(&self) -> bool {
        self.last_top() == 0
    }

    /// Draws what is in sight; `is_focused` shows the chosen link and the
    /// numbers of links, which work only then.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, area: Rect, is_focused: bool) {
        let seen = self.lines.iter().enumerate().skip(self.top).take(self.height);
        for (row, (at, line)) in seen.enumerate() {
            let number = self.links.iter().position(|link| *link == at);
            let is_chosen = is_focused && number.is_some() && number == self.chosen;
            let is_task = is_focused
                && line.task.is_some()
                && line.task == self.task
                && (at == 0 || self.lines.get(at - 1).is_none_or(|above| above.task != line.task));
            let mut line = pieces(line, if is_chosen || is_task { ">" } else { "" });
            if is_task {
                // Magnifiers and screen readers follow the cursor.
                canvas.set_cursor(area, row, 0);
            }
            let is_numbered = is_focused && self.task.is_none();
            if let (Some(_), Some(mark), false) = (number, line.get_mut(1), is_numbered) {
                *mark = Piece::new(mark.meaning, ">  ");
            }
            canvas.row(area, row, &line);
            if is_chosen {
                canvas.mark(area, row, Meaning::Selected);
            }
        }
        canvas.position(area, Seen { from: self.top, rows: self.height, total: self.lines.len() });
    }

    /// Reads on as an action says; where nothing is to be scrolled, arrows go
    /// from link to link. `false` where the action is nothing of that.
    pub(crate) fn act(&mut self, action: Action) -> bool {
        match (action, Move::by(action)) {
            (Action::Next, _) => self.choose(true),
            (Action::Previous, _) => self.choose(false),
            (Action::Up | Action::Down, _) if self.fits() => self.choose(action == Action::Down),
            (_, Some(to)) => self.scroll(to),
            (_, None) => return false,
        }
        true
    }

    /// Scrolls by the wheel, if it was that.
    pub(crate) fn wheel(&mut self, mouse: Mouse) {
        let Some(to) = Move::by_wheel(mouse) else { return };
        for _ in 0..NOTCH {
            self.scroll(to);
        }
    }

    /// The number of the link in a row of what is in sight, counted from 1.
    pub(crate) fn link_at(&self, row: usize) -> Option<usize> {
        let below = self.top + row + 1;
        let at = self.links.iter().rposition(|link| *link < below)?;
        // The later lines of a link are indented and stand right below it; the
        // row that says which part is seen is no line.
        let its = self.lines.get(self.links[at]..below).filter(|_| row < self.height)?;
        its.iter().all(|line| !line.spans.is_empty()).then_some(at + 1)
    }
}

/// The rows that something of a length has in an area: where it is longer, the
/// last row says which part is seen.
pub(crate) fn shown_rows(area: Rect, total: usize) -> usize {
    let height = usize::from(area.height);
    if total > height && height > 1 { height - 1 } else { height }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pager() -> Pager {
        let mut page = Page::new();
        page.title("A title");
        for number in 1..=9 {
            page.text(format!("Line {number}"));
        }
        page.link("mailbox-full", "The mailbox is full and this title goes over two lines");
        page.link("no-such-mailbox", "No such mailbox");
        Pager::new(page)
    }

    #[test]
    fn scrolling_ends_with_the_last_line_in_the_last_row() {
        let mut pager = pager();
        // The last row is for saying which part is seen.
        pager.settle(Rect::new(0, 0, 40, 5));
        pager.scroll(Move::Last);
        assert_eq!(pager.top, pager.lines.len() - 4);
        pager.settle(Rect::new(0, 0, 40, 50));
        assert_eq!(pager.top, 0);
    }

    #[test]
    fn a_click_below_the_last_line_is_on_no_link() {
        let mut pager = pager();
        pager.settle(Rect::new(0, 0, 40, 5));
        pager.scroll(Move::Last);
        assert_eq!(pager.link_at(3), Some(2));
        assert_eq!(pager.link_at(4), None);
        assert_eq!(pager.link_at(5), None);
    }

    #[test]
    fn links_are_chosen_in_turn_and_come_into_sight() {
        let mut pager = pager();
        pager.settle(Rect::new(0, 0, 40, 5));
        assert_eq!(pager.links.len(), 2);
        pager.choose(true);
        assert_eq!(pager.chosen(), Some("mailbox-full"));
        assert!((pager.top..pager.top + 5).contains(&pager.links[0]));
        pager.choose(true);
        pager.choose(true);
        assert_eq!(pager.chosen(), Some("mailbox-full"));
        assert_eq!(pager.link(2), Some("no-such-mailbox"));
        assert_eq!(pager.link(3), None);
        assert_eq!(pager.link(0), None);
    }
}
