//! Stores that are away or take nothing: a full disk, PostgreSQL cut off or hanging, an answer that is
//! lost after a commit. Pages say what is so and hold what was typed, and readiness tells.

use std::fs::Permissions;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use crate::browser::{Ask, Door as _};
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use zugvogel::storage::Store;

use crate::databases::Kind;
use crate::place::Place;
use crate::program::{Ran, Server, Socket, program};
use crate::resident::Resident;
use crate::wire::Wire;

/// For so long the guard of the disk believes what it saw.
const BELIEVED: Duration = Duration::from_millis(1100);
const WORDS: &str = "Wir können gerade nichts speichern";

/// A port that nobody has, on an address of its own, so that nobody gets it meanwhile.
fn free_port() -> String {
    static TAKEN: AtomicU8 = AtomicU8::new(2);
    let own = Ipv4Addr::new(127, 0, 0, TAKEN.fetch_add(1, Ordering::Relaxed));
    TcpListener::bind((own, 0)).unwrap().local_addr().unwrap().to_string()
}

/// What readiness answers.
fn ready(health: &str) -> u16 {
    let ask = Ask::get("/health/ready").with("host", "localhost");
    Socket::at(health.parse().unwrap()).send(&ask).unwrap().status
}

/// Not stored, and held.
#[track_caller]
fn holds(resident: &mut Resident<'_>, words: &str, wish: &str) {
    resident.has_status(503).sees(words).shows("wish", wish).sees_not("sehr viele gleichzeitig");
    assert!(resident.page.header("retry-after").is_some());
}

struct Remote {
    place: Place,
    wire: Wire,
    server: Server,
    health: String,
}

/// Residents' pages with their store on PostgreSQL at the end of a wire.
fn remote() -> Option<Remote> {
    let place = Place::new(Kind::Postgres)?;
    let wire = Wire::to(&place.databases.urls.collect);
    let health = free_port();
    let settings = [
        ("ZUGVOGEL_ROLE", "respond".to_owned()),
        ("ZUGVOGEL_COLLECT_URL", wire.url(&place.databases.urls.collect)),
        ("ZUGVOGEL_HEALTH_LISTEN", health.clone()),
    ];
    let server = Server::start(place.folder.path(), &settings);
    Some(Remote { place, wire, server, health })
}

impl Remote {
    /// What was answered, after all that waits was moved.
    fn wishes(&self) -> Vec<(String, usize)> {
        self.place.run(&["mix", "feedback", "--force"]);
        self.place.wishes().into_iter().collect()
    }
}

#[test]
fn a_server_that_is_cut_off_costs_nobody_what_she_typed() {
    let Some(remote) = remote() else { return };
    let door = remote.server.door();
    let mut begun = Resident::start(&door, "feedback");
    begun.answer(&[("often", "4")]).is_on("zeiten");
    assert_eq!(ready(&remote.health), 200);
    remote.wire.cut();
    holds(begun.answer(&[("wish", "Kaffee & Kuchen")]), WORDS, "Kaffee & Kuchen");
    assert_eq!(ready(&remote.health), 503);
    holds(begun.press(), WORDS, "Kaffee & Kuchen");
    remote.wire.mend();
    begun.press().is_on("review").sees("Kaffee & Kuchen");
    remote.wire.cut();
    begun.press().has_status(503).sees(WORDS);
    remote.wire.mend();
    // On a busy machine it takes a moment until all connections are new; meanwhile she is told so.
    let mended = std::time::Instant::now();
    while begun.press().page.status == 503 {
        assert!(mended.elapsed() < std::time::Duration::from_secs(30), "it is not reached again");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    begun.is_on("done");
    assert_eq!(remote.wishes(), [("Kaffee & Kuchen".to_owned(), 1)]);
}

/// Connections that broke while nobody used them are noticed by nobody.
#[test]
fn broken_connections_are_not_told_of() {
    let Some(remote) = remote() else { return };
    let door = remote.server.door();
    let mut resident = Resident::start(&door, "feedback");
    resident.answer(&[("often", "4")]).is_on("zeiten");
    for wish in ["eins", "zwei", "drei"] {
        remote.wire.cut();
        remote.wire.mend();
        // Reading again is up to her; what she typed is not lost.
        let page = resident.answer(&[("wish", wish)]);
        if page.page.status == 503 {
            holds(page, WORDS, wish);
            page.press();
        }
        page.is_on("review").sees(wish).open("/p/zeiten");
    }
    resident.answer(&[]).is_on("review").press().is_on("done");
    assert_eq!(remote.wishes(), [("drei".to_owned(), 1)]);
}

/// The server commits, and the answer is lost: she is told what is so.
#[test]
fn after_a_commit_without_an_answer_it_is_looked_up() {
    let Some(remote) = remote() else { return };
    let door = remote.server.door();
    let mut resident = Resident::start(&door, "feedback");
    resident.is_on("besuch");
    remote.wire.lose_answer_to(b"COMMIT");
    resident.answer(&[("often", "4")]).is_on("zeiten");
    assert!(!remote.wire.is_waiting(), "the first page was stored without an answer");
    remote.wire.lose_answer_to(b"UPDATE drafts");
    resident.answer(&[("wish", "Kaffee")]).is_on("review");
    assert!(!remote.wire.is_waiting(), "so was the second");
    remote.wire.lose_answer_to(b"COMMIT");
    resident.press().is_on("done");
    assert!(!remote.wire.is_waiting(), "and the submission");
    assert_eq!(remote.wishes(), [("Kaffee".to_owned(), 1)]);
}

/// Readiness does not wait for a server that hangs: it answers while that still does.
#[test]
fn readiness_answers_while_the_server_hangs() {
    let Some(remote) = remote() else { return };
    assert_eq!(ready(&remote.health), 200);
    remote.wire.hang();
    for _ in 0..5 {
        assert_eq!(ready(&remote.health), 503);
    }
    remote.wire.mend();
    while ready(&remote.health) != 200 {
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A folder whose files somebody makes read-only under a server that is not root's. None where this user is
/// not root, and could not make another one's process.
#[test]
fn files_that_are_read_only_lose_nothing() {
    const NOBODY: u32 = 65534;
    let place = Place::new(Kind::Sqlite).unwrap();
    let urls = &place.databases.urls;
    let files = [&urls.office, &urls.collect, &urls.results].map(|url| &url["sqlite:".len()..]);
    let stores = Path::new(files[0]).parent().unwrap();
    let all = || {
        let inside = std::fs::read_dir(stores).unwrap().map(|entry| entry.unwrap().path());
        inside.chain([stores.to_path_buf(), place.secret(), place.folder.path().to_path_buf()])
    };
    let owned = all().try_for_each(|path| std::os::unix::fs::chown(path, Some(NOBODY), None));
    if owned.is_err() {
        return;
    }
    let set_mode = |mode: u32, folder_mode: u32| {
        let inside = std::fs::read_dir(stores).unwrap().map(|entry| entry.unwrap().path());
        for file in inside.filter(|path| path.is_file()) {
            std::fs::set_permissions(file, Permissions::from_mode(mode)).unwrap();
        }
        std::fs::set_permissions(stores, Permissions::from_mode(folder_mode)).unwrap();
    };
    let health = free_port();
    let mut settings = place.settings();
    settings.push(("ZUGVOGEL_HEALTH_LISTEN", health.clone()));
    let server = Server::start_with(place.folder.path(), &settings, |command| {
        std::os::unix::process::CommandExt::uid(command, NOBODY);
    });
    let door = server.door();
    let mut begun = Resident::start(&door, "feedback");
    begun.answer(&[("often", "4")]).is_on("zeiten");
    assert_eq!(ready(&health), 200);

    set_mode(0o400, 0o500);
    assert_eq!(ready(&health), 503);
    // What is open goes on; what has to be opened anew, as after a lock of somebody else's, does not.
    let mut other = SqliteConnection::establish(files[1]).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    begun.answer(&[("wish", "Kaffee")]).has_status(503).shows("wish", "Kaffee");
    other.batch_execute("ROLLBACK").unwrap();
    drop(other);
    holds(begun.press(), WORDS, "Kaffee");
    assert_eq!(ready(&health), 503);

    set_mode(0o600, 0o700);
    begun.press().is_on("review").sees("Kaffee").press().is_on("done");
    assert_eq!(ready(&health), 200);
    drop(server);
    place.run(&["mix", "feedback", "--force"]);
    assert_eq!(place.wishes().into_iter().collect::<Vec<_>>(), [("Kaffee".to_owned(), 1)]);
}

/// Somebody puts an older copy in the place of the store while it is served.
#[test]
fn a_store_that_is_replaced_takes_nothing() {
    let Some(place) = Place::new(Kind::Postgres) else { return };
    let health = free_port();
    let mut settings = place.settings();
    settings.push(("ZUGVOGEL_ROLE", "respond".to_owned()));
    settings.push(("ZUGVOGEL_HEALTH_LISTEN", health.clone()));
    place.copies.keep(Store::Collect, "yesterday");
    let server = Server::start(place.folder.path(), &settings);
    let door = server.door();
    let mut begun = Resident::start(&door, "feedback");
    begun.answer(&[("often", "4")]).is_on("zeiten");
    assert_eq!(ready(&health), 200);
    place.copies.put_back(Store::Collect, "yesterday");
    std::thread::sleep(BELIEVED);
    holds(begun.answer(&[("wish", "Kaffee")]), WORDS, "Kaffee");
    assert_eq!(ready(&health), 503);
    // Nothing of it is shown either: whoever has not begun gets no page to fill in.
    Resident::new(&door, "feedback", "de").press().has_status(503);
    drop(server);
    let server = Server::start(place.folder.path(), &settings);
    Resident::start(&server.door(), "feedback").answer(&[("often", "1")]).is_on("zweck");
}

/// A file system in memory, of a few megabytes; gone when dropped.
pub(crate) struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// None where this user may not make one.
    #[expect(clippy::print_stderr, reason = "a test that is skipped has no other voice")]
    pub(crate) fn new(megabytes: usize) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path());
        let mounted = mount.output();
        if !mounted.is_ok_and(|mounted| mounted.status.success()) {
            eprintln!("skipped: this user may not mount a small disk");
            return None;
        }
        Some(Self(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Fills it until so many kilobytes are left, or none.
    pub(crate) fn fill(&self, left: u64) {
        let mut file = std::fs::File::create(self.path().join("ballast")).unwrap();
        let block = [1; 4096];
        while file.write_all(&block).is_ok() {}
        let length = file.metadata().unwrap().len();
        file.set_len(length.saturating_sub(left * 1024)).unwrap();
    }

    pub(crate) fn free(&self) {
        std::fs::remove_file(self.path().join("ballast")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).output();
    }
}

#[test]
fn a_full_disk_loses_nothing() {
    let Some(disk) = SmallDisk::new(24) else { return };
    let data = disk.path().to_str().unwrap();
    let run = |arguments: &[&str]| {
        let ran = Ran::from(program(&[arguments, &["--data", data]].concat()).output().unwrap());
        assert_eq!(ran.status, 0, "{ran:?}");
        ran.out
    };
    run(&["migrate"]);
    run(&["survey", "create", "--questionnaire", "feedback", "--slug", "feedback"]);
    let health = free_port();
    let settings =
        [("ZUGVOGEL_KEEP_FREE_MB", "4".to_owned()), ("ZUGVOGEL_HEALTH_LISTEN", health.clone())];
    let server = Server::start(disk.path(), &settings);
    let door = server.door();
    let mut begun = Resident::start(&door, "feedback");
    begun.answer(&[("often", "4")]).is_on("zeiten");
    assert_eq!(ready(&health), 200);

    disk.fill(2048);
    assert_eq!(ready(&health), 503);
    std::thread::sleep(BELIEVED);
    let mut new = Resident::start(&door, "feedback");
    new.answer(&[("often", "1")]).has_status(503).sees("nichts Neues").shows("often", "1");
    begun.answer(&[("wish", "0")]).is_on("review");

    disk.fill(0);
    assert_eq!(ready(&health), 503);
    let mut stored = 0;
    let refused = (1..2000).find(|number| {
        begun.open("/p/zeiten").answer(&[("wish", &number.to_string())]);
        let is_refused = begun.page.status == 503;
        stored = if is_refused { stored } else { *number };
        is_refused
    });
    let refused = refused.expect("a full disk takes nothing").to_string();
    holds(&mut begun, WORDS, &refused);
    let page = begun.clone();
    begun.open("/p/zeiten").shows("wish", &stored.to_string());

    disk.free();
    while ready(&health) != 200 {}
    begun = page;
    begun.press().is_on("review").sees(&refused).press().is_on("done");
    std::thread::sleep(BELIEVED);
    new.press().is_on("zweck");
    drop(server);
    run(&["mix", "feedback", "--force"]);
    let out = disk.path().join("out");
    run(&["export", "feedback", "--out", out.to_str().unwrap()]);
    let rows = std::fs::read_to_string(out.join("responses.csv")).unwrap();
    assert_eq!(rows.lines().count(), 2, "{rows}");
    assert!(rows.contains(&refused), "{rows}");
}
