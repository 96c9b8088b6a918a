//! Who may import whom. The privacy promise can be read off these tables, so a change to them
//! is a change to the architecture: say why in ARCHITECTURE.md.
//!
//! Start reading at [`BORDERS`]. The tables name modules, never files.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use crate::{
    Outcome, assert_none, files_under,
    names::{Names, names},
};

/// A module of ours, and what of ours it may import besides itself.
const BORDERS: &[(&str, &[&str])] = &[
    // pure: no input or output, no clock, no randomness
    ("engine", &[]),
    ("file_type", &[]),
    ("language", &[]),
    ("formats", &["engine", "file_type", "language"]),
    ("study", &["engine"]),
    ("intake", &["domain", "engine", "file_type"]),
    // values
    ("access", &[]),
    ("clock", &[]),
    ("domain", &[]),
    ("error", &["storage"]),
    // Problems are worded there; values of the engine and no more.
    ("i18n", &["engine", "language"]),
    ("ids", &[]),
    ("config", &["domain", "error"]),
    ("mail", &["config"]),
    ("oidc", &["config"]),
    ("seal", &["error", "ids"]),
    // the ends: what comes in and goes out
    ("storage", &["domain", "engine", "error", "ids", "seal"]),
    ("export", &["engine", "study"]),
    ("view", &["access", "domain", "engine", "i18n"]),
    // the middle
    (
        "app",
        &[
            "access", "clock", "config", "domain", "engine", "error", "export", "formats", "i18n",
            "ids", "intake", "mail", "oidc", "seal", "storage", "study",
        ],
    ),
    // the doors
    (
        "web",
        &[
            "access", "app", "clock", "config", "domain", "engine", "error", "export", "i18n",
            "ids", "intake", "language", "mail", "oidc", "seal", "storage", "view",
        ],
    ),
    (
        "cli",
        &[
            "access", "app", "clock", "config", "domain", "engine", "error", "export", "formats",
            "i18n", "ids", "intake", "language", "mail", "oidc", "seal", "storage", "study", "web",
        ],
    ),
];

/// Pure modules, and what would make them impure.
const PURE: &[&str] =
    &["engine", "file_type", "formats", "language", "study", "intake", "view", "i18n"];
const IMPURE: &[&str] = &[
    "actix_web",
    "diesel",
    "rand",
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "tokio",
];

/// Libraries that only these modules know.
const ONLY: &[(&str, &[&str])] = &[
    ("actix_web", &["web"]),
    ("actix_multipart", &["web"]),
    ("clap", &["cli"]),
    ("zugvogel_cipher", &["seal"]),
    ("diesel", &["storage", "error"]),
    ("diesel_migrations", &["storage"]),
    ("image", &["intake"]),
    ("lettre", &["mail"]),
    ("ring", &["oidc"]),
    ("ureq", &["oidc"]),
];

/// Which stores the pages of each role must not see, neither themselves nor through a use case.
const UNSEEN: &[(&str, &[&str])] = &[
    ("web::respond", &["office", "results"]),
    ("web::staff", &["collect", "results"]),
    ("web::office", &["collect", "results"]),
    ("web::analyse", &["collect"]),
    ("web::trial", &["collect", "office", "results"]),
];

/// The only modules that may see both `collect` and `results`: the mix, what compares stores of which one
/// comes from a backup, and those that play residents and fill the stores at once; the command line
/// wires them up.
const SEE_BOTH: &[&str] =
    &["storage", "app::mix", "app::populate", "app::reconcile", "app::simulate", "cli"];

/// One source file.
struct Module {
    path: String,
    /// Such as `web::respond`; empty for `lib.rs` and `main.rs`.
    name: String,
    names: Names,
}

impl Module {
    /// Whether this is the module or lies inside it.
    fn is_in(&self, module: &str) -> bool {
        is_in(&self.name, module)
    }

    /// The stores that this file names, with lines.
    fn stores(&self) -> BTreeMap<&'static str, usize> {
        let mut stores = BTreeMap::new();
        for store in ["office", "collect", "results"] {
            let module = format!("crate::storage::{store}");
            let path = self.names.paths.iter().find(|named| is_in(&named.name, &module));
            let field = self.names.fields.iter().find(|named| named.name == store);
            if let Some(named) = path.or(field) {
                stores.insert(store, named.line);
            }
        }
        stores
    }
}

fn is_in(name: &str, module: &str) -> bool {
    name.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Our modules, without those that are only there in tests.
fn modules() -> io::Result<Vec<Module>> {
    let mut modules = Vec::new();
    for file in files_under("src", "rs")? {
        let mut name =
            file.path.trim_start_matches("src/").trim_end_matches(".rs").replace('/', "::");
        if name == "lib" || name == "main" {
            name.clear();
        }
        if name.ends_with("::tests") || name.contains("::tests::") {
            continue;
        }
        let full = if name.is_empty() { "crate".to_owned() } else { format!("crate::{name}") };
        modules.push(Module { names: names(&full, &file.text), path: file.path, name });
    }
    Ok(modules)
}

#[test]
fn modules_import_only_what_their_border_allows() -> Outcome {
    let mut offences = Vec::new();
    for module in modules()?.iter().filter(|module| !module.name.is_empty()) {
        let own = module.name.split("::").next().unwrap_or_default();
        let Some((_, may)) = BORDERS.iter().find(|(name, _)| *name == own) else {
            offences.push(format!("{}: `{own}` has no border yet; add it to BORDERS", module.path));
            continue;
        };
        for named in &module.names.paths {
            let Some(path) = named.name.strip_prefix("crate::") else { continue };
            let other = path.split("::").next().unwrap_or_default();
            let is_module = BORDERS.iter().any(|(name, _)| *name == other);
            if is_module && other != own && !may.contains(&other) {
                offences.push(format!("{}:{}: {}", module.path, named.line, named.name));
            }
        }
    }
    assert_none(
        "a module imports what its border forbids (tests/tidy/borders.rs, BORDERS):",
        &offences,
    );
    Ok(())
}

#[test]
fn borders_are_of_modules_that_are_there() -> Outcome {
    let modules = modules()?;
    let borders = BORDERS.iter().flat_map(|(name, may)| may.iter().chain([name]));
    let knowing = ONLY.iter().flat_map(|(_, knowing)| *knowing);
    let roles = UNSEEN.iter().map(|(role, _)| role);
    let named: BTreeSet<&str> =
        borders.chain(PURE).chain(knowing).chain(roles).chain(SEE_BOTH).copied().collect();
    let is_stale = |name: &&str| !modules.iter().any(|module| module.is_in(name));
    let stale: Vec<String> = named.into_iter().filter(is_stale).map(str::to_owned).collect();
    assert_none("a border of a module that is not there (tests/tidy/borders.rs):", &stale);
    Ok(())
}

#[test]
fn pure_modules_stay_pure() -> Outcome {
    let mut offences = Vec::new();
    for module in modules()? {
        if !PURE.iter().any(|pure| module.is_in(pure)) {
            continue;
        }
        for named in &module.names.paths {
            if IMPURE.iter().any(|impure| is_in(&named.name, impure)) {
                offences.push(format!("{}:{}: {}", module.path, named.line, named.name));
            }
        }
    }
    assert_none("a pure module does input or output, or asks for time or chance:", &offences);
    Ok(())
}

#[test]
fn each_library_stays_behind_its_border() -> Outcome {
    let mut offences = Vec::new();
    for module in modules()? {
        for named in &module.names.paths {
            for (library, knowing) in ONLY {
                if is_in(&named.name, library) && !knowing.iter().any(|known| module.is_in(known)) {
                    offences.push(format!("{}:{}: {}", module.path, named.line, named.name));
                }
            }
            if named.name.split("::").any(|segment| segment == "StatusCode") && !module.is_in("web")
            {
                offences.push(format!("{}:{}: a status code outside web", module.path, named.line));
            }
        }
    }
    assert_none("a library or a status code is named outside its modules (ONLY):", &offences);
    Ok(())
}

#[test]
fn only_the_clock_asks_the_time() -> Outcome {
    let mut offences = Vec::new();
    for module in modules()?.iter().filter(|module| !module.is_in("clock")) {
        for named in &module.names.paths {
            if ["Timestamp::now", "Zoned::now", "SystemTime::now"]
                .iter()
                .any(|now| named.name.ends_with(now))
            {
                offences.push(format!("{}:{}: {}", module.path, named.line, named.name));
            }
        }
    }
    assert_none("the time is asked past the clock, so tests cannot set it:", &offences);
    Ok(())
}

#[test]
fn only_the_mix_sees_answers_being_given_and_given_answers() -> Outcome {
    let mut offences = Vec::new();
    for module in modules()? {
        let stores = module.stores();
        if let (Some(collect), Some(results)) = (stores.get("collect"), stores.get("results"))
            && !SEE_BOTH.iter().any(|seeing| module.is_in(seeing))
        {
            offences.push(format!(
                "{}: collect in line {collect}, results in line {results}",
                module.path
            ));
        }
    }
    assert_none("a module sees both `collect` and `results` (SEE_BOTH):", &offences);
    Ok(())
}

#[test]
fn each_role_sees_only_its_stores() -> Outcome {
    let modules = modules()?;
    let mut offences = Vec::new();
    for (role, unseen) in UNSEEN {
        for module in reached(role, &modules) {
            for (store, line) in module.stores() {
                if unseen.contains(&store) {
                    offences.push(format!("{role} reaches {store} through {}:{line}", module.path));
                }
            }
        }
    }
    assert_none("pages of a role reach a store that they must not see (UNSEEN):", &offences);
    Ok(())
}

/// Who wants something of a questionnaire comes through one of these, not through how it is done.
#[test]
fn the_engine_has_few_doors() -> Outcome {
    let engine = std::fs::read_to_string("src/engine.rs")?;
    let doors: Vec<String> =
        engine.lines().filter(|line| line.starts_with("pub mod ")).map(str::to_owned).collect();
    let offences = if doors.len() > 10 { doors } else { Vec::new() };
    assert_none("the engine shows more than ten modules; which of them is no door?", &offences);
    Ok(())
}

/// The files of a role and of every use case that they call, directly or not.
fn reached<'m>(role: &str, modules: &'m [Module]) -> Vec<&'m Module> {
    let mut waiting = vec![role.to_owned()];
    let mut seen = BTreeSet::new();
    let mut reached = Vec::new();
    while let Some(next) = waiting.pop() {
        if !seen.insert(next.clone()) {
            continue;
        }
        let is_role = next == role;
        let reaches = |module: &&Module| {
            if is_role { module.is_in(&next) } else { module.name == next }
        };
        for module in modules.iter().filter(reaches) {
            reached.push(module);
            for named in &module.names.paths {
                // The longest part of the path that is a module: `app::office::accounts`.
                let named = handed_on(&named.name, modules);
                let mut path = named.strip_prefix("crate::").unwrap_or_default();
                while path.starts_with("app::") && !modules.iter().any(|m| m.name == path) {
                    path = path.rsplit_once("::").map_or("", |(around, _)| around);
                }
                // That it has a child says nothing; what it calls in there does.
                let is_child = named == format!("crate::{path}") && path.starts_with(&module.name);
                if path.starts_with("app::") && !is_child {
                    waiting.push(path.to_owned());
                }
            }
        }
    }
    reached
}

/// Where something comes from that `app` hands on from one of its modules: `app::Office`.
fn handed_on(name: &str, modules: &[Module]) -> String {
    let app = modules.iter().find(|module| module.name == "app");
    let from = name.strip_prefix("crate::app::").and_then(|item| {
        let mut paths = app?.names.paths.iter().map(|path| path.name.as_str());
        paths.find(|path| path.strip_suffix(item).is_some_and(|module| module.ends_with("::")))
    });
    match from {
        Some(from) => format!("crate::app::{}", from.trim_start_matches("crate::app::")),
        None => name.to_owned(),
    }
}

#[test]
fn routes_are_only_in_their_tables() -> Outcome {
    let mut offences = Vec::new();
    for file in files_under("src/web", "rs")? {
        let tables = ["src/web/routes.rs", "src/web/trial.rs", "src/web/health.rs"];
        for (number, line) in file.lines() {
            let makes_one = [".route(", "web::resource(", "web::scope("];
            if makes_one.iter().any(|word| line.contains(word))
                && !tables.contains(&file.path.as_str())
            {
                offences.push(format!("{}:{number}", file.path));
            }
        }
    }
    assert_none("a route that no test of the role matrix knows; use the tables:", &offences);
    Ok(())
}

#[test]
fn a_role_is_followed_through_its_use_cases() {
    let module = |name: &str, source: &str| Module {
        path: format!("src/{}.rs", name.replace("::", "/")),
        name: name.into(),
        names: names(&format!("crate::{name}"), source),
    };
    let modules = [
        module("app", "pub use answer::Answer; pub mod answer;"),
        module("web::respond", "fn f(answer: crate::app::Answer) {}"),
        module("app::answer", "use super::account;"),
        module("app::account", "use crate::storage::office;"),
        module("app::export", "use crate::storage::results;"),
    ];
    let reached: Vec<&str> =
        reached("web::respond", &modules).iter().map(|m| m.name.as_str()).collect();
    assert_eq!(reached, ["web::respond", "app::answer", "app::account"]);
    assert_eq!(modules[3].stores(), BTreeMap::from([("office", 1)]));
}
