//! The unit that a number is in: what its author wrote, and of a calculation that of what it adds up.

use super::Questionnaire;
use super::model::Text;

/// So far calculations are followed.
const DEPTH: usize = 8;

impl Questionnaire {
    /// The unit of what a slot holds; absent where none is known.
    pub(super) fn unit(&self, slot: usize) -> &Text {
        self.unit_within(slot, DEPTH)
    }

    fn unit_within(&self, slot: usize, depth: usize) -> &Text {
        let slot = &self.slots[slot];
        let own = &self.questions[slot.question].definition.unit;
        let (Some(calculation), Some(depth), true) =
            (&slot.calculation, depth.checked_sub(1), own.is_absent())
        else {
            return own;
        };
        let of = |name: &str| self.find_slot(name).map(|slot| self.unit_within(slot, depth));
        let mut units = calculation.measured_as().into_iter().flatten().map(of);
        match units.next().flatten() {
            Some(unit) if units.all(|other| other == Some(unit)) => unit,
            _ => &Text::Absent,
        }
    }
}
