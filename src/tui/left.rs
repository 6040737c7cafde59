//! Diagnoses that were left: they are there until the program ends, as what was
//! typed into the place for pasting is.

use super::model::Model;
use super::screens::Screen;
use super::screens::browse::Browse;
use super::screens::diagnosis::Diagnosed;

/// The most that are kept; each has its whole text.
const MOST: usize = 8;

/// A diagnosis that was left.
#[derive(Debug)]
pub(crate) struct LeftDiagnosis {
    diagnosed: Box<Diagnosed>,
    /// Whether what left the program had stand-ins.
    redact: bool,
    /// Whom and what it is about.
    about: String,
}

impl Model {
    /// Keeps a diagnosis that was left; says whether there is anything in it.
    pub(crate) fn leave_behind(&mut self, diagnosed: Box<Diagnosed>) -> bool {
        let Some(about) = diagnosed.about(&self.library) else { return false };
        if self.kept.diagnoses.len() >= MOST {
            self.kept.diagnoses.remove(0);
        }
        self.kept.diagnoses.push(LeftDiagnosis { diagnosed, redact: self.redact, about });
        self.offer_left();
        true
    }

    /// Goes back to a diagnosis that was left, from 0; 0 was left last.
    pub(crate) fn go_back_to(&mut self, at: usize) {
        let kept = &mut self.kept.diagnoses;
        let Some(at) = kept.len().checked_sub(at + 1) else { return };
        let LeftDiagnosis { diagnosed, redact, .. } = kept.remove(at);
        self.redact = redact;
        self.screens.push(Screen::Diagnosis(diagnosed));
        self.offer_left();
    }

    /// Shows them as what one can go back to.
    fn offer_left(&mut self) {
        let about = self.left_behind();
        for screen in self.screens.iter_mut() {
            if let Screen::Browse(browse) = screen {
                browse.offer_left(&about, &self.library);
            }
        }
    }

    /// What those are about that were left, the last first.
    fn left_behind(&self) -> Vec<String> {
        self.kept.diagnoses.iter().rev().map(|left| left.about.clone()).collect()
    }

    /// A search above what is seen, from which one goes back there.
    pub(crate) fn search_above(&mut self) {
        let mut browse = Browse::new("", &self.library).above_others();
        browse.offer(self.keeping.last.as_ref(), &self.library);
        browse.offer_left(&self.left_behind(), &self.library);
        self.screens.push(Screen::Browse(Box::new(browse)));
    }
}
