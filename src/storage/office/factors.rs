//! Second factors of staff: what an app makes codes of, sealed, and the marks of recovery codes. Checking
//! codes is not our part.

use diesel::prelude::*;

use super::schema::{recovery_codes, second_factors};
use crate::ids::StaffId;
use crate::storage::{Conn, Instant};

/// The second factor of an account.
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

/// The second factor of an account, if it has one.
pub fn find_factor(conn: &mut Conn, account: &StaffId) -> QueryResult<Option<SecondFactor>> {
    second_factors::table.find(account).first(conn).optional()
}

/// Whether an account is asked for a code.
pub fn has_factor(conn: &mut Conn, account: &StaffId) -> QueryResult<bool> {
    Ok(find_factor(conn, account)?.is_some_and(|factor| factor.is_confirmed))
}

/// The accounts that are asked for a code.
pub fn list_with_factor(conn: &mut Conn) -> QueryResult<Vec<StaffId>> {
    let confirmed = second_factors::table.filter(second_factors::is_confirmed.eq(true));
    confirmed.select(second_factors::staff_id).load(conn)
}

/// Gives an account a second factor instead of the one it has.
pub fn replace_factor(conn: &mut Conn, factor: &SecondFactor) -> QueryResult<()> {
    diesel::delete(second_factors::table.find(&factor.staff_id)).execute(conn)?;
    diesel::insert_into(second_factors::table).values(factor).execute(conn)?;
    Ok(())
}

/// Takes an account's second factor and recovery codes away.
pub fn delete_factor(conn: &mut Conn, account: &StaffId) -> QueryResult<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::staff_id.eq(account)))
        .execute(conn)?;
    diesel::delete(second_factors::table.find(account)).execute(conn)?;
    Ok(())
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
