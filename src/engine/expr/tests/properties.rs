//! What holds for any expression and any answers: a fault or a value, and never a panic.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn any_text_is_an_expression_or_a_fault(source in ".{0,60}") {
        if let Err(error) = Expr::parse(&source) {
            prop_assert!(error.at <= source.chars().count());
        }
    }

    #[test]
    fn any_expression_has_a_value(
        tokens in prop::collection::vec(
            prop::sample::select(vec![
                "${a}", "${b}", ".", "n", "1", "0", "-3.5", "'x'", "'2024-02-29'", "(", ")", ",",
                " and ", " or ", " div ", " mod ", "=", "!=", "<", ">=", "+", "-", "*", "|",
                "if(", "date(", "date-time(", "format-date(", "round(", "substr(", "substring(",
                "selected-at(", "regex(", "today()", "now()", "sum(", "max(", "concat(", "pow(",
            ]),
            1..12,
        ),
        a in ".{0,12}",
        b in "[-+0-9.:TZ]{0,26}",
    ) {
        let source = tokens.concat();
        if Expr::parse(&source).is_ok() {
            evaluate(&source, &[("a", &a), ("b", &b), ("b", &a), (".", &b)]);
        }
    }

    #[test]
    fn every_function_takes_any_texts(
        function in prop::sample::select(functions::all().map(|it| it.name).collect::<Vec<_>>()),
        texts in prop::collection::vec(
            prop_oneof![".{0,8}", "-?[0-9]{1,20}(\\.[0-9]{1,3})?", "[-+0-9.:TZ%]{0,26}"], 1..4,
        ),
    ) {
        let names = ["${a}", "${b}", "${c}", "."];
        let source = format!("{function}({})", names[..texts.len()].join(","));
        if Expr::parse(&source).is_ok() {
            let answers: Vec<(&str, &str)> =
                ["a", "b", "c", "."].into_iter().zip(texts.iter().map(String::as_str)).collect();
            evaluate(&source, &answers);
        }
    }
}
