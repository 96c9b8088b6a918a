//! LimeSurvey's older conditions as an expression.
//!
//! Within a scenario the conditions about one question are alternatives, those about different
//! questions must all hold; one scenario is enough.

use std::collections::BTreeMap;

use super::index::Index;
use super::xml::XmlRow;
use crate::engine::problem::{Remark, remark};

/// The conditions of a question as an expression, or why there is none.
pub(super) fn compile(rows: &[XmlRow], index: &Index) -> Result<String, Remark> {
    let mut scenarios: BTreeMap<i64, BTreeMap<(&str, &str), Vec<String>>> = BTreeMap::new();
    for row in rows {
        let scenario = row.get("scenario").parse().unwrap_or(1);
        // Conditions about participants have the question 0; their fields keep them apart.
        let field = if row.get("cqid") == "0" { row.get("cfieldname") } else { "" };
        let about = scenarios.entry(scenario).or_default().entry((row.get("cqid"), field));
        about.or_default().push(condition(row, index)?);
    }
    let alternatives = |all: Vec<String>| format!("({})", all.join(" or "));
    let scenarios = scenarios.into_values().map(|about| {
        let all: Vec<String> = about.into_values().map(alternatives).collect();
        format!("({})", all.join(" and "))
    });
    Ok(scenarios.collect::<Vec<_>>().join(" or "))
}

fn condition(row: &XmlRow, index: &Index) -> Result<String, Remark> {
    let field = row.get("cfieldname").trim().trim_start_matches('+');
    let value = row.get("value");
    if let Some(participant) = field.strip_prefix('{') {
        let participant = participant.trim_end_matches('}');
        return Err(remark!("lss-expr-participants", name = participant));
    }
    let method = match row.get("method").trim() {
        "" | "=" => "==",
        "a<b" => "<",
        "a<=b" => "<=",
        "a>b" => ">",
        "a>=b" => ">=",
        method => method,
    };
    // A multiple choice is compared with the code of its choice; version 7 joins them by ids only.
    let joined = format!("{field}{value}");
    let choice = match index.find(&joined) {
        Some(_) => Some(joined.as_str()),
        None => index.find_part(field, value).map(|part| part.code.as_str()),
    };
    if let Some(joined) = choice.filter(|_| index.find(field).is_none()) {
        let is = if method == "!=" { "!=" } else { "==" };
        return Ok(format!("{joined}.NAOK {is} 'Y'"));
    }
    let field = format!("{field}.NAOK");
    if let Some(other) = value.strip_prefix('@').and_then(|value| value.strip_suffix('@')) {
        return Ok(format!("{field} {method} {}.NAOK", other.trim_start_matches('+')));
    }
    if let Some(expression) = value.strip_prefix('{').and_then(|value| value.strip_suffix('}')) {
        return Ok(format!("{field} {method} ({expression})"));
    }
    Ok(match (method, value.trim()) {
        ("==", "") => format!("is_empty({field})"),
        ("!=", "") => format!("!is_empty({field})"),
        ("RX", pattern) => format!("regexMatch({}, {field})", quoted(pattern)),
        ("==" | "!=" | "<" | "<=" | ">" | ">=", value) => {
            format!("{field} {method} {}", quoted(value))
        }
        (method, _) => return Err(remark!("lss-expr-no-comparison", sign = method)),
    })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::super::index::{Facts, Target};
    use super::super::xml;
    use super::*;

    #[track_caller]
    fn check(rows: &[[&str; 5]], expect: Result<&str, &str>) {
        let mut document = "<document><conditions><rows>".to_owned();
        for [scenario, cqid, field, method, value] in rows {
            let value = value.replace('<', "&lt;");
            let method = method.replace('<', "&lt;");
            document += &format!(
                "<row><scenario>{scenario}</scenario><cqid>{cqid}</cqid><cfieldname>{field}\
                 </cfieldname><method>{method}</method><value>{value}</value></row>"
            );
        }
        document += "</rows></conditions></document>";
        let document = xml::read(document.as_bytes()).unwrap();
        let mut index = Index::default();
        let sid = |qid: &str| Facts {
            code: format!("q{qid}"),
            sid: "1".into(),
            gid: "2".into(),
            qid: qid.into(),
            ..Facts::default()
        };
        index.question(sid("3"));
        let target = || Target::Choice { list: "q".into(), value: "v".into(), on: "Y" };
        index.variable("SQ1", "SQ1", None, target());
        index.question(sid("4"));
        index.variable("", "", None, target());
        let made = compile(document.rows("conditions"), &index).map_err(|error| error.to_string());
        assert_eq!(made.as_deref().map_err(String::as_str), expect);
    }

    #[test]
    fn alternatives_and_scenarios() {
        check(
            &[
                ["1", "4", "1X2X4", "==", "A"],
                ["1", "4", "1X2X4", "==", "B\""],
                ["1", "3", "1X2X3", "==", "SQ1"],
                ["2", "4", "1X2X4", "!=", " "],
            ],
            Ok(
                "((1X2X3SQ1.NAOK == 'Y') and (1X2X4.NAOK == \"A\" or 1X2X4.NAOK == \"B\\\"\")) or ((!is_empty(1X2X4.NAOK)))",
            ),
        );
    }

    #[test]
    fn every_comparison() {
        let one = |method, value| ["1", "4", "+1X2X4", method, value];
        check(&[one("a<b", "5")], Ok("((1X2X4.NAOK < \"5\"))"));
        check(&[one("RX", "/^a/")], Ok("((regexMatch(\"/^a/\", 1X2X4.NAOK)))"));
        check(&[one("==", "@1X2X3SQ1@")], Ok("((1X2X4.NAOK == 1X2X3SQ1.NAOK))"));
        check(&[one(">", "{sum(a, 1)}")], Ok("((1X2X4.NAOK > (sum(a, 1))))"));
        check(&[["1", "3", "Q3", "==", "SQ1"]], Ok("((q3_SQ1.NAOK == 'Y'))"));
        check(&[one("??", "1")], Err("there is no comparison `??`"));
        check(
            &[["1", "0", "{TOKEN:EMAIL}", "==", "x"]],
            Err("there is no data of participants here: not `TOKEN:EMAIL`"),
        );
    }
}
