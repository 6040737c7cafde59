//! From one delivery to its outcome: the causes, who said it, who acts.

use super::case::Case;
use super::index::Target;
use super::normal::Normal;
use super::rank::{Board, Place};
use super::signature::Whose;
use super::types::{Finding, Outcome};
use super::{Doctor, provider, signature, speaker};
use crate::evidence::{Action, Delivery, Evidence, Kind};
use crate::knowledge::{Cause, Group, Owner, Permanence, Retry, SaidBy, Text};

/// How much of an input's words is looked through when nothing else is there.
const WORDS_LIMIT: usize = 8192;

impl<'k> Doctor<'k> {
    /// Diagnoses one delivery of the evidence.
    pub(super) fn outcome(&self, evidence: &Evidence, delivery: &Delivery) -> Outcome {
        let texts = texts(evidence, delivery);
        let mut case = Case::new(delivery);
        let mut board = Board::default();
        let has_text =
            texts.iter().any(|(place, text)| *place <= Place::Context && has_words(text.text()));
        let around = texts.iter().find(|(place, _)| *place == Place::Context);
        let around = around.map_or("", |(_, text)| text.text());
        for (place, text) in &texts {
            // The whole input only counts where nothing nearer spoke.
            if *place == Place::Words && board.has_words() {
                break;
            }
            let around = if *place == Place::Reply { around } else { "" };
            let candidates = self.index.candidates(self.knowledge, text.text());
            if *place == Place::Reply {
                provider::recognise(self.knowledge, delivery, text.text(), &candidates, &mut case);
                case.said_by = speaker::from_evidence(evidence.kind, delivery, &case, &self.ours);
            }
            self.match_words(*place, text, around, &candidates, &case, &mut board);
        }
        settle_by_kind(evidence, delivery, &case, &mut board);
        board.add_codes(&self.codes, self.knowledge, &case);
        let mut ranked = board.rank(has_text);
        if is_late(evidence.kind, delivery) {
            name_the_delay(&mut ranked.findings);
        }
        let cause = ranked.findings.first().and_then(|top| self.knowledge.cause(&top.cause));
        if case.said_by == SaidBy::Unknown {
            case.said_by =
                cause.map_or(SaidBy::Unknown, |cause| speaker::from_cause(&case, cause.group));
        }
        Outcome {
            recipient: delivery.recipient.clone(),
            action: delivery.action,
            reply_code: case.reply,
            enhanced_code: case.enhanced,
            client_code: case.client,
            socket_error: case.socket,
            stage: case.stage,
            said_by: case.said_by,
            remote_host: delivery.remote_host.clone(),
            reporting_host: delivery.reporting_host.clone(),
            provider: case.provider.map(|provider| provider.id),
            text: delivery
                .reply
                .as_ref()
                .map(|reply| reply.text.clone())
                .filter(|text| !text.is_empty()),
            sender: delivery.sender.clone(),
            sending_ip: delivery.sending_ip.clone(),
            permanence: permanence(evidence.kind, delivery, &case, ranked.permanence, cause),
            owner: owner(evidence.kind, delivery, &case, ranked.owner, cause),
            causes: ranked.findings,
        }
    }

    /// Tries the signatures among the candidates on one text.
    fn match_words(
        &self,
        place: Place,
        text: &Normal<'_>,
        around: &str,
        candidates: &[Target],
        case: &Case<'k>,
        board: &mut Board,
    ) {
        for target in candidates {
            let (signature, whose) = match *target {
                Target::Mark(..) => continue,
                Target::General(n) => {
                    (self.knowledge.signatures.get(usize::from(n)), Whose::Anybody)
                }
                Target::Own(p, n) => {
                    let provider = self.knowledge.providers.get(usize::from(p));
                    let is_known = case.traces.contains(&p)
                        || provider
                            .is_some_and(|own| case.provider.is_some_and(|it| it.id == own.id));
                    let whose = if is_known { Whose::Recognised } else { Whose::Provider };
                    (provider.and_then(|own| own.signatures.get(usize::from(n))), whose)
                }
            };
            let found =
                signature.and_then(|it| signature::fit(it, whose, text.text(), around, case));
            if let Some(found) = found {
                board.add_words(place, text, &found);
            }
        }
    }
}

/// The texts to look through, the weightiest first. There is always one for
/// the deciding reply: where none is given, what stands around it.
fn texts<'e>(evidence: &'e Evidence, delivery: &'e Delivery) -> Vec<(Place, Normal<'e>)> {
    let reply = delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
    let words = cut(&evidence.words, WORDS_LIMIT);
    let mut texts = Vec::with_capacity(3);
    let add = |place, text: &'e str, texts: &mut Vec<_>| {
        if !text.trim().is_empty() {
            texts.push((place, Normal::new(text)));
        }
    };
    let context = delivery.context.as_str();
    if !reply.trim().is_empty() {
        texts.push((Place::Reply, Normal::new(reply)));
        if context != reply {
            add(Place::Context, context, &mut texts);
        }
    } else if !context.trim().is_empty() {
        texts.push((Place::Reply, Normal::new(context)));
    } else {
        let alone = evidence.deliveries.len() == 1 && delivery.reply_code().is_none();
        texts.push((Place::Reply, Normal::new(if alone { words } else { "" })));
    }
    for wrapper in &delivery.wrappers {
        add(Place::Wrapper, &wrapper.text, &mut texts);
    }
    add(Place::Words, words, &mut texts);
    texts
}

/// The front of a text, cut at a character.
fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit { text } else { &text[..text.floor_char_boundary(limit)] }
}

/// Whether there are words that a person could go by: not only codes, hosts,
/// addresses and ids.
fn has_words(text: &str) -> bool {
    text.split(' ').any(|word| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        word.chars().all(char::is_alphabetic) && word.chars().nth(2).is_some()
            || word.contains(|c: char| c >= '\u{2e80}')
    })
}

/// Some kinds of input are what they are, whatever is quoted in them.
fn settle_by_kind(evidence: &Evidence, delivery: &Delivery, case: &Case<'_>, board: &mut Board) {
    let code = || case.reply.map(|code| code.to_string()).into_iter();
    match evidence.kind {
        Kind::Complaint => board.settle(Text::new("complaint-report"), Vec::new()),
        Kind::AutoReply => board.settle(Text::new("auto-reply"), Vec::new()),
        _ => {
            let went_well = matches!(
                delivery.action,
                Some(Action::Delivered | Action::Relayed | Action::Expanded)
            );
            if went_well || matches!(case.class(), Some(2 | 3)) {
                board.settle(Text::new("success-reply"), code().collect());
            }
        }
    }
}

/// Whether this is only a notice that a delivery is late.
fn is_late(kind: Kind, delivery: &Delivery) -> bool {
    delivery.action == Some(Action::Delayed) || kind == Kind::Delay && delivery.action.is_none()
}

/// A late delivery whose reason nobody knows is a delay notice.
fn name_the_delay(findings: &mut Vec<Finding>) {
    if findings.first().is_some_and(|top| super::is_open_end(&top.cause)) {
        findings.remove(0);
        findings.insert(
            0,
            Finding {
                cause: Text::new("delay-notice"),
                confidence: crate::knowledge::Confidence::Likely,
                because: Vec::new(),
                weight: 0.0,
            },
        );
    }
}

/// What holds: what the words say, else what the cause says, else the first
/// digit.
fn permanence(
    kind: Kind,
    delivery: &Delivery,
    case: &Case<'_>,
    said: Option<Permanence>,
    cause: Option<&Cause>,
) -> Permanence {
    if is_late(kind, delivery) {
        return Permanence::Temporary;
    }
    let usual = cause.map(|cause| cause.permanence).filter(|usual| *usual != Permanence::Unknown);
    said.or(usual).unwrap_or(match case.class() {
        Some(4) => Permanence::Temporary,
        Some(5) => Permanence::Permanent,
        Some(2 | 3) => Permanence::None,
        _ => Permanence::Unknown,
    })
}

/// Who acts: whom the words name, else whom the cause names for who said it.
///
/// While the servers still try, nobody has to chase the other side.
fn owner(
    kind: Kind,
    delivery: &Delivery,
    case: &Case<'_>,
    said: Option<Owner>,
    cause: Option<&Cause>,
) -> Owner {
    let Some(cause) = cause else { return Owner::Tier2 };
    let here = cause.owner_when.iter().find(|when| when.said_by.contains(&case.said_by));
    let owner = said.or(here.map(|when| when.owner)).unwrap_or(cause.owner);
    let is_tried_again = match case.class() {
        _ if delivery.action == Some(Action::Failed) => false,
        Some(class) => class == 4,
        None => kind != Kind::Bounce && said.is_none(),
    };
    let heals = matches!(cause.retry, Retry::Wait | Retry::Retry)
        && cause.permanence == Permanence::Temporary;
    if cause.group == Group::Route
        && owner == Owner::TheirAdmin
        && said.is_none()
        && is_tried_again
        && heals
    {
        Owner::Nobody
    } else {
        owner
    }
}
