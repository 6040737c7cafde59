//! A sheet beside the way: a list of links to choose from, or an earlier case
//! to look at. Going back leads to where one was.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Rect;

use super::entry::Reading;
use super::{Message, Next, Origin, Screen};
use crate::diagnosis::Outcome;
use crate::guide::Record;
use crate::knowledge::Knowledge;
use crate::report::{Note, Page, Particulars, ending, note_page};
use crate::services::sessions::Listed;
use crate::text::Clean;
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::library::Library;
use crate::tui::mouse::Mouse;
use crate::tui::widgets::Pager;

/// The most cases that are listed, the latest.
const MOST: usize = 30;

/// What the links of a sheet open.
#[derive(Debug)]
enum Opens {
    /// Entries of the knowledge, for a case.
    Entries(Box<Origin>),
    /// Kept sessions, to look at.
    Cases,
    /// The kept session that is looked at, to go on with it.
    Session,
}

/// The state of the screen.
#[derive(Debug)]
pub(crate) struct Sheet {
    crumb: &'static str,
    opens: Opens,
    pager: Pager,
    /// The case that is looked at, whose addresses stand on the page.
    case: Option<Outcome>,
}

impl From<Sheet> for Screen {
    fn from(sheet: Sheet) -> Self {
        Self::Sheet(Box::new(sheet))
    }
}

impl Sheet {
    fn new(crumb: &'static str, opens: Opens, page: Page) -> Self {
        let mut pager = Pager::new(page);
        pager.choose_first();
        Self { crumb, opens, pager, case: None }
    }

    /// Words and entries that a page names, each with its title.
    pub(crate) fn words<'p>(
        links: impl IntoIterator<Item = (&'p str, &'p str)>,
        case: Origin,
    ) -> Self {
        let mut page = Page::new();
        page.title("Words used here, and what else is named");
        page.gap();
        links.into_iter().for_each(|(id, title)| page.link(id, title));
        Self::new("Words", Opens::Entries(Box::new(case)), page)
    }

    /// Earlier cases, the latest first.
    pub(crate) fn cases(
        told: &str,
        cases: &[Listed],
        knowledge: &Knowledge,
        zone: &TimeZone,
    ) -> Self {
        let mut page = Page::new();
        page.title(told);
        page.gap();
        for one in cases.iter().take(MOST) {
            let day = one.summary.started.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M");
            let mut text = format!("{day}  {}", ending(&one.summary, knowledge));
            let about = [
                one.summary.recipient.as_ref().map(|to| format!("to {to}")),
                one.summary.ticket.as_ref().map(|ticket| format!("ticket {ticket}")),
                one.summary.title.clone(),
            ];
            for word in about.into_iter().flatten() {
                text.extend(["; ", word.as_str()]);
            }
            page.link(&one.id, text);
        }
        if cases.len() > MOST {
            page.aside(format!(
                "and {} before; `smtp-doctor sessions` has all",
                cases.len() - MOST
            ));
        }
        Self::new("Earlier cases", Opens::Cases, page)
    }

    /// An earlier case to look at.
    pub(crate) fn earlier(
        record: &Record,
        knowledge: &'static Knowledge,
        (now, zone): (Timestamp, TimeZone),
    ) -> Self {
        let about = Particulars {
            session: Some(record.id.clone()),
            now,
            started: Some(record.summary.started),
            zone,
            incident: None,
        };
        let session = record.session(knowledge);
        let mut page = Page::new();
        page.aside("An earlier case. Esc goes back to yours.");
        page.gap();
        page.link(&record.id, "Leave yours as it is and go on with this one");
        page.gap();
        page.append(note_page(&Note::new(&session, knowledge, &about)));
        let mut sheet = Self::new("Earlier case", Opens::Session, page);
        // To be read; only who means to goes on with it.
        sheet.pager.choose_none();
        sheet.case = session.outcome().cloned();
        sheet
    }

    pub(super) fn crumb(&self) -> Clean {
        Clean::line(self.crumb)
    }

    /// The page of an earlier case; lists are there to choose from only.
    pub(super) fn shown(&self) -> Option<&Page> {
        matches!(self.opens, Opens::Session).then(|| self.pager.page())
    }

    pub(super) fn case(&self) -> Option<&Outcome> {
        self.case.as_ref()
    }

    pub(super) fn refuses(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Pick(_) => self.pager.refuses_digits(),
            Action::Guide => Some("Esc goes back to where you were"),
            Action::Open if self.pager.chosen().is_none() => {
                Some("Tab chooses a link, a digit opens one")
            }
            _ => None,
        }
    }

    pub(super) fn digits(&self) -> Option<(usize, usize)> {
        self.pager.digits()
    }

    fn open(&self, id: &str, library: &Library) -> Vec<Next> {
        match &self.opens {
            Opens::Entries(case) => Reading::open(id, case.as_ref().clone(), library),
            Opens::Cases => vec![Next::Show(id.to_owned())],
            Opens::Session => vec![Next::Resume(id.to_owned())],
        }
    }

    pub(super) fn update(&mut self, message: &Message, library: &Library) -> Vec<Next> {
        let action = match message {
            Message::Act(action) => action,
            Message::Mouse(area, mouse) => return self.point(*area, *mouse, library),
            Message::Edit(_) | Message::Insert(_) => return Vec::new(),
        };
        if self.pager.act(*action) {
            return Vec::new();
        }
        match action {
            Action::Back => return vec![Next::Back],
            Action::Pick(digit) => {
                let number = usize::from(*digit);
                return match self.pager.link(number) {
                    Some(_) if !self.pager.is_seen(number) => {
                        vec![Next::Toast("that link is not in sight: scroll to it first")]
                    }
                    Some(id) => self.open(id, library),
                    None => vec![Next::UpTo(self.pager.link_count().min(9))],
                };
            }
            Action::Open => {
                if let Some(id) = self.pager.chosen() {
                    return self.open(id, library);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn point(&mut self, area: Rect, mouse: Mouse, library: &Library) -> Vec<Next> {
        self.pager.wheel(mouse);
        let Mouse::Click(at) = mouse else { return Vec::new() };
        let row = at.y.checked_sub(area.y).filter(|_| area.contains(at));
        let id = row.and_then(|row| self.pager.link(self.pager.link_at(usize::from(row))?));
        id.map_or_else(Vec::new, |id| self.open(id, library))
    }

    pub(super) fn settle(&mut self, area: Rect) {
        self.pager.settle(area);
    }

    pub(super) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        self.pager.view(canvas, area, true);
    }
}
