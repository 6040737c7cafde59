//! How the screen is drawn.

use ratatui::layout::Rect;

use super::geometry::parts;
use super::{Guided, answer_label, source};
use crate::guide::From;
use crate::knowledge::Knowledge;
use crate::text::{cut, width, wrap};
use crate::tui::canvas::{Canvas, Piece, Seen, gutter};
use crate::tui::geometry::{measure, scrolled};
use crate::tui::library::Library;
use crate::tui::theme::Meaning;
use crate::tui::widgets::shown_rows;

/// The width below which a step of the path is its answer without the
/// question: a third of 80 columns shows neither.
const NARROW: u16 = 100;

/// The width from which there is room for a whole sentence.
const ROOMY: u16 = 60;

/// How many causes are still possible, in words.
fn count_words(count: usize, is_long: bool) -> String {
    match (count, is_long) {
        (1, true) => "One cause is still possible.".to_owned(),
        (1, false) => "1 cause left".to_owned(),
        (count, true) => format!("{count} causes are still possible."),
        (count, false) => format!("{count} causes left"),
    }
}

/// A text in so many cells: where it is too long, its middle is left out, since
/// the beginning and the end tell more.
fn shortened(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let half = room.saturating_sub(3) / 2;
    let mut end = "";
    for (at, _) in text.char_indices().rev() {
        let rest = text.get(at..).unwrap_or_default();
        if width(rest) > half {
            break;
        }
        end = rest;
    }
    let room = room.saturating_sub(width(end));
    format!("{}...{end}", head_of(text, room.saturating_sub(3)))
}

/// The beginning of a text in so many cells, without a sign of being cut.
fn head_of(text: &str, room: usize) -> &str {
    let fits = |at: &usize| text.get(..*at).is_some_and(|begin| width(begin) <= room);
    let ends = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len()));
    ends.take_while(fits).last().and_then(|at| text.get(..at)).unwrap_or_default()
}

/// Draws a step of the path.
fn put_step(canvas: &mut Canvas<'_>, area: Rect, row: usize, line: &[Piece], is_selected: bool) {
    canvas.row(area, row, line);
    if is_selected {
        canvas.mark(area, row, Meaning::Selected);
        // Magnifiers and screen readers follow the cursor.
        canvas.set_cursor(area, row, 0);
    }
}

impl Guided {
    pub(in crate::tui::screens) fn view(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        library: &Library,
    ) {
        if self.handing.is_some() {
            return self.view_handing(canvas, area);
        }
        let parts = parts(self, area);
        if let Some((read, at)) = &self.several
            && let Some((place, count)) = read.place(*at)
        {
            let line = [
                gutter(""),
                Piece::new(Meaning::Muted, format!("< {} of {count} that failed: ", place + 1)),
                Piece::new(Meaning::Strong, read.recipient(*at)),
                Piece::new(Meaning::Muted, " >"),
            ];
            canvas.row(parts.strip, 0, &line);
        }
        if parts.is_folded {
            self.view_folded(canvas, parts.path);
        } else {
            self.view_path(canvas, parts.path, library.knowledge);
        }
        self.view_against(canvas, parts.against);
        let count = count_words(self.state.candidates.len(), area.width >= ROOMY);
        canvas.row_right(parts.count, 0, &[Piece::new(Meaning::Muted, count)]);
        if self.state.open.is_some() {
            self.asked.view(canvas, parts.body, self.step.is_none());
        } else {
            self.remedy.view(canvas, parts.body, self.step.is_none());
        }
        if let Some(writing) = &self.writing {
            writing.view(canvas, parts.line);
        } else if let Some(words) = self.deciding_words() {
            let words = shortened(&words, measure(parts.line));
            canvas.row(parts.line, 0, &[gutter(""), Piece::new(Meaning::Muted, words)]);
        } else if let Some(hint) = self.remedy_hint(measure(parts.line)) {
            canvas.row(parts.line, 0, &[gutter(""), Piece::new(Meaning::Strong, hint)]);
        }
        self.alike.view(canvas, area, parts.alike);
        if let Some(area) = parts.candidates {
            self.view_candidates(canvas, area, library);
        }
    }

    /// The words that decided the chosen answer of the path.
    fn deciding_words(&self) -> Option<String> {
        let step = self.step.and_then(|at| self.state.path.get(at))?;
        let words = step.because.join("\", \"");
        (!words.is_empty()).then(|| format!("Because: \"{words}\""))
    }

    /// All answers in a row: how many, and who gave them.
    fn view_folded(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let path = &self.state.path;
        let own = path.iter().filter(|step| step.from == From::Person).count();
        let whose = match own {
            0 if path.iter().any(|step| step.from == From::Evidence) => "by the evidence",
            0 => "assumed",
            all if all == path.len() => "by you",
            _ => "by you and the evidence",
        };
        let keys = [gutter(""), Piece::new(Meaning::Label, format!("{} answers", path.len()))];
        let rest = format!(" {whose}{}", self.told("; {next} shows and changes them"));
        let room = measure(area).saturating_sub(keys[1].width());
        let rest = if width(&rest) <= room { rest } else { self.told("; {next} shows them") };
        canvas.row(area, 0, &[keys.as_slice(), &[Piece::new(Meaning::Muted, rest)]].concat());
    }

    fn view_against(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let rows = wrap(&self.against, measure(area));
        for (row, text) in rows.iter().take(usize::from(area.height)).enumerate() {
            let mark = gutter(if row == 0 { "!" } else { "" });
            canvas.row(area, row, &[mark, Piece::new(Meaning::Warning, text)]);
        }
    }

    /// The first step of the path that is seen.
    pub(super) fn path_top(&self, area: Rect) -> usize {
        let total = self.state.path.len();
        let at = self.step.unwrap_or(total.saturating_sub(1));
        scrolled(0, at, shown_rows(area, total), total)
    }

    fn view_path(&self, canvas: &mut Canvas<'_>, area: Rect, knowledge: &Knowledge) {
        let total = self.state.path.len();
        let (height, top) = (shown_rows(area, total), self.path_top(area));
        canvas.position(area, Seen { from: top, rows: height, total });
        for (row, (at, step)) in
            self.state.path.iter().enumerate().skip(top).take(height).enumerate()
        {
            let Some(question) = knowledge.question(&step.question) else { continue };
            let is_selected = self.step == Some(at);
            let mark = gutter(if is_selected { ">" } else { "" });
            let number = format!("{}. ", at + 1);
            let answer = answer_label(question, &step.answer);
            if area.width < NARROW {
                let room = measure(area).saturating_sub(width(&number));
                let from = format!("  ({})", source(step));
                let words = step.because.first().map(|words| format!("  (\"{words}\")"));
                // The answer first; the words that it rests on get what is
                // left, and a word about who gave it at least.
                let least = match step.from {
                    From::Person => "  (you)",
                    From::Evidence => "  (evidence)",
                    From::Assumed => "  (assumed)",
                };
                let left = room.saturating_sub(width(answer));
                let from = if left >= width(&from) {
                    from
                } else if left > width(least) + 4 {
                    shortened(words.as_ref().unwrap_or(&from), left)
                } else {
                    least.to_owned()
                };
                let room = room.saturating_sub(width(&from));
                let line = [
                    mark,
                    Piece::new(Meaning::Label, number),
                    Piece::new(Meaning::Strong, cut(answer, room)),
                    Piece::new(Meaning::Muted, from),
                ];
                put_step(canvas, area, row, &line, is_selected);
                continue;
            }
            let from = format!("  ({})", source(step));
            // Each of the three has a third of the room, and what another
            // leaves over; the answer first.
            let room = measure(area).saturating_sub(width(&number) + 2);
            let third = room / 3;
            let for_source = width(&from).min(third);
            let for_question = width(&question.ask)
                .min(third.max(room.saturating_sub(width(answer) + for_source)));
            let answer = cut(answer, room.saturating_sub(for_source + for_question));
            let line = [
                mark,
                Piece::new(Meaning::Label, number),
                Piece::body(cut(&question.ask, for_question)),
                Piece::new(Meaning::Strong, format!("  {answer}")),
                Piece::new(Meaning::Muted, from),
            ];
            put_step(canvas, area, row, &line, is_selected);
        }
    }

    fn view_candidates(&self, canvas: &mut Canvas<'_>, area: Rect, library: &Library) {
        let titles = self.candidate_titles(library);
        let heading = format!("Still possible ({})", titles.len());
        canvas.row(area, 0, &[gutter(""), Piece::new(Meaning::Strong, heading)]);
        let room = usize::from(area.height).saturating_sub(1);
        // The last row says how many have no room.
        let named = if titles.len() > room { room.saturating_sub(1) } else { titles.len() };
        for (row, title) in titles.iter().take(named).enumerate() {
            canvas.row(area, row + 1, &[gutter(""), Piece::body(title)]);
        }
        if titles.len() > named {
            let rest = format!("and {} more", titles.len() - named);
            canvas.row(area, named + 1, &[gutter(""), Piece::new(Meaning::Muted, rest)]);
        }
    }
}
