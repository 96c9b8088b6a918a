//! What each store's queries promise.

use std::sync::Barrier;

use diesel::RunQueryDsl as _;
use diesel::result::QueryResult;
use zugvogel::domain::{AsideReason, Door, MessageKind, Mode, Offer, Offers, Role};
use zugvogel::error::Error;
use zugvogel::ids::{
    BatchId, CodeId, DraftId, InvitationId, MessageId, OrganisationId, ResponseId, Slug, StaffId,
    SurveyId, VersionId,
};
use zugvogel::storage::collect::codes::{self, AdmittedCode};
use zugvogel::storage::collect::drafts::{self, DraftRow};
use zugvogel::storage::collect::inbox::{self, Crowd, InboxRow, Submission};
use zugvogel::storage::collect::outbox::{self, OutboxRow};
use zugvogel::storage::collect::surveys::{self, Heading, Survey};
use zugvogel::storage::office::invitations::{self, Invitation};
use zugvogel::storage::office::memberships::{self, Membership};
use zugvogel::storage::office::organisations::{self, Organisation};
use zugvogel::storage::office::sessions::{self, Cutoff, Session};
use zugvogel::storage::office::staff::{self, Staff};
use zugvogel::storage::office::surveys as planned;
use zugvogel::storage::office::versions::{self, Version};
use zugvogel::storage::results::responses::{self, ResponseRow};
use zugvogel::storage::{Conn, Db, Instant};

use crate::databases::both;
use crate::tables::{Tally, count, count_where, tally, texts};

/// Runs queries in one write.
fn write<T: Send + 'static>(
    db: &Db,
    mut body: impl FnMut(&mut Conn) -> QueryResult<T> + Send + 'static,
) -> T {
    db.write_now(move |conn| Ok::<_, Error>(body(conn)?)).unwrap()
}

#[derive(diesel::QueryableByName)]
struct Size {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    size: i64,
}

/// Vacuuming leaves what a transaction may still see that began before the last save, also one of another
/// test: waits until there is none.
fn await_older_transactions(db: &Db) {
    let sql = "SELECT count(*) AS size FROM pg_stat_activity, drafts
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND greatest(age(backend_xmin), age(backend_xid)) >= age(drafts.xmin)";
    for _ in 0..3000 {
        let older = write(db, move |conn| {
            let Conn::Postgres(c) = conn else { unreachable!() };
            diesel::sql_query(sql).get_result::<Size>(c).map(|older| older.size)
        });
        if older == 0 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("somebody's transaction does not end");
}

fn survey() -> SurveyId {
    SurveyId("survey".to_owned())
}

fn draft(mark: i32) -> DraftRow {
    DraftRow {
        survey_id: survey(),
        id: DraftId("draft".to_owned()),
        mark,
        sealed: vec![0, 159, 146, 150],
        week: 2970,
    }
}

fn response() -> InboxRow {
    InboxRow {
        survey_id: survey(),
        id: ResponseId::random(),
        sealed: vec![1],
        batch: None,
        door: Door::Open,
        stratum: String::new(),
        version: "00".to_owned(),
    }
}

fn crowd(waiting: i64) -> Crowd {
    Crowd { door: Door::Open, stratum: String::new(), version: "00".to_owned(), waiting }
}

pub(crate) fn publish(collect: &Db) -> Survey {
    let published = Survey {
        id: survey(),
        organisation_id: OrganisationId::random(),
        slug: Slug("wesermarsch".to_owned()),
        version_hash: "00".to_owned(),
        document: "{}".to_owned(),
        mode: Mode::Anonymous,
        batch: 20,
        opens_on: None,
        closes_on: Some("2027-03-31".to_owned()),
        offers: Offers::of(&[Offer::Draw]),
        look: "colour=#005f6b accent=#005f6b".to_owned(),
        is_paused: false,
        room: 900,
        is_closed: false,
    };
    let row = published.clone();
    write(collect, move |conn| surveys::publish_survey(conn, &row, &[]));
    published
}

fn at(seconds: i64) -> Instant {
    let moment = jiff::Timestamp::from_second(seconds).unwrap();
    assert_eq!(Instant::from(moment).timestamp(), moment);
    Instant::from(moment)
}

/// An account in an organisation of its own.
fn account(conn: &mut Conn, town: &str, role: Role) -> QueryResult<Staff> {
    let town = town.to_lowercase();
    let organisation = Organisation {
        id: OrganisationId::random(),
        slug: Slug(town.clone()),
        name: format!("Stadt {town}"),
    };
    organisations::insert_organisation(conn, &organisation)?;
    assert_eq!(
        organisations::find_organisation(conn, &organisation.slug)?,
        Some(organisation.clone())
    );
    let account = Staff {
        id: StaffId::random(),
        last_organisation_id: organisation.id.clone(),
        email: format!("{}@{town}.example", role.as_str()),
        password_hash: "$argon2id$".to_owned(),
        created_at: at(0),
    };
    staff::insert_staff(conn, &account)?;
    let membership = Membership {
        staff_id: account.id.clone(),
        organisation_id: organisation.id.clone(),
        roles: role.into(),
        is_active: true,
        is_accepted: true,
        signed_in_on: None,
    };
    memberships::insert_membership(conn, &membership)?;
    let found = memberships::find_membership(conn, &account.id, &organisation.id)?;
    assert!(found == Some(membership));
    Ok(account)
}

/// A survey with a version of its own.
fn plan(
    conn: &mut Conn,
    organisation: &OrganisationId,
    number: i32,
    mode: Mode,
) -> QueryResult<planned::Survey> {
    let version = Version {
        id: VersionId::random(),
        organisation_id: organisation.clone(),
        questionnaire: "move".to_owned(),
        number,
        hash: format!("hash {number}"),
        document: "{}".to_owned(),
        published_at: at(50),
    };
    versions::insert_version(conn, &version)?;
    let survey = planned::Survey {
        id: SurveyId::random(),
        organisation_id: organisation.clone(),
        slug: Slug(format!("survey-{number}")),
        version_id: version.id,
        mode,
        batch: 20,
        opens_on: Some("2027-01-01".to_owned()),
        closes_on: None,
        offers: Offers::of(Offer::ALL),
        is_paused: false,
        is_closed: false,
        planned_until: None,
        is_archived: false,
        study: Slug(format!("survey-{number}")),
        wave: 1,
    };
    planned::insert_survey(conn, &survey)?;
    Ok(survey)
}

both! {
    fn a_published_survey_is_replaced_but_its_promises_stay(stores) {
        let first = publish(&stores.collect);
        let second = Survey {
            version_hash: "01".to_owned(),
            closes_on: None,
            mode: Mode::Confidential,
            batch: 1,
            offers: Offers::default(),
            is_paused: true,
            is_closed: true,
            ..first.clone()
        };
        write(&stores.collect, move |conn| surveys::publish_survey(conn, &second, &[]));
        let found = write(&stores.collect, |conn| {
            surveys::find_heading(conn, &Slug("wesermarsch".to_owned()))
        });
        let expected = Heading {
            id: first.id,
            slug: first.slug,
            version_hash: "01".to_owned(),
            mode: first.mode,
            batch: 20,
            opens_on: None,
            closes_on: None,
            offers: first.offers,
            look: first.look,
            is_paused: true,
            room: 900,
            is_closed: true,
        };
        let headings = write(&stores.collect, surveys::list_headings);
        assert_eq!(headings, std::slice::from_ref(&expected));
        assert_eq!(found, Some(expected));
        let document = write(&stores.collect, |conn| surveys::load_document(conn, &survey()));
        assert_eq!(document, first.document);
    }

    fn a_draft_is_stored_once_and_saved_by_its_mark(stores) {
        publish(&stores.collect);
        write(&stores.collect, |conn| {
            assert!(drafts::insert_draft(conn, &draft(1))?);
            assert!(!drafts::insert_draft(conn, &draft(7))?, "there is one already");
            assert!(drafts::save_draft(conn, &draft(2), 1)?);
            assert!(!drafts::save_draft(conn, &DraftRow { week: 1, ..draft(2) }, 1)?, "second tab");
            let found = drafts::find_draft(conn, &survey(), &draft(0).id)?;
            assert_eq!(found, Some(draft(2)));
            let other = SurveyId("other".to_owned());
            assert_eq!(drafts::find_draft(conn, &other, &draft(0).id)?, None);
            assert_eq!(count(conn, "drafts", &survey())?, 1);
            assert!(drafts::delete_draft(conn, &survey(), &draft(0).id)?);
            assert!(!drafts::delete_draft(conn, &survey(), &draft(0).id)?);
            count(conn, "drafts", &survey())
        });
    }

    fn submitting_twice_leaves_one_response(stores) {
        publish(&stores.collect);
        write(&stores.collect, |conn| {
            let id = draft(0).id;
            assert_eq!(inbox::submit(conn, &response(), &id, 1)?, Submission::Stale, "no draft");
            drafts::insert_draft(conn, &draft(3))?;
            assert_eq!(inbox::submit(conn, &response(), &id, 2)?, Submission::Stale);
            assert!(!drafts::is_spent(conn, &survey(), &id)?);
            assert_eq!(inbox::submit(conn, &response(), &id, 3)?, Submission::Accepted);
            assert!(drafts::is_spent(conn, &survey(), &id)?);
            for mark in [2, 3] {
                let again = inbox::submit(conn, &response(), &id, mark)?;
                assert_eq!(again, Submission::AlreadySubmitted);
            }
            drafts::insert_draft(conn, &draft(1))?;
            let reborn = inbox::submit(conn, &response(), &id, 1)?;
            assert_eq!(reborn, Submission::AlreadySubmitted, "a draft that came back");
            assert_eq!(count(conn, "drafts", &survey())?, 0);
            assert_eq!(count_where(conn, "inbox", &survey(), "batch IS NULL")?, 1);
            Ok(())
        });
    }

    fn of_two_submissions_at_once_exactly_one_is_accepted(stores) {
        publish(&stores.collect);
        for round in 0..20 {
            let id = DraftId(format!("draft {round}"));
            let row = DraftRow { id: id.clone(), ..draft(1) };
            write(&stores.collect, move |conn| drafts::insert_draft(conn, &row));
            let start = Barrier::new(2);
            let device = || {
                let id = id.clone();
                start.wait();
                write(&stores.collect, move |conn| inbox::submit(conn, &response(), &id, 1))
            };
            let mut outcomes = std::thread::scope(|scope| {
                let other = scope.spawn(device);
                [device(), other.join().unwrap()]
            });
            outcomes.sort_by_key(|outcome| *outcome != Submission::Accepted);
            assert_eq!(outcomes, [Submission::Accepted, Submission::AlreadySubmitted]);
        }
        assert_eq!(write(&stores.collect, |conn| count_where(conn, "inbox", &survey(), "batch IS NULL")), 20);
    }

    fn a_batch_is_claimed_moved_and_deleted(stores) {
        publish(&stores.collect);
        write(&stores.collect, |conn| {
            for number in 0..5 {
                let id = DraftId(number.to_string());
                drafts::insert_draft(conn, &DraftRow { id: id.clone(), ..draft(1) })?;
                assert_eq!(inbox::submit(conn, &response(), &id, 1)?, Submission::Accepted);
                if number == 2 {
                    let first = BatchId("first".to_owned());
                    let waiting = inbox::lock_waiting(conn, &survey(), &crowd(3))?;
                    assert_eq!(inbox::claim_batch(conn, &survey(), &waiting, &first)?, 3);
                    assert_eq!(inbox::claim_batch(conn, &survey(), &waiting, &first)?, 0, "once");
                }
            }
            let [first, second] = ["first", "second"].map(|id| BatchId(id.to_owned()));
            assert_eq!(count_where(conn, "inbox", &survey(), "batch IS NULL")?, 2);
            assert_eq!(inbox::list_crowds(conn, &survey())?, [crowd(2)]);
            let waiting = inbox::lock_waiting(conn, &survey(), &crowd(2))?;
            assert_eq!(inbox::claim_batch(conn, &survey(), &waiting, &second)?, 2);
            let claimed = inbox::list_claimed_batches(conn, &survey())?;
            assert_eq!(claimed, [first.clone(), second.clone()]);
            assert_eq!(inbox::load_batch(conn, &survey(), &first)?.len(), 3);
            assert_eq!(inbox::delete_batch(conn, &survey(), &first)?, 3);
            assert!(inbox::load_batch(conn, &survey(), &first)?.is_empty());
            assert_eq!(inbox::load_batch(conn, &survey(), &second)?.len(), 2);
            // One that cannot be moved is set aside; the other waits anew.
            assert_eq!(inbox::set_aside(conn, &survey(), &waiting[..1], &second, AsideReason::Double)?, 1);
            assert_eq!(inbox::let_wait(conn, &survey(), &second)?, 1);
            assert_eq!(inbox::list_crowds(conn, &survey())?, [crowd(1)]);
            assert!(inbox::list_claimed_batches(conn, &survey())?.is_empty());
            for (why, number) in [(AsideReason::Double, 1), (AsideReason::Unreadable, 0)] {
                assert_eq!(inbox::count_aside(conn, &survey(), why)?, number);
            }
            assert_eq!(inbox::readmit(conn, &survey(), &waiting)?, 1);
            assert_eq!(inbox::list_crowds(conn, &survey())?, [crowd(2)]);
            Ok(())
        });
    }

    fn a_batch_arrives_once_and_is_read_in_pages(stores) {
        let rows: Vec<ResponseRow> = (0..1203)
            .map(|number| ResponseRow {
                survey_id: survey(),
                id: ResponseId::random(),
                version_hash: format!("v{}", number % 2),
                document: "{\"ort\":\"Lemwerder\"}".to_owned(),
                door: Door::ALL[number % 2],
                stratum: String::new(),
            })
            .collect();
        let mut ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
        ids.sort();
        write(&stores.results, move |conn| {
            let batch = BatchId("batch".to_owned());
            let other = SurveyId("other".to_owned());
            assert!(responses::insert_batch(conn, &survey(), &batch, &rows)?);
            assert!(!responses::insert_batch(conn, &survey(), &batch, &rows)?);
            assert!(responses::insert_batch(conn, &other, &batch, &[])?, "another survey's");
            assert_eq!(responses::count_responses(conn, &survey())?, 1203);
            assert_eq!(responses::count_by_door(conn, &survey(), Door::Open)?, 602);
            assert_eq!(responses::count_responses(conn, &other)?, 0);
            Ok(())
        });
        let mut read: Vec<ResponseId> = Vec::new();
        loop {
            let after = read.last().cloned();
            let page = write(&stores.results, move |conn| {
                responses::page_responses(conn, &survey(), after.as_ref(), 500)
            });
            if page.is_empty() {
                break;
            }
            assert!(page.len() <= 500);
            read.extend(page.into_iter().map(|row| row.id));
        }
        assert_eq!(read, ids);
    }

    fn a_session_lives_as_long_as_its_account_and_its_cutoffs(stores) {
        write(&stores.office, move |conn| {
            let account = account(conn, "Brake", Role::Analyst)?;
            let found = staff::find_staff_by_email(conn, "Analyst@BRAKE.example")?.unwrap();
            assert!(found == account);
            let session = Session {
                token_hash: "hash".to_owned(),
                staff_id: account.id.clone(),
                organisation_id: account.last_organisation_id.clone(),
                created_at: at(100),
                seen_at: at(100),
                proved_at: at(100),
                is_half: false,
            };
            sessions::insert_session(conn, &session)?;
            sessions::touch_session(conn, "hash", at(200))?;
            let lives = |conn: &mut Conn, created, seen| {
                let cutoff = Cutoff { created: at(created), seen: at(seen) };
                sessions::find_session(conn, "hash", cutoff).map(|found| found.is_some())
            };
            assert!(lives(conn, 100, 200)?);
            assert!(!lives(conn, 101, 200)?, "too old");
            assert!(!lives(conn, 100, 201)?, "idle too long");
            memberships::set_active(conn, &account.id, &account.last_organisation_id, false)?;
            assert!(!lives(conn, 100, 200)?, "she may not work there");
            let cutoff = Cutoff { created: at(0), seen: at(201) };
            assert_eq!(sessions::delete_expired_sessions(conn, cutoff)?, 1);
            Ok(())
        });
    }

    fn an_organisation_reaches_only_what_is_its_own(stores) {
        write(&stores.office, |conn| {
            let own = account(conn, "Brake", Role::Admin)?;
            let other = account(conn, "Elsfleth", Role::Admin)?.last_organisation_id;
            let planned = plan(conn, &own.last_organisation_id, 1, Mode::Open)?;
            assert_eq!(planned::find_survey_anywhere(conn, &planned.slug)?, Some(planned.clone()));
            let listed = planned::list_surveys(conn, &own.last_organisation_id)?;
            assert_eq!(listed, std::slice::from_ref(&planned));
            assert!(planned::list_surveys(conn, &other)?.is_empty());
            let version = &planned.version_id;
            assert!(versions::find_version(conn, &own.last_organisation_id, version)?.is_some());
            assert!(versions::find_version(conn, &other, version)?.is_none());
            Ok(())
        });
    }

    fn the_latest_version_is_found(stores) {
        write(&stores.office, |conn| {
            let own = account(conn, "Brake", Role::Designer)?.last_organisation_id;
            plan(conn, &own, 1, Mode::Open)?;
            let second = plan(conn, &own, 2, Mode::Open)?;
            let latest = versions::find_latest_version(conn, &own, "move")?.unwrap();
            assert_eq!((latest.number, &latest.id), (2, &second.version_id));
            Ok(())
        });
    }

    fn every_role_and_mode_is_known_to_the_database(stores) {
        write(&stores.office, |conn| {
            for role in Role::ALL {
                account(conn, role.as_str(), *role)?;
            }
            let own = account(conn, "Brake", Role::Admin)?.last_organisation_id;
            for (mode, number) in Mode::ALL.iter().zip(1..) {
                plan(conn, &own, number, *mode)?;
            }
            assert_eq!(planned::list_surveys(conn, &own)?.len(), Mode::ALL.len());
            assert_eq!(texts(conn, "organisations", "slug")?.len(), Role::ALL.len() + 1);
            Ok(())
        });
    }

    fn tidying_leaves_no_deleted_draft_in_the_files(stores) {
        publish(&stores.collect);
        let trace = b"a trace that must go";
        write(&stores.collect, |conn| {
            drafts::insert_draft(conn, &DraftRow { sealed: trace.repeat(300), ..draft(1) })
        });
        write(&stores.collect, |conn| drafts::delete_draft(conn, &survey(), &draft(1).id));
        stores.collect.tidy().unwrap();
        if let Some(path) = stores.databases.urls.collect.strip_prefix("sqlite:") {
            for file in [path.to_owned(), format!("{path}-wal")] {
                let bytes = std::fs::read(&file).unwrap();
                assert!(!bytes.windows(trace.len()).any(|window| window == trace), "{file}");
            }
        }
        assert_eq!(write(&stores.collect, |conn| count(conn, "drafts", &survey())), 0);
    }

    fn codes_messages_and_invitations_are_kept_apart(stores) {
        publish(&stores.collect);
        write(&stores.collect, |conn| {
            let code = |id: &str| AdmittedCode {
                survey_id: survey(),
                id: CodeId(id.to_owned()),
                stratum: "nord".to_owned(),
            };
            codes::insert_codes(conn, &mut [code("b"), code("a")])?;
            assert_eq!(codes::find_stratum(conn, &survey(), &code("a").id)?.unwrap(), "nord");
            assert_eq!(codes::find_stratum(conn, &SurveyId("x".to_owned()), &code("a").id)?, None);
            assert_eq!(count(conn, "codes", &survey())?, 2);
            assert_eq!(codes::delete_codes_of(conn, &survey(), 9)?, 2);

            let message = |kind| OutboxRow {
                survey_id: survey(),
                id: MessageId::random(),
                kind,
                sealed: vec![1],
                batch: None,
            };
            for kind in [MessageKind::Done, MessageKind::Done, MessageKind::OptOut] {
                outbox::insert_message(conn, &message(kind))?;
            }
            let batch = BatchId("batch".to_owned());
            assert_eq!(outbox::count_waiting(conn, &survey(), MessageKind::Done)?, 2);
            assert!(!outbox::claim_batch(conn, &survey(), MessageKind::Done, &batch, 3)?);
            assert_eq!(outbox::count_waiting(conn, &survey(), MessageKind::Done)?, 2);
            assert!(outbox::claim_batch(conn, &survey(), MessageKind::Done, &batch, 2)?);
            assert_eq!(outbox::count_waiting(conn, &survey(), MessageKind::Done)?, 0);
            let claimed = |conn: &mut Conn, kind| outbox::list_claimed_batches(conn, &survey(), kind);
            assert_eq!(claimed(conn, MessageKind::Done)?, std::slice::from_ref(&batch));
            assert!(claimed(conn, MessageKind::OptOut)?.is_empty());
            assert_eq!(outbox::load_batch(conn, &survey(), &batch)?.len(), 2);
            assert_eq!(outbox::delete_batch(conn, &survey(), &batch)?, 2);
            let start = MessageId(String::new());
            let left = outbox::list_waiting(conn, &survey(), MessageKind::OptOut, &start, 10)?;
            assert_eq!(left.len(), 1);
            outbox::set_aside(conn, &survey(), &[left[0].id.clone()])?;
            assert_eq!(outbox::count_waiting(conn, &survey(), MessageKind::OptOut)?, 0);
            assert!(outbox::list_claimed_batches(conn, &survey(), MessageKind::OptOut)?.is_empty());
            assert_eq!(outbox::list_aside(conn, &survey(), &start, 10)?.len(), 1);
            assert_eq!(outbox::count_aside(conn, &survey())?, 1);
            outbox::readmit(conn, &survey(), &[left[0].id.clone()])?;
            assert_eq!(outbox::count_waiting(conn, &survey(), MessageKind::OptOut)?, 1);
            Ok(())
        });
        write(&stores.office, |conn| {
            let own = account(conn, "Brake", Role::Field)?.last_organisation_id;
            let survey = plan(conn, &own, 1, Mode::Anonymous)?.id;
            let invitation = |id: &str| Invitation {
                survey_id: survey.clone(),
                id: InvitationId(id.to_owned()),
                stratum: String::new(),
                is_done: false,
                opted_out: false,
            };
            let ids = |ids: &[&str]| ids.iter().map(|i| InvitationId((*i).to_owned())).collect();
            let mut done: Vec<InvitationId> = ids(&["c", "a", "unknown"]);
            let mut all = [invitation("c"), invitation("a"), invitation("b")];
            invitations::insert_invitations(conn, &mut all)?;
            assert_eq!(invitations::mark_done(conn, &survey, &mut done)?, 2);
            assert!(invitations::mark_opted_out(conn, &survey, &InvitationId("b".to_owned()))?);
            assert!(!invitations::mark_opted_out(conn, &survey, &InvitationId("x".to_owned()))?);
            let known = tally(conn, &survey)?;
            assert_eq!(known, Tally { invited: 3, done: 2, opted_out: 1 });
            let batch = BatchId("batch".to_owned());
            assert!(invitations::note_arrival(conn, &survey, &batch)?);
            assert!(!invitations::note_arrival(conn, &survey, &batch)?);
            Ok(())
        });
    }

    fn places_of_deleted_rows_are_free_after_tidying(stores) {
        #[derive(diesel::QueryableByName)]
        struct Size {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            size: i64,
        }
        if stores.databases.urls.collect.starts_with("sqlite") {
            return; // tidying_leaves_no_deleted_draft_in_the_files looks at the bytes
        }
        publish(&stores.collect);
        let size = || {
            write(&stores.collect, |conn| {
                let Conn::Postgres(c) = conn else { unreachable!() };
                let sql = "SELECT pg_relation_size('drafts') AS size";
                diesel::sql_query(sql).get_result::<Size>(c).map(|size| size.size)
            })
        };
        let fill = || {
            write(&stores.collect, |conn| {
                for number in 0..100 {
                    let id = DraftId(number.to_string());
                    drafts::insert_draft(conn, &DraftRow { id, sealed: vec![7; 1000], ..draft(1) })?;
                }
                drafts::delete_drafts_of(conn, &survey(), 1000)
            })
        };
        fill();
        stores.collect.tidy().unwrap();
        for _ in 0..5 {
            fill();
            stores.collect.tidy().unwrap();
        }
        // Six times 120 kB when nothing is freed; somebody else's transaction may hold it up once.
        assert!(size() < 400_000, "{}", size());
    }

    /// How often a draft was saved cannot be counted in what PostgreSQL leaves behind.
    fn no_version_of_a_draft_stays(stores) {
        if stores.databases.urls.collect.starts_with("sqlite") {
            return stores.collect.forget_versions().unwrap(); // Its writer sees to it.
        }
        publish(&stores.collect);
        let long = |mark| DraftRow { sealed: vec![7; 7800], ..draft(mark) };
        write(&stores.collect, move |conn| drafts::insert_draft(conn, &long(0)));
        for mark in 0..100 {
            let saved = write(&stores.collect, move |conn| {
                drafts::save_draft(conn, &long(mark + 1), mark)
            });
            assert!(saved);
            if mark % 10 == 9 {
                await_older_transactions(&stores.collect);
                stores.collect.forget_versions().unwrap();
            }
        }
        let size = write(&stores.collect, |conn| {
            let Conn::Postgres(c) = conn else { unreachable!() };
            let sql = "SELECT pg_total_relation_size('drafts') AS size";
            diesel::sql_query(sql).get_result::<Size>(c).map(|size| size.size)
        });
        // A megabyte when all are there.
        assert!(size < 500_000, "{size}");
        // Nothing was taken apart.
        let parts = write(&stores.collect, |conn| {
            let Conn::Postgres(c) = conn else { unreachable!() };
            let sql = "SELECT pg_relation_size(reltoastrelid) AS size FROM pg_class WHERE oid = 'drafts'::regclass";
            diesel::sql_query(sql).get_result::<Size>(c).map(|size| size.size)
        });
        assert_eq!(parts, 0);
    }
}
