//! From one delivery to its outcome: the causes, who said it, who acts.

use std::ops::Range;

use super::case::Case;
use super::fingerprint::Fingerprint;
use super::index::{Candidate, Target};
use super::normal::Normal;
use super::rank::{Board, Place};
use super::signature::{Scene, Whose};
use super::speaker::Told;
use super::types::{Finding, Outcome, is_given_up};
use super::why::{Heard, Trace, Why};
use super::{Doctor, provider, references, shown, signature, speaker};
use crate::evidence::{Action, Delivery, Evidence, Kind};
use crate::knowledge::{Cause, Confidence, Group, Owner, Permanence, Retry, SaidBy, Text};

/// How much of an input's words is looked through when nothing else is there.
const WORDS_LIMIT: usize = 8192;

impl<'k> Doctor<'k> {
    /// Diagnoses one delivery of the evidence.
    pub(super) fn outcome(&self, evidence: &Evidence, delivery: &Delivery) -> Outcome {
        self.judge(evidence, delivery, Board::default()).outcome
    }

    /// Why one delivery is diagnosed so.
    pub(super) fn why_of(&self, evidence: &Evidence, delivery: &Delivery) -> Why {
        let mut board = Board::default();
        board.trace = Some(Trace::default());
        let Judged { outcome, case, trace, owner_from } = self.judge(evidence, delivery, board);
        let trace = trace.unwrap_or_default();
        Why::new(trace, &case, delivery, &outcome, owner_from, self.knowledge)
    }

    /// Whether a cause is in doubt because a person named it; it is no longer
    /// certain then.
    fn is_doubted_in_talk(&self, first: Option<&mut Finding>) -> bool {
        let certain = first.filter(|top| top.confidence == Confidence::Certain);
        let Some(top) = certain else { return false };
        if self.knowledge.cause(&top.cause).is_none_or(|cause| !cause.doubted_in_talk) {
            return false;
        }
        top.confidence = Confidence::Likely;
        true
    }

    fn judge(&self, evidence: &Evidence, delivery: &Delivery, mut board: Board) -> Judged<'k> {
        let mut case = Case::new(delivery);
        let main = main_text(evidence, delivery);
        let context = Normal::new(if delivery.context == main { "" } else { &delivery.context });
        let has_text =
            self.look_through(main, context.text(), evidence, delivery, &mut case, &mut board)
                | has_words(context.text());
        self.match_words(Place::Context, &context, "", &case, &mut board);
        for wrapper in &delivery.wrappers {
            let text = Normal::new(&wrapper.text);
            self.match_words(Place::Wrapper, &text, "", &case, &mut board);
            let print = Fingerprint::new(text.text());
            let met = references::met_by_words(self.knowledge, text.text(), &print);
            case.met_by_words.extend(met);
        }
        // The whole input counts where nothing nearer spoke.
        if speaks_of_one(evidence.kind) && !board.has_words() || evidence.kind == Kind::Transcript {
            let words = Normal::new(cut(&evidence.words, WORDS_LIMIT));
            self.match_words(Place::Words, &words, "", &case, &mut board);
        }
        settle_by_kind(evidence, delivery, &case, &mut board);
        board.add_codes(&self.codes, self.knowledge, &case);
        let trace = board.trace.take();
        let has_text = has_text
            && match evidence.kind {
                Kind::Words => is_of_a_server(delivery, &case, main),
                // "It comes back with error 550": a code that somebody names,
                // and no words of a server.
                Kind::Reply => !(is_told(delivery) && is_short(delivery)),
                _ => true,
            };
        let mut ranked = board.rank(has_text);
        if is_late(evidence.kind, delivery) {
            name_the_delay(&mut ranked.findings);
        }
        let is_doubted = evidence.kind == Kind::Words
            && !is_of_a_server(delivery, &case, main)
            && self.is_doubted_in_talk(ranked.findings.first_mut());
        if is_doubted {
            (case.said_by, case.told) = (SaidBy::Unknown, Told::Nothing);
            // Nobody knows that a server has the message and tries again.
            ranked.owner = Some(Owner::Helpdesk);
        }
        let cause = ranked.findings.first().and_then(|top| self.knowledge.cause(&top.cause));
        if case.said_by == SaidBy::Unknown {
            case.said_by = cause.map_or(SaidBy::Unknown, |cause| speaker::from_cause(&case, cause));
            if case.said_by != SaidBy::Unknown {
                case.told = Told::Cause;
            }
        }
        let mut references = std::mem::take(&mut case.references);
        references.collisions =
            self.meetings.collisions(self.knowledge, &case, delivery, &ranked.findings);
        let (owner, owner_from) = owner(evidence.kind, delivery, &case, ranked.owner, cause);
        let (size, size_limit) = delivery.sizes();
        let outcome = Outcome {
            size,
            size_limit,
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
            text: shown::text(evidence, delivery, &ranked.findings),
            sender: delivery.sender.clone(),
            sending_ip: delivery.sending_ip.clone(),
            permanence: permanence(evidence.kind, delivery, &case, ranked.permanence, cause),
            owner,
            causes: ranked.findings,
            references,
        };
        Judged { outcome, case, trace, owner_from }
    }

    /// Looks through the deciding reply: first whose words they are, then what
    /// they say. Tells whether there were words at all.
    fn look_through(
        &self,
        main: &str,
        around: &str,
        evidence: &Evidence,
        delivery: &Delivery,
        case: &mut Case<'k>,
        board: &mut Board,
    ) -> bool {
        let text = Normal::new(main);
        let print = Fingerprint::new(text.text());
        let candidates = self.index.candidates(self.knowledge, text.text(), &print);
        provider::recognise(self.knowledge, &self.names, delivery, text.text(), &candidates, case);
        (case.said_by, case.told) = speaker::from_evidence(evidence, delivery, case, &self.ours);
        let scene = Scene { text: text.text(), print: &print, around };
        self.match_candidates(Place::Reply, &text, &scene, &candidates, case, board);
        case.met_by_words = references::met_by_words(self.knowledge, scene.text, &print);
        case.references = references::named(self.knowledge, case, &scene);
        has_words(text.text())
    }

    /// Tries all signatures on one text.
    fn match_words(
        &self,
        place: Place,
        text: &Normal<'_>,
        around: &str,
        case: &Case<'k>,
        board: &mut Board,
    ) {
        if text.text().is_empty() {
            return;
        }
        let print = Fingerprint::new(text.text());
        let candidates = self.index.candidates(self.knowledge, text.text(), &print);
        let scene = Scene { text: text.text(), print: &print, around };
        self.match_candidates(place, text, &scene, &candidates, case, board);
    }

    /// Tries the signatures of which a phrase may be there.
    fn match_candidates(
        &self,
        place: Place,
        text: &Normal<'_>,
        scene: &Scene<'_>,
        candidates: &[Candidate],
        case: &Case<'k>,
        board: &mut Board,
    ) {
        // Once something nearer spoke, the rest of the input only adds what
        // holds through a wrapper.
        let only_through = place == Place::Words && board.has_words();
        for same in candidates.chunk_by(|a, b| a.target == b.target) {
            let Some(first) = same.first() else { continue };
            let (signature, whose) = match first.target {
                Target::Mark(..) => continue,
                Target::General(n) => {
                    let signature = self.knowledge.signatures.get(usize::from(n));
                    let is_site = signature.is_some_and(|own| own.origin.is_site());
                    (signature, if is_site { Whose::Site } else { Whose::Anybody })
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
            let found = signature.and_then(|it| signature::fit(it, whose, scene, same, case));
            let is_heard = found.as_ref().is_some_and(|it| !only_through || it.signature.through);
            let weight = match &found {
                Some(found) if is_heard => board.add_words(place, text, found),
                _ => 0.0,
            };
            if let (Some(trace), Some(signature)) = (&mut board.trace, signature) {
                let words = |range: Range<usize>| text.original(range).to_owned();
                let heard = match found {
                    Some(found) if is_heard => {
                        Some((found.places.into_iter().map(words).collect(), None))
                    }
                    // Something nearer spoke.
                    Some(_) => None,
                    None => signature::unfit(signature, whose, scene, case)
                        .map(|(range, reason)| (vec![words(range)], Some(reason))),
                };
                trace.heard.extend(heard.map(|(words, unfit)| Heard {
                    target: first.target,
                    cause: signature.cause,
                    strength: signature.strength,
                    place: place.label(),
                    words,
                    weight,
                    unfit,
                }));
            }
        }
    }
}

/// The words of the deciding reply; where there are none, what stands around
/// it, and where nothing does, the words of the input.
fn main_text<'e>(evidence: &'e Evidence, delivery: &'e Delivery) -> &'e str {
    let reply = delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
    let alone = evidence.deliveries.len() == 1
        && delivery.reply_code().is_none()
        && speaks_of_one(evidence.kind);
    if !reply.trim().is_empty() {
        reply
    } else if !delivery.context.trim().is_empty() {
        &delivery.context
    } else if alone {
        cut(&evidence.words, WORDS_LIMIT)
    } else {
        ""
    }
}

/// Whether all the words of an input are about the same failure: not those of
/// a log or a listing, which name their columns and other messages.
fn speaks_of_one(kind: Kind) -> bool {
    !matches!(kind, Kind::Log | Kind::Queue)
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

/// Whether words that nobody knows look like those of a server, so that
/// somebody who knows more has something to go by: a code, a host, an address.
fn is_of_a_server(delivery: &Delivery, case: &Case<'_>, text: &str) -> bool {
    let has_code = case.reply.is_some()
        || case.enhanced.is_some()
        || case.client.is_some()
        || case.socket.is_some();
    let is_host = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        // An address ends in one.
        let word = word.rsplit('@').next().unwrap_or_default();
        let labels: Vec<&str> = word.split('.').collect();
        let is_label = |label: &&str| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        // Neither "1.5" nor "e.g." is one.
        let is_name = |last: &&str| last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic());
        labels.len() > 1
            && labels.iter().all(is_label)
            && (labels.len() == 4 || labels.last().is_some_and(is_name))
    };
    has_code
        || delivery.remote_host.is_some()
        || delivery.reporting_host.is_some()
        || case.provider.is_some()
        || text.split_whitespace().any(is_host)
}

/// Whether a code stands behind other words, and no host is named.
fn is_told(delivery: &Delivery) -> bool {
    !delivery.context.trim().is_empty()
        && delivery.remote_host.is_none()
        && delivery.reporting_host.is_none()
}

/// Whether less than three words follow the code: in talk they are no reply's.
fn is_short(delivery: &Delivery) -> bool {
    delivery.reply.as_ref().is_some_and(|reply| reply.text.split_whitespace().nth(2).is_none())
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
                confidence: Confidence::Likely,
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

/// What the owner was told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerFrom {
    /// The words name them.
    Words,
    /// The cause names them for who said it, or for a message that has come
    /// back.
    Case,
    /// The cause names them.
    Cause,
    /// While the servers still try, nobody has to chase the other side.
    Waiting,
}

/// A delivery judged.
struct Judged<'k> {
    outcome: Outcome,
    case: Case<'k>,
    trace: Option<Trace>,
    owner_from: OwnerFrom,
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
) -> (Owner, OwnerFrom) {
    let Some(cause) = cause else { return (Owner::Tier2, OwnerFrom::Cause) };
    let given_up = is_given_up(delivery.action, case.class());
    let here = cause.owner_when.iter().find(|when| {
        (when.said_by.is_empty() || when.said_by.contains(&case.said_by))
            && (given_up || !when.given_up)
    });
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
        (Owner::Nobody, OwnerFrom::Waiting)
    } else {
        let from = match (said, here) {
            (Some(_), _) => OwnerFrom::Words,
            (None, Some(_)) => OwnerFrom::Case,
            (None, None) => OwnerFrom::Cause,
        };
        (owner, from)
    }
}
