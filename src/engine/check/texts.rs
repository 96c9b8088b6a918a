//! Texts: present where they are needed, in every language, with pipes that lead somewhere.

use std::collections::HashSet;

use super::super::kind::kind;
use super::super::model::{ChoiceList, Definition, FrameSource, KindName, Text};
use super::super::text::pipes;
use super::{Found, did_you_mean};

pub(super) fn check(definition: &Definition, found: &mut Found) {
    let variables: HashSet<String> = definition
        .pages
        .iter()
        .flat_map(|page| &page.questions)
        .flat_map(|question| kind(question.kind).slots(question))
        .map(|slot| slot.name)
        .collect();
    let mut texts = Texts { languages: &definition.languages, variables: &variables, found };

    texts.needed(&definition.title, "title");
    let publisher = &definition.publisher;
    texts.needed(&publisher.name, "publisher.name");
    texts.needed(&publisher.contact, "publisher.contact");
    texts.needed(&publisher.privacy, "publisher.privacy");
    texts.needed(&publisher.imprint, "publisher.imprint");
    texts.optional(&publisher.unit, "publisher.unit");
    texts.optional(&publisher.hours, "publisher.hours");
    texts.needed(&definition.welcome.title, "welcome.title");
    texts.needed(&definition.welcome.lead, "welcome.lead");
    texts.all(&definition.welcome.brief, "welcome.brief");
    for (f, fact) in definition.welcome.facts.iter().enumerate() {
        texts.needed(&fact.term, &format!("welcome.facts[{f}].term"));
        texts.needed(&fact.text, &format!("welcome.facts[{f}].text"));
        texts.all(&fact.steps, &format!("welcome.facts[{f}].steps"));
    }
    texts.needed(&definition.thanks.title, "thanks.title");
    texts.needed(&definition.thanks.text, "thanks.text");
    texts.all(&definition.thanks.steps, "thanks.steps");
    for (s, section) in definition.sections.iter().enumerate() {
        texts.needed(&section.title, &format!("sections[{s}].title"));
    }
    for (code, text) in &definition.missing {
        texts.needed(text, &format!("missing.{code}"));
    }
    for (name, list) in &definition.lists {
        if let ChoiceList::Written(choices) = list {
            for (c, choice) in choices.iter().enumerate() {
                texts.needed(&choice.label, &format!("lists.{name}[{c}].label"));
                texts.optional(&choice.hint, &format!("lists.{name}[{c}].hint"));
            }
        }
    }
    for (name, frame) in &definition.frames {
        if let FrameSource::Written(frame) = frame {
            for code in &frame.codes {
                texts.needed(&code.label, &format!("frames.{name}.{}", code.code));
            }
        }
    }
    for (p, page) in definition.pages.iter().enumerate() {
        let place = format!("pages[{p}]");
        texts.needed(&page.title, &format!("{place}.title"));
        texts.optional(&page.intro, &format!("{place}.intro"));
        for (q, question) in page.questions.iter().enumerate() {
            let place = format!("{place}.questions[{q}]");
            if question.kind == KindName::Calculate {
                texts.optional(&question.label, &format!("{place}.label"));
            } else {
                texts.needed(&question.label, &format!("{place}.label"));
            }
            texts.optional(&question.hint, &format!("{place}.hint"));
            texts.optional(&question.short, &format!("{place}.short"));
            texts.optional(&question.unit, &format!("{place}.unit"));
            texts.optional(&question.required_message, &format!("{place}.required_message"));
            texts.optional(&question.constraint_message, &format!("{place}.constraint_message"));
            for (r, row) in question.rows.iter().enumerate() {
                texts.needed(&row.label, &format!("{place}.rows[{r}].label"));
                texts.optional(&row.right, &format!("{place}.rows[{r}].right"));
            }
            for (p, part) in question.parts.iter().enumerate() {
                texts.optional(&part.label, &format!("{place}.parts[{p}].label"));
            }
            for (code, text) in &question.missing_labels {
                texts.needed(text, &format!("{place}.missing_labels.{code}"));
            }
            for code in &question.missing {
                let key = code.to_string();
                if !question.missing_labels.contains_key(&key)
                    && !definition.missing.contains_key(&key)
                {
                    texts
                        .found
                        .error(format!("{place}.missing"), format!("{code} has no label"))
                        .hint(format!("write `missing.{code}` at the top of the questionnaire"));
                }
            }
        }
    }
    for (e, end) in definition.ends.iter().enumerate() {
        texts.needed(&end.title, &format!("ends[{e}].title"));
        texts.needed(&end.text, &format!("ends[{e}].text"));
    }
}

struct Texts<'d, 'f> {
    languages: &'d [String],
    variables: &'d HashSet<String>,
    found: &'f mut Found,
}

impl Texts<'_, '_> {
    fn needed(&mut self, text: &Text, place: &str) {
        if text.is_absent() {
            self.found.error(place, "there is no text");
        } else {
            self.optional(text, place);
        }
    }

    fn all(&mut self, texts: &[Text], place: &str) {
        for (index, text) in texts.iter().enumerate() {
            self.needed(text, &format!("{place}[{index}]"));
        }
    }

    fn optional(&mut self, text: &Text, place: &str) {
        if let Text::By(texts) = text {
            if text.is_absent() {
                return;
            }
            for language in self.languages {
                if texts.get(language).is_none_or(String::is_empty) {
                    self.found
                        .warning(place, format!("the translation into `{language}` is missing"));
                }
            }
            for language in texts.keys().filter(|key| !self.languages.contains(key)) {
                let hint = did_you_mean(language, self.languages.iter().map(String::as_str));
                self.found
                    .error(place, format!("`{language}` is not a language of this questionnaire"))
                    .hint = hint.or_else(|| Some("add it to `languages`".to_owned()));
            }
        }
        let written: Vec<&str> = match text {
            Text::Absent => Vec::new(),
            Text::Same(text) => vec![text],
            Text::By(texts) => texts.values().map(String::as_str).collect(),
        };
        for name in written.into_iter().flat_map(pipes) {
            if !self.variables.contains(name) {
                let hint = did_you_mean(name, self.variables.iter().map(String::as_str));
                self.found.error(place, format!("`${{{name}}}` does not exist")).hint = hint;
            }
        }
    }
}
