//! Conditions as rules, and elements that are put elsewhere.

use serde_json::Value;

use crate::app::TestApp;
use crate::browser::Browser;
use crate::databases::both;
use crate::manuscripts::{begin, change, designer, document, form, is_done, post, undo, with};
use crate::staff::get;

both! {
    /// Conditions are filled in as rules; what rules say already stays as it is written, what they cannot say too.
    fn conditions_are_filled_in_as_rules(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let before = document(&mut anna, &base);
        let questions = before.pointer("/pages/0/questions").unwrap().as_array().unwrap();
        let names: Vec<&str> = questions.iter().map(|it| it["name"].as_str().unwrap()).collect();
        let (first, last) = (names[0], names[names.len() - 1]);
        let at = format!("question:{last}");
        let of = |part: &str| format!("{at}|relevant{part}");
        let relevant = |browser: &mut Browser<'_>| {
            let document = document(browser, &base);
            let pointer = format!("/pages/0/questions/{}/relevant", names.len() - 1);
            document.pointer(&pointer).and_then(Value::as_str).map(str::to_owned)
        };
        // Without a value: the first answer there is.
        is_done(&change(&mut anna, &base, &at, &[(&of("|of.0"), first)]));
        let filled = relevant(&mut anna).unwrap();
        assert!(filled.starts_with(&format!("${{{first}}} = ")), "{filled}");
        // Sent again as it is shown, nothing changes; an own way of writing stays beside a new rule.
        let written = format!("${{{first}}}='1'");
        is_done(&change(&mut anna, &base, &at, &[(&of(""), &written)]));
        is_done(&change(&mut anna, &base, &at, &[]));
        assert_eq!(relevant(&mut anna).unwrap(), written);
        let rule = [(of("|of.1"), first), (of("|how.1"), "answered")];
        let rule: Vec<(&str, &str)> = rule.iter().map(|(name, it)| (name.as_str(), *it)).collect();
        is_done(&change(&mut anna, &base, &at, &rule));
        let both = format!("${{{first}}} = '1' and ${{{first}}} != ''");
        assert_eq!(relevant(&mut anna).unwrap(), both);
        is_done(&change(&mut anna, &base, &at, &[(&of("|join"), "any")]));
        assert_eq!(relevant(&mut anna).unwrap(), both.replace(" and ", " or "));
        // The second is taken out, then the first.
        let drop = |index: usize| format!("norule={at}|relevant|{index}");
        is_done(&change(&mut anna, &base, &at, &[("act", &drop(1))]));
        assert_eq!(relevant(&mut anna).unwrap(), format!("${{{first}}} = '1'"));
        is_done(&change(&mut anna, &base, &at, &[("act", &drop(0))]));
        assert_eq!(relevant(&mut anna), None);
        // What was typed as an expression wins over rules, and what they cannot say has none.
        let nested = format!("not(${{{first}}} = '1')");
        is_done(&change(&mut anna, &base, &at, &[(&of(""), &nested), (&of("|of.0"), first)]));
        assert_eq!(relevant(&mut anna).unwrap(), nested);
        let page = get(&mut anna, &format!("{base}?at={at}")).html();
        assert!(!page.contains(&of("|of.0")), "{page}");
        is_done(&change(&mut anna, &base, &at, &[(&of("|of.0"), first)]));
        assert_eq!(relevant(&mut anna).unwrap(), nested);
        for _ in 0..7 {
            undo(&mut anna, &base, "undo");
        }
        assert_eq!(document(&mut anna, &base), before);
        // Two at once: who comes second is told, and nothing of hers is lost.
        let mut bert = designer(&app, "bert");
        let seen = form(&get(&mut bert, &format!("{base}?at={at}")).html(), &base);
        is_done(&change(&mut anna, &base, &at, &[(&of(""), &nested)]));
        let hers = post(&mut bert, &base, &with(seen, &[(&of("|of.0"), first)]));
        assert_eq!(hers.status, 422);
        assert_eq!(relevant(&mut anna).unwrap(), nested);
        let again = form(&hers.html(), &base);
        assert!(again.contains(&(of("|of.0"), first.to_owned())), "{again:?}");
        is_done(&post(&mut bert, &base, &again));
        assert_eq!(relevant(&mut anna).unwrap(), filled);
    }

    /// One picks the question, then the comparison, then types the value: each is saved by itself.
    fn a_rule_is_filled_in_step_by_step(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        for (kind, text) in [("integer", "Alter"), ("text", "Ort"), ("date", "Tag"), ("text", "Ende")] {
            let page = get(&mut anna, &base).html();
            let add = [("act", "add-question"), ("kind", kind), ("text", text)];
            is_done(&post(&mut anna, &base, &with(form(&page, &base), &add)));
        }
        let of = |part: &str| format!("question:ende|relevant{part}");
        for (name, picked, comparison, compared, value, done) in [
            ("alter", "${alter} = 0", "less", "${alter} < 0", "14", "${alter} < 14"),
            ("ort", "${ort} = '…'", "is-not", "${ort} != '…'", "Brake", "${ort} != 'Brake'"),
            (
                "tag",
                "${tag} = '2000-01-01'",
                "at-least",
                "${tag} >= '2000-01-01'",
                "2026-01-01",
                "${tag} >= '2026-01-01'",
            ),
        ] {
            for (part, typed, wanted) in [
                ("|of.0", name, picked),
                ("|how.0", comparison, compared),
                ("|value.0", value, done),
                ("|of.0", "", ""),
            ] {
                is_done(&change(&mut anna, &base, "question:ende", &[(&of(part), typed)]));
                let document = document(&mut anna, &base);
                let last = document["pages"][0]["questions"].as_array().unwrap().last().unwrap();
                assert_eq!(last["relevant"].as_str().unwrap_or_default(), wanted, "{last}");
            }
        }
    }

    /// An element is put beside another one, or on a page; where it stands already nothing is done.
    fn elements_are_put_where_one_drops_them(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:school-leavers");
        let before = document(&mut anna, &base);
        let pages = before["pages"].as_array().unwrap();
        let many = pages.iter().find(|it| it["questions"].as_array().unwrap().len() > 3).unwrap();
        let page = many["name"].as_str().unwrap();
        let names_of = |document: &Value, page: &str| -> Vec<String> {
            let pages = document["pages"].as_array().unwrap();
            let page = pages.iter().find(|it| it["name"] == page).unwrap();
            let questions = page["questions"].as_array().unwrap();
            questions.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
        };
        let names = names_of(&before, page);
        let mut put = |of: &str, beside: &str, behind: bool| {
            let act = format!("put=question:{of}");
            let mut fields = vec![("act", act.as_str()), ("beside", beside)];
            if behind {
                fields.push(("behind", "1"));
            }
            is_done(&change(&mut anna, &base, &format!("question:{}", names[0]), &fields));
            document(&mut anna, &base)
        };
        let order = |places: &[usize]| -> Vec<String> {
            places.iter().map(|it| names[*it].clone()).chain(names[3..].iter().cloned()).collect()
        };
        let beside = |at: usize| format!("question:{}", names[at]);
        assert_eq!(names_of(&put(&names[0], &beside(2), true), page), order(&[1, 2, 0]));
        assert_eq!(names_of(&put(&names[0], &beside(1), false), page), order(&[0, 1, 2]));
        assert_eq!(names_of(&put(&names[0], &beside(1), false), page), order(&[0, 1, 2]));
        assert_eq!(names_of(&put(&names[1], &beside(1), true), page), order(&[0, 1, 2]));
        let other = pages.iter().find(|it| it["name"] != page).unwrap()["name"].as_str().unwrap();
        let moved = put(&names[0], &format!("page:{other}"), false);
        assert_eq!(names_of(&moved, other).last(), Some(&names[0]));
        let last = put(&names[1], &format!("page:{page}"), false);
        assert_eq!(names_of(&last, page).last(), Some(&names[1]));
    }
}
