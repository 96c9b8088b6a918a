//! A page and its stylesheet together stay light, as sent.

use crate::app::TestApp;
use crate::browser::{Ask, Door};
use crate::databases::{Kind, stores};
use crate::html;
use crate::interviews::IN_MOVER;

/// Bytes of a page with everything it needs.
const MOST: usize = 30_000;

#[test]
fn every_page_is_light() {
    let app = TestApp::new(stores(Kind::Sqlite).unwrap());
    let size = |ask: Ask| {
        let answer = app.send(&ask.with("accept-encoding", "gzip")).unwrap();
        assert_eq!((answer.status, answer.header("content-encoding")), (200, Some("gzip")));
        answer.body.len()
    };
    let mut resident = app.resident("wesermarsch");
    let page = resident.page.html();
    let needed: usize = html::tags(&page)
        .iter()
        .filter(|tag| tag.name == "link")
        .filter_map(|tag| tag.attribute("href"))
        .map(|href| size(Ask::get(href)))
        .sum();
    let consent = [("cons_part", "1"), ("cons_sens", "1"), ("birth_y", "1995")];
    // Everything ticked makes the pages as long as they can be.
    let areas: Vec<String> = (1..=11).map(|area| format!("rs_role_{area:02}")).collect();
    let areas = areas.iter().map(|area| (area.as_str(), "3"));
    let areas = areas.filter(|(area, _)| IN_MOVER.iter().all(|(name, _)| name != area));
    let answers: Vec<_> = consent.into_iter().chain(areas).chain(IN_MOVER).collect();
    let mut sizes = Vec::new();
    let pages = resident.walk(&answers);
    let cookie = resident.browser.cookies.iter().map(|(n, v)| format!("{n}={v}")).next().unwrap();
    for place in pages.iter().map(|page| format!("p/{page}")).chain(["review".to_owned()]) {
        for language in ["de", "en"] {
            let ask = Ask::get(&format!("/s/wesermarsch/{place}"));
            let ask = ask.with("cookie", &cookie).with("accept-language", language);
            sizes.push((needed + size(ask), place.clone(), language));
        }
    }
    sizes.sort();
    let largest = sizes.last().unwrap();
    println!("stylesheet and icon {needed} bytes; the largest page with them: {largest:?}");
    assert!(sizes.len() > 70 && largest.0 <= MOST, "{largest:?}");
}
