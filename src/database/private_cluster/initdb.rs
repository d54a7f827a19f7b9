//! Making a new cluster.
//!
//! Invariant: a cluster appears under its name only when it is complete and on disk, with its database in it;
//! a half one is under another name and is swept by the next attempt.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::super::error::{Error, io_reason};
use super::NAME;
use super::account::Account;
use super::binaries::Binaries;
use super::files::Home;
use super::server::reason_in;

/// How the names of half clusters begin.
const HALF: &str = "unfinished-";

/// Makes the cluster. Only under the start lock.
pub(super) fn make(home: &Home, binaries: &Binaries, account: &Account) -> Result<(), Error> {
    sweep(home)?;
    tracing::info!(path = %home.path().display(), user = account.name(), "making a new database");
    // A name that no killed attempt can still be writing to.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let half = home.path().join(format!("{HALF}{}", now.as_nanos()));
    account.make_folder(&half)?;
    let made = fill(&half, binaries, account).and_then(|()| {
        fs::rename(&half, home.cluster()).map_err(Error::file("make", &home.cluster()))?;
        let folder = File::open(home.path()).and_then(|folder| folder.sync_all());
        folder.map_err(Error::file("write", home.path()))
    });
    if made.is_err() {
        // Its own failure would only hide the one that matters; the next attempt sweeps.
        fs::remove_dir_all(&half).ok();
    }
    made.map_err(|error| match error {
        Error::NotMade { reason, .. } => Error::NotMade { path: home.path().to_owned(), reason },
        other => other,
    })
}

fn fill(half: &Path, binaries: &Binaries, account: &Account) -> Result<(), Error> {
    let mut initdb = account.command(&binaries.initdb(), Path::new("/"));
    initdb.arg("-D").arg(half).args(["-U", NAME, "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]);
    initdb.args(["--auth-local=peer", "--auth-host=reject", "--no-instructions"]);
    finish(initdb, half, "")?;
    // A server without a socket, which takes statements from its input, one a line.
    let mut single = account.command(&binaries.postgres(), Path::new("/"));
    single.args(["--single", "-D"]).arg(half).args(["-c", "exit_on_error=on", "postgres"]);
    finish(single, half, &format!("create database {NAME}\n"))
}

/// Runs a command to its end, with `input`.
fn finish(mut command: Command, half: &Path, input: &str) -> Result<(), Error> {
    let not_made = |reason: String| Error::NotMade { path: half.to_owned(), reason };
    let failed = |cause: std::io::Error| not_made(io_reason(&cause));
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut pipe) = child.stdin.take() {
        // When it does not listen it has failed, and says why below.
        pipe.write_all(input.as_bytes()).ok();
    }
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(not_made(reason_in(&said).unwrap_or_else(|| output.status.to_string())))
}

/// Removes what killed attempts left. One may still be at it for a second and put files back.
fn sweep(home: &Home) -> Result<(), Error> {
    let entries = fs::read_dir(home.path()).map_err(Error::file("read", home.path()))?;
    let halves: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().as_encoded_bytes().starts_with(HALF.as_bytes()))
        .map(|entry| entry.path())
        .collect();
    for half in halves {
        tracing::info!(path = %half.display(), "removing a database that was not finished");
        for _ in 0..20 {
            if fs::remove_dir_all(&half).is_ok() || !half.exists() {
                break;
            }
            sleep(Duration::from_millis(50));
        }
    }
    Ok(())
}
