//! Search on PostgreSQL: LIKE, which the pg_trgm index serves from three letters on.

use super::Conn;
use crate::dialect::search::{Bindings, TRIGRAM, enough, pattern};
use crate::value::V;

impl Conn {
    pub(crate) fn like_query(
        &self,
        branch_id: i64,
        pieces: &[&str],
        limit: usize,
    ) -> (String, Vec<V<'static>>) {
        let mut bound = Bindings::default();
        let mut text = holding(branch_id, pieces, &mut bound);
        let limit = bound.bind(limit);
        text += &format!(" ORDER BY length(text), kind, entity_id LIMIT {limit}");
        (text, bound.0)
    }

    pub(crate) fn any_query(
        &self,
        branch_id: i64,
        pieces: &[&str],
        limit: usize,
    ) -> (String, Vec<V<'static>>) {
        let mut bound = Bindings::default();
        let mut text = holding(branch_id, pieces, &mut bound);
        text += &format!(" LIMIT {}", bound.bind(limit));
        (text, bound.0)
    }

    pub(crate) fn near_query(
        &self,
        branch_id: i64,
        trigrams: &[String],
        limit: usize,
    ) -> (String, Vec<V<'static>>) {
        let mut bound = Bindings::default();
        let branch = bound.bind(branch_id);
        let holds: Vec<String> = trigrams
            .iter()
            .map(|three| format!("text LIKE {}", bound.bind(pattern("%", three))))
            .collect();
        let counted: Vec<String> =
            holds.iter().map(|holds| format!("CASE WHEN {holds} THEN 1 ELSE 0 END")).collect();
        let (enough, limit) = (bound.bind(enough(trigrams.len())), bound.bind(limit));
        let text = format!(
            "WITH near AS (
                 SELECT kind, entity_id, text, {counted} AS shared FROM search_doc
                 WHERE branch_id IN ({branch}, 0) AND ({any}))
             SELECT kind, entity_id, text FROM near WHERE shared >= {enough}
             ORDER BY shared DESC, length(text), kind, entity_id LIMIT {limit}",
            counted = counted.join(" + "),
            any = holds.join(" OR "),
        );
        (text, bound.0)
    }
}

/// The documents of a branch that hold every piece, in no order.
fn holding(branch_id: i64, pieces: &[&str], bound: &mut Bindings) -> String {
    let branch = bound.bind(branch_id);
    let mut text =
        format!("SELECT kind, entity_id, text FROM search_doc WHERE branch_id IN ({branch}, 0)");
    for piece in pieces {
        let holds = match piece.chars().count() >= TRIGRAM {
            true => format!(" AND text LIKE {}", bound.bind(pattern("%", piece))),
            false => format!(" AND (' ' || text) LIKE {}", bound.bind(pattern("% ", piece))),
        };
        text += &holds;
    }
    text
}
