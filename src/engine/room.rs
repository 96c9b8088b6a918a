//! How much room the answers to a questionnaire take as JSON. What is stored of one person must be as
//! long as what is stored of any other, so all is filled up to the length that follows from this.

use super::Questionnaire;
use super::kind;
use super::model::KindName;
use super::questionnaire::{Holds, Slot};
use super::upload::MOST_FILES;

/// What stands beside the answers: version, language, seed, withdrawal code, end.
const FRAME: usize = 512;
/// Instances of a repeat that are reckoned with; those who have more are rare and need more room.
const INSTANCES: usize = 8;
/// A number, a date or a place as it is written.
const NUMBER: usize = 24;
/// A file's key and name, which do not get shorter.
const FILE: usize = 200;
/// More than this no length is made for.
const MOST: usize = 60_000;

impl Questionnaire {
    /// How many bytes what is stored of one person takes. Rarely more: what does not fit as it is is
    /// deflated, which leaves a quarter of names and codes and less than half of German text.
    pub fn room(&self) -> usize {
        self.room
    }

    /// What [`room`](Self::room) is made of.
    pub(super) fn reckon_room(&self) -> usize {
        let (mut written, mut typed) = (0, 0);
        for slot in &self.slots {
            let times = if self.questions[slot.question].repeat.is_some() { INSTANCES } else { 1 };
            let (codes, text) = self.longest(slot);
            // Its value under its name, and its name among those that were asked.
            written += times * (2 * slot.name.len() + 12 + codes);
            typed += times * text;
        }
        written += self.pages.iter().map(|page| page.name.len() + 3).sum::<usize>();
        // Those that are full, or those in which it counts. Few names are like each other.
        let quotas: usize = self.quotas.iter().map(|it| it.definition.name.len() + 3).sum();
        let uploads = self.questions.iter().filter(|it| it.definition.upload.is_some()).count();
        let files = uploads.min(MOST_FILES) * FILE;
        (FRAME + written / 4 + typed / 3 + quotas + files).min(MOST)
    }

    /// The longest value of a slot: as much as is a code, and as much as somebody types.
    fn longest(&self, slot: &Slot) -> (usize, usize) {
        let question = &self.questions[slot.question];
        let values = || self.choices(question).iter().map(|choice| choice.value.len() + 1);
        match slot.holds {
            Holds::Choice => (values().max().unwrap_or(NUMBER), 0),
            // Those that a filter hides are stored, too.
            Holds::Choices | Holds::Ranking => (values().sum(), 0),
            Holds::Integer | Holds::Decimal => (NUMBER, 0),
            Holds::Text if question.definition.kind == KindName::Text => {
                (0, question.definition.max_length.unwrap_or(kind::LENGTH) as usize)
            }
            Holds::Text => (2 * NUMBER, 0),
        }
    }
}
