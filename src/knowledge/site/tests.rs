//! What is read from a site's files and what is told of their faults, through
//! one door.

use proptest::prelude::*;

use super::super::check::SourceFile;
use super::super::{Knowledge, Owner, SaidBy};
use super::faults::Faults;
use super::{EXAMPLE, merge, plain, read};

/// The knowledge with one file of a site, and its faults: line, field, fault.
fn site(text: &str) -> (Knowledge, Vec<String>) {
    let file = SourceFile { path: "site/ours.toml".to_owned(), text: text.to_owned().leak() };
    let (knowledge, problems) = merge(Knowledge::builtin().clone(), &[file]);
    for problem in &problems {
        assert!(!problem.mend.is_empty() && problem.file == "site/ours.toml", "{problem}");
    }
    let told = problems.iter().map(|problem| {
        format!("{} {}: {}", problem.line.unwrap_or(0), problem.field, problem.fault)
    });
    (knowledge, told.collect())
}

/// Checks that exactly these faults are found; each expectation is the start
/// of one.
#[track_caller]
fn faults(text: &str, expected: &[&str]) -> Knowledge {
    let (knowledge, found) = site(text);
    let is_same = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, start)| found.starts_with(start));
    assert!(is_same, "{text}\nfound: {found:#?}\nexpected: {expected:#?}");
    knowledge
}

const TERM: &str = "[[term]]\nid = 'gate'\ntitle = 'Gate'\nmeaning = 'Our gate.'\n";

#[test]
fn the_example_has_no_fault_and_everything_of_it_is_there() {
    let known = faults(EXAMPLE, &[]);
    assert!(known.cause("ourco-quarantine").is_some_and(|cause| cause.origin.is_site()));
    assert!(known.code("5.7.901").is_some() && known.term("policy-guard").is_some());
    assert!(known.provider("partner-gate").is_some() && known.provider("bluetie").is_none());
    assert_eq!(
        known.site.team(Owner::Security).map(|team| team.name.as_str()),
        Some("Security desk")
    );
    assert_eq!(known.site.limits_of("rate-limited").count(), 1);
    let full = known.cause("mailbox-full").expect("it is there");
    assert!(full.origin.is_site() && full.steps[0].origin.is_site());
    assert!(!full.steps[1].origin.is_site() && full.steps.len() > 2 && full.do_not.len() > 1);
}

#[test]
fn causes_are_named_by_the_titles_that_they_have_here() {
    let remedy = "[[remedy]]\ncause = 'broken-mx'\ntitle = 'Their route is broken'\n\
        meaning = 'Not mailbox-full: what the title says is what is meant here, and no more.'\n\
        [[remedy]]\ncause = 'mailbox-full'\ntitle = 'No room'\n";
    let known = faults(remedy, &[]);
    let broken = known.cause("broken-mx").expect("it is there");
    assert!(broken.meaning.starts_with("Not \"No room\": "), "{}", broken.meaning);
    let domain = known.cause("no-such-domain").expect("it is there");
    let expects = domain.steps.iter().map(|step| step.expect.as_str()).collect::<String>();
    assert!(expects.contains("see \"Their route is broken\"."), "{expects}");
}

#[test]
fn a_faulty_entry_is_left_out_and_the_rest_is_used() {
    let text = format!("[[term]]\nid = 'bad'\ncolour = 1\ntitel = 'x'\n{TERM}");
    let known = faults(
        &text,
        &[
            "1 term: missing field `title`",
            "3 term.colour: unknown field",
            "4 term.titel: unknown field",
        ],
    );
    assert!(known.term("gate").is_some() && known.term("bad").is_none());
}

#[test]
fn every_fault_is_named_with_its_line() {
    for (text, expected) in [
        (
            "[ours]\naddresses = ['192.0.2.0/33', 'x']",
            &["2 ours.addresses[0]: `192.0.2.0/33`", "2 ours.addresses[1]: `x`"][..],
        ),
        ("[ours]\ndomains = ['a.example', '@b.example']", &["2 ours.domains[1]: `@b.example`"]),
        ("[our]\n", &["1 our: is not known here"]),
        ("[limit]\nwhat = 'x'", &["1 limit: is not a list"]),
        ("limit = 3", &["1 limit: is not a list"]),
        (
            "[[limit]]\nwhat = 'x'\nvalue = 'y'\ncauses = ['no-cause']",
            &["4 limit.causes: there is no cause `no-cause`"],
        ),
        (
            "[[team]]\nowner = 'nobody-here'\nname = 'x'\ntelephone = '1'",
            &["2 team.owner: unknown variant"],
        ),
        ("[[team]]\nowner = 'security'\nname = 'x'", &["1 team.telephone: there is no way"]),
        (
            "[[team]]\nowner = 'security'\nname = 'x'\nmail = 'm'\n[[team]]\nowner = 'security'\nname = 'y'\nmail = 'm'",
            &["6 team.owner: is there twice"],
        ),
        (
            "[[signature]]\ncause = 'mailbox-full'\nstrength = 'exact'\nany = ['Full House']",
            &["4 signature.any[0]: `Full House` has capital letters"],
        ),
        (
            "[[signature]]\ncause = 'mailbox-full'\nstrength = 'exact'",
            &["1 signature.any: has no phrase"],
        ),
        (
            "[[signature]]\ncause = 'mailbox-full'\nstrength = 'sure'\nany = ['x y z']",
            &["3 signature.strength: unknown variant"],
        ),
        (
            "[[remedy]]\ncause = 'mailbox-full'\ntell_user = 'Ask {sender}.'",
            &["3 remedy.tell_user: names `sender`"],
        ),
        (
            "[[remedy]]\ncause = 'mailbox-full'\nsteps = 'instead'",
            &["1 remedy.step: there is none"],
        ),
        ("[[remedy]]\ncause = 'no-cause'", &["2 remedy.cause: there is no cause"]),
        (
            "[[remedy]]\ncause = 'mailbox-full'\n[[remedy.step]]\ndo = 'x'\nexpect = 'y'\nwho = 'z'",
            &["6 remedy.step[0].who: unknown field"],
        ),
        (
            "[[code]]\ncode = 'x'\nname = 'x'\nstanding = 'vendor'\nmeaning = 'x'\nstandard = 'x'\ncauses = []",
            &["2 code.code: is not a code"],
        ),
        (
            "[[answer]]\nof = 'nothing'\nid = 'x'\nlabel = 'x'\ncause = 'mailbox-full'",
            &["2 answer.of: there is no question"],
        ),
        (
            "[[answer]]\nof = 'rule'\nid = 'x'\nlabel = 'x'\ncause = 'no-cause'",
            &["1 answer: there is no cause"],
        ),
        ("[[sample]]\ntext = 'x'\ncause = 'no-cause'", &["3 sample.cause: there is no cause"]),
        (
            "[hide]\ncauses = ['unrecognised', 'no-cause']\nterms = ['no-term']\nphrases = ['no such phrase']",
            &[
                "2 hide.causes[0]: `unrecognised` cannot be hidden",
                "2 hide.causes[1]: there is no cause",
                "3 hide.terms[0]: there is no",
                "4 hide.phrases[0]: there is no",
            ],
        ),
    ] {
        faults(text, expected);
    }
}

#[test]
fn what_is_no_toml_spoils_only_the_entry_it_stands_in() {
    let text = format!(
        "{TERM}[[team]]\nowner = 'security\nname = 'x'\n[[term]]\nid = 'late'\ntitle = 'Late'\nmeaning = 'Late.'\n"
    );
    let (known, found) = site(&text);
    assert!(found.iter().any(|fault| fault.starts_with("6 the file:")), "{found:?}");
    assert!(known.term("gate").is_some() && known.term("late").is_some());
    assert!(known.site.teams.is_empty());
}

#[test]
fn a_cause_needs_a_way_in_the_guide_and_what_names_it_goes_with_it() {
    let cause =
        EXAMPLE.split("[[cause]]").nth(1).and_then(|rest| rest.split("[[signature]]").next());
    let text = format!(
        "[[cause]]{}[[signature]]\ncause = 'ourco-quarantine'\nstrength = 'exact'\nany = ['held here']\n",
        cause.expect("the example has one")
    );
    let (known, found) = site(&text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("no way ends in the cause"), "{found:?}");
    assert!(found[1].contains("there is no cause `ourco-quarantine`"), "{found:?}");
    assert!(known.cause("ourco-quarantine").is_none());
}

#[test]
fn a_tree_that_nobody_gets_through_is_not_taken() {
    let question = |id: &str, next: &str| {
        format!(
            "[[question]]\nid = '{id}'\nask = 'x?'\nwhy = 'x.'\nfind_out = 'x.'\nexample = 'x.'\ndont_know_cause = 'unrecognised'\nanswer = [{{ id = 'a', label = 'a', question = '{next}' }}]\n"
        )
    };
    let answer = "[[answer]]\nof = 'rule'\nid = 'more'\nlabel = 'x'\nquestion = 'one'\n";
    for text in [
        // Round and round.
        question("one", "two") + &question("two", "one") + answer,
        // Never asked.
        question("one", "nowhere"),
        // Without end.
        (0..200).map(|n| question(&format!("q{n}"), &format!("q{}", n + 1))).collect::<String>()
            + "[[answer]]\nof = 'rule'\nid = 'more'\nlabel = 'x'\nquestion = 'q0'\n",
    ] {
        let (known, found) = site(&text);
        assert!(!found.is_empty(), "{text}");
        let built_in = &Knowledge::builtin().guide;
        assert_eq!(known.guide.questions.len(), built_in.questions.len(), "{found:?}");
    }
}

#[test]
fn built_in_entries_are_overridden_and_hidden_everywhere() {
    let own = "[[code]]\ncode = '550'\nname = 'Ours'\nstanding = 'standard'\nmeaning = 'x'\nstandard = 'x'\ncauses = ['mailbox-full']\n";
    let known =
        faults(&format!("{own}[hide]\ncauses = ['suppressed']\nterms = ['greylisting']"), &[]);
    assert_eq!(known.code("550").map(|code| code.name.as_str()), Some("Ours"));
    assert_eq!(known.codes.iter().filter(|code| code.code == "550").count(), 1);
    assert!(known.cause("suppressed").is_none() && known.term("greylisting").is_none());
    let named = known.codes.iter().flat_map(|code| &code.causes).any(|id| *id == "suppressed");
    let asked = known.guide.questions.iter().flat_map(|question| &question.answers);
    assert!(
        !named
            && !asked.into_iter().any(|answer| answer.cause.is_some_and(|id| id == "suppressed"))
    );
}

#[test]
fn the_second_folder_overrides_the_first() {
    let file = |text: &'static str| [SourceFile { path: "f".to_owned(), text }];
    let first = "[[team]]\nowner = 'security'\nname = 'First'\nmail = 'm'";
    let second = "[[team]]\nowner = 'security'\nname = 'Second'\nmail = 'm'";
    let (known, _) = merge(Knowledge::builtin().clone(), &file(first));
    let (known, problems) = merge(known, &file(second));
    assert_eq!(problems, []);
    assert_eq!(known.site.team(Owner::Security).map(|team| team.name.as_str()), Some("Second"));
}

#[test]
fn a_limit_of_signatures_is_kept() {
    let one = "[[signature]]\ncause = 'mailbox-full'\nstrength = 'hint'\nany = ['x y z']\nsaid_by = ['our-server']\n";
    let (known, found) = site(&one.repeat(61_000));
    assert_eq!(known.signatures.len(), 60_000);
    assert_eq!(found.len(), 1);
    assert_eq!(
        known.signatures.iter().next_back().map(|own| own.said_by.clone()),
        Some(vec![SaidBy::OurServer])
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "(\\[\\[?(ours|team|cause|term|hide|answer|question)\\]\\]?|[a-z_]{1,8} = |\\[|\\]|\\{|\\}|'|\"|,|\n|[a-z]{1,4}|\\PC){0,60}") {
        site(&text);
    }
}

/// What both ways of reading make of a text, entries and faults.
fn both(text: String) -> (String, String) {
    let file = [SourceFile { path: "x.toml".to_owned(), text: text.leak() }];
    let (mut quick, mut slow) = (Faults::new(&file), Faults::new(&file));
    let (one, other) = (read::read(&mut quick), read::read_slowly(&mut slow));
    // In the end they are in this order.
    quick.problems.sort_by_key(|problem| problem.line);
    slow.problems.sort_by_key(|problem| problem.line);
    (format!("{one:#?}{:#?}", quick.problems), format!("{other:#?}{:#?}", slow.problems))
}

/// Lines that are plain, that only look so, and that are wrong.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "[[term]]", "[[term]] # x", "[term]", "[ours]", "[hide]", "[[cause.step]]", "[[signature]]", "",
    "id = 'a'", "id = \"b\"", "title = \"c\" # d", "title='e'", "title = ''", "title = ''''''",
    "title = \"f \\\" g\"", "title = \"h", "title = '''", "i'''", "\"\"\"", "meaning = 'j'",
    "meaning = 'k\u{7}'", "meaning = 'l\u{e4}' ", "meaning = 1", "meaning = [1, 'm']", "# n",
    "# o \u{1}", "common = true", "common = truely", "common = 01", "common = 1_0", "aliases = []",
    "aliases = ['p', \"q\",]", "aliases = [ # r", "'s'", ", 't'", "]", "aliases = ['u' 'v']",
    "aliases = [['w']]", "strength = 'clear'", "strength = 'x'", "cause = 'mailbox-full'",
    "any = ['y']", "any = ['y'] any", "term.id = 'z'", "\"id\" = 'z'", "id = 'z'\r", "\u{feff}",
    "domains = ['a.example']", "see = 1979-05-27", "more = 5.5", "no such line",
];

proptest! {
    #[test]
    fn both_ways_of_reading_are_one(
        lines in prop::collection::vec(prop::sample::select(LINES), 0..14),
        begin in prop::sample::select(&["", "[[term]]\n", "[[term]]\nid = 'x'\ntitle = 'y'\n"][..]),
    ) {
        let (quick, slow) = both(format!("{begin}{}", lines.join("\n")));
        prop_assert_eq!(quick, slow);
    }

    #[test]
    fn both_ways_read_one_from_a_file_with_lines_gone_or_doubled(
        deeds in prop::collection::vec((0..400_usize, 0..3_u8), 0..4),
    ) {
        let mut lines: Vec<&str> = EXAMPLE.lines().collect();
        for (at, deed) in deeds {
            let at = at % lines.len();
            match deed {
                0 => drop(lines.remove(at)),
                1 => lines.insert(at, lines[at]),
                _ => lines.insert(at, LINES[at % LINES.len()]),
            }
        }
        let (quick, slow) = both(lines.join("\n"));
        prop_assert_eq!(quick, slow);
    }
}

#[test]
fn what_programs_write_is_plain() {
    let text = "# ours\n\n[[term]]\nid = \"a\" # why\r\ntitle = 'b'\nmeaning = \"c d\"\n\
                aliases = [\n  \"e\", # one\n  'f',\n]\ncommon = true\n";
    let chunks = plain::chunks(text).expect("nothing is before the first head");
    let term = chunks[0].read::<super::super::Term>().expect("it is plain");
    assert_eq!((term.id.as_str(), term.aliases.len(), term.common), ("a", 2, true));
}

const COLLISION: &str = "[[collision]]\nid = 'ours'\ntitle = 'Two things'\nmeaning = 'It may be both.'\n\
    codes = ['5.7.1']\nask = 'Which?'\n[[collision.reading]]\ncause = 'mailbox-full'\n\
    decides = 'the quota is named'\n[[collision.reading.sample]]\ntext = '552 quota'\n";

#[test]
fn a_collision_is_added_changed_hidden_and_checked() {
    let second = "[[collision.reading]]\ncause = 'relay-denied-there'\ndecides = 'the word relay'\n\
                  [[collision.reading.sample]]\ntext = '550 relay denied'\n";
    let known = faults(&format!("{COLLISION}{second}"), &[]);
    let own = known.collision("ours").expect("it is there");
    assert!(own.origin.is_site() && own.words.iter().any(|word| *word == "quota"), "{own:?}");
    assert!(known.collisions_of_cause("mailbox-full").any(|own| own.id == "ours"));
    faults(COLLISION, &["7 collision.reading: there are less than two"]);
    let wrong = second.replace("relay-denied-there", "no-cause");
    faults(
        &format!("{COLLISION}{wrong}"),
        &["13 collision.reading[1].cause: there is no cause `no-cause`"],
    );
    let taken = format!("{COLLISION}{second}").replace("'ours'", "'mailbox-full'");
    faults(&taken, &["2 collision.id: is the id of a cause"]);
    let unknown = format!("{COLLISION}{second}").replace("5.7.1", "9.9.9");
    faults(&unknown, &["5 collision.codes: `9.9.9` is not among the codes"]);
    let built_in = Knowledge::builtin().collisions.keys().next().expect("there are some");
    let known = faults(&format!("[hide]\ncollisions = ['{built_in}']"), &[]);
    assert!(known.collision(built_in).is_none());
    faults("[hide]\ncollisions = ['none']", &["2 hide.collisions[0]: there is no `none`"]);
}

#[test]
fn the_words_of_ones_own_entries_are_listed() {
    let known = faults(EXAMPLE, &[]);
    let words =
        |words: &[crate::knowledge::Text]| words.iter().map(|w| w.as_str()).collect::<Vec<_>>();
    // The site's own term, and built-in ones.
    let code = known.code("5.7.901").expect("it is there");
    assert!(words(&code.words).contains(&"policy-guard"), "{:?}", code.words);
    let cause = known.cause("ourco-quarantine").expect("it is there");
    assert!(words(&cause.words).contains(&"quarantine"), "{:?}", cause.words);
    // What is built in is as it was.
    let before = Knowledge::builtin().cause("relay-denied-there").expect("it is there");
    assert_eq!(known.cause("relay-denied-there").expect("it is there").words, before.words);
}
