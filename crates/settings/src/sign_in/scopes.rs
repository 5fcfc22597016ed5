//! What a token may do: a scope is a noun with `read` or `write`, a command's whole name,
//! or `all`.

/// Whether scopes cover a command, such as `payments.post` of noun `payments`.
pub fn scopes_allow(scopes: &[String], noun: &str, command: &str) -> bool {
    scopes.iter().any(|scope| {
        scope == "all"
            || scope == command
            || scope.strip_suffix(":write").is_some_and(|name| name == noun)
    })
}

#[cfg(test)]
mod tests {
    use super::scopes_allow;

    #[test]
    fn a_scope_covers_its_noun_and_no_other() {
        let scopes = vec!["payments:write".to_owned(), "customers:read".to_owned()];
        assert!(scopes_allow(&scopes, "payments", "payments.post"));
        assert!(!scopes_allow(&scopes, "customers", "customers.open"));
        assert!(!scopes_allow(&scopes, "deposits", "deposits.close"));
        assert!(scopes_allow(&["all".to_owned()], "deposits", "deposits.close"));
    }
}
