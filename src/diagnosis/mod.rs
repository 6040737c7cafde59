//! Which causes explain the evidence, and who said it.
//!
//! Text outranks the enhanced code, the enhanced code outranks the reply code,
//! the reply code outranks a mail program's number; an inner reply outranks
//! its wrapper.

mod types;

pub use types::{Diagnosis, Finding, NOT_ENOUGH_TEXT, Outcome, UNRECOGNISED, is_open_end};

use crate::evidence::Evidence;
use crate::knowledge::{Confidence, Knowledge, Owner, Permanence, SaidBy};

/// Diagnoses evidence by a knowledge base; made once and used for many inputs.
#[derive(Debug)]
pub struct Doctor<'k> {
    knowledge: &'k Knowledge,
}

impl<'k> Doctor<'k> {
    /// Gets ready; what takes time is done at the first use.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge }
    }

    /// Diagnoses one message or text.
    pub fn diagnose(&self, evidence: &Evidence) -> Diagnosis {
        let outcomes = evidence
            .deliveries
            .iter()
            .map(|delivery| Outcome {
                recipient: delivery.recipient.clone(),
                action: delivery.action,
                reply_code: delivery.reply_code(),
                enhanced_code: delivery.enhanced_code(),
                client_code: delivery.client_code,
                socket_error: delivery.socket_error,
                stage: delivery.stage,
                said_by: SaidBy::Unknown,
                remote_host: delivery.remote_host.clone(),
                reporting_host: delivery.reporting_host.clone(),
                provider: None,
                text: delivery.reply.as_ref().map(|reply| reply.text.clone()),
                sender: delivery.sender.clone(),
                sending_ip: delivery.sending_ip.clone(),
                permanence: Permanence::Unknown,
                owner: self
                    .knowledge
                    .cause("unrecognised")
                    .map_or(Owner::Tier2, |cause| cause.owner),
                causes: vec![Finding {
                    cause: UNRECOGNISED,
                    confidence: Confidence::Possible,
                    because: Vec::new(),
                    weight: 0.0,
                }],
            })
            .collect();
        Diagnosis {
            kind: evidence.kind,
            outcomes,
            returned: evidence.returned.clone(),
            notes: evidence.notes.clone(),
        }
    }
}
