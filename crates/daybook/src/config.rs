//! `daybook.toml` in the data folder: what must be known before the database is open.
//! Everything else is a setting changed by a command.

use crate::open::Place;
use office::Refusal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file, whole. An unknown key is an error, so that a misspelt one is noticed.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where to listen: `127.0.0.1:7300`.
    pub listen: Option<String>,
    /// A database address, instead of the file in the data folder.
    pub database: Option<String>,
    /// The mail server.
    pub smtp: Option<Smtp>,
    /// Accounts with Stripe, by branch number: `[stripe.0412]`.
    #[serde(default)]
    pub stripe: BTreeMap<String, Stripe>,
}

/// A branch's account with Stripe.
#[derive(Deserialize, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct Stripe {
    /// The key that asks: `sk_live_…`; `DAYBOOK_STRIPE_0412_KEY` wins.
    #[serde(default)]
    pub secret_key: String,
    /// The secret that signs what Stripe tells by itself: `whsec_…`.
    pub webhook_secret: Option<String>,
    /// Where it is.
    #[serde(default = "stripe_address")]
    pub address: String,
}

fn stripe_address() -> String {
    "https://api.stripe.com".into()
}

/// A mail server.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port; the usual one for the encryption unless told.
    pub port: Option<u16>,
    /// `tls`, `starttls`, or `none` for a server on this machine.
    #[serde(default = "tls")]
    pub encryption: String,
    /// The sender: `Cedar <office@cedar.example>`.
    pub from: String,
    /// The name to sign in with.
    pub name: Option<String>,
    /// Its password; `DAYBOOK_SMTP_PASSWORD` wins.
    pub password: Option<String>,
}

fn tls() -> String {
    "tls".into()
}

impl Config {
    /// The configuration of a place; empty where there is no file.
    pub fn of(place: &Place) -> Result<Config, Refusal> {
        let file = place.data.join("daybook.toml");
        let mut config: Config = match std::fs::read_to_string(&file) {
            Err(_) => Config::default(),
            Ok(text) => toml::from_str(&text).map_err(|error| {
                Refusal::invalid("daybook.toml", format!("{}: {error}", file.display()))
            })?,
        };
        if let (Some(smtp), Ok(password)) =
            (config.smtp.as_mut(), std::env::var("DAYBOOK_SMTP_PASSWORD"))
        {
            smtp.password = Some(password);
        }
        for (number, stripe) in &mut config.stripe {
            if let Ok(key) = std::env::var(format!("DAYBOOK_STRIPE_{number}_KEY")) {
                stripe.secret_key = key;
            }
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn a_misspelt_key_is_noticed() {
        let good = "[smtp]\nhost = \"localhost\"\nencryption = \"none\"\nfrom = \"a@b.example\"\n";
        assert_eq!(toml::from_str::<Config>(good).unwrap().smtp.unwrap().encryption, "none");
        let stripe = "[stripe.0412]\nsecret_key = \"sk_test\"\n";
        let account = toml::from_str::<Config>(stripe).unwrap().stripe.remove("0412").unwrap();
        assert_eq!(account.address, "https://api.stripe.com");
        assert!(toml::from_str::<Config>("lisen = \"127.0.0.1:7300\"").is_err());
    }
}
