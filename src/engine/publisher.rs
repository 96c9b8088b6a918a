//! Who asks: what an organisation says of itself, put into a questionnaire that does not say it yet. Pure.

use std::collections::BTreeMap;

use super::model::{Publisher, Text};

impl Publisher {
    /// With what is missing here and `own` has, in these languages; what is there stays.
    #[must_use]
    pub fn filled(&self, own: &Self, languages: &[String]) -> Self {
        let text = |is: &Text, own: &Text| filled(is, own, languages);
        let word = |is: &String, own: &String| if is.trim().is_empty() { own } else { is }.clone();
        Self {
            name: text(&self.name, &own.name),
            unit: text(&self.unit, &own.unit),
            contact: text(&self.contact, &own.contact),
            phone: word(&self.phone, &own.phone),
            email: word(&self.email, &own.email),
            hours: text(&self.hours, &own.hours),
            imprint: text(&self.imprint, &own.imprint),
            privacy: text(&self.privacy, &own.privacy),
        }
        .begun()
    }

    /// As it can be written: where anything is said, some texts must be there, be it with nothing in them.
    #[must_use]
    pub fn begun(mut self) -> Self {
        for text in [&mut self.name, &mut self.contact, &mut self.imprint, &mut self.privacy] {
            if text.is_absent() {
                *text = Text::By(BTreeMap::new());
            }
        }
        self
    }

    /// Whether nothing is said.
    pub fn is_silent(&self) -> bool {
        let Self { name, unit, contact, phone, email, hours, imprint, privacy } = self;
        let texts = [name, unit, contact, hours, imprint, privacy].into_iter().flat_map(Text::all);
        texts.chain([phone.as_str(), email]).all(|text| text.trim().is_empty())
    }
}

fn filled(is: &Text, own: &Text, languages: &[String]) -> Text {
    let (mut texts, own) = match (is, own) {
        (Text::Absent, Text::By(own)) => (Default::default(), own),
        (Text::By(texts), Text::By(own)) => (texts.clone(), own),
        _ => return is.clone(),
    };
    for language in languages {
        let is_missing = texts.get(language).is_none_or(|text| text.trim().is_empty());
        if let Some(text) = own.get(language).filter(|_| is_missing) {
            texts.insert(language.clone(), text.clone());
        }
    }
    if texts.is_empty() { is.clone() } else { Text::By(texts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(texts: &[(&str, &str)]) -> Text {
        Text::By(texts.iter().map(|(code, text)| (code.to_string(), text.to_string())).collect())
    }

    #[test]
    fn only_what_is_missing_is_filled_in() {
        let own = Publisher {
            name: by(&[("de", "Kreis"), ("en", "County")]),
            imprint: by(&[("de", "Impressum")]),
            phone: "1".to_owned(),
            ..Publisher::default()
        };
        let is = Publisher { name: by(&[("de", "Stadt")]), ..Publisher::default() };
        let filled = is.filled(&own, &["de".to_owned(), "en".to_owned()]);
        assert_eq!(filled.name, by(&[("de", "Stadt"), ("en", "County")]));
        assert_eq!((&filled.imprint, filled.phone.as_str()), (&by(&[("de", "Impressum")]), "1"));
        assert_eq!((&filled.privacy, &filled.unit), (&by(&[]), &Text::Absent));
        assert!(!filled.is_silent() && Publisher::default().begun().is_silent());
        // Languages that the questionnaire does not have are none of it.
        assert_eq!(is.filled(&own, &["pl".to_owned()]).imprint, by(&[]));
    }
}
