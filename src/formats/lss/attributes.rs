//! LimeSurvey's attributes of questions: what they are when nothing was set, and why those have no
//! counterpart that nothing here takes over.

use super::source::LssQuestion;

/// Name, values that mean "not set" (besides an empty one), what it would do.
type AttributeRule = (&'static str, &'static [&'static str], &'static str);

const DISPLAY: &str = "only changes the display";
const TIME: &str = "limits the time for an answer";
const PLACE: &str = "shows a map";
const DROPDOWN: &str = "only changes how drop-down lists look";
const STATISTICS: &str = "concerns LimeSurvey's statistics";
const UPLOAD: &str = "concerns the upload of files";

/// All attributes of the question types of LimeSurvey 2 to 7.
const KNOWN: &[AttributeRule] = &[
    (
        "allowed_filetypes",
        &["png, gif, doc, odt, jpg, pdf", "png, gif, doc, odt, jpg, jpeg, pdf"],
        UPLOAD,
    ),
    ("alphasort", &["0"], "sorts by the alphabet"),
    ("answer_order", &["normal"], "orders the answers"),
    ("answer_width", &[], DISPLAY),
    ("answer_width_bycolumn", &[], DISPLAY),
    ("array_filter", &[], "shows only what was answered in another question"),
    ("array_filter_exclude", &[], "hides what was answered in another question"),
    ("array_filter_style", &["0"], "shows what does not apply as switched off"),
    ("assessment_value", &["1", "0"], "points of an assessment"),
    ("browserdetect", &[], DISPLAY),
    ("button_size", &["default"], DISPLAY),
    ("category_separator", &[], "groups the answers of a drop-down list"),
    ("choice_input_columns", &[], DISPLAY),
    ("choice_title", &[], "heads the list of a ranking"),
    ("clear_default", &["N"], DISPLAY),
    ("code_filter", &[], "filters by code"),
    ("commented_checkbox", &["checked", "allways"], "says when comments can be written"),
    ("commented_checkbox_auto", &["1"], "ticks a box when a comment is written"),
    ("crop_or_resize", &["0"], DISPLAY),
    ("cssclass", &[], DISPLAY),
    ("date_format", &[], "says what parts a date has"),
    ("date_max", &[], "the last day"),
    ("date_min", &[], "the first day"),
    ("display_columns", &["", "0", "1"], DISPLAY),
    ("display_rows", &[], DISPLAY),
    ("display_type", &["0"], DISPLAY),
    ("dropdown_dates", &["0"], DROPDOWN),
    ("dropdown_dates_minute_step", &["1"], DROPDOWN),
    ("dropdown_dates_month_style", &["0"], DROPDOWN),
    ("dropdown_dates_year_max", &[], DROPDOWN),
    ("dropdown_dates_year_min", &[], DROPDOWN),
    ("dropdown_prefix", &["0"], DROPDOWN),
    ("dropdown_prepostfix", &[], DROPDOWN),
    ("dropdown_separators", &["|"], DROPDOWN),
    ("dropdown_size", &[], DROPDOWN),
    ("dualscale_headerA", &[], "heads the first scale"),
    ("dualscale_headerB", &[], "heads the second scale"),
    ("em_validation_q", &[], "checks the answers"),
    ("em_validation_q_tip", &[], "says what the answers must be"),
    ("em_validation_sq", &[], "checks each answer"),
    ("em_validation_sq_tip", &[], "says what each answer must be"),
    ("equals_num_value", &[], "fixes the sum"),
    ("equation", &[], "what is computed"),
    ("exclude_all_others", &[], "names choices that exclude all others"),
    ("exclude_all_others_auto", &["0"], "ticks the excluding choice when all others are ticked"),
    ("fix_height", &["200"], DISPLAY),
    ("fix_width", &[], DISPLAY),
    ("hidden", &["0"], "is never shown"),
    ("hide_tip", &["0", "1"], DISPLAY),
    ("horizontal_scroll", &["0"], DISPLAY),
    ("input_boxes", &["0"], "asks for numbers in boxes"),
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
    ("max_answers", &[], "most answers"),
    ("max_buttons_row", &[], DISPLAY),
    ("max_filesize", &["10240", "1024"], UPLOAD),
    ("max_num_of_files", &["1"], UPLOAD),
    ("max_num_value", &[], "greatest sum"),
    ("max_num_value_n", &[], "greatest number"),
    ("max_num_value_sgqa", &[], "greatest sum, as the answer to another question"),
    ("max_subquestions", &[], "how many places a ranking has"),
    ("maximum_chars", &[], "most characters"),
    ("min_answers", &[], "least answers"),
    ("min_num_of_files", &["0"], UPLOAD),
    ("min_num_value", &[], "least sum"),
    ("min_num_value_n", &[], "least number"),
    ("min_num_value_sgqa", &[], "least sum, as the answer to another question"),
    ("multiflexible_checkbox", &["0"], "asks with boxes to tick"),
    ("multiflexible_max", &[], "greatest number"),
    ("multiflexible_min", &[], "least number"),
    ("multiflexible_step", &[], "from one number to the next"),
    ("num_value_equals_sgqa", &[], "fixes the sum to the answer to another question"),
    ("num_value_int_only", &["0"], "whole numbers only"),
    ("numbers_only", &["0"], "numbers only"),
    ("other_comment_mandatory", &["0"], "asks for a text with \"other\""),
    ("other_numbers_only", &["0"], "asks for a number with \"other\""),
    ("other_position", &["default", "end"], "places \"other\" among the answers"),
    ("other_position_code", &[], "places \"other\" among the answers"),
    ("other_replace_text", &[], "the label of \"other\""),
    ("page_break", &["0"], "breaks the page when printed"),
    ("parent_order", &[], "orders as another question does"),
    ("placeholder", &[], DISPLAY),
    ("prefix", &[], "stands before the field"),
    ("printable_help", &[], "help for the printed survey"),
    ("public_statistics", &["0"], STATISTICS),
    ("question_template", &["core"], DISPLAY),
    ("question_theme_name", &["core"], DISPLAY),
    ("random_group", &[], "shuffles questions of a group"),
    ("random_order", &["0"], "shuffles"),
    ("rank_title", &[], "heads the ranking"),
    ("relevance", &["1"], "says when it is asked"),
    ("repeat_headings", &[], DISPLAY),
    ("reverse", &["0"], DISPLAY),
    ("samechoiceheight", &["1"], DISPLAY),
    ("samelistheight", &["1"], DISPLAY),
    ("save_as_default", &["N"], "concerns LimeSurvey's editor"),
    ("scale_export", &["0"], "the level of measurement"),
    ("show_comment", &["1"], UPLOAD),
    ("show_grand_total", &["0"], "shows a sum"),
    ("show_title", &["1"], UPLOAD),
    ("show_totals", &["X"], "shows sums"),
    ("showpopups", &["1"], DISPLAY),
    ("slider_accuracy", &[], "from one number to the next"),
    ("slider_custom_handle", &["f1ae"], DISPLAY),
    ("slider_default", &[], "where the slider begins"),
    ("slider_default_set", &["1"], "takes the beginning of the slider for an answer"),
    ("slider_handle", &["0"], DISPLAY),
    ("slider_layout", &["0"], "asks with sliders"),
    ("slider_max", &[], "greatest number"),
    ("slider_middlestart", &["0"], "the slider begins in the middle"),
    ("slider_min", &[], "least number"),
    ("slider_orientation", &["0"], DISPLAY),
    ("slider_rating", &["0"], DISPLAY),
    ("slider_reset", &["0"], DISPLAY),
    ("slider_reversed", &["0"], DISPLAY),
    ("slider_separator", &["|"], "parts the texts at the ends of a slider"),
    ("slider_showminmax", &["0"], DISPLAY),
    ("statistics_graphtype", &["0"], STATISTICS),
    ("statistics_showgraph", &["1"], STATISTICS),
    ("statistics_showmap", &["1"], STATISTICS),
    ("subquestion_order", &["normal"], "orders the subquestions"),
    ("subquestion_width", &[], DISPLAY),
    ("suffix", &[], "stands after the field"),
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
    ("value_range_allows_missing", &["1"], "lets the field be empty within its limits"),
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
    pub(super) why: &'static str,
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
        let why = known.map_or("is an attribute that is not known here", |known| known.2);
        UnreadAttribute { name: &attribute.name, value: attribute.value.trim(), why }
    })
}

/// The theme of a question when it is no usual one.
pub(super) fn theme(question: &LssQuestion) -> Option<&str> {
    let theme = question.theme.as_str();
    (!THEMES.contains(&theme) && theme != "yesno").then_some(theme)
}
