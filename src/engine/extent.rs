//! Between which numbers the answer to a question can lie, from its bounds, constraint, choices and
//! calculation.

use std::cell::Cell;

use super::Questionnaire;
use super::expr::Extent;
use super::model::{DateUnit, KindName};
use super::questionnaire::{Bound, Holds, Step};

/// Bounds that rest on so many others are not followed to the end.
const DEPTH: usize = 8;

impl Questionnaire {
    /// What a slot may hold as a number.
    pub(super) fn extent(&self, slot: usize) -> Extent {
        self.extents.get(slot).copied().unwrap_or(Extent::ALL)
    }

    /// Works out the extent of every slot, each once: calculations after those that they take.
    pub(super) fn extents(&self) -> Vec<Extent> {
        let known = vec![Cell::new(None); self.slots.len()];
        let worked_out = self.steps.iter().filter_map(|planned| match planned.step {
            Step::Slot(slot) => Some(slot),
            _ => None,
        });
        for slot in worked_out.chain(0..self.slots.len()) {
            self.extent_within(slot, DEPTH, &known);
        }
        known.into_iter().map(|extent| extent.get().unwrap_or(Extent::ALL)).collect()
    }

    fn extent_within(&self, slot: usize, depth: usize, known: &[Cell<Option<Extent>>]) -> Extent {
        if let Some(extent) = known[slot].get() {
            return extent;
        }
        let Some(depth) = depth.checked_sub(1) else { return Extent::ALL };
        let extent = self.work_out(slot, &|name: &str| match self.find_slot(name) {
            Some(slot) => self.extent_within(slot, depth, known),
            None => Extent::ALL,
        });
        known[slot].set(Some(extent));
        extent
    }

    fn work_out(&self, slot: usize, of: &dyn Fn(&str) -> Extent) -> Extent {
        let slot = &self.slots[slot];
        let question = &self.questions[slot.question];
        if question.definition.kind == KindName::Repeat {
            return Extent::of(0.0, f64::INFINITY);
        }
        if let Some(calculation) = &slot.calculation {
            return calculation.extent(&of);
        }
        let bounded = |min: Option<&Bound>, max: Option<&Bound>| {
            let told = |bound: &Bound| match bound {
                Bound::Number(number) => Extent::of(*number, *number),
                // No bound where it is no number.
                Bound::Expr(expr) => expr.extent(&of),
            };
            let min = min.map(|bound| told(bound).min).filter(|min| *min < f64::INFINITY);
            let max = max.map(|bound| told(bound).max).filter(|max| *max > f64::NEG_INFINITY);
            Extent::of(min.unwrap_or(f64::NEG_INFINITY), max.unwrap_or(f64::INFINITY))
        };
        match slot.holds {
            Holds::Choice | Holds::Choices | Holds::Ranking if question.offers.is_none() => {
                let values = self.choices(question).iter().map(|c| Extent::of_text(&c.value));
                values.fold(Extent::NONE, Extent::or)
            }
            Holds::Integer | Holds::Decimal => {
                let part = slot.part.and_then(|part| Some((part, question.parts.get(part)?)));
                let own = match part {
                    Some((part, (min, max))) => {
                        let natural = match question.definition.parts.get(part).map(|it| it.part) {
                            Some(DateUnit::Year) => Extent::of(1000.0, 9999.0),
                            _ => Extent::of(1.0, 31.0),
                        };
                        bounded(min.as_ref(), max.as_ref()).and(natural)
                    }
                    None if question.definition.kind == KindName::Range => {
                        let ends = bounded(question.min.as_ref(), question.max.as_ref());
                        let (lacks_min, lacks_max) =
                            (question.min.is_none(), question.max.is_none());
                        Extent::of(
                            if lacks_min { 1.0 } else { ends.min },
                            if lacks_max { 10.0 } else { ends.max },
                        )
                    }
                    None => bounded(question.min.as_ref(), question.max.as_ref()),
                };
                let constraint = question.constraint.as_ref();
                constraint.map_or(own, |constraint| own.and(constraint.limits(&of)))
            }
            _ => Extent::ALL,
        }
    }
}
