//! Keeps the snapshot in memory as new as the database.
//!
//! Invariant: nothing is missed. The snapshot is read anew after every notice and after every time the connection
//! was lost, for what was announced in between cannot be known.

use std::time::Duration;

use sqlx::{PgPool, postgres::PgListener};
use tokio::{
    sync::watch,
    task::spawn_blocking,
    time::{Instant, sleep, timeout, timeout_at},
};

use super::{
    copies::Copies,
    preparation,
    source::{Live, Source},
};
use crate::{
    config::StarterContent,
    content::{
        error::Error,
        publication::CHANNEL,
        published::{self, copy},
    },
    database::{self, Gate, speaks_of_absence},
    web::App,
};

/// How long to wait before the database is tried again: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// How long to wait after something that does not pass by itself, such as a migration that failed.
const LONG_PAUSE: Duration = Duration::from_secs(30);

/// How long a connection to listen on may take to make.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long nothing may be heard before the connection is asked whether it is still there, and may take to answer.
const QUIET: Duration = Duration::from_secs(15);

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
    Renewal::new(app.clone(), Source::new(pool.clone(), None)).renew().await
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

    /// Renews the snapshot at every notice; ends when the connection is lost.
    async fn listen(&self) -> Result<(), Error> {
        let connecting = timeout(PATIENCE, PgListener::connect_with(self.source.primary())).await;
        let mut listener = connecting.map_err(|_| sqlx::Error::PoolTimedOut)??;
        // What was lost is noticed at once; the next round makes the new connection.
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await?;
        self.app.set_database_reachable(true);
        loop {
            self.renew().await?;
            self.standing.send_replace(Standing::Listening);
            if !wait(&mut listener).await? {
                return Ok(());
            }
            // Several publications of one moment are one renewal.
            while listener.next_buffered().is_some() {}
        }
    }

    /// Shows what is live now, once it can be found too, and has it copied.
    ///
    /// # Errors
    ///
    /// The database does not answer, or what is in it cannot be read.
    pub async fn renew(&self) -> Result<(), Error> {
        let at = self.app.clock().now();
        let live = self.source.read().await?;
        let (app, copies) = (self.app.clone(), self.copies.clone());
        // Of many pages a snapshot and its index are made for longer than other tasks may wait.
        let made = spawn_blocking(move || {
            let copy = copies.is_some().then(|| copy::encode(at, &live.rows, &live.guidance));
            show(&app, live)?;
            match (copies, copy) {
                (Some(copies), Some(Ok(copy))) => copies.hand_in(copy),
                (_, Some(Err(cause))) => tracing::error!(%cause, "what is published cannot be copied"),
                _ => {}
            }
            Ok(())
        });
        made.await.unwrap_or_else(|cause| {
            tracing::error!(%cause, "no index could be made; the pages stay as they are");
            Ok(())
        })
    }
}

fn show(app: &App, live: Live) -> Result<(), Error> {
    let findable = app.renewed(published::assemble(live.rows)?, live.guidance);
    findable.index();
    app.put(findable);
    Ok(())
}

/// Between a half and the whole of a pause.
fn jittered(pause: Duration) -> Duration {
    let random = getrandom::u32().unwrap_or_default();
    pause.mul_f64(0.5 + f64::from(random) / f64::from(u32::MAX) / 2.0)
}

/// Waits for a notice, or until the snapshot is old; false when the connection was lost. A connection can also end without a
/// word, so from time to time it is asked.
async fn wait(listener: &mut PgListener) -> Result<bool, sqlx::Error> {
    let old = Instant::now() + OLDEST;
    while Instant::now() < old {
        if let Ok(heard) = timeout_at(old.min(Instant::now() + QUIET), listener.try_recv()).await {
            return heard.map(|notice| notice.is_some());
        }
        let asked = timeout(QUIET, sqlx::query("select 1").execute(&mut *listener)).await;
        asked.map_err(|_| sqlx::Error::PoolTimedOut)??;
    }
    Ok(true)
}
