//! A code is written as a code and has all its parts.

use super::{Report, prose};
use crate::code::{ClientCode, EnhancedPattern, ReplyCode, SocketError};
use crate::knowledge::schema::CodeEntry;
use crate::knowledge::store::Knowledge;

/// The most codes that are named as related: more is a list nobody reads.
const MOST_RELATED: usize = 5;

/// Whether the text is a code of any kind.
pub(in crate::knowledge) fn is_code(text: &str) -> bool {
    text.parse::<ReplyCode>().is_ok()
        || text.parse::<EnhancedPattern>().is_ok()
        || text.parse::<ClientCode>().is_ok()
        || text.parse::<SocketError>().is_ok()
}

/// Checks one code by itself.
pub(in crate::knowledge) fn check(entry: &CodeEntry, report: &mut Report<'_>) {
    report.require(
        is_code(&entry.code),
        "code",
        "is not a code",
        "write 550, X.1.1, 5.7.606-649, 0x800CCC0F or a socket number",
    );
    let is_enhanced = entry.code.parse::<EnhancedPattern>().is_ok();
    report.require(
        is_enhanced != entry.classes.is_empty(),
        "classes",
        "does not fit the code",
        "give the classes of an enhanced code, and none for any other",
    );
    report.require(
        entry.classes.iter().all(|class| matches!(class, 2 | 4 | 5)),
        "classes",
        "has a class that does not exist",
        "2, 4 or 5",
    );
    prose::sentence(&entry.name, "name", report);
    prose::sentences(&entry.meaning, "meaning", report);
    prose::sentences(&entry.standard, "standard", report);
    match entry.practice {
        Some(practice) => prose::sentences(&practice, "practice", report),
        None => report.style(false, "practice", "is missing", "say what servers mean by it"),
    }
    prose::myths(&entry.myths, "myth", report);
    for (n, line) in entry.tell_apart.iter().enumerate() {
        prose::sentence(&line.when, &format!("tell_apart[{n}].when"), report);
        report.require(
            entry.causes.contains(&line.cause),
            &format!("tell_apart[{n}].cause"),
            "is not among the causes of this code",
            "add it to `causes`",
        );
    }
    report.style(
        !entry.causes.is_empty(),
        "causes",
        "there is none",
        "name what it can come from, the likeliest first",
    );
    for cause in entry.causes.iter().filter(|_| entry.causes.len() > 1) {
        report.style(
            entry.tell_apart.iter().any(|line| line.cause == *cause),
            "tell_apart",
            &format!("does not say how `{cause}` is told from the others"),
            "add the sign that it goes by",
        );
    }
    report.style(
        (1..=MOST_RELATED).contains(&entry.related.len()),
        "related",
        "has none or more than five codes",
        "name the codes that are mistaken for it, wrap it or stand beside it",
    );
    prose::sources(&entry.sources, report);
}

/// Checks that no code is there twice.
pub(super) fn check_unique(knowledge: &Knowledge, report: &mut Report<'_>) {
    let mut codes: Vec<_> =
        knowledge.codes.iter().map(|entry| (entry.code, entry.vendor)).collect();
    codes.sort_unstable();
    for pair in codes.windows(2) {
        report.require(
            pair[0] != pair[1],
            &pair[0].0,
            "is there twice",
            "keep one, or name the vendor",
        );
    }
}
