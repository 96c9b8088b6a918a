//! A number with decimals; comma and point are both understood.

use super::number::Number;

pub(super) static DECIMAL: Number = Number { whole: false };
