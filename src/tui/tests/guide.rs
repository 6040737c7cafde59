//! Being guided.

use super::driver::{BOUNCE, Driver};
use super::fixture;
use crate::guide::From;
use crate::tui::Open;
use crate::tui::action::Place;
use crate::tui::effect::Effect;
use crate::tui::screens::Screen;

fn open_question(driver: &Driver) -> Option<String> {
    let Screen::Guide(guide) = driver.model.screens.top() else { panic!("no guide") };
    guide.state().open.map(|question| question.id.to_string())
}

fn answers(driver: &Driver) -> Vec<(String, From)> {
    let Screen::Guide(guide) = driver.model.screens.top() else { panic!("no guide") };
    guide.state().path.iter().map(|step| (step.answer.to_string(), step.from)).collect()
}

#[test]
fn digits_and_arrows_lead_from_the_first_question_to_a_remedy() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.sees("question 1 of about").sees("What do you have in hand?").sees("Don't know");
    driver.keys("1").sees("question 2 of about").sees("(you)").keys("<down><up><enter>");
    driver.keys("2").sees("question 4 of about");
    for _ in 0..7 {
        if driver.place() == Place::Question {
            driver.keys("1");
        }
    }
    assert_eq!(driver.place(), Place::Remedy);
    driver.sees("Guide: remedy").sees("Do this next").keys("y");
    let Some(Effect::Copy { text, .. }) = driver.effects.last() else { panic!("no copy") };
    assert!(text.contains("What do you have in hand?") && text.contains("step 1 of"), "{text}");
}

#[test]
fn answers_are_taken_back_and_given_again_whoever_gave_them() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("g");
    let before = answers(&driver);
    assert!(before.iter().all(|(_, from)| *from != From::Person), "{before:?}");
    assert!(before.len() > 2);
    driver.keys("<left><backspace>");
    assert_eq!(answers(&driver), before[..before.len() - 2]);
    driver.keys("<right><right>");
    assert_eq!(answers(&driver), before);
    driver.keys("<right>").sees("Not now: no answer was taken back");
}

#[test]
fn an_answer_of_the_evidence_is_seen_and_changed() {
    let mut driver = Driver::new();
    driver
        .paste(BOUNCE)
        .keys("g")
        .sees("7 answers by the evidence")
        .keys("<tab>")
        .sees("(evidence: \"")
        .keys("<tab>");
    let count = answers(&driver).len();
    driver.keys("<tab>");
    assert_eq!(driver.place(), Place::Path);
    for _ in 1..count {
        driver.keys("<up>");
    }
    driver.keys("<enter>").sees("question 1 of about").sees("What do you have in hand?");
    driver.keys("<tab>").sees("nothing is answered yet").keys("<up>4");
    assert!(answers(&driver).iter().any(|answer| answer.1 == From::Person));
    driver.keys("R").sees("Right brings them back");
    assert_eq!(answers(&driver).len(), count);
    driver.keys("<right>");
    assert!(answers(&driver).iter().any(|answer| answer.1 == From::Person));
}

#[test]
fn what_was_answered_before_is_selected_when_it_is_asked_again() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("3<left>");
    assert_eq!(open_question(&driver).as_deref(), Some("in-hand"));
    driver.sees("> 3  ");
    // Also where the evidence had answered it.
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("g<left>");
    let selected = driver.screen().lines().find(|line| line.starts_with("> ")).map(str::to_owned);
    assert!(selected.as_deref().is_some_and(|line| line.contains("Full")), "{selected:?}");
}

#[test]
fn leaving_keeps_the_answers_until_one_comes_back() {
    let mut driver = Driver::new();
    driver.keys("<c-g>1<esc>");
    assert_eq!(driver.place(), Place::Start);
    driver.keys("<c-g>").sees("question 2 of about");
    // From somewhere else it begins anew.
    driver.keys("<esc>550<enter>g").sees("(assumed)");
}

#[test]
fn a_code_is_guided_with_its_causes_as_possible_ones() {
    let mut driver = Driver::new();
    driver.resize(80, 30).keys("5.2.2<enter>g").sees("(assumed)");
    let screen = driver.screen();
    let possible = screen.split("Possible  ").nth(1).unwrap_or_default();
    assert!(possible.contains("full") || driver.place() == Place::Remedy, "{screen}");
}

#[test]
fn a_digit_without_an_answer_does_nothing() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("19");
    assert_eq!(answers(&driver).len(), 1);
}

#[test]
fn a_question_stands_above_its_answers_however_small_the_screen_is() {
    for (width, height) in [(80, 24), (60, 15), (40, 12), (40, 10)] {
        let mut driver = Driver::with(fixture::knowledge(), Open::Guide(None), width, height);
        driver.sees("What do you have in hand?").sees("> 1").keys("1").sees("> 1");
        driver.sees("What do the words complain about?");
    }
}

/// A text of which three deliveries failed and one did not.
const SEVERAL: &str = "\
<bob@example.net>: host mx.example.net[203.0.113.9] said: 552 5.2.2 Mailbox full
<eve@example.org>: host mx.example.org[203.0.113.10] said: 550 5.1.1 <eve@example.org>:
    User unknown (in reply to RCPT TO command)
";

#[test]
fn each_recipient_of_a_text_has_a_session_of_its_own() {
    let mut driver = Driver::new();
    driver.paste(SEVERAL).keys("<right>").sees("2 of 2").keys("g");
    driver.sees("< 2 of 2 that failed: eve@example.org >").keys("t4711<enter>");
    let about = |driver: &Driver| {
        let Screen::Guide(guide) = driver.model.screens.top() else { panic!("no guide") };
        guide.case_of().and_then(|outcome| outcome.recipient.clone())
    };
    assert_eq!(about(&driver).as_deref(), Some("eve@example.org"));
    driver.keys(">").sees("1 of 2 that failed: bob@example.net");
    assert_eq!(about(&driver).as_deref(), Some("bob@example.net"));
    // The ticket is that of the case; the other session is still there.
    let kept = format!("{:?}", driver.effects.last());
    assert!(kept.contains("4711") && kept.contains("bob@example.net"), "{kept}");
    driver.keys("d").sees("(done)").keys("<").sees("eve@example.org").sees_no("(done)");
    driver.keys(">").sees("(done)").keys("<esc>");
    assert_eq!(driver.place(), Place::Diagnosis);
    driver.sees("< 1 of 2: bob@example.net >");
    // From the diagnosis one comes back to the same session.
    driver.keys("g").sees("(done)");
}

#[test]
fn several_recipients_pasted_into_a_session_are_told_of() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("1").paste(SEVERAL).sees("Added: bob@example.net, 1 of 2 of this text");
    driver.keys(">").sees("2 of 2 that failed: eve@example.org");
    driver.keys("<").sees("1 of 2 that failed: bob@example.net").keys("<esc>");
    // What the session is about already goes before the first.
    let mut driver = Driver::new();
    driver.paste("<eve@example.org>: host mx.example.org[203.0.113.10] said: 550 no").keys("g");
    driver.paste(SEVERAL).sees("Added: eve@example.org, 2 of 2 of this text");
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("g").keys(">").sees("there is one recipient only");
}

#[test]
fn a_session_begins_with_the_recipient_that_was_named() {
    for (meant, expected) in
        [("2", "eve@example.org"), ("EVE@example.org", "eve@example.org"), ("9", "bob@example.net")]
    {
        let mut driver = Driver::open(Open::Guide(Some(SEVERAL.into())), 80, 24);
        driver.model.take_recipient(meant);
        driver.resize(80, 30).sees(&format!("that failed: {expected}"));
        driver.keys("<esc>").sees(&format!("of 2: {expected}"));
    }
}

#[test]
fn how_many_causes_are_possible_is_told_at_every_width() {
    for (width, words) in
        [(80, "causes are still possible."), (40, "causes left"), (120, "Still possible (")]
    {
        let mut driver = Driver::open(Open::Guide(None), width, 24);
        driver.sees(words).keys("1").sees(words);
        driver.resize(width, 12).sees(words);
    }
}

#[test]
fn difficult_words_of_a_question_are_explained_by_one_key() {
    let knowledge = crate::knowledge::Knowledge::builtin();
    let words = |driver: &Driver| {
        let open = open_question(driver).and_then(|id| knowledge.question(&id));
        open.map_or(0, |open| open.words.len())
    };
    // Through the tree until a question has several words.
    let mut driver = Driver::open(Open::Guide(None), 80, 40);
    for key in ["1", "1", "1", "2", "3"] {
        if words(&driver) > 1 {
            break;
        }
        driver.keys(key);
    }
    let asked = open_question(&driver);
    assert!(words(&driver) > 1, "{asked:?}");
    driver.sees("(x explains)").keys("<down>x").sees("Words used here").keys("1");
    assert_eq!(driver.place(), Place::Entry);
    driver.keys("<esc>").sees("Words used here").keys("<esc>");
    assert_eq!(open_question(&driver), asked);
    driver.sees("> 2");
}

#[test]
fn all_of_a_question_can_be_read_on_the_smallest_screen() {
    let knowledge = crate::knowledge::Knowledge::builtin();
    let question = knowledge.question(&knowledge.guide.start).expect("there is one");
    let last = question.find_out.split_whitespace().last().expect("words");
    let mut driver = Driver::open(Open::Guide(None), 40, 12);
    let mut seen = driver.screen();
    for _ in 0..60 {
        driver.keys("<down>");
        seen += &driver.screen();
    }
    assert!(seen.contains(last), "{last} is not in\n{seen}");
    // The selected answer is still the last one, and comes back into sight.
    driver.keys("<enter>").sees("question 1").sees("> 5").keys("<enter>").sees("Guide: remedy");
    driver.keys("<left>").sees("question 1");
    for _ in 0..60 {
        driver.keys("<down>");
    }
    for _ in 0..60 {
        driver.keys("<up>");
    }
    driver.sees("> 1");
    driver.keys("<pgdn><pgdn>").sees_no("> 1").keys("<pgup><pgup>").sees("> 1");
}

#[test]
fn being_guided_from_a_page_of_a_session_goes_back_to_that_session() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    // From an entry, from the detail beside the search, from an entry that an
    // entry led to, from a link of the remedy.
    driver.keys("1").sees("question 2 of about");
    for way in ["/5.1.1<enter>g", "/5.1.1<tab>g", "/5.1.1<enter>1g"] {
        driver.keys(way).sees("question 2 of about").sees("Back in your session");
        let is_guide = |screen: &&Screen| matches!(screen, Screen::Guide(_));
        assert_eq!(driver.model.screens.iter().filter(is_guide).count(), 1, "{way}");
    }
    // Another case that was diagnosed since is another session.
    driver.keys("/5.1.1<enter>").paste(BOUNCE).keys("g").sees_no("Back in your session");
    assert!(answers(&driver).iter().any(|answer| answer.1 == From::Evidence));
    // Left, it is running no more.
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("1<esc>5.1.1<enter>g").sees_no("Back in your session").sees("(assumed)");
}

#[test]
fn what_the_text_says_against_the_answers_is_told_and_taken() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    // Nothing came back, the user says; and then it did.
    driver.keys("421").paste(BOUNCE);
    driver.sees("The text says: The recipient's mailbox is full (certain).");
    driver.sees("R forgets them.").keys("R").sees_no("R forgets them.");
    driver.sees("7 answers by the evidence").keys("<right>").sees("R forgets them.");
}

#[test]
fn what_a_page_stands_for_is_assumed_and_no_evidence() {
    let mut driver = Driver::new();
    driver.keys("mailbox full<enter>g").sees("question 7").keys("1").sees("remedy").keys("o1");
    driver.sees("(assumed").sees_no("(evidence").keys("<esc><esc>");
    // A real text weighs more than any page.
    driver
        .paste("<eve@example.org>: host mx.example.org[203.0.113.10] said: 550 5.1.1 no such user");
    driver.sees("No such mailbox at the recipient");
}

#[test]
fn home_and_end_go_to_the_first_and_the_last() {
    let mut driver = Driver::open(Open::Guide(None), 80, 24);
    driver.keys("<end>").sees("> 5  Don't know").sees("1-5 answer").keys("<home>").sees("> 1  ");
    driver.keys("o<end>").sees("> 6  Escalation").keys("<home>").sees("> 1  Note").keys("<esc>");
    driver.keys("11<tab><home>").sees("> 1. ").keys("<end>").sees("> 2. ").keys("<enter>");
    driver.keys("?<end>").sees("> ? F1").keys("<home>").sees_no("> ? F1");
}

#[test]
fn enter_chooses_what_is_in_sight_or_says_that_it_goes_there() {
    let mut driver = Driver::open(Open::Guide(None), 40, 10);
    for _ in 0..9 {
        let screen = driver.keys("<pgdn>").screen();
        let is_marked = screen.lines().any(|line| line.starts_with("> "));
        assert_ne!(is_marked, screen.contains("Enter to answers"), "{screen}");
    }
    driver.sees("Enter to answers").keys("<enter>").sees("> ").sees("Enter choose");
    driver.keys("<pgup><pgup>").sees("> ").sees("Enter choose");
}

#[test]
fn the_line_of_where_one_is_names_what_is_open() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("f").sees("Diagnosis » Full text").keys("f<down>e");
    driver.sees("Diagnosis » Why").keys("e").sees_no("» Why").keys("go");
    driver.sees("Guide: remedy » Hand out").keys("1").sees("Guide: remedy » Note for the");
}

#[test]
fn answers_that_have_no_room_are_counted() {
    let mut driver = Driver::open(Open::Text(BOUNCE.into()), 80, 16);
    driver.keys("g<tab>").sees("^ more").keys("<home>").sees("> 1. ").sees("1-3 of ");
    driver.sees("v more");
}

#[test]
fn a_text_about_somebody_else_is_a_case_of_its_own() {
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("g").sees("remedy");
    driver.paste(&BOUNCE.replace("bob@", "eve@"));
    driver.sees("Another case, of eve@example.net").sees("Diagnosis");
    driver.keys("<esc>").sees("diagnosis of bob@example.net");
    // The same again is the same case.
    let mut driver = Driver::new();
    driver.paste(BOUNCE).keys("g").paste(BOUNCE).sees("Added to this session");
}
