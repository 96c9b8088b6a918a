//! What is stored of people who said more or less has one length: none of the simulated residents needs
//! more room than their questionnaire gives.

use zugvogel::app::env;
use zugvogel::app::simulate::{Profile, Walked, simulate};
use zugvogel::clock::Clock;
use zugvogel::engine::model::KindName;
use zugvogel::engine::{Answers, Draft};
use zugvogel::formats::{FormFiles, json};
use zugvogel::i18n::Locale;
use zugvogel::ids::SurveyId;
use zugvogel::seal::{DraftKey, Secret};

use super::{Folder, all};

#[test]
fn all_have_one_length() {
    let key = DraftKey::from_token(&Secret::from([7; 32]), &SurveyId(String::new()), "token");
    let env = env(&Clock::System, Locale::fallback());
    for (name, bytes) in all() {
        let questionnaire = json::load(&bytes, &Folder).sound().unwrap();
        let profile = Folder.read(&format!("{name}.simulation.json"));
        let profile = profile.map(|bytes| Profile::load(&bytes, &questionnaire).unwrap());
        let profile = profile.unwrap_or_default();
        let (mut plain, mut sealed) = (Vec::new(), Vec::new());
        let mut seal = |json: Vec<u8>| {
            plain.push(json.len());
            sealed.push(key.seal(&json, questionnaire.room()).unwrap().len());
        };
        // Without a profile nobody gets through some of them.
        for walked in simulate(&questionnaire, &profile, 40, 1, &env).map_while(Result::ok) {
            match walked {
                Walked::Submitted(response) => {
                    seal(serde_json::to_vec(&response).unwrap());
                    // Her draft before she submitted, all but what is off the route.
                    let mut answers = Answers::default();
                    response.answers.iter().for_each(|(name, value)| answers.set(name, value));
                    let asked = response.answers.keys().map(|name| name.into()).collect();
                    let seen = questionnaire.pages().iter().map(|page| page.name.as_str().into());
                    let (language, seed, seen) = (response.language, response.seed, seen.collect());
                    let full =
                        questionnaire.quotas().iter().map(|it| it.definition.name.as_str().into());
                    let full = full.collect();
                    let draft = Draft { language, seed, answers, seen, asked, full };
                    seal(serde_json::to_vec(&draft).unwrap());
                }
                Walked::BrokenOff(draft) => seal(serde_json::to_vec(&draft).unwrap()),
                Walked::Discarded => {}
            }
        }
        assert!(name != "wesermarsch" || plain.len() > 80, "{plain:?}");
        if plain.is_empty() {
            continue;
        }
        plain.sort_unstable();
        let (middle, most) = (plain[plain.len() / 2], plain[plain.len() - 1]);
        println!("{name}: {middle} bytes, at most {most}, in {}", sealed[0]);
        assert!(sealed.iter().all(|length| *length == sealed[0]), "{name}: {plain:?}");
    }
}

/// Prose in two languages, none of it twice.
const PROSE: &str = include_str!("../../docs/privacy.md");

#[test]
fn who_fills_every_text_to_the_brim_has_room_too() {
    let key = DraftKey::from_token(&Secret::from([7; 32]), &SurveyId(String::new()), "token");
    for (name, bytes) in all() {
        let questionnaire = json::load(&bytes, &Folder).sound().unwrap();
        let (mut draft, mut prose) = (Draft::default(), PROSE.chars().cycle());
        for slot in questionnaire.slots() {
            let question = &questionnaire.questions()[slot.question].definition;
            let value: String = match question.kind {
                KindName::Text => {
                    prose.by_ref().take(question.max_length.unwrap() as usize).collect()
                }
                _ => "1".to_owned(),
            };
            draft.answers.set(&slot.name, value);
            draft.asked.insert(slot.name.as_str().into());
        }
        let length = |draft: &Draft| {
            let json = serde_json::to_vec(draft).unwrap();
            key.seal(&json, questionnaire.room()).unwrap().len()
        };
        assert_eq!(length(&draft), length(&Draft::default()), "{name}");
    }
}
