//! Saves sessions beside a screen: a thread of its own waits for the disk, so
//! that no key does. Another one reads what was kept before, so that no saving
//! waits for that.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Complaint, Fault, Keeper, Listed, Store};
use crate::guide::{Dated, Likeness, Record, Session, Summary};
use crate::knowledge::Knowledge;
use crate::services::clock;

/// How much is still to be saved, by all of the program.
static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);

/// Something for the saver to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Save a session as it is now.
    Keep {
        /// Which of those that this program has open.
        slot: u64,
        /// All that was done in it.
        deeds: Vec<Dated>,
        /// Where it was kept before, for one that was gone on with.
        record: Option<Arc<Record>>,
    },
    /// Say which session changed last and is not over.
    Last,
    /// Find the kept sessions that have the cause of this case.
    Alike(Likeness),
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// A session was saved, or could not be.
    Kept {
        /// Which.
        slot: u64,
        /// As what it is kept; none where it never was.
        listed: Option<Listed>,
        /// What the person has to be told.
        complaint: Option<Complaint>,
    },
    /// The session that changed last and is not over.
    Last(Option<Listed>),
    /// The kept sessions that have the cause of a case, the latest first.
    Alike {
        /// The case.
        present: Likeness,
        /// The sessions.
        cases: Vec<Listed>,
    },
}

/// The saver, as the screen sees it.
#[derive(Debug)]
pub struct Saver {
    orders: Option<Sender<Order>>,
    /// To who reads; started when the first thing is to be read.
    questions: Option<Sender<Order>>,
    store: Option<Store>,
    to: Sender<Report>,
    reports: Receiver<Report>,
    awaited: usize,
}

impl Saver {
    /// Starts the thread. Without a place nothing is saved, and that is said.
    pub fn start(store: Option<Store>, knowledge: &'static Knowledge) -> Self {
        let (orders, from) = channel();
        let (to, reports) = channel();
        let (own, report) = (store.clone(), to.clone());
        let work = move || Worker { store, knowledge, keepers: Vec::new() }.work(&from, &report);
        let started = thread::Builder::new().name("saver".to_owned()).spawn(work);
        let orders = started.is_ok().then_some(orders);
        Self { orders, questions: None, store: own, to, reports, awaited: 0 }
    }

    /// Asks for something that is only read.
    fn ask(&mut self, order: Order) {
        if self.questions.is_none() {
            let (questions, from) = channel();
            let (store, to) = (self.store.clone(), self.to.clone());
            let work = move || read(store.as_ref(), &from, &to);
            let started = thread::Builder::new().name("reader".to_owned()).spawn(work);
            self.questions = started.is_ok().then_some(questions);
        }
        let sent = self.questions.as_ref().is_some_and(|to| to.send(order).is_ok());
        self.awaited += usize::from(sent);
    }

    /// Hands something over and does not wait.
    pub fn order(&mut self, order: Order) {
        if !matches!(order, Order::Keep { .. }) {
            return self.ask(order);
        }
        UNDER_WAY.fetch_add(1, Ordering::SeqCst);
        let sent = self.orders.as_ref().is_some_and(|orders| orders.send(order).is_ok());
        if sent {
            self.awaited += 1;
        } else {
            UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// Whether a report is still to come.
    pub fn is_awaited(&self) -> bool {
        self.awaited > 0
    }

    /// The reports that are there; waits for none.
    pub fn reports(&mut self) -> Vec<Report> {
        let reports: Vec<Report> = self.reports.try_iter().collect();
        self.awaited = self.awaited.saturating_sub(reports.len());
        reports
    }
}

/// Waits until everything that was handed over is on the disk, but no longer
/// than that: a disk that hangs must not keep anybody.
pub fn wait_for_saves(longest: Duration) {
    let end = Instant::now() + longest;
    while UNDER_WAY.load(Ordering::SeqCst) > 0 && Instant::now() < end {
        thread::sleep(Duration::from_millis(2));
    }
}

/// The thread's own side.
struct Worker {
    store: Option<Store>,
    knowledge: &'static Knowledge,
    keepers: Vec<(u64, Keeper)>,
}

impl Worker {
    fn work(mut self, orders: &Receiver<Order>, reports: &Sender<Report>) {
        for order in orders {
            let Order::Keep { slot, deeds, record } = order else { continue };
            let report = self.keep(slot, deeds, record.as_deref());
            let sent = reports.send(report);
            UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
            if sent.is_err() {
                return;
            }
        }
    }

    fn keep(&mut self, slot: u64, deeds: Vec<Dated>, record: Option<&Record>) -> Report {
        let Some(store) = &self.store else {
            let complaint = Some(Complaint::unsaved(&Fault::no_place(), None, deeds.len()));
            return Report::Kept { slot, listed: None, complaint };
        };
        let at = self.keepers.iter().position(|(known, _)| *known == slot).unwrap_or_else(|| {
            let keeper = match record {
                Some(record) => Keeper::resumed(store.clone(), record.clone()),
                None => Keeper::new(Some(store.clone())),
            };
            self.keepers.push((slot, keeper));
            self.keepers.len() - 1
        });
        let Some((_, keeper)) = self.keepers.get_mut(at) else {
            return Report::Kept { slot, listed: None, complaint: None };
        };
        let session = Session::replay(self.knowledge, deeds);
        let now = clock::now();
        let complaint = keeper.keep(&session, now);
        let listed = keeper.id().map(|id| Listed {
            id: id.to_owned(),
            summary: Summary::of(&session, keeper.started().unwrap_or(now), now),
        });
        Report::Kept { slot, listed, complaint }
    }
}

/// The other thread: answers what is asked of the kept sessions.
fn read(store: Option<&Store>, questions: &Receiver<Order>, reports: &Sender<Report>) {
    for question in questions {
        let report = match question {
            Order::Alike(present) => {
                let listed = store.filter(|store| store.exists()).map(|store| store.list().0);
                let mut cases = listed.unwrap_or_default();
                cases.retain(|one| one.summary.likeness().cause == present.cause);
                Report::Alike { present, cases }
            }
            _ => Report::Last(store.and_then(Store::last_open)),
        };
        if reports.send(report).is_err() {
            return;
        }
    }
}
