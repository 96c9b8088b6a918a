//! What a change means for stored responses. A published version never changes and responses stay
//! with theirs; so this is about reading the responses of both versions together.

use crate::engine::model::KindName;

pub(super) const TRANSLATION: &str = "nothing changes for stored answers";

pub(super) const LANGUAGE: &str = "stored answers are the same in every language";

pub(super) const OTHER_TOOLS: &str = "nothing here depends on it; it is kept for other tools";

pub(super) const REORDERED: &str =
    "stored answers keep their codes; what stands first is chosen more often, so compare with care";

pub(super) const PAGE_ADDED: &str = "responses to the earlier version never came to this page";

pub(super) const PAGE_REMOVED: &str = "responses to this version never come to this page";

pub(super) const PAGE_RENAMED: &str =
    "stored answers stay as they are; unfinished ones go on at the page's new address";

pub(super) const MOVED: &str =
    "stored answers stay as they are; they were given after other questions";

pub(super) const MOVED_UNSEEN: &str = "it is not shown, so its place changes nothing";

pub(super) const REPEATED: &str =
    "one version holds one answer per response, the other one for every time it was asked";

pub(super) const RENAMED: &str =
    "stored answers stay under the old name: the export has a column for each name";

pub(super) const LIST: &str = "see the questions that use it";

pub(super) const CODE: &str = "analyses know a code only in the version whose frame has it";

pub(super) const SECTION: &str = "stored answers stay as they are; progress is told otherwise";

pub(super) const END_ADDED: &str = "stored responses went on where interviews may now end: later questions were asked of more people";

pub(super) const END_REMOVED: &str = "stored responses may have ended where interviews now go on: later questions were asked of fewer people";

pub(super) const NAME: &str =
    "it is another questionnaire: its versions and responses are not continued";

/// A question that is only in the new version.
pub(super) fn added(kind: KindName) -> &'static str {
    match kind {
        KindName::Note => "no answers are stored for a note",
        KindName::Group | KindName::Repeat => "see the questions in it",
        KindName::Metadata | KindName::Foreign => "no answers are stored for it",
        _ => "responses to the earlier version hold -4 (not part of the version)",
    }
}

/// A question that is only in the old version.
pub(super) fn removed(kind: KindName) -> &'static str {
    match kind {
        KindName::Note => "no answers are stored for a note",
        KindName::Group | KindName::Repeat => "see the questions in it",
        KindName::Metadata | KindName::Foreign => "no answers are stored for it",
        _ => {
            "stored answers stay in the export; responses to this version hold -4 (not part of the version)"
        }
    }
}

/// A property that changed, by its name in the questionnaire file; what follows a `.` or `[` does
/// not count.
pub(super) fn field(name: &str) -> &'static str {
    // `publisher.privacy`, `welcome.lead` and `thanks.text` are known by what follows.
    let name = ["publisher.", "welcome.", "thanks."]
        .iter()
        .find_map(|part| name.strip_prefix(part))
        .unwrap_or(name);
    match name.split(['.', '[']).next().unwrap_or_default() {
        "privacy" => "stored answers were given under the earlier notice",
        "relevant" | "when" | "after" => {
            "the versions did not ask the same people: -2 (not asked) in stored answers follows the earlier rule"
        }
        "required" => {
            "-9 (not answered) is found only where an answer was not required: shares of it cannot be compared"
        }
        "constraint" | "min" | "max" | "step" | "max_length" => {
            "stored answers were accepted by the earlier rule and may not keep to the new one"
        }
        "calculation" => {
            "stored values were computed by the earlier rule and are not computed again"
        }
        "choice_filter" => {
            "stored answers stay as they are; earlier respondents were offered other choices"
        }
        "choices" => {
            "stored answers keep their codes; a code that is not in the new list has no label any more"
        }
        "count" => "earlier respondents were asked another number of times",
        "kind" => {
            "stored answers were given to another kind of question: do not put them into one column unseen"
        }
        "trigger" | "default" | "read_only" => {
            "stored answers stay as they are; they were filled in by the earlier rule"
        }
        "order" | "seed" => "stored answers keep their codes; order effects differ",
        "missing" => {
            "stored missing codes keep their meaning; earlier respondents could choose others"
        }
        "other" => "the text beside the choice has a column only in the version that asks for it",
        "stem" => "the export has a column for each stem: stored answers stay under the old one",
        "part" => "stored answers are another part of the date",
        "role" | "item" | "level" => {
            "stored answers stay as they are; analyses count them in another way"
        }
        "sensitive" | "quasi_identifier" => {
            "stored answers stay as they are; other disclosure rules hold for them"
        }
        "off" => "responses to the version that does not ask it hold -4 (not part of the version)",
        "hidden" => "the export has the column only for the version that does not hide it",
        "metadata" => "no answers are stored for it",
        "upload" | "max_pixels" => "files stored by the earlier rule stay as they are",
        "keep" => "answers before this end were stored in one version and discarded in the other",
        "disposition" => "stored dispositions keep the earlier code",
        "exclusive" => {
            "stored answers may combine this choice with others, or have it alone, by the earlier rule"
        }
        "attributes" => {
            "stored answers keep their codes; what filters or counts by this attribute may differ"
        }
        "direction" | "mechanism" | "cps" | "cps_match" | "group" | "main" | "id" => {
            "analyses count stored answers with this code in another way"
        }
        "instance_name" | "columns" | "parameters" | "workbook" => OTHER_TOOLS,
        "section" => SECTION,
        "appearance" | "multiline" => {
            "stored answers stay as they are; the question looked different"
        }
        "label" | "hint" | "guidance" | "right" | "short" | "unit" | "title" | "intro"
        | "media" => "stored answers stay as they are; they were given to the earlier wording",
        _ => "stored answers stay as they are",
    }
}
