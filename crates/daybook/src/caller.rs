//! Asking payment processors over HTTPS, with the keys that `daybook.toml` names.

use crate::config::Stripe;
use office::outside::{Call, CallVerb, Caller, Reply};
use office::{Reason, Refusal};
use std::collections::BTreeMap;
use std::time::Duration;
use ureq::Agent;

/// How long a service may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The version of Stripe's interface that is spoken.
const STRIPE_VERSION: &str = "2024-06-20";

/// Asks the services of a configuration.
pub struct HttpCaller {
    stripe: BTreeMap<String, Stripe>,
    agent: Agent,
}

impl HttpCaller {
    /// A caller for the accounts of a configuration, by branch number.
    pub fn of(stripe: BTreeMap<String, Stripe>) -> HttpCaller {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .build();
        HttpCaller { stripe, agent: config.into() }
    }
}

impl Caller for HttpCaller {
    fn call(&self, call: &Call) -> Result<Reply, Refusal> {
        let account = self.stripe.get(&call.account).filter(|_| call.service == "stripe");
        let Some(account) = account else {
            let words = format!(
                "{} is not set up for branch {}. Name its keys in daybook.toml.",
                call.service, call.account
            );
            return Err(Refusal::conflict("services.not_set", words));
        };
        let url = format!("{}{}", account.address.trim_end_matches('/'), call.path);
        let bearer = format!("Bearer {}", account.secret_key);
        let fields = call.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let answer = match call.verb {
            CallVerb::Ask => self
                .agent
                .get(&url)
                .header("Authorization", &bearer)
                .header("Stripe-Version", STRIPE_VERSION)
                .call(),
            CallVerb::Do => self
                .agent
                .post(&url)
                .header("Authorization", &bearer)
                .header("Stripe-Version", STRIPE_VERSION)
                .header("Idempotency-Key", &call.once)
                .send_form(fields),
        };
        let away = |error: ureq::Error| {
            tracing::warn!(%error, service = call.service, "a service does not answer");
            Refusal::Unavailable { reason: Reason::ServiceAway, retry_after: 30 }
        };
        let mut answer = answer.map_err(away)?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().read_to_string().map_err(away)?;
        Ok(Reply { status, body })
    }

    fn hook_secret(&self, service: &str, account: &str) -> Option<String> {
        let account = self.stripe.get(account).filter(|_| service == "stripe")?;
        account.webhook_secret.clone()
    }
}
