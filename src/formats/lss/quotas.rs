//! Quotas: those of none end the interview of whoever is in them, the others are counted.

use crate::engine::model::{End, Page, Quota, Text};
use crate::engine::problem::{LssElement, Remark, remark};

use super::build::{Import, Of};
use super::html::Style;
use super::names::QUESTION;
use super::report::outside;
use super::source::Local;
use super::words::Word;
use super::xml::{Document, XmlRow};

/// Who is in a quota, and the last question that decides it.
struct QuotaCell {
    when: String,
    last: usize,
}

impl Import<'_> {
    /// The early ends and quotas of a survey.
    pub(super) fn quotas(&mut self, document: &Document, pages: &[Page]) -> (Vec<End>, Vec<Quota>) {
        let (mut ends, mut quotas) = (Vec::new(), Vec::new());
        for row in document.rows("quota") {
            let (id, name) = (row.get("id"), row.get("name"));
            let what = outside(remark!("lss-part-quota", name));
            let members =
                document.rows("quota_members").iter().filter(|row| row.get("quota_id") == id);
            let members: Vec<&XmlRow> = members.collect();
            let texts = document.rows("quota_languagesettings").iter();
            let texts: Vec<&XmlRow> =
                texts.filter(|row| row.get("quotals_quota_id") == id).collect();
            let limit = row.get("qlimit");
            if row.get("active") == "0" {
                let cell = self.members_in_words(&members);
                self.report.lost(&what, remark!("lss-quota-inactive", limit, cell));
                continue;
            }
            let Ok(max) = limit.parse() else {
                self.report.lost(&what, remark!("lss-quota-no-limit", limit));
                continue;
            };
            let made = self.quota_cell(&members).and_then(|cell| match max {
                0 => self.screen_out(cell, &texts, pages, name).map(|end| {
                    self.report.taken(&what, remark!("lss-becomes-end", name = end.name));
                    ends.push(end);
                }),
                _ => self.counted(cell, &texts, name, max).map(|quota| {
                    self.report.near(&what, remark!("lss-becomes-quota", name = quota.name));
                    quotas.push(quota);
                }),
            });
            match made {
                Ok(()) => self.quota_action(&what, row.get("action")),
                Err(message) => self.report.lost(&what, message),
            }
        }
        (ends, quotas)
    }

    /// When LimeSurvey looks at a quota and what it lets people do then. The usual action, 1, is what
    /// quotas do here.
    fn quota_action(&mut self, what: &LssElement, action: &str) {
        match action {
            "" | "1" => {}
            // Going back from an end is always possible here.
            "2" => self.report.taken(what, remark!("lss-quota-soft")),
            "3" => self.report.near(what, remark!("lss-quota-hidden")),
            "4" => self.report.near(what, remark!("lss-quota-every-page")),
            _ => self.report.near(what, remark!("lss-quota-action", action)),
        }
    }

    /// Who is in a quota, as LimeSurvey names it: `sex = F, age = 2`.
    fn members_in_words(&self, members: &[&XmlRow]) -> String {
        let questions = || self.survey.groups.iter().flat_map(|group| &group.questions);
        let told = members.iter().map(|member| {
            let question = questions().find(|question| question.qid == member.get("qid"));
            let question = question.map_or(member.get("qid"), |question| &question.code);
            format!("{question} = {}", member.get("code"))
        });
        told.collect::<Vec<_>>().join(", ")
    }

    /// The members of a quota as a condition: answers to one question are alternatives, those to
    /// different questions must all be given.
    fn quota_cell(&mut self, members: &[&XmlRow]) -> Result<QuotaCell, Remark> {
        let survey = self.survey;
        let questions = || survey.groups.iter().flat_map(|group| &group.questions);
        let mut by_question: Vec<(usize, Vec<String>)> = Vec::new();
        for member in members {
            let qid = member.get("qid");
            let (number, question) = questions()
                .enumerate()
                .find(|(_, question)| question.qid == qid)
                .ok_or_else(|| remark!("lss-no-question", code = qid))?;
            let code = member.get("code");
            // Rows are written `row-code`, choices by their code.
            let condition = match (question.kind.as_str(), code.rsplit_once('-')) {
                ("M" | "P", _) => format!("{}_{code}.NAOK == 'Y'", question.code),
                ("A" | "B" | "C" | "E" | "F" | "H", Some((row, code))) => {
                    format!("{}_{row}.NAOK == '{code}'", question.code)
                }
                _ => format!("{}.NAOK == '{code}'", question.code),
            };
            match by_question.iter_mut().find(|(known, _)| *known == number) {
                Some((_, conditions)) => conditions.push(condition),
                None => by_question.push((number, vec![condition])),
            }
        }
        let last = by_question.iter().map(|(number, _)| *number).max();
        let last = last.ok_or_else(|| remark!("lss-quota-empty"))?;
        let all: Vec<String> = by_question
            .into_iter()
            .map(|(_, conditions)| format!("({})", conditions.join(" or ")))
            .collect();
        let when = self.here(None).translate(&all.join(" and "))?.term.text;
        // Whoever is asked anything after it has not met the end.
        self.depend(&Of::Questions(last + 1..self.plans.len()), &when)?;
        Ok(QuotaCell { when, last })
    }

    /// The heading and the text of the page on which an interview ends.
    fn farewell(&mut self, texts: &[&XmlRow], what: &LssElement) -> (Text, Text) {
        let local: Local = texts
            .iter()
            .map(|row| {
                (row.get("quotals_language").to_owned(), row.get("quotals_message").to_owned())
            })
            .collect();
        let title = self.own_word(Word::Thanks);
        let text = match self.text(&local, Style::Rich, what) {
            Text::Absent => title.clone(),
            text => text,
        };
        (title, text)
    }

    fn screen_out(
        &mut self,
        cell: QuotaCell,
        texts: &[&XmlRow],
        pages: &[Page],
        name: &str,
    ) -> Result<End, Remark> {
        let plan = self.plans.get(cell.last);
        let after = plan.and_then(|plan| page_of(pages, &plan.name));
        let after = after.ok_or_else(|| remark!("lss-quota-empty"))?.to_owned();
        let (title, text) = self.farewell(texts, &outside(remark!("lss-part-quota", name)));
        Ok(End {
            name: self.names.make(&["end", name], QUESTION),
            id: None,
            after,
            when: cell.when,
            title,
            text,
            keep: true,
            disposition: "4.80".to_owned(),
        })
    }

    fn counted(
        &mut self,
        cell: QuotaCell,
        texts: &[&XmlRow],
        name: &str,
        max: u32,
    ) -> Result<Quota, Remark> {
        let (title, text) = self.farewell(texts, &outside(remark!("lss-part-quota", name)));
        Ok(Quota {
            name: self.names.make(&["quota", name], QUESTION),
            id: None,
            label: Text::Same(name.to_owned()),
            when: cell.when,
            max,
            skip: Vec::new(),
            title,
            text,
        })
    }
}

/// The page that a question is on.
fn page_of<'p>(pages: &'p [Page], name: &str) -> Option<&'p str> {
    pages.iter().find_map(|page| {
        if page.questions.iter().any(|question| question.name == name) {
            return Some(page.name.as_str());
        }
        page_of(&page.pages, name)
    })
}
