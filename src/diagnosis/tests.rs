//! What the diagnosis room promises, through one door.

use proptest::prelude::*;

use super::*;
use crate::evidence::{self, Forms};
use crate::knowledge::{Confidence, Owner, Permanence, SaidBy};

/// The first outcome of a text, as said by somebody where that is known.
fn diagnose(text: &str, said_by: Option<SaidBy>) -> Outcome {
    let mut evidence = evidence::read(text.as_bytes(), Forms::builtin());
    for delivery in &mut evidence.deliveries {
        match said_by {
            Some(SaidBy::TheirServer | SaidBy::TheirFilter) => {
                delivery.remote_host = Some("mx.partner.example".to_owned());
            }
            Some(SaidBy::OurServer | SaidBy::OurFilter) => delivery.local = true,
            _ => {}
        }
    }
    let outcomes = Doctor::new(Knowledge::builtin()).diagnose(&evidence).outcomes;
    outcomes.into_iter().next().expect("a text has an outcome")
}

#[track_caller]
fn check(text: &str, cause: &str) -> Outcome {
    let outcome = diagnose(text, None);
    let top = outcome.causes.first().expect("never empty");
    assert_eq!(top.cause.as_str(), cause, "{text}: {:?}", outcome.causes);
    outcome
}

#[test]
fn every_sample_of_a_cause_leads_back_to_it() {
    let mut astray = Vec::new();
    for cause in &Knowledge::builtin().causes {
        for sample in &cause.samples {
            let outcome = diagnose(&sample.text, sample.said_by);
            let top = outcome.top().map_or("", |top| top.cause.as_str());
            if top != cause.id.as_str() {
                astray.push(format!("{} -> {top}: {}", cause.id, sample.text));
            }
        }
    }
    assert!(astray.is_empty(), "{} samples astray:\n{}", astray.len(), astray.join("\n"));
}
