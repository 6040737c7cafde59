//! Searching, opening and reading.

use super::driver::Driver;
use crate::tui::action::Place;
use crate::tui::effect::Effect;
use crate::tui::options::End;
use crate::tui::{Open, model};

#[test]
fn the_search_line_has_the_keys_from_the_start() {
    let mut driver = Driver::new();
    driver.sees("> Paste a bounce").sees("Look up a code").sees("Be guided").sees("entries");
    driver
        .keys("mailbox full")
        .sees("Search: mailbox full")
        .sees("The recipient's mailbox is full");
    driver.keys("<esc>").sees("> Paste a bounce").keys("<esc>").sees("Ctrl-C quits");
    assert!(driver.effects.is_empty());
}

#[test]
fn letters_and_question_marks_in_a_query_are_text() {
    let mut driver = Driver::new();
    driver.keys("quota?").sees("Search: quota?").sees("F1 help");
    assert_eq!(driver.place(), Place::Search);
    assert!(driver.effects.is_empty());
}

#[test]
fn the_detail_follows_the_selection_and_the_selection_comes_back_into_sight() {
    let mut driver = Driver::new();
    driver.keys("5.1.1<down>").sees_no("> 5.1.1       Bad");
    driver.keys("<up>").sees("> 5.1.1       Bad").sees("5.1.1 Bad destination mailbox address");
    driver.keys("<c-u><pgdn><pgdn><pgdn><up>").resize(80, 10).resize(80, 40);
    let line = driver.screen().lines().find(|line| line.starts_with("> ")).map(str::to_owned);
    assert!(line.is_some(), "{}", driver.screen());
}

#[test]
fn an_entry_opens_and_its_causes_by_enter_and_by_digit() {
    let mut driver = Driver::new();
    driver.keys("5.1.1<enter>");
    assert_eq!(driver.place(), Place::Entry);
    driver.sees("> 1  No such mailbox").keys("<enter>").sees("Do this next");
    driver.keys("<esc>").sees("Causes, likeliest first").keys("1").sees("Do this next");
    driver.keys("<esc><esc>");
    assert_eq!(driver.place(), Place::Search);
}

#[test]
fn a_digit_opens_nothing_that_is_not_in_sight() {
    let mut driver = Driver::new();
    driver.keys("no such mailbox<enter>1").sees("not in sight");
    assert_eq!(driver.model.screens.iter().count(), 2);
}

#[test]
fn what_is_not_found_offers_what_is_near_and_to_diagnose_it() {
    let mut driver = Driver::new();
    driver.keys("mailbox xyzzyplugh").sees("Did you mean").sees("Diagnose this");
    driver.keys("<c-u>5.1.99").sees("5.1.99 is not known; of its family X.1:").sees("> 5.1.0");
    driver.keys("<c-u>9.9.9").sees("no class 9").sees("> Diagnose this");
    driver.keys("<c-u>5.9.9").sees("5.9.9 is not known").sees("> Diagnose this");
    driver.keys("<enter>");
    assert_eq!(driver.place(), Place::Diagnosis);
}

#[test]
fn the_page_and_the_sentence_for_the_user_are_copied_and_printed() {
    let mut driver = Driver::new();
    driver.keys("mailbox full<enter>yu");
    let texts: Vec<(&str, &str)> = driver
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Copy { what, text } => Some((*what, text.as_str())),
            _ => None,
        })
        .collect();
    let [(_, page), (what, sentence)] = texts[..] else { panic!("{texts:?}") };
    assert!(page.contains("Do this next") && what.starts_with("The sentence for"));
    let words = |text: &str| text.split_whitespace().filter(|w| *w != "|").collect::<String>();
    assert!(words(page).contains(&words(sentence)), "{sentence}");
    driver.keys("pp");
    let Some(Effect::Leave(End { print: Some(text), code: 0, .. })) = driver.effects.last() else {
        panic!("{:?}", driver.effects.last())
    };
    assert!(text.contains("Do this next"));
}

#[test]
fn how_it_was_copied_is_said() {
    let mut driver = Driver::new();
    let result = Err("no terminal".to_owned());
    driver.send(model::Message::Copied { what: "The page", result });
    driver.sees("The page was not copied: no terminal.").keys("<down>").sees_no("was not copied");
}

#[test]
fn leaving_has_three_ways_with_their_exit_codes() {
    let leave = |code| vec![Effect::Leave(End { code, ..End::default() })];
    assert_eq!(Driver::new().keys("550<c-c>").effects, leave(130));
    assert_eq!(Driver::new().keys("550<enter>q").effects, leave(0));
    assert_eq!(Driver::new().keys("550<c-p>quit<enter>").effects, leave(0));
    assert_eq!(Driver::new().keys("550<c-z>").effects, [Effect::Suspend]);
}

#[test]
fn only_one_of_list_and_detail_is_seen_where_it_is_narrow() {
    let mut driver = Driver::open(Open::Query("5.1.1".to_owned()), 40, 12);
    driver
        .sees("> 5.1.1")
        .sees_no("Causes")
        .keys("<tab>")
        .sees("keys go to the detail")
        .keys("<esc>");
    driver.sees("> 5.1.1").resize(120, 40).sees("> 5.1.1").sees("Causes, likeliest first");
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_the_keys_still_work() {
    let mut driver = Driver::open(Open::Nothing, 38, 9);
    driver.sees("please enlarge (now 38x9)").keys("550<enter>").resize(80, 24).sees("» 550");
}

#[test]
fn the_query_before_comes_back_in_an_empty_line() {
    let mut driver = Driver::new();
    driver.keys("relay<enter><esc><esc>quota<c-u><up>").sees("Search: quota");
    driver.keys("<up>").sees("Search: relay").keys("<up>").sees("Search: relay");
    // What is typed then is a query of its own.
    driver.keys("x").sees("Search: relayx").keys("<up>").sees("Search: relayx");
    let mut driver = Driver::new();
    driver
        .keys("<up>")
        .sees("> Paste a bounce")
        .keys("<down><down><down>")
        .sees("> cause       No such mailbox");
    driver.keys("<down><down><down><down><down><down><down><down><down><down>");
    driver.sees("All that is known").sees("> 4").keys("<up><up><up><up><up><up><up><up><up><up>");
    driver.keys("<up><up>").sees("> Look up a code");
}

#[test]
fn a_page_is_written_and_its_place_told() {
    let mut driver = Driver::new();
    driver.keys("5.2.2<enter>w");
    let Some(Effect::Save { text, .. }) = driver.effects.last() else { panic!("nothing written") };
    assert!(text.starts_with("5.2.2"));
    let result = Ok("/home/ann/smtp-doctor-1.txt".to_owned());
    driver.send(model::Message::Saved { what: "The page", result });
    driver.sees("The page is in /home/ann/smtp-doctor-1.txt");
}

#[test]
fn filters_are_chosen_from_a_list_and_stand_in_the_search_line() {
    let mut driver = Driver::new();
    driver.keys("mailbox<c-f>").sees("[ ] 4").keys("temporary<enter>").sees("[x] 4");
    driver.sees("Search: class:4 mailbox");
    assert_eq!(driver.place(), Place::Filter);
    // Several together; each is seen.
    driver.keys("<c-u>").sees("Search: mailbox");
    let mut driver = Driver::new();
    driver.keys("<c-f>acts recipient<enter><esc>").sees("Search: owner:recipient");
    assert_eq!(driver.place(), Place::Search);
    driver.keys("full").sees("Search: owner:recipient full").sees("mailbox is full");
    driver.keys("<c-f>").sees("[x] recipient").keys("<c-u><esc>").sees("Search: full");
    // What is no filter, and what leaves nothing, is said.
    driver.keys("<c-u>owner:xyz").sees("No such filter: owner:xyz");
    driver.keys("<c-f>xyzzy").sees("There is no such filter.").keys("<enter><down><pgdn><esc>");
}

#[test]
fn the_commonest_come_first_and_are_there() {
    let known: Vec<&str> = include_str!("../../../assets/common.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert_eq!(known.len(), 10);
    let index = crate::search::Index::new(crate::knowledge::Knowledge::builtin());
    for id in known {
        assert!(index.lookup(id).is_some(), "{id} is not there");
    }
    Driver::new().sees("The commonest").sees("No such mailbox");
}

#[test]
fn what_says_nothing_finds_nothing() {
    for typed in ["!!!", "Hallo Welt", "#"] {
        let mut driver = Driver::new();
        driver.keys(typed).sees("0/0").sees("judge what you typed as an error text");
    }
}

#[test]
fn an_unknown_number_names_its_family() {
    let mut driver = Driver::new();
    driver
        .keys("0x800CCC99")
        .sees("This number is not known. Others of its family:")
        .sees("0x800CCC");
    driver.keys("<c-u>0x8ABBCC99").sees("This number is not known, and none of its family.");
}

#[test]
fn rows_of_one_code_say_whose_they_are_and_for_how_long() {
    let mut driver = Driver::open(Open::Nothing, 99, 40);
    driver.keys("5.5.0").sees("La Poste: The recipient").sees("PERMANENT  recipient");
    driver.keys("<c-u>mailbox full").sees("TEMPORARY  recipient").sees_no("user\n");
    // Where no detail shows it, the whole title stands below the list.
    driver.keys("<c-u>relay access denied").resize(40, 12);
    driver.sees("'Relay access denied': said by our\n  server or by theirs");
}

#[test]
fn the_fate_stays_as_long_as_the_title_has_room() {
    for width in 40..100 {
        let mut driver = Driver::open(Open::Query("5.1.1".to_owned()), width, 24);
        let fate = if width < 45 { "PERM" } else { "PERMANENT" };
        driver.sees(fate);
    }
}

#[test]
fn what_is_longer_than_its_place_says_which_part_is_seen() {
    let mut driver = Driver::new();
    driver.sees(" entries").keys("<pgdn><pgdn>").sees_no(" entries").sees("/");
    let total = driver.model.library.index().len();
    for _ in 0..200 {
        driver.keys("<pgdn>");
    }
    driver.sees(&format!(" {total}/{total}"));
    let mut driver = Driver::new();
    driver.keys("<enter>").paste(&"a line\n".repeat(100)).sees("^ more").keys("<pgup><pgup>");
    driver.sees(" of 101  v more");
}
