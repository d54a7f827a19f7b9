//! Accepts connections and speaks HTTP/1.1 on them.
//!
//! Invariant: no client can hold the program: what it sends, how long it takes to send it, and how many
//! connections there are is limited; and however long an answer takes to make, answers from memory do not wait for it. TLS
//! and HTTP/2 are the business of the proxy in front.
//!
//! `threads` has a thread a core, each with its share of the connections, which `acceptor` gives out; `connection` answers
//! from memory there, and has everything else made on the runtime that [`serve`] runs on; `timer` and `patience` are their
//! time limits.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use self::connection::run_on;
use self::threads::Threads;
use crate::web::limits::Times;
use crate::web::page_cache::Front;

mod acceptor;
mod connection;
mod patience;
mod threads;
mod timer;

/// What a client can make the server spend. hyper also refuses more than a hundred headers.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at the same time; further ones wait in the queue of the system.
    pub connections: usize,
    /// Time in which a client sends the headers of a request, and in which it may stay silent before one.
    pub header_time: Duration,
    /// Bytes of request line and headers, above the limits that are answered with a page.
    pub header_bytes: usize,
    /// Time in which a client takes something of an answer that waits for it.
    pub write_time: Duration,
    /// Time for the body of a request, and for its answer.
    pub times: Times,
    /// Time for running requests to end after the server was told to stop.
    pub drain_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connections: 900,
            header_time: Duration::from_secs(15),
            header_bytes: 64 * 1_024,
            write_time: Duration::from_secs(20),
            times: Times::default(),
            drain_time: Duration::from_secs(10),
        }
    }
}

impl Limits {
    /// How often connections look at the time.
    fn tick(&self) -> Duration {
        (self.header_time / 8).clamp(Duration::from_millis(1), Duration::from_secs(1))
    }
}

/// Why there is no listening.
#[derive(Debug, thiserror::Error)]
#[error("LISTEN is {address}: cannot listen there: {cause}")]
pub struct BindError {
    address: SocketAddr,
    cause: std::io::Error,
}

/// Takes an address and port.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, BindError> {
    TcpListener::bind(address).await.map_err(|cause| BindError { address, cause })
}

/// Serves until `stop` is ready, and then until the running requests have ended or the time for it is over.
///
/// # Errors
///
/// The system gives no threads to serve connections on.
pub async fn serve(
    listener: TcpListener,
    front: Front,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(limits.connections));
    let (threads, senders) = Threads::start(&front, limits)?;
    let accepting = acceptor::run(listener.into_std()?, senders, Arc::clone(&places));
    tokio::select! {
        failed = run_on(threads.first(), accepting) => failed?,
        () = stop => {}
    }
    // A connection that has ended has given back its place.
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    if timeout(limits.drain_time, places.acquire_many(all)).await.is_err() {
        tracing::warn!("stopped with requests still running");
    }
    Ok(())
}
