//! Earlier cases like the one that is seen, and whether many of today make an
//! incident: a row or two at the bottom of the screen, and a key that opens
//! them. They are read beside the screen and come when they come.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Rect;

use super::canvas::{Canvas, Piece, gutter};
use super::geometry::{cut_top, measure};
use super::screens::Next;
use super::screens::sheet::Sheet;
use super::theme::Meaning;
use crate::guide::{Likeness, Summary, incident};
use crate::knowledge::Knowledge;
use crate::report::{ended, seen};
use crate::services::clock;
use crate::services::sessions::Listed;
use crate::text::{cut, width};

/// The height below which one row has to do.
const LOW: u16 = 18;

/// The most columns of a proof.
const MOST_PROOF: usize = 40;

/// What is known of earlier cases.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    /// The case that others are compared with.
    present: Option<Likeness>,
    is_asked: bool,
    /// The earlier cases like it, the latest first.
    earlier: Vec<Listed>,
    /// How many of today have its symptom, where that may be an incident, and
    /// which the others are.
    incident: Option<(usize, Vec<Listed>)>,
    /// What is told of them, by width: the first that fits.
    told: Vec<Vec<String>>,
    /// The zone that times are written in.
    zone: Option<TimeZone>,
}

impl Alike {
    /// The case is this one now; another one than before is asked for again.
    pub(crate) fn follow(&mut self, present: Option<Likeness>) {
        if self.present != present {
            *self = Self { present, ..Self::default() };
        }
    }

    /// What has to be found, once for each case.
    pub(crate) fn wish(&mut self) -> Option<Likeness> {
        let wish = self.present.clone().filter(|_| !self.is_asked);
        self.is_asked |= wish.is_some();
        wish
    }

    /// These were found for a case; `own` is the present one's id.
    pub(crate) fn hear(
        &mut self,
        present: &Likeness,
        cases: &[Listed],
        own: Option<&str>,
        (now, zone): (Timestamp, &TimeZone),
        knowledge: &Knowledge,
    ) {
        if self.present.as_ref() != Some(present) {
            return;
        }
        let others = cases.iter().filter(|one| Some(one.id.as_str()) != own);
        let is_like = |one: &&Listed| one.summary.likeness().is_like(present);
        self.earlier = others.clone().filter(is_like).cloned().collect();
        let since = clock::start_of_day(now, zone);
        let today: Vec<Listed> =
            others.filter(|one| one.summary.started >= since).cloned().collect();
        let summaries: Vec<Summary> = today.iter().map(|one| one.summary.clone()).collect();
        self.incident = incident(present, &summaries, knowledge).map(|count| (count, today));
        self.told = self.words(now, zone);
        self.zone = Some(zone.clone());
    }

    fn words(&self, now: Timestamp, zone: &TimeZone) -> Vec<Vec<String>> {
        let forms = |forms: &[&[&str]]| {
            forms.iter().map(|rows| rows.iter().map(|row| (*row).to_owned()).collect()).collect()
        };
        if let Some((count, _)) = &self.incident {
            return forms(&[
                &[
                    &format!("This may be an incident: {count} cases with this symptom today."),
                    "Stop single-case work and tell whoever leads incidents.",
                ],
                &[&format!("This may be an incident: {count} cases with this symptom today")],
                &[&format!("May be an incident: {count} today")],
            ]);
        }
        let Some(last) = self.earlier.first() else { return Vec::new() };
        let summaries: Vec<&Summary> = self.earlier.iter().map(|one| &one.summary).collect();
        let often = seen(self.earlier.len(), &summaries, now);
        let day = last.summary.started.to_zoned(zone.clone()).strftime("%Y-%m-%d").to_string();
        let (how, proof) = ended(&last.summary);
        let proof =
            proof.map_or_else(String::new, |proof| format!(" ({})", cut(proof, MOST_PROOF)));
        let mut one = format!("{often}; the last: {how}");
        if let Some(first) = one.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        forms(&[
            &[
                &format!("Like an earlier case: {often}."),
                &format!("The last, {day}: {how}{proof}."),
            ],
            &[&one],
            &[&format!("Like an earlier case: {how}")],
        ])
    }

    /// How many cases of today have its symptom, where that may be an incident.
    pub(crate) fn incident(&self) -> Option<usize> {
        self.incident.as_ref().map(|(count, _)| *count)
    }

    /// Whether there is anything to open.
    pub(crate) fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Opens the earlier cases: the one there is, or a list.
    pub(crate) fn open(&self, knowledge: &Knowledge) -> Vec<Next> {
        let zone = &self.zone.clone().unwrap_or(TimeZone::UTC);
        let cases = self.incident.as_ref().map_or(&self.earlier, |(_, today)| today);
        match cases.as_slice() {
            [] => vec![Next::Toast("no earlier case is like this one")],
            [one] => vec![Next::Show(one.id.clone())],
            many => {
                let told = self.told.first().map(|rows| rows.join(" ")).unwrap_or_default();
                vec![Next::Open(Sheet::cases(&told, many, knowledge, zone).into())]
            }
        }
    }

    /// Cuts the rows off that it needs at the bottom of an area.
    pub(crate) fn cut(&self, area: Rect) -> (Rect, Rect) {
        let rows = u16::try_from(self.rows(area).len()).unwrap_or(0);
        // A gap above it, where there is room.
        let gap = u16::from(rows > 0 && area.height >= LOW);
        let (body, rest) = cut_top(area, area.height.saturating_sub(rows + gap));
        (body, cut_top(rest, gap).1)
    }

    /// What is told in an area.
    fn rows(&self, area: Rect) -> &[String] {
        // Behind the key that opens it.
        let room = measure(area).saturating_sub(HANG);
        let most = if area.height < LOW { 1 } else { 2 };
        let fits =
            |rows: &&Vec<String>| rows.len() <= most && rows.iter().all(|row| width(row) <= room);
        if area.height < 6 {
            return &[];
        }
        self.told.iter().find(fits).or(self.told.last()).map_or(&[], Vec::as_slice)
    }

    /// Draws it into the area that was cut off.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, whole: Rect, area: Rect) {
        let meaning = if self.incident.is_some() { Meaning::Warning } else { Meaning::Body };
        for (at, row) in self.rows(whole).iter().enumerate() {
            let mark = if at == 0 { "a" } else { "" };
            let mark = Piece::new(Meaning::Link, format!("{mark:<HANG$}"));
            canvas.row(area, at, &[gutter(""), mark, Piece::new(meaning, row)]);
        }
    }
}

/// The columns by which the rows hang, behind the key.
const HANG: usize = 3;
