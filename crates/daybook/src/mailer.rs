//! Mail through an SMTP server named in `daybook.toml`.

use crate::config::Smtp;
use lettre::message::{Attachment, MultiPart, SinglePart, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Message, SmtpTransport, Transport};
use office::outside::{Letter, Mailer};
use office::{Reason, Refusal};
use std::time::Duration;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends through one SMTP server.
pub struct SmtpMailer {
    from: String,
    transport: SmtpTransport,
}

impl SmtpMailer {
    /// A mailer for the server of a configuration.
    pub fn of(smtp: &Smtp) -> Result<SmtpMailer, Refusal> {
        let wrong = |error: lettre::transport::smtp::Error| {
            Refusal::invalid("smtp.host", format!("This server cannot be used: {error}."))
        };
        let builder = match smtp.encryption.as_str() {
            "tls" => SmtpTransport::relay(&smtp.host).map_err(wrong)?,
            "starttls" => SmtpTransport::starttls_relay(&smtp.host).map_err(wrong)?,
            // Only for a server on this machine; the configuration says so in words.
            _ => SmtpTransport::builder_dangerous(&smtp.host),
        };
        let builder = match smtp.port {
            Some(port) => builder.port(port),
            None => builder,
        };
        let builder = match (&smtp.name, &smtp.password) {
            (Some(name), Some(password)) => {
                builder.credentials(Credentials::new(name.clone(), password.clone()))
            }
            _ => builder,
        };
        let transport = builder.timeout(Some(PATIENCE)).build();
        Ok(SmtpMailer { from: smtp.from.clone(), transport })
    }

    fn message(&self, letter: &Letter) -> Result<Message, String> {
        let words = |error: &dyn std::fmt::Display| error.to_string();
        let mut builder = Message::builder()
            .from(self.from.parse().map_err(|error| words(&error))?)
            .to(letter.to.parse().map_err(|error| words(&error))?)
            // A line break in a subject would begin another header.
            .subject(letter.subject.replace(['\r', '\n'], " "));
        if !letter.reply_to.is_empty() {
            builder = builder.reply_to(letter.reply_to.parse().map_err(|error| words(&error))?);
        }
        let pdf = ContentType::parse("application/pdf").map_err(|error| words(&error))?;
        let mut parts = MultiPart::mixed().singlepart(SinglePart::plain(letter.text.clone()));
        for enclosure in &letter.enclosures {
            let attachment = Attachment::new(enclosure.name.clone());
            parts = parts.singlepart(attachment.body(enclosure.bytes.clone(), pdf.clone()));
        }
        builder.multipart(parts).map_err(|error| words(&error))
    }
}

impl Mailer for SmtpMailer {
    fn send(&self, letter: &Letter) -> Result<(), Refusal> {
        let message = self.message(letter).map_err(|error| {
            let words = format!("{} cannot be written to: {error}.", letter.to);
            Refusal::conflict("mail.address", words)
        })?;
        match self.transport.send(&message) {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(Refusal::conflict(
                "mail.refused",
                format!("The mail server refuses it: {error}. Mend the address and send again."),
            )),
            Err(error) => {
                tracing::warn!(%error, "mail waits");
                Err(Refusal::Unavailable { reason: Reason::MailAway, retry_after: 60 })
            }
        }
    }
}
