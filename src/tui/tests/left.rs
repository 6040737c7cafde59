//! Diagnoses that were left are not lost.

use super::driver::{BOUNCE, Driver};
use crate::tui::action::Place;

const FULL: &str = "The recipient's mailbox is full (certain)";
const ROW: &str = "Back to          the diagnosis of bob@example.net: The recipient's mailbox";
const OTHER: &str = "550 5.1.1 <eve@example.org>: Recipient address rejected: User unknown";

fn diagnosed() -> Driver {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).sees(FULL);
    driver
}

#[test]
fn esc_leaves_a_diagnosis_to_which_a_row_and_a_key_lead_back() {
    let mut driver = diagnosed();
    driver.keys("<esc>").sees(ROW).sees("The diagnosis is kept; Right in the empty");
    driver.keys("<down><down><down>").sees(&format!("> {ROW}")).keys("<enter>").sees(FULL);
    driver.keys("<esc>").sees(ROW).sees("Right last diagnosis").keys("<right>").sees(FULL);
    driver.keys("<esc>").resize(40, 12).sees("Back to          bob@example.net: The");
    driver.keys("<right>").resize(80, 24);
    // What is open is not offered.
    driver.keys("/").sees_no("Back to ").sees_no("Right last diagnosis");
}

#[test]
fn a_search_from_a_diagnosis_goes_back_to_it() {
    for keys in ["/<esc>", "/full<esc><esc>", "/greylisted<enter><esc><esc><esc>", "b<esc>"] {
        let mut driver = diagnosed();
        driver.keys(keys).sees(FULL);
        assert_eq!(driver.place(), Place::Diagnosis, "{keys}");
    }
    let mut driver = diagnosed();
    driver.paste("5.1.1").sees("Search: 5.1.1").keys("<esc><esc>").sees(FULL);
}

#[test]
fn another_case_takes_the_place_of_the_one_before_which_is_kept() {
    let mut driver = diagnosed();
    driver.paste(OTHER).sees("No such mailbox").keys("<esc>");
    driver.sees("Back to          the diagnosis of eve@example.org: No such").sees(ROW);
    driver.keys("<right><esc><down><down><down><down><enter>").sees(FULL);
    // With what was written and answered from there.
    driver.keys("gd<esc><esc><right>g").sees("[x] 1.");
}

#[test]
fn stand_ins_come_back_with_their_diagnosis() {
    let mut driver = diagnosed();
    driver.keys("r").paste(OTHER).sees_no("copies redacted").keys("<esc><down><down><down><down>");
    driver.keys("<enter>").sees(FULL).sees("copies redacted");
}

#[test]
fn what_had_nothing_in_it_is_not_offered() {
    let mut driver = Driver::new();
    driver.paste(" \n \n").keys("b<c-d><esc>").sees_no("Back to ");
    let mut driver = diagnosed();
    for _ in 0..20 {
        driver.paste(OTHER);
    }
    driver.keys("<esc>").sees("Back to ");
    assert!(driver.model.kept.diagnoses.len() <= 8);
}
