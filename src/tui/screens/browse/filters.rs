//! Choosing filters: a list that is narrowed by typing. What is chosen stands
//! in the search line as text, where it can be typed, changed and deleted too.

use ratatui::layout::Rect;

use crate::knowledge::Knowledge;
use crate::search::{Filter, FilterKey, Query};
use crate::text::width;
use crate::tui::canvas::{Canvas, Piece, Seen, gutter};
use crate::tui::edit::Edit;
use crate::tui::geometry::{GUTTER, cut_top, measure, scrolled};
use crate::tui::theme::Meaning;
use crate::tui::widgets::{Field, Move, shown_rows};

/// The columns of a value; the longest owner has sixteen letters.
const VALUE_WIDTH: usize = 18;

/// The list of filters.
#[derive(Clone, Debug)]
pub(super) struct Choosing {
    typed: Field,
    rows: Vec<Row>,
    /// Among the rows; never a heading.
    selected: usize,
    top: usize,
    height: usize,
}

#[derive(Clone, Debug)]
enum Row {
    Heading(&'static str),
    Value { filter: Filter, label: String },
}

fn heading(key: FilterKey) -> &'static str {
    match key {
        FilterKey::Class => "First digit of the code",
        FilterKey::Owner => "Who acts",
        FilterKey::Stage => "When it is said",
        FilterKey::Provider => "Whose reply",
        FilterKey::Cause => "What leads there",
    }
}

/// The keys, those with few values first.
const KEYS: [FilterKey; 5] =
    [FilterKey::Class, FilterKey::Owner, FilterKey::Stage, FilterKey::Provider, FilterKey::Cause];

impl Choosing {
    pub(super) fn new(knowledge: &Knowledge) -> Self {
        let typed = Field::default();
        let mut choosing = Self { typed, rows: Vec::new(), selected: 0, top: 0, height: 0 };
        choosing.list(knowledge);
        choosing
    }

    /// Lists what fits what is typed.
    fn list(&mut self, knowledge: &Knowledge) {
        let words: Vec<String> =
            self.typed.text().to_lowercase().split_whitespace().map(str::to_owned).collect();
        self.rows.clear();
        for key in KEYS {
            let values = key.values(knowledge).into_iter().filter(|(id, label)| {
                let text = format!("{} {} {id} {label}", key.id(), heading(key)).to_lowercase();
                words.iter().all(|word| text.contains(word.as_str()))
            });
            let mut rows: Vec<Row> = values
                .map(|(id, label)| Row::Value {
                    filter: Filter::new(key, id),
                    label: label.to_owned(),
                })
                .collect();
            if !rows.is_empty() {
                self.rows.push(Row::Heading(heading(key)));
                self.rows.append(&mut rows);
            }
        }
        (self.selected, self.top) = (1, 0);
    }

    pub(super) fn edit(&mut self, edit: Edit, knowledge: &Knowledge) {
        if self.typed.edit(edit) {
            self.list(knowledge);
        }
    }

    pub(super) fn insert(&mut self, text: &str, knowledge: &Knowledge) {
        self.typed.insert(text);
        self.list(knowledge);
    }

    pub(super) fn select(&mut self, to: Move) {
        let page = self.height.saturating_sub(1);
        let mut at = to.apply(self.selected, page, self.rows.len());
        if let Some(Row::Heading(_)) = self.rows.get(at) {
            at = if at > self.selected || at == 0 { at + 1 } else { at - 1 };
        }
        self.selected = at;
    }

    /// Selects what stands in a row of the area; says whether there is
    /// something.
    pub(super) fn select_at(&mut self, area: Rect, y: u16) -> bool {
        let (_, list) = Self::parts(area);
        let row = y.checked_sub(list.y).map(usize::from).filter(|row| *row < self.height);
        let at = row.map(|row| self.top + row);
        match at.and_then(|at| Some((at, self.rows.get(at)?))) {
            Some((at, Row::Value { .. })) => {
                self.selected = at;
                true
            }
            _ => false,
        }
    }

    /// The query with the selected filter switched on or off.
    pub(super) fn toggled(&self, query: &str) -> Option<String> {
        let Some(Row::Value { filter, .. }) = self.rows.get(self.selected) else { return None };
        let mut query = Query::read(query);
        query.filters.toggle(filter.clone());
        let text = query.to_string();
        // What is typed next is a word of its own.
        Some(if text.is_empty() { text } else { text + " " })
    }

    /// What is typed, and the list below it.
    fn parts(area: Rect) -> (Rect, Rect) {
        cut_top(area, if area.height >= 14 { 2 } else { 1 })
    }

    pub(super) fn settle(&mut self, area: Rect) {
        let (_, list) = Self::parts(area);
        self.height = shown_rows(list, self.rows.len());
        self.top = scrolled(self.top, self.selected, self.height, self.rows.len());
        if self.selected <= 1 {
            // The heading above the first is seen with it.
            self.top = 0;
        }
    }

    pub(super) fn view(&self, canvas: &mut Canvas<'_>, area: Rect, query: &str) {
        canvas.clear(area);
        let (head, list) = Self::parts(area);
        let prompt = "Filters, type to narrow: ";
        let (shown, cursor) = self.typed.shown(measure(area).saturating_sub(width(prompt)));
        let typed = Piece { meaning: Meaning::Strong, text: shown };
        canvas.row(head, 0, &[gutter(""), Piece::new(Meaning::Label, prompt), typed]);
        canvas.set_cursor(head, 0, usize::from(GUTTER) + width(prompt) + cursor);
        let query = Query::read(query);
        let rows = self.rows.iter().enumerate().skip(self.top).take(self.height);
        for (row, (at, item)) in rows.enumerate() {
            let is_selected = at == self.selected;
            let line = match item {
                Row::Heading(text) => vec![gutter(""), Piece::new(Meaning::Label, text)],
                Row::Value { filter, label } => {
                    let is_on = query.filters.has(filter);
                    let value = format!("{:<VALUE_WIDTH$} ", filter.value);
                    let meaning = if is_on { Meaning::Filter } else { Meaning::Strong };
                    vec![
                        gutter(if is_selected { ">" } else { "" }),
                        Piece::body(if is_on { "[x] " } else { "[ ] " }),
                        Piece::new(meaning, value),
                        Piece::body(label),
                    ]
                }
            };
            canvas.row(list, row, &line);
            if is_selected {
                canvas.mark(list, row, Meaning::Selected);
            }
        }
        if self.rows.is_empty() {
            canvas.row(list, 0, &[gutter(""), Piece::body("There is no such filter.")]);
        }
        canvas.position(list, Seen { from: self.top, rows: self.height, total: self.rows.len() });
    }
}
