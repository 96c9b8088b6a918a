//! A response names its version. Who copied the store before a change knows who came before it, so one that
//! left among those of another version would be hers.

use std::collections::BTreeMap;

use zugvogel::app::Actor;
use zugvogel::app::respondents::headings::BELIEVED;
use zugvogel::engine::{Questionnaire, check};
use zugvogel::error::Error;
use zugvogel::storage::results::responses::page_responses;

use crate::databases::both;
use crate::field::{Field, waited};

const BATCH: i32 = 20;

fn version(label: &str, others: &str) -> Questionnaire {
    let document = format!(
        r#"{{ "name": "mark", "languages": ["de"], "title": "Marke", "pages": [{{ "name": "one", "title": "Eins",
        "questions": [{{ "kind": "text", "name": "mark", "label": "{label}" }}{others}] }}] }}"#
    );
    let checked = check(serde_json::from_str(&document).unwrap());
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Gives the survey another version, and waits until all know.
fn publish(field: &mut Field, questionnaire: &Questionnaire) {
    let (app, slug) = (&field.app, &field.slug);
    let change = app.compare_version(&Actor::Operator, slug, questionnaire).unwrap();
    app.publish_version(&Actor::Operator, slug, (questionnaire, Vec::new()), &change).unwrap();
    std::thread::sleep(BELIEVED);
    field.served = waited(app.respondents().survey(slug.as_str())).unwrap();
}

fn fill(field: &Field, name: &str, number: usize) {
    field.fill(&(0..number).map(|it| format!("{name} {it}")).collect::<Vec<_>>());
}

/// How many responses of which version are in the results, by the word before their number.
fn arrived(field: &Field) -> BTreeMap<String, BTreeMap<String, usize>> {
    let id = field.served.id.clone();
    let rows = field
        .app
        .stores
        .results
        .read_now(|conn| Ok::<_, Error>(page_responses(conn, &id, None, 1000)?));
    let mut all = BTreeMap::<_, BTreeMap<_, usize>>::new();
    for row in rows.unwrap() {
        let document: serde_json::Value = serde_json::from_str(&row.document).unwrap();
        let mark = document["answers"]["mark"].as_str().unwrap();
        let (word, _) = mark.split_once(' ').unwrap();
        *all.entry(row.version_hash).or_default().entry(word.to_owned()).or_default() += 1;
    }
    all
}

fn sum(all: &BTreeMap<String, usize>) -> usize {
    all.values().sum()
}

both! {
    fn nobody_leaves_among_those_of_another_version(stores) {
        let mut field = Field::new(&stores, BATCH);
        let first = field.served.version.clone();
        fill(&field, "first", 39);
        publish(&mut field, &version("Marke?", r#", { "kind": "text", "name": "more", "label": "Mehr?" }"#));
        let second = field.served.version.clone();
        fill(&field, "second", 50);
        assert_eq!(field.mix().unwrap().moved, 25, "half of those of the second");
        assert_eq!(arrived(&field).keys().collect::<Vec<_>>(), [&second]);

        // Where texts alone change those who wait have the company of those who come.
        publish(&mut field, &version("Marken?", r#", { "kind": "text", "name": "more", "label": "Mehr?" }"#));
        let third = field.served.version.clone();
        fill(&field, "third", 35);
        assert_eq!(field.mix().unwrap().moved, 30, "half of the 25 and the 35");
        let all = arrived(&field);
        assert_eq!((sum(&all[&second]), sum(&all[&third])), (25, 30), "{all:?}");
        let both = &all[&third];
        assert!(both.contains_key("second") && both.contains_key("third"), "{both:?}");

        // Nobody answers the first any more: they leave together, a week after the last day.
        assert_eq!(field.mix().unwrap().moved, 0);
        field.close_on("2026-06-01");
        assert_eq!(field.mix().unwrap().moved, 39 + 30);
        let all = arrived(&field);
        assert_eq!((sum(&all[&first]), all[&first]["first"], sum(&all[&third])), (39, 39, 60));
    }

    /// A row of an older program does not say which version it answers; what is sealed does.
    fn a_row_that_names_no_version_arrives_as_it_was_sent(stores) {
        let mut field = Field::new(&stores, BATCH);
        let first = field.served.version.clone();
        fill(&field, "first", 3);
        field.run("UPDATE inbox SET version = ''");
        publish(&mut field, &version("Marke?", r#", { "kind": "text", "name": "more", "label": "Mehr?" }"#));
        assert_eq!(field.force().unwrap().moved, 3);
        assert_eq!(arrived(&field).keys().collect::<Vec<_>>(), [&first]);
    }
}
