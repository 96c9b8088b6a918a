//! Texts, numbers, dates, displays and files; defaults.

use crate::engine::defaults::is_worked_out;
use crate::engine::model::{self, KindName, Text, Upload};
use crate::engine::problem::{LssElement, Remark, remark};

use super::super::html::Style;
use super::super::plan::{LssKind, called};
use super::super::script::{Gives, Node, Term};
use super::super::texts::{TextPiece, parse_in_html, pieces};
use super::{Ask, Import};

impl<'s> Import<'s> {
    /// A single field or display.
    pub(super) fn field(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        for sub in &ask.question.subquestions {
            self.report.lost(&ask.sub(sub), remark!("lss-unasked"));
        }
        let mut made = self.base(ask, KindName::Text);
        made.required = Self::required(ask);
        match ask.plan.kind {
            LssKind::Display => {
                made.kind = KindName::Note;
                made.required = model::Flag::default();
                self.taken(ask, remark!("lss-becomes-note", name = ask.plan.name));
                return vec![made];
            }
            LssKind::File => {
                made.kind = KindName::Upload;
                made.upload = Some(upload(ask.attribute("allowed_filetypes")));
                self.near(ask, remark!("lss-becomes-upload", name = ask.plan.name));
                self.around(ask, &mut made);
                return vec![made];
            }
            LssKind::LongText => {
                made.multiline = true;
                self.text_field(ask, &mut made);
            }
            LssKind::Number => {
                self.number_field(ask, &mut made);
                self.taken(ask, remark!("lss-becomes-number", name = ask.plan.name));
            }
            LssKind::Date => self.date_field(ask, &mut made),
            LssKind::Unknown => {
                self.near(ask, remark!("lss-becomes-text", name = ask.plan.name));
            }
            _ => self.text_field(ask, &mut made),
        }
        self.around(ask, &mut made);
        made.default = self.default(ask, "", "");
        let validation = self.validation(ask);
        let date_limits = made.constraint.take();
        let this = self.index.of(self.question).next();
        self.constrain(ask, &validation, &mut made, this);
        made.constraint = super::both(date_limits.as_deref(), made.constraint.as_deref());
        vec![made]
    }

    fn text_field(&mut self, ask: &mut Ask<'s>, made: &mut model::Question) {
        if ask.has("numbers_only") {
            made.kind = KindName::Decimal;
            made.multiline = false;
            self.taken(ask, remark!("lss-becomes-number", name = ask.plan.name));
        } else if !matches!(ask.attribute("location_mapservice"), "" | "0") {
            made.kind = KindName::Geopoint;
            self.near(ask, remark!("lss-becomes-geopoint", name = ask.plan.name));
        } else {
            self.taken(ask, remark!("lss-becomes-text", name = ask.plan.name));
        }
    }

    fn number_field(&mut self, ask: &mut Ask<'s>, made: &mut model::Question) {
        let whole = ask.has("num_value_int_only");
        made.kind = if whole { KindName::Integer } else { KindName::Decimal };
        self.limits(ask, made, ["min_num_value_n", "max_num_value_n"], [None, None]);
        ask.attribute("value_range_allows_missing");
    }

    /// What stands before and after a field.
    fn around(&mut self, ask: &mut Ask<'s>, made: &mut model::Question) {
        let languages = self.survey.languages.clone();
        let is_number =
            matches!(made.kind, KindName::Integer | KindName::Decimal | KindName::Range);
        for name in ["prefix", "suffix"] {
            let local = ask.local(name, &languages);
            if local.is_empty() {
                continue;
            }
            let what = ask.attribute_part(name);
            let style = if name == "suffix" && is_number { Style::Plain } else { Style::Rich };
            let text = self.text(&local, style, &what);
            if name == "suffix" && is_number {
                made.unit = text;
                self.report.taken(&what, remark!("lss-becomes-unit"));
            } else if made.hint.is_absent() {
                made.hint = text;
                self.report.near(&what, remark!("lss-becomes-hint"));
            } else {
                made.guidance = text;
                self.report.near(&what, remark!("lss-becomes-guidance"));
            }
        }
    }

    /// The parts of the date format say which kind it is: `d`, `m`, `y` of the day, `H` and `M` of
    /// the time.
    fn date_field(&mut self, ask: &mut Ask<'s>, made: &mut model::Question) {
        let format = ask.attribute("date_format");
        let has = |letter: char| format.contains(letter);
        let has_day = has('d') || has('D');
        let has_year = has('y') || has('Y');
        made.kind = match (has_day || has('m') || has_year, has('H') || has('M')) {
            (true, true) => KindName::DateTime,
            (false, true) => KindName::Time,
            _ => KindName::Date,
        };
        if made.kind == KindName::Date && has_year && !has_day {
            made.appearance = if has('m') { "month-year" } else { "year" }.to_owned();
        }
        self.taken(ask, remark!("lss-becomes-date", name = ask.plan.name));
        let mut limits = Vec::new();
        for (name, sign, year) in [("date_min", ">=", "-01-01"), ("date_max", "<=", "-12-31")] {
            let source = ask.attribute(name);
            if source.is_empty() || made.kind == KindName::Time {
                continue;
            }
            let what = ask.attribute_part(name);
            match self.day(source, year) {
                Ok(day) => {
                    self.report.taken(&what, remark!("lss-is", source, expression = day.text));
                    limits.push(Term::reference(".", Gives::Text).compare(sign, day));
                }
                Err(message) => {
                    self.report.lost(&what, remark!("lss-source", source).with(message))
                }
            }
        }
        made.constraint = (!limits.is_empty()).then(|| Term::all(limits).text);
    }

    /// A limit of a date: a year, a day, or an expression.
    fn day(&mut self, source: &str, year: &str) -> Result<Term, Remark> {
        let digits = source.bytes().all(|b| b.is_ascii_digit());
        if digits && source.len() == 4 {
            return Ok(date(&format!("{source}{year}")));
        }
        let day = source.get(..10).unwrap_or(source);
        if day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Ok(date(day));
        }
        if matches!(source, "today" | "now") {
            return Ok(Term::call("today", Gives::Text, &[]));
        }
        let bare = source.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
        let bare = bare.ok_or_else(|| remark!("lss-expr-none", what = source))?;
        let here = self.here(None);
        let made = here.translate_node(&parse_in_html(bare)?)?;
        Ok(Term::call("date", Gives::Text, &[made.term]))
    }

    /// A field for each subquestion.
    pub(super) fn fields(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        let plan = ask.plan;
        let mut group = self.base(ask, KindName::Group);
        if plan.rows.is_empty() {
            self.near(ask, remark!("lss-becomes-note-empty", name = plan.name));
            group.kind = KindName::Note;
            return vec![group];
        }
        self.taken(ask, remark!("lss-becomes-fields", name = plan.name));
        let relevant = self.sub_relevance(ask);
        let validation = self.validation(ask);
        let mut known = self.index.of(self.question);
        for ((sub, name), relevant) in ask.question.axis("0").zip(&plan.rows).zip(&relevant) {
            let what = ask.sub(sub);
            self.report.taken(&what, remark!("lss-becomes-field", name));
            let mut field = model::Question {
                name: name.clone(),
                label: self.part_label(&sub.text, &sub.code, Style::Rich, &what),
                required: Self::required(ask),
                relevant: relevant.as_ref().map(|code| code.text.clone()),
                default: self.default(ask, &sub.qid, ""),
                ..model::Question::default()
            };
            field.columns.insert("lss::code".to_owned(), sub.code.clone());
            match plan.kind {
                LssKind::Numbers if ask.has("slider_layout") => self.slider(ask, &mut field),
                LssKind::Numbers => self.number_field(ask, &mut field),
                _ if ask.has("numbers_only") => field.kind = KindName::Decimal,
                _ => {
                    let is_high =
                        ask.attribute("display_rows").parse::<u8>().is_ok_and(|rows| rows > 1);
                    field.multiline = is_high;
                }
            }
            self.around(ask, &mut field);
            self.constrain(ask, &validation, &mut field, known.next());
            group.questions.push(field);
        }
        self.unordered(ask);
        vec![group]
    }

    /// A slider is a scale; the texts at its ends are part of its label: `How?|bad|good`.
    fn slider(&mut self, ask: &mut Ask<'s>, field: &mut model::Question) {
        field.kind = KindName::Range;
        self.limits(ask, field, ["slider_min", "slider_max"], [Some(0.0), Some(100.0)]);
        field.step = ask.attribute("slider_accuracy").parse().ok().filter(|step: &f64| *step > 0.0);
        let default = ask.attribute("slider_default");
        if field.default.is_none() && default.parse::<f64>().is_ok() {
            field.default = Some(default.to_owned());
            let what = ask.attribute_part("slider_default");
            self.report.taken(&what, remark!("lss-slider-default"));
        }
        let separator = match ask.attribute("slider_separator") {
            "" => "|",
            separator => separator,
        };
        let ends =
            |text: &mut String| *text = text.replacen(separator, ": ", 1).replace(separator, " – ");
        match &mut field.label {
            Text::Absent => {}
            Text::Same(text) => ends(text),
            Text::By(texts) => texts.values_mut().for_each(ends),
        }
        self.report.near(&ask.what, remark!("lss-sliders"));
    }

    /// The switch of languages.
    pub(super) fn language(&mut self, ask: &Ask<'s>) -> Vec<model::Question> {
        let why = called(&ask.question.kind).with(remark!("lss-language-switch"));
        self.report.lost(&ask.what, why);
        Vec::new()
    }

    /// The default of a question or subquestion, a literal or an expression.
    pub(super) fn default(&mut self, ask: &Ask<'s>, sqid: &str, special: &str) -> Option<String> {
        let is_own = |id: &str| id == sqid || (sqid.is_empty() && id == "0");
        let default =
            ask.question.defaults.iter().find(|d| is_own(&d.sqid) && d.special == special)?;
        let base = self.survey.languages.first()?;
        let value = default.value.get(base).or_else(|| default.value.values().next())?;
        let sub = ask.question.subquestions.iter().find(|sub| sub.qid == sqid);
        let part = match special {
            "" => remark!("lss-part-default"),
            special => remark!("lss-part-default-of", special),
        };
        let what = sub.map_or_else(|| ask.what.clone(), |sub| ask.sub(sub));
        let what = LssElement { part: Some(part), ..what };
        if special == "other" {
            self.report.lost(&what, remark!("lss-other-default", value));
            return None;
        }
        if default.value.values().any(|other| other != value) {
            self.report.near(&what, remark!("lss-default-language"));
        }
        match self.value_of(value, &what) {
            Ok(default) => {
                self.report.taken(&what, remark!("lss-source", source = value));
                Some(default)
            }
            Err(message) => {
                self.report.lost(&what, remark!("lss-source", source = value).with(message));
                None
            }
        }
    }

    /// The default of a list: the value of a code.
    pub(super) fn coded_default(&mut self, ask: &Ask<'s>, sqid: &str) -> Option<String> {
        let code = self.default(ask, sqid, "")?;
        self.default(ask, sqid, "other");
        if code == "-oth-" {
            return ask.plan.other.clone();
        }
        let place = ask.question.scale("0").position(|answer| answer.code == code);
        let value = place.and_then(|place| ask.plan.answers.get(place)).cloned();
        if value.is_none() && !is_worked_out(&code) {
            let what = LssElement { part: Some(remark!("lss-part-default")), ..ask.what.clone() };
            self.report.lost(&what, remark!("lss-default-no-answer", code));
            return None;
        }
        value.or(Some(code))
    }

    /// A text with expressions as the expression of what it says; without any, a literal.
    pub(super) fn value_of(&mut self, text: &str, what: &LssElement) -> Result<String, Remark> {
        let mut sides: Vec<Node> = Vec::new();
        let mut has_script = false;
        for piece in pieces(text) {
            sides.push(match piece {
                TextPiece::Html(html) => {
                    Node::Text(super::super::html::convert(&html, Style::Plain).text)
                }
                TextPiece::Script(script) => {
                    has_script = true;
                    parse_in_html(&script)?
                }
            });
        }
        if !has_script {
            return Ok(literal(text.trim()));
        }
        sides.retain(|side| !matches!(side, Node::Text(text) if text.is_empty()));
        let node = match (sides.len(), sides.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                sides.extend(last);
                Node::Call("join".to_owned(), sides)
            }
        };
        let made = self.here(None).translate_node(&node)?;
        for note in made.notes {
            self.report.near(what, note);
        }
        Ok(made.term.into_value().text)
    }
}

fn date(day: &str) -> Term {
    Term::call("date", Gives::Text, &[Term::text(day)])
}

/// A default that could be taken for an expression is put into one.
fn literal(text: &str) -> String {
    let is_suspicious =
        ["${", "(", " + ", " - ", " * ", " div ", " mod "].iter().any(|sign| text.contains(sign));
    match is_suspicious {
        true => Term::call("concat", Gives::Text, &[Term::text(text)]).text,
        false => text.to_owned(),
    }
}

/// What kind of file is meant by a list of endings.
fn upload(endings: &str) -> Upload {
    let endings: Vec<String> =
        endings.split(',').map(|ending| ending.trim().to_lowercase()).collect();
    let all = |known: &[&str]| endings.iter().all(|ending| known.contains(&ending.as_str()));
    match () {
        () if all(&["jpg", "jpeg", "png", "gif", "webp", "bmp", "heic", "tif", "tiff"]) => {
            Upload::Image
        }
        () if all(&["mp3", "m4a", "ogg", "wav", "aac", "wma"]) => Upload::Audio,
        () if all(&["mp4", "webm", "mov", "avi", "mkv", "wmv"]) => Upload::Video,
        () => Upload::File,
    }
}
