//! The open question in rows: what is asked and why, the answers, and how to
//! find out.

use ratatui::layout::Rect;

use crate::knowledge::{DONT_KNOW, Question, Text};
use crate::text::wrap_first;
use crate::tui::canvas::{Canvas, Piece, Seen, gutter};
use crate::tui::geometry::{measure, scrolled};
use crate::tui::theme::Meaning;
use crate::tui::widgets::{Move, shown_rows};

/// The columns by which answers hang, behind their number.
const HANG: usize = 3;

/// A question with its answers, laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    question: Option<&'static Question>,
    /// The selected answer; the last is "don't know".
    selected: usize,
    /// The answer that the evidence speaks for most.
    fits: Option<usize>,
    beside: Beside,
    rows: Vec<Row>,
    /// The size that the rows were laid out for.
    size: (usize, usize),
    height: usize,
    top: usize,
    /// Whether the person reads on, away from the selected answer.
    is_free: bool,
}

/// What belongs to a question and is looked up for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// The difficult words that it uses.
    pub(super) words: Vec<&'static str>,
    /// The commands that find it out: where each is typed, and the command.
    pub(super) commands: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug)]
struct Row {
    pieces: Vec<Piece>,
    /// The answer that the row belongs to.
    answer: Option<usize>,
}

impl Asked {
    /// Shows a question. The answer that was given before is selected, or
    /// the one that leads to what is likeliest by the evidence.
    pub(super) fn new(
        question: &'static Question,
        before: Option<Text>,
        (likeliest, fits): (Option<usize>, Option<usize>),
        beside: Beside,
    ) -> Self {
        let selected = match before {
            Some(before) => {
                let found = question.answers.iter().position(|answer| answer.id == before);
                found.unwrap_or(question.answers.len())
            }
            None => likeliest.unwrap_or(0),
        };
        Self { question: Some(question), selected, fits, beside, ..Self::default() }
    }

    /// Whether there is no word to explain.
    pub(super) fn has_no_words(&self) -> bool {
        self.beside.words.is_empty()
    }

    /// How many answers there are, "don't know" among them.
    pub(super) fn count(&self) -> usize {
        self.question.map_or(0, |question| question.answers.len() + 1)
    }

    /// The number of the selected answer, from 0.
    pub(super) fn selected(&self) -> usize {
        self.selected
    }

    pub(super) fn select(&mut self, at: usize) {
        self.selected = at.min(self.count().saturating_sub(1));
        self.is_free = false;
    }

    /// Whether the last answer is selected, or what stands below is read.
    pub(super) fn is_at_end(&self) -> bool {
        self.is_free || self.selected + 1 >= self.count()
    }

    /// Whether what stands below the answers is read.
    pub(super) fn is_read_on(&self) -> bool {
        self.is_free
    }

    /// Whether the selected answer is in sight.
    pub(super) fn sees_selected(&self) -> bool {
        let mine = self.rows.iter().position(|row| row.answer == Some(self.selected));
        mine.is_some_and(|at| (self.top..self.top + self.height.max(1)).contains(&at))
    }

    /// Scrolls through all of it; the selected answer stays selected.
    pub(super) fn scroll(&mut self, to: Move) {
        let last = self.rows.len().saturating_sub(self.height.max(1));
        self.top = to.apply(self.top, self.height.saturating_sub(1), last + 1);
        self.is_free = last > 0;
        let is_back = matches!(to, Move::Up | Move::PageUp | Move::First);
        let mine = self.rows.iter().position(|row| row.answer == Some(self.selected));
        if is_back && mine.is_some_and(|at| at >= self.top) {
            self.is_free = mine.is_some_and(|at| at >= self.top + self.height);
        }
    }

    /// Goes a page on; an answer in sight is selected, so that Enter gives
    /// what is seen.
    pub(super) fn page(&mut self, to: Move) {
        self.scroll(to);
        if self.sees_selected() && to != Move::PageUp {
            return;
        }
        let seen = self.rows.iter().enumerate().skip(self.top).take(self.height);
        let is_first = |at: usize, answer| at == 0 || self.rows[at - 1].answer != answer;
        let mut starts = seen.filter(|(at, row)| is_first(*at, row.answer));
        let found = starts.find(|(_, row)| row.answer.is_some());
        if let Some(answer) = found.and_then(|(_, row)| row.answer) {
            self.selected = answer;
        }
    }

    /// The id of an answer, counted from 0.
    pub(super) fn answer(&self, at: usize) -> Option<Text> {
        let question = self.question?;
        if at == question.answers.len() {
            return Some(Text::new(DONT_KNOW));
        }
        question.answers.get(at).map(|answer| answer.id)
    }

    /// Lays it out; the selected answer stays in sight.
    pub(super) fn settle(&mut self, area: Rect, candidates: Option<&[&'static str]>) {
        let size = (measure(area), usize::from(area.height));
        if size != self.size && size.0 > 0 {
            self.size = size;
            self.rows = self.question.map_or_else(Vec::new, |asked| {
                rows(asked, self.fits, &self.beside, size.0, candidates)
            });
        }
        let mine = |row: &Row| row.answer == Some(self.selected);
        let first = self.rows.iter().position(mine).unwrap_or(0);
        let last = self.rows.iter().rposition(mine).unwrap_or(0);
        let total = self.rows.len();
        self.height = shown_rows(area, total);
        if self.is_free {
            self.top = self.top.min(total.saturating_sub(self.height.max(1)));
            return;
        }
        // All rows of the answer, but its first whatever happens; and what
        // stands above the first answer with it.
        self.top = scrolled(self.top, last, self.height, total);
        self.top = scrolled(self.top, first, self.height, total);
        if self.selected == 0 && last < self.height {
            self.top = 0;
        }
    }

    /// The answer in a row of what is in sight, counted from 0.
    pub(super) fn answer_at(&self, row: usize) -> Option<usize> {
        self.rows.get(self.top + row).filter(|_| row < self.height)?.answer
    }

    pub(super) fn view(&self, canvas: &mut Canvas<'_>, area: Rect, is_focused: bool) {
        let mut is_first = true;
        for (at, row) in self.rows.iter().skip(self.top).take(self.height).enumerate() {
            let is_selected = is_focused && row.answer == Some(self.selected);
            let mut line = vec![gutter(if is_selected && is_first { ">" } else { "" })];
            line.extend(row.pieces.iter().cloned());
            canvas.row(area, at, &line);
            if is_selected {
                canvas.mark(area, at, Meaning::Selected);
                if is_first {
                    // Magnifiers and screen readers follow the cursor.
                    canvas.set_cursor(area, at, 0);
                }
                is_first = false;
            }
        }
        canvas.position(area, Seen { from: self.top, rows: self.height, total: self.rows.len() });
    }
}

/// So many of the causes that are still possible are named below a question.
const NAMED: usize = 5;

/// The rows of a question: it and its answers first, they are needed; then how
/// to find out, and why it is asked.
fn rows(
    question: &Question,
    fits: Option<usize>,
    beside: &Beside,
    room: usize,
    candidates: Option<&[&'static str]>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    hang(&mut rows, room, None, &Piece::body(""), Meaning::Title, &question.ask);
    for (at, answer) in question.answers.iter().enumerate() {
        let mark = Piece::new(Meaning::Link, format!("{:<HANG$}", at + 1));
        hang(&mut rows, room, Some(at), &mark, Meaning::Body, &answer.label);
        if fits == Some(at) {
            fitting(&mut rows, room, at);
        }
    }
    let last = question.answers.len();
    let mark = Piece::new(Meaning::Link, format!("{:<HANG$}", last + 1));
    hang(&mut rows, room, Some(last), &mark, Meaning::Body, "Don't know");
    rows.push(Row { pieces: Vec::new(), answer: None });
    let how = Piece::new(Meaning::Label, "To find out  ");
    hang(&mut rows, room, None, &how, Meaning::Body, &question.find_out);
    let indent = " ".repeat(how.width());
    let below = if room >= 60 { indent.as_str() } else { "   " };
    if !question.example.is_empty() {
        let text = format!("For example: {}", question.example);
        hang(&mut rows, room, None, &Piece::body(below), Meaning::Muted, &text);
    }
    for (platform, command) in &beside.commands {
        let mark = Piece::new(Meaning::Label, format!("{below}$ "));
        let remark = if *platform == "any" { String::new() } else { format!("   ({platform})") };
        hang(&mut rows, room, None, &mark, Meaning::Command, command);
        if let Some(row) = rows.last_mut() {
            row.pieces.push(Piece::new(Meaning::Muted, remark));
        }
    }
    let why = Piece::new(Meaning::Label, "Why          ");
    hang(&mut rows, room, None, &why, Meaning::Muted, &question.why);
    if let Some(candidates) = candidates.filter(|candidates| !candidates.is_empty()) {
        rows.push(Row { pieces: Vec::new(), answer: None });
        let mut text = candidates.iter().take(NAMED).copied().collect::<Vec<_>>().join("; ");
        if candidates.len() > NAMED {
            let more = (candidates.len() - NAMED).to_string();
            text.extend(["; and ", more.as_str(), " more"]);
        }
        let mark = Piece::new(Meaning::Label, "Possible     ");
        hang(&mut rows, room, None, &mark, Meaning::Muted, &text);
    }
    if !beside.words.is_empty() {
        rows.push(Row { pieces: Vec::new(), answer: None });
        let mark = Piece::new(Meaning::Label, "Words        ");
        let text = format!("{} (x explains)", beside.words.join(", "));
        hang(&mut rows, room, None, &mark, Meaning::Muted, &text);
    }
    rows
}

/// Says that an answer fits the evidence: behind it, or below where that has no
/// room.
fn fitting(rows: &mut Vec<Row>, room: usize, answer: usize) {
    let told = Piece::new(Meaning::Muted, "  (fits the evidence)");
    let used = |row: &Row| row.pieces.iter().map(Piece::width).sum::<usize>();
    match rows.last_mut() {
        Some(row) if used(row) + told.width() <= room => row.pieces.push(told),
        _ => {
            let pieces = vec![Piece::body(" "), told];
            rows.push(Row { pieces, answer: Some(answer) });
        }
    }
}

/// Adds a text with a mark before its first row and space before the others.
fn hang(
    rows: &mut Vec<Row>,
    room: usize,
    answer: Option<usize>,
    mark: &Piece,
    meaning: Meaning,
    text: &str,
) {
    // A long mark would leave no room for the words below it.
    let indent = if room >= 60 { mark.width() } else { mark.width().min(HANG) };
    let lines = wrap_first(text, room.saturating_sub(mark.width()), room.saturating_sub(indent));
    for (at, line) in lines.into_iter().enumerate() {
        let first = if at == 0 { mark.clone() } else { Piece::body(" ".repeat(indent)) };
        rows.push(Row { pieces: vec![first, Piece::new(meaning, line)], answer });
    }
}
