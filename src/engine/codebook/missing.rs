//! Why there is no answer. Inside the program a reason is a text that no answer can be, so that -8 is
//! a number like any other; in files a reason has a number outside of what its variable may hold.
//! Start reading at [`MissingRange`].

use super::super::expr::Extent;

/// The reasons that the system sets. Respondents pick -8, -7 and -6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// -9: shown, not answered.
    NoAnswer,
    /// -4: part of the instrument, not asked in this version.
    NotInVersion,
    /// -2: not asked (routing).
    NotAsked,
}

/// Every reason by its code in most variables, with its meaning in German and English (study
/// conventions, §4.0).
pub const MISSING_CODES: [(i32, &str, &str); 9] = [
    (-9, "keine Angabe", "no answer"),
    (-8, "weiß nicht", "don't know"),
    (-7, "möchte ich nicht beantworten", "prefer not to answer"),
    (-6, "trifft nicht zu", "does not apply"),
    (-5, "unplausibel, gelöscht", "implausible, set missing"),
    (-4, "in dieser Fassung nicht gestellt", "not asked in this version"),
    (-3, "nicht erreicht (Abbruch)", "not reached (break-off)"),
    (-2, "nicht gestellt (Filter)", "not asked (routing)"),
    (-1, "zur Anonymisierung entfernt", "removed for anonymity"),
];

/// What stored answers hold in place of -1 … -9: nobody can type a control character, and no kind of
/// question keeps one.
const MARKED: [&str; 9] = [
    "\u{7f}1", "\u{7f}2", "\u{7f}3", "\u{7f}4", "\u{7f}5", "\u{7f}6", "\u{7f}7", "\u{7f}8",
    "\u{7f}9",
];

/// How many reasons there are.
const REASONS: usize = MARKED.len();

/// What files hold in place of them, the first range that is free.
const WRITTEN: [[&str; REASONS]; 5] = [
    ["-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9"],
    ["-91", "-92", "-93", "-94", "-95", "-96", "-97", "-98", "-99"],
    ["-991", "-992", "-993", "-994", "-995", "-996", "-997", "-998", "-999"],
    ["-9991", "-9992", "-9993", "-9994", "-9995", "-9996", "-9997", "-9998", "-9999"],
    [
        "-999999991",
        "-999999992",
        "-999999993",
        "-999999994",
        "-999999995",
        "-999999996",
        "-999999997",
        "-999999998",
        "-999999999",
    ],
];

impl Missing {
    /// Its code in most variables.
    pub fn code(self) -> i32 {
        match self {
            Missing::NoAnswer => -9,
            Missing::NotInVersion => -4,
            Missing::NotAsked => -2,
        }
    }

    /// The same as text.
    pub fn text(self) -> &'static str {
        MissingRange::default().text(self.code())
    }

    /// As answers hold it.
    pub fn stored(self) -> &'static str {
        stored(self.code()).unwrap_or_default()
    }
}

/// Whether a stored value is a reason rather than an answer.
pub fn is_missing(stored: &str) -> bool {
    matches!(stored.as_bytes(), [0x7f, b'1'..=b'9'])
}

/// The code of a stored reason, −9 to −1; none of an answer.
pub fn code_of(stored: &str) -> Option<i32> {
    match stored.as_bytes() {
        [0x7f, digit @ b'1'..=b'9'] => Some(-i32::from(digit - b'0')),
        _ => None,
    }
}

/// A reason as answers hold it, from its code.
pub fn stored(code: i32) -> Option<&'static str> {
    MARKED.get(place(code)?).copied()
}

/// A stored value as a form holds it: -8 where nobody knew.
pub fn posted(stored: &str) -> &str {
    let code = code_of(stored).and_then(place);
    code.map_or(stored, |place| WRITTEN[0][place])
}

/// How answers are stored now. Before there was a number, -9 to -1 were reasons.
pub const CODING: u8 = 1;

/// The reason that a value stood for before.
pub fn of_before(value: &str) -> Option<&'static str> {
    match value.as_bytes() {
        [b'-', digit @ b'1'..=b'9'] => stored(-i32::from(digit - b'0')),
        _ => None,
    }
}

fn place(code: i32) -> Option<usize> {
    usize::try_from(-i64::from(code) - 1).ok().filter(|place| *place < REASONS)
}

/// The numbers that stand for reasons in the files of a variable: -9 to -1, unless it may hold one of
/// them; then -99 to -91, and so on. Where nothing is known of what it may hold, -999999999 to
/// -999999991, which no question accepts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingRange(usize);

impl MissingRange {
    /// For who may hold any number.
    pub const FAR: Self = Self(WRITTEN.len() - 1);

    /// The first range that has none of these values and lies outside of these bounds.
    pub(in crate::engine) fn free<'v>(
        values: impl Iterator<Item = &'v str> + Clone,
        extent: Extent,
    ) -> Self {
        let is_free = |range: &[&str; REASONS]| {
            let ends = [range[REASONS - 1], range[0]].map(|end| end.parse::<f64>().unwrap_or(0.0));
            (extent.max < ends[0] || extent.min > ends[1])
                && !values.clone().any(|value| range.contains(&value))
        };
        Self(WRITTEN.iter().position(is_free).unwrap_or(Self::FAR.0))
    }

    /// The code of a reason that is -9 to -1 elsewhere.
    pub fn code(self, code: i32) -> i32 {
        self.text(code).parse().unwrap_or(code)
    }

    /// The same as text.
    pub fn text(self, code: i32) -> &'static str {
        place(code).map_or("", |place| WRITTEN[self.0][place])
    }

    /// Which reason a code stands for; none where it is an answer.
    pub fn reason(self, written: &str) -> Option<i32> {
        let place = WRITTEN[self.0].iter().position(|code| *code == written)?;
        WRITTEN[0][place].parse().ok()
    }
}

/// Whether this number stands for a reason where nothing is known of what a variable may hold.
pub(in crate::engine) fn is_far(number: f64) -> bool {
    (-999_999_999.0..=-999_999_991.0).contains(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_no_answers() {
        for (code, _, _) in MISSING_CODES {
            let stored = stored(code).unwrap();
            assert!(is_missing(stored) && !is_missing(&code.to_string()));
            assert_eq!(code_of(stored), Some(code));
            assert_eq!(posted(stored), code.to_string());
            assert_eq!(of_before(&code.to_string()), Some(stored));
        }
        for none in [0, -10, 1, i32::MIN, i32::MAX] {
            assert_eq!(stored(none), None);
        }
        for value in ["", "-", "-0", "-10", "-8.0", "8", "\u{7f}", "\u{7f}0", "\u{7f}10"] {
            assert!(!is_missing(value) && of_before(value).is_none(), "{value:?}");
            assert_eq!(posted(value), value);
        }
    }

    #[test]
    fn a_range_is_free() {
        let none = || std::iter::empty::<&str>();
        let outside = |min, max| MissingRange::free(none(), Extent { min, max }).code(-8);
        assert_eq!(outside(0.0, f64::INFINITY), -8);
        assert_eq!(outside(-0.5, 10.0), -8);
        assert_eq!(outside(-1.0, 10.0), -98);
        assert_eq!(outside(-5.0, 5.0), -98);
        assert_eq!(outside(-50.0, -10.0), -8);
        assert_eq!(outside(-1000.0, 1000.0), -9998);
        assert_eq!(outside(-1e6, f64::INFINITY), -999_999_998);
        assert_eq!(outside(f64::NEG_INFINITY, f64::INFINITY), -999_999_998);
        let range =
            |values: &[&'static str]| MissingRange::free(values.iter().copied(), Extent::NONE);
        let beside = |values: &[&'static str]| range(values).code(-9);
        assert_eq!(beside(&["1", "2", "-10"]), -9);
        assert_eq!(beside(&["1", "-1"]), -99);
        assert_eq!(beside(&["-1", "-99"]), -999);
        assert_eq!(MissingRange::default().reason("-98"), None);
        assert_eq!(range(&["-1"]).reason("-98"), Some(-8));
    }
}
