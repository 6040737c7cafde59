//! All keys as a sheet of the manual, from the table of actions.

use super::action::{Action, Group, Place, Row};
use crate::report::Sheet;

/// The parts that what is done "here" is divided into, by place.
const PARTS: &[(&str, &[Place])] = &[
    ("In the search line", &[Place::Start, Place::Search]),
    ("Choosing filters", &[Place::Filter]),
    ("Reading", &[Place::Detail, Place::Entry]),
    ("At a diagnosis", &[Place::Diagnosis, Place::Original]),
    (
        "In the guide",
        &[
            Place::Question,
            Place::Path,
            Place::Remedy,
            Place::Verdict,
            Place::Proof,
            Place::Writing,
        ],
    ),
    ("Handing out what a session gives", &[Place::Forms, Place::Handout]),
    ("Pasting", &[Place::Paste]),
    ("In the help", &[Place::Help]),
];

/// The most places that are named behind what a key does.
const MOST_PLACES: usize = 4;

/// The keys of the full-screen program, by what they do.
pub(crate) fn sheet(rows: &'static [Row]) -> Sheet {
    let mut sheet = Sheet::new();
    sheet.title("Keys");
    sheet.text(
        "The line at the bottom of the screen shows the keys that work now; ? or F1 shows all \
         that work there, finds one by its words, and runs it.",
    );
    for (label, places) in PARTS {
        let is_here = |row: &&Row| {
            row.group == Group::Here && row.places.iter().any(|place| places.contains(place))
        };
        list(&mut sheet, label, rows.iter().filter(is_here), places);
    }
    for group in [Group::Pass, Group::Move, Group::Always] {
        list(&mut sheet, group.label(), rows.iter().filter(|row| row.group == group), &[]);
    }
    sheet
}

/// What is done by keys, and where.
struct Meaning {
    long: &'static str,
    keys: Vec<String>,
    places: Vec<Place>,
}

impl Meaning {
    fn keys(&self) -> String {
        self.keys.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// What it is, and in which of these places; none stand for all.
    fn told(&self, among: &[Place]) -> String {
        let is_among = |place: &&Place| among.is_empty() || among.contains(place);
        let mut names: Vec<&str> = Vec::new();
        for place in self.places.iter().filter(is_among) {
            if !names.contains(&name(*place)) {
                names.push(name(*place));
            }
        }
        if names.len() > MOST_PLACES {
            return self.long.to_owned();
        }
        format!("{} ({})", self.long, names.join(", "))
    }
}

/// What a place is called behind what a key does there.
fn name(place: Place) -> &'static str {
    match place {
        Place::Start | Place::Search => "search line",
        Place::Filter => "filters",
        Place::Detail => "beside the list",
        Place::Entry => "page",
        Place::Paste => "pasting",
        Place::Diagnosis => "diagnosis",
        Place::Original => "full text",
        Place::Question => "question",
        Place::Path => "answers",
        Place::Remedy => "remedy",
        Place::Verdict => "did it work?",
        Place::Proof => "proof",
        Place::Writing => "a line",
        Place::Forms => "hand-outs",
        Place::Handout => "a hand-out",
        Place::Help => "help",
    }
}

/// One row for each key: what it does, and where that is not the same
/// everywhere.
fn list(
    sheet: &mut Sheet,
    heading: &str,
    rows: impl Iterator<Item = &'static Row>,
    among: &[Place],
) {
    let mut meanings: Vec<Meaning> = Vec::new();
    // What has no key is done in the help alone.
    for row in rows.filter(|row| !row.keys.is_empty()) {
        let keys = match row.action {
            Action::Pick(_) => vec![row.keys_name()],
            _ => row.keys.iter().map(|key| key.name()).collect(),
        };
        let known = meanings.iter_mut().find(|known| {
            known.long == row.long && known.keys.iter().any(|key| keys.contains(key))
        });
        let Some(known) = known else {
            meanings.push(Meaning { long: row.long, keys, places: row.places.to_vec() });
            continue;
        };
        if keys.len() > known.keys.len() {
            known.keys = keys;
        }
        known.places.extend(row.places);
    }
    if meanings.is_empty() {
        return;
    }
    sheet.heading(heading);
    let mut told: Vec<String> = Vec::new();
    for meaning in &meanings {
        let keys = meaning.keys();
        if told.contains(&keys) {
            continue;
        }
        let same: Vec<&Meaning> = meanings.iter().filter(|one| one.keys() == keys).collect();
        let what = match same.as_slice() {
            [one] => one.long.to_owned(),
            all => all.iter().map(|one| one.told(among)).collect::<Vec<_>>().join("; "),
        };
        sheet.row(keys.clone(), what);
        told.push(keys);
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::ROWS;
    use super::*;

    #[test]
    fn every_key_of_the_table_is_on_the_sheet_once_in_a_part() {
        let text = sheet(ROWS).plain();
        let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for row in ROWS.iter().filter(|row| !row.keys.is_empty()) {
            assert!(flat.contains(row.long), "{}", row.long);
        }
        for part in text.split("\n\n") {
            let keys: Vec<&str> = part
                .lines()
                .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
                .map(|line| line.trim().split("  ").next().unwrap_or_default())
                .collect();
            for (at, key) in keys.iter().enumerate() {
                assert!(!keys[..at].contains(key), "{key} twice in\n{part}");
            }
        }
        assert!(flat.contains("Esc Back to where you were ("), "{text}");
    }
}
