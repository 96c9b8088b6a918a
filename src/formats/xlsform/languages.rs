//! Languages of a form: the names in headers (`English (en)`) and the codes of our model (`en`).

use crate::engine::model::Text;
use crate::language;

/// The language of texts that nobody gave a language to (BCP 47: undetermined).
const UNKNOWN: &str = "und";

/// The name XLSForm has for that.
const UNNAMED: &str = "default";

/// The code a language's name stands for.
pub(super) fn code(name: &str) -> String {
    if name == UNNAMED { UNKNOWN.to_owned() } else { language::code(name) }
}

/// The name to write into headers for a code, so that [`code`] gives the code back.
pub(super) fn name(code: &str) -> String {
    if code == UNKNOWN {
        return UNNAMED.to_owned();
    }
    match language::own_name(code) {
        Some(own) => format!("{own} ({code})"),
        None => code.to_owned(),
    }
}

/// The languages of a form in order, the first of them the one to fall back to.
#[derive(Debug, Default)]
pub(super) struct FormLanguages {
    /// Name and code.
    list: Vec<(String, String)>,
    /// The name of the language of texts without one.
    default: String,
}

impl FormLanguages {
    /// From the names in the headers, in their order, and the setting `default_language`.
    /// `unnamed` says whether there are texts without a language.
    pub(super) fn new(named: &[&str], default: Option<&str>, unnamed: bool) -> Self {
        let default = default.unwrap_or(UNNAMED);
        let mut languages = Self { list: Vec::new(), default: default.to_owned() };
        if unnamed || named.is_empty() || named.contains(&default) {
            languages.add(default);
        }
        for name in named {
            languages.add(name);
        }
        languages
    }

    /// Two names for one code are two languages, so the second keeps its name.
    fn add(&mut self, name: &str) {
        if self.list.iter().any(|(known, _)| known == name) {
            return;
        }
        let mut code = code(name);
        if self.list.iter().any(|(_, known)| *known == code) {
            code = name.to_owned();
        }
        self.list.push((name.to_owned(), code));
    }

    /// The codes in order.
    pub(super) fn codes(&self) -> Vec<String> {
        self.list.iter().map(|(_, code)| code.clone()).collect()
    }

    /// Names and codes in order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.list.iter()
    }

    /// The code of texts without a language.
    pub(super) fn default_code(&self) -> &str {
        self.code(&self.default)
    }

    /// The code of a header's language.
    pub(super) fn code<'s>(&'s self, name: &'s str) -> &'s str {
        self.list.iter().find(|(known, _)| known == name).map_or(name, |(_, code)| code)
    }

    /// A text from a cell without a language and those with one. Where only the first is written,
    /// it stands for all languages; else it belongs to the default language, whose own cell wins.
    pub(super) fn text<'c>(
        &self,
        unnamed: Option<&str>,
        named: impl Iterator<Item = (&'c str, &'c str)>,
    ) -> Text {
        let mut texts: std::collections::BTreeMap<String, String> =
            named.map(|(name, text)| (self.code(name).to_owned(), text.to_owned())).collect();
        match (unnamed, texts.is_empty()) {
            (None, true) => Text::Absent,
            (Some(text), true) => Text::Same(text.to_owned()),
            (unnamed, false) => {
                if let Some(text) = unnamed {
                    let default = self.code(&self.default).to_owned();
                    texts.entry(default).or_insert_with(|| text.to_owned());
                }
                Text::By(texts)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_comes_back_from_its_name() {
        for code in ["de", "de-simple", "sw", "und", "xx", "pt-BR", "ku-x-sorani"] {
            assert_eq!(super::code(&name(code)), code);
        }
    }

    #[test]
    fn the_default_language_comes_first() {
        let languages = FormLanguages::new(&["English (en)", "French"], Some("French"), false);
        assert_eq!(languages.codes(), ["fr", "en"]);
        let languages = FormLanguages::new(&["English (en)", "English"], None, true);
        assert_eq!(languages.codes(), ["und", "en", "English"]);
        assert_eq!(FormLanguages::new(&[], None, true).codes(), ["und"]);
    }

    #[test]
    fn a_cell_without_a_language_belongs_to_the_default_one() {
        let languages = FormLanguages::new(&["French (fr)"], Some("English (en)"), true);
        let by = |texts: &[(&str, &str)]| {
            Text::By(texts.iter().map(|(l, t)| (l.to_string(), t.to_string())).collect())
        };
        let french = [("French (fr)", "un")];
        assert_eq!(languages.text(Some("one"), [].into_iter()), Text::Same("one".into()));
        assert_eq!(
            languages.text(Some("one"), french.into_iter()),
            by(&[("en", "one"), ("fr", "un")])
        );
        assert_eq!(languages.text(None, french.into_iter()), by(&[("fr", "un")]));
    }
}
