//! Texts: present where they are needed, in every language, with pipes that lead somewhere.

use std::collections::HashSet;

use super::super::kind::kind;
use super::super::model::{ChoiceList, Definition, FrameSource, Question, Text};
use super::super::problem::{Remark, did_you_mean, remark, token};
use super::super::questionnaire::Purpose;
use super::super::text::{near_pipes, pipes};
use super::super::variants;
use super::Found;
use super::names::is_picked;
use super::tree::Tree;

pub(super) fn check(definition: &Definition, found: &mut Found) {
    let tree = Tree::new(definition);
    let parts = tree.parts.iter().map(|node| node.part);
    let pages = parts.chain(tree.pages.iter().map(|node| node.page));
    let questions = || tree.questions.iter().map(|node| node.question);
    let variables: HashSet<String> = questions()
        .flat_map(|question| kind(question.kind).slots(question))
        .map(|slot| slot.name)
        .chain(questions().map(|question| question.name.clone()))
        .chain(pages.map(|page| page.name.clone()))
        .collect();
    let mut texts =
        TextCheck { definition, languages: &definition.languages, variables: &variables, found };

    texts.needed(&definition.title, "/title");
    around(definition, &mut texts);
    for (s, section) in definition.sections.iter().enumerate() {
        texts.needed(&section.title, &format!("/sections/{s}/title"));
    }
    for (code, text) in &definition.missing {
        let place = format!("/missing/{}", token(code));
        if !code.parse().is_ok_and(is_picked) {
            texts
                .found
                .error(&place, remark!("missing-not-picked", code))
                .hint(remark!("missing-picked"));
        }
        texts.needed(text, &place);
    }
    lists(definition, &mut texts);
    for node in &tree.parts {
        texts.optional(&node.part.title, &format!("{}/title", node.place));
    }
    for (p, node) in tree.pages.iter().enumerate() {
        let visible =
            tree.questions.iter().filter(|q| q.page == p && q.question.kind.purpose().is_visible());
        if node.page.title.is_absent() && !node.page.stands_alone() && visible.count() > 1 {
            texts.found.warning(format!("{}/title", node.place), remark!("page-untitled"));
        }
        texts.optional(&node.page.title, &format!("{}/title", node.place));
        texts.optional(&node.page.intro, &format!("{}/intro", node.place));
    }
    for node in &tree.questions {
        texts.question(node.question, definition, &node.place);
    }
    for (e, end) in definition.ends.iter().enumerate() {
        texts.needed(&end.title, &format!("/ends/{e}/title"));
        texts.needed(&end.text, &format!("/ends/{e}/text"));
    }
    for (q, quota) in definition.quotas.iter().enumerate() {
        texts.optional(&quota.label, &format!("/quotas/{q}/label"));
        if quota.skip.is_empty() {
            texts.needed(&quota.title, &format!("/quotas/{q}/title"));
            texts.needed(&quota.text, &format!("/quotas/{q}/text"));
        }
    }
}

/// The languages in which a text is missing that others have.
pub(super) fn incomplete(definition: &Definition, found: &Found) -> Vec<String> {
    let lacks = |language: &&String| {
        let mut missing = found.0.iter().filter(|it| it.what.code == "translation-missing");
        missing.any(|it| it.what.params.iter().any(|(_, value)| *value == **language))
    };
    definition.languages.iter().filter(lacks).cloned().collect()
}

/// What stands before and after the questions. A form from another tool has none of it.
fn around(definition: &Definition, texts: &mut TextCheck<'_, '_>) {
    let publisher = &definition.publisher;
    if *publisher == Default::default() {
        texts.found.warning("/publisher", remark!("no-publisher")).hint(remark!("write-publisher"));
    } else {
        texts.needed(&publisher.name, "/publisher/name");
        texts.needed(&publisher.contact, "/publisher/contact");
        texts.needed(&publisher.privacy, "/publisher/privacy");
        texts.needed(&publisher.imprint, "/publisher/imprint");
        texts.optional(&publisher.unit, "/publisher/unit");
        texts.optional(&publisher.hours, "/publisher/hours");
        let (email, phone) = (publisher.email.trim(), publisher.phone.trim());
        if !email.is_empty() && !is_address(email) {
            texts.found.warning("/publisher/email", remark!("not-an-email", email));
        }
        if !phone.is_empty() && !phone.contains(|c: char| c.is_numeric()) {
            texts.found.warning("/publisher/phone", remark!("not-a-phone", phone));
        }
    }
    for (place, text) in variants::around(definition) {
        for language in &definition.languages {
            for word in variants::unknown_marks(text.find(language).unwrap_or_default()) {
                let near = did_you_mean(word, variants::CONDITIONS.into_iter());
                let problem = texts.found.warning(&place, remark!("mark-unknown", word));
                match near {
                    Some(near) => problem.hint(near),
                    None => {
                        problem.hint(remark!("marks-are", marks = variants::CONDITIONS.join(", ")))
                    }
                };
            }
        }
    }
    for (place, text) in variants::unmarked(definition) {
        if text.all().any(|it| variants::marks_in(it).next().is_some()) {
            texts.found.warning(&place, remark!("mark-not-here")).hint(remark!("marks-belong"));
        }
    }
    let welcome = &definition.welcome;
    // What is missing is said in general words, which know nothing of this survey. Where nobody is named,
    // that is said already.
    if *publisher != Default::default() && *welcome == Default::default() {
        texts.found.warning("/welcome", remark!("no-welcome")).hint(remark!("write-welcome"));
    }
    if *publisher != Default::default() && definition.thanks == Default::default() {
        texts.found.warning("/thanks", remark!("no-thanks")).hint(remark!("write-thanks"));
    }
    if *welcome != Default::default() {
        texts.needed(&welcome.title, "/welcome/title");
        texts.needed(&welcome.lead, "/welcome/lead");
        texts.all(&welcome.brief, "/welcome/brief");
    }
    for (f, fact) in welcome.facts.iter().enumerate() {
        texts.needed(&fact.term, &format!("/welcome/facts/{f}/term"));
        texts.needed(&fact.text, &format!("/welcome/facts/{f}/text"));
        texts.all(&fact.steps, &format!("/welcome/facts/{f}/steps"));
    }
    if definition.thanks != Default::default() {
        texts.needed(&definition.thanks.title, "/thanks/title");
        texts.needed(&definition.thanks.text, "/thanks/text");
        texts.all(&definition.thanks.steps, "/thanks/steps");
    }
}

/// Whether mail could be sent there, as far as that can be seen.
fn is_address(email: &str) -> bool {
    let is_whole = !email.contains(char::is_whitespace);
    let parts = email.split_once('@');
    is_whole && parts.is_some_and(|(to, at)| !to.is_empty() && !at.is_empty() && !at.contains('@'))
}

fn lists(definition: &Definition, texts: &mut TextCheck<'_, '_>) {
    for (name, list) in &definition.lists {
        let ChoiceList::Written(choices) = list else { continue };
        for (c, choice) in choices.iter().enumerate() {
            let place = format!("/lists/{}/{c}/label", token(name));
            if choice.label.is_absent() {
                let message = remark!("choice-unlabelled", value = choice.value);
                let problem = texts.found.warning(&place, message);
                if !choice.media.is_empty() {
                    problem.hint(NOT_EVERYBODY);
                }
            }
            texts.optional(&choice.label, &place);
            texts.optional(&choice.hint, &format!("/lists/{}/{c}/hint", token(name)));
        }
    }
    for (name, frame) in &definition.frames {
        if let FrameSource::Written(frame) = frame {
            for (c, code) in frame.codes.iter().enumerate() {
                let place = format!("/frames/{}/codes/{c}/label", token(name));
                texts.needed(&code.label, &place);
            }
        }
    }
}

/// Why a picture or sound needs words beside it.
const NOT_EVERYBODY: Remark = remark!("say-in-words");

struct TextCheck<'d, 'f> {
    definition: &'d Definition,
    languages: &'d [String],
    variables: &'d HashSet<String>,
    found: &'f mut Found,
}

impl TextCheck<'_, '_> {
    fn question(&mut self, question: &Question, definition: &Definition, place: &str) {
        let purpose = question.kind.purpose();
        let says_nothing = question.label.is_absent()
            && question.hint.is_absent()
            && question.guidance.is_absent()
            && question.media.is_empty();
        if says_nothing && purpose.is_visible() && purpose != Purpose::Structure {
            self.found.error(format!("{place}/label"), remark!("no-text"));
        }
        if question.label.is_absent()
            && !question.media.is_empty()
            && question.kind.purpose().is_visible()
        {
            self.found
                .warning(format!("{place}/label"), remark!("file-without-text"))
                .hint(NOT_EVERYBODY);
        }
        self.optional(&question.label, &format!("{place}/label"));
        self.optional(&question.hint, &format!("{place}/hint"));
        self.optional(&question.guidance, &format!("{place}/guidance"));
        self.optional(&question.short, &format!("{place}/short"));
        self.optional(&question.unit, &format!("{place}/unit"));
        self.optional(&question.required_message, &format!("{place}/required_message"));
        self.optional(&question.constraint_message, &format!("{place}/constraint_message"));
        for (r, row) in question.rows.iter().enumerate() {
            self.needed(&row.label, &format!("{place}/rows/{r}/label"));
            self.optional(&row.right, &format!("{place}/rows/{r}/right"));
        }
        for (p, part) in question.parts.iter().enumerate() {
            self.optional(&part.label, &format!("{place}/parts/{p}/label"));
        }
        for (code, text) in &question.missing_labels {
            self.needed(text, &format!("{place}/missing_labels/{}", token(code)));
        }
        let is_offered = |key: &str| question.missing.iter().any(|code| code.to_string() == key);
        for code in question.missing_labels.keys().filter(|key| !is_offered(key)) {
            let place = format!("{place}/missing_labels/{}", token(code));
            self.found.warning(place, remark!("missing-not-offered", code));
        }
        for code in question.missing.iter().filter(|code| is_picked(**code)) {
            let key = code.to_string();
            if !question.missing_labels.contains_key(&key) && !definition.missing.contains_key(&key)
            {
                self.found
                    .error(format!("{place}/missing"), remark!("missing-unlabelled", code))
                    .hint(remark!("write-missing", code));
            }
        }
    }

    fn needed(&mut self, text: &Text, place: &str) {
        if text.is_absent() {
            self.found.error(place, remark!("no-text"));
        } else {
            self.optional(text, place);
        }
    }

    fn all(&mut self, texts: &[Text], place: &str) {
        for (index, text) in texts.iter().enumerate() {
            self.needed(text, &format!("{place}/{index}"));
        }
    }

    fn optional(&mut self, text: &Text, place: &str) {
        if let Text::By(texts) = text {
            if text.is_absent() {
                return;
            }
            for language in self.languages {
                if texts.get(language).is_none_or(String::is_empty) {
                    self.found.warning(place, remark!("translation-missing", language));
                }
            }
            for language in texts.keys().filter(|key| !self.languages.contains(key)) {
                let hint = did_you_mean(language, self.languages.iter().map(String::as_str));
                self.found
                    .error(
                        format!("{place}/{}", token(language)),
                        remark!("not-a-language", language),
                    )
                    .hint = hint.or_else(|| Some(remark!("add-language")));
            }
        }
        let written: Vec<&str> = match text {
            Text::Absent => Vec::new(),
            Text::Same(text) => vec![text],
            Text::By(texts) => texts.values().map(String::as_str).collect(),
        };
        for near in written.iter().copied().flat_map(near_pipes) {
            let name: &str = near[1..].trim_start_matches('{');
            let name = name.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
            if near.starts_with("${") || self.variables.contains(name) {
                let problem = self.found.warning(place, remark!("text-no-pipe", near));
                if self.variables.contains(name) {
                    problem.hint(remark!("write-pipe", name));
                }
            }
        }
        for name in written.into_iter().flat_map(pipes) {
            // `last-saved#q` is the answer to q of an interview before.
            let name = name.trim().trim_start_matches("last-saved#");
            if !self.variables.contains(name) {
                let hint = did_you_mean(name, self.variables.iter().map(String::as_str));
                let message = remark!("no-variable", name);
                // Forms may name what their tools keep for themselves, such as `instanceID`.
                self.found.fault(self.definition, place, message).hint = hint;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn marks_where_they_mean_nothing_are_told() {
        for (pointer, expect) in [
            ("/welcome/lead", None),
            ("/welcome/title", Some("/welcome/title")),
            ("/thanks/title", Some("/thanks/title")),
            ("/ends/0/text", Some("/ends/0/text")),
        ] {
            let mut document: serde_json::Value =
                serde_json::from_str(include_str!("small.json")).unwrap();
            document["ends"] = serde_json::json!([{
                "name": "none", "after": "one", "when": "false()", "title": "End", "text": "x",
                "keep": false, "disposition": "4.10"
            }]);
            *document.pointer_mut(pointer).unwrap() = "{codes} With a code.".into();
            let checked = check(serde_json::from_value(document).unwrap());
            let told = checked.problems.iter().find(|it| it.what.code == "mark-not-here");
            assert_eq!(told.map(|it| it.path.as_str()), expect);
        }
    }

    #[test]
    fn what_nobody_can_use_or_reads_as_meant_is_told() {
        for (pointer, value, code) in [
            ("/publisher/email", "buero@lk.example", None),
            ("/publisher/email", "lk.example", Some("not-an-email")),
            ("/publisher/phone", "04401 927-0", None),
            ("/publisher/phone", "Zentrale", Some("not-a-phone")),
            ("/title", "It costs 5 $", None),
            ("/title", "You live in ${moved", Some("text-no-pipe")),
            ("/title", "You live in ${moved or so}", Some("text-no-pipe")),
            ("/title", "You live in $moved.", Some("text-no-pipe")),
            ("/title", "You live in $nowhere.", None),
        ] {
            let mut document: serde_json::Value =
                serde_json::from_str(include_str!("small.json")).unwrap();
            *document.pointer_mut(pointer).unwrap() = value.into();
            let checked = check(serde_json::from_value(document).unwrap());
            let told = checked.problems.iter().find(|it| it.path == pointer);
            assert_eq!(told.map(|it| it.what.code), code, "{value}");
        }
    }

    #[test]
    fn missing_codes_that_nobody_is_offered_are_told() {
        let mut document: serde_json::Value =
            serde_json::from_str(include_str!("small.json")).unwrap();
        document["missing"] = serde_json::json!({ "-8": "don't know", "8": "?" });
        document["pages"][0]["questions"][1]["missing_labels"] = serde_json::json!({ "-8": "?" });
        let checked = check(serde_json::from_value(document).unwrap());
        let told: Vec<_> = checked.problems.iter().map(|it| (&*it.path, it.what.code)).collect();
        let row = "/pages/0/questions/1/missing_labels/-8";
        assert_eq!(told, [("/missing/8", "missing-not-picked"), (row, "missing-not-offered")]);
    }
}
