//! Author text as a respondent gets it: with the language that it is really in.
//!
//! A text that is not translated is shown in another language, and a screen reader must be told so.

use std::borrow::Cow;
use std::ops::Deref;

use super::Questionnaire;
use super::text::Rich;

/// A text and its language. It can be read like the text it holds; writing it out in a page needs
/// the view, which marks the language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localized<'q, T> {
    /// The text.
    pub text: T,
    /// Language code; none where the text belongs to no language, such as a name or an answer.
    pub language: Option<Cow<'q, str>>,
}

/// One line of plain text.
pub type Line<'q> = Localized<'q, Cow<'q, str>>;
/// One line that outlives the questionnaire.
pub type OwnedLine = Localized<'static, String>;
/// Formatted text.
pub type Passage<'q> = Localized<'q, Cow<'q, Rich>>;

impl<T: Deref> Deref for Localized<'_, T> {
    type Target = T::Target;

    fn deref(&self) -> &T::Target {
        &self.text
    }
}

impl Questionnaire {
    /// The languages that a questionnaire speaks from the first to the last text.
    pub fn spoken(&self) -> impl Iterator<Item = &str> {
        let languages = self.definition.languages.iter();
        languages.filter(|it| !self.incomplete.contains(it)).map(String::as_str)
    }
}

impl<'q, T> Localized<'q, T> {
    /// The same language with another text.
    pub fn with<U>(self, change: impl FnOnce(T) -> U) -> Localized<'q, U> {
        Localized { text: change(self.text), language: self.language }
    }

    /// A text of no language.
    pub fn plain(text: T) -> Self {
        Localized { text, language: None }
    }
}

impl<'q> From<&'q str> for Line<'q> {
    fn from(text: &'q str) -> Self {
        Localized::plain(Cow::Borrowed(text))
    }
}

impl From<String> for Line<'_> {
    fn from(text: String) -> Self {
        Localized::plain(Cow::Owned(text))
    }
}

impl<T: Deref<Target = str>> Localized<'_, T> {
    /// A copy of its own.
    pub fn to_owned_line(&self) -> OwnedLine {
        let language = self.language.as_ref().map(|language| Cow::Owned(language.to_string()));
        Localized { text: self.text.to_string(), language }
    }
}

/// The languages in which a text is looked for: the one that is wanted, what that is a variety of
/// (`de` for `de-simple`), and the questionnaire's first.
pub(super) fn chain<'l>(wanted: &'l str, languages: &'l [String]) -> impl Iterator<Item = &'l str> {
    let broader = wanted.split_once('-').map(|(broader, _)| broader);
    [Some(wanted), broader, languages.first().map(String::as_str)].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::super::model::Text;

    #[test]
    fn a_text_is_looked_for_in_the_nearest_language() {
        #[track_caller]
        fn check(texts: &[(&str, &str)], wanted: &str, languages: &[&str], expect: (&str, &str)) {
            let own = |text: &&str| (*text).to_owned();
            let texts = texts.iter().map(|(language, text)| (own(language), own(text))).collect();
            let text = Text::By(texts);
            let languages: Vec<String> = languages.iter().map(own).collect();
            let localized = text.localized(wanted, &languages);
            assert_eq!((localized.text, localized.language.as_deref().unwrap_or_default()), expect);
        }
        let all = [("de", "ja"), ("de-simple", "Ja."), ("en", "yes")];
        let known = ["en", "de", "de-simple"];
        check(&all, "de-simple", &known, ("Ja.", "de-simple"));
        check(&all[..1], "de-simple", &known, ("ja", "de"));
        check(&all[2..], "de-simple", &known, ("yes", "en"));
        check(&all, "de", &known, ("ja", "de"));
        check(&all[2..], "de", &known, ("yes", "en"));
        check(&all, "uk", &known, ("yes", "en"));
        // What is empty is not translated, and any language is better than none.
        check(&[("de", ""), ("en", "yes")], "de", &["de", "en"], ("yes", "en"));
        check(&[], "de", &known, ("", ""));
    }

    #[test]
    fn a_text_for_all_languages_is_in_the_only_one_or_in_none() {
        let text = Text::Same("Brake".to_owned());
        let [de, en] = ["de", "en"].map(str::to_owned);
        assert_eq!(text.localized("ar", std::slice::from_ref(&de)).language.as_deref(), Some("de"));
        assert_eq!(text.localized("ar", &[de, en]).language, None);
    }
}
