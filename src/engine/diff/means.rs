//! What a change means for stored responses. A published version never changes and responses stay
//! with theirs; so this is about reading the responses of both versions together.

use super::{Weight, What};
use crate::engine::model::KindName;
use crate::engine::questionnaire::Purpose;

/// What a change of a property is, how much it weighs, and what it means.
#[derive(Debug)]
pub(in crate::engine) struct Effect {
    pub(super) change: What,
    pub(super) weight: Weight,
    /// A sentence without a full stop.
    pub(super) answers: &'static str,
}

/// Of what decides who is asked what, and what is accepted.
const fn route(answers: &'static str) -> Effect {
    Effect { change: What::Route, weight: Weight::Structural, answers }
}

/// Of what decides what answers mean.
const fn structural(answers: &'static str) -> Effect {
    Effect { change: What::Changed, weight: Weight::Structural, answers }
}

/// Of looks.
const fn minor(answers: &'static str) -> Effect {
    Effect { change: What::Changed, weight: Weight::Minor, answers }
}

/// Of texts in languages.
const fn text(answers: &'static str) -> Effect {
    Effect { change: What::Reworded, weight: Weight::Minor, answers }
}

const KEPT: &str = "stored answers stay as they are";
const EARLIER_WORDING: &str =
    "stored answers stay as they are; they were given to the earlier wording";

/// Of what is no property to be compared, but a name or what is in a thing.
pub(in crate::engine) const NONE: Effect = minor(KEPT);
pub(in crate::engine) const WORDING: Effect = text(EARLIER_WORDING);
/// Of texts that are read beside the question or after it.
pub(in crate::engine) const MESSAGE: Effect = text(KEPT);
pub(super) const NOTICE: Effect = text("stored answers were given under the earlier notice");
pub(super) const CONTACT: Effect = minor(KEPT);
pub(super) const FILE: Effect = minor(EARLIER_WORDING);
pub(super) const SOURCE: Effect = structural(KEPT);
pub(super) const MAPPING: Effect =
    structural("analyses count stored answers with this code in another way");
pub(in crate::engine) const ASKED: Effect = route(
    "the versions did not ask the same people: -2 (not asked) in stored answers follows the earlier rule",
);
pub(in crate::engine) const QUOTA: Effect = route(
    "those who came after enough had answered are missing, or were not asked all: in one version earlier than in the other, or others",
);
pub(in crate::engine) const REQUIRED: Effect = route(
    "-9 (not answered) is found only where an answer was not required: shares of it cannot be compared",
);
pub(in crate::engine) const ACCEPTED: Effect =
    route("stored answers were accepted by the earlier rule and may not keep to the new one");
pub(in crate::engine) const COMPUTED: Effect =
    route("stored values were computed by the earlier rule and are not computed again");
pub(in crate::engine) const FILLED: Effect =
    route("stored answers stay as they are; they were filled in by the earlier rule");
pub(in crate::engine) const OFFERED: Effect =
    route("stored answers stay as they are; earlier respondents were offered other choices");
pub(in crate::engine) const TIMES: Effect =
    route("earlier respondents were asked another number of times");
pub(in crate::engine) const OFF: Effect =
    route("responses to the version that does not ask it hold -4 (not part of the version)");
pub(in crate::engine) const KIND: Effect = structural(
    "stored answers were given to another kind of question: do not put them into one column unseen",
);
pub(in crate::engine) const CHOICES: Effect = structural(
    "stored answers keep their codes; a code that is not in the new list has no label any more",
);
pub(in crate::engine) const ORDER: Effect =
    structural("stored answers keep their codes; order effects differ");
pub(in crate::engine) const MISSING: Effect =
    structural("stored missing codes keep their meaning; earlier respondents could choose others");
pub(in crate::engine) const OTHER: Effect =
    structural("the text beside the choice has a column only in the version that asks for it");
pub(in crate::engine) const STEM: Effect =
    structural("the export has a column for each stem: stored answers stay under the old one");
pub(in crate::engine) const PART: Effect =
    structural("stored answers are another part of the date");
pub(in crate::engine) const ANALYSIS: Effect =
    structural("stored answers stay as they are; analyses count them in another way");
pub(in crate::engine) const DISCLOSURE: Effect =
    structural("stored answers stay as they are; other disclosure rules hold for them");
pub(in crate::engine) const HIDDEN: Effect =
    structural("the export has the column only for the version that does not hide it");
pub(in crate::engine) const UNSTORED: Effect = structural("no answers are stored for it");
pub(in crate::engine) const FILES: Effect =
    structural("files stored by the earlier rule stay as they are");
pub(in crate::engine) const KEEP: Effect =
    structural("answers before this end were stored in one version and discarded in the other");
pub(in crate::engine) const DISPOSITION: Effect =
    structural("stored dispositions keep the earlier code");
pub(in crate::engine) const EXCLUSIVE: Effect = structural(
    "stored answers may combine this choice with others, or have it alone, by the earlier rule",
);
pub(in crate::engine) const ATTRIBUTES: Effect = structural(
    "stored answers keep their codes; what filters or counts by this attribute may differ",
);
pub(in crate::engine) const SECTION: Effect =
    structural("stored answers stay as they are; progress is told otherwise");
pub(in crate::engine) const LOOK: Effect =
    minor("stored answers stay as they are; the question looked different");
pub(in crate::engine) const OTHER_TOOLS: Effect =
    minor("nothing here depends on it; it is kept for other tools");

/// Of what is known of translations.
pub(super) const READINESS: Effect =
    Effect { change: What::Changed, weight: Weight::Translation, answers: TRANSLATION };
pub(super) const TRANSLATION: &str = "nothing changes for stored answers";

pub(super) const LANGUAGE: &str = "stored answers are the same in every language";

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

/// Its id says that it is the same.
pub(super) const RENAMED: &str =
    "stored answers stay as they are: the export has them under the new name";

/// Its words say so.
pub(super) const RENAMED_WITHOUT_ID: &str = "stored answers stay under the old name: the export has a column for each name, \
     since no id says that they are the same";

pub(super) const LIST: &str = "see the questions that use it";

pub(super) const CODE: &str = "analyses know a code only in the version whose frame has it";

pub(super) const END_ADDED: &str = "stored responses went on where interviews may now end: later questions were asked of more people";

pub(super) const END_REMOVED: &str = "stored responses may have ended where interviews now go on: later questions were asked of fewer people";

pub(super) const QUOTA_ADDED: &str =
    "stored responses have all who came; new ones lack those who come when enough have answered";

pub(super) const QUOTA_REMOVED: &str =
    "stored responses may lack those who came when enough had answered; new ones have all who come";

pub(super) const NAME: &str =
    "it is another questionnaire: its versions and responses are not continued";

/// A question that is only in the new version.
pub(super) fn added(kind: KindName) -> &'static str {
    match kind.purpose() {
        Purpose::Note => "no answers are stored for a note",
        Purpose::Structure => "see the questions in it",
        Purpose::Private => "no answers are stored for it",
        Purpose::Answer | Purpose::Silent => {
            "responses to the earlier version hold -4 (not part of the version)"
        }
    }
}

/// A question that is only in the old version.
pub(super) fn removed(kind: KindName) -> &'static str {
    match kind.purpose() {
        Purpose::Note => "no answers are stored for a note",
        Purpose::Structure => "see the questions in it",
        Purpose::Private => "no answers are stored for it",
        Purpose::Answer | Purpose::Silent => {
            "stored answers stay in the export; responses to this version hold -4 (not part of the version)"
        }
    }
}
