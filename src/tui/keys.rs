//! All keys as a sheet of the manual, from the table of actions.

use super::action::{Group, Place, Row};
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

/// The keys of the full-screen program, as rows of the table have them.
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
        list(&mut sheet, label, rows.iter().filter(is_here));
    }
    for group in [Group::Pass, Group::Move, Group::Always] {
        list(&mut sheet, group.label(), rows.iter().filter(|row| row.group == group));
    }
    sheet
}

fn list(sheet: &mut Sheet, heading: &str, rows: impl Iterator<Item = &'static Row>) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for row in rows {
        let told = (row.keys_name(), row.long);
        if !seen.contains(&told) {
            seen.push(told);
        }
    }
    if !seen.is_empty() {
        sheet.heading(heading);
        for (keys, what) in seen {
            sheet.row(keys, what);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::ROWS;
    use super::*;

    #[test]
    fn every_row_of_the_table_is_on_the_sheet() {
        let text = sheet(ROWS).plain();
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for row in ROWS {
            assert!(text.contains(&format!("{} {}", row.keys_name(), row.long)), "{}", row.long);
        }
    }
}
