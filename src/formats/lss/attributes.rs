//! LimeSurvey's attributes of questions: what they are when nothing was set, and why those have no
//! counterpart that nothing here takes over.

use super::source::LssQuestion;
use crate::engine::problem::{Remark, remark};

/// Name, values that mean "not set" (besides an empty one), what is said of another one.
type AttributeRule = (&'static str, &'static [&'static str], fn(&str) -> Remark);

const DISPLAY: fn(&str) -> Remark = |value| remark!("lss-only-display", value);
const TIME: fn(&str) -> Remark = |value| remark!("lss-only-time", value);
const PLACE: fn(&str) -> Remark = |value| remark!("lss-only-map", value);
const STATISTICS: fn(&str) -> Remark = |value| remark!("lss-only-statistics", value);
const UPLOAD: fn(&str) -> Remark = |value| remark!("lss-only-upload", value);
const EDITOR: fn(&str) -> Remark = |value| remark!("lss-only-editor", value);
const PRINT: fn(&str) -> Remark = |value| remark!("lss-only-print", value);
const HEADING: fn(&str) -> Remark = |value| remark!("lss-only-heading", value);
const SUMS: fn(&str) -> Remark = |value| remark!("lss-only-sums", value);
const ORDER: fn(&str) -> Remark = |value| remark!("lss-only-order", value);
const ASSESSMENT: fn(&str) -> Remark = |value| remark!("lss-only-assessment", value);
const UNKNOWN: fn(&str) -> Remark = |value| remark!("lss-unknown-attribute", value);
/// Taken over, but not for questions of every type.
const ELSEWHERE: fn(&str) -> Remark = |value| remark!("lss-not-for-type", value);

/// All attributes of the question types of LimeSurvey 2 to 7.
const KNOWN: &[AttributeRule] = &[
    (
        "allowed_filetypes",
        &["png, gif, doc, odt, jpg, pdf", "png, gif, doc, odt, jpg, jpeg, pdf"],
        UPLOAD,
    ),
    ("alphasort", &["0"], ELSEWHERE),
    ("answer_order", &["normal"], ELSEWHERE),
    ("answer_width", &[], DISPLAY),
    ("answer_width_bycolumn", &[], DISPLAY),
    ("array_filter", &[], ELSEWHERE),
    ("array_filter_exclude", &[], ELSEWHERE),
    ("array_filter_style", &["0"], ELSEWHERE),
    ("assessment_value", &["1", "0"], ASSESSMENT),
    ("browserdetect", &[], DISPLAY),
    ("button_size", &["default"], DISPLAY),
    ("category_separator", &[], ELSEWHERE),
    ("choice_input_columns", &[], DISPLAY),
    ("choice_title", &[], HEADING),
    ("clear_default", &["N"], DISPLAY),
    ("code_filter", &[], ELSEWHERE),
    ("commented_checkbox", &["checked", "allways"], ELSEWHERE),
    ("commented_checkbox_auto", &["1"], ELSEWHERE),
    ("crop_or_resize", &["0"], DISPLAY),
    ("cssclass", &[], DISPLAY),
    ("date_format", &[], ELSEWHERE),
    ("date_max", &[], ELSEWHERE),
    ("date_min", &[], ELSEWHERE),
    ("display_columns", &["", "0", "1"], DISPLAY),
    ("display_rows", &[], DISPLAY),
    ("display_type", &["0"], DISPLAY),
    ("dropdown_dates", &["0"], DISPLAY),
    ("dropdown_dates_minute_step", &["1"], DISPLAY),
    ("dropdown_dates_month_style", &["0"], DISPLAY),
    ("dropdown_dates_year_max", &[], DISPLAY),
    ("dropdown_dates_year_min", &[], DISPLAY),
    ("dropdown_prefix", &["0"], DISPLAY),
    ("dropdown_prepostfix", &[], DISPLAY),
    ("dropdown_separators", &["|"], DISPLAY),
    ("dropdown_size", &[], DISPLAY),
    ("dualscale_headerA", &[], ELSEWHERE),
    ("dualscale_headerB", &[], ELSEWHERE),
    ("em_validation_q", &[], ELSEWHERE),
    ("em_validation_q_tip", &[], ELSEWHERE),
    ("em_validation_sq", &[], ELSEWHERE),
    ("em_validation_sq_tip", &[], ELSEWHERE),
    ("equals_num_value", &[], ELSEWHERE),
    ("equation", &[], ELSEWHERE),
    ("exclude_all_others", &[], ELSEWHERE),
    ("exclude_all_others_auto", &["0"], ELSEWHERE),
    ("fix_height", &["200"], DISPLAY),
    ("fix_width", &[], DISPLAY),
    ("hidden", &["0"], ELSEWHERE),
    ("hide_tip", &["0", "1"], DISPLAY),
    ("horizontal_scroll", &["0"], DISPLAY),
    ("input_boxes", &["0"], ELSEWHERE),
    ("input_size", &[], DISPLAY),
    ("keep_aspect", &["0"], DISPLAY),
    ("keep_codes_order", &["0", ""], DISPLAY),
    ("label_input_columns", &[], DISPLAY),
    ("location_city", &["0"], PLACE),
    ("location_country", &["0"], PLACE),
    ("location_defaultcoordinates", &[], PLACE),
    ("location_mapheight", &["300"], PLACE),
    ("location_mapservice", &["0"], PLACE),
    ("location_mapwidth", &["500"], PLACE),
    ("location_mapzoom", &["11"], PLACE),
    ("location_nodefaultfromip", &["0"], PLACE),
    ("location_postal", &["0"], PLACE),
    ("location_state", &["0"], PLACE),
    ("max_answers", &[], ELSEWHERE),
    ("max_buttons_row", &[], DISPLAY),
    ("max_filesize", &["10240", "1024"], UPLOAD),
    ("max_num_of_files", &["1"], UPLOAD),
    ("max_num_value", &[], ELSEWHERE),
    ("max_num_value_n", &[], ELSEWHERE),
    ("max_num_value_sgqa", &[], ELSEWHERE),
    ("max_subquestions", &[], ELSEWHERE),
    ("maximum_chars", &[], ELSEWHERE),
    ("min_answers", &[], ELSEWHERE),
    ("min_num_of_files", &["0"], UPLOAD),
    ("min_num_value", &[], ELSEWHERE),
    ("min_num_value_n", &[], ELSEWHERE),
    ("min_num_value_sgqa", &[], ELSEWHERE),
    ("multiflexible_checkbox", &["0"], ELSEWHERE),
    ("multiflexible_max", &[], ELSEWHERE),
    ("multiflexible_min", &[], ELSEWHERE),
    ("multiflexible_step", &[], ELSEWHERE),
    ("num_value_equals_sgqa", &[], ELSEWHERE),
    ("num_value_int_only", &["0"], ELSEWHERE),
    ("numbers_only", &["0"], ELSEWHERE),
    ("other_comment_mandatory", &["0"], ELSEWHERE),
    ("other_numbers_only", &["0"], ELSEWHERE),
    ("other_position", &["default", "end"], ELSEWHERE),
    ("other_position_code", &[], ELSEWHERE),
    ("other_replace_text", &[], ELSEWHERE),
    ("page_break", &["0"], PRINT),
    ("parent_order", &[], ORDER),
    ("placeholder", &[], DISPLAY),
    ("prefix", &[], ELSEWHERE),
    ("printable_help", &[], PRINT),
    ("public_statistics", &["0"], STATISTICS),
    ("question_template", &["core"], DISPLAY),
    ("question_theme_name", &["core"], DISPLAY),
    ("random_group", &[], ORDER),
    ("random_order", &["0"], ELSEWHERE),
    ("rank_title", &[], HEADING),
    ("relevance", &["1"], ELSEWHERE),
    ("repeat_headings", &[], DISPLAY),
    ("reverse", &["0"], DISPLAY),
    ("samechoiceheight", &["1"], DISPLAY),
    ("samelistheight", &["1"], DISPLAY),
    ("save_as_default", &["N"], EDITOR),
    ("scale_export", &["0"], EDITOR),
    ("show_comment", &["1"], UPLOAD),
    ("show_grand_total", &["0"], SUMS),
    ("show_title", &["1"], UPLOAD),
    ("show_totals", &["X"], SUMS),
    ("showpopups", &["1"], DISPLAY),
    ("slider_accuracy", &[], ELSEWHERE),
    ("slider_custom_handle", &["f1ae"], DISPLAY),
    ("slider_default", &[], ELSEWHERE),
    ("slider_default_set", &["1"], ELSEWHERE),
    ("slider_handle", &["0"], DISPLAY),
    ("slider_layout", &["0"], ELSEWHERE),
    ("slider_max", &[], ELSEWHERE),
    ("slider_middlestart", &["0"], ELSEWHERE),
    ("slider_min", &[], ELSEWHERE),
    ("slider_orientation", &["0"], DISPLAY),
    ("slider_rating", &["0"], DISPLAY),
    ("slider_reset", &["0"], DISPLAY),
    ("slider_reversed", &["0"], DISPLAY),
    ("slider_separator", &["|"], ELSEWHERE),
    ("slider_showminmax", &["0"], DISPLAY),
    ("statistics_graphtype", &["0"], STATISTICS),
    ("statistics_showgraph", &["1"], STATISTICS),
    ("statistics_showmap", &["1"], STATISTICS),
    ("subquestion_order", &["normal"], ELSEWHERE),
    ("subquestion_width", &[], DISPLAY),
    ("suffix", &[], ELSEWHERE),
    ("text_input_columns", &[], DISPLAY),
    ("text_input_width", &[], DISPLAY),
    ("thousands_separator", &["0"], DISPLAY),
    ("time_limit", &[], TIME),
    ("time_limit_action", &["1"], TIME),
    ("time_limit_countdown_message", &[], TIME),
    ("time_limit_disable_next", &["0"], TIME),
    ("time_limit_disable_prev", &["0"], TIME),
    ("time_limit_message", &[], TIME),
    ("time_limit_message_delay", &[], TIME),
    ("time_limit_message_style", &[], TIME),
    ("time_limit_timer_style", &[], TIME),
    ("time_limit_warning", &[], TIME),
    ("time_limit_warning_2", &[], TIME),
    ("time_limit_warning_2_display_time", &[], TIME),
    ("time_limit_warning_2_message", &[], TIME),
    ("time_limit_warning_2_style", &[], TIME),
    ("time_limit_warning_display_time", &[], TIME),
    ("time_limit_warning_message", &[], TIME),
    ("time_limit_warning_style", &[], TIME),
    ("use_dropdown", &["0"], DISPLAY),
    ("value_range_allows_missing", &["1"], ELSEWHERE),
    ("view_rows", &[], DISPLAY),
];

/// Themes of questions that look as the type does anyway.
const THEMES: [&str; 30] = [
    "",
    "core",
    "5pointchoice",
    "arrays/10point",
    "arrays/5point",
    "arrays/array",
    "arrays/column",
    "arrays/dualscale",
    "arrays/increasesamedecrease",
    "arrays/multiflexi",
    "arrays/texts",
    "arrays/yesnouncertain",
    "boilerplate",
    "date",
    "equation",
    "file_upload",
    "gender",
    "hugefreetext",
    "language",
    "list_dropdown",
    "list_with_comment",
    "listradio",
    "longfreetext",
    "multiplechoice",
    "multiplechoice_with_comments",
    "multiplenumeric",
    "multipleshorttext",
    "numerical",
    "ranking",
    "shortfreetext",
];

/// An attribute of a question that nobody asked for.
pub(super) struct UnreadAttribute<'q> {
    pub(super) name: &'q str,
    pub(super) value: &'q str,
    why: fn(&str) -> Remark,
}

impl UnreadAttribute<'_> {
    /// Why nothing takes it over.
    pub(super) fn remark(&self) -> Remark {
        (self.why)(&self.value.chars().take(200).collect::<String>())
    }
}

/// Whether an attribute is set to something else than what it is anyway.
pub(super) fn is_set(name: &str, value: &str) -> bool {
    let defaults = KNOWN.iter().find(|known| known.0 == name).map(|known| known.1);
    !value.trim().is_empty() && !defaults.unwrap_or_default().contains(&value.trim())
}

/// The attributes that are set and that `is_used` does not know.
pub(super) fn left<'q>(
    question: &'q LssQuestion,
    is_used: impl Fn(&str) -> bool + 'q,
) -> impl Iterator<Item = UnreadAttribute<'q>> {
    let set = question.attributes.iter().filter(move |attribute| {
        is_set(&attribute.name, &attribute.value) && !is_used(&attribute.name)
    });
    set.map(|attribute| {
        let known = KNOWN.iter().find(|known| known.0 == attribute.name);
        let why = known.map_or(UNKNOWN, |known| known.2);
        UnreadAttribute { name: &attribute.name, value: attribute.value.trim(), why }
    })
}

/// The theme of a question when it is no usual one.
pub(super) fn theme(question: &LssQuestion) -> Option<&str> {
    let theme = question.theme.as_str();
    (!THEMES.contains(&theme) && theme != "yesno").then_some(theme)
}
