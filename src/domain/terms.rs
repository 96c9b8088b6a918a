//! What a survey promises its residents, as it was published.

use super::{Mode, Offer, Offers};

/// What a survey promises and offers, as it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// How far answers are from people.
    pub mode: Mode,
    /// Anybody may answer without a code, too.
    pub open_door: bool,
    /// There are withdrawal codes.
    pub withdrawal: bool,
    /// There is a prize draw.
    pub draw: bool,
    /// The results come by mail.
    pub report: bool,
}

impl Terms {
    /// What a survey of this mode with these offers promises.
    pub fn of(mode: Mode, offers: &Offers) -> Self {
        Self {
            mode,
            open_door: offers.has(Offer::OpenDoor),
            withdrawal: offers.has(Offer::Withdrawal),
            draw: offers.has(Offer::Draw),
            report: offers.has(Offer::Report),
        }
    }

    /// Whether a mark of a paragraph holds (`engine::holding`).
    pub fn hold(&self, word: &str) -> bool {
        match word {
            "codes" => self.has_codes(),
            "open-door" => self.open_door,
            "withdrawal" => self.withdrawal,
            "draw" => self.draw,
            "report" => self.report,
            mode => mode == self.mode.as_str(),
        }
    }

    /// Whether people come with codes.
    pub fn has_codes(&self) -> bool {
        self.mode != Mode::Open
    }
}

impl Default for Terms {
    /// The least that can be promised, where no survey is known.
    fn default() -> Self {
        let (open_door, withdrawal, draw, report) = Default::default();
        Self { mode: Mode::Open, open_door, withdrawal, draw, report }
    }
}
