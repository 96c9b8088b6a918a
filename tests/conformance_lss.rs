//! LimeSurvey's exports.
use zugvogel::formats::lss;
#[test]
fn print() {
    let path = std::env::var("LSS").unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let (definition, report) = lss::read(&bytes).unwrap();
    println!("{report}");
    println!("{}", serde_json::to_string_pretty(&definition).unwrap());
    let checked = zugvogel::engine::check(definition);
    for p in checked.problems {
        println!("PROBLEM {p}");
    }
}
