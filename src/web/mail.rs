//! E-mail that goes out.
//!
//! Invariant: a mail is plain text to one mailbox, and no text of it can add a header; sending it takes ten seconds at
//! most and never fails a request.

use std::time::{Duration, SystemTime};

use anyhow::Context;
use jiff::Timestamp;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, SinglePart},
};

use crate::config::{MailFrom, SmtpUrl};

/// How long sending may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What sends mail.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A mail.
#[derive(Clone, Debug)]
pub struct Mail<'a> {
    /// The mailbox.
    pub to: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// What it says.
    pub text: String,
    /// When it is written.
    pub at: Timestamp,
}

impl Mailer {
    /// One that hands mail from that mailbox to that server.
    ///
    /// # Errors
    ///
    /// The address of the server is of no form that is known.
    pub fn new(server: &SmtpUrl, from: &MailFrom) -> anyhow::Result<Mailer> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server.secret());
        let transport = transport.context("SMTP_URL cannot be used")?.timeout(Some(PATIENCE)).build();
        Ok(Mailer { transport, from: from.mailbox().clone() })
    }

    /// Sends a mail.
    ///
    /// # Errors
    ///
    /// The server did not take it in time.
    pub async fn send(&self, mail: &Mail<'_>) -> anyhow::Result<()> {
        let to = Mailbox::new(None, mail.to.parse::<Address>()?);
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject)
            .date(SystemTime::from(mail.at))
            .message_id(None)
            .singlepart(SinglePart::plain(mail.text.clone()))?;
        let sent = tokio::time::timeout(PATIENCE, self.transport.send(message)).await;
        sent.context("the mail server does not answer")??;
        Ok(())
    }
}
