//! The unit that a number is in: what its author wrote, and of a calculation that of what it adds up.

use super::Questionnaire;
use super::expr::Expr;
use super::model::Text;
use super::questionnaire::Step;

impl Questionnaire {
    /// The unit of what each slot holds; absent where none is known.
    pub(super) fn units(&self) -> Vec<&Text> {
        let own = |slot: usize| &self.questions[self.slots[slot].question].definition.unit;
        let mut units: Vec<&Text> = (0..self.slots.len()).map(own).collect();
        // Each calculation comes after those that it takes.
        for planned in &self.steps {
            if let Step::Slot(slot) = planned.step
                && units[slot].is_absent()
                && let Some(calculation) = &self.slots[slot].calculation
            {
                units[slot] = self.shared(&units, calculation);
            }
        }
        units
    }

    /// The unit of all that a calculation adds up; absent where they differ.
    fn shared<'q>(&'q self, units: &[&'q Text], calculation: &Expr) -> &'q Text {
        let of = |name: &str| self.find_slot(name).map(|slot| units[slot]);
        let mut all = calculation.measured_as().into_iter().flatten().map(of);
        match all.next().flatten() {
            Some(unit) if all.all(|other| other == Some(unit)) => unit,
            _ => &Text::Absent,
        }
    }
}
