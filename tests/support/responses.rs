//! Made-up responses to a questionnaire: every question answered somehow, without its routes, so
//! that every column gets values. The same seed gives the same response.

use zugvogel::app::builtin::{Builtin, find_questionnaire};
use zugvogel::engine::Holds;
use zugvogel::engine::{Questionnaire, Response};
use zugvogel::formats::json;

/// The built-in questionnaire of this name.
pub(crate) fn questionnaire(name: &str) -> Questionnaire {
    let checked = json::load(find_questionnaire(name).unwrap(), &Builtin);
    checked.sound().unwrap()
}

/// A response with valid values and missing codes. Texts are what breaks careless writers.
pub(crate) fn response(questionnaire: &Questionnaire, seed: u32) -> Response {
    let mut dice = Dice(u64::from(seed) + 1);
    let page = |index: usize| questionnaire.pages()[index].name.clone();
    let mut response = Response {
        language: if dice.below(4) == 0 { "en" } else { "de" }.to_owned(),
        seed: dice.below(1 << 31) as u32,
        disposition: "1.1".to_owned(),
        last_page: page(questionnaire.pages().len() - 1),
        ..Response::default()
    };
    for slot in questionnaire.slots() {
        let question = &questionnaire.questions()[slot.question];
        if question.definition.off || dice.below(8) == 0 {
            continue;
        }
        let choices = questionnaire.choices(question);
        let value = match (dice.below(10), slot.holds) {
            (0, _) => "-9".to_owned(),
            (1, _) if !question.definition.missing.is_empty() => {
                question.definition.missing[0].to_string()
            }
            (_, Holds::Choice) if choices.is_empty() => "-9".to_owned(),
            (_, Holds::Choice) => choices[dice.below(choices.len())].value.clone(),
            (_, Holds::Choices) => {
                let ticked = choices.iter().filter(|_| dice.below(12) == 0);
                let ticked: Vec<&str> = ticked.map(|choice| choice.value.as_str()).collect();
                if ticked.is_empty() { "-9".to_owned() } else { ticked.join(" ") }
            }
            (_, Holds::Ranking) => {
                let ranked: Vec<&str> =
                    choices.iter().map(|choice| choice.value.as_str()).collect();
                ranked.join(" ")
            }
            (_, Holds::Integer) => dice.below(2000).to_string(),
            (_, Holds::Decimal) => format!("{}.{}", dice.below(30), 1 + dice.below(9)),
            (2..6, Holds::Text) => "-9".to_owned(),
            (_, Holds::Text) => TEXTS[dice.below(TEXTS.len())].to_owned(),
        };
        response.answers.insert(slot.name.clone(), value);
    }
    response
}

/// Texts that people or attackers write.
pub(crate) const TEXTS: [&str; 12] = [
    "Mehr Bus und Bahn, bitte.",
    "Grüße aus Öhringen – »schön« 🙂",
    "erste Zeile\nzweite Zeile\r\ndritte",
    "a; b, c\t\"d\"",
    "=HYPERLINK(\"http://example.org\";\"hier\")",
    "+49 4401 927",
    "-Nordsee",
    "@alle",
    "\t=1+1",
    "03461002",
    "1.5",
    "'so genannt'",
];

/// Numbers that look random (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }
}
