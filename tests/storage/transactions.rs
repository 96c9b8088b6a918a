//! Writes: all or nothing, alone and in a group.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::result::QueryResult;
use futures_util::future::{join, join_all};
use zugvogel::domain::AuditAction;
use zugvogel::engine::media::Medium;
use zugvogel::error::Error;
use zugvogel::ids::{OrganisationId, Slug};
use zugvogel::storage::collect::media::{delete_unshown, has_medium, insert_medium};
use zugvogel::storage::collect::surveys::set_look;
use zugvogel::storage::office::audit::{self, Event};
use zugvogel::storage::office::organisations::{Organisation, insert_organisation};
use zugvogel::storage::{Conn, Db, StorageError, Stores};

use crate::databases::{self, Kind, both};
use crate::queries::publish;
use crate::tables::texts;

fn add(conn: &mut Conn, slug: &str) -> QueryResult<()> {
    insert_organisation(
        conn,
        &Organisation {
            id: OrganisationId::random(),
            slug: Slug(slug.to_owned()),
            name: slug.to_owned(),
        },
    )
}

fn slugs(office: &Db) -> Vec<String> {
    office.read_now(|conn| Ok::<_, Error>(texts(conn, "organisations", "slug")?)).unwrap()
}

both! {
    fn a_write_is_seen_by_the_next_read(stores) {
        stores.office.write_now(|conn| Ok::<_, Error>(add(conn, "a")?)).unwrap();
        assert_eq!(slugs(&stores.office), ["a"]);
    }

    fn reads_cannot_write(stores) {
        let written = stores.office.read_now(|conn| Ok::<_, Error>(add(conn, "a")?));
        // SQLite says of a reader what it says of a file that nobody may write to.
        assert!(matches!(written, Err(Error::Internal(_) | Error::Away(_))), "{written:?}");
        assert!(slugs(&stores.office).is_empty());
    }

    fn an_error_undoes_the_whole_write(stores) {
        let refused = stores.office.write_now(|conn| {
            add(conn, "a")?;
            Err::<(), _>(Error::Forbidden)
        });
        assert!(matches!(refused, Err(Error::Forbidden)));
        assert!(slugs(&stores.office).is_empty());
    }

    fn a_closure_that_goes_on_after_a_failed_statement_is_not_committed(stores) {
        let swallowed = stores.office.write_now(|conn| {
            add(conn, "a")?;
            let _ = add(conn, "a");
            Ok::<_, StorageError>(())
        });
        assert!(matches!(swallowed, Err(StorageError::Swallowed(_))), "{swallowed:?}");
        assert!(slugs(&stores.office).is_empty());
    }

    /// Two servers: one puts a picture on that is there already, the other takes the same one off.
    fn a_file_that_is_about_to_be_shown_is_not_deleted(stores) {
        let wearer = publish(&stores.collect).organisation_id;
        let hash = "c0".repeat(32);
        let put = {
            let crest = Medium { hash: hash.clone(), bytes: b"crest".to_vec() };
            move |conn: &mut Conn| Ok::<_, Error>(insert_medium(conn, &crest)?)
        };
        stores.collect.write_now(put.clone()).unwrap();
        let other = Stores::open(&stores.databases.urls).unwrap();
        let (begun, is_begun) = mpsc::channel();
        let (worn, taken_off, kept) = (hash.clone(), hash.clone(), hash);
        std::thread::scope(|scope| {
            scope.spawn(|| stores.collect.write_now(move |conn| {
                put(conn)?;
                begun.send(()).unwrap();
                // Long enough for the other one to look, and to wait.
                std::thread::sleep(Duration::from_millis(300));
                Ok::<_, Error>(set_look(conn, &wearer, &worn)?)
            }).unwrap());
            is_begun.recv().unwrap();
            other.collect.write_now(move |conn| Ok::<_, Error>(delete_unshown(conn, &taken_off)?)).unwrap();
        });
        let is_there = stores.collect.read_now(move |conn| Ok::<_, Error>(has_medium(conn, &kept)?));
        assert!(is_there.unwrap());
    }

    fn eight_writers_that_read_first_never_meet(stores) {
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let office = &stores.office;
                scope.spawn(move || for _ in 0..10 {
                    office.write_now(move |conn| Ok::<_, Error>(audit::append(conn, Event {
                        organisation_id: None,
                        at: jiff::Timestamp::UNIX_EPOCH.into(),
                        actor: format!("writer {writer}"),
                        action: AuditAction::SignIn,
                        object: String::new(),
                    })?)).unwrap();
                });
            }
        });
        let broken = stores.office.read_now(|conn| Ok::<_, Error>(audit::verify_trail(conn)?.broken));
        assert_eq!(broken.unwrap(), None);
        stores.office.write_now(|conn| {
            conn.batch_execute("UPDATE audit SET actor = 'nobody' WHERE id = 80")?;
            assert_eq!(audit::verify_trail(conn)?.broken, Some(80), "all 80 were there");
            conn.batch_execute("DELETE FROM audit WHERE id = 40")?;
            assert_eq!(audit::verify_trail(conn)?.broken, Some(41));
            Ok::<_, Error>(())
        }).unwrap();
    }
}

both! {
    async fn a_failing_and_a_panicking_write_leave_their_neighbours_alone(stores) {
        let (release, released) = mpsc::channel();
        let slow = stores.office.write(move |conn| {
            released.recv().unwrap();
            Ok::<_, Error>(add(conn, "first")?)
        });
        let others = ["fails", "panics", "last"].map(|slug| {
            stores.office.write(move |conn| {
                add(conn, slug)?;
                match slug {
                    "fails" => Err(Error::Forbidden),
                    "panics" => panic!("on purpose"),
                    _ => Ok(()),
                }
            })
        });
        // Polled in this order: the others are waiting when the first goes on.
        let release = async { release.send(()).unwrap() };
        let (first, (outcomes, ())) = join(slow, join(join_all(others), release)).await;
        first.unwrap();
        assert!(matches!(outcomes[0], Err(Error::Forbidden)));
        assert!(matches!(outcomes[1], Err(Error::Internal(_))));
        assert!(outcomes[2].is_ok());
        assert_eq!(slugs(&stores.office), ["first", "last"]);
    }

    async fn one_statement_is_kept_without_a_transaction_and_a_failed_one_is_told(stores) {
        let added = stores.office.write_one(|conn| Ok::<_, Error>(add(conn, "a")?)).await;
        added.unwrap();
        assert_eq!(slugs(&stores.office), ["a"]);
        let again = stores.office.write_one(|conn| Ok::<_, Error>(add(conn, "a")?)).await;
        assert!(matches!(again, Err(Error::Internal(_))));
        let swallowed = stores.office.write_one(|conn| {
            let _ = add(conn, "a");
            Ok::<_, StorageError>(())
        });
        assert!(matches!(swallowed.await, Err(StorageError::Swallowed(_))));
        let panics = stores.office.write_one(|_| -> Result<(), Error> { panic!("on purpose") });
        assert!(matches!(panics.await, Err(Error::Internal(_))));
        stores.office.write_one(|conn| Ok::<_, Error>(add(conn, "b")?)).await.unwrap();
        assert_eq!(slugs(&stores.office), ["a", "b"]);
    }

    async fn a_panicking_read_is_an_error(stores) {
        let outcome = stores.office.read(|_| -> Result<(), Error> { panic!("on purpose") }).await;
        assert!(matches!(outcome, Err(Error::Internal(_))));
        stores.office.ping().await.unwrap();
    }
}

/// Starts three writes that wait for each other in SQLite's queue, the second one `bad`.
fn group_with(
    office: &Db,
    bad: impl FnMut(&mut Conn) -> Result<(), StorageError> + Send + 'static,
) -> [Result<(), StorageError>; 3] {
    actix_web::rt::System::new().block_on(async {
        let (release, released) = mpsc::channel();
        let first = office.write(move |conn| {
            released.recv().unwrap();
            Ok(add(conn, "first")?)
        });
        let last = office.write(|conn| Ok(add(conn, "last")?));
        let release = async { release.send(()).unwrap() };
        let (first, (bad, (last, ()))) =
            join(first, join(office.write(bad), join(last, release))).await;
        [first, bad, last]
    })
}

#[test]
fn waiting_writes_are_committed_together() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    let reader = stores.office.clone();
    let outcomes = group_with(&stores.office, move |conn| {
        assert_eq!(texts(conn, "organisations", "slug")?.len(), 1, "the neighbour's row is there");
        assert!(slugs(&reader).is_empty(), "but not yet for others");
        Ok(())
    });
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(slugs(&stores.office), ["first", "last"]);
}

#[test]
fn when_the_commit_fails_everybody_in_the_group_is_told() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    // A broken reference that is looked at only by the commit.
    let breaks_the_commit = "PRAGMA defer_foreign_keys = ON;
        INSERT INTO second_factors (staff_id, sealed, last_step, failed, failed_at) VALUES ('nobody', x'00', 0, 0, 0)";
    let outcomes = group_with(&stores.office, |conn| Ok(conn.batch_execute(breaks_the_commit)?));
    for outcome in outcomes {
        assert!(matches!(outcome, Err(StorageError::Transaction(_))), "{outcome:?}");
    }
    assert!(slugs(&stores.office).is_empty());
    stores.office.write_now(|conn| Ok::<_, Error>(add(conn, "afterwards")?)).unwrap();
    assert_eq!(slugs(&stores.office), ["afterwards"]);
}

#[test]
fn when_the_transaction_ends_early_its_writes_fail_and_the_next_go_on() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    // A full disk ends the transaction in this way.
    let outcomes = group_with(&stores.office, |conn| Ok(conn.batch_execute("ROLLBACK")?));
    for outcome in &outcomes[..2] {
        assert!(matches!(outcome, Err(StorageError::Transaction(_))), "{outcome:?}");
    }
    assert!(outcomes[2].is_ok(), "it was still waiting: {:?}", outcomes[2]);
    assert_eq!(slugs(&stores.office), ["last"]);
}

#[test]
fn postgres_writes_are_tried_again_when_others_were_in_the_way() {
    let Some(stores) = databases::stores(Kind::Postgres) else { return };
    stores.office.write_now(|conn| Ok::<_, Error>(add(conn, "a")?)).unwrap();
    let tries = Arc::new(AtomicUsize::new(0));
    let (counter, other) = (Arc::clone(&tries), stores.office.clone());
    let written = stores.office.write_now(move |conn| {
        conn.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")?;
        assert_eq!(texts(conn, "organisations", "slug")?.len(), 1);
        if counter.fetch_add(1, Ordering::SeqCst) == 0 {
            other.write_now(|conn| {
                Ok::<_, Error>(conn.batch_execute("UPDATE organisations SET name = 'b'")?)
            })?;
        }
        Ok::<_, Error>(conn.batch_execute("UPDATE organisations SET name = name || 'c'")?)
    });
    written.unwrap();
    assert_eq!(tries.load(Ordering::SeqCst), 2);
    let names = |conn: &mut Conn| Ok::<_, Error>(texts(conn, "organisations", "name")?);
    assert_eq!(stores.office.read_now(names).unwrap(), ["bc"]);
}

#[test]
fn postgres_writes_survive_a_connection_that_was_cut() {
    let Some(stores) = databases::stores(Kind::Postgres) else { return };
    let cut = |conn: &mut Conn| {
        conn.batch_execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()",
        )
    };
    let tries = Arc::new(AtomicUsize::new(0));
    let (counter, other) = (Arc::clone(&tries), stores.office.clone());
    let written = stores.office.write_now(move |conn| {
        if counter.fetch_add(1, Ordering::SeqCst) == 0 {
            other.read_now(|conn| Ok::<_, Error>(cut(conn)?))?;
        }
        Ok::<_, Error>(add(conn, "a")?)
    });
    written.unwrap();
    assert_eq!(tries.load(Ordering::SeqCst), 2);
    assert_eq!(slugs(&stores.office), ["a"]);
}

#[test]
fn who_waits_too_long_for_a_connection_is_told_to_come_back() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    fn nested(db: &Db, depth: usize) -> Result<(), Error> {
        if depth == 0 { Ok(()) } else { db.read_now(|_| nested(db, depth - 1)) }
    }
    nested(&stores.office, 4).unwrap();
    assert!(matches!(nested(&stores.office, 5), Err(Error::Busy)));
}
