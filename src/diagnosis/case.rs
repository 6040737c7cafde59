//! What is known of one delivery before its causes are weighed.

use super::provider::Sign;
use super::speaker::Told;
use super::types::References;
use crate::code::{ClientCode, EnhancedCode, ReplyCode, SocketError, Stage};
use crate::evidence::Delivery;
use crate::knowledge::{Provider, SaidBy};

/// One delivery, with who said it.
#[derive(Debug)]
pub(super) struct Case<'k> {
    /// The reply code.
    pub reply: Option<ReplyCode>,
    /// The enhanced code.
    pub enhanced: Option<EnhancedCode>,
    /// The mail program's code.
    pub client: Option<ClientCode>,
    /// The socket error.
    pub socket: Option<SocketError>,
    /// Where in the dialogue.
    pub stage: Option<Stage>,
    /// Who said it.
    pub said_by: SaidBy,
    /// What that was told from.
    pub told: Told,
    /// The provider that said it, or whose words these are.
    pub provider: Option<&'k Provider>,
    /// What it was recognised by.
    pub sign: Option<Sign>,
    /// All providers that left a trace, by their place in the knowledge.
    pub traces: Vec<u16>,
    /// The collisions whose words stand in the reply, by their place in the
    /// knowledge.
    pub met_by_words: Vec<usize>,
    /// What the reply names.
    pub references: References,
}

impl Case<'_> {
    /// What the delivery itself tells.
    pub(super) fn new(delivery: &Delivery) -> Self {
        Self {
            reply: delivery.reply_code(),
            enhanced: delivery.enhanced_code(),
            client: delivery.client_code,
            socket: delivery.socket_error,
            stage: delivery.stage,
            said_by: SaidBy::Unknown,
            told: Told::Nothing,
            provider: None,
            sign: None,
            traces: Vec::new(),
            met_by_words: Vec::new(),
            references: References::default(),
        }
    }

    /// The first digit: of the reply, else of the enhanced code.
    pub(super) fn class(&self) -> Option<u8> {
        self.reply.map(ReplyCode::class).or(self.enhanced.map(EnhancedCode::class))
    }
}
