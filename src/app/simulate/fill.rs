//! Filling in a page: what a browser would send for what is shown.

use crate::engine::Evaluation;
use crate::engine::Form;
use crate::engine::media::UploadField;
use crate::engine::model::{DateUnit, KindName, Level};
use crate::engine::show::{
    Body, Input, MomentField, OtherText, Ranked, Search, ShownOption, ShownPage, ShownPart,
    ShownQuestion, ShownRows,
};

use super::draw::{Knowledge, Offer, Resident};

/// What a resident means to do with a page beside answering what is empty.
#[derive(Default)]
pub(super) struct Intent {
    /// The question to answer anew although it has an answer.
    pub(super) change: Option<String>,
    /// Questions to leave empty, because their condition is too hard to meet.
    pub(super) give_up: Vec<String>,
}

/// The form for a page: what stands there is kept, what is empty is answered.
pub(super) fn fill(
    resident: &mut Resident<'_>,
    evaluation: &Evaluation<'_, '_>,
    shown: &ShownPage<'_>,
    intent: &Intent,
) -> Form {
    let mut page = PageFilling { resident, evaluation, form: Form::default() };
    for question in shown.answerable() {
        let gives_up = intent.give_up.iter().any(|name| *name == question.name);
        let keeps = !gives_up && intent.change.as_deref() != Some(&*question.name);
        page.question(question, keeps, gives_up);
    }
    page.form
}

struct PageFilling<'p, 's, 'q, 'a> {
    resident: &'p mut Resident<'s>,
    evaluation: &'p Evaluation<'q, 'a>,
    form: Form,
}

/// What a resident does with a question.
enum Will {
    Keep,
    Skip,
    Missing(String),
    Answer,
}

impl<'q> PageFilling<'_, '_, 'q, '_> {
    fn question(&mut self, question: &ShownQuestion<'q>, keeps: bool, gives_up: bool) {
        let codes: Vec<&str> = question.missing.iter().map(|o| o.value.as_ref()).collect();
        let missing_field = match question.body {
            Body::Input(_) | Body::Parts(_) | Body::Moment(_) | Body::Upload(_) => {
                format!("{}.missing", question.name)
            }
            _ => question.name.to_string(),
        };
        let will = match picked(&question.missing).next() {
            Some(code) if keeps => Will::Missing(code.to_owned()),
            _ if keeps && is_answered(&question.body) => Will::Keep,
            _ if gives_up => Will::Skip,
            _ => self.will(question.required, &codes),
        };
        if let Will::Missing(code) = &will {
            self.form.push(missing_field, code.as_str());
        }
        match &question.body {
            Body::Note | Body::Fixed(_) | Body::Begin(_) | Body::End(_) | Body::Table(_) => {}
            Body::Moment(moments) => self.moments(&will, moments),
            Body::Ranking(ranked) => self.ranking(&will, ranked),
            Body::Options { multiple, most, options, other } => {
                let most = multiple.then(|| most.unwrap_or(usize::MAX));
                self.options(question, &will, most, options, other.as_ref());
            }
            Body::Rows(rows) => self.rows(question, rows, keeps, gives_up),
            Body::Input(input) => self.input(question, &will, input),
            Body::Parts(parts) => self.parts(&will, parts),
            Body::Upload(field) => self.upload(question, field),
            Body::Search(search) => self.search(question, &will, search),
        }
    }

    fn will(&mut self, required: bool, codes: &[&str]) -> Will {
        let (skip, missing) = (self.resident.skip, self.resident.habits().missing);
        let random = &mut self.resident.random;
        if !required && random.chance(skip) {
            return Will::Skip;
        }
        match random.pick(codes) {
            Some(code) if random.chance(missing) => Will::Missing((*code).to_owned()),
            _ => Will::Answer,
        }
    }

    fn options(
        &mut self,
        question: &ShownQuestion<'_>,
        will: &Will,
        most: Option<usize>,
        options: &[ShownOption<'_>],
        other: Option<&OtherText<'_>>,
    ) {
        let values: Vec<String> = match will {
            Will::Keep => picked(options).map(str::to_owned).collect(),
            Will::Skip | Will::Missing(_) => Vec::new(),
            Will::Answer if let Some(most) = most => self.ticks(&question.name, options, most),
            Will::Answer => {
                let ordered = self.is_ordered(&question.name);
                let points: Vec<&str> = options.iter().map(|o| o.value.as_ref()).collect();
                let codes: Vec<&str> = question.missing.iter().map(|o| o.value.as_ref()).collect();
                let one = self.one(&[&*question.name], &points, &codes, ordered, question.required);
                one.into_iter().collect()
            }
        };
        if let Some(other) = other {
            let meant = values.iter().any(|value| value == other.value);
            let typed = match meant {
                true if other.typed.is_empty() => self.words(&other.name, None, false),
                true => other.typed.clone(),
                false => String::new(),
            };
            self.form.push(other.name.as_str(), typed);
        }
        for value in values {
            self.form.push(&*question.name, value);
        }
    }

    /// The choices ticked. Whom none of them concerns ticks "nothing of this" where it is offered,
    /// else what is likeliest. Whom more concern than may be ticked ticks any of them.
    fn ticks(&mut self, name: &str, options: &[ShownOption<'_>], most: usize) -> Vec<String> {
        let known = Knowledge { evaluation: self.evaluation, form: &self.form };
        let case = self.resident.case(self.resident.cases(&[name]), Some(known));
        let sure = case.and_then(|case| case.value.as_ref());
        let sure = sure.map(|value| self.resident.text(value, Some(known))).unwrap_or_default();
        let is_sure = |option: &ShownOption<'_>| sure.split(' ').any(|value| value == option.value);
        let ticks = case.and_then(|case| case.ticks.as_ref());
        let likely: Vec<(&ShownOption<'_>, f64)> = options
            .iter()
            .map(|option| {
                let formula = ticks.map(|ticks| ticks.get(option.value.as_ref()));
                let probability = match formula {
                    Some(Some(formula)) => self.resident.number(formula, Some(known)),
                    Some(None) => 0.0,
                    None if option.exclusive => 0.05,
                    None => 0.25,
                };
                (option, probability)
            })
            .collect();
        let random = &mut self.resident.random;
        let is_any_sure = options.iter().any(is_sure);
        let mut ticked: Vec<&ShownOption<'_>> = Vec::new();
        for (option, probability) in &likely {
            let chosen = random.chance(*probability);
            if option.exclusive && chosen && !is_any_sure {
                return vec![option.value.to_string()];
            }
            if !option.exclusive && (chosen || is_sure(option)) {
                ticked.push(option);
            }
        }
        if ticked.is_empty() {
            let exclusive = options.iter().find(|option| option.exclusive);
            ticked.extend(exclusive.or_else(|| random.weighted(&likely)));
        }
        while ticked.len() > most {
            ticked.remove(random.below(ticked.len()));
        }
        ticked.into_iter().map(|option| option.value.to_string()).collect()
    }

    fn rows(
        &mut self,
        question: &ShownQuestion<'_>,
        rows: &ShownRows<'_>,
        keeps: bool,
        gives_up: bool,
    ) {
        let codes: Vec<&str> = rows.missing.iter().map(|(code, _)| code.as_str()).collect();
        let points: Vec<&str> = rows.scale.iter().map(|point| &*point.value).collect();
        for row in &rows.rows {
            let will = match gives_up {
                _ if keeps && !row.picked.is_empty() => Will::Keep,
                true => Will::Skip,
                false => self.will(question.required, &codes),
            };
            let names = [&*row.name, &*question.name];
            let value = match will {
                Will::Keep => Some(row.picked.clone()),
                Will::Skip => None,
                Will::Missing(code) => Some(code),
                Will::Answer => self.one(&names, &points, &codes, true, question.required),
            };
            if let Some(value) = value {
                self.form.push(&*row.name, value);
            }
        }
    }

    fn input(&mut self, question: &ShownQuestion<'_>, will: &Will, input: &Input<'_>) {
        let typed = match will {
            Will::Keep => input.typed.clone(),
            Will::Skip | Will::Missing(_) => String::new(),
            Will::Answer if question.kind == KindName::Text => {
                self.words(&question.name, input.max_length, question.required)
            }
            Will::Answer => {
                let digits = u8::from(question.kind == KindName::Decimal);
                self.drawn(
                    &[&*question.name],
                    &Offer::Number { min: input.min, max: input.max, digits },
                )
            }
        };
        self.form.push(&*question.name, typed);
    }

    /// Nobody sends a file unless she must; then it is a name without a file behind it.
    fn upload(&mut self, question: &ShownQuestion<'_>, field: &UploadField) {
        let made_up = || field.upload.name("madeupxx", field.upload.extensions()[0]);
        let stored = field.stored.as_ref().map(|stored| stored.name.clone());
        let is_instead = picked(&question.missing).next().is_some();
        let needed = question.required && !is_instead;
        if let Some(name) = stored.or_else(|| needed.then(made_up)) {
            self.form.push(&*question.name, name);
        }
    }

    fn parts(&mut self, will: &Will, parts: &[ShownPart<'_>]) {
        for part in parts {
            let (min, max) = match part.part {
                DateUnit::Year => (1950.0, 2020.0),
                DateUnit::Month => (1.0, 12.0),
                DateUnit::Day => (1.0, 28.0),
            };
            let (min, max) = (part.min.unwrap_or(min), part.max.unwrap_or(max));
            let typed = match will {
                Will::Keep => part.typed.clone(),
                Will::Skip | Will::Missing(_) => String::new(),
                Will::Answer => {
                    let offer = Offer::Number { min: Some(min), max: Some(max), digits: 0 };
                    self.drawn(&[&*part.name], &offer)
                }
            };
            self.form.push(&*part.name, typed);
        }
    }

    fn moments(&mut self, will: &Will, moments: &[MomentField<'_>]) {
        for moment in moments {
            let typed = match will {
                Will::Keep => moment.typed.clone(),
                Will::Skip | Will::Missing(_) => String::new(),
                Will::Answer => {
                    let mut draw = |min, max| {
                        let offer = Offer::Number { min: Some(min), max: Some(max), digits: 0 };
                        self.drawn(&[&*moment.name], &offer)
                    };
                    match moment.input {
                        _ if moment.part == Some(DateUnit::Month) => draw(1.0, 12.0),
                        _ if moment.part == Some(DateUnit::Day) => draw(1.0, 28.0),
                        "time" => format!("{:0>2}:{:0>2}", draw(0.0, 23.0), draw(0.0, 59.0)),
                        "text" => draw(1950.0, 2020.0),
                        _ => format!(
                            "{}-{:0>2}-{:0>2}",
                            draw(1950.0, 2020.0),
                            draw(1.0, 12.0),
                            draw(1.0, 28.0)
                        ),
                    }
                }
            };
            self.form.push(&*moment.name, typed);
        }
    }

    /// The choices stay in the order they are shown in.
    fn ranking(&mut self, will: &Will, ranked: &[Ranked<'_>]) {
        for (at, choice) in ranked.iter().enumerate() {
            let typed = match will {
                Will::Keep => choice.typed.clone(),
                Will::Skip | Will::Missing(_) => String::new(),
                Will::Answer => (at + 1).to_string(),
            };
            self.form.push(choice.name.as_str(), typed);
        }
    }

    /// The name is typed and the match picked, as after the first look at the matches.
    fn search(&mut self, question: &ShownQuestion<'q>, will: &Will, search: &Search<'q>) {
        let typed_name = format!("{}.q", question.name);
        match will {
            Will::Keep => {
                self.form.push(typed_name, search.typed.as_str());
                for value in picked(&search.matches) {
                    self.form.push(&*question.name, value);
                }
            }
            Will::Skip | Will::Missing(_) => self.form.push(typed_name, ""),
            Will::Answer => {
                let questionnaire = self.evaluation.questionnaire;
                let slot = questionnaire.find_slot(&question.name);
                let offered = slot.map(|slot| {
                    let question = questionnaire.slots()[slot].question;
                    self.evaluation.top().offered(&questionnaire.questions()[question])
                });
                let offered = offered.unwrap_or_default();
                let points: Vec<&str> = offered.iter().map(|c| c.value.as_str()).collect();
                let codes: Vec<&str> = question.missing.iter().map(|o| o.value.as_ref()).collect();
                let value = self.one(&[&*question.name], &points, &codes, false, question.required);
                let place = offered.iter().find(|choice| Some(&choice.value) == value.as_ref());
                let language = &self.resident.language;
                let label = place
                    .map_or("", |c| c.label.get(language, questionnaire.fallback()))
                    .to_owned();
                self.form.push(typed_name, label);
                if let Some(value) = value {
                    self.form.push(&*question.name, value);
                }
            }
        }
    }

    /// One choice, or a missing code if the profile gives one. Who must answer does.
    fn one(
        &mut self,
        names: &[&str],
        points: &[&str],
        codes: &[&str],
        ordered: bool,
        required: bool,
    ) -> Option<String> {
        let known = Some(Knowledge { evaluation: self.evaluation, form: &self.form });
        let cases = self.resident.cases(names);
        let default = Offer::Choices { values: points, ordered };
        if cases.is_empty() {
            return self.resident.value(&[], &default, known);
        }
        let values: Vec<&str> = points.iter().chain(codes).copied().collect();
        let drawn = self.resident.value(cases, &Offer::Choices { values: &values, ordered }, known);
        match drawn {
            None if required => self.resident.value(&[], &default, known),
            drawn => drawn,
        }
    }

    fn drawn(&mut self, names: &[&str], offer: &Offer<'_>) -> String {
        let known = Some(Knowledge { evaluation: self.evaluation, form: &self.form });
        let cases = self.resident.cases(names);
        self.resident.value(cases, offer, known).unwrap_or_default()
    }

    /// A text; rarely, unless the profile says how often or it is required.
    fn words(&mut self, name: &str, max: Option<u32>, required: bool) -> String {
        let known = Some(Knowledge { evaluation: self.evaluation, form: &self.form });
        let cases = self.resident.cases(&[name]);
        let case = self.resident.case(cases, known);
        let by_habit = case.is_none_or(|case| case.probability.is_none());
        let habit = self.resident.habits().text;
        if by_habit && !required && !self.resident.random.chance(habit) {
            return String::new();
        }
        self.drawn(&[name], &Offer::Text { max })
    }

    fn is_ordered(&self, name: &str) -> bool {
        let questionnaire = self.evaluation.questionnaire;
        questionnaire.find_slot(name).is_some_and(|slot| {
            let question = questionnaire.slots()[slot].question;
            questionnaire.questions()[question].definition.level == Some(Level::Ordinal)
        })
    }
}

fn picked<'o>(options: &'o [ShownOption<'_>]) -> impl Iterator<Item = &'o str> {
    options.iter().filter(|option| option.picked).map(|option| option.value.as_ref())
}

/// Whether something stands there already; rows are looked at one by one.
fn is_answered(body: &Body<'_>) -> bool {
    match body {
        Body::Options { options, .. } => picked(options).next().is_some(),
        Body::Input(input) => !input.typed.is_empty(),
        Body::Parts(parts) => parts.iter().any(|part| !part.typed.is_empty()),
        Body::Search(search) => picked(&search.matches).next().is_some(),
        Body::Moment(moments) => moments.iter().any(|moment| !moment.typed.is_empty()),
        Body::Ranking(ranked) => ranked.iter().any(|choice| !choice.typed.is_empty()),
        Body::Upload(field) => field.stored.is_some(),
        Body::Rows(_)
        | Body::Table(_)
        | Body::Note
        | Body::Fixed(_)
        | Body::Begin(_)
        | Body::End(_) => false,
    }
}
