//! Why a diagnosis is what it is: who said it, which words and codes decided,
//! and what lost.

use super::super::page::Page;
use super::super::why_words;
use crate::diagnosis::{Fate, Outcome, Rule, Why};
use crate::knowledge::Knowledge;

/// The most rules of a kind that are worth reading.
const MOST: usize = 12;

/// The page of one recipient.
pub fn why_page(why: &Why, outcome: &Outcome, knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    if let Some(top) = outcome.top() {
        page.title(format!("Why {} ({})", top.cause, top.confidence.label()));
    }
    page.field("Said by", why_words::speaker(why, outcome));
    if let Some(provider) = why_words::provider(why, outcome, knowledge) {
        page.field("Provider", provider);
    }
    let owner = format!("{}: {}", outcome.owner.label(), why_words::owner(why.owner_from));
    page.field("Who acts", owner);
    rules(&mut page, "Rules that decided", why, |fate| {
        matches!(fate, Fate::Decided | Fate::Agreed)
    });
    if !why.codes.is_empty() {
        page.heading("Codes that counted");
        for said in &why.codes {
            let causes: Vec<&str> = said.causes.iter().take(3).map(|id| id.as_str()).collect();
            let more = if said.causes.len() > 3 { ", ..." } else { "" };
            page.point(format!(
                "{}, {} (weight {:.0}): {}{more}",
                said.code,
                said.telling,
                said.weight,
                causes.join(", ")
            ));
        }
    }
    rules(&mut page, "Rules that lost", why, |fate| *fate == Fate::Outweighed);
    rules(&mut page, "Rules that did not apply", why, |fate| matches!(fate, Fate::Unfit(_)));
    if why.rules.is_empty() && why.codes.is_empty() {
        page.gap();
        page.text("No rule found its words here, and there is no code.");
    }
    weighed(&mut page, outcome, knowledge);
    page
}

/// The causes as they were weighed.
fn weighed(page: &mut Page, outcome: &Outcome, knowledge: &Knowledge) {
    if outcome.causes.len() < 2 {
        return;
    }
    page.heading("How the causes weigh");
    for finding in &outcome.causes {
        let confidence = finding.confidence.label();
        let cause = knowledge.cause(&finding.cause);
        let title = cause.map_or(finding.cause.as_str(), |cause| cause.title.as_str());
        page.link(finding.cause, format!("{title}: {confidence}, weight {:.0}", finding.weight));
    }
}

/// Adds the rules of a kind.
fn rules(page: &mut Page, heading: &str, why: &Why, is_meant: impl Fn(&Fate) -> bool) {
    let meant: Vec<&Rule> = why.rules.iter().filter(|rule| is_meant(&rule.fate)).collect();
    if meant.is_empty() {
        return;
    }
    page.heading(heading);
    for rule in meant.iter().take(MOST) {
        let words: Vec<String> = rule.words.iter().map(|words| format!("\"{words}\"")).collect();
        let reason = match &rule.fate {
            Fate::Unfit(reason) => reason.clone(),
            _ => format!("{} (weight {:.0})", why_words::strength(rule.strength), rule.weight),
        };
        let words = words.join(" and ");
        page.point(format!("{}: {words} {}: {reason} [{}]", rule.cause, rule.place, rule.name));
    }
    if meant.len() > MOST {
        page.aside(format!("... and {} more", meant.len() - MOST));
    }
}
