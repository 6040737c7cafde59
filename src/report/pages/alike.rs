//! Earlier cases like the present one, and how they ended.

use std::fmt::Write as _;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::super::page::Page;
use crate::guide::Summary;
use crate::knowledge::Knowledge;

/// How many earlier cases are shown.
const SHOWN: usize = 3;

/// How often something was seen, in words: "seen 4 times, 2 of them in the
/// last seven days".
pub fn seen(count: usize, summaries: &[&Summary], now: Timestamp) -> String {
    let week_ago = now.checked_sub((7 * 24).hours()).unwrap_or(Timestamp::MIN);
    let recent = summaries.iter().filter(|summary| summary.started >= week_ago).count();
    let times =
        |count: usize| if count == 1 { "once".to_owned() } else { format!("{count} times") };
    if recent == count {
        format!("seen {} in the last seven days", times(count))
    } else {
        format!(
            "seen {}, {} in the last seven days",
            times(count),
            times(recent).replace("0 times", "never")
        )
    }
}

/// The page of earlier cases like this one, the latest first; empty where
/// there is none.
pub fn alike_page(
    earlier: &[(&str, &Summary)],
    knowledge: &Knowledge,
    now: Timestamp,
    zone: &TimeZone,
) -> Page {
    let mut page = Page::new();
    if earlier.is_empty() {
        return page;
    }
    let summaries: Vec<&Summary> = earlier.iter().map(|(_, summary)| *summary).collect();
    page.gap();
    page.heading(format!("Like an earlier case: {}", seen(earlier.len(), &summaries, now)));
    for (id, summary) in earlier.iter().take(SHOWN) {
        let day = summary.started.to_zoned(zone.clone()).strftime("%Y-%m-%d").to_string();
        let mut text = format!("{day} [{id}]: {}", ending(summary, knowledge));
        for (word, value) in [("ticket", &summary.ticket), ("name", &summary.title)] {
            if let Some(value) = value {
                _ = write!(text, "; {word} {value}");
            }
        }
        page.point(text);
    }
    page
}

/// How a case ended, or where it stands, in a word or two, and how it was seen
/// to work.
pub fn ended(summary: &Summary) -> (&'static str, Option<&str>) {
    match summary.stage.as_str() {
        "solved" => ("solved", summary.proof.as_deref()),
        "escalated" => ("escalated", None),
        "waiting" => ("waiting", None),
        "asking" => ("still open", None),
        _ => ("under way", None),
    }
}

/// How a case ended, or where it stands.
pub fn ending(summary: &Summary, knowledge: &Knowledge) -> String {
    let title = |id: &String| {
        knowledge.cause(id).map_or(id.clone(), |cause| cause.title.as_str().to_owned())
    };
    let cause = summary.cause.as_ref().map(title).unwrap_or_default();
    match summary.stage.as_str() {
        "solved" => {
            let proof = summary.proof.as_deref().unwrap_or_default();
            format!("solved: {cause} (proof: {proof})")
        }
        "escalated" => format!("escalated: {cause}"),
        "waiting" => format!("waiting: {cause}"),
        "asking" => match &summary.likeliest {
            Some(id) => format!("open, likeliest {}", title(id)),
            None => "open".to_owned(),
        },
        _ => format!("under way: {cause}"),
    }
}
