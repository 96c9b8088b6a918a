//! Second factors of staff: what an app makes codes of, sealed, and the marks of recovery codes; the others are
//! [`passkeys`](super::passkeys). Checking codes is not our part.

use diesel::prelude::*;

use super::passkeys::{count_passkeys, delete_passkeys};
use super::schema::{passkeys, recovery_codes, second_factors};
use crate::ids::StaffId;
use crate::storage::{Conn, Instant};

/// The app of an account.
#[derive(Clone, PartialEq, Eq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = second_factors)]
pub struct SecondFactor {
    /// Whose it is.
    pub staff_id: StaffId,
    /// What codes are made of, encrypted.
    pub sealed: Vec<u8>,
    /// Whether a code of it was typed; before that nobody is asked for one.
    pub is_confirmed: bool,
    /// Codes up to this step of time are used up.
    pub last_step: i64,
    /// Wrong codes since the last right one.
    pub failed: i64,
    /// When the last of them came.
    pub failed_at: Instant,
}

/// The app of an account, if it has one.
pub fn find_factor(conn: &mut Conn, account: &StaffId) -> QueryResult<Option<SecondFactor>> {
    second_factors::table.find(account).first(conn).optional()
}

/// How many second factors an account has, of which it is asked for one.
pub fn count_factors(conn: &mut Conn, account: &StaffId) -> QueryResult<i64> {
    let has_app = find_factor(conn, account)?.is_some_and(|factor| factor.is_confirmed);
    Ok(count_passkeys(conn, account)? + i64::from(has_app))
}

/// Whether an account is asked for a second factor.
pub fn has_factor(conn: &mut Conn, account: &StaffId) -> QueryResult<bool> {
    Ok(count_factors(conn, account)? > 0)
}

/// The accounts that have a second factor.
pub fn list_with_factor(conn: &mut Conn) -> QueryResult<Vec<StaffId>> {
    let confirmed = second_factors::table.filter(second_factors::is_confirmed.eq(true));
    let mut all: Vec<StaffId> = confirmed.select(second_factors::staff_id).load(conn)?;
    all.extend(passkeys::table.select(passkeys::staff_id).distinct().load::<StaffId>(conn)?);
    Ok(all)
}

/// Gives an account an app instead of the one it has.
pub fn replace_factor(conn: &mut Conn, factor: &SecondFactor) -> QueryResult<()> {
    diesel::delete(second_factors::table.find(&factor.staff_id)).execute(conn)?;
    diesel::insert_into(second_factors::table).values(factor).execute(conn)?;
    Ok(())
}

/// Takes the app away from an account.
pub fn delete_app(conn: &mut Conn, account: &StaffId) -> QueryResult<()> {
    diesel::delete(second_factors::table.find(account)).execute(conn)?;
    Ok(())
}

/// Takes an account's second factors and recovery codes away.
pub fn delete_factors(conn: &mut Conn, account: &StaffId) -> QueryResult<()> {
    set_recovery_codes(conn, account, &[])?;
    delete_passkeys(conn, account)?;
    delete_app(conn, account)
}

/// Gives an account these recovery codes instead of those it has.
pub fn set_recovery_codes(conn: &mut Conn, account: &StaffId, marks: &[String]) -> QueryResult<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::staff_id.eq(account)))
        .execute(conn)?;
    for mark in marks {
        diesel::insert_into(recovery_codes::table)
            .values((recovery_codes::staff_id.eq(account), recovery_codes::hash.eq(mark)))
            .execute(conn)?;
    }
    Ok(())
}

/// Uses a recovery code up, and says whether there was such a one.
pub fn use_recovery_code(conn: &mut Conn, account: &StaffId, mark: &str) -> QueryResult<bool> {
    Ok(diesel::delete(recovery_codes::table.find((account, mark))).execute(conn)? == 1)
}

/// How many recovery codes an account has left.
pub fn count_recovery_codes(conn: &mut Conn, account: &StaffId) -> QueryResult<i64> {
    recovery_codes::table.filter(recovery_codes::staff_id.eq(account)).count().get_result(conn)
}
