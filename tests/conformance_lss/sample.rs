//! A small survey of ours, written as either layout of LimeSurvey's exports.

use std::fmt::Write;

/// Which layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A row for each language.
    Old,
    /// Texts in sections of their own.
    New,
}

/// A question or subquestion: id, id of the question or group, type, code, texts in German and
/// English, further columns.
pub(crate) struct Item {
    pub(crate) qid: u32,
    pub(crate) of: u32,
    pub(crate) kind: &'static str,
    pub(crate) code: &'static str,
    pub(crate) texts: [&'static str; 2],
    pub(crate) more: Vec<(&'static str, String)>,
}

/// A survey. Groups: id, titles, relevance. Answers: question, code, texts. Attributes: question,
/// name, value. Defaults: question, subquestion, value. Conditions: question, question it is about,
/// field, value.
#[derive(Default)]
pub(crate) struct Sample {
    pub(crate) groups: Vec<(u32, [&'static str; 2], &'static str)>,
    pub(crate) questions: Vec<Item>,
    pub(crate) subquestions: Vec<Item>,
    pub(crate) answers: Vec<(u32, &'static str, [&'static str; 2])>,
    pub(crate) attributes: Vec<(u32, &'static str, String)>,
    pub(crate) defaults: Vec<(u32, u32, &'static str)>,
    pub(crate) conditions: Vec<(u32, u32, &'static str, &'static str)>,
    pub(crate) more: String,
}

const LANGUAGES: [&str; 2] = ["de", "en"];

fn item(
    qid: u32,
    of: u32,
    kind: &'static str,
    code: &'static str,
    texts: [&'static str; 2],
    more: &[(&'static str, &str)],
) -> Item {
    let more = more.iter().map(|(column, value)| (*column, (*value).to_owned())).collect();
    Item { qid, of, kind, code, texts, more }
}

/// The survey: who moved, and why.
pub(crate) fn sample() -> Sample {
    let relevance = |source: &'static str| [("relevance", source)];
    Sample {
        groups: vec![
            (1, ["Der <b>Umzug</b>", "The <b>move</b>"], "1"),
            (2, ["Gründe", "Reasons"], "moved.NAOK == 'Y' and age > 15"),
        ],
        questions: vec![
            item(10, 1, "Y", "moved", ["<p>Sind Sie umgezogen?</p>", "Did you move?"], &[("mandatory", "Y")]),
            item(11, 1, "N", "age", ["Wie alt sind Sie?", "How old are you?"], &[("relevance", "moved == \"Y\""), ("mandatory", "S")]),
            item(12, 1, "L", "from", ["Woher?", "From where?"], &[("other", "Y")]),
            item(20, 2, "M", "why", ["Warum sind Sie mit {age} umgezogen?", "Why did you move at {age}?"], &[("other", "Y")]),
            item(21, 2, "F", "how", ["Wie wichtig?", "How important?"], &relevance("count(why_job, why_fam) > 0")),
            item(22, 2, ";", "who", ["Wer kam mit?", "Who came along?"], &relevance("age != 18")),
            item(23, 2, "R", "rank", ["Reihenfolge", "Order"], &[]),
            item(24, 2, "X", "thanks", ["Sie kamen {if(from.shown == 'Bremen', 'aus der Stadt', from.shown)}.", "You came {if(from.shown == 'Bremen', 'from town', from.shown)}."], &[]),
            item(25, 2, "*", "years", ["{65 - age}", "{65 - age}"], &[]),
            item(26, 2, "T", "more", ["Noch etwas?", "Anything else?"], &relevance("TOKEN:ATTRIBUTE_1 == 'x'")),
            item(27, 2, "|", "file", ["Ein Bild", "A picture"], &[]),
            item(28, 2, "I", "lang", ["Sprache", "Language"], &[]),
            item(29, 2, "1", "dual", ["Heute und früher", "Now and then"], &[]),
            item(30, 2, "D", "when", ["Wann?", "When?"], &[("preg", "/^20/")]),
            item(31, 2, "P", "pc", ["Womit?", "By what?"], &[]),
            item(32, 2, "K", "rooms", ["Zimmer", "Rooms"], &[]),
            item(33, 2, "O", "again", ["Wieder?", "Again?"], &[]),
            item(34, 2, ":", "grid", ["Wie oft?", "How often?"], &[]),
        ],
        subquestions: vec![
            item(100, 20, "T", "job", ["Arbeit", "Work"], &[]),
            item(101, 20, "T", "fam", ["Familie", "Family"], &[]),
            item(110, 21, "T", "job", ["Arbeit", "Work"], &[]),
            item(111, 21, "T", "fam", ["Familie", "Family"], &[]),
            item(120, 22, "T", "r1", ["Person 1", "Person 1"], &[]),
            item(121, 22, "T", "c1", ["Name", "Name"], &[("scale_id", "1")]),
            item(122, 22, "T", "c2", ["Alter", "Age"], &[("scale_id", "1")]),
            item(130, 29, "T", "a", ["Wohnung", "Flat"], &[]),
            item(140, 31, "T", "car", ["Auto", "Car"], &[]),
            item(150, 32, "T", "a", ["vorher", "before"], &[]),
            item(151, 32, "T", "b", ["nachher", "after"], &[]),
            item(160, 34, "T", "r", ["Bus", "Bus"], &[]),
            item(161, 34, "T", "c", ["im Jahr", "a year"], &[("scale_id", "1")]),
        ],
        answers: vec![
            (12, "HB", ["Bremen", "Bremen"]),
            (12, "-1", ["weiß nicht", "don't know"]),
            (21, "1", ["nicht", "not"]),
            (21, "2", ["sehr", "very"]),
            (23, "a", ["erstes", "one"]),
            (23, "b", ["zweites", "two"]),
            (29, "x", ["gut", "good"]),
            (33, "y", ["ja", "yes"]),
        ],
        attributes: [
            (11, "min_num_value_n", "0"),
            (11, "num_value_int_only", "1"),
            (20, "exclude_all_others", "fam"),
            (21, "array_filter", "why"),
            (12, "random_order", "1"),
            (12, "time_limit", "30"),
            (12, "page_break", "0"),
            (31, "hidden", "1"),
            (32, "em_validation_q", "sum(self) < 20"),
            (32, "equals_num_value", "rooms_a.NAOK + 1"),
        ]
        .map(|(qid, name, value)| (qid, name, value.to_owned()))
        .into(),
        defaults: vec![(12, 0, "HB"), (20, 100, "Y"), (32, 150, "{age / 10}")],
        conditions: vec![(33, 10, "1X1X10", "Y")],
        more: "<quota><rows><row><id>1</id><name>away</name><qlimit>0</qlimit><active>1</active></row>\
               <row><id>2</id><name>full</name><qlimit>50</qlimit><active>1</active><action>4</action></row>\
               <row><id>3</id><name>idle</name><qlimit>50</qlimit><active>0</active></row>\
               <row><id>4</id><name>odd</name><qlimit>many</qlimit><active>1</active></row></rows></quota>\
               <quota_members><rows><row><quota_id>1</quota_id><qid>10</qid><code>N</code></row>\
               <row><quota_id>3</quota_id><qid>10</qid><code>Y</code></row>\
               <row><quota_id>2</quota_id><qid>10</qid><code>Y</code></row></rows></quota_members>\
               <assessments><rows><row><name>low</name><minimum>0</minimum><maximum>9</maximum></row>\
               </rows></assessments>"
            .to_owned(),
    }
}

/// The survey as a file.
pub(crate) fn write(sample: &Sample, layout: Layout) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document>\n".to_owned();
    let version = if layout == Layout::Old { "177" } else { "630" };
    let _ = write!(
        xml,
        "<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>{version}</DBVersion>\
         <languages><language>de</language><language>en</language></languages>"
    );
    let mut l10n: Vec<(&str, Vec<Cells>)> = Vec::new();
    let mut section = |name: &str, texts: &'static str, rows: Vec<(Cells, Vec<Cells>)>| {
        let mut all = Vec::new();
        let mut apart = Vec::new();
        for (row, local) in rows {
            match layout {
                Layout::Old if !local.is_empty() => {
                    all.extend(local.into_iter().map(|l| [row.clone(), l].concat()));
                }
                Layout::Old => all.push(row),
                Layout::New => {
                    let key = row.first().cloned();
                    apart.extend(
                        local.into_iter().map(|l| [key.clone().into_iter().collect(), l].concat()),
                    );
                    all.push(row);
                }
            }
        }
        xml.push_str(&rows_of(name, &all));
        l10n.push((texts, apart));
    };
    let groups = sample.groups.iter().enumerate().map(|(order, (gid, names, relevance))| {
        let row = cells(&[
            ("gid", &gid.to_string()),
            ("group_order", &order.to_string()),
            ("grelevance", relevance),
        ]);
        (row, local(&[("group_name", *names), ("description", ["", ""])]))
    });
    section("groups", "group_l10ns", groups.collect());
    for (name, items) in [("questions", &sample.questions), ("subquestions", &sample.subquestions)]
    {
        let rows = items.iter().enumerate().map(|(order, item)| {
            let is_question = name == "questions";
            let of = item.of.to_string();
            let (gid, parent) = if is_question { (of.as_str(), "0") } else { ("1", of.as_str()) };
            let mut row = cells(&[
                ("qid", &item.qid.to_string()),
                ("sid", "1"),
                ("gid", gid),
                ("parent_qid", parent),
                ("type", item.kind),
                ("title", item.code),
                ("question_order", &order.to_string()),
            ]);
            row.extend(
                item.more.iter().map(|(column, value)| ((*column).to_owned(), value.clone())),
            );
            (row, local(&[("question", item.texts)]))
        });
        section(name, "question_l10ns", rows.collect());
    }
    let answers = sample.answers.iter().enumerate().map(|(order, (qid, code, texts))| {
        let row = cells(&[
            ("aid", &order.to_string()),
            ("qid", &qid.to_string()),
            ("code", code),
            ("sortorder", &order.to_string()),
        ]);
        (row, local(&[("answer", *texts)]))
    });
    section("answers", "answer_l10ns", answers.collect());
    let defaults = sample.defaults.iter().enumerate().map(|(number, (qid, sqid, value))| {
        let row = cells(&[
            ("dvid", &number.to_string()),
            ("qid", &qid.to_string()),
            ("sqid", &sqid.to_string()),
        ]);
        (row, local(&[("defaultvalue", [value, value])]))
    });
    section("defaultvalues", "defaultvalue_l10ns", defaults.collect());
    let attributes = sample.attributes.iter().map(|(qid, name, value)| {
        cells(&[("qid", &qid.to_string()), ("attribute", name), ("value", value)])
    });
    section("question_attributes", "", attributes.map(|row| (row, Vec::new())).collect());
    let conditions = sample.conditions.iter().map(|(qid, about, field, value)| {
        cells(&[
            ("qid", &qid.to_string()),
            ("cqid", &about.to_string()),
            ("cfieldname", field),
            ("method", "=="),
            ("value", value),
            ("scenario", "1"),
        ])
    });
    section("conditions", "", conditions.map(|row| (row, Vec::new())).collect());
    let settings = cells(&[("sid", "1"), ("language", "de"), ("format", "G"), ("ipaddr", "Y")]);
    section("surveys", "", vec![(settings, Vec::new())]);
    let titles = LANGUAGES.iter().zip(["Umzüge", "Moves"]).map(|(language, title)| {
        let row = cells(&[
            ("surveyls_language", language),
            ("surveyls_title", title),
            ("surveyls_welcometext", "<p>Hallo!</p>"),
        ]);
        (row, Vec::new())
    });
    section("surveys_languagesettings", "", titles.collect());
    for (name, rows) in l10n {
        if !rows.is_empty() {
            xml.push_str(&rows_of(name, &rows));
        }
    }
    xml + &sample.more + "\n</document>\n"
}

type Cells = Vec<(String, String)>;

fn cells(cells: &[(&str, &str)]) -> Cells {
    cells.iter().map(|(column, cell)| ((*column).to_owned(), (*cell).to_owned())).collect()
}

/// The texts of a row, once for each language.
fn local(texts: &[(&str, [&str; 2])]) -> Vec<Cells> {
    let row = |at: usize| {
        let texts = texts.iter().map(|(column, texts)| (*column, texts[at]));
        cells(&texts.chain([("language", LANGUAGES[at])]).collect::<Vec<_>>())
    };
    vec![row(0), row(1)]
}

fn rows_of(section: &str, rows: &[Cells]) -> String {
    let mut xml = format!("<{section}>\n<rows>\n");
    for row in rows {
        xml.push_str("<row>");
        for (column, cell) in row {
            let cell = cell.replace("]]>", "]]]]><![CDATA[>");
            let _ = write!(xml, "<{column}><![CDATA[{cell}]]></{column}>");
        }
        xml.push_str("</row>\n");
    }
    xml + &format!("</rows>\n</{section}>\n")
}
