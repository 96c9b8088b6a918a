//! Which change is taken back next, and which is made again. The log only grows: taking a change back is a change that
//! says so, and making it again takes that one back.

/// The next steps back and forth, by the numbers of the changes that they would take back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reversal {
    /// What would be taken back.
    pub undo: Option<i64>,
    /// What would be made again: the change that took it back.
    pub redo: Option<i64>,
}

/// From a log, the oldest change first: number, and the number of what it takes back.
pub fn reversals(log: &[(i64, Option<i64>)]) -> Reversal {
    let (mut done, mut undone) = (Vec::new(), Vec::new());
    for (number, undoes) in log {
        match undoes {
            Some(undoes) if done.last() == Some(undoes) => {
                done.pop();
                undone.push(*number);
            }
            Some(undoes) if undone.last() == Some(undoes) => {
                undone.pop();
                done.push(*number);
            }
            // It took back something older than the log reaches.
            Some(_) => undone.push(*number),
            None => {
                done.push(*number);
                undone.clear();
            }
        }
    }
    Reversal { undo: done.pop(), redo: undone.pop() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(log: &[(i64, Option<i64>)], undo: Option<i64>, redo: Option<i64>) {
        assert_eq!(reversals(log), Reversal { undo, redo }, "{log:?}");
    }

    #[test]
    fn steps_lead_back_and_forth() {
        check(&[], None, None);
        check(&[(1, None)], Some(1), None);
        check(&[(1, None), (2, Some(1))], None, Some(2));
        check(&[(1, None), (2, None), (3, Some(2))], Some(1), Some(3));
        check(&[(1, None), (2, None), (3, Some(2)), (4, Some(1))], None, Some(4));
        check(&[(1, None), (2, Some(1)), (3, Some(2))], Some(3), None);
        check(&[(1, None), (2, None), (3, Some(2)), (4, Some(3))], Some(4), None);
    }

    /// What was made again can be taken back once more, and leads to the change before it then.
    #[test]
    fn again_and_again() {
        let log = [(1, None), (2, None), (3, Some(2)), (4, Some(3)), (5, Some(4))];
        check(&log, Some(1), Some(5));
    }

    #[test]
    fn something_new_ends_the_way_forth() {
        check(&[(1, None), (2, Some(1)), (3, None)], Some(3), None);
    }
}
