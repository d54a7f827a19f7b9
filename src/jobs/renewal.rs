//! Keeps the snapshot in memory as new as the database.
//!
//! Invariant: nothing is missed. After a notice everything is read that any transaction may have changed since the last
//! reading, whatever the notice is about; after the connection was lost, all of it.

use std::sync::Arc;
use std::time::Duration;

use sqlx::{
    PgPool,
    postgres::{PgListener, PgNotification},
};
use tokio::{
    sync::watch,
    task::spawn_blocking,
    time::{Instant, sleep, timeout, timeout_at},
};

use super::{
    copies::Copies,
    preparation,
    source::{Live, Question, Source},
};
use crate::{
    config::StarterContent,
    content::{error::Error, publication::CHANNEL, published::Seen},
    database::{self, Gate, speaks_of_absence},
    search::Findable,
    web::App,
};

/// How long to wait before the database is tried again: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// How long to wait after something that does not pass by itself, such as a migration that failed.
const LONG_PAUSE: Duration = Duration::from_secs(30);

/// How long a connection to listen on may take to make.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long nothing may be heard before the connection is asked whether it is still there; how long that, and what has
/// changed, may take to come.
const QUIET: Duration = Duration::from_secs(15);

/// How long the reading of everything may take.
const WHOLE: Duration = Duration::from_secs(120);

/// How old a snapshot may get before it is read anew without a notice, so that the copy says of what hour it is.
const OLDEST: Duration = Duration::from_secs(3_600);

/// How things stand between the portal and its database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is asked for the first time.
    Asking,
    /// It is listened to.
    Listening,
    /// It is away, which may pass.
    Away(String),
    /// It cannot be used unless someone does something.
    Refused {
        /// What it says.
        reason: String,
        /// Whether it was reached: it is too old, or its tables cannot be brought up to date.
        is_final: bool,
    },
}

/// The keeping of one snapshot.
pub struct Renewal {
    app: App,
    source: Source,
    copies: Option<Copies>,
    /// What is to be done before the database is used; none once it is done.
    preparation: Option<(Gate, StarterContent)>,
    standing: watch::Sender<Standing>,
}

/// Listens for publications until the program ends, in a database that is ready.
pub async fn run(app: App, pool: PgPool) {
    Renewal::new(app, Source::new(pool, None)).run().await;
}

/// Shows what is live now, once it can be found too.
///
/// # Errors
///
/// The database does not answer, or what is in it cannot be read.
pub async fn renew(app: &App, pool: &PgPool) -> Result<(), Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    Renewal::new(app.clone(), Source::new(pool.clone(), None))
        .renew(&mut listener, Question::default())
        .await?;
    app.findable().index();
    Ok(())
}

impl Renewal {
    /// Keeps what the application shows as new as that source, which is ready.
    pub fn new(app: App, source: Source) -> Renewal {
        Renewal {
            app,
            source,
            copies: None,
            preparation: None,
            standing: watch::Sender::new(Standing::Asking),
        }
    }

    /// The same, with a copy of each snapshot.
    #[must_use]
    pub fn with_copies(self, copies: Copies) -> Renewal {
        Renewal { copies: Some(copies), ..self }
    }

    /// The same, in a database that has to be made ready first.
    #[must_use]
    pub fn preparing(self, gate: Gate, starter: StarterContent) -> Renewal {
        Renewal { preparation: Some((gate, starter)), ..self }
    }

    /// How things stand with the database, now and later.
    pub fn standing(&self) -> watch::Receiver<Standing> {
        self.standing.subscribe()
    }

    /// Listens for publications until the program ends.
    pub async fn run(mut self) {
        let mut pause = PAUSES.0;
        loop {
            match self.attend().await {
                Ok(()) => pause = PAUSES.0,
                Err(cause) => pause = self.note(&cause, pause),
            }
            // Many instances that lost one database do not come back to it in step.
            sleep(jittered(pause)).await;
        }
    }

    /// Makes the database ready, if it is not, and listens until the connection is lost.
    async fn attend(&mut self) -> anyhow::Result<()> {
        if let Some((gate, starter)) = &self.preparation {
            preparation::prepare(gate, *starter, &self.app).await?;
            self.preparation = None;
        }
        self.listen().await?;
        Ok(())
    }

    /// Notes that the database cannot be used. Returns how long to wait before it is tried again.
    fn note(&self, cause: &anyhow::Error, pause: Duration) -> Duration {
        let may_pass = speaks_of_absence(cause.as_ref());
        let is_final = !matches!(cause.downcast_ref(), Some(database::Error::Unreachable { .. }));
        let cause = cause.to_string();
        let standing = if may_pass {
            if !matches!(*self.standing.borrow(), Standing::Away(_)) {
                tracing::warn!(cause, "the database does not answer; the pages stay as they are");
            }
            Standing::Away(cause)
        } else {
            let refused = Standing::Refused { reason: cause.clone(), is_final };
            if *self.standing.borrow() != refused {
                tracing::error!(cause, "what is live cannot be read; the pages stay as they are");
            }
            refused
        };
        if may_pass || self.preparation.is_some() {
            self.app.set_database_reachable(false);
        }
        self.standing.send_replace(standing);
        if may_pass || self.preparation.is_none() { PAUSES.1.min(pause * 2) } else { LONG_PAUSE }
    }

    /// Renews the snapshot at every notice, and from time to time as a whole; ends when the connection is lost.
    async fn listen(&self) -> Result<(), Error> {
        let connecting = timeout(PATIENCE, PgListener::connect_with(self.source.primary())).await;
        let mut listener = connecting.map_err(|_| sqlx::Error::PoolTimedOut)??;
        // What was lost is noticed at once; the next round makes the new connection.
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await?;
        self.app.set_database_reachable(true);
        loop {
            let mut seen = self.renew(&mut listener, Question::default()).await?;
            self.standing.send_replace(Standing::Listening);
            self.source.forget_old_changes().await?;
            let old = Instant::now() + OLDEST;
            loop {
                let mut guidance = match wait(&mut listener, old).await? {
                    Heard::Notice(notice) => may_be_about_words(&notice),
                    Heard::Nothing => break,
                    Heard::End => return Ok(()),
                };
                // Several publications of one moment are one renewal.
                while let Some(notice) = listener.next_buffered() {
                    guidance |= may_be_about_words(&notice);
                }
                let asked = Question { since: seen.clone(), guidance };
                seen = self.renew(&mut listener, asked).await?.or(seen);
            }
        }
    }

    /// Shows what is live now and has it copied. Returns how far the reading came, if it found anything.
    async fn renew(&self, listener: &mut PgListener, asked: Question) -> Result<Option<Seen>, Error> {
        let (at, start) = (self.app.clock().now(), Instant::now());
        let patience = if asked.since.is_some() { QUIET } else { WHOLE };
        let reading = timeout(patience, self.source.read(listener, &asked)).await;
        let live = reading.map_err(|_| sqlx::Error::PoolTimedOut)??;
        let (entries, read_ms) = (live.rows.len(), start.elapsed().as_millis());
        let (app, copies, is_whole) = (self.app.clone(), self.copies.clone(), asked.since.is_none());
        // Of many pages a snapshot is made for longer than other tasks may wait.
        let made = spawn_blocking(move || {
            let seen = live.seen.clone();
            let findable = show(&app, live, is_whole)?;
            if let Some(copies) = copies {
                copies.hand_in(at, findable);
            }
            let shown_ms = start.elapsed().as_millis();
            tracing::debug!(is_whole, entries, read_ms, shown_ms, "what is live was read");
            Ok(seen)
        });
        made.await.unwrap_or_else(|cause| {
            tracing::error!(%cause, "no snapshot could be made; the pages stay as they are");
            Ok(None)
        })
    }
}

/// Shows what was read, with what was known before unless it is everything.
fn show(app: &App, live: Live, is_whole: bool) -> Result<Arc<Findable>, Error> {
    let before = if is_whole { Arc::default() } else { app.published() };
    let guidance = live.guidance.map_or_else(|| Arc::clone(app.findable().guidance()), Arc::new);
    Ok(app.put(app.renewed(before.renewed(live.rows)?, guidance)))
}

/// Whether a notice may be about what staff say about words. One of a publication has its number.
fn may_be_about_words(notice: &PgNotification) -> bool {
    notice.payload().is_empty()
}

/// Between a half and the whole of a pause.
fn jittered(pause: Duration) -> Duration {
    let random = getrandom::u32().unwrap_or_default();
    pause.mul_f64(0.5 + f64::from(random) / f64::from(u32::MAX) / 2.0)
}

/// What comes of waiting for a notice.
enum Heard {
    Notice(PgNotification),
    Nothing,
    End,
}

/// Waits for a notice until that moment, or until the connection is lost. A connection can also end without a word, so
/// from time to time it is asked.
async fn wait(listener: &mut PgListener, until: Instant) -> Result<Heard, sqlx::Error> {
    while Instant::now() < until {
        if let Ok(heard) = timeout_at(until.min(Instant::now() + QUIET), listener.try_recv()).await {
            return heard.map(|notice| notice.map_or(Heard::End, Heard::Notice));
        }
        let asked = timeout(QUIET, sqlx::query("select 1").execute(&mut *listener)).await;
        asked.map_err(|_| sqlx::Error::PoolTimedOut)??;
    }
    Ok(Heard::Nothing)
}
