//! Passkeys of staff: what checks them. Checking is not our part.

use diesel::prelude::*;

use super::schema::passkeys;
use crate::ids::StaffId;
use crate::storage::Conn;

/// A passkey of an account.
#[derive(Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = passkeys)]
pub struct PasskeyRow {
    /// What its device knows it by, in base64url.
    pub id: String,
    /// Whose it is.
    pub staff_id: StaffId,
    /// What she calls it.
    pub name: String,
    /// Its public key and its counter, as JSON.
    pub credential: String,
    /// The day on which it was added.
    pub added_on: String,
    /// The day on which somebody signed in with it last.
    pub used_on: Option<String>,
}

/// The passkeys of an account, as they were added.
pub fn list_passkeys(conn: &mut Conn, account: &StaffId) -> QueryResult<Vec<PasskeyRow>> {
    let hers = passkeys::table.filter(passkeys::staff_id.eq(account));
    hers.order((passkeys::added_on, passkeys::id)).load(conn)
}

/// How many passkeys an account has.
pub fn count_passkeys(conn: &mut Conn, account: &StaffId) -> QueryResult<i64> {
    passkeys::table.filter(passkeys::staff_id.eq(account)).count().get_result(conn)
}

/// Adds a passkey, and says whether it was none of anybody's before.
pub fn insert_passkey(conn: &mut Conn, passkey: &PasskeyRow) -> QueryResult<bool> {
    let known = passkeys::table.find(&passkey.id).count().get_result::<i64>(conn)?;
    if known == 0 {
        diesel::insert_into(passkeys::table).values(passkey).execute(conn)?;
    }
    Ok(known == 0)
}

/// Notes that somebody signed in with a passkey.
pub fn use_passkey(conn: &mut Conn, id: &str, credential: &str, day: &str) -> QueryResult<()> {
    let news = (passkeys::credential.eq(credential), passkeys::used_on.eq(day));
    diesel::update(passkeys::table.find(id)).set(news).execute(conn)?;
    Ok(())
}

/// Takes a passkey of an account away, and says whether there was such a one.
pub fn delete_passkey(conn: &mut Conn, account: &StaffId, id: &str) -> QueryResult<bool> {
    let hers = passkeys::table.find(id).filter(passkeys::staff_id.eq(account));
    Ok(diesel::delete(hers).execute(conn)? == 1)
}

/// Takes all passkeys of an account away.
pub fn delete_passkeys(conn: &mut Conn, account: &StaffId) -> QueryResult<()> {
    diesel::delete(passkeys::table.filter(passkeys::staff_id.eq(account))).execute(conn)?;
    Ok(())
}
