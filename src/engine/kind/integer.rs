//! A whole number.

use super::number::Number;

pub(super) static INTEGER: Number = Number { whole: true };
