//! Making a pool, and making certain that the server behind it can be used.
//!
//! Invariant: no text made here contains the password of an address.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode};
use sqlx::{Connection, PgConnection, PgPool};

use super::error::{Error, io_reason, one_line};
use super::private_cluster::{NAME, PORT, PrivateCluster};

/// How long the first connection may take.
const FIRST_CONNECTION: Duration = Duration::from_secs(10);

/// How long a request waits for a connection before it gives up.
const ACQUIRE: Duration = Duration::from_secs(5);

/// Connections per instance; a handful of instances fit in a server's usual 100.
const CONNECTIONS: u32 = 16;

/// What PostgreSQL says when it stops (57P01 to 57P03), has no place for one more (53300), or is a replica still where a
/// primary was (25006).
const AWAY: [&str; 5] = ["57P01", "57P02", "57P03", "53300", "25006"];

/// A database to connect to, and how to speak of it.
#[derive(Debug)]
pub(super) struct Target {
    options: PgConnectOptions,
    words: String,
}

impl Target {
    /// The database of the variable of that name.
    pub(super) fn external(name: &'static str, url: &str) -> Result<Target, Error> {
        if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err(Error::Address { name, reason: "it does not begin with postgres://".into() });
        }
        let options = PgConnectOptions::from_str(url).map_err(|cause| Error::Address {
            name,
            reason: match cause {
                sqlx::Error::Configuration(inner) => one_line(&inner),
                other => one_line(&other),
            },
        })?;
        let place = match options.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => format!("{}:{}", options.get_host(), options.get_port()),
        };
        let database = options.get_database().unwrap_or_else(|| options.get_username());
        let words = format!("the database of {name} ({database} at {place})");
        Ok(Target { options, words })
    }

    /// The database of the private cluster. Names everything, so that no `PG…` variable has a say.
    pub(super) fn private(cluster: &PrivateCluster) -> Target {
        let options = PgConnectOptions::new_without_pgpass()
            .socket(cluster.socket_dir())
            .port(PORT)
            .username(NAME)
            .database(NAME)
            .ssl_mode(PgSslMode::Disable);
        Target { options, words: format!("the private database in {}", cluster.path().display()) }
    }

    /// A pool whose first connection is made when it is needed.
    pub(super) fn pool(&self) -> PgPool {
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(ACQUIRE);
        pool.connect_lazy_with(self.options.clone())
    }

    /// Checks with one connection that the server is there and new enough.
    pub(super) async fn check(&self) -> Result<(), Error> {
        let check = tokio::time::timeout(FIRST_CONNECTION, self.version()).await;
        let (number, found) = match check {
            Ok(Ok(version)) => version,
            Ok(Err(cause)) => return Err(self.unreachable(reason(&cause), is_away(&cause))),
            Err(_) => {
                let seconds = FIRST_CONNECTION.as_secs();
                return Err(self.unreachable(format!("no answer within {seconds} s"), true));
            }
        };
        if number / 10_000 < super::OLDEST_POSTGRES {
            return Err(Error::TooOld { database: self.words.clone(), found });
        }
        Ok(())
    }

    /// The server's version as a number (150018) and in words (15.18).
    async fn version(&self) -> Result<(u32, String), sqlx::Error> {
        let mut connection = PgConnection::connect_with(&self.options).await?;
        let version = sqlx::query_as::<_, (i32, String)>(
            "select current_setting('server_version_num')::integer, current_setting('server_version')",
        )
        .fetch_one(&mut connection)
        .await?;
        connection.close().await?;
        Ok((version.0.unsigned_abs(), version.1))
    }

    fn unreachable(&self, reason: String, may_pass: bool) -> Error {
        Error::Unreachable { database: self.words.clone(), reason, may_pass }
    }
}

/// Whether an error, or what it came from, says that the database is away for the moment.
pub fn speaks_of_absence(cause: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(cause), |cause| cause.source()).any(|cause| {
        cause.downcast_ref().is_some_and(is_away) || cause.downcast_ref().is_some_and(Error::may_pass)
    })
}

/// Whether an error says that the server is not there for the moment: no connection, or one that was cut, or a server
/// that starts, stops, has failed over or has no place left. What it says of a statement or of who connects does not pass by
/// itself.
pub fn is_away(cause: &sqlx::Error) -> bool {
    use sqlx::Error::{Database, Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
    match cause {
        Io(_) | Tls(_) | PoolTimedOut | PoolClosed | WorkerCrashed => true,
        Database(refusal) => {
            let code = refusal.code().unwrap_or_default();
            code.starts_with("08") || AWAY.contains(&code.as_ref())
        }
        _ => false,
    }
}

/// The bare cause, without the library's words around it.
fn reason(cause: &sqlx::Error) -> String {
    match cause {
        sqlx::Error::Io(inner) => io_reason(inner),
        sqlx::Error::Database(inner) => one_line(&inner.message()),
        other => one_line(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_place_and_not_the_password() {
        let target = Target::external("DATABASE_URL", "postgres://portal:hush@db.example:5433/site").unwrap();
        assert_eq!(target.words, "the database of DATABASE_URL (site at db.example:5433)");
    }

    #[test]
    fn a_wrong_address_is_refused_without_its_password() {
        for url in ["mysql://portal:hush@db/site", "portal:hush@db", "postgres://portal:hush@db:port/site"] {
            let line = Target::external("DATABASE_URL", url).err().unwrap().to_string();
            assert!(line.contains("DATABASE_URL"), "{line}");
            assert!(!line.contains("hush") && !line.contains('\n'), "{line}");
        }
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_one_line() {
        let target = Target::external("DATABASE_URL", "postgres://portal:hush@127.0.0.1:1/site").unwrap();
        let line = target.check().await.err().unwrap().to_string();
        assert_eq!(
            line,
            "cannot reach the database of DATABASE_URL (site at 127.0.0.1:1): Connection refused"
        );
    }
}
