//! Values on PostgreSQL's binary wire: bound and read by the type the server names.

use std::error::Error as Cause;

use bytes::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use values::Day;

use crate::error::Error;
use crate::value::V;

/// PostgreSQL counts days from 2000-01-01.
const EPOCH_DAYS: i64 = 10_957;

impl ToSql for V<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Cause + Sync + Send>> {
        match (self, ty) {
            (V::Null, _) => Ok(IsNull::Yes),
            (V::Int(number), &Type::INT8) => number.to_sql(ty, out),
            (V::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(ty, out),
            (V::Int(number), &Type::INT2) => i16::try_from(*number)?.to_sql(ty, out),
            (V::Bool(truth), &Type::BOOL) => truth.to_sql(ty, out),
            (V::Text(text), _) if <&str as ToSql>::accepts(ty) => text.as_ref().to_sql(ty, out),
            (V::Bytes(bytes), &Type::BYTEA) => bytes.as_ref().to_sql(ty, out),
            (V::Day(day), &Type::DATE) => {
                let days = i32::try_from(day.days_since_epoch() - EPOCH_DAYS)?;
                out.extend_from_slice(&days.to_be_bytes());
                Ok(IsNull::No)
            }
            (V::Day(day), _) if <&str as ToSql>::accepts(ty) => {
                day.to_string().as_str().to_sql(ty, out)
            }
            _ => Err(format!("{} given where the server wants {ty}", self.sort()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'r> FromSql<'r> for V<'r> {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<V<'r>, Box<dyn Cause + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => V::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => V::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => V::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => V::Bool(bool::from_sql(ty, raw)?),
            Type::BYTEA => V::Bytes(raw.into()),
            Type::DATE => {
                let days = i32::from_be_bytes(raw.try_into()?);
                V::Day(Day::from_days_since_epoch(i64::from(days) + EPOCH_DAYS))
            }
            _ if <&str as FromSql>::accepts(ty) => V::Text(<&str>::from_sql(ty, raw)?.into()),
            _ => return Err(format!("a column of type {ty}; CAST it in the statement").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<V<'r>, Box<dyn Cause + Sync + Send>> {
        Ok(V::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// One column of a row.
pub(crate) fn value(row: &postgres::Row, index: usize) -> Result<V<'_>, Error> {
    row.try_get(index).map_err(|cause| super::failure(&cause, None))
}
