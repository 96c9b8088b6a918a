//! Jobs: what runs in the background, and who works on it. A job is worked on by whoever holds its
//! lease. Taking one is a single comparing update, so of two that take it at once one gets it, on either
//! database; what a holder writes counts only while the lease is still hers.

use diesel::prelude::*;

use super::schema::jobs;
use crate::domain::{JobKind, JobState};
use crate::ids::{JobId, OrganisationId};
use crate::storage::{Conn, Instant, on_each};

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = jobs)]
pub struct JobRow {
    /// Random; of what runs again and again, the word of its kind.
    pub id: JobId,
    /// The organisation that started it; none when it serves the whole installation.
    pub organisation_id: Option<OrganisationId>,
    /// What is to be done.
    pub kind: JobKind,
    /// To what, as JSON.
    pub arguments: String,
    /// How far it is.
    pub state: JobState,
    /// What is being done now: a key of the texts for staff, or empty.
    pub phase: String,
    /// How much of it is done,
    pub done: i64,
    /// of so much; 0 when nobody knows.
    pub total: i64,
    /// How often it was begun.
    pub attempts: i32,
    /// Nobody takes it before: while it waits, when it is due; while it runs, the end of the lease.
    pub not_before: Instant,
    /// Who works on it.
    pub holder: Option<String>,
    /// Somebody wants it to stop.
    pub cancel_requested: bool,
    /// What came of it, as JSON.
    pub result: Option<String>,
    /// When it was started.
    pub created_at: Instant,
    /// When it was last taken, or ended.
    pub updated_at: Instant,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobProgress {
    /// What is being done: a key of the texts for staff.
    pub phase: &'static str,
    /// How much is done,
    pub done: i64,
    /// of so much.
    pub total: i64,
}

/// A job and who works on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The job.
    pub id: JobId,
    /// Who: nobody else has this name, and no other time she took it.
    pub holder: String,
}

/// When a lease is asked for, by the clock of whoever asks.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Now.
    pub now: Instant,
    /// Nobody writes a later `not_before`, so one that is later comes from a clock that was wrong.
    pub latest: Instant,
}

/// What becomes of a job that is let go.
#[derive(Debug, Clone)]
pub struct Release {
    /// The state it is left in.
    pub state: JobState,
    /// When it is due again, if it waits.
    pub not_before: Instant,
    /// How often it was begun, as far as that counts.
    pub attempts: i32,
    /// What came of it, as JSON.
    pub result: Option<String>,
    /// When it ended; nothing while it is to go on, or runs again and again.
    pub ended: Option<Instant>,
}

impl Release {
    /// It waits to be begun anew.
    pub fn waiting(not_before: Instant, attempts: i32) -> Self {
        Self { state: JobState::Waiting, not_before, attempts, result: None, ended: None }
    }
}

/// Ends all leases: their holders work elsewhere, or no longer.
pub fn end_leases(conn: &mut Conn) -> QueryResult<()> {
    let over = Instant::from(jiff::Timestamp::UNIX_EPOCH);
    diesel::update(jobs::table.filter(jobs::state.eq(JobState::Running)))
        .set(jobs::not_before.eq(over))
        .execute(conn)?;
    Ok(())
}

impl JobRow {
    /// A job that waits to be begun from `not_before` on.
    pub fn waiting(id: JobId, kind: JobKind, arguments: String, not_before: Instant) -> Self {
        Self {
            id,
            organisation_id: None,
            kind,
            arguments,
            state: JobState::Waiting,
            phase: String::new(),
            done: 0,
            total: 0,
            attempts: 0,
            not_before,
            holder: None,
            cancel_requested: false,
            result: None,
            created_at: not_before,
            updated_at: not_before,
        }
    }
}

/// Puts a job on the list. False when there is one of this id.
pub fn insert_job(conn: &mut Conn, job: &JobRow) -> QueryResult<bool> {
    on_each!(conn, |c| diesel::insert_into(jobs::table)
        .values(job)
        .on_conflict_do_nothing()
        .execute(c))
    .map(|rows| rows == 1)
}

/// Has not ended.
macro_rules! is_unfinished {
    () => {
        jobs::state.eq(JobState::Waiting).or(jobs::state.eq(JobState::Running))
    };
}

/// Waits and is due, or is held by somebody whose lease is over.
macro_rules! is_free {
    ($moment:expr) => {
        is_unfinished!()
            .and(jobs::not_before.le($moment.now).or(jobs::not_before.gt($moment.latest)))
    };
}

/// The jobs of a kind that may be taken, the oldest first.
pub fn list_free(
    conn: &mut Conn,
    kind: JobKind,
    moment: Moment,
    most: i64,
) -> QueryResult<Vec<JobId>> {
    jobs::table
        .filter(jobs::kind.eq(kind))
        .filter(is_free!(moment))
        .order((jobs::created_at, jobs::id))
        .limit(most)
        .select(jobs::id)
        .load(conn)
}

/// Makes a job due that waits.
pub fn make_due(conn: &mut Conn, id: &JobId, now: Instant) -> QueryResult<()> {
    diesel::update(jobs::table.find(id).filter(jobs::state.eq(JobState::Waiting)))
        .set(jobs::not_before.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Takes a job until `until`, and gives it. None when it is not due, or somebody else's.
pub fn take_job(
    conn: &mut Conn,
    holding: &Holding,
    moment: Moment,
    until: Instant,
) -> QueryResult<Option<JobRow>> {
    let taken = diesel::update(jobs::table.find(&holding.id).filter(is_free!(moment)))
        .set((
            jobs::state.eq(JobState::Running),
            jobs::holder.eq(Some(&holding.holder)),
            jobs::not_before.eq(until),
            jobs::attempts.eq(jobs::attempts + 1),
            jobs::updated_at.eq(moment.now),
        ))
        .execute(conn)?;
    if taken == 0 {
        return Ok(None);
    }
    jobs::table.find(&holding.id).first(conn).optional()
}

/// Keeps a job until `until` and says how far it is. True when somebody wants it to stop; none when
/// it is no longer held.
pub fn keep_job(
    conn: &mut Conn,
    holding: &Holding,
    until: Instant,
    progress: Option<&JobProgress>,
) -> QueryResult<Option<bool>> {
    let held = jobs::table.find(&holding.id).filter(jobs::holder.eq(&holding.holder));
    let kept = diesel::update(held).set(jobs::not_before.eq(until)).execute(conn)?;
    if kept == 0 {
        return Ok(None);
    }
    if let Some(progress) = progress {
        diesel::update(jobs::table.find(&holding.id))
            .set((
                jobs::phase.eq(progress.phase),
                jobs::done.eq(progress.done),
                jobs::total.eq(progress.total),
            ))
            .execute(conn)?;
    }
    jobs::table.find(&holding.id).select(jobs::cancel_requested).first(conn).map(Some)
}

/// Lets a job go. False when it was no longer held: then nothing happens.
pub fn release_job(conn: &mut Conn, holding: &Holding, release: &Release) -> QueryResult<bool> {
    let held = jobs::table.find(&holding.id).filter(jobs::holder.eq(&holding.holder));
    let let_go = diesel::update(held)
        .set((
            jobs::state.eq(release.state),
            jobs::holder.eq(None::<String>),
            jobs::not_before.eq(release.not_before),
            jobs::attempts.eq(release.attempts),
            jobs::result.eq(&release.result),
        ))
        .execute(conn)?;
    if let (1, Some(ended)) = (let_go, release.ended) {
        diesel::update(jobs::table.find(&holding.id))
            .set(jobs::updated_at.eq(ended))
            .execute(conn)?;
    }
    Ok(let_go == 1)
}

/// Asks a job of an organisation to stop. One that waits is cancelled at once, one that runs when it
/// comes to its next step. False when there is none that has not ended.
pub fn cancel_job(
    conn: &mut Conn,
    organisation: &OrganisationId,
    id: &JobId,
    now: Instant,
) -> QueryResult<bool> {
    let hers = jobs::table.find(id).filter(jobs::organisation_id.eq(organisation));
    let waiting = diesel::update(hers.filter(jobs::state.eq(JobState::Waiting)))
        .set((
            jobs::state.eq(JobState::Cancelled),
            jobs::cancel_requested.eq(true),
            jobs::updated_at.eq(now),
        ))
        .execute(conn)?;
    let hers = jobs::table.find(id).filter(jobs::organisation_id.eq(organisation));
    let running = diesel::update(hers.filter(jobs::state.eq(JobState::Running)))
        .set(jobs::cancel_requested.eq(true))
        .execute(conn)?;
    Ok(waiting + running > 0)
}

/// The job of this id, whoever's it is.
pub fn find_job(conn: &mut Conn, id: &JobId) -> QueryResult<Option<JobRow>> {
    jobs::table.find(id).first(conn).optional()
}

/// The organisation's job of this id.
pub fn find_job_of(
    conn: &mut Conn,
    organisation: &OrganisationId,
    id: &JobId,
) -> QueryResult<Option<JobRow>> {
    jobs::table.find(id).filter(jobs::organisation_id.eq(organisation)).first(conn).optional()
}

/// The organisation's jobs, the newest first.
pub fn list_jobs(
    conn: &mut Conn,
    organisation: &OrganisationId,
    most: i64,
) -> QueryResult<Vec<JobRow>> {
    jobs::table
        .filter(jobs::organisation_id.eq(organisation))
        .order((jobs::created_at.desc(), jobs::id))
        .limit(most)
        .load(conn)
}

/// How many jobs of an organisation have not ended.
pub fn count_unfinished(conn: &mut Conn, organisation: &OrganisationId) -> QueryResult<i64> {
    jobs::table
        .filter(jobs::organisation_id.eq(organisation))
        .filter(is_unfinished!())
        .count()
        .get_result(conn)
}

/// The organisation's job that is to do the same and has not ended, nor was asked to stop.
pub fn find_same(conn: &mut Conn, job: &JobRow) -> QueryResult<Option<JobId>> {
    jobs::table
        .filter(jobs::organisation_id.eq(&job.organisation_id))
        .filter(jobs::kind.eq(job.kind).and(jobs::arguments.eq(&job.arguments)))
        .filter(is_unfinished!())
        .filter(jobs::cancel_requested.eq(false))
        .select(jobs::id)
        .first(conn)
        .optional()
}

/// Deletes the jobs that ended before this instant, and says how many.
pub fn delete_ended_before(conn: &mut Conn, instant: Instant) -> QueryResult<usize> {
    let ended = jobs::state.ne(JobState::Waiting).and(jobs::state.ne(JobState::Running));
    diesel::delete(jobs::table.filter(ended).filter(jobs::updated_at.lt(instant))).execute(conn)
}

/// All jobs of a kind, whoever's they are.
pub fn list_of_kind(conn: &mut Conn, kind: JobKind) -> QueryResult<Vec<JobRow>> {
    jobs::table.filter(jobs::kind.eq(kind)).order(jobs::id).load(conn)
}

/// Deletes a job. Whoever works on it has lost it.
pub fn delete_job(conn: &mut Conn, id: &JobId) -> QueryResult<()> {
    diesel::delete(jobs::table.find(id)).execute(conn)?;
    Ok(())
}
