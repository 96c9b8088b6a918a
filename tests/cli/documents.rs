//! What the documents tell people to type works, in the order in which they tell it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::browser::{Ask, Door};
use super::program::{Ran, Server, program};
use super::resident::Resident;

/// A step of a document.
#[derive(Debug)]
enum Step {
    /// A file to save under this name.
    File(String, String),
    /// A line to type.
    Line(String),
}

/// Programs that the documents name besides ours: they build, need root, or are not here.
const OTHERS: [&str; 8] = [
    "cargo ",
    "tests/run",
    "node ",
    "sudo install ",
    "sudo useradd ",
    "sudo -u postgres psql ",
    "ZUGVOGEL_LISTEN=",
    "ZUGVOGEL_HEALTH_LISTEN=",
];

/// The fenced blocks of a document: what its fence says, and its lines without the indent.
fn blocks(text: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    let mut indent = None;
    for line in text.lines() {
        let bare = line.trim_start();
        match (indent, bare.strip_prefix("```")) {
            (None, Some(fence)) => {
                indent = Some(line.len() - bare.len());
                blocks.push((fence.to_owned(), Vec::new()));
            }
            (Some(_), Some(_)) => indent = None,
            (Some(indent), None) => {
                let line = line.get(indent..).unwrap_or_default();
                blocks.last_mut().unwrap().1.push(line.to_owned());
            }
            (None, None) => {}
        }
    }
    blocks
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for (fence, lines) in blocks(text) {
        if fence == "sh" {
            let lines = lines.join("\n").replace("\\\n", " ");
            let lines = lines.lines().filter(|line| !line.trim().is_empty());
            steps.extend(lines.map(|line| Step::Line(line.to_owned())));
            continue;
        }
        let is_ours = |line: &String| line.trim_start().starts_with("zugvogel ");
        assert!(!lines.iter().any(is_ours), "a command in a block that is not `sh`: {lines:?}");
        if let Some(name) = fence.strip_prefix("json ") {
            steps.push(Step::File(name.to_owned(), lines.join("\n")));
        }
    }
    steps
}

/// A reader with an empty folder, who does what a document says.
struct Reader {
    folder: TempDir,
    path: String,
    /// What the document says is to be set in `zugvogel.toml`.
    settings: Vec<(&'static str, &'static str)>,
    commands: usize,
}

impl Reader {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bin = folder.path().join("bin");
        fs::create_dir(&bin).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_zugvogel"), bin.join("zugvogel")).unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        fs::create_dir(folder.path().join("here")).unwrap();
        std::os::unix::fs::symlink(
            super::questionnaires(),
            folder.path().join("here/questionnaires"),
        )
        .unwrap();
        Self { folder, path, settings: Vec::new(), commands: 0 }
    }

    fn here(&self) -> PathBuf {
        self.folder.path().join("here")
    }

    fn shell(&self, line: &str) -> Command {
        // The surroundings' settings are taken away by `program`.
        let mut plain = program(&[]);
        plain.env("PATH", &self.path);
        let mut shell = Command::new("sh");
        shell.args(["-euc", line]).current_dir(self.here()).stdin(Stdio::null());
        for (name, value) in plain.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        shell.envs(self.settings.iter().copied());
        shell.env("ZUGVOGEL_LISTEN", "127.0.0.1:0").env("ZUGVOGEL_HEALTH_LISTEN", "127.0.0.1:0");
        shell
    }

    /// Follows a document. While a server runs, `visit` is there; all that it prints is given back.
    fn follow(&mut self, document: &str, mut visit: impl FnMut(&Path, &Server)) -> String {
        let mut printed = String::new();
        for step in steps(document) {
            match step {
                Step::File(name, content) => fs::write(self.here().join(name), content).unwrap(),
                Step::Line(line) => {
                    if OTHERS.iter().any(|other| line.starts_with(other)) {
                        continue;
                    }
                    let line = self.at_home(&line);
                    self.commands += 1;
                    if let Some(arguments) = waits(&line) {
                        let server = self.serve(&line, arguments);
                        visit(&self.here(), &server);
                        continue;
                    }
                    let ran: Ran = self.shell(&line).output().unwrap().into();
                    assert_eq!(ran.status, 0, "{line}\n{}{}", ran.out, ran.err);
                    printed.push_str(&ran.out);
                }
            }
        }
        printed
    }

    /// The folders of a server, and its user, are not here.
    fn at_home(&self, line: &str) -> String {
        let here = self.here();
        let line = line.strip_prefix("sudo -u zugvogel ").unwrap_or(line);
        // Drawing 20,000 codes takes minutes.
        let line = line.replace("--count 20000", "--count 20");
        line.replace("/var/", &format!("{}/var/", here.display()))
    }

    /// Starts what ends only when it is told to.
    fn serve(&self, line: &str, arguments: &str) -> Server {
        let listens = if arguments.starts_with("try ") { " --listen 127.0.0.1:0" } else { "" };
        let (command, _) = line.split_once(" #").unwrap_or((line, ""));
        let mut shell = self.shell(&format!("exec {command}{listens} 2>&1"));
        let mut process: Child = shell.stdout(Stdio::piped()).spawn().unwrap();
        let printed = process.stdout.take().unwrap();
        Server::listening(process, printed)
    }
}

/// What of this line is said to the program, if it runs until it is stopped.
fn waits(line: &str) -> Option<&str> {
    let arguments = line.strip_prefix("zugvogel ")?;
    ["serve ", "try "].iter().any(|word| arguments.starts_with(word)).then_some(arguments)
}

/// A document of this repository.
fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn is_there(_: &Path, server: &Server) {
    let door = server.door();
    let page = door.send(&Ask::get("/").with("host", "localhost")).unwrap();
    assert!(page.status < 400, "{}", page.text());
}

#[test]
fn the_readme_can_be_followed() {
    let mut reader = Reader::new();
    reader.follow(&document("README.md"), is_there);
    assert!(reader.commands >= 10, "{}", reader.commands);
    assert!(reader.here().join("export/responses.csv").is_file());
}

#[test]
fn the_first_study_ends_in_a_table_of_reasons() {
    let mut reader = Reader::new();
    let mut people = [["101", "103", "103"], ["201", "203", "201"]].iter();
    let printed = reader.follow(&document("docs/first-study.md"), |here, server| {
        let codes = here.join("codes.csv");
        if !codes.is_file() {
            return is_there(here, server);
        }
        let codes = fs::read_to_string(codes).unwrap();
        assert_eq!(codes.lines().count(), 1 + 50);
        let door = server.door();
        for (row, [one, other, main]) in codes.lines().skip(1).zip(&mut people) {
            let mut resident = Resident::new(&door, "leaving", "de");
            resident.enter(row.split(',').next().unwrap());
            if resident.place() != "reasons" {
                resident.press();
            }
            resident.is_on("reasons").sees("kein bestimmter Grund");
            let why = [("why", *one), ("why", *other)];
            resident.answer(&why).is_on("decisive").answer(&[("why_main", *main)]);
            let views =
                [("view_future", "2"), ("view_open", "3"), ("know_jobs", "1"), ("age", "19")];
            resident.is_on("county").answer(&views).is_on("review").press();
            resident.sees("Danke, Ihre Antworten sind angekommen");
        }
    });
    for words in ["view_future,2,0,2", "Wie alt waren Sie, als Sie wegzogen?"] {
        assert!(printed.contains(words), "{printed}");
    }

    let reasons = fs::read_to_string(reader.here().join("export/reasons.csv")).unwrap();
    let mut lines = reasons.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| head.iter().position(|column| *column == name).unwrap();
    let mut rows: Vec<[&str; 4]> = lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            ["code", "is_main", "cps", "mechanism"].map(|name| cells[column(name)])
        })
        .collect();
    rows.sort_unstable();
    let expected = [
        ["101", "0", "-6", "trigger"],
        ["103", "1", "-6", "pull"],
        ["201", "1", "-6", "push"],
        ["203", "0", "-6", "push or pull"],
    ];
    assert_eq!(rows, expected);
    assert!(reader.here().join("workbook/data.xlsx").is_file());
}

#[test]
fn the_other_documents_can_be_followed() {
    for (name, least) in [
        ("docs/questionnaires.md", 8),
        ("docs/xlsform.md", 3),
        ("docs/expressions.md", 1),
        ("deploy/README.md", 9),
    ] {
        let mut reader = Reader::new();
        if name.starts_with("deploy") {
            reader.settings.push(("ZUGVOGEL_PUBLIC_URL", "https://umfrage.example"));
        }
        reader.follow(&document(name), is_there);
        assert!(reader.commands >= least, "{name}: {}", reader.commands);
    }
}

/// Commands within a sentence name things that are there.
#[test]
fn commands_in_sentences_exist_with_their_options() {
    let mut seen = 0;
    for name in [
        "README.md",
        "SECURITY.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "deploy/README.md",
        "docs/accessibility.md",
        "docs/diff.md",
        "docs/export.md",
        "docs/expressions.md",
        "docs/first-study.md",
        "docs/limesurvey.md",
        "docs/performance.md",
        "docs/privacy.md",
        "docs/questionnaires.md",
        "docs/xlsform.md",
    ] {
        let text = document(name);
        for command in text.split('`').filter_map(|span| span.strip_prefix("zugvogel ")) {
            let words: Vec<&str> = command.split_whitespace().collect();
            let is_name = |word: &&&str| word.chars().all(|c| c.is_ascii_lowercase());
            let mut subcommand: Vec<&str> =
                words.iter().take_while(is_name).take(2).copied().collect();
            subcommand.retain(|word| *word != "help");
            if subcommand
                .first()
                .is_some_and(|first| !["survey", "questionnaire", "user", "audit"].contains(first))
            {
                subcommand.truncate(1);
            }
            subcommand.push("--help");
            let help: Ran = program(&subcommand).output().unwrap().into();
            assert_eq!(help.status, 0, "{name}: {command}");
            for option in words.iter().filter(|word| word.starts_with("--")) {
                assert!(help.out.contains(option), "{name}: no {option} in zugvogel {command}");
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}
